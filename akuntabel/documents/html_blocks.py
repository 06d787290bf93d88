"""Blocks and inlines as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from akuntabel.documents.anchors import OutlineEntry, contents_title, listed, numbered, outline
from akuntabel.documents.html_charts import both_widths
from akuntabel.documents.html_tables import table_html
from akuntabel.documents.plain import MARK, clean, web_address
from akuntabel.documents.tree import (
    Block,
    Break,
    Chart,
    Cite,
    Contents,
    Document,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Link,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Section,
    Signatory,
    Signature,
    Table,
    Text,
)

SCREEN_FONT = "'Segoe UI', Roboto, Arial, 'Liberation Sans', sans-serif"
_CHART_MM = 150.0
_CHART_PT = 9.5


def text(words: str) -> str:
    """Words, safe between tags and in attributes."""
    return escape(clean(words))


def identifier(anchor: str) -> str:
    """``anchor`` as an id: no spaces."""
    return "-".join(clean(anchor).split())


class Writer:
    """Writes the blocks of sections; each id is given away once."""

    def __init__(self, document: Document, sections: Iterable[Section]) -> None:
        self.document = document
        self.labels = document.labels
        self.entries = outline(document)
        self._known = _anchors(document.sections)
        self._here = _anchors(sections)
        self._given: set[str] = set()
        self._places = _places(self.entries)

    def section(self, section: Section, before: int) -> str:
        """One section; ``before`` numbered blocks stand in front of it in the document."""
        parts: list[str] = []
        previous: Block | None = None
        for block in section.blocks:
            entry = self.entries[before] if numbered(block) else None
            before += entry is not None
            parts.append(self._block(block, entry, previous))
            previous = block
        wide = ' class="wide"' if section.landscape else ""
        return f"<section{wide}>\n{''.join(parts)}</section>\n"

    # ------------------------------------------------------------ ids and links

    def place(self, entry: OutlineEntry) -> str:
        """The id of a numbered block."""
        return self._places[entry.key]

    def id(self, *candidates: str) -> str:
        """The first candidate that is still free, as an attribute with a space before it."""
        for candidate in candidates:
            name = identifier(candidate)
            if name and name not in self._given:
                self._given.add(name)
                return f' id="{escape(name)}"'
        return ""

    def _href(self, anchor: str) -> str:
        return f'href="#{quote(identifier(anchor), safe=":~.")}"'

    # ------------------------------------------------------------ inlines

    def inlines(self, content: Inlines, *, within: str = "") -> str:
        """Inlines; ``within`` is the anchor of the row they stand in, which needs no link to itself."""
        return "".join(self._inline(inline, within) for inline in content)

    def _inline(self, inline: Inline, within: str) -> str:
        match inline:
            case Text(text=words, bold=bold, italic=italic):
                return _emphasised(text(words), bold=bold, italic=italic)
            case Cite():
                return self._cite(inline, within)
            case Link(target=target, text=words):
                address = web_address(target)
                if target in self._here:
                    return f"<a {self._href(target)}>{text(words)}</a>"
                return f'<a href="{escape(address)}">{text(words)}</a>' if address else text(words)
            case Break():
                return "<br>"

    def _cite(self, cite: Cite, within: str) -> str:
        anchor = cite.anchor
        shown = _emphasised(text(cite.text), bold=cite.bold, italic=False)
        known = anchor in self._known and anchor != within
        mark = f'<sup class="mark" aria-hidden="true">{MARK}</sup>' if cite.mark and known else ""
        if not known or anchor not in self._here:
            return shown + mark
        title = text(self.labels.passport)
        return f'<a class="cite" {self._href(anchor)} title="{title}">{shown}{mark}</a>'

    # ------------------------------------------------------------ blocks

    def _block(self, block: Block, entry: OutlineEntry | None, before: Block | None) -> str:
        if entry is not None:
            return self._numbered(block, entry)
        match block:
            case Paragraph():
                answer = self.paragraph(block)
            case ItemList():
                answer = self.items(block)
            case Table():
                answer = table_html(self, block, None)
            case Signature():
                answer = _signature(block)
            case Contents():
                answer = self._contents(block, before)
            case _:  # a page break is nothing on a screen
                answer = ""
        return answer

    def _numbered(self, block: Block, entry: OutlineEntry) -> str:
        match block:
            case Heading():
                return self._heading(block, entry)
            case Table():
                return table_html(self, block, entry)
            case Chart():
                return self._chart(block, entry)
            case _:
                return ""

    def _heading(self, block: Heading, entry: OutlineEntry) -> str:
        tag = f"h{min(block.level + 1, 6)}"
        number = f'<span class="number">{text(block.number)}</span> ' if block.number else ""
        return f"<{tag}{self.id(self.place(entry), entry.key)}>{number}{text(block.text)}</{tag}>\n"

    def paragraph(self, block: Paragraph) -> str:
        """A paragraph."""
        inside = self.inlines(block.content)
        place = self.id(block.anchor)
        if block.style is ParagraphStyle.QUOTE:
            return f"<blockquote{place}><p>{inside}</p></blockquote>\n"
        style = "" if block.style is ParagraphStyle.BODY else f' class="{block.style.value}"'
        return f"<p{place}{style}>{inside}</p>\n" if inside or place else ""

    def items(self, block: ItemList) -> str:
        """A list."""
        tag = "ul" if block.kind is ListKind.BULLET else "ol"
        look = ' class="alpha"' if block.kind is ListKind.ALPHA else ""
        if block.start != 1 and tag == "ol":
            look += f' start="{block.start}"'
        items = "".join(
            f"<li>{self.inlines(item.content)}{''.join(map(self._child, item.children))}</li>\n"
            for item in block.items
        )
        return f"<{tag}{look}>\n{items}</{tag}>\n"

    def _child(self, block: Paragraph | ItemList) -> str:
        return self.items(block) if isinstance(block, ItemList) else self.paragraph(block)

    def _chart(self, block: Chart, entry: OutlineEntry) -> str:
        drawn = both_widths(block, width_mm=_CHART_MM, size_pt=_CHART_PT, font=SCREEN_FONT)
        number = f'<span class="number">{text(entry.number)}.</span>'
        caption = f"<figcaption>{number} {text(block.title)}</figcaption>"
        place = self.id(self.place(entry), entry.key)
        return f'<figure class="chart"{place}>{drawn}\n{caption}\n{self._chart_table(block)}</figure>\n'

    def _chart_table(self, block: Chart) -> str:
        """The numbers of a chart, one click away."""
        names = "".join(f'<th scope="col" class="right">{text(one.name)}</th>' for one in block.series)
        rows = []
        for n, category in enumerate(block.categories):
            cells = "".join(
                f'<td class="right">{text(row[n] if n < len(row) else "")}</td>' for row in block.labels
            )
            rows.append(f'<tr><th scope="row">{text(category)}</th>{cells}</tr>\n')
        unit = text(block.unit)
        head = f"<thead><tr><td>{unit}</td>{names}</tr></thead>"
        table = f'<table class="ruled">{head}\n<tbody>\n{"".join(rows)}</tbody></table>'
        name = text(self.labels.chart_data)
        return f'<details><summary>{name}</summary><div class="scroll">{table}</div></details>'

    def _contents(self, block: Contents, before: Block | None) -> str:
        title = contents_title(block, before, self.labels)
        head = f'<p class="title">{text(title)}</p>\n' if title else ""
        return f'{head}<div class="contents">{self.entry_list(listed(self.document, block))}</div>\n'

    def entry_list(self, entries: Iterable[OutlineEntry]) -> str:
        """Entries as lists in lists, by their level."""
        parts: list[str] = []
        open_levels: list[int] = []
        for entry in entries:
            while open_levels and open_levels[-1] > entry.level:
                parts.append("</li></ol>")
                open_levels.pop()
            if open_levels and open_levels[-1] == entry.level:
                parts.append("</li>\n")
            else:
                parts.append("<ol>")
                open_levels.append(entry.level)
            parts.append(f"<li><a {self._href(self.place(entry))}>{text(entry.label)}</a>")
        parts.append("</li></ol>" * len(open_levels))
        return "".join(parts)


def _anchors(sections: Iterable[Section]) -> frozenset[str]:
    found: set[str] = set()
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Heading | Paragraph | Table | Chart):
                found.add(block.anchor)
            if isinstance(block, Table):
                found |= {row.anchor for row in block.rows}
    return frozenset(found - {""})


def _places(entries: Iterable[OutlineEntry]) -> dict[str, str]:
    """The id of each entry by its key: its anchor, or the key where another bears that anchor."""
    places: dict[str, str] = {}
    taken: set[str] = set()
    for entry in entries:
        name = identifier(entry.anchor)
        places[entry.key] = name if name and name not in taken else identifier(entry.key)
        taken.add(places[entry.key])
    return places


def _emphasised(words: str, *, bold: bool, italic: bool) -> str:
    inner = f"<em>{words}</em>" if italic else words
    return f"<strong>{inner}</strong>" if bold else inner


def _signature(block: Signature) -> str:
    place = ", ".join(part for part in (text(block.place), text(block.date)) if part)
    last = len(block.signatories) - 1
    level = "&nbsp;" if any(one.nip for one in block.signatories) else ""
    people = [_signatory(one, place if n == last else "", level) for n, one in enumerate(block.signatories)]
    return f'<div class="signature">\n{"".join(people)}</div>\n'


def _signatory(one: Signatory, place: str, level: str) -> str:
    """Who signs; ``level`` stands for the number of one who has none, so that names stand level."""
    position = [text(line) for line in one.position]
    if one.prefix and position:
        position[0] = f"{text(one.prefix)} {position[0]}"
    lines = [line for line in (place, text(one.role), *position) if line]
    nip = f"NIP {text(one.nip)}" if one.nip else level
    nip = f"<p>{nip}</p>" if nip else ""
    return f'<div><p>{"<br>".join(lines)}</p><p class="name">{text(one.name)}</p>{nip}</div>\n'
