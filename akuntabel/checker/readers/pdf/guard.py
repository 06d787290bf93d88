"""Refuses PDFs that unfold without end, before pdfium sees them.

pdfium cannot be stopped inside a page, so two old attacks are looked for first: streams that
unpack to far more than they are, and forms that draw forms that draw forms.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from akuntabel.checker.readers.limits import BOMB, MEGA, CannotRead, Clock, Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2_048  # bytes before a stream in which its dictionary is looked for
_CHUNK = 65_536
_LARGEST_STREAM = 100 * MEGA  # of drawing; a page of a report has a few hundred kilobytes
_MANY_PRODUCTS = 10_000
_MOST_DRAWN = 200_000  # forms drawn by one page, those inside forms counted each time


def guard(data: bytes, limits: Limits, clock: Clock) -> None:
    """Raise :class:`CannotRead` when ``data`` is a bomb."""
    total, product = 0, 1
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        filters = head.count(b"/FlateDecode") + head.count(b"/Fl ")
        if not filters or b"/Image" in head:
            continue
        clock.check()
        size, drawn = _unpacked(data, match.end(), filters, limits, forms=b"/Form" in head)
        total += size
        product = min(product * max(1, drawn), _MANY_PRODUCTS + 1)
        if total > limits.max_unpacked:
            raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA)
    if product > _MANY_PRODUCTS:
        _count_forms(data, limits, clock)


def _unpacked(data: bytes, start: int, filters: int, limits: Limits, *, forms: bool) -> tuple[int, int]:
    """The size of the stream at ``start`` when unpacked, and how many forms it draws if it is one."""
    ways = [zlib.decompressobj() for _ in range(min(filters, 4))]
    size = drawn = 0
    at = start
    try:
        while at < len(data) and not ways[0].eof:
            chunk = data[at : at + _CHUNK]
            at += _CHUNK
            for way in ways:
                chunk = way.decompress(chunk, _LARGEST_STREAM)
                size = max(size, size + len(chunk)) if way is ways[-1] else size
                if len(chunk) >= _LARGEST_STREAM:
                    raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA)
            drawn += chunk.count(b" Do") if forms else 0
            if size > _LARGEST_STREAM:
                raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA)
    except zlib.error:
        pass  # damaged; pdfium takes what it can
    return size, drawn


def _count_forms(data: bytes, limits: Limits, clock: Clock) -> None:
    """Refuse a document in which one page draws forms beyond all measure."""
    import pikepdf

    known: dict[Any, int] = {}

    def drawn(stream: Any, depth: int) -> int:
        clock.check()
        key = stream.objgen if stream.objgen != (0, 0) else id(stream)
        if key in known or depth > 40:
            return known.get(key, 1)
        known[key] = 1  # a form inside itself
        names = re.findall(rb"/([^\s/\[\]<>()]+)\s+Do\b", stream.read_bytes())
        forms = stream.get("/Resources", {}).get("/XObject", {})
        known[key] = 1 + sum(
            drawn(form, depth + 1)
            for name in names
            if (form := forms.get("/" + name.decode("latin-1"))) is not None
            and form.get("/Subtype") == "/Form"
        )
        return known[key]

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
            forms = [each for each in streams if each.get("/Subtype") == "/Form"]
            if any(drawn(form, 0) > _MOST_DRAWN for form in forms):
                raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA)
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError, AttributeError):
        raise CannotRead(BOMB, limit=limits.max_unpacked // MEGA) from None
