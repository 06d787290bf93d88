"""Stated numbers of things against rows, lists and each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.claims.measures import MeasureRow
from akuntabel.checker.claims.parts import announces, run_on_items
from akuntabel.checker.claims.stated import StatedCount
from akuntabel.checker.claims.words import word_numbers
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import ERROR, WARNING, finding, where
from akuntabel.checker.rules.formulas import before_rounding
from akuntabel.core.errors import gettext_noop

LENGTH: Final = gettext_noop("Disebut {stated}, tetapi yang terdaftar {expected}.")
MET_UNMET: Final = gettext_noop(
    "{met} tercapai dan {unmet} belum berjumlah {sum}, padahal jumlah {noun} {expected}."
)
MET_INDICATORS: Final = gettext_noop(
    "{met} {noun} tercapai dan {unmet} belum berjumlah {sum}; laporan ini menyebut {expected} {noun}, "
    "dan {sum} adalah jumlah indikatornya."
)
MET_ROWS: Final = gettext_noop(
    "Menurut tabel, {expected} indikator mencapai target dan {below} belum; kalimat ini menyebut {stated}."
)
NO_TABLE: Final = gettext_noop("Disebut {stated}, tetapi tabel pengukuran berisi {expected}.")
SAME_NOUN: Final = gettext_noop(
    "Laporan ini menyebut {stated} di sini dan {expected} di {places}; jelaskan himpunan mana yang dimaksud."
)
_NOUNS = {"sasaran": gettext_noop("sasaran"), "indikator": gettext_noop("indikator")}
_BARE_NUMBER = re.compile(
    r"\b(?:menjadi|atas|dari|dalam|"
    r"ada)\s+(?P<number>(?:(?P<digits>\d{1,2})\s*)?(?:\(?(?P<words>[a-z]+(?: belas| "
    r"puluh)?)\))?)\s*,?\s*"
    r"(?:yaitu|yakni)?\s*:?$"
)
_ABOVE = 6  # lines above a table in which a sentence may count its rows
_NEAR = 70  # characters between a number and the list that it announces


# ---------------------------------------------------------------- lists


def list_lengths(claims: Claims) -> Iterable[Finding]:
    """A sentence announces so many things, and the list or table after it has another number."""
    starts = {item.items[0].index: item for item in claims.lists}
    for flow in claims.flows:
        counted = _announced(claims, flow)
        if counted is None:
            continue
        value, text, offset = counted
        following = starts.get(flow.index + 1)
        if following is not None:
            lengths = {
                len(following.items),
                following.leaves,
                following.nested,
                following.nested + len(following.items),
            }
            places: list[Place] = [item.place for item in following.items]
            length = len(following.items)
        else:
            lengths, length, places = _table_lengths(claims, flow)
        if lengths and value not in lengths and length >= 2:
            near = len(flow.text) - offset <= _NEAR
            yield finding(
                Kind.COUNT, ERROR if near and following is not None else WARNING, flow.place_at(offset),
                subject=flow.text, stated=text, expected=str(length), message=LENGTH, others=places[-1:],
            )  # fmt: skip


def _announced(claims: Claims, flow: Flow) -> tuple[int, str, int] | None:
    """The number that the last sentence of ``flow`` announces, as printed, and where it stands."""
    if not announces(flow) or flow.level or (flow.mark and flow.text.rstrip().endswith(";")):
        return None
    start, end = flow.sentences()[-1]
    found = [
        (int(count.value), count.text, count.start)
        for count in claims.counts
        if count.flow == flow.index and count.start >= start and count.noun not in ("orang", "pegawai")
    ]
    bare = _BARE_NUMBER.search(flow.text, start)
    words = word_numbers(f"{bare['words']} x") if bare and bare["words"] else []
    if bare and (bare["digits"] or words):
        value = int(bare["digits"]) if bare["digits"] else int(words[0].value)
        found.append((value, bare["number"].strip(), bare.start("number")))
    if not found:
        return None
    value, text, offset = max(found, key=lambda item: item[2])
    later = [figure for figure in flow.values(start, end) if figure.start > offset + len(text)]
    return (value, text, offset) if 1 < value <= 60 and not later else None


def _table_lengths(claims: Claims, flow: Flow) -> tuple[set[int], int, list[Place]]:
    """The lengths that the table right after ``flow`` may be said to have."""
    table = next((table for table in claims.tables if table.grid and table.lead == flow.lines[-1].text), None)
    if table is None or not table.rows:
        return set(), 0, []
    rows = table.leaves
    objectives = {row.objective for row in rows if row.objective}
    names = {row.name for row in rows}
    lengths = {len(rows), len(objectives), len(names), len(objectives) + len(rows)}
    return lengths, len(rows), [rows[-1].place] if rows else []


_FIRST_ITEM = re.compile(r"(?:^|(?<=[\s(;:]))1[.)]\s+(?=[A-Za-z])")


def run_on_lists(claims: Claims) -> Iterable[Finding]:
    """The same for a list whose items 1. 2. 3. stand in one paragraph with the number."""
    for flow in claims.flows:
        first = _FIRST_ITEM.search(flow.text)
        length = run_on_items(flow) if first is not None else 0
        if not length or first is None or first.start() < 10:
            continue
        counts = [
            c
            for c in claims.counts
            if c.flow == flow.index and c.start < first.start() and first.start() - c.start < _NEAR
        ]
        if counts and 1 < counts[-1].value != length and counts[-1].noun not in ("tahun", "orang"):
            yield finding(
                Kind.COUNT, WARNING, counts[-1].place, subject=flow.text, stated=counts[-1].text, expected=str(length),
                message=LENGTH,
            )  # fmt: skip


# ---------------------------------------------------------------- met and unmet

_UNMET = re.compile(
    r"\b(?:belum|tidak|gagal|di ?bawah)\b[^.;]{0,40}\b(?:tercapai|capai|mencapai|memenuhi|target|berhasil|terealisasi)"
    r"|\bbelum\b(?=\s*(?:[.;]|$))",
    re.I,
)
_MET = re.compile(r"\b(?:tercapai|mencapai|memenuhi|berhasil|melampaui|melebihi|terealisasi)\b", re.I)
_OF = re.compile(r"\bdari\s+(?:total\s+|seluruh\s+|sejumlah\s+)?$", re.I)
_CATEGORY = re.compile(
    r"\b(?:kategori|predikat|kriteria)\s+\W?(?:(?:sangat|cukup|kurang|tidak)\s+)?berhasil", re.I
)
_SHORT_UNMET = re.compile(
    r"\b(?:dan|sedangkan|sementara|serta)\s+(?P<number>\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?:lainnya\s+)?(?P<word>belum|tidak)\b",
    re.I,
)  # "8 indikator memenuhi target dan 5 belum"

_SHORT_MET = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?:di antaranya\s+|telah\s+)?"
    r"(?P<word>memenuhi|mencapai|tercapai)\b",
    re.I,
)  # "21 indikator dihitung: 16 memenuhi target"


def met_and_unmet(claims: Claims) -> Iterable[Finding]:
    """So many met and so many not: together they must be all there are."""
    for flow, counts in _told(claims):
        yield from _met(claims, flow, counts)


def _told(claims: Claims) -> Iterator[tuple[Flow, list[StatedCount]]]:
    """The sentences (or their clauses) that say how many met their target and how many did not."""
    for flow in claims.flows:
        if not _MET.search(flow.text):
            continue
        text = _CATEGORY.sub(
            lambda match: " " * len(match[0]), flow.text
        )  # "Tidak Berhasil" is a word of the scale
        for start, end in flow.sentences():
            spans = [match.span() for match in re.compile(r"[^;]+").finditer(text, start, end)]
            for first, last in [span for span in spans if _tells(text, *span)] or [(start, end)]:
                if _tells(text, first, last):
                    yield flow, _counts(claims, flow, first, last)


def _tells(text: str, start: int, end: int) -> bool:
    unmet = _UNMET.search(text, start, end) or _SHORT_UNMET.search(text, start, end)
    return unmet is not None and _MET.search(text, start, end) is not None


def _counts(claims: Claims, flow: Flow, start: int, end: int) -> list[StatedCount]:
    """The numbers of things between two offsets; those of met and unmet without a noun have that of the one before."""
    counts = [c for c in claims.counts if c.flow == flow.index and start <= c.start < end]
    for pattern in (_SHORT_MET, _SHORT_UNMET):
        short = pattern.search(flow.text, start, end)
        before = [count for count in counts if short is not None and count.start < short.start("number")]
        if short is None or not before or any(c.start >= short.start("number") for c in counts):
            continue
        at = short.start("number")
        text = flow.text[at : short.start("word")].strip()
        counts.append(
            replace(before[-1], value=Decimal(short["number"]), text=text, place=flow.place_at(at), start=at)
        )
    return counts


def _met(claims: Claims, flow: Flow, counts: Sequence[StatedCount]) -> Iterable[Finding]:
    for noun in _NOUNS:
        same = [count for count in counts if count.noun == noun]
        whole = next((count for count in same if _OF.search(flow.text[: count.start])), None)
        numbers = [count for count in same if count is not whole]
        if len(numbers) < 2 or _adds_up(same):
            continue
        if whole is None and len(numbers) > 2:
            whole, numbers = numbers[-3], numbers[-2:]
        met, unmet = numbers[0], numbers[-1]
        total = sum((count.value for count in numbers), Decimal(0))
        if whole is not None:
            yield _met_finding(
                flow, met, unmet, total, whole.value, message=MET_UNMET, certain=len(same) <= 3
            )
            continue
        yield from _against_the_rest(claims, flow, met, unmet, total)


def _adds_up(counts: Sequence[StatedCount]) -> bool:
    """Whether the last numbers of a sentence are together one that stands before them."""
    values = [count.value for count in counts]
    return any(sum(values[start:], Decimal(0)) in values[:start] for start in range(1, len(values) - 1))


def _against_the_rest(
    claims: Claims, flow: Flow, met: StatedCount, unmet: StatedCount, total: Decimal
) -> Iterable[Finding]:
    noun = met.noun
    elsewhere = [c for c in claims.counts if c.noun == noun and c.flow != flow.index]
    if not elsewhere or any(count.value == total for count in elsewhere):
        return
    values = sorted({c.value for c in elsewhere}, key=lambda v: -sum(c.value == v for c in elsewhere))
    indicators = {c.value for c in claims.counts if c.noun == "indikator"}
    message = MET_INDICATORS if noun == "sasaran" and total in indicators else MET_UNMET
    certain = message is MET_INDICATORS or sum(c.value == values[0] for c in elsewhere) >= 2
    others = [c.place for c in elsewhere if c.value == values[0]]
    yield _met_finding(flow, met, unmet, total, values[0], message=message, certain=certain, others=others)


def _met_finding(
    flow: Flow, met: StatedCount, unmet: StatedCount, total: Decimal, whole: Decimal, *, message: str,
    certain: bool, others: Sequence[Place] = (),
) -> Finding:  # fmt: skip
    return finding(
        Kind.COUNT,
        ERROR if certain else WARNING,
        met.place,
        subject=flow.text,
        stated=flow.text[met.start : unmet.start + len(unmet.text)],
        expected=str(whole),
        message=message,
        params={"met": met.value, "unmet": unmet.value, "sum": total, "noun": Words(_NOUNS[met.noun])},
        others=others,
    )


def met_rows(claims: Claims) -> Iterable[Finding]:
    """The number said to have met their target is not the number of rows that did."""
    tables = {row.table for row in claims.table_measures if row.measured}
    sizes = {
        table: len([row for row in claims.rows_of(table) if row.achievement is not None]) for table in tables
    }
    for flow, told in _told(claims):
        counts = [count for count in told if count.noun == "indikator"]
        if len(counts) < 2:
            continue
        for table in sorted(tables, key=lambda number: -sizes[number]):
            rows = [row for row in claims.rows_of(table) if row.achievement is not None]
            met = sum(row.achievement.value >= 100 for row in rows if row.achievement is not None)
            wrong = _wrong_count(counts, met, len(rows) - met, largest=sizes[table] == max(sizes.values()))
            if wrong is not None and not any(map(_close, rows)):
                yield finding(
                    Kind.COUNT, WARNING, wrong.place, subject=flow.text, stated=wrong.text,
                    expected=str(met if wrong is counts[0] else len(rows) - met), message=MET_ROWS,
                    params={"expected": met, "below": len(rows) - met}, others=[rows[0].place],
                )  # fmt: skip
                break


def _close(row: MeasureRow) -> bool:
    """Whether rounding may have moved the achievement over 100."""
    ends = before_rounding(row)
    return min(ends) < 100 <= max(ends)


def _wrong_count(counts: Sequence[StatedCount], met: int, below: int, *, largest: bool) -> StatedCount | None:
    """The count that a table contradicts: both are wrong, or one is right and the other is not."""
    values = [count.value for count in counts]
    whole = Decimal(met + below)
    named = whole == sum(values, Decimal(0)) or (largest and whole in values)
    if named and not {Decimal(met), Decimal(below)} & set(values):
        return counts[0]
    if len(counts) == 2 and largest and (values[0] == met) != (values[1] == below):
        return counts[1] if values[0] == met else counts[0]
    return None


# ---------------------------------------------------------------- sasaran and indikator against the tables


def counts_and_tables(claims: Claims) -> Iterable[Finding]:
    """The stated numbers of objectives and indicators are those of no table."""
    sizes = _sizes(claims)
    if not sizes:
        return
    pairs = _pairs(claims)
    for objectives, indicators in pairs:
        if not any((objectives.value, indicators.value) == size for size in sizes):
            close = [s for s in sizes if s[0] == objectives.value or s[1] == indicators.value]
            if not close:
                continue
            wrong, size = (
                (indicators, close[0][1]) if close[0][0] == objectives.value else (objectives, close[0][0])
            )
            yield finding(
                Kind.COUNT, WARNING, wrong.place, subject=f"{objectives.text}, {indicators.text}", stated=wrong.text,
                expected=str(size), message=NO_TABLE,
            )  # fmt: skip


def indicators_before_table(claims: Claims) -> Iterable[Finding]:
    """The sentence right above a table counts its indicators otherwise."""
    last = [(flow.lines[-1].place.line, flow.index) for flow in claims.flows]
    for number, table in enumerate(claims.tables):
        rows = [row for row in claims.rows_of(number) if row.actual is not None]
        if len(rows) < 2:
            continue
        near = {flow for line, flow in last if 0 < table.place.line - line <= _ABOVE}
        counts = [c for c in claims.counts if c.flow in near]
        if any(count.noun == "sasaran" for count in counts):
            continue
        counts = [count for count in counts if count.noun == "indikator"]
        totals = {Decimal(len(rows)), Decimal(len(table.leaves))}
        if counts and not totals & {count.value for count in counts}:
            yield finding(
                Kind.COUNT, WARNING, counts[0].place, subject=counts[0].text, stated=counts[0].text, expected=str(len(rows)),
                message=LENGTH, others=[rows[0].place],
            )  # fmt: skip


def _sizes(claims: Claims) -> set[tuple[Decimal, Decimal]]:
    sizes = set()
    for table in {row.table for row in claims.table_measures}:
        rows = claims.rows_of(table)
        objectives = {row.objective for row in rows if row.objective}
        if len(rows) >= 2 and objectives:
            sizes.add((Decimal(len(objectives)), Decimal(len(rows))))
    return {size for size in sizes if size[1] >= 3} or sizes


def _pairs(claims: Claims) -> list[tuple[StatedCount, StatedCount]]:
    found = []
    counts = [count for count in claims.counts if count.noun in ("sasaran", "indikator")]
    index = 0
    while index + 1 < len(counts):
        first, second = counts[index : index + 2]
        if first.flow == second.flow and first.noun != second.noun and second.start - first.start < 160:
            found.append((first, second) if first.noun == "sasaran" else (second, first))
            index += 1
        index += 1
    return found


def one_noun_one_number(claims: Claims) -> Iterable[Finding]:
    """ "sasaran strategis" is 6 in one place, 4 in another and 19 in a third."""
    groups: dict[tuple[str, str], list[StatedCount]] = {}
    for count in claims.counts:
        if (
            count.noun in ("sasaran", "indikator", "tujuan", "misi")
            and count.qualifier
            in (
                "strategis",
                "kinerja",
                "utama",
                "program",
            )
            and (count.noun == "sasaran" or count.qualifier != "kinerja")
        ):
            groups.setdefault((count.noun, count.qualifier), []).append(count)
    for (noun, qualifier), counts in groups.items():
        values = {count.value for count in counts}
        if len(values) < 2:
            continue
        first = counts[0]
        others = [count for count in counts if count.value != first.value]
        yield finding(
            Kind.COUNT, WARNING, first.place, subject=f"{noun} {qualifier}", stated=f"{first.text} {qualifier}",
            expected=" / ".join(str(value) for value in sorted(values - {first.value})), message=SAME_NOUN,
            params={"places": where(count.place for count in others)},
            others=[count.place for count in others],
        )  # fmt: skip
