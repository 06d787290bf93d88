"""Totals and shares that sentences name: parts of a total, percentages in brackets, sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.flows import Figure, Flow
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, show, show_like
from akuntabel.checker.claims.parts import Part, PartsClaim
from akuntabel.checker.findings import Finding, Kind
from akuntabel.checker.rules.common import ERROR, WARNING, finding
from akuntabel.core.errors import gettext_noop

PARTS: Final = gettext_noop("{parts} berjumlah {expected}, bukan {stated}.")
SHARE: Final = gettext_noop("{part} dari {whole} adalah {expected}, bukan {stated}.")


def stated_parts(claims: Claims) -> Iterable[Finding]:
    """A sentence names a total and its parts, and they do not add up; or a share is of neither."""
    for claim in claims.parts:
        fits = _prefix_fits(claim)
        if fits is None:
            wrong = _wrong_parts(claim)
            if wrong is not None:
                yield wrong
        yield from _shares(claim, fits)


def _prefix_fits(claim: PartsClaim) -> Number | None:
    """The total that the first parts (all, or all of one list) add up to."""
    running = Decimal(0)
    for index, part in enumerate(claim.parts, 1):
        running += part.number.value
        match = next((total for total in claim.totals if total.value == running), None)
        if index >= 2 and match is not None:
            return match
    return None


def _wrong_parts(claim: PartsClaim) -> Finding | None:
    total = sum((part.number.value for part in claim.parts), Decimal(0))
    stated = min(claim.totals, key=lambda number: abs(number.value - total))
    largest = max(part.number.value for part in claim.parts)
    if (stated.value < largest and not claim.tight) or (not claim.sure and not claim.tight):
        return None
    parts = " + ".join(_short(part.number) for part in claim.parts)
    return finding(
        Kind.SUM,
        ERROR if claim.sure else WARNING,
        claim.place,
        subject=claim.text,
        stated=stated.text,
        expected=show_like(stated, total) if stated.money else show(total, 0),
        message=PARTS,
        params={"parts": parts},
        others=[part.place for part in claim.parts],
    )


def _short(number: Number) -> str:
    return number.text.removesuffix(",-").strip()


def _shares(claim: PartsClaim, total: Number | None) -> Iterable[Finding]:
    added = sum((part.number.value for part in claim.parts), Decimal(0))
    wholes = [number.value for number in claim.totals if number.value >= added / 2] + [added]
    whole = total.value if total is not None else added
    for part in claim.parts:
        if part.share is not None and whole and not _share_fits(part, wholes):
            exact = part.number.value / whole * HUNDRED
            yield finding(
                Kind.PERCENTAGE, ERROR, part.place, subject=part.text, stated=part.share.text,
                expected=show_like(part.share, exact), message=SHARE,
                params={"part": part.number.text, "whole": show(whole, 0)},
            )  # fmt: skip


def _share_fits(part: Part, wholes: Sequence[Decimal]) -> bool:
    return part.share is not None and any(
        fit(part.share, part.number.value / whole * HUNDRED) is not Fit.NO for whole in wholes if whole
    )


# ---------------------------------------------------------------- shares and sums within a paragraph

_BRACKET = re.compile(r"^\s*(?:\([a-z ]+\)\s*)?(?:[A-Za-z]+\s+){0,2}(?:\(|atau(?: sebesar)?)\s*$")
_SO_THAT = re.compile(
    r"\bsehingga\b[^.;]{0,40}\b(?:jumlah|total|seluruh|beban|menjadi)\b[^.;\d]{0,40}$", re.I
)


def shares_in_text(claims: Claims) -> Iterable[Finding]:
    """ "9 indikator (75 %)": the percentage is of no number in its paragraph."""
    known = {part.place for claim in claims.parts for part in claim.parts if part.share is not None}
    for flow in claims.flows:
        figures = flow.values()
        for count, share in pairwise(figures):
            if (
                not share.number.percent
                or count.number.percent
                or count.number.money
                or not count.number.whole
            ):
                continue
            if not _BRACKET.match(flow.text[count.end : share.start]) or flow.place_at(count.start) in known:
                continue
            yield from _share_of_any(flow, count, share, figures)


def _share_of_any(flow: Flow, count: Figure, share: Figure, figures: Sequence[Figure]) -> Iterable[Finding]:
    wholes = {
        figure.number.value
        for figure in figures
        if not figure.number.percent and not figure.number.money and figure.number.whole and figure is not count
        and figure.number.value >= count.number.value > 0
    }  # fmt: skip
    fits = [fit(share.number, count.number.value / whole * HUNDRED) for whole in wholes]
    if wholes and all(found in (Fit.NO, Fit.COARSE) for found in fits):
        nearest = min(
            wholes, key=lambda whole: abs(count.number.value / whole * HUNDRED - share.number.value)
        )
        yield finding(
            Kind.PERCENTAGE, WARNING, flow.place_at(share.start), subject=flow.text, stated=share.number.text,
            expected=show_like(share.number, count.number.value / nearest * HUNDRED), message=SHARE,
            params={"part": count.number.text, "whole": show(nearest, 0)},
        )  # fmt: skip


def sums_in_text(claims: Claims) -> Iterable[Finding]:
    """ "1.250 masuk, 120 sisa lalu, sehingga jumlahnya 1.370": the two before it add up to another number."""
    for flow in claims.flows:
        for start, end in flow.sentences():
            figures = [f for f in flow.values(start, end) if not f.number.percent and f.number.whole]
            for first, second, total in zip(figures, figures[1:], figures[2:], strict=False):
                cued = _SO_THAT.search(flow.text[second.end : total.start])
                exact = first.number.value + second.number.value
                if cued and total.number.value not in (
                    exact,
                    abs(first.number.value - second.number.value),
                ):
                    yield finding(
                        Kind.SUM, WARNING, flow.place_at(total.start), subject=flow.text[start:end],
                        stated=total.number.text,
                        expected=show(exact, 0), message=PARTS,
                        params={"parts": f"{_short(first.number)} + {_short(second.number)}"},
                    )  # fmt: skip
