// Before the first paint: the theme somebody pinned, if they did.
(() => {
  try {
    const pinned = localStorage.getItem('theme');
    if (pinned === 'light' || pinned === 'dark') document.documentElement.dataset.theme = pinned;
  } catch { /* storage may be forbidden: the system's theme then */ }
})();
