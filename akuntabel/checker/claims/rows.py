"""Rows of numbers, from grids and from running text, in tables that share their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.headers import Column, Role
from akuntabel.checker.claims.numbers import Number

TOTAL_NAME = re.compile(
    r"^\W*(?:sub\s?|grand\s)?(?:jumlah|total|jml)"
    r"(?:\s+(?:keseluruhan|seluruhnya|semua|total|besar|anggaran|pagu|biaya|dana|apbn|apbd|i{1,3}|[a-d]|\d+|[(+)a-d]+))*"
    r"(?:\s+belanja(?:\s+(?:pegawai|barang|modal|jasa|dan|langsung|tidak|operasional|daerah)){0,5})?\W*$",
    re.I,
)
AVERAGE_NAME = re.compile(
    r"^\W*(?:nilai )?(?:rata\s?-\s?rata|rerata)(?:\s+(?:nilai|capaian|pencapaian|kinerja|realisasi|target|sasaran|strategis|"
    r"keseluruhan|seluruh|total|indikator|utama|persentase|program|kegiatan|tujuan|iku|ikk|per|atas|dari|penyerapan|"
    r"anggaran|fisik|keuangan|tahun|tiap|setiap|semua|baris|(?:yang )?(?:dihitung|diukur|terukur|dinilai)|\d+))*\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of numbers. ``values`` stand in the order of the table's numeric columns, or of the text.

    ``name`` is what stands before them; ``after`` what follows them; ``marker`` the number or
    letter of the row; ``level`` how deep the marker lies in an outline (0 unknown).
    """

    name: str
    values: tuple[Number | None, ...]
    place: Place
    objective: str = ""
    after: str = ""
    marker: str = ""
    texts: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that are there."""
        return tuple(value for value in self.values if value is not None)

    @property
    def is_total(self) -> bool:
        """Whether the row names itself a sum."""
        return TOTAL_NAME.match(self.name) is not None

    @property
    def is_average(self) -> bool:
        """Whether the row names itself an average."""
        return AVERAGE_NAME.match(self.name) is not None


@dataclass
class TableClaim:
    """A table as it was found. ``columns`` are the numeric ones; empty when nothing names them.

    ``grid`` tells a real table from numbers that only follow each other in running text.
    """

    columns: tuple[Column, ...]
    place: Place
    grid: bool
    number: int
    caption: str = ""
    lead: str = ""  # the last paragraph before it
    rows: list[ValueRow] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    section: str = ""
    alone: bool = True  # whether a paragraph stands between it and the table before it

    def index(self, role: Role) -> int | None:
        """The position of the one column with ``role``, or None."""
        found = [index for index, column in enumerate(self.columns) if column.role is role]
        return found[0] if found else None

    def has(self, *roles: Role) -> bool:
        """Whether all ``roles`` have a column."""
        return all(self.index(role) is not None for role in roles)

    @property
    def has_head(self) -> bool:
        """Whether words at the top name its columns."""
        return any(self.heads)

    @property
    def leaves(self) -> list[ValueRow]:
        """The rows that are neither sums nor averages."""
        return [row for row in self.rows if not row.is_total and not row.is_average]


def at(row: ValueRow, index: int | None) -> Number | None:
    """The value of ``row`` in column ``index``."""
    return None if index is None or index >= len(row.values) else row.values[index]


def present(values: Iterable[Number | None]) -> list[Number]:
    """``values`` without those that are not there."""
    return [value for value in values if value is not None]


def without_column_numbers(values: Sequence[Number | None]) -> list[Number | None]:
    """``values`` without the numbers 1, 2, 3, … that only count the columns."""
    kept: list[Number | None] = []
    index = 0
    while index < len(values):
        length = 0
        while index + length < len(values) and _counts(values[index + length], length + 1):
            length += 1
        if length >= 3 and (length > 3 or index + length == len(values) or index == 0):
            index += length
        else:
            kept.append(values[index])
            index += 1
    return kept


def _counts(value: Number | None, number: int) -> bool:
    return value is not None and value.text == str(number) and not value.unit
