"""The words of a paragraph as the reader of the accepted document sees them."""

from __future__ import annotations

from akuntabel.checker.readers.docx.locate import alternate
from akuntabel.checker.readers.docx.names import ALTERNATE, BOX, DROPPED, TBL, Element, M, P, R, W, is_on

_TEXT = {f"{W}t", f"{M}t"}
_INSTEAD = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_SKIPPED = DROPPED | {BOX, TBL, f"{W}footnoteReference", f"{W}endnoteReference", f"{W}footnoteRef", f"{W}endnoteRef",
                      f"{W}rt", f"{W}annotationRef"}  # fmt: skip
_DEEPEST = 60
_SYMBOL, _RUN_PROPERTIES = f"{W}sym", f"{W}rPr"


def words(paragraph: Element) -> str:
    """The text of ``paragraph``, with tabs and line breaks: insertions kept, deletions dropped,
    fields by their cached result, hidden text left out.
    """
    parts: list[str] = []
    _collect(paragraph, parts, 0)
    return "".join(parts)


def _collect(parent: Element, parts: list[str], depth: int) -> None:
    for child in parent:
        tag = child.tag
        if tag == R:
            if depth <= _DEEPEST and not is_hidden(child):
                _collect(child, parts, depth + 1)
        elif tag in _TEXT:
            parts.append(child.text or "")
        elif tag in _INSTEAD:
            parts.append(_INSTEAD[tag])
        elif tag == _SYMBOL:
            parts.append(_symbol(child))
        elif tag not in _SKIPPED and len(child) and depth <= _DEEPEST and not (tag == P and depth):
            for branch in alternate(child) if tag == ALTERNATE else (child,):
                _collect(branch, parts, depth + 1)


def is_hidden(run: Element) -> bool:
    """Whether a run is set as hidden text."""
    properties = run.find(_RUN_PROPERTIES)
    return properties is not None and bool(len(properties)) and bool(is_on(properties, "vanish"))


def _symbol(element: Element) -> str:
    """The character of ``w:sym``; symbol fonts use a private area, where bullets and ticks live."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return {0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B1: "±", 0xF0FC: "✓", 0xF0D6: "√"}.get(code, "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def is_bold(paragraph: Element, default: bool) -> bool:
    """Whether every run with words is bold."""
    seen = False
    for run in paragraph.iter(R):
        if any((text.text or "").strip() for text in run.findall(f"{W}t")):
            said = is_on(run.find(f"{W}rPr"), "b")
            if not (default if said is None else said):
                return False
            seen = True
    return seen
