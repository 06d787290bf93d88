// A link that is shown once can be copied by a button; without this file it is selected by hand.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const box = document.getElementById(button.dataset.copy);
    if (!box) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      box.select();
      try {
        await navigator.clipboard.writeText(box.value);
      } catch {
        document.execCommand("copy"); // a page without HTTPS has no clipboard of its own
      }
      button.textContent = button.dataset.done;
    });
  }
})();
