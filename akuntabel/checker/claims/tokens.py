"""Lines cut into words and numbers, each number with what it is: a value, a year, a label, a marker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import Habit, Number, read_digits


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"  # a value
    NOTHING = "nothing"  # NA, n/a, a dash in a cell
    MARKER = "marker"  # the number or letter of a list item
    LABEL = "label"  # a number that only names something: Tabel 5, Pasal 1, Nomor 53, ke-2, 005.01
    YEAR = "year"
    DATE = "date"  # the day in a date
    RANGE = "range"  # an end of a range: 91 - 100, > 100
    SIGN = "sign"
    CELL = "cell"  # the border of a cell
    LINE = "line"  # the end of a line


class Token(NamedTuple):
    """A piece of a line. ``start`` and ``end`` are offsets in the line's text."""

    kind: Kind
    text: str
    place: Place
    start: int
    end: int
    number: Number | None = None


MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
)
_NUMBER = r"""
    (?=[-−\dRI])(?:(?P<money>(?<![A-Za-z])(?:Rp|IDR)[.:]?\s*)(?=\d)|(?<![\w])(?<!\w[.,/])(?<!\w-))
    (?P<minus>(?<![\w)%][ ])(?<![\w)%])[-−](?=\d))?
    (?P<digits>\d+(?:[.,]\d+)*)
    (?P<cents>(?:[.,]\s?[-–—]+)(?!\w))?
    (?:\s?(?P<percent>%|persen\b|prosen\b|o/o|°/o|0/o))?
"""
# Each begins with a look at the first character: most are letters of a word.
_OCR = r"(?=[\dlIOo|])(?P<ocr>(?<![\w.,])[\dlIOo|]+(?:[.,][\dlIOo|]+)?)\s?(?P<ocrpercent>o/o|°/o|0/o|%)"
_NOTHING = r"(?=[nN])(?P<nothing>(?<![\w/])(?:N/?A|n/?a|n\.a\.?|nihil|NIHIL|Nihil)(?![\w/]))"
_WORD = r"(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)"
_PLAIN: dict[str | None, Kind] = {
    "nothing": Kind.NOTHING,
    "word": Kind.WORD,
    "tab": Kind.CELL,
    "sign": Kind.SIGN,
}  # the groups that need no second look
_LEXER = re.compile(rf"{_OCR}|{_NUMBER}|{_NOTHING}|{_WORD}|(?P<tab>\t)|(?P<sign>\S)", re.VERBOSE)

