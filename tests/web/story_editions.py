"""A sealed edition of a story house, in a year of its own that is ready for the next."""

from __future__ import annotations

import io

from closing_year import approve_everything

from akuntabel.evidence.store import keep_file
from akuntabel.offices.trail import log
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement, ReportingYear
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions.candidate import prepare
from akuntabel.reporting.models import Edition, EditionFile, Narrative
from akuntabel.reporting.rendering import renderer

SEALED = 2023
HTML = b"<!doctype html><html lang=id><title>Laporan</title><p>Isi yang disegel"


def furnish_edition(house, agreed) -> None:
    """Edition 1 of a year whose text changed since; ``agreed`` drafts the agreement of a year."""
    office = house.office
    ReportingYear.objects.create(office=office, year=SEALED, policy="kpu-recommended")
    draft = agreed(house, SEALED)
    deeds.sign_first(agreement=draft, seen=deeds.seen_of(draft), by=house.head)
    draft = Agreement.objects.select_related("plan", "office").get(pk=draft.pk)
    deeds.sign_second(agreement=draft, seen=deeds.seen_of(draft), by=house.superior)
    approve_everything(office, SEALED)
    keep_edition(house, SEALED)
    Narrative.objects.create(office=office, year=SEALED, section="closing", text="Terima kasih.")


def keep_edition(house, year: int) -> Edition:
    """An edition with one small file, kept as sealing does, without the second that printing takes."""
    candidate = prepare(open_book(house.office, year))
    edition = Edition.objects.create(
        office=house.office, year=year, number=candidate.stamp.number, tree=candidate.tree,
        figures=candidate.figures, narratives=candidate.narratives, renderer=renderer(),
        sealed_by=house.head, sealed_at=candidate.stamp.moment,
    )  # fmt: skip
    sha256, size = keep_file(io.BytesIO(HTML))
    EditionFile.objects.create(edition=edition, name="laporan-kinerja.html", size=size, sha256=sha256)
    log(by=house.head, office=house.office, deed="edition.seal", target=edition)
    return edition
