/* Keeps a press on this telephone while there is no network, and sends it later; every page works
   without it. A press carries a number of its own: however often it arrives, it counts once. */
(() => {
  const box = document.querySelector("[data-kept]");
  if (!box || !window.fetch || !window.URLSearchParams) return;
  const { home, commune } = box.dataset; // never the link itself: it may be renewed meanwhile
  const STORE = `loa:${commune}`;
  const PATIENCE = 30000; // milliseconds, on a slow network
  const WITH_FILE = 180000;
  const AGAIN = 30000;
  let busy = false;
  let leaving = ""; // the press that is being sent for the first time

  const read = () => {
    try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; }
  };
  const write = (list) => { localStorage.setItem(STORE, JSON.stringify(list)); show(); };
  const change = (press, more) => write(read().map((one) => (one.press === press ? { ...one, ...more } : one)));
  const remove = (press) => write(read().filter((one) => one.press !== press));
  try { localStorage.setItem(`${STORE}?`, "1"); localStorage.removeItem(`${STORE}?`); } catch { return; }

  const number = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const show = () => {
    const list = box.querySelector("ul");
    list.replaceChildren(...read().filter((one) => one.press !== leaving).map((one) => {
      const line = document.createElement("li");
      const state = one.state === "refused" ? "refused" : one.state === "dead" ? "dead" : "waits";
      line.textContent = `“${one.title}” – ${one.label}: ${box.dataset[state]}`;
      if (one.hadFile && state === "waits") line.textContent += ` ${box.dataset.noProof}`;
      if (state === "refused") {
        const seen = document.createElement("button");
        seen.type = "button";
        seen.textContent = box.dataset.seen;
        seen.addEventListener("click", () => remove(one.press));
        line.append(" ", seen);
      }
      return line;
    }));
    box.hidden = !list.children.length;
  };

  const request = async (address, options, patience) => {
    const giveUp = new AbortController();
    const clock = setTimeout(() => giveUp.abort(), patience);
    try {
      return await fetch(address, { ...options, signal: giveUp.signal, cache: "no-store" });
    } finally {
      clearTimeout(clock);
    }
  };

  /* "recorded", "token" (the page is too old), "refused", "dead" (not behind this link) or, where
     trying again may help, an error. */
  const send = async (one, token, file) => {
    const body = file ? new FormData() : new URLSearchParams();
    one.fields.forEach(([name, value]) => body.append(name, value));
    body.append("press", one.press);
    body.append("csrfmiddlewaretoken", token);
    if (file) body.append("proof", file);
    const options = { method: "POST", body, redirect: "manual" };
    const answer = await request(`${home}${one.key}/`, options, file ? WITH_FILE : PATIENCE);
    if (answer.type === "opaqueredirect") return "recorded";
    return outcome(answer.status);
  };
  const outcome = (status) => {
    if (status === 403) return "token";
    if (status === 404) return "dead";
    if ([400, 409, 410].includes(status)) return "refused";
    throw new Error(String(status));
  };
  const sendLater = async (one) => {
    const page = await request(`${home}${one.key}/`, {}, PATIENCE);
    if (!page.ok) return outcome(page.status);
    const token = /csrfmiddlewaretoken" value="(\w+)"/.exec(await page.text());
    return token ? send(one, token[1]) : "refused";
  };

  const sendKept = async () => {
    if (busy) return;
    busy = true;
    let recorded = false;
    try {
      for (const one of read().filter((each) => each.state !== "refused")) {
        const came = await sendLater(one);
        if (came === "recorded") {
          remove(one.press);
          recorded = true;
        } else if (came !== "token") {
          change(one.press, { state: came });
        }
      }
    } catch { /* no network yet: it stays kept and shown */ }
    busy = false;
    if (recorded) location.reload();
  };

  const form = document.querySelector("form[data-press]");
  const pressed = async (button) => {
    const file = form.proof && form.proof.files[0];
    const spoken = new FormData(form);
    spoken.set("kind", button.value);
    const fields = [...spoken].filter(([name, value]) => (
      !["csrfmiddlewaretoken", "press", "proof"].includes(name) && typeof value === "string"
    ));
    const playing = button.value === "played" ? file : undefined;
    const one = {
      press: number(), key: form.dataset.press, title: form.dataset.title,
      label: button.textContent.trim(), fields, hadFile: Boolean(playing),
    };
    leaving = one.press;
    write([...read(), one]); // first: whatever happens to this page now, it is not lost
    let came;
    try {
      came = await send(one, form.csrfmiddlewaretoken.value, playing);
    } catch {
      leaving = "";
      show();
      box.scrollIntoView();
      return;
    }
    remove(one.press);
    if (came === "recorded") {
      history.replaceState(null, "", "#trang-thai");
      location.reload();
      return;
    }
    form.press.value = one.press; // the page itself says what is missing
    const kind = document.createElement("input");
    Object.assign(kind, { type: "hidden", name: "kind", value: button.value });
    form.append(kind);
    form.submit();
  };
  if (form) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || button.name !== "kind") return; // an old browser sends it by itself
      event.preventDefault();
      const buttons = form.querySelectorAll("button");
      buttons.forEach((each) => { each.disabled = true; });
      const words = button.textContent;
      button.textContent = box.dataset.sending;
      busy = true;
      const restore = () => {
        busy = false;
        button.textContent = words;
        buttons.forEach((each) => { each.disabled = false; });
      };
      pressed(Object.assign(button.cloneNode(), { textContent: words })).finally(restore);
    });
  }

  show();
  sendKept();
  window.addEventListener("online", sendKept);
  setInterval(() => { if (read().some((one) => one.state !== "refused")) sendKept(); }, AGAIN);
})();
