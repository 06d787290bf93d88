"""All tables of a report, real and flattened, in reading order; not its lists of what a later edition changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from akuntabel.checker.claims.grids import Grid
from akuntabel.checker.claims.headers import Column
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.revisions import lists_changes
from akuntabel.checker.claims.rows import TableClaim
from akuntabel.checker.claims.runs import flat_tables
from akuntabel.checker.claims.tokens import Cutter

CAPTION = re.compile(r"^\W*(?:tabel|table)\b", re.I)
_OBJECTIVE = re.compile(r"^\W*(?:\d+[.)]\s*)?sasaran\b[^:]{0,40}\d*\s*:", re.I)


@dataclass
class _Collector:
    """What is known while the tables are collected: the text before the next one, the table before it."""

    cutter: Cutter
    found: list[TableClaim] = field(default_factory=list)
    lead: str = ""
    caption: str = ""
    section: str = ""
    objective: str = ""
    number: int = 0
    alone: bool = True
    inherited: dict[int, Column] = field(default_factory=dict)
    last: TableClaim | None = None

    def text(self, block: Sequence[Line]) -> None:
        """Running text between tables; a line over rows does not end the table."""
        self.found += flat_tables(block, self.cutter, self.number, self.section)
        self.lead, self.caption = _last_words(block)
        self.section = next((line.text for line in reversed(block) if line.level), self.section)
        self.objective = _objective(block)
        self.alone = True
        if not _only_parts_rows(block):
            self.inherited, self.last = {}, None

    def table(self, block: Sequence[Line]) -> None:
        """A table, or the rest of the one before it."""
        self.number += 1
        start = TableClaim(
            (),
            block[0].place,
            True,
            self.number,
            self.caption,
            self.lead,
            section=self.section,
            alone=self.alone,
        )
        objective = self.objective or (self.lead if self.inherited else "")
        grid = Grid(block, self.cutter.habit, objective=objective, inherited=self.inherited)
        tables = grid.read(start)
        if grid.continued and self.last is not None and tables:
            self.last.rows += tables.pop(0).rows
        self.found += [found for found in tables if not lists_changes(found)]
        self.last = tables[-1] if tables else self.last
        self.inherited = grid.roles
        self.lead = self.caption = self.objective = ""
        self.alone = False


def tables_of(lines: Sequence[Line], cutter: Cutter) -> tuple[TableClaim, ...]:
    """Every table in ``lines``; numbers in prose come as tables without columns."""
    collector = _Collector(cutter)
    body = (line for line in lines if line.kind != "contents")
    for group, members in groupby(body, key=lambda line: line.group):
        if group:
            collector.table(list(members))
        else:
            collector.text(list(members))
    return tuple(collector.found)


def _only_parts_rows(block: Sequence[Line]) -> bool:
    """Whether the text is only a line within a table that lost its cells: an objective over its rows."""
    short = len(block) <= 2 and all(len(line.text) < 220 for line in block)
    return short and not any(line.kind == "caption" or CAPTION.match(line.text) for line in block)


def _objective(block: Sequence[Line]) -> str:
    """The objective that the text before a table names, with the lines it runs over."""
    for index in range(len(block) - 1, max(len(block) - 5, -1), -1):
        if _OBJECTIVE.match(block[index].text):
            return " ".join(line.text for line in block[index:])
    return ""


def _last_words(block: Sequence[Line]) -> tuple[str, str]:
    caption = next((line.text for line in reversed(block[-4:]) if CAPTION.match(line.text)), "")
    caption = next((line.text for line in reversed(block[-2:]) if line.kind == "caption"), caption)
    return block[-1].text, caption
