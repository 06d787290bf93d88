"""Deeds about a draft agreement: making it, its words, parties, targets and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.policy import HUNDRED
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Official, Person, Role
from akuntabel.offices.trail import Event, difference, facts, log, log_all, plain
from akuntabel.packs.loader import load_pack
from akuntabel.packs.pack import OFFICE_BODY
from akuntabel.planning.checks import is_share
from akuntabel.planning.deeds.indicators import wrong_numbers, wrong_range
from akuntabel.planning.deeds.shared import (
    empty_fields,
    fill,
    lock_plan,
    made,
    opened_agreement,
    opened_plan,
    refuse,
    touch,
)
from akuntabel.planning.models import (
    Agreement,
    BudgetLine,
    BudgetVersion,
    Indicator,
    Plan,
    PlanKind,
    Target,
)
from akuntabel.planning.selectors import budget_versions, plan_of

NO_PLAN = gettext_noop("Belum ada RKT tahun {year}. Buat dahulu RKT-nya.")
NO_OBJECTIVE = gettext_noop("RKT tahun {year} belum punya indikator. Isi dahulu RKT-nya.")
ALREADY = gettext_noop(
    "Perjanjian kinerja tahun {year} sudah ada, versi {version}. Ubah draf itu, atau buat perubahannya."
)
NOT_NEWER = gettext_noop(
    "Perjanjian hanya dapat dipindahkan ke versi RKT yang lebih baru dari tahun yang sama."
)
NO_AMOUNT = gettext_noop("Isi jumlah anggarannya.")
NO_PROGRAMME = gettext_noop("Isi nama programnya.")
SHARE_TOO_BIG = gettext_noop("Sebuah bagian tidak dapat lebih dari 100%.")

PARTIES = ("first_name", "first_position", "first_nip", "second_name", "second_position")
WORDS = ("place", "opening", "statement", *PARTIES)
AGREEMENT = ("year", "version", "plan", *WORDS, "reason", "signed_on", "seal")
TARGET = ("number", "upper")


@dataclass(frozen=True)
class BudgetRow:
    """A line of the agreement's budget: a programme and its rupiah."""

    programme: str
    amount: Decimal | None


@dataclass(frozen=True)
class AgreementFields:
    """The words of an agreement, its parties, and its budget."""

    place: str = ""
    opening: str = ""
    statement: str = ""
    first_name: str = ""
    first_position: str = ""
    first_nip: str = ""
    second_name: str = ""
    second_position: str = ""
    budget: Sequence[BudgetRow] = ()


@dataclass(frozen=True)
class Span:
    """A target; ``upper`` closes a range. None where nobody has decided yet."""

    number: Decimal | None
    upper: Decimal | None = None


@transaction.atomic
def draft_agreement(*, office: Office, year: int, by: Person) -> Agreement:
    """Draft the first agreement of ``year`` from its RKT: targets, parties, words and budget preset.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: there is one already, or no RKT with indicators.
    """
    require(by, Ability.PLAN, office)
    plan = plan_of(office, year, PlanKind.ANNUAL)
    if plan is not None:
        lock_plan(plan)
    lock_office(office)
    last = Agreement.objects.filter(office=office, year=year).order_by("-version").first()
    if last is not None:
        raise CannotDo(ALREADY, year=year, version=last.version)
    if plan is None:
        raise CannotDo(NO_PLAN, year=year)
    indicators = list(Indicator.objects.filter(objective__plan=plan))
    if not indicators:
        raise CannotDo(NO_OBJECTIVE, year=year)
    agreement = Agreement.objects.create(
        office=office, plan=plan, year=year, changed_by=by, **_preset_words(office), **_preset_parties(office)
    )
    events = [Event("agreement.draft", agreement, label_of(agreement), made(agreement, AGREEMENT))]
    for indicator in indicators:
        events += _set_target(agreement, indicator, Span(indicator.planned, indicator.planned_upper))
    rows = [BudgetRow(line.programme, line.amount) for line in _preset_budget(office, year)]
    events += _set_budget(agreement, rows)
    log_all(by=by, office=office, events=events)
    return agreement


@transaction.atomic
def change_agreement(*, agreement: Agreement, touched: int, fields: AgreementFields, by: Person) -> Agreement:
    """Change the words, parties and budget of a draft that ``by`` opened at ``touched``.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as
            :func:`~akuntabel.planning.deeds.shared.opened_agreement`.
        WrongFields: a field is wrong.
    """
    current = opened_agreement(agreement, by, touched)
    refuse(_wrong_fields(fields))
    before = facts(current, WORDS)
    fill(current, {name: getattr(fields, name) for name in WORDS})
    changes = difference(before, facts(current, WORDS))
    events = [Event("agreement.change", current, label_of(current), changes)] if changes else []
    events += _set_budget(current, [row for row in fields.budget if row.programme.strip()])
    if events:
        current.save()
        touch(current, by)
        log_all(by=by, office=current.office, events=events)
    return current


