"""The cover and the signature blocks."""

from __future__ import annotations

from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.markup import escape, paragraph, run
from akuntabel.documents.tree import Cover, Signatory, Signature

_EMBLEM_CM = 3.4
_EMU_PER_CM = 360000
_SIGN_SPACE = 1150  # twips left free for a signature
_NAME = "<w:b/><w:bCs/>"


def cover_xml(context: Context, cover: Cover) -> str:
    """The paragraphs of the cover."""
    title = [
        paragraph("CoverTitle", run(line), **({"spacing": 'w:before="1900" w:after="80"'} if n == 0 else {}))
        for n, line in enumerate(cover.title)
    ]
    year = paragraph("CoverYear", run(cover.year), spacing='w:before="3400" w:after="0"')
    status = paragraph("CoverStatus", run(cover.status)) if cover.status else ""
    return (
        paragraph("CoverEmblem", _emblem(context, cover.emblem_alt))
        + "".join(paragraph("CoverOffice", run(line)) for line in cover.office)
        + "".join(title)
        + year
        + status
    )


def _emblem(context: Context, alt: str) -> str:
    """A ring that keeps the place of the emblem until the office puts its own there."""
    number = context.drawing_id()
    side = round(_EMBLEM_CM * _EMU_PER_CM)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>'
        '<wp:effectExtent l="19050" t="19050" r="19050" b="19050"/>'
        f'<wp:docPr id="{number}" name="Lambang" descr="{escape(alt)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        "<wps:wsp><wps:cNvSpPr/><wps:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="38100" cmpd="dbl"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def signature_xml(context: Context, block: Signature) -> str:
    """A signature block: tables without lines whose rows stay together on one page."""
    date = ", ".join(part for part in (block.place, block.date) if part)
    people = block.signatories
    pairs = [people[n : n + 2] for n in range(0, len(people), 2)] or [()]
    return paragraph("Spacer", "", keepNext="1").join(
        _pair(context.width, pair, date if n == 0 else "") for n, pair in enumerate(pairs)
    )


def _pair(width: int, people: tuple[Signatory, ...], date: str) -> str:
    """One signatory on the right, or two side by side."""
    left, right = people if len(people) == 2 else (None, *people, None)[:2]
    rows = [("", _lines((date,)))] if date else []
    rows += [(_role(left), _role(right)), (_position(left), _position(right))]
    space = f'<w:trHeight w:val="{_SIGN_SPACE}" w:hRule="atLeast"/>'
    widths = ((width + 1) // 2, width // 2)
    body = "".join(_row(widths, row) for row in rows if any(row))
    body += _row(widths, ("", ""), space)
    nips = (_nip(left), _nip(right))
    body += _row(widths, (_name(left), _name(right)), last=not any(nips))
    if any(nips):
        body += _row(widths, nips, last=True)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="LayoutTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(widths: tuple[int, int], cells: tuple[str, str], height: str = "", *, last: bool = False) -> str:
    empty = paragraph("Signature", "", keepNext="1")
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or empty}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    if last:
        body = body.replace("<w:keepNext/>", "")
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{body}</w:tr>"


def _lines(lines: tuple[str, ...], look: str = "") -> str:
    return "".join(paragraph("Signature", run(line, look), keepNext="1", jc="center") for line in lines)


def _role(person: Signatory | None) -> str:
    if person is None or not person.role:
        return ""
    return _lines((person.role,))


def _position(person: Signatory | None) -> str:
    if person is None:
        return ""
    first, *others = person.position or ("",)
    return _lines((f"{person.prefix} {first}".strip(), *others))


def _name(person: Signatory | None) -> str:
    return "" if person is None else _lines((person.name,), _NAME)


def _nip(person: Signatory | None) -> str:
    if person is None or not person.nip:
        return ""
    words = person.nip if person.nip.upper().startswith("NIP") else f"NIP {person.nip}"
    return _lines((words,))
