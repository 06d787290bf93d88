"""Papers of the plan, made when somebody asks for them: agreement, action plan, cascade."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from akuntabel.planning.models import Agreement
from akuntabel.reporting import action_plan_paper, agreement_paper, cascade_paper
from akuntabel.web.place import Place, Request, in_place

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@require_safe
@in_place
def agreement_docx(request: Request, place: Place, version: int) -> HttpResponse:
    """The agreement as a Word file."""
    agreement = _agreement(request, place, version)
    return paper_file(
        agreement_paper.agreement_docx(agreement), DOCX, _name(place, "perjanjian-kinerja", version)
    )


@require_safe
@in_place
def agreement_pdf(request: Request, place: Place, version: int) -> HttpResponse:
    """The agreement as PDF."""
    agreement = _agreement(request, place, version)
    return paper_file(
        agreement_paper.agreement_pdf(agreement), PDF, _name(place, "perjanjian-kinerja", version)
    )


@require_safe
@in_place
def action_plan_docx(request: Request, place: Place, version: int) -> HttpResponse:
    """The action plan as a Word file."""
    agreement = _agreement(request, place, version)
    return paper_file(
        action_plan_paper.action_plan_docx(agreement), DOCX, _name(place, "rencana-aksi", version)
    )


@require_safe
@in_place
def action_plan_pdf(request: Request, place: Place, version: int) -> HttpResponse:
    """The action plan as PDF."""
    agreement = _agreement(request, place, version)
    return paper_file(
        action_plan_paper.action_plan_pdf(agreement), PDF, _name(place, "rencana-aksi", version)
    )


@require_safe
@in_place
def cascade_docx(request: Request, place: Place) -> HttpResponse:
    """The cascade as a Word file."""
    return paper_file(
        cascade_paper.cascade_docx(place.office, place.year), DOCX, _name(place, "pohon-kinerja")
    )


@require_safe
@in_place
def cascade_pdf(request: Request, place: Place) -> HttpResponse:
    """The cascade as PDF."""
    return paper_file(cascade_paper.cascade_pdf(place.office, place.year), PDF, _name(place, "pohon-kinerja"))


def _agreement(request: Request, place: Place, version: int) -> Agreement:
    rows = Agreement.objects.visible_to(request.user).filter(office=place.office, year=place.year)
    agreement: Agreement = get_object_or_404(rows.select_related("office"), version=version)
    return agreement


def _name(place: Place, paper: str, version: int = 0) -> str:
    """The file's name without its ending: office and year in it, so that papers can be told apart."""
    parts = [paper, place.office.code, str(place.year), f"v{version}" if version > 1 else ""]
    return "-".join(part for part in parts if part)


def paper_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """The answer that is a paper: ``kind`` is :data:`DOCX` or :data:`PDF`, ``name`` without its ending."""
    ending = "pdf" if kind == PDF else "docx"
    how = "inline" if kind == PDF else "attachment"  # a PDF opens in the browser, from where it prints
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}.{ending}"'}
    )
