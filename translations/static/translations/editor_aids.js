// What helps while somebody translates a segment: checks, suggestions, history, comments.
(() => {
  const loa = window.loaTr = window.loaTr || {};
  const PAUSE = 700; // milliseconds after the last letter

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  class Aids {
    constructor(settings, part) {
      this.settings = settings;
      this.part = part; // finds a template
    }

    // --- checks ---
    typed(line) {
      this.showMarks(line);
      clearTimeout(line.checking);
      line.checking = setTimeout(() => this.check(line), PAUSE);
    }

    async check(line) {
      line.asking?.abort();
      line.asking = new AbortController();
      if (!line.field.value.trim()) return this.showFindings(line, []);
      const data = new FormData();
      data.set("segment", line.uuid);
      data.set("text", line.field.value);
      try {
        const answer = await loa.post(this.settings.to.check, data, line.form, { signal: line.asking.signal });
        if (answer?.status === 200 && answer.data) this.showFindings(line, answer.data.findings);
      } catch { /* something newer was typed, which is checked instead */ }
      return null;
    }

    showFindings(line, findings) {
      const list = line.li.querySelector("[data-findings]");
      const words = this.part("[data-finding-words]");
      list.replaceChildren(...findings.map((one) => {
        const item = element("li", `loa-tr-finding loa-tr-finding--${one.severity}`);
        item.append(words.querySelector(`[data-${one.severity}]`).cloneNode(true), ` ${one.message}`);
        return item;
      }));
    }

    showMarks(line) {
      const left = loa.missing(line.source, line.field.value);
      line.li.querySelectorAll("[data-chip]").forEach((chip) => {
        const needs = [chip.dataset.chip.replace(/\s/g, ""), chip.dataset.closing].filter(Boolean);
        const at = needs.map((text) => left.indexOf(text));
        at.filter((place) => place >= 0).sort((a, b) => b - a).forEach((place) => left.splice(place, 1));
        chip.classList.toggle("is-missing", at.some((place) => place >= 0));
      });
    }

    chipOf(line, text) {
      return [...line.li.querySelectorAll("[data-chip]")].find(({ dataset }) => dataset.chip === text || dataset.closing === text);
    }

    // What is there already is not put in twice; a pair goes around what is selected.
    insertChip(line, chip) {
      const absent = loa.missing(line.source, line.field.value);
      const { chip: text, closing } = chip.dataset;
      const [opens, closes] = [text.replace(/\s/g, ""), closing].map((one) => absent.includes(one));
      if (opens) loa.insert(line.field, text, closes ? closing : "");
      else if (closes) loa.insert(line.field, closing);
    }

    // --- suggestions ---
    async suggest(line) {
      const box = line.li.querySelector("[data-suggestions]");
      if (!box || line.suggested || line.field.readOnly) return;
      line.suggested = true;
      line.suggestions = [];
      box.hidden = false;
      box.replaceChildren(element("p", "loa-tr-none", this.settings.words.looking));
      const answer = await this.get(line, "");
      if (!answer) { line.suggested = false; box.replaceChildren(element("p", "loa-tr-none", this.settings.words.unavailable)); return; }
      const others = answer.memory.filter((one) => one.target !== line.field.value); // not what stands there
      line.suggestions = others.map((one) => ({ ...one, origin: "memory" }));
      this.showSuggestions(line, answer.memory.length ? "" : this.settings.words.nothing);
    }

    async askMachine(line) {
      if (!this.settings.machine || line.field.readOnly || line.machineBusy) return;
      line.machineBusy = true;
      this.showSuggestions(line, this.settings.words.looking);
      const answer = await this.get(line, "&may=1");
      line.machineBusy = false;
      const drafts = (answer?.machine || []).map((one) => ({ ...one, origin: "machine" }));
      line.suggestions = [...(line.suggestions || []).filter((one) => one.origin !== "machine"), ...drafts];
      this.showSuggestions(line, answer ? answer.problem : this.settings.words.unavailable);
    }

    async get(line, more) {
      try {
        const answer = await fetch(`${this.settings.to.suggest}?segment=${line.uuid}${more}`, {
          headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        });
        return answer.ok ? await answer.json() : null;
      } catch { return null; }
    }

    showSuggestions(line, said) {
      const box = line.li.querySelector("[data-suggestions]");
      const list = element("ol", "loa-tr-proposals");
      list.append(...line.suggestions.map((one, place) => this.proposal(line, one, place)));
      box.replaceChildren(list);
      if (said) box.append(element("p", "loa-tr-none", said));
      const asked = line.suggestions.some((one) => one.origin === "machine");
      if (this.settings.machine && !asked && !line.machineBusy) box.append(this.part("[data-ask-machine]"));
    }

    proposal(line, one, place) {
      const words = this.settings.words;
      const item = element("li", `loa-tr-proposal loa-tr-proposal--${one.origin}`);
      const button = element("button", "button button-small button-secondary", `${words.accept} ${place < 5 ? `(Alt+${place + 1})` : ""}`);
      button.type = "button";
      button.dataset.accept = place;
      const target = element("p", "loa-tr-proposed", one.target);
      target.lang = line.field.lang;
      target.dir = line.field.dir;
      const about = element("p", "loa-tr-about");
      if (one.origin === "machine") about.append(element("b", "", `${words.machine}: ${one.note}`));
      else {
        about.append(element("b", "", `${one.quality} %`), ` ${words.memory} – ${one.scope}`);
        if (one.numbers) about.append(` · ${words.numbers}`);
        if (!one.approved) about.append(` · ${words.unapproved}`);
      }
      if (!loa.sameMarks(line.source, one.target)) about.append(` · ${words.unfit}`);
      item.append(target, about);
      if (one.difference) {
        const difference = element("p", "loa-diff");
        difference.lang = "vi";
        difference.innerHTML = one.difference; // made and escaped by the server
        item.append(difference);
      }
      item.append(button);
      return item;
    }

    accept(line, place) {
      const one = line.suggestions?.[place];
      if (!one || line.field.readOnly) return false;
      this.take(line, one.target, { origin: one.origin, note: one.note, unit: one.unit || "" });
      return true;
    }

    // The whole text, with where it is from; the next letter makes it the person's own.
    take(line, text, from) {
      line.taking = true;
      loa.replaceAll(line.field, text);
      line.taking = false;
      Object.entries(from).forEach(([name, value]) => { line.form.elements[name].value = value; });
    }

    // --- history and comments ---
    async history(line, link) {
      const place = line.li.querySelector("[data-history-here]");
      if (!place.hidden) { place.hidden = true; return; }
      try {
        const answer = await fetch(link.href, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
        if (!answer.ok) throw new Error(answer.status);
        place.innerHTML = (await answer.json()).html;
        place.hidden = false;
      } catch { window.location.href = link.href; }
    }

    async talk(line, form, button) {
      const data = new FormData(form);
      if (button?.name) data.set(button.name, button.value);
      const answer = await loa.post(form.action, data, form);
      const { status, data: said } = answer || {};
      if (status === 200 && said) {
        const open = said.open ? `(${said.open})` : "";
        line.li.querySelectorAll("[data-open-comments]").forEach((one) => {
          one.textContent = open;
          one.closest(".loa-tr-tag")?.toggleAttribute("hidden", !said.open);
        });
        line.li.querySelector("[data-comments]").innerHTML = said.html;
        return said;
      }
      return { message: said?.message || this.settings.words.offline };
    }
  }

  Object.assign(loa, { Aids, element });
})();
