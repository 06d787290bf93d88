"""Categories against the report's own scale, and the scale itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.categories import ladder_place, says_met
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.numbers import HUNDRED, Number, show
from akuntabel.checker.claims.scales import ScaleClaim, ScaleStep
from akuntabel.checker.findings import Finding, Kind, Severity, Words
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding, joined, where
from akuntabel.checker.rules.formulas import HALF, before_rounding
from akuntabel.core.errors import gettext_noop

HOLE: Final = gettext_noop(
    "Nilai di antara {low} dan {high} tidak masuk kategori mana pun. Tulis batasnya "
    "bersambung, misalnya “di atas {low} sampai {above}”."
)
HOLE_USED: Final = gettext_noop(
    "{stated} jatuh di antara {low} dan {high}, yang tidak masuk kategori mana pun dalam skala di baris {line}."
)
OVERLAP: Final = gettext_noop("Nilai {low} sampai {high} masuk dua kategori: {first} dan {second}.")
BORDER: Final = gettext_noop(
    "Nilai {low} masuk dua kategori: {first} dan {second}. Tulis batas mana yang termasuk."
)
NO_TOP: Final = gettext_noop("Skala berakhir pada {high}; capaian di atasnya tidak masuk kategori mana pun.")
EITHER: Final = gettext_noop("{first} atau {last}")
ON: Final = gettext_noop("seterusnya")
UNDER: Final = gettext_noop("di bawah {value}")
OVER: Final = gettext_noop("di atas {value}")
FROM: Final = gettext_noop("mulai {value}")
CATEGORY: Final = gettext_noop("{value} menurut skala di baris {line} adalah {expected}, bukan {stated}.")
NOT_IN_SCALE: Final = gettext_noop("Kategori {stated} tidak ada dalam skala di baris {line}.")
INVERTED: Final = gettext_noop(
    "{value} disebut {stated}, padahal {other} di baris {line} disebut {expected}."
)
SAYS_MET: Final = gettext_noop("{stated} untuk capaian {value}: target {expected}.")
MEANING: Final = gettext_noop(
    "Kategori {label} ({stated}) mencakup nilai di bawah 100, tetapi keterangannya menyebut target telah tercapai."
)
MET_IS_NOT_CATEGORY: Final = gettext_noop(
    "Kategori {stated} diberikan untuk capaian {value}; targetnya belum tercapai. Sebut keduanya terpisah."
)
HEADLINE: Final = gettext_noop("{value} menurut skala di baris {line} adalah {expected}, bukan {stated}.")
MASKED: Final = gettext_noop(
    "Kesimpulannya {stated}, padahal {count} dari {rows} indikator berkategori {worst} ({places})."
)
OTHER_WORD: Final = gettext_noop("Kesimpulan disebut {stated} di sini dan {expected} di baris {line}.")


def scale_borders(claims: Claims) -> Iterable[Finding]:
    """A scale with holes, overlaps, or an end that is missing."""
    for scale in claims.scales:
        for lower, higher in zip(scale.steps, scale.steps[1:], strict=False):
            yield from _border(scale, lower, higher)
        top = scale.steps[-1]
        if (
            top.high is not None
            and top.high_in
            and top.high <= HUNDRED
            and any(
                row.achievement is not None and row.achievement.value > top.high for row in claims.measures
            )
        ):
            yield _scale_finding(WARNING, top, NO_TOP, expected="", high=show(top.high))


def _border(scale: ScaleClaim, lower: ScaleStep, higher: ScaleStep) -> Iterable[Finding]:
    if lower.high is None or higher.low is None:
        return
    step = Decimal(1).scaleb(-max(lower.decimals, higher.decimals))
    gap = higher.low - lower.high
    names = {
        "first": lower.label.title(),
        "second": higher.label.title(),
        "low": show(higher.low),
        "high": show(lower.high),
    }
    if gap < 0:
        yield _scale_finding(
            WARNING, lower, OVERLAP, expected=Words(UNDER, {"value": show(higher.low)}), **names
        )
    elif gap == 0 and lower.high_in and higher.low_in:
        yield _scale_finding(
            WARNING, lower, BORDER, expected=Words(UNDER, {"value": show(higher.low)}), **names
        )
    elif gap > step or (gap == step and step >= 1):
        yield _scale_finding(
            WARNING,
            higher,
            HOLE,
            expected=Words(OVER, {"value": show(lower.high)}),
            low=show(lower.high),
            high=show(higher.low),
            above=show(higher.high) if higher.high is not None else Words(ON),
        )
    elif gap == 0 and not lower.high_in and not higher.low_in:
        yield _scale_finding(
            WARNING,
            higher,
            HOLE,
            expected=Words(FROM, {"value": show(lower.high)}),
            low=show(lower.high),
            high=show(higher.low),
            above=show(higher.high) if higher.high is not None else Words(ON),
        )


def _scale_finding(
    severity: Severity, step: ScaleStep, message: str, *, expected: str | Words, **params: object
) -> Finding:
    return finding(
        Kind.STRUCTURE, severity, step.place, subject=f"Skala kategori: {step.label.title()}", stated=step.text,
        expected=expected, message=message, params=params,
    )  # fmt: skip


# ---------------------------------------------------------------- rows


def row_categories(claims: Claims) -> Iterable[Finding]:
    """The category of a row is not the one that the report's scale gives its achievement."""
    for row in claims.table_measures:
        if not row.category or row.achievement is None:
            continue
        scale = next((scale for scale in claims.scales if row.category in scale.labels()), None)
        if scale is not None:
            yield from _against_scale(row, row.achievement, scale)
        elif ladder_place(row.category) is not None:
            own = [s for s in claims.scales if _same_kind(s, row.category)]
            if own:
                yield _row_finding(
                    row, WARNING, NOT_IN_SCALE, expected=", ".join(step.label.title() for step in own[0].steps),
                    line=own[0].place.line,
                )  # fmt: skip


