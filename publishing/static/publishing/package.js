// Counts characters and ticks many destinations at once; the page works without it.
document.querySelectorAll("[data-counter-for]").forEach((line) => {
  const field = document.getElementById(line.dataset.counterFor);
  const show = () => { line.querySelector("output").textContent = field.value.length; };
  field.addEventListener("input", show);
  line.hidden = false;
  show();
});

const tick = (boxes) => {
  const all = boxes.every((box) => box.checked);
  boxes.forEach((box) => { box.checked = !all; });
  document.querySelectorAll("[data-group]").forEach(showCount);
};

const showCount = (group) => {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const ticked = boxes.filter((box) => box.checked).length;
  group.querySelector("[data-count]").textContent = `(${ticked}/${boxes.length})`;
};

document.querySelectorAll("[data-group]").forEach((group) => {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const button = group.querySelector("[data-tick-all]");
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => tick(boxes));
  group.addEventListener("change", () => showCount(group));
  showCount(group);
});

document.querySelectorAll("[data-tick-channels]").forEach((line) => {
  line.hidden = false;
  line.querySelectorAll("[data-tick-channel]").forEach((button) => {
    const boxes = [...document.querySelectorAll(`[data-channel="${button.dataset.tickChannel}"]`)];
    button.addEventListener("click", () => tick(boxes));
  });
});
