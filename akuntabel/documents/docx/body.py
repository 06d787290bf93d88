"""The body of the document as one string of WordprocessingML."""

from __future__ import annotations

from akuntabel.documents.anchors import contents_title
from akuntabel.documents.docx.charts import chart_paragraph
from akuntabel.documents.docx.contents import caption, contents, heading
from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.front import cover_xml, signature_xml
from akuntabel.documents.docx.inline import inline_runs
from akuntabel.documents.docx.lists import item_list
from akuntabel.documents.docx.markup import bookmark_name, paragraph, run
from akuntabel.documents.docx.sections import Layout, section_properties
from akuntabel.documents.docx.tables import table_xml
from akuntabel.documents.tree import (
    Block,
    Break,
    Chart,
    Contents,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Signature,
    Table,
)

_STYLES = {
    ParagraphStyle.BODY: "BodyText",
    ParagraphStyle.CENTRED: "BodyCentred",
    ParagraphStyle.QUOTE: "Quote",
    ParagraphStyle.NOTE: "Note",
    ParagraphStyle.TITLE: "Title",
}
_JUSTIFIED = {ParagraphStyle.BODY, ParagraphStyle.QUOTE}
_SPACER = paragraph("Spacer", "")


def body_xml(context: Context, layouts: tuple[Layout, ...]) -> str:
    """Cover and sections, each with its properties behind it."""
    parts = []
    for layout in layouts:
        context.width = context.text_width(landscape=layout.landscape)
        if layout.section is None:
            cover = context.document.cover
            content = cover_xml(context, cover) if cover else ""
        else:
            content = _blocks(context, layout.section.blocks)
        properties = section_properties(context, layout)
        last = layout is layouts[-1]
        parts.append(_closed(content) + properties if last else _section_end(content, properties))
    return "".join(parts)


def _closed(content: str) -> str:
    """``content`` that ends with a paragraph, as a body must."""
    return content if content.endswith("</w:p>") else content + _SPACER


def _section_end(content: str, properties: str) -> str:
    """``content`` whose last paragraph bears the section's properties.

    A paragraph with a field in it may not: LibreOffice then loses the foot of the section.
    """
    closed = _closed(content)
    start = closed.rindex("<w:p><w:pPr>")
    if "<w:fldChar" in closed[start:]:
        closed, start = closed + _SPACER, len(closed)
    place = closed.index("</w:pPr>", start)
    return closed[:place] + properties + closed[place:]


def _blocks(context: Context, blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if not isinstance(block, PageBreak):
            # Two tables without a paragraph between them would become one.
            if isinstance(before, Table | Signature) and isinstance(block, Table | Signature):
                parts.append(_SPACER)
            parts.append(_block(context, block, before))
        before = block
    return "".join(parts)


def _block(context: Context, block: Block, before: Block | None) -> str:
    fresh = isinstance(before, PageBreak)
    match block:
        case Heading():
            return heading(context, context.next_entry(), page_break=fresh)
        case Contents():
            return _titled_contents(context, block, before, fresh=fresh)
        case Paragraph():
            return _paragraph(context, block, fresh=fresh)
    start = paragraph("Spacer", "", pageBreakBefore="1") if fresh else ""
    return start + _large_block(context, block)


def _large_block(context: Context, block: Block) -> str:
    """What is more than a paragraph."""
    match block:
        case ItemList():
            return item_list(context, block)
        case Table():
            return _table(context, block)
        case Chart():
            return _chart(context, block)
        case Signature():
            return paragraph("Spacer", "", keepNext="1") + signature_xml(context, block)
        case _:
            return ""


def _paragraph(context: Context, block: Paragraph, *, fresh: bool) -> str:
    runs = inline_runs(context, block.content)
    if block.anchor:
        runs = context.bookmark(bookmark_name(block.anchor), runs)
    given = {"pageBreakBefore": "1"} if fresh else {}
    if block.style in _JUSTIFIED and any(isinstance(inline, Break) for inline in block.content):
        given["jc"] = "left"  # or the line before the break would be spread over the page
    return paragraph(_STYLES[block.style], runs, **given)


def _titled_contents(context: Context, block: Contents, before: Block | None, *, fresh: bool) -> str:
    title = contents_title(block, before, context.document.labels)
    given = {"pageBreakBefore": "1"} if fresh else {}
    return (paragraph("TOCHeading", run(title), **given) if title else "") + contents(context, block)


def _table(context: Context, block: Table) -> str:
    head = ""
    anchor = block.anchor
    if block.caption:
        head = caption(context, context.next_entry(), context.document.labels.table, above=True)
        anchor = ""
    note = paragraph("TableNote", inline_runs(context, block.note)) if block.note else _SPACER
    return head + table_xml(context, block, anchor) + note


def _chart(context: Context, block: Chart) -> str:
    entry = context.next_entry()
    picture = chart_paragraph(context, block, entry.label)
    return picture + caption(context, entry, context.document.labels.figure, above=False)
