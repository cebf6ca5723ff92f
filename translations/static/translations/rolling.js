// What was typed last into a rich text reaches the form a moment later: the form waits for it.
const MOMENT = 400;
document.querySelectorAll(".loa-roll__form").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.settled) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => { form.dataset.settled = "1"; form.requestSubmit(event.submitter); }, MOMENT);
  }, true);
});
