"""The parts of a performance agreement on paper: shared by the paper itself and by the report's attachment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import format_date, format_money, format_nip
from akuntabel.documents.tree import (
    Align,
    Block,
    Cell,
    Paragraph,
    Row,
    RowKind,
    Signatory,
    Signature,
    Table,
    words,
)
from akuntabel.planning.models import Agreement, Target
from akuntabel.reporting.figures import quantity_text
from akuntabel.reporting.writer import columns, head, text_cell

Promise = tuple[str, Cell]  # the name of an indicator, and its target
BLANK_DATE = "……………………"  # filled in by hand on a draft


def statement(agreement: Agreement) -> Iterator[Block]:
    """What stands below the title of the first page: opening, the two parties, the promises, signatures."""
    yield Paragraph(words(agreement.opening))
    yield _party(agreement.first_name, agreement.first_position)
    yield Paragraph(words(_("selanjutnya disebut pihak pertama,")))
    yield _party(agreement.second_name, agreement.second_position)
    yield Paragraph(words(_("selaku atasan pihak pertama, selanjutnya disebut pihak kedua.")))
    for text in agreement.statement.split("\n\n"):
        yield Paragraph(words(text))
    yield signatures(agreement)


def _party(name: str, position: str) -> Table:
    return Table(
        columns(16, 84),
        (
            Row((text_cell(_("Nama")), text_cell(f": {name}"))),
            Row((text_cell(_("Jabatan")), text_cell(": " + " ".join(position.splitlines())))),
        ),
        ruled=False,
    )


def signatures(agreement: Agreement) -> Signature:
    """The second party on the left, the first on the right, under place and date (or room for it)."""
    signed = agreement.signed_on
    return Signature(
        place=agreement.place,
        date=format_date(signed) if signed else f"{BLANK_DATE} {agreement.year}",
        signatories=(
            Signatory(
                tuple(agreement.second_position.splitlines()), agreement.second_name, role=_("Pihak Kedua,")
            ),
            Signatory(
                tuple(agreement.first_position.splitlines()),
                agreement.first_name,
                nip=nip_text(agreement.first_nip),
                role=_("Pihak Pertama,"),
            ),
        ),
    )


def nip_text(nip: str) -> str:
    """A civil servant's number in its four groups; what is no such number stays as it was written."""
    try:
        return format_nip(nip)
    except ParseError:
        return nip


def promise_table(
    objectives: Iterable[tuple[str, str, Sequence[Promise]]], *, caption: str = "", numbered: bool = False
) -> Table:
    """Objectives (code, name, promises), each over the rows of its indicators.

    ``numbered`` puts the row 1 2 3 4 below the head, as the form of the regulation has it.
    """
    rows = [head(_("No."), _("Sasaran program/kegiatan"), _("Indikator kinerja"), _("Target"))]
    if numbered:
        rows.append(head("1", "2", "3", "4"))
    for code, name, promises in objectives:
        for number, (indicator, target) in enumerate(promises):
            cells: tuple[Cell, ...] = (text_cell(indicator), target)
            if number == 0:
                spanned = (text_cell(code, rowspan=len(promises)), text_cell(name, rowspan=len(promises)))
                cells = (*spanned, *cells)
            rows.append(Row(cells))
    return Table(columns(6, 36, 42, 16, align=(Align.RIGHT,)), tuple(rows), caption=caption)


def amount_text(amount: Decimal) -> str:
    """Rupiah as an agreement writes it, on paper and on screen: "Rp2.511.011.000,00"."""
    return format_money(amount)


def budget_table(lines: Iterable[tuple[str, Cell]], *, total: Cell | None = None) -> Table:
    """The programmes that go with an agreement, their money, and its ``total`` where it is given."""
    summed = () if total is None else (Row((text_cell(_("Jumlah"), colspan=2), total), RowKind.TOTAL),)
    return Table(
        columns(8, 58, 34, align=(Align.RIGHT,)),
        (
            head(_("No."), _("Program"), _("Anggaran")),
            *(
                Row((text_cell(str(number)), text_cell(programme), amount))
                for number, (programme, amount) in enumerate(lines, 1)
            ),
            *summed,
        ),
    )


def target_text(target: Target) -> str:
    """A target as printed: "8 kali", "97,5%", "8–10 kali"."""
    unit, places = target.indicator.unit, target.indicator.decimals
    text = quantity_text(target.number, unit, places)
    if target.upper is None:
        return text
    return f"{quantity_text(target.number, '', places).strip()}–{quantity_text(target.upper, unit, places)}"
