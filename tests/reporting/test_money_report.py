"""Chapter III.C once the office keeps its money here: every percentage names its version and source."""

import datetime as dt
from decimal import Decimal

import pytest

from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import Paragraph, Table, blocks_of, inlines_of
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Role
from akuntabel.planning.models import BudgetVersion, GrantEntry
from akuntabel.planning.money.grants import GrantFields, add_grant_entry
from akuntabel.planning.money.shares import map_line
from akuntabel.planning.money.spending import SpendingFields, add_spending
from akuntabel.planning.money.versions import (
    LineFields,
    VersionFields,
    change_line,
    change_version,
    revise_version,
    settle_version,
)
from akuntabel.reporting.book import open_book
from akuntabel.reporting.efficiency import objective_efficiency
from akuntabel.reporting.reading_over import read_over
from akuntabel.reporting.report import assemble

YEAR = 2024
NAME = "DIPA Tahun Anggaran 2024 Revisi ke-12"
STATE, GRANT = "076.01.CQ.3355.EBA.001", "076.01.CR.3360.BDB.002"


@pytest.fixture
def by(paser):
    return add_person(username="contoh-uang", name="Contoh Uang", office=paser, role=Role.OPERATOR)


@pytest.fixture
def kept(paser, by):
    """Paser 2024 with a revision in full codes, a monthly plan and payments."""
    version = BudgetVersion.objects.get(office=paser, year=YEAR, code="dipa")
    new = revise_version(
        version=version, fields=VersionFields(NAME, reason="Pergeseran", change="same"), by=by
    )
    state, grant = new.lines.order_by("sequence")
    monthly = (Decimal(2_000_000_000),) * 11 + (Decimal(2_473_490_000),)
    common = {"account_code": "521211", "account": "Belanja Bahan"}
    change_line(
        line=state, touched=new.touched, by=by,
        fields=LineFields("076.01.CQ", "Dukungan Manajemen", "3355", "Manajemen", "EBA", "Layanan", "001", "Umum",
                          fund="apbn", amount=Decimal(24_473_490_000), months=monthly, **common),
    )  # fmt: skip
    new.refresh_from_db()
    change_line(
        line=grant, touched=new.touched, by=by,
        fields=LineFields("076.01.CR", "Pemilihan", "3360", "Fasilitasi", "BDB", "Fasilitasi", "002", "Logistik",
                          fund="hibah", amount=Decimal(21_600_000_000), **common),
    )  # fmt: skip
    new.refresh_from_db()
    fields = VersionFields(
        NAME, "SP DIPA-076.01.2.656232/2024", dt.date(2024, 11, 5), "Kanwil DJPb", "same", "Pergeseran"
    )
    change_version(version=new, touched=new.touched, fields=fields, by=by)
    new.refresh_from_db()
    settle_version(version=new, touched=new.touched, by=by)
    for day, key, amount in (
        (dt.date(2024, 3, 4), f"{STATE}.521211", 20_000_000_000),
        (dt.date(2024, 12, 20), f"{GRANT}.521211", 21_000_000_000),
        (dt.date(2024, 12, 31), f"{STATE}.521211", 4_000_000_000),
    ):
        spent = SpendingFields(day, Decimal(amount), f"SP2D-{day:%m%d}", key)
        add_spending(office=paser, year=YEAR, fields=spent, by=by)
    return new


def grants(paser, by):
    for kind, amount in (("received", 29_230_655_000), ("spent", 21_000_000_000), ("returned", 600_000_000)):
        add_grant_entry(
            office=paser, year=YEAR, fields=GrantFields(kind, Decimal(amount), dt.date(2024, 6, 1)), by=by
        )


def number(book, key):
    return book[key].number


def money_part(document):
    """All that chapter III.C says, block by block, as texts."""
    texts = []
    for block in blocks_of(document):
        if isinstance(block, Table):
            rows = [" | ".join(words_of(cell.content) for cell in row.cells) for row in block.rows]
            texts.append("\n".join([block.caption, *rows, words_of(block.note)]))
        elif isinstance(block, Paragraph):
            texts.append("".join(getattr(part, "text", "") for part in inlines_of(block)))
    return texts


