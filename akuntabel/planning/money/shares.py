"""How much of a budget line serves which objective, kept once for all versions of a year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from akuntabel.core.entry import Problem
from akuntabel.core.errors import CannotDo, gettext_noop, quoted
from akuntabel.core.indonesian import format_percent
from akuntabel.core.policy import HUNDRED
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import Event, difference, log_all
from akuntabel.planning.deeds.shared import refuse
from akuntabel.planning.models import BudgetLine, BudgetShare, Objective
from akuntabel.planning.money.keys import CODES, line_of, tidy_code
from akuntabel.planning.money.shared import keep_budget
from akuntabel.planning.selectors import agreement_in_force, draft_agreement_of

NO_LINE = gettext_noop("Baris “{key}” tidak ada di anggaran tahun {year}.")
NO_AGREEMENT = gettext_noop(
    "Tahun {year} belum punya perjanjian kinerja, jadi belum ada sasaran untuk dipetakan. Susun dahulu perjanjiannya."
)
NO_OBJECTIVE = gettext_noop("Sasaran {code} tidak ada dalam perjanjian kinerja tahun {year}.")
NO_SHARE = gettext_noop("Bagian untuk sasaran {code} harus lebih dari 0% dan paling banyak 100%.")
TOO_FINE = gettext_noop("Bagian untuk sasaran {code} paling banyak empat angka di belakang koma.")
TOO_MUCH = gettext_noop("Bagian-bagiannya berjumlah {total}; sebuah baris paling banyak dibagi 100%.")


@transaction.atomic
def map_line(
    *, office: Office, year: int, key: str, shares: Mapping[str, Decimal], by: Person
) -> list[BudgetShare]:
    """Let the budget line ``key`` (without its account) serve the objectives of ``shares``, in % each.

    What was mapped before falls away; without ``shares`` the line is not mapped. Less than 100 % in all
    leaves a rest that no objective claims, which every read names.

    Raises:
        Refused: ``by`` may not keep the budget here.
        CannotDo: no version of the year has such a line, or the year has no agreement.
        WrongFields: an objective is not in the agreement, or the shares cannot be.
    """
    keep_budget(office, by)
    key = tidy_code(key)
    if not key or key not in mappable_keys(office, year):
        raise CannotDo(NO_LINE, key=quoted(key), year=year)
    known = {row.code for row in objectives_of(office, year)}
    if not known and shares:
        raise CannotDo(NO_AGREEMENT, year=year)
    refuse(_wrong_shares(shares, known, year))
    rows = BudgetShare.objects.filter(office=office, year=year, key=key)
    before = {_field(row.objective): row.percent for row in rows}
    after = {_field(code): percent for code, percent in shares.items()}
    changes = difference(before, after)
    if changes:
        rows.delete()
        BudgetShare.objects.bulk_create(
            BudgetShare(office=office, year=year, key=key, objective=code, percent=percent)
            for code, percent in shares.items()
        )
        log_all(by=by, office=office, events=[Event("money.map", office, key, changes)])
    return list(BudgetShare.objects.filter(office=office, year=year, key=key))


def objectives_of(office: Office, year: int) -> list[Objective]:
    """The objectives that money may serve: those of the agreement in force, else of its draft."""
    agreement = agreement_in_force(office, year) or draft_agreement_of(office, year)
    return list(Objective.objects.filter(plan=agreement.plan).order_by("sequence")) if agreement else []


def mappable_keys(office: Office, year: int) -> dict[str, str]:
    """The lines of any version without their accounts: key → its deepest name, in order."""
    found: dict[str, str] = {}
    rows = BudgetLine.objects.filter(version__office=office, version__year=year).exclude(key="")
    for line in rows.order_by("version__sequence", "sequence"):
        key = line_of({name: getattr(line, name) for name in CODES}).output_key
        if key:
            found[key] = line.detail or line.output or line.activity or line.programme or found.get(key, "")
    return found


def _field(objective: str) -> str:
    return f"objective_{objective}"


def _wrong_shares(shares: Mapping[str, Decimal], known: set[str], year: int) -> list[Problem]:
    problems: list[Problem] = []
    for code, percent in shares.items():
        field = _field(code)
        if code not in known:
            problems.append(Problem(field, NO_OBJECTIVE, {"code": quoted(code), "year": str(year)}))
        if not percent.is_finite() or not 0 < percent <= HUNDRED:
            problems.append(Problem(field, NO_SHARE, {"code": quoted(code)}))
        elif percent != round(percent, 4):
            problems.append(Problem(field, TOO_FINE, {"code": quoted(code)}))
    total = sum((percent for percent in shares.values() if percent.is_finite()), Decimal(0))
    if not problems and total > HUNDRED:
        problems.append(Problem("", TOO_MUCH, {"total": format_percent(total, 4)}))
    return problems
