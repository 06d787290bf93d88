"""The budget pages: by role, versions from draft to revision, payments, grants, shares, tables."""

import datetime as dt
from decimal import Decimal
from html import unescape

import pytest
from cast import YEAR
from money_desk import LINES, MONEY, draft, granted, paid, settled, sheet
from planning_desk import NEW, hidden, say, text

from akuntabel.offices.models import Role
from akuntabel.planning.models import (
    BudgetImport,
    BudgetShare,
    BudgetVersion,
    ColumnMapping,
    GrantEntry,
    Spending,
)
from akuntabel.planning.money import shares, versions
from akuntabel.planning.selectors import budget_of
from akuntabel.web.screens.money_spending import read_query

BASIC = "CQ.3355.BDB.001.521211"


@pytest.fixture
def by(new_people):
    return new_people[Role.OPERATOR]


@pytest.fixture
def desk(client, by):
    """The browser of an operator."""
    client.force_login(by)
    return client


@pytest.fixture
def budget(new_office, by):
    return settled(new_office, by)


# ---------------------------------------------------------------- at a glance


def test_an_office_without_a_budget_is_told_how_to_begin(desk):
    said = text(desk.get(MONEY))
    assert "Belum ada anggaran yang ditetapkan" in said
    assert f"Buat DIPA {NEW}" in said


def test_a_reader_sees_the_money_and_no_deed(client, new_people, new_office, by, budget):
    paid(new_office, by, (2, BASIC, 12_000_000))
    client.force_login(new_people[Role.READER])
    for path in ("", "versi/", f"versi/{budget.pk}/", "belanja/", "hibah/", "pemetaan/"):
        said = text(client.get(f"{MONEY}{path}"))
        assert not {"Catat belanja", "Buat revisi", "Catat peristiwa hibah", "Masukkan"} & {
            word
            for word in ("Catat belanja", "Buat revisi", "Catat peristiwa hibah", "Masukkan")
            if word in said
        }
    assert client.get(f"{MONEY}belanja/baru/").status_code == 403


def test_the_glance_names_version_basis_tree_and_deviation(desk, new_office, by, budget):
    paid(new_office, by, (1, BASIC, 75_000_000), (2, "524111", 150_000_000))
    said = text(desk.get(MONEY))
    assert "12,50% dari pagu sudah dibelanjakan" in said  # 225 of 1.800 million
    assert f"Terhadap DIPA Tahun Anggaran {NEW}, menurut 2 pembayaran sampai 5 Februari {NEW}." in said
    assert "Januari 150.000.000 75.000.000 50,00%" in said
    assert "Februari 150.000.000 150.000.000 0,00%" in said
    assert "Rata-rata deviasi bulan yang sudah berjalan: 87,5%." in said  # (50 + 0 + 10 × 100) / 12
    # programme, activity, output, detail, account: 75 + 150 of 1.320; 75 of 120
    assert "CQ Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi Pagu 1.320.000.000" in said
    assert "521211 Belanja bahan Pagu 120.000.000 Realisasi 75.000.000 Serapan 62,50%" in said
    assert "di luar batas, jadi nilainya dihitung dari 20%" in said  # E is 87,5%


def test_a_budget_known_only_by_fund_shows_no_empty_columns(client, cast):
    client.force_login(cast.reader)
    said = text(client.get(f"/contoh/{YEAR}/anggaran/"))
    assert "75,00% dari pagu sudah dibelanjakan" in said
    assert "Terhadap DIPA Contoh, menurut jumlah yang dinyatakan per 31 Desember 2024." in said
    assert "Sumbernya tidak merinci realisasi menurut sumber dana." in said
    assert "versi ini hanya dirinci menurut sumber dana" in said
    assert "Rencana (Rp)" not in said
    mapping = text(client.get(f"/contoh/{YEAR}/anggaran/pemetaan/"))
    assert "tidak punya kode program, kegiatan, atau RO" in mapping
    listed = client.get(f"/contoh/{YEAR}/anggaran/versi/").content.decode()
    assert "Disahkan oleh" not in listed
    assert "Nomor atau tanggal DIPA tidak disebut sumbernya." in listed


