"""The parts of a DOCX: a few are changed or added, all others are copied byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from akuntabel.checker.readers.archive import Archive
from akuntabel.checker.readers.docx import main_part
from akuntabel.checker.readers.docx.names import Element
from akuntabel.checker.readers.limits import DAMAGED, CannotRead, Limits

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (  # usual, and what a strict file says instead
    (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
        b"http://purl.oclc.org/ooxml/officeDocument/",
    ),
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES = "[Content_Types].xml"


class Package:
    """A DOCX whose main part may get a related part."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data, "DOCX", Limits())
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes] = {}
        self.main = main_part(self._archive)
        self._strict = _STRICT in (self._archive.bytes_of(self.main) or b"")

    def maybe(self, name: str) -> Element | None:
        """The root of a part, in the usual namespaces, or None when there is none."""
        return self._archive.xml(name)

    def root(self, name: str) -> Element:
        """The root of a part that must be there."""
        found = self.maybe(name)
        if found is None:
            raise CannotRead(DAMAGED, kind="DOCX")
        return found

    def put(self, name: str, root: Element) -> None:
        """Change or add the part ``name``."""
        data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
        if self._strict:
            for usual, strict in _NAMESPACES:
                data = data.replace(usual, strict)
        self._changed[name] = data

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part is related to by ``kind``."""
        relations = self.maybe(self._relations_name())
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith(f"/relationships/{kind}"):
                return self._absolute(str(relation.get("Target", "")))
        return None

    def relate(self, kind: str, content_type: str) -> str:
        """The name for a new part, announced as related to the main part by ``kind``."""
        name = self._free_name(kind)
        relations = self.maybe(self._relations_name())
        if relations is None:
            relations = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
        used = {str(relation.get("Id")) for relation in relations}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        etree.SubElement(
            relations,
            f"{_RELATIONS}Relationship",
            Id=f"rId{number}",
            Type=f"{_OFFICE}/{kind}",
            Target=posixpath.basename(name),
        )
        self.put(self._relations_name(), relations)
        types = self.root(_CONTENT_TYPES)
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.put(_CONTENT_TYPES, types)
        return name

    def packed(self) -> bytes:
        """The file: parts in their old order, then the new ones."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for info in self._zip.infolist():
                content = self._changed.pop(info.filename, None)
                file.writestr(_entry(info), self._zip.read(info) if content is None else content)
            for name, content in self._changed.items():
                file.writestr(_entry(zipfile.ZipInfo(name, _DATE)), content)
        return buffer.getvalue()

    def _relations_name(self) -> str:
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _absolute(self, target: str) -> str:
        if target.startswith("/"):
            return target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.main), target))

    def _free_name(self, kind: str) -> str:
        taken = {name.lower() for name in self._archive.names()}
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{kind}{n or ''}.xml") for n in range(len(taken) + 1))
        return next(name for name in names if name.lower() not in taken)


def _entry(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """What the directory says of a part, with nothing of the machine that packs it now."""
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type if info.file_size else zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = info.external_attr or 0o600 << 16
    entry.comment = info.comment
    return entry
