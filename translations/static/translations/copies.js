// Marks of a local copy in the page editor: which place is the centre's, changed, new, locked, or to
// be filled in. Places are fields and blocks; Wagtail names both by `data-contentpath`. What is typed
// shows at once as changed; every save asks the server again.
(() => {
  const holder = document.getElementById("loa-copy-data");
  if (!holder) return;
  let data = JSON.parse(holder.textContent);
  if (!Object.keys(data.places).length) return;
  const said = document.querySelector("[data-loa-copy-said]");
  const touched = new Set();
  const STREAMS = ["body", "piece", "goals"];
  const FIELD = "field:";

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const streamOf = (node) => STREAMS.find((name) => node.closest(`[data-contentpath="${name}"]`));

  // Blocks that stand right in a stream: not the items of lists within them.
  const blocks = () => [...document.querySelectorAll("[data-streamfield-child][data-contentpath]")]
    .filter((node) => streamOf(node) && !node.parentElement.closest("[data-streamfield-child]"));

  const fields = () => Object.keys(data.places).filter((place) => place.startsWith(FIELD))
    .map((place) => [place, document.querySelector(`[data-contentpath="${place.slice(FIELD.length)}"]`)])
    .filter(([, node]) => node);

  const markOf = (place, isBlock) => {
    const known = data.places[place];
    if (!known) return isBlock ? { state: "new", label: data.words.new, unsaved: true } : null;
    if (known.state !== "inherited" && known.state !== "moved") return known;
    if (!touched.has(place)) return known;
    return { ...known, state: "changed", label: data.words.changed, unsaved: true };
  };

  const chips = (place, mark) => {
    const line = element("div", "loa-marks");
    const words = mark.unsaved ? `${mark.label} (${data.words.unsaved})` : mark.label;
    line.append(element("span", `loa-mark loa-mark--${mark.state}`, words));
    if (mark.rule === "locked") line.append(element("span", "loa-mark loa-mark--locked", data.words.locked));
    if (mark.rule === "slot") {
      const filled = mark.filled && !mark.unsaved;
      line.append(element("span", "loa-mark loa-mark--slot", filled ? data.words.filled : data.words.slot));
    }
    if (mark.note) line.append(element("span", "loa-quiet", mark.note));
    if (mark.may_reset && !mark.unsaved) {
      const link = element("a", "", data.words.reset);
      link.href = `${data.compare_address}#loa-differs`;
      line.append(link);
    }
    return line;
  };

  const put = (node, place, mark, isBlock) => {
    const before = [...node.querySelectorAll(".loa-marks")].find((one) => one.dataset.place === place);
    const shown = JSON.stringify(mark);
    if (before && before.dataset.shown === shown) return;
    const line = chips(place, mark);
    line.dataset.place = place;
    line.dataset.shown = shown;
    if (before) before.replaceWith(line);
    else if (isBlock) {
      const content = node.querySelector(".w-panel__content");
      (content || node).prepend(line);
    } else node.prepend(line);
  };

  // --- Locked places: to be read and copied, not to be changed. The server refuses it all the same.

  const refuse = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (said) said.textContent = data.words.why;
  };
  const READING = new Set(["Tab", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home",
    "End", "PageUp", "PageDown", "Shift", "Control", "Alt", "Meta"]);

  const guard = (area) => {
    if (area.dataset.loaKept) return;
    area.dataset.loaKept = "1";
    area.classList.add("loa-kept");
    for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
      area.addEventListener(kind, refuse, true);
    }
    area.addEventListener("keydown", (event) => {
      const copies = (event.ctrlKey || event.metaKey) && ["a", "c"].includes(event.key.toLowerCase());
      if (!READING.has(event.key) && !copies && !event.target.closest("a, .loa-marks")) refuse(event);
      if (event.target.matches("select, input[type=radio]") && event.key.startsWith("Arrow")) refuse(event);
    }, true);
    for (const kind of ["click", "mousedown", "pointerdown"]) {
      area.addEventListener(kind, (event) => {
        const acts = event.target.closest("button, select, input[type=checkbox], input[type=radio], .handsontable");
        if (acts && !event.target.closest("[data-comment-add]")) refuse(event);
      }, true);
    }
  };

  const settle = (area) => {
    area.querySelectorAll("input:not([type=hidden]), textarea").forEach((one) => { one.readOnly = true; });
    area.querySelectorAll("textarea, [contenteditable=true]").forEach((one) => { one.setAttribute("aria-readonly", "true"); });
    area.querySelectorAll("select, button:not([data-comment-add]), input[type=checkbox], input[type=radio]")
      .forEach((one) => { one.setAttribute("aria-disabled", "true"); });
  };

  const keep = (node, isBlock) => {
    const area = isBlock ? node.querySelector(".w-panel__content") || node : node;
    guard(area);
    settle(area);
    const remove = isBlock && node.querySelector(':scope > section > .w-panel__header [data-streamfield-action="DELETE"]');
    const button = remove || (isBlock && node.querySelector('[data-streamfield-action="DELETE"]'));
    if (button && !button.dataset.loaKept) {
      button.dataset.loaKept = "1";
      button.setAttribute("aria-disabled", "true");
      node.classList.add("loa-kept-by-header");
      button.addEventListener("click", refuse, true);
    }
  };

  const draw = () => {
    for (const node of blocks()) {
      const place = node.dataset.contentpath;
      const mark = markOf(place, true);
      put(node, place, mark, true);
      if (mark.rule === "locked") keep(node, true);
    }
    for (const [place, node] of fields()) {
      const mark = markOf(place, false);
      if (!STREAMS.includes(place.slice(FIELD.length)) && (mark.state !== "inherited" || mark.rule)) {
        put(node, place, mark, false);
      }
      if (mark.rule === "locked") keep(node, false);
    }
  };

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(draw, 150); };

  const typed = (event) => {
    const block = event.target.closest && event.target.closest("[data-streamfield-child][data-contentpath]");
    let node = block;
    while (node && node.parentElement.closest("[data-streamfield-child]")) node = node.parentElement.closest("[data-streamfield-child]");
    if (node && streamOf(node)) touched.add(node.dataset.contentpath);
    else {
      const field = event.target.closest && event.target.closest("[data-contentpath]");
      if (field) touched.add(FIELD + field.dataset.contentpath);
    }
    soon();
  };

  const again = async () => {
    const answer = await fetch(data.marks_address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return; // the marks before stay; the next save asks again
    data = await answer.json();
    touched.clear();
    draw();
  };

  const begin = () => {
    draw();
    document.addEventListener("input", typed);
    document.addEventListener("change", typed);
    document.addEventListener("w-autosave:success", again);
    new MutationObserver(soon).observe(document.querySelector("form[data-edit-form], #page-edit-form") || document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