def _wrong_fields(fields: AgreementFields) -> list[Problem]:
    problems = empty_fields(
        vars(fields),
        {"first_name": gettext_noop("Nama pihak pertama"), "second_name": gettext_noop("Nama pihak kedua")},
    )
    for index, row in enumerate(fields.budget):
        if row.programme.strip() and row.amount is None:
            problems.append(Problem(f"budget.{index}.amount", NO_AMOUNT, {}))
        if row.amount is not None and not row.programme.strip():
            problems.append(Problem(f"budget.{index}.programme", NO_PROGRAMME, {}))
        problems += wrong_numbers({f"budget.{index}.amount": row.amount})
    return problems


@transaction.atomic
def save_numbers(
    *,
    by: Person,
    plan: Plan | None = None,
    planned: Mapping[int, Span] | None = None,
    plan_touched: int | None = None,
    agreement: Agreement | None = None,
    targets: Mapping[int, Span] | None = None,
    agreement_touched: int | None = None,
) -> None:
    """Set what the open ``plan`` has ``planned`` and what the draft ``agreement`` promises, by indicator.

    Either may be left out; all numbers are kept or none.

    Raises:
        Refused, CannotDo, ChangedMeanwhile: as the doors of plan and agreement.
        WrongFields: a number is wrong; its field is "planned.<indicator>" or "target.<indicator>".
    """
    current_plan = opened_plan(plan, by, plan_touched) if plan is not None else None
    current = opened_agreement(agreement, by, agreement_touched) if agreement is not None else None
    rows = Indicator.objects.in_bulk([*(planned or {}), *(targets or {})])
    refuse([*wrong_spans("planned", planned or {}, rows), *wrong_spans("target", targets or {}, rows)])
    if current_plan is not None:
        events = _set_planned(current_plan, planned or {})
        if events:
            touch(current_plan, by)
            log_all(by=by, office=current_plan.office, events=events)
    if current is not None:
        indicators = Indicator.objects.filter(objective__plan=current.plan_id, pk__in=targets or {})
        events = [event for row in indicators for event in _set_target(current, row, (targets or {})[row.pk])]
        if events:
            touch(current, by)
            log_all(by=by, office=current.office, events=events)


@transaction.atomic
def move_to_plan(*, agreement: Agreement, plan: Plan, by: Person) -> Agreement:
    """Let a draft rest on a newer version of its plan; targets follow by the code of their indicator.

    A new indicator takes the target planned for it; a target whose indicator is gone falls away.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_agreement`, or ``plan``
            is no newer version of the same plan.
    """
    current = opened_agreement(agreement, by)
    old = current.plan
    same = plan.office_id == old.office_id and plan.kind == old.kind and plan.year_from == old.year_from
    if not same or plan.version <= old.version:
        raise CannotDo(NOT_NEWER)
    before = facts(current, ("plan",))
    promised = {row.indicator.code: row for row in current.targets.select_related("indicator")}
    current.plan = plan
    current.save(update_fields=["plan"])
    touch(current, by)
    events = [
        Event("agreement.move", current, label_of(current), difference(before, facts(current, ("plan",))))
    ]
    for indicator in Indicator.objects.filter(objective__plan=plan):
        target = promised.pop(indicator.code, None)
        if target is None:
            events += _set_target(current, indicator, Span(indicator.planned, indicator.planned_upper))
        else:  # the same row, so that its quarters and actions stay with it
            was = facts(target, ("indicator",))
            target.indicator = indicator
            target.save(update_fields=["indicator"])
            changes = difference(was, facts(target, ("indicator",)))
            events.append(Event("target.change", target, str(indicator), changes))
    for target in promised.values():
        events += _drop_target(target)
    log_all(by=by, office=current.office, events=events)
    return current


@transaction.atomic
def discard_agreement(*, agreement: Agreement, by: Person) -> None:
    """Throw a draft away; what it said stays in the trail.

    Raises:
        Refused, CannotDo: as :func:`~akuntabel.planning.deeds.shared.opened_agreement`.
    """
    current = opened_agreement(agreement, by)
    after: dict[str, Any] = {}
    before = facts(current, AGREEMENT) | {
        f"target.{row.indicator.code}": plain(row.number)
        for row in current.targets.select_related("indicator")
    }
    log(
        by=by, office=current.office, deed="agreement.discard", target=current, name=label_of(current),
        before=before, after=after,
    )  # fmt: skip
    current.delete()


def title_of(agreement: Agreement) -> str:
    """What an agreement is called on paper."""
    return f"Perjanjian Kinerja {label_of(agreement)}"


def label_of(agreement: Agreement) -> str:
    """Which agreement it is: "2025", or "2025 perubahan ke-1"."""
    changes = agreement.version - 1
    return f"{agreement.year} perubahan ke-{changes}" if changes else str(agreement.year)


# ---------------------------------------------------------------- what a draft begins with


def _preset_words(office: Office) -> dict[str, str]:
    words = load_pack(office.pack).agreement.get("agreement", {})
    return {
        "place": office.place,
        "opening": words.get("opening", ""),
        "statement": "\n\n".join(words.get("statement", ())),
    }


