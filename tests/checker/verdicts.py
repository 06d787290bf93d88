"""How the self-tests ask the checker: a text or findings in, what it says out."""

from __future__ import annotations

from akuntabel.checker.blocks import Source
from akuntabel.checker.check import check_source
from akuntabel.checker.findings import Finding, Severity
from akuntabel.checker.readers.limits import Clock, Limits
from akuntabel.checker.readers.text import read_text


def reading(text: str) -> Source:
    limits = Limits()
    return read_text(text.encode(), "laporan.txt", kind="text", limits=limits, clock=Clock(limits.seconds))


def told(text: str) -> list[Finding]:
    """The findings in a plain text that are more than a note."""
    return serious(check_source(reading(text)))


def serious(findings: tuple[Finding, ...]) -> list[Finding]:
    return [found for found in findings if found.severity is not Severity.NOTE]


def errors(findings: list[Finding] | tuple[Finding, ...]) -> list[str]:
    return [f"{f.place.line}: {f.sentence()} [{f.rule}]" for f in findings if f.severity is Severity.ERROR]
