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
    // On a narrow screen the passage rises from below: the line that it belongs to stays in sight above it.
    const edge = passage.getBoundingClientRect();
    const line = opener && opener.getAttribute("href") === location.hash ? opener.getBoundingClientRect() : null;
    if (line && edge.left === 0 && edge.top > 0 && line.bottom > edge.top) scrollBy(0, line.bottom - edge.top + 16);
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
    const passage = open();
    if (!passage || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") close();
    const next = { ArrowRight: passage.nextElementSibling, ArrowLeft: passage.previousElementSibling }[event.key];
    if (next && next.id) location.replace("#" + next.id);
  });
  window.addEventListener("hashchange", mark);
  // Paper has what is unfolded on the screen, and the passages that it refers to.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("main details[open] a.claim").forEach((link) => {
      const passage = document.getElementById(link.getAttribute("href").slice(1));
      if (passage) passage.removeAttribute("data-folded");
    });
  });
  const links = [...document.querySelectorAll("nav a")];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1)));
  const locate = () => {
    const here = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3).pop();
    links.forEach((link, at) => {
      const changed = link.classList.contains("here") !== (sections[at] === here);
      link.classList.toggle("here", sections[at] === here);
      const list = link.closest("ul");
      if (changed && sections[at] === here) list.scrollLeft = link.offsetLeft - list.clientWidth / 3;
    });
  };
  let waiting = false;
  window.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      locate();
    });
  }, { passive: true });
  locate();
  mark();
})();
