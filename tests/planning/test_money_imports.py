"""Tables of budget lines and payments: nested and flat, mapped and remembered, all or nothing."""

from decimal import Decimal

import pytest
from money_stage import (
    FEES,
    PAPER,
    TRIPS,
    apply,
    drafted,
    hand_in,
    line,
    now,
    revised,
    settled,
    workbook,
    wrong,
)
from stage import YEAR

from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.planning.deeds import CannotDo, ChangedMeanwhile, WrongFields
from akuntabel.planning.models import BudgetImport, ColumnMapping
from akuntabel.planning.money.imports import (
    CannotApply,
    CannotImport,
    apply_import,
    forget_import,
    guess_columns,
    heads_of,
    map_columns,
    preview,
    sample_of,
)
from akuntabel.planning.money.versions import add_line, draft_version

HEAD = ("Kode", "Uraian", "Jumlah (Rp)", "Sumber Dana")
NESTED = (
    ("KERTAS KERJA SATKER",),
    ("Sekretariat KPU Kabupaten Contoh",),
    HEAD,
    ("076", "KOMISI PEMILIHAN UMUM", 3100),
    ("076.01", "Sekretariat Jenderal", 3100),
    (656232, "KPU Kabupaten Contoh", 3100),
    ("076.01.CQ", "Dukungan Manajemen", 3000),
    (3355, "Pelaksanaan Manajemen", 3000.0),
    ("3355.EBA", "Layanan Dukungan", "Rp3.000,00"),
    ("3355.EBA.001", "Layanan Umum", None),
    ("051", "Persiapan", 2000),
    ("A", "Rapat", 2000),
    (521211, "Belanja Bahan", 1500, "RM"),
    (None, "- ATK [12 BLN x 125]", 1500),
    (521213, "Honor", "500,00", "RM"),
    ("052", "Pelaksanaan", 1000),
    ("521211", "Belanja Bahan", 1000, "RM"),
    ("076.01.CR", "Penyelenggaraan Pemilu", "100"),
    ("3360", "Fasilitasi", 100),
    ("3360.BDB", "Fasilitasi", 100),
    ("3360.BDB.002", "Logistik", 100),
    ("524111", "Perjalanan", 100, "Hibah"),
    (None, "JUMLAH", 3100),
)


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


@pytest.fixture
def version(stage, by):
    return draft_version(office=stage.office, year=YEAR, by=by)


def altered(*changes):
    """NESTED with cells changed: (row from 0, column, value)."""
    rows = [list(row) for row in NESTED]
    for at, column, value in changes:
        rows[at][column] = value
    return workbook(*rows)


# ---------------------------------------------------------------- nested by code


