"""The cells of a table of money: kept as JSON until it is applied, and read as rupiah, code, day or text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from akuntabel.core.errors import ParseError, gettext_noop, quoted
from akuntabel.core.indonesian import format_number, format_short, parse_date, parse_money
from akuntabel.planning.models import Fund
from akuntabel.tables.handed_in import Unusable

NO_FUND = gettext_noop("Sumber dana “{text}” tidak dikenal. Tulis RM atau APBN, atau Hibah.")
NOT_MONEY = gettext_noop("“{text}” bukan jumlah rupiah. Tulis angkanya saja.")

_DASHES = ("-", "–", "—", "−")
_MACHINE = re.compile(r"-?\d{4,}\.\d{1,2}")  # four digits before the dot: no Indonesian thousands
_FUNDS = {
    "apbn": Fund.STATE, "rm": Fund.STATE, "rmp": Fund.STATE, "rupiah murni": Fund.STATE, "pnbp": Fund.STATE,
    "pnp": Fund.STATE, "hibah": Fund.GRANT, "hdn": Fund.GRANT, "hln": Fund.GRANT,
    "hld": Fund.GRANT, "hll": Fund.GRANT, "hd": Fund.GRANT, "hibah langsung": Fund.GRANT, "hibah daerah": Fund.GRANT,
    "hibah langsung dalam negeri": Fund.GRANT,
}  # fmt: skip


def packed(value: Any) -> Any:
    """A cell as JSON: text as it is, anything else with its kind."""
    if isinstance(value, Unusable):
        return {"bad": value.template, "cell": value.cell, "text": quoted(value.text)}
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return {"number": repr(value) if isinstance(value, float) else str(value)}
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()  # half a sign cannot be kept


def text_of(cell: Any) -> str:
    """What stands in a packed cell, as text: 521211, not 521211.0."""
    match cell:
        case {"bad": _}:
            return str(cell["text"])
        case {"day": day}:
            return format_short(dt.date.fromisoformat(day))
        case {"number": number}:
            return format_number(Decimal(number)).replace(".", "")
        case None | False | True:
            return ""
    return " ".join(str(cell).split())


def money_of(cell: Any) -> Decimal | None:
    """Rupiah of a packed cell; None of an empty one or a dash.

    Raises:
        ParseError: it is a formula, an error or no amount.
    """
    match cell:
        case None:
            return None
        case {"number": number}:
            return Decimal(number)
        case {"day": _} | True | False:
            raise ParseError(NOT_MONEY, text=quoted(text_of(cell)))
    refuse_unusable(cell)
    text = text_of(cell)
    if not text or text in _DASHES:
        return None
    if _MACHINE.fullmatch(text):
        return Decimal(text)
    return parse_money(text)


def day_of(cell: Any) -> dt.date | None:
    """The day of a packed cell; None of an empty one.

    Raises:
        ParseError: it is no date.
    """
    if isinstance(cell, Mapping) and "day" in cell:
        return dt.date.fromisoformat(cell["day"])
    refuse_unusable(cell)
    text = text_of(cell)
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}( .*)?", text):
        text = text[:10]
    return parse_date(text)


def fund_of(cell: Any) -> str:
    """The fund that a packed cell names; "" of an empty one.

    Raises:
        ParseError: the fund is not known.
    """
    refuse_unusable(cell)
    text = re.sub(r"[^\w]+", " ", text_of(cell).casefold()).strip()
    if not text:
        return ""
    if text not in _FUNDS:
        raise ParseError(NO_FUND, text=quoted(text_of(cell)))
    return str(_FUNDS[text].value)


def refuse_unusable(cell: Any) -> None:
    """Raise ParseError when a packed cell holds a formula or an error instead of a value."""
    if isinstance(cell, Mapping) and "bad" in cell:
        raise ParseError(cell["bad"], cell=cell["cell"], text=cell["text"])
