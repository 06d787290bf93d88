"""Invitation, attendance list and minutes on paper: what they say, in which order, and the same every time."""

import datetime as dt
import io
import zipfile

import docx as word
import pypdfium2
import pytest
from hall import DAY, SECOND, YEAR

from akuntabel.documents.tree import Heading, ItemList, Paragraph, RowKind, Signature, Table, blocks_of
from akuntabel.meetings import deeds
from akuntabel.meetings.papers import (
    ATTENDANCE,
    INVITATION,
    MINUTES,
    PAPERS,
    assemble_paper,
    paper_docx,
    paper_pdf,
)
from akuntabel.meetings.words import time_text
from akuntabel.planning.models import QuarterTarget


def said(inlines):
    return "".join(getattr(part, "text", "\n") for part in inlines)


def row_words(row):
    cells = (
        said(cell.content) or " / ".join(said(block.content) for block in cell.blocks) for cell in row.cells
    )
    return " | ".join(cells)


def lines_of(document):
    """All words of ``document``, a line for each block, item or row."""
    lines = []
    for block in blocks_of(document):
        match block:
            case Heading():
                lines.append(f"{block.number} {block.text}".strip())
            case Paragraph():
                lines.append(said(block.content))
            case ItemList():
                lines += [said(item.content) for item in block.items]
            case Table():
                lines += [row_words(row) for row in block.rows]
            case Signature():
                lines.append(f"{block.place}, {block.date}")
                lines += [" ".join((who.role, *who.position, who.name)) for who in block.signatories]
    return lines


def in_order(lines, *parts):
    """Whether ``parts`` stand in ``lines`` one after the other."""
    rest = iter(lines)
    return [part for part in parts if part not in rest]


def pdf_words(data):
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    return " ".join(text.split())


# ---------------------------------------------------------------- invitation


def test_the_invitation_is_an_official_letter(hall):
    meeting = hall.plan(
        time_to=dt.time(11, 30), letter_number="005/PR.03/2024", letter_date=dt.date(YEAR, 4, 10)
    )
    lines = lines_of(assemble_paper(meeting, INVITATION))
    assert not in_order(
        lines,
        "SEKRETARIAT KPU KABUPATEN CONTOH",
        "Nomor | : | 005/PR.03/2024 | Kota Contoh, 10 April 2024",
        "Lampiran | : | –",
        "Hal | : | Undangan Rapat Kinerja Triwulan I 2024",
        "Yth. | 1. | Contoh Ketua, Ketua",
        " | 2. | Contoh Anggota, Anggota divisi",
        " | 3. | Contoh Pemeriksa, Pemeriksa",
        " | 4. | Contoh Operator, Operator",  # the chair, who signs, is not written to
        " | di tempat",
        "Dalam rangka memantau dan mengevaluasi capaian kinerja Triwulan I 2024 di Sekretariat KPU Kabupaten "
        "Contoh, dengan ini kami mengundang Saudara untuk hadir dalam rapat yang akan dilaksanakan pada:",
        "Hari, tanggal | : | Rabu, 17 April 2024",
        "Waktu | : | pukul 09.00 s.d. 11.30 WITA",
        "Tempat | : | Aula",
        "Acara | : | Rapat Kinerja Triwulan I 2024",
        "Agenda | : | 1. | Pembukaan",
        " |  | 2. | Capaian kinerja Triwulan I 2024",
        " Sekretaris KPU Kabupaten Contoh Contoh Sekretaris",
    )


def test_many_are_invited_on_a_list_of_its_own(hall):
    meeting = hall.plan()
    guests = [deeds.Invitee(f"Contoh Tamu {n}", "") for n in range(1, 8)]
    deeds.set_participants(meeting=meeting, touched=0, invitees=guests, by=hall.operator)
    lines = lines_of(assemble_paper(meeting, INVITATION))
    assert not in_order(
        lines,
        "Lampiran | : | 1 (satu) lembar",
        "Yth. | (daftar undangan terlampir)",
        "DAFTAR UNDANGAN",
        "No. | Nama | Jabatan",
        "7 | Contoh Tamu 7 | belum diisi",
    )


