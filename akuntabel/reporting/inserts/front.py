"""Front matter: contents, the head's signature, the table and chart of the summary."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_date
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Contents,
    ContentsKind,
    Heading,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    RowKind,
    Signatory,
    Signature,
    Table,
    words,
)
from akuntabel.offices.models import Official, Role
from akuntabel.reporting.charts import achievement_chart
from akuntabel.reporting.writer import (
    Insert,
    Writer,
    actual_cell,
    category_cell,
    cite_cell,
    columns,
    group,
    head,
    text_cell,
    unapproved_note,
)

FIGURES = (Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT)


def signature_of_head(writer: Writer) -> Iterator[Block]:
    """The head's signature under the preface, dated when the report was made."""
    official = Official.objects.filter(office=writer.office, role=Role.HEAD).first()
    if official is None:
        return
    sealed_on = writer.stamp.day if writer.stamp else None
    day = writer.year.reporting_year.reported_on or sealed_on
    yield Signature(
        place=writer.office.place,
        date=format_date(day) if day else "",
        signatories=(
            Signatory(
                position=tuple(official.position.splitlines()),
                name=official.name,
                nip=official.nip,
                prefix=official.prefix,
            ),
        ),
    )


def contents(_writer: Writer) -> Iterator[Block]:
    """Table of contents, of tables, and of figures."""
    yield Contents(ContentsKind.HEADINGS, depth=2)
    yield Heading(2, _("DAFTAR TABEL"), listed=False)
    yield Contents(ContentsKind.TABLES)
    yield Heading(2, _("DAFTAR GAMBAR"), listed=False)
    yield Contents(ContentsKind.FIGURES)


def summary_table(writer: Writer) -> Iterator[Block]:
    """All indicators with target, actual, achievement and category, under their objectives."""
    rows = [
        Row(
            (
                Cell(words(_("Indikator kinerja")), rowspan=2, align=Align.CENTRE, bold=True),
                Cell(words(_("Kinerja")), colspan=4, align=Align.CENTRE, bold=True),
            ),
            RowKind.HEAD,
        ),
        head(_("Target"), _("Realisasi"), _("Capaian"), _("Kategori")),
        *measured_rows(writer, 5),
    ]
    yield Table(
        columns(46, 13, 14, 13, 16, align=FIGURES),
        tuple(rows),
        caption=_("Capaian indikator kinerja tahun {year}").format(year=writer.year.year),
        note=unapproved_note(writer),
        anchor="summary-table",
    )


def measured_rows(writer: Writer, width: int) -> Iterator[Row]:
    """Group and body rows of every objective and indicator, without a number column."""
    for objective, items in writer.year.by_objective():
        yield group(_("Sasaran {code}: {name}").format(code=objective.code, name=objective.name), width)
        for item in items:
            key = f"indicator.{item.code}"
            yield Row(
                (
                    text_cell(item.indicator.name),
                    cite_cell(writer.cite(f"{key}.target")),
                    actual_cell(writer, item),
                    cite_cell(writer.cite(f"{key}.achievement")),
                    category_cell(item),
                )
            )


def achievements(writer: Writer) -> Iterator[Block]:
    """Achievement of every counted indicator against 100."""
    if chart := achievement_chart(writer.book):
        yield chart


def unmet_list(writer: Writer) -> Iterator[Block]:
    """The indicators below their target, or that there is none."""
    unmet = [item for item in writer.year.indicators if item.achievement.met is False]
    if not unmet:
        yield Paragraph(words(_("Semua indikator yang dihitung memenuhi target.")))
        return
    yield Paragraph(words(_("Indikator yang belum memenuhi target dan perlu ditindaklanjuti adalah:")))
    yield ItemList(
        tuple(
            ListItem(
                (
                    *words(_("{code} {name}: realisasi ").format(code=item.code, name=item.indicator.name)),
                    writer.book.cite(f"indicator.{item.code}.actual", mark=True),
                    *words(_(" terhadap target ")),
                    writer.book.cite(f"indicator.{item.code}.target", mark=True),
                    *words("." if item is unmet[-1] else ";"),
                )
            )
            for item in unmet
        ),
        ListKind.BULLET,
    )


INSERTS: dict[str, Insert] = {
    "signature_of_head": signature_of_head,
    "contents": contents,
    "unmet_list": unmet_list,
    "summary_table": summary_table,
    "achievement_chart": achievements,
}
