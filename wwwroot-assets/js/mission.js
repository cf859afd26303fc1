// The life of a page: clocks and ages, theme, and the line to the server.
(() => {
  'use strict';
  const root = document.documentElement;
  const zone = root.dataset.zone || 'UTC';
  const pad = n => String(n).padStart(2, '0');

  // ---- time: the server's clock, not this device's --------------------------------------------------------------------------
  const ahead = Date.parse(root.dataset.now) - Date.now();
  const now = () => Date.now() + ahead;

  // The same words as Words.cs.
  const duration = ms => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const parts = (whole, rest, unit) => rest ? `${whole} ${rest}${unit}` : whole;
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min`;
    if (s < 86400) return parts(`${Math.floor(s / 3600)} h`, Math.floor(s % 3600 / 60), '');
    if (s < 172800) return parts('1 day', Math.floor(s % 86400 / 3600), ' h');
    return parts(`${Math.floor(s / 86400)} days`, Math.floor(s % 86400 / 3600), ' h');
  };

  const format = options => {
    try { return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }); }
    catch { return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23', ...options }); }
  };
  const timeOfDay = format({ hour: '2-digit', minute: '2-digit' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayWords = at => day.format(at).replace(',', '').replace('Sept', 'Sep');

  // Writes into the text node that is there: Blazor keeps hold of it, and would lose a replaced one.
  const say = (element, words) => {
    if (element.firstChild) { if (element.firstChild.nodeValue !== words) element.firstChild.nodeValue = words; }
    else element.textContent = words;
  };

  const tick = () => {
    const at = now();
    for (const element of document.querySelectorAll('[data-clock]'))
      say(element, element.dataset.clock === 'time' ? timeOfDay.format(at) : dayWords(at));
    for (const element of document.querySelectorAll('time[data-lasted]'))
      say(element, duration(at - Date.parse(element.dateTime)));
    for (const element of document.querySelectorAll('time[data-age]')) {
      const age = at - Date.parse(element.dateTime);
      say(element, `${duration(age)} ago`);
      element.closest('.tile')?.toggleAttribute('data-aged', age > element.dataset.old * 1000);
    }
  };

  // ---- theme ----------------------------------------------------------------------------------------------------------------
  const themes = ['auto', 'light', 'dark'];
  const showTheme = button => { button.textContent = `Theme: ${root.dataset.theme || 'auto'}`; };
  for (const button of document.querySelectorAll('[data-theme-pin]')) {
    button.hidden = false;
    showTheme(button);
    button.addEventListener('click', () => {
      const next = themes[(themes.indexOf(root.dataset.theme || 'auto') + 1) % themes.length];
      if (next === 'auto') delete root.dataset.theme; else root.dataset.theme = next;
      try { localStorage.setItem('theme', next); } catch { /* then it lasts as long as the page */ }
      showTheme(button);
    });
  }

  // ---- past the head, without a way through another address ----------------------------------------------------------------
  document.addEventListener('click', event => {
    const content = event.target.closest?.('a.skip') && document.getElementById('content');
    if (!content) return;
    event.preventDefault();
    content.focus();
  });

  // ---- the line to the server -----------------------------------------------------------------------------------------------
  // [data-live] is a live island; its data-beat moves with everything the circuit says, at least every ten seconds.
  const SILENCE = 30_000, WAKING = 5_000, ANSWER = 8_000, WAITS = [1_000, 2_000, 3_000, 5_000];
  const bar = document.getElementById('connection');
  let started = false, lost = false, retrying = false, offline = false, wakeUp = null;
  let heard = Date.now(), watched = Date.now(), patientUntil = 0;
  let reloads = 0;
  try { reloads = Number(sessionStorage.getItem('reloads')) || 0; } catch { /* counted from nought then */ }

  const island = () => document.querySelector('[data-live]');
  // There was no room for one more live page: it says so, has no line to lose, and asks again every minute.
  const still = document.querySelector('[data-still]');

  const LOST = '✕ Connection lost · Mission Control';
  // Of several a browser takes the last: the page's own stands after that of all pages.
  const icon = [...document.querySelectorAll('link[rel~=icon]')].at(-1);
  const ownIcon = icon?.getAttribute('href');
  let ownTitle = document.title;

  const showTab = () => {
    const live = island();
    if (!live) return;
    if (document.title !== LOST) ownTitle = document.title;
    // Not every page says in its tab how things are.
    document.title = lost ? LOST : live.dataset.title ?? ownTitle;
    const address = lost ? 'lib/icon-lost.svg' : live.dataset.icon ?? ownIcon;
    if (icon && icon.getAttribute('href') !== address) icon.setAttribute('href', address);
  };

  const alive = () => {
    heard = Date.now();
    if (lost || root.dataset.connection !== 'live') restored();
    if (reloads) { reloads = 0; try { sessionStorage.removeItem('reloads'); } catch { /* nothing was kept */ } }
    showTab();
    tick();
  };

  const restored = () => {
    lost = false;
    root.dataset.connection = 'live';
    bar.textContent = '';
    showTab();
  };

  const loseSince = since => {
    if (lost) return;
    lost = true;
    root.dataset.connection = 'lost';
    bar.textContent = `Connection lost since ${timeOfDay.format(since + ahead)} — numbers are from then. Trying again…`;
    showTab();
    retry();
  };

  const within = (promise, ms) => Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error('no answer')), ms))]);
  const pause = ms => new Promise(done => { const timer = setTimeout(done, ms); wakeUp = () => { clearTimeout(timer); done(); }; });

  // Only once the page answers: a browser's error page would never come back by itself.
  const reloadIfServed = async () => {
    const answer = await within(fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } }), ANSWER);
    if (!answer.ok) throw new Error(`the page answers ${answer.status}`);
    try { sessionStorage.setItem('reloads', String(reloads + 1)); } catch { /* then without the slowing down below */ }
    location.reload();
    await new Promise(() => { });
  };

  const retry = async () => {
    if (retrying) return;
    retrying = true;
    // A line that never works (a proxy without WebSockets) must not make a page reload without end.
    if (reloads > 2) await pause(60_000);
    for (let attempt = 0; lost; attempt++) {
      // The device says it has no network, and a circuit that does not know yet would claim to be fine.
      if (offline) { await pause(WAITS.at(-1)); continue; }
      try {
        // A silent circuit may still call itself connected; then only a fresh page helps.
        const silent = Date.now() - heard > SILENCE;
        const resumed = started && !silent && await within(window.Blazor.reconnect(), ANSWER);
        if (resumed) { heard = Date.now(); restored(); break; }
        await reloadIfServed();
      } catch { /* the server is still away */ }
      if (lost) await pause(WAITS[Math.min(attempt, WAITS.length - 1)]);
    }
    retrying = false;
  };

  const watch = () => {
    const at = Date.now();
    // This page slept: what was said meanwhile is still in the queue, so give it a moment.
    if (at - watched > 10_000) patientUntil = at + WAKING;
    watched = at;
    if (island() && !still && !lost && at - heard > SILENCE && at > patientUntil) loseSince(heard);
  };

  const nudge = () => { if (document.visibilityState === 'visible') { watch(); tick(); if (lost && wakeUp) wakeUp(); } };
  addEventListener('online', () => { offline = false; nudge(); });
  addEventListener('pageshow', nudge);
  document.addEventListener('visibilitychange', nudge);
  addEventListener('offline', () => { offline = true; if (island()) loseSince(heard); });

  // The circuit's first word replaces the prerendered island; the following ones move its beat.
  const speaks = record => record.type === 'attributes' || [...record.addedNodes].some(node => node.matches?.('[data-live]'));
  new MutationObserver(records => { if (records.some(speaks)) alive(); })
    .observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-beat'] });

  // What a tile says to who points at it can be sent away, until the next tile.
  addEventListener('keydown', event => { if (event.key === 'Escape') root.dataset.quietWhy = ''; });
  for (const turn of ['pointerout', 'focusout'])
    addEventListener(turn, event => { if (event.target.closest?.('.tile') !== event.relatedTarget?.closest?.('.tile')) delete root.dataset.quietWhy; });

  tick();
  setInterval(() => { tick(); watch(); }, 1000);
  if (still) setInterval(() => reloadIfServed().catch(() => { /* the server is away; the page says of when it is */ }), 60_000);

  window.Blazor.start({
    // Whole pages: links keep working however the line is, and nothing of an old page stays behind.
    ssr: { disableDomPreservation: true },
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => loseSince(heard),
        onConnectionUp: () => { heard = Date.now(); if (lost) restored(); },
      },
    },
  }).then(() => { started = true; heard = Date.now(); }).catch(() => { /* the watch above notices the silence */ });
})();
