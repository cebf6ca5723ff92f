// Special letters of the language, by mouse, finger or arrow keys.
(() => {
  const loa = window.loaTr = window.loaTr || {};
  const KEPT = "loa-dich:bang-chu"; // whether it was left open
  const MANY = 30, NARROW = "(max-width: 59.99rem)";

  class Palette {
    constructor(root, root_field) {
      this.root = root;
      this.field = root_field; // gives the field that is written in
      this.letters = [...root.querySelectorAll("[data-letter]")];
      this.letters[0].tabIndex = 0;
      this.recall();
      // A press of the mouse leaves the caret where it is.
      root.addEventListener("mousedown", (event) => event.preventDefault());
      root.addEventListener("click", (event) => {
        const letter = event.target.closest("[data-letter]");
        if (letter) this.put(letter, event.detail === 0);
        else if (event.target.closest("summary")) this.remember(!root.open);
      });
      root.addEventListener("keydown", (event) => this.key(event));
    }

    // A whole script takes the room of a telephone, where its keyboard has it anyway.
    recall() {
      let kept = null;
      try { kept = localStorage.getItem(KEPT); } catch { /* this browser keeps nothing */ }
      const isLarge = this.letters.length > MANY && window.matchMedia(NARROW).matches;
      this.root.open = kept === null ? !isLarge : kept === "open";
    }

    remember(open) {
      try { localStorage.setItem(KEPT, open ? "open" : "closed"); } catch { /* it opens as ever next time */ }
    }

    // Chosen by a key, the letters stay in focus for the next one.
    put(letter, stay) {
      const field = this.field();
      if (!field) return;
      loa.insert(field, letter.dataset.letter);
      if (stay) letter.focus();
    }

    placeIn(line) {
      (line.li.querySelector("[data-chips]") || line.field).after(this.root);
      this.root.hidden = line.field.readOnly;
    }

    enter() {
      if (this.root.hidden) return;
      this.root.open = true;
      this.letters.find((one) => one.tabIndex === 0).focus();
    }

    // The one letter that the Tab key comes to.
    reach(letter) {
      this.letters.forEach((one) => { one.tabIndex = one === letter ? 0 : -1; });
      letter.focus();
    }

    key(event) {
      const at = this.letters.indexOf(document.activeElement);
      if (at < 0) return;
      if (event.key === "Escape") { this.field()?.focus(); event.preventDefault(); event.stopPropagation(); return; }
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.across(), ArrowUp: -this.across() }[event.key];
      const to = { Home: 0, End: this.letters.length - 1 }[event.key] ?? (step === undefined ? null : at + step);
      if (to === null || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      this.reach(this.letters[Math.max(0, Math.min(this.letters.length - 1, to))]);
    }

    // How many stand beside each other.
    across() {
      const top = this.letters[0].offsetTop;
      const next = this.letters.findIndex((one) => one.offsetTop !== top);
      return next > 0 ? next : this.letters.length;
    }
  }

  Object.assign(loa, { Palette });
})();
