"""Sealed reports: what stands against sealing, the seal itself, what changed, and whether one is whole."""

from akuntabel.reporting.editions.candidate import prepare
from akuntabel.reporting.editions.keeping import all_editions, editions_of, path_of_file
from akuntabel.reporting.editions.readiness import Obstacle, Readiness, obstacles, readiness
from akuntabel.reporting.editions.sealing import seal_edition
from akuntabel.reporting.editions.verifying import (
    Inspection,
    inspect_edition,
    inspection_text,
    render_again,
    verify_edition,
)

__all__ = [
    "Inspection",
    "Obstacle",
    "Readiness",
    "all_editions",
    "editions_of",
    "inspect_edition",
    "inspection_text",
    "obstacles",
    "path_of_file",
    "prepare",
    "readiness",
    "render_again",
    "seal_edition",
    "verify_edition",
]
