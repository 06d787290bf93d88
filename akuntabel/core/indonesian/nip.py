"""The NIP, the 18-digit number of a civil servant (PNS): birth date, first appointment, sex, sequence.

Legal base: Peraturan Kepala BKN 22/2007 and 43/2007. The number of a PPPK has the same length but
another meaning and is not read here. A NIP shows its owner's birth date: mask it in public.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from akuntabel.core.errors import ParseError, gettext_noop, quoted
from akuntabel.core.indonesian.dates import format_date

EARLIEST_AGE = 17  # years; nobody is appointed younger

WRONG_LENGTH = gettext_noop(
    "“{text}” bukan NIP: harus 18 angka, yang ini {count}. Tulis seperti 19010101 192001 1 001; "
    "NIP lama 9 angka perlu diganti dengan yang baru."
)
NOT_DIGITS = gettext_noop(
    "“{text}” bukan NIP: hanya angka dan spasi yang boleh. Tulis seperti 19010101 192001 1 001."
)
BAD_BIRTH = gettext_noop(
    "Delapan angka pertama NIP “{text}” bukan tanggal lahir (tahun, bulan, hari). Periksa lagi."
)
BAD_MONTH = gettext_noop(
    "Bulan pengangkatan pada NIP “{text}” tertulis {month}, seharusnya 01 sampai 12. "
    "Periksa lagi; nomor PPPK berbeda susunannya."
)
TOO_YOUNG = gettext_noop(
    "Menurut NIP “{text}” pegawai lahir {birth} dan diangkat {month:02d}-{year:04d}, "
    "sebelum berumur 17 tahun. Periksa lagi."
)
IN_FUTURE = gettext_noop(
    "Pengangkatan pada NIP “{text}” ({month:02d}-{year:04d}) belum terjadi. Periksa lagi."
)
BAD_SEX = gettext_noop(
    "Angka ke-15 NIP “{text}” tertulis {digit}, seharusnya 1 (laki-laki) atau 2 (perempuan)."
)
BAD_SEQUENCE = gettext_noop("Nomor urut NIP “{text}” tertulis 000, padahal dimulai dari 001. Periksa lagi.")

_SEXES: dict[str, Literal["male", "female"]] = {"1": "male", "2": "female"}
_MASK = "********"


class Appointed(NamedTuple):
    """The month of the first appointment (CPNS): full year, and month 1 to 12."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Nip:
    """What a NIP says. ``sequence`` (1 to 999) tells apart those who share all the rest."""

    birth: dt.date
    appointed: Appointed
    sex: Literal["male", "female"]
    sequence: int

    @property
    def digits(self) -> str:
        """The 18 digits, without spaces."""
        birth = f"{self.birth.year:04d}{self.birth.month:02d}{self.birth.day:02d}"
        appointed = f"{self.appointed.year:04d}{self.appointed.month:02d}"
        return f"{birth}{appointed}{1 if self.sex == 'male' else 2}{self.sequence:03d}"

    def age_on(self, date: dt.date) -> int:
        """Full years lived on ``date``; a report may wonder about one beyond the pension age."""
        had_birthday = (date.month, date.day) >= (self.birth.month, self.birth.day)
        return date.year - self.birth.year - (0 if had_birthday else 1)


def parse_nip(text: str, *, today: dt.date | None = None) -> Nip:
    """Read the 18 digits of a NIP, spaces allowed anywhere, and check what they say.

    Raises ParseError when they are not 18 digits, the birth date or month does not exist, the
    appointment is before the age of 17 or (with ``today``) in the future, the sex digit is not 1
    or 2, or the sequence is 000.
    """
    digits = _digits(text)
    birth = _birth(digits, text)
    appointed = _appointed(digits, birth, text)
    if today is not None and appointed > (today.year, today.month):
        raise ParseError(IN_FUTURE, text=quoted(text), **appointed._asdict())
    sex = _SEXES.get(digits[14])
    if sex is None:
        raise ParseError(BAD_SEX, text=quoted(text), digit=digits[14])
    sequence = int(digits[15:])
    if sequence == 0:
        raise ParseError(BAD_SEQUENCE, text=quoted(text))
    return Nip(birth, appointed, sex, sequence)


def format_nip(digits: str) -> str:
    """Write a NIP as "19010101 192001 1 001". Raises ParseError unless given 18 digits.

    Only the length is checked: a number that :func:`parse_nip` doubts can still be shown.
    """
    plain = _digits(digits)
    return f"{plain[:8]} {plain[8:14]} {plain[14]} {plain[15:]}"


def mask_nip(digits: str) -> str:
    """Write a NIP without the birth date: "******** 192001 1 001". Raises ParseError as format_nip."""
    return _MASK + format_nip(digits)[len(_MASK) :]


def _digits(text: str) -> str:
    plain = "".join(text.split())
    if not re.fullmatch(r"[0-9]*", plain):
        raise ParseError(NOT_DIGITS, text=quoted(text))
    if len(plain) != 18:
        raise ParseError(WRONG_LENGTH, text=quoted(text), count=len(plain))
    return plain


def _birth(digits: str, text: str) -> dt.date:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise ParseError(BAD_BIRTH, text=quoted(text)) from None


def _appointed(digits: str, birth: dt.date, text: str) -> Appointed:
    appointed = Appointed(int(digits[8:12]), int(digits[12:14]))
    if not 1 <= appointed.month <= 12:
        raise ParseError(BAD_MONTH, text=quoted(text), month=digits[12:14])
    if appointed < (birth.year + EARLIEST_AGE, birth.month):
        raise ParseError(TOO_YOUNG, text=quoted(text), birth=format_date(birth), **appointed._asdict())
    return appointed
