"""``python -m akuntabel.checker FILE…``: check reports without the rest of the house."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from akuntabel.checker.check import Report, check
from akuntabel.checker.output import as_json, as_text
from akuntabel.checker.readers import CannotRead

OK, ERRORS, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Check the files; 0 no errors found, 1 errors found, 2 a file could not be read."""
    parser = argparse.ArgumentParser(prog="python -m akuntabel.checker", description="Periksa laporan kinerja.")
    parser.add_argument("files", nargs="+", metavar="BERKAS", help="laporan: teks, Markdown, DOCX, PDF, atau XLSX")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="bentuk keluaran")
    options = parser.parse_args(argv)
    reports, unreadable = _checked(options.files)
    if options.format == "json":
        sys.stdout.write(json.dumps(as_json(reports), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(as_text(report) for report in reports))
    if unreadable:
        return UNREADABLE
    return ERRORS if any(report.has_errors for report in reports) else OK


def _checked(files: Sequence[str]) -> tuple[list[Report], bool]:
    """The reports that could be read, and whether one could not; which one and why goes to stderr."""
    reports: list[Report] = []
    unreadable = False
    for file in files:
        try:
            reports.append(check(file))
        except CannotRead as error:
            sys.stderr.write(f"{file}: {error}\n")
            unreadable = True
    return reports, unreadable


if __name__ == "__main__":
    sys.exit(main())
