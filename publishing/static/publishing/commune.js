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
  const TRIES = 3; // with its photo or recording, on a network that carries the page; then without
  let busy = false;
  let leaving = ""; // the press that is being sent for the first time

  const read = () => {
    try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; }
  };
  const write = (list) => { localStorage.setItem(STORE, JSON.stringify(list)); show(); };
  const change = (press, more) => write(read().map((one) => (one.press === press ? { ...one, ...more } : one)));
  const remove = (press) => {
    const gone = read().find((one) => one.press === press);
    write(read().filter((one) => one.press !== press));
    return gone && gone.proof ? dropProof(press) : undefined;
  };
  try { localStorage.setItem(`${STORE}?`, "1"); localStorage.removeItem(`${STORE}?`); } catch { return; }

  /* A photo or recording waits beside its press, in the one store that takes files. Where that is closed
     (private windows) or full, the press waits without it and says so. */
  const PROOFS = "proofs";
  const shelf = () => new Promise((done, failed) => {
    const asked = indexedDB.open("loa", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(PROOFS);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => failed(asked.error);
  });
  const onShelf = async (mode, work) => {
    const opened = await shelf();
    try {
      return await new Promise((done, failed) => {
        const change = opened.transaction(PROOFS, mode);
        const asked = work(change.objectStore(PROOFS));
        change.oncomplete = () => done(asked.result);
        change.onerror = change.onabort = () => failed(change.error);
      });
    } finally {
      opened.close();
    }
  };
  const keepProof = async (press, file) => {
    try {
      if (file.size > Number(form.proof.dataset.most)) throw new RangeError(file.name);
      await onShelf("readwrite", (proofs) => proofs.put({ file, name: file.name }, press));
      change(press, { proof: file.size });
    } catch { change(press, { hadFile: true }); }
  };
  const proofOf = async (one) => {
    if (!one.proof) return undefined;
    try {
      const kept = await onShelf("readonly", (proofs) => proofs.get(one.press));
      return kept && new File([kept.file], kept.name, { type: kept.file.type });
    } catch { return undefined; }
  };
  const dropProof = async (press) => {
    try { await onShelf("readwrite", (proofs) => proofs.delete(press)); } catch { /* a closed shelf holds none */ }
  };

  const number = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const waits = (one) => !["refused", "bare"].includes(one.state); // those two only want to be read
  const show = () => {
    const list = box.querySelector("ul");
    list.replaceChildren(...read().filter((one) => one.press !== leaving).map((one) => {
      const line = document.createElement("li");
      const state = one.state || "waits";
      line.textContent = `“${one.title}” – ${one.label}: ${box.dataset[state]}`;
      if (one.proof && state === "waits") {
        line.textContent += ` ${box.dataset.proof.replace("0", Math.max(1, Math.round(one.proof / 1024)))}`;
      } else if (one.hadFile && waits(one)) line.textContent += ` ${box.dataset.noProof}`;
      if (!waits(one)) {
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
    if (!token) return "refused";
    const file = await proofOf(one);
    if (!file) return send(one, token[1]);
    try {
      const came = await send(one, token[1], file);
      if (came !== "refused") return came;
    } catch (error) {
      const tries = (one.tries || 0) + 1;
      change(one.press, { tries });
      if (tries < TRIES) throw error;
    }
    const came = await send(one, token[1]); // what was pressed counts, with or without its picture
    if (["recorded", "refused"].includes(came)) await dropProof(one.press);
    return came === "recorded" ? "bare" : came;
  };

  const sendKept = async () => {
    if (busy) return;
    busy = true;
    let recorded = false;
    try {
      for (const one of read().filter(waits)) {
        const came = await sendLater(one);
        if (came === "bare") recorded = true;
        if (came === "recorded") {
          await remove(one.press);
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
  const sendPlain = (one, value) => {
    form.press.value = one.press;
    const kind = document.createElement("input");
    Object.assign(kind, { type: "hidden", name: "kind", value });
    form.append(kind);
    form.submit();
  };
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
    try {
      write([...read(), one]); // first: whatever happens to this page now, it is not lost
    } catch { // a full telephone: as without this script
      leaving = "";
      return sendPlain(one, button.value);
    }
    if (playing) await keepProof(one.press, playing);
    let came;
    try {
      came = await send(one, form.csrfmiddlewaretoken.value, playing);
    } catch {
      leaving = "";
      show();
      box.scrollIntoView();
      return;
    }
    await remove(one.press);
    if (came === "recorded") {
      history.replaceState(null, "", "#trang-thai");
      location.reload();
      return;
    }
    sendPlain(one, button.value); // the page itself says what is missing
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
  setInterval(() => { if (read().some(waits)) sendKept(); }, AGAIN);
})();
