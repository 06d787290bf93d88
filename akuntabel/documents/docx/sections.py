"""Pages: their size, their numbers, what stands on top and at the foot of them."""

from __future__ import annotations

from dataclasses import dataclass

from akuntabel.documents.anchors import restarts
from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.markup import field, paragraph, run
from akuntabel.documents.tree import Document, Heading, Numbering, Section

_FORMATS = {Numbering.ROMAN: "lowerRoman", Numbering.ARABIC: "decimal"}
_EDGE = 708  # twips from the edge of the paper to the running head
EMPTY_HEADER = "rIdHeaderEmpty"
EMPTY_FOOTER = "rIdFooterEmpty"


@dataclass(frozen=True, slots=True)
class Layout:
    """A section of pages; ``section`` is None for the cover."""

    section: Section | None
    number: int  # place among the layouts
    numbering: Numbering
    restart: bool
    landscape: bool
    chapter: str  # what the running head says where fields are not worked out

    @property
    def header_id(self) -> str:
        """The relationship id of its running head."""
        return EMPTY_HEADER if self.numbering is Numbering.NONE else f"rIdHeader{self.number}"

    @property
    def footer_id(self) -> str:
        """The relationship id of its foot."""
        return EMPTY_FOOTER if self.numbering is Numbering.NONE else f"rIdFooter{self.number}"


def layouts_of(document: Document) -> tuple[Layout, ...]:
    """The sections of pages of ``document``, the cover first."""
    answer = [Layout(None, 0, Numbering.NONE, True, False, "")] if document.cover else []
    chapter = ""
    for section, restart in zip(document.sections, restarts(document), strict=True):
        own = next((b.text for b in section.blocks if isinstance(b, Heading) and b.level == 1), "")
        chapter = own or chapter
        answer.append(Layout(section, len(answer), section.numbering, restart, section.landscape, chapter))
    return tuple(answer) or (Layout(None, 0, Numbering.NONE, True, False, ""),)


def section_properties(context: Context, layout: Layout) -> str:
    """``w:sectPr`` of ``layout``."""
    width, height = context.page_size(landscape=layout.landscape)
    left, other = context.margins()
    orient = ' w:orient="landscape"' if layout.landscape else ""
    number = ""
    if layout.numbering in _FORMATS:
        start = ' w:start="1"' if layout.restart else ""
        number = f'<w:pgNumType w:fmt="{_FORMATS[layout.numbering]}"{start}/>'
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{layout.header_id}"/>'
        f'<w:footerReference w:type="default" r:id="{layout.footer_id}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{other}" w:right="{other}" w:bottom="{other}" w:left="{left}" '
        f'w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/>{number}<w:cols w:space="708"/></w:sectPr>'
    )


def running_head(context: Context, layout: Layout) -> str:
    """The content of a header: office and year, and the chapter the page belongs to."""
    width = context.text_width(landscape=layout.landscape)
    words = run(context.document.running_head)
    if layout.chapter:
        words += run("\t") + field('STYLEREF "Judul Bab"', layout.chapter)
    own_tab = f'<w:tab w:val="clear" w:pos="{context.text_width()}"/><w:tab w:val="right" w:pos="{width}"/>'
    given = {"tabs": own_tab} if width != context.text_width() else {}
    return paragraph("Header", words, **given)


def page_foot(mark: str) -> str:
    """The content of a footer: the number of the page, and below it the document's ``mark``."""
    return paragraph("Footer", field("PAGE", "1")) + (_mark(mark) if mark else "")


def empty_head() -> str:
    """A header that says nothing and draws no line."""
    return paragraph("Normal", "")


def empty_foot(mark: str) -> str:
    """The footer of a page without a number: the document's ``mark`` or nothing."""
    return _mark(mark) if mark else empty_head()


def _mark(mark: str) -> str:
    return paragraph("Footer", run(mark, "<w:b/><w:bCs/>"))
