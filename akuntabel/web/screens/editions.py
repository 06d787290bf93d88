"""What the pages of sealed editions show, and the form that seals one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from akuntabel.offices.models import Person
from akuntabel.planning.differences import Difference
from akuntabel.reporting.change_section import shortened
from akuntabel.reporting.editions import (
    Obstacle,
    editions_of,
    path_of_file,
    readiness,
)
from akuntabel.reporting.models import Edition
from akuntabel.reporting.stamp import Change, ChangeKind
from akuntabel.web.forms import PlainForm
from akuntabel.web.place import Place
from akuntabel.web.screens.planning import FindingLine, address
from akuntabel.web.screens.report import ReportFile, described

_GROUPS = {
    ChangeKind.AGREEMENT: _lazy("Perjanjian"),
    ChangeKind.INDICATOR: _lazy("Indikator"),
    ChangeKind.TARGET: _lazy("Target"),
    ChangeKind.FIGURE: _lazy("Angka"),
    ChangeKind.NARRATIVE: _lazy("Naskah"),
}


class SealForm(PlainForm):
    """The reason of a correction, and that the warnings were read; each only where it is asked for."""

    reason = forms.CharField(
        label=_lazy("Mengapa edisi sebelumnya diganti?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("Alasan ini dicetak di depan edisi baru, di atas daftar perubahannya."),
    )
    agree = forms.BooleanField(label=_lazy("Saya sudah membaca peringatan di atas."))

    def __init__(self, *args: Any, corrects: bool, warned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].error_messages["required"] = _("Centang dahulu, sesudah membacanya.")
        self.fields["reason"].error_messages["required"] = _("Tulis alasannya.")
        for name, asked in (("reason", corrects), ("agree", warned)):
            if not asked:
                del self.fields[name]


@dataclass(frozen=True)
class EditionLine:
    """An edition in the list."""

    edition: Edition
    files: tuple[ReportFile, ...]
    newest: bool


def editions_screen(place: Place) -> list[EditionLine]:
    """The editions of the year, the newest first."""
    rows = editions_of(place.office, place.year)
    return [EditionLine(row, files_of(place, row), newest=n == 0) for n, row in enumerate(rows)]


def files_of(place: Place, edition: Edition) -> tuple[ReportFile, ...]:
    """The files of ``edition``, each with its address and hash."""
    return tuple(
        described(row.name, row.size, address(place, "edition_file", edition.number, row.name), row.sha256)
        for row in edition.files.all()
    )


def obstacle_lines(found: list[Obstacle]) -> list[FindingLine]:
    """``found`` as a page lists it, each with where it is mended."""
    words = {"error": _("Harus dibetulkan"), "warning": _("Perlu diperiksa")}
    return [
        FindingLine(
            each.severity,
            words[each.severity],
            "",
            each.sentence,
            reverse(each.address[0], kwargs=each.address[1]) if each.address else "",
        )
        for each in found
    ]


@dataclass(frozen=True)
class SealScreen:
    """What stands against sealing now, and which edition the next one would replace."""

    errors: list[FindingLine]
    warnings: list[FindingLine]
    previous: Edition | None
    unchanged: bool

    @property
    def number(self) -> int:
        """The number of the next edition."""
        return self.previous.number + 1 if self.previous else 1


def seal_screen(place: Place) -> SealScreen:
    """What is to be known before the next edition is sealed."""
    ready = readiness(place.office, place.year)
    return SealScreen(
        obstacle_lines([each for each in ready.obstacles if each.forbids]),
        obstacle_lines([each for each in ready.obstacles if not each.forbids]),
        editions_of(place.office, place.year).first(),
        ready.unchanged,
    )


@dataclass(frozen=True)
class EditionScreen:
    """The page of one edition. ``newer`` is the number of the one that replaces it, if any."""

    edition: Edition
    files: tuple[ReportFile, ...]
    differences: list[Difference]
    chapters: str
    newer: int | None


def edition_screen(place: Place, edition: Edition) -> EditionScreen:
    """What the page of ``edition`` shows."""
    changes = [Change.of(data) for data in edition.changes]
    newest = editions_of(place.office, place.year).first()
    return EditionScreen(
        edition,
        files_of(place, edition),
        [_difference(each) for each in changes if each.kind is not ChangeKind.CHAPTER],
        ", ".join(each.what for each in changes if each.kind is ChangeKind.CHAPTER),
        newest.number if newest and newest.number > edition.number else None,
    )


def _difference(change: Change) -> Difference:
    return Difference(
        str(_GROUPS[change.kind]), change.what, shortened(change.before), shortened(change.after)
    )


def find_edition(person: Person, place: Place, number: int) -> Edition:
    """The edition ``number`` of the year.

    Raises:
        Http404: there is none that ``person`` may see.
    """
    rows = Edition.objects.visible_to(person).filter(office=place.office, year=place.year, number=number)
    found: Edition | None = rows.select_related("office", "sealed_by").prefetch_related("files").first()
    if found is None:
        raise Http404(_("Belum ada edisi {number}.").format(number=number))
    return found


def open_file(edition: Edition, name: str) -> BinaryIO:
    """The kept bytes of the file ``name``.

    Raises:
        Http404: the edition has no such file, or its bytes are gone.
    """
    row = edition.files.filter(name=name).first()
    try:
        if row is not None:
            return path_of_file(row).open("rb")
    except FileNotFoundError:
        pass
    raise Http404(_("Berkas ini hilang dari penyimpanan. Laporkan kepada administrator."))


def file_name(edition: Edition, name: str) -> str:
    """What a downloaded file is called: office, year and edition in it."""
    stem, _dot, ending = name.rpartition(".")
    return f"{stem}-{edition.office.code}-{edition.year}-edisi-{edition.number}.{ending}"
