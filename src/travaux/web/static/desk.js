// The desk works without this file; it adds keys and saves clicks.
(() => {
  "use strict";
  const root = document.documentElement;
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      tell();
      try {
        localStorage.setItem("travaux-theme", root.dataset.theme);
      } catch {
        // for this page only
      }
    });
  }
  // On a narrow screen the name of the page that is open stands in sight.
  const pages = document.querySelector(".pages ul");
  const opened = pages?.querySelector("[aria-current]");
  if (opened) pages.scrollLeft = opened.offsetLeft - pages.clientWidth / 2;
  // A choice in the filters takes effect at once; days when they are left.
  for (const form of document.querySelectorAll("form[data-filters]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select")) form.requestSubmit();
    });
    // Fields that are left empty make no address.
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[data-filters] :disabled")) field.disabled = false;
  });
  const isTyping = (event) => event.target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (isTyping(event)) return;
    if (event.key === "/") {
      event.preventDefault();
      (document.getElementById("words") || document.getElementById("find"))?.focus();
    }
    const cell = event.target.closest("[data-grid] td, [data-grid] th");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (cell && step && move(cell, ...step)) event.preventDefault();
  });
  // In a grid arrows lead from cell to cell, over those that hold nothing.
  const move = (cell, down, right) => {
    const rows = [...cell.closest("[data-grid]").rows];
    let row = rows.indexOf(cell.parentElement) + down;
    let column = cell.cellIndex + right;
    for (; rows[row]?.cells[column]; row += down, column += right) {
      const link = rows[row].cells[column].querySelector("a");
      if (link) {
        link.focus();
        return true;
      }
    }
    return false;
  };
  // A report: what is pointed at in the text is lit beside it, and the other way round.
  const leaf = document.querySelector(".leaf");
  if (leaf) {
    const light = (ids, name) => {
      for (const lit of leaf.querySelectorAll("." + name)) lit.classList.remove(name);
      for (const id of ids) {
        for (const mark of leaf.querySelectorAll('[data-f~="' + CSS.escape(id) + '"]')) mark.classList.add(name);
        leaf.querySelector('[data-note="' + CSS.escape(id) + '"]')?.classList.add(name);
      }
    };
    const idsAt = (place) => {
      const mark = place.closest?.("[data-f], [data-note]");
      return !mark ? [] : mark.dataset.note ? [mark.dataset.note] : mark.dataset.f.split(" ");
    };
    leaf.addEventListener("pointerover", (event) => light(idsAt(event.target), "near"));
    leaf.addEventListener("focusin", (event) => light(idsAt(event.target), "near"));
    leaf.addEventListener("pointerleave", () => light([], "near"));
    leaf.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-f]");
      if (!mark || String(getSelection())) return;
      const last = mark.dataset.f.split(" ").filter((id) => id !== "here").pop();
      const note = last && document.getElementById("n-" + last);
      if (note) {
        history.replaceState(null, "", "#f-" + last);
        light([last], "lit");
        note.scrollIntoView({ block: "nearest" });
      }
    });
    const arrive = () => {
      const id = location.hash.startsWith("#f-") ? location.hash.slice(3) : "";
      light(id ? [id] : [], "lit");
    };
    addEventListener("hashchange", arrive);
    arrive();
  }
})();
