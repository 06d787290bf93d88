"""Check one file in a process of its own, with bounds of memory and time, so that no file harms the rest.

Run as ``python -m akuntabel.checking.runner FILE FOLDER LANGUAGE``. It writes ``findings.json``,
``page.html`` and the annotated copy into the folder, or prints why the file cannot be read and
exits with 2. It starts without Django.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

MEMORY = 3_000_000_000  # bytes of address space
SECONDS = 100  # of processor time


def main(file: Path, folder: Path) -> int:
    """Check ``file`` into ``folder``; 0 done, 2 it cannot be read."""
    _bound()
    from akuntabel.checker.annotate import annotate
    from akuntabel.checker.command import check_all, speaker
    from akuntabel.checker.output import as_json
    from akuntabel.checker.page import render_page
    from akuntabel.i18n import gettext, language

    reports, unread = check_all([file], gettext)
    if unread:
        sys.stdout.write(next(iter(unread.values())))
        return 2
    say = speaker(gettext)
    [report] = reports
    copy = annotate(file, report.source, report.findings, folder, say=say, translate=gettext)
    page = render_page(reports, say=say, translate=gettext, language=language())
    (folder / "page.html").write_text(page, encoding="utf-8")
    content = {**as_json(reports, say=say, translate=gettext), "copy": copy.name}
    (folder / "findings.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return 0


def _bound() -> None:
    """Let the system end this process when a file makes it grow or run without end."""
    if os.name != "posix":
        return  # Windows has no such limits; the caller's own time limit holds there
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