def test_what_is_missing_says_so(hall):
    meeting = hall.plan(time_from=None, place="", agenda="Satu hal")
    deeds.set_participants(meeting=meeting, touched=0, invitees=[], by=hall.operator)
    lines = lines_of(assemble_paper(meeting, INVITATION))
    assert not in_order(
        lines,
        "Nomor | : | …………………… | Kota Contoh, ……………………",
        "Yth. | belum diisi",
        "Waktu | : | belum diisi",
        "Tempat | : | belum diisi",
        "Agenda | : | Satu hal",
    )


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "09.00 WIB s.d. selesai"),
        ("Asia/Makassar", "09.00 WITA s.d. selesai"),
        ("Asia/Jayapura", "09.00 WIT s.d. selesai"),
    ],
)
def test_the_time_names_the_zone_of_the_office(hall, zone, text):
    hall.office.timezone = zone
    assert time_text(hall.plan()) == text


# ---------------------------------------------------------------- attendance list


def test_the_attendance_list_has_a_row_for_each_and_some_for_others(hall):
    document = assemble_paper(hall.plan(), ATTENDANCE)
    [table] = [block for block in blocks_of(document) if isinstance(block, Table) and block.ruled]
    head, *rows = table.rows
    assert (head.kind, row_words(head)) == (RowKind.HEAD, "No. | Nama | Jabatan | Tanda tangan")
    assert [said(row.cells[0].content) for row in rows] == [str(n) for n in range(1, 11)]
    assert [said(row.cells[1].content) for row in rows[:5]] == [
        "Contoh Ketua", "Contoh Anggota", "Contoh Sekretaris", "Contoh Pemeriksa", "Contoh Operator",
    ]  # fmt: skip
    assert not any(mark.isalnum() for row in rows for mark in said(row.cells[3].content))
    assert not any(
        mark.isalnum() for row in rows[5:] for cell in row.cells[1:] for mark in said(cell.content)
    )
    assert "Pimpinan rapat, Sekretaris KPU Kabupaten Contoh Contoh Sekretaris" in lines_of(document)


# ---------------------------------------------------------------- minutes


def test_the_minutes_tell_the_whole_meeting(hall):
    first = hall.closed()
    deeds.finish_follow_up(
        follow_up=first.follow_ups.first(),
        done_on=dt.date(YEAR, 5, 2),
        result="Jadwal terbit.",
        by=hall.operator,
    )
    lines = lines_of(assemble_paper(hall.closed(SECOND, dt.date(YEAR, 7, 16)), MINUTES))
    assert not in_order(
        lines,
        "NOTULA",
        "RAPAT KINERJA TRIWULAN II 2024",
        "Hari, tanggal | : | Selasa, 16 Juli 2024",
        "Pimpinan rapat | : | Contoh Sekretaris, Sekretaris KPU Kabupaten Contoh",
        "Hadir (4 dari 5) | : | 1. | Contoh Ketua, Ketua",
        "A. Capaian kinerja Triwulan II 2024",
        "Kode | Indikator kinerja | Target | Realisasi | Capaian | Kategori",
        "2 | Jumlah LPPA | 2 laporan | belum ada data / (draf) | – | belum ada data",
        "B. Tindak lanjut rapat sebelumnya",
        "1 | Menyusun jadwal (indikator 1) | Contoh Pemeriksa | 17 April 2024 | Selesai 2 Mei 2024: Jadwal terbit.",
        "2 | Menyampaikan LPPA | Bendahara Contoh | 1 Desember 2024 | belum selesai",
        "C. Pembahasan",
        "Sekretaris membuka rapat.",
        "Sosialisasi <tertinggal> & dijadwalkan ulang.",
        "D. Keputusan",
        "Jadwal diperbaiki.",
        "LPPA tepat waktu.",
        "E. Tindak lanjut",
        "1 | Menyusun jadwal (indikator 1) | Contoh Pemeriksa | 16 Juli 2024",
        "Kota Contoh, 16 Juli 2024",
        "Notulis, Contoh Operator",
        "Pimpinan rapat, Sekretaris KPU Kabupaten Contoh Contoh Sekretaris",
    )
    assert "RANCANGAN" not in lines
    assert any("belum disetujui dan masih dapat berubah" in said(block.note) for block in tables(hall))


