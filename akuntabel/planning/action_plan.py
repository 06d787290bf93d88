"""The action plan (rencana aksi): what a target promises each quarter, and what will be done for it.

It belongs to an agreement's targets but is not part of what is signed: it may change during the
year, every change with its row in the trail, and with a reason once the agreement is in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _

from akuntabel.core.action_plan import NO_PARTS, Flaw, Parts, Promise, as_parts, examine
from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.indonesian import format_number
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, facts, log_all
from akuntabel.planning.models import Action, Agreement, QuarterTarget, Target
from akuntabel.planning.selectors import NotThere, agreements_of

REPLACED = gettext_noop(
    "Perjanjian versi {version} sudah diganti oleh versi {newer}. Ubah rencana aksi pada versi {newer}."
)
NEEDS_REASON = gettext_noop(
    "Perjanjian ini sudah berlaku. Tulis alasan perubahannya; alasan itu tersimpan dalam riwayat."
)
CHANGED_MEANWHILE = gettext_noop(
    "Angka ini baru saja diubah orang lain menjadi {now}. Ketikan Anda tetap ada: bandingkan, lalu simpan lagi."
)
GONE = gettext_noop("Kegiatan ini baru saja dihapus orang lain.")
EMPTY_ACTION = gettext_noop("Tulis kegiatannya: apa yang dikerjakan dalam triwulan itu.")
NO_QUARTER = gettext_noop("Tidak ada triwulan {quarter}. Pilih triwulan I sampai IV.")
LONG_OWNER = gettext_noop("Pelaksana terlalu panjang: paling banyak {most} huruf.")
NOTHING_TO_COPY = gettext_noop("Versi sebelumnya tidak punya rencana aksi yang dapat disalin.")
ACTION_CHANGED = gettext_noop(
    "Kegiatan ini baru saja diubah orang lain menjadi “{now}”. Ketikan Anda tetap ada: bandingkan, lalu simpan lagi."
)

NO_VERSION = gettext_noop(
    "Perjanjian kinerja {office} tahun {year} yang dicari tidak ada. Versi yang ada: {versions}."
)

LONGEST_OWNER = 150  # characters, as the column holds
_ACTION = ("quarter", "text", "owner")


class CannotPlan(AkuntabelError):
    """The state of the agreement does not allow the deed, or something it needs was not said."""


class DoesNotAddUp(AkuntabelError):
    """The quarters do not make up the year; ``flaws`` are all that is wrong with them."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(flaws[0].template, **flaws[0].params)
        self.flaws = tuple(flaws)


class ChangedMeanwhile(AkuntabelError):
    """Somebody else changed it first; what stands there now is in the sentence."""


@dataclass(frozen=True)
class PlannedAction:
    """What an action says: its quarter (1 to 4), what is done, and who does it."""

    quarter: int
    text: str
    owner: str = ""


# ---------------------------------------------------------------- reads


def working_agreement(office: Office, year: int) -> Agreement | None:
    """The agreement whose action plan is worked on: the one in force, else the newest draft."""
    versions = agreements_of(office, year)
    return next((one for one in versions if one.signed_on), versions[0] if versions else None)


def find_agreement(office: Office, year: int, version: int | None = None) -> Agreement:
    """Version ``version`` of the year's agreement, else the one that is worked on.

    Raises:
        NotThere: there is none; the message lists the versions there are.
    """
    versions = agreements_of(office, year)
    wanted = working_agreement(office, year) if version is None else None
    found = next((one for one in versions if one.version == version), wanted)
    if found is None:
        there = ", ".join(str(one.version) for one in reversed(versions)) or _("belum ada")
        raise NotThere(NO_VERSION, office=office.name, year=year, versions=there)
    return found


def targets_of(agreement: Agreement) -> list[Target]:
    """The targets of ``agreement`` in the order of the plan, with quarters, actions and objectives at hand."""
    return list(
        agreement.targets.select_related("indicator__objective", "agreement__office")
        .prefetch_related("quarters", "actions")
        .order_by("indicator__sequence")
    )


def promise_of(target: Target) -> Promise:
    """What the quarters of ``target`` must make up; what is counted is proposed in whole numbers."""
    indicator = target.indicator
    places = indicator.decimals if indicator.unit == "%" else 0
    return Promise(target.number, indicator.aggregation, indicator.polarity, target.upper, places=places)


def parts_of(target: Target) -> Parts:
    """The four quarters of ``target`` as they are kept."""
    kept = {row.quarter: row.number for row in target.quarters.all()}
    return as_parts([kept.get(quarter) for quarter in (1, 2, 3, 4)])


