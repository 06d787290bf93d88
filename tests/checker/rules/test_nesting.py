"""Budget tables with levels: a total that adds each amount once is left alone, a wrong one is found."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

# codes that begin each other, as a POK prints them
DOTTED = """
Kode	Uraian	Pagu (Rp)	Realisasi (Rp)
076.01.CQ	Penyelenggaraan Pemilu	900.000.000	850.000.000
076.01.CQ.6709	Manajemen keuangan	300.000.000	280.000.000
076.01.CQ.6709.EBA	Layanan internal	300.000.000	280.000.000
076.01.CQ.6710	Tahapan pemilu	600.000.000	570.000.000
076.01.CQ.6710.QDB	Pemilih	350.000.000	330.000.000
076.01.CQ.6710.QDC	Pemilihan	250.000.000	240.000.000
076.01.WA	Dukungan Manajemen	120.000.000	100.000.000
076.01.WA.3361	Tata usaha	120.000.000	100.000.000
Jumlah	Jumlah	{total}
"""
# each level with its own short code, as an RKA-KL prints them
SHORT = """
Program / kegiatan / KRO / RO	Pagu
CQ Penyelenggaraan Pemilu	Rp900.000.000
6709 Manajemen keuangan	Rp300.000.000
EBA Layanan internal	Rp300.000.000
994 Layanan perkantoran	Rp180.000.000
995 Layanan umum	Rp120.000.000
6710 Tahapan pemilu	Rp600.000.000
QDB Pemilih	Rp600.000.000
Belanja di luar baris anggaran	Rp50.000.000
Jumlah	{total}
"""
ACCOUNTS = """
Akun	Uraian	Anggaran
52	Belanja barang	700.000.000
5211	Belanja barang operasional	400.000.000
521111	Keperluan perkantoran	250.000.000
521115	Honor operasional	150.000.000
5221	Belanja jasa	300.000.000
53	Belanja modal	80.000.000
	Jumlah	{total}
"""
TWINS = """
Uraian	Pagu
Program pendidikan pemilih	Rp20.000.000
Sosialisasi tatap muka	Rp10.000.000
Sosialisasi daring	Rp10.000.000
Program tata usaha	Rp5.000.000
Jumlah	{total}
"""


LEFT_ALONE = [
    ("table-totals", DOTTED.format(total="1.020.000.000	950.000.000")),
    ("table-totals", SHORT.format(total="Rp950.000.000")),
    ("table-totals", ACCOUNTS.format(total="780.000.000")),
    ("table-totals", TWINS.format(total="Rp25.000.000")),
]
CAUGHT = [
    (
        "table-totals",
        DOTTED.format(total="1.120.000.000	990.000.000"),
        [("1.120.000.000", "1.020.000.000", "error"), ("990.000.000", "950.000.000", "error")],
    ),
    (  # one column is right, so the rows to add are known
        "table-totals",
        DOTTED.format(total="1.120.000.000	950.000.000"),
        [("1.120.000.000", "1.020.000.000", "error")],
    ),
    ("table-totals", SHORT.format(total="Rp960.000.000"), [("Rp960.000.000", "Rp950.000.000", "error")]),
    ("table-totals", ACCOUNTS.format(total="870.000.000"), [("870.000.000", "780.000.000", "error")]),
    ("table-totals", TWINS.format(total="Rp35.000.000"), [("Rp35.000.000", "Rp25.000.000", "error")]),
    (  # a wrong row between the highest and the lowest changes nothing
        "table-totals",
        ACCOUNTS.replace("400.000.000", "410.000.000").format(total="870.000.000"),
        [("870.000.000", "780.000.000", "error")],
    ),
    (  # the highest rows and the lowest come to different sums: which is right is asked
        "table-totals",
        ACCOUNTS.replace("700.000.000", "710.000.000").format(total="870.000.000"),
        [("870.000.000", "780.000.000", "warning")],
    ),
]


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_a_total_of_one_level_is_left_alone(ask, rule, text):
    assert [f.sentence() for f in ask(rule, text)] == []


@pytest.mark.parametrize(("rule", "text", "expected"), CAUGHT)
def test_a_wrong_total_is_named_with_the_sum_of_the_parts(ask, rule, text, expected):
    assert [(f.stated, f.expected, f.severity) for f in ask(rule, text)] == expected


amounts = st.integers(2_000, 90_000_000)
trees = st.recursive(amounts, lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=20)


def rows(tree, code):
    """(code, amount) of a part and of all under it."""
    if isinstance(tree, int):
        return [(code, tree)]
    below = [row for at, part in enumerate(tree, 1) for row in rows(part, f"{code}.{at:02}")]
    return [(code, worth(tree)), *below]


def worth(tree):
    return tree if isinstance(tree, int) else sum(map(worth, tree))


def printed(amount):
    return f"Rp{amount:,}".replace(",", ".")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(trees, min_size=2, max_size=4), st.booleans(), st.integers(7, 1_500))
def test_any_tree_of_amounts(ask, programmes, coded, gap):
    lines = [row for at, tree in enumerate(programmes) for row in rows(tree, f"CQ{at}")]
    total = sum(map(worth, programmes))
    # without codes, equal amounts side by side may be one part or two: nobody can tell
    assume(coded or len({amount for _, amount in lines}) == len(lines))
    table = "Kode	Uraian	Pagu\n" + "".join(
        f"{code if coded else '-'}	Layanan {'abcdefghij'[at % 10]}	{printed(amount)}\n"
        for at, (code, amount) in enumerate(lines)
    )
    assert ask("table-totals", f"{table}	Jumlah	{printed(total)}\n") == []
    if coded:
        wrong = ask("table-totals", f"{table}	Jumlah	{printed(total + gap)}\n")
        assert [(f.stated, f.expected) for f in wrong] == [(printed(total + gap), printed(total))]
