(() => {
  "use strict";
  // The page works by links alone. This returns the reader to where a passage was opened, and lets Esc close it.
  let opener = null;
  const open = () => {
    const id = location.hash.slice(1);
    return id.startsWith("p-") ? document.getElementById(id) : null;
  };
  const mark = () => {
    document.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const passage = open();
    if (!passage) return;
    document.querySelectorAll('a[href="#' + CSS.escape(passage.id) + '"]').forEach((link) => link.setAttribute("aria-current", "true"));
    passage.focus({ preventScroll: true });
    const words = passage.querySelector("mark");
    if (words && words.offsetTop > passage.clientHeight - 80) passage.scrollTop = words.offsetTop - 120;
  };
  const close = () => {
    if (!open()) return;
    location.hash = "closed";
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest("a") : null;
    const target = link && link.getAttribute("href");
    if (!target || event.defaultPrevented) return;
    if (target.startsWith("#p-")) opener = link;
    else if (target === "#closed") {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  window.addEventListener("hashchange", mark);
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((fold) => {
      fold.open = true;
      fold.dataset.folded = "";
    });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-folded]").forEach((fold) => {
      fold.open = false;
      delete fold.dataset.folded;
    });
  });
  mark();
})();
