"""Chapter III.A: the measurement, the scale and policy it used, and how firm its average is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_number, format_percent
from akuntabel.core.policy import Averaging, LowerFormula, Policy, SelfReference, ZeroDenominator, ZeroTarget
from akuntabel.documents.tree import (
    Align,
    Block,
    Chart,
    ChartKind,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Series,
    Table,
)
from akuntabel.reporting.inserts.front import FIGURES, measured_rows
from akuntabel.reporting.writer import (
    Insert,
    Writer,
    cite_cell,
    columns,
    head,
    lead,
    text_cell,
    unapproved_note,
)

METHODS = ("indicators", "objectives", "capped_100", "capped_120", "median", "without_top")


def measurement_table(writer: Writer) -> Iterator[Block]:
    """Every indicator, and the average that follows from the rows."""
    total = Row(
        (
            text_cell(
                _("Rata-rata atas {n} indikator yang dihitung").format(n=writer.book["count.counted"].text),
                colspan=3,
                bold=True,
            ),
            cite_cell(writer.cite("average.headline", bold=True), bold=True),
            text_cell(writer.book.terms["category.headline"], bold=True),
        ),
        RowKind.TOTAL,
    )
    yield Table(
        columns(46, 13, 14, 13, 16, align=FIGURES),
        (
            head(_("Indikator"), _("Target"), _("Realisasi"), _("Capaian"), _("Kategori")),
            *measured_rows(writer, 5),
            total,
        ),
        caption=_("Hasil pengukuran kinerja tahun {year}").format(year=writer.year.year),
        note=(
            *writer.line(
                _(
                    "Indikator yang tidak berlaku atau tidak ada datanya tidak ikut dalam rata-rata dan hitungan tercapai."
                )
            ),
            *lead(unapproved_note(writer)),
        ),
        anchor="measurement-table",
    )


def scale_table(writer: Writer) -> Iterator[Block]:
    """The category scale: half-open steps that cover every value once."""
    rows = []
    for number, category in enumerate(reversed(writer.year.policy.scale.categories), 1):
        rows.append(
            Row(
                (
                    text_cell(str(number)),
                    text_cell(_range_text(category.above, category.up_to)),
                    text_cell(category.label, tone=category.tone),
                    text_cell(category.meaning),
                )
            )
        )
    yield Table(
        columns(6, 26, 22, 46),
        (head(_("No."), _("Rentang capaian"), _("Kategori"), _("Keterangan")), *rows),
        caption=_("Skala kategori penilaian"),
        note=writer.line(_("Kategori ditentukan dari capaian sebelum dibulatkan.")),
    )


def _range_text(above: Decimal | None, up_to: Decimal | None) -> str:
    if above is None:
        return _("0 sampai {up_to}").format(up_to=format_number(up_to or Decimal(0)))
    if up_to is None:
        return _("di atas {above}").format(above=format_number(above))
    return _("di atas {above} sampai {up_to}").format(above=format_number(above), up_to=format_number(up_to))


def policy_table(writer: Writer) -> Iterator[Block]:
    """The policy that the figures were worked out with, rule by rule."""
    policy = writer.year.policy
    rows = [Row((text_cell(rule), text_cell(choice))) for rule, choice in policy_rules(policy)]
    yield Table(
        columns(34, 66),
        (head(_("Aturan"), _("Yang dipakai")), *rows),
        caption=_("Kebijakan penilaian yang dipakai"),
        note=writer.line(_("Dasar: {policy.basis}")),
        anchor="policy",
    )


def policy_rules(policy: Policy) -> list[tuple[str, str]]:
    """The choices of ``policy`` in plain words, as (rule, choice)."""
    lower = {
        LowerFormula.TWICE_TARGET: _("(2 × target − realisasi) / target × 100"),
        LowerFormula.INVERSE: _("target / realisasi × 100, paling tinggi {ceiling}").format(
            ceiling=format_percent(policy.inverse_ceiling)
        ),
    }
    zero_target = {
        ZeroTarget.NOT_ASSESSABLE: _("tidak dapat dinilai"),
        ZeroTarget.FULL: _("100% bila realisasi 0 atau lebih"),
    }
    zero_denominator = {
        ZeroDenominator.NOT_APPLICABLE: _("tidak berlaku; tidak ikut dihitung"),
        ZeroDenominator.FULL: _("dianggap 100%"),
    }
    itself = {
        SelfReference.EXCLUDE: _("tidak menghitung dirinya sendiri"),
        SelfReference.COUNT_AS_MET: _("menghitung dirinya sendiri sebagai tercapai"),
    }
    averaging = {
        Averaging.INDICATORS: _("rata-rata sederhana atas indikator yang dihitung"),
        Averaging.OBJECTIVES: _("rata-rata dari rata-rata tiap sasaran"),
        Averaging.WEIGHTED: _("rata-rata berbobot"),
    }
    cap = _("tanpa batas atas") if policy.cap is None else format_percent(policy.cap)
    return [
        (_("Kebijakan"), policy.name),
        (_("Makin tinggi makin baik"), _("realisasi / target × 100")),
        (_("Makin rendah makin baik"), lower[policy.lower_formula]),
        (
            _("Batas capaian"),
            _("{cap}; paling rendah {floor}").format(cap=cap, floor=format_percent(policy.floor)),
        ),
        (_("Target 0"), zero_target[policy.zero_target]),
        (_("Penyebut 0"), zero_denominator[policy.zero_denominator]),
        (_("Indikator bagian yang tercapai"), itself[policy.self_reference]),
        (_("Rata-rata"), averaging[policy.averaging]),
        (
            _("Pembulatan"),
            _("setengah ke atas, {places} angka di belakang koma, hanya saat dicetak").format(
                places=policy.places
            ),
        ),
    ]


def sensitivity(writer: Writer) -> Iterator[Block]:
    """The same rows averaged in every usual way, as a sentence, a table and a chart."""
    book = writer.book
    shown = [book[f"average.{method}"] for method in METHODS]
    shown = [figure for figure in shown if figure.number is not None]
    if not shown:  # nothing could be measured in the year
        return
    yield Paragraph(
        writer.line(
            _(
                "Rata-rata bergantung pada cara menghitungnya. Indikator {top.code} saja, dengan capaian tertinggi, "
                "menaikkan rata-rata dari {average.without_top} menjadi {average.indicators}; "
                "karena itu rata-rata menurut cara lain dicetak juga."
            )
        )
    )
    rows = []
    for figure in shown:
        category = writer.year.policy.scale.category(figure.number or Decimal(0))
        rows.append(
            Row(
                (
                    text_cell(figure.label),
                    text_cell(figure.origin),
                    cite_cell(writer.cite(figure.id)),
                    text_cell(category.label, tone=category.tone),
                )
            )
        )
    yield Table(
        columns(30, 38, 14, 18, align=(Align.DECIMAL, Align.LEFT)),
        (head(_("Cara"), _("Penjelasan"), _("Hasil"), _("Kategori")), *rows),
        caption=_("Kepekaan rata-rata capaian terhadap cara menghitung"),
        anchor="sensitivity",
    )
    title = _("Rata-rata capaian antara {low} dan {high}, menurut caranya").format(
        low=min(shown, key=lambda f: f.number or Decimal(0)).text,
        high=max(shown, key=lambda f: f.number or Decimal(0)).text,
    )
    yield Chart(
        ChartKind.BAR,
        title=title,
        categories=tuple(figure.label for figure in shown),
        series=(Series(_("Rata-rata"), tuple(figure.number for figure in shown)),),
        labels=(tuple(figure.text for figure in shown),),
        alt=title + ". " + "; ".join(f"{figure.label} {figure.text}" for figure in shown) + ".",
        unit="%",
        anchor="sensitivity-chart",
    )


def category_chart(writer: Writer) -> Iterator[Block]:
    """How many indicators fall into each category."""
    categories = list(reversed(writer.year.policy.scale.categories))
    counts = [
        sum(1 for item in writer.year.indicators if item.achievement.category == category)
        for category in categories
    ]
    labels = [category.label for category in categories]
    title = _("Sebaran kategori {counted} indikator yang dihitung").format(
        counted=writer.book["count.counted"].text
    )
    yield Chart(
        ChartKind.COLUMN,
        title=title,
        categories=tuple(labels),
        series=(Series(_("Jumlah indikator"), tuple(Decimal(count) for count in counts)),),
        labels=(tuple(str(count) for count in counts),),
        alt=title
        + ": "
        + "; ".join(f"{label} {count}" for label, count in zip(labels, counts, strict=True))
        + ".",
        unit=_("indikator"),
        anchor="category-chart",
    )


def policy_note(writer: Writer) -> Iterator[Block]:
    """One small line that names the policy."""
    yield Paragraph(writer.line(_("Dihitung menurut {policy.name}.")), ParagraphStyle.NOTE)


INSERTS: dict[str, Insert] = {
    "measurement_table": measurement_table,
    "scale_table": scale_table,
    "policy_table": policy_table,
    "policy_note": policy_note,
    "sensitivity": sensitivity,
    "category_chart": category_chart,
}
