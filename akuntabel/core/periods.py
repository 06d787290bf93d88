"""Periods a report can be about: a year, a quarter (triwulan) or a month.

They form a tree (year, its four quarters, their months), and sort in the order in which one would
read it: 2024, 2024-T1, 2024-01, 2024-02, 2024-03, 2024-T2, …
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import total_ordering

from akuntabel.core.errors import InvalidValueError, ParseError, gettext_noop, quoted
from akuntabel.core.indonesian.dates import month_name, roman

UNREADABLE = gettext_noop(
    "“{text}” bukan kode periode. Tulis 2024 (tahun), 2024-T1 (triwulan), atau 2024-03 (bulan)."
)
NO_YEAR = gettext_noop("Tahun {year} tidak dapat dipakai. Tulis tahun dengan empat angka, misalnya 2024.")
NO_QUARTER = gettext_noop("Tidak ada triwulan {quarter}. Pilih triwulan 1 sampai 4.")
NO_MONTH = gettext_noop("Tidak ada bulan {month}. Pilih bulan 1 sampai 12.")
TWO_KINDS = gettext_noop("Satu periode adalah triwulan atau bulan, tidak keduanya. Pilih salah satu.")

_CODE = re.compile(r"(?!0000)([0-9]{4})(?:-(?:T([1-4])|(0[1-9]|1[0-2])))?", re.IGNORECASE)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, or one ``quarter`` (1 to 4) or one ``month`` (1 to 12) of it.

    Raises InvalidValueError for a year outside 1 to 9999, a quarter or month that does not exist,
    and for a quarter and a month at once.
    """

    year: int
    quarter: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        if not dt.MINYEAR <= self.year <= dt.MAXYEAR:
            raise InvalidValueError(NO_YEAR, year=self.year)
        if self.quarter is not None and self.month is not None:
            raise InvalidValueError(TWO_KINDS)
        if self.quarter is not None and not 1 <= self.quarter <= 4:
            raise InvalidValueError(NO_QUARTER, quarter=self.quarter)
        if self.month is not None and not 1 <= self.month <= 12:
            raise InvalidValueError(NO_MONTH, month=self.month)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a code: "2024", "2024-T1", "2024-03". Raises ParseError for anything else."""
        match = _CODE.fullmatch(text.strip())
        if match is None:
            raise ParseError(UNREADABLE, text=quoted(text))
        year, quarter, month = match.groups()
        return cls(int(year), int(quarter) if quarter else None, int(month) if month else None)

    @property
    def code(self) -> str:
        """The code, for addresses and files: "2024", "2024-T1", "2024-03"."""
        if self.quarter is not None:
            return f"{self.year:04d}-T{self.quarter}"
        if self.month is not None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}"

    @property
    def label(self) -> str:
        """The name in Indonesian: "Tahun 2024", "Triwulan I 2024", "Januari 2024"."""
        if self.quarter is not None:
            return f"Triwulan {roman(self.quarter)} {self.year}"
        if self.month is not None:
            return f"{month_name(self.month)} {self.year}"
        return f"Tahun {self.year}"

    @property
    def start(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self._months[0], 1)

    @property
    def end(self) -> dt.date:
        """The last day; it belongs to the period."""
        month = self._months[-1]
        return dt.date(self.year, month, monthrange(self.year, month)[1])

    @property
    def parent(self) -> Period | None:
        """The quarter of a month, the year of a quarter; None for a year."""
        if self.month is not None:
            return Period(self.year, quarter=(self.month + 2) // 3)
        return Period(self.year) if self.quarter is not None else None

    def children(self) -> tuple[Period, ...]:
        """The quarters of a year, the months of a quarter, in order; none for a month."""
        if self.month is not None:
            return ()
        if self.quarter is not None:
            return tuple(Period(self.year, month=month) for month in self._months)
        return tuple(Period(self.year, quarter=quarter) for quarter in range(1, 5))

    def contains(self, date: dt.date) -> bool:
        """Whether ``date`` lies in the period, its first and last day included."""
        return date.year == self.year and date.month in self._months

    def __str__(self) -> str:
        return self.label

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._place < other._place

    @property
    def _months(self) -> range:
        """The months of the year that the period covers."""
        if self.month is not None:
            return range(self.month, self.month + 1)
        if self.quarter is not None:
            return range(self.quarter * 3 - 2, self.quarter * 3 + 1)
        return range(1, 13)

    @property
    def _place(self) -> tuple[int, int, int]:
        """Year, quarter and month, with 0 for the whole: a parent comes before its children."""
        quarter = (self.month + 2) // 3 if self.month is not None else self.quarter or 0
        return (self.year, quarter, self.month or 0)