def earlier_plan(agreement: Agreement) -> bool:
    """Whether the version before has an action plan, while ``agreement`` has none yet."""
    before = agreement.replaces
    own = models.Q(target__agreement=agreement)
    if before is None or QuarterTarget.objects.filter(own).exists() or Action.objects.filter(own).exists():
        return False
    theirs = models.Q(target__agreement=before)
    return QuarterTarget.objects.filter(theirs).exists() or Action.objects.filter(theirs).exists()


# ---------------------------------------------------------------- deeds about quarters


@transaction.atomic
def set_quarters(
    *, target: Target, numbers: Parts, by: Person, was: Parts | None = None, reason: str = ""
) -> Target:
    """Let ``target`` promise ``numbers`` (in its unit) in its four quarters; all empty takes the plan away.

    ``was`` is what ``by`` saw when opening the form.

    Raises:
        Refused: ``by`` may not plan here.
        ChangedMeanwhile: it is no longer what ``by`` saw.
        DoesNotAddUp: the parts do not make up the year, or turn back without a reason.
        CannotPlan: a newer version is in force, or a change of one in force lacks its reason.
    """
    target = _opened(target, by)
    before = parts_of(target)
    if before == numbers:
        return target
    if was is not None and was != before:
        raise ChangedMeanwhile(CHANGED_MEANWHILE, now=shown(before))
    flaws = [flaw for flaw in examine(promise_of(target), numbers) if flaw.blocking or not reason.strip()]
    if flaws:
        raise DoesNotAddUp(flaws)
    _refuse_unreasoned(target.agreement, reason, changes_what_was=before != NO_PARTS)
    _keep(target, numbers)
    log_all(by=by, office=target.agreement.office, events=[_quarters_event(target, before, numbers, reason)])
    return target


def shown(parts: Parts) -> str:
    """``parts`` in one line: "2 | 2 | – | 4"."""
    return " | ".join("–" if part is None else format_number(part) for part in parts)


def _keep(target: Target, numbers: Parts) -> None:
    target.quarters.all().delete()
    QuarterTarget.objects.bulk_create(
        QuarterTarget(target=target, quarter=quarter, number=number)
        for quarter, number in enumerate(numbers, 1)
        if number is not None
    )


def _quarters_event(target: Target, before: Parts, after: Parts, reason: str) -> Event:
    changes = difference(_by_quarter(before), _by_quarter(after))
    return Event("quarters.set", target, str(target.indicator), changes, reason.strip())


def _by_quarter(parts: Parts) -> dict[str, Decimal | None]:
    return {f"quarter_{quarter}": part for quarter, part in enumerate(parts, 1)}


@transaction.atomic
def copy_action_plan(*, agreement: Agreement, by: Person) -> int:
    """Take the action plan of the version before over, by indicator code; how many targets got something.

    Quarters that do not make up the new target are left out; the actions come along.

    Raises:
        Refused: ``by`` may not plan here.
        CannotPlan: there is nothing to copy, or a newer version is in force.
    """
    require(by, Ability.PLAN, agreement.office)
    agreement = (
        Agreement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office", "replaces")
        .get(pk=agreement.pk)
    )
    _refuse_replaced(agreement)
    if agreement.replaces is None or not earlier_plan(agreement):
        raise CannotPlan(NOTHING_TO_COPY)
    theirs = {target.indicator.code: target for target in targets_of(agreement.replaces)}
    events: list[Event] = []
    touched = 0
    for target in targets_of(agreement):
        if source := theirs.get(target.indicator.code):
            gained = _copied(source, target)
            events += gained
            touched += bool(gained)
    log_all(by=by, office=agreement.office, events=events)
    return touched


def _copied(source: Target, target: Target) -> list[Event]:
    events = []
    numbers = parts_of(source)
    if numbers != NO_PARTS and not any(flaw.blocking for flaw in examine(promise_of(target), numbers)):
        _keep(target, numbers)
        events.append(_quarters_event(target, NO_PARTS, numbers, ""))
    for action in source.actions.all():
        new = Action.objects.create(
            target=target,
            quarter=action.quarter,
            sequence=action.sequence,
            text=action.text,
            owner=action.owner,
        )
        events.append(_action_event("action.add", new, {}, facts(new, _ACTION)))
    return events


# ---------------------------------------------------------------- deeds about actions


