// The editor of translations. Without it every segment is a form of its own, which saves.
(() => {
  const loa = window.loaTr;
  const root = document.querySelector("[data-editor]");
  const settings = JSON.parse(document.getElementById("loa-tr-settings").textContent);
  const part = (name) => document.querySelector(`template${name}`).content.cloneNode(true);
  let active = null;

  const lines = [...root.querySelectorAll("[data-line]")].map((li) => {
    const form = li.querySelector("[data-save]"), field = li.querySelector("[data-text]");
    return {
      uuid: li.dataset.line, li, form, field, saved: "typed" in field.dataset ? null : field.defaultValue,
      version: Number(form.elements.version.value), source: li.querySelector("[data-source]").dataset.source,
      waiting: null, refused: false, suggestions: null,
    };
  });
  const byElement = (element) => lines.find((line) => line.li === element.closest?.("[data-line]"));

  const show = new loa.Shown(root, settings, part);
  const saving = new loa.Saving(settings, show);
  const aids = new loa.Aids(settings, part);
  show.aids = aids;
  saving.lines = lines;
  const palette_root = root.querySelector("[data-palette]");
  const palette = palette_root ? new loa.Palette(palette_root, () => active?.field) : null;
  const keys = root.querySelector("[data-keys]");

  // --- moving about ---
  // Wagtail scrolls what is in its frame, not the window.
  const scroller = (() => {
    for (let one = root.parentElement; one; one = one.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
    }
    return document.scrollingElement;
  })();
  const scroll = (by) => scroller.scrollBy({ top: by, behavior: "instant" });
  // What opens and closes around it leaves the field where the person pressed.
  function activate(line) {
    if (active === line) return;
    const at = line.field.getBoundingClientRect().top;
    if (active) {
      active.li.classList.remove("is-active");
      if (settings.writes) saving.save(active);
    }
    active = line;
    line.li.classList.add("is-active");
    if (settings.writes) {
      palette?.placeIn(line);
      aids.showMarks(line);
      setTimeout(() => { if (active === line) aids.suggest(line); }, 150);
    }
    scroll(line.field.getBoundingClientRect().top - at);
  }
  function go(line) {
    if (!line) { show.status("end"); return; }
    line.field.focus({ preventScroll: true });
    bring(line);
    // Lines that come into sight are drawn only then, and may be higher than they were taken to be.
    requestAnimationFrame(() => requestAnimationFrame(() => { if (active === line) bring(line); }));
  }
  function bring(line) {
    const bar = root.querySelector("[data-bar]");
    const above = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight + 12 : 0;
    scroll(line.li.getBoundingClientRect().top - Math.max(above, window.innerHeight * 0.22));
  }
  const mayReview = (line) => line.li.querySelector("[data-review]:not([hidden])");
  const isToDo = (line) => mayReview(line) || ["draft", "stale"].includes(line.li.dataset.state) ||
    (line.li.dataset.state === "empty" && !("optional" in line.li.dataset));
  const at = () => lines.indexOf(active);
  const next = () => go(lines[at() + 1]);
  const nextWhere = (holds) => go(lines.slice(at() + 1).find(holds) || lines[at() + 1]);
  const changes = () => active && settings.writes && !active.field.readOnly;

  // --- what keys do; `Alt` alone, since `Ctrl+Alt` is `AltGr` ---
  const byAlt = {
    ArrowDown: next,
    ArrowUp: () => go(lines[Math.max(at() - 1, 0)]),
    KeyN: () => go([...lines.slice(at() + 1), ...lines.slice(0, at() + 1)].find(isToDo)),
    KeyK: () => { if (keys) keys.open = !keys.open; },
    KeyC: () => changes() && aids.take(active, active.source, { origin: "copy", note: "", unit: "" }),
    KeyM: () => { const chip = active?.li.querySelector("[data-chip].is-missing"); if (chip) aids.insertChip(active, chip); },
    KeyP: () => palette?.enter(),
    KeyR: () => active && pressed("reviewed", active),
    KeyT: () => changes() && aids.askMachine(active),
    KeyO: () => active?.li.querySelector("[data-when-locked]:not([hidden]) [name=reason]")?.focus(),
    KeyQ: () => { const talk = active?.li.querySelector("[data-talk]"); if (talk) { talk.open = true; (talk.querySelector(".loa-tr-ask textarea") || talk).focus(); } },
  };
  [1, 2, 3, 4, 5].forEach((number) => { byAlt[`Digit${number}`] = () => active && aids.accept(active, number - 1); });

  function pressed(verb, line) {
    if (verb === "translated" && line.field.readOnly) { nextWhere(isToDo); return; }
    if (line.waiting || !settings.writes || (verb === "reviewed" && !mayReview(line))) return;
    saving.save(line, verb);
    if (verb === "translated") nextWhere(isToDo);
    if (verb === "reviewed") nextWhere(mayReview);
  }
  root.ownerDocument.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.altKey && !event.ctrlKey && !event.metaKey && byAlt[event.code]) {
      byAlt[event.code]();
    } else if (ctrl && event.key === "Enter" && active && settings.writes) {
      pressed("translated", active);
    } else if (ctrl && event.code === "KeyS") {
      if (settings.writes) saving.flush().then(() => saving.tell());
    } else if (event.key === "Enter" && event.target.matches?.("[data-text]")) {
      // a segment is one line
    } else if (event.key === "Escape" && keys?.open) {
      keys.open = false;
      active?.field.focus({ preventScroll: true });
    } else if (event.key === "Escape" && active && byElement(event.target) === active && event.target !== active.field) {
      active.field.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // --- what is pressed ---
  root.addEventListener("focusin", (event) => {
    const line = byElement(event.target);
    if (line && (event.target === line.field || line !== active)) activate(line);
  });
  root.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-insert], [data-chip]")) event.preventDefault(); // the caret stays
  });
  root.addEventListener("click", (event) => {
    const line = byElement(event.target);
    if (!line) return;
    const on = (name) => event.target.closest(name);
    const here = () => { if (active !== line) line.field.focus({ preventScroll: true }); };
    let button = on("[data-insert]");
    if (button && settings.writes) {
      here();
      const chip = aids.chipOf(line, button.dataset.insert);
      if (chip) aids.insertChip(line, chip);
      else loa.insert(line.field, button.dataset.insert);
      return;
    }
    if ((button = on("[data-chip]"))) { here(); aids.insertChip(line, button); }
    else if ((button = on("[data-accept]"))) aids.accept(line, Number(button.dataset.accept));
    else if (on(".loa-tr-source p") && getSelection().isCollapsed) here();
    else if (on("[data-machine]")) aids.askMachine(line);
    else if ((button = on("[data-keep]"))) { line.li.querySelector(".loa-tr-conflict").remove(); saving.chose(line, button.dataset.keep); line.field.focus(); }
    else if ((button = on("a[data-history]"))) { event.preventDefault(); aids.history(line, button); }
  });
  root.addEventListener("submit", async (event) => {
    const line = byElement(event.target);
    if (!line) return;
    event.preventDefault();
    if (event.target.matches("[data-talk-form]")) {
      const said = await aids.talk(line, event.target, event.submitter);
      show.message(line, said.message);
      if (said.open !== undefined) {
        const others = line.li.dataset.filters.split(" ").filter((name) => name !== settings.asked);
        show.filters(line, said.open ? [...others, settings.asked] : others);
      }
      return;
    }
    if (line.waiting?.fromServer) { line.li.querySelector(".loa-tr-conflict")?.remove(); line.waiting = null; }
    line.refused = false;
    pressed(event.submitter?.value || "save", line);
  });

  // --- start ---
  root.classList.add("loa-tr--live");
  let restored = false;
  lines.forEach((line) => {
    if (!settings.writes) return;
    // The server gave back what it could not save; nobody's text is replaced before they say so.
    if (line.li.querySelector(".loa-tr-conflict")) { line.waiting = { fromServer: true }; }
    loa.protect(line.field);
    line.field.addEventListener("input", () => {
      if (!line.taking) ["origin", "note", "unit"].forEach((name) => { line.form.elements[name].value = ""; });
      saving.typed(line);
      aids.typed(line);
    });
    restored = saving.recall(line) || restored;
  });
  const named = window.location.hash && root.querySelector(`[id="${CSS.escape(window.location.hash.slice(1))}"]`);
  if (named) go(lines.find((line) => line.li === named));
  if (restored) show.status("restored");
  else if (settings.writes && saving.keepsForOthers()) show.elsewhere();
})();