def test_a_sheet_nested_by_code_becomes_lines_whose_parents_give_the_names(stage, version):
    draft = hand_in(stage, workbook(*NESTED), version=version)
    assert guess_columns(draft) == {"key": 0, "name": 1, "amount": 2, "fund": 3}
    seen = preview(draft)
    assert (seen.total, seen.counts, seen.ready) == (
        3100, {"new": 3, "changed": 0, "same": 0, "removed": 0, "wrong": 0}, True,
    )  # fmt: skip
    assert [(row.number, row.key, row.amount, row.merged) for row in seen.rows] == [
        (13, PAPER, 2500, 2),
        (15, FEES, 500, 1),
        (22, TRIPS, 100, 1),
    ]
    apply(stage, draft)
    rows = [
        (
            row.key,
            row.fund,
            row.amount,
            row.programme,
            row.activity,
            row.output,
            row.detail,
            row.account,
            row.source,
        )
        for row in now(version).lines.all()
    ]
    manager = ("Dukungan Manajemen", "Pelaksanaan Manajemen", "Layanan Dukungan", "Layanan Umum")
    assert rows == [
        (PAPER, "apbn", 2500, *manager, "Belanja Bahan", "dipa.xlsx"),
        (FEES, "apbn", 500, *manager, "Honor", "dipa.xlsx"),
        (
            TRIPS,
            "hibah",
            100,
            "Penyelenggaraan Pemilu",
            "Fasilitasi",
            "Fasilitasi",
            "Logistik",
            "Perjalanan",
            "dipa.xlsx",
        ),
    ]
    assert LogEntry.objects.get(deed="money.import").changes["amount"] == ["0", "3100"]
    assert LogEntry.objects.filter(deed="money.line_add").count() == 3
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("at", "column", "value", "row", "field", "said"),
    [
        (12, 2, "seribu", 13, "amount", "“seribu” tidak terbaca sebagai angka"),
        (12, 2, "1.5", 13, "amount", "tidak jelas"),
        (12, 2, "=1000+500", 13, "amount", "Sel C13 berisi rumus; tempel sebagai nilai."),
        (12, 2, "#REF!", 13, "amount", "Sel C13 berisi galat #REF!; tulis nilainya."),
        (12, 3, "kas", 13, "fund", "Sumber dana “kas” tidak dikenal"),
        (12, 0, "52121", 13, "key", "Kode “52121” tidak dikenal"),
        (
            6,
            2,
            2999,
            7,
            "amount",
            "Jumlah 076.01.CQ tertulis Rp2.999,00, sedangkan rincian di bawahnya Rp3.000,00.",
        ),
        (10, 2, 2100, 11, "amount", "tertulis Rp2.100,00, sedangkan rincian di bawahnya Rp2.000,00."),
        (22, 2, 9, 23, "amount", "Jumlah seluruhnya tertulis Rp9,00, sedangkan baris-barisnya Rp3.100,00."),
        (14, 0, 521211, 15, "key", "Baris ini sama dengan baris 13."),
        (14, 2, -500, 15, "amount", "kurang dari nol"),
    ],
)
def test_a_planted_error_is_named_by_row_and_field_and_nothing_is_kept(
    stage, by, version, at, column, value, row, field, said
):
    draft = hand_in(stage, altered((at, column, value)), version=version)
    problems = dict(wrong(draft))
    assert any(name == field and said in sentence for name, sentence in problems[row]), problems
    draft = map_columns(draft=draft, columns=guess_columns(draft), by=by)
    with pytest.raises(CannotApply, match="Belum ada yang disimpan"):
        apply_import(draft=draft, by=by)
    assert not now(version).lines.exists()
    assert not LogEntry.objects.filter(deed__in=["money.import", "money.line_add"]).exists()
    assert BudgetImport.objects.get().applied_at is None


@pytest.mark.parametrize("value", ["seribu", "=1+1"])
def test_what_cannot_be_read_is_told_where_it_stands_and_by_no_row_above_it(stage, version, value):
    draft = hand_in(stage, altered((12, 2, value)), version=version)
    assert [(number, [field for field, _said in problems]) for number, problems in wrong(draft)] == [
        (13, ["amount"])
    ]


def test_an_account_without_an_amount_has_that_of_its_items(stage, version):
    seen = preview(hand_in(stage, altered((12, 2, None)), version=version))
    assert (seen.wrong, seen.total) == ([], 3100)


def test_full_codes_in_one_column_need_no_parents(stage, version):
    rows = (
        ("Kode", "Uraian", "Pagu"),
        ("3355.EBA.001.051.A.521211", "Bahan", "1.000"),
        ("3355.EBA.001.052.0A.521211", "?", "1"),
        ("3355.EBA.002.521211", "Bahan", 1234567.5),
        ("076.01.CR.3360.BDB.002.524111", "Perjalanan", "Rp5,-"),
    )
    seen = preview(hand_in(stage, workbook(*rows), version=version))
    assert [(row.key, row.amount, row.state) for row in seen.rows] == [
        ("3355.EBA.001.521211", 1000, "new"),
        ("", None, "wrong"),
        ("3355.EBA.002.521211", Decimal("1234567.5"), "new"),
        ("076.01.CR.3360.BDB.002.524111", 5, "new"),
    ]


# ---------------------------------------------------------------- flat, months, again


FLAT = (
    ("Program", "Kegiatan", "KRO", "RO", "Akun", "Sumber Dana", "Pagu", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
     "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ("076.01.CQ Dukungan Manajemen", "3355 Manajemen", "3355.EBA Layanan", "3355.EBA.001 Layanan Umum",
     "521211 Belanja Bahan", "RM", 1200, *[100] * 12),
    (None, None, None, None, "521213 Honor", "RM", 500, 500, *[None] * 11),
    ("076.01.CR Pemilu", "3360", "3360.BDB", "3360.BDB.002", "524111", "HIBAH", 100, *["-"] * 12),
    ("Jumlah", None, None, None, None, None, 1800),
)  # fmt: skip


