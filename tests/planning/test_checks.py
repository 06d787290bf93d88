"""The checks: each shows the rows it looks at and the sentence it says, and a near miss it does not."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage import draft, only_indicator, signed

from akuntabel.offices.models import Role
from akuntabel.planning import deeds
from akuntabel.planning.checks import (
    AgreementRow,
    IndicatorRow,
    ObjectiveRow,
    OtherPlan,
    Severity,
    check_agreement,
    check_plan,
    counterpart,
)
from akuntabel.planning.inspection import findings_of_agreement
from akuntabel.planning.models import Agreement

D = Decimal
COUNT = {"count": {"register": "lppa"}}
SHARE = {"ratio": {}}


def row(code="7", name="Laporan tepat waktu", unit="laporan", polarity="higher", **more):
    facts = {"measure": COUNT, "definition": "Laporan yang terkirim", "planned": D(12), "target": D(12)}
    return IndicatorRow(code, name, unit, polarity, **(facts | more))


def agreement(**more):
    facts = {
        "year": 2025, "first_name": "A", "second_name": "B", "statement": "Janji", "place": "Kota",
        "plan_name": "RKT 2025", "promised": D(100),
    }  # fmt: skip
    return AgreementRow(**facts | more)


def said(*rows, others=(), about=None):
    found = check_agreement(about or agreement(), [ObjectiveRow("1", "Sasaran", rows)], others=others)
    return [(finding.severity.value, str(finding)) for finding in found]


def test_nothing_is_said_about_an_agreement_in_order():
    assert said(row()) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(target=None)], ("error", "Target indikator 7 dalam perjanjian belum diisi.")),
        (
            [row(target=D(10))],
            ("warning", "Target indikator 7 dalam perjanjian 10 laporan, dalam RKT 2025 12 laporan."),
        ),
        ([row(planned=None)], ("warning", "Target indikator 7 dalam RKT 2025 belum diisi.")),
        (
            [row(measure={})],
            (
                "error",
                "Indikator 7 belum punya cara ukur. Pilih register yang dihitungnya, atau isian tangan.",
            ),
        ),
        ([row(definition="")], ("note", "Indikator 7 belum punya definisi operasional.")),
        (
            [row(name="Jumlah anggota", unit="%")],
            ("warning", "Indikator 7 bernama “Jumlah …”, tetapi satuannya %."),
        ),
        (
            [row(unit="%", measure=SHARE, planned=D(101), target=D(101))],
            ("error", "Target indikator 7 101%: sebuah bagian tidak dapat lebih dari 100%."),
        ),
        ([row(weight=D(60))], ("warning", "Jumlah bobot indikator 60, seharusnya 100.")),
        (
            [row(polarity="range", planned=D(1), target=D(1))],
            ("error", "Target indikator 7 berupa rentang, tetapi batas atasnya belum diisi."),
        ),
    ],
)
def test_one_thing_wrong_is_said_once(rows, expected):
    assert said(*rows) == [expected]


def test_exactly_a_hundred_percent_and_weights_of_a_hundred_are_fine():
    share = {"unit": "%", "measure": SHARE, "planned": D(100), "target": D(100)}
    assert said(row(weight=D(40), **share), row("8", "Lain", weight=D(60))) == []


@pytest.mark.parametrize(
    ("polarity", "target", "upper", "national", "expected"),
    [
        ("higher", 90, None, 95, "di bawah target nasional"),
        ("higher", 95, None, 95, ""),
        ("lower", 8, None, 5, "makin kecil makin baik"),
        ("lower", 5, None, 5, ""),
        ("lower", 4, None, 5, ""),
        ("exact", 4, None, 5, "tidak sama dengan"),
        ("exact", 5, None, 5, ""),
        ("range", 4, 6, 7, "tidak memuat"),
        ("range", 4, 6, 5, ""),
        ("milestone", 3, None, 4, "di bawah"),
    ],
)
def test_the_national_target_minding_which_way_is_better(polarity, target, upper, national, expected):
    bounds = {"planned_upper": D(upper), "target_upper": D(upper)} if upper else {}
    found = said(row(polarity=polarity, planned=D(target), target=D(target), national=D(national), **bounds))
    assert len(found) == bool(expected)
    assert all(expected in sentence for _severity, sentence in found)


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_better_than_national_is_never_a_finding(target, national):
    same = {"planned": target, "target": target, "national": national}
    worse_high = bool(said(row(polarity="higher", **same)))
    worse_low = bool(said(row(polarity="lower", **same)))
    assert worse_high == (target < national)
    assert worse_low == (target > national)


def test_another_plan_with_the_same_indicator_is_held_against_it():
    iku = OtherPlan("IKU", [row("IKU-1", "LAPORAN tepat-waktu", planned=D(11))])
    assert said(row(), others=[iku]) == [
        ("warning", "Target indikator 7 12 laporan, dalam IKU 11 laporan."),
    ]
    later = OtherPlan("Renstra", iku.indicators, ends_later=True)
    assert [severity for severity, _sentence in said(row(), others=[later])] == ["note"]


def test_the_same_code_of_a_quite_different_indicator_is_another_one():
    assert counterpart(row("1", "Jumlah revisi rencana kerja"), [row("1", "Partisipasi pemilih")]) is None
    assert counterpart(row("1", "Jumlah revisi rencana"), [row("1", "Jumlah revisi rencana kerja")])


def test_an_empty_plan_and_an_empty_objective():
    assert [str(finding) for finding in check_plan([], plan="RKT")] == ["Rencana ini belum punya sasaran."]
    [found] = check_plan([ObjectiveRow("3", "Kosong")], plan="RKT")
    assert (found.severity, found.place) == (Severity.ERROR, "3")


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"first_name": ""}, "Nama pihak pertama belum diisi."),
        ({"second_name": "a"}, "Pihak pertama dan pihak kedua bernama sama: A."),
        ({"statement": " "}, "Pernyataan perjanjian masih kosong."),
        ({"place": ""}, "Tempat tanda tangan belum diisi."),
        ({"signed_on": dt.date(2024, 12, 31)}, "Tanggal perjanjian 31 Desember 2024 di luar tahun 2025."),
        ({"promised": None}, "Anggaran perjanjian belum diisi."),
        (
            {"budget": D(90), "budget_name": "DIPA"},
            "Jumlah anggaran perjanjian Rp100, sedangkan DIPA Rp90.",
        ),
        (
            {"newest_plan": 2},
            "RKT 2025 sudah punya versi 2, tetapi perjanjian ini masih memakai versi 1.",
        ),
    ],
)
def test_the_whole_agreement(about, expected):
    assert [sentence for _severity, sentence in said(row(), about=agreement(**about))] == [expected]


def test_signed_late_is_only_a_note_and_a_revision_is_never_late():
    late = dt.date(2025, 4, 1)
    assert [severity for severity, _s in said(row(), about=agreement(signed_on=late))] == ["note"]
    assert said(row(), about=agreement(signed_on=late, is_revision=True)) == []
    assert said(row(), about=agreement(signed_on=dt.date(2025, 1, 31))) == []


def test_the_agreement_of_paser_as_it_was_signed(paser):
    found = findings_of_agreement(Agreement.objects.get(office=paser))
    sentences = [str(finding) for finding in found]
    # Money and date do not fit (findings.md of the report); the targets of RKT and agreement do.
    assert not any("dalam perjanjian" in sentence for sentence in sentences)
    assert any("Rp29.181.302.000" in sentence for sentence in sentences)
    assert any("1 April 2024" in sentence for sentence in sentences)
    odd = [finding for finding in found if "bernama “Jumlah …”" in str(finding)]
    assert [(one.severity, str(one)) for one in odd] == [
        (Severity.NOTE, "Indikator 2, 10, 14 bernama “Jumlah …” dengan satuan %, seperti dalam paket.")
    ]
    assert not [finding for finding in found if finding.severity is Severity.ERROR]


def test_a_target_below_what_the_office_above_signed(stage):
    signed(stage, "provinsi")
    below = draft(stage)
    deeds.save_numbers(
        agreement=below,
        targets={only_indicator(below.plan).pk: deeds.Span(D(1))},
        by=stage.who(Role.OPERATOR),
    )
    sentences = [str(finding) for finding in findings_of_agreement(below)]
    assert "Target indikator 1 1 keg di bawah target KPU Provinsi 2 keg." in sentences
