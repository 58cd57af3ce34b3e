// Light or dark, as the reader chose it. It runs before the page is painted, so it does nothing else.
"use strict";

try {
  const chosen = localStorage.getItem("afterlive-appearance");
  if (chosen) document.documentElement.dataset.appearance = chosen;
} catch {
  // A browser that keeps nothing for pages follows the system.
}
