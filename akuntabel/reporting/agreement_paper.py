"""The performance agreement (perjanjian kinerja) as a paper of its own: DOCX and PDF.

A statement page and an attachment, as PermenPANRB 53/2014 asks for and as the office's report
prints it; the parts are those of the report's attachment. It is always in Indonesian.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import (
    Block,
    Break,
    Document,
    Heading,
    Numbering,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Section,
    Text,
    words,
)
from akuntabel.planning.action_plan import targets_of
from akuntabel.planning.models import Agreement
from akuntabel.planning.selectors import revision_number
from akuntabel.reporting.agreement_parts import (
    amount_text,
    budget_table,
    promise_table,
    signatures,
    statement,
    target_text,
)
from akuntabel.reporting.deeds import AllOrNone
from akuntabel.reporting.printing import print_pdf
from akuntabel.reporting.writer import text_cell

LANGUAGE = "id"
DOCX, PDF = "perjanjian-kinerja.docx", "perjanjian-kinerja.pdf"


def assemble_agreement(agreement: Agreement) -> Document:
    """``agreement`` as a document tree: the statement page, then the attachment."""
    with translation.override(LANGUAGE):
        title = agreement_title(agreement)
        blocks = (*_statement_page(agreement), PageBreak(), *_attachment(agreement))
    return Document(
        title=title,
        author=agreement.printed_office,
        subject=title,
        language=LANGUAGE,
        moment=moment_of(agreement),
        running_head=title,
        sections=(Section("agreement", blocks, Numbering.NONE),),
    )


def agreement_docx(agreement: Agreement) -> bytes:
    """``agreement`` as a Word file; the same bytes for the same agreement."""
    return render_docx(assemble_agreement(agreement))


def agreement_pdf(agreement: Agreement) -> bytes:
    """``agreement`` as PDF/A-2a and PDF/UA-1; the same bytes for the same agreement."""
    return print_pdf(assemble_agreement(agreement))


def write_agreement(agreement: Agreement, folder: Path) -> list[Path]:
    """Write both files of ``agreement`` into ``folder``, or none of them.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    with AllOrNone(folder) as write:
        write(DOCX, agreement_docx(agreement))
        write(PDF, agreement_pdf(agreement))
    return [folder / DOCX, folder / PDF]


def agreement_title(agreement: Agreement) -> str:
    """The title of the paper, with its revision: "PERJANJIAN KINERJA TAHUN 2024 PERUBAHAN KE-1"."""
    title = _("PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year)
    return " ".join(filter(None, (title, revision_words(agreement))))


def revision_words(agreement: Agreement) -> str:
    """ "PERUBAHAN KE-2" for the second revision of an agreement; nothing for the first agreement itself."""
    count = revision_number(agreement)
    return _("PERUBAHAN KE-{n}").format(n=count) if count else ""


def moment_of(agreement: Agreement) -> dt.datetime:
    """The time that the files bear: the day of signing, or the first of the year for a draft."""
    return dt.datetime.combine(agreement.signed_on or dt.date(agreement.year, 1, 1), dt.time(), dt.UTC)


def draft_lines(agreement: Agreement) -> Iterator[Block]:
    """What marks a draft on each of its parts."""
    if agreement.signed_on is not None:
        return
    yield Paragraph(words(_("RANCANGAN"), bold=True), ParagraphStyle.TITLE)
    state = (
        _("Baru ditandatangani pihak pertama; belum berlaku.")
        if agreement.first_signed_at
        else _("Belum ditandatangani; belum berlaku.")
    )
    yield Paragraph(words(state, italic=True), ParagraphStyle.CENTRED)


def _statement_page(agreement: Agreement) -> Iterator[Block]:
    yield Heading(1, _("PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year))
    if revision := revision_words(agreement):
        yield Paragraph(words(revision, bold=True), ParagraphStyle.TITLE)
    yield from draft_lines(agreement)
    yield from statement(agreement)


def _attachment(agreement: Agreement) -> Iterator[Block]:
    yield Heading(1, _("LAMPIRAN PERJANJIAN KINERJA TAHUN {year}").format(year=agreement.year))
    lines = [agreement.printed_office.upper(), revision_words(agreement)]
    yield Paragraph(tuple(_broken([line for line in lines if line])), ParagraphStyle.TITLE)
    yield from draft_lines(agreement)
    yield _targets(agreement)
    yield from _budget(agreement)
    yield signatures(agreement)
    yield from _seal(agreement)


def _broken(lines: list[str]) -> Iterator[Text | Break]:
    for number, line in enumerate(lines):
        if number:
            yield Break()
        yield Text(line, bold=True)


def _targets(agreement: Agreement) -> Block:
    targets = targets_of(agreement)
    objectives = [
        (
            objective.code,
            objective.name,
            [(one.indicator.name, text_cell(target_text(one))) for one in group],
        )
        for objective, group in groupby(targets, key=lambda one: one.indicator.objective)
    ]
    return promise_table(objectives, numbered=True)


def _budget(agreement: Agreement) -> Iterator[Block]:
    for version in agreement.budgets.prefetch_related("lines"):
        lines = list(version.lines.all())
        total = sum((line.amount for line in lines), Decimal(0))
        yield budget_table(
            (
                (line.programme or line.get_fund_display(), text_cell(amount_text(line.amount)))
                for line in lines
            ),
            total=text_cell(amount_text(total)) if lines else None,
        )


def _seal(agreement: Agreement) -> Iterator[Block]:
    """The fingerprint of what was signed, small, at the end of the paper."""
    if agreement.signed_on is None or not agreement.seal:
        return
    sentence = _("Versi {version}. Segel isi yang ditandatangani (SHA-256):").format(
        version=agreement.version
    )
    yield Paragraph((Text(sentence), Break(), Text(agreement.seal)), ParagraphStyle.NOTE)
