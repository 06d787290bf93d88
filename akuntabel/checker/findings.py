"""Findings: what the checker says, in the shape that other programs rely on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from akuntabel.checker.blocks import Place
from akuntabel.core.errors import gettext_noop

Translate = Callable[[str], str]

_LINE: Final = gettext_noop("baris {line}")
_LINES: Final = gettext_noop("baris {lines} dan {last}")
_MORE_LINES: Final = gettext_noop("baris {lines}, …")


def unchanged(text: str) -> str:
    """``text`` itself: Indonesian, the language of the source."""
    return text


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
class Words:
    """Words of the checker inside a sentence, put into a language when the sentence is said.

    ``text`` is a template like a message, and ``params`` fill it. ``str()`` gives it in Indonesian.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Translate) -> str:
        """The words in the language of ``translate``."""
        return filled(self.text, self.params, translate)

    def __str__(self) -> str:
        return self.say(unchanged)


@dataclass(frozen=True, slots=True)
class Lines:
    """The numbers of lines: "baris 40, 450 dan 511". ``more`` says that there are further ones."""

    lines: tuple[int, ...]
    more: bool = False

    def say(self, translate: Translate) -> str:
        """The lines in the language of ``translate``."""
        shown = [str(line) for line in self.lines]
        if self.more:
            return translate(_MORE_LINES).format(lines=", ".join(shown))
        if len(shown) > 1:
            return translate(_LINES).format(lines=", ".join(shown[:-1]), last=shown[-1])
        return translate(_LINE).format(line=shown[0]) if shown else ""

    def __str__(self) -> str:
        return self.say(unchanged)


def filled(template: str, params: Mapping[str, object], translate: Translate) -> str:
    """``template`` with its parameters, all in the language of ``translate``."""
    said = {
        name: value.say(translate) if isinstance(value, Words | Lines) else value
        for name, value in params.items()
    }
    return translate(template).format(**said)


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

    def sentence(self, translate: Translate = unchanged) -> str:
        """The message with its parameters, in Indonesian or the language of ``translate``."""
        return filled(self.message, self.params, translate)

    def wanted(self, translate: Translate = unchanged) -> str:
        """What follows from the rest, in words: those of the checker are translated, those of the report are not."""
        words = self.params.get("expected")
        return words.say(translate) if isinstance(words, Words) else self.expected

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
