// A form that must not be sent twice: its buttons rest once it is on its way. If no page came (the
// line was cut), they come back: the server itself sees to it that twice is once.
const REST = 20000;
document.querySelectorAll("form[data-once]").forEach((form) => {
  const rest = (resting) => form.querySelectorAll("button").forEach((one) => { one.disabled = resting; });
  const wake = () => { delete form.dataset.sent; rest(false); };
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => rest(true));
    setTimeout(wake, REST);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
});
