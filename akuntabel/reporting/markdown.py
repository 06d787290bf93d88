"""Narrative: Markdown that cites figures by id becomes blocks of the document tree.

``{average.headline}`` cites a figure, ``{count.objectives|words}`` adds its number in words, and
``{office.name}`` puts in a term. Paragraphs, lists, quotes, bold and italics are understood;
anything else of Markdown stays as it was typed. Every word that was typed is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from akuntabel.documents.tree import (
    Break,
    Inline,
    Inlines,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Text,
)
from akuntabel.reporting.figures import FigureBook

_PARSER = MarkdownIt("zero").enable(["list", "emphasis", "blockquote", "newline", "escape"])
_FLAT = MarkdownIt("zero").enable(["newline", "escape"])
_LISTS = ("ordered_list", "bullet_list")
CITE = re.compile(r"\{([A-Za-z0-9_.\-]+)(\|words)?\}")
_STRAY = re.compile(r"\{[^{}\n]{0,60}\}?")


def cited_in(text: str) -> list[str]:
    """The ids that ``text`` cites, figures and terms, in order."""
    return [match[1] for match in CITE.finditer(text)]


def stray_braces(text: str) -> list[str]:
    """What begins like a citation in ``text`` and is none: ``{indicator 17}``, ``{count.met``."""
    return [found for found in _STRAY.findall(text) if CITE.fullmatch(found) is None]


def _parsed(text: str) -> SyntaxTreeNode:
    """The blocks of ``text``. What is nested deeper than the parser goes would be dropped: it stays as typed."""
    tokens = _PARSER.parse(text)
    deepest = max((each.level for token in tokens for each in (token, *(token.children or ()))), default=0)
    if deepest >= _PARSER.options["maxNesting"] - 1:
        tokens = _FLAT.parse(text)
    return SyntaxTreeNode(tokens)


class Narrator:
    """Turns texts into blocks; within one narrator a figure is marked only where it first stands."""

    def __init__(self, book: FigureBook, *, mark: bool = True) -> None:
        self.book = book
        self._mark = mark
        self._marked: set[str] = set()

    def blocks(self, text: str, *, place: str = "") -> tuple[Paragraph | ItemList, ...]:
        """The blocks of Markdown ``text``.

        Raises:
            UnknownFigure: it cites what does not exist; ``place`` says where.
        """
        return tuple(self._unfolded(_parsed(text).children, place))

    def inlines(self, text: str, *, place: str = "", bold: bool = False, italic: bool = False) -> Inlines:
        """The inlines of one line of ``text``, without Markdown."""
        return tuple(self._split(text, place, bold, italic))

    def _unfolded(
        self, nodes: list[SyntaxTreeNode], place: str, style: ParagraphStyle = ParagraphStyle.BODY
    ) -> Iterator[Paragraph | ItemList]:
        """The blocks of ``nodes``; a list in a quote stands for itself, between the paragraphs of the quote."""
        for node in nodes:
            if node.type in _LISTS:
                yield self._list(node, place)
            elif node.type == "blockquote":
                yield from self._unfolded(node.children, place, ParagraphStyle.QUOTE)
            else:
                yield Paragraph(self._content(node, place), style, place=place)

    def _list(self, node: SyntaxTreeNode, place: str) -> ItemList:
        kind = ListKind.BULLET if node.type == "bullet_list" else ListKind.DECIMAL
        items = tuple(self._item(item, place) for item in node.children)
        return ItemList(items, kind, place, int(node.attrs.get("start", 1)))

    def _item(self, node: SyntaxTreeNode, place: str) -> ListItem:
        """An item: the paragraphs that it begins with are its words, a line each."""
        content: list[Inline] = []
        children: list[Paragraph | ItemList] = []
        for block in self._unfolded(node.children, place):
            if isinstance(block, ItemList) or children:
                children.append(block)
            else:
                content += [Break(), *block.content] if content else block.content
        return ListItem(tuple(content), tuple(children))

    def _content(self, node: SyntaxTreeNode, place: str) -> Inlines:
        inline = node.children[0] if node.children else None
        if inline is None:
            return ()
        return tuple(self._inline(inline.children, place, bold=False, italic=False))

    def _inline(
        self, nodes: list[SyntaxTreeNode], place: str, *, bold: bool, italic: bool
    ) -> Iterator[Inline]:
        for node in nodes:
            if node.type == "strong":
                yield from self._inline(node.children, place, bold=True, italic=italic)
            elif node.type == "em":
                yield from self._inline(node.children, place, bold=bold, italic=True)
            elif node.type == "hardbreak":
                yield Break()
            elif node.type == "softbreak":
                yield Text(" ", bold=bold, italic=italic)
            else:
                yield from self._split(node.content, place, bold, italic)

    def _split(self, text: str, place: str, bold: bool, italic: bool) -> Iterator[Inline]:
        end = 0
        for match in CITE.finditer(text):
            if match.start() > end:
                yield Text(text[end : match.start()], bold=bold, italic=italic)
            yield self._cite(match[1], bool(match[2]), place, bold, italic)
            end = match.end()
        if end < len(text):
            yield Text(text[end:], bold=bold, italic=italic)

    def _cite(self, key: str, in_words: bool, place: str, bold: bool, italic: bool) -> Inline:
        if key in self.book.terms:
            return Text(self.book.terms[key], bold=bold, italic=italic)
        self.book.find(key, place=place)
        first = self._mark and key not in self._marked
        self._marked.add(key)
        return self.book.cite(key, words=in_words, mark=first, bold=bold)
