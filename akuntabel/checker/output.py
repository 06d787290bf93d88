"""Findings as text for people and as JSON for other programs, in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.check import Report
from akuntabel.checker.findings import Finding, Severity, Translate, unchanged
from akuntabel.core.errors import gettext_noop

__all__ = ["as_json", "as_text", "place_words", "unchanged"]

Say = Callable[[Finding], str]

_TITLES: Final = {
    Severity.ERROR: gettext_noop("Kesalahan (laporan ini bertentangan dengan dirinya sendiri)"),
    Severity.WARNING: gettext_noop("Perlu diputuskan"),
    Severity.NOTE: gettext_noop("Catatan penulisan"),
}
_NOTHING: Final = gettext_noop("Tidak ada temuan.")
_PAGE: Final = gettext_noop("halaman {page}")
_TABLE: Final = gettext_noop("tabel ke-{table}")
_ROW: Final = gettext_noop("baris tabel {row}")
_LINE: Final = gettext_noop("baris {line}")
_ALSO: Final = gettext_noop("lihat juga baris {lines}")


def place_words(place: Place, translate: Translate = unchanged) -> str:
    """A place in words: "Tabel ke-3, baris tabel 18" or "Halaman 4, baris 120"."""
    parts = []
    if place.page is not None:
        parts.append(translate(_PAGE).format(page=place.page))
    if place.table is not None:
        parts.append(translate(_TABLE).format(table=place.table))
        if place.row is not None:
            parts.append(translate(_ROW).format(row=place.row))
    else:
        parts.append(translate(_LINE).format(line=place.line))
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def as_json(
    reports: Iterable[Report], *, say: Say = Finding.sentence, translate: Translate = unchanged
) -> dict[str, Any]:
    """The contract that other programs rely on."""
    return {
        "documents": [
            {
                "file": report.file,
                "findings": [
                    finding.as_json(place_words(finding.place, translate), say(finding))
                    for finding in report.findings
                ],
            }
            for report in reports
        ]
    }


def as_text(report: Report, *, say: Say = Finding.sentence, translate: Translate = unchanged) -> str:
    """The findings of one report, the worst first."""
    lines = [report.file]
    lines += [f"  {note}" for note in report.source.notes]
    for severity, title in _TITLES.items():
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            lines += ["", f"{translate(title)}: {len(found)}"]
            lines += [line for finding in found for line in _entry(finding, say, translate)]
    if not report.findings:
        lines += ["", translate(_NOTHING)]
    return "\n".join(lines) + "\n"


def _entry(finding: Finding, say: Say, translate: Translate) -> list[str]:
    entry = [f"  {translate(_LINE).format(line=finding.place.line)}: {say(finding)}"]
    if finding.subject:
        entry.append(f"    {finding.subject}")
    if finding.others:
        lines = ", ".join(str(other.line) for other in finding.others)
        entry.append(f"    {translate(_ALSO).format(lines=lines)}")
    return entry
