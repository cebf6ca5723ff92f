// Beside the form of an infographic: what has no room is said at its block, a chart's numbers are pasted
// from a spreadsheet, facts are quoted by a button, the long description begins from the one that Loa makes.
"use strict";

(() => {
  const NOTE = "loa-no-room";

  // --- What the preview could not fit, at the block that it names.
  function placeOf({ block, field }) {
    if (block) return document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    return document.querySelector(`[name="${field}"]`)?.closest("[data-field-wrapper]");
  }

  function remark(problems) {
    document.querySelectorAll(`.${NOTE}`).forEach((note) => note.remove());
    for (const problem of problems) {
      const place = placeOf(problem);
      if (!place) continue;
      let list = place.querySelector(`:scope > .${NOTE}`);
      if (!list) {
        list = document.createElement("ul");
        list.className = NOTE;
        place.prepend(list);
      }
      const item = document.createElement("li");
      item.textContent = problem.message;
      list.append(item);
    }
  }

  window.addEventListener("message", (event) => {
    if (event.origin === window.location.origin && Array.isArray(event.data?.loaPiece)) {
      remark(event.data.loaPiece);
    }
  });

  // --- Rows of a spreadsheet into the points of a chart.
  function cellsOf(text) {
    const rows = text.replace(/\r/g, "").split("\n").filter((row) => row.trim());
    const cells = rows.map((row) => row.split("\t").map((cell) => cell.trim()));
    return rows.length > 1 || cells[0]?.length > 1 ? cells : [];
  }

  // A row that was removed stays in the form, marked so.
  const removed = (point) => point.closest("[data-streamfield-child]")
    ?.querySelector(":scope > input[name$='-deleted']")?.value;
  const pointsIn = (list) => [...list.querySelectorAll(".loa-point")].filter((one) => !removed(one));

  function write(point, name, text) {
    const input = point.querySelector(`input[name$="-${name}"]`);
    if (!input || text === undefined) return;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("paste", (event) => {
    const point = event.target.closest?.(".loa-point");
    const cells = point ? cellsOf(event.clipboardData.getData("text/plain")) : [];
    if (!cells.length) return;
    event.preventDefault();
    const list = point.closest("[data-contentpath=points]");
    const first = pointsIn(list).indexOf(point);
    const begun = event.target.name.endsWith("-number") ? ["number"] : ["label", "number"];
    for (const [number, row] of cells.entries()) {
      if (pointsIn(list).length <= first + number) {
        const more = [...list.querySelectorAll("[data-streamfield-list-add]:not([disabled])")].pop();
        if (!more) break; // as many as a chart takes
        more.click();
      }
      const target = pointsIn(list)[first + number];
      if (!target) break;
      begun.forEach((name, column) => write(target, name, row[column]));
    }
  });

  // --- A fact's placeholder, where the cursor stood last.
  let field = null;
  document.addEventListener("focusin", ({ target }) => {
    const words = target.matches?.("form [name=title], form [name=lead], form [name=source_line],"
      + " form [name=long_description], form [name^=piece-][type=text], form textarea[name^=piece-]");
    if (words) field = target;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fact]");
    if (!button) return;
    const around = button.closest("[data-facts]"), told = around.querySelector("[role=status]");
    const there = field?.isConnected;
    told.classList.toggle("w-sr-only", Boolean(there));
    told.textContent = there ? around.dataset.written.replace("{fact}", button.dataset.fact) : around.dataset.choose;
    if (!there) return;
    field.focus();
    document.execCommand("insertText", false, button.dataset.fact); // as if typed: Ctrl+Z takes it back
  });

  // --- The long description, from the texts and numbers as they stand in the form.
  async function generated(form) {
    const place = document.querySelector("[data-w-preview-url-value]");
    const address = new URL(place.dataset.wPreviewUrlValue, window.location.href);
    const kept = await fetch(address, { method: "POST", body: new FormData(form) });
    const answer = kept.ok ? await kept.json() : { is_valid: false };
    if (!answer.is_valid) throw new Error("invalid");
    address.searchParams.set("mode", "forms");
    address.searchParams.set("part", "description");
    const made = await fetch(address);
    if (!made.ok) throw new Error(made.status);
    return (await made.json()).description;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-begin-description]");
    if (!button) return;
    const area = document.getElementById(button.dataset.beginDescription);
    const told = button.parentElement.querySelector("[role=status]");
    button.disabled = true;
    try {
      const text = await generated(button.form);
      const before = area.value.trim();
      area.focus();
      area.select();
      document.execCommand("insertText", false, text); // as if typed: Ctrl+Z takes it back
      told.textContent = before ? button.dataset.replaced : button.dataset.made;
    } catch {
      told.textContent = button.dataset.failed;
    }
    button.disabled = false;
  });
})();
