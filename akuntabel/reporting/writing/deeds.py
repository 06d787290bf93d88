"""Keeping what somebody writes into the report."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone, translation

from akuntabel.core.errors import AkuntabelError, CannotDo, gettext_noop
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log
from akuntabel.planning.deeds.shared import tidy
from akuntabel.planning.selectors import find_year
from akuntabel.reporting.inserts.analysis import ANALYSES
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writing.analyses import unavailable_reason
from akuntabel.reporting.writing.outline import is_section, name_of

CHANGED_MEANWHILE = gettext_noop(
    "{name} mengubah naskah ini sesudah Anda membukanya. Ketikan Anda tetap ada: "
    "bandingkan dengan naskah yang tersimpan, satukan, lalu simpan lagi."
)
SOMEBODY = gettext_noop("Orang lain")
NO_SECTION = gettext_noop("Laporan {year} tidak punya bagian “{section}”. Pilih bagian dari kerangka.")
NEEDS_REASON = gettext_noop("Tulis alasannya sesudah “Tidak tersedia:”; laporan mencetak alasan itu.")
TOO_LONG = gettext_noop("Naskah ini {length} huruf; paling panjang {longest}. Pecah atau ringkaskan.")
LONGEST = 50_000  # characters, about 20 pages: more is a pasted file


class TextChanged(AkuntabelError):
    """Somebody else changed the text first; ``current`` is how it stands now."""

    def __init__(self, current: Narrative) -> None:
        super().__init__(CHANGED_MEANWHILE, name=current.changed_by or SOMEBODY)
        self.current = current


@transaction.atomic
def write_narrative(
    *, office: Office, year: int, section: str, kind: str, text: str, touched: int, by: Person
) -> Narrative:
    """Keep ``text`` as the narrative ``section`` of ``kind``; an empty one counts as not written.

    It is kept even if it cites a figure that does not exist: typing is never lost, and what is
    wrong is shown beside it. ``touched`` is what the narrative counted when it was opened, 0 when
    it was not there. The row of an emptied text stays, so that its count goes on.

    Raises:
        Refused: ``by`` may not write the report here.
        NotThere: no books, or no signed agreement, for the year.
        CannotDo: the report has no such text, it is too long, or it says that there is no such
            analysis without the reason.
        TextChanged: somebody changed it since ``touched``.
    """
    require(by, Ability.WRITE_REPORT, office)
    held = lock_office(office)
    find_year(held, year)
    outline = pack_of(held).outline
    if not is_section(held, year, section, kind, outline):
        raise CannotDo(NO_SECTION, year=year, section=section)
    words = tidy(text)
    _refuse(words, kind)
    rows = Narrative.objects.select_related("changed_by")
    row = rows.filter(office=held, year=year, section=section, kind=kind).first()
    if row is not None and row.touched != touched:
        raise TextChanged(row)
    if row is None:
        row = Narrative(office=held, year=year, section=section, kind=kind, text="")
    before = row.text
    if words == before.strip():
        return row
    row.text, row.changed_by, row.changed_at = words, by, timezone.now()
    row.touched += 1
    row.save()
    with translation.override("id"):  # the trail keeps names as the report has them
        name = name_of(section, kind, outline).replace("{year}", str(year))
    log(
        by=by, office=held, deed="narrative.write", target=row, name=name,
        before={"text": before}, after={"text": words},
    )  # fmt: skip
    return row


def _refuse(words: str, kind: str) -> None:
    if len(words) > LONGEST:
        raise CannotDo(TOO_LONG, length=len(words), longest=LONGEST)
    if kind in ANALYSES and unavailable_reason(words) == "":
        raise CannotDo(NEEDS_REASON)
