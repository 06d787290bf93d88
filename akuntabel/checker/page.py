"""Findings beside the text they are about: one HTML page that needs nothing else, not even a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from importlib import resources
from itertools import pairwise
from pathlib import PurePath
from typing import Final

from akuntabel.checker.annotate.index import Index
from akuntabel.checker.annotate.search import Span, chosen
from akuntabel.checker.annotate.voice import SEVERITIES
from akuntabel.checker.blocks import Place, Source, Table
from akuntabel.checker.check import Report
from akuntabel.checker.findings import Finding, Severity
from akuntabel.checker.output import place_words, unchanged
from akuntabel.core.errors import gettext_noop

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MOST_LINES = 6_000  # of a text that is shown whole; of a longer one only what stands around findings
_REACH = 20  # lines around a finding then
# Control and direction characters: a hostile text could hide or turn words with them.
_HIDDEN = [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x200E, 0x200F, 0x2028, 0x2029, 0xFFFE, 0xFFFF]
_HIDDEN += [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]
_REMOVED = {**dict.fromkeys(_HIDDEN), 10: " "}
_ORDER: Final = tuple(SEVERITIES)
_TITLE = gettext_noop("Hasil pemeriksaan")
_SKIP = gettext_noop("Langsung ke temuan")
_FILES = gettext_noop("Berkas yang diperiksa")
_FINDINGS = gettext_noop("Temuan")
_TEXT = gettext_noop("Teks laporan")
_PRINTED = gettext_noop("Yang dicetak hanya baris yang ditandai.")
_NOTHING = gettext_noop("Tidak ada temuan. Laporan ini tidak bertentangan dengan dirinya sendiri.")
_UNREAD = gettext_noop("Tidak diperiksa")
_STATED = gettext_noop("Tertulis")
_EXPECTED = gettext_noop("Semestinya")
_ALSO = gettext_noop("Lihat juga")
_PAGE = gettext_noop("Halaman {page}")
_LINE = gettext_noop("baris {line}")
_GAP = gettext_noop("Baris {first} sampai {last} tidak ditampilkan.")
_COUNTS: Final = {
    Severity.ERROR: gettext_noop("{n} kesalahan"),
    Severity.WARNING: gettext_noop("{n} perlu diputuskan"),
    Severity.NOTE: gettext_noop("{n} catatan"),
}
_MEANINGS: Final = {
    Severity.ERROR: gettext_noop("Laporan bertentangan dengan dirinya sendiri."),
    Severity.WARNING: gettext_noop("Seseorang yang tahu perlu memutuskan mana yang benar."),
    Severity.NOTE: gettext_noop("Cara menulis dan membulatkan."),
}
_SIGNS: Final = {
    Severity.ERROR: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6"/>',
    Severity.WARNING: '<path d="M8 .8l7.4 14H.6z"/><path class="cut" d="M8 5.4v4.4m0 2.2v.1"/>',
    Severity.NOTE: '<rect x="1.5" y="1.5" width="13" height="13" rx="1"/><path class="cut" d="M8 7.2v4.6m0-7.6v.1"/>',
}


def render_page(
    reports: Sequence[Report],
    *,
    say: Callable[[Finding], str],
    where: Callable[[Place], str] | None = None,
    translate: Callable[[str], str] = unchanged,
    language: str = "id",
    unread: Mapping[str, str] | None = None,
) -> str:
    """The findings of ``reports`` as one page. ``unread`` has files that could not be read and why."""
    shell = _Shell(say, where or partial(place_words, translate=translate), translate)
    names = _names([report.file for report in reports])
    pairs = enumerate(zip(names, reports, strict=True), start=1)
    documents = [_Document(shell, number, name, report) for number, (name, report) in pairs]
    title = translate(_TITLE)
    named = ", ".join(names[:3])
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(f'{title}: {named}' if named else title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f'<body>\n{_sprite()}<a class="skip" href="#isi">{_text(translate(_SKIP))}</a>\n'
        f'<header class="top"><h1>{_text(title)}</h1>\n{_summary(shell, documents, unread or {})}</header>\n'
        f'<main id="isi" tabindex="-1">\n{"".join(document.html() for document in documents)}</main>\n'
        "</body>\n</html>\n"
    )


@dataclass(frozen=True, slots=True)
class _Shell:
    """How the page speaks."""

    say: Callable[[Finding], str]
    where: Callable[[Place], str]
    translate: Callable[[str], str]

    def words(self, text: str) -> str:
        """A constant text of the page, translated and safe."""
        return _text(self.translate(text))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding with its number on the page and its span in its line, where it has one."""

    number: int
    finding: Finding
    line: int  # 0 when it stands at no line
    span: Span | None


