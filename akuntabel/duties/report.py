"""The report of the year: texts that are missing, and the seal."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from akuntabel.duties.duty import Duty, Kind
from akuntabel.duties.scene import Scene
from akuntabel.offices.access import Ability
from akuntabel.offices.models import LogHead
from akuntabel.offices.trail import chain_of
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.book import open_book
from akuntabel.reporting.writing import missing_analyses

REMEMBERED = 600  # seconds


def report_duties(scene: Scene) -> list[Duty]:
    """The texts that the report lacks, and its sealing; from the last month of the year on, until it is sealed."""
    if scene.agreement is None or scene.today < dt.date(scene.year, 12, 1) or scene.sealed:
        return []
    due = scene.dates.report.on(scene.year, scene.calendar) if scene.dates else None
    year = scene.year
    seal = scene.duty(
        Kind.SEAL, _("Segel laporan kinerja {year}").format(year=year), _("Belum ada edisi yang disegel."), due,
        "editions", ability=Ability.SEAL_REPORT,
    )  # fmt: skip
    missing = _missing(scene)
    if not missing:
        return [seal]
    detail = ngettext(
        "{count} bagian masih kosong. {first}", "{count} bagian masih kosong. {first}", len(missing)
    )
    write = scene.duty(
        Kind.WRITE, _("Lengkapi naskah laporan kinerja {year}").format(year=year),
        detail.format(count=len(missing), first=missing[0]), due, "writing", ability=Ability.WRITE_REPORT,
    )  # fmt: skip
    return [write, seal]


def _missing(scene: Scene) -> list[str]:
    """What the texts lack, in sentences; nothing while the year cannot be measured.

    It takes measuring the year, so the answer is remembered as long as the office's trail has no new row:
    nothing it depends on changes without one.
    """
    head = LogHead.objects.filter(chain=chain_of(scene.office)).values_list("hash", flat=True).first()
    key = f"missing:{scene.office.pk}:{scene.year}:{get_language()}:{head}"
    found: list[str] | None = cache.get(key) if head else None
    if found is None:
        try:
            found = [each.sentence for each in missing_analyses(open_book(scene.office, scene.year))]
        except NotThere:
            found = []
        if head:
            cache.set(key, found, REMEMBERED)
    return found
