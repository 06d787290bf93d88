"""An office as its page shows it: identity, those who sign, years, offices below."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from akuntabel.core.policy import Policy
from akuntabel.offices.access import Ability, holders, roles_with
from akuntabel.offices.deeds.offices import SIGNERS
from akuntabel.offices.models import Invitation, Office, Official, Person, Role
from akuntabel.packs.loader import load_pack
from akuntabel.web.office_forms import ZONES
from akuntabel.web.place import OfficePlace

MOST = 200  # offices below that are listed; the search of the home page finds the others


@dataclass(frozen=True)
class Signer:
    """A role that signs, and who holds it, if that is known."""

    role: Role
    official: Official | None

    @property
    def lines(self) -> list[str]:
        """The lines of the position, the prefix in front of the first."""
        if self.official is None:
            return []
        first, *rest = self.official.position.splitlines() or [""]
        return [f"{self.official.prefix} {first}".strip(), *rest]


@dataclass(frozen=True)
class YearRow:
    """A year and the policy it is measured by; the policy is None when the pack has it no more."""

    year: int
    policy: Policy | None


@dataclass(frozen=True)
class Step:
    """One of the first steps of an office: its words, where it is taken, whether it is done."""

    label: str
    words: str
    address: str
    is_done: bool


@dataclass(frozen=True)
class OfficeScreen:
    """The page; ``steps`` only for those who may take them, until all are done."""

    steps: tuple[Step, ...]
    zone: str
    pack: str
    signers: tuple[Signer, ...]
    years: tuple[YearRow, ...]
    below: tuple[Office, ...]
    more: int


def office_screen(place: OfficePlace, person: Person) -> OfficeScreen:
    """What ``person`` sees of the office at ``place``."""
    office, pack = place.office, load_pack(place.office.pack)
    officials = {row.role: row for row in Official.objects.filter(office=office)}
    children = Office.objects.visible_to(person).filter(path__startswith=office.path, depth=office.depth + 1)
    below, total = tuple(children[:MOST]), children.count()
    signers = tuple(Signer(role, officials.get(role)) for role in SIGNERS)
    return OfficeScreen(
        steps=_first_steps(place, signers),
        zone=str(dict(ZONES).get(office.timezone, office.timezone)),
        pack=pack.name,
        signers=signers,
        years=tuple(
            YearRow(row.year, pack.policies.get(row.policy)) for row in office.years.order_by("-year")
        ),
        below=below,
        more=total - len(below),
    )


def _first_steps(place: OfficePlace, signers: tuple[Signer, ...]) -> tuple[Step, ...]:
    office = place.office
    if not {Ability.KEEP_OFFICE, Ability.MANAGE_PEOPLE} <= place.may:
        return ()
    nameless = next((signer.role for signer in signers if signer.official is None), None)
    invited = Invitation.objects.waiting().filter(office=office, role__in=roles_with(Ability.PLAN))
    steps = (
        Step(
            _("Buka tahun"),
            _("Rencana, bukti, dan laporan disimpan per tahun."),
            reverse("open_year", args=[office.code]),
            bool(place.years),
        ),
        Step(
            _("Isi pejabat"),
            _("Sekretaris dan Ketua yang menandatangani."),
            reverse("official", args=[office.code, (nameless or SIGNERS[0]).value]),
            nameless is None,
        ),
        Step(
            _("Undang orang"),
            _("Operator atau Sekretaris yang menyusun rencana dan mengisi bukti."),
            reverse("invite", args=[office.code]),
            holders(Ability.PLAN, office).exists() or invited.exists(),
        ),
    )
    return () if all(step.is_done for step in steps) else steps
