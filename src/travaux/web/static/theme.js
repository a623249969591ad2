// Before anything is painted: the light that was chosen last, else that of the system.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("travaux-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // no storage: the system's light it is
  }
})();
