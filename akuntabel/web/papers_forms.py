"""Forms of the action plan and of the cascade."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akuntabel.planning.action_plan import PlannedAction
from akuntabel.planning.cascade import Condition, seen_of
from akuntabel.planning.cascade_tree import Tree
from akuntabel.planning.models import Action, CascadeNode, Indicator, NodeKind
from akuntabel.web.forms import PlainForm

QUARTERS = (
    ("1", _("Triwulan I")),
    ("2", _("Triwulan II")),
    ("3", _("Triwulan III")),
    ("4", _("Triwulan IV")),
)


class ActionForm(PlainForm):
    """An action: when, what, by whom; and why it is changed, once the agreement is in force."""

    quarter = forms.ChoiceField(label=_("Triwulan"), choices=QUARTERS)
    text = forms.CharField(
        label=_("Kegiatan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang dikerjakan, misalnya “Menyusun jadwal sosialisasi ke sekolah”."),
    )
    owner = forms.CharField(
        label=_("Pelaksana"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "pelaksana"}),
        help_text=_("Subbagian atau nama orang."),
    )
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        required=False,
        help_text=_("Wajib bila perjanjiannya sudah berlaku dan kegiatan ini diubah atau dihapus."),
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, action: Action, data: Any) -> ActionForm:
        """The form of an action that exists."""
        initial = {"quarter": str(action.quarter), "text": action.text, "owner": action.owner}
        return cls(data, initial={**initial, "was": _state(action)})

    def planned(self) -> PlannedAction:
        """What was filled in."""
        data = self.cleaned_data
        return PlannedAction(int(data["quarter"]), data["text"], data["owner"])

    def opened(self) -> PlannedAction | None:
        """What the form showed when it was opened."""
        try:
            quarter, text, owner = json.loads(self.cleaned_data["was"])
            return PlannedAction(int(quarter), str(text), str(owner))
        except (ValueError, TypeError):
            return None

    def reopen(self, action: Action) -> None:
        """Take ``action`` as it stands now for what was opened, so that a second save goes through."""
        self.data = {**self.data.dict(), "was": _state(action)}  # type: ignore[attr-defined]


def _state(action: Action) -> str:
    return json.dumps([action.quarter, action.text, action.owner])


class NodeForm(PlainForm):
    """A condition of the cascade, what it causes and who answers for it."""

    condition = forms.CharField(
        label=_("Kondisi yang hendak dicapai"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tulis sebagai keadaan, misalnya “Data pemilih mutakhir dan akurat”."),
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=NodeKind.choices)
    parents = forms.MultipleChoiceField(
        label=_("Menjadi sebab bagi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Boleh lebih dari satu. Hasil akhir tidak perlu."),
    )
    success_factor = forms.CharField(
        label=_("Faktor kunci keberhasilan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Apa yang paling menentukan tercapainya kondisi ini."),
    )
    indicator = forms.ChoiceField(label=_("Indikator"), required=False)
    owner = forms.CharField(
        label=_("Penanggung jawab"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "subbagian"}),
        help_text=_("Subbagian atau jabatan."),
    )
    person = forms.CharField(label=_("Nama orang"), required=False, max_length=150)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        tree: Tree,
        indicators: list[Indicator],
        node: CascadeNode | None = None,
        parent: str = "",
    ) -> None:
        self._parents = {str(one.pk): one for one in tree.nodes}
        self._indicators = {str(one.pk): one for one in indicators}
        if node is not None and node.indicator is not None:
            self._indicators.setdefault(str(node.indicator.pk), node.indicator)
        super().__init__(data, initial=_initial(node, parent, self._parents))
        below = tree.below(node) if node is not None else set()
        choices = [
            (key, one.condition)
            for key, one in self._parents.items()
            if one.pk not in below and one.kind != NodeKind.OUTPUT
        ]
        if node is not None:  # what it hangs on now stays to be seen, whatever its kind
            shown = {key for key, _words in choices}
            choices += [(str(p.pk), p.condition) for p in tree.parents[node.pk] if str(p.pk) not in shown]
        self.fields["parents"].choices = choices  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            ("", _("tanpa indikator")),
            *((key, str(one)) for key, one in self._indicators.items()),
        ]

    def written(self) -> Condition:
        """What was filled in."""
        data = self.cleaned_data
        return Condition(
            NodeKind(data["kind"]),
            data["condition"],
            data["success_factor"],
            data["owner"],
            data["person"],
            self._indicators.get(data["indicator"]),
        )

    def parents_chosen(self) -> list[CascadeNode]:
        """The nodes that it is to cause."""
        return [self._parents[key] for key in self.cleaned_data["parents"]]

    def reopen(self, node: CascadeNode) -> None:
        """Take ``node`` as it stands now for what was opened, so that a second save goes through."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = seen_of(node)
        self.data = data


def _initial(node: CascadeNode | None, parent: str, known: dict[str, CascadeNode]) -> dict[str, Any]:
    if node is None:
        above = known.get(parent)
        kind = NodeKind.OUTCOME if above is None else NodeKind.INTERMEDIATE
        if above is not None and above.kind != NodeKind.OUTCOME:
            kind = NodeKind.OUTPUT
        return {"kind": kind.value, "parents": [parent] if above is not None else []}
    return {
        "condition": node.condition,
        "kind": node.kind,
        "parents": [str(key) for key in node.parents.values_list("pk", flat=True)],
        "success_factor": node.success_factor,
        "indicator": str(node.indicator_id or ""),
        "owner": node.owner,
        "person": node.person,
        "seen": seen_of(node),
    }
