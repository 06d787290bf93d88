"""Findings as text for people and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from akuntabel.checker.blocks import Place
from akuntabel.checker.check import Report
from akuntabel.checker.findings import Finding, Severity

_TITLES = {
    Severity.ERROR: "Kesalahan (laporan ini bertentangan dengan dirinya sendiri)",
    Severity.WARNING: "Perlu diputuskan",
    Severity.NOTE: "Catatan",
}
_NOTHING = "Tidak ada temuan."


def place_words(place: Place) -> str:
    """A place in words: "Tabel 3, baris 18" or "halaman 4, baris 120"."""
    parts = []
    if place.page is not None:
        parts.append(f"halaman {place.page}")
    if place.table is not None:
        parts.append(f"tabel ke-{place.table}")
        if place.row is not None:
            parts.append(f"baris tabel {place.row}")
    else:
        parts.append(f"baris {place.line}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def as_json(reports: Iterable[Report]) -> dict[str, Any]:
    """The contract that other programs rely on."""
    return {
        "documents": [
            {
                "file": report.file,
                "findings": [finding.as_json(place_words(finding.place)) for finding in report.findings],
            }
            for report in reports
        ]
    }


def as_text(report: Report) -> str:
    """The findings of one report, the worst first."""
    lines = [report.file]
    lines += [f"  {note}" for note in report.source.notes]
    for severity, title in _TITLES.items():
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            lines += ["", f"{title}: {len(found)}"]
            lines += [line for finding in found for line in _entry(finding)]
    if not report.findings:
        lines += ["", _NOTHING]
    return "\n".join(lines) + "\n"


def _entry(finding: Finding) -> list[str]:
    also = ", ".join(str(other.line) for other in finding.others)
    entry = [f"  baris {finding.place.line}: {finding.sentence()}"]
    if finding.subject:
        entry.append(f"    {finding.subject}")
    if also:
        entry.append(f"    lihat juga baris {also}")
    return entry