class _Document:
    """One report: its findings and its text."""

    def __init__(self, shell: _Shell, number: int, name: str, report: Report) -> None:
        self.shell = shell
        self.number = number
        self.name = name
        self.report = report
        self.lines = [line.translate(_REMOVED) for line in report.source.lines]
        index = Index(report.source)
        ordered = sorted(report.findings, key=lambda f: (_ORDER.index(f.severity), f.place.line))
        self.entries = [self._entry(n, finding, index) for n, finding in enumerate(ordered, start=1)]
        self.marks: dict[int, list[_Entry]] = {}
        for entry in self.entries:
            self.marks.setdefault(entry.line, []).append(entry)

    def _entry(self, number: int, finding: Finding, index: Index) -> _Entry:
        line = finding.place.line if 0 < finding.place.line <= len(self.lines) else 0
        if not line:
            return _Entry(number, finding, 0, None)
        text = self.lines[line - 1]
        spot = index.cell(finding.place)
        if spot is not None and "\t".join(cell.text for cell in spot.row.cells) == text:
            inside = chosen(spot.cell.text, finding)
            if inside:
                return _Entry(number, finding, line, (inside[0] + spot.offset, inside[1] + spot.offset))
        return _Entry(number, finding, line, chosen(text, finding))

    def tally(self) -> str:
        """How many findings of each severity, as a list."""
        counts = dict.fromkeys(_ORDER, 0)
        for finding in self.report.findings:
            counts[finding.severity] += 1
        items = (
            f'<li class="{severity.value}{"" if n else " none"}">{_icon(severity)}'
            f"{_text(self.shell.translate(_COUNTS[severity]).format(n=n))}</li>"
            for severity, n in counts.items()
        )
        return f'<ul class="tally">{"".join(items)}</ul>'

    def html(self) -> str:
        """The document's section of the page."""
        notes = "".join(f"<li>{_text(note)}</li>" for note in self.report.source.notes)
        return (
            f'<article class="document" id="d{self.number}" aria-labelledby="h{self.number}">\n'
            f'<h2 id="h{self.number}">{_text(self.name)}</h2>\n{self.tally()}\n'
            f"{f'<ul class=notes>{notes}</ul>' if notes else ''}"
            f'<div class="both">\n{self._findings()}{self._whole_text()}</div>\n</article>\n'
        )

    def _findings(self) -> str:
        groups = [self._group(severity) for severity in _ORDER]
        body = "".join(groups) or f'<p class="nothing">{self.shell.words(_NOTHING)}</p>\n'
        label = f"{self.shell.translate(_FINDINGS)} {self.number}: {self.name}"
        return f'<section class="findings" aria-label="{_text(label)}" tabindex="0">\n{body}</section>\n'

    def _group(self, severity: Severity) -> str:
        entries = [entry for entry in self.entries if entry.finding.severity is severity]
        if not entries:
            return ""
        return (
            f'<section class="group {severity.value}">\n<h3>{_icon(severity)}{self.shell.words(SEVERITIES[severity])} '
            f'<span class="count">{len(entries)}</span></h3>\n'
            f'<p class="quiet">{self.shell.words(_MEANINGS[severity])}</p>\n'
            f"<ol>\n{''.join(map(self._finding, entries))}</ol>\n</section>\n"
        )

    def _finding(self, entry: _Entry) -> str:
        finding, shell = entry.finding, self.shell
        place = shell.where(finding.place)
        if entry.line and finding.place.table is not None:
            place = f"{place}, {self._line_words(entry.line)}"
        at = f'<a href="#p{self.number}-{entry.number}">{_text(place)}</a>' if entry.line else _text(place)
        parts = [f'<p class="at">{at}</p>', f'<p class="says">{_text(shell.say(finding))}</p>']
        if finding.subject:
            parts.append(f'<p class="subject">{_text(finding.subject)}</p>')
        pairs = [(_STATED, finding.stated), (_EXPECTED, finding.wanted(shell.translate))]
        figures = "".join(
            f"<div><dt>{shell.words(term)}</dt><dd>{_text(text)}</dd></div>" for term, text in pairs if text
        )
        parts.append(f"<dl>{figures}</dl>" if figures else "")
        also = ", ".join(self._also(other) for other in finding.others)
        parts.append(f'<p class="also">{shell.words(_ALSO)}: {also}</p>' if also else "")
        return (
            f'<li id="t{self.number}-{entry.number}" class="{finding.severity.value}" value="{entry.number}">'
            f"{''.join(parts)}</li>\n"
        )

    def _also(self, place: Place) -> str:
        if not 0 < place.line <= len(self.lines):
            return _text(self.shell.where(place))
        return f'<a href="#b{self.number}-{place.line}">{_text(self._line_words(place.line))}</a>'

    def _line_words(self, line: int) -> str:
        return self.shell.translate(_LINE).format(line=line)

    def _whole_text(self) -> str:
        shell = self.shell
        pages = _first_lines(self.report.source)
        items: list[str] = []
        last = 0
        for first, end in self._shown():
            if first > last + 1:
                gap = shell.translate(_GAP).format(first=last + 1, last=first - 1)
                items.append(f'<li class="gap">{_text(gap)}</li>\n')
            items += [self._line(line, pages.get(line)) for line in range(first, end + 1)]
            last = end
        if last < len(self.lines):
            gap = shell.translate(_GAP).format(first=last + 1, last=len(self.lines))
            items.append(f'<li class="gap">{_text(gap)}</li>\n')
        label = f"{shell.translate(_TEXT)} {self.number}: {self.name}"
        return (
            f'<section class="text" aria-label="{_text(label)}">\n<h3>{shell.words(_TEXT)}</h3>\n'
            f'<p class="printed">{shell.words(_PRINTED)}</p>\n<ol>\n{"".join(items)}</ol>\n</section>\n'
        )

    def _shown(self) -> Iterable[Span]:
        """The runs of lines that are shown."""
        if len(self.lines) <= _MOST_LINES:
            return [(1, len(self.lines))] if self.lines else []
        places = [place for finding in self.report.findings for place in (finding.place, *finding.others)]
        return windows([place.line for place in places], _REACH, len(self.lines))

    def _line(self, line: int, page: int | None) -> str:
        entries = self.marks.get(line, [])
        head = ""
        if page is not None:
            head = f'<li class="page">{_text(self.shell.translate(_PAGE).format(page=page))}</li>\n'
        words = self.lines[line - 1].rstrip()
        kind = ' class="hit"' if entries else "" if words else ' class="blank"'
        text = self._marked(words, entries) if entries else _cells(words)
        return f'{head}<li id="b{self.number}-{line}" value="{line}"{kind}><span>{text}</span></li>\n'

    def _marked(self, text: str, entries: Sequence[_Entry]) -> str:
        """The text of a line with its findings marked, and a link to each behind its mark."""
        whole = (0, len(text))
        spans = [(entry, entry.span or whole) for entry in entries]
        cuts = sorted({0, len(text), *(edge for _, span in spans for edge in span)})
        parts = []
        for start, end in pairwise(cuts):
            inside = [entry.finding.severity for entry, span in spans if span[0] <= start and end <= span[1]]
            words = _cells(text[start:end])
            worst = min(inside, key=_ORDER.index, default=None)
            parts.append(f'<mark class="{worst.value}">{words}</mark>' if worst else words)
            parts += [self._link(entry) for entry, span in spans if span[1] == end]
        return "".join(parts) or "".join(map(self._link, entries))

    def _link(self, entry: _Entry) -> str:
        severity = entry.finding.severity
        words = f'<span class="sr">{self.shell.words(SEVERITIES[severity])} </span>{entry.number}'
        name = f"{self.number}-{entry.number}"
        return f'<a class="ref {severity.value}" id="p{name}" href="#t{name}">{_icon(severity)}{words}</a>'


