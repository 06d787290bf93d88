"""What the tests of sealed editions do again and again."""

from __future__ import annotations

from closing_year import closers

from akuntabel.documents.tree import Table, blocks_of
from akuntabel.reporting.editions import obstacles, seal_edition
from akuntabel.reporting.models import Narrative

YEAR = 2024


def seal(office, reason="", by=None):
    return seal_edition(office=office, year=YEAR, reason=reason, by=by or closers(office).head)


def errors(office):
    return [each.sentence for each in obstacles(office, YEAR) if each.forbids]


def write(office, section, text, kind="text"):
    Narrative.objects.update_or_create(
        office=office, year=YEAR, section=section, kind=kind, defaults={"text": text}
    )


def words_of_cells(document):
    return [
        "".join(getattr(part, "text", "") for part in cell.content)
        for block in blocks_of(document)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
