"""Words and properties as WordprocessingML, in the element order that the schema wants."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

TWIPS_PER_CM = 567
EMU_PER_TWIP = 635

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_NO_NAME_SIGN = re.compile(r"[^A-Za-z0-9]+")


def escape(text: str) -> str:
    """``text`` as character data or attribute value; signs that no XML file may hold are left out."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _UNPRINTABLE.sub("", plain)


@lru_cache(4096)
def bookmark_name(key: str) -> str:
    """A bookmark name for ``key``: letters, digits and underscores, at most 40, one for each key."""
    if _PLAIN_NAME.fullmatch(key) and not key.startswith("a_"):
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
    return f"a_{_NO_NAME_SIGN.sub('_', key).strip('_')[:29]}_{digest}"


def run(text: str, properties: str = "") -> str:
    """A run of words; a newline in them becomes a line break, a tab a tab."""
    head = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    if "\n" in text or "\t" in text:
        body = "".join(_piece(piece) for piece in re.split(r"([\n\t])", text) if piece)
    else:
        body = _piece(text) if text else ""
    return f"{head}{body}</w:r>" if body else ""


def _piece(piece: str) -> str:
    if piece == "\n":
        return "<w:br/>"
    if piece == "\t":
        return "<w:tab/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def bold_italic(*, bold: bool = False, italic: bool = False) -> str:
    """Run properties of emphasis."""
    return ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")


def field(code: str, result: str, properties: str = "", *, dirty: bool = False) -> str:
    """A field with its cached result."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f"{field_begin(code, properties, dirty=dirty)}{run(result, properties)}"
        f'<w:r>{style}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def field_begin(code: str, properties: str = "", *, dirty: bool = False) -> str:
    """The opening of a field up to its result; :data:`FIELD_END` closes it."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r>{style}<w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r>{style}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{style}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

_BEFORE_STYLE = "keepNext", "keepLines", "pageBreakBefore"
_AFTER_STYLE = "numPr", "tabs", "spacing", "ind", "jc"


@lru_cache(4096)
def paragraph_properties(style: str, **given: str) -> str:
    """``w:pPr`` in schema order.

    ``keepNext``, ``keepLines`` and ``pageBreakBefore`` are switched on by any value; ``jc`` is a
    value; the others are given as the attributes of their element, ``numPr`` and ``tabs`` as
    their content.
    """
    parts = [f'<w:pPr><w:pStyle w:val="{style}"/>']
    parts += [f"<w:{name}/>" for name in _BEFORE_STYLE if given.get(name)]
    for name in _AFTER_STYLE:
        value = given.get(name)
        if not value:
            continue
        if name in {"numPr", "tabs"}:
            parts.append(f"<w:{name}>{value}</w:{name}>")
        elif name == "jc":
            parts.append(f'<w:jc w:val="{value}"/>')
        else:
            parts.append(f"<w:{name} {value}/>")
    return "".join(parts) + "</w:pPr>"


def paragraph(style: str, runs: str, **given: str) -> str:
    """A paragraph; ``given`` as for :func:`paragraph_properties`."""
    return f"<w:p>{paragraph_properties(style, **given)}{runs}</w:p>"
