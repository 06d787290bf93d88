"""Sealing a report: refused while something is wrong, kept whole, corrected by a next edition that says what changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest
from closing_year import approve_everything, closers
from django.db import Error, connection, transaction

from akuntabel.checker.check import check
from akuntabel.cli import main
from akuntabel.core.errors import CannotDo
from akuntabel.documents.keeping import from_json, to_json
from akuntabel.documents.tree import Table, blocks_of
from akuntabel.evidence.models import Record
from akuntabel.offices.access import Refused
from akuntabel.offices.deeds import add_person
from akuntabel.offices.guard import put_guard
from akuntabel.offices.models import LogEntry, Office, Role
from akuntabel.planning.models import Agreement, Realisation
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions import (
    editions_of,
    inspect_edition,
    obstacles,
    path_of_file,
    render_again,
    seal_edition,
    verify_edition,
)
from akuntabel.reporting.editions.changes import differing
from akuntabel.reporting.models import Edition, EditionFile, Narrative
from akuntabel.reporting.rendering import DOCX, FIGURES, HTML, PDF, render_aside
from akuntabel.reporting.report import assemble

YEAR = 2024


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    return settings.ATTACHMENTS_ROOT


@pytest.fixture
def approved(paser):
    approve_everything(paser, YEAR)
    return paser


def seal(office, reason="", by=None):
    return seal_edition(office=office, year=YEAR, reason=reason, by=by or closers(office).head)


def errors(office):
    return [each.sentence for each in obstacles(office, YEAR) if each.forbids]


def write(office, section, text, kind="text"):
    Narrative.objects.update_or_create(
        office=office, year=YEAR, section=section, kind=kind, defaults={"text": text}
    )


def words_of_cells(document):
    return [
        "".join(getattr(part, "text", "") for part in cell.content)
        for block in blocks_of(document)
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]


# ---------------------------------------------------------------- drafts


def test_a_report_that_is_not_sealed_says_draft_and_marks_what_nobody_approved(paser):
    document = assemble(open_book(paser, YEAR))
    assert document.title.startswith("DRAF. Laporan Kinerja")
    assert document.running_head.startswith("DRAF. ")
    assert document.cover.status == "DRAF, belum disegel"
    marked = [words for words in words_of_cells(document) if words.endswith(" *")]
    assert len(marked) == 22 * 4  # summary, measurement, its objective, attachment
    notes = [b.note for b in blocks_of(document) if isinstance(b, Table) and b.note]
    assert sum("* belum disetujui." in "".join(p.text for p in note) for note in notes) == 3 + 19


def test_an_approved_figure_bears_no_mark_in_a_draft_and_the_others_do(paser):
    approve_everything(paser, YEAR, only=["1"])
    document = assemble(open_book(paser, YEAR))
    assert document.title.startswith("DRAF. ")
    assert len([words for words in words_of_cells(document) if words.endswith(" *")]) == 21 * 4


# ---------------------------------------------------------------- what forbids sealing


def test_without_an_agreement_nothing_can_be_sealed(paser):
    Agreement.objects.filter(office=paser).update(signed_on=None)
    [only] = obstacles(paser, YEAR)
    assert only.forbids
    assert "belum punya perjanjian kinerja 2024" in only.sentence
    assert only.address == ("plans", {"office": "kpu-paser", "year": YEAR})
    with pytest.raises(CannotDo, match="belum punya perjanjian kinerja 2024"):
        seal(paser)


def test_while_actuals_are_not_approved_it_says_how_many_and_where(paser):
    [first, *_rest] = obstacles(paser, YEAR)
    assert first.sentence == (
        "Realisasi tahunan 22 indikator belum disetujui (1, 2, 3, 4.1, 4.2, 5, dan 16 lainnya)."
    )
    assert first.address == ("measuring", {"office": "kpu-paser", "year": YEAR})
    with pytest.raises(CannotDo, match="Laporan belum dapat disegel: Realisasi tahunan 22 indikator"):
        seal(paser)


def test_records_that_changed_after_approval_forbid_it(approved):
    record = Record.objects.filter(office=approved, data__segment="pemula").order_by("pk").first()
    Record.objects.filter(pk=record.pk).update(quantity=record.quantity + 1)
    [sentence] = errors(approved)
    assert "berbeda dari angka yang disetujui (17.2)" in sentence
    with pytest.raises(CannotDo, match="Catatan berubah sesudah disetujui"):
        seal(approved)


def test_a_text_that_cites_what_is_not_there_forbids_it(approved):
    write(approved, "closing", "Rata-rata {rata-rata}.")
    [sentence] = errors(approved)
    assert sentence.startswith("PENUTUP. Angka {rata-rata} tidak dikenal")
    with pytest.raises(CannotDo, match="tidak dikenal"):
        seal(approved)


def test_a_number_typed_against_the_data_forbids_it(approved):
    write(approved, "closing", "Rata-rata capaian tahun 2024 adalah 169,04%.")
    assert any("169,04%" in sentence for sentence in errors(approved))
    with pytest.raises(CannotDo, match="169,04"):
        seal(approved)


def test_what_the_checker_finds_in_the_text_forbids_it(approved):
    write(approved, "background", "Pegawai berjumlah 26 (dua puluh lima) orang.")
    assert any("dua puluh lima" in sentence for sentence in errors(approved))
    with pytest.raises(CannotDo, match="Laporan belum dapat disegel"):
        seal(approved)


def test_missing_analyses_and_money_are_told_and_forbid_nothing(approved):
    found = obstacles(approved, YEAR)
    assert found
    assert not any(each.forbids for each in found)
    assert any("analisis pada 19 sasaran belum ditulis" in each.sentence for each in found)


def test_only_the_head_of_this_very_office_seals(approved):
    above = Office.objects.get(code="kpu-kaltim")
    boss = add_person(username="kaltim", name="Contoh Provinsi", office=above, role=Role.HEAD)
    people = closers(approved)
    for person in (boss, people.operator, people.verifier):
        with pytest.raises(Refused, match="menyegel laporan"):
            seal(approved, by=person)
    assert not Edition.objects.exists()


def test_what_changes_while_it_is_printed_is_not_sealed(approved, monkeypatch):
    def meanwhile(tree):
        write(approved, "closing", "Laporan ini ditutup dengan kalimat lain.")
        return render_aside(tree)

    monkeypatch.setattr("akuntabel.reporting.editions.sealing.render_aside", meanwhile)
    with pytest.raises(CannotDo, match="Data berubah saat laporan sedang dicetak"):
        seal(approved)
    assert not Edition.objects.exists()


# ---------------------------------------------------------------- the first edition


def test_an_edition_is_kept_whole_and_bears_no_draft_mark(approved, tmp_path):
    edition = seal(approved)
    assert (edition.number, edition.reason, edition.changes) == (1, "", [])
    document = from_json(edition.tree)
    assert document.title.endswith("Tahun 2024. Edisi 1")
    assert document.running_head.endswith("Edisi 1")
    assert document.cover.status == "Edisi 1"
    assert document.moment == edition.sealed_at
    assert not any(words.endswith(" *") for words in words_of_cells(document))
    assert "DRAF" not in edition.tree
    assert edition.narratives["closing.text"]
    assert json.loads(edition.figures)["agreement"] == 1
    assert [file.name for file in edition.files.all()] == [PDF, DOCX, HTML, FIGURES]
    for file in edition.files.all():
        content = path_of_file(file).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
        (tmp_path / file.name).write_bytes(content)
    for name in (DOCX, PDF):  # akuntabel check finds no error in what was sealed
        findings = check(tmp_path / name).findings
        assert [finding for finding in findings if finding.severity.value == "error"] == []


def test_the_trail_keeps_the_hash_of_everything_that_was_sealed(approved):
    edition = seal(approved)
    row = LogEntry.objects.get(deed="edition.seal")
    assert row.target_name == "2024, edisi 1"
    written = {name: pair[1] for name, pair in row.changes.items()}
    assert written == {
        "tree": hashlib.sha256(edition.tree.encode()).hexdigest(),
        "figures": hashlib.sha256(edition.figures.encode()).hexdigest(),
        **{file.name: file.sha256 for file in edition.files.all()},
    }


def test_it_renders_to_the_same_bytes_in_another_process_and_another_day(approved):
    edition = seal(approved)
    again = {name: hashlib.sha256(data).hexdigest() for name, data in render_again(edition).items()}
    assert again == {file.name: file.sha256 for file in edition.files.all()}
    program = (
        "import sys, hashlib, time; time.time = lambda: 4e9\n"
        "from akuntabel.reporting.rendering import render_files\n"
        "for name, data in render_files(sys.stdin.read()).items():\n"
        "    print(name, hashlib.sha256(data).hexdigest())"
    )
    env = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Jayapura",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], input=edition.tree.encode(), capture_output=True, env=env, check=True
    )
    elsewhere = dict(line.split() for line in done.stdout.decode().splitlines())
    assert elsewhere == {name: sha256 for name, sha256 in again.items() if name != FIGURES}


def test_nothing_new_is_not_sealed_again(approved):
    seal(approved)
    with pytest.raises(CannotDo, match="Tidak ada yang berubah sejak edisi 1"):
        seal(approved, reason="Ingin edisi baru")


# ---------------------------------------------------------------- the second edition


def test_a_correction_needs_a_reason_and_lists_what_it_changes(approved, tmp_path):
    first = seal(approved)
    old = first.narratives["closing.text"]
    write(approved, "closing", f"{old}\n\nKalimat baru tentang tindak lanjut.")
    Realisation.objects.filter(version__office=approved).update(amount=1_000_000_000)
    with pytest.raises(CannotDo, match="Tulis mengapa edisi sebelumnya diganti"):
        seal(approved, reason="  ")
    second = seal(approved, reason="Realisasi anggaran salah catat.")
    assert second.number == 2
    found = {change["key"]: change for change in second.changes}
    assert found["budget.realised"]["after"] == "Rp1.000.000.000"
    assert found["budget.realised"]["kind"] == "figure"
    assert found["closing.text"]["kind"] == "narrative"
    assert found["closing.text"]["after"].endswith("Kalimat baru tentang tindak lanjut.")
    assert found["bab-4"] == {
        "kind": "chapter", "key": "bab-4", "what": "BAB IV PENUTUP", "before": "", "after": "",
    }  # fmt: skip
    assert "bab-1" not in found
    document = from_json(second.tree)
    keys = [section.key for section in document.sections]
    assert keys[keys.index("contents") + 1] == "changes"
    text = to_json(document)
    assert "Edisi 2 menggantikan edisi 1 yang disegel pada" in text
    assert "Realisasi anggaran salah catat." in text
    assert verify_edition(first) == verify_edition(second) == []
    for file in second.files.all():
        (tmp_path / file.name).write_bytes(path_of_file(file).read_bytes())
    for name in (DOCX, PDF):
        findings = check(tmp_path / name).findings
        assert [finding for finding in findings if finding.severity.value == "error"] == []


def test_the_list_is_newest_first_and_does_not_read_the_trees(approved, django_assert_num_queries):
    seal(approved)
    write(approved, "closing", "Laporan ini ditutup.")
    seal(approved, reason="Penutup disingkat.")
    with django_assert_num_queries(2):
        rows = list(editions_of(approved, YEAR))
        assert [(row.number, len(row.files.all()), str(row.sealed_by)) for row in rows] == [
            (2, 4, "Contoh"), (1, 4, "Contoh"),
        ]  # fmt: skip
    assert "tree" in rows[0].get_deferred_fields()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("satu dua tiga", "satu dua empat", ("satu dua tiga", "satu dua empat")),
        ("a b c d e f g h i j", "a b c d e f g X i j", ("… d e f g h i j", "… d e f g X i j")),
        ("a b c d e f g", "X b c d e f g", ("a b c d e …", "X b c d e …")),
        ("", "baru sama sekali", ("", "baru sama sekali")),
        ("dibuang", "", ("dibuang", "")),
        ("a b b c", "a b c", ("a b b c", "a b c")),
    ],
)
def test_a_changed_text_is_cut_to_what_differs(before, after, shown):
    assert differing(before, after) == shown


# ---------------------------------------------------------------- nothing alters it


@pytest.mark.parametrize("deed", ["change", "delete", "file", "delete_file"])
def test_the_database_itself_refuses_to_alter_an_edition(approved, deed):
    edition = seal(approved)
    file = edition.files.first()
    alter = {
        "change": lambda: Edition.objects.filter(pk=edition.pk).update(reason="lain"),
        "delete": lambda: Edition.objects.filter(pk=edition.pk)._raw_delete("default"),
        "file": lambda: EditionFile.objects.filter(pk=file.pk).update(sha256="0" * 64),
        "delete_file": lambda: EditionFile.objects.filter(pk=file.pk)._raw_delete("default"),
    }[deed]
    put_guard(connection)
    with pytest.raises(Error, match="a sealed edition is never changed"), transaction.atomic():
        alter()
    write(approved, "closing", "Laporan ini ditutup.")
    assert seal(approved, reason="Penutup disingkat.").number == 2  # going on is not refused


def overwrite(edition, name):
    path = path_of_file(edition.files.get(name=name))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Paser", b"Pasir") + b" ")


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda e: overwrite(e, HTML), ["Isi berkas laporan-kinerja.html tidak sama dengan sidiknya."]),
        (
            lambda e: path_of_file(e.files.get(name=PDF)).unlink(),
            ["Berkas laporan-kinerja.pdf hilang dari penyimpanan."],
        ),
        (
            lambda e: EditionFile.objects.filter(edition=e, name=DOCX).delete(),
            [
                "Berkas laporan-kinerja.docx tidak lagi tercatat pada edisi ini.",
                "Sidik berkas laporan-kinerja.docx tidak sama dengan yang tercatat dalam riwayat saat disegel.",
            ],
        ),
        (
            lambda e: Edition.objects.filter(pk=e.pk).update(tree=e.tree.replace("Paser", "Pasir")),
            [
                "Naskah lengkap tidak sama dengan yang tercatat dalam riwayat saat disegel.",
                "Cetakan ulang laporan-kinerja.pdf tidak sama dengan yang disegel.",
                "Cetakan ulang laporan-kinerja.docx tidak sama dengan yang disegel.",
                "Cetakan ulang laporan-kinerja.html tidak sama dengan yang disegel.",
            ],
        ),
        (
            lambda e: Edition.objects.filter(pk=e.pk).update(tree="{}"),
            [
                "Naskah lengkap tidak sama dengan yang tercatat dalam riwayat saat disegel.",
                "Naskah yang tersimpan tidak dapat dicetak ulang.",
            ],
        ),
        (
            lambda e: Edition.objects.filter(pk=e.pk).update(figures=e.figures.replace("166,31%", "169,04%")),
            [
                "Daftar angka tidak sama dengan yang tercatat dalam riwayat saat disegel.",
                "Cetakan ulang figures.json tidak sama dengan yang disegel.",
            ],
        ),
        (
            lambda _e: LogEntry.objects.filter(deed="edition.seal").delete(),
            ["Penyegelan edisi ini tidak tercatat dalam riwayat."],
        ),
    ],
)
def test_what_was_tampered_with_is_told_in_words(approved, tamper, told):
    edition = seal(approved)
    assert verify_edition(edition) == []
    tamper(edition)
    assert verify_edition(Edition.objects.get(pk=edition.pk)) == told


def test_a_print_of_another_program_may_differ_and_the_kept_bytes_are_the_record(approved, monkeypatch):
    edition = seal(approved)
    found = inspect_edition(edition)
    assert (found.wrong, found.note, found.reprinted) == ([], "", True)

    def otherwise(tree):
        return {name: data + b" " for name, data in render_aside(tree).items()}

    monkeypatch.setattr("akuntabel.reporting.editions.verifying.render_aside", otherwise)
    assert len(inspect_edition(edition).wrong) == 3  # the same program must print the same
    monkeypatch.setattr("akuntabel.reporting.editions.verifying.renderer", lambda: "akuntabel 9.9")
    found = inspect_edition(edition)
    assert (found.wrong, found.reprinted) == ([], False)
    assert edition.renderer in found.note
    assert "Berkas yang tersimpanlah yang berlaku" in found.note


def test_the_command_line_verifies_every_edition(approved, capsys):
    edition = seal(approved)
    assert main(["verify-editions", "kpu-paser", "2024"]) == 0
    assert capsys.readouterr().out == "Sekretariat KPU Kabupaten Paser 2024, edisi 1: utuh\n"
    path_of_file(edition.files.get(name=PDF)).unlink()
    assert main(["verify-editions"]) == 1
    assert capsys.readouterr().out == (
        "Sekretariat KPU Kabupaten Paser 2024, edisi 1: TIDAK SAMA\n"
        "  Berkas laporan-kinerja.pdf hilang dari penyimpanan.\n"
    )
    assert main(["verify-editions", "kpu-paser", "2019"]) == 2
    assert "belum punya data tahun 2019" in capsys.readouterr().err
