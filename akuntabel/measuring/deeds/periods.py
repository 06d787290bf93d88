"""Opening a locked period: not under figures that three people have brought into force."""

from __future__ import annotations

from django.db import transaction

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.core.periods import Period
from akuntabel.evidence import deeds as evidence
from akuntabel.evidence.models import PeriodLock
from akuntabel.measuring.models import Actual, Standing
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person

APPROVED_HERE = gettext_noop(
    "{period} tidak dibuka di sini, karena realisasi {where} yang sudah disetujui memakai catatannya "
    "(indikator {codes}). Buka lewat realisasinya: di halaman Pengukuran pilih indikatornya, lalu “Minta dibuka lagi”."
)
_NAMED = 6  # codes that the sentence lists


@transaction.atomic
def open_period(*, office: Office, period: Period, reason: str, by: Person) -> PeriodLock:
    """Let the records of a locked ``period`` be changed in place again, where no approved figure counts them.

    Raises:
        Refused: ``by`` may not open periods here.
        CannotDo: approved actuals in force count its records, it is not locked, or no reason was given.
    """
    require(by, Ability.LOCK_PERIODS, office)
    lock_office(office)
    for where, codes in _held_by(office, period):
        shown = ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")
        raise CannotDo(APPROVED_HERE, period=period, where=where, codes=shown)
    return evidence.open_period(office=office, period=period, reason=reason, by=by)


def _held_by(office: Office, period: Period) -> list[tuple[Period, list[str]]]:
    """The periods whose approved figures would lose their lock with ``period``, each with its codes.

    A longer period that is locked itself goes on holding its records.
    """
    rows = Actual.objects.filter(
        office=office, year=period.year, standing=Standing.APPROVED, reopened_at__isnull=True
    )
    locked = set(evidence.locked_periods(office, period.year))
    found: dict[Period, list[str]] = {}
    for code, indicator in rows.order_by("period", "indicator__objective__sequence", "code").values_list(
        "period", "code"
    ):
        where = Period.parse(code)
        if _within(where, period) or (_within(period, where) and where not in locked):
            found.setdefault(where, []).append(indicator)
    return sorted(found.items())


def _within(inner: Period, outer: Period) -> bool:
    return outer.contains(inner.start) and outer.contains(inner.end)
