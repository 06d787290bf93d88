"""The same indicator in several tables: target, actual, achievement and category must agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.measures import Layout, MeasureRow
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.outline import years_in
from akuntabel.checker.findings import Finding, Kind
from akuntabel.checker.rules.common import ERROR, WARNING, finding, where
from akuntabel.checker.rules.formulas import Verdict, judge
from akuntabel.core.errors import gettext_noop

AGREED: Final = gettext_noop(
    "Target {stated} di sini, tetapi {expected} dalam perjanjian kinerja atau rencana ({places})."
)
AGREED_EFFECT: Final = gettext_noop(
    "Target {stated} di sini, tetapi {expected} dalam perjanjian kinerja atau rencana ({places}); "
    "terhadap {expected} capaiannya {achievement}."
)
TARGET: Final = gettext_noop("Target {stated} di sini, tetapi {expected} di {places}.")
ACTUAL: Final = gettext_noop("Realisasi {stated} di sini, tetapi {expected} di {places}.")
ACHIEVEMENT: Final = gettext_noop("Capaian {stated} di sini, tetapi {expected} di {places}.")
CATEGORY: Final = gettext_noop("Kategori {stated} di sini, tetapi {expected} di {places}.")
SENTENCES: Final = {
    Role.TARGET: gettext_noop(
        "Target {stated} dalam kalimat ini, tetapi {expected} dalam tabel (baris {line})."
    ),
    Role.ACTUAL: gettext_noop(
        "Realisasi {stated} dalam kalimat ini, tetapi {expected} dalam tabel (baris {line})."
    ),
    Role.ACHIEVEMENT: gettext_noop(
        "Capaian {stated} dalam kalimat ini, tetapi {expected} dalam tabel (baris {line})."
    ),
}
_PARTIAL = re.compile(
    r"triwulan|\btw\b|semester|bulan(?:an)?\b|kumulatif|renstra|rpjm|jangka menengah|\b20\d\d\s*-\s*20\d\d",
    re.I,
)

Attribute = Callable[[MeasureRow], Number | None]


def same_indicator(claims: Claims) -> Iterable[Finding]:
    """One indicator, two targets, actuals or achievements."""
    for rows in _groups(claims):
        agreed = [row for row in rows if row.actual is None and row.achievement is None]
        measured = [row for row in rows if row not in agreed]
        against = list(_against_agreement(claims, agreed, measured))
        yield from against
        if not against:
            yield from _differing(claims, rows, lambda row: row.target, TARGET)
        wrong = [row for row in measured if (j := judge(row)) is not None and j.verdict is Verdict.WRONG]
        sound = [row for row in measured if row not in wrong]
        yield from _differing(claims, sound, lambda row: row.actual, ACTUAL)
        if not list(_differing(claims, sound, lambda row: row.actual, ACTUAL)):
            yield from _differing(claims, sound, lambda row: row.achievement, ACHIEVEMENT)
        yield from _categories(claims, measured)


def _groups(claims: Claims) -> Iterator[list[MeasureRow]]:
    """The rows of one name, each table's own row; names that a table has twice are left out."""
    groups: dict[str, list[MeasureRow]] = {}
    for row in claims.table_measures:
        if len(row.key.split()) >= 3 and not _is_partial(claims, row):
            groups.setdefault(row.key, []).append(row)
    for rows in groups.values():
        tables = Counter(row.table for row in rows)
        if len(tables) > 1 and max(tables.values()) == 1:
            yield rows


def _is_partial(claims: Claims, row: MeasureRow) -> bool:
    """Whether the table is about a part of the year, or another year."""
    other_year = any(
        year and claims.year and year != claims.year for year in (row.target_year, row.actual_year)
    )
    return other_year or row.table in claims.once(_partial_tables)


def _partial_tables(claims: Claims) -> frozenset[int]:
    """The tables whose words speak of a part of the year, or of another year."""
    return frozenset(
        table for table in {row.table for row in claims.table_measures} if _speaks_of_part(claims, table)
    )


def _speaks_of_part(claims: Claims, number: int) -> bool:
    table = claims.tables[number]
    words = " ".join((table.caption, table.lead if len(table.lead) < 160 else "", *table.heads))
    years = set(years_in(table.caption) or years_in(table.lead if len(table.lead) < 160 else ""))
    foreign = bool(years) and bool(claims.year) and claims.year not in years
    return (_PARTIAL.search(words) is not None and "renstra" not in words.lower()) or foreign


def _overlap(claims: Claims, first: MeasureRow, second: MeasureRow) -> bool:
    """Whether the two tables are about the same set of indicators."""
    a = {row.key for row in claims.rows_of(first.table)}
    b = {row.key for row in claims.rows_of(second.table)}
    return len(a & b) * 10 >= min(len(a), len(b)) * 6


