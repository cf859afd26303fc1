// Draws a BPM's past with ApexCharts in the place of the still picture. The one file that knows the charting library:
// it takes /api/v1/bpms/{id}/history as it is, and leaves the still picture standing when anything fails.
const root = document.documentElement;
const zone = root.dataset.zone || 'UTC';
const EVERY = 30_000;

const library = () => new Promise((done, fail) => {
  const script = document.createElement('script');
  script.src = new URL('apexcharts.min.js', import.meta.url).href;
  script.onload = () => done(window.ApexCharts);
  script.onerror = () => fail(new Error('the charting library did not load'));
  document.head.append(script);
});

const colour = name => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
const time = options => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
const full = time({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const states = { TooFew: 'Too few to judge' };

const duration = seconds => {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  const minutes = Math.floor(s % 3600 / 60);
  return minutes ? `${Math.floor(s / 3600)} h ${minutes}` : `${Math.floor(s / 3600)} h`;
};

const words = ({ kind, unit }) => value => {
  if (value === null || value === undefined) return '–';
  if (kind === 'freshness') return duration(value);
  const number = (kind === 'ratio' ? value * 100 : value).toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  if (kind === 'ratio') return `${number} %`;
  return '£$€¥'.includes(unit) && unit ? unit + number : `${number} ${unit}`.trim();
};

// A point every step; where one is missing for longer, a hole.
const withHoles = (points, step, make) => {
  const drawn = [];
  let before = null;
  for (const point of points) {
    const x = Date.parse(point.at);
    if (before !== null && x - before > 3 * step * 1000) drawn.push({ x: before + 1, y: make(null) });
    drawn.push({ x, y: make(point) });
    before = x;
  }
  return drawn;
};

// Round steps people count in: 1, 2, 2.5 or 5 of a power of ten; for ages minutes and hours.
const ages = [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
const niceStep = (span, kind) => {
  const least = span / 5;
  if (kind === 'freshness') return ages.find(step => step >= least) || Math.ceil(least / 604800) * 604800;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 2.5, 5, 10].find(n => n * power >= least) * power;
};

const limits = (history, kind) => {
  const all = history.points.map(p => p.value).concat(history.ghost.map(p => p.value));
  const bands = history.points.flatMap(p => [p.lower, p.upper]).filter(v => v !== null);
  const low = Math.min(...all, ...bands), high = Math.max(...all, ...bands);
  const step = niceStep(high - low || Math.abs(high) || 1, kind);
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step, ticks: Math.round(Math.ceil(high / step) - Math.floor(low / step)) };
};

const series = (history, kind) => {
  const { low, high } = limits(history, kind);
  const banded = history.points.filter(p => p.lower !== null || p.upper !== null);
  return [
    { name: 'Expected', type: 'rangeArea', data: withHoles(banded, history.step, p => p && [p.lower ?? low, p.upper ?? high]) },
    { name: 'A week before', type: 'line', data: withHoles(history.ghost, history.step, p => p && p.value) },
    { name: 'Value', type: 'line', data: withHoles(history.points, history.step, p => p && p.value) },
  ];
};

// Stretches that were shown as Watch or Off.
const marks = history => {
  const found = [];
  let open = null;
  for (const point of history.points) {
    const off = point.state === 'Off', loud = off || point.state === 'Watch';
    const at = Date.parse(point.at);
    if (loud && open && open.off === off) open.x2 = at + history.step * 1000;
    else { if (open) found.push(open); open = loud ? { off, x: at, x2: at + history.step * 1000 } : null; }
  }
  if (open) found.push(open);
  return found.map(({ off, x, x2 }) => ({ x, x2, fillColor: colour(off ? 'act' : 'watch'), opacity: 0.14, strokeDashArray: 0, borderColor: 'transparent' }));
};

const tip = (history, say) => ({ dataPointIndex, seriesIndex, w }) => {
  const x = w.globals.seriesX[seriesIndex][dataPointIndex];
  const point = history.points.reduce((best, p) => Math.abs(Date.parse(p.at) - x) < Math.abs(Date.parse(best.at) - x) ? p : best);
  const ghost = history.ghost.find(p => Math.abs(Date.parse(p.at) - Date.parse(point.at)) <= history.step * 1000);
  const box = document.createElement('div');
  box.className = 'chart-tip';
  const line = (text, strong) => box.append(Object.assign(document.createElement(strong ? 'b' : 'div'), { textContent: text }));
  line(full.format(Date.parse(point.at)).replace(',', ''));
  line(say(point.value), true);
  if (point.lower !== null && point.upper !== null) line(`expected ${say(point.lower)} to ${say(point.upper)}`);
  else if (point.upper !== null) line(`expected under ${say(point.upper)}`);
  else if (point.lower !== null) line(`expected over ${say(point.lower)}`);
  if (point.volume !== null) line(`${point.volume.toLocaleString('en-GB', { maximumFractionDigits: 0 })} counted`);
  if (ghost) line(`a week before ${say(ghost.value)}`);
  line(point.state ? (states[point.state] || point.state) : 'not shown on the board then');
  return box.outerHTML;
};

const options = (history, figure) => {
  const say = words(figure.dataset);
  const { low, high, ticks } = limits(history, figure.dataset.kind);
  const span = Date.parse(history.to) - Date.parse(history.from);
  const axis = span > 2 * 86_400_000 ? time({ weekday: 'short', day: 'numeric', month: 'short' }) : time({ hour: '2-digit', minute: '2-digit' });
  return {
    chart: {
      type: 'rangeArea', height: '100%', background: 'transparent', fontFamily: 'inherit', foreColor: colour('ink-2'),
      animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false },
    },
    series: series(history, figure.dataset.kind),
    colors: [colour('ribbon'), colour('line-strong'), colour('stroke')],
    fill: { type: 'solid', opacity: [1, 1, 1] },
    stroke: { curve: 'straight', width: [0, 1, 1.5], dashArray: [0, 3, 0] },
    markers: { size: 0, hover: { sizeOffset: 4 } },
    dataLabels: { enabled: false },
    legend: { show: false },
    grid: { borderColor: colour('line'), strokeDashArray: 0 },
    annotations: { xaxis: marks(history) },
    xaxis: {
      type: 'datetime', min: Date.parse(history.from), max: Date.parse(history.to), tooltip: { enabled: false },
      axisBorder: { color: colour('line') }, axisTicks: { color: colour('line') },
      labels: { datetimeUTC: false, formatter: (_, at) => axis.format(at).replace(',', '') },
    },
    yaxis: { min: low, max: high, tickAmount: ticks, labels: { formatter: say } },
    tooltip: { shared: true, intersect: false, custom: tip(history, say), theme: 'light' },
  };
};

