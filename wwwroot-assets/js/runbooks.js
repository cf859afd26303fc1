// Buttons that copy a command. Without this script, or where the browser refuses, the text can be selected.
(() => {
  'use strict';
  if (!navigator.clipboard) return;
  document.documentElement.dataset.copies = '';
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    const code = button?.parentElement?.querySelector('code');
    if (!code) return;
    const said = (() => { try { return navigator.clipboard.writeText(code.textContent.trimEnd()); } catch { return Promise.reject(); } })();
    const words = await said.then(() => 'Copied', () => 'Select it');
    if (words === 'Select it') getSelection()?.selectAllChildren(code);
    button.textContent = words;
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
})();
