// The side panel: a figure opens beside the page, Esc closes it, and the focus goes back.
// Without this file every figure is a plain link to a page of its own.
(() => {
  "use strict";
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  if (!panel || !body || !window.htmx) return;

  const MARK = "#angka=";
  const narrow = window.matchMedia("(max-width: 64rem)");
  let opener = null;

  const show = () => {
    if (panel.open) return;
    if (narrow.matches) panel.showModal();
    else panel.show();
    document.body.classList.add("with-panel");
  };

  const keepAddress = (href) => {
    const bare = location.pathname + location.search;
    history.replaceState(null, "", href ? bare + MARK + encodeURIComponent(href) : bare);
  };

  const open = (href, from) => {
    opener = from;
    htmx
      .ajax("GET", href, { target: body, swap: "innerHTML" })
      .then(() => {
        show();
        keepAddress(href);
        panel.scrollTop = 0;
        const head = body.querySelector("h2");
        if (head) {
          head.tabIndex = -1;
          head.focus();
        }
      });
  };

  const closed = () => {
    document.body.classList.remove("with-panel");
    keepAddress("");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.fig") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link.getAttribute("href"), panel.contains(link) ? opener : link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) {
      event.preventDefault();
      panel.close();
    }
  });

  panel.addEventListener("close", closed);

  const failed = () => {
    const words = document.createElement("p");
    words.className = "notice";
    words.setAttribute("role", "alert");
    words.textContent = body.dataset.error;
    body.replaceChildren(words);
    show();
  };
  body.addEventListener("htmx:responseError", failed);
  body.addEventListener("htmx:sendError", failed);

  if (location.hash.startsWith(MARK)) {
    const href = decodeURIComponent(location.hash.slice(MARK.length));
    if (/^\/[\w-]+\/\d{4}\/angka\/[^?#]+\/$/.test(href)) open(href, null);
  }
})();

// Periksa: the chosen file is named in its box, and one that cannot be taken in is told before it travels.
(() => {
  "use strict";
  const input = document.getElementById("file");
  const name = document.getElementById("file-name");
  const error = document.getElementById("file-error");
  if (!input || !name || !error) return;

  const box = input.parentElement;
  const nothing = name.textContent;

  const complaint = () => {
    const files = [...input.files];
    if (!files.length) return input.dataset.none;
    return files.some((file) => file.size > Number(input.dataset.most) * 1e6) ? input.dataset.tooBig : "";
  };

  const say = (words) => {
    error.textContent = words;
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };

  const named = () => {
    const file = input.files[0];
    name.textContent = file ? [...input.files].map((each) => each.name).join(", ") : nothing;
    box.classList.toggle("chosen", Boolean(file));
    box.classList.remove("over");
    if (file) say(complaint());
  };

  input.addEventListener("change", named);
  window.addEventListener("pageshow", named);
  input.addEventListener("dragenter", () => box.classList.add("over"));
  input.addEventListener("dragleave", () => box.classList.remove("over"));
  input.form.addEventListener("submit", (event) => {
    const words = complaint();
    if (!words) return;
    event.preventDefault();
    say(words);
    input.focus();
  });
})();
