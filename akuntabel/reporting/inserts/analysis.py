"""Chapter III.B: each objective with its seven mandatory analyses, each present or said to be missing.

The seven: PermenPANRB 53/2014, attachment II. An analysis that cannot be given says why; it is
never left out. Its own reason is a text of the office that begins with "Tidak tersedia:".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akuntabel.core.indonesian import format_date
from akuntabel.core.register import FieldType
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    ParagraphStyle,
    Row,
    Series,
    Table,
    Text,
    words,
)
from akuntabel.evidence.models import Record
from akuntabel.measuring.explain import explanation
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.planning.models import Objective
from akuntabel.reporting.charts import months_chart
from akuntabel.reporting.inserts.given import given
from akuntabel.reporting.writer import (
    Insert,
    Writer,
    actual_cell,
    category_cell,
    cite_cell,
    columns,
    head,
    text_cell,
    unapproved_note,
)

# kind of narrative → (title, what is missing when the office has written nothing)
ANALYSES = {
    "comparison_year": (
        gettext_noop("Target dan realisasi tahun ini"),
        gettext_noop("Uraian belum ditulis."),
    ),
    "comparison_past": (
        gettext_noop("Perbandingan dengan tahun sebelumnya"),
        gettext_noop("Data capaian tahun sebelumnya belum ada."),
    ),
    "comparison_plan": (
        gettext_noop("Perbandingan dengan target jangka menengah"),
        gettext_noop("Rencana Strategis tidak memuat target untuk indikator kegiatan ini."),
    ),
    "comparison_benchmark": (
        gettext_noop("Perbandingan dengan standar nasional"),
        gettext_noop("Belum ada angka pembanding nasional."),
    ),
    "causes": (
        gettext_noop("Penyebab keberhasilan atau kegagalan dan solusi"),
        gettext_noop("Penyebab belum diuraikan."),
    ),
    "efficiency": (
        gettext_noop("Efisiensi penggunaan sumber daya"),
        gettext_noop(
            "Anggaran belum dipetakan ke sasaran; efisiensi dihitung untuk seluruh kantor pada bagian C."
        ),
    ),
    "programmes": (
        gettext_noop("Program dan kegiatan yang menunjang"),
        gettext_noop("Kegiatan penunjang belum diuraikan."),
    ),
}
LISTED_FROM = 2  # records from which an objective shows them as a table


def analyses(writer: Writer) -> Iterator[Block]:
    """Every objective in order."""
    for objective, items in writer.year.by_objective():
        yield from _objective(writer, objective, items)


def _objective(writer: Writer, objective: Objective, items: list[MeasuredIndicator]) -> Iterator[Block]:
    yield Heading(
        3,
        objective.name,
        number=_("Sasaran {code}.").format(code=objective.code),
        anchor=f"objective-{objective.code}",
    )
    yield _results(writer, objective, items)
    written = {kind: _written(writer, objective, items, kind) for kind in ANALYSES}
    for kind, blocks in written.items():
        if blocks:
            yield from _analysis(writer, items, kind, blocks)
    if missing := [kind for kind, blocks in written.items() if not blocks]:
        yield _missing(missing)
    for item in items:
        yield from _evidence(writer, item)


def _results(writer: Writer, objective: Objective, items: list[MeasuredIndicator]) -> Table:
    rows = []
    for item in items:
        key = f"indicator.{item.code}"
        rows.append(
            Row(
                (
                    text_cell(item.code),
                    text_cell(item.indicator.name),
                    cite_cell(writer.cite(f"{key}.target")),
                    actual_cell(writer, item),
                    cite_cell(writer.cite(f"{key}.achievement")),
                    category_cell(item),
                )
            )
        )
    return Table(
        columns(8, 40, 12, 13, 13, 14, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL, Align.LEFT)),
        (head(_("No."), _("Indikator"), _("Target"), _("Realisasi"), _("Capaian"), _("Kategori")), *rows),
        caption=_("Capaian sasaran {code}").format(code=objective.code),
        note=unapproved_note(writer) if writer.unapproved & {item.code for item in items} else (),
    )


def _written(writer: Writer, objective: Objective, items: list[MeasuredIndicator], kind: str) -> list[Block]:
    """One of the seven: what the data gives, then the office's words; the first is never empty."""
    blocks = given(writer, objective, items, kind)
    blocks += writer.narrative(f"objective.{objective.code}", kind)
    if kind == "comparison_year" and not blocks:
        blocks = [Paragraph(tuple(part for item in items for part in _result_sentence(writer, item)))]
    return blocks


def _analysis(
    writer: Writer, items: list[MeasuredIndicator], kind: str, blocks: list[Block]
) -> Iterator[Block]:
    """One of the seven, run in after its title."""
    label: Inlines = (Text(f"{_title(kind)}. ", bold=True),)
    first = blocks[0]
    if isinstance(first, Paragraph):
        yield Paragraph((*label, *first.content), first.style, place=first.place)
    else:
        yield Paragraph(label)
        yield first
    yield from blocks[1:]
    if kind == "comparison_year":
        yield from _basis(writer, items)


