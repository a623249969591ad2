// Remembers, in this browser alone, how far a record reached at the last visit, and offers what came since.
(() => {
  "use strict";
  const line = document.querySelector("[data-visits]");
  if (!line || !line.dataset.reaches) return;
  const key = "travaux-visit " + line.dataset.visits;
  try {
    // A visit lasts as long as the tab: a reload must not make everything old.
    let before = sessionStorage.getItem(key);
    if (before === null) {
      before = localStorage.getItem(key) || "";
      sessionStorage.setItem(key, before);
    }
    localStorage.setItem(key, line.dataset.reaches);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(before)) return;
    const offer = line.querySelector("[data-visit]");
    const link = offer.querySelector("a");
    const address = new URL(link.href);
    address.searchParams.set("since", before);
    link.href = address.pathname + address.search;
    offer.hidden = false;
  } catch {
    // no storage: the days above do as well
  }
})();
