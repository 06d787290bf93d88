"""All tables of a report, real and flattened, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from akuntabel.checker.claims.grids import Grid
from akuntabel.checker.claims.headers import Column
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import Habit
from akuntabel.checker.claims.rows import TableClaim
from akuntabel.checker.claims.runs import flat_tables

CAPTION = re.compile(r"^\W*(?:tabel|table)\b", re.I)
_OBJECTIVE = re.compile(r"^\W*(?:\d+[.)]\s*)?sasaran\b[^:]{0,40}\d*\s*:", re.I)


def tables_of(lines: Sequence[Line], habit: Habit) -> tuple[TableClaim, ...]:
    """Every table in ``lines``; numbers in prose come as tables without columns."""
    found: list[TableClaim] = []
    lead = caption = section = objective = ""
    number, alone = 0, True
    inherited: dict[int, Column] = {}
    for group, members in groupby(
        (line for line in lines if line.kind != "contents"), key=lambda line: line.group
    ):
        block = list(members)
        if not group:
            found += flat_tables(block, habit, number, section)
            lead, caption = _last_words(block)
            section = next((line.text for line in reversed(block) if line.level), section)
            objective = _objective(block)
            inherited = inherited if _only_parts_rows(block) else {}
            alone = True
            continue
        number += 1
        start = TableClaim((), block[0].place, True, number, caption, lead, section=section, alone=alone)
        grid = Grid(block, habit, objective=objective, inherited=inherited)
        found += grid.read(start)
        inherited = grid.roles
        lead = caption = objective = ""
        alone = False
    return tuple(found)


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