def tables(hall):
    document = assemble_paper(hall.plan(), MINUTES)
    return [block for block in blocks_of(document) if isinstance(block, Table)]


def test_minutes_that_are_not_closed_are_a_draft(hall):
    lines = lines_of(assemble_paper(hall.plan(), MINUTES))
    assert not in_order(
        lines,
        "RANCANGAN",
        "Notula ini belum ditutup.",
        "Hadir | : | belum diisi",
        "Tidak ada tindak lanjut dari rapat sebelumnya.",
        "C. Pembahasan",
        "Belum diisi.",
        "D. Keputusan",
        "Belum diisi.",
    )


def test_a_year_without_agreement_says_why_there_are_no_figures(hall):
    hall.office.agreements.all().delete()
    lines = lines_of(assemble_paper(hall.plan(), MINUTES))
    assert (
        "Sekretariat KPU Kabupaten Contoh belum punya perjanjian kinerja 2024 yang ditandatangani." in lines
    )


# ---------------------------------------------------------------- files


def test_both_files_say_the_same_and_are_the_same_every_time(hall):
    meeting = hall.closed()
    for paper in PAPERS.values():
        docx, pdf = paper_docx(meeting, paper), paper_pdf(meeting, paper)
        assert (docx, pdf) == (paper_docx(meeting, paper), paper_pdf(meeting, paper))
        opened = word.Document(io.BytesIO(docx))
        cells = {cell.text.strip() for table in opened.tables for row in table.rows for cell in row.cells}
        printed = pdf_words(pdf)
        for name in ("Contoh Ketua", "Contoh Sekretaris"):
            assert any(name in cell for cell in cells), paper.code
            assert name in printed, paper.code
        assert f"{DAY.day} April {YEAR}" in printed
    text = zipfile.ZipFile(io.BytesIO(paper_docx(meeting, MINUTES))).read("word/document.xml").decode()
    assert "Sosialisasi &lt;tertinggal&gt; &amp; dijadwalkan ulang." in text
    assert "Sosialisasi <tertinggal> & dijadwalkan ulang." in pdf_words(paper_pdf(meeting, MINUTES))


def test_indicators_without_target_and_data_are_named_in_one_sentence(hall):
    meeting = hall.plan()
    QuarterTarget.objects.filter(target__indicator__code="2").delete()
    lines = lines_of(assemble_paper(meeting, MINUTES))
    assert "1 indikator belum punya target dan data pada periode ini: 2." in lines
    assert any(line.startswith("1 | Jumlah kelas pemula | 2 keg") for line in lines)
    assert not any(line.startswith("2 | Jumlah LPPA") for line in lines)


def test_what_people_type_is_only_words(hall):
    """Marks of the typesetter, of Word and of Markdown come out as they were typed."""
    typed = '#panic("x") \\u{41} $x$ *tebal* _miring_ [a](b) "kutip"'
    meeting = hall.plan(place=typed)
    minutes = deeds.Minutes(typed, [typed], [deeds.NewFollowUp(typed, None, typed, DAY)])
    meeting = hall.written(meeting, minutes)
    assert pdf_words(paper_pdf(meeting, MINUTES)).replace(" ", "").count(typed.replace(" ", "")) >= 4
    text = "\n".join(lines_of(assemble_paper(meeting, MINUTES)))
    assert text.count(typed) == 5
