"""The cascade (pohon kinerja) as a paper: the tree as a numbered table, then who answers for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from akuntabel.documents.docx import render_docx
from akuntabel.documents.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Inlines,
    Numbering,
    Paragraph,
    ParagraphStyle,
    Row,
    Section,
    Table,
    Text,
    words,
)
from akuntabel.offices.models import Office
from akuntabel.planning.cascade_tree import Branch, answering, flat, tree_of
from akuntabel.reporting.agreement_paper import LANGUAGE
from akuntabel.reporting.printing import print_pdf
from akuntabel.reporting.writer import columns, group, head, text_cell

_INDENT = "\N{EM SPACE}"


def assemble_cascade(office: Office, year: int) -> Document:
    """The cascade of ``office`` in ``year`` as a document tree."""
    with translation.override(LANGUAGE):
        title = _("POHON KINERJA TAHUN {year}").format(year=year)
        blocks = tuple(_blocks(office, year, title))
    return Document(
        title=title,
        author=office.name,
        subject=title,
        language=LANGUAGE,
        moment=dt.datetime(year, 1, 1, tzinfo=dt.UTC),
        running_head=f"{office.name} {year}",
        sections=(Section("cascade", blocks, Numbering.ARABIC, landscape=True),),
    )


def cascade_docx(office: Office, year: int) -> bytes:
    """The cascade as a Word file."""
    return render_docx(assemble_cascade(office, year))


def cascade_pdf(office: Office, year: int) -> bytes:
    """The cascade as PDF."""
    return print_pdf(assemble_cascade(office, year))


def _blocks(office: Office, year: int, title: str) -> Iterator[Block]:
    branches = tree_of(office, year).roots()
    yield Heading(1, title)
    yield Paragraph(words(office.name.upper(), bold=True), ParagraphStyle.TITLE)
    if not branches:
        yield Paragraph(words(_("Pohon kinerja tahun ini belum disusun.")), ParagraphStyle.CENTRED)
        return
    yield Table(
        columns(7, 41, 11, 20, 21),
        (
            head(
                _("No."), _("Kondisi yang hendak dicapai"), _("Jenis"), _("Faktor kunci keberhasilan"),
                _("Penanggung jawab"),
            ),
            *(_row(branch) for branch in flat(branches)),
        ),
        note=words(_("Kondisi yang di bawah adalah sebab bagi yang di atasnya, bukan susunan jabatan.")),
    )  # fmt: skip
    yield Heading(2, _("Siapa menjawab apa"))
    yield _by_owner(branches)


def _row(branch: Branch) -> Row:
    node = branch.node
    condition: Inlines = (Text(_INDENT * branch.depth + node.condition, bold=branch.depth == 0),)
    notes = []
    if node.indicator:
        notes.append(_("Indikator {code}").format(code=node.indicator.code))
    if branch.others:
        also = "; ".join(other.condition for other in branch.others)
        notes.append(_("juga sebab bagi: {conditions}").format(conditions=also))
    if branch.again:
        notes.append(_("rinciannya di tempat pertama"))
    paragraphs = [Paragraph(condition)]
    if notes:
        paragraphs.append(Paragraph(words(_INDENT * branch.depth + "; ".join(notes), italic=True)))
    return Row(
        (
            text_cell(branch.number),
            Cell(blocks=tuple(paragraphs)),
            text_cell(str(node.get_kind_display())),
            text_cell("" if branch.again else node.success_factor),
            text_cell(", ".join(filter(None, (node.owner, node.person)))),
        )
    )


def _by_owner(branches: Sequence[Branch]) -> Table:
    rows = [head(_("Orang"), _("No."), _("Kondisi"), _("Indikator"))]
    for one in answering(branches):
        rows.append(group(one.owner or _("Belum ada penanggung jawab"), 4))
        for person, held in one.people:
            for place, branch in enumerate(held):
                rows.append(
                    Row(
                        (
                            *((text_cell(person or "–", rowspan=len(held)),) if place == 0 else ()),
                            text_cell(branch.number),
                            text_cell(branch.node.condition),
                            text_cell(branch.node.indicator.code if branch.node.indicator else "–"),
                        )
                    )
                )
    return Table(columns(22, 9, 57, 12), tuple(rows))
