"""Numbers as reports print them: any separators, units glued on, ``Rp. 5.069,-``, OCR ``lOOo/o``.

Tolerant where :mod:`akuntabel.core.indonesian` is strict: a form to be filled in must be refused
when it is ambiguous, a finished report must be read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from akuntabel.checker.blocks import Place

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
HUNDRED = Decimal(100)


class Habit(StrEnum):
    """What a dot before exactly three digits means in a document."""

    INDONESIAN = "indonesian"  # 1.400 is one thousand four hundred
    ENGLISH = "english"  # 1,400 is; 1.400 is one and four tenths


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed. ``decimals`` are those shown; ``unit`` is the word or sign behind it."""

    text: str
    value: Decimal
    decimals: int
    place: Place
    unit: str = ""
    percent: bool = False
    money: bool = False
    other: Decimal | None = None  # the second reading, where the separators allow two
    upper: Decimal | None = None  # the upper end of a target that is a range: 10–12

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """The value, and the second reading where there is one."""
        return (self.value,) if self.other is None else (self.value, self.other)

    @property
    def whole(self) -> bool:
        """Whether it was printed without decimals."""
        return self.decimals == 0


_OCR_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_ENGLISH_SIGNS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d{1,2}(?![\d.,])|(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d.,])"
)
_INDONESIAN_SIGNS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,])|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.,])"
)


_COMMA_THOUSAND = re.compile(r",\d{3}")
_DOT_THOUSAND = re.compile(r"\.\d{3}")


def habit_of(texts: Iterable[str]) -> Habit:
    """The separators of a document: those of its long numbers; Indonesian when it has none."""
    english = indonesian = 0
    for text in texts:
        if _COMMA_THOUSAND.search(text):
            english += len(_ENGLISH_SIGNS.findall(text))
        if _DOT_THOUSAND.search(text):
            indonesian += len(_INDONESIAN_SIGNS.findall(text))
    return Habit.ENGLISH if english > indonesian else Habit.INDONESIAN


def read_digits(digits: str, habit: Habit) -> tuple[Decimal, int, Decimal | None]:
    """The value of ``digits``, the decimals shown, and a second reading where there is one."""
    digits = digits.translate(_OCR_DIGITS).strip(".,")
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return Decimal(digits), 0, None
    if dots and commas:
        mark = "." if digits.rfind(".") > digits.rfind(",") else ","
        return _with_mark(digits, mark)
    mark = "." if dots else ","
    if dots + commas > 1:
        return Decimal(digits.replace(mark, "")), 0, None
    head, tail = digits.split(mark)
    if len(tail) != 3 or head.startswith("0") or len(head) > 3:
        return _with_mark(digits, mark)
    whole, decimal = Decimal(head + tail), Decimal(f"{head}.{tail}")
    thousands = (mark == ".") == (habit is Habit.INDONESIAN)
    return (whole, 0, decimal) if thousands else (decimal, 3, whole)


def _with_mark(digits: str, mark: str) -> tuple[Decimal, int, None]:
    whole, _, tail = digits.replace("," if mark == "." else ".", "").rpartition(mark)
    whole = re.sub(r"[.,]", "", whole)  # separators that follow no habit only part the thousands
    return Decimal(f"{whole or 0}.{tail}" if tail else whole), len(tail), None


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` rounded half up."""
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def truncated(value: Decimal, places: int) -> Decimal:
    """``value`` with the further decimals cut off."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN, context=_EXACT)


class Fit(StrEnum):
    """How well a printed number says what was worked out."""

    EXACT = "exact"  # rounded half up (or half even) to the decimals shown
    ROUNDING = "rounding"  # cut off
    COARSE = "coarse"  # less than one unit of the last decimal above, or only if trailing zeros are forgiven
    NO = "no"


def fit(stated: Number, exact: Decimal) -> Fit:
    """How well ``stated`` says ``exact``, in the best of its readings."""
    best = Fit.NO
    for value in stated.readings:
        places = stated.decimals if value == stated.value else _places(value)
        step = Decimal(1).scaleb(-places)
        gap = abs(value - exact)
        if gap > 1:
            continue  # no way of rounding goes further
        if value in (rounded(exact, places), exact.quantize(step, rounding=ROUND_HALF_EVEN, context=_EXACT)):
            return Fit.EXACT
        if value == truncated(exact, places):
            best = Fit.ROUNDING
        elif best is Fit.NO and gap < max(step, Decimal(1).scaleb(-_places(value))):
            best = Fit.COARSE
    return best


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def show(value: Decimal, places: int = 2, *, english: bool = False) -> str:
    """``value`` as the reports write it: 1.234,56, without trailing zeros."""
    text = format(rounded(value, places), ",f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if english else text.translate(str.maketrans(".,", ",."))


def show_like(stated: Number, value: Decimal) -> str:
    """``value`` written in the manner of ``stated``: its sign, and at least its decimals."""
    if stated.money:
        return "Rp" + show(value, stated.decimals or 0)
    places = max(stated.decimals, 2)
    return show(value, places) + ("%" if stated.percent else "")
