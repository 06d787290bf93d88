"""Stating an actual: saving a draft, handing it in, taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, SaidError, gettext_noop
from akuntabel.core.indonesian import format_number
from akuntabel.core.measure import Basis, Manual, ShareMet
from akuntabel.core.periods import Period
from akuntabel.core.policy import HUNDRED
from akuntabel.core.value import State, Value
from akuntabel.measuring.deeds.shared import (
    NOTHING_PICKED,
    STATED,
    ChangedMeanwhile,
    NotReady,
    held,
    label_of,
    refuse_not_due,
    refuse_standing,
    refuse_unseen,
    row_of,
    settled,
)
from akuntabel.measuring.drift import promise_of
from akuntabel.measuring.frozen import freeze, stored_or_none
from akuntabel.measuring.models import Actual, ActualFile, Standing
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow, measure_period, opens_on
from akuntabel.offices.access import Ability, require
from akuntabel.offices.clock import today_at
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log, log_all
from akuntabel.offices.words import date_words

COUNTED = gettext_noop(
    "Indikator {code} dihitung dari catatan, jadi angkanya tidak diketik. Perbaiki catatannya, atau nyatakan "
    "keadaannya beserta sebabnya."
)
NEEDS_NOTE = gettext_noop("Tulis sebabnya: keadaan ini menggantikan hitungan dari catatan.")
ONLY_WITH_NUMBER = gettext_noop("Pembilang dan penyebut hanya diisi bersama angka realisasinya.")
BOTH_PARTS = gettext_noop("Isi pembilang dan penyebut dua-duanya, atau kosongkan dua-duanya.")
ZERO_PART = gettext_noop(
    "Penyebut tidak boleh 0. Bila tidak ada yang dihitung, pilih keadaan “tidak berlaku”."
)
NOT_THE_RATIO = gettext_noop("{top} dari {bottom} adalah {percent}%, bukan {number}%. Periksa angkanya.")
NO_NUMBER = gettext_noop("Indikator {code} diisi dengan tangan: isi dahulu angka realisasinya.")
NOTHING_COUNTED = gettext_noop(
    "Indikator {code} belum punya catatan dalam {period}. Isi catatannya (jumlah 0 bila memang nihil), "
    "atau nyatakan keadaannya beserta sebabnya."
)
NOTE_DEMANDED = gettext_noop("Indikator {code} memerlukan keterangan. {why}")
NO_FILE = gettext_noop("Indikator {code} diisi dengan tangan: lampirkan paling sedikit satu berkas buktinya.")
OTHERS_CHANGED = gettext_noop("{what} diajukan orang lain; yang dapat menarik kembali hanya yang mengajukan.")

TOO_EARLY = gettext_noop(
    "{period} belum berakhir, jadi realisasinya belum dapat diajukan. Pengajuan dibuka mulai {day}."
)

_SAME_PERCENT = Decimal("0.005")  # a percentage is typed with two decimals


@transaction.atomic
def save_actual(
    *,
    office: Office,
    period: Period,
    code: str,
    value: Value | None,
    note: str,
    by: Person,
    touched: int | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Actual:
    """Keep a draft of the actual of indicator ``code`` in ``period``, in the indicator's unit.

    ``value`` None is as counted; else people give it: the number of a manual measure, with
    ``numerator`` and ``denominator`` where it is a ratio, or a state that overrules the count.
    ``touched`` is what the page showed (0: no row yet); None does not ask.

    Raises:
        Refused: ``by`` may not state actuals here.
        NotThere: no books or no agreement for the year.
        ChangedMeanwhile: somebody changed it since.
        CannotDo: there is no such indicator, it was handed in, or what is given cannot be kept.
    """
    require(by, Ability.STATE_ACTUALS, office)
    lock_office(office)
    row = row_of(measure_period(office, period), code)
    current = row.actual
    if touched is not None and touched != (current.touched if current else 0):
        raise ChangedMeanwhile(current)
    refuse_not_due(row)
    if current is not None:
        refuse_standing(current, [Standing.DRAFT])
    note = note.replace("\r\n", "\n").strip()
    _refuse_value(row, value, note, numerator, denominator)
    actual = current or Actual(office=office, code=code, year=period.year, period=period.code, created_by=by)
    before = facts(actual, STATED) if current else {}
    actual.indicator, actual.by_hand = row.indicator, value is not None
    given = row.live.value if value is None else value
    actual.state, actual.number = given.state.value, stored_or_none(given.number)
    if value is None:
        settled(actual, row.live)
    else:
        actual.numerator, actual.denominator = stored_or_none(numerator), stored_or_none(denominator)
        actual.considered = 0
        actual.basis = (Basis.ENTERED if value.is_reported else Basis.NONE).value
    actual.note = note or ("" if value is None else value.reason)
    after = facts(actual, STATED)
    if current is not None and before == after:
        return current
    actual.stated_by = by
    actual.touched += 1
    actual.save()
    log(
        by=by, office=office, deed="actual.save", target=actual, name=label_of(actual),
        before=before, after=after,
    )  # fmt: skip
    return actual


def _refuse_value(
    row: MeasuredRow, value: Value | None, note: str, top: Decimal | None, bottom: Decimal | None
) -> None:
    """Raise CannotDo when what people give by hand cannot be kept."""
    if value is None or value.number is None:
        if top is not None or bottom is not None:
            raise CannotDo(ONLY_WITH_NUMBER)
        if value is not None and not (note or value.reason):
            raise CannotDo(NEEDS_NOTE)
        return
    if not isinstance(row.row.spec.measure, Manual):
        raise CannotDo(COUNTED, code=row.code)
    for number in (value.number, top, bottom):
        stored_or_none(number)  # refuses what is too great to be kept
    if (top is None) != (bottom is None):
        raise CannotDo(BOTH_PARTS)
    if top is None or bottom is None:
        return
    if bottom == 0:
        raise CannotDo(ZERO_PART)
    percent = top / bottom * HUNDRED
    if row.indicator.unit == "%" and abs(percent - value.number) > _SAME_PERCENT:
        top_text, bottom_text, right, typed = (
            format_number(round(number, 2)) for number in (top, bottom, percent, value.number)
        )
        raise CannotDo(NOT_THE_RATIO, top=top_text, bottom=bottom_text, percent=right, number=typed)


@transaction.atomic
def submit_actuals(
    *,
    office: Office,
    period: Period,
    codes: Sequence[str],
    notes: Mapping[str, str],
    by: Person,
    seen: Mapping[str, int] | None = None,
) -> list[Actual]:
    """Hand in the actuals of ``codes`` in ``period``, all or none: value and evidence are frozen.

    ``notes`` are by code; one that is left out keeps the draft's own. ``seen`` is ``touched`` by code as
    the page showed it (0: no row yet); None does not ask.

    Raises:
        Refused: ``by`` may not state actuals here.
        NotThere: no books or no agreement for the year.
        NotReady: some lack a number, a note that is demanded, a file, were handed in already, or changed.
        CannotDo: no indicator is picked, or the period is not at its last day yet.
    """
    require(by, Ability.STATE_ACTUALS, office)
    if not codes:
        raise CannotDo(NOTHING_PICKED)
    if today_at(office) < opens_on(period):
        raise CannotDo(TOO_EARLY, period=period, day=date_words(opens_on(period)))
    lock_office(office)
    measured = measure_period(office, period)
    files = _files(measured, codes)
    problems: dict[str, SaidError] = {}
    ready: list[tuple[MeasuredRow, str]] = []
    for code in dict.fromkeys(codes):
        try:
            row = row_of(measured, code)
            kept = row.actual.note if row.actual else ""
            note = notes.get(code, kept).replace("\r\n", "\n").strip()
            _refuse_unready(row, note, files.get(code, []))
            touched = row.actual.touched if row.actual else 0
            refuse_unseen(code, touched, f"{code}, {period.label}", seen)
            ready.append((row, note))
        except CannotDo as problem:
            problems[code] = problem
    if problems:
        raise NotReady(problems)
    events = []
    for row, note in ready:
        events.append(_submitted(row, note, measured, files.get(row.code, []), by))
    log_all(by=by, office=office, events=events)
    return [event.target for event in events if isinstance(event.target, Actual)]


def _files(measured: MeasuredPeriod, codes: Sequence[str]) -> dict[str, list[ActualFile]]:
    found: dict[str, list[ActualFile]] = {}
    actuals = [row.actual for row in measured.rows if row.actual and row.code in codes]
    rows = ActualFile.objects.filter(actual__in=actuals, removed_at__isnull=True).select_related("actual")
    for file in rows.order_by("pk"):
        found.setdefault(file.actual.code, []).append(file)
    return found


def _refuse_unready(row: MeasuredRow, note: str, files: Sequence[ActualFile]) -> None:
    """Raise CannotDo when the actual of ``row`` cannot be handed in as it is."""
    refuse_not_due(row)
    if row.actual is not None:
        refuse_standing(row.actual, [Standing.DRAFT])
    by_hand = row.actual is not None and row.actual.by_hand
    manual = isinstance(row.row.spec.measure, Manual)
    if manual and not by_hand:
        raise CannotDo(NO_NUMBER, code=row.code)
    if by_hand and row.value.is_reported and not manual:  # the plan was revised since it was typed
        raise CannotDo(COUNTED, code=row.code)
    if not by_hand and row.value.state in (State.MISSING, State.NOT_DUE):
        raise CannotDo(NOTHING_COUNTED, code=row.code, period=row.period)
    if row.why_note and not note:
        raise CannotDo(NOTE_DEMANDED, code=row.code, why=row.why_note)
    if manual and row.value.is_reported and not files:
        raise CannotDo(NO_FILE, code=row.code)
    stored_or_none(row.value.number)


def _submitted(
    row: MeasuredRow, note: str, measured: MeasuredPeriod, files: Sequence[ActualFile], by: Person
) -> Event:
    """Freeze the actual of ``row`` as it stands now; returns what the trail says."""
    actual = row.actual or Actual(
        office=measured.office, code=row.code, year=row.period.year, period=row.period.code, created_by=by
    )
    before = facts(actual, STATED) if row.actual else {}
    actual.indicator, actual.note = row.indicator, note
    value = row.value
    if actual.by_hand and not value.is_reported:
        value = Value(value.state, reason=note)
    found = replace(row.measured, value=value)
    settled(actual, found)
    share = isinstance(row.row.spec.measure, ShareMet)
    actual.evidence = freeze(
        written=row.indicator.measure,
        measure=row.row.spec.measure,
        measured=found,
        promise=promise_of(row.indicator, row.row.spec),
        by_hand=actual.by_hand,
        looked_at=row.looked_at,
        others=_others(measured) if share else [],
        files=[(file.name, file.sha256) for file in files],
    )
    actual.standing, actual.submitted_by, actual.submitted_at = Standing.SUBMITTED, by, timezone.now()
    actual.returned, actual.returned_by = "", None
    actual.touched += 1
    actual.save()
    return Event("actual.submit", actual, label_of(actual), difference(before, facts(actual, STATED)))


def _others(measured: MeasuredPeriod) -> list[tuple[str, bool | None]]:
    """Whether each indicator that is no share of met targets itself is met."""
    rows = [row for row in measured.rows if not isinstance(row.row.spec.measure, ShareMet)]
    return [(row.code, row.achievement.met) for row in rows]


@transaction.atomic
def take_back_actuals(*, actuals: Sequence[Actual], by: Person) -> list[Actual]:
    """Take back, to draft, what ``by`` handed in and nobody has verified yet; all or none.

    Raises:
        Refused: ``by`` may not state actuals there.
        CannotDo: somebody else handed it in, or it is not waiting to be verified.
    """
    for office in {actual.office for actual in actuals}:
        require(by, Ability.STATE_ACTUALS, office)
    found = held(actuals)
    for actual in found:
        refuse_standing(actual, [Standing.SUBMITTED])
        if actual.submitted_by_id != by.pk:
            raise CannotDo(OTHERS_CHANGED, what=label_of(actual))
    for actual in found:
        before = facts(actual, STATED)
        as_draft(actual)
        actual.save()
        log(
            by=by, office=actual.office, deed="actual.take_back", target=actual, name=label_of(actual),
            before=before, after=facts(actual, STATED),
        )  # fmt: skip
    return found


def as_draft(actual: Actual) -> None:
    """Make ``actual`` a draft again: what was frozen falls away, what people typed stays."""
    actual.standing, actual.evidence = Standing.DRAFT, []
    actual.submitted_by = actual.submitted_at = actual.verified_by = actual.verified_at = None
    actual.touched += 1
