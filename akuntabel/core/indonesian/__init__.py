"""How values are written in Indonesian documents, and how they are read back.

Pure: numbers, percentages and money (``numbers``), number words (``terbilang``), dates
(``dates``), and the number of a civil servant (``nip``). What a formatter here writes, its
parser here reads; every parser raises :class:`~akuntabel.core.errors.ParseError` and nothing
else. Rules: the general spelling guide (EYD) and the office conventions named in each module.
"""

from akuntabel.core.errors import InvalidValueError, ParseError
from akuntabel.core.indonesian.dates import (
    MONTHS,
    WEEKDAYS,
    format_date,
    format_day_date,
    format_month,
    format_short,
    month_name,
    parse_date,
    parse_typed_date,
    roman,
    weekday_name,
)
from akuntabel.core.indonesian.nip import Appointed, Nip, format_nip, mask_nip, parse_nip
from akuntabel.core.indonesian.numbers import (
    format_money,
    format_number,
    format_percent,
    format_quantity,
    parse_money,
    parse_number,
    parse_percent,
)
from akuntabel.core.indonesian.terbilang import LARGEST, parse_terbilang, terbilang, with_words

__all__ = [
    "LARGEST",
    "MONTHS",
    "WEEKDAYS",
    "Appointed",
    "InvalidValueError",
    "Nip",
    "ParseError",
    "format_date",
    "format_day_date",
    "format_money",
    "format_month",
    "format_nip",
    "format_number",
    "format_percent",
    "format_quantity",
    "format_short",
    "mask_nip",
    "month_name",
    "parse_date",
    "parse_money",
    "parse_nip",
    "parse_number",
    "parse_percent",
    "parse_terbilang",
    "parse_typed_date",
    "roman",
    "terbilang",
    "weekday_name",
    "with_words",
]
