"""The state of a year's report and the files it has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from akuntabel.offices.models import Office, Person
from akuntabel.reporting.models import Build, BuildStatus

KINDS = {".docx": "Word", ".pdf": "PDF", ".html": "HTML", ".json": "JSON"}
PREVIEW = ".html"


@dataclass(frozen=True)
class ReportFile:
    """A file that can be taken away from ``address``; a kept one with its SHA-256."""

    name: str
    kind: str
    purpose: str
    size: str
    address: str
    sha256: str = ""


@dataclass(frozen=True)
class ReportScreen:
    """The last build, the last finished one, and its files."""

    last: Build | None
    finished: Build | None
    files: tuple[ReportFile, ...]

    @property
    def busy(self) -> bool:
        """Whether a build is waiting or running."""
        return self.last is not None and self.last.status in (BuildStatus.WAITING, BuildStatus.RUNNING)

    @property
    def failed(self) -> bool:
        """Whether the last build failed."""
        return self.last is not None and self.last.status == BuildStatus.FAILED

    @property
    def previewable(self) -> bool:
        """Whether there is a report to read on the page."""
        return any(file.kind == KINDS[PREVIEW] for file in self.files)


def report_screen(person: Person, office: Office, year: int) -> ReportScreen:
    """The builds of ``office`` and ``year`` as ``person`` may see them."""
    builds = list(Build.objects.visible_to(person).filter(office=office, year=year)[:10])
    finished = next((build for build in builds if build.status == BuildStatus.DONE), None)
    return ReportScreen(
        last=builds[0] if builds else None,
        finished=finished,
        files=tuple(_built(finished, path) for path in _files(finished)) if finished else (),
    )


def _files(build: Build) -> list[Path]:
    if not build.folder.is_dir():
        return []
    order = list(KINDS)
    found = [path for path in build.folder.iterdir() if path.is_file() and path.suffix in KINDS]
    return sorted(found, key=lambda path: (order.index(path.suffix), path.name))


def file_of(build: Build, name: str) -> Path | None:
    """The file of ``build`` called ``name``; None when the build has no such file."""
    return next((path for path in _files(build) if path.name == name), None)


def preview_of(build: Build) -> Path | None:
    """The file of ``build`` that a page can show."""
    return next((path for path in _files(build) if path.suffix == PREVIEW), None)


def _built(build: Build, path: Path) -> ReportFile:
    place = {"office": build.office.code, "year": build.year, "build": build.pk, "filename": path.name}
    return described(path.name, path.stat().st_size, reverse("download", kwargs=place))


def described(name: str, size: int, address: str, sha256: str = "") -> ReportFile:
    """The file ``name`` of ``size`` bytes in words: what it is and what it is for."""
    ending = f".{name.rpartition('.')[2]}"
    purpose = {
        ".docx": _("untuk disunting dan ditandatangani"),
        ".pdf": _("untuk dibaca, dicetak, dan diarsipkan"),
        ".html": _("untuk dibaca di peramban"),
        ".json": _("setiap angka dengan asalnya, untuk program lain"),
    }[ending]
    kilobytes = max(1, round(size / 1024))
    text = f"{kilobytes} kB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB".replace(".", ",")
    return ReportFile(name, KINDS[ending], purpose, text, address, sha256)
