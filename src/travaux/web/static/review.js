// Review by keys: each presses what is on the page and can be pressed without them.
(() => {
  "use strict";
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const press = (key) => {
    const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!found || found.disabled) return false;
    if (found.matches("summary")) {
      const details = found.parentElement;
      details.open = true;
      (details.querySelector("input:not([type=hidden]), select, textarea, button") ?? found).focus();
    } else {
      found.click();
    }
    return true;
  };
  let waits = false; // for the next card: what is pressed meanwhile is not meant for this one
  const wait = (now) => {
    waits = now;
    document.getElementById("main").setAttribute("aria-busy", String(now));
  };
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.target.closest("#review")) wait(true); });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "review") wait(false); });
  for (const end of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(end, () => wait(false));
  const help = () => document.getElementById("keys");
  const openHelp = () => {
    const dialog = help();
    if (dialog && !dialog.open) dialog.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || event.repeat) return;
    const field = isTyping(event.target);
    if (event.key === "Escape" && field && document.getElementById("card")?.contains(field)) {
      field.closest("details")?.querySelector("summary")?.focus();
      if (!field.closest("details")) field.blur();
      return;
    }
    if (field || waits || help()?.open) return;
    if (event.key === "?") {
      event.preventDefault();
      openHelp();
    } else if (event.key.length === 1 && press(event.key)) {
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens-keys]")) openHelp();
    if (event.target.closest("[data-closes-keys]")) help()?.close();
  });
  // A new card: a screen reader is told of it, and keys go on from there.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "review") document.getElementById("card-title")?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:responseError", (event) => {
    const told = document.getElementById("told");
    if (told) told.textContent = event.detail.xhr.status === 403 ? "This page is out of date: load it again." : "That was not taken down. Load the page again.";
  });
  document.addEventListener("htmx:sendError", () => {
    const told = document.getElementById("told");
    if (told) told.textContent = "The desk does not answer. Nothing was taken down.";
  });
  // Words selected in a report: their place in code points, from the start that each paragraph tells.
  const add = document.getElementById("add-missed");
  if (!add) return;
  const placeOf = (node, offset) => {
    const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const range = selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const from = range && placeOf(range.startContainer, range.startOffset);
    const to = range && placeOf(range.endContainer, range.endOffset);
    const good = from !== null && to !== null && from < to && to - from <= 4000;
    add.classList.toggle("ready", good);
    const address = new URL(add.href);
    if (good) address.searchParams.set("span", `${from}-${to}`);
    else address.searchParams.delete("span");
    add.href = address.pathname + address.search;
  });
})();