def table(document, caption):
    [found] = [text for text in money_part(document) if text.startswith(caption)]
    return found


# ---------------------------------------------------------------- without anything new


def test_paser_as_it_was_has_none_of_the_new_figures_and_tables(paser):
    book = open_book(paser, YEAR)
    new = (
        "budget.fund.",
        "budget.node.",
        "budget.month.",
        "budget.ledger.",
        "budget.objective.",
        "efficiency.objective.",
    )
    assert [
        key for key in book if key.startswith(new) or key in ("budget.unmapped", "budget.deviation")
    ] == []
    assert (book["budget.absorption"].text, book["budget.absorption"].origin) == (
        "99,41%", "Realisasi dibagi pagu DIPA Tahun Anggaran 2024 setelah revisi hibah.",
    )  # fmt: skip
    note = table(assemble(book), "Efisiensi anggaran tingkat kantor").splitlines()[-1]
    assert note == (
        "E = (pagu × capaian − realisasi) / (pagu × capaian); NE = 50 + E / 20 × 50, dengan E dibatasi −20% sampai 20%. "
        "Anggaran belum dipetakan ke sasaran, sehingga efisiensi tiap sasaran tidak dihitung. "
        "Rumus keluarga PMK 22/2021; penerapannya pada laporan kinerja perlu dipastikan."
    )


# ---------------------------------------------------------------- with payments


def test_payments_are_the_realisation_and_the_stated_sum_is_compared(paser, kept):
    book = open_book(paser, YEAR)
    assert number(book, "budget.realised") == 45_000_000_000
    assert book["budget.absorption"].text == "97,67%"
    assert book["budget.absorption"].origin == (
        f"Realisasi dibagi pagu {NAME}. Realisasi: 3 pembayaran sampai 31 Desember 2024."
    )
    assert book["budget.realised"].origin.endswith(
        "Pembayaran sampai 31 Desember 2024 berjumlah Rp45.000.000.000,00, sedangkan realisasi yang dinyatakan "
        "Rp45.802.798.192,00; keduanya berbeda Rp802.798.192,00."
    )
    assert [number(book, f"budget.fund.{fund}.absorption").quantize(Decimal("0.01")) for fund in ("apbn", "hibah")] == [
        Decimal("98.07"), Decimal("97.22"),
    ]  # fmt: skip
    assert number(book, f"budget.node.{STATE}.realised") == 24_000_000_000
    assert number(book, "budget.node.076.01.CQ.ceiling") == 24_473_490_000
    assert number(book, "budget.dipa-1.difference") == 0


def test_the_chapter_names_version_and_source_under_its_percentages(paser, kept):
    document = assemble(open_book(paser, YEAR))
    said = (
        f"Pagu menurut {NAME} (SP DIPA-076.01.2.656232/2024 tanggal 5 November 2024); "
        "realisasi: 3 pembayaran sampai 31 Desember 2024."
    )
    for caption in ("Pagu dan realisasi anggaran menurut", "Pagu dan realisasi menurut sumber dana"):
        assert said in table(document, caption)
    rows = table(document, "Pagu dan realisasi anggaran menurut").splitlines()
    assert rows[2].strip() == "076.01.CQ Dukungan Manajemen | Rp24.473.490.000 | Rp24.000.000.000 | 98,07%"
    assert rows[-2] == "Jumlah | Rp46.073.490.000 | Rp45.000.000.000 | 97,67%"


def test_months_stand_beside_their_plan(paser, kept):
    book = open_book(paser, YEAR)
    assert [book[f"budget.month.3.{part}"].text for part in ("planned", "realised", "deviation")] == [
        "Rp2.000.000.000", "Rp20.000.000.000", "900,00%",
    ]  # fmt: skip
    rows = table(assemble(book), "Rencana penarikan dan realisasi tiap bulan").splitlines()
    assert rows[2] == "Januari | Rp2.000.000.000 | Rp0 | 100,00%"
    assert rows[-2] == "Rata-rata deviasi | 100,00%"


