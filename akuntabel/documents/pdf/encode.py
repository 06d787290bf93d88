"""The document tree as plain values for the template: data, never markup.

Every word of a user reaches Typst as a JSON string that the template prints with ``text``; what
looks like markup in it stays words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akuntabel.documents.anchors import OutlineEntry, contents_title, numbered, outline
from akuntabel.documents.charts import chart_svg
from akuntabel.documents.pdf.tables import encode_table, table_size
from akuntabel.documents.plain import clean, web_address
from akuntabel.documents.svg import emblem_svg
from akuntabel.documents.tree import (
    Block,
    Break,
    Chart,
    Cite,
    Contents,
    ContentsKind,
    Document,
    Heading,
    Inline,
    ItemList,
    Link,
    Numbering,
    PageBreak,
    Paragraph,
    Section,
    Signatory,
    Signature,
    Table,
    Text,
)

Data = dict[str, Any]

A4_MM = (210.0, 297.0)
PATTERNS = {Numbering.NONE: "", Numbering.ROMAN: "i", Numbering.ARABIC: "1"}
_LONG_TITLE = 48  # signs; a longer title stands in the running head by its number alone


@dataclass(frozen=True, slots=True)
class Names:
    """Where links lead: the place of each anchor, the first where two blocks bear the same.

    ``entries`` are the outline entries of the numbered blocks, in reading order; ``known`` are all
    anchors of the document, also those that are not among the ``places`` of a preview; ``pages``
    are printed pages, for a preview.
    """

    places: Mapping[str, str]
    entries: tuple[OutlineEntry, ...]
    known: frozenset[str]
    pages: Mapping[str, str] | None = None

    @classmethod
    def of(cls, document: Document) -> Names:
        """All places of ``document``."""
        entries = outline(document)
        places = _places(_all(document.sections), entries)
        return cls(places, entries, frozenset(places))


def for_preview(names: Names, section: Section, before: int, pages: Mapping[str, str]) -> Names:
    """The places of one ``section`` that stands alone; ``before`` entries stand in front of it."""
    count = sum(1 for block in section.blocks if numbered(block))
    places = _places(section.blocks, names.entries[before : before + count])
    return Names(places, names.entries, names.known, pages)


def _all(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks


def _places(blocks: Iterable[Block], entries: tuple[OutlineEntry, ...]) -> dict[str, str]:
    places: dict[str, str] = {}
    following = iter(entries)
    for block in blocks:
        if numbered(block):
            entry = next(following)
            if entry.anchor:
                places.setdefault(entry.anchor, entry.key)
        elif isinstance(block, Paragraph | Table) and block.anchor:
            places.setdefault(block.anchor, f"a:{block.anchor}")
        if isinstance(block, Table):
            for anchor in (row.anchor for row in block.rows if row.anchor):
                places.setdefault(anchor, f"a:{anchor}")
    return places


class Encoder:
    """Encodes the sections of one document; keeps the labels that were already given away."""

    def __init__(self, document: Document, names: Names, *, before: int = 0, chapter: str = "") -> None:
        self.document = document
        self.names = names
        self._chapter = chapter  # the one that blocks go on with
        self._following = iter(names.entries[before:])
        self._free = set(names.places.values())

    def section(self, section: Section, *, restart: bool, first: int | None = None) -> Data:
        """One section; ``first`` is the page number it begins with, where that is known."""
        before: Block | None = None
        parts: list[Data] = [{"head": self._chapter, "opening": "", "blocks": []}]
        for block in section.blocks:
            data = self._block(block, before, section)
            if isinstance(block, Heading) and block.level == 1:
                self._chapter = _running(block)
                parts.append({"head": self._chapter, "opening": data["label"], "blocks": []})
            parts[-1]["blocks"].append(data)
            before = block
        return {
            "numbering": PATTERNS[section.numbering],
            "first": 1 if restart and first is None else first,
            "landscape": section.landscape,
            "parts": [part for part in parts if part["blocks"]] or parts,
        }

    def label(self, anchor: str) -> str:
        """The label for ``anchor``, once; empty where another block has taken it."""
        place = self.names.places.get(anchor, "") if anchor else ""
        if place.startswith("a:") and place in self._free:
            self._free.discard(place)
            return place
        return ""

    # ------------------------------------------------------------ blocks

    def _block(self, block: Block, before: Block | None, section: Section) -> Data:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self.paragraph(block)
            case ItemList():
                return self.items(block)
            case Table():
                return self._table(block, section)
            case Chart():
                return self._chart(block, section)
            case _:
                return self._furniture(block, before)

    def _furniture(self, block: Signature | Contents | PageBreak, before: Block | None) -> Data:
        match block:
            case Signature():
                return _signature(block)
            case Contents():
                return self._contents(block, before)
            case PageBreak():
                return {"k": "pagebreak"}

    def _heading(self, block: Heading) -> Data:
        return {
            "k": "heading",
            "level": block.level,
            "number": clean(block.number),
            "text": clean(block.text),
            "listed": block.listed,
            "label": next(self._following).key,
        }

    def paragraph(self, block: Paragraph) -> Data:
        """A paragraph."""
        return {
            "k": "paragraph",
            "style": block.style.value,
            "c": self.inlines(block.content),
            "label": self.label(block.anchor),
        }

    def items(self, block: ItemList) -> Data:
        """A list."""
        items = [
            {
                "c": self.inlines(item.content),
                "children": [self._child(child) for child in item.children],
            }
            for item in block.items
        ]
        return {"k": "list", "kind": block.kind.value, "start": block.start, "items": items}

    def _child(self, block: Paragraph | ItemList) -> Data:
        return self.items(block) if isinstance(block, ItemList) else self.paragraph(block)

    def _table(self, block: Table, section: Section) -> Data:
        data = encode_table(block, self, width_mm=text_width_mm(self.document, section))
        data["label"] = self.label(block.anchor)
        if block.caption:
            entry = next(self._following)
            data["label"] = entry.key
            data["number"] = _stopped(entry)
            data["caption"] = clean(block.caption)
        return data

    def _chart(self, block: Chart, section: Section) -> Data:
        entry = next(self._following)
        width = text_width_mm(self.document, section)
        font = f"'{self.document.style.table_font}', Arial, sans-serif"
        return {
            "k": "chart",
            "svg": chart_svg(block, width_mm=min(width, 175.0), font=font),
            "alt": clean(block.alt or block.title),
            "number": _stopped(entry),
            "caption": clean(block.title),
            "label": entry.key,
        }

    def _contents(self, block: Contents, before: Block | None) -> Data:
        pages = self.names.pages
        return {
            "k": "contents",
            "kind": block.kind.value,
            "depth": block.depth,
            "title": clean(contents_title(block, before, self.document.labels)),
            "paged": pages is not None,
            "entries": {
                entry.key: {
                    "level": entry.level,
                    "number": clean(entry.number) if entry.kind == "heading" else _stopped(entry),
                    "text": clean(entry.text),
                    "page": (pages or {}).get(entry.key, ""),
                }
                for entry in self.names.entries
                if _KINDS[entry.kind] is block.kind
                and entry.listed
                and (entry.kind != "heading" or entry.level <= block.depth)
            },
        }

    # ------------------------------------------------------------ inlines

    def inlines(self, content: Iterable[Inline], *, within: str = "") -> list[Any] | str:
        """Inlines, or one string where they are plain words.

        ``within`` is the anchor of the row they stand in, which needs no link to itself.
        """
        parts = [self._inline(inline, within) for inline in content]
        plain = [part for part in parts if isinstance(part, str)]
        return "".join(plain) if len(plain) == len(parts) else parts

    def marked(self, cite: Cite, within: str) -> bool:
        """Whether the sign that leads to the passport stands behind ``cite``."""
        return cite.mark and cite.anchor != within and cite.anchor in self.names.known

    def _inline(self, inline: Inline, within: str) -> str | Data:
        match inline:
            case Text(text=text, bold=bold, italic=italic):
                return {"t": clean(text), "b": bold, "i": italic} if bold or italic else clean(text)
            case Cite():
                text = clean(inline.text)
                mark = self.marked(inline, within)
                if not (mark or inline.bold):
                    return text
                place = self.names.places.get(inline.anchor, "") if mark else ""
                return {"cite": text, "mark": mark, "to": place, "b": inline.bold}
            case Link(target=target, text=text):
                known = target in self.names.known
                place = self.names.places.get(target, "")
                return {"link": clean(text), "known": known, "to": place, "url": web_address(target)}
            case Break():
                return {"br": True}


_KINDS = {
    "heading": ContentsKind.HEADINGS,
    "table": ContentsKind.TABLES,
    "figure": ContentsKind.FIGURES,
}


def chapter_before(sections: Sequence[Section]) -> str:
    """What runs above the pages of a section that goes on with the last chapter of ``sections``."""
    blocks = (block for section in reversed(sections) for block in reversed(section.blocks))
    return next((_running(one) for one in blocks if isinstance(one, Heading) and one.level == 1), "")


def _running(heading: Heading) -> str:
    number, text = clean(heading.number), clean(heading.text)
    head = " — ".join(part for part in (number, text) if part)
    return head if len(head) <= _LONG_TITLE or not number else number


def _stopped(entry: OutlineEntry) -> str:
    """The number of a table or chart as it stands in front of the caption, all on one line."""
    return clean(f"{entry.number}.").replace(" ", "\N{NO-BREAK SPACE}")


def text_width_mm(document: Document, section: Section) -> float:
    """The width between the margins."""
    style = document.style
    page = A4_MM[1 if section.landscape else 0]
    margins = 2 * style.margin_other_cm if section.landscape else style.margin_left_cm + style.margin_other_cm
    return page - margins * 10


def _signature(block: Signature) -> Data:
    """A signature block; lines that one signatory lacks are kept free, so that names stand level."""
    lines = max(len(one.position) for one in block.signatories)
    some_nip = any(one.nip for one in block.signatories)
    some_role = any(one.role for one in block.signatories)
    return {
        "k": "signature",
        "place": ", ".join(part for part in (clean(block.place), clean(block.date)) if part),
        "signatories": [_signatory(one, lines, some_nip, some_role) for one in block.signatories],
    }


def _signatory(one: Signatory, lines: int, some_nip: bool, some_role: bool) -> Data:
    position = [clean(line) for line in one.position]
    if one.prefix and position:
        position[0] = f"{clean(one.prefix)} {position[0]}"
    return {
        "role": clean(one.role) if one.role else ("" if some_role else None),
        "position": position,
        "free": lines - len(position),
        "name": clean(one.name),
        "nip": f"NIP {clean(one.nip)}" if one.nip else ("" if some_nip else None),
    }


def encode_document(document: Document) -> Data:
    """What is the same for every section."""
    style, cover = document.style, document.cover
    language, _, region = document.language.partition("-")
    return {
        "title": clean(document.title),
        "author": clean(document.author),
        "subject": clean(document.subject),
        "language": language or "id",
        "region": region[:2] or None,
        "running": clean(document.running_head),
        "mark": clean(document.mark),
        "text_font": style.text_font,
        "table_font": style.table_font,
        "size": style.size_pt,
        "table_size": table_size(style),
        "spacing": style.line_spacing,
        "paper": style.paper,
        "margin_left": style.margin_left_cm,
        "margin_other": style.margin_other_cm,
        "cover": None
        if cover is None
        else {
            "office": [clean(line) for line in cover.office],
            "title": [clean(line) for line in cover.title],
            "year": clean(cover.year),
            "status": clean(cover.status),
            "emblem": emblem_svg(clean(cover.emblem_alt), font=style.table_font),
            "alt": clean(cover.emblem_alt),
        },
    }
