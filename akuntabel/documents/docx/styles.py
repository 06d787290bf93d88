"""styles.xml: the named styles of the document, from the fonts and sizes of its tree."""

from __future__ import annotations

from dataclasses import dataclass

from akuntabel.documents.docx.contents import DEEPEST_HEADING
from akuntabel.documents.docx.markup import escape
from akuntabel.documents.docx.tables import PADDING, table_points
from akuntabel.documents.tree import Document

INK = "000000"
LINK = "1F3864"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class _Para:
    """A paragraph style: its properties are written in schema order by those who define it."""

    id: str
    name: str
    ppr: str = ""
    rpr: str = ""
    based: str = "Normal"
    next: str = ""
    quick: bool = True


def styles_xml(document: Document, text_width: int) -> str:
    """All styles; ``text_width`` (twips) is where the page numbers of the lists of contents stand."""
    body = "".join(
        _paragraph_style(style)
        for style in (
            *_body_styles(document),
            *_heading_styles(document),
            *_list_styles(document),
            *_contents_styles(document, text_width),
            *_table_paragraphs(document),
            *_page_styles(document, text_width),
        )
    )
    return (
        f'<w:styles xmlns:w="{_W}">{_defaults(document)}{_normal(document)}{body}'
        f"{_character_styles()}{_table_styles()}</w:styles>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _fonts(name: str) -> str:
    font = escape(name)
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _spacing(before: int, after: int, line: float | None = None) -> str:
    lines = f' w:line="{round(240 * line)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _sans(document: Document) -> str:
    return _fonts(document.style.table_font_docx)


def _defaults(document: Document) -> str:
    language = escape(document.language)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(document.style.text_font_docx)}"
        f'{_size(document.style.size_pt)}<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _normal(document: Document) -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{_spacing(0, 0, document.style.line_spacing)}</w:pPr></w:style>"
    )


def _paragraph_style(style: _Para) -> str:
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    quick = "<w:qFormat/>" if style.quick else ""
    ppr = f"<w:pPr>{style.ppr}</w:pPr>" if style.ppr else ""
    rpr = f"<w:rPr>{style.rpr}</w:rPr>" if style.rpr else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:uiPriority w:val="1"/>{quick}{ppr}{rpr}</w:style>'
    )


_BUILT_IN = frozenset(
    {
        *("Body Text", "Title", "Quote", "caption", "header", "footer", "Signature"),
        *("heading 1", "heading 2", "heading 3", "heading 4"),
        *("List Number", "List Number 2", "List Number 3", "List Bullet", "List Bullet 2", "List Bullet 3"),
        *("toc 1", "toc 2", "toc 3", "TOC Heading", "table of figures"),
    }
)


def _body_styles(document: Document) -> tuple[_Para, ...]:
    small = _size(document.style.size_pt - 1)
    justified = '<w:jc w:val="both"/>'
    return (
        _Para("BodyText", "Body Text", f'{_spacing(0, 120)}<w:ind w:firstLine="567"/>{justified}'),
        _Para("BodyCentred", "Teks Tengah", f'{_spacing(0, 120)}<w:jc w:val="center"/>'),
        _Para(
            "Quote",
            "Quote",
            f'{_spacing(60, 180)}<w:ind w:left="567" w:right="567"/>{justified}',
            "<w:i/><w:iCs/>",
        ),
        _Para("Note", "Catatan", _spacing(60, 120, 1.15), _sans(document) + small),
        _Para(
            "Title",
            "Title",
            f'<w:keepNext/><w:keepLines/>{_spacing(120, 200, 1.15)}<w:jc w:val="center"/>',
            f"<w:b/><w:bCs/>{_size(document.style.size_pt + 2)}",
            next="BodyText",
        ),
        _Para("Signature", "Signature", "<w:keepLines/>" + _spacing(0, 0, 1.15)),
        _Para(
            "Spacer",
            "Jarak",
            '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>',
            _size(2),
            quick=False,
        ),
    )


def _heading_styles(document: Document) -> tuple[_Para, ...]:
    base = document.style.size_pt
    looks = (
        ("<w:pageBreakBefore/>", _spacing(0, 320, 1.2), '<w:jc w:val="center"/>', base + 3, ""),
        ("", _spacing(280, 120, 1.15), "", base + 1, ""),
        ("", _spacing(220, 100, 1.15), "", base, ""),
        ("", _spacing(180, 80, 1.15), "", base, "<w:i/><w:iCs/>"),
    )
    styles = []
    for n, (page, spacing, justify, points, slant) in enumerate(looks, start=1):
        ppr = f'<w:keepNext/><w:keepLines/>{page}{spacing}{justify}<w:outlineLvl w:val="{n - 1}"/>'
        rpr = f"<w:b/><w:bCs/>{slant}{_size(points)}"
        styles.append(_Para(f"Heading{n}", f"heading {n}", ppr, rpr, next="BodyText"))
    for n in range(1, DEEPEST_HEADING + 1):
        name = f"Judul {n} di Luar Daftar Isi"
        styles.append(_Para(f"Heading{n}Unlisted", name, based=f"Heading{n}", next="BodyText"))
    return tuple(styles)


def _list_styles(document: Document) -> tuple[_Para, ...]:
    styles = []
    for kind, number in (("Number", 1), ("Bullet", 3)):
        for level in range(3):
            suffix = str(level + 1) if level else ""
            ppr = (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                f'{_spacing(0, 60)}<w:jc w:val="both"/>'
            )
            styles.append(_Para(f"List{kind}{suffix}", f"List {kind} {suffix}".strip(), ppr))
    return tuple(styles)


