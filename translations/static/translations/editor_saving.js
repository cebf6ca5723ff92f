// Saves what was typed, by itself; keeps it on this computer until the server has it.
(() => {
  const loa = window.loaTr = window.loaTr || {};
  const PAUSE = 1500, FIRST_RETRY = 4000, LAST_RETRY = 60000; // milliseconds

  const token = (form) =>
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken?.value || "";

  // The answer as data; null where the server, or the way to it, is not there.
  async function post(address, data, form, more = {}) {
    data.delete("csrfmiddlewaretoken");
    try {
      const answer = await fetch(address, {
        method: "POST", body: data, redirect: "manual", cache: "no-store",
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token(form) },
        ...more,
      });
      const is = answer.headers.get("content-type")?.startsWith("application/json");
      return { status: answer.status, data: is ? await answer.json() : null };
    } catch (fault) {
      if (fault.name === "AbortError") throw fault;
      return null;
    }
  }

  class Saving {
    constructor(settings, show) {
      this.settings = settings;
      this.show = show; // { status, line, progress, conflict }
      this.lines = [];
      this.retry = FIRST_RETRY;
      window.addEventListener("online", () => this.flush());
      window.addEventListener("pagehide", () => this.leave());
      window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.flush(); });
      window.addEventListener("beforeunload", (event) => {
        if (this.lines.some((line) => this.isDirty(line)) && (this.offline || this.forgets)) event.preventDefault();
      });
    }

    isDirty(line) { return line.field.value !== line.saved; }

    typed(line) {
      line.refused = false;
      this.remember(line);
      clearTimeout(line.timer);
      line.li.classList.toggle("is-dirty", this.isDirty(line));
      if (!this.isDirty(line)) return this.tell();
      this.show.status(this.offline ? "offline" : "typing");
      if (!line.waiting) line.timer = setTimeout(() => this.save(line), PAUSE);
    }

    remember(line) {
      const key = this.settings.keep + line.uuid;
      try {
        if (this.isDirty(line)) {
          localStorage.setItem(key, JSON.stringify({ text: line.field.value, version: line.waiting?.seen ?? line.version }));
        } else localStorage.removeItem(key);
      } catch {
        this.forgets = true;
        this.show.status("nowhere");
      }
    }

    // What an earlier visit could not save. True where there is something.
    recall(line) {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(this.settings.keep + line.uuid)); } catch { return false; }
      if (!kept || typeof kept.text !== "string" || line.field.readOnly || line.saved === null) return false;
      if (loa.cleaned(kept.text) === loa.cleaned(line.saved)) { this.remember(line); return false; }
      const seen = kept.version, isOld = seen !== line.version;
      if (isOld) line.waiting = { theirs: line.saved, version: line.version, by: "", difference: "", seen };
      line.field.value = kept.text;
      line.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      if (isOld) this.clash(line, line.waiting);
      return true;
    }

    // Whether an earlier visit left something for a segment that is not on this page.
    keepsForOthers() {
      const shown = new Set(this.lines.map((line) => this.settings.keep + line.uuid));
      try {
        return Object.keys(localStorage).some((key) => key.startsWith(this.settings.keep) && !shown.has(key));
      } catch { return false; }
    }

    async save(line, verb = "save") {
      clearTimeout(line.timer);
      if (line.busy) { line.again = verb === "save" ? line.again || verb : verb; return line.busy; }
      if (line.waiting || (verb === "save" && !this.isDirty(line))) return this.tell();
      line.busy = this.send(line, verb);
      await line.busy;
      line.busy = null;
      const again = line.again;
      line.again = null;
      if (again && !this.offline) return this.save(line, again);
      if (this.isDirty(line) && !line.waiting && !line.refused && !this.offline) this.typed(line);
      return null;
    }

    form(line, verb) {
      const data = new FormData(line.form);
      data.set("text", line.field.value);
      data.set("version", line.version);
      data.set("verb", verb);
      return data;
    }

    async send(line, verb) {
      const text = line.field.value;
      this.show.status("saving");
      const answer = await post(line.form.action, this.form(line, verb), line.form);
      const { status, data } = answer || {};
      if (status === 200 && data) this.saved(line, text, data);
      else if (status === 409 && data) this.clash(line, data.conflict);
      else if (status === 422 && data) { line.refused = true; this.show.message(line, data.message); this.tell(); }
      else if (status === 400) { line.refused = true; this.show.status("unsaved"); }
      else if (status === 403) this.later("entrance", line, verb);
      else this.later("offline", line, verb);
    }

    saved(line, text, data) {
      this.offline = false;
      this.retry = FIRST_RETRY;
      line.version = data.version;
      line.saved = text;
      if (line.field.value === text && document.activeElement !== line.field && data.text !== text) {
        line.field.value = line.saved = data.text;
      }
      line.form.elements.version.value = data.version;
      if (!this.isDirty(line)) ["origin", "note", "unit"].forEach((name) => { line.form.elements[name].value = ""; });
      this.remember(line);
      line.li.classList.toggle("is-dirty", this.isDirty(line));
      this.show.line(line, data);
      if (line.form.elements.reason && !data.locked) line.form.elements.reason.value = "";
      this.show.message(line, data.refused);
      this.show.progress(data.progress);
      this.tell();
    }

    clash(line, conflict) {
      line.waiting = conflict;
      this.remember(line);
      this.show.conflict(line, conflict);
      this.show.status("conflict");
    }

    // The person has seen both texts and chose.
    chose(line, whose) {
      const { theirs, version, state } = line.waiting, conflict = line.waiting;
      line.waiting = null;
      line.version = version;
      line.saved = theirs;
      line.form.elements.version.value = version;
      if (whose === "theirs") {
        line.field.value = theirs;
        if (state) this.show.line(line, { ...conflict, findings: [], origin: "", outdated: true, may_be_reviewed: false });
        line.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      this.remember(line);
      if (this.isDirty(line)) this.save(line);
      else this.tell();
    }

    later(status, line, verb) {
      this.offline = true;
      line.verb = verb;
      this.remember(line);
      this.show.status(this.forgets ? "nowhere" : status);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
    }

    async flush() {
      this.offline = false;
      for (const line of this.lines) {
        const verb = line.verb || "save";
        line.verb = null;
        if (verb !== "save" || (this.isDirty(line) && !line.refused)) await this.save(line, verb);
        if (this.offline) return;
      }
    }

    leave() {
      this.lines.filter((line) => this.isDirty(line) && !line.waiting && !line.busy && !line.refused).forEach((line) => {
        this.remember(line);
        post(line.form.action, this.form(line, "save"), line.form, { keepalive: true });
      });
    }

    tell() {
      if (this.lines.some((line) => line.waiting)) this.show.status("conflict");
      else if (this.lines.some((line) => line.refused && this.isDirty(line))) this.show.status("unsaved");
      else if (this.offline) this.show.status("offline");
      else if (this.lines.some((line) => this.isDirty(line))) this.show.status("typing");
      else this.show.status(this.lines.some((line) => this.isMistaken(line)) ? "mistaken" : "saved");
    }

    // The key that marks it leads on at once, so that its error may be out of sight.
    isMistaken({ li }) { return li.dataset.state === "translated" && li.querySelector(".loa-tr-finding--error") !== null; }
  }

  Object.assign(loa, { Saving, post });
})();
