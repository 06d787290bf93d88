"""What sentences state about the whole: averages, counts, parts of a total, changes, spending."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.flows import Figure, Flow
from akuntabel.checker.claims.numbers import Number
from akuntabel.checker.claims.tokens import Kind
from akuntabel.checker.claims.words import word_numbers


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number of things: 19 sasaran. ``qualifier`` is the word after the noun."""

    value: Decimal
    noun: str
    qualifier: str
    text: str
    place: Place
    flow: int
    start: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class StatedAverage:
    """An average, or a headline achievement of the whole. ``objectives`` and ``indicators`` are the
    counts that its own clause names (0 for none); ``mean`` whether it calls itself an average.
    """

    number: Number
    subject: str
    place: Place
    flow: int
    mean: bool
    total: bool
    objectives: int
    indicators: int
    owner: str
    year: int


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that went from one value to another. ``up`` is what the words say; ``by`` how much."""

    up: bool
    word: str
    before: Number
    after: Number
    by: Number | None
    text: str
    place: Place


NOUNS = (
    "sasaran", "indikator", "program", "kegiatan", "sub kegiatan", "kali", "orang", "pegawai", "tujuan", "misi",
    "dokumen", "laporan", "unit", "divisi", "bidang", "kecamatan", "desa", "perkara", "revisi", "aspek", "komponen",
    "tahap", "tahapan", "langkah", "hal", "faktor", "kendala", "permasalahan", "strategi", "bagian", "subbagian",
    "seksi", "jenis", "kategori", "kelompok", "poin", "isu", "aplikasi", "inovasi", "penghargaan", "paket", "dimensi",
    "fungsi", "tugas", "macam", "butir", "pilar", "prioritas", "kebijakan", "rekomendasi", "lokasi", "sekolah", "regulasi",
    "pasangan", "upaya", "rencana", "alasan", "prinsip", "arah", "satuan", "satker", "perangkat", "urusan", "subbidang",
)  # fmt: skip
_NOUN = "|".join(sorted((re.escape(noun) for noun in NOUNS), key=len, reverse=True))
_COUNT_AFTER = re.compile(
    rf"\s*(?:\([^)]{{2,40}}\)\s*)?(?:buah\s+|macam\s+)?(?P<noun>{_NOUN})\b(?:\s+(?P<next>[A-Za-z/]+(?:\s*/\s*[A-Za-z]+)?))?",
    re.I,
)


def counts_of(flows: Sequence[Flow]) -> tuple[StatedCount, ...]:
    """Every stated number of things."""
    found: list[StatedCount] = []
    for flow in flows:
        for figure in flow.figures:
            if (
                figure.kind in (Kind.NUMBER, Kind.LABEL, Kind.MARKER)
                and figure.number.whole
                and not figure.number.percent
            ):
                found += _count(flow, figure.number.value, figure.start, figure.end, figure.kind)
        for word in word_numbers(flow.text):
            found += _count(flow, word.value, word.start, word.end, Kind.NUMBER)
    return tuple(sorted(found, key=lambda count: (count.flow, count.start)))


def _count(flow: Flow, value: Decimal, start: int, end: int, kind: Kind) -> Iterator[StatedCount]:
    match = _COUNT_AFTER.match(flow.text, end) if kind is Kind.NUMBER else None
    if match is None or (
        flow.text[:start].rstrip().lower().endswith(("sasaran", "nomor", "tahun", "ke", "program"))
    ):
        return
    qualifier = (match["next"] or "").lower()
    yield StatedCount(
        value, match["noun"].lower(), re.sub(r"\s", "", qualifier), flow.text[start : match.end("noun")],
        flow.place_at(start), flow.index, start, flow.sentence_at(start),
    )  # fmt: skip


# ---------------------------------------------------------------- averages and headlines

_AVERAGE_CUE = re.compile(
    r"\brata\s?-\s?rata\b|\brerata\b|\btotal (?:nilai )?(?:pen)?capaian\b|\bcapaian (?:target )?kinerja\b|"
    r"\bcapaian keseluruhan\b|\bnilai capaian\b|\bcapaian (?:rata|total|IKU|IKK)\b|\btingkat capaian\b",
    re.I,
)
_BETWEEN = re.compile(
    r"^[^;%]{0,160}?\b(?:sebesar|mencapai|adalah|yaitu|sejumlah|menjadi|:|=)\s*(?:rata-rata\s*|sebesar\s*)?$",
    re.I,
)
_BARE = re.compile(r"^[\w\s/-]{0,60}[:=]?\s*$")
_SUPPOSED = re.compile(
    (
        r"\b(?:tanpa (?:indikator|baris)|bila|jika|apabila|seandainya|andaikata|dibatasi|median|"
        r"nilai tengah|menaikkan|menurunkan)\b"
    ),
    re.I,
)
_OBJECTIVES = re.compile(r"(\d{1,3})\s*(?:\([^)]*\)\s*)?sasaran\b", re.I)
_INDICATORS = re.compile(r"(\d{1,3})\s*(?:\([^)]*\)\s*)?indikator\b", re.I)
_OWNER = re.compile(r"(?:kinerja|keseluruhan|kegiatan|utama)\s+((?:[A-Z][\w.]*\s?){1,8})")


def averages_of(flows: Sequence[Flow]) -> tuple[StatedAverage, ...]:
    """Every stated average or headline achievement outside the tables."""
    found: list[StatedAverage] = []
    for flow in flows:
        for start, end in flow.sentences():
            found += _averages_in(flow, start, end)
    return tuple(found)


def _averages_in(flow: Flow, start: int, end: int) -> Iterator[StatedAverage]:
    previous = start
    for figure in flow.values(start, end):
        number = figure.number
        if not (number.percent or number.decimals) or number.money or number.unit not in ("", "%"):
            continue
        clause = flow.text[previous : figure.start]
        cues = list(_AVERAGE_CUE.finditer(clause))
        if not cues:
            continue
        between = clause[cues[-1].end() :]
        if not (_BETWEEN.search(between) or _BARE.match(between)):
            continue
        if _SUPPOSED.search(flow.text, start, end):
            continue
        if re.search(r"\btarget sebesar|\brealisasi sebesar|\bdari target\b|\bantara\s*$", between, re.I):
            continue
        rest = flow.text[figure.end : _clause_end(flow, figure, end)]
        whole = clause + " " + rest
        mean = any(re.match(r"rata|rerata", cue[0], re.I) for cue in cues) or "rata-rata" in rest[:80]
        yield StatedAverage(
            number, " ".join(clause[cues[0].start() :].split()), flow.place_at(figure.start), flow.index, mean,
            cues[-1][0].lower().startswith("total"), _own_count(_OBJECTIVES, clause, cues[0].start(), rest),
            _own_count(_INDICATORS, clause, cues[0].start(), rest), _owner(clause), _year(whole),
        )  # fmt: skip
        previous = figure.end


def _clause_end(flow: Flow, figure: Figure, end: int) -> int:
    """Where the clause of a headline ends: before the next "dan capaian"."""
    following = re.search(
        r",?\s+(?:dan|serta|sedangkan)\s+(?:nilai\s+)?(?:rata|capaian|total)",
        flow.text[figure.end : end],
        re.I,
    )
    return figure.end + following.start() if following else end


def _own_count(pattern: re.Pattern[str], clause: str, cue: int, rest: str) -> int:
    """The count that a headline names: between its words and its number, else behind it, else before it."""
    before = list(pattern.finditer(clause))
    inside = next((match for match in reversed(before) if match.start() > cue), None)
    match = inside or pattern.search(rest.partition(";")[0]) or next(reversed(before), None)
    return int(match[1]) if match else 0


def _owner(clause: str) -> str:
    match = _OWNER.search(clause)
    return " ".join(match[1].split()).lower() if match else ""


def _year(text: str) -> int:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return int(years[-1]) if years else 0


# ---------------------------------------------------------------- changes

_UP = r"meningkat|naik|bertambah|kenaikan|peningkatan|mengalami kenaikan|mengalami peningkatan"
_DOWN = r"menurun|turun|berkurang|penurunan|mengalami penurunan"
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.I)
_FROM = re.compile(r"\bdari\b", re.I)
_TO = re.compile(r"\bmenjadi\b", re.I)


def changes_of(flows: Sequence[Flow]) -> tuple[Change, ...]:
    """Every "naik/turun … dari A menjadi B"."""
    found: list[Change] = []
    for flow in flows:
        for start, end in flow.sentences():
            found += _changes_in(flow, start, end)
    return tuple(found)


def _changes_in(flow: Flow, start: int, end: int) -> Iterator[Change]:
    text = flow.text
    words = list(_CHANGE.finditer(text, start, end))
    for index, word in enumerate(words):
        last = words[index + 1].start() if index + 1 < len(words) else end
        to = _TO.search(text, word.end(), last)
        source = next((m for m in _FROM.finditer(text, word.end(), to.start())), None) if to else None
        if to is None or source is None:
            continue
        before = flow.values(source.end(), to.start())
        after = flow.values(to.end(), last)
        between = flow.values(word.end(), source.start())
        if len(before) != 1 or not after or after[0].start - to.end() > 40 or len(between) > 1:
            continue
        a, b = before[0].number, after[0].number
        if (a.percent, a.money) != (b.percent, b.money) and not (a.percent is False and b.percent is False):
            continue
        by = between[0].number if between else _by_after(flow, after[0], last)
        yield Change(
            word["up"] is not None, word[0], a, b, by, " ".join(text[word.start() : after[0].end].split()),
            flow.place_at(after[0].start),
        )  # fmt: skip


def _by_after(flow: Flow, after: Figure, end: int) -> Number | None:
    """ "… menjadi 85% atau naik sebesar 5%": the amount named afterwards."""
    match = re.compile(
        r"\s*(?:\([^)]*\))?,?\s*(?:atau|sehingga)\s+(?:terdapat\s+|mengalami\s+)?(?:naik|turun|"
        r"meningkat|menurun|kenaikan|penurunan|peningkatan|selisih)?\s*(?:sebesar|sebanyak)?\s*"
    ).match(flow.text, after.end, end)
    figure = flow.figure_at(match.end()) if match else None
    return figure.number if figure and figure.kind is Kind.NUMBER else None
