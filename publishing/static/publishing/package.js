// Counts characters and ticks whole offices; the page works without it.
document.querySelectorAll("[data-counter-for]").forEach((line) => {
  const field = document.getElementById(line.dataset.counterFor);
  const show = () => { line.querySelector("output").textContent = field.value.length; };
  field.addEventListener("input", show);
  line.hidden = false;
  show();
});
document.querySelectorAll("[data-tick-all]").forEach((button) => {
  const boxes = button.closest("[data-group]").querySelectorAll("input[type=checkbox]");
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = [...boxes].every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });
});
