// What the editor shows of what it knows: states, counts, messages, conflicts.
(() => {
  const loa = window.loaTr = window.loaTr || {};

  class Shown {
    constructor(root, settings, part) {
      this.root = root;
      this.words = settings.words;
      this.part = part; // finds a template
      this.says = root.querySelector("[data-status]");
      this.aids = null;
    }

    status(name) {
      this.says.textContent = this.words[name] || "";
      this.says.dataset.status = name;
    }

    // A text is kept for a segment that the filter hides.
    elsewhere() {
      this.status("elsewhere");
      const link = loa.element("a", "", this.words.all);
      link.href = window.location.pathname;
      this.says.append(" ", link);
    }

    message(line, text) {
      let box = line.li.querySelector("[data-message]");
      if (!text) { box?.remove(); return; }
      if (!box) {
        box = loa.element("p", "loa-tr-message");
        box.dataset.message = "";
        box.setAttribute("role", "alert");
        line.li.querySelector("[data-written]").append(box);
      }
      box.textContent = text;
    }

    line(line, data) {
      const label = line.li.querySelector("[data-state-label]"), origin = line.li.querySelector("[data-origin]");
      [["line", line.li], ["state", label]].forEach(([name, one]) => {
        one.className = one.className.replace(new RegExp(`loa-tr-${name}--\\w+`), `loa-tr-${name}--${data.state}`);
      });
      line.li.dataset.state = data.state;
      label.textContent = data.state_label;
      origin.textContent = data.origin;
      origin.hidden = !data.origin;
      this.locked(line, data.locked);
      line.li.querySelector("[data-review]")?.toggleAttribute("hidden", !data.may_be_reviewed);
      if (!data.outdated) line.li.querySelector("[data-change]")?.remove();
      if (data.filters) this.filters(line, data.filters);
      if (line.field.value === line.saved) this.aids.showFindings(line, data.findings);
    }

    locked(line, is) {
      line.field.readOnly = is;
      line.li.querySelector("[data-when-locked]")?.toggleAttribute("hidden", !is);
      line.li.querySelector("[data-when-open]")?.toggleAttribute("hidden", is);
      const palette = line.li.querySelector("[data-palette]");
      if (palette) palette.hidden = is;
    }

    // Each filter says how many segments it would show.
    filters(line, names) {
      const before = line.li.dataset.filters.split(" ").filter(Boolean);
      const move = (name, by) => {
        const link = this.root.querySelector(`[data-filter="${name}"]`), count = link?.querySelector("[data-count]");
        if (!count) return;
        count.textContent = Math.max(0, Number(count.textContent) + by);
        link.hidden = count.textContent === "0" && !link.hasAttribute("aria-current");
      };
      before.filter((name) => !names.includes(name)).forEach((name) => move(name, -1));
      names.filter((name) => !before.includes(name)).forEach((name) => move(name, 1));
      line.li.dataset.filters = names.join(" ");
    }

    progress(data) {
      const bar = this.root.querySelector("[data-progress]");
      bar.replaceChildren(...data.parts.map((one) => {
        const made = loa.element("span", `loa-tr-part loa-tr-part--${one.state}`);
        made.style.flexGrow = one.count;
        made.title = `${one.label}: ${one.count}`;
        return made;
      }));
      bar.setAttribute("aria-label", bar.getAttribute("aria-label").replace(/\d+/, data.percent));
    }

    conflict(line, conflict) {
      line.li.querySelector(".loa-tr-conflict")?.remove();
      const box = this.part("[data-conflict]").firstElementChild;
      box.querySelector("[data-by]").textContent = conflict.by ? `${conflict.by}${conflict.state_label ? ` (${conflict.state_label})` : ""}:` : "";
      const theirs = box.querySelector("[data-theirs]");
      theirs.textContent = conflict.theirs || "–";
      theirs.lang = line.field.lang;
      box.querySelector("[data-difference-line]").hidden = !conflict.difference;
      box.querySelector("[data-difference]").innerHTML = conflict.difference; // made and escaped by the server
      line.field.before(box);
      if (line.li.classList.contains("is-active")) box.scrollIntoView({ block: "nearest" });
    }
  }

  Object.assign(loa, { Shown });
})();
