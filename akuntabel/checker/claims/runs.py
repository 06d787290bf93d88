"""Rows of numbers from running text: tables that a PDF or a web page has flattened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.categories import label_length
from akuntabel.checker.claims.headers import Column, Head, Role, heads_in
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit
from akuntabel.checker.claims.rows import TableClaim, ValueRow, without_column_numbers
from akuntabel.checker.claims.tokens import Cutter, Kind, Token, stream

UNITS = frozenset(
    [
        "kali",
        "keg",
        "kegiatan",
        "laporan",
        "dokumen",
        "orang",
        "berkas",
        "perkara",
        "persen",
        "nilai",
        "indeks",
        "poin",
        "skor",
        "unit",
        "paket",
        "bulan",
        "hari",
        "jam",
        "menit",
        "buah",
        "kasus",
        "ha",
        "km",
        "m",
        "jiwa",
        "kk",
        "desa",
        "kelurahan",
        "kecamatan",
        "rupiah",
        "ton",
        "kg",
        "ekor",
        "sampel",
        "lembaga",
        "kelompok",
        "lokasi",
        "satker",
        "peserta",
        "surat",
        "lembar",
        "rekomendasi",
        "layanan",
        "putusan",
        "aparatur",
        "pegawai",
        "angka",
        "level",
        "rupiah",
        "juta",
        "miliar",
        "milyar",
        "opini",
        "event",
        "media",
        "sekolah",
        "siswa",
        "pemilih",
        "tps",
        "perda",
        "raperda",
        "regulasi",
        "naskah",
        "aplikasi",
    ]
)
_NO_UNITS = frozenset(
    [
        "dan",
        "atau",
        "dari",
        "ke",
        "di",
        "menjadi",
        "sampai",
        "hingga",
        "serta",
        "per",
        "sebesar",
        "adalah",
        "yaitu",
        "tahun",
        "x",
        "s",
        "d",
    ]
)
_VALUES = (Kind.NUMBER, Kind.NOTHING)
_LABELS = ("tabel", "table", "gambar", "grafik", "bagan", "diagram")
_LONG_SENTENCE = 14  # words of a line that is prose, not a row


@dataclass
class _Reader:
    """Walks over the tokens of consecutive lines of running text and collects tables."""

    tokens: Sequence[Token]
    number: int
    section: str
    heads: dict[int, Head] = field(default_factory=dict)
    tables: list[TableClaim] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    prose: str = ""
    units: frozenset[str] = UNITS

    def read(self) -> list[TableClaim]:
        self.units = UNITS | _units_of(self.tokens)
        self.heads = {head.start: head for head in heads_in(self.tokens)}
        index = 0
        while index < len(self.tokens):
            index = self._step(index)
        self._continue_name()
        for before, after in zip(self.tables, self.tables[1:], strict=False):
            if before.rows and not before.columns and after.columns and not after.rows:
                before.columns = after.columns  # the page gave the head after its rows
        return [table for table in self.tables if table.rows]

    def _step(self, index: int) -> int:
        token = self.tokens[index]
        if index in self.heads:
            head = self.heads[index]
            self._open(head.columns, token.place)
            return head.end
        caption = token.kind is Kind.WORD and token.text.lower() in _LABELS and self._next_is_label(index)
        if caption and not self._head_follows(index):
            self._open((), token.place)
        if token.kind in _VALUES:
            end, values = self._run(index)
            self._add(values, index)
            return end
        if token.kind is Kind.LINE:
            self._end_of_line(index)
        else:
            self.words.append(token)
        return index + 1

    def _next_is_label(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self.tokens[index + 1].kind is Kind.LABEL

    def _head_follows(self, index: int) -> bool:
        """A caption right above a head belongs to that head's table."""
        return any(start in self.heads for start in range(index, min(index + 40, len(self.tokens))))

    def _open(self, columns: tuple[Column, ...], place: Place) -> None:
        self._continue_name()
        self.tables.append(self._table(columns, place))
        self.words = []

    def _table(self, columns: tuple[Column, ...], place: Place) -> TableClaim:
        return TableClaim(columns, place, False, self.number, lead=self.prose, section=self.section)

    def _end_of_line(self, index: int) -> None:
        line: list[Token] = []
        at = index - 1
        while at >= 0 and self.tokens[at].kind is not Kind.LINE:
            line.append(self.tokens[at])
            at -= 1
        words = [token for token in line if token.kind is Kind.WORD]
        numbers = sum(token.kind in _VALUES for token in line)
        if len(words) >= _LONG_SENTENCE and line[0].text in ".;:" and len(words) > 6 * numbers:
            self.prose = " ".join(token.text for token in reversed(line))
            self._open((), self.tokens[index].place)

    def _run(self, start: int) -> tuple[int, list[Number | None]]:
        """The numbers that follow each other from ``start``, with units between them."""
        values: list[Number | None] = []
        index = end = start
        while index < len(self.tokens) and self.tokens[index].kind in _VALUES:
            number = self.tokens[index].number
            index, unit = self._unit(index + 1)
            if number is not None and unit and not number.unit:
                number = replace(number, unit=unit)
            values.append(number)
            end = index
            while index < len(self.tokens) and self.tokens[index].kind in (Kind.LINE, Kind.CELL):
                index += 1
        return end, values

    def _unit(self, index: int) -> tuple[int, str]:
        token = self.tokens[index] if index < len(self.tokens) else None
        if token is not None and token.kind is Kind.WORD and token.text.lower() in self.units:
            return index + 1, token.text.lower()
        return index, ""

    def _add(self, values: list[Number | None], index: int) -> None:
        values = without_column_numbers(values)
        if not values:
            self.words = []
            return
        if not self.tables:
            self.tables.append(self._table((), self.tokens[index].place))
        self._continue_name()
        table = self.tables[-1]
        if not table.rows:
            table.columns = _widened(table.columns, len(values))
        rows = _split(values, table.columns, len(table.rows))
        names, objective = _names(self.words, len(rows))
        self.words = []
        for name, row in zip(names, rows, strict=True):
            place = next(
                (value.place for value in row[-1:] + row if value is not None), self.tokens[index].place
            )
            table.rows.append(ValueRow(name, tuple(row), place, objective))

    def _continue_name(self) -> None:
        """What follows the last row in lower case is the rest of its name; a category is its category."""
        if not self.tables or not self.tables[-1].rows or not self.words:
            return
        row = self.tables[-1].rows[-1]
        rest: list[Token] = []
        if length := label_length([token.text for token in self.words[:4]]):
            label = " ".join(token.text for token in self.words[:length])
            self.words = self.words[length:]
            row = self.tables[-1].rows[-1] = replace(row, after=label)
        while (
            self.words and self.words[0].kind in (Kind.WORD, Kind.CELL) and self.words[0].text[:1].islower()
        ):
            rest.append(self.words.pop(0))
        name = " ".join([row.name, *(token.text for token in rest if token.kind is Kind.WORD)])
        self.tables[-1].rows[-1] = replace(row, name=name)


