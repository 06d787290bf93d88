"""Lists that Word counts itself; each begins anew."""

from __future__ import annotations

from akuntabel.documents.docx.context import Context, ListInstance
from akuntabel.documents.docx.inline import inline_runs
from akuntabel.documents.docx.markup import paragraph
from akuntabel.documents.tree import ItemList, ListKind, Paragraph

DEEPEST_LEVEL = 8
_DEEPEST_STYLE = 3


def item_list(context: Context, block: ItemList, *, small: bool = False, level: int = 0) -> str:
    """The paragraphs of a list; ``small`` is for lists inside tables."""
    level = min(level, DEEPEST_LEVEL)
    number = context.add_list(ListInstance(block.kind, level, small, block.start))
    style = "TableText" if small else list_style(block.kind, level)
    counting = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    parts = []
    for item in block.items:
        parts.append(paragraph(style, inline_runs(context, item.content), numPr=counting))
        for child in item.children:
            if isinstance(child, ItemList):
                parts.append(item_list(context, child, small=small, level=level + 1))
            else:
                parts.append(_more(context, child, style, _step(small) * (level + 1)))
    return "".join(parts)


def _more(context: Context, block: Paragraph, style: str, left: int) -> str:
    """A further paragraph of an item: under its words, without a number of its own."""
    plain = '<w:ilvl w:val="0"/><w:numId w:val="0"/>'
    indent = f'w:left="{left}" w:firstLine="0"'
    return paragraph(style, inline_runs(context, block.content), numPr=plain, ind=indent)


def _step(small: bool) -> int:
    """How far a level stands in from the one above, in twips."""
    return 284 if small else 425


def list_style(kind: ListKind, level: int) -> str:
    """The id of the style of a list of this kind at this level."""
    base = "ListBullet" if kind is ListKind.BULLET else "ListNumber"
    depth = min(level + 1, _DEEPEST_STYLE)
    return base if depth == 1 else f"{base}{depth}"


# The abstract definitions of numbering.xml, one for each kind, in text and in tables.
ABSTRACTS = tuple((kind, small) for small in (False, True) for kind in ListKind)


def numbering_xml(lists: list[ListInstance], first: int) -> str:
    """numbering.xml: the definitions, one number for each style, one for each list of the document."""
    definitions = "".join(_abstract(n, kind, small) for n, (kind, small) in enumerate(ABSTRACTS))
    styles = "".join(f'<w:num w:numId="{n + 1}">{_reference(n)}</w:num>' for n in range(len(ABSTRACTS)))
    own = "".join(_instance(first + n, instance) for n, instance in enumerate(lists))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:numbering xmlns:w="{space}">{definitions}{styles}{own}</w:numbering>'


def _reference(abstract: int) -> str:
    return f'<w:abstractNumId w:val="{abstract}"/>'


def _instance(number: int, instance: ListInstance) -> str:
    abstract = ABSTRACTS.index((instance.kind, instance.small))
    start = "" if instance.kind is ListKind.BULLET else _restart(instance.level, instance.start)
    return f'<w:num w:numId="{number}">{_reference(abstract)}{start}</w:num>'


def _restart(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def _abstract(number: int, kind: ListKind, small: bool) -> str:
    levels = "".join(_level(kind, small, level) for level in range(DEEPEST_LEVEL + 1))
    identity = f'<w:nsid w:val="{0x4A4B5500 + number:08X}"/><w:multiLevelType w:val="multilevel"/>'
    identity += f'<w:tmpl w:val="{0x4A4B5600 + number:08X}"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{identity}{levels}</w:abstractNum>'


def _level(kind: ListKind, small: bool, level: int) -> str:
    step = _step(small)
    formats = {ListKind.DECIMAL: "decimal", ListKind.ALPHA: "lowerLetter", ListKind.BULLET: "bullet"}
    sign = f"%{level + 1}." if kind is not ListKind.BULLET else "•–"[level % 2]
    linked = not small and kind is not ListKind.ALPHA and level < _DEEPEST_STYLE
    style = f'<w:pStyle w:val="{list_style(kind, level)}"/>' if linked else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{formats[kind]}"/>{style}'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{step * (level + 1)}" w:hanging="{step}"/></w:pPr></w:lvl>'
    )
