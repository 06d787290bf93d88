"""The parts around the body: relations, properties, settings, and the file that holds them all."""

from __future__ import annotations

import datetime as dt

from akuntabel.documents.docx.archive import archive
from akuntabel.documents.docx.context import FIRST_LIST, Context
from akuntabel.documents.docx.lists import numbering_xml
from akuntabel.documents.docx.markup import escape
from akuntabel.documents.docx.sections import (
    EMPTY_FOOTER,
    EMPTY_HEADER,
    Layout,
    empty_foot,
    empty_head,
    page_foot,
    running_head,
)
from akuntabel.documents.docx.styles import styles_xml
from akuntabel.documents.tree import Document, Numbering

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_REL = f"{_OFFICE}/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_REL}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_CONTENT_TYPES = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
}


class Package:
    """Collects parts and relations in a fixed order."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._overrides: list[str] = []
        self._relations: list[str] = []

    def add(self, name: str, kind: str, xml: str) -> None:
        """A part with a content type of its own."""
        self._parts[name] = (xml if xml.startswith("<?xml") else _HEAD + xml).encode()
        self._overrides.append(f'<Override PartName="/{name}" ContentType="{_CONTENT_TYPES[kind]}"/>')

    def add_plain(self, name: str, content: bytes) -> None:
        """A part whose type is known by its extension."""
        self._parts[name] = content

    def relate(self, id_: str, kind: str, target: str, *, external: bool = False) -> None:
        """A relation of the document part."""
        self._relations.append(_relation(id_, kind, target, external=external))

    def relate_part(self, id_: str, kind: str, name: str, xml: str) -> None:
        """A part below word/ together with its relation."""
        self.add(f"word/{name}", kind, xml)
        self.relate(id_, kind, name)

    def to_bytes(self) -> bytes:
        """The file."""
        first = {
            "[Content_Types].xml": self._types().encode(),
            "_rels/.rels": _ROOT_RELATIONS.encode(),
        }
        self._parts["word/_rels/document.xml.rels"] = _relations("".join(self._relations)).encode()
        return archive({**first, **self._parts})

    def _types(self) -> str:
        return (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_CONTENT_TYPES["rels"]}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="xlsx" ContentType="{_CONTENT_TYPES["xlsx"]}"/>'
            f"{''.join(self._overrides)}</Types>"
        )


def _relation(id_: str, kind: str, target: str, *, external: bool = False) -> str:
    kind = kind if kind.startswith("http") else f"{_REL}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id_}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def _relations(content: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


_ROOT_RELATIONS = _relations(
    _relation("rId1", "officeDocument", "word/document.xml")
    + _relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    + _relation("rId3", "extended-properties", "docProps/app.xml")
)


def package_bytes(context: Context, layouts: tuple[Layout, ...], body: str) -> bytes:
    """The whole DOCX file around ``body``."""
    document = context.document
    package = Package()
    root = f'<w:document {_SPACES} mc:Ignorable="wps"><w:body>{body}</w:body></w:document>'
    package.add("word/document.xml", "document", root)
    package.relate_part("rIdStyles", "styles", "styles.xml", styles_xml(document, context.text_width()))
    package.relate_part(
        "rIdNumbering", "numbering", "numbering.xml", numbering_xml(context.lists, FIRST_LIST)
    )
    package.relate_part("rIdSettings", "settings", "settings.xml", _settings(context))
    package.relate_part("rIdFonts", "fontTable", "fontTable.xml", _fonts(document))
    _add_heads(package, context, layouts)
    _add_charts(package, context)
    for address, id_ in context.links.items():
        package.relate(id_, "hyperlink", address, external=True)
    package.add("docProps/core.xml", "core", _core(document))
    package.add("docProps/app.xml", "app", _APP)
    return package.to_bytes()


def _add_heads(package: Package, context: Context, layouts: tuple[Layout, ...]) -> None:
    def head(kind: str, content: str) -> str:
        return f'<w:{kind} xmlns:w="{_W}" xmlns:r="{_REL}">{content}</w:{kind}>'

    package.relate_part(EMPTY_HEADER, "header", "headerEmpty.xml", head("hdr", empty_head()))
    package.relate_part(
        EMPTY_FOOTER, "footer", "footerEmpty.xml", head("ftr", empty_foot(context.document.mark))
    )
    for layout in layouts:
        if layout.numbering is not Numbering.NONE:
            content = head("hdr", running_head(context, layout))
            package.relate_part(layout.header_id, "header", f"header{layout.number}.xml", content)
            package.relate_part(
                layout.footer_id,
                "footer",
                f"footer{layout.number}.xml",
                head("ftr", page_foot(context.document.mark)),
            )


def _add_charts(package: Package, context: Context) -> None:
    for number, chart in enumerate(context.charts, start=1):
        book = f"embeddings/chart{number}.xlsx"
        package.relate_part(f"rIdChart{number}", "chart", f"charts/chart{number}.xml", chart.xml)
        relation = _relation("rId1", "package", f"../{book}")
        package.add_plain(f"word/charts/_rels/chart{number}.xml.rels", _relations(relation).encode())
        package.add_plain(f"word/{book}", chart.workbook)


def _settings(context: Context) -> str:
    document = context.document
    complete = all(entry.key in context.pages for entry in context.entries if entry.listed)
    update = "" if complete else '<w:updateFields w:val="true"/>'
    mark = escape(document.labels.decimal_mark)
    separator = ";" if mark == "," else ","
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{update}<w:compat>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{escape(document.language)}"/>'
        f'<w:decimalSymbol w:val="{mark}"/><w:listSeparator w:val="{separator}"/></w:settings>'
    )


def _fonts(document: Document) -> str:
    looks = ((document.style.text_font_docx, "roman"), (document.style.table_font_docx, "swiss"))
    fonts = "".join(
        f'<w:font w:name="{escape(name)}"><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, family in dict(looks).items()
    )
    return f'<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'


def _core(document: Document) -> str:
    moment = document.moment
    if moment.tzinfo is not None:
        moment = moment.astimezone(dt.UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    author = escape(document.author)
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{escape(document.language)}</dc:language></cp:coreProperties>"
    )


_APP = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>Akuntabel</Application></Properties>'
