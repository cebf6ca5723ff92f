// Beside a plain field that readers get with facts filled in: a button that opens the list, and, where
// the text quotes any, a line with the text as the office shows it. Alt+I opens the list in any text.
"use strict";

(() => {
  const loa = window.loaFacts;
  const { texts } = loa;
  const FIELDS = /^(title|lead|source_line|long_description|intro)$/;
  const BLOCKS = /^(body|piece|goals)-/;
  const LEAVES = /-(text|title|caption|question|value|label|left|right|when)$/;
  const UNFILLED = new Set(["video", "document", "legal_reference"]); // their words are shown as written
  const OFFICE = /\{\{\s*office_name\s*\}\}/g; // in words of an editor's own, which name who says them
  const beside = new WeakMap();

  function isFilled(field) {
    if (field.dataset?.loaFacts !== undefined) return true;
    if (!field.matches?.("textarea, input[type=text]") || field.readOnly || field.disabled) return false;
    if (FIELDS.test(field.name)) return true;
    if (!BLOCKS.test(field.name) || !LEAVES.test(field.name)) return false;
    const block = field.closest("[data-contentpath]")?.closest("[data-streamfield-child]");
    const type = block?.querySelector(":scope > input[name$='-type']")?.value;
    return !UNFILLED.has(type);
  }

  function attach(field) {
    if (beside.has(field)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "loa-fact-button";
    button.textContent = texts.button;
    button.title = texts.title;
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => open(field));
    const seen = document.createElement("span");
    seen.className = "loa-fact-seen";
    const line = document.createElement("div");
    line.className = "loa-fact-line";
    line.append(button, seen);
    field.insertAdjacentElement("afterend", line);
    beside.set(field, seen);
    field.addEventListener("input", () => show(field));
    show(field);
    loa.whenThere(() => show(field));
  }

  function show(field) {
    const seen = beside.get(field);
    const quotes = loa.facts && loa.quotes(field.value);
    const isOwn = field.dataset.loaFacts !== undefined;
    const words = isOwn ? field.value.replace(OFFICE, () => loa.office) : field.value;
    seen.textContent = quotes ? `${texts.seen.replace("{office}", loa.office)} ${loa.seen(words)}` : "";
  }

  function type(field, text) {
    field.focus();
    if (document.execCommand("insertText", false, text)) return; // as if typed: Ctrl+Z takes it back
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  function open(field) {
    const start = field.selectionStart, end = field.selectionEnd;
    const words = field.value.slice(start, end);
    loa.pick({
      selected: words !== "",
      leave: () => field.focus(),
      choose: ({ before, after, wraps }) => {
        field.focus();
        field.setSelectionRange(start, end);
        type(field, wraps ? before + words + after : before);
        if (wraps && !words) field.setSelectionRange(start + before.length, start + before.length);
      },
    });
  }

  document.addEventListener("focusin", ({ target }) => { if (isFilled(target)) attach(target); });

  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyI" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rich = event.target.closest?.("[data-draftail-editor-wrapper]");
    if (rich && loa.openRich) {
      event.preventDefault();
      event.stopPropagation();
      loa.openRich(rich);
    } else if (isFilled(event.target)) {
      event.preventDefault();
      open(event.target);
    }
  }, true);

  // Fields that quote something show it without being touched, also those of blocks that come later.
  const look = () => document.querySelectorAll("form textarea, form input[type=text]").forEach((field) => {
    if (field.value.includes("{{") && isFilled(field)) attach(field);
  });
  let soon = 0;
  const later = () => { clearTimeout(soon); soon = setTimeout(look, 300); };
  document.addEventListener("DOMContentLoaded", () => {
    later();
    new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
  });
})();
