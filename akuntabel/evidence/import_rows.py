"""The rows of a table that was handed in: which column is which, and what each row would become.

Nothing is kept here. What depends on the moment (versions, locked periods) is judged by
:mod:`akuntabel.evidence.imports` each time the preview is shown, and once more when it is applied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from akuntabel.core.entry import Problem, read_field, read_row
from akuntabel.core.errors import ParseError, gettext_noop, quoted
from akuntabel.core.indonesian import format_number, format_short, parse_number
from akuntabel.core.register import Register
from akuntabel.evidence.models import Record
from akuntabel.evidence.tables import (
    KEY,
    NOTE,
    QUANTITY,
    REMARK,
    SOURCE,
    VERSION,
    Column,
    cell_of,
    columns_of,
)
from akuntabel.tables.handed_in import MOST_ROWS, CannotImport, Sheet, Unusable

NO_HEAD = gettext_noop(
    "Judul kolom tidak ditemukan dalam 30 baris pertama. Judul yang dikenal: {heads}. "
    "Unduh templatnya, lalu tempel data Anda di bawah judul itu."
)
TWICE = gettext_noop("Judul kolom {heads} ada lebih dari satu kali. Sisakan satu, lalu coba lagi.")
MISSING = gettext_noop("Kolom wajib belum ada: {heads}. Tambahkan kolomnya, lalu coba lagi.")
NO_ROWS = gettext_noop("Di bawah judul kolom tidak ada satu baris pun yang terisi.")
TOO_MANY = gettext_noop(
    "Tabel ini lebih dari {limit} baris. Bagi menjadi beberapa berkas, lalu impor satu per satu."
)
UNKNOWN = gettext_noop("Kolom “{head}” tidak dikenal dan tidak diambil.")
MEANT = gettext_noop("Kolom “{head}” tidak dikenal dan tidak diambil. Maksudnya mungkin “{meant}”.")
LEFT_OUT = gettext_noop(
    "Berkas ini diekspor dengan {exported} baris, sedangkan yang kembali {back}. "
    "Catatan yang barisnya tidak ikut tidak diubah."
)
NO_SUCH_KEY = gettext_noop(
    "Kode {key} tidak ada di register ini tahun ini. Untuk catatan baru, kosongkan Kode."
)
KEY_TWICE = gettext_noop("Kode {key} sudah ada di baris {row}. Satu catatan satu baris.")
NO_VERSION = gettext_noop("Versi kosong atau bukan bilangan. Ekspor lagi supaya Kode dan Versi cocok.")
BAD_QUANTITY = gettext_noop(
    "Jumlah harus angka mulai dari 0 dengan paling banyak empat angka di belakang koma, bukan “{text}”."
)
TOO_LONG = gettext_noop("{label} terlalu panjang: {length} huruf, paling banyak {most}.")

_LONGEST = {SOURCE: 200, NOTE: 5_000}
_LARGEST = Decimal(10) ** 12  # a quantity in the database has twelve digits before the comma
_LOOK_IN = 30  # rows that may hold the head

NEW, CHANGE, SAME, WRONG = "new", "change", "same", "wrong"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: what it would become (``action``), or what is wrong with it.

    ``cells`` is what stands in the file, by column code; kept for wrong rows only.
    """

    number: int
    action: str
    key: str = ""
    version: int = 0
    title: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    quantity: str = "1"
    source: str = ""
    note: str = ""
    problems: list[dict[str, Any]] = field(default_factory=list)
    cells: dict[str, Any] = field(default_factory=dict)
    doubles: list[str] = field(default_factory=list)

    def with_problem(self, problem: Problem) -> Entry:
        """The same row with one thing more that is wrong."""
        return replace(self, action=WRONG, problems=[*self.problems, as_json(problem)])


