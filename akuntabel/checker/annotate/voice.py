"""The words of an annotation: how bad it is, what is wrong, where else to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from akuntabel.checker.blocks import Place, Source
from akuntabel.checker.findings import Finding, Severity
from akuntabel.checker.output import unchanged
from akuntabel.core.errors import gettext_noop, quoted

AUTHOR: Final = "Akuntabel"
INITIALS: Final = "Ak"
SEVERITIES: Final = {
    Severity.ERROR: gettext_noop("Kesalahan"),
    Severity.WARNING: gettext_noop("Perlu diputuskan"),
    Severity.NOTE: gettext_noop("Catatan penulisan"),
}
_ALSO: Final = gettext_noop("Lihat juga: {where}, “{text}”.")
_NO_PLACE: Final = gettext_noop("Tidak ada tempatnya dalam teks:")
_MOST_ALSO = 5  # further places that one note lists


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks the language of whoever asked for the check."""

    say: Callable[[Finding], str]
    where: Callable[[Place], str]
    translate: Callable[[str], str] = unchanged

    def severity(self, finding: Finding) -> str:
        """How sure the checker is, in a word or two."""
        return self.translate(SEVERITIES[finding.severity])

    def body(self, finding: Finding, source: Source) -> list[str]:
        """What is wrong, and where else to look, each a paragraph."""
        return [self.say(finding), *(self._also(place, source) for place in finding.others[:_MOST_ALSO])]

    def unplaced(self, finding: Finding) -> str:
        """The lead of a finding that stands on top of the document instead of at its place."""
        return f"{self.translate(_NO_PLACE)} {self.where(finding.place)}"

    def _also(self, place: Place, source: Source) -> str:
        text = source.lines[place.line - 1] if 0 < place.line <= len(source.lines) else ""
        return self.translate(_ALSO).format(where=self.where(place), text=quoted(text.replace("\t", " · ")))
