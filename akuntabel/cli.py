"""The command line: the same deeds as the pages, and one clear sentence when something is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from akuntabel import __version__
from akuntabel.checker.arguments import add_arguments as add_check_arguments
from akuntabel.core.errors import SaidError
from akuntabel.i18n import gettext as _
from akuntabel.i18n import language, said

OK, FOUND, WRONG = 0, 1, 2
Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``akuntabel``; the exit status is 0 when done, 1 when something was found, 2 when it cannot run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["manage"]:
        return _guarded(lambda: _manage(arguments[1:]))
    options = _parser().parse_args(arguments)
    deed: Command = options.run
    if deed is _check:  # the checker starts without Django and needs no database
        return deed(options)
    return _guarded(lambda: deed(options))


def run() -> None:
    """The console script."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akuntabel", description=_("Laporan Kinerja dari rencana, bukti, dan anggaran.")
    )
    parser.add_argument("--version", action="version", version=f"akuntabel {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("PERINTAH"))

    check = _command(
        commands,
        "check",
        _check,
        _("Periksa laporan siapa pun: di mana ia bertentangan dengan dirinya sendiri."),
    )
    add_check_arguments(check, _)

    demo = _command(commands, "demo", _demo, _("Muat data contoh: Sekretariat KPU Kabupaten Paser 2024."))
    demo.add_argument(
        "--as-printed",
        action="store_true",
        help=_("muat juga kantor kedua dengan cara hitung seperti tercetak dalam laporan aslinya"),
    )

    measure = _command(commands, "measure", _measure, _("Ukur capaian satu kantor dalam satu tahun."))
    _office_and_year(measure)
    measure.add_argument("--format", choices=("text", "json"), default="text", help=_("bentuk keluaran"))

    _add_papers(commands)
    serve = _command(commands, "serve", _serve, _("Jalankan aplikasi web dan pekerja latarnya."))
    serve.add_argument("--host", default="127.0.0.1", help=_("alamat yang didengarkan (baku: 127.0.0.1)"))
    serve.add_argument("--port", type=int, default=8000, help=_("porta (baku: 8000)"))
    serve.add_argument(
        "--welcome",
        action="append",
        default=[],
        metavar=_("NAMA"),
        help=_("cetak tautan masuk sekali pakai untuk orang ini; boleh diulang, dan “contoh*” berarti semua"),
    )

    link = _command(commands, "link", _link, _("Buat tautan masuk sekali pakai untuk satu orang."))
    link.add_argument("username", metavar=_("NAMA"), help=_("nama pengguna"))
    link.add_argument("--url", default="http://127.0.0.1:8000", help=_("alamat aplikasi"))

    administrator = _command(
        commands,
        "administrator",
        _administrator,
        _("Jadikan seseorang Administrator kantor puncak, bila tidak ada lagi yang dapat masuk."),
    )
    administrator.add_argument("username", metavar=_("NAMA"), help=_("nama pengguna, lama atau baru"))
    administrator.add_argument("--url", default="http://127.0.0.1:8000", help=_("alamat aplikasi"))
    administrator.add_argument(
        "--without-second-factor", action="store_true", help=_("hapus juga faktor keduanya")
    )

    _add_upkeep(commands)
    commands.add_parser(
        "manage", help=_("Jalankan perintah pengelolaan Django (migrate, changepassword, …).")
    )
    return parser


def _add_papers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = _command(
        commands, "report", _report, _("Tulis Laporan Kinerja: DOCX, PDF, HTML, dan figures.json.")
    )
    agreement = _command(commands, "agreement", _agreement, _("Tulis Perjanjian Kinerja: DOCX dan PDF."))
    for paper in (report, agreement):
        _office_and_year(paper)
        paper.add_argument(
            "--out", type=Path, required=True, metavar=_("FOLDER"), help=_("folder untuk berkasnya")
        )
    report.add_argument("--language", choices=("id", "en"), default="id", help=_("bahasa laporan (baku: id)"))
    agreement.add_argument(
        "--version", type=int, metavar=_("NOMOR"), help=_("versi perjanjian (baku: yang sedang berlaku)")
    )


def _add_upkeep(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = _command(
        commands,
        "verify-log",
        _verify_log,
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
    backup = _command(
        commands, "backup", _backup, _("Simpan seluruh data dan lampiran ke satu berkas; boleh saat dipakai.")
    )
    backup.add_argument("file", type=Path, metavar=_("BERKAS"), help=_("berkas cadangan yang dibuat"))
    restore = _command(
        commands, "restore", _restore, _("Pulihkan cadangan ke Akuntabel yang masih kosong, lalu periksa.")
    )
    restore.add_argument("file", type=Path, metavar=_("BERKAS"), help=_("berkas cadangan"))


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, deed: Command, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=deed)
    return parser


def _office_and_year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("office", metavar=_("KANTOR"), help=_("kode kantor, misalnya kpu-paser"))
    parser.add_argument("year", metavar=_("TAHUN"), type=int, help=_("tahun, misalnya 2024"))


# ---------------------------------------------------------------- what can go wrong


def _guarded(command: Callable[[], int]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error as DatabaseError

    try:
        return command()
    except SaidError as error:
        return _complain(said(error))
    except ImproperlyConfigured as error:
        return _complain(str(error))
    except DatabaseError as error:
        return _complain(_database_sentence(error))
    except BrokenPipeError:  # the reader of our output went away (head, less)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return WRONG


def _complain(sentence: str) -> int:
    print(f"akuntabel: {sentence}", file=sys.stderr)
    return WRONG


def _database_sentence(error: Exception) -> str:
    reason = " ".join(str(error).split())
    if "no such table" in reason or ("does not exist" in reason and "relation" in reason):
        return _("Pangkalan data belum disiapkan. Jalankan “akuntabel demo” atau “akuntabel manage migrate”.")
    return _(
        "Pangkalan data tidak dapat dipakai ({reason}). "
        "Periksa DATABASE_URL, atau kosongkan agar memakai SQLite."
    ).format(reason=reason)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akuntabel.settings")
    import django
    from django.conf import settings
    from django.utils import translation

    django.setup()
    translation.activate(settings.LANGUAGE_CODE)


def _migrated() -> None:
    from django.core.management import call_command

    from akuntabel.upkeep.upgrading import copy_before_migrating

    if copy := copy_before_migrating():
        print(_("Sebelum pembaruan, pangkalan data disalin ke {file}").format(file=copy))
    call_command("migrate", verbosity=0, interactive=False)


# ---------------------------------------------------------------- the commands


def _check(options: argparse.Namespace) -> int:
    from akuntabel.checker.command import run as run_check

    return run_check(options, _, language())


def _demo(options: argparse.Namespace) -> int:
    _django()
    _migrated()
    from akuntabel.demo.loading import load_data_set, show_people

    sets = [load_data_set()]
    if options.as_printed:
        sets.append(load_data_set(as_printed=True))
    for office, year, loaded in sets:
        word = _("dimuat") if loaded else _("sudah ada, tidak diubah")
        print(
            _("{office} {year}: {word} (kode {code})").format(
                office=office.name, year=year, word=word, code=office.code
            )
        )
        show_people(office)
    return OK


def _measure(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.measuring.selectors import measure_year
    from akuntabel.measuring.text import as_json, as_text
    from akuntabel.planning.selectors import find_office

    measured = measure_year(find_office(options.office), options.year)
    print(as_json(measured) if options.format == "json" else as_text(measured))
    return OK


def _report(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.planning.selectors import find_office
    from akuntabel.reporting.deeds import write_report

    for file in write_report(
        find_office(options.office), options.year, options.out, language=options.language
    ):
        print(file)
    return OK


def _agreement(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.planning.action_plan import find_agreement
    from akuntabel.planning.selectors import find_office
    from akuntabel.reporting.agreement_paper import write_agreement

    agreement = find_agreement(find_office(options.office), options.year, options.version)
    for file in write_agreement(agreement, options.out):
        print(file)
    return OK


def _serve(options: argparse.Namespace) -> int:
    _django()
    _migrated()
    from akuntabel.offices.deeds import setup_token, waits_for_setup
    from akuntabel.web.serving import serve

    def ready(address: str) -> None:
        print(_("Akuntabel berjalan di {address} (hentikan dengan Ctrl+C)").format(address=address))
        if options.welcome:
            _welcome(options.welcome, address)
        elif waits_for_setup():
            print(
                _("Belum ada siapa pun di sini. Buat administrator pertama lewat alamat ini, sekali pakai:")
            )
            print(f"{address}/mulai/{setup_token()}/")
        sys.stdout.flush()

    return serve(host=options.host, port=options.port, ready=ready)


def _welcome(patterns: Sequence[str], address: str) -> None:
    """Print a one-time link for each person whose user name is, or fits, one of ``patterns``."""
    from akuntabel.offices.deeds import find_person, sign_in_address, usernames_like

    names = [
        name for pattern in patterns for name in usernames_like(pattern) or [find_person(pattern).username]
    ]
    people = [find_person(name) for name in dict.fromkeys(names)]
    if len(people) == 1:
        link = sign_in_address(people[0].username, address)
        print(_("Tautan masuk, sekali pakai: {link}").format(link=link))
    else:
        print(_("Tautan masuk, masing-masing sekali pakai:"))
        width = max(len(str(person)) for person in people)
        for person in people:
            print(f"  {person!s:<{width}}  {sign_in_address(person.username, address)}")
    print(_("Tautan baru: akuntabel link {name}").format(name=people[0].username))


def _administrator(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.offices.deeds import make_administrator, sign_in_address

    person = make_administrator(
        username=options.username, without_second_factor=options.without_second_factor
    )
    print(_("{name} sekarang Administrator kantor puncak.").format(name=person.username))
    link = sign_in_address(person.username, options.url)
    print(_("Tautan masuk, sekali pakai: {link}").format(link=link))
    return OK


def _link(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.offices.deeds import sign_in_address

    print(sign_in_address(options.username, options.url))
    return OK


def _verify_log(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.upkeep.verifying import as_json, as_text, inspect_trail

    report = inspect_trail(options.expect)
    print(as_json(report) if options.format == "json" else as_text(report))
    return OK if report.whole else FOUND


def _backup(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.upkeep.backup import back_up
    from akuntabel.upkeep.telling import backup_text

    backup = back_up(options.file)
    print(backup_text(backup))
    return FOUND if backup.manifest.missing_files else OK


def _restore(options: argparse.Namespace) -> int:
    _django()
    from akuntabel.upkeep.restore import restore
    from akuntabel.upkeep.telling import restore_text

    restored = restore(options.file)
    print(restore_text(restored))
    return OK if restored.trail.whole and not restored.manifest.missing_files else FOUND


def _manage(arguments: Sequence[str]) -> int:
    _django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["akuntabel manage", *arguments])
    return OK
