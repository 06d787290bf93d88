"""Number words: 22 is "dua puluh dua", and back.

"se-" stands only for one ten, one teen, one hundred and one thousand (sepuluh, sebelas, seratus,
seribu); one million is "satu juta". After "koma" the digits are read one by one.
"""

from __future__ import annotations

from decimal import Decimal

from akuntabel.core.errors import InvalidValueError, ParseError, gettext_noop, quoted
from akuntabel.core.indonesian.numbers import format_number

LARGEST = 999_999_999_999_999  # 999 trillion and all below the next: "triliun" is the last scale

TOO_LARGE = gettext_noop("{value} terlalu besar untuk ditulis dengan kata. Batasnya 999 triliun.")
NO_WORDS = gettext_noop("Belum ada kata bilangan. Tulis misalnya “dua puluh dua”.")
UNKNOWN_WORD = gettext_noop("“{word}” pada “{text}” bukan kata bilangan. Tulis misalnya “dua puluh dua”.")
MISORDERED = gettext_noop(
    "Urutan kata pada “{text}” tidak membentuk bilangan. Tulis misalnya “dua puluh dua”."
)
CONTRACTION = gettext_noop("“{text}” tidak lazim. Untuk {value} tulis “{suggestion}”.")
BAD_DECIMALS = gettext_noop(
    "Sesudah “koma” pada “{text}” harus ada angka satu per satu. "
    "Tulis misalnya “delapan puluh enam koma tiga enam”."
)
BEYOND = gettext_noop("“{text}” melebihi 999 triliun. Periksa kata-katanya.")

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))

_DIGIT_VALUES = {word: digit for digit, word in enumerate(_DIGITS)}
_SCALE_VALUES = {word: scale for scale, word in _SCALES}
_FACTORS = {"puluh": 10, "ratus": 100}
_CONTRACTIONS = {
    "sepuluh": ("satu", "puluh"),
    "sebelas": ("satu", "belas"),
    "seratus": ("satu", "ratus"),
    "seribu": ("satu", "ribu"),
    "sejuta": ("satu", "juta"),
}
_WORDS = {*_DIGIT_VALUES, *_SCALE_VALUES, *_FACTORS, *_CONTRACTIONS, "belas", "minus", "koma"}
_OLD_SPELLINGS = {"milyar": "miliar", "trilyun": "triliun"}  # still common in office papers


def terbilang(value: int | Decimal) -> str:
    """Write ``value`` in lower-case words: "delapan puluh enam koma tiga enam", "minus lima".

    Trailing zeros after the comma are not read out. Raises InvalidValueError for NaN, infinity
    and anything beyond ±:data:`LARGEST` (decimals apart).
    """
    number = Decimal(value)
    size = number.copy_abs()
    if not (number.is_finite() and size < LARGEST + 1):
        raise InvalidValueError(TOO_LARGE, value=number)
    words = ["minus"] if number < 0 else []
    words += _whole_words(int(size))
    decimals = format(size, "f").partition(".")[2].rstrip("0")
    if decimals:
        words += ["koma", *(_DIGITS[int(digit)] for digit in decimals)]
    return " ".join(words)


def with_words(value: int | Decimal, unit: str = "") -> str:
    """Write ``value`` in digits and words, with its ``unit`` if any: "22 (dua puluh dua) laporan".

    Raises InvalidValueError as :func:`terbilang`.
    """
    return f"{format_number(Decimal(value))} ({terbilang(value)}) {unit}".rstrip()


def parse_terbilang(text: str) -> Decimal:
    """Read number words, in any letter case and spacing; the inverse of :func:`terbilang`.

    The old spellings "milyar" and "trilyun" are read too. Raises ParseError for an unknown word,
    for words out of order, for "satu ribu" and "sejuta" (it says the right form), and beyond
    999 trillion.
    """
    words = [_OLD_SPELLINGS.get(word, word) for word in text.lower().split()]
    _check_words(words, text)
    negative = words[0] == "minus"
    whole, comma, decimals = _split(words[1:] if negative else words)
    if comma and not (decimals and all(word in _DIGIT_VALUES for word in decimals)):
        raise ParseError(BAD_DECIMALS, text=quoted(text))
    number = _whole_value(_expanded(whole))
    if number > LARGEST:
        raise ParseError(BEYOND, text=quoted(text))
    value = _decimal(number, decimals, negative=negative)
    right = _whole_words(number)
    if whole == right:
        return value
    if _expanded(whole) != _expanded(right):
        raise ParseError(MISORDERED, text=quoted(text))
    raise ParseError(CONTRACTION, text=quoted(text), value=format_number(value), suggestion=terbilang(value))


def _whole_words(number: int) -> list[str]:
    """The words of a whole number from 0 to LARGEST."""
    if number == 0:
        return ["nol"]
    words: list[str] = []
    for scale, name in _SCALES:
        group, number = divmod(number, scale)
        if group == 1 and name == "ribu":
            words.append("seribu")
        elif group:
            words += [*_group_words(group), name]
    return words + _group_words(number)


def _group_words(number: int) -> list[str]:
    """The words of a group of three digits; none for 0."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = _times(hundreds, "ratus", "seratus")
    if 11 <= rest <= 19:
        return words + _times(ones, "belas", "sebelas")
    words += _times(tens, "puluh", "sepuluh")
    return [*words, _DIGITS[ones]] if ones else words


def _times(count: int, name: str, single: str) -> list[str]:
    if count == 0:
        return []
    return [single] if count == 1 else [_DIGITS[count], name]


def _check_words(words: list[str], text: str) -> None:
    """Refuse an empty text and a word that is no number word."""
    if not words:
        raise ParseError(NO_WORDS)
    unknown = next((word for word in words if word not in _WORDS), None)
    if unknown is not None:
        raise ParseError(UNKNOWN_WORD, word=quoted(unknown), text=quoted(text))


def _split(words: list[str]) -> tuple[list[str], bool, list[str]]:
    """The words before "koma", whether there is one, and the words after it."""
    if "koma" not in words:
        return words, False, []
    place = words.index("koma")
    return words[:place], True, words[place + 1 :]


def _expanded(words: list[str]) -> list[str]:
    """``words`` with each contraction taken apart: "seribu" is "satu ribu"."""
    return [part for word in words for part in _CONTRACTIONS.get(word, (word,))]


def _whole_value(words: list[str]) -> int:
    """A number for ``words``, even when their order is wrong: the caller writes it again to see."""
    total = group = digit = 0
    for word in words:
        if word in _SCALE_VALUES:
            total += (group + digit) * _SCALE_VALUES[word]
            group = digit = 0
        elif word in _FACTORS:
            group, digit = group + digit * _FACTORS[word], 0
        elif word == "belas":
            group, digit = group + digit + 10, 0
        else:
            digit += _DIGIT_VALUES.get(word, 0)
    return total + group + digit


def _decimal(number: int, decimals: list[str], *, negative: bool) -> Decimal:
    digits = "".join(str(_DIGIT_VALUES[word]) for word in decimals)
    value = Decimal(f"{number}.{digits}" if digits else number)
    return value.copy_negate() if negative and value else value
