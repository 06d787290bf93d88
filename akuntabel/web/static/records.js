// Writing records: Enter saves, letters choose, and nothing typed is lost. Works without this file too.
(() => {
  "use strict";

  // ---------------------------------------------------------------- ticking all rows of a page
  for (const all of document.querySelectorAll("input[data-all]")) {
    const rows = () => [...document.querySelectorAll(`input[name="${all.dataset.all}"]`)];
    if (!rows().length) continue;
    all.hidden = false;
    all.addEventListener("change", () => rows().forEach((row) => (row.checked = all.checked)));
    const said = document.querySelector(".ticked");
    if (!said) continue;
    const count = () => {
      const ticked = rows().filter((row) => row.checked).length;
      said.textContent = said.dataset.words.replace("#", ticked);
      said.hidden = false;
      said.closest(".bulk").classList.toggle("in-use", ticked > 0);
    };
    all.closest("form").addEventListener("change", count);
    window.addEventListener("pageshow", count);
  }

  // ---------------------------------------------------------------- typing kept until it is saved
  const PREFIX = "akuntabel-ketikan:";
  const DAYS = 7;
  const store = (() => {
    try {
      localStorage.getItem(PREFIX);
      return localStorage;
    } catch {
      return null; // a browser that keeps nothing: the form still works
    }
  })();
  const form = document.getElementById("record-form");
  const folder = location.pathname.replace(/\/(baru|\d+(\/(ubah|ganti))?)\/$/, "/");
  const keyOf = (person, name) => `${PREFIX}${person}:${folder}${name}`;

  if (store) {
    for (const key of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
      try {
        if (Date.now() - JSON.parse(store.getItem(key)).at > DAYS * 864e5) store.removeItem(key);
      } catch {
        store.removeItem(key);
      }
    }
    for (const done of document.querySelectorAll("[data-draft-done]")) {
      const end = `:${folder}${done.dataset.draftDone}`;
      for (const key of Object.keys(store)) {
        if (!key.startsWith(PREFIX) || !key.endsWith(end)) continue;
        if (JSON.parse(store.getItem(key)).sent) store.removeItem(key);
      }
    }
  }
  if (!form) return;

  const key = keyOf(form.dataset.person, form.dataset.draft);
  const KEPT = /^(f-|quantity$|source$|note$|reason$)/;
  const typed = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) if (KEPT.test(name)) found[name] = value;
    return found;
  };
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
        const box = field.closest("details");
        if (box && value && field.type !== "radio") box.open = true;
      }
    }
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const keep = (sent) => {
    if (!store) return;
    try {
      store.setItem(key, JSON.stringify({ at: Date.now(), sent, values: typed() }));
    } catch {
      /* full: the page itself still holds the typing */
    }
  };

  const draft = store && JSON.parse(store.getItem(key) || "null");
  const offer = form.querySelector(".draft");
  if (draft && offer && JSON.stringify(draft.values) !== JSON.stringify(typed())) {
    offer.hidden = false;
    offer.querySelector("[data-draft-use]").addEventListener("click", () => {
      put(draft.values);
      offer.hidden = true;
      keep(false);
    });
    offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
      store.removeItem(key);
      offer.hidden = true;
    });
  }
  form.addEventListener("input", () => keep(false));
  let sending = false;
  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault(); // a second Enter while the first is on its way would save twice
      return;
    }
    sending = true;
    keep(true);
  });
  window.addEventListener("pageshow", () => (sending = false));

  // Whoever was signed out meanwhile is answered with the door; it does not belong into the form.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL).pathname.endsWith("/periksa/")) event.detail.shouldSwap = false;
  });

  // ---------------------------------------------------------------- keys
  let word = "";
  let last = 0;
  const choose = (radio, letter) => {
    const now = Date.now();
    word = now - last > 900 ? letter : word + letter;
    last = now;
    const group = [...form.querySelectorAll(`input[type="radio"][name="${CSS.escape(radio.name)}"]`)];
    const found = group.find((each) => each.closest("label").textContent.trim().toLowerCase().startsWith(word));
    if (!found) return;
    found.checked = true;
    found.focus();
    found.dispatchEvent(new Event("change", { bubbles: true }));
  };
  form.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && (target.tagName === "SELECT" || target.type === "checkbox")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".main-button"));
    } else if (target.type === "radio" && /^[\p{L}\p{N}]$/u.test(event.key)) {
      event.preventDefault();
      choose(target, event.key.toLowerCase());
    }
  });
})();