@transaction.atomic
def add_action(*, target: Target, planned: PlannedAction, by: Person) -> Action:
    """Plan something that will be done for ``target``.

    Raises:
        Refused: ``by`` may not plan here.
        CannotPlan: it says nothing, or a newer version of the agreement is in force.
    """
    target = _opened(target, by)
    planned = _said(planned)
    last = target.actions.filter(quarter=planned.quarter).aggregate(last=models.Max("sequence"))["last"] or 0
    action = Action.objects.create(
        target=target, quarter=planned.quarter, sequence=last + 1, text=planned.text, owner=planned.owner
    )
    event = _action_event("action.add", action, {}, facts(action, _ACTION))
    log_all(by=by, office=target.agreement.office, events=[event])
    return action


@transaction.atomic
def change_action(
    *, action: Action, planned: PlannedAction, by: Person, was: PlannedAction | None = None, reason: str = ""
) -> Action:
    """Change an action; ``was`` is what ``by`` saw when opening the form.

    Raises:
        Refused: ``by`` may not plan here.
        ChangedMeanwhile: it is no longer what ``by`` saw.
        CannotPlan: it says nothing, a newer version is in force, or a reason is missing.
    """
    target = _opened(action.target, by)
    action = _still_there(action)
    if was is not None and _said(was) != PlannedAction(action.quarter, action.text, action.owner):
        raise ChangedMeanwhile(ACTION_CHANGED, now=action.text)
    planned = _said(planned)
    before = facts(action, _ACTION)
    action.quarter, action.text, action.owner = planned.quarter, planned.text, planned.owner
    after = facts(action, _ACTION)
    if before == after:
        return action
    _refuse_unreasoned(target.agreement, reason)
    action.save()
    event = _action_event("action.change", action, before, after, reason)
    log_all(by=by, office=target.agreement.office, events=[event])
    return action


@transaction.atomic
def remove_action(*, action: Action, by: Person, reason: str = "") -> None:
    """Take an action out of the plan; the trail keeps what it said.

    Raises:
        Refused: ``by`` may not plan here.
        CannotPlan: a newer version is in force, or a reason is missing.
    """
    target = _opened(action.target, by)
    action = _still_there(action)
    _refuse_unreasoned(target.agreement, reason)
    event = _action_event("action.remove", action, facts(action, _ACTION), {}, reason)
    log_all(by=by, office=target.agreement.office, events=[event])
    action.delete()


def _still_there(action: Action) -> Action:
    """``action`` as it stands now that its target is held.

    Raises:
        CannotPlan: somebody else took it out first.
    """
    found = Action.objects.select_related("target__indicator").filter(pk=action.pk).first()
    if found is None:
        raise CannotPlan(GONE)
    return found


def _action_event(
    deed: str, action: Action, before: dict[str, object], after: dict[str, object], reason: str = ""
) -> Event:
    name = f"{action.target.indicator.code}: {action.text}"
    return Event(deed, action, name, difference(before, after), reason.strip())


def _said(planned: PlannedAction) -> PlannedAction:
    """``planned`` without spaces around its words.

    Raises:
        CannotPlan: it says nothing, or names a quarter that does not exist.
    """
    text, owner = planned.text.replace("\r\n", "\n").strip(), planned.owner.strip()
    if not text:
        raise CannotPlan(EMPTY_ACTION)
    if planned.quarter not in (1, 2, 3, 4):
        raise CannotPlan(NO_QUARTER, quarter=planned.quarter)
    if len(owner) > LONGEST_OWNER:
        raise CannotPlan(LONG_OWNER, most=LONGEST_OWNER)
    return PlannedAction(planned.quarter, text, owner)


# ---------------------------------------------------------------- what may not be


def _opened(target: Target, by: Person) -> Target:
    """``target`` locked against others, after asking whether ``by`` may plan there."""
    require(by, Ability.PLAN, target.agreement.office)
    locked = (
        Target.objects.select_for_update(of=("self",), no_key=True)
        .select_related("indicator", "agreement__office")
        .get(pk=target.pk)
    )
    _refuse_replaced(locked.agreement)
    return locked


def _refuse_replaced(agreement: Agreement) -> None:
    """An older version stays as it was when the newer came into force."""
    newer = (
        Agreement.objects.filter(
            office=agreement.office,
            year=agreement.year,
            version__gt=agreement.version,
            signed_on__isnull=False,
        )
        .order_by("-version")
        .first()
    )
    if newer is not None:
        raise CannotPlan(REPLACED, version=agreement.version, newer=newer.version)


def _refuse_unreasoned(agreement: Agreement, reason: str, *, changes_what_was: bool = True) -> None:
    """What is changed after signing needs a reason; what is planned for the first time does not."""
    if agreement.signed_on is not None and changes_what_was and not reason.strip():
        raise CannotPlan(NEEDS_REASON)
