"""What ``akuntabel check`` takes; apart from the command, so that a parser is made without the readers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from akuntabel.core.errors import gettext_noop

FORMATS = ("text", "json", "html")


def add_arguments(parser: argparse.ArgumentParser, translate: Callable[[str], str]) -> None:
    """What the command takes."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=translate(gettext_noop("BERKAS")),
        help=translate(gettext_noop("laporan: DOCX, PDF, XLSX, teks, atau Markdown")),
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help=translate(gettext_noop("bentuk keluaran"))
    )
    parser.add_argument(
        "--annotate",
        type=Path,
        metavar=translate(gettext_noop("FOLDER")),
        help=translate(
            gettext_noop("tulis salinan DOCX atau PDF dengan komentar di tempatnya ke folder ini")
        ),
    )
