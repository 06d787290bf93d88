"""What is filled in about plans and agreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akuntabel.planning.deeds import AgreementFields, BudgetRow, IndicatorFields, ObjectiveFields, PlanFields
from akuntabel.planning.differences import aggregation_words, polarity_words
from akuntabel.planning.models import Agreement, Goal, Indicator, Objective, Plan, PlanKind
from akuntabel.planning.selectors import strategic_objectives
from akuntabel.web.forms import PlainForm
from akuntabel.web.planning_fields import MoneyField, NumberField, TouchedForm

EMPTY_ROWS = 3  # rows of the budget that wait to be filled


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(TouchedForm):
    """The head of a plan; a yearly one has its year from the address."""

    title = forms.CharField(label=_("Judul"), max_length=250)
    number = forms.CharField(
        label=_("Nomor keputusan"), max_length=150, required=False, help_text=_("Kosongkan bila belum ada.")
    )
    year_from = forms.IntegerField(label=_("Tahun awal"), min_value=2000, max_value=2100)
    year_to = forms.IntegerField(label=_("Tahun akhir"), min_value=2000, max_value=2100)
    vision = forms.CharField(label=_("Visi"), required=False, widget=_lines(3))

    def __init__(self, *args: Any, kind: str, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if kind == PlanKind.ANNUAL:
            del self.fields["year_from"], self.fields["year_to"]
        if kind != PlanKind.STRATEGIC:
            del self.fields["vision"]

    def facts(self) -> PlanFields:
        """What was filled in."""
        found = self.cleaned_data
        return PlanFields(
            title=found["title"],
            number=found["number"],
            year_from=found.get("year_from", self.year),
            year_to=found.get("year_to", self.year),
            vision=found.get("vision", ""),
        )


class NewPlanForm(PlanForm):
    """The head of a new plan, and what it begins with."""

    content = forms.ChoiceField(label=_("Isi awal"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, contents: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["touched"].required = False
        self.fields["content"].choices = contents  # type: ignore[attr-defined]
        if len(contents) == 1:  # nothing to choose
            self.fields["content"].widget = forms.HiddenInput()


class NumberedForm(TouchedForm):
    """A mission or goal."""

    number = forms.IntegerField(label=_("Nomor"), min_value=1, max_value=99)
    text = forms.CharField(label=_("Uraian"), widget=_lines(3))


class ObjectiveForm(TouchedForm):
    """An objective: under a goal in a Renstra, serving an objective of one in a yearly plan."""

    code = forms.CharField(label=_("Nomor"), max_length=10, help_text=_("Seperti 4 atau 1.a."))
    name = forms.CharField(label=_("Sasaran"), widget=_lines(3))
    goal = forms.ModelChoiceField(
        label=_("Tujuan"), queryset=Goal.objects.none(), required=False, empty_label=_("Tanpa tujuan")
    )
    supports = forms.ChoiceField(label=_("Mendukung sasaran strategis"), required=False)

    def __init__(self, *args: Any, plan: Plan, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.above = {}
        if plan.kind == PlanKind.STRATEGIC:
            del self.fields["supports"]
            self.fields["goal"].queryset = plan.goals.all()  # type: ignore[attr-defined]
            return
        del self.fields["goal"]
        self.above = {str(row.pk): row for row in strategic_objectives(plan.office, year)}
        chosen = self.initial.get("supports")
        if isinstance(chosen, Objective):  # of a Renstra that has a newer version by now
            self.above.setdefault(str(chosen.pk), chosen)
            self.initial["supports"] = str(chosen.pk)
        if not self.above:
            del self.fields["supports"]
            return
        rows = [(key, f"{row.code} {row.name}") for key, row in self.above.items()]
        self.fields["supports"].choices = [("", _("Tidak ada")), *rows]  # type: ignore[attr-defined]

    def facts(self) -> ObjectiveFields:
        """What was filled in."""
        found = self.cleaned_data
        above = self.above.get(found.get("supports", ""))
        return ObjectiveFields(found["code"], found["name"], found.get("goal"), above)


class IndicatorForm(TouchedForm):
    """An indicator, apart from what it counts."""

    objective = forms.ModelChoiceField(
        label=_("Sasaran"), queryset=Objective.objects.none(), empty_label=None
    )
    code = forms.CharField(label=_("Nomor"), max_length=10, help_text=_("Seperti 17.2; muncul dalam tabel."))
    name = forms.CharField(label=_("Indikator"), widget=_lines(2))
    unit = forms.CharField(label=_("Satuan"), max_length=30, help_text=_("Misalnya %, laporan, atau keg."))
    planned = NumberField(label=_("Target RKT"), required=False)
    planned_upper = NumberField(
        label=_("Batas atas target"), required=False, help_text=_("Hanya bila targetnya di antara dua batas.")
    )
    national = NumberField(
        label=_("Target nasional"),
        required=False,
        help_text=_("Bila ada; target kantor tidak di bawahnya."),
    )
    polarity = forms.ChoiceField(label=_("Yang lebih baik"))
    aggregation = forms.ChoiceField(label=_("Angka triwulan menjadi angka setahun"))
    decimals = forms.IntegerField(label=_("Angka di belakang koma"), min_value=0, max_value=6, initial=0)
    weight = NumberField(
        label=_("Bobot"),
        required=False,
        help_text=_("Kosongkan bila indikator tidak dibobot; jumlahnya 100."),
    )
    definition = forms.CharField(
        label=_("Definisi operasional"),
        required=False,
        widget=_lines(4),
        help_text=_("Apa yang dihitung, dari sumber mana, dan kapan."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = plan.objectives.all()  # type: ignore[attr-defined]
        if plan.kind != PlanKind.ANNUAL:
            self.fields["planned"].label = _("Target")
        self.fields["polarity"].choices = list(polarity_words().items())  # type: ignore[attr-defined]
        self.fields["aggregation"].choices = list(aggregation_words().items())  # type: ignore[attr-defined]

    def facts(self) -> IndicatorFields:
        """What was filled in."""
        found = dict(self.cleaned_data)
        found.pop("touched")
        return IndicatorFields(**found)


def indicator_values(row: Indicator) -> dict[str, Any]:
    """What the form shows of ``row``."""
    names = (
        "code", "name", "unit", "planned", "planned_upper", "national", "polarity", "aggregation",
        "decimals", "weight", "definition",
    )  # fmt: skip
    return {"objective": row.objective, **{name: getattr(row, name) for name in names}}


class AgreementForm(TouchedForm):
    """The words of an agreement, its parties, and a row for each programme of its budget."""

    first_name = forms.CharField(label=_("Nama pihak pertama"), max_length=150)
    first_position = forms.CharField(
        label=_("Jabatan pihak pertama"), required=False, widget=_lines(2),
        help_text=_("Satu baris tiap baris jabatan."),
    )  # fmt: skip
    first_nip = forms.CharField(label=_("NIP pihak pertama"), max_length=40, required=False)
    second_name = forms.CharField(label=_("Nama pihak kedua"), max_length=150)
    second_position = forms.CharField(label=_("Jabatan pihak kedua"), required=False, widget=_lines(2))
    place = forms.CharField(label=_("Tempat tanda tangan"), max_length=100, required=False)
    opening = forms.CharField(label=_("Kalimat pembuka"), required=False, widget=_lines(3))
    statement = forms.CharField(
        label=_("Pernyataan"), required=False, widget=_lines(10),
        help_text=_("Pisahkan alinea dengan satu baris kosong."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(max(rows, 1), 40)
        for index in range(self.rows):
            self.fields[f"budget.{index}.programme"] = forms.CharField(
                label=_("Program"), max_length=200, required=False
            )
            self.fields[f"budget.{index}.amount"] = MoneyField(label=_("Anggaran"), required=False)

    def words(self) -> list[forms.BoundField]:
        """The fields that are no budget rows."""
        return [field for field in self if not field.name.startswith("budget.")]

    def budget(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of the budget: programme, amount."""
        return [(self[f"budget.{i}.programme"], self[f"budget.{i}.amount"]) for i in range(self.rows)]

    def facts(self) -> AgreementFields:
        """What was filled in."""
        found = self.cleaned_data
        rows = [self._row(i) for i in range(self.rows)]
        names = [field.name for field in self.words() if field.name != "touched"]
        return AgreementFields(**{name: found[name] for name in names}, budget=rows)

    def _row(self, index: int) -> BudgetRow:
        """A row of the budget; a programme that was only offered and got no amount is an empty row."""
        programme, amount = f"budget.{index}.programme", f"budget.{index}.amount"
        name, sum_ = self.cleaned_data.get(programme, ""), self.cleaned_data.get(amount)
        only_offered = self.initial.get(amount) is None and name == self.initial.get(programme)
        return BudgetRow("" if sum_ is None and only_offered else name, sum_)


