"""The agreement, the action plan and the cascade on paper: what they say, in which order, and the same every time."""

import io
import zipfile
from decimal import Decimal

import pypdfium2
import pytest

from akuntabel.core.action_plan import spread
from akuntabel.documents.tree import Heading, Paragraph, Row, RowKind, Signature, Table, blocks_of
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Role
from akuntabel.planning.action_plan import PlannedAction, add_action, promise_of, set_quarters, targets_of
from akuntabel.planning.cascade_draft import draft_cascade
from akuntabel.planning.models import Agreement
from akuntabel.reporting.action_plan_paper import action_plan_docx, action_plan_pdf, assemble_action_plan
from akuntabel.reporting.agreement_paper import (
    agreement_docx,
    agreement_pdf,
    agreement_title,
    assemble_agreement,
    write_agreement,
)
from akuntabel.reporting.agreement_parts import nip_text, target_text
from akuntabel.reporting.cascade_paper import assemble_cascade, cascade_docx, cascade_pdf


@pytest.fixture
def agreement(paser):
    return Agreement.objects.select_related("office").get(office=paser)


@pytest.fixture
def operator(paser):
    return add_person(username="penyusun", name="Operator Contoh", office=paser, role=Role.OPERATOR)


def words_of(document) -> str:
    """All words of ``document``, a line for each block or row."""
    lines = []
    for block in blocks_of(document):
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph():
                lines.append("".join(getattr(part, "text", "\n") for part in block.content))
            case Table():
                lines += [row_words(row) for row in block.rows]
            case Signature():
                lines.append(f"{block.place}, {block.date}")
                lines += [
                    f"{who.role} {' '.join(who.position)} {who.name} {who.nip}" for who in block.signatories
                ]
    return "\n".join(lines)


def row_words(row: Row) -> str:
    def of(part):
        return "".join(getattr(inline, "text", " ") for inline in part.content)

    return " | ".join(of(cell) or " / ".join(of(block) for block in cell.blocks) for cell in row.cells)