def test_the_money_of_the_year_page_leads_here(client, cast):
    client.force_login(cast.reader)
    page = client.get(f"/contoh/{YEAR}/").content.decode()
    assert f'<h2><a href="/contoh/{YEAR}/anggaran/">' in page


# ---------------------------------------------------------------- versions


def test_from_an_empty_year_to_a_settled_version_and_its_revision(desk, new_office):
    page = say(desk, f"{MONEY}versi/baru/")
    version = BudgetVersion.objects.get()
    at = f"{MONEY}versi/{version.pk}/"
    assert page.redirect_chain[-1][0] == at
    assert "Nomor DIPA wajib diisi." in text(page)
    say(desk, f"{at}ubah/", touched=hidden(desk.get(f"{at}ubah/"), "touched"), name=version.name,
        number="SP DIPA-1", issued_on=f"2-1-{NEW}", authority="DJA")  # fmt: skip
    line = {"programme_code": "wa", "programme": "Dukungan Manajemen", "fund": "apbn", "amount": "Rp1.200.000",
            "touched": hidden(desk.get(f"{at}baris/baru/"), "touched"), "again": "1"}  # fmt: skip
    page = say(desk, f"{at}baris/baru/", **line)
    assert 'value="WA"' in page.content.decode()  # the next line begins where the last one stood
    assert not versions.unsettled_because(BudgetVersion.objects.get())
    say(desk, f"{at}tetapkan/", touched=hidden(desk.get(f"{at}tetapkan/"), "touched"))
    assert budget_of(new_office, NEW).ceiling == 1_200_000
    page = say(desk, f"{at}revisi/", touched="0", name="Revisi ke-1", change="changed", reason="Ditambah")
    revision = BudgetVersion.objects.get(replaces=version)
    assert "Draf, belum dihitung. Alasan revisi: Ditambah" in text(page)
    assert revision.lines.get().amount == 1_200_000
    assert "belum ditetapkan, jadi belum dihitung" in text(desk.get(MONEY))


def test_a_wrong_line_keeps_what_was_typed(desk, new_office, by):
    version = draft(new_office, by, LINES[:1])
    at = f"{MONEY}versi/{version.pk}/baris/baru/"
    seen = hidden(desk.get(at), "touched")
    page = desk.post(
        at, {"touched": seen, "programme": "Program X", "amount": "satu juta", "month_3": "5.000"}
    )
    assert page.status_code == 422
    said = page.content.decode()
    assert 'value="Program X"' in said
    assert 'value="satu juta"' in said
    assert 'value="5.000"' in said
    assert version.lines.count() == 1


def test_two_people_in_one_draft_the_second_is_told_and_loses_nothing(desk, new_office, by, new_people):
    version = draft(new_office, by, LINES[:1])
    at = f"{MONEY}versi/{version.pk}/ubah/"
    seen = hidden(desk.get(at), "touched")
    fields = versions.VersionFields("DIPA lain", "SP DIPA-9", dt.date(NEW, 1, 3), "KPA")
    versions.change_version(version=version, touched=version.touched, fields=fields, by=new_people[Role.HEAD])
    sent = {"touched": seen, "name": "Nama saya", "number": "SP DIPA-7", "issued_on": f"{NEW}-01-02"}
    page = desk.post(at, sent)
    said = unescape(page.content.decode())
    assert "mengubahnya sesudah Anda membuka halaman ini" in said
    assert 'value="Nama saya"' in said
    assert "Isi sekarang: DIPA lain" in said
    page = say(desk, at, **{**sent, "touched": hidden(page, "touched")})
    version.refresh_from_db()
    assert version.name == "Nama saya"


def test_versions_broken_down_in_different_ways_are_not_compared_line_by_line(client, cast):
    dipa = BudgetVersion.objects.get(office=cast.office, code="dipa")  # by fund: 1.000.000
    later = BudgetVersion.objects.create(office=cast.office, year=YEAR, code="lain", name="Lain", sequence=2)
    later.lines.create(sequence=1, programme="Dukungan Manajemen", amount=1_200_000)
    client.force_login(cast.reader)
    said = text(client.get(f"/contoh/{YEAR}/anggaran/versi/{later.pk}/"))
    assert f"Perubahan dari {dipa.name}" in said
    assert "hanya jumlahnya yang dapat dibandingkan" in said
    assert "+200.000" in said
    assert "dihapus" not in said


