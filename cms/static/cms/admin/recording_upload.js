// Says how much of a large file has arrived. Without this script the form is sent as any other.
(() => {
  const box = document.querySelector("[data-loa-upload]");
  const form = box && box.closest("form");
  if (!form) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("span");
  let sending = false;
  const say = (text, value) => {
    box.hidden = false;
    words.textContent = text;
    if (value === null) bar.removeAttribute("value"); else bar.value = value;
  };
  const rest = (resting) => form.querySelectorAll("button[type=submit]").forEach((one) => { one.disabled = resting; });
  const failed = () => { sending = false; rest(false); say(box.dataset.lost, 0); };
  form.addEventListener("submit", (event) => {
    const chosen = form.querySelector("input[type=file][name=file]");
    if (!chosen || !chosen.files.length) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (e) => {
      const percent = e.lengthComputable ? Math.floor(100 * e.loaded / e.total) : 0;
      if (percent < 100) say(box.dataset.sending.replace("{percent}", `${percent} %`), percent);
      else say(box.dataset.reading, null);
    });
    request.addEventListener("error", failed);
    request.addEventListener("load", () => {
      if (request.status >= 500) { failed(); return; }
      // The page that came is the answer: the form with what is wrong, or the saved recording.
      form.dispatchEvent(new CustomEvent("w-unsaved:clear"));
      document.open();
      document.write(request.responseText);
      document.close();
      history.replaceState(null, "", request.responseURL);
    });
    say(box.dataset.sending.replace("{percent}", "0 %"), 0);
    setTimeout(() => rest(true));
    request.send(new FormData(form));
  });
})();