def test_a_flat_table_with_months_becomes_lines_and_merged_cells_are_those_above(stage, version):
    draft = hand_in(stage, workbook(*FLAT), version=version)
    apply(stage, draft)
    assert [(row.key, row.amount, row.detail, row.account) for row in now(version).lines.all()] == [
        (PAPER, 1200, "Layanan Umum", "Belanja Bahan"),
        (FEES, 500, "Layanan Umum", "Honor"),
        (TRIPS, 100, "", ""),
    ]
    months = [[part.amount for part in row.months.all()] for row in now(version).lines.all()]
    assert months == [[100] * 12, [500, *[0] * 11], []]


def test_shortened_heads_are_known_and_what_is_left_out_is_said(stage, version):
    head = (
        "Kd Prog",
        "Uraian Program",
        "Kd Keg",
        "Kd KRO",
        "Kd RO",
        "Kd Akun",
        "Pagu Revisi",
        "Jul",
        "Agt",
        "Paraf",
    )
    row = ("CQ", "Program", "3355", "BDB", "001", "521211", 30_000_000, 10_000_000, 20_000_000, "x")
    total = (None, None, None, None, None, "JUMLAH", 30_000_000)
    draft = hand_in(stage, workbook(head, row, total), version=version)
    found = guess_columns(draft)
    assert [found[code] for code in ("programme_code", "activity_code", "output_code", "detail_code")] == [
        0,
        2,
        3,
        4,
    ]
    assert (found["account_code"], found["month_7"], found["month_8"]) == (5, 7, 8)
    read = preview(draft)
    assert not read.wrong
    assert (read.totals, read.unused, read.uncoded) == (1, ("Paraf",), False)
    assert sample_of(draft)[0][5:7] == ["521211", "30.000.000"]


def test_a_table_without_a_code_column_is_said_to_have_none(stage, version):
    draft = hand_in(stage, workbook(("Program", "Pagu"), ("Dukungan manajemen", 5)), version=version)
    assert preview(draft).uncoded


def test_months_that_do_not_add_up_are_an_error_of_their_row(stage, version):
    rows = [list(row) for row in FLAT]
    rows[1][9] = 99
    [(number, [(field, said)])] = wrong(hand_in(stage, workbook(*rows), version=version))
    assert (number, field) == (2, "months")
    assert "berjumlah Rp1.199,00, sedangkan barisnya Rp1.200,00" in said


def test_a_table_into_a_revision_changes_only_what_differs(stage, by):
    version = settled(
        stage, line(PAPER, "2500"), line(FEES, "500"), line("076.01.CQ.3355.EBA.009.522111", "7")
    )
    new = revised(stage, version)
    head = ("Kode", "Uraian", "Pagu", "Sumber Dana")
    rest = [(key, None, amount, "RM") for key, amount in ((PAPER, 2500), (FEES, 450), (TRIPS, 50))]
    draft = hand_in(stage, workbook(head, *rest), version=new)
    seen = preview(draft)
    assert [(row.key, row.state) for row in seen.rows] == [
        (PAPER, "same"), (FEES, "changed"), (TRIPS, "new"), ("076.01.CQ.3355.EBA.009.522111", "removed"),
    ]  # fmt: skip
    apply(stage, draft)
    changed = LogEntry.objects.get(deed="money.line_change")
    assert changed.changes["amount"] == ["500", "450"]
    assert LogEntry.objects.get(deed="money.line_remove").changes["amount"] == ["7", None]
    assert sum(row.amount for row in now(new).lines.all()) == 3000
    again = hand_in(stage, workbook(head, *reversed(rest)), version=new)
    with pytest.raises(CannotApply, match="Tidak ada baris"):
        apply(stage, again)