def pdf_words(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def docx_words(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_the_statement_page_reads_as_the_signed_one(agreement):
    text = words_of(assemble_agreement(agreement))
    parts = (
        "PERJANJIAN KINERJA TAHUN 2024",
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif",
        "Nama | : Rusdiansyah",
        "Jabatan | : Sekretaris Komisi Pemilihan Umum Kabupaten Paser",
        "selanjutnya disebut pihak pertama",
        "Nama | : Ahyar Rosidi",
        "selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
        "Pihak pertama berjanji akan mewujudkan target kinerja",
        "Keberhasilan dan kegagalan",
        "Pihak kedua akan melakukan supervisi",
        "Tana Paser, 1 April 2024",
        "Pihak Kedua, Ketua Komisi Pemilihan Umum Kabupaten Paser Ahyar Rosidi",
        "Pihak Pertama, Sekretaris Komisi Pemilihan Umum Kabupaten Paser Rusdiansyah",
        "LAMPIRAN PERJANJIAN KINERJA TAHUN 2024",
        "SEKRETARIAT KPU KABUPATEN PASER",
        "No. | Sasaran program/kegiatan | Indikator kinerja | Target",
        "1 | 2 | 3 | 4",
        "1 | Terwujudnya rencana kerja dan anggaran yang efektif dan efisien | Jumlah revisi",
        "Persentase capaian target kinerja sesuai dengan perjanjian kinerja | 90%",
        "Program | Anggaran",
        "1 | Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi | Rp26.670.291.000,00",
        "2 | Dukungan Manajemen | Rp2.511.011.000,00",
        "Jumlah | Rp29.181.302.000,00",
        "Tana Paser, 1 April 2024",
    )
    place = 0
    for part in parts:
        place = text.index(part, place) + len(part)
    assert "RANCANGAN" not in text


def test_an_objective_with_several_indicators_is_one_cell(agreement):
    [table] = [
        b for b in blocks_of(assemble_agreement(agreement)) if isinstance(b, Table) and len(b.rows) > 20
    ]
    body = [row for row in table.rows if row.kind is RowKind.BODY]
    assert len(body) == 22
    [seventeen] = [row for row in body if row.cells[0].content[0].text == "17"]
    assert [cell.rowspan for cell in seventeen.cells] == [3, 3, 1, 1]


def test_a_draft_says_so_on_both_parts_and_leaves_room_for_the_date(agreement):
    agreement.signed_on = None
    text = words_of(assemble_agreement(agreement))
    assert text.count("RANCANGAN") == 2
    assert text.count("Belum ditandatangani; belum berlaku.") == 2
    assert "Tana Paser, …" in text
    assert "RANCANGAN" in pdf_words(agreement_pdf(agreement))
    assert "RANCANGAN" in docx_words(agreement_docx(agreement))


def test_a_revision_says_which_one_it_is(agreement):
    second = Agreement(office=agreement.office, year=2024, version=3, replaces=Agreement(replaces=agreement))
    assert agreement_title(agreement) == "PERJANJIAN KINERJA TAHUN 2024"
    assert agreement_title(second) == "PERJANJIAN KINERJA TAHUN 2024 PERUBAHAN KE-2"


def test_the_seal_stands_at_the_end_of_a_signed_one_only(agreement):
    agreement.seal = "0123456789abcdef" * 4
    assert agreement.seal in words_of(assemble_agreement(agreement))
    assert agreement.seal in pdf_words(agreement_pdf(agreement)).replace("\r\n", "")
    agreement.signed_on = None
    assert agreement.seal not in words_of(assemble_agreement(agreement))


def test_the_same_agreement_gives_the_same_bytes(agreement):
    assert agreement_pdf(agreement) == agreement_pdf(agreement)
    assert agreement_docx(agreement) == agreement_docx(agreement)


def test_the_pdf_is_archival_and_accessible(agreement):
    data = agreement_pdf(agreement)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert len(pypdfium2.PdfDocument(data)) == 3


def test_both_files_or_none_are_written(agreement, tmp_path):
    files = write_agreement(agreement, tmp_path / "pk")
    assert [file.name for file in files] == ["perjanjian-kinerja.docx", "perjanjian-kinerja.pdf"]
    assert all(file.stat().st_size > 5_000 for file in files)


def test_the_report_prints_the_same_promises(agreement, paser_document):
    attachment = next(section for section in paser_document.sections if section.key == "lampiran-1")
    [printed] = [b for b in attachment.blocks if isinstance(b, Table) and len(b.rows) > 20]
    [own] = [b for b in blocks_of(assemble_agreement(agreement)) if isinstance(b, Table) and len(b.rows) > 20]
    assert [row_words(row) for row in own.rows] == [row_words(row) for row in printed.rows]


@pytest.mark.parametrize(
    ("nip", "text"),
    [
        ("190101011920011001", "19010101 192001 1 001"),
        ("(tidak ditampilkan)", "(tidak ditampilkan)"),
        ("", ""),
    ],
)
def test_a_number_of_a_civil_servant_stands_in_its_groups(nip, text):
    assert nip_text(nip) == text


def test_a_range_is_printed_with_its_unit_once(agreement):
    target = targets_of(agreement)[0]
    assert target_text(target) == "8 kali"
    target.upper = Decimal(10)
    assert target_text(target) == "8–10 kali"


def test_the_action_plan_prints_quarters_and_who_does_what(agreement, operator):
    target = targets_of(agreement)[0]
    set_quarters(target=target, numbers=spread(promise_of(target)), by=operator)
    add_action(
        target=target, planned=PlannedAction(3, "Menyusun usulan revisi", "Subbagian Contoh"), by=operator
    )
    text = words_of(assemble_action_plan(agreement))
    row = "1 | Jumlah revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan | 8 kali | 2 | 2 | 2 | 2 | "
    assert row + "TW III: Menyusun usulan revisi (Subbagian Contoh)" in text
    assert "97,5% | belum diisi | –" in text
    assert "BELUM LENGKAP: 1 dari 22 indikator diisi." in text
    assert action_plan_pdf(agreement) == action_plan_pdf(agreement)
    assert "Menyusun usulan revisi" in docx_words(action_plan_docx(agreement))


def test_the_cascade_prints_the_tree_and_who_answers(agreement, operator):
    draft_cascade(office=agreement.office, year=2024, by=operator)
    text = words_of(assemble_cascade(agreement.office, 2024))
    assert "Jumlah Laporan SPIP yang tepat waktu" in text
    assert "Siapa menjawab apa" in text
    assert text.index("Siapa menjawab apa") < text.rindex("Subbagian Hukum")
    assert "POHON KINERJA TAHUN 2024" in pdf_words(cascade_pdf(agreement.office, 2024))
    assert cascade_docx(agreement.office, 2024)[:2] == b"PK"


def test_an_empty_cascade_says_so(paser):
    assert "belum disusun" in words_of(assemble_cascade(paser, 2024))


def test_the_command_line_writes_the_same_files(agreement, tmp_path, capsys):
    from akuntabel.cli import main

    assert main(["agreement", "kpu-paser", "2024", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "perjanjian-kinerja.pdf").read_bytes() == agreement_pdf(agreement)
    assert (tmp_path / "perjanjian-kinerja.docx").read_bytes() == agreement_docx(agreement)
    assert main(["agreement", "kpu-paser", "2024", "--out", str(tmp_path), "--version", "4"]) == 2
    assert "Versi yang ada: 1." in capsys.readouterr().err
