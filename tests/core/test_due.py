"""Due dates, on time and valid follow from the other fields, and say why."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akuntabel.core.calendar import Calendar
from akuntabel.core.due import explain, period_of, work_out
from akuntabel.core.register import Deadline, FieldType, Register, RegisterField, Timely, ValidWhen
from akuntabel.packs.loader import load_pack

PACK = load_pack()
CALENDAR = Calendar(PACK.holidays)
LPPA = PACK.registers["lppa"]
YEAR = 2024


def worked(data, register=LPPA, **more):
    return work_out(register, data, CALENDAR, YEAR, **more)


def why(data, field, register=LPPA):
    return next(str(each) for each in explain(register, data, CALENDAR, YEAR) if each.field == field)


@pytest.mark.parametrize(
    ("data", "due", "on_time"),
    [
        ({"month": "07", "submitted_on": "2024-08-09"}, "2024-08-09", True),  # the 10th is a Saturday
        ({"month": "07", "submitted_on": "2024-08-10"}, "2024-08-09", False),
        ({"month": "01", "submitted_on": "2024-02-07"}, "2024-02-07", True),  # the 8th to 10th are holidays
        ({"month": "01", "submitted_on": "2024-02-08"}, "2024-02-07", False),
        ({"month": "12"}, "2025-01-10", None),
        ({"submitted_on": "2024-08-09"}, None, None),
        ({"month": "07", "due_on": "2030-01-01", "on_time": True}, "2024-08-09", None),  # typed: not heard
    ],
)
def test_a_monthly_report(data, due, on_time):
    found = worked(data)
    assert (found.get("due_on"), found.get("on_time")) == (due, on_time)


def test_the_reasons_are_told():
    assert why({"month": "07", "submitted_on": "2024-08-09"}, "due_on") == (
        "Batas Jumat 9 Agustus 2024: Sabtu 10 Agustus 2024 hari libur (akhir pekan), "
        "maka dimajukan ke hari kerja sebelumnya."
    )
    assert why({"month": "07", "submitted_on": "2024-08-12"}, "on_time") == (
        "Tanggal kirim 12 Agustus 2024, batas Jumat 9 Agustus 2024: terlambat 3 hari."
    )
    assert "sementara: hari libur 2025 belum ada" in why({"month": "12"}, "due_on")
    assert why({}, "due_on") == "Isi Bulan laporan supaya batas waktunya diketahui."


COMPLETE = {"attachments_complete": True, "signed": True, "realised_total": "5", "omspan_total": "5.00"}


@pytest.mark.parametrize(
    ("change", "valid", "sentence"),
    [
        ({}, True, "Semua syarat dipenuhi"),
        ({"signed": False}, False, "Ditandatangani KPA dan bendahara: tidak."),
        ({"omspan_total": "6"}, False, "Realisasi sampai bulan ini 5 berbeda dari Nilai di OMSPAN 6."),
        ({"omspan_total": None}, None, "Belum diisi: Nilai di OMSPAN."),
        ({"omspan_total": None, "signed": False}, False, "Ditandatangani"),  # false already, whatever comes
    ],
)
def test_valid_follows_from_its_parts(change, valid, sentence):
    data = {name: value for name, value in {**COMPLETE, **change}.items() if value is not None}
    assert worked(data).get("valid") == valid
    assert sentence in why(data, "valid")


def test_a_typed_due_date_serves_where_no_rule_is_known():
    service = PACK.registers["staff_service"]
    data = {"due_on": "2024-03-01", "done_on": "2024-03-02"}
    assert worked(data, service) == data | {"on_time": False}


def test_a_schedule_opens_as_well():
    stage = PACK.registers["stage"]
    window = {"legal_start": "2024-01-01", "legal_end": "2024-01-31"}
    inside = window | {"started_on": "2024-01-01", "ended_on": "2024-01-31"}
    assert worked(inside, stage)["on_schedule"] is True
    early = inside | {"started_on": "2023-12-31"}
    assert worked(early, stage)["on_schedule"] is False
    assert "padahal jadwal baru mulai 1 Januari 2024" in why(early, "on_schedule", stage)
    assert "on_schedule" not in worked(window | {"ended_on": "2024-01-31"}, stage)


def test_what_a_source_asserts_stays_until_the_parts_are_known():
    said = {"on_time": True, "valid": True}
    assert worked(said, asserted=["on_time", "valid"]) == said
    assert worked(said, asserted=["valid"]) == {"valid": True}
    late = said | {"month": "07", "submitted_on": "2024-09-01"}
    assert worked(late, asserted=["on_time", "valid"])["on_time"] is False


@pytest.mark.parametrize(
    ("period", "value", "code"),
    [("quarter", "3", "2024-T3"), ("semester", "1", "2024-T2"), ("semester", "2", "2024-T4")],
)
def test_quarters_and_semesters_are_periods_too(period, value, code):
    fields = (
        RegisterField("period", "Periode", FieldType.CHOICE, choices={"1": "I", "2": "II", "3": "III"}),
    )
    deadline = Deadline(period, 1, 10, "keep", "uji", verified=True, field="period")
    register = Register("r", "R", "", "", "", fields, "period", "period", (), (), deadline)
    assert period_of(register, {"period": value}, YEAR).code == code


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 1)).map(dt.date.isoformat)
AMOUNTS = st.sampled_from(["0", "5", "5.00", "1500000.50"])
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "month": st.sampled_from([f"{month:02d}" for month in range(1, 13)]),
        "submitted_on": DAYS,
        "due_on": DAYS,
        "on_time": st.booleans(),
        "valid": st.booleans(),
        "attachments_complete": st.booleans(),
        "signed": st.booleans(),
        "realised_total": AMOUNTS,
        "omspan_total": AMOUNTS,
        "receipt_number": st.text(max_size=5),
    },
)


@given(ROWS, st.sets(st.sampled_from(["on_time", "valid", "due_on"])))
def test_working_out_is_settled_and_touches_nothing_else(data, asserted):
    found = worked(data, asserted=asserted)
    assert worked(found, asserted=asserted) == found
    assert {name: value for name, value in found.items() if name not in LPPA.worked_out} == {
        name: value for name, value in data.items() if name not in LPPA.worked_out
    }
    assert LPPA.problems(found, aggregate=True) == LPPA.problems(
        {name: value for name, value in data.items() if name not in LPPA.worked_out}, aggregate=True
    )
    for reason in explain(LPPA, data, CALENDAR, YEAR):
        assert "{" not in str(reason)


@given(ROWS)
def test_on_time_is_the_comparison_of_two_dates(data):
    found = worked(data)
    if "on_time" in found:
        assert found["on_time"] == (found["submitted_on"] <= found["due_on"])
    else:
        assert "month" not in data or "submitted_on" not in data


@given(st.sampled_from([f"{month:02d}" for month in range(1, 13)]))
def test_a_due_date_is_a_working_day(month):
    assert CALENDAR.is_working_day(dt.date.fromisoformat(worked({"month": month})["due_on"]))


def test_the_rules_of_a_register_are_values():
    assert LPPA.timely == Timely("on_time", "submitted_on", "due_on")
    assert isinstance(LPPA.valid_when, ValidWhen)
    assert LPPA.worked_out == {"due_on", "on_time", "valid"}
    assert PACK.registers["voter_education"].worked_out == frozenset()
