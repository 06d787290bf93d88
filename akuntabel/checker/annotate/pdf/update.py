"""Adds objects behind the end of a PDF, as the format provides: what was there stays byte for byte."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise

import pikepdf

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_DATE = re.compile(r"D:\d{4,14}(?:Z|[+-]\d\d'?(?:\d\d'?)?)?")
_BROKEN = re.compile(r"damaged|reconstruct|xref|cross-reference|trailer", re.I)
_TAIL = 2_048  # bytes at the end where the last cross-reference is announced


class CannotUpdate(Exception):
    """The file is damaged or protected, so that nothing can be added behind it."""


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """The PDF ``data`` when its objects are where it says they are."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted or any(_BROKEN.search(warning) for warning in map(str, pdf.get_warnings())):
                raise CannotUpdate
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise CannotUpdate from error


def rewritten(data: bytes) -> bytes | None:
    """The PDF ``data`` written anew, the same each time; None when it is protected or past mending."""
    buffer = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return None
            pdf.save(buffer, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return None
    return buffer.getvalue()


class Update:
    """New and changed objects of a PDF."""

    def __init__(self, data: bytes, pdf: pikepdf.Pdf) -> None:
        self.data = data
        self.pdf = pdf
        self.first = self.next = int(pdf.trailer["/Size"])
        self._dictionaries: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._changed: dict[tuple[int, int], bytes] = {}

    def modified(self) -> str:
        """When the document was last changed, as it says itself; empty when it does not."""
        info = self.pdf.trailer.get("/Info")
        known = dict(info.items()) if isinstance(info, pikepdf.Dictionary) else {}
        for key in ("/ModDate", "/CreationDate"):
            date = str(known.get(key, ""))
            if _DATE.fullmatch(date):
                return f"({date})"
        return ""

    def add(self, dictionary: str, stream: bytes | None = None) -> str:
        """A reference to a new object. A stream's dictionary comes without its brackets."""
        number = self.next
        self.next += 1
        if stream is not None:
            dictionary = f"<< {dictionary} /Length {len(stream)} >>"
            self._streams[number] = stream
        self._dictionaries[number] = dictionary
        return f"{number} 0 R"

    def extend(self, reference: str, entry: str) -> None:
        """Add ``entry`` to a new dictionary."""
        number = int(reference.split(maxsplit=1)[0])
        self._dictionaries[number] = f"{self._dictionaries[number].removesuffix('>>')}{entry} >>"

    def annotate(self, index: int, references: Sequence[str]) -> None:
        """Put annotations on the page at ``index``, over those that it has."""
        if index >= len(self.pdf.pages):
            raise CannotUpdate
        page = self.pdf.pages[index].obj
        number, generation = page.objgen
        if not 0 < number < self.first:
            raise CannotUpdate
        old = page.get("/Annots")
        kept = [_written(each) for each in old] if isinstance(old, pikepdf.Array) else []
        entries = [
            key.encode() + b" " + _written(page[key]) for key in sorted(page.keys()) if key != "/Annots"
        ]
        annots = b"/Annots [" + b" ".join([*kept, *(each.encode() for each in references)]) + b"]"
        self._changed[number, generation] = b"<< " + b" ".join([*entries, annots]) + b" >>"

    def packed(self) -> bytes:
        """The file with everything that was added."""
        if not self._changed:
            return self.data
        start, is_table = self._last_reference()
        parts = [self.data, b"" if self.data.endswith((b"\n", b"\r")) else b"\n"]
        at = sum(map(len, parts))
        places: list[tuple[int, int, int]] = []
        for number, generation, body in self._bodies():
            whole = b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
            places.append((number, generation, at))
            parts.append(whole)
            at += len(whole)
        make = self._table if is_table else self._stream
        parts += [make(sorted(places), at, start, b"".join(parts[1:])), b"startxref\n%d\n%%%%EOF\n" % at]
        result = b"".join(parts)
        with opened(result) as check:
            if len(check.pages) != len(self.pdf.pages):
                raise CannotUpdate
        return result

    def _bodies(self) -> Iterator[tuple[int, int, bytes]]:
        for (number, generation), body in sorted(self._changed.items()):
            yield number, generation, body
        for number, dictionary in sorted(self._dictionaries.items()):
            body = dictionary.encode("ascii")
            if number in self._streams:
                body += b"\nstream\n" + self._streams[number] + b"\nendstream"
            yield number, 0, body

    def _last_reference(self) -> tuple[int, bool]:
        """Where the file's last cross-reference stands, and whether it is a table."""
        match = _START.search(self.data[-_TAIL:])
        if match is None or not self.data.startswith(b"%PDF-"):
            raise CannotUpdate
        start = int(match[1])
        if self.data[start : start + 4] == b"xref":
            return start, True
        if _OBJECT.match(self.data, start) is None:
            raise CannotUpdate
        return start, False

    def _trailer(self, size: int, before: int, added: bytes) -> bytes:
        entries = [b"/Size %d /Prev %d" % (size, before)]
        trailer = self.pdf.trailer
        entries += [
            key.encode() + b" " + _written(trailer[key]) for key in ("/Root", "/Info") if key in trailer
        ]
        version = hashlib.md5(added, usedforsecurity=False).hexdigest().upper().encode()
        known = trailer.get("/ID")
        kept = list(known.as_list()) if isinstance(known, pikepdf.Array) else []
        first = _written(kept[0]) if kept else b"<" + version + b">"
        return b" ".join([*entries, b"/ID [" + first + b" <" + version + b">]"])

    def _table(self, places: Sequence[tuple[int, int, int]], at: int, before: int, added: bytes) -> bytes:
        lines = [b"xref\n"]
        for run in _runs(places):
            lines.append(b"%d %d\n" % (run[0][0], len(run)))
            lines += [b"%010d %05d n \n" % (offset, generation) for _, generation, offset in run]
        return b"".join([*lines, b"trailer\n<< ", self._trailer(self.next, before, added), b" >>\n"])

    def _stream(self, places: Sequence[tuple[int, int, int]], at: int, before: int, added: bytes) -> bytes:
        own = self.next
        runs = _runs([*places, (own, 0, at)])
        rows = b"".join(
            b"\x01" + offset.to_bytes(5, "big") + generation.to_bytes(2, "big")
            for run in runs
            for _, generation, offset in run
        )
        index = b" ".join(b"%d %d" % (run[0][0], len(run)) for run in runs)
        head = b"/Type /XRef /W [1 5 2] /Index [%b] /Length %d " % (index, len(rows))
        trailer = self._trailer(own + 1, before, added)
        return b"%d 0 obj\n<< %b%b >>\nstream\n%b\nendstream\nendobj\n" % (own, head, trailer, rows)


def _written(value: object) -> bytes:
    """``value`` as the file has it; numbers come as Python's own."""
    match value:
        case pikepdf.Object():
            return value.unparse()
        case bool():
            return b"true" if value else b"false"
        case _:
            return f"{value:f}".encode() if isinstance(value, Decimal) else str(value).encode()


def _runs(places: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """``places`` parted where the numbers of objects do not go on."""
    runs = [[places[0]]]
    for before, place in pairwise(places):
        if place[0] == before[0] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
