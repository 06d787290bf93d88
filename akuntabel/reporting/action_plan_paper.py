"""The action plan (rencana aksi) as a paper: a landscape table of quarters and actions, DOCX and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from akuntabel.core.action_plan import NO_PARTS
from akuntabel.core.indonesian import format_number, roman
from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Numbering,
    Paragraph,
    ParagraphStyle,
    Row,
    Section,
    Signatory,
    Signature,
    Table,
    Text,
    words,
)
from akuntabel.planning.action_plan import parts_of, targets_of
from akuntabel.planning.models import Agreement, Target
from akuntabel.reporting.agreement_paper import LANGUAGE, draft_lines, moment_of, revision_words
from akuntabel.reporting.agreement_parts import BLANK_DATE, nip_text, target_text
from akuntabel.reporting.printing import print_pdf
from akuntabel.reporting.writer import columns, group, head, text_cell

_COLUMNS = columns(5, 27, 9, 7, 7, 7, 7, 31, align=(*[Align.RIGHT] * 5, Align.LEFT))


def assemble_action_plan(agreement: Agreement) -> Document:
    """The action plan of ``agreement`` as a document tree."""
    with translation.override(LANGUAGE):
        title = _("RENCANA AKSI PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year)
        blocks = tuple(_blocks(agreement, title))
    return Document(
        title=title,
        author=agreement.printed_office,
        subject=title,
        language=LANGUAGE,
        moment=moment_of(agreement),
        running_head=f"{agreement.printed_office} {agreement.year}",
        sections=(Section("action-plan", blocks, Numbering.ARABIC, landscape=True),),
    )


def action_plan_docx(agreement: Agreement) -> bytes:
    """The action plan as a Word file."""
    return render_docx(assemble_action_plan(agreement))


def action_plan_pdf(agreement: Agreement) -> bytes:
    """The action plan as PDF."""
    return print_pdf(assemble_action_plan(agreement))


def _blocks(agreement: Agreement, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    line = " · ".join(filter(None, (agreement.printed_office.upper(), revision_words(agreement))))
    yield Paragraph(words(line, bold=True), ParagraphStyle.TITLE)
    yield from draft_lines(agreement)
    yield from _unfinished(agreement)
    yield Table(
        _COLUMNS,
        (
            head(
                _("No."), _("Indikator kinerja"), _("Target"), *(_("TW {n}").format(n=roman(q)) for q in range(1, 5)),
                _("Kegiatan dan pelaksana"),
            ),
            *_rows(agreement),
        ),
        note=words(
            _(
                "Angka triwulan menurut cara menjumlah tiap indikator: tambahan dalam triwulan itu, atau posisi pada "
                "akhir triwulan. “–” berarti tidak ada target pada triwulan itu."
            )
        ),
    )  # fmt: skip
    yield Signature(
        place=agreement.place,
        date=f"{BLANK_DATE} {agreement.year}",
        signatories=(
            Signatory(
                tuple(agreement.first_position.splitlines()),
                agreement.first_name,
                nip=nip_text(agreement.first_nip),
            ),
        ),
    )


def _unfinished(agreement: Agreement) -> Iterator[Block]:
    """What says plainly that quarters are still missing."""
    parts = [parts_of(target) for target in targets_of(agreement)]
    filled = sum(one != NO_PARTS for one in parts)
    if filled < len(parts):
        sentence = _("BELUM LENGKAP: {n} dari {total} indikator diisi.").format(n=filled, total=len(parts))
        yield Paragraph(words(sentence, bold=True), ParagraphStyle.CENTRED)


def _rows(agreement: Agreement) -> Iterator[Row]:
    for objective, targets in groupby(targets_of(agreement), key=lambda one: one.indicator.objective):
        yield group(
            _("Sasaran {code}: {name}").format(code=objective.code, name=objective.name), len(_COLUMNS)
        )
        for target in targets:
            yield _row(target)


def _row(target: Target) -> Row:
    return Row(
        (
            text_cell(target.indicator.code),
            text_cell(target.indicator.name),
            text_cell(target_text(target)),
            *_quarters(target),
            Cell(blocks=tuple(_actions(target))) if target.actions.all() else text_cell("–"),
        )
    )


def _quarters(target: Target) -> Iterator[Cell]:
    parts = parts_of(target)
    if parts == NO_PARTS:
        yield Cell(words(_("belum diisi"), italic=True), colspan=4, align=Align.CENTRE)
        return
    for part in parts:
        yield text_cell(_part(part))


def _part(part: Decimal | None) -> str:
    return "–" if part is None else format_number(part)


def _actions(target: Target) -> Iterator[Paragraph]:
    for action in target.actions.all():
        owner = f" ({action.owner})" if action.owner else ""
        yield Paragraph(
            (
                Text(_("TW {n}").format(n=roman(action.quarter)) + ": ", bold=True),
                Text(" ".join(action.text.split()) + owner),
            )
        )
