"""Findings: what the checker says, in the shape that other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from akuntabel.checker.blocks import Place


class Kind(StrEnum):
    """What a finding is about."""

    ARITHMETIC = "arithmetic"
    CATEGORY = "category"
    MISMATCH = "mismatch-between-tables"
    AVERAGE = "average"
    SUM = "sum"
    PERCENTAGE = "percentage"
    WORDS = "words-vs-digits"
    COUNT = "count"
    YEAR = "year"
    STRUCTURE = "structure"
    POLARITY = "polarity"
    OUTLIER = "outlier"
    DUPLICATE = "duplicate"
    DATE = "date"
    WORDING = "wording"
    ROUNDING = "rounding"


class Severity(StrEnum):
    """How sure the checker is."""

    ERROR = "error"  # the text contradicts itself, provably
    WARNING = "warning"  # somebody must decide
    NOTE = "note"  # style


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a report contradicts itself or leaves a question open.

    ``stated`` stands in the document as it is here; ``expected`` is what follows from the rest.
    ``message`` is a constant sentence (a translatable template) and ``params`` fill it; ``rule``
    names the function that found it; ``others`` are further places to look at.
    """

    kind: Kind
    severity: Severity
    place: Place
    subject: str
    stated: str
    expected: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    rule: str = ""
    others: tuple[Place, ...] = ()

    def sentence(self) -> str:
        """The message with its parameters, in Indonesian."""
        return self.message.format(**self.params)

    def as_json(self, place: str, sentence: str | None = None) -> dict[str, Any]:
        """The finding in the output contract; ``place`` is its place in words."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "line": self.place.line,
            "page": self.place.page,
            "place": place,
            "subject": self.subject,
            "stated": self.stated,
            "expected": self.expected,
            "message": sentence if sentence is not None else self.sentence(),
            "rule": self.rule,
            "also": [{"line": other.line, "page": other.page} for other in self.others],
        }