def test_somebody_who_changed_the_version_meanwhile_is_not_overwritten(stage, by):
    version = drafted(stage)
    draft = hand_in(stage, workbook(*NESTED), version=version)
    draft = map_columns(draft=draft, columns=guess_columns(draft), by=by)
    add_line(version=version, touched=version.touched, fields=line(TRIPS), by=stage.who(Role.HEAD))
    with pytest.raises(ChangedMeanwhile, match="mengubahnya sesudah Anda membuka"):
        apply_import(draft=draft, by=by)
    assert [row.key for row in now(version).lines.all()] == [PAPER, TRIPS]
    apply(stage, draft)
    assert [row.amount for row in now(version).lines.all()] == [2500, 500, 100]


# ---------------------------------------------------------------- files and columns


def test_the_same_file_is_taken_in_once(stage, by, version):
    content = workbook(*NESTED)
    draft = apply(stage, hand_in(stage, content, version=version))
    assert apply_import(draft=draft, by=by).applied_at == draft.applied_at
    with pytest.raises(CannotImport, match=r"sudah dimasukkan pada .* \(“dipa\.xlsx”\)"):
        hand_in(stage, content, version=version)


def test_a_mapping_is_remembered_by_its_heads(stage, by, version):
    rows = (("Nomor", "Apa", "Berapa"), ("3355", "Manajemen", 10))
    draft = hand_in(stage, workbook(*rows), version=version)
    assert (guess_columns(draft), heads_of(draft), sample_of(draft)) == (
        {}, ["Nomor", "Apa", "Berapa"], [["3355", "Manajemen", "10"]],
    )  # fmt: skip
    with pytest.raises(WrongFields) as refused:
        map_columns(draft=draft, columns={"key": 0}, by=by)
    assert [(each.field, str(each)) for each in refused.value.problems] == [
        ("amount", "Pilih kolom untuk Pagu.")
    ]
    apply_import(draft=draft, columns={"key": 0, "name": 1, "amount": 2}, by=by)
    other = hand_in(stage, workbook(rows[0], ("3360", "Lain", 5)), version=now(version), name="b.xlsx")
    assert guess_columns(other) == {"key": 0, "name": 1, "amount": 2}
    assert ColumnMapping.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "field", "said"),
    [
        ({"key": 0, "amount": 2, "name": 9}, "name", "tidak ada dalam tabel"),
        ({"key": 0, "amount": 2, "kode": 1}, "kode", "tidak ada dalam tabel"),
        ({"key": 0, "amount": 2, "name": 2}, "name", "sudah dipakai untuk Pagu"),
        ({"name": 1, "amount": 2}, "key", "Pilih kolom untuk Kode"),
    ],
)
def test_columns_that_cannot_be_are_refused(stage, by, version, columns, field, said):
    draft = hand_in(stage, workbook(*NESTED), version=version)
    with pytest.raises(WrongFields) as refused:
        map_columns(draft=draft, columns=columns, by=by)
    assert [(each.field, said in str(each)) for each in refused.value.problems] == [(field, True)]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "a.xlsx", "kosong"), (b"PK\x03\x04 broken", "a.xlsx", "rusak"), (b"\x00\x01\x02", "a.bin", "bukan tabel"),
     (b"Kode,Pagu\n", "a.csv", "tidak berisi tabel")],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(stage, version, content, name, said):
    with pytest.raises(CannotImport, match=said):
        hand_in(stage, content, version=version, name=name)


def test_lines_need_a_version_that_is_being_typed(stage):
    with pytest.raises(CannotDo, match="versi anggaran yang sedang disusun"):
        hand_in(stage, workbook(*NESTED))
    with pytest.raises(CannotDo, match="sudah ditetapkan"):
        hand_in(stage, workbook(*NESTED), version=settled(stage))


@pytest.mark.parametrize("role", list(Role))
def test_only_who_keeps_the_budget_may(stage, version, role):
    draft = hand_in(stage, workbook(*NESTED), version=version)
    for person in (
        stage.who(role, "dua"),
        *([] if role in (Role.OPERATOR, Role.HEAD) else [stage.who(role)]),
    ):
        for attempt in (
            lambda by: map_columns(draft=draft, columns={"key": 0, "amount": 2}, by=by),
            lambda by: apply_import(draft=draft, columns={"key": 0, "amount": 2}, by=by),
            lambda by: forget_import(draft=draft, by=by),
        ):
            with pytest.raises(Refused):
                attempt(person)
    forget_import(draft=draft, by=stage.who(Role.OPERATOR))
    assert not BudgetImport.objects.exists()
