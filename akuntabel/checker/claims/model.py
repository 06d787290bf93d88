"""Everything that a report states, gathered once and handed to every rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from akuntabel.checker.blocks import Source
from akuntabel.checker.claims.dates import DateClaim, EventList, NipClaim, dates_of, events_of, nips_of
from akuntabel.checker.claims.flows import Flow, flows_of
from akuntabel.checker.claims.lines import Line, flatten
from akuntabel.checker.claims.measures import (
    MeasureRow,
    NamedNumber,
    measures_of,
    named_measures,
    named_numbers,
)
from akuntabel.checker.claims.money import Amount, Spending, amounts_of, spendings_of
from akuntabel.checker.claims.numbers import Habit, habit_of
from akuntabel.checker.claims.outline import (
    Caption,
    Heading,
    TocEntry,
    captions_of,
    contents_of,
    headings_of,
    year_of,
)
from akuntabel.checker.claims.parts import ListClaim, PartsClaim, lists_of, parts_of
from akuntabel.checker.claims.revisions import outside_changes
from akuntabel.checker.claims.rows import TableClaim
from akuntabel.checker.claims.scales import ScaleClaim, scales_of
from akuntabel.checker.claims.stated import (
    Change,
    StatedAverage,
    StatedCount,
    averages_of,
    changes_of,
    counts_of,
)
from akuntabel.checker.claims.tables import tables_of
from akuntabel.checker.claims.tokens import Cutter
from akuntabel.checker.claims.words import NumberWithWords, words_of

T = TypeVar("T")
_WHOLE_REPORT = 120  # lines; less is an excerpt, which owes no chapters


@dataclass(frozen=True)
class Claims:
    """What a report states. Each kind of claim is worked out when a rule first asks for it."""

    source: Source

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines and rows."""
        return flatten(self.source)

    @cached_property
    def habit(self) -> Habit:
        """How the report parts thousands."""
        return habit_of(line.text for line in self.lines)

    @cached_property
    def cutter(self) -> Cutter:
        """What cuts its lines into words and numbers."""
        return Cutter(self.habit)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The paragraphs."""
        return flows_of(self.lines, self.cutter)

    @cached_property
    def _of_the_year(self) -> tuple[Flow, ...]:
        """The paragraphs that say how things are, not how an edition before said they were."""
        return outside_changes(self.flows)

    @cached_property
    def tables(self) -> tuple[TableClaim, ...]:
        """The tables, real and flattened."""
        return tables_of(self.lines, self.cutter)

    @cached_property
    def table_measures(self) -> tuple[MeasureRow, ...]:
        """The rows of target, actual and achievement in tables."""
        return tuple(measures_of(self.tables))

    @cached_property
    def named(self) -> tuple[NamedNumber, ...]:
        """The numbers behind the words target, realisasi and capaian."""
        return tuple(named_numbers(self.lines, self.cutter))

    @cached_property
    def named_measures(self) -> tuple[MeasureRow, ...]:
        """Those that sentences name."""
        return tuple(named_measures(self.named, self.lines, len(self.table_measures)))

    @cached_property
    def measures(self) -> tuple[MeasureRow, ...]:
        """All rows of target, actual and achievement."""
        return self.table_measures + self.named_measures

    @cached_property
    def scales(self) -> tuple[ScaleClaim, ...]:
        """The category scales."""
        return scales_of(self.lines, self.habit)

    @cached_property
    def averages(self) -> tuple[StatedAverage, ...]:
        """The averages and headlines that sentences state."""
        return averages_of(self._of_the_year)

    @cached_property
    def counts(self) -> tuple[StatedCount, ...]:
        """The numbers of things that sentences state."""
        return counts_of(self._of_the_year)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The rises and falls."""
        return changes_of(self.flows)

    @cached_property
    def pairs(self) -> tuple[NumberWithWords, ...]:
        """The numbers printed in digits and in words."""
        return words_of(self.flows)

    @cached_property
    def parts(self) -> tuple[PartsClaim, ...]:
        """The totals with their parts."""
        return parts_of(self.flows)

    @cached_property
    def lists(self) -> tuple[ListClaim, ...]:
        """The lists."""
        return lists_of(self.flows)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts of money in sentences."""
        return amounts_of(self.flows)

    @cached_property
    def spendings(self) -> tuple[Spending, ...]:
        """What sentences say was spent."""
        return spendings_of(self.flows)

    @cached_property
    def dates(self) -> tuple[DateClaim, ...]:
        """The dates."""
        return dates_of(self.lines)

    @cached_property
    def nips(self) -> tuple[NipClaim, ...]:
        """The numbers of civil servants."""
        return nips_of(self.lines)

    @cached_property
    def events(self) -> tuple[EventList, ...]:
        """The lists of events."""
        return events_of(self.flows)

    @cached_property
    def year(self) -> int:
        """The year the report is about; 0 when it names none."""
        return year_of(self.lines)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """The captions."""
        return captions_of(self.lines)

    @cached_property
    def contents(self) -> tuple[TocEntry, ...]:
        """The table of contents."""
        return contents_of(self.lines, self.source.lines)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings."""
        return headings_of(self.lines)

    @cached_property
    def text(self) -> str:
        """All text in lower case, for words that a report must have somewhere."""
        return "\n".join(line.text for line in self.lines).lower()

    @property
    def whole(self) -> bool:
        """Whether this is a whole report; an excerpt owes no chapters."""
        return len(self.lines) >= _WHOLE_REPORT and "bab iii" in self.text

    def rows_of(self, table: int) -> Sequence[MeasureRow]:
        """The measured rows of one table."""
        return self._by_table.get(table, ())

    @cached_property
    def _by_table(self) -> dict[int, list[MeasureRow]]:
        found: dict[int, list[MeasureRow]] = {}
        for row in self.table_measures:
            found.setdefault(row.table, []).append(row)
        return found

    def once(self, work: Callable[[Claims], T]) -> T:
        """What ``work`` makes of the claims, made once however many rules ask."""
        if work not in self._made:
            self._made[work] = work(self)
        return cast("T", self._made[work])

    @cached_property
    def _made(self) -> dict[Callable[[Claims], object], object]:
        return {}


def gather(source: Source) -> Claims:
    """What ``source`` states."""
    return Claims(source)
