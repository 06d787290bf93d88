"""A measure names records; what it finds is a value with its proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from akuntabel.core.measure import (
    Basis,
    Count,
    Latest,
    Manual,
    Ratio,
    Record,
    Selection,
    ShareMet,
    Sum,
    evaluate,
    registers_of,
)
from akuntabel.core.policy import Category, Policy, Scale, ZeroDenominator
from akuntabel.core.value import MISSING, State, reported

STEP = Category("any", "Apa saja", None, None, "", "good", "check")
POLICY = Policy(
    code="uji",
    name="Uji",
    legal_basis="",
    valid_from=dt.date(2024, 1, 1),
    scale=Scale("uji", "Uji", "", (STEP,)),
)


def record(name: str, register: str = "lppa", /, **data) -> Record:
    """A record of one event, with the data that its register keeps."""
    return Record(name, register, data)


def look(measure, *records: Record, policy: Policy = POLICY):
    books: dict[str, list[Record]] = {}
    for one in records:
        books.setdefault(one.register, []).append(one)
    return evaluate(measure, books, policy)


ON_TIME = Count(Selection("lppa", {"on_time": True, "valid": True}))


def test_count_adds_the_quantities_of_the_selected_records():
    found = look(
        ON_TIME,
        record("a", on_time=True, valid=True),
        record("b", on_time=True, valid=False),
        replace(record("c", on_time=True, valid=True), quantity=Decimal(10)),
    )

    assert found.value == reported(11)
    assert (found.records, found.considered, found.basis) == (("a", "c"), 3, Basis.RECORDS)


def test_a_register_without_any_record_says_nothing_yet():
    assert look(ON_TIME).value == MISSING


def test_records_of_which_none_fits_are_a_reported_zero():
    assert look(ON_TIME, record("a", on_time=False, valid=True)).value == reported(0)


def test_a_share_stated_without_its_parts_is_not_counted_as_one():
    found = look(ON_TIME, replace(record("a", on_time=True, valid=True), stated_percent=Decimal(100)))

    assert found.value.state is State.NOT_ASSESSABLE


PEOPLE = Sum(Selection("events", {"status": "done"}), "people")


def test_sum_adds_a_field():
    found = look(
        PEOPLE,
        record("a", "events", status="done", people=40),
        record("b", "events", status="planned", people=100),
        record("c", "events", status="done", people="2.5"),
    )

    assert (found.value, found.records) == (reported(Decimal("42.5")), ("a", "c"))


@pytest.mark.parametrize("people", [None, "", "banyak", True])
def test_a_sum_with_an_unknown_part_is_unknown(people):
    found = look(
        PEOPLE,
        record("a", "events", status="done", people=40),
        record("b", "events", status="done", people=people),
    )

    assert (found.value.state, found.value.reason) == (State.NOT_ASSESSABLE, "isian people belum lengkap")


def test_a_declaration_that_there_was_nothing_adds_nothing():
    nil = replace(record("a", "events", status="done"), quantity=Decimal(0))

    assert look(PEOPLE, nil).value == reported(0)


ABSORBED = Latest(Selection("budget"), "absorbed")


def dated(name: str, date: str, absorbed: object) -> Record:
    return replace(record(name, "budget", absorbed=absorbed), date=date)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([dated("a", "2024-03-31", 20), dated("b", "2024-06-30", 45)], reported(45)),
        ([dated("b", "2024-06-30", 45), dated("a", "2024-03-31", None)], reported(45)),
        ([dated("a", "", 20)], reported(20)),
        ([dated("a", "2024-06-30", 45), dated("b", "2024-06-30", 45)], reported(45)),
    ],
)
def test_latest_is_the_field_of_the_record_with_the_latest_date(records, expected):
    assert look(ABSORBED, *records).value == expected


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        (
            [dated("a", "", 20), dated("b", "2024-06-30", 45)],
            "tanggal belum lengkap, sehingga catatan terakhir tidak diketahui",
        ),
        (
            [dated("a", "2024-06-30", 20), dated("b", "2024-06-30", 45)],
            "dua catatan pada tanggal terakhir memberi angka yang berbeda",
        ),
        ([dated("a", "2024-06-30", None)], "isian absorbed belum lengkap"),
    ],
)
def test_latest_does_not_guess(records, reason):
    found = look(ABSORBED, *records)

    assert (found.value.state, found.value.reason, found.basis) == (State.NOT_ASSESSABLE, reason, Basis.NONE)


def test_latest_of_records_of_which_none_fits_is_missing():
    chosen = Latest(Selection("budget", {"version": "dipa"}), "absorbed")

    assert look(chosen, dated("a", "2024-06-30", 45)).value == MISSING


WON = Ratio(
    Count(Selection("dispute", {"decided": True, "won": True})),
    Count(Selection("dispute", {"decided": True})),
)


def test_a_ratio_is_recomputed_from_its_sums():
    found = look(
        WON,
        record("a", "dispute", decided=True, won=True),
        record("b", "dispute", decided=True, won=False),
        record("c", "dispute", decided=False),
        replace(record("d", "dispute", decided=True, won=True), quantity=Decimal(2)),
    )

    assert found.value == reported(75)
    assert (found.numerator, found.denominator) == (3, 4)
    assert (found.records, found.considered, found.basis) == (("a", "b", "d"), 4, Basis.RECORDS)


NIL = replace(record("nihil", "dispute", decided=True), quantity=Decimal(0))


def test_no_dispute_is_not_applicable_and_not_100():
    found = look(WON, NIL)

    assert found.value.state is State.NOT_APPLICABLE
    assert found.value.reason == "tidak ada yang dihitung pada tahun ini (penyebut 0)"
    assert (found.numerator, found.denominator, found.records) == (0, 0, ("nihil",))


def test_no_dispute_is_100_only_where_the_policy_says_so():
    printed = replace(POLICY, zero_denominator=ZeroDenominator.FULL)

    assert look(WON, NIL, policy=printed).value == reported(100)


def test_no_record_of_disputes_at_all_is_missing_even_where_zero_counts_as_full():
    assert look(WON, policy=replace(POLICY, zero_denominator=ZeroDenominator.FULL)).value == MISSING


COVERED = Ratio(Count(Selection("visits")), Count(Selection("schools")))


def test_a_numerator_whose_register_is_empty_is_missing_and_not_zero():
    assert look(COVERED, record("a", "schools")).value == MISSING


def test_a_numerator_over_nothing_is_not_assessable_whatever_the_policy():
    nothing = replace(record("nihil", "schools"), quantity=Decimal(0))
    generous = replace(POLICY, zero_denominator=ZeroDenominator.FULL)

    found = look(COVERED, nothing, record("v", "visits"), policy=generous)

    assert (found.value.state, found.value.reason) == (
        State.NOT_ASSESSABLE,
        "ada pembilang, tetapi penyebutnya 0",
    )


def test_a_ratio_with_an_unknown_part_is_unknown_with_the_reason_of_that_part():
    share = Ratio(Sum(Selection("budget"), "spent"), Sum(Selection("budget"), "ceiling"))

    found = look(share, record("a", "budget", ceiling=100))

    assert (found.value.reason, found.denominator) == ("isian spent belum lengkap", 100)


STATED = replace(record("pernyataan", "dispute", decided=True), stated_percent=Decimal("97.5"))


def test_a_share_stated_without_its_parts_stands_alone():
    found = look(WON, STATED)

    assert (found.value, found.basis) == (reported(Decimal("97.5")), Basis.STATED)
    assert (found.numerator, found.denominator, found.records) == (None, None, ("pernyataan",))


def test_a_stated_share_of_zero_is_zero():
    assert look(WON, replace(STATED, stated_percent=Decimal(0))).value == reported(0)


def test_a_stated_share_and_a_record_do_not_add_up():
    found = look(WON, STATED, record("b", "dispute", decided=True, won=True))

    assert found.value.reason == "persentase tanpa pembilang dan penyebut tidak dapat dijumlahkan"
    assert (found.value.state, found.considered) == (State.NOT_ASSESSABLE, 2)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ("pemula", "pemula", True),
        ("pemula", "umum", False),
        ("pemula", None, False),
        ("", None, False),
        (["pemula", "muda"], "muda", True),
        (["pemula", "muda"], "umum", False),
        (["pemula", "muda"], None, False),
        ({"not": "cancelled"}, "done", True),
        ({"not": "cancelled"}, "cancelled", False),
        ({"not": "cancelled"}, None, False),
        ({"not": ["planned", "cancelled"]}, "cancelled", False),
        ({"not": ["planned", "cancelled"]}, "done", True),
        ({"min": 10}, 10, True),
        ({"min": 10}, 9, False),
        ({"min": 10}, None, False),
        ({"min": 10}, "", False),
        ({"max": 10}, 10, True),
        ({"max": 10}, 11, False),
        ({"min": 5, "max": 10}, 7, True),
        ({"min": 5, "max": 10}, 11, False),
        ({"min": 1000}, "1500.50", True),
        ({"min": "97.5"}, 100, True),
        ({"min": 1000}, "banyak", False),
        ({"min": "2024-02-14"}, "2024-02-14", True),
        ({"min": "2024-02-14"}, "2024-02-01", False),
        ({"max": "2024-11-27"}, "2024-11-26", True),
        ({"present": True}, "SK 1", True),
        ({"present": True}, "", False),
        ({"present": True}, 0, True),
        ({"present": False}, None, True),
        (True, True, True),
        (True, False, False),
        (True, None, False),
        (True, 1, False),
        (1, True, False),
        (5, "5", True),
        ("5.0", 5, True),
    ],
)
def test_conditions(condition, value, expected):
    selection = Selection("lppa", {"field": condition})

    assert selection.matches(record("a", field=value)) is expected


def test_a_record_of_another_register_is_not_selected():
    assert not Selection("lppa").matches(record("a", "dispute"))


@pytest.mark.parametrize("condition", [{"minn": 3}, {}])
def test_an_operation_that_does_not_exist_is_refused(condition):
    with pytest.raises(ValueError, match=r"a condition uses \['max', 'min', 'not', 'present'\]"):
        Selection("lppa", {"month": condition})


def test_the_registers_that_a_measure_reads():
    assert registers_of(COVERED) == {"visits", "schools"}
    assert registers_of(ON_TIME) == registers_of(Sum(Selection("lppa"), "x")) == {"lppa"}
    assert registers_of(ShareMet()) == registers_of(Manual()) == frozenset()