def test_the_list_offers_a_revision_and_settling_one_that_changes_nothing_is_said(
    desk, new_office, by, budget
):
    page = desk.get(f"{MONEY}versi/").content.decode()
    assert f'href="{MONEY}versi/{budget.pk}/revisi/">Buat revisi dari' in page
    fields = versions.VersionFields("Revisi ke-1", change="same", reason="Kode berubah")
    draft = versions.revise_version(version=budget, fields=fields, by=by)
    assert "/revisi/" not in desk.get(f"{MONEY}versi/").content.decode()
    assert f"sama persis dengan “{budget.name}”" in text(desk.get(f"{MONEY}versi/{draft.pk}/tetapkan/"))


def test_the_address_of_a_button_opened_as_a_page_leads_back(desk):
    page = desk.get(f"{MONEY}versi/baru/")
    assert page.status_code == 405
    assert "milik sebuah tombol" in text(page)
    assert f'href="{MONEY}versi/">Buka halamannya' in page.content.decode()


def test_what_a_settled_version_changed_is_listed(desk, new_office, by, budget):
    fields = versions.VersionFields("Revisi ke-1", "SP DIPA-2", dt.date(NEW, 3, 1), "DJA", "changed", "Naik")
    new = versions.revise_version(version=budget, fields=fields, by=by)
    line = new.lines.get(account_code="511111")
    row = versions.LineFields(**{**LINES[4], "amount": Decimal(500_000_000)})
    versions.change_line(line=line, touched=new.touched, fields=row, by=by)
    said = text(desk.get(f"{MONEY}versi/{new.pk}/"))
    assert "WA.3361.EBA.962.511111 Gaji pokok 480.000.000 500.000.000 +20.000.000" in said
    assert "+20.000.000" in text(desk.get(f"{MONEY}versi/"))


# ---------------------------------------------------------------- payments


def test_a_payment_is_kept_and_a_line_paid_too_far_is_said(desk, new_office, budget):
    page = say(desk, f"{MONEY}belanja/baru/", date=f"{NEW}-03-04", document="SP2D-7", key="522191",
               amount="Rp61.000.000")  # fmt: skip
    assert Spending.objects.get().key == "CQ.3355.BDB.001.522191"
    assert Spending.objects.get().fund == "apbn"
    assert "melebihi pagunya" in text(page)


def test_a_wrong_payment_keeps_what_was_typed(desk, new_office, budget):
    page = desk.post(
        f"{MONEY}belanja/baru/",
        {"date": f"{NEW - 1}-03-04", "key": "99", "amount": "5.000", "note": "Spanduk"},
    )
    assert page.status_code == 422
    said = unescape(page.content.decode())
    assert f"bukan di tahun anggaran {NEW}" in said
    assert "Kode “99” tidak ada" in said
    assert 'value="Spanduk"' in said
    assert not Spending.objects.exists()


def test_the_list_is_filtered_and_its_sum_is_of_what_is_shown(desk, new_office, by, budget):
    paid(new_office, by, (1, BASIC, 5_000_000), (2, BASIC, 7_000_000), (2, "", -1_000_000))
    assert "3 pembayaran, jumlah bersih Rp11.000.000 (sudah dikurangi pengembalian Rp1.000.000)." in text(
        desk.get(f"{MONEY}belanja/")
    )
    assert "2 pembayaran, jumlah bersih Rp6.000.000" in text(desk.get(f"{MONEY}belanja/?bulan=2"))
    assert "1 pembayaran, jumlah bersih -Rp1.000.000" in text(desk.get(f"{MONEY}belanja/?dana=tanpa"))
    assert "1 pembayaran, jumlah bersih Rp5.000.000" in text(desk.get(f"{MONEY}belanja/?cari=SP2D-001"))
    assert "Tidak ada belanja yang cocok" in text(desk.get(f"{MONEY}belanja/?bulan=9"))


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({"bulan": "13", "dana": "emas"}, ""),
        ({"bulan": "2", "dana": "tanpa", "cari": " a&b ", "ditarik": "1"}, "bulan=2&dana=tanpa&cari=a%26b&ditarik=1"),
    ],
)  # fmt: skip
def test_what_an_address_asks_for(asked, address):
    assert read_query(asked).address == address


