// The chart of a metric's past: ApexCharts draws the plot over the frame and the picture that came with the page.
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

let library = null;
const load = () => library ??= new Promise((done, fail) => {
  if (window.ApexCharts) { done(window.ApexCharts); return; }
  const script = document.createElement('script');
  script.src = new URL('./apexcharts.min.js', import.meta.url).href;
  script.onload = () => done(window.ApexCharts);
  script.onerror = () => { library = null; fail(new Error('the chart library did not load')); };
  document.head.append(script);
});

// ---- words: the same as Words.cs, held by ChartWordsTests ----------------------------------------------------------------
export const duration = seconds => {
  const s = Math.max(0, Math.floor(seconds));
  const parts = (whole, rest, unit) => rest ? `${whole} ${rest}${unit}` : whole;
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 86400) return parts(`${Math.floor(s / 3600)} h`, Math.floor(s % 3600 / 60), '');
  return parts(s < 172800 ? '1 day' : `${Math.floor(s / 86400)} days`, Math.floor(s % 86400 / 3600), ' h');
};
const significant = value => {
  const size = Math.abs(value);
  const places = [99.95, 9.995, 0.9995, 0.09995, 0.009995].findIndex(least => size >= least);
  // Adding nothing to a negative nothing leaves nothing.
  return (Number(value.toFixed(places < 0 ? 5 : places)) + 0).toLocaleString('en-GB', { maximumFractionDigits: 5 }).replace('-', '−');
};
export const number = value => {
  const size = Math.abs(value);
  if (size >= 1e9) return `${significant(value / 1e9)} bn`;
  return size >= 999999.5 ? `${significant(value / 1e6)} M` : significant(value);
};
const sayer = data => value =>
  data.says === 'age' ? duration(value) : `${data.before}${number(data.says === 'ratio' ? value * 100 : value)}${data.after}`;
const expectation = (data, point) => {
  const say = sayer(data);
  if (point.lower != null && point.upper != null) return `expected ${say(point.lower)} to ${say(point.upper)}`;
  if (point.upper != null) return `expected under ${say(point.upper)}`;
  if (point.lower != null) return `expected over ${say(point.lower)}`;
  return 'no band then';
};

// ---- data into series -------------------------------------------------------------------------------------------------------
// The band is not among them: the library loses a ribbon's fill as soon as any line has a gap (apexcharts.js issue 3525), so the
// page's own ribbon stays beneath. Take it in here once that is mended.
const series = data => {
  const only = mark => data.points.map(point => ({ x: point.at, y: point.mark === mark ? point.value : null }));
  return [
    { name: 'A week before', data: data.weekBefore.map(([x, y]) => ({ x, y })) },
    { name: 'Value', data: data.points.map(point => ({ x: point.at, y: point.value })) },
    { name: 'Watched', data: only(1) },
    { name: 'Off', data: only(2) },
  ];
};

const colours = () => {
  const style = getComputedStyle(root);
  return ['--ghost', '--stroke', '--watch', '--act'].map(name => style.getPropertyValue(name).trim());
};

const tooltip = (data, format) => ({ seriesIndex, dataPointIndex, w }) => {
  const at = w.globals.seriesX[seriesIndex]?.[dataPointIndex];
  const point = nearest(data.points, at);
  const box = document.createElement('div');
  const line = (words, name) => { const p = document.createElement('p'); p.textContent = words; p.className = name; box.append(p); };
  box.className = 'tip';
  line(format.format(at), 'tip-when');
  if (!point || point.value == null) { line('nothing known', 'tip-value'); return box.outerHTML; }
  line(sayer(data)(point.value), 'tip-value');
  line(expectation(data, point), '');
  line(point.state ?? 'not shown then', 'tip-state');
  for (const stretch of data.declared) if (at >= stretch.from && at < stretch.to) line(stretch.says, 'tip-declared');
  // As near as the pointer can be meant.
  const near = (data.to - data.from) / 100;
  for (const change of data.changes.filter(one => Math.abs(one.at - at) <= near).slice(0, 3)) line(change.says, 'tip-declared');
  const past = nearest(data.weekBefore.map(([at, value]) => ({ at, value })), at);
  if (past?.value != null && Math.abs(past.at - at) < 4e6) line(`a week before ${sayer(data)(past.value)}`, '');
  return box.outerHTML;
};

const nearest = (points, at) => {
  let [low, high] = [0, points.length - 1];
  while (low < high) { const middle = (low + high) >> 1; if (points[middle].at < at) low = middle + 1; else high = middle; }
  const [here, before] = [points[low], points[low - 1]];
  return before && at - before.at < here.at - at ? before : here;
};

const options = (data, element) => {
  const format = timeFormat(data.zone);
  return {
    series: series(data),
    chart: {
      id: 'past', type: 'line', height: '100%', width: '100%', background: 'transparent', fontFamily: 'inherit',
      // Axes, grid and labels are the page's own, in the organisation's time zone.
      sparkline: { enabled: true }, zoom: { enabled: false }, toolbar: { show: false }, selection: { enabled: false },
      // Calm for everybody, so also for those who asked for less motion.
      animations: { enabled: false },
      events: { mounted: () => element.closest('.chart')?.setAttribute('data-drawn', '') },
    },
    colors: colours(),
    stroke: { curve: 'straight', width: element.clientWidth < 500 ? [1.25, 1.25, 2.5, 2.5] : [1.5, 1.75, 3, 3], dashArray: [4, 0, 0, 0], lineCap: 'round' },
    markers: { size: 0, strokeWidth: 0, strokeColors: 'transparent', hover: { size: 0 } },
    dataLabels: { enabled: false },
    legend: { show: false },
    grid: { padding: { top: 0, right: 0, bottom: 0, left: 0 } },
    xaxis: { type: 'datetime', min: data.from, max: data.to, crosshairs: { show: true }, tooltip: { enabled: false }, labels: { show: false }, axisBorder: { show: false }, axisTicks: { show: false } },
    yaxis: { min: data.low, max: data.high, show: false, floating: true, labels: { show: false } },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
    tooltip: { enabled: true, shared: true, intersect: false, followCursor: false, custom: tooltip(data, format), fixed: { enabled: false } },
  };
};

