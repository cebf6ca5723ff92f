// Ticks whole pages, copies texts and folds the filters on small screens; all works without it.
document.querySelectorAll("[data-tick-every]").forEach((label) => {
  const box = label.querySelector("input");
  const boxes = label.closest("table").querySelectorAll("input[name=delivery]");
  label.hidden = !boxes.length;
  box.addEventListener("change", () => boxes.forEach((one) => { one.checked = box.checked; }));
});
document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
    button.querySelector("span").textContent = button.dataset.copied;
  });
});
document.querySelectorAll("[data-filters]").forEach((details) => {
  const small = window.matchMedia("(max-width: 48rem)").matches;
  if (small && !("narrowed" in details.dataset)) details.open = false;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
