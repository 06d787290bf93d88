"""``python -m akuntabel`` is the command ``akuntabel``."""

from akuntabel.cli import run

run()
