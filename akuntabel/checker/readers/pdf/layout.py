"""From pages to blocks: running heads, tables and text are told apart and put in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from akuntabel.checker.readers.build import Builder
from akuntabel.checker.readers.limits import Clock
from akuntabel.checker.readers.pdf import flow, joining
from akuntabel.checker.readers.pdf.parts import Line, Page, Word, box_of, lines_of
from akuntabel.checker.readers.pdf.tables import Found, grids_of, others_of
from akuntabel.checker.readers.pdf.tags import Path, TagTable
from akuntabel.checker.readers.shape import Shape, clean

_HEAD_REACH = 90.0  # points above the rest of a table where its repeated head may stand


@dataclass
class Leaf:
    """A page after its tables were found: what is left is running text."""

    page: Page
    tables: list[Found]
    lines: list[Line]
    margins: list[Line] = field(default_factory=list)


def leaves_of(pages: Sequence[Page], tagged: Mapping[Path, TagTable], clock: Clock) -> list[Leaf]:
    """Each page parted into running heads, tables and text."""
    named = _tagged_tables(pages, tagged)
    grids = []
    for page in pages:
        clock.check()
        grids.append(grids_of(page))
    lines = [lines_of(free) for _, free in grids]
    running = flow.running([(page.height, each) for page, each in zip(pages, lines, strict=True)])
    leaves = []
    for page, (own, free), margins in zip(pages, grids, running, strict=True):
        clock.check()
        outside = {id(word) for line in margins for word in line.words}
        more, rest = others_of(page, own, [word for word in free if id(word) not in outside])
        tables = sorted([*own, *more, *named.get(page.number, [])], key=lambda each: (each.top, each.left))
        leaves.append(Leaf(page, tables, lines_of(rest), margins))
    return leaves


def _tagged_tables(pages: Sequence[Page], tagged: Mapping[Path, TagTable]) -> dict[int, list[Found]]:
    """The tables that tags name, by the page where they begin; their words leave the pages."""
    tables = [table for table in tagged.values() if table.is_table()]
    owner = {id(word): table for table in tables for word in table.words()}
    found: dict[int, list[Found]] = {}
    for page in pages:
        own = [word for word in page.words if id(word) in owner]
        if not own:
            continue
        page.words = [word for word in page.words if id(word) not in owner]
        for table in {id(owner[id(word)]): owner[id(word)] for word in own}.values():
            words = [word for word in own if owner[id(word)] is table]
            box = box_of(words)
            assert box is not None
            if table.first_page() == page.number:
                whole = Found([], words, page.number, box.top, box.bottom, box.left, box.right, tagged=table)
                found.setdefault(page.number, []).append(whole)
            else:
                _drop_head(page, table, box.top)
            _drop_rules(page, box.top - 8, box.bottom + 8)
    return found


def _drop_head(page: Page, table: TagTable, top: float) -> None:
    """Take away the head that is printed again above the rest of a table; it bears no tag."""
    head = table.head_words()
    gone: set[int] = set()
    for line in lines_of(word for word in page.words if top - _HEAD_REACH <= word.top <= top):
        if all(word.text in head for word in line.words):
            gone.update(map(id, line.words))
    page.words = [word for word in page.words if id(word) not in gone]


def _drop_rules(page: Page, top: float, bottom: float) -> None:
    """Forget the lines drawn around a table that is known already."""
    page.across = [edge for edge in page.across if not top <= edge.at <= bottom]
    page.down = [edge for edge in page.down if not (top <= edge.start and edge.end <= bottom)]


def write(builder: Builder, leaves: Sequence[Leaf]) -> None:
    """Everything in reading order; a table that goes on after the end of a page first grows."""
    usual = flow.usual_height([line for leaf in leaves for line in leaf.lines])
    edges = {
        width: flow.right_edge([line for leaf in leaves if leaf.page.width == width for line in leaf.lines])
        for width in {leaf.page.width for leaf in leaves}
    }
    _join_tables(leaves)
    for leaf in leaves:
        number = leaf.page.number
        for line in leaf.margins:
            builder.paragraph(Shape(clean(line.text), kind="header"), page=number, box=box_of(line.words))
        blocks: list[tuple[float, Found | flow.Passage]] = [(table.top, table) for table in leaf.tables]
        blocks += [(passage.top, passage) for passage in _passages(leaf, edges[leaf.page.width])]
        for _, block in sorted(blocks, key=lambda each: each[0]):
            if isinstance(block, Found):
                builder.table(block.tagged.drafts() if block.tagged else block.rows)
            else:
                words: list[Word] = [word for line in block.lines for word in line.words]
                builder.paragraph(flow.shaped(block, usual), page=number, box=box_of(words))


def _passages(leaf: Leaf, right: float) -> list[flow.Passage]:
    """The paragraphs of a page; none reaches over a table."""
    found: list[flow.Passage] = []
    rest = leaf.lines
    for table in leaf.tables:
        found += flow.passages([line for line in rest if line.top < table.top], leaf.page.number, right)
        rest = [line for line in rest if line.top >= table.top]
    return found + flow.passages(rest, leaf.page.number, right)


def _join_tables(leaves: Sequence[Leaf]) -> None:
    """Join each table at the top of a page to the one at the bottom of the page before."""
    open_table: Found | None = None
    for leaf in leaves:
        if open_table is not None and leaf.tables and _leads(leaf):
            first = leaf.tables[0]
            if joining.is_rest(open_table, first):
                joining.join(open_table, first)
                leaf.tables.pop(0)
                if not leaf.tables:
                    ends = not any(line.top > first.top for line in leaf.lines)
                    open_table = open_table if ends else None
                    continue
        last = leaf.tables[-1] if leaf.tables else None
        ends = (
            last is not None
            and not last.tagged
            and not any(line.top >= last.bottom - 2 for line in leaf.lines)
        )
        open_table = last if ends else None


def _leads(leaf: Leaf) -> bool:
    """Whether a table without tags is the first thing on the page."""
    first = leaf.tables[0]
    return not first.tagged and not any(line.bottom <= first.top + 2 for line in leaf.lines)
