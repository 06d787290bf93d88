"""Years, numbers of tables, the table of contents."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.outline import Caption, Heading, TocEntry, years_in
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding
from akuntabel.core.errors import gettext_noop

CONTENTS_YEAR: Final = gettext_noop(
    "Daftar isi menulis tahun {stated}; laporan ini tentang tahun {expected}."
)
CONTENTS_YEAR_HEADING: Final = gettext_noop(
    "Daftar isi menulis tahun {stated}; judulnya di baris {line} menulis {expected}."
)
CAPTION_YEAR: Final = gettext_noop(
    "Judul ini menyebut tahun {stated}, padahal laporan ini tentang tahun {expected} dan "
    "isinya tidak menyebut {stated}."
)
HEADING_YEAR: Final = gettext_noop("Judul ini menyebut tahun {stated}; laporan ini tentang tahun {expected}.")
HEAD_YEAR: Final = gettext_noop("Judul tabel menyebut tahun {stated}, kepala kolomnya {expected}.")
SAME_NUMBER: Final = gettext_noop("{label} {stated} dipakai dua kali, juga di baris {line}.")
SKIPPED: Final = gettext_noop("Sesudah {label} {before} seharusnya {expected}, bukan {stated}.")
CONTENTS_TITLE: Final = gettext_noop("Daftar isi menulis “{stated}”, judulnya di baris {line} “{expected}”.")
_ALIKE = 0.72  # from here on a heading is the one that an entry of the contents stands for
CONTENTS_CASE: Final = gettext_noop(
    "Nomor halaman “{stated}” berhuruf lain daripada “{expected}” di sebelahnya."
)


def contents_years(claims: Claims) -> Iterable[Finding]:
    """The table of contents names a year that is not the report's."""
    for entry in claims.contents:
        years = years_in(entry.title)
        if not years or not claims.year or len(years) > 1 or years[0] == claims.year or _is_plan(entry.title):
            continue
        heading = _heading_of(claims, entry)
        if heading is not None and years[0] in years_in(heading.text):
            continue
        other = years_in(heading.text) if heading is not None else ()
        yield finding(
            Kind.YEAR, ERROR if other or claims.whole else WARNING, entry.place, subject=entry.text, stated=str(years[0]),
            expected=str(other[0] if other else claims.year), message=CONTENTS_YEAR_HEADING if other else CONTENTS_YEAR,
            params={"line": heading.place.line if heading else 0}, others=[heading.place] if heading else (),
        )  # fmt: skip


_OTHER_YEARS = re.compile(
    r"renstra|rencana strategis|rpjm|perbandingan|sebelumnya|lalu|tren|perkembangan|mendatang|"
    r"\d{4}\s*[-–/]\s*\d{4}|dibanding|dan\s+20\d\d|s\.?d\.?|sampai|target akhir|baseline|kondisi awal|"
    r"peraturan|undang|keputusan|rencana aksi|tahun-tahun",
    re.I,
)


def _is_plan(text: str) -> bool:
    """Whether a text rightly speaks of other years: comparisons, plans, the year before."""
    return _OTHER_YEARS.search(text) is not None


def _heading_of(claims: Claims, entry: TocEntry) -> Heading | None:
    """The heading that an entry stands for: the same letter and most of the same words, years aside."""
    likeness, heading = max(
        ((_likeness(entry, heading), heading) for heading in claims.headings),
        key=lambda item: item[0],
        default=(0.0, None),
    )
    return heading if likeness >= _ALIKE else None


def _likeness(entry: TocEntry, heading: Heading) -> float:
    title, other = _plain(entry.title), _plain(heading.title)
    words, others = set(title.split()) - {"tahun"}, set(other.split()) - {"tahun"}
    shared = len(words & others) / max(min(len(words), len(others)), 1) if words and others else 0.0
    ratio = SequenceMatcher(None, title, other).ratio()
    same_mark = _mark(entry.text) == _mark(heading.text) != ""
    return max(ratio, 0.9 * shared if len(words & others) >= 2 else 0.0) + (0.1 if same_mark else 0.0)


def _mark(text: str) -> str:
    match = re.match(r"\W*(bab\s+[ivx]+|[A-Z\d]{1,3})(?=[.)\s])", text, re.I)
    return match[1].lower() if match else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"(?:19|20)\d\d|[^\w ]", " ", text.lower()).split())


def caption_years(claims: Claims) -> Iterable[Finding]:
    """A caption or heading names a year that nothing around it is about."""
    for caption in claims.captions:
        if _foreign(claims, caption.years, caption.text):
            yield from _caption(claims, caption)
    for heading in claims.headings:
        years = years_in(heading.text)
        if _foreign(claims, years, heading.text) and len(heading.text) < 160 and heading.place.line > 3:
            yield finding(
                Kind.YEAR, WARNING, heading.place, subject=heading.text, stated=str(years[0]), expected=str(claims.year),
                message=HEADING_YEAR,
            )  # fmt: skip


