"""Rows of target, actual, achievement and category, in any layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.categories import normal_label
from akuntabel.checker.claims.headers import Role
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.rows import TableClaim, at
from akuntabel.checker.claims.tokens import HAS_NUMBER, Cutter, Kind, Token


class Layout(StrEnum):
    """Where a row was found; how sure its columns are falls from the first to the last."""

    GRID = "grid"
    FLAT = "flat"
    SENTENCE = "sentence"  # target, actual and achievement named in one sentence
    LINES = "lines"  # named in lines that follow each other


@dataclass(frozen=True)
class MeasureRow:
    """What a report says of one indicator in one place. An agreement gives only the target."""

    name: str
    objective: str
    target: Number | None
    actual: Number | None
    achievement: Number | None
    category: str
    place: Place
    layout: Layout
    table: int  # index of its table; rows of one table share it
    order: int
    target_year: int = 0
    actual_year: int = 0

    @cached_property
    def key(self) -> str:
        """The name without what varies between copies of it."""
        return name_key(self.name)

    @property
    def measured(self) -> bool:
        """Whether target, actual and achievement all stand there."""
        return self.target is not None and self.actual is not None and self.achievement is not None


def name_key(name: str) -> str:
    """``name`` for comparison: lower case, words only, without a leading number."""
    text = re.sub(r"^\W*(?:\d{1,2}|[a-z])[.)]\s+", "", name.strip().lower())
    return " ".join(re.sub(r"[^\w%]+", " ", text).split())


def measures_of(tables: Sequence[TableClaim]) -> Iterator[MeasureRow]:
    """The measured or agreed rows of all ``tables``."""
    order = 0
    for number, table in enumerate(tables):
        target, actual = table.index(Role.TARGET), table.index(Role.ACTUAL)
        achievement = table.index(Role.ACHIEVEMENT)
        if target is None:
            continue
        width = sum(column.role is not Role.CATEGORY for column in table.columns)
        for row in table.rows:
            if (not table.grid and len(row.values) != width) or row.is_total or row.is_average:
                continue
            ranged = table.grid and at(row, actual) is not None and at(row, achievement) is not None
            if not re.search(r"[A-Za-z]{2}|\b(?:19|20)\d\d\b", row.name) or (
                at(row, target) is None and not ranged
            ):
                continue
            order += 1
            last = at(row, achievement) or at(row, actual) or at(row, target)
            yield MeasureRow(
                row.name, row.objective, at(row, target), at(row, actual), at(row, achievement),
                normal_label(row.after), last.place if last else row.place,
                Layout.GRID if table.grid else Layout.FLAT, number, order,
                table.columns[target].year, table.columns[actual].year if actual is not None else 0,
            )  # fmt: skip


# ---------------------------------------------------------------- target, actual, achievement named in words

_NAME = r"\b(?P<label>target|realisasi|(?:nilai |tingkat )?(?:pen)?capaian)"
_NAMES = re.compile(_NAME, re.I)
_NAMED = re.compile(
    rf"{_NAME}"
    r"(?P<between>(?:\s*(?:kinerja(?:nya)?|indikator(?: kinerja)?|tahun|20\d\d|ini|yang ditetapkan|yaitu|sebesar|adalah|"
    r"mencapai|sebanyak|sejumlah|hanya|nya|pada|telah|sampai dengan|akhir))*\s*[:=(]?\s*(?:20\d\d\s+)?)$",
    re.I,
)
_AGAINST = re.compile(r"\s*(?:[A-Za-z]+\s+)?(?:terhadap|dari|dibanding(?:kan)?(?: dengan)?)\s+target\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELS = {"t": Role.TARGET, "r": Role.ACTUAL}
_SENTENCE_END = re.compile(r"[.;]\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number behind the word target, realisasi or capaian."""

    role: Role
    year: int
    number: Number
    line: int  # index of its line
    sentence: int
    start: int


def named_measures(found: Sequence[NamedNumber], lines: Sequence[Line], first_order: int) -> list[MeasureRow]:
    """Rows whose numbers stand behind the words target, realisasi and capaian."""
    rows: list[MeasureRow] = []
    for index, end in _windows(found):
        rows += _combined(found[index:end], lines, first_order + len(rows))
    return rows


