"""What can be typed: each command with its arguments and its help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from akuntabel import __version__
from akuntabel.checker.arguments import add_arguments as add_check_arguments
from akuntabel.cli import commands
from akuntabel.i18n import gettext as _

Command = Callable[[argparse.Namespace], int]


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; what is typed leads to ``run``, a function of ``commands``."""
    parser = argparse.ArgumentParser(
        prog="akuntabel", description=_("Laporan Kinerja dari rencana, bukti, dan anggaran.")
    )
    parser.add_argument("--version", action="version", version=f"akuntabel {__version__}")
    parsers = parser.add_subparsers(required=True, metavar=_("PERINTAH"))

    check = _command(
        parsers,
        "check",
        commands.check,
        _("Periksa laporan siapa pun: di mana ia bertentangan dengan dirinya sendiri."),
    )
    add_check_arguments(check, _)

    demo = _command(
        parsers, "demo", commands.demo, _("Muat data contoh: Sekretariat KPU Kabupaten Paser 2024.")
    )
    demo.add_argument(
        "--as-printed",
        action="store_true",
        help=_("muat juga kantor kedua dengan cara hitung seperti tercetak dalam laporan aslinya"),
    )

    measure = _command(parsers, "measure", commands.measure, _("Ukur capaian satu kantor dalam satu tahun."))
    _office_and_year(measure)
    measure.add_argument("--format", choices=("text", "json"), default="text", help=_("bentuk keluaran"))

    _add_papers(parsers)
    serve = _command(parsers, "serve", commands.serve, _("Jalankan aplikasi web dan pekerja latarnya."))
    serve.add_argument("--host", default="127.0.0.1", help=_("alamat yang didengarkan (baku: 127.0.0.1)"))
    serve.add_argument("--port", type=int, default=8000, help=_("porta (baku: 8000)"))
    serve.add_argument(
        "--welcome",
        action="append",
        default=[],
        metavar=_("NAMA"),
        help=_("cetak tautan masuk sekali pakai untuk orang ini; boleh diulang, dan “contoh*” berarti semua"),
    )

    _add_people(parsers)
    _add_upkeep(parsers)
    parsers.add_parser("manage", help=_("Jalankan perintah pengelolaan Django (migrate, changepassword, …)."))
    return parser


def _add_papers(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = _command(
        parsers, "report", commands.report, _("Tulis Laporan Kinerja: DOCX, PDF, HTML, dan figures.json.")
    )
    agreement = _command(
        parsers, "agreement", commands.agreement, _("Tulis Perjanjian Kinerja: DOCX dan PDF.")
    )
    for paper in (report, agreement):
        _office_and_year(paper)
        paper.add_argument(
            "--out", type=Path, required=True, metavar=_("FOLDER"), help=_("folder untuk berkasnya")
        )
    report.add_argument("--language", choices=("id", "en"), default="id", help=_("bahasa laporan (baku: id)"))
    agreement.add_argument(
        "--version", type=int, metavar=_("NOMOR"), help=_("versi perjanjian (baku: yang sedang berlaku)")
    )


def _add_people(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    link = _command(parsers, "link", commands.link, _("Buat tautan masuk sekali pakai untuk satu orang."))
    link.add_argument("username", metavar=_("NAMA"), help=_("nama pengguna"))
    link.add_argument("--url", default="http://127.0.0.1:8000", help=_("alamat aplikasi"))

    administrator = _command(
        parsers,
        "administrator",
        commands.administrator,
        _("Jadikan seseorang Administrator kantor puncak, bila tidak ada lagi yang dapat masuk."),
    )
    administrator.add_argument("username", metavar=_("NAMA"), help=_("nama pengguna, lama atau baru"))
    administrator.add_argument("--url", default="http://127.0.0.1:8000", help=_("alamat aplikasi"))
    administrator.add_argument(
        "--without-second-factor", action="store_true", help=_("hapus juga faktor keduanya")
    )

    reminder = _command(
        parsers,
        "remind",
        commands.remind,
        _("Ingatkan lewat surel siapa pun yang tugasnya terlambat atau jatuh tempo."),
    )
    reminder.add_argument("--url", default="http://127.0.0.1:8000", help=_("alamat aplikasi"))
    reminder.add_argument(
        "--dry-run", action="store_true", help=_("hanya tunjukkan siapa yang akan diingatkan, tanpa mengirim")
    )


def _add_upkeep(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = _command(
        parsers,
        "verify-log",
        commands.verify_log,
        _("Periksa apakah riwayat pernah diubah, dihapus, atau disisipi."),
    )
    verify.add_argument("--format", choices=("text", "json"), default="text", help=_("bentuk keluaran"))
    verify.add_argument(
        "--expect",
        action="append",
        default=[],
        metavar=_("RANTAI:NOMOR:SIDIK"),
        help=_("kepala riwayat yang pernah dicatat di luar; boleh diulang"),
    )
    editions = _command(
        parsers,
        "verify-editions",
        commands.verify_editions,
        _("Periksa apakah laporan yang disegel masih sama persis dengan saat disegel."),
    )
    editions.add_argument("office", nargs="?", metavar=_("KANTOR"), help=_("kode kantor (baku: semua)"))
    editions.add_argument("year", nargs="?", type=int, metavar=_("TAHUN"), help=_("tahun (baku: semua)"))
    backup = _command(
        parsers,
        "backup",
        commands.backup,
        _("Simpan seluruh data dan lampiran ke satu berkas; boleh saat dipakai."),
    )
    backup.add_argument("file", type=Path, metavar=_("BERKAS"), help=_("berkas cadangan yang dibuat"))
    restore = _command(
        parsers,
        "restore",
        commands.restore,
        _("Pulihkan cadangan ke Akuntabel yang masih kosong, lalu periksa."),
    )
    restore.add_argument("file", type=Path, metavar=_("BERKAS"), help=_("berkas cadangan"))


def _command(
    parsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str, deed: Command, text: str
) -> argparse.ArgumentParser:
    parser = parsers.add_parser(name, help=text, description=text)
    parser.set_defaults(run=deed)
    return parser


def _office_and_year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("office", metavar=_("KANTOR"), help=_("kode kantor, misalnya kpu-paser"))
    parser.add_argument("year", metavar=_("TAHUN"), type=int, help=_("tahun, misalnya 2024"))
