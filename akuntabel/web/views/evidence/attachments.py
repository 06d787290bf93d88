"""Files that prove a record: attaching, downloading, taking off."""

from __future__ import annotations

from typing import BinaryIO, Protocol, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akuntabel.core.errors import CannotDo
from akuntabel.core.register import Register
from akuntabel.evidence.attachments import add_attachment, remove_attachment
from akuntabel.evidence.file_types import INLINE, BadFile
from akuntabel.evidence.models import Attachment, Record
from akuntabel.evidence.store import path_of
from akuntabel.web.forms import ReasonForm
from akuntabel.web.place import Place, Request
from akuntabel.web.views.evidence.finding import address, in_record, keeping
from akuntabel.web.views.evidence.records import record_page
from akuntabel.web.words import told

# Whatever the file holds, it runs nothing and loads nothing.
POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Kept(Protocol):
    """A file whose bytes stand under their hash."""

    name: str
    content_type: str
    sha256: str


HERE = "lampiran"  # said in the section of the files, to which the answer jumps


@require_POST
@in_record
@keeping
def attachment_add(request: Request, place: Place, register: Register, record: Record) -> HttpResponse:
    """Attach one or more files; each that is refused is named with the reason."""
    files = request.FILES.getlist("berkas")
    refused = [] if files else [_("Pilih dahulu berkasnya.")]
    for file in files:
        try:
            add_attachment(record=record, name=file.name or "", content=cast(BinaryIO, file), by=request.user)
        except (CannotDo, BadFile) as error:
            refused.append(told(error))
    kept = len(files) - len(refused) if files else 0
    if kept:
        messages.success(request, _("{count} berkas dilampirkan.").format(count=kept), extra_tags=HERE)
    if not refused:
        return redirect(address("record", place, register, record.pk) + "#lampiran")
    return record_page(request, place, register, record, refused)


@require_safe
@in_record
def attachment(
    request: Request, place: Place, register: Register, record: Record, number: int
) -> FileResponse:
    """The bytes of a file; pictures are shown, all else is saved."""
    return file_answer(_found(request, record, number))


def file_answer(found: Kept) -> FileResponse:
    """The bytes of ``found``: pictures are shown, all else is saved, nothing in it runs.

    Raises:
        Http404: its bytes are not in the folder of the data.
    """
    try:
        stream = path_of(found.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(_("Berkas lampiran ini tidak ada di folder data. Beri tahu administrator.")) from None
    shown = found.content_type in INLINE
    answer = FileResponse(
        stream, as_attachment=not shown, filename=found.name, content_type=found.content_type
    )
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_record
@keeping
def attachment_remove(
    request: Request, place: Place, register: Register, record: Record, number: int
) -> HttpResponse:
    """Take a file off, with a reason; its bytes stay."""
    found = _found(request, record, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_attachment(attachment=found, reason=form.cleaned_data["reason"], by=request.user)
        except CannotDo as error:
            form.add_error(None, told(error))
        else:
            messages.success(request, _("Lampiran dilepas; alasannya tersimpan."), extra_tags=HERE)
            return redirect(address("record", place, register, record.pk) + "#lampiran")
    context = {"place": place, "register": register, "record": record, "form": form, "attachment": found}
    return render(request, "akuntabel/record_withdraw.html", context | {"tab": "evidence"})


def _found(request: Request, record: Record, number: int) -> Attachment:
    mine = Attachment.objects.visible_to(request.user).select_related("record__office")
    return get_object_or_404(mine, record=record, pk=number, removed_at__isnull=True)
