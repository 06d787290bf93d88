// Writing the report: a figure is inserted where the cursor stands, and unsaved text is not left by mistake.
// Without this file the text is saved all the same, and figures are copied from their list.
(() => {
  "use strict";
  // the outline is longer than the screen: show the part that one is in
  const here = document.querySelector('.outline [aria-current="page"]');
  const outline = here && here.closest(".outline");
  if (outline) outline.scrollTop = here.offsetTop - outline.clientHeight / 2;

  const form = document.getElementById("naskah");
  const text = document.getElementById("id_text");
  if (!form || !text) return;

  // ---------------------------------------------------------------- inserting
  const words = document.getElementById("terbilang");
  document.querySelector(".pick-words").hidden = false;

  const insert = (cite) => {
    text.focus();
    // execCommand keeps the browser's own undo; where it does nothing, the range is replaced
    if (!document.execCommand("insertText", false, cite)) {
      text.setRangeText(cite, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  document.addEventListener("click", (event) => {
    const pick = event.target instanceof Element ? event.target.closest("[data-cite]") : null;
    if (!pick) return;
    insert(words.checked ? pick.dataset.cite.replace("}", "|words}") : pick.dataset.cite);
  });

  const search = document.getElementById("cari");
  search.form.addEventListener("submit", (event) => event.preventDefault()); // the list follows the typing

  // ---------------------------------------------------------------- leaving
  const kept = form.querySelector('[role="alert"]') ? null : text.value; // after a refusal nothing is kept yet
  const mark = document.getElementById("belum-disimpan");
  let sending = false;
  const unsaved = () => text.value !== kept;
  const show = () => (mark.hidden = !unsaved());

  text.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault(); // a second press while the first is on its way
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
    show();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && unsaved()) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".main-button"));
    }
  });
})();
