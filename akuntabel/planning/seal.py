"""The seal of a signed agreement: the SHA-256 of all that was signed.

Whoever changes a signed agreement behind the program's back, in the database itself, breaks it:
the content no longer gives the hash, nor does a new hash agree with the audit trail.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.offices.models import LogEntry
from akuntabel.offices.trail import plain
from akuntabel.planning.models import Agreement, Indicator, Objective, Plan, Target

SIGNED = "agreement.sign_second"  # the deed in the audit trail that keeps the seal
WITH_NAME = 2  # Agreement.sealed_as: from this edition on the seal covers the printed name of the office
_PARTIES = ("first_name", "first_position", "first_nip", "second_name", "second_position")
_WORDS = ("year", "version", "reason", "signed_on", "place", "opening", "statement", *_PARTIES)
_INDICATOR = (
    "code", "name", "unit", "polarity", "aggregation", "decimals", "definition", "measure", "weight",
)  # fmt: skip


def content_of(agreement: Agreement) -> dict[str, Any]:
    """All that ``agreement`` says, as JSON: words, parties, signatures, plan, targets, budget."""
    plan = agreement.plan
    targets = {
        target.indicator_id: {"number": plain(target.number), "upper": plain(target.upper)}
        for target in Target.objects.filter(agreement=agreement)
    }
    return {
        "office": agreement.office_id,
        **({"office_name": agreement.office_name} if agreement.sealed_as >= WITH_NAME else {}),
        **{name: plain(getattr(agreement, name)) for name in _WORDS},
        "replaces": agreement.replaces_id,
        "signatures": [
            [agreement.first_signed_by_id, _moment(agreement.first_signed_at)],
            [agreement.second_signed_by_id, _moment(agreement.second_signed_at)],
        ],
        "plan": {name: plain(getattr(plan, name)) for name in ("title", "version", "year_from", "year_to")},
        "objectives": [_objective(row, targets) for row in _objectives(plan)],
        "budget": [
            {"programme": line.programme, "fund": line.fund, "amount": plain(line.amount)}
            for version in agreement.budgets.order_by("pk")
            for line in version.lines.all()
        ],
    }


def _moment(value: Any) -> str | None:
    return None if value is None else f"{value.timestamp():.6f}"


def plan_content(plan: Plan) -> list[dict[str, Any]]:
    """The objectives of ``plan`` with the targets that it states itself, as JSON."""
    planned = {
        row.pk: {"number": plain(row.planned), "upper": plain(row.planned_upper)}
        for objective in _objectives(plan)
        for row in objective.indicators.all()
    }
    return [_objective(row, planned) for row in _objectives(plan)]


def _objectives(plan: Plan) -> list[Objective]:
    rows = Objective.objects.filter(plan=plan).order_by("sequence", "pk")
    return list(rows.prefetch_related("indicators"))


def _objective(objective: Objective, targets: dict[int, dict[str, Any]]) -> dict[str, Any]:
    indicators: list[Indicator] = sorted(objective.indicators.all(), key=lambda row: (row.sequence, row.pk))
    return {
        "code": objective.code,
        "name": objective.name,
        "indicators": [
            {
                **{name: plain(getattr(indicator, name)) for name in _INDICATOR},
                "target": targets.get(indicator.pk),
            }
            for indicator in indicators
        ],
    }


def seal_of(agreement: Agreement) -> str:
    """The SHA-256, in hex, over the canonical JSON of :func:`content_of`."""
    text = json.dumps(content_of(agreement), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def set_seal(agreement: Agreement) -> str:
    """Seal ``agreement`` as it stands in the database; returns the seal."""
    current = Agreement.objects.select_related("plan").get(pk=agreement.pk)
    agreement.seal = current.seal = seal_of(current)
    current.save(update_fields=["seal"])
    return agreement.seal


@dataclass(frozen=True)
class BrokenSeal:
    """A signed agreement that is not what was signed; ``sentence`` says what is wrong."""

    agreement_id: int
    name: str
    sentence: str


def broken_seals() -> Iterator[BrokenSeal]:
    """Every signed agreement whose content no longer matches its seal, or its seal the audit trail."""
    rows = Agreement.objects.select_related("plan", "office")
    agreements = {agreement.pk: agreement for agreement in rows}
    for agreement in agreements.values():
        if sentence := seal_problem(agreement):
            yield BrokenSeal(agreement.pk, str(agreement), sentence)
    logged = LogEntry.objects.filter(deed=SIGNED).values_list("target_id", "target_name", "changes")
    for key, name, changes in logged:
        found = agreements.get(int(key))
        if found is None:
            yield BrokenSeal(int(key), name, _("Perjanjian yang sudah ditandatangani ini hilang."))
        elif found.seal != changes.get("seal", [None, None])[1]:
            yield BrokenSeal(
                found.pk, str(found), _("Segelnya tidak sama dengan yang tercatat dalam riwayat.")
            )


def seal_problem(agreement: Agreement) -> str:
    """What is wrong with the seal of ``agreement``, in words; "" when nothing is.

    One that was loaded as signed before seals existed has none, and nothing to compare.
    """
    if agreement.seal and seal_of(agreement) != agreement.seal:
        return _("Isi perjanjian ini tidak sama lagi dengan yang ditandatangani.")
    if agreement.second_signed_at is not None and not agreement.seal:
        return _("Segel perjanjian ini hilang.")
    return ""
