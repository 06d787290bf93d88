"""Puts a comment's range around a paragraph or around some words of it, splitting runs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from akuntabel.checker.annotate.search import Span
from akuntabel.checker.readers.docx.names import Element, P, R, W
from akuntabel.checker.readers.docx.words import words

_T = f"{W}t"
_PROPERTIES = f"{W}rPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Their runs may be split and parted by marks where they stand; anything else is taken whole.
_THROUGH = frozenset({f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml")})
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run, or what is taken whole, and where its text stands in the paragraph's."""

    element: Element
    start: int
    end: int


class Text:
    """The text of a paragraph as the reader has it, and which runs it is made of."""

    def __init__(self, paragraph: Element) -> None:
        self.pieces: list[_Piece] = []
        parts: list[str] = []
        at = 0
        for element in _elements(paragraph):
            text = _words_of(element)
            if text:
                self.pieces.append(_Piece(element, at, at + len(text)))
                parts.append(text)
                at += len(text)
        self.text = "".join(parts)

    def bounds(self, span: Span) -> tuple[Element, Element] | None:
        """The first and last element of ``span`` after runs were split at its ends."""
        inside = [piece for piece in self.pieces if piece.start < span[1] and piece.end > span[0]]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        if last.element.tag == R and span[1] < last.end:
            _split(last.element, span[1] - last.start)
        start = first.element
        if start.tag == R and span[0] > first.start:
            rest = _split(start, span[0] - first.start)
            if rest is not None:
                return rest, rest if first is last else last.element
        return start, last.element


def enclose(paragraph: Element, span: Span | None, number: int) -> None:
    """Put the comment ``number`` on ``span`` of the paragraph's text, or on all of it."""
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    reference = etree.Element(R)
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    bounds = Text(paragraph).bounds(span) if span else None
    if bounds:
        bounds[0].addprevious(start)
        bounds[1].addnext(end)
        end.addnext(reference)
    else:
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.extend([end, reference])


def _elements(parent: Element, depth: int = 0) -> Iterator[Element]:
    for child in parent:
        if child.tag in _THROUGH and depth < _DEEPEST:
            yield from _elements(child, depth + 1)
        else:
            yield child


def _words_of(element: Element) -> str:
    """The text of one child of a paragraph."""
    holder = etree.Element(P)
    holder.append(deepcopy(element))
    return words(holder)


def _split(run: Element, at: int) -> Element | None:
    """Part ``run`` before character ``at``; the new run with the rest, if there is one."""
    rest = etree.Element(R, {str(key): str(value) for key, value in run.attrib.items()})
    properties = run.find(_PROPERTIES)
    if properties is not None:
        rest.append(deepcopy(properties))
    kept = 0
    for child in list(run):
        if child.tag == _PROPERTIES:
            continue
        size = len(_words_in_run(child))
        if kept >= at:
            rest.append(child)
        elif child.tag == _T and kept + size > at:
            rest.append(_cut(child, at - kept))
        kept += size
    if len(rest) == (0 if properties is None else 1):
        return None
    run.addnext(rest)
    return rest


def _words_in_run(child: Element) -> str:
    run = etree.Element(R)
    run.append(deepcopy(child))
    return words(run)


def _cut(text: Element, at: int) -> Element:
    """Keep the first ``at`` characters in ``text``; a new ``w:t`` with the others."""
    rest = etree.Element(_T, {str(key): str(value) for key, value in text.attrib.items()})
    whole = text.text or ""
    text.text, rest.text = whole[:at], whole[at:]
    for each in (text, rest):
        each.set(_SPACE, "preserve")
    return rest
