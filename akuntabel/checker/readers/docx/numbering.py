"""List numbers: Word stores the rule, not the number; here it is counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from akuntabel.checker.readers.docx.names import Element, W, number, value

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLETS = {"o": "○", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "": "•"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # by numId
    kinds: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId: these count together
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def next(self, list_id: str, depth: int) -> str:
        """The number or bullet of the next item at ``depth`` of the list ``list_id``."""
        levels = self.lists.get(list_id)
        if not levels or depth not in levels:
            return ""
        kind = self.kinds[list_id]
        counts = self.counts.setdefault(kind, [None] * _LEVELS)
        for at, start in self.restarts.pop(list_id, {}).items():
            counts[at] = start - 1
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _written(levels, counts, depth)


def read_numbering(root: Element | None) -> Numbering:
    """The lists in numbering.xml."""
    found = Numbering()
    if root is None:
        return found
    kinds = {
        element.get(f"{W}abstractNumId", ""): _levels(element) for element in root.findall(f"{W}abstractNum")
    }
    for element in root.findall(f"{W}num"):
        list_id = element.get(f"{W}numId", "")
        kind = value(element, "abstractNumId") or ""
        levels = dict(kinds.get(kind, {}))
        restarts = {}
        for override in element.findall(f"{W}lvlOverride"):
            depth = number(override.get(f"{W}ilvl"))
            levels |= _levels(override)
            start = value(override, "startOverride")
            if start is not None and 0 <= depth < _LEVELS:
                restarts[depth] = number(start, 1)
        found.lists[list_id], found.kinds[list_id] = levels, kind
        if restarts:
            found.restarts[list_id] = restarts
    return found


def _levels(parent: Element) -> dict[int, Level]:
    levels = {}
    for element in parent.findall(f"{W}lvl"):
        depth = number(element.get(f"{W}ilvl"), -1)
        if 0 <= depth < _LEVELS:
            levels[depth] = Level(
                value(element, "numFmt") or "decimal",
                value(element, "lvlText") or "",
                number(value(element, "start"), 1),
            )
    return levels


def _written(levels: dict[int, Level], counts: list[int | None], depth: int) -> str:
    level = levels[depth]
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return _BULLETS.get(level.text, level.text if level.text.isprintable() else "•")

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, level)
        done = counts[at]
        return spelled(other.start if done is None else done, other.form)

    return re.sub(r"%([1-9])", count, level.text).strip()


def spelled(count: int, form: str) -> str:
    """``count`` in the number format ``form``."""
    match form:
        case "lowerLetter" | "upperLetter" if 0 < count <= 780:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            roman = _roman(count)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written
