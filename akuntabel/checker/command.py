"""The command ``akuntabel check``: files in, findings out, as text, JSON, a page or annotated copies."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from akuntabel.checker.annotate import annotate
from akuntabel.checker.check import Report, check
from akuntabel.checker.findings import Finding
from akuntabel.checker.output import as_json, as_text
from akuntabel.checker.page import render_page
from akuntabel.checker.readers import CannotRead
from akuntabel.core.errors import gettext_noop

OK, ERRORS, UNREADABLE = 0, 1, 2
Translate = Callable[[str], str]

_NO_FOLDER = gettext_noop("Folder “{folder}” tidak dapat ditulisi ({reason}). Pilih folder lain.")
_ANNOTATED = gettext_noop("Salinan beranotasi: {file}")


def run(options: argparse.Namespace, translate: Translate, language: str) -> int:
    """Check the files; 0 no errors found, 1 errors found, 2 a file could not be read or written.

    A file that cannot be read is named with its reason on standard error, and the others are
    still checked.
    """
    reports, unread = check_all(options.files, translate)
    for file, reason in unread.items():
        print(f"{file}: {reason}", file=sys.stderr)
    print(_printed(reports, unread, options.format, translate, language), end="")
    if options.annotate and (problem := _annotate_all(reports, options.annotate, translate)):
        print(f"akuntabel: {problem}", file=sys.stderr)
        return UNREADABLE
    if unread:
        return UNREADABLE
    return ERRORS if any(report.has_errors for report in reports) else OK


def check_all(files: Sequence[Path], translate: Translate) -> tuple[list[Report], dict[str, str]]:
    """The reports that could be read, and why the others could not, by file."""
    reports: list[Report] = []
    unread: dict[str, str] = {}
    for file in files:
        try:
            reports.append(check(file))
        except CannotRead as error:
            unread[str(file)] = translate(error.template).format(**error.params)
    return reports, unread


def speaker(translate: Translate) -> Callable[[Finding], str]:
    """A function that says a finding in the language of ``translate``."""
    return lambda finding: finding.sentence(translate)


def _printed(
    reports: Sequence[Report], unread: dict[str, str], form: str, translate: Translate, language: str
) -> str:
    say = speaker(translate)
    if form == "json":
        return json.dumps(as_json(reports, say=say), ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        return render_page(reports, say=say, translate=translate, language=language, unread=unread)
    return "\n".join(as_text(report, say=say, translate=translate) for report in reports)


def _annotate_all(reports: Sequence[Report], folder: Path, translate: Translate) -> str:
    """Write the copies; what went wrong in a sentence, empty when all are written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for report in reports:
            made = annotate(
                Path(report.file),
                report.source,
                report.findings,
                folder,
                say=speaker(translate),
                translate=translate,
            )
            print(translate(_ANNOTATED).format(file=made), file=sys.stderr)
    except OSError as error:
        return translate(_NO_FOLDER).format(folder=folder, reason=error.strerror or error)
    return ""
