"""Whether a sealed edition is still what was sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.documents.pdf.errors import PdfError
from akuntabel.evidence.registers import pack_of
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.recompute import recompute
from akuntabel.measuring.text import decimal_text
from akuntabel.offices.models import LogEntry
from akuntabel.reporting.editions.keeping import path_of_file
from akuntabel.reporting.editions.sealing import NAMES, SEALED, hashes_of
from akuntabel.reporting.models import Edition, EditionFile
from akuntabel.reporting.rendering import FIGURES, render_aside, renderer

APPROVED = "actual.approve"


def render_again(edition: Edition) -> dict[str, bytes]:
    """The files of ``edition`` made anew from what was kept, by name.

    Raises:
        PdfError: what was kept cannot be rendered any more.
    """
    return {**render_aside(edition.tree), FIGURES: edition.figures.encode()}


@dataclass(frozen=True)
class Inspection:
    """An edition that was verified.

    ``wrong`` says in words what differs from what was sealed; ``note`` what is to be known besides:
    that another program prints it otherwise today. ``reprinted`` says that files made anew from what
    was kept are the kept ones, byte for byte.
    """

    edition: Edition
    wrong: list[str]
    note: str
    reprinted: bool

    @property
    def whole(self) -> bool:
        """Whether it is what was sealed."""
        return not self.wrong


def verify_edition(edition: Edition) -> list[str]:
    """Everything that differs from what was sealed, in words; nothing when the edition is whole."""
    return inspect_edition(edition).wrong


def inspect_edition(edition: Edition) -> Inspection:
    """Hold the kept bytes against their rows, the rows against the audit trail and the frozen evidence, and
    print it all again.

    A print that differs is wrong only where the same programs made it; otherwise the kept bytes are
    the record. It takes about a second.
    """
    files = list(EditionFile.objects.filter(edition=edition).order_by("pk"))
    rows = list(_rows_wrong(edition, files))
    figures = [] if rows else _figures_wrong(edition)  # figures that are not those of the seal prove nothing
    wrong = [*_bytes_wrong(files), *rows, *figures]
    differs = list(_print_differs(edition, files))
    if differs and edition.renderer != renderer():
        note = _(
            "Edisi ini dicetak oleh program versi lain ({old}), dan program yang terpasang sekarang mencetaknya "
            "sedikit berbeda. Berkas yang tersimpanlah yang berlaku."
        ).format(old=edition.renderer)
        return Inspection(edition, wrong, note, reprinted=False)
    return Inspection(edition, [*wrong, *differs], "", reprinted=not differs)


def inspection_text(found: Inspection) -> str:
    """What :class:`Inspection` says, for a terminal."""
    edition = found.edition
    name = _("{office} {year}, edisi {number}").format(
        office=edition.office.name, year=edition.year, number=edition.number
    )
    head = _("{name}: utuh").format(name=name) if found.whole else _("{name}: TIDAK SAMA").format(name=name)
    notes = [found.note] if found.note else []
    return "\n".join([head, *(f"  {sentence}" for sentence in [*found.wrong, *notes])])


def _bytes_wrong(files: list[EditionFile]) -> Iterator[str]:
    for name in [name for name in NAMES if name not in {file.name for file in files}]:
        yield _("Berkas {name} tidak lagi tercatat pada edisi ini.").format(name=name)
    for file in files:
        if file.name not in NAMES:
            yield _("Berkas {name} bukan bagian dari edisi yang disegel.").format(name=file.name)
        try:
            content = path_of_file(file).read_bytes()
        except OSError:
            yield _("Berkas {name} hilang dari penyimpanan.").format(name=file.name)
            continue
        if _hash(content) != file.sha256 or len(content) != file.size:
            yield _("Isi berkas {name} tidak sama dengan sidiknya.").format(name=file.name)


def _rows_wrong(edition: Edition, files: list[EditionFile]) -> Iterator[str]:
    """What of the rows is not as the audit trail wrote it down at the seal."""
    row = _seal_in_trail(edition)
    if row is None:
        yield _("Penyegelan edisi ini tidak tercatat dalam riwayat.")
        return
    written = {name: pair[1] for name, pair in row.changes.items()}
    now = hashes_of(edition, {file.name: file.sha256 for file in files})
    words = {
        "office": _("Kantor"),
        "year": _("Tahun"),
        "number": _("Nomor edisi"),
        "reason": _("Alasan"),
        "tree": _("Naskah lengkap"),
        "figures": _("Daftar angka"),
        "narratives": _("Naskah bagian"),
        "changes": _("Daftar perubahan"),
        "renderer": _("Versi program pencetak"),
        "sealed_by": _("Nama penyegel"),
        "sealed_at": _("Waktu penyegelan"),
    }
    for name, sha256 in written.items():
        if now.get(name) != sha256:
            what = words.get(name) or _("Sidik berkas {name}").format(name=name)
            yield _("{what} tidak sama dengan yang tercatat dalam riwayat saat disegel.").format(what=what)


def _figures_wrong(edition: Edition) -> Iterator[str]:
    """Which approved figure that was sealed is not what its frozen evidence gives by the policy of the seal."""
    content = json.loads(edition.figures)
    policy = pack_of(edition.office).policies.get(content["policy"])
    if policy is None:  # the pack has dropped it since
        return
    sealed = {row["id"]: row["number"] for row in content["figures"]}
    for actual in _approved_at_seal(edition):
        if sealed.get(f"indicator.{actual.code}.actual") != decimal_text(recompute(actual, policy).number):
            yield _(
                "Realisasi indikator {code} tidak sama dengan hitungan dari bukti yang dibekukan saat disetujui."
            ).format(code=actual.code)


def _approved_at_seal(edition: Edition) -> Iterable[Actual]:
    """The actuals of the year that were in force when ``edition`` was sealed.

    By the order of the trail: a seal is kept to the second, in which more may be approved.
    """
    kept = _seal_in_trail(edition)
    approvals = LogEntry.objects.filter(
        deed=APPROVED, target_type=Actual._meta.label_lower, pk__lt=kept.pk if kept else 0
    )
    rows = Actual.objects.filter(
        office=edition.office,
        period=str(edition.year),
        standing=Standing.APPROVED,
        pk__in=[
            int(key) for key in approvals.filter(office=edition.office).values_list("target_id", flat=True)
        ],
    )
    newest = {actual.code: actual for actual in rows.order_by("version")}
    return newest.values()


def _seal_in_trail(edition: Edition) -> LogEntry | None:
    """The row of the seal itself, not of what somebody may have put behind it."""
    rows = LogEntry.objects.filter(
        deed=SEALED, target_type=edition._meta.label_lower, target_id=str(edition.pk)
    )
    return rows.order_by("pk").first()


def _print_differs(edition: Edition, files: list[EditionFile]) -> Iterator[str]:
    try:
        made = render_again(edition)
    except (PdfError, AkuntabelError):
        yield _("Naskah yang tersimpan tidak dapat dicetak ulang.")
        return
    for file in files:
        if file.name in made and _hash(made[file.name]) != file.sha256:
            yield _("Cetakan ulang {name} tidak sama dengan yang disegel.").format(name=file.name)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
