"""The state of a year's report and the files it has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from akuntabel.offices.models import Office, Person
from akuntabel.reporting.models import Build, BuildStatus

KINDS = {".docx": "Word", ".pdf": "PDF", ".html": "HTML", ".json": "JSON"}
PREVIEW = ".html"


@dataclass(frozen=True)
class ReportFile:
    """A file that can be taken away."""

    name: str
    kind: str
    purpose: str
    size: str


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
        files=tuple(_described(path) for path in _files(finished)) if finished else (),
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


def _described(path: Path) -> ReportFile:
    purpose = {
        ".docx": _("untuk disunting dan ditandatangani"),
        ".pdf": _("untuk dibaca, dicetak, dan diarsipkan"),
        ".html": _("untuk dibaca di peramban"),
        ".json": _("setiap angka dengan asalnya, untuk program lain"),
    }[path.suffix]
    kilobytes = max(1, round(path.stat().st_size / 1024))
    size = f"{kilobytes} kB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB".replace(".", ",")
    return ReportFile(path.name, KINDS[path.suffix], purpose, size)