const timeFormat = zone => {
  const wanted = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  try { return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...wanted }); }
  catch { return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...wanted }); }
};

// ---- a time taken from the chart, by whoever may say that it was not normal ------------------------------------------------------
const field = (at, zone) => {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...digits }).formatToParts(at);
  const [year, month, day, hour, minute] = Object.keys(digits).map(name => parts.find(part => part.type === name)?.value);
  return `${year}-${month}-${day}T${hour}:${minute}`;
};

/** Dragging over the plot fills in the form that declares a stretch; nothing is declared by it. Fingers scroll the page instead. */
const takeTimes = (element, shown) => {
  const [minute, least] = [60_000, 6];
  let [start, shade] = [null, null];
  const form = () => document.querySelector('#stretch-from')?.form;
  const at = x => {
    const { left, width } = element.getBoundingClientRect();
    return shown().from + Math.min(1, Math.max(0, (x - left) / width)) * (shown().to - shown().from);
  };
  const span = x => {
    const [from, to] = [at(Math.min(start, x)), at(Math.max(start, x))];
    return [Math.floor(from / minute) * minute, Math.ceil(to / minute) * minute];
  };
  const drop = () => { shade?.remove(); element.classList.remove('taking'); [start, shade] = [null, null]; };

  const begin = event => { if (event.button === 0 && event.pointerType !== 'touch' && form()) start = event.clientX; };
  const widen = event => {
    if (start === null || (!shade && Math.abs(event.clientX - start) < least)) return;
    if (!shade?.isConnected) {
      shade = document.createElement('div');
      shade.className = 'taken';
      shade.append(document.createElement('span'));
      element.append(shade);
      element.classList.add('taking');
    }
    const { left, width } = element.getBoundingClientRect();
    const [low, high] = [Math.max(0, Math.min(start, event.clientX) - left), Math.min(width, Math.max(start, event.clientX) - left)];
    Object.assign(shade.style, { left: `${low}px`, width: `${high - low}px` });
    const format = timeFormat(shown().zone);
    shade.firstChild.textContent = span(event.clientX).map(time => format.format(time)).join(' to ');
  };
  const end = event => {
    const [entry, times] = [form(), shade && span(event.clientX)];
    drop();
    if (!times || !entry) return;
    entry.closest('details').open = true;
    ['#stretch-from', '#stretch-to'].forEach((id, place) => {
      entry.querySelector(id).value = field(times[place], shown().zone);
      entry.querySelector(id).dispatchEvent(new Event('change', { bubbles: true }));
    });
    entry.scrollIntoView({ block: 'nearest' });
    entry.querySelector('#stretch-kind').focus({ preventScroll: true });
  };
  const leave = event => { if (event.key === 'Escape') drop(); };

  element.addEventListener('pointerdown', begin);
  const everywhere = { pointermove: widen, pointerup: end, pointercancel: drop, keydown: leave };
  for (const [name, listener] of Object.entries(everywhere)) addEventListener(name, listener);
  return () => {
    drop();
    element.removeEventListener('pointerdown', begin);
    for (const [name, listener] of Object.entries(everywhere)) removeEventListener(name, listener);
  };
};

/** Draws, and answers what can be done with the drawing. */
export async function draw(element, data) {
  const Chart = await load();
  let chart = new Chart(element, options(data, element));
  await chart.render();
  let gone = false;

  // A new drawing: the library keeps the old colours of lines when told of others.
  const repaint = () => {
    if (gone) return;
    chart.destroy();
    chart = new Chart(element, options(data, element));
    chart.render();
  };
  const pinned = new MutationObserver(repaint);
  pinned.observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  dark.addEventListener('change', repaint);
  const takeNoMore = takeTimes(element, () => data);

  return {
    async append(tail) {
      if (gone) return;
      const first = tail.points[0]?.at ?? Infinity;
      const firstPast = tail.weekBefore[0]?.[0] ?? Infinity;
      data = {
        ...tail,
        points: [...data.points.filter(point => point.at < first && point.at >= tail.from), ...tail.points],
        weekBefore: [...data.weekBefore.filter(([at]) => at < firstPast && at >= tail.from), ...tail.weekBefore],
      };
      const { series: drawn, xaxis, yaxis, tooltip: tip } = options(data, element);
      await chart.updateOptions({ series: drawn, xaxis, yaxis, tooltip: tip }, false, false, false);
    },
    dispose() {
      gone = true;
      takeNoMore();
      pinned.disconnect();
      dark.removeEventListener('change', repaint);
      element.closest('.chart')?.removeAttribute('data-drawn');
      chart.destroy();
      chart = null;
    },
  };
}

// ---- the link to this moment -------------------------------------------------------------------------------------------------
document.addEventListener('click', async event => {
  const link = event.target.closest?.('a[data-copy]');
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  const said = link.parentElement.querySelector('[data-copied]');
  try { await navigator.clipboard.writeText(link.href); said.textContent = 'Copied'; }
  catch { location.href = link.href; }
});
