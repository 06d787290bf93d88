"""Words of order and change against the figures: highest to lowest, naik, turun, melampaui."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.direction import lower_is_better
from akuntabel.checker.claims.flows import Figure, Flow
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.measures import NamedNumber
from akuntabel.checker.claims.numbers import HUNDRED, Fit, fit, show
from akuntabel.checker.claims.stated import Change
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import ERROR, WARNING, finding
from akuntabel.core.errors import gettext_noop

ORDER: Final = gettext_noop(
    "Daftar ini disebut urut dari {order}, tetapi {stated} berdiri sesudah {expected}."
)
DOWN: Final = gettext_noop("yang tertinggi ke yang terendah")
UP: Final = gettext_noop("yang terendah ke yang tertinggi")
DIRECTION: Final = gettext_noop("Disebut {stated}, padahal dari {before} menjadi {after} adalah {expected}.")
AMOUNT: Final = gettext_noop("Dari {before} menjadi {after} selisihnya {expected}{relative}, bukan {stated}.")
ABOVE: Final = gettext_noop("Disebut {stated}, padahal realisasi {actual} {expected} target {target}.")
COMPARED: Final = gettext_noop(
    "Terhadap {before} tidak ada angka di dekatnya yang berubah sebesar {stated}; yang terdekat {expected}."
)
HIGHEST: Final = gettext_noop("Disebut {word} {stated}, padahal dalam tabel ada {expected}.")
_DESCENDING = re.compile(
    r"(?:paling tinggi|tertinggi)\s+(?:hingga|sampai(?: dengan)?|ke|menuju|s\.?d\.?)\s+"
    r"(?:yang\s+)?(?:paling rendah|terendah)",
    re.I,
)
_ASCENDING = re.compile(
    r"(?:paling rendah|terendah)\w*\s+(?:hingga|sampai(?: dengan)?|ke|menuju|s\.?d\.?)\s+(?:yang\s+)?(?:paling |ter)tinggi",
    re.I,
)


def ordered_lists(claims: Claims) -> Iterable[Finding]:
    """A list said to go from the highest to the lowest does not."""
    for flow in claims.flows:
        down, up = _DESCENDING.search(flow.text), _ASCENDING.search(flow.text)
        cue = down or up
        if cue is None:
            continue
        last: Figure | None = None
        for item, figure in values_after(claims, flow, cue.end()):
            wrong = last is not None and (
                figure.number.value > last.number.value if down else figure.number.value < last.number.value
            )
            if wrong and last is not None:
                yield finding(
                    Kind.STRUCTURE, WARNING, item.place_at(figure.start), subject=flow.text, stated=figure.number.text,
                    expected=last.number.text, message=ORDER,
                    params={"order": Words(DOWN if down else UP)},
                    others=[flow.place],
                )  # fmt: skip
                break
            last = figure


def values_after(claims: Claims, flow: Flow, start: int) -> Iterator[tuple[Flow, Figure]]:
    """The percentages (or numbers in brackets) of the items that follow."""
    for item in claims.flows[flow.index : flow.index + 25]:
        if item is not flow and not item.mark:
            if item.index == flow.index + 1 and (
                _DESCENDING.search(item.text) or _ASCENDING.search(item.text)
            ):
                continue
            return
        figures = item.values(start if item is flow else 0)
        percents = [
            figure
            for figure in figures
            if figure.number.percent or item.text[figure.start - 1 : figure.start] == "("
        ]
        for figure in percents or figures[-1:]:
            yield item, figure


# ---------------------------------------------------------------- changes


def directions(claims: Claims) -> Iterable[Finding]:
    """ "Naik dari 85 menjadi 80", or by another amount than the two figures give."""
    for change in claims.changes:
        before, after = change.before.value, change.after.value
        if before == after:
            continue
        if change.up != (after > before):
            yield finding(
                Kind.WORDING, ERROR, change.place, subject=change.text, stated=change.word,
                expected=Words(gettext_noop("kenaikan") if after > before else gettext_noop("penurunan")), message=DIRECTION,
                params={"before": change.before.text, "after": change.after.text},
            )  # fmt: skip
        elif change.by is not None and not _amount_fits(change):
            relative = abs(after - before) / before * HUNDRED if before else Decimal(0)
            yield finding(
                Kind.PERCENTAGE, WARNING, change.place, subject=change.text, stated=change.by.text,
                expected=show(abs(after - before)), message=AMOUNT,
                params={
                    "before": change.before.text, "after": change.after.text,
                    "relative": f" ({show(relative)}%)" if change.by.percent else "",
                },
            )  # fmt: skip


def _amount_fits(change: Change) -> bool:
    if change.by is None or not change.before.value:
        return True
    gap = abs(change.after.value - change.before.value)
    ways = [
        gap,
        gap / change.before.value * HUNDRED,
        gap / change.after.value * HUNDRED if change.after.value else gap,
    ]
    ways += [change.after.value / change.before.value * HUNDRED, change.after.value / change.before.value]
    return any(fit(change.by, way) is not Fit.NO for way in ways)


_DIBANDING = re.compile(r"\bdi ?banding(?:kan)?\b", re.I)
_CHANGED_BY = re.compile(
    r"\b(?:peningkatan|kenaikan|penurunan|meningkat|naik|menurun|turun|bertambah|berkurang)\s+(?:sebesar|sebanyak)\s*$",
    re.I,
)


def comparisons(claims: Claims) -> Iterable[Finding]:
    """ "Turun sebesar 5 % dibandingkan tahun lalu sebesar X": the change is that of no figure nearby."""
    for flow in claims.flows:
        for start, end in flow.sentences():
            cue = _DIBANDING.search(flow.text, start, end)
            if cue is None:
                continue
            figures = flow.values(start, end)
            by = next((f for f in figures if _CHANGED_BY.search(flow.text[: f.start])), None)
            before = next((f for f in figures if f.start > cue.end() and f is not by), None)
            if by is None or before is None or not before.number.value or "menjadi" in flow.text[start:end]:
                continue
            yield from _compared(claims, flow, by, before)


def _compared(claims: Claims, flow: Flow, by: Figure, before: Figure) -> Iterable[Finding]:
    near = [*claims.flows[max(flow.index - 1, 0) : flow.index], flow]
    others = [
        figure.number.value
        for item in near
        for figure in item.values()
        if figure not in (by, before)
        and (figure.number.percent, figure.number.money) == (before.number.percent, before.number.money)
    ]
    ways = [way for value in others for way in _ways(value, before.number.value)]
    if ways and all(fit(by.number, way) is Fit.NO for way in ways):
        nearest = min(ways, key=lambda way: abs(way - by.number.value))
        yield finding(
            Kind.PERCENTAGE, WARNING, flow.place_at(by.start), subject=flow.text, stated=by.number.text,
            expected=show(nearest), message=COMPARED, params={"before": before.number.text},
        )  # fmt: skip


def _ways(value: Decimal, before: Decimal) -> tuple[Decimal, Decimal]:
    gap = abs(value - before)
    return gap, gap / before * HUNDRED


# ---------------------------------------------------------------- above and below the target

_ABOVE = re.compile(
    r"(?<!tidak )(?<!belum )\b(?:melampaui|melebihi|di ?atas|berada di atas)\s+(?:dari\s+)?target", re.I
)
_BELOW = re.compile(
    r"\b(?:belum|tidak)\s+(?:dapat\s+)?(?:mencapai|memenuhi|tercapai)|\bdi ?bawah\s+target", re.I
)


def target_words(claims: Claims) -> Iterable[Finding]:
    """ "Melampaui target" where the actual is below it, or "di bawah target" where it is not."""
    groups: dict[tuple[int, int], list[NamedNumber]] = {}
    for named in claims.named:
        groups.setdefault((named.line, named.sentence), []).append(named)
    for (index, _), group in groups.items():
        targets = [named.number for named in group if named.role is Role.TARGET]
        actuals = [named.number for named in group if named.role is Role.ACTUAL]
        line = claims.lines[index]
        if len(targets) != 1 or len(actuals) != 1 or line.tabular or lower_is_better(line.text):
            continue
        target, actual = targets[0], actuals[0]
        above, below = _ABOVE.search(line.text), _BELOW.search(line.text)
        wrong = above if above and not below and actual.value < target.value else None
        wrong = below if below and not above and actual.value >= target.value else wrong
        if wrong is not None and target.percent == actual.percent:
            yield finding(
                Kind.WORDING,
                WARNING,
                actual.place,
                subject=line.text,
                stated=wrong[0],
                expected=Words(
                    gettext_noop("di bawah") if actual.value < target.value else gettext_noop("mencapai")
                ),
                message=ABOVE,
                params={"actual": actual.text, "target": target.text},
            )


# ---------------------------------------------------------------- the highest and the lowest

_EXTREME = re.compile(
    r"\b(?P<word>tertinggi|terbesar|paling tinggi|paling besar|terendah|terkecil|paling rendah|paling kecil)\b",
    re.I,
)


def extremes(claims: Claims) -> Iterable[Finding]:
    """ "Tertinggi … sebesar 90 %", although the same column has a higher value."""
    for flow in claims.flows:
        for start, end in flow.sentences():
            words = list(_EXTREME.finditer(flow.text, start, end))
            if len(words) != 1 or _DESCENDING.search(flow.text) or _ASCENDING.search(flow.text):
                continue
            figures = [
                f
                for f in flow.values(words[0].end(), end)
                if f.number.percent or f.number.decimals or f.number.value > 50
            ]
            if len(figures) == 1:
                yield from _extreme(claims, flow, words[0], figures[0])


def _extreme(claims: Claims, flow: Flow, word: re.Match[str], figure: Figure) -> Iterable[Finding]:
    highest = word["word"].lower() in ("tertinggi", "terbesar", "paling tinggi", "paling besar")
    for table in claims.tables:
        if not table.grid or (
            not -8 <= table.place.line - flow.place.line <= 30
            and not 0 <= flow.place.line - table.place.line <= 60
        ):
            continue
        for column in range(max((len(row.values) for row in table.rows), default=0)):
            numbers = [
                v
                for row in table.leaves
                if column < len(row.values) and (v := row.values[column]) is not None
            ]
            values = [number.value for number in numbers]
            if (
                values.count(figure.number.value) != 1
                or len(values) < 3
                or numbers[0].percent != figure.number.percent
            ):
                continue
            best = max(numbers, key=lambda n: n.value) if highest else min(numbers, key=lambda n: n.value)
            if best.value != figure.number.value:
                yield finding(
                    Kind.WORDING, WARNING, flow.place_at(figure.start), subject=flow.text, stated=figure.number.text,
                    expected=best.text, message=HIGHEST, params={"word": word["word"].lower()}, others=[best.place],
                )  # fmt: skip
            return
