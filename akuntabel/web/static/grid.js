// The grid: a register typed into like a spreadsheet. Each row travels by itself once it is left,
// waits while there is no line, and says what became of it. What is typed stands in localStorage
// until the server has it. Without this file the grid is a plain form with one button.
(() => {
  "use strict";
  const form = document.getElementById("grid");
  if (!form) return;

  const words = form.dataset;
  const table = form.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells].slice(1, -1);
  const columnOf = (head) => ({
    code: head.dataset.code,
    label: head.firstChild.textContent.trim(),
    words: head.dataset.words ? JSON.parse(head.dataset.words) : null,
    computed: "computed" in head.dataset,
    width: head.dataset.width,
    head,
  });
  const columns = heads.map(columnOf);
  const hidden = [...document.getElementById("grid-hidden").content.querySelectorAll("th")].map(columnOf);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const store = `akuntabel.grid.${words.person}.${location.pathname}`;
  const live = document.getElementById("grid-said");
  const summary = document.getElementById("grid-summary");
  const why = document.getElementById("grid-why");
  const undoButton = document.getElementById("grid-undo");
  const fill = (sentence, count) => sentence.replace("#", count);
  const say = (sentence) => { live.textContent = sentence; };

  // ------------------------------------------------------------ rows and cells

  const rows = () => [...body.rows];
  const inputsOf = (row) => [...row.querySelectorAll("td > input")];
  const input = (row, at) => row.cells[at + 1].firstElementChild;
  const stateCell = (row) => row.cells[row.cells.length - 1];
  const isNew = (row) => !row.dataset.pk;
  const isLocked = (row) => "locked" in row.dataset;
  const cellsOf = (row) => {
    const cells = {};
    columns.forEach((column, at) => { if (!column.computed) cells[column.code] = input(row, at).value; });
    return cells;
  };
  const isBlank = (row) => Object.values(cellsOf(row)).every((text) => !text.trim());
  const numberOf = (row) => row.cells[0].textContent.trim();
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const keyOf = (row) => (row.dataset.key ||= newKey());
  const idOf = (row) => row.dataset.pk || keyOf(row);

  const show = (row, state, sentence, buttons = []) => {
    row.dataset.state = state;
    const cell = stateCell(row);
    const span = document.createElement("span");
    span.textContent = sentence;
    cell.replaceChildren(span, ...buttons);
    if (row.contains(document.activeElement)) explain(row);
    if (state !== "wrong") inputsOf(row).forEach((each) => each.removeAttribute("aria-invalid"));
    count();
  };

  // The state of a row is cut to two lines; the row that somebody is in tells it whole above the table.
  const explain = (row) => {
    if (isLocked(row)) {
      why.textContent = `${fill(words.row, numberOf(row))}: ${words.locked}`;
      why.dataset.state = "warned";
      return;
    }
    const told = ["wrong", "conflict", "refused", "warned"].includes(row.dataset.state);
    why.textContent = told ? `${fill(words.row, numberOf(row))}: ${stateCell(row).firstElementChild.textContent}` : "";
    why.dataset.state = row.dataset.state || "";
  };

  const count = () => {
    const states = rows().map((row) => row.dataset.state);
    const refused = states.filter((state) => ["wrong", "conflict", "refused"].includes(state)).length;
    const waiting = states.filter((state) => ["typing", "waiting", "saving"].includes(state)).length;
    const parts = [];
    if (waiting) parts.push(fill(words.someWaiting, waiting));
    if (refused) parts.push(fill(words.someRefused, refused));
    summary.textContent = parts.join(", ") || words.allSaved;
    summary.dataset.state = refused ? "wrong" : waiting ? "waiting" : "saved";
  };

  const addRow = () => {
    const last = body.rows[body.rows.length - 1];
    const row = last.cloneNode(true);
    ["pk", "version", "key", "state", "undo", "locked", "more"].forEach((name) => delete row.dataset[name]);
    row.dataset.id = `n${newKey()}`;
    row.cells[0].textContent = Number(numberOf(last)) + 1;
    row.cells[0].id = `b${row.dataset.id}`;
    stateCell(row).id = `s${row.dataset.id}`;
    stateCell(row).textContent = "";
    columns.forEach((column, at) => {
      const cell = input(row, at);
      cell.name = `${row.dataset.id}-${column.code}`;
      cell.value = "";
      cell.readOnly = column.computed;
      ["aria-invalid", "aria-describedby", "role", "aria-expanded", "aria-controls"].forEach((name) => cell.removeAttribute(name));
      cell.setAttribute("aria-labelledby", `k-${column.code} b${row.dataset.id}`);
    });
    body.append(row);
    return row;
  };

  // A column out of sight comes into sight, at the end, with what its records hold.
  const showColumn = (column) => {
    hidden.splice(hidden.indexOf(column), 1);
    columns.push(column);
    const last = table.tHead.rows[0].cells[columns.length];
    last.before(column.head);
    rows().forEach((row) => {
      const cell = document.createElement("input");
      cell.className = `w-${column.width}`;
      cell.name = `${row.dataset.id}-${column.code}`;
      cell.value = moreOf(row)[column.code] || "";
      cell.readOnly = column.computed || isLocked(row);
      cell.setAttribute("aria-labelledby", `k-${column.code} b${row.dataset.id}`);
      if (isLocked(row)) cell.setAttribute("aria-describedby", "grid-locked");
      stateCell(row).before(document.createElement("td"));
      stateCell(row).previousElementSibling.append(cell);
    });
    const box = document.querySelector(`.grid-columns input[value="${CSS.escape(column.code)}"]`);
    if (box) box.checked = true;
  };
  const moreOf = (row) => (row.dataset.more ? JSON.parse(row.dataset.more) : {});

  const keepOneReady = () => {
    const last = body.rows[body.rows.length - 1];
    if (!isNew(last) || !isBlank(last) || last.dataset.state === "saving") addRow();
  };

  // ------------------------------------------------------------ what is typed is never lost

  const kept = () => {
    try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; }
  };
  const keep = (row) => {
    const all = kept();
    all[idOf(row)] = { pk: row.dataset.pk || null, version: row.dataset.version || 0, cells: cellsOf(row) };
    try { localStorage.setItem(store, JSON.stringify(all)); } catch { /* full or forbidden: the row still waits here */ }
  };
  const forget = (...ids) => {
    const all = kept();
    ids.forEach((id) => delete all[id]);
    try {
      if (Object.keys(all).length) localStorage.setItem(store, JSON.stringify(all));
      else localStorage.removeItem(store);
    } catch { /* as above */ }
  };

  const restore = () => {
    let count = 0;
    for (const [id, was] of Object.entries(kept())) {
      hidden.filter((column) => was.cells[column.code]).forEach(showColumn);
      let row = was.pk ? body.querySelector(`tr[data-pk="${CSS.escape(was.pk)}"]`) : null;
      if (was.pk && (!row || isLocked(row))) continue; // on another page of the grid, or locked: it stays kept
      if (!row) {
        row = rows().find((each) => isNew(each) && isBlank(each) && !each.dataset.key) || addRow();
        row.dataset.key = id;
      } else row.dataset.version = was.version;
      columns.forEach((column, at) => { if (column.code in was.cells && !column.computed) input(row, at).value = was.cells[column.code]; });
      queue(row);
      count += 1;
    }
    if (count) say(fill(words.restored, count));
  };

  // ------------------------------------------------------------ sending

  const waiting = new Set();
  let busy = false;
  let pause = 0;
  let timer = null;

  const typed = (row) => {
    row.dataset.turn = Number(row.dataset.turn || 0) + 1;
    keep(row);
    if (row.dataset.state !== "typing") show(row, "typing", words.typing);
  };

  const queue = (row) => {
    if (isLocked(row)) return;
    if (isNew(row) && isBlank(row)) {
      forget(idOf(row));
      waiting.delete(row);
      delete row.dataset.state;
      delete row.dataset.undo;
      stateCell(row).textContent = "";
      count();
      return;
    }
    waiting.add(row);
    show(row, "waiting", words.waiting);
    soon(30);
  };

  const soon = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(send, milliseconds);
  };

  const slower = () => { pause = Math.min(30000, pause ? pause * 2 : 2000); };
  const later = (sentence) => {
    slower();
    waiting.forEach((row) => show(row, "waiting", sentence));
    say(sentence);
    soon(pause);
  };

  const send = async () => {
    if (busy || !waiting.size) return;
    const batch = [...waiting].slice(0, Number(words.most));
    const turns = new Map(batch.map((row) => [row, row.dataset.turn]));
    batch.forEach((row) => { waiting.delete(row); show(row, "saving", words.saving); });
    busy = true;
    let problem = "";
    try {
      const answer = await fetch(words.address, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ rows: batch.map(asked) }),
      });
      if (answer.type === "opaqueredirect") problem = words.signedOut;
      else if (answer.ok) { take((await answer.json()).rows, batch, turns); }
      else if (answer.status === 403 || answer.status === 400 || answer.status === 404) batch.forEach((row) => show(row, "refused", words.refused));
      else problem = words.failed;
    } catch { problem = words.offline; }
    busy = false;
    if (problem) {
      batch.forEach((row) => waiting.add(row));
      later(problem);
    } else if (batch.some(isLate)) { slower(); soon(pause); }
    else { pause = 0; if (waiting.size) soon(0); }
  };

  const isLate = (row) => "late" in row.dataset;
  const asked = (row) => ({
    id: idOf(row),
    pk: row.dataset.pk ? Number(row.dataset.pk) : null,
    version: Number(row.dataset.version || 0),
    key: isNew(row) ? keyOf(row) : "",
    cells: cellsOf(row),
    undo: Boolean(row.dataset.undo && row.dataset.pk),
  });

  const take = (answers, batch, turns) => {
    let saved = 0;
    let refused = 0;
    let first = null;
    answers.forEach((answer, n) => {
      const row = batch[n];
      delete row.dataset.late;
      const untouched = row.dataset.turn === turns.get(row);
      if (answer.state === "saved") { saved += 1; taken(row, answer, untouched); }
      else if (answer.state === "withdrawn") cleared(row);
      else if (answer.state === "later") { row.dataset.late = ""; waiting.add(row); show(row, "waiting", answer.message); }
      else { refused += 1; refuse(row, answer); first ||= row; }
    });
    keepOneReady();
    if (refused) say(`${fill(words.someRefused, refused)}: ${stateCell(first).textContent}`);
    else if (saved) say(saved === 1 ? `${fill(words.row, numberOf(batch[0]))} ${words.saved}` : fill(words.someSaved, saved));
  };

  const taken = (row, answer, untouched) => {
    forget(idOf(row));
    row.dataset.pk = answer.pk;
    row.dataset.version = answer.version;
    if (row.dataset.undo) { waiting.add(row); return; }
    if (!untouched) {
      keep(row);
      if (row.contains(document.activeElement)) show(row, "typing", words.typing);
      else queue(row);
      return;
    }
    put(row, answer.cells);
    show(row, "saved", answer.warning ? `${words.saved}. ${answer.warning}` : words.saved);
    if (answer.warning) { row.dataset.state = "warned"; if (row.contains(document.activeElement)) explain(row); }
  };

  // The cell that somebody is in keeps its text: replacing it would move the cursor.
  const put = (row, cells) => {
    row.dataset.more = JSON.stringify(cells);
    columns.forEach((column, at) => {
      const cell = input(row, at);
      if (column.code in cells && cell !== document.activeElement) cell.value = cells[column.code];
      if (cell === document.activeElement) before = cell.value;
    });
  };

  const cleared = (row) => {
    forget(idOf(row));
    ["pk", "version", "key", "state", "undo", "more"].forEach((name) => delete row.dataset[name]);
    inputsOf(row).forEach((each) => { each.value = ""; });
    stateCell(row).textContent = "";
    count();
  };

  const refuse = (row, answer) => {
    const buttons = [];
    let sentence = answer.message || "";
    if (answer.state === "wrong") {
      sentence = Object.values(answer.errors).join(" ");
    } else if (answer.state === "conflict") {
      buttons.push(button(words.newest, () => {
        row.dataset.version = answer.version;
        forget(idOf(row));
        put(row, answer.cells);
        show(row, "saved", words.saved);
      }), button(words.mine, () => { row.dataset.version = answer.version; queue(row); }));
    }
    show(row, answer.state, `${words.refused}: ${sentence}`, buttons);
    if (answer.state === "wrong") columns.forEach((column, at) => {
      if (!(column.code in answer.errors)) return;
      input(row, at).setAttribute("aria-invalid", "true");
      input(row, at).setAttribute("aria-describedby", stateCell(row).id);
    });
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  // ------------------------------------------------------------ choices by typing ahead

  const list = document.createElement("ul");
  list.id = "grid-choices";
  list.className = "grid-choices";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  form.append(list);
  let chooser = null;

  const choicesOf = (cell) => columns[cell.closest("td").cellIndex - 1].words;
  const openList = (cell, all) => {
    const found = choicesOf(cell);
    const start = cell.value.toLowerCase();
    const fits = all || !start ? found : found.filter((word) => word.toLowerCase().includes(start));
    chooser = cell;
    list.replaceChildren(...fits.map((word, n) => {
      const item = document.createElement("li");
      item.id = `grid-choice-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(word === cell.value));
      item.textContent = word;
      return item;
    }));
    list.setAttribute("aria-label", columns[cell.closest("td").cellIndex - 1].label);
    list.hidden = !fits.length;
    cell.setAttribute("aria-expanded", String(!list.hidden));
    place();
  };
  const place = () => {
    if (list.hidden || !chooser) return;
    const box = chooser.getBoundingClientRect();
    const below = window.innerHeight - box.bottom;
    list.style.left = `${Math.max(0, Math.min(box.left, window.innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = below > list.offsetHeight || below > box.top ? `${box.bottom}px` : `${box.top - list.offsetHeight}px`;
  };
  const closeList = () => {
    list.hidden = true;
    if (chooser) { chooser.setAttribute("aria-expanded", "false"); chooser.removeAttribute("aria-activedescendant"); }
    chooser = null;
  };
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLLIElement) || !chooser) return;
    chooser.value = event.target.textContent;
    typed(chooser.closest("tr"));
    closeList();
  });
  const stepChoice = (cell, step) => {
    const all = choicesOf(cell);
    const now = all.indexOf(cell.value);
    cell.value = all[now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length];
    openList(cell, true);
    const item = [...list.children].find((each) => each.textContent === cell.value);
    cell.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
    typed(cell.closest("tr"));
  };
  const typeAhead = (cell) => {
    const start = cell.value;
    const word = start && choicesOf(cell).find((each) => each.toLowerCase().startsWith(start.toLowerCase()));
    if (!word) return;
    cell.value = word;
    cell.setSelectionRange(start.length, word.length);
  };

  // ------------------------------------------------------------ pasting, and taking it back

  let lastPaste = null;

  const parse = (text) => {
    const found = [[""]];
    let quotes = false;
    const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let n = 0; n < clean.length; n += 1) {
      const sign = clean[n];
      const line = found[found.length - 1];
      if (quotes) {
        if (sign === '"' && clean[n + 1] === '"') { line[line.length - 1] += '"'; n += 1; }
        else if (sign === '"') quotes = false;
        else line[line.length - 1] += sign;
      } else if (sign === '"' && line[line.length - 1] === "" && clean.indexOf('"', n + 1) > 0) quotes = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") found.push([""]);
      else line[line.length - 1] += sign;
    }
    return found;
  };

  const plainly = (label) => label.replace(/\s+/g, " ").replace(/[ *]+$/, "").trim().toLowerCase();
  const passedOver = new Set((words.passedOver || "").split("|").map(plainly));

  // The column of each label when the first line of a block is a row of heads in whatever order, else null;
  // a column that only our own files have (its key, its version) is passed over.
  const headsOf = (block, cell) => {
    const labels = block[0].map(plainly);
    const choices = choicesOf(cell) || [];
    if (block.length < 2 || (labels.length === 1 && choices.some((word) => plainly(word) === labels[0]))) return null;
    const all = [...columns, ...hidden];
    const found = labels.map((label) => all.find((column) => plainly(column.label) === label));
    const empty = (n) => !labels[n] && block.every((line) => !(line[n] || "").trim());
    if (!found.every((column, n) => column || passedOver.has(labels[n]) || empty(n))) return null;
    const named = found.filter(Boolean);
    return named.length && new Set(named).size === named.length ? found : null;
  };

  const paste = (cell, text) => {
    let block = parse(text);
    const at = cell.closest("td").cellIndex - 1;
    const found = headsOf(block, cell);
    if (found) {
      block = block.slice(1);
      found.filter((column) => hidden.includes(column)).forEach(showColumn);
    }
    // Where each value of a line goes; -1 is passed over.
    const places = found ? found.map((column) => columns.indexOf(column)) : null;
    const changes = [];
    let row = cell.closest("tr");
    let skipped = 0;
    let wide = false;
    block.forEach((line, n) => {
      if (n) row = row.nextElementSibling || addRow();
      if (isLocked(row)) { skipped += 1; return; }
      const change = { row, made: isNew(row) && isBlank(row), before: cellsOf(row) };
      line.forEach((value, m) => {
        const to = places ? (places[m] ?? columns.length) : at + m;
        if (to >= columns.length) { wide = wide || Boolean(value.trim()); return; }
        if (to >= 0 && !columns[to].computed) input(row, to).value = value.replace(/\n/g, "↵").trim();
      });
      changes.push(change);
      typed(row);
      queue(row);
    });
    lastPaste = changes;
    undoButton.hidden = false;
    before = cell.value;
    closeList();
    keepOneReady();
    const moved = found && found.some((column, n) => column !== columns[at + n]);
    say([fill(words.pasted, changes.length), moved ? words.mapped : "", skipped ? fill(words.skipped, skipped) : "", wide ? words.tooWide : ""].filter(Boolean).join(". "));
  };

  const undo = () => {
    if (!lastPaste) return;
    lastPaste.forEach(({ row, made, before: was }) => {
      columns.forEach((column, at) => { if (column.code in was) input(row, at).value = was[column.code]; });
      if (made) row.dataset.undo = "1";
      typed(row);
      if (!(made && row.dataset.state === "saving")) queue(row);
    });
    lastPaste = null;
    undoButton.hidden = true;
    say(words.undone);
  };

  // ------------------------------------------------------------ moving about

  let before = "";
  const goTo = (row, at) => {
    if (!row) return;
    const cell = input(row, at);
    cell.focus();
    cell.select();
  };

  const atEdge = (cell, left) => cell.selectionStart !== cell.selectionEnd
    ? cell.selectionStart === 0 && cell.selectionEnd === cell.value.length
    : (left ? cell.selectionStart === 0 : cell.selectionStart === cell.value.length);

  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || event.isComposing) return;
    const row = cell.closest("tr");
    const at = cell.closest("td").cellIndex - 1;
    const choices = choicesOf(cell);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    let handled = true;
    if (event.key === "Enter" && plain) goTo(event.shiftKey ? row.previousElementSibling : row.nextElementSibling || addRow(), at);
    else if (event.altKey && choices && !cell.readOnly && event.key === "ArrowDown") stepChoice(cell, 1);
    else if (event.altKey && choices && !cell.readOnly && event.key === "ArrowUp") stepChoice(cell, -1);
    else if (event.key === "ArrowDown" && plain) goTo(row.nextElementSibling, at);
    else if (event.key === "ArrowUp" && plain) goTo(row.previousElementSibling, at);
    else if (event.key === "ArrowLeft" && plain && !event.shiftKey && at > 0 && atEdge(cell, true)) goTo(row, at - 1);
    else if (event.key === "ArrowRight" && plain && !event.shiftKey && at < columns.length - 1 && atEdge(cell, false)) goTo(row, at + 1);
    else if (event.key === "Escape") {
      if (cell.value !== before) { cell.value = before; typed(row); } else if (list.hidden) handled = false;
      closeList();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && lastPaste) undo();
    else handled = false;
    if (handled) event.preventDefault();
  });

  table.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement)) return;
    before = cell.value;
    explain(cell.closest("tr"));
    if (!cell.readOnly && choicesOf(cell)) {
      cell.setAttribute("role", "combobox");
      cell.setAttribute("aria-controls", list.id);
      cell.setAttribute("aria-expanded", "false");
      if (cell.value) closeList();
      else openList(cell, true);
    } else closeList();
  });

  table.addEventListener("click", (event) => {
    const cell = event.target;
    if (cell instanceof HTMLInputElement && !cell.readOnly && choicesOf(cell)) openList(cell, true);
  });

  table.addEventListener("focusout", (event) => {
    const row = event.target.closest("tr");
    const next = event.relatedTarget instanceof Element ? event.relatedTarget.closest("tr") : null;
    if (next !== row) {
      closeList();
      if (row.dataset.state === "typing") queue(row);
    }
  });

  table.addEventListener("input", (event) => {
    const cell = event.target;
    lastPaste = null;
    undoButton.hidden = true;
    if (choicesOf(cell)) {
      if (String(event.inputType).startsWith("insert")) typeAhead(cell);
      openList(cell, false);
    }
    typed(cell.closest("tr"));
    keepOneReady();
  });

  table.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!(cell instanceof HTMLInputElement) || cell.readOnly || !/[\t\n\r]/.test(text)) return;
    event.preventDefault();
    paste(cell, text);
  });

  undoButton.addEventListener("click", undo);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    rows().filter((row) => ["typing", "wrong", "waiting"].includes(row.dataset.state)).forEach(queue);
  });
  window.addEventListener("online", () => { pause = 0; soon(0); });
  window.addEventListener("resize", place);
  document.addEventListener("scroll", place, true);
  window.addEventListener("beforeunload", (event) => {
    if (rows().some((row) => ["typing", "waiting", "saving"].includes(row.dataset.state))) event.preventDefault();
  });

  // ------------------------------------------------------------ begin

  document.querySelectorAll("[data-script-only]").forEach((each) => { each.hidden = false; });
  body.querySelectorAll("input[list]").forEach((each) => each.removeAttribute("list"));
  form.classList.add("scripted");
  keepOneReady();
  restore();
  count();
})();