const start = async figure => {
  const place = figure.querySelector('.past-drawing');
  const still = place.querySelector('.past-still');
  const read = async () => {
    const answer = await fetch(figure.dataset.chart, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`history answers ${answer.status}`);
    return answer.json();
  };
  const [Chart, first] = await Promise.all([library(), read()]);
  if (!first.points.length) return;
  let history = first;
  const drawing = document.createElement('div');
  drawing.className = 'past-chart';
  drawing.style.height = '100%';
  drawing.setAttribute('aria-hidden', 'true');
  place.append(drawing);
  const chart = new Chart(drawing, options(history, figure));
  still.style.visibility = 'hidden';
  await chart.render();
  figure.dataset.drawn = String(history.points.length);

  const redraw = async () => { await chart.updateOptions(options(history, figure), false, false); figure.dataset.drawn = String(history.points.length); };
  new MutationObserver(redraw).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  if ('liveEnd' in figure.dataset)
    setInterval(async () => {
      if (document.visibilityState !== 'visible') return;
      try { history = await read(); await redraw(); } catch { /* what is drawn stays; the head of the page says when the line is lost */ }
    }, EVERY);
};

for (const figure of document.querySelectorAll('figure[data-chart]')) start(figure).catch(() => { /* the still picture stays */ });

for (const link of document.querySelectorAll('a[data-copy]'))
  link.addEventListener('click', async event => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    const words = link.textContent;
    link.textContent = 'Copied';
    setTimeout(() => { link.textContent = words; }, 2000);
  });
