"""What each command does: it opens the database, calls one deed, and prints what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from akuntabel.i18n import gettext as _
from akuntabel.i18n import language

OK, FOUND, WRONG = 0, 1, 2


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


def check(options: argparse.Namespace) -> int:
    """Check reports: anybody's, without a database."""
    from akuntabel.checker.command import run as run_check

    return run_check(options, _, language())


def demo(options: argparse.Namespace) -> int:
    """Load the example data."""
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


def measure(options: argparse.Namespace) -> int:
    """Print a measured year."""
    _django()
    from akuntabel.measuring.selectors import measure_year
    from akuntabel.measuring.text import as_json, as_text
    from akuntabel.planning.selectors import find_office

    measured = measure_year(find_office(options.office), options.year)
    print(as_json(measured) if options.format == "json" else as_text(measured))
    return OK


def report(options: argparse.Namespace) -> int:
    """Write the report files."""
    _django()
    from akuntabel.planning.selectors import find_office
    from akuntabel.reporting.deeds import write_report

    for file in write_report(
        find_office(options.office), options.year, options.out, language=options.language
    ):
        print(file)
    return OK


def agreement(options: argparse.Namespace) -> int:
    """Write an agreement."""
    _django()
    from akuntabel.planning.action_plan import find_agreement
    from akuntabel.planning.selectors import find_office
    from akuntabel.reporting.agreement_paper import write_agreement

    agreement = find_agreement(find_office(options.office), options.year, options.version)
    for file in write_agreement(agreement, options.out):
        print(file)
    return OK


def serve(options: argparse.Namespace) -> int:
    """Serve the app and its worker."""
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


def administrator(options: argparse.Namespace) -> int:
    """Make somebody the administrator of the top office."""
    _django()
    from akuntabel.offices.deeds import make_administrator, sign_in_address

    person = make_administrator(
        username=options.username, without_second_factor=options.without_second_factor
    )
    print(_("{name} sekarang Administrator kantor puncak.").format(name=person.username))
    link = sign_in_address(person.username, options.url)
    print(_("Tautan masuk, sekali pakai: {link}").format(link=link))
    return OK


def link(options: argparse.Namespace) -> int:
    """Print a one-time link."""
    _django()
    from akuntabel.offices.deeds import sign_in_address

    print(sign_in_address(options.username, options.url))
    return OK


def remind(options: argparse.Namespace) -> int:
    """Send who owes something a letter."""
    _django()
    from django.utils import timezone

    from akuntabel.duties.deeds import remind
    from akuntabel.duties.telling import pressing_text, reminded_text, unreachable_text

    today = timezone.localdate()
    if options.dry_run:
        print(pressing_text(today))
        return OK
    reminded = remind(today=today, base_url=options.url)
    print(reminded_text(reminded))
    if without := unreachable_text(today):
        print(without)
    return OK if all(each.sent for each in reminded) else FOUND


def verify_log(options: argparse.Namespace) -> int:
    """Say whether the trail is whole."""
    _django()
    from akuntabel.upkeep.verifying import as_json, as_text, inspect_trail

    report = inspect_trail(options.expect)
    print(as_json(report) if options.format == "json" else as_text(report))
    return OK if report.whole else FOUND


def verify_editions(options: argparse.Namespace) -> int:
    """Say whether sealed reports are what was sealed."""
    _django()
    from akuntabel.planning.selectors import find_office, find_year
    from akuntabel.reporting.editions import all_editions, inspect_edition, inspection_text

    office = find_office(options.office) if options.office else None
    if office is not None and options.year:
        find_year(office, options.year)
    whole = True
    for edition in all_editions(office, options.year):
        found = inspect_edition(edition)
        whole = whole and found.whole
        print(inspection_text(found))
    return OK if whole else FOUND


def backup(options: argparse.Namespace) -> int:
    """Keep everything in one file."""
    _django()
    from akuntabel.upkeep.backup import back_up
    from akuntabel.upkeep.telling import backup_text

    backup = back_up(options.file)
    print(backup_text(backup))
    return FOUND if backup.manifest.missing_files else OK


def restore(options: argparse.Namespace) -> int:
    """Bring a backup back."""
    _django()
    from akuntabel.upkeep.restore import restore
    from akuntabel.upkeep.telling import restore_text

    restored = restore(options.file)
    print(restore_text(restored))
    return OK if restored.trail.whole and not restored.manifest.missing_files else FOUND


def manage(arguments: Sequence[str]) -> int:
    """Run a command of Django."""
    _django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["akuntabel manage", *arguments])
    return OK
