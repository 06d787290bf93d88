"""Numbers printed in digits and in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.findings import Finding, Kind
from akuntabel.checker.rules.common import ERROR, NOTE, finding
from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.indonesian.terbilang import terbilang

DIFFERENT: Final = gettext_noop("Angka {number} tertulis “{stated}”; dengan huruf seharusnya “{expected}”.")
CAPITAL: Final = gettext_noop("“{stated}” di dalam kurung ditulis dengan huruf kecil: “{expected}”.")


def words_and_digits(claims: Claims) -> Iterable[Finding]:
    """The words say another number than the digits."""
    for pair in claims.pairs:
        if pair.said not in pair.number.readings:
            yield finding(
                Kind.WORDS,
                ERROR,
                pair.place,
                subject=f"{pair.number.text} ({pair.words})",
                stated=pair.words,
                expected=_in_words(pair.number.value, money=pair.number.money),
                message=DIFFERENT,
                params={"number": pair.number.text},
            )


def capital_words(claims: Claims) -> Iterable[Finding]:
    """Number words in brackets begin with a capital, though others in the report do not."""
    lower = sum(pair.words[:1].islower() for pair in claims.pairs)
    for pair in claims.pairs:
        if pair.words[:1].isupper() and not pair.number.money and lower > 2:
            yield finding(
                Kind.WORDING, NOTE, pair.place, subject=f"{pair.number.text} ({pair.words})", stated=pair.words,
                expected=pair.words.lower(), message=CAPITAL,
            )  # fmt: skip


def _in_words(value: Decimal, *, money: bool) -> str:
    try:
        return terbilang(value) + (" rupiah" if money else "")
    except AkuntabelError:
        return str(value)
