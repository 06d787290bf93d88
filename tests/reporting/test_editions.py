"""Sealing a report: refused while something is wrong, kept whole, corrected by a next edition that says what changed."""

from __future__ import annotations

import pytest
from closing_year import approve_everything, closers
from edition_desk import YEAR, errors, seal, words_of_cells, write

from akuntabel.core.errors import CannotDo
from akuntabel.documents.tree import Table, blocks_of
from akuntabel.evidence.models import Record
from akuntabel.offices.access import Refused
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Office, Role
from akuntabel.planning.models import Agreement, BudgetShare
from akuntabel.reporting.book import open_book
from akuntabel.reporting.editions import (
    obstacles,
)
from akuntabel.reporting.models import Edition
from akuntabel.reporting.rendering import render_aside
from akuntabel.reporting.report import assemble


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    return settings.ATTACHMENTS_ROOT


@pytest.fixture
def approved(paser):
    approve_everything(paser, YEAR)
    return paser


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


def test_money_of_an_objective_that_the_agreement_has_not_is_a_warning(approved):
    version = open_book(approved, YEAR).budget.version
    codes = {"programme_code": "CQ", "activity_code": "3355", "output_code": "EBA", "detail_code": "001"}
    version.lines.create(
        sequence=99, **codes, account_code="521211", key="CQ.3355.EBA.001.521211", amount=1000
    )
    for objective in ("17", "99"):
        BudgetShare.objects.create(
            office=approved, year=YEAR, key="CQ.3355.EBA.001", objective=objective, percent=50
        )
    found = [each for each in obstacles(approved, YEAR) if "dipetakan" in each.sentence]
    assert [(each.severity, each.sentence) for each in found] == [
        (
            "warning",
            "Rp500 anggaran dipetakan ke sasaran 99, yang tidak ada dalam perjanjian kinerja yang berlaku. "
            "Petakan baris anggarannya lagi.",
        )
    ]
    assert found[0].address[0] == "budget_shares"


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
