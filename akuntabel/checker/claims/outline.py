"""The skeleton of a report: its year, headings, captions, table of contents, mentions of laws."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.lines import Line

_YEAR_OF = re.compile(r"\b(?:tahun(?: anggaran| kinerja)?|TA\.?|T\.A\.?)\s*(?P<year>20\d\d)\b", re.I)
_OF_A_LAW = re.compile(r"\b(?:nomor|no\.?)\s*[\w./-]+\s*$", re.I)
_CAPTION = re.compile(
    r"^\W*(?P<label>tabel|gambar|grafik|bagan|diagram)\s*(?P<number>[IVXivx\d]+(?:[.\-]\s?\d+)*)\s*[.:]?\s*(?P<text>.*)$",
    re.I,
)
_PAGE = re.compile(r"[.\s…_]*\b([ivxlc]+|\d{1,3})\s*$", re.I)
_LEADING = re.compile(
    r"^\W*(?:lampiran\s+[ivx\d]+\s*:?\s*|bab\s+[ivx\d]+\s*[.:]?|[a-z\d]{1,3}[.)](?:\d+[.)]?)*)\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption. ``years`` are those it names."""

    label: str
    number: str
    text: str
    years: tuple[int, ...]
    place: Place
    line: int


@dataclass(frozen=True, slots=True)
class TocEntry:
    """An entry of the table of contents, without its page number."""

    text: str
    title: str
    page: str
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with its number taken off."""

    text: str
    title: str
    level: int
    place: Place
    line: int


def year_of(lines: Sequence[Line]) -> int:
    """The year that the report is about: the one it names most, not counting laws; 0 for none."""
    years: Counter[int] = Counter()
    for index, line in enumerate(lines):
        if "20" not in line.text:
            continue
        for match in _YEAR_OF.finditer(line.text):
            if not _OF_A_LAW.search(line.text[: match.start()]):
                years[int(match["year"])] += 3 if index < 3 else 1
    for line in lines[:12]:
        if re.fullmatch(r"\W*20\d\d\W*", line.text):
            years[int(re.sub(r"\D", "", line.text))] += 5
    return max(years, key=lambda year: (years[year], year)) if years else 0


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, laws not counted."""
    return tuple(int(m["year"]) for m in _YEAR_OF.finditer(text) if not _OF_A_LAW.search(text[: m.start()]))


def captions_of(lines: Sequence[Line]) -> tuple[Caption, ...]:
    """Every caption of a table or figure."""
    found = []
    for index, line in enumerate(lines):
        match = _CAPTION.match(line.text) if not line.tabular and line.kind != "contents" else None
        if match is None or match["text"][:1].islower() or len(line.text) > 220:
            continue
        text = match["text"]
        if not text and index + 1 < len(lines) and not lines[index + 1].tabular:
            text = lines[index + 1].text
        found.append(
            Caption(match["label"].lower(), match["number"].upper(), text, years_in(text), line.place, index)
        )
    return tuple(found)


def contents_of(lines: Sequence[Line], raw: Sequence[str]) -> tuple[TocEntry, ...]:
    """The entries of the table of contents; ``raw`` are the lines as they stand, with their page numbers."""
    found = []
    inside = False
    for line in lines:
        if line.kind == "contents":
            found.append(_entry(line, raw))
            continue
        inside = (inside and not line.level) or re.fullmatch(r"\W*daftar isi\W*", line.text, re.I) is not None
        if inside and (_PAGE.search(line.text) or "…" in line.text or "...." in line.text):
            found.append(_entry(line, raw))
    return tuple(entry for entry in found if entry.title)


def _entry(line: Line, raw: Sequence[str]) -> TocEntry:
    text = line.text.replace("\t", " ").strip()
    printed = raw[line.place.line - 1].replace("\t", " ") if 0 < line.place.line <= len(raw) else ""
    page = _PAGE.search(text) or _PAGE.search(printed)
    page = page if page is None or page.string is text or text in printed else None
    body = text[: page.start()] if page and page.string is text and page.start() > 3 else text
    return TocEntry(text, _LEADING.sub("", body).strip(" ._…"), page[1] if page else "", line.place)


def headings_of(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The headings of the report."""
    return tuple(
        Heading(line.text, _LEADING.sub("", line.text).strip(), line.level, line.place, index)
        for index, line in enumerate(lines)
        if line.level
    )