def test_the_ledger_stands_with_what_does_not_add_up(paser, kept, by):
    grants(paser, by)
    texts = money_part(assemble(open_book(paser, YEAR)))
    assert not any(text.startswith("Hibah dari kesepakatan sampai DIPA") for text in texts)
    [ledger] = [text for text in texts if text.startswith("Hibah dari kesepakatan sampai pengembalian")]
    assert "Masih akan diterima | Rp0" in ledger
    assert "Diterima, belum dicatat dalam DIPA | Rp7.630.655.000" in ledger
    assert "Sisa | Rp7.630.655.000" in ledger
    GrantEntry.objects.filter(office=paser, kind="spent").update(amount=Decimal(29_000_000_000))
    texts = money_part(assemble(open_book(paser, YEAR)))
    assert any(
        text.startswith("Belanja dan pengembalian hibah, Rp29.600.000.000,00, melebihi") for text in texts
    )


def test_each_version_says_its_number_kind_and_reason(paser, kept):
    rows = table(assemble(open_book(paser, YEAR)), "Versi anggaran tahun 2024").splitlines()
    assert rows[-1] == (
        f"{NAME} | Rp46.073.490.000 | SP DIPA-076.01.2.656232/2024 tanggal 5 November 2024; "
        "revisi, pagu tetap; Pergeseran."
    )


# ---------------------------------------------------------------- by objective


def test_an_objective_has_its_money_and_its_efficiency_once_it_is_mapped(paser, kept, by):
    map_line(office=paser, year=YEAR, key=GRANT, shares={"17": Decimal(80)}, by=by)
    book = open_book(paser, YEAR)
    assert [book[f"budget.objective.17.{part}"].text for part in ("ceiling", "realised", "absorption")] == [
        "Rp17.280.000.000", "Rp16.800.000.000", "97,22%",
    ]  # fmt: skip
    assert number(book, "budget.unmapped") == Decimal("28793490000")
    objectives = {objective.code: objective for objective, _items in book.measured.by_objective()}
    result = objective_efficiency(book, objectives["17"])
    achieved = result.achievement
    due = Decimal(17_280_000_000) * achieved / 100
    assert result.percent == (due - 16_800_000_000) / due * 100
    assert (book["efficiency.objective.17.value"].number, result.ceiling) == (result.percent, 17_280_000_000)
    assert objective_efficiency(book, objectives["1"]) is None
    text = table(assemble(book), "Anggaran menurut sasaran")
    assert "Belum dipetakan | Rp28.793.490.000" in text
    assert f"{STATE} (100%), {GRANT} (20%)" in text


@pytest.mark.parametrize(("code", "clamped"), [("7", False), ("17", True)])
def test_a_clamp_that_bites_is_said_beside_the_figure(paser, kept, by, code, clamped):
    """Objective 17 reached 66,67% for 97% of its money, so its E lies far below −20%."""
    map_line(office=paser, year=YEAR, key=GRANT, shares={code: Decimal(100)}, by=by)
    book = open_book(paser, YEAR)
    [objective] = [each for each, _items in book.measured.by_objective() if each.code == code]
    result = objective_efficiency(book, objective)
    assert (result.clamped, result.score == 0) == (clamped, clamped)
    origin = book[f"efficiency.objective.{code}.score"].origin
    assert ("melewati batas" in origin, "melewati batas" in result.sentence) == (clamped, clamped)
    note = table(assemble(book), "Anggaran menurut sasaran").splitlines()[-1]
    assert ("melewati batas" in note) == clamped


def test_the_checker_finds_nothing_wrong_in_the_new_tables(paser, kept, by):
    before = {(each.kind, each.sentence) for each in read_over(assemble(open_book(paser, YEAR)))}
    grants(paser, by)
    for key, code in ((GRANT, "17"), (STATE, "1")):
        map_line(office=paser, year=YEAR, key=key, shares={code: Decimal(60)}, by=by)
    remarks = read_over(assemble(open_book(paser, YEAR)))
    assert [(each.kind, each.sentence) for each in remarks if each.severity == "error"] == []
    assert {each.sentence for each in remarks if each.severity == "warning"} <= {
        text for _kind, text in before
    }
