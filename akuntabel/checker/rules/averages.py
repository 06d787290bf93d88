"""Averages and headlines against the rows they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, rounded, show_like
from akuntabel.checker.claims.rows import TableClaim, ValueRow, at, present
from akuntabel.checker.claims.stated import StatedAverage
from akuntabel.checker.findings import Finding, Kind, Severity, Words
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding, where
from akuntabel.checker.rules.formulas import HALF, Verdict, judge
from akuntabel.checker.rules.order import values_after
from akuntabel.core.averages import mean
from akuntabel.core.errors import gettext_noop
from akuntabel.core.policy import Polarity

WRONG: Final = gettext_noop("Rata-rata {count} capaian dalam tabel adalah {expected}, bukan {stated}.")
WRONG_ELSEWHERE: Final = gettext_noop(
    "Rata-rata {count} capaian dalam tabel adalah {expected}, bukan {stated}; {places} menyebut {other}."
)
WRONG_LIST: Final = gettext_noop(
    "Rata-rata {count} angka dalam daftar sesudahnya adalah {expected}, bukan {stated}."
)
TWO_VALUES: Final = gettext_noop("Capaian yang sama disebut {stated} di sini dan {expected} di {places}.")
NO_ROWS: Final = gettext_noop(
    "{stated} disebut untuk {indicators} indikator, tetapi laporan ini tidak memuat realisasi atau capaiannya."
)
COLUMN: Final = gettext_noop("Rata-rata {count} baris di atasnya adalah {expected}, bukan {stated}.")
CHILDREN: Final = gettext_noop("Rata-rata {count} baris di bawahnya adalah {expected}, bukan {stated}.")
METHOD: Final = gettext_noop(
    "{stated} adalah rata-rata atas {indicators} indikator, bukan atas sasaran "
    "(rata-rata atas {objectives} sasaran {expected}) dan bukan jumlah. Sebutkan cara menghitungnya."
)
NO_PERCENT: Final = gettext_noop(
    "{stated} tercetak tanpa tanda persen, lain daripada capaian yang sama di {places}."
)
ROUNDING: Final = gettext_noop("Rata-ratanya {expected}; {stated} terpotong atau terbulatkan lain.")
CAPS = tuple(Decimal(cap) for cap in (100, 110, 120, 150))


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean that a report may mean, and the rows it is over."""

    value: Decimal
    count: int
    table: int  # -1 for the numbers of a list
    place: Place
    plain: bool  # over all rows, without a cap
    corrected: bool = False  # with the achievements as they should be
    places: int = 0  # decimals of the numbers averaged


def means_of(claims: Claims) -> tuple[Mean, ...]:
    """Every mean that the tables and lists of a report support."""
    found: list[Mean] = []
    for number in sorted({row.table for row in claims.table_measures}):
        rows = [row for row in claims.rows_of(number) if row.achievement is not None]
        found += _table_means(number, rows)
    found += _window_means(claims.tables)
    return tuple(found)


def _fit(stated: Number, exact: Decimal, places: int) -> Fit:
    """How well ``stated`` says a mean of numbers that were themselves rounded to ``places`` before they were printed."""
    slack = HALF.scaleb(-places) + HALF.scaleb(-stated.decimals)
    if 0 < stated.decimals <= places and abs(stated.value - exact) <= slack:
        return Fit.EXACT
    return fit(stated, exact)


def _table_means(number: int, rows: Sequence[MeasureRow]) -> Iterator[Mean]:
    places = max((row.achievement.decimals for row in rows if row.achievement is not None), default=0)
    yield from (replace(found, places=places) for found in _all_means(number, rows))


def _all_means(number: int, rows: Sequence[MeasureRow]) -> Iterator[Mean]:
    if not rows:
        return
    stated = [row.achievement.value for row in rows if row.achievement is not None]
    yield from _means(number, rows[0].place, stated, plain=True)
    for inverse in (False, True):
        corrected = [_corrected(row, inverse=inverse) for row in rows]
        if corrected != stated:
            found = _means(number, rows[0].place, corrected, plain=False)
            yield from (replace(m, corrected=True) for m in found)
    exact = [_exact(row) for row in rows]
    yield from _means(number, rows[0].place, exact, plain=False)
    by_objective: dict[str, list[Decimal]] = {}
    for row, value in zip(rows, stated, strict=True):
        by_objective.setdefault(row.objective, []).append(value)
    groups = [mean(values) or Decimal(0) for values in by_objective.values()]
    yield from _means(number, rows[0].place, groups, plain=False)
    for values in by_objective.values():
        yield from _means(number, rows[0].place, values, plain=False)


