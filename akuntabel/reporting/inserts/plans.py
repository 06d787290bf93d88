"""Chapter II: the strategic plan, the agreement, the annual plan and its budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akuntabel.documents.tree import (
    Align,
    Block,
    Chart,
    ChartKind,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Series,
    Table,
    words,
)
from akuntabel.planning.models import Plan, PlanKind
from akuntabel.reporting.agreement_parts import promise_table
from akuntabel.reporting.writer import Insert, Writer, cite_cell, columns, group, head, text_cell


def plans_of(writer: Writer, kind: PlanKind) -> QuerySet[Plan]:
    """The newest versions of the office's plans of ``kind`` that cover the year."""
    year = writer.year.year
    newest = Plan.objects.filter(replaced_by__isnull=True)
    return newest.filter(office=writer.office, kind=kind, year_from__lte=year, year_to__gte=year)


def strategic_plan(writer: Writer) -> Iterator[Block]:
    """Vision, missions, goals and strategic objectives."""
    for plan in plans_of(writer, PlanKind.STRATEGIC):
        yield Paragraph(words(_("Visi:")))
        yield Paragraph(words(f"“{plan.vision}”", bold=True), ParagraphStyle.QUOTE)
        yield Paragraph(words(_("Misi:")))
        yield ItemList(tuple(ListItem(words(mission.text)) for mission in plan.missions.all()))
        yield Paragraph(words(_("Tujuan dan sasaran strategis:")))
        yield ItemList(
            tuple(
                ListItem(
                    words(goal.text, bold=True),
                    (
                        ItemList(
                            tuple(ListItem(words(objective.name)) for objective in goal.objectives.all()),
                            ListKind.ALPHA,
                        ),
                    ),
                )
                for goal in plan.goals.prefetch_related("objectives")
            )
        )


def target_table(writer: Writer, caption: str, *, part: str = "target", numbered: bool = False) -> Table:
    """Objectives and indicators with the agreed ("target") or planned ("planned") targets."""
    objectives = (
        (
            objective.code,
            objective.name,
            [
                (item.indicator.name, cite_cell(writer.cite(f"indicator.{item.code}.{part}")))
                for item in items
            ],
        )
        for objective, items in writer.year.by_objective()
    )
    return promise_table(objectives, caption=caption, numbered=numbered)


def agreement_table(writer: Writer) -> Iterator[Block]:
    """What the signed agreement promises."""
    yield target_table(
        writer,
        _("Sasaran, indikator, dan target Perjanjian Kinerja {year}").format(year=writer.year.year),
    )


def plan_budget_table(writer: Writer) -> Iterator[Block]:
    """The budget by programme, and its chart."""
    if writer.book.budget is None:
        return
    version = next((v for v in writer.book.budget.versions if v.code == "rka"), None)
    if version is None:
        return
    lines = list(version.lines.all())
    rows = [
        Row((text_cell(line.programme), cite_cell(writer.cite(f"budget.rka.{number}"))))
        for number, line in enumerate(lines, 1)
    ]
    total = Row(
        (text_cell(_("Jumlah"), bold=True), cite_cell(writer.cite("budget.rka.total", bold=True), bold=True)),
        RowKind.TOTAL,
    )
    yield Table(
        columns(66, 34, align=(Align.RIGHT,)),
        (head(_("Program"), _("Anggaran")), *rows, total),
        caption=version.name,
        note=words(version.note),
    )
    texts = tuple(writer.book[f"budget.rka.{number}"].text for number in range(1, len(lines) + 1))
    title = _("Anggaran menurut program")
    yield Chart(
        ChartKind.BAR,
        title=title,
        categories=tuple(line.programme for line in lines),
        series=(Series(_("Anggaran"), tuple(line.amount for line in lines), "plan"),),
        labels=(texts,),
        alt=title
        + ": "
        + "; ".join(f"{line.programme} {text}" for line, text in zip(lines, texts, strict=True))
        + ".",
        unit="Rp",
        anchor="plan-budget-chart",
    )


def annual_plan_table(writer: Writer) -> Iterator[Block]:
    """The annual plan with its own targets, and where they differ from the agreed ones."""
    differing = [
        item.code
        for item in writer.year.indicators
        if item.target is None or item.indicator.planned != item.target.number
    ]
    note = (
        _("Target RKT berbeda dari perjanjian kinerja pada indikator {codes}.").format(
            codes=", ".join(differing)
        )
        if differing
        else _("Semua target RKT sama dengan target perjanjian kinerja.")
    )
    table = target_table(
        writer, _("Rencana Kinerja Tahunan {year}").format(year=writer.year.year), part="planned"
    )
    yield replace(table, note=words(note))


def key_indicators_table(writer: Writer) -> Iterator[Block]:
    """The key performance indicators with their targets; their results are another level's."""
    for plan in plans_of(writer, PlanKind.KEY):
        rows = []
        for objective in plan.objectives.prefetch_related("indicators"):
            rows.append(group(objective.name, 2))
            rows.extend(
                Row((text_cell(indicator.name), cite_cell(writer.cite(f"iku.{indicator.code}.target"))))
                for indicator in objective.indicators.all()
            )
        yield Table(
            columns(80, 20, align=(Align.RIGHT,)),
            (head(_("Indikator Kinerja Utama"), _("Target")), *rows),
            caption=plan.title,
            note=writer.line(
                _(
                    "Realisasi {iku.indicators|words} Indikator Kinerja Utama ini tidak ada dalam sumber data, "
                    "sehingga capaiannya tidak dilaporkan."
                )
            ),
        )


INSERTS: dict[str, Insert] = {
    "strategic_plan": strategic_plan,
    "agreement_table": agreement_table,
    "plan_budget_table": plan_budget_table,
    "annual_plan_table": annual_plan_table,
    "key_indicators_table": key_indicators_table,
}
