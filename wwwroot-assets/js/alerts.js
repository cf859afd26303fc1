// Keys for the lists of alerts: they press the same buttons that a thumb would.
(() => {
  'use strict';
  const typing = element => element.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
  const rows = () => [...document.querySelectorAll('.alert-list > [data-alert]')];
  const here = () => document.activeElement?.closest?.('[data-alert]');

  // A long list keeps only what is looked at in the document: a row may lose the keyboard by leaving it.
  let last = null;
  document.addEventListener('focusin', event => { last = event.target.closest?.('[data-alert]')?.dataset.alert ?? last; });

  const go = step => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex(row => row === here() || (!here() && row.dataset.alert === last));
    const seen = all.findIndex(row => row.getBoundingClientRect().bottom > 0);
    const next = all[at < 0 ? Math.max(0, seen) : Math.min(all.length - 1, Math.max(0, at + step))];
    next.querySelector('[data-open]')?.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector('.alerts')) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') go(key === 'j' ? 1 : -1);
    else if (key === '/') document.querySelector('[data-find]')?.focus();
    else if (key === 'u') document.querySelector('[data-undo]')?.click();
    else if ('xah'.includes(key)) (here() ?? document.querySelector('.alerts.one'))?.querySelector(`[data-key="${key}"]`)?.click();
    else return;
    event.preventDefault();
  });
})();
