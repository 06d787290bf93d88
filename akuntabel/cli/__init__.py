"""The command line: the same deeds as the pages, and one clear sentence when something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from akuntabel.cli import commands
from akuntabel.cli.arguments import Command, make_parser
from akuntabel.cli.commands import OK, WRONG
from akuntabel.core.errors import SaidError
from akuntabel.i18n import gettext as _
from akuntabel.i18n import said


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``akuntabel``; the exit status is 0 when done, 1 when something was found, 2 when it cannot run."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["manage"]:
        return _guarded(lambda: commands.manage(arguments[1:]))
    options = make_parser().parse_args(arguments)
    deed: Command = options.run
    if deed is commands.check:  # the checker starts without Django and needs no database
        return deed(options)
    return _guarded(lambda: deed(options))


def run() -> None:
    """The console script."""
    sys.exit(main())


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
