"""``python -m akuntabel.checker FILE…``: check reports without the rest of the house."""

from __future__ import annotations

import argparse
import sys

from akuntabel.checker.arguments import add_arguments
from akuntabel.checker.command import run
from akuntabel.checker.output import unchanged

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m akuntabel.checker", description="Periksa laporan kinerja."
    )
    add_arguments(parser, unchanged)
    sys.exit(run(parser.parse_args(), unchanged, "id"))