def as_json(problem: Problem) -> dict[str, Any]:
    """``problem`` as a draft keeps it."""
    params = {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    return {"field": problem.field, "template": problem.template, "params": params}


@dataclass(frozen=True)
class Found:
    """A table found in a file: its rows as cells by column code, and remarks about the whole."""

    sheet: str
    columns: tuple[Column, ...]
    rows: list[tuple[int, dict[str, Any]]]
    notes: list[dict[str, Any]]


# ---------------------------------------------------------------- columns


def find_table(register: Register, sheets: Sequence[Sheet]) -> Found:
    """The table of ``register`` in ``sheets``: where most heads are known, whatever stands above it.

    Raises:
        CannotImport: no head, a head twice, no row, or too many.
    """
    known = columns_of(register, keyed=True, remark=True)
    names = {_folded(name): column for column in known for name in (column.code, column.head)}
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for index, (_number, cells) in enumerate(sheet.rows[:_LOOK_IN]):
            hits = len({names[_folded(cell)].code for cell in cells if _folded(cell) in names})
            if hits and (best is None or hits > best[0]):
                best = hits, sheet, index
    if best is None:
        raise CannotImport(NO_HEAD, heads=", ".join(column.head for column in columns_of(register)))
    _hits, sheet, at = best
    places, notes = _places(sheet.rows[at][1], names)
    rows = [
        (number, {column.code: cells[n] for n, column in places.items() if n < len(cells)})
        for number, cells in sheet.rows[at + 1 :]
    ]
    rows = [(number, cells) for number, cells in rows if any(cell is not None for cell in cells.values())]
    if not rows:
        raise CannotImport(NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise CannotImport(TOO_MANY, limit=MOST_ROWS)
    return Found(sheet.name, tuple(places.values()), rows, notes)


def _places(
    heads: Sequence[Any], names: Mapping[str, Column]
) -> tuple[dict[int, Column], list[dict[str, Any]]]:
    places: dict[int, Column] = {}
    notes, twice = [], []
    taken = set()
    for at, head in enumerate(heads):
        column = names.get(_folded(head))
        if column is None:
            if isinstance(head, str) and head.strip():
                notes.append(as_json(_unknown(head, names)))
        elif column.code in taken:
            twice.append(column.head)
        else:
            taken.add(column.code)
            if column.code != REMARK:
                places[at] = column
    if twice:
        raise CannotImport(TWICE, heads=", ".join(f"“{head}”" for head in twice))
    return places, notes


def _folded(head: Any) -> str:
    """A head without letter case, spare spaces, and the mark of a required column."""
    if not isinstance(head, str):
        return ""
    return " ".join(head.split()).casefold().removesuffix("(wajib)").rstrip(" *:")


def _unknown(head: str, names: Mapping[str, Column]) -> Problem:
    near = get_close_matches(_folded(head), names, n=1, cutoff=0.75)
    if near:
        return Problem("", MEANT, {"head": quoted(head), "meant": names[near[0]].head})
    return Problem("", UNKNOWN, {"head": quoted(head)})


def refuse_missing(register: Register, found: Found, entries: Sequence[Entry]) -> None:
    """Refuse a table of new rows without a required column: each of its rows would be wrong.

    Raises:
        CannotImport: which columns are missing.
    """
    there = {column.code for column in found.columns}
    needed = [c for c in columns_of(register) if c.required and c.code not in there | register.worked_out]
    if needed and any(not entry.key and entry.quantity == "1" for entry in entries):
        raise CannotImport(MISSING, heads=", ".join(f"“{column.head}”" for column in needed))


# ---------------------------------------------------------------- rows


def judge(register: Register, found: Found, records: Mapping[str, Record]) -> Iterator[Entry]:
    """What each row of ``found`` would become; ``records`` are those of the register by key."""
    seen: dict[str, int] = {}
    for number, cells in found.rows:
        key = _text(cells.get(KEY))
        if not key:
            yield _new(register, number, cells)
        elif key in seen:
            yield _refused(number, cells, Problem(KEY, KEY_TWICE, {"key": quoted(key), "row": seen[key]}))
        elif key not in records:
            yield _refused(number, cells, Problem(KEY, NO_SUCH_KEY, {"key": quoted(key)}))
        else:
            yield _change(register, found.columns, number, cells, records[key])
        seen.setdefault(key, number)


def _refused(number: int, cells: Mapping[str, Any], problem: Problem) -> Entry:
    return Entry(number, WRONG, cells=_shown(cells), problems=[as_json(problem)], key=_text(cells.get(KEY)))


def _new(register: Register, number: int, cells: Mapping[str, Any]) -> Entry:
    raw, problems = _usable(register, cells)
    more, others = read_others(raw, {})
    aside = _aside(register, more)
    data, wrong = read_row(register, {code: cell for code, cell in raw.items() if code not in aside})
    entry = Entry(number, NEW, title=register.title(data), data=data, **more)
    return _finished(register, entry, [*problems, *wrong, *others], cells)


def _aside(register: Register, more: Mapping[str, str]) -> frozenset[str]:
    """The columns not to be read because they are worked out; an aggregate may assert them."""
    return register.worked_out if more["quantity"] == "1" else frozenset()


def _change(
    register: Register, columns: Sequence[Column], number: int, cells: Mapping[str, Any], record: Record
) -> Entry:
    raw, problems = _usable(register, cells)
    mine = {column.code: cell_of(column, record) for column in columns}
    kept = {QUANTITY: record.quantity, SOURCE: record.source, NOTE: record.note}
    untouched = {code: kept[code] for code in kept if code not in mine or same(raw.get(code), mine[code])}
    more, others = read_others(raw, untouched)
    aside = _aside(register, more)
    data = dict(record.data)
    for column in columns:
        code, target = column.code, column.field
        if target is None or code in aside or same(raw.get(code), mine[code]):
            continue
        try:
            value = read_field(target, raw.get(code))
        except ParseError as error:
            problems.append(Problem(code, error.template, error.params))
            continue
        data.pop(code, None)
        if value is not None:
            data[code] = value
    version = raw.get(VERSION)
    entry = Entry(number, CHANGE, record.key, title=register.title(data), data=data, **more)
    if isinstance(version, str) and version.strip().isdigit():
        version = int(version)
    if not isinstance(version, int | float) or version != int(version):
        others.append(Problem(VERSION, NO_VERSION, {}))
    else:
        entry = replace(entry, version=int(version))
    now = (dict(record.data), f"{record.quantity.normalize():f}", record.source, record.note)
    if not problems and not others and now == (entry.data, entry.quantity, entry.source, entry.note):
        return replace(entry, action=SAME, data={})
    whole = {c.code: cell_of(c, record) for c in columns_of(register, keyed=True)} | dict(cells)
    return _finished(register, entry, [*problems, *others], whole)


def _finished(
    register: Register, entry: Entry, problems: Sequence[Problem], cells: Mapping[str, Any]
) -> Entry:
    named = {problem.field for problem in problems}
    lacking = [
        Problem(code, "{sentence}", {"sentence": sentence})
        for code, sentence in register.problems(entry.data, aggregate=entry.quantity != "1")
        if code not in named | register.worked_out
    ]
    problems = [*problems, *lacking]
    if not problems:
        return entry
    return replace(entry, action=WRONG, problems=list(map(as_json, problems)), cells=_shown(cells))


def _usable(register: Register, cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The cells that can be taken, and a problem for each that cannot."""
    raw, problems = {}, []
    for code, cell in cells.items():
        if not isinstance(cell, Unusable):
            raw[code] = cell
        elif code not in register.worked_out:
            problems.append(Problem(code, cell.template, {"cell": cell.cell, "text": quoted(cell.text)}))
    return raw, problems


def read_others(raw: Mapping[str, Any], untouched: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Quantity, source and note of the cells ``raw``; those ``untouched`` stay as the record has them."""
    problems: list[Problem] = []
    found: dict[str, Any] = {"quantity": "1", "source": "", "note": ""}
    try:
        quantity = untouched.get(QUANTITY, None)
        quantity = _quantity(raw.get(QUANTITY)) if quantity is None else quantity
        found["quantity"] = f"{quantity.normalize():f}"
    except ParseError as error:
        problems.append(Problem(QUANTITY, error.template, error.params))
    for code, label in ((SOURCE, "Sumber"), (NOTE, "Catatan")):
        text = str(untouched[code]) if code in untouched else _text(raw.get(code))
        if len(text) > _LONGEST[code]:
            params = {"label": label, "length": len(text), "most": _LONGEST[code]}
            problems.append(Problem(code, TOO_LONG, params))
        found[code.strip("_")] = text
    return found, problems


def _quantity(raw: Any) -> Decimal:
    if raw is None:
        return Decimal(1)
    try:
        value = (
            parse_number(raw)
            if isinstance(raw, str)
            else Decimal(repr(raw) if isinstance(raw, float) else raw)
        )
    except (ParseError, ArithmeticError, TypeError, ValueError):
        raise ParseError(BAD_QUANTITY, text=quoted(str(raw))) from None
    if isinstance(raw, bool) or not 0 <= value < _LARGEST or value != round(value, 4):
        raise ParseError(BAD_QUANTITY, text=quoted(str(raw)))
    return value


def same(raw: Any, now: Any) -> bool:
    """Whether a cell still holds what the export put there."""
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, bool) or isinstance(now, bool):
        return raw is now
    if isinstance(raw, str) != isinstance(now, str):
        return False
    return bool(raw == now)


def _text(raw: Any) -> str:
    if raw is None or isinstance(raw, Unusable):
        return ""
    if isinstance(raw, dt.datetime | dt.date):
        return format_short(raw.date() if isinstance(raw, dt.datetime) else raw)
    if isinstance(raw, float | Decimal) and raw == int(raw):
        return str(int(raw))
    return str(raw).replace("\x00", "").strip()


def _shown(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as a draft keeps them: what the person wrote, good enough to be given back."""
    found: dict[str, Any] = {}
    for code, cell in cells.items():
        if isinstance(cell, Unusable):
            found[code] = cell.text
        elif isinstance(cell, Decimal):
            found[code] = format_number(cell)
        elif cell is not None:
            found[code] = _text(cell) if isinstance(cell, dt.date | str) else cell
    return found
