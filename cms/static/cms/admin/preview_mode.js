// Whoever chooses another preview while one is on its way would be left with that one: Wagtail joins
// the update that runs (PreviewController.setPreviewData) and never looks at the choice again.
"use strict";

document.addEventListener("w-preview:loaded", (event) => {
  const choice = event.target.querySelector("[data-w-preview-target~=mode]");
  const shown = event.target.querySelector("#w-preview-iframe");
  if (!choice || !shown) return;
  const mode = new URL(shown.src, window.location.href).searchParams.get("mode");
  if (mode === null || mode === choice.value) return;
  setTimeout(() => choice.dispatchEvent(new Event("change", { bubbles: true }))); // once that one is over
});
