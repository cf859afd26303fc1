// Keys for the lists of alerts: they press the same buttons that a thumb would.
(() => {
  'use strict';
  const typing = element => element.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
  const rows = () => [...document.querySelectorAll('.alert-list > [data-alert]')];
  const here = () => document.activeElement?.closest?.('[data-alert]');

  const place = row => Number(row.getAttribute('aria-posinset'));

  // A long list keeps its beginning and what is looked at in the document, so a row may lose the keyboard by leaving it: where it stood is
  // remembered, and the row that is wanted next may have to come in first.
  let last = null, wanted = null, steps = [], strayed = false, only = null;
  document.addEventListener('focusin', event => {
    const row = event.target.closest?.('[data-alert]');
    if (row) [last, strayed] = [{ id: row.dataset.alert, place: place(row) }, false];
    if (!row || place(row) !== wanted) [wanted, steps, only] = [null, [], null];
  });
  for (const turn of ['wheel', 'touchmove', 'pointerdown'])
    document.addEventListener(turn, () => { [wanted, steps, only, strayed] = [null, [], null, true]; }, { passive: true });

  const reach = () => {
    const all = rows();
    if (wanted === null || !all.length) return;
    wanted = Math.min(Number(all[0].getAttribute('aria-setsize')), Math.max(1, wanted));
    const row = all.find(one => place(one) === wanted);
    if (!row) {
      // What is nearest is brought to the edge, and the list draws what is beyond it.
      const nearest = all.reduce((best, one) => Math.abs(place(one) - wanted) < Math.abs(place(best) - wanted) ? one : best);
      nearest.scrollIntoView({ block: place(nearest) < wanted ? 'start' : 'end' });
      return;
    }
    // Another stands where the one was that the keys were meant for.
    if (only !== null && row.dataset.alert !== only) { [wanted, steps, only] = [null, [], null]; return; }
    only = null;
    row.querySelector('[data-open]')?.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    wanted = null;
    if (steps.length) take(steps.shift());
  };

  const go = step => {
    const all = rows();
    if (!all.length) return;
    const row = here() ?? all.find(one => one.dataset.alert === last?.id);
    // Whoever turned the list to somewhere else goes on from there.
    const from = (row ? place(row) : strayed ? null : last?.place) ?? null;
    // While nobody has turned anything it begins at the first, even when the list is just being drawn anew.
    const seen = () => strayed ? place(all.find(one => one.getBoundingClientRect().bottom > 0) ?? all[0]) : 1;
    wanted = from === null ? seen() : from + step;
    reach();
  };

  // A list that is drawn anew takes the keyboard from the row it was on: what is pressed then is still meant for that row, even when it is out of
  // the document.
  const isLost = () => last !== null && !strayed && document.activeElement === document.body;
  const meant = () => here() ?? (isLost() ? rows().find(one => one.dataset.alert === last.id) : document.querySelector('.alerts.one'));

  // Each is stopped at, however quick the keys, and an act waits for the row that was gone to.
  const take = key => {
    if (wanted !== null && rows().length) steps.push(key);
    else if (key === 'j' || key === 'k') go(key === 'j' ? 1 : -1);
    else {
      const row = meant();
      if (row) row.querySelector(`[data-key="${key}"]`)?.click();
      else if (isLost() && rows().length) {
        [wanted, only] = [last.place, last.id];
        steps.unshift(key);
        reach();
        return;
      }
      if (steps.length) take(steps.shift());
    }
  };

  new MutationObserver(() => { if (wanted !== null) reach(); }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector('.alerts')) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if ('jkxah'.includes(key)) take(key);
    else if (key === '/') document.querySelector('[data-find]')?.focus();
    else if (key === 'u') document.querySelector('[data-undo]')?.click();
    else return;
    event.preventDefault();
  });
})();