def _same_kind(scale: ScaleClaim, label: str) -> bool:
    place = ladder_place(label)
    return place is not None and any(
        (found := ladder_place(step.label)) and found[0] == place[0] for step in scale.steps
    )


def _against_scale(row: MeasureRow, stated: Number, scale: ScaleClaim) -> Iterable[Finding]:
    for step in scale.steps:
        if step.label == row.category and any(step.holds(value) for value in before_rounding(row)):
            return
    right = next((step for step in scale.steps if step.holds(stated.value)), None)
    if right is not None:
        yield _row_finding(
            row,
            ERROR,
            CATEGORY,
            expected=right.label.title(),
            others=[right.place],
            line=right.place.line,
            value=stated.text,
        )
        return
    hole = _hole(scale, stated.value)
    if hole is not None:
        lower, higher = hole
        if row.category not in (lower.label, higher.label):
            yield _row_finding(
                row, ERROR, CATEGORY, expected=f"{lower.label.title()} atau {higher.label.title()}", others=[lower.place],
                line=lower.place.line, value=stated.text,
            )  # fmt: skip
        else:
            yield finding(
                Kind.CATEGORY, WARNING, stated.place, subject=row.name, stated=stated.text, expected="",
                message=HOLE_USED,
                params={"low": show(lower.high or Decimal(0)), "high": show(higher.low or Decimal(0)),
                "line": lower.place.line},
                others=[lower.place],
            )  # fmt: skip


def _hole(scale: ScaleClaim, value: Decimal) -> tuple[ScaleStep, ScaleStep] | None:
    for lower, higher in zip(scale.steps, scale.steps[1:], strict=False):
        if lower.high is not None and higher.low is not None and lower.high <= value <= higher.low:
            return lower, higher
    return None


def _row_finding(
    row: MeasureRow,
    severity: Severity,
    message: str,
    *,
    expected: str | Words,
    others: Iterable[Place] = (),
    **params: object,
) -> Finding:
    return finding(
        Kind.CATEGORY, severity, row.place, subject=row.name, stated=row.category.title(), expected=expected,
        message=message, params=params, others=others,
    )  # fmt: skip


def inverted_categories(claims: Claims) -> Iterable[Finding]:
    """Without a scale: a higher achievement has a worse category than a lower one, or two words for one."""
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [
            r
            for r in claims.rows_of(table)
            if r.achievement is not None and ladder_place(r.category) is not None
        ]
        if any(row.category in scale.labels() for scale in claims.scales for row in rows):
            continue
        for row in rows:
            other = _better_for_less(row, rows)
            if other is not None and row.achievement is not None and other.achievement is not None:
                yield _row_finding(
                    row, WARNING, INVERTED, expected=other.category.title(), value=row.achievement.text,
                    other=other.achievement.text, line=other.place.line, others=[other.place],
                )  # fmt: skip


def _better_for_less(row: MeasureRow, rows: Sequence[MeasureRow]) -> MeasureRow | None:
    """A row with less achievement and a better word, when the others side with it."""
    mine = ladder_place(row.category)
    against = []
    for other in rows:
        theirs = ladder_place(other.category)
        if (
            other is row
            or mine is None
            or theirs is None
            or mine[0] != theirs[0]
            or not row.achievement
            or not other.achievement
        ):
            continue
        if (theirs[1] < mine[1] and other.achievement.value <= row.achievement.value) or (
            theirs[1] > mine[1] and other.achievement.value >= row.achievement.value
        ):
            against.append(other)
    return against[0] if len(against) * 2 > len(rows) - 1 and len(rows) >= 3 else None


