// The crops of a picture: a frame in the shape of one size over the picture, previews of all of them.
// Rectangles are [x, y, width, height] in pixels of the original; an empty field means "by the focal
// point". The server checks what is posted.
const LEAST = 16, STEP = 0.01, FAR = 0.1, GROWTH = 1.08, PREVIEW = 104;
const form = document.querySelector("form[data-crops]");
const data = JSON.parse(document.getElementById("crops-data").textContent);
const [fullWidth, fullHeight] = data.size;
const fixed = form.hasAttribute("data-fixed");
const box = form.querySelector(".crops__box");
const stage = form.querySelector(".crops__stage");
const say = form.querySelector("[data-say]");
const small = document.querySelector("[data-small]");
const presets = new Map(data.presets.map((one) => [one.name, one]));
let chosen = data.presets[0];

const field = (preset) => form.elements[`crop-${preset.name}`];
const drawn = (preset) => (field(preset).value ? field(preset).value.split(",").map(Number) : null);
const shown = (preset) => drawn(preset) || preset.byFocus;
const ratio = (preset) => preset.width / preset.height;
const between = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
const isSoft = (preset) => Math.round(shown(preset)[2]) < preset.width;
const percent = (part, whole) => `${(100 * part) / whole}%`;

function keep(preset, [x, y, width]) {
  const widest = Math.min(fullWidth, fullHeight * ratio(preset));
  const least = Math.min(widest, Math.max(LEAST, LEAST * ratio(preset), widest / 20));
  const w = Math.floor(between(width, least, widest));
  const h = Math.min(fullHeight, Math.max(1, Math.round(w / ratio(preset))));
  const rect = [Math.round(between(x, 0, fullWidth - w)), Math.round(between(y, 0, fullHeight - h)), w, h];
  field(preset).value = rect.join(",");
  paint();
}

function paint() {
  for (const preset of presets.values()) paintPreview(preset);
  paintBox();
  const soft = [...presets.values()].filter(isSoft);
  small.hidden = soft.length === 0;
  small.textContent = `${small.dataset.words} ${soft.map((one) => one.label).join(", ")}`;
}

function paintPreview(preset) {
  const choice = form.querySelector(`[data-choice="${preset.name}"]`);
  const frame = choice.querySelector(".crops__preview"), image = frame.querySelector("img");
  const [x, y, width, height] = shown(preset);
  const scale = PREVIEW / Math.max(preset.width, preset.height);
  frame.style.width = `${preset.width * scale}px`;
  frame.style.height = `${preset.height * scale}px`;
  image.style.width = percent(fullWidth, width);
  image.style.height = percent(fullHeight, height);
  image.style.left = percent(-x, width);
  image.style.top = percent(-y, height);
  const state = choice.querySelector(".crops__state");
  state.textContent = drawn(preset) ? state.dataset.drawn : state.dataset.focus;
  choice.classList.toggle("crops__choice--soft", isSoft(preset));
  choice.setAttribute("aria-pressed", String(preset === chosen));
}

function paintBox() {
  const [x, y, width, height] = shown(chosen);
  box.hidden = false;
  box.style.left = percent(x, fullWidth);
  box.style.top = percent(y, fullHeight);
  box.style.width = percent(width, fullWidth);
  box.style.height = percent(height, fullHeight);
  paintSafe(chosen.safe);
  form.querySelector("[data-covered]").hidden = !chosen.safe.some(Boolean);
  const words = say.dataset.words.replace("[size]", chosen.label)
    .replace("[width]", Math.round(width)).replace("[height]", Math.round(height));
  const soft = say.dataset.soft.replace("[wanted]", chosen.width).replace("[height]", chosen.height);
  say.textContent = isSoft(chosen) ? `${words} – ${soft}` : words;
}

function paintSafe([above, right, below, left]) {
  const parts = [
    { top: 0, left: 0, right: 0, height: above },
    { bottom: 0, left: 0, right: 0, height: below },
    { top: above, bottom: below, left: 0, width: left },
    { top: above, bottom: below, right: 0, width: right },
  ].filter((part) => part.height || part.width);
  box.querySelector(".crops__safe").replaceChildren(...parts.map((part) => {
    const strip = document.createElement("span");
    for (const [side, share] of Object.entries(part)) strip.style[side] = `${100 * share}%`;
    return strip;
  }));
}

// Where the pointer went down, in pixels of the original; the corner opposite a handle stays.
function drag(event) {
  const corner = event.target.dataset.corner;
  const start = [...shown(chosen)], from = [event.clientX, event.clientY];
  const scale = fullWidth / stage.clientWidth;
  const move = (to) => {
    if (to.pointerId !== event.pointerId) return;
    const dx = (to.clientX - from[0]) * scale, dy = (to.clientY - from[1]) * scale;
    if (corner) resize(start, corner, dx, dy);
    else keep(chosen, [start[0] + dx, start[1] + dy, start[2]]);
  };
  const stop = (ended) => {
    if (ended.pointerId !== event.pointerId) return;
    box.removeEventListener("pointermove", move);
    box.removeEventListener("pointerup", stop);
    box.removeEventListener("pointercancel", stop);
  };
  event.preventDefault();
  box.focus({ preventScroll: true });
  box.setPointerCapture(event.pointerId);
  box.addEventListener("pointermove", move);
  box.addEventListener("pointerup", stop);
  box.addEventListener("pointercancel", stop);
}

function resize([x, y, width, height], corner, dx, dy) {
  const west = corner.endsWith("w"), north = corner.startsWith("n");
  const across = west ? -dx : dx, down = (north ? -dy : dy) * ratio(chosen);
  const room = Math.min(west ? x + width : fullWidth - x,
    (north ? y + height : fullHeight - y) * ratio(chosen));
  const grown = between(width + (Math.abs(across) > Math.abs(down) ? across : down), LEAST, room);
  const lower = grown / ratio(chosen);
  keep(chosen, [west ? x + width - grown : x, north ? y + height - lower : y, grown]);
}

function grow(factor) {
  const [x, y, width, height] = shown(chosen);
  const next = between(width * factor, LEAST, Math.min(fullWidth, fullHeight * ratio(chosen)));
  keep(chosen, [x + (width - next) / 2, y + (height - next / ratio(chosen)) / 2, next]);
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = Math.max(1, Math.max(fullWidth, fullHeight) * (event.shiftKey ? FAR : STEP));
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const [x, y, width] = shown(chosen);
  if (way) keep(chosen, [x + way[0] * step, y + way[1] * step, width]);
  else if (event.key === "+" || event.key === "=") grow(GROWTH);
  else if (event.key === "-" || event.key === "−") grow(1 / GROWTH);
  else return;
  event.preventDefault();
}

form.querySelectorAll("[data-choice]").forEach((choice) => choice.addEventListener("click", () => {
  chosen = presets.get(choice.dataset.choice);
  paint();
  if (window.matchMedia("(max-width: 59.99rem)").matches) stage.scrollIntoView({ block: "nearest" });
}));
if (!fixed) {
  box.addEventListener("pointerdown", drag);
  box.addEventListener("keydown", press);
  form.querySelector("[data-smaller]").addEventListener("click", () => grow(1 / GROWTH));
  form.querySelector("[data-larger]").addEventListener("click", () => grow(GROWTH));
  form.querySelector("[data-reset]").addEventListener("click", () => { field(chosen).value = ""; paint(); });
}
paint();
