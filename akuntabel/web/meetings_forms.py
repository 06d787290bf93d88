"""What is filled in about meetings: invitation, participants, attendance, minutes, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akuntabel.core.periods import Period
from akuntabel.meetings.deeds import Invitee, MeetingFields, Minutes, NewFollowUp
from akuntabel.meetings.models import Meeting, Participant
from akuntabel.meetings.selectors import indicators_in, people_of
from akuntabel.offices.models import Person
from akuntabel.offices.words import period_words
from akuntabel.web.forms import PlainForm
from akuntabel.web.planning_fields import TouchedForm

EMPTY_ROWS = 3  # rows that wait to be filled
MOST_ROWS = 100
NOT_INVITED = _("Daftar peserta berubah sesudah Anda membuka halaman ini. Periksa lagi kehadirannya.")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "date", "class": "date-input"}, "%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)
        self.error_messages["invalid"] = _("Tulis tanggal seperti 4-3-2025.")


class HourField(forms.TimeField):
    """A time of the day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput({"type": "time", "class": "date-input"}, "%H:%M")
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats, required=False, **kwargs)
        self.error_messages["invalid"] = _("Tulis waktu seperti 09.00.")


class NewMeetingForm(PlainForm):
    """The few things that nobody can propose; agenda and participants are."""

    period = forms.ChoiceField(label=_("Periode yang dibahas"))
    date = DayField(label=_("Tanggal rapat"))
    time_from = HourField(label=_("Mulai"))
    time_to = HourField(label=_("Selesai"), help_text=_("Kosongkan bila “sampai selesai”."))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = Period(year)
        choices = [(each.code, period_words(each)) for each in (*whole.children(), whole)]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> MeetingFields:
        """What was filled in, apart from the period."""
        found = self.cleaned_data
        return MeetingFields(found["date"], found["time_from"], found["time_to"], found["place"])


class MeetingForm(TouchedForm):
    """The invitation."""

    title = forms.CharField(label=_("Acara"), max_length=200)
    date = DayField(label=_("Tanggal rapat"))
    time_from = HourField(label=_("Mulai"))
    time_to = HourField(label=_("Selesai"), help_text=_("Kosongkan bila “sampai selesai”."))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    agenda = forms.CharField(
        label=_("Agenda"), required=False, widget=_lines(8), help_text=_("Satu baris satu pokok bahasan.")
    )
    letter_number = forms.CharField(label=_("Nomor surat"), max_length=100, required=False)
    letter_date = DayField(label=_("Tanggal surat"), required=False)
    chair = forms.CharField(label=_("Pimpinan rapat"), max_length=150, required=False)
    chair_position = forms.CharField(label=_("Jabatan pimpinan rapat"), max_length=150, required=False)
    secretary = forms.CharField(label=_("Notulis"), max_length=150, required=False)

    def facts(self) -> MeetingFields:
        """What was filled in."""
        return MeetingFields(
            **{name: value for name, value in self.cleaned_data.items() if name != "touched"}
        )


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of ``meeting``."""
    return {name: getattr(meeting, name) for name in MeetingForm.base_fields if name != "touched"}


class ParticipantsForm(TouchedForm):
    """A row for each participant: somebody of the office, or a name from outside."""

    def __init__(self, *args: Any, meeting: Meeting, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.size = min(max(rows, 1), MOST_ROWS)
        self.people = _people(meeting)
        choices = [("", _("orang luar")), *((key, str(one)) for key, one in self.people.items())]
        for index in range(self.size):
            row = f"row.{index}"
            self.fields[f"{row}.person"] = forms.ChoiceField(
                label=_("Orang kantor"), choices=choices, required=False
            )
            self.fields[f"{row}.name"] = forms.CharField(label=_("Nama"), max_length=150, required=False)
            self.fields[f"{row}.position"] = forms.CharField(
                label=_("Jabatan"), max_length=150, required=False
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The rows: person, name, position."""
        return [
            [self[f"row.{i}.{part}"] for part in ("person", "name", "position")] for i in range(self.size)
        ]

    def facts(self) -> list[Invitee]:
        """What was filled in, the empty rows too, so that a problem finds its row."""
        found = self.cleaned_data
        return [
            Invitee(
                name=found.get(f"row.{i}.name", ""),
                position=found.get(f"row.{i}.position", ""),
                person=self.people.get(found.get(f"row.{i}.person", "")),
            )
            for i in range(self.size)
        ]


