"""Opening a year: from then on the office keeps books for it, measured by one policy of its pack."""

from __future__ import annotations

from django.db import transaction

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log
from akuntabel.packs.loader import load_pack
from akuntabel.planning.models import ReportingYear

EARLIEST, LATEST = 2000, 2100

NO_YEAR = gettext_noop("Tulis tahun dengan empat angka, dari {earliest} sampai {latest}.")
OPEN_ALREADY = gettext_noop("Tahun {year} sudah dibuka di {office}.")
NO_POLICY = gettext_noop(
    "Kebijakan penilaian “{policy}” tidak ada dalam paket kantor ini. Pilih dari daftar."
)


class CannotOpen(AkuntabelError):
    """The year cannot be opened; ``field`` names what is wrong, "year" or "policy"."""

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(message, **params)
        self.field = field


@transaction.atomic
def open_year(*, office: Office, year: int, policy: str, by: Person) -> ReportingYear:
    """Let ``office`` keep books for ``year``, measured by the ``policy`` of that code in its pack.

    Raises:
        Refused: ``by`` may not.
        CannotOpen: no such year or policy, or the year is open.
    """
    require(by, Ability.KEEP_OFFICE, office)
    if not EARLIEST <= year <= LATEST:
        raise CannotOpen("year", NO_YEAR, earliest=EARLIEST, latest=LATEST)
    if policy not in load_pack(office.pack).policies:
        raise CannotOpen("policy", NO_POLICY, policy=policy)
    row, made = ReportingYear.objects.get_or_create(office=office, year=year, defaults={"policy": policy})
    if not made:
        raise CannotOpen("year", OPEN_ALREADY, year=year, office=office.name)
    log(
        by=by,
        office=office,
        deed="year.open",
        target=row,
        name=str(year),
        after={"year": year, "policy": policy},
    )
    return row
