// Ticks every item of the page at once and says how many are ticked; the board works without it.
document.querySelectorAll("[data-tick-every]").forEach((line) => {
  const every = line.querySelector("input");
  const said = line.querySelector("output");
  const boxes = [...line.closest("form").querySelectorAll(`input[name=${line.dataset.tickEvery}]`)];
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    said.textContent = `(${ticked}/${boxes.length})`;
    every.checked = ticked === boxes.length;
    every.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  every.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = every.checked; });
    show();
  });
  boxes.forEach((box) => box.addEventListener("change", show));
  window.addEventListener("pageshow", show);
  line.hidden = boxes.length < 2;
  show();
});