def named_numbers(lines: Sequence[Line], cutter: Cutter) -> list[NamedNumber]:
    """Every number behind the word target, realisasi or capaian."""
    return [
        named
        for index, line in enumerate(lines)
        if line.kind != "contents"
        for named in _named_in(line, index, cutter)
    ]


def _named_in(line: Line, index: int, cutter: Cutter) -> Iterable[NamedNumber]:
    text = line.text.replace("\t", " ")
    if not any(name in text.lower() for name in ("target", "realisasi", "capaian")):
        return
    names = [match.start() for match in _NAMES.finditer(text)]
    if not names or HAS_NUMBER.search(text) is None:
        return
    ends = [match.end() for match in _SENTENCE_END.finditer(line.text)]
    for token in _with_ranges(cutter.tokens(line)):
        if token.kind is not Kind.NUMBER or token.number is None:
            continue
        found = (_NAMED.match(text, name, token.start) for name in names if name < token.start)
        match = next((match for match in found if match), None)
        against = _AGAINST.match(line.text, token.end)
        if match is None and against is None:
            continue
        role = Role.ACTUAL if match is None else _LABELS.get(match["label"][0].lower(), Role.ACHIEVEMENT)
        year = _YEAR.search(match["between"]) if match else None
        sentence = sum(end < token.start for end in ends)
        yield NamedNumber(role, int(year[0]) if year else 0, token.number, index, sentence, token.start)


def _with_ranges(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with the two ends of a range (10–12) as one number with an upper end."""
    found: list[Token] = []
    for token in tokens:
        low = found[-2] if len(found) > 1 else None
        if (
            low is not None
            and (low.kind, token.kind) == (Kind.RANGE, Kind.RANGE)
            and found[-1].text in "-–—"
            and low.number is not None
            and token.number is not None
            and low.number.value < token.number.value
        ):
            del found[-2:]
            text = f"{low.text}–{token.text}"
            number = replace(token.number, text=text, value=low.number.value, upper=token.number.value)
            found.append(low._replace(kind=Kind.NUMBER, text=text, end=token.end, number=number))
        else:
            found.append(token)
    return found


def _windows(found: Sequence[NamedNumber]) -> Iterator[tuple[int, int]]:
    """Stretches of ``found`` whose lines follow each other."""
    start = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or found[index].line - found[index - 1].line > 1:
            yield start, index
            start = index


def _combined(found: Sequence[NamedNumber], lines: Sequence[Line], order: int) -> list[MeasureRow]:
    """One row per target or achievement, with the nearest number of each other kind."""
    rows: list[MeasureRow] = []
    for result in (named for named in found if named.role is Role.ACHIEVEMENT):
        target = _nearest(found, result, Role.TARGET)
        actual = _nearest(found, result, Role.ACTUAL)
        if target is None or actual is None:
            continue
        same = len({(named.line, named.sentence) for named in (target, actual, result)}) == 1
        single = all(
            sum(
                other.role is role and (other.line, other.sentence) == (result.line, result.sentence)
                for other in found
            )
            == 1
            for role in (Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT)
        )
        first = min(target, actual, result, key=lambda named: (named.line, named.start))
        name = _subject(lines, first)
        rows.append(
            MeasureRow(
                name, "", target.number, actual.number, result.number, "", result.number.place,
                Layout.SENTENCE if same and single else Layout.LINES, -1, order + len(rows), target.year, actual.year,
            )
        )  # fmt: skip
    return rows


def _nearest(found: Sequence[NamedNumber], result: NamedNumber, role: Role) -> NamedNumber | None:
    candidates = [named for named in found if named.role is role]
    return min(
        candidates,
        key=lambda named: (
            abs(named.line - result.line),
            abs(named.sentence - result.sentence),
            abs(named.start - result.start),
        ),
        default=None,
    )


def _subject(lines: Sequence[Line], named: NamedNumber) -> str:
    """What stands before the first number: the sentence's subject, or the line above."""
    text = lines[named.line].text[: named.start]
    before = _SENTENCE_END.split(text)[-1]
    before = re.split(r"\b(?:target|realisasi|(?:pen)?capaian)\b", before, maxsplit=1, flags=re.I)[0].strip(
        " :,-\t"
    )
    if len(before.split()) >= 2:
        return before
    return lines[named.line - 1].text if named.line else before
