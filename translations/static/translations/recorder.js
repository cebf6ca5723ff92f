// Records a voice in the browser and puts it into the form's file field. Without this script, or
// without a microphone, a file is chosen there as ever.
(() => {
  const box = document.querySelector("[data-loa-recorder]");
  const field = document.querySelector("input[type=file][name=file]");
  if (!box || !field || !window.MediaRecorder || !navigator.mediaDevices) return;
  const find = (name) => box.querySelector(`[data-loa-${name}]`);
  const start = find("start"), stop = find("stop"), said = find("said"), heard = find("heard");
  const FORMS = [["audio/mp4", "m4a"], ["audio/webm;codecs=opus", "weba"], ["audio/ogg;codecs=opus", "ogg"]];
  const form = FORMS.find(([type]) => MediaRecorder.isTypeSupported(type));
  if (!form) return;
  const SECOND = 1000;
  let recorder = null, clock = null, address = "";

  const tell = (words, now) => {
    said.textContent = words;
    said.classList.toggle("loa-recording-now", Boolean(now));
  };
  const time = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const text = document.querySelector("[data-loa-text]");
  const show = (recording) => {
    start.hidden = recording;
    stop.hidden = !recording;
    box.classList.toggle("loa-recorder--now", recording);
    if (recording && text) text.scrollIntoView();
    if (!recording) box.scrollIntoView({ block: "center" });
  };

  const keep = (parts) => {
    const type = form[0].split(";")[0];
    const file = new File(parts, `${box.dataset.name}.${form[1]}`, { type });
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(file);
    heard.src = address;
    heard.hidden = false;
    tell(box.dataset.kept, false);
  };

  const record = (stream) => {
    const parts = [];
    const began = Date.now();
    const count = () => tell(`● ${time(Math.floor((Date.now() - began) / SECOND))}`, true);
    recorder = new MediaRecorder(stream, { mimeType: form[0] });
    recorder.addEventListener("dataavailable", (event) => { if (event.data.size) parts.push(event.data); });
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      stream.getTracks().forEach((track) => track.stop());
      show(false);
      if (parts.length) keep(parts);
      start.focus({ preventScroll: true });
    });
    recorder.start();
    clock = setInterval(count, SECOND);
    count();
    show(true);
    stop.focus({ preventScroll: true });
  };

  start.addEventListener("click", () => {
    start.disabled = true;
    navigator.mediaDevices.getUserMedia({ audio: true }).then(record, (error) => {
      tell(error.name === "NotAllowedError" ? box.dataset.denied : box.dataset.none, false);
    }).finally(() => { start.disabled = false; });
  });
  stop.addEventListener("click", () => { if (recorder && recorder.state !== "inactive") recorder.stop(); });
  window.addEventListener("beforeunload", (event) => {
    if (recorder && recorder.state === "recording") event.preventDefault();
  });
  box.hidden = false;
})();
