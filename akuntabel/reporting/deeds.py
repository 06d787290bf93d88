"""Deeds of reporting: write the report files, now or by the background worker."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from akuntabel.core.errors import AkuntabelError
from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_html
from akuntabel.documents.pdf import render_pdf
from akuntabel.offices.locks import lock_office
from akuntabel.offices.models import Office, Person
from akuntabel.planning.selectors import NotThere, find_year
from akuntabel.reporting.book import open_book
from akuntabel.reporting.models import Build, BuildStatus
from akuntabel.reporting.rendering import DOCX, FIGURES, HTML, PDF
from akuntabel.reporting.report import assemble, figures_json

FILES = (DOCX, PDF, HTML, FIGURES)
STEPS = 6
STUCK_AFTER = dt.timedelta(minutes=10)
Progress = Callable[[str, int, int], None]


class CannotWrite(AkuntabelError):
    """A folder that files cannot be put into."""


def write_report(
    office: Office, year: int, folder: Path, progress: Progress | None = None, *, language: str = "id"
) -> list[Path]:
    """Write the four files of a draft of the report into ``folder``; either all of them or none.

    ``progress`` is told (what, done, of how many) before each step. ``language`` is that of the
    words the report says by itself; what the office wrote stays as it was written.

    Raises:
        NotThere: the office has no books for the year.
        CannotWrite: the folder cannot be written.
    """
    tell = progress or (lambda _step, _done, _total: None)
    find_year(office, year)
    with AllOrNone(folder) as write:
        for name, content in _contents(office, year, tell, language):
            write(name, content)
        tell(_("Menyimpan berkas"), STEPS - 1, STEPS)
    return [folder / name for name in FILES]


def _contents(office: Office, year: int, tell: Progress, language: str) -> Iterator[tuple[str, bytes]]:
    tell(_("Mengukur kinerja dari catatan"), 0, STEPS)
    with translation.override(language):
        book = open_book(office, year)
    tell(_("Menyusun naskah"), 1, STEPS)
    with translation.override(language):
        document, figures = assemble(book), figures_json(book)
    tell(_("Membuat PDF"), 2, STEPS)
    pdf = render_pdf(document)
    yield PDF, pdf.data
    tell(_("Membuat DOCX"), 3, STEPS)
    yield DOCX, render_docx(document, pages=pdf.pages)
    tell(_("Membuat halaman web"), 4, STEPS)
    yield HTML, render_html(document).encode()
    yield FIGURES, figures.encode()


class AllOrNone:
    """Collects files in a hidden folder beside their place and moves them there at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Callable[[str, bytes], None]:
        try:
            self._made = not self._folder.exists()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._hidden = tempfile.TemporaryDirectory(prefix=".akuntabel-", dir=self._folder)
        except OSError as error:
            raise self._complaint(error) from error
        return self._write

    def _write(self, name: str, content: bytes) -> None:
        try:
            Path(self._hidden.name, name).write_bytes(content)
        except OSError as error:
            raise self._complaint(error) from error

    def __exit__(self, kind: object, error: object, _trace: object) -> None:
        try:
            if kind is None:
                for file in sorted(Path(self._hidden.name).iterdir()):
                    os.replace(file, self._folder / file.name)
        except OSError as problem:
            raise self._complaint(problem) from problem
        finally:
            self._hidden.cleanup()
            if kind is not None and self._made:
                self._folder.rmdir()

    def _complaint(self, error: OSError) -> CannotWrite:
        return CannotWrite(
            _("Folder “{folder}” tidak dapat ditulisi ({reason}). Pilih folder lain."),
            folder=self._folder,
            reason=error.strerror or error,
        )


def request_build(*, office: Office, year: int, by: Person) -> Build:
    """Ask the background worker for the report files; a build that already waits is returned.

    Raises:
        NotThere: ``by`` may not see the office, or it has no books for the year.
    """
    if not Office.objects.visible_to(by).filter(pk=office.pk).exists():
        raise NotThere(_("Kantor ini tidak ada dalam jangkauan Anda."))
    find_year(office, year)
    with transaction.atomic():
        lock_office(office)
        give_up_stuck_builds()
        if under_way := Build.objects.under_way().filter(office=office, year=year).first():
            return under_way
        build = Build.objects.create(office=office, year=year, requested_by=by, total=STEPS)
        transaction.on_commit(lambda: build_report.enqueue(build.pk))
    return build


@task()
def build_report(build_id: int) -> None:
    """What the background worker does: build the report files that somebody asked for."""
    run_build(Build.objects.select_related("office").get(pk=build_id))


def give_up_stuck_builds() -> int:
    """Mark builds without progress for a while as failed (their worker was stopped); how many."""
    return (
        Build.objects.under_way()
        .filter(updated_at__lt=timezone.now() - STUCK_AFTER)
        .update(status=BuildStatus.FAILED, message=_("Pembuatan terhenti. Silakan buat lagi."))
    )


def run_build(build: Build) -> None:
    """Write the files of ``build`` and keep its progress where the page can see it."""

    def tell(step: str, done: int, total: int) -> None:
        Build.objects.filter(pk=build.pk).update(
            status=BuildStatus.RUNNING, step=step, done=done, total=total, updated_at=timezone.now()
        )

    try:
        write_report(build.office, build.year, build.folder, tell)
    except AkuntabelError as error:
        _finish(build, BuildStatus.FAILED, str(error))
    except Exception:
        _finish(build, BuildStatus.FAILED, _("Laporan gagal dibuat. Rinciannya ada di catatan server."))
        raise
    else:
        _finish(build, BuildStatus.DONE, "")


def _finish(build: Build, status: BuildStatus, message: str) -> None:
    done = STEPS if status is BuildStatus.DONE else build.done
    Build.objects.filter(pk=build.pk).update(
        status=status, message=message, done=done, step="", finished_at=timezone.now()
    )
