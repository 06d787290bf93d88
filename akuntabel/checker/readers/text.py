"""Plain text and Markdown: every line is a paragraph of its own, tables are found in between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akuntabel.checker.blocks import Block, Paragraph, Place, Source
from akuntabel.checker.readers import text_tables as tables
from akuntabel.checker.readers.limits import DAMAGED, NO_CONTENT, TOO_MUCH, CannotRead, Clock, Limits
from akuntabel.checker.readers.shape import (
    Shape,
    clean,
    in_capitals,
    is_bare_caption,
    is_caption,
    is_contents_title,
    is_page_number,
    shape,
    without_markup,
)

_LINE_END = re.compile(r"\r\n|\n|\r")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_FEWEST_CAPTIONED = 4  # lines back that a caption may stand from its table
_LONGEST_BOLD = 6  # lines of one bold title
_PAGE_CELL = re.compile(r"\d{1,4}|[ivxlc]{1,7}|", re.I)
_CHECK_EVERY = 512  # lines between two looks at the clock

ANSI_NOTE = "Berkas ini tidak memakai UTF-8; dibaca sebagai Windows-1252."


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and notes about it: UTF-8 or UTF-16, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data, "utf-16"), ()
    if len(data) >= 4 and data[1::2][:200].count(0) > 0.6 * len(data[1::2][:200]):
        return _utf16(data, "utf-16-le"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), (ANSI_NOTE,)


def _utf16(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise CannotRead(DAMAGED, kind="teks") from None


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as an editor counts them (form feeds and odd separators do not end a line)."""
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def read_text(data: bytes, file: str, *, kind: str, limits: Limits, clock: Clock) -> Source:
    """The report in the plain text or Markdown ``data``."""
    text, notes = decode(data)
    lines = split_lines(text)
    reader = _Reader(lines, limits, clock)
    reader.run()
    if not reader.blocks:
        raise CannotRead(NO_CONTENT, kind="teks")
    return Source(file, kind, tuple(reader.blocks), lines, notes=notes)


class _Reader:
    """Walks over the lines once and collects blocks."""

    def __init__(self, lines: Sequence[str], limits: Limits, clock: Clock) -> None:
        self.lines = lines
        self.limits = limits
        self.clock = clock
        self.blocks: list[Block] = []
        self.tables = 0
        self.cells = 0
        self.in_contents = False

    def run(self) -> None:
        at = 0
        looked = 0
        while at < len(self.lines):
            if at >= looked:
                self.clock.check()
                looked = at + _CHECK_EVERY
            at = self._step(at)

    def _step(self, at: int) -> int:
        """Read what begins at line ``at``; the line after it."""
        line = self.lines[at]
        if not line.strip():
            return at + 1
        if tables.is_piped(line):
            return self._table(tables.gather_pipes(self.lines, at), at)
        if tables.is_tabbed(line):
            if self._is_contents(line):
                return self._contents(at)
            run = tables.gather_tabs(self.lines, at)
            if len(run.rows) > 1 or run.columns > 2:
                return self._table(run, at)
        if line.lstrip().startswith("**") and (end := self._bold_end(at)) is not None:
            text = " ".join(self.lines[at : end + 1]).strip().strip("*")
            return self._paragraph(at, end + 1, text, bold=True)
        if heading := _MARKDOWN_HEADING.match(line):
            text = without_markup(heading[2].rstrip(" #\t"))
            found = shape(text, alone=True)
            self._add(at, Shape(found.text, len(heading[1]), found.item))
            return at + 1
        return self._paragraph(at, at + 1, line)

    def _table(self, run: tables.Run, at: int) -> int:
        if not run.rows:
            return max(run.end, at + 1)
        self.cells += sum(len(row.cells) for row in run.rows)
        if self.cells > self.limits.max_cells:
            raise CannotRead(TOO_MUCH, limit=self.limits.max_cells, unit="sel")
        self.tables += 1
        self.blocks.append(tables.finish(run, self.tables, self._caption(at)))
        self.in_contents = False
        return run.end

    def _caption(self, at: int) -> str:
        """The caption that stands above line ``at``: its number and, on the next line, its title."""
        parts: list[str] = []
        for block in reversed(self.blocks[-2:]):
            if not isinstance(block, Paragraph) or at + 1 - block.place.line > _FEWEST_CAPTIONED:
                break
            parts.insert(0, block.text)
            if block.kind == "caption":
                whole = len(parts) == 1 or is_bare_caption(block.text)
                return " ".join(parts) if whole else block.text
        return ""

    def _is_contents(self, line: str) -> bool:
        return (
            self.in_contents
            and line.count("\t") == 1
            and bool(_PAGE_CELL.fullmatch(line.rsplit("\t", 1)[1].strip()))
        )

    def _contents(self, at: int) -> int:
        text = clean(self.lines[at].rsplit("\t", 1)[0])
        self.blocks.append(Paragraph(text, Place(at + 1), kind="contents"))
        return at + 1

    def _bold_end(self, at: int) -> int | None:
        """The line where the bold that opens line ``at`` closes, if nothing follows it there."""
        for end in range(at, min(at + _LONGEST_BOLD, len(self.lines))):
            line = self.lines[end].strip()
            if not line:
                return None
            inner = line[2:] if end == at else line
            if "**" in inner:
                return end if inner.index("**") == len(inner) - 2 else None
        return None

    def _paragraph(self, at: int, end: int, text: str, *, bold: bool = False) -> int:
        text = without_markup(text)
        if not text:
            return end
        alone = self._is_empty(at - 1) and self._is_empty(end)
        if alone and is_page_number(text) and not in_capitals(text):
            self._add(at, Shape(text, kind="header"))
            return end
        found = shape(text, alone=alone, bold=bold)
        self._add(at, found)
        if is_contents_title(found.text):
            self.in_contents = True
        elif found.kind not in {"contents", "header"} and not is_caption(text):
            self.in_contents = False
        return end

    def _add(self, at: int, found: Shape) -> None:
        self.blocks.append(Paragraph(found.text, Place(at + 1), found.level, found.item, found.kind))

    def _is_empty(self, at: int) -> bool:
        return not (0 <= at < len(self.lines)) or not self.lines[at].strip()
