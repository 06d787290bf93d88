"""Numbers, percentages and money in the Indonesian way: 1.234,56 · 97,5% · Rp1.234.567,00.

A dot parts the thousands, a comma the decimals (EYD V). The percent sign and "Rp" stand against
the digits. Only Decimal, exact at any length; rounding is half up and happens here, in print.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from akuntabel.core.errors import InvalidValueError, ParseError, gettext_noop, quoted

EMPTY = gettext_noop("Belum ada angka. Tulis angkanya, misalnya 1.234,56; tulis 0 bila nilainya nol.")
DASH = gettext_noop(
    "Tanda “{text}” berarti kosong, bukan nol. Tulis 0 bila nilainya nol, atau kosongkan isiannya."
)
AMBIGUOUS = gettext_noop(
    "“{text}” tidak jelas: titik hanya memisahkan ribuan, per tiga angka. "
    "Tulis “{suggestion}” bila yang dimaksud angka desimal."
)
ENGLISH = gettext_noop(
    "“{text}” tampaknya ditulis dengan cara Inggris. "
    "Tulis “{suggestion}”: titik untuk ribuan, koma untuk desimal."
)
UNREADABLE = gettext_noop(
    "“{text}” tidak terbaca sebagai angka. "
    "Tulis seperti 1.234,56: titik untuk ribuan, koma untuk desimal, tanpa huruf dan spasi."
)
TOO_FINE = gettext_noop(
    "“{text}” punya lebih dari dua angka sen. "
    "Tulis ribuan dengan titik (Rp1.234) dan sen paling banyak dua angka (Rp1.234,56)."
)
NOT_FINITE = gettext_noop("{value} bukan bilangan yang dapat ditulis. Periksa hitungan asalnya.")

_SWAP = str.maketrans(".,", ",.")
_MINUS = ("-", "−")
_DASHES = {"-", "−", "–", "—", "--"}

_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_ONE_DOT = re.compile(r"[0-9]+\.[0-9]+")
_PERCENT_SIGN = re.compile(r" ?(?:%|persen)$", re.IGNORECASE | re.ASCII)
_RUPIAH_SIGN = re.compile(r"^([-−(]? ?)rp\.? ?", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,] ?[-–—]+(?=\)?$)")  # the ",-" that closes an amount without cents


def format_number(value: Decimal, places: int | None = None) -> str:
    """Write ``value`` as "1.234,56", with a plain "-" before a negative number.

    ``places`` is the number of decimals, rounded half up and filled with zeros; None writes as
    many as the value has, without trailing zeros. Raises InvalidValueError for NaN and infinity.
    """
    sign, digits = _written(value, places, trim=places is None)
    return sign + digits


def format_percent(value: Decimal, places: int = 2, trim: bool = True) -> str:
    """Write ``value``, which is in percent (97.5, not 0.975), as "97,5%".

    Rounds half up to ``places`` decimals; ``trim`` leaves trailing zeros out ("62,5%"), else
    all places are written ("62,50%", for a column). Raises InvalidValueError for NaN, infinity.
    """
    sign, digits = _written(value, places, trim=trim)
    return f"{sign}{digits}%"


def format_money(value: Decimal, cents: bool = True) -> str:
    """Write ``value`` rupiah as "Rp24.473.490.000,00"; a debt as "-Rp1.234,00".

    Without ``cents`` it is rounded half up to the rupiah: "Rp24.473.490.000". Raises
    InvalidValueError for NaN and infinity.
    """
    sign, digits = _written(value, 2 if cents else 0, trim=False)
    return f"{sign}Rp{digits}"


def format_quantity(value: Decimal, unit: str, places: int | None = None) -> str:
    """Write ``value`` with its ``unit``: "12 laporan"; "97,5%" when the unit is "%".

    ``places`` as in :func:`format_number`; None means 2, trimmed, for a percentage. A quantity
    without a unit ("") is the bare number. Raises InvalidValueError for NaN and infinity.
    """
    if unit.strip() == "%":
        return format_percent(value) if places is None else format_percent(value, places, trim=False)
    return f"{format_number(value, places)} {unit}".rstrip()


def parse_number(text: str) -> Decimal:
    """Read "1.234,56", "1.400" (1400), "1,4", "-5" or "−5" exactly.

    Raises ParseError for anything else, and says how to write it: "1.4" and "1.40" could mean
    two things, "1,234.56" is the English way, and a lone "-" means empty, never zero.
    """
    return _signed(_body(text), text)


def parse_percent(text: str) -> Decimal:
    """Read "97,5%" as 97.5 (percent). The sign may stand apart, be "persen", or be missing.

    Raises ParseError as :func:`parse_number`.
    """
    return _signed(_PERCENT_SIGN.sub("", _body(text)), text)


def parse_money(text: str) -> Decimal:
    """Read rupiah: "Rp24.473.490.000,00", "Rp. 5.069.499.096,-", "1.234"; "(1.234)" is negative.

    Raises ParseError as :func:`parse_number`, and for more than two digits of cents: "Rp5,069"
    is rather five thousand written the English way.
    """
    body = _RUPIAH_SIGN.sub(r"\1", _body(text))
    if body in _DASHES:
        raise ParseError(DASH, text=quoted(text))
    body = _NO_CENTS.sub("", body)
    if body.startswith("(") and body.endswith(")"):
        value = _negative(_unsigned(body[1:-1].strip(), text))
    else:
        value = _signed(body, text)
    if len(body.rstrip(") ").partition(",")[2]) > 2:
        raise ParseError(TOO_FINE, text=quoted(text))
    return value


def _written(value: Decimal, places: int | None, *, trim: bool) -> tuple[str, str]:
    """The sign ("-" or "") and the digits of ``value``; what rounds to zero has no sign."""
    if not value.is_finite():
        raise InvalidValueError(NOT_FINITE, value=value)
    if places is not None:
        # The default context holds 28 digits; this one holds all that the result needs.
        exact = Context(prec=max(value.adjusted() + places + 2, 1), rounding=ROUND_HALF_UP)
        value = value.quantize(Decimal(1).scaleb(-places), context=exact)
    digits = format(value.copy_abs(), ",f")
    if trim and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return ("-" if value < 0 else "", digits.translate(_SWAP))


def _body(text: str) -> str:
    """``text`` with single plain spaces only (str.split knows the non-breaking ones too)."""
    body = " ".join(text.split())
    if not body:
        raise ParseError(EMPTY)
    return body


def _signed(body: str, text: str) -> Decimal:
    if body in _DASHES:
        raise ParseError(DASH, text=quoted(text))
    if body.startswith(_MINUS):
        return _negative(_unsigned(body[1:].lstrip(), text))
    return _unsigned(body, text)


def _unsigned(body: str, text: str) -> Decimal:
    if _PLAIN.fullmatch(body) or _GROUPED.fullmatch(body):
        return Decimal(body.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(body):
        raise ParseError(ENGLISH, text=quoted(text), suggestion=quoted(body.translate(_SWAP)))
    if _ONE_DOT.fullmatch(body):
        raise ParseError(AMBIGUOUS, text=quoted(text), suggestion=quoted(body.replace(".", ",")))
    raise ParseError(UNREADABLE, text=quoted(text))


def _negative(value: Decimal) -> Decimal:
    """Minus ``value``, exactly (the minus operator would round to 28 digits); no minus zero."""
    return value.copy_negate() if value else value
