"""Rows of numbers from real tables: the columns are those that the head names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from akuntabel.checker.claims.headers import NUMERIC, Column, Role, column_of, settle
from akuntabel.checker.claims.lines import Line, LineCell
from akuntabel.checker.claims.numbers import Habit, Number
from akuntabel.checker.claims.revisions import names_old_and_new
from akuntabel.checker.claims.rows import TableClaim, ValueRow
from akuntabel.checker.claims.tokens import numbers_in

_STRONG = frozenset(
    {
        Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT, Role.BUDGET, Role.SPENT, Role.SHARE, Role.CATEGORY, Role.UNIT,
        Role.REMAINDER, Role.TOTAL, Role.OTHER_TARGET, Role.OTHER_ACTUAL, Role.SERIAL, Role.NAME, Role.OBJECTIVE,
    }
)  # fmt: skip
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:\s?[=:].*)?")
_UNIT = re.compile(r"^\s*(?:\((?P<words>[a-z ]+)\)\s*)?(?P<unit>[A-Za-z][A-Za-z/. ]{0,30})?\s*$", re.I)
_OBJECTIVE = re.compile(r"^\s*(?:\d+[.)]?\s*)?sasaran\b", re.I)
_SERIAL = re.compile(r"^\s*\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])[.)]?\s*$", re.I)
_SERIAL_NUMBER = re.compile(r"\s*\d{1,3}[.)]?\s*")
_LONGEST_HEAD = 70  # characters of a cell in a table's head
_MOST_HEAD_ROWS = 4


Found = Sequence[tuple[int, int, Number]]  # numbers with their offsets


def _single(cell: LineCell, found: Found) -> Number | None:
    if len(found) != 1:
        return None
    start, end, number = found[0]
    before, after = cell.text[:start].strip(), cell.text[end:].strip(" .*)")
    if (
        cell.text[end : end + 1] in (".", ")")
        and not before
        and re.match(r"[.)]\s*[A-Za-z]", cell.text[end:])
    ):
        return None  # the number of a list item
    if before and not re.fullmatch(r"[<>≥≤=±~(:+]+|rp\.?|min(?:imal)?\.?|maks(?:imal)?\.?", before, re.I):
        return None
    match = _UNIT.match(after)
    if match is None or len((match["unit"] or "").split()) > 4:
        return None
    unit = (match["unit"] or "").strip().lower()
    return number if number.unit or not unit else replace(number, unit=unit)


_RANGE = re.compile(r"\s*(?:-|–|—|s/d|s\.d\.?|sampai(?: dengan)?|hingga)\s*", re.I)


def _range(cell: LineCell, found: Found) -> Number | None:
    """The range that a cell holds, "10–12 kali"; None for anything else."""
    if (
        len(found) != 2
        or cell.text[: found[0][0]].strip()
        or not _RANGE.fullmatch(cell.text, found[0][1], found[1][0])
    ):
        return None
    (start, _, low), (_, end, high) = found
    unit = _UNIT.match(cell.text[end:].strip(" .*)"))
    if unit is None or low.value >= high.value or _is_year(low):
        return None
    named = high.unit or (unit["unit"] or "").strip().lower()
    return replace(
        low, text=cell.text[start:end], unit=named, percent=high.percent, other=None, upper=high.value
    )


@dataclass
class Grid:
    """One table while it is read. Heads may stand again in its middle."""

    lines: Sequence[Line]
    habit: Habit
    tables: list[TableClaim] = field(default_factory=list)
    roles: dict[int, Column] = field(default_factory=dict)
    inherited: dict[int, Column] = field(
        default_factory=dict
    )  # of the table before, if this one goes on with it
    objective: str = ""
    carried: str = ""
    continued: bool = False  # whether its first rows go on with the table before
    # What the cells read so far hold, by id.
    _known: dict[int, tuple[Number | None, Number | None]] = field(default_factory=dict)
    _numeric_ones: list[int] | None = None  # the columns that hold numbers
    _filled: dict[int, bool] = field(default_factory=dict)  # whether a column mostly holds numbers

    def read(self, table: TableClaim) -> list[TableClaim]:
        """The tables within the table: one for each head that stands in it."""
        index = 0
        pending: list[Line] = []
        while index < len(self.lines):
            rows = self._head_rows(index)
            if rows:
                self._open(table, self.lines[index : index + rows])
                index += rows
                continue
            line = self.lines[index]
            if not self.tables and index < 2 and len(line.cells) == 1 and not self._numbers(line):
                pending.append(line)  # a title inside the table, above its head
                self._subhead(line)
            elif not _numbers_columns(line):
                self._row(table, line)
            index += 1
        return [found for found in self.tables if found.rows]

    def _head_rows(self, index: int) -> int:
        """How many rows from ``index`` are a head."""
        count = 0
        while index + count < len(self.lines) and count < _MOST_HEAD_ROWS:
            line = self.lines[index + count]
            if not self._looks_like_head(line, first=index == 0 and count == 0, again=count > 0):
                break
            count += 1
        if count and index + count < len(self.lines) and _numbers_columns(self.lines[index + count]):
            count += 1
        return count

    def _looks_like_head(self, line: Line, *, first: bool, again: bool) -> bool:
        if any(
            len(cell.text) > _LONGEST_HEAD or _SERIAL_NUMBER.fullmatch(cell.text) for cell in line.cells
        ) or self._numbers(line):
            return False
        if not again and names_old_and_new([cell.text for cell in line.cells]):
            return True
        roles = [column_of(cell.text).role for cell in line.cells]
        strong = sum(role in _STRONG for role in roles)
        numeric = sum(role in NUMERIC or role is Role.CATEGORY for role in roles)
        if again:
            return (numeric >= 1 and len(line.cells) >= 2) or (strong >= 2)
        return (strong >= 2 and (numeric >= 1 or roles.count(Role.SERIAL) > 0)) or (
            first and len(line.cells) >= 2 and strong >= 1
        )

    def _numbers(self, line: Line) -> list[Number]:
        found = [self._number(cell) or self._cell(cell)[1] for cell in line.cells]
        return [
            number
            for number, cell in zip(found, line.cells, strict=True)
            if number is not None and not _is_year(number) and not _COLUMN_NUMBER.fullmatch(cell.text)
        ]

    def _open(self, table: TableClaim, rows: Sequence[Line]) -> None:
        heads: dict[int, list[str]] = {}
        for line in rows:
            if _numbers_columns(line):
                continue
            for cell in line.cells:
                for column in range(cell.column, cell.column + max(cell.span, 1)):
                    heads.setdefault(column, []).append(cell.text)
        order = sorted(heads)
        settled = settle([_column(heads[column]) for column in order])
        self.roles = dict(zip(order, settled, strict=True))
        self.carried = ""
        self._new(table, rows[0])

    def _new(self, table: TableClaim, line: Line) -> None:
        self._numeric_ones = None
        columns = tuple(
            column for index, column in sorted(self.roles.items()) if self._numeric(index, column)
        )
        again = bool(self.tables)
        self.tables.append(
            TableClaim(
                columns, line.place, True, table.number, table.caption, "" if again else table.lead,
                heads=tuple(column.head for _, column in sorted(self.roles.items())),
                section=table.section, alone=table.alone or again,
            )
        )  # fmt: skip

    def _numeric(self, index: int, column: Column) -> bool:
        if column.role in NUMERIC:
            return True
        if column.role is not Role.OTHER:
            return False
        if index not in self._filled:
            cells = [cell for line in self.lines for cell in line.cells if cell.column == index]
            numbers = sum(self._number(cell) is not None for cell in cells)
            self._filled[index] = numbers >= max(1, len(cells) // 2)
        return self._filled[index]

    def _number(self, cell: LineCell) -> Number | None:
        """The one number that a cell of these lines holds."""
        return self._cell(cell)[0]

    def _cell(self, cell: LineCell) -> tuple[Number | None, Number | None]:
        """The number of a cell, and its range."""
        known = self._known.get(id(cell))
        if known is None:
            found = numbers_in(cell.text, cell.place, self.habit)
            known = self._known[id(cell)] = _single(cell, found), _range(cell, found)
        return known

    def _row(self, table: TableClaim, line: Line) -> None:
        if not self.tables:
            self._infer(table, line)
        claim = self.tables[-1]
        values = tuple(self._value(line, index) for index in self._numeric_columns())
        if not any(value is not None for value in values):
            self._subhead(line)
            return
        name, marker, objective = self._names(line)
        place = next(value.place for value in values if value is not None)
        claim.rows.append(
            ValueRow(
                name, values, place, objective, self._text(line, Role.CATEGORY), marker,
                tuple(cell.text for cell in line.cells),
            )
        )  # fmt: skip

    def _infer(self, table: TableClaim, line: Line) -> None:
        """A table without a head: it goes on with the one before, or its columns are those that hold numbers."""
        columns = {cell.column for found in self.lines for cell in found.cells}
        if self.inherited and max(columns) == max(self.inherited):
            self.roles = dict(self.inherited)
            self.continued = True
            self._new(table, line)
            return
        for index in sorted(columns):
            cells = [cell for found in self.lines for cell in found.cells if cell.column == index]
            numbers = [number for cell in cells if (number := self._number(cell)) is not None]
            serial = index == 0 and all(_SERIAL.match(cell.text) for cell in cells)
            role = Role.OTHER if len(numbers) * 2 >= len(cells) and not serial else Role.NAME
            self.roles[index] = Column(Role.SERIAL if serial else role)
        self._new(table, line)

    def _numeric_columns(self) -> list[int]:
        if self._numeric_ones is None:
            columns = sorted(self.roles.items())
            self._numeric_ones = [index for index, column in columns if self._numeric(index, column)]
        return self._numeric_ones

    def _value(self, line: Line, index: int) -> Number | None:
        cell = next((cell for cell in line.cells if cell.column == index), None)
        number = None if cell is None else self._number(cell)
        if cell is not None and number is None and self.roles[index].role is Role.TARGET:
            number = self._cell(cell)[1]
        if number is None or number.unit or self.roles[index].role not in (Role.TARGET, Role.ACTUAL):
            return number
        if unit := self._text(line, Role.UNIT).lower():
            percent = unit in ("%", "persen", "persentase", "prosentase")
            return replace(number, unit="%" if percent else unit, percent=percent)
        return number

    def _text(self, line: Line, role: Role) -> str:
        columns = [index for index, column in self.roles.items() if column.role is role]
        return line.cell(columns[0]) if columns else ""

    def _names(self, line: Line) -> tuple[str, str, str]:
        objective = self._text(line, Role.OBJECTIVE)
        if objective and not _is_number(objective):
            self.carried = objective
        named = [index for index, column in sorted(self.roles.items()) if column.role is Role.NAME]
        name = " ".join(text for index in named if (text := line.cell(index)))
        if not name:
            other = [
                cell.text
                for cell in line.cells
                if self.roles.get(cell.column, Column(Role.OTHER)).role
                in (Role.OTHER, Role.OBJECTIVE, Role.SERIAL)
                and not _SERIAL.match(cell.text)
                and self._number(cell) is None
            ]
            name = " ".join(other)
        marker = self._text(line, Role.SERIAL) or _leading_marker(name)
        return name.strip(), marker.strip(" .)"), self.carried or self.objective

    def _subhead(self, line: Line) -> None:
        text = " ".join(cell.text for cell in line.cells).strip()
        if self.tables and self.tables[-1].rows and text[:1].islower() and len(line.cells) == 1:
            last = self.tables[-1].rows[-1]
            self.tables[-1].rows[-1] = replace(last, name=f"{last.name} {text}")
        elif _OBJECTIVE.match(text) or len(line.cells) <= 2:
            self.objective, self.carried = text, ""


def _column(heads: Sequence[str]) -> Column:
    """The column under one or more heads; the lowest decides, the others add what it lacks."""
    lowest, whole = column_of(heads[-1]), column_of(" ".join(dict.fromkeys(heads)))
    if lowest.role in NUMERIC and lowest.role not in (Role.SHARE, Role.TOTAL, Role.BUDGET):
        return Column(lowest.role, lowest.year or whole.year, whole.head)
    return whole


def _numbers_columns(line: Line) -> bool:
    """Whether the row only numbers the columns: (1) (2) (3)."""
    if len(line.cells) < 2 or not all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in line.cells):
        return False
    digits = [int(re.sub(r"\D.*", "", cell.text.strip("( ")) or 0) for cell in line.cells]
    return all(later == earlier + 1 for earlier, later in itertools.pairwise(digits)) and digits[0] <= 2


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,% ()]+", text) is not None


def _is_year(number: Number) -> bool:
    return number.text.isdigit() and len(number.text) == 4 and 1945 <= number.value <= 2100


def _leading_marker(name: str) -> str:
    match = re.match(r"\s*(\d{1,2}|[a-z])[.)]\s*\S", name)
    return match[1] if match else ""
