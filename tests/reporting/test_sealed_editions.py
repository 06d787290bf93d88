"""A sealed edition: kept whole, altered by nothing, corrected by the next, which says what it changes."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
from closing_year import approve_everything, closers
from django.db import Error, connection, transaction
from django.test import override_settings
from edition_desk import YEAR, errors, seal, words_of_cells, write

from akuntabel.checker.check import check
from akuntabel.cli import main
from akuntabel.core.errors import CannotDo
from akuntabel.core.periods import Period
from akuntabel.demo.loading import load_data_set
from akuntabel.documents.keeping import from_json, to_json
from akuntabel.evidence.deeds import Row, add_record
from akuntabel.measuring.deeds import ask_reopening, grant_reopening
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.periods import measure_period
from akuntabel.offices.guard import FILES_OF_AN_EDITION, put_guard
from akuntabel.offices.models import LogEntry
from akuntabel.packs.loader import load_pack
from akuntabel.planning.models import Realisation
from akuntabel.reporting.editions import (
    editions_of,
    inspect_edition,
    obstacles,
    path_of_file,
    render_again,
    verify_edition,
)
from akuntabel.reporting.editions.changes import differing
from akuntabel.reporting.editions.sealing import NAMES
from akuntabel.reporting.models import Edition, EditionFile
from akuntabel.reporting.rendering import DOCX, FIGURES, HTML, PDF, render_files


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory):
    """Paser with its year approved and sealed once, undone after the last test here; and where its files lie."""
    store = tmp_path_factory.mktemp("sealed")
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(ATTACHMENTS_ROOT=store),
    ):
        office = load_data_set()[0]
        approve_everything(office, YEAR)
        edition = seal(office)
        yield edition.pk, store
        transaction.set_rollback(True)


@pytest.fixture
def edition(kept, db, settings, tmp_path, monkeypatch):
    """The sealed edition, with files of its own: what a test does to it or to them is undone.

    The same tree is printed once, and in this process; that another one prints the same has its own test.
    """
    key, store = kept
    settings.ATTACHMENTS_ROOT = shutil.copytree(store, tmp_path / "attachments")
    for module in ("sealing", "verifying"):
        monkeypatch.setattr(f"akuntabel.reporting.editions.{module}.render_aside", printed)
    return Edition.objects.select_related("office").get(pk=key)


printed = functools.cache(render_files)


def forget_a_record(code):
    """Take one counted record out of the frozen evidence of ``code``."""
    actual = Actual.objects.get(code=code)
    counted = next(row for row in actual.evidence if row["kind"] == "record")
    actual.evidence.remove(counted)
    actual.save()


# ---------------------------------------------------------------- the first edition


def test_an_edition_is_kept_whole_and_bears_no_draft_mark(edition, tmp_path):
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


def test_the_trail_keeps_the_hash_of_everything_that_was_sealed(edition):
    row = LogEntry.objects.get(deed="edition.seal")
    assert row.target_name == "2024, edisi 1"
    written = {name: pair[1] for name, pair in row.changes.items()}
    columns = {field.name for field in Edition._meta.concrete_fields} - {"id"}
    assert written.keys() == columns | {PDF, DOCX, HTML, FIGURES}
    assert written["tree"] == hashlib.sha256(edition.tree.encode()).hexdigest()
    assert written["figures"] == hashlib.sha256(edition.figures.encode()).hexdigest()
    for file in edition.files.all():
        assert written[file.name] == file.sha256


def test_it_renders_to_the_same_bytes_in_another_process_and_another_day(edition):
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


def test_nothing_new_is_not_sealed_again(edition):
    with pytest.raises(CannotDo, match="Tidak ada yang berubah sejak edisi 1"):
        seal(edition.office, reason="Ingin edisi baru")


# ---------------------------------------------------------------- the second edition


def test_a_correction_needs_a_reason_and_lists_what_it_changes(edition, django_assert_num_queries):
    first = edition
    old = first.narratives["closing.text"]
    write(edition.office, "closing", f"{old}\n\nKalimat baru tentang tindak lanjut.")
    Realisation.objects.filter(version__office=edition.office).update(amount=1_000_000_000)
    with pytest.raises(CannotDo, match="Tulis mengapa edisi sebelumnya diganti"):
        seal(edition.office, reason="  ")
    second = seal(edition.office, reason="Realisasi anggaran salah catat.")
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
    with django_assert_num_queries(2):  # newest first, without reading the trees
        rows = list(editions_of(edition.office, YEAR))
        told = [(row.number, len(row.files.all()), str(row.sealed_by)) for row in rows]
    assert told == [(2, 4, "Contoh"), (1, 4, "Contoh")]
    assert "tree" in rows[0].get_deferred_fields()


def reopen(people, *codes):
    for actual in Actual.objects.filter(code__in=codes, standing=Standing.APPROVED, reopened_at=None):
        ask_reopening(actual=actual, reason="Bukti baru ditemukan", by=people.operator)
        grant_reopening(actual=actual, by=people.verifier)


def one_more_event(office, by):
    event = {"segment": "perempuan", "title": "Contoh kegiatan", "status": "done", "date": "2024-11-20"}
    register = load_pack().registers["voter_education"]
    add_record(office=office, year=YEAR, register=register, row=Row(event), by=by)


def test_a_figure_that_others_are_counted_from_names_what_moved_it(edition):
    office, people = edition.office, closers(edition.office)
    reopen(people, "17.1")
    one_more_event(office, people.operator)
    approve_everything(office, YEAR)
    [found] = [each for each in obstacles(office, YEAR) if each.forbids]
    assert found.sentence == (
        "Indikator 4.2 bergantung pada indikator lain: 17.1 berubah dari tidak tercapai menjadi tercapai. "
        "Buka lagi dan ajukan ulang 4.2."
    )
    drift = measure_period(office, Period(YEAR)).row("4.2").drift
    assert str(drift) == (
        "Angka ini bergantung pada indikator lain: 17.1 berubah dari tidak tercapai menjadi tercapai."
    )


def test_corrected_figures_are_sealed_and_their_files_have_no_error(edition, tmp_path):
    office, people = edition.office, closers(edition.office)
    reopen(people, "17.1", "4.2")
    one_more_event(office, people.operator)
    approve_everything(office, YEAR)
    assert errors(office) == []
    second = seal(office, "Rata-rata capaian 166,31% keliru, yang benar 168,96%: satu kegiatan tertinggal.")
    found = {change["key"]: (change["before"], change["after"]) for change in second.changes}
    assert found["average.headline"] == ("166,31%", "168,96%")
    assert found["indicator.17.1.actual"] == ("1 keg", "2 keg")
    for name in (DOCX, PDF):
        (tmp_path / name).write_bytes(path_of_file(second.files.get(name=name)).read_bytes())
        told = check(tmp_path / name).findings
        assert [each.sentence() for each in told if each.severity.value == "error"] == []


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


def test_the_database_itself_refuses_to_alter_an_edition(edition):
    rows, files = Edition.objects.filter(pk=edition.pk), edition.files.all()
    put_guard(connection)
    for alter in (
        lambda: rows.update(reason="lain"),
        lambda: rows._raw_delete("default"),
        lambda: files.update(sha256="0" * 64),
        lambda: EditionFile.objects.filter(edition=edition)._raw_delete("default"),
        lambda: EditionFile.objects.create(edition=edition, name="lain", size=1, sha256="0" * 64),
    ):
        with pytest.raises(Error, match="a sealed edition is never changed"), transaction.atomic():
            alter()
    assert len(NAMES) == FILES_OF_AN_EDITION
    write(edition.office, "closing", "Laporan ini ditutup.")
    assert seal(edition.office, reason="Penutup disingkat.").number == 2  # going on is not refused


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
        (
            lambda _e: forget_a_record("17.2"),
            [
                "Realisasi indikator 17.2 tidak sama dengan hitungan dari bukti yang dibekukan saat disetujui.",
            ],
        ),
    ],
)
def test_what_was_tampered_with_is_told_in_words(edition, tamper, told):
    assert verify_edition(edition) == []
    tamper(edition)
    assert verify_edition(Edition.objects.get(pk=edition.pk)) == told


@pytest.mark.parametrize(
    ("column", "forged", "what"),
    [
        ("year", 2023, "Tahun"),
        ("number", 7, "Nomor edisi"),
        ("reason", "palsu", "Alasan"),
        ("narratives", {"closing.text": "palsu"}, "Naskah bagian"),
        ("changes", [{"kind": "figure"}], "Daftar perubahan"),
        ("renderer", "palsu", "Versi program pencetak"),
        ("sealed_at", dt.datetime(2099, 1, 1, tzinfo=dt.UTC), "Waktu penyegelan"),
    ],
)
def test_no_column_of_an_edition_can_be_forged_unseen(edition, column, forged, what):
    Edition.objects.filter(pk=edition.pk).update(**{column: forged})
    told = verify_edition(Edition.objects.get(pk=edition.pk))
    assert told == [f"{what} tidak sama dengan yang tercatat dalam riwayat saat disegel."]


def test_another_name_or_a_further_file_is_told(edition):
    Edition.objects.filter(pk=edition.pk).update(sealed_by=closers(edition.office).operator)
    pdf = edition.files.get(name=PDF)
    EditionFile.objects.create(edition=edition, name="palsu.exe", size=pdf.size, sha256=pdf.sha256)
    assert sorted(verify_edition(Edition.objects.get(pk=edition.pk))) == [
        "Berkas palsu.exe bukan bagian dari edisi yang disegel.",
        "Nama penyegel tidak sama dengan yang tercatat dalam riwayat saat disegel.",
    ]


def test_a_print_of_another_program_may_differ_and_the_kept_bytes_are_the_record(edition, monkeypatch):
    found = inspect_edition(edition)
    assert (found.wrong, found.note, found.reprinted) == ([], "", True)

    def otherwise(tree):
        return {name: data + b" " for name, data in printed(tree).items()}

    monkeypatch.setattr("akuntabel.reporting.editions.verifying.render_aside", otherwise)
    assert len(inspect_edition(edition).wrong) == 3  # the same program must print the same
    monkeypatch.setattr("akuntabel.reporting.editions.verifying.renderer", lambda: "akuntabel 9.9")
    found = inspect_edition(edition)
    assert (found.wrong, found.reprinted) == ([], False)
    assert edition.renderer in found.note
    assert "Berkas yang tersimpanlah yang berlaku" in found.note


def test_the_command_line_verifies_every_edition(edition, capsys):
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