def _corrected(row: MeasureRow, *, inverse: bool) -> Decimal:
    """The achievement as it should be: an average may be right although a row is not.

    ``inverse`` takes the other formula (T / R) where lower is better.
    """
    judgement = judge(row)
    if judgement is None or judgement.verdict is not Verdict.WRONG or row.achievement is None:
        return row.achievement.value if row.achievement is not None else Decimal(0)
    exact = judgement.expected
    if inverse and judgement.polarity is Polarity.LOWER and row.target is not None and row.actual is not None:
        exact = row.target.value / row.actual.value * HUNDRED if row.actual.value else exact
    return rounded(exact, row.achievement.decimals)


def _means(number: int, place: Place, values: Sequence[Decimal], *, plain: bool) -> Iterator[Mean]:
    if values:
        yield Mean(mean(values) or Decimal(0), len(values), number, place, plain)
        for cap in CAPS:
            if any(value > cap for value in values):
                yield Mean(
                    mean(min(value, cap) for value in values) or Decimal(0), len(values), number, place, False
                )


def _exact(row: MeasureRow) -> Decimal:
    if row.target is not None and row.actual is not None and row.target.value and row.achievement is not None:
        exact = row.actual.value / row.target.value * 100
        if fit(row.achievement, exact) is not Fit.NO:
            return exact
    return row.achievement.value if row.achievement is not None else Decimal(0)


def _window_means(tables: Sequence[TableClaim]) -> Iterator[Mean]:
    """Means over percentages that follow each other in a list."""
    for table in tables:
        single = [
            (numbers[0].value, row.place)
            for row in table.rows
            if len(numbers := row.numbers) == 1 and (numbers[0].percent or numbers[0].decimals)
        ]
        for start in range(len(single)):
            for end in range(start + 2, min(len(single), start + 12) + 1):
                values = [value for value, _ in single[start:end]]
                yield Mean(mean(values) or Decimal(0), len(values), -1, single[start][1], False)


# ---------------------------------------------------------------- in sentences


def stated_averages(claims: Claims) -> Iterable[Finding]:
    """A stated average or headline is not what the rows give, or the same one has two values."""
    means = claims.once(means_of)
    claimed = {
        m.table
        for m in means
        if m.plain and any(_fit(a.number, m.value, m.places) is Fit.EXACT for a in claims.averages)
    }
    means = tuple(m for m in means if not (m.corrected and m.table in claimed))
    in_rows = {
        row.place.line for table in claims.tables if table.columns for row in table.rows if row.is_average
    }
    for average in claims.averages:
        if _year_is_other(claims, average) or average.place.line in in_rows:
            continue
        count = average.indicators if not average.objectives else 0
        fits = [(_fit(average.number, m.value, m.places), m) for m in _over(means, count)]
        if any(found is Fit.EXACT for found, _ in fits):
            continue
        close = next((m for found, m in fits if found is Fit.ROUNDING), None)
        if close is not None:
            yield _finding(average, close, NOTE, ROUNDING, kind=Kind.ROUNDING)
            continue
        yield from _unsupported(claims, average, means)


def _over(means: Sequence[Mean], count: int) -> Sequence[Mean]:
    """The means over ``count`` indicators, where a table has so many; all of them otherwise."""
    found = [m for m in means if m.count == count]
    return found if any(m.plain for m in found) else means


def _year_is_other(claims: Claims, average: StatedAverage) -> bool:
    return bool(average.year and claims.year and average.year != claims.year)


