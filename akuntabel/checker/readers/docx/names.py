"""The element names of WordprocessingML that the reader meets."""

from __future__ import annotations

from typing import Final

from lxml import etree

Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P: Final = f"{W}p"
R: Final = f"{W}r"
TBL: Final = f"{W}tbl"
TR: Final = f"{W}tr"
TC: Final = f"{W}tc"
BOX: Final = f"{W}txbxContent"
VAL: Final = f"{W}val"
ALTERNATE: Final = f"{MC}AlternateContent"
CHOICE: Final = f"{MC}Choice"
FALLBACK: Final = f"{MC}Fallback"
SDT_CONTENT: Final = f"{W}sdtContent"

# What is kept is what the reader of the accepted document sees.
DROPPED: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tblPr",
                            f"{W}trPr", f"{W}tcPr", f"{W}instrText", f"{W}delText", f"{W}delInstrText"})  # fmt: skip
# Wrappers: their content stands in their place.
WRAPPERS: Final = frozenset(
    {f"{W}sdt", SDT_CONTENT, f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"}
)


def value(parent: Element | None, *path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` below ``parent``; None when it is not there."""
    found = parent
    for name in path:
        if found is None:
            return None
        found = found.find(W + name)
    return found.get(VAL, "") if found is not None else None


def number(text: str | None, default: int = 0) -> int:
    """``text`` as a whole number; damaged files write anything, so ``default`` then."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a toggle such as ``w:b`` is on; None when nothing is said."""
    text = value(parent, name)
    return None if text is None else text not in {"0", "false", "off"}
