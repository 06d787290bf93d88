"""Performance meetings: planning, inviting, attendance, minutes, their papers, and what was agreed to be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.meetings import deeds
from akuntabel.meetings.figures import figures_of
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.meetings.papers import PAPERS, Paper, paper_docx, paper_pdf
from akuntabel.meetings.selectors import follow_ups_of, meetings_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.clock import today_at
from akuntabel.web.forms import PlainForm, ReasonForm, put_error, status_of
from akuntabel.web.meetings_forms import (
    EMPTY_ROWS,
    AttendanceForm,
    FinishForm,
    MeetingForm,
    MinutesForm,
    NewMeetingForm,
    ParticipantsForm,
    meeting_values,
    minutes_values,
    participants_values,
)
from akuntabel.web.place import Place, Request, View, in_place
from akuntabel.web.planning_fields import TouchedForm
from akuntabel.web.screens.meetings import (
    first_day,
    first_period,
    follow_up_lines,
    meeting_screen,
    meetings_screen,
)
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.views.papers import DOCX, PDF, paper_file
from akuntabel.web.views.planning.shared import tried
from akuntabel.web.words import told

TAB = "meetings"
EDITS = ["GET", "HEAD", "POST"]


def while_open(view: Callable[[Request, Place, Meeting], HttpResponse]) -> View:
    """Give ``view`` the meeting that the address names, for who may change it; closed ones lead to their page."""

    @in_place
    @wraps(view)
    def answer(request: Request, place: Place, meeting: int) -> HttpResponse:
        found = _find(request, place, meeting)
        require(request.user, Ability.HOLD_MEETINGS, place.office)
        if found.state == MeetingState.HELD and request.method != "POST":
            messages.info(request, _("Notula rapat ini sudah ditutup, jadi tidak dapat diubah lagi."))
            return _to_meeting(place, found)
        return view(request, place, found)

    return answer


@require_safe
@in_place
def meetings(request: Request, place: Place) -> HttpResponse:
    """The meetings of the year, and what they left to be done."""
    context = {"place": place, "screen": meetings_screen(place, request.user), "tab": TAB}
    return render(request, "akuntabel/meetings.html", context)


@require_http_methods(EDITS)
@in_place
def meeting_new(request: Request, place: Place) -> HttpResponse:
    """Plan a meeting; agenda and participants are proposed."""
    require(request.user, Ability.HOLD_MEETINGS, place.office)
    last = meetings_of(place.office, place.year).first()
    offered = {
        "period": first_period(place).code, "date": first_day(place), "time_from": "09:00",
        "place": last.place if last else "",
    }  # fmt: skip
    form = NewMeetingForm(request.POST or None, initial=offered, year=place.year)
    if form.is_valid() and (made := _plan(request, place, form)):
        done = _("Rapat disiapkan: agenda dan pesertanya sudah diusulkan. Ikuti langkah berikutnya di bawah.")
        messages.success(request, done)
        return _to_meeting(place, made)
    lead = _("Isi kapan dan di mana. Agenda dan peserta diusulkan dari angka periode itu, dan dapat diubah.")
    back = reverse("meetings", args=[place.office.code, place.year])
    words = {"title": _("Siapkan rapat"), "lead": lead, "button": _("Siapkan rapat")}
    return _form_page(request, place, form, back, **words)


def _plan(request: Request, place: Place, form: NewMeetingForm) -> Meeting | None:
    period = Period.parse(form.cleaned_data["period"])
    try:
        return deeds.plan_meeting(
            office=place.office, year=place.year, period=period, fields=form.facts(), by=request.user
        )
    except deeds.WrongFields as error:
        for problem in error.problems:
            form.add_error(problem.field if problem.field in form.fields else None, told(problem))
    except CannotDo as error:
        put_error(form, error)
    return None


@require_safe
@in_place
def meeting(request: Request, place: Place, meeting: int) -> HttpResponse:
    """One meeting: invitation, participants, minutes, papers."""
    found = _find(request, place, meeting)
    history = history_of(found, request.user, *found.follow_ups.all())
    screen = meeting_screen(place, found, request.user)
    context = {"place": place, "screen": screen, "history": history, "tab": TAB}
    return render(request, "akuntabel/meeting.html", context)


@require_http_methods(EDITS)
@while_open
def meeting_change(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """Change the invitation."""
    form = MeetingForm(request.POST or None, initial={**meeting_values(found), "touched": found.touched})
    if form.is_valid() and form.save(
        lambda data: deeds.change_meeting(
            meeting=found, touched=data["touched"], fields=form.facts(), by=request.user
        ),
        lambda: meeting_values(_find(request, place, found.pk)),
    ):
        messages.success(request, _("Undangan disimpan."))
        return _to_meeting(place, found, "undangan")
    words = {"title": _("Ubah undangan"), "lead": found.title, "button": _("Simpan undangan")}
    return _form_page(request, place, form, _address(place, found), **words)


@require_http_methods(EDITS)
@while_open
def meeting_participants(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """Who is invited."""
    values = participants_values(found)
    rows = _rows(request, values, "row.", ".name")
    form = ParticipantsForm(**_started(request, values, found), meeting=found, rows=rows)
    if _saved(
        request, form,
        lambda data: deeds.set_participants(
            meeting=found, touched=data["touched"], invitees=form.facts(), by=request.user
        ),
        lambda: participants_values(_find(request, place, found.pk)),
    ):  # fmt: skip
        messages.success(request, _("Peserta disimpan."))
        return _to_meeting(place, found, "peserta")
    context = {"place": place, "form": form, "meeting": found, "back": _address(place, found), "tab": TAB}
    return render(request, "akuntabel/meeting_participants.html", context, status=status_of(form))


@require_http_methods(EDITS)
@while_open
def meeting_attendance(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """Who came."""
    participants = list(found.participants.all())
    came = [str(row.pk) for row in participants if row.came]
    initial = {"came": came, "touched": found.touched}
    form = AttendanceForm(request.POST or None, initial=initial, participants=participants)
    if form.is_valid() and form.save(
        lambda data: deeds.note_attendance(
            meeting=found, touched=data["touched"], came=form.facts(), by=request.user
        ),
        dict,
    ):
        messages.success(request, _("Kehadiran dicatat."))
        return _to_meeting(place, found, "peserta")
    words = {"title": _("Catat kehadiran"), "lead": found.title, "button": _("Simpan kehadiran")}
    return _form_page(request, place, form, _address(place, found), **words)


@require_http_methods(EDITS)
@while_open
def meeting_minutes(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """What was said, decided, and agreed to be done."""
    values = minutes_values(found)
    sizes = {
        "decisions": _rows(request, values, "decision.", ""),
        "follow_ups": _rows(request, values, "follow.", ".text"),
    }
    form = MinutesForm(**_started(request, values, found), meeting=found, **sizes)
    if _saved(
        request, form,
        lambda data: deeds.write_minutes(
            meeting=found, touched=data["touched"], minutes=form.facts(), by=request.user
        ),
        lambda: minutes_values(_find(request, place, found.pk)),
    ):  # fmt: skip
        messages.success(request, _("Notula disimpan. Notula masih dapat diubah sampai ditutup."))
        return _to_meeting(place, found, "notula")
    context = {
        "place": place, "form": form, "meeting": found, "figures": figures_of(found),
        "back": _address(place, found), "tab": TAB,
    }  # fmt: skip
    return render(request, "akuntabel/meeting_minutes.html", context, status=status_of(form))


@require_http_methods(EDITS)
@while_open
def meeting_close(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """Close the minutes, once one has seen what they will say."""
    form = TouchedForm(request.POST or None, initial={"touched": found.touched})
    if form.is_valid() and form.save(
        lambda data: deeds.close_minutes(meeting=found, touched=data["touched"], by=request.user), dict
    ):
        messages.success(request, _("Notula ditutup. Angka dan isinya tidak berubah lagi."))
        return _to_meeting(place, found, "notula")
    screen = meeting_screen(place, found, request.user)
    context = {"place": place, "form": form, "screen": screen, "back": _address(place, found), "tab": TAB}
    return render(request, "akuntabel/meeting_close.html", context, status=status_of(form))


@require_http_methods(EDITS)
@while_open
def meeting_discard(request: Request, place: Place, found: Meeting) -> HttpResponse:
    """Throw a planned meeting away, once one has been asked."""
    form = PlainForm(request.POST or None)
    if request.method == "POST":
        done = _("Rapat dibuang. Isinya masih terbaca dalam riwayat kantor.")
        if tried(request, lambda: deeds.discard_meeting(meeting=found, by=request.user), done):
            return redirect("meetings", office=place.office.code, year=place.year)
        return _to_meeting(place, found)
    lead = _(
        "Undangan, peserta, dan notula “{title}” ikut dibuang. Isinya tetap terbaca dalam riwayat kantor."
    )
    words = {"title": _("Buang rapat"), "lead": lead.format(title=found.title), "button": _("Buang rapat")}
    return _form_page(request, place, form, _address(place, found), **words)


# ---------------------------------------------------------------- papers


@require_safe
@in_place
def meeting_docx(request: Request, place: Place, meeting: int, paper: str) -> HttpResponse:
    """A paper of the meeting as a Word file."""
    found, kind = _find(request, place, meeting), _paper(paper)
    return paper_file(paper_docx(found, kind), DOCX, _file_name(place, found, kind))


@require_safe
@in_place
def meeting_pdf(request: Request, place: Place, meeting: int, paper: str) -> HttpResponse:
    """A paper of the meeting as PDF."""
    found, kind = _find(request, place, meeting), _paper(paper)
    return paper_file(paper_pdf(found, kind), PDF, _file_name(place, found, kind))


def _paper(code: str) -> Paper:
    if code not in PAPERS:
        raise Http404(_("Tidak ada dokumen rapat “{code}”.").format(code=code))
    return PAPERS[code]


def _file_name(place: Place, meeting: Meeting, paper: Paper) -> str:
    return f"{paper.code}-{place.office.code}-{meeting.period.lower()}-{meeting.date:%Y%m%d}"


# ---------------------------------------------------------------- follow-ups


@require_safe
@in_place
def follow_ups(request: Request, place: Place) -> HttpResponse:
    """What the meetings of the year agreed on, and what became of it."""
    lines = follow_up_lines(follow_ups_of(place.office, place.year), request.user)
    context = {"place": place, "lines": lines, "tab": TAB}
    return render(request, "akuntabel/meeting_follow_ups.html", context)


@require_http_methods(EDITS)
@in_place
def follow_up(request: Request, place: Place, follow_up: int) -> HttpResponse:
    """One follow-up, and the form that says it is done."""
    found = _follow_up(place, follow_up)
    form = FinishForm(request.POST or None, initial={"done_on": today_at(place.office)})
    may = deeds.may_finish(found, request.user)
    if request.method == "POST" and not may:
        require(request.user, Ability.HOLD_MEETINGS, place.office)
    if form.is_valid() and _finished(request, found, form):
        return _to_follow_ups(place, found)
    [line] = follow_up_lines([found], request.user)
    context = {
        "place": place, "form": form, "line": line, "may": may, "history": history_of(found, request.user), "tab": TAB,
    }  # fmt: skip
    return render(request, "akuntabel/meeting_follow_up.html", context, status=status_of(form))


def _finished(request: Request, follow_up: FollowUp, form: FinishForm) -> bool:
    try:
        deeds.finish_follow_up(follow_up=follow_up, by=request.user, **form.cleaned_data)
    except CannotDo as error:
        put_error(form, error)
        return False
    messages.success(request, _("Tindak lanjut selesai."))
    return True


@require_http_methods(EDITS)
@in_place
def follow_up_reopen(request: Request, place: Place, follow_up: int) -> HttpResponse:
    """Take back that a follow-up is done, with the reason."""
    found = _follow_up(place, follow_up)
    if not deeds.may_finish(found, request.user):
        require(request.user, Ability.HOLD_MEETINGS, place.office)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.reopen_follow_up(follow_up=found, by=request.user, **form.cleaned_data)
        except CannotDo as error:
            put_error(form, error)
        else:
            messages.success(request, _("Tindak lanjut dibuka lagi."))
            return _to_follow_ups(place, found)
    back = reverse("follow_up", args=[place.office.code, place.year, found.pk])
    words = {"title": _("Buka lagi tindak lanjut"), "lead": found.text, "button": _("Buka lagi")}
    return _form_page(request, place, form, back, **words)


# ---------------------------------------------------------------- helpers


def _find(request: Request, place: Place, key: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    found: Meeting = get_object_or_404(rows.select_related("office", "closed_by", "changed_by"), pk=key)
    return found


def _follow_up(place: Place, key: int) -> FollowUp:
    rows = FollowUp.objects.filter(
        meeting__office=place.office, meeting__year=place.year, meeting__state=MeetingState.HELD
    )
    found: FollowUp = get_object_or_404(rows.select_related("meeting__office", "owner", "done_by"), pk=key)
    return found


def _started(request: Request, values: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """The arguments of a form with rows; another row is added to what was typed without judging it."""
    if "add" in request.POST:
        return {"data": None, "initial": request.POST.dict()}
    return {"data": request.POST or None, "initial": {**values, "touched": meeting.touched}}


def _rows(request: Request, values: dict[str, Any], start: str, end: str) -> int:
    """How many rows the form needs: those that stand there and some more, and all that were typed."""

    def count(names: Any) -> int:
        return sum(name.startswith(start) and name.endswith(end) for name in names)

    typed = count(request.POST)
    more = EMPTY_ROWS if request.POST.get("add") == start.rstrip(".") else 0
    return max(count(values) + EMPTY_ROWS, typed + more)


def _saved(
    request: Request, form: TouchedForm, deed: Callable[[dict[str, Any]], Any], now: Callable[[], Any]
) -> bool:
    """Whether the rows of ``form`` were kept; asking for another row only shows them again."""
    if request.method != "POST" or "add" in request.POST or not form.is_valid():
        return False
    return form.save(deed, now) is not None


def _address(place: Place, meeting: Meeting) -> str:
    return reverse("meeting", args=[place.office.code, place.year, meeting.pk])


def _to_meeting(place: Place, meeting: Meeting, anchor: str = "") -> HttpResponse:
    return redirect(_address(place, meeting) + (f"#{anchor}" if anchor else ""))


def _to_follow_ups(place: Place, follow_up: FollowUp) -> HttpResponse:
    return redirect(f"{reverse('follow_ups', args=[place.office.code, place.year])}#t{follow_up.pk}")


def _form_page(request: Request, place: Place, form: forms.Form, back: str, **words: Any) -> HttpResponse:
    context = {"place": place, "form": form, "back": back, "tab": TAB, **words}
    return render(request, "akuntabel/meeting_form.html", context, status=status_of(form))
