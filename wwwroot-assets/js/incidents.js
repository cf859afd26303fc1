// The incident room: what somebody types survives a reload and a restart; Ctrl+Enter sends.
(() => {
  'use strict';
  const prefix = 'mc-draft-';
  const store = {
    get: key => { try { return localStorage.getItem(prefix + key); } catch { return null; } },
    set: (key, text) => { try { text ? localStorage.setItem(prefix + key, text) : localStorage.removeItem(prefix + key); } catch { /* a browser without storage keeps no drafts */ } },
  };
  const fill = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const seenOf = field => field.dataset.draftSeen && document.getElementById(field.dataset.draftSeen);
  const seen = new WeakSet();
  const meet = field => {
    if (seen.has(field)) return;
    seen.add(field);
    // Fields are made anew after what was in them is written: then the draft is done with.
    const key = field.dataset.draft, turn = field.dataset.draftTurn;
    if (turn !== '0' && turns.get(key) !== undefined && turns.get(key) !== turn) store.set(key, '');
    turns.set(key, turn);
    // On a page without a circuit what was saved is in the field when it comes; the draft goes over it, and says what it was written upon.
    if (field.dataset.draftDone !== undefined) { store.set(key, ''); store.set(key + '-seen', ''); history.replaceState(null, '', location.pathname); }
    const kept = store.get(key);
    if (kept && kept !== field.value && (!field.value || field.dataset.draftOver !== undefined)) {
      const seen = store.get(key + '-seen');
      fill(field, kept);
      if (seen && seenOf(field)) { seenOf(field).value = seen; store.set(key + '-seen', seen); }
    }
  };
  const turns = new Map();
  const meetAll = () => {
    for (const field of document.querySelectorAll('[data-draft]')) meet(field);
    for (const [key, turn] of turns) {
      const now = document.querySelector('[data-draft-turn]')?.dataset.draftTurn;
      // A field of another kind of entry is not on the page just now.
      if (now !== undefined && now !== turn && !document.querySelector(`[data-draft="${CSS.escape(key)}"]`)) turns.delete(key);
    }
  };

  // What is longer than may be sent stays where it is typed, kept as a draft, and the page says so: sent, it would break the line.
  const longest = field => +(field.dataset?.most ?? Infinity);
  const isLong = field => (field.value?.length ?? 0) > longest(field);
  const sayLong = form => {
    const says = form?.querySelector('[data-too-long]'), field = form && [...form.querySelectorAll('[data-most]')].find(isLong);
    if (says) says.textContent = field ? `${field.getAttribute('aria-label') ?? 'This'}: it may have ${longest(field).toLocaleString('en-GB')} characters, and these are ${field.value.length.toLocaleString('en-GB')}. Put what is long elsewhere and link it. It stays here until then.` : '';
    return field;
  };
  window.addEventListener('input', event => {
    const field = event.target;
    if (!field.dataset?.most) return;
    sayLong(field.form);
    if (!isLong(field)) return;
    if (field.dataset.draft) store.set(field.dataset.draft, field.value);
    event.stopImmediatePropagation();
  }, true);
  window.addEventListener('submit', event => {
    const field = sayLong(event.target);
    if (!field) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
  }, true);

  document.addEventListener('input', event => {
    const field = event.target;
    if (field.dataset?.draft) store.set(field.dataset.draft, field.value);
    if (field.dataset?.draft && seenOf(field)) store.set(field.dataset.draft + '-seen', seenOf(field).value);
    if (field.dataset?.mostBytes) field.setCustomValidity(field.files[0]?.size > +field.dataset.mostBytes ? 'The picture is larger than 5 MB. Cut out the part that matters.' : '');
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.closest?.('.composer')) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
  });
  // Another kind of entry has fields of its own.
  document.addEventListener('click', event => { const form = event.target.closest?.('.modes')?.closest('form'); if (form) setTimeout(() => sayLong(form), 300); });
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-fill]');
    if (!button) return;
    const at = name => document.querySelector(`[data-draft="${CSS.escape(button.dataset.fill.replace(/title$/, name))}"]`);
    for (const [name, text] of [['title', button.dataset.fillTitle], ['update', button.dataset.fillText], ['tell', button.dataset.fillTell]]) if (at(name)) fill(at(name), text);
  });
  new MutationObserver(meetAll).observe(document.documentElement, { childList: true, subtree: true });
  meetAll();
})();
