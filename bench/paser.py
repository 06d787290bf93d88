"""Builds the report tree of the demo data; started by :func:`bench.documents.paser`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import django


def main(target: Path) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import translation

    from akuntabel.demo.loading import load_data_set
    from akuntabel.reporting.book import open_book
    from akuntabel.reporting.report import assemble

    translation.activate(settings.LANGUAGE_CODE)
    call_command("migrate", verbosity=0, interactive=False)
    office, year, _ = load_data_set()
    target.write_bytes(pickle.dumps(assemble(open_book(office, year))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
