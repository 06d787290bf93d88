"""The KPU pack holds what the agreement of 2024 promises, with its scale, registers and calendar."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from akuntabel.core.calendar import Calendar, DueRule
from akuntabel.core.measure import Count, Ratio, ShareMet, registers_of
from akuntabel.core.periods import Period
from akuntabel.core.policy import LowerFormula, Polarity, SelfReference, ZeroDenominator
from akuntabel.packs.loader import available_packs, load_pack, parse_measure

PACK = load_pack("kpu")
KPU = PACK.policies["kpu-recommended"]
AS_PRINTED = PACK.policies["kpu-as-printed"]

# What measures and records rely on: register and fields.
REGISTERS = {
    "budget_revision": {"number", "date", "kind", "reason"},
    "member_selection": {"body_position", "kind", "according_to_rules"},
    "staff_competence": {"meets_standard"},
    "monitoring_report": {"month", "accountable", "on_time"},
    "staff_service": {"kind", "on_time", "accurate"},
    "financial_report": {"kind", "period", "submitted"},
    "lppa": {"month", "on_time", "valid"},
    "asset_report": {"conforms_to_ledger"},
    "spip_report": {"on_time"},
    "regulation_draft": {"harmonised", "on_time"},
    "decision": {"number", "date", "subject", "stage_related"},
    "logistics": {"on_time", "accurate"},
    "stage": {"on_schedule"},
    "dispute": {"decided", "won"},
    "adhoc_body": {"election", "body", "members", "formed"},
    "candidate": {"election", "facilitated"},
    "voter_education": {
        "segment", "title", "date", "place", "method", "election", "status",
        "participants_male", "participants_female", "participants_disabled",
    },
    "voter_list": {"stage", "on_time"},
}  # fmt: skip

# Code, unit, polarity and measure of each indicator; a ratio as part / whole.
INDICATORS = """
1     kali     lower   budget_revision
2     %        higher  member_selection[according_to_rules=True] / member_selection
3     %        higher  staff_competence[meets_standard=True] / staff_competence
4.1   %        higher  monitoring_report[accountable=True on_time=True] / monitoring_report
4.2   %        higher  share
5     %        higher  staff_service[on_time=True accurate=True] / staff_service
6     laporan  higher  financial_report[submitted=True]
7     laporan  higher  lppa[on_time=True valid=True]
8     laporan  higher  asset_report[conforms_to_ledger=True]
9     laporan  higher  spip_report[on_time=True]
10    %        higher  regulation_draft[harmonised=True on_time=True] / regulation_draft
11    %        higher  logistics[on_time=True accurate=True] / logistics
12    %        higher  stage[on_schedule=True] / stage
13    %        higher  dispute[decided=True won=True] / dispute[decided=True]
14    %        higher  adhoc_body[formed=True] / adhoc_body
15    %        higher  candidate[facilitated=True] / candidate
16    keg      higher  voter_education[segment=umum status=done]
17.1  keg      higher  voter_education[segment=perempuan status=done]
17.2  keg      higher  voter_education[segment=pemula status=done]
17.3  keg      higher  voter_education[segment=disabilitas status=done]
18    keg      higher  voter_education[segment=daerah status=done]
19    %        higher  voter_list[on_time=True] / voter_list
"""


def written(measure) -> str:
    match measure:
        case Count(selection=selection):
            conditions = " ".join(f"{name}={value}" for name, value in selection.where.items())
            return selection.register + (f"[{conditions}]" if conditions else "")
        case Ratio(numerator=part, denominator=whole):
            return f"{written(part)} / {written(whole)}"
        case ShareMet():
            return "share"
    raise AssertionError(measure)


def test_it_is_there():
    assert available_packs() == ("kpu",)
    assert (PACK.code, PACK.valid_from) == ("kpu", dt.date(2024, 1, 1))


def test_19_objectives_and_22_indicators_in_the_order_of_the_agreement():
    assert [objective.code for objective in PACK.objectives] == [str(n) for n in range(1, 20)]
    found = [
        f"{item.code:<5} {item.unit:<8} {item.polarity:<7} {written(item.measure)}"
        for item in PACK.indicators
    ]
    assert found == INDICATORS.strip().split("\n")
    assert len(found) == 22


def test_an_indicator_stands_under_its_own_objective():
    for objective in PACK.objectives:
        for indicator in objective.indicators:
            assert indicator.code.partition(".")[0] == objective.code


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2", "Jumlah anggota KPU Kabupaten Paser yang diseleksi sesuai dengan periode masa jabatan dan PAW"),
        ("13", "Persentase sengketa hukum yang dimenangkan KPU Kabupaten Paser"),
        ("17.2", 'Jumlah Kegiatan "Pendidikan Pemilih Kepemiluan dan Demokrasi" untuk pemilih pemula'),
        (
            "18",
            'Jumlah Kegiatan "Pendidikan Pemilih Kepemiluan dan Demokrasi" untuk daerah potensi pelanggaran'
            " pemilu tinggi, daerah rawan konflik/bencana, dan atau daerah dengan partisipasi masyarakat rendah",
        ),
    ],
)
def test_names_are_those_of_the_agreement_with_the_office_filled_in(code, name):
    assert PACK.for_office("KPU Kabupaten Paser").indicator(code).name == name


def test_another_office_gets_its_own_name():
    objective = PACK.for_office("KPU Kota Bontang").objectives[1]

    assert objective.name.startswith("Terlaksananya proses seleksi anggota KPU Kota Bontang sesuai ketentuan")


@pytest.mark.parametrize(
    "mistake", ["perturan", "efisien baik", "fasilitas pengelolaan", "untuk pada", "pemilihan."]
)
def test_the_slips_of_the_copies_are_not_kept(mistake):
    texts = [objective.name for objective in PACK.objectives] + [item.name for item in PACK.indicators]

    assert not [text for text in texts if mistake in text]


def test_every_indicator_says_what_counts():
    for indicator in PACK.indicators:
        assert len(indicator.definition.split()) > 8, indicator.code
        assert indicator.source.startswith("LKjIP 2024 baris "), indicator.code


def test_a_percentage_that_is_called_jumlah_is_explained():
    for indicator in PACK.indicators:
        if indicator.name.startswith("Jumlah") and indicator.unit == "%":
            assert "satuannya persen" in indicator.definition, indicator.code


def test_the_written_measure_survives_json():
    for indicator in PACK.indicators:
        kept = json.loads(json.dumps(indicator.measure_data))
        assert parse_measure(kept, place=indicator.code, registers=PACK.registers) == indicator.measure


def test_every_register_of_the_list_is_there():
    assert set(PACK.registers) == set(REGISTERS)


@pytest.mark.parametrize("code", REGISTERS)
def test_a_register_has_the_fields_that_others_rely_on(code):
    register = PACK.registers[code]
    fields = {field.code for field in register.fields}

    assert REGISTERS[code] <= fields
    assert len(fields) >= 8
    assert register.purpose.endswith(".")


def test_every_measure_refers_to_existing_registers():
    for indicator in PACK.indicators:
        assert registers_of(indicator.measure) <= set(PACK.registers)


def test_twelve_months_and_twelve_segments():
    assert len(PACK.registers["lppa"].field("month").choices or {}) == 12
    assert len(PACK.registers["voter_education"].field("segment").choices or {}) == 12


def test_a_voter_education_event_counts_with_segment_title_and_status():
    events = PACK.registers["voter_education"]

    assert events.counts({"segment": "pemula", "title": "Sosialisasi", "status": "done"})
    assert not events.counts({"segment": "pemula", "title": "Sosialisasi"})


@pytest.mark.parametrize(
    ("achievement", "label"),
    [
        ("0", "Tidak Berhasil"),
        ("50", "Tidak Berhasil"),
        ("50.0001", "Kurang Berhasil"),
        ("62.5", "Kurang Berhasil"),
        ("70", "Kurang Berhasil"),
        ("70.5", "Cukup Berhasil"),
        ("90", "Cukup Berhasil"),
        ("90.9091", "Berhasil"),
        ("100", "Berhasil"),
        ("100.0001", "Sangat Berhasil"),
        ("1400", "Sangat Berhasil"),
    ],
)
def test_the_scale_has_no_holes(achievement, label):
    assert KPU.scale.category(Decimal(achievement)).label == label


def test_a_category_is_told_by_word_tone_and_icon():
    assert [(step.tone, step.icon) for step in KPU.scale.categories] == [
        ("bad", "cross"),
        ("poor", "down"),
        ("fair", "wave"),
        ("good", "check"),
        ("very-good", "double-check"),
    ]


def test_berhasil_does_not_claim_that_the_target_is_met():
    assert "telah mencapai target" not in KPU.scale.category(Decimal("95.96")).meaning


def test_the_recommended_policy():
    assert (KPU.cap, KPU.floor, KPU.places) == (None, 0, 2)
    assert KPU.lower_formula is LowerFormula.TWICE_TARGET
    assert KPU.zero_denominator is ZeroDenominator.NOT_APPLICABLE
    assert KPU.self_reference is SelfReference.EXCLUDE
    assert "praktik; belum dipastikan" in KPU.legal_basis


def test_the_policy_that_reproduces_the_print():
    assert AS_PRINTED.zero_denominator is ZeroDenominator.FULL
    assert AS_PRINTED.self_reference is SelfReference.COUNT_AS_MET


def test_fewer_revisions_are_better():
    assert [item.code for item in PACK.indicators if item.polarity is Polarity.LOWER] == ["1"]


def test_every_unconfirmed_deadline_is_an_open_question():
    open_questions = {item.key for item in PACK.unverified}
    deadlines = {code: register.deadline for code, register in PACK.registers.items() if register.deadline}

    assert set(deadlines) == {"lppa", "monitoring_report", "spip_report"}
    assert not any(deadline.verified for deadline in deadlines.values())
    assert {f"register.{code}.deadline" for code in deadlines} <= open_questions
    assert {"policy.cap", "policy.lower_formula", "policy.averaging", "scale.kpu"} <= open_questions


def test_17_holidays_10_days_of_joint_leave_and_2_voting_days():
    names = list(PACK.holidays.values())

    assert len(names) == 29
    assert sum(name.startswith("Cuti bersama") for name in names) == 10
    assert sum("pemungutan suara" in name for name in names) == 2
    assert PACK.holidays[dt.date(2024, 2, 9)] == "Cuti bersama Tahun Baru Imlek"


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (1, dt.date(2024, 2, 7)),  # 10 February is Imlek, 9 joint leave, 8 Isra Mikraj
        (2, dt.date(2024, 3, 8)),  # 10 March is a Sunday
        (3, dt.date(2024, 4, 5)),  # 10 April is Idulfitri, 8 and 9 joint leave, before them a weekend
        (5, dt.date(2024, 6, 10)),
    ],
)
def test_the_monthly_report_is_due_on_the_10th_or_the_working_day_before(month, due):
    deadline = PACK.registers["lppa"].deadline
    assert deadline is not None
    rule = DueRule(deadline.months_after, deadline.day or None, deadline.if_holiday)

    assert rule.due_date(Period(2024, month=month), Calendar(PACK.holidays)) == due


def test_duties_divisions_and_chapters_are_handed_on():
    assert [group["code"] for group in PACK.duties["group"]] == ["pemilu", "pemilihan"]
    assert len(PACK.organisation["division"]) == 5
    assert PACK.outline["chapter"][0]["title"] == "KATA PENGANTAR"


def test_it_is_read_once():
    assert load_pack("kpu") is load_pack()
