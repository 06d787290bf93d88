"""Names: units that do not fit them, copies that differ, indicators that count themselves, order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.measures import MeasureRow, name_key
from akuntabel.checker.claims.numbers import HUNDRED, Fit, fit, show
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import NOTE, WARNING, finding, where
from akuntabel.core.errors import gettext_noop
from akuntabel.core.indonesian.numbers import format_percent

COUNT_IN_PERCENT: Final = gettext_noop(
    "“{word} …” menghitung banyaknya, tetapi targetnya {stated}. Beri satuan yang dihitung, "
    "atau namai “Persentase …”."
)
SCORE_IN_PERCENT: Final = gettext_noop(
    "“{word} …” adalah nilai, tetapi targetnya {stated}. Tulis tanpa tanda persen, atau namai “Persentase …”."
)
PERCENT_IN_COUNT: Final = gettext_noop("“Persentase …”, tetapi satuannya {stated}.")
NEARLY: Final = gettext_noop(
    "Nama ini hampir sama dengan yang di {places} (“{expected}”); pakai satu rumusan."
)
ITSELF: Final = gettext_noop(
    "Indikator ini mengukur bagian target yang tercapai dan ikut menghitung dirinya. Menurut tabel {met} dari {rows} "
    "tercapai ({expected}); tanpa dirinya {without}."
)
ORDER: Final = gettext_noop("Urutan indikator di sini lain daripada di {places}.")
SHARE: Final = gettext_noop("{part} dari {whole} ({share})")
TITLE_ORDER: Final = gettext_noop("Sasaran menyebut {stated}, barisnya urut {expected}.")
Copies = dict[str, list[tuple[str, Place]]]
_ITSELF = re.compile(
    (
        r"(?:persentase|persen|tingkat)\s+(?:pen)?capaian (?:target )?(?:kinerja|indikator|"
        r"perjanjian)|indikator (?:kinerja )?yang (?:tercapai|mencapai)|persentase (?:target|"
        r"indikator) .*tercapai"
    ),
    re.I,
)


def units_and_names(claims: Claims) -> Iterable[Finding]:
    """ "Jumlah …" in per cent, "Persentase …" in pieces, "Nilai …" with a percent sign."""
    seen: set[str] = set()
    for row in claims.table_measures:
        number = row.target or row.actual
        word = re.match(r"\W*(?:\d+[.)]\s*|[a-z][.)]\s*)?(\w+)", row.name)
        if number is None or word is None or row.key in seen:
            continue
        name, message = word[1].lower(), ""
        if (
            name in ("jumlah", "banyaknya")
            and number.percent
            and not re.search(r"persentase|%|rasio|tingkat", row.name, re.I)
        ):
            message = COUNT_IN_PERCENT
        elif name == "nilai" and number.percent:
            message = SCORE_IN_PERCENT
        elif (
            name in ("persentase", "prosentase")
            and number.unit
            and not number.percent
            and number.unit not in ("persen", "poin", "angka", "nilai")
        ):
            message = PERCENT_IN_COUNT
        if message:
            seen.add(row.key)
            stated = number.text if number.percent else f"{number.text} {number.unit}"
            yield finding(
                Kind.WORDING, WARNING, number.place, subject=row.name, stated=stated,
                expected=Words(
                    gettext_noop("satuan yang dihitung") if name != "nilai" else gettext_noop("tanpa tanda persen")
                ), message=message,
                params={"word": word[1]}, others=[r.place for r in claims.table_measures if r.key == row.key],
            )  # fmt: skip


# ---------------------------------------------------------------- copies that differ


def near_duplicates(claims: Claims) -> Iterable[Finding]:
    """The same objective or indicator in slightly other words."""
    for copies in (_objectives(claims), _indicators(claims)):
        keys = list(copies)
        for index, key in enumerate(keys):
            for other in keys[index + 1 :]:
                if _nearly(key, other):
                    rare, usual = sorted((key, other), key=lambda k: (len(copies[k]), -copies[k][0][1].line))
                    yield finding(
                        Kind.WORDING, WARNING if len(key) > 30 else NOTE, copies[rare][0][1], subject=copies[rare][0][0],
                        stated=_difference(copies[rare][0][0], copies[usual][0][0]), expected=copies[usual][0][0],
                        message=NEARLY, params={"places": where(place for _, place in copies[usual])},
                        others=[place for _, place in (*copies[rare][1:], *copies[usual])],
                    )  # fmt: skip


def _nearly(first: str, second: str) -> bool:
    if min(len(first), len(second)) < 24 or first == second:
        return False
    total = len(first) + len(second)
    if abs(len(first) - len(second)) > 14 or 2 * min(len(first), len(second)) / total < 0.9:
        return False
    if 2 * sum(min(first.count(letter), second.count(letter)) for letter in set(first)) / total < 0.9:
        return False
    if SequenceMatcher(None, first, second, autojunk=False).ratio() < 0.9:
        return False
    gone, come = _changed_words(first, second)
    new = [word for word in gone if not _slip(word, come)] + [word for word in come if not _slip(word, gone)]
    return len(new) <= 1


def _slip(word: str, others: Sequence[str]) -> bool:
    """Whether one of ``others`` is the same word with a slip."""
    return any(SequenceMatcher(None, word, other).ratio() >= 0.75 for other in others)


def _changed_words(first: str, second: str) -> tuple[list[str], list[str]]:
    a, b = first.split(), second.split()
    return [word for word in a if word not in b], [word for word in b if word not in a]


def _difference(text: str, other: str) -> str:
    """The words of ``text`` that ``other`` does not have; its last word when it only lacks one."""
    known = set(other.lower().split())
    words = [word for word in text.split() if word.lower() not in known]
    return words[0] if words else text.rsplit(maxsplit=1)[-1]


_LABEL = re.compile(r"^\W*sasaran[^:]{0,40}:\s*|^\W*\d+[.)]?\s+", re.I)


def _objectives(claims: Claims) -> Copies:
    found: Copies = {}
    tables: dict[str, set[int]] = {}
    for row in claims.table_measures:
        text = _LABEL.sub("", row.objective).strip()
        if len(text.split()) >= 3:
            tables.setdefault(_spelled(text), set()).add(row.table)
            spots = found.setdefault(_spelled(text), [])
            if not any(abs(place.line - row.place.line) < 12 for _, place in spots):
                spots.append((text, row.place))
    return _apart(found, tables)


def _spelled(text: str) -> str:
    """The words of a name, and whether it ends with a full stop."""
    return name_key(text) + (" ." if text.endswith(".") else "")


def _indicators(claims: Claims) -> Copies:
    found: Copies = {}
    tables: dict[str, set[int]] = {}
    for row in claims.table_measures:
        if len(row.key.split()) >= 3 and claims.tables[row.table].grid:
            found.setdefault(row.key, []).append((row.name, row.place))
            tables.setdefault(row.key, set()).add(row.table)
    return _apart(found, tables)


def _apart(found: Copies, tables: dict[str, set[int]]) -> Copies:
    """``found`` without names that stand in one table with a like one: those are two, however alike."""
    keys = list(found)
    twins = {
        key
        for key in keys
        if any(other != key and tables[other] & tables[key] and _nearly(key, other) for other in keys)
    }
    return {key: value for key, value in found.items() if key not in twins}


# ---------------------------------------------------------------- self-counting


def self_counting(claims: Claims) -> Iterable[Finding]:
    """An indicator that measures the share of met indicators, itself among them."""
    seen: set[str] = set()
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [row for row in claims.rows_of(table) if row.achievement is not None]
        for row in rows:
            if (
                len(rows) >= 5
                and row.key not in seen
                and _ITSELF.search(row.name)
                and row.actual is not None
                and row.actual.percent
            ):
                seen.add(row.key)
                if not _excludes_itself(row, rows):
                    yield _itself(row, rows)


def _excludes_itself(row: MeasureRow, rows: Sequence[MeasureRow]) -> bool:
    """Whether the share printed is that of the other rows: then it does not count itself."""
    others = [o.achievement.value >= HUNDRED for o in rows if o.achievement is not None and o is not row]
    return (
        row.actual is not None and fit(row.actual, Decimal(sum(others)) / len(others) * HUNDRED) is not Fit.NO
    )


def _itself(row: MeasureRow, rows: Sequence[MeasureRow]) -> Finding:
    assert row.actual is not None
    met = sum(other.achievement.value >= HUNDRED for other in rows if other.achievement is not None)
    others = [other for other in rows if other is not row]
    met_others = sum(other.achievement.value >= HUNDRED for other in others if other.achievement is not None)
    return finding(
        Kind.COUNT, WARNING, row.actual.place, subject=row.name, stated=row.actual.text,
        expected=format_percent(Decimal(met) / len(rows) * HUNDRED), message=ITSELF,
        params={"met": met, "rows": len(rows),
        "without": Words(SHARE, {"part": met_others, "whole": len(others),
        "share": f"{show(Decimal(met_others) / len(others) * HUNDRED)}%"})},
    )  # fmt: skip


# ---------------------------------------------------------------- order


def indicator_order(claims: Claims) -> Iterable[Finding]:
    """Two tables list the same indicators in another order."""
    orders: list[tuple[int, list[MeasureRow]]] = []
    for table in sorted({row.table for row in claims.table_measures}):
        rows = [row for row in claims.rows_of(table) if row.layout.value == "grid"]
        if len(rows) >= 2:
            orders.append((table, rows))
    done: set[frozenset[str]] = set()
    for index, (_, rows) in enumerate(orders):
        for _, others in orders[:index]:
            pair = _turned(rows, others)
            if pair is not None and frozenset(row.key for row in pair) not in done:
                done.add(frozenset(row.key for row in pair))
                reference = next(row for row in others if row.key == pair[0].key)
                yield finding(
                    Kind.STRUCTURE, NOTE, pair[0].place, subject=pair[0].name, stated=pair[0].name, expected=pair[1].name,
                    message=ORDER, params={"places": where([reference.place])}, others=[pair[1].place, reference.place],
                )  # fmt: skip


def _turned(rows: Sequence[MeasureRow], others: Sequence[MeasureRow]) -> tuple[MeasureRow, MeasureRow] | None:
    """Two neighbours in ``rows`` that stand the other way round in ``others``."""
    places = {row.key: number for number, row in enumerate(others)}
    for first, second in itertools.pairwise(rows):
        if first.key in places and second.key in places and places[second.key] == places[first.key] - 1:
            return first, second
    return None


def title_order(claims: Claims) -> Iterable[Finding]:
    """An objective names A, B and C; its indicators come as B, A, C."""
    done: set[str] = set()
    for table in sorted({row.table for row in claims.table_measures}):
        groups: dict[str, list[MeasureRow]] = {}
        for row in claims.rows_of(table):
            groups.setdefault(row.objective, []).append(row)
        for objective, rows in groups.items():
            named = re.search(r"(\w+),\s*(\w+),?\s*(?:dan|serta)\s*(\w+)\s*$", objective)
            lasts = [row.key.split()[-1] for row in rows if row.key]
            if named is None or len(rows) != 3 or objective in done:
                continue
            wanted = [word.lower() for word in named.groups()]
            if sorted(wanted) == sorted(lasts) and wanted != lasts and _LABEL.sub("", objective) not in done:
                done.add(_LABEL.sub("", objective))
                yield finding(
                    Kind.STRUCTURE, NOTE, rows[0].place, subject=objective, stated=named[0].strip(),
                    expected=", ".join(lasts), message=TITLE_ORDER,
                )  # fmt: skip
