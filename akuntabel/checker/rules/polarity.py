"""Which way is better: names that want less, formulas that reward more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.direction import lower_is_better, speaks_of_less
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, show
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import NOTE, WARNING, finding
from akuntabel.checker.rules.formulas import Verdict, judge
from akuntabel.core.errors import gettext_noop
from akuntabel.core.policy import Polarity

REWARDED: Final = gettext_noop(
    "Indikator ini tampaknya lebih baik bila lebih rendah, tetapi {actual} terhadap target {target} dihitung {stated}. "
    "Bila lebih rendah lebih baik, capaiannya {expected} (atau {inverse} dengan rumus target dibagi realisasi)."
)
TARGET_ONLY: Final = gettext_noop(
    "Indikator ini tampaknya lebih baik bila lebih rendah; nyatakan arah baiknya supaya "
    "target {stated} dapat dinilai."
)
REVERSED: Final = gettext_noop(
    "Capaian {stated} hanya cocok bila lebih rendah lebih baik; {actual} terhadap target {target} "
    "dengan rumus biasa adalah {expected}. Nyatakan arah baik indikator ini."
)


def rewarded_for_more(claims: Claims) -> Iterable[Finding]:
    """More of something bad counts as success."""
    seen: set[str] = set()
    for row in claims.table_measures:
        if row.key in seen or not lower_is_better(row.name):
            continue
        judgement = judge(row)
        if (
            (
                judgement is not None
                and judgement.verdict is not Verdict.WRONG
                and judgement.polarity is Polarity.HIGHER
            )
            and row.actual is not None
            and row.target is not None
            and row.actual.value != row.target.value
        ):
            seen.add(row.key)
            yield _rewarded(claims, row)


def _rewarded(claims: Claims, row: MeasureRow) -> Finding:
    assert row.actual is not None
    assert row.target is not None
    assert row.achievement is not None
    target, actual = row.target.value, row.actual.value
    lower = (2 * target - actual) / target * HUNDRED
    inverse = target / actual * HUNDRED if actual else HUNDRED * 2
    return finding(
        Kind.POLARITY, WARNING, row.achievement.place, subject=row.name, stated=row.achievement.text,
        expected=f"{show(lower)}%", message=REWARDED,
        params={"actual": row.actual.text, "target": row.target.text, "inverse": f"{show(inverse)}%"},
        others=[other.place for other in claims.table_measures if other.key == row.key],
    )  # fmt: skip


def direction_needed(claims: Claims) -> Iterable[Finding]:
    """An indicator that wants less has a target and nothing else; its direction must be said."""
    measured = {row.key for row in claims.table_measures if row.actual is not None}
    seen: set[str] = set()
    for row in claims.table_measures:
        if (
            row.actual is None
            and row.target is not None
            and lower_is_better(row.name)
            and row.key not in measured | seen
        ):
            seen.add(row.key)
            yield finding(
                Kind.POLARITY, NOTE, row.target.place, subject=row.name, stated=row.target.text,
                expected=Words(gettext_noop("lebih rendah lebih baik")), message=TARGET_ONLY,
            )  # fmt: skip


def reversed_formula(claims: Claims) -> Iterable[Finding]:
    """An achievement that only the formula for "lower is better" gives, where nothing says that it is."""
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [(row, judgement) for row in claims.rows_of(table) if (judgement := judge(row)) is not None]
        plain = sum(
            j.polarity is Polarity.HIGHER and j.verdict in (Verdict.RIGHT, Verdict.ROUNDED) and _telling(row)
            for row, j in rows
        )
        for row, judgement in rows:
            if judgement.polarity is not Polarity.LOWER or judgement.verdict not in (
                Verdict.RIGHT,
                Verdict.ROUNDED,
            ):
                continue
            if (
                speaks_of_less(row.name)
                or plain < 2
                or row.actual is None
                or row.target is None
                or row.achievement is None
            ):
                continue
            yield finding(
                Kind.POLARITY, WARNING, row.achievement.place, subject=row.name, stated=row.achievement.text,
                expected=f"{show(judgement.expected)}%", message=REVERSED,
                params={"actual": row.actual.text, "target": row.target.text},
            )  # fmt: skip


def _telling(row: MeasureRow) -> bool:
    return row.actual is not None and row.target is not None and row.actual.value != row.target.value
