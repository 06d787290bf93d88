"""What makes a report an edition: its number, when it was sealed, and what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What sort of thing an edition changes."""

    AGREEMENT = "agreement"  # another version of the agreement is in force
    INDICATOR = "indicator"  # an indicator came or went
    TARGET = "target"
    FIGURE = "figure"
    NARRATIVE = "narrative"
    CHAPTER = "chapter"  # a chapter differs otherwise: a table's words, a name, the layout


@dataclass(frozen=True)
class Change:
    """One thing that differs; ``before`` is "" for what is new, ``after`` "" for what is gone.

    ``key`` says which one: a figure's id, a narrative's place, a chapter's key, an indicator's code.
    """

    kind: ChangeKind
    key: str
    what: str
    before: str
    after: str

    def plain(self) -> dict[str, Any]:
        """Itself as JSON."""
        return {**asdict(self), "kind": self.kind.value}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Change:
        """The change that :meth:`plain` gave as ``data``."""
        return cls(ChangeKind(data["kind"]), data["key"], data["what"], data["before"], data["after"])


@dataclass(frozen=True)
class Stamp:
    """The seal of an edition, as the report prints it.

    ``moment`` is when it was sealed, ``day`` the date of that at the office. ``reason``, ``changes``
    and ``previous_day`` are there from the second edition on.
    """

    number: int
    moment: dt.datetime
    day: dt.date
    reason: str = ""
    changes: tuple[Change, ...] = ()
    previous_day: dt.date | None = None
