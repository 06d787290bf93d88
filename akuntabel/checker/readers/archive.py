"""Office files are archives of XML: opened within limits, without entities and without the network."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from akuntabel.checker.readers.limits import BOMB, DAMAGED, ENCRYPTED, MEGA, CannotRead, Limits

_HARMLESS = 10 * MEGA  # a member below this size may have any ratio
_LARGEST_PART = 64 * MEGA  # of XML; as a tree it takes about eight times as much memory
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


class Archive:
    """The parts of a DOCX or XLSX file."""

    def __init__(self, data: bytes, kind: str, limits: Limits) -> None:
        self.kind = kind
        self.data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except _BROKEN:
            raise CannotRead(DAMAGED, kind=kind) from None
        self._guard(limits)

    def _guard(self, limits: Limits) -> None:
        """Refuse bombs by what the directory says; :meth:`bytes_of` takes no more than that.

        Other ways of packing than the usual one may ask for any amount of memory to begin with.
        """
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        steep = any(
            info.file_size > _HARMLESS and info.file_size > limits.max_ratio * max(info.compress_size, 1)
            for info in infos
        )
        if unpacked > limits.max_unpacked or len(infos) > limits.max_entries or steep:
            raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA)
        if any(info.flag_bits & 0x1 for info in infos):
            raise CannotRead(ENCRYPTED)
        if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
            raise CannotRead(DAMAGED, kind=self.kind)

    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._members)

    def bytes_of(self, name: str) -> bytes | None:
        """The content of the part, or None when there is none."""
        info = self._members.get(name)
        if info is None:
            return None
        if info.file_size > _LARGEST_PART:
            raise CannotRead(BOMB, limit=_LARGEST_PART // MEGA)
        try:
            with self._zip.open(info) as part:
                return part.read(info.file_size + 1)
        except _BROKEN:
            raise CannotRead(DAMAGED, kind=self.kind) from None

    def repacked(self) -> io.BytesIO:
        """The XML parts in a new archive, for a reader that opens the file itself.

        What they unpack to is then known, and parts with a document type are refused.
        """
        types = [b"<!DOCTYPE", *("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be"))]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as plain:
            for name in self._members:
                data = self.bytes_of(name) if name.endswith((".xml", ".rels")) else None
                if data is None:
                    continue
                if any(each in data for each in types):
                    raise CannotRead(DAMAGED, kind=self.kind)
                plain.writestr(name, data)
        buffer.seek(0)
        return buffer

    def xml(self, name: str) -> etree._Element | None:
        """The root of the part, or None when there is none. A document type is never wanted here."""
        data = self.bytes_of(name)
        if data is None:
            return None
        if _STRICT in data:
            for strict, usual in _NAMESPACES:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise CannotRead(DAMAGED, kind=self.kind) from None
        if _has_type(root):
            raise CannotRead(DAMAGED, kind=self.kind)
        return root


def _has_type(root: etree._Element) -> bool:
    docinfo: Any = root.getroottree().docinfo
    return bool(docinfo.doctype or docinfo.internalDTD is not None)