def test_a_withdrawn_payment_counts_no_more_and_can_be_read(desk, new_office, by, budget):
    row = paid(new_office, by, (1, BASIC, 5_000_000))[0]
    assert desk.post(f"{MONEY}belanja/{row.pk}/tarik/", {"reason": " "}).status_code == 422
    page = say(desk, f"{MONEY}belanja/{row.pk}/tarik/", reason="Tercatat dua kali")
    assert "0 pembayaran" in text(page)
    assert "Tercatat dua kali" in text(desk.get(f"{MONEY}belanja/?ditarik=1"))


# ---------------------------------------------------------------- grants


def test_the_ledger_runs_its_balances_and_says_what_does_not_add_up(desk, new_office, by):
    granted(new_office, by, ("agreed", 1, 100), ("received", 2, 40), ("booked", 3, 60))
    said = text(desk.get(f"{MONEY}hibah/"))
    assert "Hibah yang dicatat dalam DIPA, Rp60,00, melebihi yang diterima, Rp40,00." in said
    assert (
        "Belum ada catatan tentang yang dibelanjakan, dikembalikan; itu belum diketahui, bukan nol." in said
    )
    assert f"10 Februari {NEW} Diterima NPHD 1/2025 40 60 40 40" in said  # to come, not booked, left
    entry = GrantEntry.objects.get(kind="booked")
    assert "Tarik Dicatat dalam DIPA: Rp60 " in f"{said} "
    assert "Dicatat dalam DIPA: Rp60 " in text(desk.get(f"{MONEY}hibah/{entry.pk}/tarik/"))
    page = say(desk, f"{MONEY}hibah/{entry.pk}/tarik/", reason="Salah angka")
    assert "tidak saling bertentangan" in text(page)
    page = desk.post(f"{MONEY}hibah/baru/", {"kind": "received", "amount": "-5", "number": "BA-1"})
    assert page.status_code == 422
    assert 'value="BA-1"' in page.content.decode()


# ---------------------------------------------------------------- shares


@pytest.fixture
def objectives(new_office, by, pack_plan):
    from akuntabel.planning import deeds

    deeds.draft_agreement(office=new_office, year=NEW, by=by)
    return [row.code for row in shares.objectives_of(new_office, NEW)]


def test_a_line_is_shared_and_the_rest_is_said(desk, new_office, budget, objectives):
    at = f"{MONEY}pemetaan/CQ.3355.BDB.001/"
    first, second = objectives[:2]
    page = desk.post(at, {f"objective_{first}": "70", f"objective_{second}": "40"})
    assert page.status_code == 422
    assert "berjumlah 110%" in text(page)
    assert 'value="40"' in page.content.decode()
    page = say(desk, at, **{f"objective_{first}": "70", f"objective_{second}": "20,5"})
    assert "Rp1.637.100.000 dari Rp1.800.000.000 belum dipetakan" in text(page)  # 9,5% of 180 and all else
    assert {row.objective: row.percent for row in BudgetShare.objects.all()} == {
        first: 70,
        second: Decimal("20.5"),
    }


def test_money_of_an_objective_that_the_agreement_no_longer_has_is_named(
    desk, new_office, by, budget, objectives
):
    shares.map_line(
        office=new_office, year=NEW, key="CQ.3355.BDB.001", shares={objectives[0]: Decimal(100)}, by=by
    )
    BudgetShare.objects.update(objective="99")  # the agreement had a 99 until it was revised
    said = text(desk.get(f"{MONEY}pemetaan/"))
    assert said.count("(tidak ada dalam perjanjian kinerja yang berlaku)") == 2  # at its line, in its sum


def test_three_equal_parts_make_a_whole_and_are_not_kept_yet(desk, new_office, budget, objectives):
    picked = {f"pick_{code}": "on" for code in objectives[:3]}
    page = desk.post(f"{MONEY}pemetaan/CQ.3355.BDB.001/", {**picked, "spread": "1"}).content.decode()
    assert page.count('value="33,3333"') == 2
    assert page.count('value="33,3334"') == 1
    assert not BudgetShare.objects.exists()


