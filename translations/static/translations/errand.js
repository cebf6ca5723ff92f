// Looks how far the work is; without it the page is loaded anew by itself.
const EVERY = 2000; // milliseconds
async function look() {
  const part = document.querySelector("[data-live]");
  if (!part || part.dataset.live !== "on") return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-live]");
    if (!answer.ok || !now || now.dataset.live !== "on") { location.reload(); return; }
    for (const name of [".loa-files-going", ".loa-ended"]) {
      const fresh = now.querySelector(name);
      if (fresh) part.querySelector(name)?.replaceWith(fresh);
    }
  } catch { /* the line is down for a moment: ask again */ }
  setTimeout(look, EVERY);
}
setTimeout(look, EVERY);