def _title(kind: str) -> str:
    return f"{list(ANALYSES).index(kind) + 1}) {_(ANALYSES[kind][0])}"


def _missing(kinds: list[str]) -> Table:
    """The analyses that are not available, each with the reason."""
    return Table(
        columns(42, 58),
        (
            head(_("Analisis yang belum tersedia"), _("Alasan")),
            *(Row((text_cell(_title(kind)), text_cell(_(ANALYSES[kind][1])))) for kind in kinds),
        ),
    )


def _result_sentence(writer: Writer, item: MeasuredIndicator) -> Inlines:
    key = f"indicator.{item.code}"
    return writer.line(
        _(
            "Realisasi {{{key}.actual}} terhadap target {{{key}.target}}, dengan capaian {{{key}.achievement}}. "
        ).format(key=key)
    )


def _basis(writer: Writer, items: list[MeasuredIndicator]) -> Iterator[Block]:
    """How each actual came about, so that nobody has to guess."""
    parts: list[Inline] = [Text(_("Dasar hitungan. "), italic=True)]
    for item in items:
        lead = f"{item.code}: " if len(items) > 1 else ""
        parts.extend(writer.line(f"{lead}{explanation(item, writer.year)} "))
    yield Paragraph(tuple(parts))


# ---------------------------------------------------------------- evidence of an indicator


def _evidence(writer: Writer, item: MeasuredIndicator) -> Iterator[Block]:
    records = list(Record.objects.filter(pk__in=item.record_ids).order_by("date", "pk"))
    if len(records) < LISTED_FROM:
        for record in records:
            if record.note:
                lead = _("Keterangan sumber ({code}). ").format(code=item.code)
                yield Paragraph(words(lead + record.note), ParagraphStyle.NOTE)
        return
    register = writer.pack.registers[records[0].register]
    if any(field.type is FieldType.DATE for field in register.fields) and any(r.date for r in records):
        yield _events(item, records)
        yield months_chart(writer.book, item, records)
    else:
        yield from _amounts(writer, item, records)


def _events(item: MeasuredIndicator, records: list[Record]) -> Table:
    rows = [
        Row(
            (
                text_cell(str(number)),
                text_cell(format_date(record.date)) if record.date else _unknown(_("tanpa tanggal")),
                text_cell(record.title),
                text_cell(record.data["place"]) if record.data.get("place") else _unknown(_("tidak disebut")),
            )
        )
        for number, record in enumerate(records, 1)
    ]
    return Table(
        columns(7, 22, 43, 28, align=()),
        (head(_("No."), _("Tanggal"), _("Kegiatan"), _("Tempat")), *rows),
        caption=_("Catatan di balik indikator {code}: {name}").format(
            code=item.code, name=_shortened(item.indicator.name)
        ),
        note=_doubts(records),
    )


def _doubts(records: list[Record]) -> Inlines:
    """What is to be known of single records, by their number in the table."""
    noted = [(number, record.note) for number, record in enumerate(records, 1) if record.note]
    if not noted:
        return ()
    return words(_("Keterangan. ") + " ".join(f"({number}) {note}" for number, note in noted))


def _unknown(text: str) -> Cell:
    return Cell((Text(text, italic=True),), tone="unknown")


def _shortened(name: str) -> str:
    return name if len(name) <= 100 else name[:98].rsplit(" ", 1)[0] + " …"


def _amounts(writer: Writer, item: MeasuredIndicator, records: list[Record]) -> Iterator[Block]:
    """Undated records with a number each: a table and a chart of the numbers."""
    register = writer.pack.registers[records[0].register]
    field = next((f for f in register.fields if f.type is FieldType.INTEGER), None)
    if field is None:
        return
    choices = [f for f in register.fields if f.type is FieldType.CHOICE]
    names = [
        ", ".join(
            f.choices.get(str(r.data.get(f.code)), "") for f in choices if f.choices and r.data.get(f.code)
        )
        for r in records
    ]
    cites = [writer.cite(f"record.{record.key}.{field.code}") for record in records]
    yield Table(
        columns(8, 72, 20, align=(Align.RIGHT,)),
        (
            head(_("No."), register.name, field.label),
            *(
                Row((text_cell(str(number)), text_cell(name), cite_cell(cite)))
                for number, (name, cite) in enumerate(zip(names, cites, strict=True), 1)
            ),
        ),
        caption=_("Catatan di balik indikator {code}: {name}").format(
            code=item.code, name=_shortened(item.indicator.name)
        ),
    )
    title = f"{register.name}: {field.label.lower()}"
    texts = tuple(cite.text for cite in cites)
    yield Chart(
        ChartKind.BAR,
        title=title,
        categories=tuple(names),
        series=(Series(field.label, tuple(Decimal(str(r.data.get(field.code, 0))) for r in records)),),
        labels=(texts,),
        alt=title + ": " + "; ".join(f"{n} {t}" for n, t in zip(names, texts, strict=True)) + ".",
        anchor=f"chart-{item.code}",
    )


INSERTS: dict[str, Insert] = {"analyses": analyses}