def participants_values(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of the participants of ``meeting``."""
    values: dict[str, Any] = {}
    for index, row in enumerate(meeting.participants.all()):
        values[f"row.{index}.person"] = str(row.person_id or "")
        values[f"row.{index}.name"], values[f"row.{index}.position"] = row.name, row.position
    return values


class AttendanceForm(TouchedForm):
    """Who came: a tick for each."""

    came = forms.MultipleChoiceField(
        label=_("Yang hadir"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Centang yang hadir; yang tidak dicentang tercatat tidak hadir."),
    )  # fmt: skip

    def __init__(self, *args: Any, participants: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [row.pk for row in participants]
        self.fields["came"].error_messages["invalid_choice"] = NOT_INVITED
        self.fields["came"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), ", ".join(filter(None, (row.name, row.position)))) for row in participants
        ]

    def facts(self) -> dict[int, bool]:
        """Who came, by the key of the participant."""
        return {key: str(key) in self.cleaned_data["came"] for key in self.keys}


class MinutesForm(TouchedForm):
    """The discussion, a row for each decision, and a block for each follow-up."""

    discussion = forms.CharField(
        label=_("Pembahasan"),
        required=False,
        widget=_lines(10),
        help_text=_("Satu baris menjadi satu alinea."),
    )

    def __init__(self, *args: Any, meeting: Meeting, decisions: int, follow_ups: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sizes = min(max(decisions, 1), MOST_ROWS), min(max(follow_ups, 1), MOST_ROWS)
        self.people = _people(meeting)
        for index in range(self.sizes[0]):
            self.fields[f"decision.{index}"] = forms.CharField(
                label=_("Keputusan {number}").format(number=index + 1), required=False, widget=_lines(2)
            )
        for index in range(self.sizes[1]):
            self._follow_up(f"follow.{index}", meeting)

    def _follow_up(self, row: str, meeting: Meeting) -> None:
        people = [("", _("orang lain")), *((key, str(one)) for key, one in self.people.items())]
        codes = [("", _("tanpa indikator")), *_codes(meeting)]
        self.fields[f"{row}.text"] = forms.CharField(
            label=_("Yang dikerjakan"), required=False, widget=_lines(2)
        )
        self.fields[f"{row}.owner"] = forms.ChoiceField(
            label=_("Penanggung jawab"), choices=people, required=False
        )
        self.fields[f"{row}.owner_name"] = forms.CharField(
            label=_("Nama, bila orang lain"), max_length=150, required=False
        )
        self.fields[f"{row}.due"] = DayField(label=_("Batas waktu"), required=False)
        self.fields[f"{row}.indicator"] = forms.ChoiceField(
            label=_("Indikator"), choices=codes, required=False
        )

    def decisions(self) -> list[forms.BoundField]:
        """The rows of the decisions."""
        return [self[f"decision.{i}"] for i in range(self.sizes[0])]

    def follow_ups(self) -> list[list[forms.BoundField]]:
        """The blocks of the follow-ups."""
        parts = ("text", "owner", "owner_name", "due", "indicator")
        return [[self[f"follow.{i}.{part}"] for part in parts] for i in range(self.sizes[1])]

    def facts(self) -> Minutes:
        """What was filled in, the empty rows too, so that a problem finds its row."""
        found = self.cleaned_data
        return Minutes(
            found["discussion"],
            [found.get(f"decision.{i}", "") for i in range(self.sizes[0])],
            [self._row(found, f"follow.{i}") for i in range(self.sizes[1])],
        )

    def _row(self, found: Mapping[str, Any], row: str) -> NewFollowUp:
        return NewFollowUp(
            text=found.get(f"{row}.text", ""),
            owner=self.people.get(found.get(f"{row}.owner", "")),
            owner_name=found.get(f"{row}.owner_name", ""),
            due=found.get(f"{row}.due"),
            indicator=found.get(f"{row}.indicator", ""),
        )


def minutes_values(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of the minutes of ``meeting``."""
    values: dict[str, Any] = {"discussion": meeting.discussion}
    for index, decision in enumerate(meeting.decisions.all()):
        values[f"decision.{index}"] = decision.text
    for index, row in enumerate(meeting.follow_ups.all()):
        values[f"follow.{index}.text"], values[f"follow.{index}.due"] = row.text, row.due
        values[f"follow.{index}.owner"] = str(row.owner_id or "")
        values[f"follow.{index}.owner_name"] = "" if row.owner_id else row.owner_name
        values[f"follow.{index}.indicator"] = row.indicator
    return values


class FinishForm(PlainForm):
    """When a follow-up was done, and what came of it."""

    done_on = DayField(label=_("Tanggal selesai"))
    result = forms.CharField(label=_("Hasilnya"), max_length=2000, widget=_lines(3))


def _people(meeting: Meeting) -> dict[str, Person]:
    """Whom one may pick, by key: the people of the office, and who stands in ``meeting`` already."""
    found = {str(one.pk): one for one in people_of(meeting.office)}
    for rows in (meeting.participants, meeting.follow_ups):
        for row in rows.all():
            one = row.person if isinstance(row, Participant) else row.owner
            if one is not None:
                found.setdefault(str(one.pk), one)
    return found


def _codes(meeting: Meeting) -> list[tuple[str, str]]:
    """The indicators one may name, and those that ``meeting`` names already."""
    found = {row.code: f"{row.code} {row.name}" for row in indicators_in(meeting.office, meeting.year)}
    for row in meeting.follow_ups.exclude(indicator=""):
        found.setdefault(row.indicator, row.indicator)
    return list(found.items())
