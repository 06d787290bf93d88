"""Tables in plain text: columns parted by tabs, and Markdown's tables of pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from akuntabel.checker.blocks import Cell, Place, Row, Table
from akuntabel.checker.readers import rows as judge
from akuntabel.checker.readers.shape import is_page_number, without_markup

_BREAK = 3  # empty lines that the end of a page leaves inside a table, at most
_LONGEST_HEAD = 8  # rows
_MOST_CUTS = 5  # ends of pages inside one row
_PIPES = re.compile(r"\s*(?:[-*+]\s+)?\|.*\|\s*$")
_DASHES = re.compile(
    r"\s*(?:[-*+]\s+)?\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*$|\s*\|\s*:?-+:?\s*\|\s*$"
)
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@dataclass
class RawCell:
    """A cell while its table is gathered; ``line`` is the line where its text begins."""

    text: str
    line: int

    def add(self, text: str, line: int) -> None:
        """Append the rest of a cell that was cut in two."""
        if text:
            self.line = self.line if self.text else line
            self.text = f"{self.text} {text}".strip()


@dataclass
class RawRow:
    """A row while its table is gathered."""

    cells: list[RawCell]
    line: int
    cuts: int = 0  # ends of pages that it reaches over

    def texts(self) -> list[str]:
        """The texts of the cells."""
        return [cell.text for cell in self.cells]


@dataclass
class Run:
    """Lines of one table, from ``first`` up to but not including ``end``."""

    rows: list[RawRow] = field(default_factory=list)
    end: int = 0
    marked: int = 0  # head rows that the notation itself marks
    columns: int = 0  # of the widest row

    def add(self, row: RawRow) -> None:
        """Append a row."""
        self.rows.append(row)
        self.columns = max(self.columns, len(row.cells))


def split_tabs(line: str, number: int) -> RawRow:
    """The cells of a line whose columns are parted by tabs."""
    return RawRow([RawCell(without_markup(part), number) for part in line.split("\t")], number)


def is_tabbed(line: str) -> bool:
    """Whether ``line`` may begin a table: a tab between or after words, not only before them."""
    return "\t" in line.lstrip(" \t")


def gather_tabs(lines: Sequence[str], start: int) -> Run:
    """The table that begins at ``lines[start]`` (0-based), over the ends of pages."""
    run = Run()
    at = start
    while at < len(lines):
        line = lines[at]
        if "\t" in line and line.strip():
            _append(run, split_tabs(line, at + 1))
            at += 1
        elif not line.strip() or is_page_number(line):
            onward = _after_break(lines, at, run)
            if onward is None:
                break
            at = onward
        elif _completes(run, line, lines[at + 1] if at + 1 < len(lines) else ""):
            at += 1
        else:
            break
        run.end = at
    return run


def _append(run: Run, row: RawRow) -> None:
    """Add ``row``, or mend a row whose last cell held a line break."""
    above = run.rows[-1] if run.rows else None
    width = len(run.rows[0].cells) if run.rows else 0
    if above and len(above.cells) < width and len(above.cells) + len(row.cells) - 1 == width:
        above.cells[-1].add(row.cells[0].text, row.line)
        above.cells += row.cells[1:]
    else:
        run.add(row)


def _completes(run: Run, line: str, following: str) -> bool:
    """Whether a line without tabs is the middle of a cell with several lines; if so it is added."""
    if len(run.rows) < 2 or "\t" not in following:
        return False
    last, width = run.rows[-1], len(run.rows[0].cells)
    if len(last.cells) >= width or len(last.cells) + following.count("\t") != width:
        return False
    last.cells[-1].add(without_markup(line), last.line)
    return True


def _after_break(lines: Sequence[str], at: int, run: Run) -> int | None:
    """Where the table goes on after empty lines, its first row there joined or dropped if need be."""
    onward = at
    while onward < len(lines) and (not lines[onward].strip() or is_page_number(lines[onward])):
        onward += 1
    if onward - at > _BREAK or onward == len(lines) or "\t" not in lines[onward]:
        return None
    row = split_tabs(lines[onward], onward + 1)
    if len(row.cells) != run.columns:
        return None
    first = run.rows[:_LONGEST_HEAD]
    head = first[: judge.heads([each.texts() for each in first])]
    if any(row.texts() == each.texts() for each in head):
        return _after_repeated_head(lines, onward, head)
    below = split_tabs(lines[onward + 1], 0).texts() if onward + 1 < len(lines) else []
    texts = row.texts()
    if judge.is_head(texts) or (judge.is_group(texts) and judge.is_head(below)):
        return None
    last = run.rows[-1]
    if last.cuts >= _MOST_CUTS or not judge.continues(
        [each.texts() for each in run.rows[-judge.NEAR :]], texts
    ):
        return onward
    last.cuts += 1
    for cell, rest in zip(last.cells, row.cells, strict=True):
        cell.add(rest.text, rest.line)
    return onward + 1


def _after_repeated_head(lines: Sequence[str], at: int, head: list[RawRow]) -> int:
    known = [each.texts() for each in head]
    while at < len(lines) and "\t" in lines[at] and split_tabs(lines[at], 0).texts() in known:
        at += 1
    return at


def is_piped(line: str) -> bool:
    """Whether ``line`` is a row of a Markdown table."""
    return bool(_PIPES.match(line)) and line.count("|") >= 2


def gather_pipes(lines: Sequence[str], start: int) -> Run:
    """The Markdown table that begins at ``lines[start]``."""
    run = Run()
    at = start
    while at < len(lines) and (is_piped(lines[at]) or (run.rows and _DASHES.match(lines[at]))):
        if _DASHES.match(lines[at]):
            run.marked = run.marked or len(run.rows)
        else:
            row = _split_pipes(lines[at], at + 1)
            if any(row.texts()):
                run.add(row)
        at += 1
    run.end = at
    return run


def _split_pipes(line: str, number: int) -> RawRow:
    inner = line[line.index("|") + 1 : line.rindex("|")]
    parts = (part.replace("\\|", "|") for part in _UNESCAPED_PIPE.split(inner))
    return RawRow([RawCell(without_markup(part), number) for part in parts], number)


def finish(run: Run, number: int, caption: str) -> Table:
    """The table of a run, as the ``number``-th of its file."""
    head = run.marked or judge.heads([row.texts() for row in run.rows[: _LONGEST_HEAD + 1]])
    start = next((n for n, row in enumerate(run.rows) if sum(map(bool, row.texts())) > 1), 0)
    rows = tuple(
        Row(
            tuple(
                Cell(cell.text, Place(cell.line, table=number, row=n), column)
                for column, cell in enumerate(row.cells)
            ),
            Place(row.line, table=number, row=n),
            head=n <= head and (n > start or bool(run.marked)),
        )
        for n, row in enumerate(run.rows, start=1)
    )
    return Table(rows, Place(run.rows[0].line, table=number), caption, run.columns)