def _unsupported(claims: Claims, average: StatedAverage, means: Sequence[Mean]) -> Iterable[Finding]:
    reference = _reference(claims, average, means)
    if reference is not None:
        right = [
            o for o in claims.averages if o is not average and fit(o.number, reference.value) is Fit.EXACT
        ]
        places = [other.place for other in right]
        others = [o.place for o in claims.averages if o is not average and _same(o, average)]
        if right:
            yield _finding(
                average, reference, ERROR, WRONG_ELSEWHERE, others=[reference.place, *places, *others],
                places=where(places), other=right[0].number.text,
            )  # fmt: skip
        else:
            severity = ERROR if average.mean or average.indicators else WARNING
            yield _finding(average, reference, severity, WRONG, others=[reference.place, *others])
        return
    if average.indicators and not any(m.plain and m.count == average.indicators for m in means):
        yield finding(
            Kind.AVERAGE,
            WARNING,
            average.place,
            subject=average.subject,
            stated=average.number.text,
            expected=Words(gettext_noop("baris dengan realisasi dan capaian")),
            message=NO_ROWS,
            params={"indicators": average.indicators},
        )
        return
    items = [
        figure.number
        for _, figure in values_after(
            claims, claims.flows[average.flow], len(claims.flows[average.flow].text)
        )
    ]
    if len(items) >= 3 and not average.mean:
        yield _finding(
            average,
            Mean(mean(n.value for n in items) or Decimal(0), len(items), -1, items[0].place, False),
            WARNING,
            WRONG_LIST,
        )
        return
    rival = next(
        (o for o in claims.averages if _same(o, average) and o.number.value != average.number.value), None
    )
    if rival is not None and rival.place.line < average.place.line:
        yield finding(
            Kind.AVERAGE, WARNING, average.place, subject=average.subject, stated=average.number.text,
            expected=rival.number.text, message=TWO_VALUES, params={"places": where([rival.place])}, others=[rival.place],
        )  # fmt: skip


def _reference(claims: Claims, average: StatedAverage, means: Sequence[Mean]) -> Mean | None:
    """The table that an average speaks of: the one with its number of rows, or the one it leads to."""
    plain = [m for m in means if m.plain and m.count >= 2]
    if average.indicators:
        return next((m for m in plain if m.count == average.indicators), None)
    line = claims.flows[average.flow].lines[-1].place.line
    after = [m for m in plain if 0 < claims.tables[m.table].place.line - line <= 6 and m.count >= 3]
    if after:
        return after[0]
    largest = max(plain, key=lambda m: m.count, default=None)
    return largest if average.mean and largest is not None and largest.count >= 3 else None


def _same(first: StatedAverage, second: StatedAverage) -> bool:
    """Whether two headlines speak of the same thing."""
    if first.indicators and second.indicators:
        return (first.indicators, first.objectives) == (second.indicators, second.objectives)
    return bool(first.owner) and first.owner == second.owner and first.year == second.year


def _finding(
    average: StatedAverage, found: Mean, severity: Severity, message: str, *, kind: Kind = Kind.AVERAGE,
    others: Iterable[Place] = (), **params: object,
) -> Finding:  # fmt: skip
    return finding(
        kind,
        severity,
        average.place,
        subject=average.subject,
        stated=average.number.text,
        expected=show_like(average.number, found.value),
        message=message,
        params={"count": found.count, **params},
        others=others,
    )


def method_named(claims: Claims) -> Iterable[Finding]:
    """The number is a mean over indicators, but the sentence speaks of objectives or of a total."""
    by_count = {m.count: m for m in claims.once(means_of) if m.plain}
    for average in claims.averages:
        found = next((m for m in by_count.values() if fit(average.number, m.value) is Fit.EXACT), None)
        flow = claims.flows[average.flow]
        start, end = flow.sentence_at(flow.text.find(average.number.text))
        sentence = flow.text[start:end].lower()
        speaks = "seluruh sasaran" in sentence or "rata-rata sasaran" in sentence or average.total
        if found is None or not speaks or found.table < 0:
            continue
        rows = [row for row in claims.rows_of(found.table) if row.achievement is not None]
        groups: dict[str, list[Decimal]] = {}
        for row in rows:
            groups.setdefault(row.objective, []).append(
                row.achievement.value if row.achievement else Decimal(0)
            )
        over = mean(mean(values) or Decimal(0) for values in groups.values()) or Decimal(0)
        if len(groups) > 1 and len(groups) != len(rows) and fit(average.number, over) is Fit.NO:
            yield finding(
                Kind.AVERAGE, WARNING, average.place, subject=average.subject, stated=average.number.text,
                expected=show_like(average.number, over), message=METHOD,
                params={"indicators": len(rows), "objectives": len(groups)}, others=[found.place],
            )  # fmt: skip