def usual_position(office: Office, role: Role) -> str:
    """What whoever signs as ``role`` is usually called there: "Sekretaris KPU Kabupaten Contoh"; else ""."""
    side = {Role.HEAD: "first", Role.SUPERIOR: "second"}.get(role, "")
    words: str = load_pack(office.pack).agreement.get("agreement", {}).get(f"{side}_position", "")
    return words.replace(OFFICE_BODY, office.body)


def _preset_parties(office: Office) -> dict[str, str]:
    officials = {row.role: row for row in Official.objects.filter(office=office)}
    found: dict[str, str] = {}
    for side, role in (("first", Role.HEAD), ("second", Role.SUPERIOR)):
        row = officials.get(role)
        position = row.position if row and row.position else usual_position(office, role)
        found[f"{side}_name"] = row.name if row else ""
        found[f"{side}_position"] = f"{row.prefix} {position}" if row and row.prefix else position
        if side == "first":
            found["first_nip"] = row.nip if row else ""
    return found


def _preset_budget(office: Office, year: int) -> list[BudgetLine]:
    """The lines by programme of the newest budget that has any."""
    versions = budget_versions(office, year).prefetch_related("lines").order_by("-sequence")
    by_programme = ([line for line in version.lines.all() if line.programme] for version in versions)
    return next(filter(None, by_programme), [])


# ---------------------------------------------------------------- helpers


def wrong_spans(side: str, spans: Mapping[int, Span], rows: Mapping[int, Indicator]) -> list[Problem]:
    """What is wrong with targets by themselves, by the fields of :func:`save_numbers`."""
    problems: list[Problem] = []
    for key, span in spans.items():
        name = f"{side}.{key}"
        problems += wrong_numbers({name: span.number})
        problems += wrong_range(name, span.number, span.upper)
        row, most = rows.get(key), max(span.number or HUNDRED, span.upper or HUNDRED)
        if row is not None and most > HUNDRED and is_share(row.unit, row.measure):
            problems.append(Problem(name, SHARE_TOO_BIG, {}))
    return problems


def _set_planned(plan: Plan, planned: Mapping[int, Span]) -> list[Event]:
    events = []
    for row in Indicator.objects.filter(objective__plan=plan, pk__in=planned):
        before = facts(row, ("planned", "planned_upper"))
        row.planned, row.planned_upper = planned[row.pk].number, planned[row.pk].upper
        changes = difference(before, facts(row, ("planned", "planned_upper")))
        if changes:
            row.save(update_fields=["planned", "planned_upper"])
            events.append(Event("indicator.change", row, str(row), changes))
    return events


def _set_target(agreement: Agreement, indicator: Indicator, span: Span) -> list[Event]:
    row = Target.objects.filter(agreement=agreement, indicator=indicator).first()
    if span.number is None:
        return _drop_target(row) if row else []
    before = facts(row, TARGET) if row else {}
    row = row or Target(agreement=agreement, indicator=indicator)
    row.number, row.upper = span.number, span.upper
    changes = difference(before, facts(row, TARGET))
    if not changes:
        return []
    row.save()
    return [Event("target.set", row, str(indicator), changes)]


def _drop_target(target: Target) -> list[Event]:
    event = Event("target.remove", target, str(target.indicator), difference(facts(target, TARGET), {}))
    target.pk, key = None, target.pk
    Target.objects.filter(pk=key).delete()
    target.pk = key
    return [event]


def _set_budget(agreement: Agreement, rows: Sequence[BudgetRow]) -> list[Event]:
    """Let the budget of ``agreement`` be ``rows``; its version is made with the first of them."""
    version = agreement.budgets.order_by("pk").first()
    lines = list(version.lines.all()) if version else []
    wanted = [(row.programme.strip(), row.amount) for row in rows if row.amount is not None]
    if [(line.programme, line.amount) for line in lines] == wanted:
        return []
    if version is None:
        version = new_budget_version(agreement)
    before = _as_facts([(line.programme, line.amount) for line in lines])
    version.lines.all().delete()
    for sequence, (programme, amount) in enumerate(wanted, 1):
        BudgetLine.objects.create(version=version, sequence=sequence, programme=programme, amount=amount)
    return [Event("agreement.budget", agreement, label_of(agreement), difference(before, _as_facts(wanted)))]


def _as_facts(rows: Sequence[tuple[str, Decimal | None]]) -> dict[str, Any]:
    return {f"budget.{number}": f"{name}: {plain(amount)}" for number, (name, amount) in enumerate(rows, 1)}


def new_budget_version(agreement: Agreement) -> BudgetVersion:
    """An empty budget version for ``agreement``, last in its year."""
    same = BudgetVersion.objects.filter(office=agreement.office, year=agreement.year)
    taken = set(same.values_list("code", flat=True))
    codes = ["pk" if agreement.version == 1 else f"pk-{agreement.version}"]
    codes += [f"{codes[0]}-{letter}" for letter in "abcdefghij"]
    return BudgetVersion.objects.create(
        office=agreement.office,
        agreement=agreement,
        year=agreement.year,
        code=next(code for code in codes if code not in taken),
        name=f"Anggaran dalam {title_of(agreement)}",
        sequence=(same.aggregate(last=Max("sequence"))["last"] or 0) + 1,
    )
