// Draws a piece's formats one by one: first what is on the screen, the rest once nobody types.
// Wagtail puts a new preview in the place of this one with every change, so pictures are kept beside it.
"use strict";

const TOGETHER = 2, FIRST_MS = 250, REST_MS = 2500;
const said = document.body.dataset;
const figures = [...document.querySelectorAll("[data-form]")];
const framed = window.parent !== window;
const kept = (window.parent.loaDrawings ??= new Map());
const waiting = new Set(figures), onScreen = new Set();
let busy = 0, quiet = false;

function show(figure, drawn, old) {
  const link = figure.querySelector("a"), list = figure.querySelector("ul");
  link.hidden = !drawn.address;
  if (drawn.address) link.href = link.querySelector("img").src = drawn.address;
  list.replaceChildren(...drawn.problems.map(({ message }) => {
    const item = document.createElement("li");
    item.textContent = message;
    return item;
  }));
  list.hidden = !drawn.problems.length;
  figure.classList.toggle("form--wrong", drawn.problems.length > 0);
  figure.classList.toggle("form--old", old);
  figure.classList.toggle("form--done", !old);
}

function finish(figure, drawn) {
  waiting.delete(figure);
  figure.drawn = drawn;
  show(figure, drawn, false);
  tell();
}

function fail(figure) {
  const place = figure.querySelector(".failed");
  waiting.delete(figure);
  place.querySelector("span").textContent = said.failed;
  place.hidden = false;
  figure.classList.add("form--done");
}

function tell() {
  const done = figures.filter((figure) => figure.drawn);
  document.querySelector("[data-status]").textContent = said.drawn
    .replace("{done}", done.length).replace("{all}", figures.length);
  const wrong = done.filter((figure) => figure.drawn.problems.length);
  const summary = document.querySelector("[data-summary]");
  summary.hidden = !wrong.length;
  summary.replaceChildren(`${said.noRoom} `, ...wrong.flatMap((figure, number) => {
    const link = document.createElement("a");
    link.href = `#${figure.id}`;
    link.textContent = figure.dataset.label;
    return number ? [", ", link] : [link];
  }));
  if (wrong.length) summary.append(`. ${said.blocking}`);
  if (framed) window.parent.postMessage({ loaPiece: remarksOf(wrong) }, window.location.origin);
}

// What has no room is one remark a block, naming the formats.
function remarksOf(wrong) {
  const remarks = new Map();
  for (const figure of wrong) {
    for (const { code, block, field, message } of figure.drawn.problems) {
      const tight = code === "room" || code === "headline";
      const key = `${block} ${field} ${tight ? "" : message}`;
      const remark = remarks.get(key) ?? { block, field, message, forms: [] };
      if (tight) remark.forms.push(figure.dataset.label);
      remarks.set(key, remark);
    }
  }
  return [...remarks.values()].map(({ block, field, message, forms }) => {
    const advice = block ? said.shortenBlock : said.shorten;
    return { block, field, message: forms.length ? advice.replace("{forms}", forms.join(", ")) : message };
  });
}

async function draw(figure) {
  const address = new URL(window.location.href);
  address.searchParams.set("mode", "forms");
  address.searchParams.set("part", figure.dataset.form);
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const drawn = await answer.json();
    kept.set(figure.dataset.form, { key: said.key, drawn });
    finish(figure, drawn);
  } catch {
    fail(figure);
  }
}

async function next() {
  const seen = figures.find((figure) => waiting.has(figure) && onScreen.has(figure) && !figure.busy);
  const other = quiet && !busy && figures.find((figure) => waiting.has(figure) && !figure.busy);
  const figure = seen || other;
  if (!figure || busy >= TOGETHER) return;
  busy += 1;
  figure.busy = true;
  next();
  await draw(figure);
  figure.busy = false;
  busy -= 1;
  next();
}

function begin() {
  for (const figure of figures) {
    const found = kept.get(figure.dataset.form);
    if (found?.key === said.key) finish(figure, found.drawn);
    else if (found) show(figure, found.drawn, true);
    figure.querySelector("button").addEventListener("click", () => {
      figure.querySelector(".failed").hidden = true;
      figure.classList.remove("form--done");
      waiting.add(figure);
      next();
    });
  }
  tell();
  const watch = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) onScreen[isIntersecting ? "add" : "delete"](target);
    if (started) next();
  });
  let started = false;
  figures.forEach((figure) => watch.observe(figure));
  setTimeout(() => { started = true; next(); }, FIRST_MS);
  setTimeout(() => { quiet = true; next(); }, REST_MS);
}

if (figures.length) begin();
else if (framed) window.parent.postMessage({ loaPiece: [] }, window.location.origin);