def unit_missing(claims: Claims) -> Iterable[Finding]:
    """A headline without its percent sign, when its siblings have one."""
    for average in claims.averages:
        siblings = [o for o in claims.averages if o is not average and o.number.percent]
        if not average.number.percent and siblings and not average.number.unit:
            yield finding(
                Kind.WORDING, NOTE, average.place, subject=average.subject, stated=average.number.text,
                expected=average.number.text + "%", message=NO_PERCENT,
                params={"places": where(o.place for o in siblings)}, others=[o.place for o in siblings],
            )  # fmt: skip


# ---------------------------------------------------------------- in tables


def average_rows(claims: Claims) -> Iterable[Finding]:
    """A row "Rata-rata" is not the average of the rows above it."""
    means = claims.once(means_of)
    for number, table in enumerate(claims.tables):
        since = 0
        for index, row in enumerate(table.rows):
            if row.is_average:
                yield from _average_row(table, number, row, table.rows[since:index], means)
                since = index + 1


_OVER = re.compile(r"\b(\d{1,3}) indikator\b", re.I)


def _average_row(
    table: TableClaim, number: int, row: ValueRow, above: Sequence[ValueRow], means: Sequence[Mean]
) -> Iterable[Finding]:
    for column, stated in _averaged_columns(table, row):
        values = [
            v.value
            for v in present(at(r, column) for r in above if not r.is_total and len(r.values) > column)
        ]
        everything = [v.value for v in present(at(r, column) for r in table.leaves if len(r.values) > column)]
        named = _OVER.search(row.name)
        own = _over([m for m in means if m.table in (number, -1)], int(named[1]) if named else 0)
        ways = [mean(values), mean(everything), *(m.value for m in own)]
        ways += [mean(min(value, cap) for value in values) for cap in CAPS if values]
        places = max((v.decimals for v in present(at(r, column) for r in above)), default=0)
        fits = {_fit(stated, way, places) for way in ways if way is not None}
        right = mean(values)
        if right is None or len(values) < 2 or fits & {Fit.EXACT, Fit.ROUNDING}:
            continue
        yield finding(
            Kind.AVERAGE, ERROR if table.grid or len(values) >= 3 else WARNING, stated.place, subject=row.name,
            stated=stated.text, expected=show_like(stated, right), message=COLUMN, params={"count": len(values)},
            others=[above[0].place],
        )  # fmt: skip


def _averaged_columns(table: TableClaim, row: ValueRow) -> list[tuple[int, Number]]:
    """The columns whose average the row gives. A lone number in running text is the achievement's."""
    numbers = [(index, value) for index, value in enumerate(row.values) if value is not None]
    achievement = table.index(Role.ACHIEVEMENT)
    if len(numbers) == 1 and not table.grid:
        return [(achievement if achievement is not None else 0, numbers[0][1])]
    return numbers


_OF_CHILDREN = re.compile(r"\brata-rata\b|\bcapaian \w+ [a-h]\b", re.I)


def child_averages(claims: Claims) -> Iterable[Finding]:
    """A row says that it is the average of the rows a, b, … below it, and is not."""
    for table in claims.tables:
        for index, row in enumerate(table.rows):
            if row.is_average or not any(_OF_CHILDREN.search(text) for text in (row.after, *row.texts[1:])):
                continue
            children = []
            for other in table.rows[index + 1 :]:
                if not (other.marker.isalpha() and other.marker) or other.values[:1] == (None,):
                    break
                children.append(other)
            stated, values = at(row, 0), [v.value for v in present(at(child, 0) for child in children)]
            right = mean(values)
            fits = Fit.EXACT if stated is None or right is None else fit(stated, right)
            if stated is None or right is None or fits in (Fit.EXACT, Fit.ROUNDING):
                continue
            yield finding(
                Kind.AVERAGE, ERROR if fits is Fit.NO and len(values) > 1 else WARNING, stated.place,
                subject=row.name, stated=stated.text,
                expected=show_like(stated, right), message=CHILDREN, params={"count": len(values)},
                others=[child.place for child in children],
            )  # fmt: skip
