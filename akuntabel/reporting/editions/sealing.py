"""The deed of sealing a report."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.evidence.store import keep_file
from akuntabel.offices.access import Ability, require
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.offices.trail import log
from akuntabel.planning.selectors import NotThere
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions.candidate import LANGUAGE, Candidate, prepare
from akuntabel.reporting.editions.readiness import Obstacle, of_data, of_reading, of_texts
from akuntabel.reporting.models import Edition, EditionFile
from akuntabel.reporting.rendering import DOCX, FIGURES, HTML, PDF, render_aside, renderer

NAMES = (PDF, DOCX, HTML, FIGURES)  # in the order in which they are kept and listed
SEALED = "edition.seal"

STANDS_AGAINST = gettext_noop("Laporan belum dapat disegel: {first}")
NEED_REASON = gettext_noop("Tulis mengapa edisi sebelumnya diganti; alasan itu dicetak dalam edisi baru.")
NOTHING_NEW = gettext_noop("Tidak ada yang berubah sejak edisi {number}, jadi tidak ada yang perlu disegel.")
MEANWHILE = gettext_noop("Data berubah saat laporan sedang dicetak. Periksa lagi, lalu segel.")


def seal_edition(*, office: Office, year: int, reason: str, by: Person) -> Edition:
    """Seal the report of ``year`` as its next edition, kept whole: its tree, its figures, its files.

    ``reason`` says from the second edition on why the one before is replaced. The files are printed
    before the office is held, which takes about a second; what changed meanwhile is refused.

    Raises:
        Refused: ``by`` does not seal for this very office.
        CannotDo: something stands against it, the reason is missing, or there is nothing new to seal.
    """
    require(by, Ability.SEAL_REPORT, office)
    candidate = _ready(office, year, reason.strip())
    files = {**render_aside(candidate.tree), FIGURES: candidate.figures.encode()}
    with transaction.atomic():
        lock_office(office)
        _refuse_changed(candidate)
        edition = _keep(candidate, files, by)
        log(
            by=by, office=office, deed=SEALED, target=edition, name=_name(candidate),
            after=hashes_of(edition, {file.name: file.sha256 for file in edition.files.all()}),
            reason=candidate.stamp.reason,
        )  # fmt: skip
    return edition


def hashes_of(edition: Edition, files: Mapping[str, str]) -> dict[str, str]:
    """What the trail keeps of ``edition``: the hash of each of its columns, and of each file."""
    columns = [each for each in Edition._meta.concrete_fields if not each.primary_key]
    texts = {each.name: _canonical(getattr(edition, each.attname)) for each in columns}
    return {**{name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}, **files}


def _canonical(value: Any) -> str:
    """``value`` of a column as text that is the same whatever database it comes from."""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _ready(office: Office, year: int, reason: str) -> Candidate:
    """The candidate for the seal, which nothing stands against."""
    try:
        book = open_book(office, year)
    except NotThere as error:
        raise CannotDo(STANDS_AGAINST, first=str(error)) from error
    _refuse([*of_data(book), *of_texts(book)])
    candidate = prepare(book, reason=reason)
    if candidate.stamp.number > 1 and not reason:
        raise CannotDo(NEED_REASON)
    if not candidate.says_something_new:
        raise CannotDo(NOTHING_NEW, number=candidate.stamp.number - 1)
    _refuse(of_reading(candidate))
    return candidate


def _refuse(found: list[Obstacle]) -> None:
    first = next((each for each in found if each.forbids), None)
    if first is not None:
        raise CannotDo(STANDS_AGAINST, first=first.sentence)


def _refuse_changed(candidate: Candidate) -> None:
    """Raise CannotDo when the year is not what was printed, now that the office is held."""
    measured, stamp = candidate.book.measured, candidate.stamp
    with translation.override(LANGUAGE):
        book = open_book(measured.office, measured.year)
    _refuse(of_data(book))
    again = prepare(book, reason=stamp.reason, moment=stamp.moment)
    if (again.tree, again.figures, again.narratives) != (
        candidate.tree,
        candidate.figures,
        candidate.narratives,
    ):
        raise CannotDo(MEANWHILE)


def _keep(candidate: Candidate, files: Mapping[str, bytes], by: Person) -> Edition:
    kept = {name: keep_file(io.BytesIO(files[name])) for name in NAMES}  # on the disk before a row names it
    measured, stamp = candidate.book.measured, candidate.stamp
    edition = Edition.objects.create(
        office=measured.office,
        year=measured.year,
        number=stamp.number,
        reason=stamp.reason,
        tree=candidate.tree,
        figures=candidate.figures,
        narratives=candidate.narratives,
        changes=[change.plain() for change in stamp.changes],
        renderer=renderer(),
        sealed_by=by,
        sealed_at=stamp.moment,
    )
    for name, (sha256, size) in kept.items():
        EditionFile.objects.create(edition=edition, name=name, size=size, sha256=sha256)
    return edition


def _name(candidate: Candidate) -> str:
    return _("{year}, edisi {number}").format(
        year=candidate.book.measured.year, number=candidate.stamp.number
    )
