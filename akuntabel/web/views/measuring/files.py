"""Files that prove an actual: attaching, downloading, taking off."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.evidence.file_types import BadFile
from akuntabel.measuring import deeds
from akuntabel.measuring.models import Actual, ActualFile
from akuntabel.measuring.periods import MeasuredPeriod, MeasuredRow
from akuntabel.offices.access import Ability, require
from akuntabel.web.place import Place, Request
from akuntabel.web.views.evidence.attachments import HERE, file_answer
from akuntabel.web.views.measuring.finding import in_item, to_item
from akuntabel.web.views.measuring.item import item_page
from akuntabel.web.words import told


@require_POST
@in_item
def file_add(request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow) -> HttpResponse:
    """Attach one or more files to a draft; each that is refused is named with the reason."""
    require(request.user, Ability.STATE_ACTUALS, place.office)
    files = request.FILES.getlist("berkas")
    refused, actual = [] if files else [_("Pilih dahulu berkasnya.")], row.actual
    for file in files:
        try:
            actual = _attached(request, place, found, code=row.code, actual=actual, file=file)
        except (CannotDo, BadFile) as error:
            refused.append(told(error))
    kept = len(files) - len(refused) if files else 0
    if kept:
        messages.success(request, _("{count} berkas dilampirkan.").format(count=kept), extra_tags=HERE)
    if not refused:
        return to_item(place, found, row, "lampiran")
    return item_page(request, place, found, row, refused=refused)


@transaction.atomic
def _attached(
    request: Request,
    place: Place,
    found: MeasuredPeriod,
    *,
    code: str,
    actual: Actual | None,
    file: UploadedFile[bytes],
) -> Actual:
    """The draft that ``file`` now hangs on; one is begun where there is none, for a file that is kept."""
    if actual is None:
        actual = deeds.save_actual(
            office=place.office,
            period=found.period,
            code=code,
            value=None,
            note="",
            by=request.user,
            touched=0,
        )
    deeds.add_file(actual=actual, name=file.name or "", content=cast(BinaryIO, file), by=request.user)
    return actual


@require_safe
@in_item
def file(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, number: int
) -> FileResponse:
    """The bytes of a file; pictures are shown, all else is saved."""
    return file_answer(_found(request, place, found, row, number))


@require_POST
@in_item
def file_remove(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, number: int
) -> HttpResponse:
    """Take a file off a draft; its bytes stay."""
    require(request.user, Ability.STATE_ACTUALS, place.office)
    try:
        deeds.remove_file(file=_found(request, place, found, row, number), by=request.user)
    except CannotDo as error:
        messages.error(request, told(error), extra_tags=HERE)
    else:
        messages.success(request, _("Berkas dilepas."), extra_tags=HERE)
    return to_item(place, found, row, "lampiran")


def _found(
    request: Request, place: Place, found: MeasuredPeriod, row: MeasuredRow, number: int
) -> ActualFile:
    """File ``number`` of any version of the actual, if it still hangs there."""
    mine = Actual.objects.visible_to(request.user).filter(
        office=place.office, period=found.period.code, code=row.code
    )
    rows = ActualFile.objects.select_related("actual__office")
    file: ActualFile = get_object_or_404(rows, actual__in=mine, pk=number, removed_at__isnull=True)
    return file
