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

// Offices × channels: ticks without asking the server, and counts what is ticked of each channel.
const choose = document.querySelector("[data-choose]");
if (choose) {
  const places = [...document.querySelectorAll("input[name=destinations]")];
  const named = (name) => [...choose.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  const offices = choose.querySelector("[data-choose-offices]");
  const everybody = offices ? offices.textContent : "";
  const counts = () => choose.querySelectorAll("[data-choose-count]").forEach((count) => {
    const boxes = places.filter((box) => box.dataset.channel === count.dataset.chooseCount);
    count.textContent = `(${boxes.filter((box) => box.checked).length}/${boxes.length})`;
  });
  const meant = () => {
    const [regions, ones, channels] = ["in_region", "in_office", "in_channel"].map(named);
    const all = !regions.length && !ones.length;
    return places.filter((box) => channels.includes(box.dataset.channel)
      && (all || ones.includes(box.dataset.owner) || regions.includes(box.dataset.region)));
  };
  const showOffices = () => {
    const boxes = [...choose.querySelectorAll("input[name=in_office]")];
    const regions = named("in_region");
    const chosen = boxes.filter((box) => box.checked || (box.dataset.region && regions.includes(box.dataset.region)));
    if (offices) offices.textContent = chosen.length ? chosen.length : everybody;
  };
  choose.querySelectorAll("button[name=choose]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const said = choose.querySelector("[data-choose-said]");
      const boxes = meant();
      boxes.forEach((box) => { box.checked = button.value === "tick"; });
      document.querySelectorAll("[data-group]").forEach(showCount);
      counts();
      said.textContent = named("in_channel").length
        ? `${said.dataset.ticked} ${places.filter((box) => box.checked).length}/${places.length}`
        : said.dataset.none;
    });
  });
  choose.addEventListener("change", showOffices);
  document.addEventListener("change", (event) => { if (event.target.name === "destinations") counts(); });
  document.querySelectorAll("[data-tick-all]").forEach((button) => button.addEventListener("click", counts));
  showOffices();
}
