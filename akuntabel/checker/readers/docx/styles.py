"""Styles: which paragraphs are headings, captions, contents or list items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from akuntabel.checker.readers.docx.names import VAL, Element, W, is_on, number, value

_LONGEST_CHAIN = 12  # styles based on each other
_BODY_LEVEL = 9
_STYLE, _LEVEL, _NUMBERS = f"{W}pStyle", f"{W}outlineLvl", f"{W}numPr"


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, its base styles included."""

    name: str = ""
    level: int | None = None  # outline level, 0-based
    list_id: str = ""
    depth: int | None = None
    bold: bool | None = None

    @property
    def heading(self) -> int:
        """The heading level, 0 for text."""
        named = re.fullmatch(r"(?:heading|judul|tajuk) (\d)", self.name)
        if self.level is not None:
            return self.level + 1 if self.level < _BODY_LEVEL else 0
        return int(named[1]) if named else 0

    @property
    def kind(self) -> str:
        """The kind of paragraph."""
        if self.name in {"caption", "keterangan"}:
            return "caption"
        if re.match(r"(?:toc|tot|table of figures|index)\b", self.name) and self.name != "toc heading":
            return "contents"
        return "body"


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph styles by id; the default one also under ""."""
    if root is None:
        return {}
    elements = {
        element.get(f"{W}styleId", ""): element
        for element in root.findall(f"{W}style")
        if element.get(f"{W}type") == "paragraph"
    }
    styles = {style_id: _resolved(elements, style_id) for style_id in elements}
    for style_id, element in elements.items():
        if element.get(f"{W}default") in {"1", "true"}:
            styles[""] = styles[style_id]
    return styles


def _resolved(elements: dict[str, Element], style_id: str) -> Style:
    found = Style()
    at: str | None = style_id
    for _ in range(_LONGEST_CHAIN):
        element = elements.get(at or "")
        if element is None:
            break
        own = said(element.find(f"{W}pPr"), element.find(f"{W}rPr"))
        found = _over(found, replace(own, name=(value(element, "name") or "").lower()))
        at = value(element, "basedOn")
    return found


def said(paragraph: Element | None, run: Element | None = None) -> Style:
    """What the properties ``paragraph`` and ``run`` themselves say; its style's id is the name."""
    name = list_id = ""
    level = depth = None
    for child in paragraph if paragraph is not None else ():
        tag = child.tag
        if tag == _STYLE:
            name = child.get(VAL, "")
        elif tag == _LEVEL:
            level = number(child.get(VAL), _BODY_LEVEL)
        elif tag == _NUMBERS:
            list_id = value(child, "numId") or ""
            text = value(child, "ilvl")
            depth = None if text is None else number(text)
    return Style(name, level, list_id, depth, is_on(run, "b"))


def _over(near: Style, far: Style) -> Style:
    """``near`` with what only ``far`` says."""
    return Style(
        near.name or far.name,
        near.level if near.level is not None else far.level,
        near.list_id or far.list_id,
        near.depth if near.depth is not None else far.depth,
        near.bold if near.bold is not None else far.bold,
    )


def combined(direct: Style, style: Style) -> Style:
    """The paragraph's own properties over its style."""
    return replace(_over(direct, style), name=style.name)