def says_met_and_is_not(claims: Claims) -> Iterable[Finding]:
    """ "Tercapai" for less than 100 %, or "tidak tercapai" for 100 % and more."""
    for row in claims.table_measures:
        met = says_met(row.category)
        if (
            met is None
            or row.achievement is None
            or any(row.category in scale.labels() for scale in claims.scales)
        ):
            continue
        if met != (row.achievement.value >= HUNDRED):
            yield _row_finding(
                row,
                WARNING,
                SAYS_MET,
                expected=Words(gettext_noop("belum tercapai") if met else gettext_noop("tercapai")),
                value=row.achievement.text,
            )


def met_is_not_category(claims: Claims) -> Iterable[Finding]:
    """A scale or a row lets "berhasil" stand for a target that was not met."""
    for scale in claims.scales:
        for step in scale.steps:
            below = step.low is not None and step.low < 100 and step.high is not None and step.high <= 100
            if below and re.search(r"(?:telah|sudah) mencapai target|target tercapai", step.meaning, re.I):
                yield _scale_finding(
                    WARNING,
                    step,
                    MEANING,
                    expected=Words(gettext_noop("mendekati target")),
                    label=step.label.title(),
                )
                yield from _called_good(claims, step)


def _called_good(claims: Claims, step: ScaleStep) -> Iterable[Finding]:
    row = next(
        (
            r
            for r in claims.table_measures
            if r.category == step.label and r.achievement is not None and r.achievement.value < 100
        ),
        None,
    )
    if row is not None and row.achievement is not None:
        yield _row_finding(
            row,
            NOTE,
            MET_IS_NOT_CATEGORY,
            expected=Words(gettext_noop("belum tercapai")),
            value=row.achievement.text,
        )


# ---------------------------------------------------------------- the conclusion

_CALLED = re.compile(
    (
        r"(?:dikategorikan|kategori|predikat|dinyatakan|tergolong|termasuk)\s+(?:dalam "
        r"kategori\s+)?[“\"‘(]?\s*((?:sangat |cukup |kurang |tidak )?(?:berhasil|baik|tinggi|"
        r"memuaskan))"
    ),
    re.I,
)
_CONCLUSION = re.compile(
    r"kesimpulan\s+[“\"]?((?:sangat |cukup |kurang |tidak )?(?:berhasil|baik|tinggi|memuaskan))[”\"]?\s+tersebut",
    re.I,
)


def headline_categories(claims: Claims) -> Iterable[Finding]:
    """The category of an average is not what the scale gives, or is called otherwise further on."""
    masked: list[Finding] = []
    for average in claims.averages:
        flow = claims.flows[average.flow]
        match = _CALLED.search(flow.text, flow.text.find(average.number.text))
        if match is None:
            continue
        label = " ".join(match[1].lower().split())
        place = flow.place_at(match.start(1))
        scale = next((scale for scale in claims.scales if label in scale.labels()), None)
        right = next((s for s in scale.steps if s.holds(average.number.value)), None) if scale else None
        if right is not None and scale is not None and not _may_be(scale, label, average.number):
            yield finding(
                Kind.CATEGORY, ERROR, place, subject=average.subject, stated=match[1], expected=right.label.title(),
                message=HEADLINE, params={"value": average.number.text, "line": right.place.line}, others=[right.place],
            )  # fmt: skip
        masked += [found for found in [_masked(claims, label, match[1], place)] if found is not None]
        yield from _called_otherwise(claims, label, match[1], average.flow)
    yield from masked[:1]


def _may_be(scale: ScaleClaim, label: str, number: Number) -> bool:
    """Whether ``number``, as it was before it was rounded, may have the category ``label``."""
    half = HALF.scaleb(-number.decimals) if number.decimals else Decimal(0)
    values = (number.value, number.value - half, number.value + half)
    return any(step.label == label and any(map(step.holds, values)) for step in scale.steps)


def _masked(claims: Claims, label: str, text: str, place: Place) -> Finding | None:
    rank = ladder_place(label)
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [
            row
            for row in claims.rows_of(table)
            if (r := ladder_place(row.category)) and rank and r[0] == rank[0]
        ]
        worst = [row for row in rows if (r := ladder_place(row.category)) and rank and r[1] >= rank[1] + 3]
        if worst and rank is not None and rank[1] <= 1:
            words = joined(EITHER, sorted({row.category.title() for row in worst}))
            return finding(
                Kind.CATEGORY, WARNING, place, subject="Kesimpulan capaian", stated=text, expected=words, message=MASKED,
                params={"count": len(worst), "rows": len(rows), "worst": words, "places": where(row.place for row in worst)},
                others=[row.place for row in worst],
            )  # fmt: skip
    return None


def _called_otherwise(claims: Claims, label: str, text: str, start: int) -> Iterable[Finding]:
    for flow in claims.flows[start : start + 4]:
        match = _CONCLUSION.search(flow.text)
        if match is not None and " ".join(match[1].lower().split()) != label:
            yield finding(
                Kind.WORDING, NOTE, flow.place_at(match.start(1)), subject=flow.text, stated=match[1], expected=text,
                message=OTHER_WORD, params={"line": claims.flows[start].place.line},
            )  # fmt: skip
