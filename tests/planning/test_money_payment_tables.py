"""Tables of payments, and any nested table of lines: nothing lost, nothing added, all or nothing."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_stage import (
    FEES,
    PAPER,
    apply,
    hand_in,
    line,
    pay,
    settled,
    wrong,
)
from stage import YEAR

from akuntabel.offices.models import LogEntry
from akuntabel.planning.models import Spending
from akuntabel.planning.money.imports import (
    CannotApply,
    CannotImport,
    preview,
)
from akuntabel.planning.money.lines import identity
from akuntabel.planning.money.table_lines import lines_of
from akuntabel.planning.money.table_rows import TableRow
from akuntabel.planning.selectors import budget_of

# ---------------------------------------------------------------- payments


PAYMENTS = (
    b"Tanggal;No SP2D;Kode;Nilai;Uraian\n"
    b"04/03/2025;25001;3355.EBA.001.051.A.521211;Rp1.234.567,00;Bahan rapat\n"
    b"2025-03-05;25002;3355.EBA.001.521213;1234567.0;Honor\n"
    b"6 Maret 2025;25003;3355.EBA.001.521213;(1.000);Pengembalian\n"
    b"Jumlah;;;2.468.134;\n"
)


def test_payments_are_taken_in_with_their_lines_and_funds(stage):
    settled(stage, line(PAPER, "2000000"), line(FEES, "2000000", "hibah"))
    draft = apply(stage, hand_in(stage, PAYMENTS, kind="spending", name="sp2d.csv"))
    rows = [
        (row.date, row.document, row.key, row.fund, row.amount) for row in Spending.objects.order_by("pk")
    ]
    assert rows == [
        (dt.date(2025, 3, 4), "25001", PAPER, "apbn", 1234567),
        (dt.date(2025, 3, 5), "25002", FEES, "hibah", 1234567),
        (dt.date(2025, 3, 6), "25003", FEES, "hibah", -1000),
    ]
    assert budget_of(stage.office, YEAR).realised == 2 * 1234567 - 1000
    assert {row.batch for row in Spending.objects.all()} == {draft.sha256}
    with pytest.raises(CannotImport, match="sudah dimasukkan"):
        hand_in(stage, PAYMENTS, kind="spending", name="salinan.csv")


def test_a_longer_list_adds_only_what_is_new(stage):
    settled(stage, line(PAPER, "2000000"), line(FEES, "2000000"))
    pay(stage, "1234567", dt.date(2025, 3, 4), document="25001")
    draft = hand_in(stage, PAYMENTS, kind="spending", name="sp2d.csv")
    assert [row.state for row in preview(draft).rows] == ["same", "new", "new"]
    apply(stage, draft)
    assert Spending.objects.count() == 3
    assert LogEntry.objects.get(deed="money.import").changes["unchanged"] == [None, 1]


@pytest.mark.parametrize(
    ("before", "after", "row", "field", "said"),
    [
        ("04/03/2025", "04/13/2025", 2, "date", "bulan"),
        ("04/03/2025", "04/03/2024", 2, "date", "bukan di tahun anggaran 2025"),
        ("04/03/2025", "", 2, "date", "Isi tanggal"),
        ("Rp1.234.567,00", "banyak", 2, "amount", "tidak terbaca"),
        ("Rp1.234.567,00", "=SUM(A1)", 2, "amount", "Sel D2 berisi rumus"),
        (
            "3355.EBA.001.521213;1234567.0",
            "3355.EBA.001.521299;1234567.0",
            3,
            "key",
            "tidak ada di anggaran tahun 2025",
        ),
    ],
)
def test_a_wrong_payment_stands_against_the_whole_file(stage, before, after, row, field, said):
    settled(stage, line(PAPER, "2000000"), line(FEES, "2000000"))
    content = PAYMENTS.decode().replace(before, after, 1).encode()
    draft = hand_in(stage, content, kind="spending", name="sp2d.csv")
    [(number, problems)] = wrong(draft)
    assert number == row
    assert any(name == field and said in sentence for name, sentence in problems), problems
    with pytest.raises(CannotApply):
        apply(stage, draft)
    assert not Spending.objects.exists()


# ---------------------------------------------------------------- any table


branches = st.lists(
    st.tuples(
        st.sampled_from(["076.01.CQ", "076.01.CR"]),
        st.sampled_from(["3355", "3360"]),
        st.sampled_from(["EBA", "BDB"]),
        st.sampled_from(["001", "002"]),
        st.sampled_from(["521211", "521213", "524111"]),
        st.integers(0, 10**12),
    ),
    min_size=1,
    max_size=15,
    unique_by=lambda each: each[:5],
)


def nested_rows(leaves):
    """The rows of a nested table of ``leaves``, every parent with its right subtotal."""
    rows, seen = [], set()
    for *codes, amount in sorted(leaves):
        for depth in range(1, 5):
            path = tuple(codes[:depth])
            if path in seen:
                continue
            seen.add(path)
            total = sum(each[5] for each in leaves if each[:depth] == path)
            shown = codes[0] if depth == 1 else ".".join(codes[1:depth])
            rows.append({"key": shown, "name": f"Nama {shown}", "amount": {"number": str(total)}})
        rows.append({"key": codes[4], "name": f"Akun {codes[4]}", "amount": {"number": str(amount)}})
    return [TableRow(number, cells) for number, cells in enumerate(rows, 2)]


@given(branches)
def test_a_right_table_loses_and_adds_nothing(leaves):
    found = lines_of(nested_rows(leaves))
    assert [problem for each in found for problem in each.problems] == []
    expected = {".".join(each[:5]): Decimal(each[5]) for each in leaves}
    assert {identity(each.fields)[0]: each.fields.amount for each in found} == expected


@given(branches, st.data())
def test_one_changed_subtotal_is_exactly_one_error(leaves, data):
    rows = nested_rows(leaves)
    parents = [row for row in rows if row.cells["name"].startswith("Nama")]
    row = data.draw(st.sampled_from(parents))
    row.cells["amount"] = {
        "number": str(int(row.cells["amount"]["number"]) + data.draw(st.integers(1, 10**6)))
    }
    bad = [each for each in lines_of(rows) if each.problems]
    assert [(each.row.number, each.fields) for each in bad] == [(row.number, None)]
