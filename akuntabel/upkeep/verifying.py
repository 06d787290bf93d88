"""Verifying an installation: is every row of the trail where it was, is every seal whole?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError, gettext_noop
from akuntabel.core.indonesian import format_number
from akuntabel.offices.models import LogEntry, LogHead, Office
from akuntabel.offices.trail import INSTALLATION, Tampering, verify
from akuntabel.planning.seal import BrokenSeal, broken_seals

WRONG_EXPECT = gettext_noop(
    "“{text}” bukan kepala riwayat. Tulis seperti yang dicetak akuntabel verify-log: RANTAI:NOMOR:SIDIK."
)
ROOT = "installation"  # how the chain of the installation is called outside
SHORT = 16  # hex digits of a hash that are enough to write down
_EXPECT = re.compile(r"(installation|office:[0-9]+):([0-9]+):([0-9a-f]{12,64})")


class WrongExpectation(AkuntabelError):
    """A head that was written down, in a form that nobody can read."""


@dataclass(frozen=True)
class Chain:
    """A chain with its last row; ``name`` is what people call it."""

    chain: str
    name: str
    sequence: int
    hash: str

    @property
    def short(self) -> str:
        """The head as one writes it down, good for ``--expect``."""
        return f"{called(self.chain)}:{self.sequence}:{self.hash[:SHORT]}"


@dataclass(frozen=True)
class TrailReport:
    """What was looked at, and everything that is wrong with it."""

    rows: int
    chains: list[Chain]
    tamperings: list[Tampering]
    seals: list[BrokenSeal]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.tamperings and not self.seals


def called(chain: str) -> str:
    """A name for ``chain`` that can be typed."""
    return chain or ROOT


def inspect_trail(expect: Sequence[str] = ()) -> TrailReport:
    """Verify all chains, the heads ``expect`` that were written down earlier, and the seals.

    Raises:
        WrongExpectation: one of ``expect`` has another form than CHAIN:SEQUENCE:HASH.
    """
    expected = [_parsed(text) for text in expect]
    found = [*verify(), *_unexpected(expected)]
    names = {f"office:{key}": name for key, name in Office.objects.values_list("pk", "name")}
    heads = LogHead.objects.order_by("chain")
    chains = [
        Chain(head.chain, names.get(head.chain, _("Instalasi")), head.sequence, head.hash) for head in heads
    ]
    return TrailReport(LogEntry.objects.count(), chains, found, list(broken_seals()))


def _parsed(text: str) -> tuple[str, int, str]:
    match = _EXPECT.fullmatch(text.strip().lower())
    if match is None:
        raise WrongExpectation(WRONG_EXPECT, text=text)
    chain, sequence, sha256 = match.groups()
    return (INSTALLATION if chain == ROOT else chain), int(sequence), sha256


def _unexpected(expected: Iterable[tuple[str, int, str]]) -> Iterable[Tampering]:
    """Heads written down outside that the chains no longer contain: a history written anew."""
    for chain, sequence, sha256 in expected:
        row = LogEntry.objects.filter(chain=chain, sequence=sequence).values_list("hash", flat=True).first()
        if row is None:
            yield Tampering(chain, sequence, _("Baris yang sidiknya pernah dicatat di luar tidak ada lagi."))
        elif not row.startswith(sha256):
            sentence = _("Sidik baris ini berbeda dari yang pernah dicatat di luar: riwayat ditulis ulang.")
            yield Tampering(chain, sequence, sentence)


def findings(report: TrailReport) -> list[str]:
    """Each finding as one line."""
    rows = [
        _("{chain}, baris {number}: {sentence}").format(
            chain=called(each.chain), number=each.sequence, sentence=each.sentence
        )
        for each in report.tamperings
    ]
    seals = [
        _("Perjanjian kinerja {name}: {sentence}").format(name=each.name, sentence=each.sentence)
        for each in report.seals
    ]
    return rows + seals


def as_text(report: TrailReport) -> str:
    """The report for a terminal: each finding one line, then the heads to write down."""
    found = findings(report)
    counts = {
        "rows": format_number(Decimal(report.rows)),
        "chains": len(report.chains),
        "findings": len(found),
    }
    if report.whole:
        verdict = _("Riwayat utuh: {rows} baris dalam {chains} rantai; segel perjanjian cocok.")
    else:
        verdict = _("TIDAK utuh: {findings} temuan; {rows} baris dalam {chains} rantai.")
    heads = [f"  {each.short}  {each.name}" for each in report.chains]
    note = [_("Kepala tiap rantai; simpan di luar Akuntabel untuk --expect:"), *heads] if heads else []
    return "\n".join([*found, verdict.format(**counts), *note])


def as_json(report: TrailReport) -> str:
    """The contract of ``akuntabel verify-log --format json``."""
    content = {
        "whole": report.whole,
        "rows": report.rows,
        "chains": [
            {"chain": called(each.chain), "name": each.name, "sequence": each.sequence, "hash": each.hash}
            for each in report.chains
        ],
        "findings": [
            {"chain": called(each.chain), "sequence": each.sequence, "message": each.sentence}
            for each in report.tamperings
        ],
        "seals": [
            {"agreement": each.agreement_id, "name": each.name, "message": each.sentence}
            for each in report.seals
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
