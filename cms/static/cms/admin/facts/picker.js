// The list of facts to choose from: by typing a few letters, with the arrow keys or the mouse.
"use strict";

(() => {
  const loa = window.loaFacts;
  const { texts } = loa;
  let dialog = null, parts = {}, shown = [], active = 0, asked = null, trigger = null;

  const made = (tag, attributes = {}, ...children) => {
    const one = Object.assign(document.createElement(tag), attributes);
    one.append(...children);
    return one;
  };

  function build() {
    const search = made("input", { type: "search", id: "loa-picker-search", autocomplete: "off" });
    const list = made("ul", { id: "loa-picker-list", className: "loa-picker__list" });
    const status = made("p", { className: "loa-picker__status" });
    const mode = (value, label) => made("label", {}, made("input", { type: "radio", name: "loa-picker-mode", value }), ` ${label}`);
    const modes = made("fieldset", { className: "loa-picker__modes" }, mode("value", texts.value), mode("condition", texts.condition));
    const hint = made("p", { className: "loa-picker__hint" });
    const insert = made("button", { type: "button", className: "button", textContent: texts.insert });
    const close = made("button", { type: "button", className: "button button-secondary", textContent: texts.close });
    const label = made("label", { htmlFor: search.id, textContent: texts.search });
    const heading = made("h2", { id: "loa-picker-heading", textContent: texts.heading });
    const buttons = made("p", { className: "loa-picker__buttons" }, insert, close);
    dialog = made("dialog", { className: "loa-picker" }, heading, label, search, list, modes, hint, status, buttons);
    dialog.setAttribute("aria-labelledby", heading.id);
    search.setAttribute("role", "combobox");
    search.setAttribute("aria-expanded", "true");
    search.setAttribute("aria-autocomplete", "list");
    search.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", texts.heading);
    status.setAttribute("role", "status");
    parts = { search, list, status, modes, hint };
    search.addEventListener("input", () => { active = 0; render(); });
    search.addEventListener("keydown", onKey);
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) choose(Number(option.dataset.number));
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    modes.addEventListener("change", () => { explain(); search.focus(); });
    insert.addEventListener("click", () => choose(active));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { const back = trigger; asked = trigger = null; back?.(); });
    document.body.append(dialog);
  }

  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

  function found() {
    const words = folded(parts.search.value).split(/\s+/).filter(Boolean);
    return [...(loa.facts?.values() ?? [])].filter((fact) => {
      const text = folded(`${fact.label} ${fact.key} ${fact.value}`);
      return words.every((word) => text.includes(word));
    });
  }

  function option(fact, number) {
    const value = made("span", { className: "loa-picker__value", textContent: fact.value || texts.missing });
    const one = made("li", { id: `loa-picker-${number}`, className: fact.value ? "" : "loa-picker--missing" },
      made("strong", { textContent: fact.label }), " ", value);
    if (fact.lacking) one.append(" ", made("small", { textContent: texts.lacking.replace("{n}", fact.lacking) }));
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", String(number === active));
    one.dataset.number = number;
    one.title = `{{${fact.key}}}`;
    return one;
  }

  function render() {
    shown = found();
    active = Math.max(0, Math.min(active, shown.length - 1));
    parts.list.replaceChildren(...shown.map(option));
    parts.search.setAttribute("aria-activedescendant", shown.length ? `loa-picker-${active}` : "");
    parts.list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    parts.status.textContent = loa.failed ? texts.failed : loa.facts && !shown.length ? texts.none : "";
  }

  const mode = () => parts.modes.querySelector("input:checked").value;

  function explain() {
    const words = asked.selected === "several" ? texts.several : asked.selected ? texts.selected : texts.unselected;
    parts.hint.textContent = mode() === "condition" ? words : "";
  }

  function onKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault(); // a field for searching would only be emptied
      dialog.close();
    } else if (steps[event.key]) {
      event.preventDefault();
      active = Math.max(0, Math.min(shown.length - 1, active + steps[event.key]));
      render();
    }
  }

  function choose(number) {
    const fact = shown[number];
    if (!fact || !asked) return;
    const answer = asked.choose;
    const isCondition = mode() === "condition";
    if (isCondition && asked.selected === "several") return explain();
    const chosen = isCondition
      ? { before: `{{if:${fact.key}}}`, after: "{{end}}", wraps: true }
      : { before: `{{${fact.key}}}`, after: "", wraps: false };
    trigger = () => answer(chosen);
    dialog.close();
  }

  // `selected`: whether words are, or “several” where they stand in several paragraphs; `choose` gets
  // what to write, `leave` is called when nothing was chosen.
  loa.pick = ({ selected, choose: answer, leave }) => {
    if (!dialog) build();
    asked = { selected, choose: answer };
    trigger = leave;
    active = 0;
    parts.search.value = "";
    parts.modes.querySelector("[value=value]").checked = true;
    explain();
    render();
    loa.whenThere(() => asked && render());
    dialog.showModal();
    parts.search.focus();
  };
})();
