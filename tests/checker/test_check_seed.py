"""The report of 2024 that everything began with: what its contradictions are, and nothing else.

``data/lkjip-kpu-paser-2024.txt`` is the public report; the number of its one civil servant is not real.
"""

from pathlib import Path

import pytest

from akuntabel.checker.check import Report, check
from akuntabel.checker.findings import Severity

SEED = Path(__file__).parent / "data" / "lkjip-kpu-paser-2024.txt"

# Every error, and why it is one.
ERRORS = [
    (34, "stated-averages", "166,04%", "166,77%"),  # the 22 achievements of the table below it
    (46, "same-indicator", "100%", "95%"),  # the target signed in the agreement
    (108, "contents-years", "2023", "2024"),  # a report of 2024
    (243, "stated-parts", "26", "25"),  # 13 and 12
    (487, "row-achievement", "1.400%", "100%"),  # 2 of 2; the 28 stands one row below
    (488, "row-achievement", "50%", "1.400%"),  # 28 of 2
    (538, "stated-averages", "169,04", "166,77"),
    (
        540,
        "met-and-unmet",
        "19 sasaran kegiatan, sedangkan 3 sasaran",
        "19",
    ),  # 22 is the number of indicators
    (730, "stated-averages", "166,04%", "166,77%"),
]

# What somebody must decide, and what is style: the rules behind the list of things found by hand.
OTHERS = [
    (40, "rewarded-for-more", "137,5 %"),
    (42, "units-and-names", "100%"),
    (48, "self-counting", "86,36%"),
    (49, "row-rounding", "133%"),
    (51, "row-rounding", "102,5%"),
    (79, "title-order", "Pemula, Perempuan, dan Disabilitas"),
    (80, "carrying-rows", "1.400%"),
    (91, "stated-spending", "Rp45.802.798.192,00"),
    (153, "law-versions", "Nomor 4 Tahun 2021"),
    (302, "documents-cited", "444/.02.6-Kpt/6401/KPU-Kab/XII/2020"),
    (324, "one-noun-one-number", "6 sasaran strategis"),
    (361, "indicator-order", "Persentase laporan monitoring dan evaluasi yang akuntabel dan tepat waktu"),
    (390, "same-programmes", "Rp43.466.914.000"),
    (42, "near-duplicates", "ketentuan"),
    (426, "table-captions", "SASARAN"),
    (427, "units-and-names", "100%"),
    (431, "direction-needed", "0,16%"),
    (446, "average-method", "166,77%"),
    (494, "headline-categories", "Sangat Berhasil"),
    (496, "headline-categories", "berhasil"),
    (502, "scale-borders", "91 - 100"),
    (503, "scale-borders", "71 - 90"),
    (504, "scale-borders", "51 - 70"),
    (502, "met-is-not-category", "91 - 100"),
    (507, "mandatory-analyses", "B. ANALISIS CAPAIAN KINERJA"),
    (
        528,
        "section-texts",
        "Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya",
    ),
    (538, "stated-averages", "96,64%"),
    (602, "nothing-to-count", "100%"),
    (616, "full-groups", "Pemilu Tahun 2024"),
    (651, "event-fields", "7. Sosialisasi di Siring Kandilo dan Lampu Merah Jl. Jenderal Su"),
    (655, "section-texts", "50%"),
    (662, "event-days", "9 Februari 2024"),
    (669, "event-order", "12 Agustus 2024"),
    (672, "event-days", "7 September 2024"),
    (676, "doubled-events", "MA Fathur Rahman Batu Sopang"),
    (678, "doubled-events", "SMA Negeri 1 Muara Samu"),
    (679, "other-segment", "pemilih muda"),
    (708, "spending-in-detail", "C. REALISASI ANGGARAN"),
    (714, "booked-amounts", "Rp21.600.000.000,00"),
    (716, "stated-spending", "99,41%"),
    (763, "agreement-dates", "1 April 2024"),
    (819, "same-programmes", "Rp2.511.011.000,00"),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return check(SEED)


def test_its_errors_are_these_and_no_others(report):
    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    assert [(f.place.line, f.rule, f.stated, f.expected) for f in errors] == ERRORS


@pytest.mark.parametrize(("line", "rule", "stated"), OTHERS)
def test_what_somebody_must_decide(report, line, rule, stated):
    found = [f for f in report.findings if f.severity is not Severity.ERROR]
    assert any((f.place.line, f.rule) == (line, rule) and stated.startswith(f.stated[:60]) for f in found)


def test_the_hidden_base_is_named(report):
    [sentence] = [
        f.sentence() for f in report.findings if f.rule == "stated-spending" and f.place.line == 716
    ]
    assert "Rp46.073.490.000" in sentence
    assert "85,29%" in sentence


def test_what_is_stated_stands_in_the_document(report):
    text = " ".join(" ".join(report.source.lines).replace("\t", " ").split()).lower()
    missing = [f.stated for f in report.findings if " ".join(f.stated.split()).lower() not in text]
    assert missing == []
