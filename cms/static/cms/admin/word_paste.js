/* Text from Word in the editor of a paragraph. Draftail keeps what it has features for, Word's lists
   included. What it has none for (tables, pictures, headings, powers) is put into a form that it keeps,
   and said; text in a font from before Unicode would come out as gibberish and is refused. */
(() => {
  const texts = document.currentScript.dataset;
  const FROM_WORD = /class="?Mso|mso-|urn:schemas-microsoft-com:office/i;
  const OLD_FONTS = /font-family:[^;>]*(\.vn|vni-)/i;
  const POWERS = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  let ours = false;

  document.addEventListener("paste", cleanFromWord, true);

  function cleanFromWord(event) {
    const editor = event.target.closest?.(".public-DraftEditor-content");
    const html = event.clipboardData?.getData("text/html");
    if (ours || !editor || !html || !FROM_WORD.test(html)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (OLD_FONTS.test(html)) return say(texts.oldFont);
    const { body, changes } = clean(html);
    pasteAgain(event.target, body);
    if (changes.length) say([texts.changed, ...changes].join(" "));
  }

  function pasteAgain(target, body) {
    const data = new DataTransfer();
    data.setData("text/html", body.innerHTML);
    data.setData("text/plain", body.innerText);
    ours = true;
    try {
      target.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    } finally {
      ours = false;
    }
  }

  function clean(html) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const changes = [
      [body.querySelector("table"), texts.table],
      [body.querySelector("img"), texts.picture],
      [body.querySelector("h1, h2, h3, h4, h5, h6"), texts.heading],
    ];
    body.querySelectorAll("script, style, img, xml").forEach((one) => one.remove());
    body.querySelectorAll("table").forEach(rowsToParagraphs);
    body.querySelectorAll("sup").forEach(power);
    body.querySelectorAll("p").forEach((one) => one.textContent.trim() || one.remove());
    body.normalize();
    trimEnds(body);
    return { body, changes: changes.filter(([found]) => found).map(([, said]) => said) };
  }

  /* A row becomes a paragraph, its cells side by side: nothing that was copied is lost. */
  function rowsToParagraphs(table) {
    const rows = [...table.rows].map((row) => {
      const line = document.createElement("p");
      line.textContent = [...row.cells].map(plain).join(" | ");
      return line;
    });
    table.replaceWith(...rows);
  }

  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();

  /* "m<sup>2</sup>" would be pasted as "m2". */
  function power(element) {
    const digits = [...plain(element)];
    if (digits.every((digit) => digit in POWERS)) {
      element.replaceWith(digits.map((digit) => POWERS[digit]).join(""));
    }
  }

  /* Blank text between blocks would become paragraphs. */
  function trimEnds(body) {
    [...body.childNodes]
      .filter((node) => node.nodeType !== Node.ELEMENT_NODE && !(node.textContent || "").trim())
      .forEach((node) => node.remove());
  }

  function say(text) {
    document.dispatchEvent(
      new CustomEvent("w-messages:add", { detail: { clear: true, text, type: "warning" } }),
    );
  }
})();
