// Ticks whole lists, counts, and looks how far an order is; all works without it.
document.querySelectorAll("[data-tick-group]").forEach((group) => {
  const buttons = document.querySelector("template[data-tick-buttons]");
  if (!buttons || group.querySelectorAll("input").length < 2) return;
  const bar = document.createElement("div");
  bar.className = "loa-bulk-ticks";
  bar.append(buttons.content.cloneNode(true));
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick]");
    if (!button) return;
    group.querySelectorAll("input").forEach((box) => { box.checked = Boolean(button.dataset.tick); });
    count();
  });
  group.querySelector("legend").after(bar);
});

const number = document.querySelector("[data-number]");
function count() {
  if (!number) return;
  const of = (name) => document.querySelectorAll(`input[name=${name}]:checked`).length;
  number.querySelector("b").textContent = of("offices") * of("languages") * of("formats");
  number.hidden = false;
}
document.querySelector(".loa-bulk-form")?.addEventListener("change", count);
count();

const EVERY = 2000; // milliseconds
async function look() {
  const part = document.querySelector("[data-live]");
  if (!part || part.dataset.live !== "drawing") return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-live]");
    if (!answer.ok || !now || now.dataset.live !== "drawing") { location.reload(); return; }
    for (const name of ["progress", ".loa-lead"]) part.querySelector(name).replaceWith(now.querySelector(name));
  } catch { /* the line is down for a moment: ask again */ }
  setTimeout(look, EVERY);
}
setTimeout(look, EVERY);
