"""What all rules share: how a finding is put together, and small helpers for its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.findings import Finding, Kind, Severity

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
    expected: str,
    message: str,
    params: Mapping[str, object] | None = None,
    others: Iterable[Place] = (),
) -> Finding:
    """A finding; the subject is shortened, and "stated" and "expected" are parameters too."""
    filled = {"stated": stated, "expected": expected, "subject": short(subject), **(params or {})}
    elsewhere = tuple(dict.fromkeys(other for other in others if other.line != place.line))
    return Finding(kind, severity, place, short(subject), stated, expected, message, filled, others=elsewhere)


def short(text: str, length: int = 90) -> str:
    """``text`` in one line of at most ``length`` characters; the end of a name tells it apart."""
    line = " ".join(text.split())
    return line if len(line) <= length else "…" + line[-length + 1 :]


def where(places: Iterable[Place], most: int = 5) -> str:
    """ "baris 40, 450 dan 511" """
    lines = sorted({place.line for place in places})
    shown = [str(line) for line in lines[:most]]
    if len(lines) > most:
        return f"baris {', '.join(shown)}, …"
    if len(shown) > 1:
        return f"baris {', '.join(shown[:-1])} dan {shown[-1]}"
    return f"baris {shown[0]}" if shown else ""
