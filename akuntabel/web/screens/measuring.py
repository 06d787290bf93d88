"""The actuals of a period: every indicator, how far it is, and the one thing the reader may do now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akuntabel.core.errors import SaidError
from akuntabel.core.indonesian import format_percent, format_quantity, roman
from akuntabel.core.periods import Period
from akuntabel.core.policy import Category
from akuntabel.core.value import State
from akuntabel.duties.scene import Scene
from akuntabel.measuring.models import Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow, measure_period
from akuntabel.offices.access import Ability
from akuntabel.offices.clock import today_at
from akuntabel.offices.models import Person
from akuntabel.planning.models import Objective
from akuntabel.web.place import Place
from akuntabel.web.screens.measuring_marks import Mark, Waiting, last_step, mark_of, shown_value
from akuntabel.web.templatetags.indonesian import date
from akuntabel.web.words import told

SUBMIT, VERIFY, APPROVE = "submit", "verify", "approve"
# Whoever may do several things sees first what others wait for longest.
ACTS = {
    APPROVE: (Ability.APPROVE_ACTUALS, gettext_lazy("Setujui")),
    VERIFY: (Ability.VERIFY_ACTUALS, gettext_lazy("Periksa")),
    SUBMIT: (Ability.STATE_ACTUALS, gettext_lazy("Ajukan")),
}
# The same for the ticked rows; a script puts their number in the place of "#".
BUTTONS = {
    APPROVE: (gettext_lazy("Setujui # realisasi"), gettext_lazy("Setujui yang dicentang")),
    VERIFY: (gettext_lazy("Nyatakan # realisasi benar"), gettext_lazy("Nyatakan yang dicentang benar")),
    SUBMIT: (gettext_lazy("Ajukan # realisasi"), gettext_lazy("Ajukan yang dicentang")),
}
DUE = {
    SUBMIT: gettext_lazy("tenggat mengajukan {day}"),
    VERIFY: gettext_lazy("tenggat memeriksa {day}"),
    APPROVE: gettext_lazy("tenggat menyetujui {day}"),
}
SAID_ONCE = 3  # rows that all say the same of their last step say it once, above the table


@dataclass(frozen=True)
class Typed:
    """What somebody ticked and typed before something was refused; ``problems`` says why, by code."""

    codes: Collection[str]
    notes: Mapping[str, str]
    reason: str
    deed: str
    problem: str
    problems: Mapping[str, SaidError] = field(default_factory=dict)


@dataclass(frozen=True)
class PeriodLink:
    """A period that can be chosen; ``short`` is what its button says."""

    period: Period
    short: str
    here: bool


@dataclass(frozen=True)
class RowView:
    """An indicator in the table."""

    row: MeasuredRow
    mark: Mark
    step: str
    waits: str
    target: str
    value: str
    achievement: str
    last_year: str
    drift: str
    moved: str
    pick: bool  # whether it can be ticked for the act of the reader
    ticked: bool
    asks_note: bool
    note: str
    error: str

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.row.code

    @property
    def touched(self) -> int:
        """How its actual stands that the page shows; 0 for none."""
        return self.row.actual.touched if self.row.actual else 0

    @property
    def category(self) -> Category | None:
        """The category of its achievement."""
        return self.row.achievement.category

    @property
    def missing(self) -> bool:
        """Whether there is no number yet, though one is due in the period."""
        return self.row.is_due and self.row.value.state in (State.MISSING, State.NOT_DUE)


@dataclass(frozen=True)
class Act:
    """What the reader may do with the ticked rows; ``others`` are further acts, each with its count."""

    code: str
    sentence: str
    counting: str  # what the button says with "#" for the number of ticked rows
    button: str  # what it says without a script
    others: tuple[tuple[str, str, int], ...]

    @property
    def returns(self) -> bool:
        """Whether the ticked rows can be given back instead."""
        return self.code != SUBMIT


@dataclass(frozen=True)
class MeasuringScreen:
    """All that the page of a period shows."""

    found: MeasuredPeriod
    buttons: tuple[PeriodLink, ...]
    months: tuple[PeriodLink, ...]
    counts: tuple[tuple[Mark, int, str], ...]  # with what all rows of the mark have to say, "" for nothing
    approved: int
    due: str
    late: bool
    running: bool
    opens: dt.date | None  # when its actuals can be handed in, while they cannot yet
    act: Act | None
    fills: bool  # whether the reader states actuals
    blanks: str  # what can be done where there is no figure; "" where nothing is missing
    untargeted: int  # indicators of a quarter that the action plan gives no target for it
    groups: tuple[tuple[Objective, tuple[RowView, ...]], ...]
    typed: Typed | None

    @property
    def total(self) -> int:
        """How many indicators have an actual in the period."""
        return sum(1 for row in self.found.rows if row.is_due)


def measuring_screen(
    place: Place, period: Period, person: Person, *, wanted: str = "", typed: Typed | None = None
) -> MeasuringScreen:
    """The page of ``period``; ``wanted`` is the act that ``person`` chose among several.

    Raises:
        NotThere: the office has signed no agreement for the year.
    """
    today = today_at(place.office)
    found = measure_period(place.office, period, today=today)
    act, fitting = _act(found, place, person, today, typed.deed if typed and typed.deed in ACTS else wanted)
    waiting = Waiting(place.office)
    rows = {
        row.code: _row(row, place, waiting, act=act, picks=row.code in fitting, typed=typed)
        for row in found.rows
    }
    marks = Counter(view.mark for view in rows.values() if view.row.is_due)
    said = _said_once(rows.values(), marks)
    rows = {
        code: replace(view, step="", waits="") if said.get(view.mark) else view for code, view in rows.items()
    }
    due, late = _due(found, place, act, today)
    fills = Ability.STATE_ACTUALS in place.may
    return MeasuringScreen(
        found=found,
        buttons=tuple(_links(period, [Period(period.year), *Period(period.year).children()])),
        months=tuple(_links(period, [Period(period.year, month=month) for month in range(1, 13)])),
        counts=tuple((mark, count, said.get(mark, "")) for mark, count in marks.items()),
        approved=len(found.with_standing(Standing.APPROVED)),
        due=due,
        late=late,
        running=today <= period.end,
        opens=None if today >= found.opens else found.opens,
        act=act,
        fills=fills,
        blanks=_blanks(found) if fills else "",
        untargeted=sum(1 for row in found.rows if row.is_due and row.target is None) if period.quarter else 0,
        groups=tuple(
            (objective, tuple(rows[row.code] for row in group)) for objective, group in found.by_objective()
        ),
        typed=typed,
    )


def fits(row: MeasuredRow, act: str, person: Person) -> bool:
    """Whether ``person`` may do ``act`` with ``row``, their role apart."""
    actual = row.actual
    if not row.is_due:
        return False
    match act:
        case "submit":
            return row.standing in (None, Standing.DRAFT)
        case "verify":
            return (
                row.standing is Standing.SUBMITTED
                and actual is not None
                and person.pk not in actual.stated_by_ids
            )
        case "approve":
            barred = {*actual.stated_by_ids, actual.verified_by_id} if actual else set()
            return row.standing is Standing.VERIFIED and person.pk not in barred
    return False


def ready(row: MeasuredRow) -> bool:
    """Whether ``row`` can go on as it is: it has a figure, and its evidence still gives the same."""
    return row.value.state not in (State.MISSING, State.NOT_DUE) and not row.drifted


# ---------------------------------------------------------------- helpers


def _lacks_note(row: MeasuredRow) -> bool:
    """Whether a note is demanded that nobody has written."""
    return ready(row) and bool(row.why_note) and not (row.actual and row.actual.note)


def _act(
    found: MeasuredPeriod, place: Place, person: Person, today: dt.date, wanted: str
) -> tuple[Act | None, set[str]]:
    """The act for the reader, and the codes of the rows that it can be done with."""
    fitting = {
        code: {row.code for row in found.rows if fits(row, code, person) and (code != SUBMIT or ready(row))}
        for code, (ability, _label) in ACTS.items()
        if ability in place.may and not (code == SUBMIT and today < found.opens)
    }
    open_acts = [code for code in ACTS if fitting.get(code)]
    if not open_acts:
        return None, set()
    chosen = wanted if wanted in open_acts else open_acts[0]
    codes = fitting[chosen]
    others = tuple((code, str(ACTS[code][1]), len(fitting[code])) for code in open_acts if code != chosen)
    counting, button = BUTTONS[chosen]
    mine = [row for row in found.rows if row.code in codes]
    return Act(chosen, _invitation(chosen, mine), str(counting), str(button), others), codes


def _invitation(act: str, rows: Collection[MeasuredRow]) -> str:
    """What waits for the reader among ``rows``, in one or two sentences."""
    sentence = {
        SUBMIT: _("{ready} realisasi siap diajukan; yang siap sudah dicentang."),
        VERIFY: _("{all} realisasi menunggu Anda periksa. Buka angkanya sampai ke bukti, lalu periksa."),
        APPROVE: _("{all} realisasi sudah diperiksa dan menunggu persetujuan Anda."),
    }[act]
    wanting = sum(1 for row in rows if _lacks_note(row))
    drifted = sum(1 for row in rows if row.drifted)
    if act == SUBMIT and wanting:
        sentence += " " + _("{wanting} di antaranya perlu keterangan; tulis di barisnya.")
    if drifted:
        sentence += " " + _("{drifted} di antaranya berubah buktinya sesudah diajukan.")
    counts = {"all": len(rows), "ready": sum(1 for row in rows if ready(row))}
    return sentence.format(**counts, wanting=wanting, drifted=drifted)


def _blanks(found: MeasuredPeriod) -> str:
    """What can be done about the indicators without a figure."""
    rows = [row for row in found.with_standing(None, Standing.DRAFT) if not ready(row)]
    if not rows:
        return ""
    sentence = ngettext(
        "{n} indikator belum punya angka dalam periode ini. Catat buktinya, atau tekan “Isi” dan nyatakan "
        "keadaannya, misalnya “tidak berlaku”.",
        "{n} indikator belum punya angka dalam periode ini. Catat buktinya, atau tekan “Isi” dan nyatakan "
        "keadaannya, misalnya “tidak berlaku”.",
        len(rows),
    ).format(n=len(rows))
    if found.period != Period(found.period.year) and any(row.target is None for row in rows):
        sentence += " " + _(
            "Yang tanpa target boleh dibiarkan: sesudah angka setahunnya disetujui, periode ini tidak ditagih lagi."
        )
    return sentence


def _said_once(views: Collection[RowView], marks: Mapping[Mark, int]) -> dict[Mark, str]:
    """By mark, the last step and whom it waits for, where all its rows say the same."""
    found = {}
    for mark, count in marks.items():
        same = {(view.step, view.waits) for view in views if view.row.is_due and view.mark == mark}
        if count >= SAID_ONCE and len(same) == 1:
            found[mark] = ", ".join(words for words in same.pop() if words)
    return found


def _due(found: MeasuredPeriod, place: Place, act: Act | None, today: dt.date) -> tuple[str, bool]:
    """The last day for the step of the reader, in words, and whether it has passed undone."""
    code = act.code if act else SUBMIT
    scene = Scene(place.office, found.period.year, today)
    day = found.due
    if scene.dates and code != SUBMIT:
        days = scene.dates.verify_working_days if code == VERIFY else scene.dates.approve_working_days
        day = scene.after(day, days)
    undone = act is not None or bool(found.with_standing(None, Standing.DRAFT))
    return DUE[code].format(day=date(day)), today > day and undone


def row_view(place: Place, row: MeasuredRow) -> RowView:
    """``row`` by itself, for its own page."""
    return _row(row, place, Waiting(place.office), act=None, picks=False, typed=None)


def _row(
    row: MeasuredRow, place: Place, waiting: Waiting, *, act: Act | None, picks: bool, typed: Typed | None
) -> RowView:
    ticked = row.code in typed.codes if typed else ready(row)
    note = typed.notes.get(row.code) if typed else None
    problem = typed.problems.get(row.code) if typed else None
    submits = picks and act is not None and act.code == SUBMIT
    kept = row.actual.note if row.actual else ""
    unit = row.indicator.unit
    reached = row.achievement.capped.number
    return RowView(
        row=row,
        mark=mark_of(row.actual),
        step=last_step(row.actual, place.office.timezone),
        waits=waiting.of(row.actual),
        target=_target(row),
        value=shown_value(row.value, row.indicator),
        achievement="" if reached is None else format_percent(reached, trim=False),
        last_year=""
        if row.last_year is None
        else _("tahun lalu {value}").format(value=format_quantity(round(row.last_year, 2).normalize(), unit)),
        drift=drift_words(row),
        moved=told(row.moved) if row.moved else "",
        pick=picks,
        ticked=picks and ticked,
        asks_note=submits and bool(row.why_note),
        note=kept if note is None else note,
        error=told(problem) if problem else "",
    )


def drift_words(row: MeasuredRow) -> str:
    """What of it is no longer as it was handed in, both numbers where they differ, and what to do."""
    if row.drift is None or row.actual is None:
        return ""
    if not row.drift.of_value:
        remedy = (
            _("Minta dibuka lagi.")
            if row.standing is Standing.APPROVED
            else _("Kembalikan supaya diajukan lagi.")
        )
        return f"{told(row.drift)} {remedy}"
    words = (
        _(
            "Disetujui dengan {frozen}, tetapi menurut bukti sekarang {live}. Bila yang sekarang benar, minta dibuka lagi."
        )
        if row.standing is Standing.APPROVED
        else _(
            "Diajukan dengan {frozen}, tetapi menurut bukti sekarang {live}. Kembalikan supaya diajukan lagi."
        )
    )
    frozen, live = (shown_value(value, row.indicator) for value in (row.value, row.live.value))
    return words.format(frozen=frozen, live=live)


def _target(row: MeasuredRow) -> str:
    if row.target is None:
        return ""
    shown = format_quantity(row.target.normalize(), row.indicator.unit)
    if row.upper is None:
        return shown
    return f"{format_quantity(row.target.normalize(), '')}–{format_quantity(row.upper.normalize(), row.indicator.unit)}"


def _links(here: Period, periods: Collection[Period]) -> list[PeriodLink]:
    return [PeriodLink(each, _short(each), each == here) for each in periods]


def _short(period: Period) -> str:
    if period.quarter is not None:
        return _("TW {quarter}").format(quarter=roman(period.quarter))
    if period.month is not None:
        return dateformat.format(period.start, "M")
    return _("Tahun {year}").format(year=period.year)


def address_of(place: Place, period: Period) -> str:
    """The address of the page of ``period``."""
    return f"{reverse('measuring', args=[place.office.code, place.year])}?periode={period.code}"
