"""What the data gives of the seven analyses by itself; the office's own words follow it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akuntabel.documents.tree import Align, Block, Paragraph, Row, Table
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.planning.models import Objective
from akuntabel.reporting.comparisons import earlier
from akuntabel.reporting.efficiency import objective_efficiency
from akuntabel.reporting.writer import Writer, actual_cell, cite_cell, columns, head, text_cell

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
        case _:
            return []


def _past(writer: Writer, objective: Objective, items: Items) -> list[Block]:
    """Actual and achievement of up to two earlier years beside this one."""
    years = writer.book.comparisons.years_of(items)
    if not years:
        return []
    labels = [_("No."), _("Indikator")]
    for year in (*years, writer.year.year):
        labels += [_("Realisasi {year}").format(year=year), _("Capaian {year}").format(year=year)]
    rows = []
    for item in items:
        cells = [text_cell(item.code), text_cell(item.indicator.name)]
        for past in writer.book.comparisons.past:
            if past.year in years:
                known = earlier(past, item) is not None
                for part in ("actual", "achievement"):
                    key = f"past.{past.year}.{item.code}.{part}"
                    cells.append(cite_cell(writer.cite(key)) if known else text_cell("–"))
        cells += [actual_cell(writer, item), cite_cell(writer.cite(f"indicator.{item.code}.achievement"))]
        rows.append(Row(tuple(cells)))
    shares = [7.0, 57.0 - 14 * len(years), *[14.0] * (2 * len(years) + 2)]
    align = (Align.RIGHT, Align.DECIMAL) * (len(years) + 1)
    caption = _("Sasaran {code}: perbandingan dengan tahun sebelumnya").format(code=objective.code)
    return [Table(columns(*shares, align=align), (head(*labels), *rows), caption=caption)]


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
