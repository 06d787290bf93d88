"""What all rules share: how a finding is put together, and small helpers for its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.findings import Finding, Kind, Lines, Severity, Words

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, what it looks at, in Indonesian for the user, and its function."""

    id: str
    about: str
    find: Callable[[Claims], Iterable[Finding]]


def finding(
    kind: Kind,
    severity: Severity,
    place: Place,
    *,
    subject: str,
    stated: str,
    expected: str | Words,
    message: str,
    params: Mapping[str, object] | None = None,
    others: Iterable[Place] = (),
) -> Finding:
    """A finding; the subject is shortened, and "stated" and "expected" are parameters too."""
    filled = {"stated": stated, "expected": expected, "subject": short(subject), **(params or {})}
    elsewhere = tuple(dict.fromkeys(other for other in others if other.line != place.line))
    return Finding(
        kind, severity, place, short(subject), stated, str(expected), message, filled, others=elsewhere
    )


def joined(template: str, parts: Sequence[str]) -> Words:
    """``parts`` put together two by two: "Baik atau Cukup"."""
    found = Words("{text}", {"text": parts[0]})
    for part in parts[1:]:
        found = Words(template, {"first": found, "last": part})
    return found


def short(text: str, length: int = 90) -> str:
    """``text`` in one line of at most ``length`` characters; the end of a name tells it apart."""
    line = " ".join(text.split())
    return line if len(line) <= length else "…" + line[-length + 1 :]


def where(places: Iterable[Place], most: int = 5) -> Lines:
    """ "baris 40, 450 dan 511" """
    lines = sorted({place.line for place in places})
    return Lines(tuple(lines[:most]), len(lines) > most)
