"""What the data gives of the seven analyses by itself; the office's own words follow it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.documents.tree import Align, Block, Cell, Paragraph, Row, Table, words
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear
from akuntabel.planning.models import Objective
from akuntabel.reporting.comparisons import earlier
from akuntabel.reporting.efficiency import objective_efficiency
from akuntabel.reporting.writer import (
    Writer,
    actual_cell,
    cite_cell,
    columns,
    head,
    mark_note,
    marked_cell,
    text_cell,
)

Items = list[MeasuredIndicator]


def given(writer: Writer, objective: Objective, items: Items, kind: str) -> list[Block]:
    """The blocks that the data gives for the analysis ``kind`` of ``objective``; none where it has nothing."""
    match kind:
        case "comparison_past":
            return _past(writer, objective, items)
        case "comparison_plan":
            return _plan(writer, objective, items)
        case "comparison_benchmark":
            return _national(writer, objective, items)
        case "efficiency":
            result = objective_efficiency(writer.book, objective)
            return [Paragraph(writer.line(result.sentence))] if result else []
        case "causes":
            return _explained(writer, objective, items)
        case _:
            return []


def _explained(writer: Writer, objective: Objective, items: Items) -> list[Block]:
    """What was noted with approved actuals that miss their target, until the office writes the causes itself."""
    if writer.narratives.get((f"objective.{objective.code}", "causes"), "").strip():
        return []
    rows = [(item, item.actual_row) for item in items if item.approved and item.achievement.met is False]
    return [
        Paragraph(words(_("Penjelasan pengaju ({code}): {note}").format(code=item.code, note=row.note)))
        for item, row in rows
        if row is not None and row.note
    ]


def _past(writer: Writer, objective: Objective, items: Items) -> list[Block]:
    """Actual and achievement of up to two earlier years beside this one.

    What nobody approved of an earlier year is marked in an edition too: only its own year is a
    condition of the seal.
    """
    years = writer.book.comparisons.years_of(items)
    if not years:
        return []
    drafts = writer.book.comparisons.drafts(items)
    labels = [_("No."), _("Indikator")]
    for year in (*years, writer.year.year):
        labels += [_("Realisasi {year}").format(year=year), _("Capaian {year}").format(year=year)]
    rows = []
    for item in items:
        cells = [text_cell(item.code), text_cell(item.indicator.name)]
        for past in writer.book.comparisons.past:
            if past.year in years:
                cells += _of_past(writer, past, item, item.code in drafts.get(past.year, ()))
        cells += [actual_cell(writer, item), cite_cell(writer.cite(f"indicator.{item.code}.achievement"))]
        rows.append(Row(tuple(cells)))
    shares = [7.0, 57.0 - 14 * len(years), *[14.0] * (2 * len(years) + 2)]
    align = (Align.RIGHT, Align.DECIMAL) * (len(years) + 1)
    caption = _("Sasaran {code}: perbandingan dengan tahun sebelumnya").format(code=objective.code)
    marked = drafts or writer.unapproved & {item.code for item in items}
    note = mark_note() if marked else ()
    return [Table(columns(*shares, align=align), (head(*labels), *rows), caption=caption, note=note)]


def _of_past(writer: Writer, past: MeasuredYear, item: MeasuredIndicator, draft: bool) -> list[Cell]:
    """Actual and achievement of ``item`` in the year ``past``."""
    if earlier(past, item) is None:
        return [text_cell("–"), text_cell("–")]
    key = f"past.{past.year}.{item.code}"
    return [
        marked_cell(writer.cite(f"{key}.actual"), draft),
        cite_cell(writer.cite(f"{key}.achievement")),
    ]


def _plan(writer: Writer, objective: Objective, items: Items) -> list[Block]:
    """The target at the end of the plan above, where it holds one for the same indicator."""
    tied = [item for item in items if f"plan_end.{item.code}.target" in writer.book]
    if not tied:
        return []
    plans = {item.code: writer.book.comparisons.ends[item.code].objective.plan for item in tied}
    end = max(plan.year_to for plan in plans.values())
    names = dict.fromkeys(plan.title for plan in plans.values())
    caption = _("Sasaran {code}: perbandingan dengan {plan}").format(
        code=objective.code, plan=", ".join(names)
    )
    return [_against(writer, tied, "plan_end", _("Target {year}").format(year=end), caption)]


def _national(writer: Writer, objective: Objective, items: Items) -> list[Block]:
    """The national target, where one is kept with the indicator."""
    known = [item for item in items if f"national.{item.code}.target" in writer.book]
    caption = _("Sasaran {code}: perbandingan dengan target nasional").format(code=objective.code)
    return [_against(writer, known, "national", _("Target nasional"), caption)] if known else []


def _against(writer: Writer, items: Items, key: str, label: str, caption: str) -> Table:
    rows = [
        Row(
            (
                text_cell(item.code),
                text_cell(item.indicator.name),
                cite_cell(writer.cite(f"{key}.{item.code}.target")),
                actual_cell(writer, item),
                cite_cell(writer.cite(f"{key}.{item.code}.achievement")),
            )
        )
        for item in items
    ]
    return Table(
        columns(8, 47, 15, 15, 15, align=(Align.RIGHT, Align.RIGHT, Align.DECIMAL)),
        (
            head(
                _("No."),
                _("Indikator"),
                label,
                _("Realisasi {year}").format(year=writer.year.year),
                _("Capaian"),
            ),
            *rows,
        ),
        caption=caption,
    )