# ---------------------------------------------------------------- tables


POK = (
    ["Kode Program", "Program", "Kode Akun", "Akun", "Pagu"],
    ["WA", "Dukungan Manajemen", "511111", "Gaji pokok", 480_000_000],
    ["WA", "Dukungan Manajemen", "521111", "Keperluan kantor", "12.000.000"],
)


def handed_in(desk, path, *rows):
    desk.post(f"{MONEY}{path}", {"file": sheet(*rows)})
    return f"{MONEY}impor/{BudgetImport.objects.latest('pk').pk}/"


def chosen(page):
    """What the page of columns would send."""
    from lxml import html

    form = next(each for each in html.fromstring(page.content.decode()).forms if "column_0" in each.fields)
    return {name: value for name, value in form.form_values() if name.startswith("column_")}


def test_a_table_of_lines_walks_from_file_to_draft(desk, new_office, by):
    version = draft(new_office, by, ())
    at = handed_in(desk, f"versi/{version.pk}/impor/", *POK)
    page = desk.get(at)
    assert "Pilihan ini ditebak dari judul kolom." in text(page)
    columns = chosen(page)
    assert columns == {"column_0": "programme_code", "column_1": "programme", "column_2": "account_code",
                       "column_3": "account", "column_4": "amount"}  # fmt: skip
    wrong = desk.post(at, {**columns, "column_3": "programme"})
    assert wrong.status_code == 422
    assert "Program sudah diisi dari kolom “Program”." in text(wrong)
    assert chosen(wrong)["column_3"] == "programme"
    said = text(say(desk, at, **columns))
    assert "2 baru" in said
    assert "jumlahnya Rp492.000.000" in said
    assert version.lines.count() == 0
    say(desk, f"{at}simpan/")
    assert [line.key for line in version.lines.all()] == ["WA.511111", "WA.521111"]
    assert ColumnMapping.objects.get().columns["amount"] == 4
    assert "memasukkan tabel anggaran “tabel.xlsx”" in text(desk.get(f"{MONEY}versi/{version.pk}/"))
    again = handed_in(desk, f"versi/{version.pk}/impor/", *POK[:2])
    page = desk.get(again)
    assert "diingat dari tabel berjudul sama" in text(page)
    said = text(say(desk, again, **chosen(page)))
    assert "1 baris draf tidak ada dalam berkas ini dan akan dihapus" in said


def test_one_wrong_payment_keeps_the_whole_table_out(desk, new_office, by, budget):
    rows = (["Tanggal", "No SP2D", "Kode", "Nilai"], [f"5-3-{NEW}", "A", "511111", 5_000_000],
            [f"5-3-{NEW - 3}", "B", "77", "lima"])  # fmt: skip
    at = handed_in(desk, "belanja/impor/", *rows)
    page = say(desk, at, **chosen(desk.get(at)))
    said = text(page)
    assert "1 bermasalah" in said
    assert "Kode “77” tidak ada" in said
    assert "Simpan semuanya" not in said
    refused = desk.post(f"{at}simpan/")
    assert refused.status_code == 409
    assert "Belum ada yang disimpan" in text(refused)
    assert not Spending.objects.exists()
    say(desk, f"{at}buang/")
    assert not BudgetImport.objects.exists()


def test_a_table_of_payments_is_kept_once(desk, new_office, by, budget):
    rows = (["Tanggal", "No SP2D", "Kode", "Nilai"], [f"5-3-{NEW}", "A", "511111", 5_000_000])
    at = handed_in(desk, "belanja/impor/", *rows)
    say(desk, at, **chosen(desk.get(at)))
    page = say(desk, f"{at}simpan/")
    assert "1 pembayaran, jumlah bersih Rp5.000.000" in text(page)
    assert "Sudah disimpan" in text(desk.get(f"{at}periksa/"))
    other = desk.post(f"{MONEY}belanja/impor/", {"file": sheet(["Halo"])})
    assert other.status_code == 422
    assert "tidak berisi tabel" in text(other)