def _names(words: Sequence[Token], count: int) -> tuple[list[str], str]:
    """The names of the next ``count`` rows, and the objective above them.

    The pieces between the markers before a row are its names; what stands before the pieces of
    several rows belongs to each of them.
    """
    pieces: list[list[str]] = [[]]
    for index, token in enumerate(words):
        bullet = token.text in "-–•" and token.kind is Kind.SIGN and index + 1 < len(words)
        if token.kind is Kind.MARKER or bullet:
            pieces.append([])
        elif token.text not in (".", ")", "(", "\t") or token.kind is Kind.WORD:
            pieces[-1].append(token.text)
    texts = [text for piece in pieces if (text := " ".join(piece).strip(" :,;"))]
    if count == 1:
        return texts[-1:] or [""], texts[-2] if len(texts) > 1 else ""
    if len(texts) < count:
        return [" ".join(texts)] * count, ""
    parent = texts[-count - 1] if len(texts) > count else ""
    return [f"{parent} {text}".strip() for text in texts[-count:]], ""


def _widened(columns: tuple[Column, ...], width: int) -> tuple[Column, ...]:
    """ "Target Capaian %" over rows of three: the actual is called capaian, and % is the achievement."""
    roles = [column.role for column in columns]
    if roles == [Role.TARGET, Role.ACHIEVEMENT] and width == 3 and "%" in columns[1].head:
        target, named = columns
        return target, Column(Role.ACTUAL, named.year, named.head), Column(Role.ACHIEVEMENT, named.year, "%")
    return columns


def _units_of(tokens: Sequence[Token]) -> frozenset[str]:
    """The words that stand between numbers again and again: the units of this text."""
    between: dict[str, int] = {}
    for number, word, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            number.kind is Kind.NUMBER
            and word.kind is Kind.WORD
            and after.kind is Kind.NUMBER
            and word.text.isalpha()
        ):
            between[word.text.lower()] = between.get(word.text.lower(), 0) + 1
    return frozenset(
        word for word, count in between.items() if word not in _NO_UNITS and (count > 1 or len(word) <= 4)
    )


def _split(
    values: list[Number | None], columns: tuple[Column, ...], before: int
) -> list[list[Number | None]]:
    """One row, or several that share a line: targets first, then actuals, then achievements."""
    width = sum(column.role is not Role.CATEGORY for column in columns)
    if width < 2 or len(values) <= width:
        return [values]
    last = values[-1]
    if len(values) == width + 1 and last is not None and last.text == str(before + 2):
        return [values[:-1]]  # the serial number of the next row
    if len(values) % width:
        return [_trimmed(values, width)]
    count = len(values) // width
    blocks = [[values[part * count + row] for part in range(width)] for row in range(count)]
    in_turn = [values[row * width : (row + 1) * width] for row in range(count)]
    numeric = [column for column in columns if column.role is not Role.CATEGORY]
    best, rows = max((_fitting(rows, numeric), -order, rows) for order, rows in enumerate((blocks, in_turn)))[
        ::2
    ]
    return rows if best else [values]


def _trimmed(values: list[Number | None], width: int) -> list[Number | None]:
    """The row without numbers before it that belong to its name ("5 bulan 100% 100% 100%")."""
    head, tail = values[:-width], values[-width:]
    units = {value.unit for value in tail if value is not None}
    if len(units) == 1 and all(
        value is not None and value.unit not in units and value.unit for value in head
    ):
        return tail
    return values


def _fitting(rows: Sequence[Sequence[Number | None]], columns: Sequence[Column]) -> int:
    """How many of ``rows`` have an achievement (or a share) that follows from the two before it."""
    roles = [column.role for column in columns]
    for whole, part, result in (
        (Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT),
        (Role.BUDGET, Role.SPENT, Role.SHARE),
    ):
        if whole in roles and part in roles and result in roles:
            a, b, c = roles.index(whole), roles.index(part), roles.index(result)
            return sum(_ratio_fits(row[a], row[b], row[c]) for row in rows)
    return 0


def _ratio_fits(whole: Number | None, part: Number | None, result: Number | None) -> bool:
    if whole is None or part is None or result is None or not whole.value:
        return False
    return fit(result, part.value / whole.value * HUNDRED) is not Fit.NO


def flat_tables(lines: Sequence[Line], cutter: Cutter, number: int, section: str) -> list[TableClaim]:
    """The tables in consecutive lines of running text."""
    return _Reader(stream(lines, cutter), number, section).read()
