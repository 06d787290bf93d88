"""The records of Paser 2024: complete, sourced, in one way of writing, and doubts noted."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from paser_data import FILES, PACK, SEED_LINES, events, load, records, source_lines, tables


def test_there_are_38_voter_education_events_by_segment():
    segments = Counter(row["data"]["segment"] for row in events())
    assert segments == {"umum": 7, "pemula": 28, "perempuan": 1, "disabilitas": 1, "daerah": 1}
    assert {row["data"]["status"] for row in events()} == {"done"}


def test_only_one_event_has_no_date_and_then_no_election():
    undated = [row["id"] for row in events() if "date" not in row["data"]]
    assert undated == ["umum-07"]
    assert [row["id"] for row in events() if "election" not in row["data"]] == undated


def test_events_before_voting_day_belong_to_the_pemilu():
    for row in events():
        if "date" in row["data"]:
            expected = "pemilu" if row["data"]["date"] < "2024-02-14" else "pemilihan"
            assert row["data"]["election"] == expected, row["id"]
    before = [row["id"] for row in events() if row["data"].get("election") == "pemilu"]
    assert before == ["umum-01", "pemula-01", "pemula-02", "daerah-01"]


def test_the_pemula_events_are_28_distinct_places_and_dates():
    assert len({(row["data"].get("place"), row["data"]["date"]) for row in events("pemula")}) == 28
    assert len({row["data"]["place"] for row in events("pemula") if "place" in row["data"]}) == 22


def test_places_are_written_in_one_way():
    for row in events():
        place = row["data"].get("place", "")
        assert not re.search(r"SMAN|SMKN|\bSma\b", place), row["id"]
        assert place == place.strip()


DOUBTS = {
    "pemula-12": "Sabtu",
    "pemula-02": "cuti bersama",
    "pemula-18": "pemilih muda",
    "pemula-27": "perguruan tinggi",
    "pemula-09": "Urutan",
    "pemula-13": "tercatat dua kali",
    "umum-07": "tanggalnya",
    "disabilitas-01": "Minggu",
    "daerah-01": "berkebutuhan khusus",
}


@pytest.mark.parametrize(("record", "word"), DOUBTS.items())
def test_what_is_doubtful_is_noted_on_the_event(record: str, word: str):
    [row] = [row for row in events() if row["id"] == record]
    assert word in row["note"]


def test_ceremonies_are_on_mondays_but_for_the_doubtful_one():
    odd = [
        row["id"]
        for row in events()
        if row["data"]["method"] == "upacara/apel"
        and dt.date.fromisoformat(row["data"]["date"]).weekday() != 0
    ]
    assert odd == ["pemula-12"]


def test_there_are_nine_ad_hoc_bodies_with_their_members():
    bodies = records()["adhoc_body"]
    assert [row["data"]["members"] for row in bodies] == [5922, 1692, 50, 30, 432, 432, 675, 4725, 1350]
    assert [row["data"]["election"] for row in bodies] == ["pemilu"] * 2 + ["pemilihan"] * 7
    assert all(row["data"]["formed"] for row in bodies)


QUANTITIES = {"budget_revision": 11, "lppa": 12, "decision": 2216, "member_selection": 5, "staff_service": 7}
QUANTITIES |= {"candidate": 2, "financial_report": 1, "asset_report": 1, "spip_report": 1, "dispute": 0}


@pytest.mark.parametrize(("register", "quantity"), QUANTITIES.items())
def test_what_is_known_only_as_a_number_is_one_record(register: str, quantity: int):
    [row] = records()[register]
    assert row.get("quantity", 1) == quantity
    assert ("stated_percent" in row) == (register == "staff_service")


SHARES = ["staff_competence", "monitoring_report", "regulation_draft", "logistics", "stage", "voter_list"]


@pytest.mark.parametrize("register", SHARES)
def test_a_share_without_its_parts_is_one_stated_percentage(register: str):
    [row] = records()[register]
    assert row["stated_percent"] == "100"
    assert "pembilang" in row["note"]


def test_record_ids_are_unique_and_speakable():
    ids = [row["id"] for rows in records().values() for row in rows]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]{3,60}", key) for key in ids)


def test_every_record_names_the_line_it_comes_from():
    for rows in records().values():
        for row in rows:
            assert re.match(r"LKjIP 2024 baris \d+", row["source"]), row["id"]


def test_every_source_line_exists():
    for path in FILES:
        for table in tables(load(path)):
            source = table.get("source", "")
            assert len(source) <= 200
            assert all(1 <= line <= SEED_LINES for line in source_lines(source)), source


def test_records_use_the_fields_and_choices_of_their_register():
    for register, rows in records().items():
        fields = {field["code"]: field for field in load(PACK / "registers" / f"{register}.toml")["field"]}
        for row in rows:
            assert set(row["data"]) <= set(fields), row["id"]
            for code, value in row["data"].items():
                if fields[code]["type"] == "choice":
                    assert value in fields[code]["choices"], (row["id"], code)
