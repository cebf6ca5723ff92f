// Marks ⟨1⟩ and placeholders {{hotline}} in a text field: put in, and taken out as a whole only.
(() => {
  const loa = window.loaTr = window.loaTr || {};
  const TOKEN = /⟨\/?[1-9][0-9]{0,3}\/?⟩|\{\{\s*(?:if:)?[a-z][a-z0-9_]*(?::[a-z0-9_]+)?\s*\}\}/g;

  const tokensIn = (text) =>
    [...text.matchAll(TOKEN)].map((one) => ({ text: one[0].replace(/\s/g, ""), start: one.index, end: one.index + one[0].length }));
  const counted = (text) => {
    const found = new Map();
    tokensIn(text).forEach((one) => found.set(one.text, (found.get(one.text) || 0) + 1));
    return found;
  };

  // As the server keeps a text.
  const cleaned = (text) => text.replace(/\0/g, "").replace(/\n/g, " ").trim().normalize("NFC");

  // So that the browser's own “undo” takes it back.
  function type(field, text) {
    field.focus();
    if (text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  function insert(field, text, closing = "") {
    if (field.readOnly) return;
    const start = field.selectionStart;
    const inside = closing ? field.value.slice(start, field.selectionEnd) : "";
    type(field, text + inside + closing);
    if (closing && !inside) field.setSelectionRange(start + text.length, start + text.length);
  }

  function replaceAll(field, text) {
    if (field.readOnly) return;
    field.focus();
    field.select();
    type(field, text);
  }

  // A deletion that would cut a mark takes all of it.
  function guardDeletion(event) {
    const field = event.target;
    if (event.isComposing || field.selectionStart !== field.selectionEnd) return;
    const at = field.selectionStart;
    const back = event.inputType.endsWith("Backward"), forward = event.inputType.endsWith("Forward");
    const cut = tokensIn(field.value).find((one) =>
      (back && one.start < at && at <= one.end) || (forward && one.start <= at && at < one.end));
    if (!cut) return;
    event.preventDefault();
    field.setSelectionRange(cut.start, cut.end);
    type(field, "");
  }

  // The caret stands before or behind a mark, a selection takes whole ones.
  function keepOutside(field, before) {
    const a = field.selectionStart, b = field.selectionEnd;
    const cuts = (at) => tokensIn(field.value).find((one) => one.start < at && at < one.end);
    const first = cuts(a), last = cuts(b);
    if (!first && !last) return;
    if (a === b) {
      const to = before >= first.end ? first.start : first.end;
      field.setSelectionRange(to, to);
    } else {
      field.setSelectionRange(first ? first.start : a, last ? last.end : b, field.selectionDirection);
    }
  }

  function protect(field) {
    let before = 0;
    field.addEventListener("beforeinput", (event) => {
      if (event.inputType.startsWith("delete")) guardDeletion(event);
    });
    const look = (event) => {
      if (event.isComposing || document.activeElement !== field) return;
      keepOutside(field, before);
      before = field.selectionStart;
    };
    ["keyup", "mouseup", "select"].forEach((name) => field.addEventListener(name, look));
    field.addEventListener("keydown", () => { before = field.selectionStart; });
  }

  // Which marks of the source the text has not yet.
  function missing(source, text) {
    const there = counted(text);
    return tokensIn(source).filter((one) => {
      const left = there.get(one.text) || 0;
      there.set(one.text, left - 1);
      return left <= 0;
    }).map((one) => one.text);
  }

  function sameMarks(one, other) {
    const a = counted(one), b = counted(other);
    return a.size === b.size && [...a].every(([text, number]) => b.get(text) === number);
  }

  Object.assign(loa, { cleaned, insert, replaceAll, protect, missing, sameMarks });
})();
