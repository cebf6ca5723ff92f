// The facts that a text may quote: loaded once a screen, and what a text says with their values.
// {{hotline}} stands for a value, {{if:hotline}} … {{end}} for words that need one.
"use strict";

(() => {
  const script = document.currentScript;
  const texts = script.dataset;
  const KEY = "(?!(?:if:|end\\s*\\}))[a-z][a-z0-9_]*(?::[a-z0-9_]+)?";
  const token = () => new RegExp(`\\{\\{\\s*(?:if:(${KEY})|(end)|(${KEY}))\\s*\\}\\}`, "g");
  const CONDITION = new RegExp(`\\{\\{\\s*if:(${KEY})\\s*\\}\\}([^]*?)\\{\\{\\s*end\\s*\\}\\}`, "g");
  const waiting = new Set();

  const loa = window.loaFacts = { texts, token, facts: null, office: "", failed: false };

  // The number of the page, or of the one that a new page will stand below.
  function page() {
    if (texts.page) return texts.page;
    const path = window.location.pathname;
    return (path.match(/\/pages\/(\d+)\/edit\//) || path.match(/\/pages\/add\/\w+\/\w+\/(\d+)\//) || [])[1];
  }

  async function load() {
    try {
      const answer = await fetch(`${texts.address}${page()}/`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const data = await answer.json();
      loa.facts = new Map(data.facts.map((fact) => [fact.key, fact]));
      loa.office = data.office;
    } catch {
      loa.failed = true;
    }
    waiting.forEach((tell) => tell());
    waiting.clear();
  }

  loa.whenThere = (tell) => {
    if (loa.facts || loa.failed) tell();
    else waiting.add(tell);
    return () => waiting.delete(tell);
  };

  loa.label = (key) => loa.facts?.get(key)?.label ?? key;
  loa.value = (key) => loa.facts?.get(key)?.value ?? "";
  loa.isKnown = (key) => !loa.facts || loa.facts.has(key);

  // As one token is shown: its kind, its words, and what a mouse that rests on it is told.
  loa.told = (text) => {
    const [, tested, end, key] = token().exec(text) || [];
    if (end) return { kind: "end", label: texts.end, title: text };
    const named = tested || key;
    if (!loa.isKnown(named)) return { kind: "unknown", label: named, title: texts.unknown };
    if (tested) return { kind: "if", label: texts.if.replace("{label}", loa.label(tested)), title: text };
    return { kind: "value", label: loa.label(key), title: loa.value(key) || texts.missing };
  };

  // A text as the office shows it, near enough for its editor: the preview has the exact one.
  loa.seen = (text) => {
    const kept = text.replace(CONDITION, (_all, key, words) => (loa.value(key) ? words : ""));
    const said = kept.replace(token(), (all, tested, end, key) => (key ? loa.value(key) || texts.gap : all));
    return said.replace(/ {2,}/g, " ").replace(/ +([.,;:!?…)])/g, "$1").trim();
  };

  loa.quotes = (text) => token().test(text);

  if (page()) load();
  else loa.failed = true;
})();