def windows(lines: Iterable[int], reach: int, total: int) -> Iterator[Span]:
    """Runs of lines within ``reach`` of ``lines``; both ends belong to a run."""
    start = end = 0
    for line in sorted({line for line in lines if 0 < line <= total}):
        if end and line - reach > end + 1:
            yield start, end
            start = 0
        start = start or max(line - reach, 1)
        end = min(line + reach, total)
    if end:
        yield start, end


def _summary(shell: _Shell, documents: Sequence[_Document], unread: Mapping[str, str]) -> str:
    """What was checked: each file with its numbers; files that were not read with the reason."""
    items = [
        f'<li><a href="#d{document.number}">{_text(document.name)}</a>{document.tally()}</li>\n'
        for document in documents
    ]
    items += [
        f'<li class="unread"><span>{_text(_name(file))}</span><p>{shell.words(_UNREAD)}: {_text(reason)}</p></li>\n'
        for file, reason in unread.items()
    ]
    if len(items) == 1 and not unread:
        return ""
    return f'<nav aria-label="{shell.words(_FILES)}"><ul class="files">\n{"".join(items)}</ul></nav>\n'


def _first_lines(source: Source) -> dict[int, int]:
    """The first line of each page, with the page's number."""
    found: dict[int, int] = {}
    last = 0
    for block in source.blocks:
        places = [row.place for row in block.rows] if isinstance(block, Table) else [block.place]
        for place in places:
            if place.page is not None and place.page > last:
                found[place.line] = last = place.page
    return found


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


def _sprite() -> str:
    symbols = (
        f'<symbol id="i-{severity.value}" viewBox="0 0 16 16">{shape}</symbol>'
        for severity, shape in _SIGNS.items()
    )
    return f'<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">{"".join(symbols)}</svg>\n'


def _icon(severity: Severity) -> str:
    return f'<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{severity.value}"/></svg>'


def _names(files: Sequence[str]) -> list[str]:
    """Files as people call them: without their folders, except where two have the same name."""
    names = [_name(file) for file in files]
    return [
        name if names.count(name) == 1 else "/".join(PurePath(file.replace("\\", "/")).parts[-2:])
        for name, file in zip(names, files, strict=True)
    ]


def _name(file: str) -> str:
    return PurePath(file.replace("\\", "/")).name or file


def _text(words: object) -> str:
    """``words``, safe between tags and in quoted attributes."""
    return escape(str(words).translate(_REMOVED))


def _cells(words: str) -> str:
    """A line or a part of it; the tabs between cells are shown."""
    return escape(words).replace("\t", '<span class="tab">\t</span>')