def _foreign(claims: Claims, years: Sequence[int], text: str) -> bool:
    return len(set(years)) == 1 and bool(claims.year) and years[0] != claims.year and not _is_plan(text)


def _caption(claims: Claims, caption: Caption) -> Iterable[Finding]:
    around = claims.lines[caption.line + 1 : caption.line + 30]
    head = " ".join(line.text for line in around[:4])
    body = " ".join(line.text for line in around)
    year = str(caption.years[0])
    if str(claims.year) in head and year not in head:
        yield finding(
            Kind.YEAR,
            WARNING,
            caption.place,
            subject=caption.text,
            stated=year,
            expected=str(claims.year),
            message=HEAD_YEAR,
        )
    elif year not in body:
        yield finding(
            Kind.YEAR, WARNING, caption.place, subject=caption.text, stated=year, expected=str(claims.year),
            message=CAPTION_YEAR,
        )  # fmt: skip


# ---------------------------------------------------------------- numbers of tables


def caption_numbers(claims: Claims) -> Iterable[Finding]:
    """Two tables with one number, or a number that is left out."""
    seen: dict[tuple[str, str], Caption] = {}
    for caption in claims.captions:
        key = (caption.label, caption.number)
        first = seen.get(key)
        if (
            first is not None
            and not _same_title(first.text, caption.text)
            and "lanjutan" not in caption.text.lower()
        ):
            yield finding(
                Kind.STRUCTURE,
                WARNING,
                caption.place,
                subject=caption.text,
                stated=f"{caption.label.title()} {caption.number}",
                expected=Words(gettext_noop("nomor lain")),
                message=SAME_NUMBER,
                params={"stated": caption.number, "label": caption.label.title(), "line": first.place.line},
                others=[first.place],
            )
        seen.setdefault(key, caption)
    for label in sorted({caption.label for caption in claims.captions}):
        yield from _skipped([caption for caption in claims.captions if caption.label == label])


def _same_title(first: str, second: str) -> bool:
    """Whether two captions are one: a list of tables repeats each, with a page number or cut off."""
    a, b = _plain(first), _plain(second)
    return a.startswith(b[:40]) or b.startswith(a[:40]) or SequenceMatcher(None, a, b).ratio() >= 0.8


def _skipped(captions: Sequence[Caption]) -> Iterable[Finding]:
    captions = [c for i, c in enumerate(captions) if not any(o.number == c.number for o in captions[:i])]
    if len(captions) < 4:
        return
    for before, after in itertools.pairwise(captions):
        head, last = _split(before.number)
        other, following = _split(after.number)
        if head == other and last and following and last + 1 < following <= last + 3:
            yield finding(
                Kind.STRUCTURE, NOTE, after.place, subject=after.text, stated=f"{after.label.title()} {after.number}",
                expected=f"{head}{last + 1}", message=SKIPPED,
                params={"stated": after.number, "label": after.label.title(), "before": before.number},
                others=[before.place],
            )  # fmt: skip


def _split(number: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.*?)(\d+)", number.replace(" ", ""))
    return (match[1], int(match[2])) if match else (number, 0)


# ---------------------------------------------------------------- titles in the table of contents


def contents_titles(claims: Claims) -> Iterable[Finding]:
    """An entry of the table of contents and its heading differ in a word."""
    titles = {_plain(heading.title) for heading in claims.headings}
    for entry in claims.contents:
        if _plain(entry.title) in titles or len(entry.title) < 8:
            continue
        if re.match(r"\W*(?:tabel|gambar|grafik|bagan|diagram)\b", entry.text, re.I):
            continue
        heading = _heading_of(claims, entry)
        if heading is not None and _plain(heading.title) != _plain(entry.title):
            yield finding(
                Kind.STRUCTURE, NOTE, entry.place, subject=entry.text, stated=entry.title, expected=heading.title,
                message=CONTENTS_TITLE, params={"line": heading.place.line}, others=[heading.place],
            )  # fmt: skip


def contents_pages(claims: Claims) -> Iterable[Finding]:
    """Roman page numbers in capitals and in small letters side by side."""
    pages = [(entry, entry.page) for entry in claims.contents if re.fullmatch(r"[ivxlc]+", entry.page, re.I)]
    upper = [item for item in pages if item[1].isupper()]
    lower = [item for item in pages if item[1].islower()]
    if upper and lower:
        odd, usual = (upper, lower) if len(upper) <= len(lower) else (lower, upper)
        yield finding(
            Kind.WORDING, NOTE, odd[0][0].place, subject=odd[0][0].text, stated=odd[0][1], expected=usual[0][1],
            message=CONTENTS_CASE,
        )  # fmt: skip