def _contents_styles(document: Document, text_width: int) -> tuple[_Para, ...]:
    def tabs(left: int) -> str:
        # Behind the number of a heading; the second for one that is wider than usual.
        stops = (left, left + 425) if left else ()
        first = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
        return f'<w:tabs>{first}<w:tab w:val="right" w:leader="dot" w:pos="{text_width}"/></w:tabs>'

    def entry(n: int, before: int, left: int, hanging: int, rpr: str = "") -> _Para:
        ind = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        ppr = tabs(left) + _spacing(before, 20, 1.15) + ind
        return _Para(f"TOC{n}", f"toc {n}", ppr, rpr, next="Normal", quick=False)

    return (
        entry(1, 100, 0, 0, "<w:b/><w:bCs/>"),
        entry(2, 0, 850, 425),
        entry(3, 0, 1275, 425),
        _Para(
            "TableofFigures",
            "table of figures",
            tabs(0) + _spacing(20, 20, 1.15) + '<w:ind w:left="425" w:hanging="425"/>',
            quick=False,
        ),
        _Para(
            "TOCHeading",
            "TOC Heading",
            f'<w:keepNext/><w:keepLines/>{_spacing(360, 200, 1.2)}<w:jc w:val="center"/>',
            f"<w:b/><w:bCs/><w:caps/>{_size(document.style.size_pt + 2)}",
        ),
    )


def _table_paragraphs(document: Document) -> tuple[_Para, ...]:
    words = _sans(document) + _size(table_points(document))
    bold = f"{_sans(document)}<w:b/><w:bCs/>{_size(table_points(document))}"
    tight = _spacing(0, 0, 1.08)
    return (
        _Para("TableText", "Teks Tabel", tight, words),
        _Para("LayoutText", "Teks Tata Letak", _spacing(0, 0, 1.15)),
        _Para(
            "TableHead",
            "Kepala Tabel",
            f'<w:keepNext/>{tight}<w:jc w:val="center"/>',
            "<w:b/><w:bCs/>",
            "TableText",
        ),
        _Para("TableGroup", "Kelompok Tabel", f"<w:keepNext/>{tight}", "<w:b/><w:bCs/>", "TableText"),
        _Para("TableTotal", "Jumlah Tabel", tight, "<w:b/><w:bCs/>", "TableText"),
        _Para(
            "TableNote",
            "Catatan Tabel",
            _spacing(60, 200, 1.08),
            _sans(document) + _size(table_points(document) - 1),
        ),
        _Para("Caption", "caption", f'<w:keepLines/>{_spacing(60, 240, 1.1)}<w:jc w:val="center"/>', bold),
        _Para("Figure", "Bagan", f'<w:keepNext/>{_spacing(180, 0, 1.0)}<w:jc w:val="center"/>'),
    )


def _page_styles(document: Document, text_width: int) -> tuple[_Para, ...]:
    head = f'{_sans(document)}<w:color w:val="404040"/>{_size(8)}'
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="7F7F7F"/></w:pBdr>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{text_width}"/></w:tabs>'
    centre = '<w:jc w:val="center"/>'
    bold = "<w:b/><w:bCs/><w:caps/>"
    return (
        _Para("Header", "header", line + tabs + _spacing(0, 0, 1.0), head, quick=False),
        _Para("Footer", "footer", _spacing(0, 0, 1.0) + centre, _sans(document) + _size(9), quick=False),
        _Para("CoverEmblem", "Sampul Lambang", _spacing(600, 360, 1.0) + centre),
        _Para("CoverOffice", "Sampul Instansi", _spacing(0, 60, 1.15) + centre, bold + _size(16)),
        _Para("CoverTitle", "Sampul Judul", _spacing(0, 80, 1.15) + centre, bold + _size(24)),
        _Para("CoverYear", "Sampul Tahun", _spacing(0, 0, 1.0) + centre, bold + _size(20)),
        _Para("CoverStatus", "Sampul Keterangan", _spacing(160, 0, 1.0) + centre, bold + _size(13)),
    )


def _character_styles() -> str:
    def style(id_: str, name: str, rpr: str, *, custom: bool) -> str:
        mark = ' w:customStyle="1"' if custom else ""
        props = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
        return (
            f'<w:style w:type="character"{mark} w:styleId="{id_}"><w:name w:val="{name}"/>'
            f'<w:uiPriority w:val="1"/>{props}</w:style>'
        )

    return (
        style("Hyperlink", "Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>', custom=False)
        + style(
            "CiteMark",
            "Tanda Asal Angka",
            f'<w:color w:val="{LINK}"/><w:vertAlign w:val="superscript"/>',
            custom=True,
        )
        + style("ChapterTitle", "Judul Bab", "", custom=True)
    )


def _table_styles() -> str:
    rule = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
    margins = (
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{PADDING}" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{PADDING}" w:type="dxa"/></w:tblCellMar>'
    )
    borders = f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/></w:tblBorders>"
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Tabel Laporan"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/>'
        f"<w:tblPr>{borders}{margins}</w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="LayoutTable"><w:name w:val="Tabel Tata Letak"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:tblPr>{margins}</w:tblPr></w:style>'
    )
