"""Tables without a grid: rows by the space between lines and by rules, columns by alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from akuntabel.checker.readers import rows as judge
from akuntabel.checker.readers.build import DraftCell, DraftRow
from akuntabel.checker.readers.pdf.columns import Strip, gutters, pieces, span
from akuntabel.checker.readers.pdf.parts import Edge, Line, Word, box_of, lines_of, text_of
from akuntabel.checker.readers.shape import split_item

_CLEAR = 0.12  # of the height of the type: this much more space tells rows from lines
_RISE = 0.08  # of the height of the type: how much higher the line of another row stands
_OVER = 0.3  # of the height of the type: lines that overlap by more stand beside each other
_TALLEST_HEAD = 5  # lines


@dataclass
class Slot:
    """A cell while its lines are gathered."""

    first: int
    last: int
    words: list[Word] = field(default_factory=list)
    rows: int = 1

    @property
    def text(self) -> str:
        """Its text so far."""
        return text_of(self.words)


@dataclass
class Grid:
    """The columns of a table, and how its rows are told from its lines."""

    strips: list[Strip]
    space: float | None  # above a line, from which on it begins a row
    widths: dict[int, float]  # the widest line of each column


@dataclass
class Gathered:
    """A row while its lines are gathered."""

    slots: dict[int, Slot] = field(default_factory=dict)
    head: bool = False

    def add(self, line: Line, strips: Sequence[Strip]) -> None:
        """Put the pieces of ``line`` into their columns."""
        for piece in pieces(line):
            first, last = span(piece, strips)
            slot = next((slot for slot in self.slots.values() if slot.first <= first <= slot.last), None)
            if slot is None:
                slot = self.slots[first] = Slot(first, last)
            slot.last = max(slot.last, last)
            slot.words += piece.words

    def texts(self, columns: int) -> list[str]:
        """The text of each column."""
        texts = [""] * columns
        for slot in self.slots.values():
            texts[slot.first] = slot.text
        return texts

    def draft(self, page: int) -> DraftRow:
        """The row, with its boxes."""
        cells = [
            DraftCell(slot.text, slot.first, slot.last - slot.first + 1, slot.rows, box_of(slot.words), page)
            for slot in sorted(self.slots.values(), key=lambda each: each.first)
        ]
        words = [word for slot in self.slots.values() for word in slot.words]
        return DraftRow(cells, self.head, page, box_of(words))


def table_of(lines: Sequence[Line], rules: Sequence[Edge], width: float, page: int) -> list[DraftRow]:
    """The rows that ``lines`` form between ``rules``; empty when there are no columns."""
    strips = gutters(lines)
    if not strips:
        return []
    full = [rule for rule in rules if rule.length >= 0.9 * width]
    bands = _bands(lines, full)
    rows: list[Gathered] = []
    if len(bands) > 1 and _is_head(bands[0], strips):
        partial = [rule for rule in rules if rule.length < 0.9 * width]
        rows += _head_rows(bands[0], partial, strips)
        bands = bands[1:]
    grid = Grid(strips, _row_space(bands), _widths(bands, strips))
    for band in bands:
        rows += _risen(_body_rows(band, grid))
    for row in rows:
        only = next(iter(row.slots.values()))
        if len(row.slots) == 1 and only.first == 0 and rules:
            only.last = len(strips)  # a row that names what follows
    return [row.draft(page) for row in rows]


def _risen(rows: list[Gathered]) -> list[Gathered]:
    """Rows whose merged cells are whole: the second line of a cell over two rows goes back up.

    Such a line starts small and stands a little higher than the row that it fell into.
    """
    for above, below in pairwise(rows):
        for n, slot in list(below.slots.items()):
            upper = above.slots.get(n)
            others = [other.words[0] for m, other in below.slots.items() if m != n]
            if upper is None or not others or not slot.words[0].text[0].islower():
                continue
            height = slot.words[0].height
            if min(other.middle for other in others) - slot.words[0].middle > _RISE * height:
                upper.words += below.slots.pop(n).words
                upper.rows += 1
    return rows


def _bands(lines: Sequence[Line], rules: Sequence[Edge]) -> list[list[Line]]:
    """The lines between each two rules."""
    cuts = sorted(rule.at for rule in rules)
    bands: dict[int, list[Line]] = {}
    for line in lines:
        middle = (line.top + line.bottom) / 2
        bands.setdefault(sum(at < middle for at in cuts), []).append(line)
    return [bands[n] for n in sorted(bands)]


def _is_head(band: Sequence[Line], strips: Sequence[Strip]) -> bool:
    """Whether the first band is the head: few lines, no figures in it."""
    row = Gathered()
    for line in band:
        row.add(line, strips)
    texts = [text for text in row.texts(len(strips) + 1) if text]
    return (
        len(band) <= _TALLEST_HEAD
        and len(texts) > 1
        and not any(
            judge.is_value(text) and any(c.isdigit() for c in text) and not text.startswith("20")
            for text in texts
        )
    )


def _head_rows(band: Sequence[Line], partial: Sequence[Edge], strips: Sequence[Strip]) -> list[Gathered]:
    """One head row, or two where a short rule parts a common title from the columns under it."""
    top, bottom = min(line.top for line in band), max(line.bottom for line in band)
    inside = [rule for rule in partial if top < rule.at < bottom]
    numbers = Gathered(head=True)
    if len(band) > 1:
        numbers.add(band[-1], strips)
        if judge.is_column_numbers([slot.text for slot in numbers.slots.values()]):
            return [*_head_rows(band[:-1], partial, strips), numbers]
    upper, lower = Gathered(head=True), Gathered(head=True)
    for line in band:
        for piece in pieces(line):
            below = any(
                rule.start <= (piece.left + piece.right) / 2 <= rule.end and piece.words[0].middle > rule.at
                for rule in inside
            )
            (lower if below else upper).add(Line(piece.words), strips)
    for slot in upper.slots.values():
        for rule in inside:
            if rule.start <= (slot.words[0].left + slot.words[-1].right) / 2 <= rule.end:
                under = [other for other in lower.slots.values() if _is_under(other, rule)]
                slot.first = min([slot.first, *(other.first for other in under)])
                slot.last = max([slot.last, *(other.last for other in under)])
    return [upper, lower] if lower.slots else [upper]


def _is_under(slot: Slot, rule: Edge) -> bool:
    return rule.start - 2 <= (slot.words[0].left + slot.words[-1].right) / 2 <= rule.end + 2


def _widths(bands: Sequence[Sequence[Line]], strips: Sequence[Strip]) -> dict[int, float]:
    widths: dict[int, float] = {}
    for line in (line for band in bands for line in band):
        for piece in pieces(line):
            first, last = span(piece, strips)
            if first == last:
                widths[first] = max(widths.get(first, 0.0), piece.right - piece.left)
    return widths


def _row_space(bands: Sequence[Sequence[Line]]) -> float | None:
    """The space above a line from which on it begins a row; None when all spaces are alike."""
    lines = [line for band in bands for line in band]
    if len(lines) < 3:
        return None
    spaces = sorted(below.top - above.bottom for band in bands for above, below in pairwise(band))
    height = sorted(line.height for line in lines)[len(lines) // 2]
    spaces = [space for space in spaces if -_OVER * height < space < 3 * height]
    jumps = [(b - a, (a + b) / 2) for a, b in pairwise(spaces)]
    widest, middle = max(jumps, default=(0.0, 0.0))
    return middle if widest >= _CLEAR * height else None


def _body_rows(band: Sequence[Line], grid: Grid) -> list[Gathered]:
    rows: list[Gathered] = []
    before: Line | None = None
    for line in band:
        fresh = Gathered()
        fresh.add(line, grid.strips)
        if before is None or _begins(rows[-1], fresh, line.top - before.bottom, line.height, grid):
            rows.append(fresh)
        else:
            rows[-1].add(line, grid.strips)
        before = line
    return rows


def _begins(row: Gathered, fresh: Gathered, space: float, height: float, grid: Grid) -> bool:
    """Whether the line in ``fresh`` begins a row of its own under ``row``."""
    columns = len(grid.strips) + 1
    above, below = row.texts(columns), fresh.texts(columns)
    under = [a for a, b in zip(above[1:], below[1:], strict=True) if a and b and _is_figure(b)]
    if any(map(_is_figure, under)) or len(under) >= (1 if columns == 2 else 2):
        return True  # a figure goes on with nothing
    if below[0] and above[0] and (judge.is_value(below[0]) or split_item(f"{below[0]} x")[0]):
        return True
    if space < -_OVER * height:
        return False  # a cell set in the middle of its row
    if grid.space is not None and space > grid.space:
        return True
    if any(n not in row.slots or slot.last > row.slots[n].last for n, slot in fresh.slots.items()):
        return True
    if all(
        _counts_on(row.slots[n], slot) or _wraps(row.slots[n], slot, grid) for n, slot in fresh.slots.items()
    ):
        return False
    inner = 0 not in fresh.slots and not any(map(judge.is_value, filter(None, below)))
    return not (inner and grid.space is not None)


def _is_figure(text: str) -> bool:
    return judge.is_value(text) and any(map(str.isdigit, text))


def _counts_on(above: Slot, below: Slot) -> bool:
    """Whether ``below`` is the next item of a list inside the cell."""
    mark = split_item(below.text)[0].rstrip(".)")
    return mark.isdigit() and f"{int(mark) - 1}." in above.text


def _wraps(above: Slot, below: Slot, grid: Grid) -> bool:
    """Whether the first word below had no room at the end of the cell's last line above."""
    width = grid.widths.get(above.first, 0.0) if above.first == above.last else 0.0
    last = lines_of(above.words)[-1]
    word = below.words[0]
    return last.right - last.left + 0.2 * word.height + word.right - word.left > width - 0.5
