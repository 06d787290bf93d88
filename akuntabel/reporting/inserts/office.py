"""Chapter I: duties, staff and divisions of the office."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    RowKind,
    Table,
    words,
)
from akuntabel.offices.models import StaffGroup
from akuntabel.reporting.writer import Insert, Writer, cite_cell, columns, head, text_cell


def duties_tables(writer: Writer) -> Iterator[Block]:
    """One table for each kind of election: duties, authorities and obligations side by side."""
    for group in writer.pack.duties["group"]:
        names = list(group["columns"])
        texts: list[list[Any]] = [[] for _name in names]
        for item in group["item"]:
            texts[item["column"]].append(item)
        rows = [
            Row((text_cell(str(number)), *(_duty(item) for item in line)))
            for number, line in enumerate(zip_longest(*texts), 1)
        ]
        share = 94 / len(names)
        yield Table(
            columns(6, *([share] * len(names))),
            (head(_("No."), *names), *rows),
            caption=writer.title(group["title"]),
        )


def _duty(item: Any) -> Cell:
    if item is None:
        return Cell()
    if "items" not in item:
        return text_cell(item["text"])
    letters = ItemList(tuple(ListItem(words(text)) for text in item["items"]), ListKind.ALPHA)
    return Cell(blocks=(Paragraph(words(item["text"])), letters))


def staff_table(writer: Writer) -> Iterator[Block]:
    """The staff by status, with the total that follows from the parts."""
    groups = StaffGroup.objects.filter(office=writer.office, year=writer.year.year, is_member=False)
    rows = [
        Row(
            (
                text_cell(str(number)),
                text_cell(group.name),
                cite_cell(writer.cite(f"staff.{group.code}")),
                cite_cell(writer.cite(f"staff.{group.code}_share")),
            )
        )
        for number, group in enumerate(groups, 1)
    ]
    if not rows:
        return
    rows.append(
        Row(
            (
                text_cell(_("Jumlah"), colspan=2, bold=True),
                cite_cell(writer.cite("staff.total", bold=True), bold=True),
                text_cell("100,00%", bold=True),
            ),
            RowKind.TOTAL,
        )
    )
    notes = list(dict.fromkeys(group.note for group in groups if group.note))
    yield Table(
        columns(8, 52, 20, 20, align=(Align.RIGHT, Align.DECIMAL)),
        (head(_("No."), _("Status kepegawaian"), _("Orang"), _("Bagian")), *rows),
        note=words(notes[0]) if notes else (),
        caption=_("Pegawai {office} tahun {year}").format(office=writer.office.name, year=writer.year.year),
    )


def divisions_table(writer: Writer) -> Iterator[Block]:
    """The divisions of the members, their duties, and the sub-sections they coordinate."""
    organisation = writer.pack.organisation
    rows = []
    for division in organisation["division"]:
        duties = ItemList(tuple(ListItem(words(duty)) for duty in division["duties"]), ListKind.ALPHA)
        rows.append(
            Row(
                (
                    text_cell(str(division["number"])),
                    text_cell(division["name"]),
                    Cell(blocks=(duties,)),
                    text_cell("; ".join(division["sub_sections"])),
                )
            )
        )
    yield Table(
        columns(6, 24, 46, 24),
        (head(_("No."), _("Divisi"), _("Tugas divisi"), _("Hubungan kerja dengan sekretariat")), *rows),
        caption=_("Divisi, tugasnya, dan hubungan kerja dengan sekretariat"),
    )


INSERTS: dict[str, Insert] = {
    "duties_tables": duties_tables,
    "staff_table": staff_table,
    "divisions_table": divisions_table,
}
