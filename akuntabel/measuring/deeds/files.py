"""Files that prove an actual which no register can prove."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from akuntabel.core.errors import CannotDo, gettext_noop
from akuntabel.evidence.file_types import kind_of
from akuntabel.evidence.store import hash_of, keep_file, refuse_too_big
from akuntabel.measuring.deeds.shared import held, label_of, refuse_standing
from akuntabel.measuring.models import Actual, ActualFile, Standing
from akuntabel.offices.access import Ability, require
from akuntabel.offices.models import Person
from akuntabel.offices.trail import log

TOO_MANY = gettext_noop("Satu realisasi paling banyak {most} berkas.")
TWICE = gettext_noop("Berkas ini sudah dilampirkan di sini sebagai “{name}”.")
REMOVED = gettext_noop("Berkas ini sudah dilepas.")

MOST_FILES = 30  # of one actual


@transaction.atomic
def add_file(*, actual: Actual, name: str, content: BinaryIO, by: Person) -> ActualFile:
    """Attach the file ``content``, which its sender calls ``name``, to a draft.

    Raises:
        Refused: ``by`` may not state actuals here.
        BadFile: too big, or not a kind that may be kept.
        CannotDo: it was handed in, it hangs there already, or there are too many.
    """
    require(by, Ability.STATE_ACTUALS, actual.office)
    size = refuse_too_big(name, content)
    kind = kind_of(name, content)
    [current] = held([actual])
    refuse_standing(current, [Standing.DRAFT])
    there = list(current.files.filter(removed_at__isnull=True).order_by("pk"))
    if len(there) >= MOST_FILES:
        raise CannotDo(TOO_MANY, most=MOST_FILES)
    sha256 = hash_of(content)
    for other in there:
        if other.sha256 == sha256:
            raise CannotDo(TWICE, name=other.name)
    keep_file(content)
    file = ActualFile.objects.create(
        actual=current,
        name=kind.name,
        content_type=kind.content_type,
        size=size,
        sha256=sha256,
        created_by=by,
    )
    current.stated_by = by
    current.save(update_fields=["stated_by"])
    after = {"name": kind.name, "size": size, "sha256": sha256, "actual": label_of(current)}
    log(by=by, office=current.office, deed="actual.attach", target=file, after=after)
    return file


@transaction.atomic
def remove_file(*, file: ActualFile, by: Person) -> ActualFile:
    """Take ``file`` off a draft; its bytes and its row stay.

    Raises:
        Refused: ``by`` may not state actuals here.
        CannotDo: it is off already, or the actual was handed in.
    """
    require(by, Ability.STATE_ACTUALS, file.actual.office)
    [actual] = held([file.actual])
    refuse_standing(actual, [Standing.DRAFT])
    current = ActualFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if current.removed_at is not None:
        raise CannotDo(REMOVED)
    current.removed_at, current.removed_by = timezone.now(), by
    current.save(update_fields=["removed_at", "removed_by"])
    before = {"name": current.name, "sha256": current.sha256, "actual": label_of(actual)}
    log(by=by, office=actual.office, deed="actual.detach", target=current, before=before)
    return current
