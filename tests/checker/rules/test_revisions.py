"""Lists of what a later edition changes are no results; tables of one kind of number before and after still are."""

import pytest

FOUR = "Indikator\tTarget\tRealisasi\tCapaian\nA satu\t2\t2\t100%\nB dua\t2\t1\t50%\nC tiga\t2\t3\t150%\n"
OF_EDITIONS = """
Perubahan\tEdisi sebelumnya\tEdisi ini
Indikator tercapai\t16\t17
Indikator tidak tercapai\t5\t4
Rata-rata capaian\t166,31%\t168,96%
"""
LISTED = """
{head}
Nama pejabat\tContoh Lama\tContoh Baru
Indikator tercapai\t16\t17
Indikator tidak tercapai\t5\t4
Jumlah\t22\t23
Rata-rata capaian\t166,31%\t168,96%
"""
HEADS = [
    "Yang berubah\tEdisi sebelumnya\tEdisi ini",
    "Uraian\tEdisi 1\tEdisi 2",
    "Uraian\tTertulis\tSeharusnya",
    "Hal\tSemula\tMenjadi\tAlasan",
    "Uraian\tSebelum perbaikan\tSesudah perbaikan",
    "Uraian\tLaporan lama\tLaporan baru",
]
CAUGHT = [  # one kind of number before and after is a table like any other
    (
        "table-totals",
        "Program\tSemula (Rp)\tMenjadi (Rp)\nDukungan\t1.000.000\t2.000.000\nPemilu\t3.000.000\t4.000.000\n"
        "Jumlah\t4.000.000\t7.000.000\n",
        [("7.000.000", "6.000.000")],
    ),
    (
        "average-rows",
        "Materi\tSebelum\tSesudah\nPemungutan\t60%\t80%\nPenghitungan\t70%\t90%\nRata-rata\t65%\t95%\n",
        [("95%", "85%")],
    ),
]
LEFT_ALONE = [
    *((rule, LISTED.format(head=head)) for rule in ("average-rows", "table-totals") for head in HEADS),
    *((rule, f"{FOUR}\nTeks di antaranya.\n{OF_EDITIONS}") for rule in ("average-rows", "stated-averages")),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CAUGHT)
def test_caught(ask, rule, text, expected):
    assert [(found.stated, found.expected) for found in ask(rule, text)] == expected


@pytest.mark.parametrize(("rule", "text"), LEFT_ALONE)
def test_left_alone(ask, rule, text):
    assert [found.sentence() for found in ask(rule, text)] == []


def test_an_errata_of_nothing_but_percentages_is_known_by_its_title(ask):
    rows = "Uraian\tSemula\tMenjadi\nIndikator 1\t50%\t100%\nIndikator 2\t80%\t90%\nRata-rata capaian\t166%\t168%\n"
    assert [f.sentence() for f in ask("average-rows", f"RALAT LAPORAN\n{rows}")] == []
    # without the title it is what it looks like
    assert [(f.stated, f.expected) for f in ask("average-rows", rows)] == [("166%", "65%"), ("168%", "95%")]


REASON = "Rata-rata capaian kinerja 120% keliru tercetak dalam edisi 1."


@pytest.mark.parametrize("title", ["PERUBAHAN DARI EDISI SEBELUMNYA", "RALAT", "DAFTAR PERBAIKAN LAPORAN"])
def test_what_the_chapter_of_changes_says_was_wrong_is_not_held_against_it(ask, title):
    text = f"{FOUR}\n{title}\n{REASON}\n\nBAB I PENDAHULUAN\nLaporan ini disusun.\n"
    assert [found.sentence() for found in ask("stated-averages", text)] == []


@pytest.mark.parametrize("title", ["PENUTUP", "PERUBAHAN", "RENCANA PERBAIKAN", "REVISI RENSTRA"])
def test_under_any_other_title_it_is(ask, title):
    text = f"{FOUR}\n{title}\n{REASON}\n"
    assert [(f.stated, f.expected) for f in ask("stated-averages", text)] == [("120%", "100%")]


def test_after_the_chapter_of_changes_everything_counts_again(ask):
    text = f"{FOUR}\nRALAT\nSatu angka dibetulkan.\n\nBAB I PENDAHULUAN\nRata-rata capaian kinerja adalah 120%.\n"
    assert [(f.stated, f.expected) for f in ask("stated-averages", text)] == [("120%", "100%")]