HAS_NUMBER = re.compile(r"\d|[o°]/o")  # what every number has, OCR's too
_LONGEST_NUMBER = 24  # characters; more is a code or a ruined column, not an amount
_LABEL_WORDS = frozenset(
    [
        "tabel",
        "table",
        "gambar",
        "grafik",
        "bagan",
        "diagram",
        "lampiran",
        "pasal",
        "ayat",
        "nomor",
        "no",
        "bab",
        "butir",
        "huruf",
        "angka",
        "halaman",
        "hal",
        "peraturan",
        "pp",
        "uu",
        "perpres",
        "permen",
        "permenpan",
        "permendagri",
        "pmk",
        "pkpu",
        "jilid",
        "seri",
        "kode",
        "edisi",
        "versi",
    ]
)
_VALUE_WORDS = frozenset(
    [
        "sebesar",
        "adalah",
        "yaitu",
        "yakni",
        "mencapai",
        "menjadi",
        "sebanyak",
        "sejumlah",
        "persentase",
        "nilai",
        "total",
        "jumlah",
        "dari",
        "ke",
        "dan",
        "atau",
        "bernilai",
        "berjumlah",
    ]
)
_MONTH = re.compile(
    rf"\s*-?\s*(?:{MONTHS}|jan|feb|mar|apr|jun|jul|agt|ags|agust|sep|sept|okt|nov|nop|des)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts the lines of one report into tokens, each line once however many claims ask for it."""

    habit: Habit
    _known: dict[int, tuple[Line, list[Token]]] = field(default_factory=dict)

    def tokens(self, line: Line) -> Sequence[Token]:
        """The tokens of ``line``."""
        known = self._known.get(id(line))
        if known is None:  # the line is kept too, so that nothing else takes its id
            known = self._known[id(line)] = line, tokens_of(line, self.habit)
        return known[1]


def tokens_of(line: Line, habit: Habit) -> list[Token]:
    """The tokens of ``line``; every one stands at the place of its cell."""
    places = _cell_places(line)
    place = line.cells[0].place
    found = []
    for match in _LEXER.finditer(line.text):
        while places and places[-1][0] <= match.start():
            place = places.pop()[1]
        kind = _PLAIN.get(match.lastgroup)
        if kind is None:
            found.append(_number_or_word(match, place, habit))
        else:
            found.append(Token(kind, match[0], place, match.start(), match.end()))
    return _classified(found, line.text)


def _cell_places(line: Line) -> list[tuple[int, Place]]:
    """Where each cell begins and stands, the last cell first."""
    places, offset = [], 0
    for cell in line.cells:
        places.append((offset, cell.place))
        offset += len(cell.text) + 1
    return places[::-1]


def _number_or_word(match: re.Match[str], place: Place, habit: Habit) -> Token:
    start, end = match.span()
    if match["ocr"] is not None and not _ocr_is_number(match):
        return Token(Kind.WORD, match["ocr"], place, start, end)
    if len(match["ocr"] or match["digits"] or "") > _LONGEST_NUMBER:
        return Token(Kind.WORD, match[0], place, start, end)
    return _number_token(match, place, habit)


def _ocr_is_number(match: re.Match[str]) -> bool:
    return any(letter.isdigit() for letter in match["ocr"]) or match["ocrpercent"] != "%"


def _number_token(match: re.Match[str], place: Place, habit: Habit) -> Token:
    ocr = match["ocr"]
    value, decimals, other = read_digits(ocr or match["digits"], habit)
    if match["minus"]:
        value, other = -value, None
    percent = bool(match["percent"] or ocr)
    money = bool(match["money"] or match["cents"])
    if money and decimals == 2 and value == value.to_integral_value():
        value = value.to_integral_value()
    unit = "%" if percent else "Rp" if money else ""
    number = Number(match[0].strip(), value, decimals, place, unit, percent, money, other)
    return Token(Kind.NUMBER, number.text, place, match.start(), match.end(), number)


_UNCERTAIN = (Kind.WORD, Kind.SIGN)  # what a single letter or sign is, its neighbours tell


def _classified(tokens: list[Token], text: str) -> list[Token]:
    found: list[Token] = []
    previous: Token | None = None
    for index, token in enumerate(tokens):
        if token.number is not None or (len(token.text) == 1 and token.kind in _UNCERTAIN):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            previous = _meant(token, previous, following, text)
        else:
            previous = token
        found.append(previous)
    return found


def _meant(token: Token, previous: Token | None, following: Token | None, text: str) -> Token:
    """``token`` as what its neighbours make of it."""
    if token.kind is Kind.NUMBER:
        return _numbered(token, previous, following, text)
    if token.kind is Kind.WORD and _is_letter_marker(token, previous, following, text):
        return token._replace(kind=Kind.MARKER)
    if token.text in "-–—" and token.kind is Kind.SIGN and _alone_in_cell(previous, following):
        return token._replace(kind=Kind.NOTHING)
    return token


def _alone_in_cell(previous: Token | None, following: Token | None) -> bool:
    before = previous is not None and previous.kind in (Kind.CELL, Kind.NUMBER, Kind.NOTHING)
    after = following is None or following.kind is Kind.CELL
    return before and after


def _numbered(token: Token, previous: Token | None, following: Token | None, text: str) -> Token:
    number = token.number
    if number is None:
        return token
    plain = number.text.isdigit()
    if plain and _MONTH.match(text, token.end) and number.value <= 31:
        return token._replace(kind=Kind.DATE)
    if _is_label(token, previous, text):
        return token._replace(kind=Kind.LABEL)
    if plain and _is_marker(token, previous, following, text):
        return token._replace(kind=Kind.MARKER)
    if _is_range_end(token, text):
        return token._replace(kind=Kind.RANGE)
    if plain and len(number.text) == 4 and 1945 <= number.value <= 2100:
        return token._replace(kind=Kind.YEAR)
    return token


def _is_label(token: Token, previous: Token | None, text: str) -> bool:
    after = text[token.end : token.end + 2]
    if re.match(r"[/][\w.]|-[A-Za-z]{2}", after) and not token.text.endswith("%"):
        return True
    before = text[max(0, token.start - 4) : token.start].lower()
    if before.endswith(("ke-", "ke -", "/")):
        return True
    if token.text.startswith("0") and re.fullmatch(r"0\d*\.\d+", token.text) and len(token.text) > 5:
        return True  # the code of a budget part: 005.01
    return (
        previous is not None
        and previous.kind is Kind.WORD
        and previous.text.lower() in _LABEL_WORDS
        and (token.number is not None and not token.number.percent and not token.number.money)
    )


def _is_marker(token: Token, previous: Token | None, following: Token | None, text: str) -> bool:
    if len(token.text) > 2:
        return False
    after = text[token.end : token.end + 3]
    cued = previous is not None and previous.kind is Kind.WORD and previous.text in _VALUE_WORDS
    if re.match(r"[.)]\s?[A-Za-z“\"(]", after):
        return not cued
    if re.match(r"[.)]\s*\t", after) and (previous is None or previous.kind is Kind.CELL):
        return True
    if previous is None:
        return re.match(r"\s+[A-Z]", after) is not None or re.match(r"[.)]\s*$|[.)]?\s*\t", after) is not None
    return False


def _is_letter_marker(token: Token, previous: Token | None, following: Token | None, text: str) -> bool:
    if len(token.text) != 1 or text[token.end : token.end + 1] not in (".", ")"):
        return False
    bounded = previous is None or previous.kind in (
        Kind.CELL,
        Kind.NUMBER,
        Kind.SIGN,
        Kind.MARKER,
        Kind.NOTHING,
    )
    return (bounded or token.text.islower()) and following is not None


_RANGE_AFTER = re.compile(r"\s*(?:-|–|—|s/d|s\.d\.?|sampai(?: dengan)?|hingga)\s*(?:[<>≤≥]\s*=?\s*)?\d", re.I)
_RANGE_BEFORE = re.compile(
    r"(?:[<>≤≥]\s*=?|\d\s?%?\s*(?:–|—|-|s/d|s\.d\.?|sampai(?: dengan)?|hingga))\s*$", re.I
)


def _is_range_end(token: Token, text: str) -> bool:
    return bool(
        _RANGE_AFTER.match(text, token.end)
        or _RANGE_BEFORE.search(text[max(0, token.start - 18) : token.start])
        or re.match(r"\s*(?:[<≤]|=\s*[<>])", text[token.end : token.end + 3])
    )


def stream(lines: Sequence[Line], cutter: Cutter) -> list[Token]:
    """The tokens of many lines one after the other, with a LINE token after each."""
    found: list[Token] = []
    for line in lines:
        found += cutter.tokens(line)
        found.append(Token(Kind.LINE, "\n", line.place, len(line.text), len(line.text)))
    return found


def numbers_in(text: str, place: Place, habit: Habit) -> list[tuple[int, int, Number]]:
    """Every number in ``text`` with its offsets, whatever it may mean there."""
    found: list[tuple[int, int, Number]] = []
    if HAS_NUMBER.search(text) is None:
        return found
    for match in _LEXER.finditer(text):
        if match.lastgroup in _PLAIN or len(match["ocr"] or match["digits"]) > _LONGEST_NUMBER:
            continue
        if match["digits"] is not None or (match["ocr"] is not None and _ocr_is_number(match)):
            number = _number_token(match, place, habit).number
            if number is not None:
                found.append((match.start(), match.end(), number))
    return found
