"""Writing the audit trail and finding out whether somebody tampered with it.

A deed calls :func:`log` (or :func:`log_all`) in the transaction of its own change, so that there
is never a change without its row nor a row without its change.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from akuntabel.offices.models import LogEntry, LogHead, Office, Person

GENESIS = "0" * 64
INSTALLATION = ""  # the chain of what belongs to no office
CHAIN_OPENED = "log.open"
Change = tuple[Any, Any]


@dataclass(frozen=True)
class Event:
    """What happened to one object; ``changes`` maps a field to (before, after)."""

    deed: str
    target: models.Model
    name: str = ""
    changes: Mapping[str, Change] = field(default_factory=dict)
    reason: str = ""


def facts(target: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields ``names`` of ``target`` as the trail keeps them: text, whole numbers, yes or no."""
    return {name: plain(getattr(target, target._meta.get_field(name).attname)) for name in names}  # type: ignore[union-attr]


def plain(value: Any) -> Any:
    """``value`` as JSON that reads back the same: money and dates as text, never a binary fraction."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Change]:
    """What changed from ``before`` to ``after``; what one side lacks is None there."""
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: (plain(before.get(name)), plain(after.get(name))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def log(
    *,
    by: Person | None,
    office: Office | None,
    deed: str,
    target: models.Model,
    name: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> LogEntry:
    """Add one row about ``target`` to the chain of ``office``; returns it."""
    event = Event(deed, target, name, difference(before or {}, after or {}), reason)
    return log_all(by=by, office=office, events=[event])[0]


@transaction.atomic
def log_all(*, by: Person | None, office: Office | None, events: Sequence[Event]) -> list[LogEntry]:
    """Add a row for each of ``events``, in order, to the chain of ``office``."""
    if not events:
        return []
    head = _locked_head(office)
    now = timezone.now()
    rows = []
    for event in events:
        head.sequence += 1
        row = _row(head, now, by, office, event)
        head.hash = row.hash = digest(row)
        rows.append(row)
    LogEntry.objects.bulk_create(rows, batch_size=500)
    head.save(update_fields=["sequence", "hash"])
    return rows


def chain_of(office: Office | None) -> str:
    """The name of the chain of ``office``."""
    return INSTALLATION if office is None else f"office:{office.pk}"


def _locked_head(office: Office | None) -> LogHead:
    chain = chain_of(office)
    heads = LogHead.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is not None:
        return head
    if office is None:
        return heads.get_or_create(chain=INSTALLATION)[0]
    root = _locked_head(None)  # two that open the same chain wait for each other here
    head = heads.filter(chain=chain).first()
    if head is None:
        root.sequence += 1
        opening = _row(root, timezone.now(), None, None, Event(CHAIN_OPENED, office, office.name))
        root.hash = opening.hash = digest(opening)
        opening.save()
        root.save(update_fields=["sequence", "hash"])
        head = LogHead.objects.create(chain=chain)
    return head


def _row(head: LogHead, at: dt.datetime, by: Person | None, office: Office | None, event: Event) -> LogEntry:
    return LogEntry(
        chain=head.chain,
        sequence=head.sequence,
        at=at,
        actor=by,
        actor_name=str(by)[:200] if by else "",
        office=office,
        deed=event.deed,
        target_type=event.target._meta.label_lower,
        target_id=str(event.target.pk),
        target_name=(event.name or str(event.target))[:400],
        changes={name: list(pair) for name, pair in event.changes.items()},
        reason=event.reason,
        previous=head.hash,
    )


def digest(row: LogEntry) -> str:
    """The SHA-256 of all that ``row`` says, the hash of the row before it included."""
    content = [
        row.chain,
        row.sequence,
        row.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        row.actor_id,
        row.actor_name,
        row.office_id,
        row.deed,
        row.target_type,
        row.target_id,
        row.target_name,
        row.changes,
        row.reason,
        row.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# ---------------------------------------------------------------- verifying


@dataclass(frozen=True)
class Tampering:
    """Something that is wrong in a chain, at its row ``sequence``, in words."""

    chain: str
    sequence: int
    sentence: str


def verify(chain: str | None = None) -> Iterator[Tampering]:
    """Everything that shows that rows were altered, taken out or put in; nothing when all is well.

    With ``chain`` only that one. People may go on writing meanwhile: a head is read after its rows.

    What this cannot see: whoever takes the database's guard off (offices/guard.py), cuts the last rows of
    a chain and sets its head back leaves a chain that is whole, only shorter. That is told by a number and
    hash that were written down elsewhere before: ``akuntabel verify-log --expect``.
    """
    heads = LogHead.objects.values_list("chain", flat=True)
    rows = LogEntry.objects.order_by().values_list("chain", flat=True).distinct()
    chains = dict.fromkeys([INSTALLATION, *heads, *rows]) if chain is None else {chain: None}
    for each in chains:
        yield from _verify_rows(each)
    openings = LogEntry.objects.filter(chain=INSTALLATION, deed=CHAIN_OPENED).order_by("sequence")
    opened = dict.fromkeys(f"office:{key}" for key in openings.values_list("target_id", flat=True))
    there = set(LogHead.objects.values_list("chain", flat=True))
    for each in opened:
        if chain in (None, each) and each not in there:
            yield Tampering(each, 0, _("Seluruh riwayat kantor ini hilang, padahal pernah dibuka."))
    for each in chains:
        if each not in opened and each != INSTALLATION and (chain is None or each in there):
            yield Tampering(each, 0, _("Riwayat kantor ini tidak pernah dibuka secara sah."))


def _verify_rows(chain: str) -> Iterator[Tampering]:
    """What is wrong with the rows of ``chain``: first those there are, then those its head speaks of."""
    last = _Last()
    yield from _walk(chain, last)
    head = LogHead.objects.filter(chain=chain).first()
    if head is not None and head.sequence > last.sequence:  # written since, or missing
        yield from _walk(chain, last, until=head.sequence)
    yield from _ends_wrong(chain, last, head)


@dataclass
class _Last:
    """The row of a chain that was read last."""

    sequence: int = 0
    hash: str = GENESIS


def _walk(chain: str, last: _Last, until: int | None = None) -> Iterator[Tampering]:
    rows = LogEntry.objects.filter(chain=chain, sequence__gt=last.sequence).order_by("sequence")
    if until is not None:
        rows = rows.filter(sequence__lte=until)
    for row in rows.iterator(chunk_size=2000):
        sentence = ""
        if row.sequence != last.sequence + 1:
            first = last.sequence + 1
            sentence = _("Baris {first} sampai {last} hilang.").format(first=first, last=row.sequence - 1)
        elif row.previous != last.hash:
            sentence = _("Baris ini tidak menyambung ke baris sebelumnya: ada yang disisipkan atau diganti.")
        elif digest(row) != row.hash:
            sentence = _("Isi baris ini diubah sesudah dicatat.")
        if sentence:
            yield Tampering(chain, row.sequence, sentence)
        last.sequence, last.hash = row.sequence, row.hash


def _ends_wrong(chain: str, last: _Last, head: LogHead | None) -> Iterator[Tampering]:
    if head is None:
        if last.sequence:
            yield Tampering(chain, last.sequence, _("Kepala riwayat ini hilang."))
    elif head.sequence > last.sequence:
        first = last.sequence + 1
        yield Tampering(
            chain, first, _("Baris {first} sampai {last} hilang.").format(first=first, last=head.sequence)
        )
    elif head.sequence < last.sequence:
        yield Tampering(chain, last.sequence, _("Ada baris sesudah kepala riwayat: baris disisipkan."))
    elif head.hash != last.hash:
        yield Tampering(chain, last.sequence, _("Sidik baris terakhir tidak cocok dengan kepala riwayat."))
