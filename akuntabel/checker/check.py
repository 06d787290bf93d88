"""Check a report: read it, find its claims, run every rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from akuntabel.checker.blocks import Source
from akuntabel.checker.claims import gather
from akuntabel.checker.findings import Finding, Severity
from akuntabel.checker.readers import read
from akuntabel.checker.rules import RULES

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file. ``file`` is the path as given."""

    file: str
    source: Source
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the report contradicts itself somewhere."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check(path: str | Path) -> Report:
    """The findings in the report at ``path``.

    Raises what the readers raise when the file cannot be read.
    """
    source = read(Path(path))
    return Report(str(path), source, check_source(source))


def check_source(source: Source) -> tuple[Finding, ...]:
    """The findings in a report that was read already, by line; the same input gives the same order."""
    claims = gather(source)
    found = [replace(finding, rule=rule.id) for rule in RULES for finding in rule.find(claims)]
    unique = {(f.place.line, f.kind, f.stated, f.expected, f.message, f.subject): f for f in reversed(found)}
    order = {rule.id: index for index, rule in enumerate(RULES)}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (f.place.line, _ORDER.index(f.severity), order[f.rule], f.subject, f.stated),
        )
    )