def _against_agreement(
    claims: Claims, agreed: Sequence[MeasureRow], measured: Sequence[MeasureRow]
) -> Iterable[Finding]:
    if not agreed or not measured:
        return
    values = {_value(row.target) for row in agreed}
    differing = [row for row in measured if _value(row.target) not in values]
    if len(values) != 1 or not differing:
        return
    row, source = differing[0], agreed[0]
    if row.target is None or source.target is None or _scaled(row.target, source.target):
        return
    sure = _overlap(claims, row, source) and all(r.layout is Layout.GRID for r in (row, source))
    effect = ""
    if (
        row.actual is not None
        and source.target.value
        and row.achievement is not None
        and source.target.upper is None
    ):
        effect = f"{(row.actual.value / source.target.value * 100):.2f}%".replace(".", ",")
    yield finding(
        Kind.MISMATCH, ERROR if sure else WARNING, row.target.place, subject=row.name, stated=row.target.text,
        expected=source.target.text, message=AGREED_EFFECT if effect else AGREED,
        params={"places": where(r.place for r in agreed), "achievement": effect},
        others=[r.place for r in (*differing[1:], *agreed)],
    )  # fmt: skip


def _differing(
    claims: Claims, rows: Sequence[MeasureRow], attribute: Attribute, message: str
) -> Iterable[Finding]:
    with_value = [row for row in rows if attribute(row) is not None]
    counts = Counter(_value(attribute(row)) for row in with_value)
    if len(counts) < 2:
        return
    common = counts.most_common(1)[0][0]
    right = next(row for row in with_value if _value(attribute(row)) == common)
    for row in with_value:
        stated, expected = attribute(row), attribute(right)
        if stated is None or expected is None or _value(stated) == common or _scaled(stated, expected):
            continue
        if _nearly(stated, expected):
            continue
        sure = _overlap(claims, row, right) and row.layout is right.layout is Layout.GRID
        others = [r.place for r in with_value if _value(attribute(r)) == common]
        yield finding(
            Kind.MISMATCH, ERROR if sure else WARNING, stated.place, subject=row.name, stated=stated.text,
            expected=expected.text, message=message, params={"places": where(others)}, others=others,
        )  # fmt: skip


def _value(number: Number | None) -> Decimal | None:
    return None if number is None else number.value.normalize()


def _scaled(first: Number, second: Number) -> bool:
    """0,95 and 95 % are the same share."""
    return bool(second.value) and first.value / second.value in (Decimal(100), Decimal("0.01"))


def _nearly(first: Number, second: Number) -> bool:
    """The same number with more or fewer decimals."""
    return abs(first.value - second.value) < Decimal(1).scaleb(-min(first.decimals, second.decimals))


def _categories(claims: Claims, rows: Sequence[MeasureRow]) -> Iterable[Finding]:
    labelled = [row for row in rows if row.category]
    counts = Counter(row.category for row in labelled)
    if len(counts) < 2:
        return
    common = counts.most_common(1)[0][0]
    for row in labelled:
        right = next(r for r in labelled if r.category == common)
        same = _value(row.achievement) == _value(right.achievement)
        if row.category != common and same:
            yield finding(
                Kind.CATEGORY, ERROR, row.place, subject=row.name, stated=row.category.title(), expected=common.title(),
                message=CATEGORY, params={"places": where([right.place])}, others=[right.place],
            )  # fmt: skip


# ---------------------------------------------------------------- sentences and tables

_COMMON = frozenset(
    [
        "persentase",
        "prosentase",
        "jumlah",
        "yang",
        "dengan",
        "dalam",
        "untuk",
        "pada",
        "terhadap",
        "tingkat",
        "nilai",
        "indeks",
        "kegiatan",
        "tahun",
    ]
)


def text_and_table(claims: Claims) -> Iterable[Finding]:
    """A sentence about an indicator gives another target, actual or achievement than its row."""
    rows = [row for row in claims.table_measures if row.measured and not _is_partial(claims, row)]
    words = {row.order: _content(row.name) for row in rows}
    done: set[tuple[int, str]] = set()
    for named in claims.named:
        line = claims.lines[named.line]
        if line.tabular or any(year != claims.year for year in _years(line.text)):
            continue
        row = _row_about(rows, words, line.text)
        if row is None or _has(rows, row.key, named.number):
            continue
        stated = {Role.TARGET: row.target, Role.ACTUAL: row.actual, Role.ACHIEVEMENT: row.achievement}[
            named.role
        ]
        if stated is None or _nearly(named.number, stated) or named.number.percent != stated.percent:
            continue
        key = (named.number.place.line, named.number.text)
        if key not in done:
            done.add(key)
            yield finding(
                Kind.MISMATCH,
                WARNING,
                named.number.place,
                subject=row.name,
                stated=named.number.text,
                expected=stated.text,
                message=SENTENCES[named.role],
                params={"line": stated.place.line},
                others=[stated.place],
            )


def _content(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]{4,}", name.lower()) if word not in _COMMON)


def _years(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]


def _row_about(rows: Sequence[MeasureRow], words: dict[int, frozenset[str]], text: str) -> MeasureRow | None:
    """The one indicator all of whose words stand in the text."""
    said = frozenset(re.findall(r"[a-z]{4,}", text.lower()))
    about = [row for row in rows if len(words[row.order]) >= 2 and words[row.order] <= said]
    return about[0] if about and len({row.key for row in about}) == 1 else None


def _has(rows: Sequence[MeasureRow], key: str, number: Number) -> bool:
    """Whether any row of the indicator has the number anywhere."""
    return any(
        found is not None and found.value == number.value
        for row in rows
        if row.key == key
        for found in (row.target, row.actual, row.achievement)
    )
