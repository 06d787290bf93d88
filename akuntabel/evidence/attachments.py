"""Files that prove a record; their bytes are kept by ``store``. Taking a file off a record keeps them."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.evidence.deeds.periods import lock_over, locked_periods
from akuntabel.evidence.deeds.records import opened
from akuntabel.evidence.deeds.rows import hold, refuse_without
from akuntabel.evidence.file_types import kind_of
from akuntabel.evidence.models import Attachment, Record
from akuntabel.evidence.store import hash_of, keep_file, refuse_too_big
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Person
from akuntabel.offices.trail import log

TOO_MANY = gettext_noop("Satu catatan paling banyak {most} lampiran.")
TWICE = gettext_noop("Berkas ini sudah dilampirkan di sini sebagai “{name}”.")
REMOVED = gettext_noop("Lampiran ini sudah dilepas.")
IN_LOCKED = gettext_noop("{period} sudah dikunci, jadi buktinya tidak dapat dilepas.")

MOST_FILES = 30  # of one record


@transaction.atomic
def add_attachment(*, record: Record, name: str, content: BinaryIO, by: Person) -> Attachment:
    """Attach the file ``content``, which its sender calls ``name``, to ``record``.

    Proof may be added to a locked period as well: it changes no figure.

    Raises:
        Refused: ``by`` may not keep records here.
        BadFile: too big, or not a kind that may be kept.
        CannotDo: it hangs there already, there are too many, or the record no longer holds.
    """
    require(by, Ability.KEEP_RECORDS, record.office)
    size = refuse_too_big(name, content)
    kind = kind_of(name, content)
    current = opened(record, by)
    there = list(Attachment.objects.filter(record=current, removed_at__isnull=True))
    if len(there) >= MOST_FILES:
        raise CannotDo(TOO_MANY, most=MOST_FILES)
    sha256 = hash_of(content)
    for other in there:
        if other.sha256 == sha256:
            raise CannotDo(TWICE, name=other.name)
    keep_file(content)
    attachment = Attachment.objects.create(
        record=current,
        name=kind.name,
        content_type=kind.content_type,
        size=size,
        sha256=sha256,
        created_by=by,
    )
    after = {"name": kind.name, "size": size, "sha256": sha256, "record": current.title}
    log(by=by, office=current.office, deed="attachment.add", target=attachment, after=after)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, reason: str, by: Person) -> Attachment:
    """Take ``attachment`` off its record; its bytes and its row stay.

    Raises:
        Refused: ``by`` may not keep records here.
        CannotDo: no reason is given, it is off already, or the record counted in a locked period.
    """
    office = attachment.record.office
    require(by, Ability.KEEP_RECORDS, office)
    refuse_without(reason)
    hold(office)
    current = (
        Attachment.objects.select_for_update(of=("self",)).select_related("record").get(pk=attachment.pk)
    )
    if current.removed_at is not None:
        raise CannotDo(REMOVED)
    period = lock_over(current.record, locked_periods(office, current.record.year))
    if period is not None:
        raise CannotDo(IN_LOCKED, period=period)
    current.removed_at, current.removed_by, current.removed_reason = timezone.now(), by, reason.strip()
    current.save()
    before = {"name": current.name, "sha256": current.sha256, "record": current.record.title}
    log(by=by, office=office, deed="attachment.remove", target=current, before=before, reason=reason.strip())
    return current
