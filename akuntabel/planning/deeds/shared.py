"""What the deeds about plans and agreements share: their errors, locks and the count of changes.

Locks are always taken in one order, plan before agreement before office, so that no two deeds wait for
each other. They leave the key free (``no_key``): whoever only refers to a locked row, as each line of
the trail refers to its office, does not wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from akuntabel.core.entry import Problem
from akuntabel.core.errors import AkuntabelError, CannotDo, gettext_noop
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Person
from akuntabel.offices.trail import Change, facts
from akuntabel.planning.checks import Word
from akuntabel.planning.models import Agreement, BudgetVersion, Plan
from akuntabel.planning.selectors import frozen_by

WRONG_FIELDS = gettext_noop("{count} isian belum dapat disimpan; tidak ada yang disimpan. {first}")
CHANGED_MEANWHILE = gettext_noop(
    "{name} mengubahnya sesudah Anda membuka halaman ini. Ketikan Anda tetap ada di bawah: "
    "bandingkan dengan isi sekarang, lalu simpan lagi."
)
FROZEN = gettext_noop(
    "“{plan}” menjadi dasar perjanjian kinerja yang sudah ditandatangani, jadi tidak dapat diubah. "
    "Buat perubahannya dengan alasan."
)
REPLACED = gettext_noop("“{plan}” sudah diganti versi {version}. Ubah versi itu.")
SIGNED = gettext_noop(
    "Perjanjian ini sudah ditandatangani, jadi tidak dapat diubah. Buat perubahannya dengan alasan."
)
WAITING = gettext_noop(
    "Perjanjian ini sudah ditandatangani pihak pertama dan menunggu pihak kedua. "
    "Minta pihak kedua mengembalikannya bila masih ada yang salah."
)
NEEDS_REASON = gettext_noop("Tulis alasannya; alasan itu tersimpan dalam riwayat.")
GONE = gettext_noop("Bagian ini baru saja dihapus orang lain.")
EMPTY = gettext_noop("{label} wajib diisi.")


class WrongFields(AkuntabelError):
    """What was filled in cannot be kept; ``problems`` say which field and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(WRONG_FIELDS, count=len(problems), first=problems[0])
        self.problems = tuple(problems)


class ChangedMeanwhile(AkuntabelError):
    """Somebody else changed the plan, agreement or budget first; ``current`` is how it stands now."""

    def __init__(self, current: Plan | Agreement | BudgetVersion) -> None:
        super().__init__(CHANGED_MEANWHILE, name=current.changed_by or "")
        self.current = current


def opened_plan(plan: Plan, by: Person, touched: int | None = None) -> Plan:
    """``plan`` locked, for a change that ``by`` makes to what stood there at ``touched``.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: it is frozen.
        ChangedMeanwhile: somebody changed it since ``touched``.
    """
    current: Plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True).select_related("office").get(pk=plan.pk)
    )
    require(by, Ability.PLAN, current.office)
    refuse_frozen(current)
    if touched is not None and current.touched != touched:
        raise ChangedMeanwhile(current)
    return current


def refuse_frozen(plan: Plan) -> None:
    """Raise CannotDo when ``plan`` is signed, waits for a signature, or was replaced."""
    newer = Plan.objects.filter(replaces=plan).first()
    if newer is not None:
        raise CannotDo(REPLACED, plan=plan.title, version=newer.version)
    agreement = frozen_by(plan)
    if agreement is not None:
        raise CannotDo(FROZEN, plan=plan.title) if agreement.signed_on else CannotDo(WAITING)


def locked_agreement(agreement: Agreement) -> Agreement:
    """``agreement`` and its plan as they stand now, both locked."""
    lock_plan(agreement.plan)
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("office", "plan")
    current: Agreement = rows.get(pk=agreement.pk)
    if current.plan_id != agreement.plan_id:  # moved to a newer plan while we waited
        lock_plan(current.plan)
    return current


def lock_plan(plan: Plan) -> None:
    """Let nobody else change ``plan`` or what stands in it until the deed is done."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def opened_agreement(agreement: Agreement, by: Person, touched: int | None = None) -> Agreement:
    """``agreement`` locked, for a change that ``by`` makes to what stood there at ``touched``.

    Raises:
        Refused: ``by`` may not plan here.
        CannotDo: it is signed, or waits for the second party.
        ChangedMeanwhile: somebody changed it since ``touched``.
    """
    current = locked_agreement(agreement)
    require(by, Ability.PLAN, current.office)
    if current.signed_on is not None:
        raise CannotDo(SIGNED)
    if current.first_signed_at is not None:
        raise CannotDo(WAITING)
    if touched is not None and current.touched != touched:
        raise ChangedMeanwhile(current)
    return current


def still_there(row: models.Model) -> Any:
    """``row`` as it stands now that its plan is held.

    Raises:
        CannotDo: somebody else took it out first.
    """
    found = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        raise CannotDo(GONE)
    return found


def touch(row: Plan | Agreement | BudgetVersion, by: Person) -> None:
    """Count a change of ``row``, so that whoever has it open on an older page is told."""
    row.touched += 1
    row.changed_by = by
    row.save(update_fields=["touched", "changed_by"])


def need_reason(reason: str) -> str:
    """``reason`` without blanks around it; raises CannotDo when there is none."""
    if not reason.strip():
        raise CannotDo(NEEDS_REASON)
    return tidy(reason)


def empty_fields(values: Mapping[str, Any], labels: Mapping[str, str]) -> list[Problem]:
    """A problem for each field of ``labels`` that ``values`` leaves empty."""
    return [
        Problem(name, EMPTY, {"label": Word(label)})
        for name, label in labels.items()
        if values.get(name) in (None, "") or not str(values[name]).strip()
    ]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise WrongFields when there are ``problems``."""
    if problems:
        raise WrongFields(problems)


def fill(row: models.Model, values: Mapping[str, Any]) -> None:
    """Set the fields of ``row``; texts lose the blanks around them and a browser's line ends."""
    for name, value in values.items():
        setattr(row, name, tidy(value) if isinstance(value, str) else value)


def tidy(text: str) -> str:
    """``text`` without blanks around it, its lines ending as everywhere else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def made(row: models.Model, names: Iterable[str]) -> dict[str, Change]:
    """What the trail says of a new ``row``: its fields ``names``, as far as they say something."""
    return {name: (None, value) for name, value in facts(row, names).items() if value not in (None, "", {})}