def agreement_values(agreement: Agreement, programmes: Sequence[str] = ()) -> dict[str, Any]:
    """What the form shows of ``agreement``; ``programmes`` are offered while it has no budget."""
    names = (
        "first_name", "first_position", "first_nip", "second_name", "second_position", "place", "opening",
        "statement",
    )  # fmt: skip
    values = {name: getattr(agreement, name) for name in names}
    lines = [line for version in agreement.budgets.all() for line in version.lines.all()]
    for index, line in enumerate(lines):
        values[f"budget.{index}.programme"], values[f"budget.{index}.amount"] = line.programme, line.amount
    if not lines:
        values |= {f"budget.{index}.programme": name for index, name in enumerate(programmes)}
    return values


class SignForm(PlainForm):
    """A signature: what was read, and that it was read."""

    seen = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(label=_("Saya sudah membaca perjanjian ini dan menandatanganinya"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].error_messages["required"] = _("Centang dahulu bahwa Anda sudah membacanya.")


class SecondSignForm(SignForm):
    """The second signature dates the agreement."""

    signed_on = forms.DateField(
        label=_("Tanggal perjanjian"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )

    field_order = ["signed_on", "seen", "agree"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].error_messages["invalid"] = _("Tulis tanggal seperti 4-3-2025.")
