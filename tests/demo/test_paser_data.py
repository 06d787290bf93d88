"""The data set of Paser 2024, read as plain TOML: complete, sourced, and consistent in itself."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2] / "akuntabel"
DATA = ROOT / "demo" / "kpu_paser_2024"
PACK = ROOT / "packs" / "kpu"
FILES = sorted([*DATA.rglob("*.toml"), PACK / "duties.toml", PACK / "organisation.toml"])

SPLIT = {4: ["4.1", "4.2"], 17: ["17.1", "17.2", "17.3"]}
INDICATORS = [code for n in range(1, 20) for code in SPLIT.get(n, [str(n)])]
AVERAGES = {"headline", "indicators", "objectives", "capped_100", "capped_120", "median"}
COUNTS = {"objectives", "indicators", "counted", "met", "unmet", "objectives_met", "objectives_unmet"}
BUDGET = {"apbn", "grant_agreed", "grant_booked", "ceiling", "realised", "remaining", "absorption"}
PARTS = {"target", "planned", "actual", "achievement", "numerator", "denominator"}
TERMS = {"year", "office.name", "office.body", "category.headline", "outline.attachments"}
KINDS = {"comparison_year", "comparison_past", "comparison_plan", "comparison_benchmark"}
KINDS |= {"causes", "efficiency", "programmes", "text"}
SEED_LINES = 840


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def records() -> dict[str, list[dict[str, Any]]]:
    return {path.stem: load(path)["record"] for path in sorted((DATA / "records").glob("*.toml"))}


def events(segment: str | None = None) -> list[dict[str, Any]]:
    rows = records()["voter_education"]
    return [row for row in rows if segment in (None, row["data"]["segment"])]


@cache
def known_figures() -> frozenset[str]:
    """Every figure that this data set, once measured, can give."""
    office, plan, budget = (load(DATA / f"{name}.toml") for name in ("office", "plan", "budget"))
    return frozenset(
        [f"count.{name}" for name in COUNTS]
        + [f"average.{name}" for name in AVERAGES]
        + [f"indicator.{code}.{part}" for code in INDICATORS for part in PARTS]
        + [f"budget.{name}" for name in BUDGET]
        + [f"budget.{v['code']}.{n}" for v in budget["version"] for n in range(1, len(v["line"]) + 1)]
        + [f"budget.{v['code']}.total" for v in budget["version"]]
        + [f"register.{register}.quantity" for register in records()]
        + [
            f"record.{row['id']}.{field}"
            for rows in records().values()
            for row in rows
            for field in row["data"]
        ]
        + [f"staff.{row['kind']}{part}" for row in office["staff"] for part in ("", "_share")]
        + [
            f"iku.{row['code']}.target"
            for objective in plan["iku"]["objective"]
            for row in objective["indicator"]
        ]
        + [f"members.{part}" for part in ("total", "chair", "ordinary")]
        + ["staff.total", "organisation.divisions", "iku.objectives", "iku.indicators"]
        + ["plan.missions", "plan.goals", "plan.objectives"]
    )


def tables(value: Any) -> list[dict[str, Any]]:
    """Every table inside ``value``, itself included."""
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in tables(inner))]
    if isinstance(value, list):
        return [found for inner in value for found in tables(inner)]
    return []


def source_lines(source: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", source.removeprefix("LKjIP 2024 "))]


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


def test_no_nip_stands_anywhere():
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)", text), path.name


def test_staff_is_stored_in_parts_and_26_is_a_finding():
    staff = load(DATA / "office.toml")["staff"]
    assert [row["quantity"] for row in staff] == [13, 12]
    [printed] = [p for p in load(DATA / "as_printed.toml")["printed"] if p["text"] == "26"]
    assert printed["finding"] == 85


def test_only_the_officials_of_the_report_are_named():
    names = {official["name"] for official in load(DATA / "office.toml")["official"]}
    agreement = load(DATA / "agreement.toml")["agreement"]
    assert names == {agreement["first_party"]["name"], agreement["second_party"]["name"]}
    assert names == {"Rusdiansyah", "Ahyar Rosidi"}


def test_the_renstra_has_its_missions_goals_and_objectives():
    plan = load(DATA / "plan.toml")
    assert [row["number"] for row in plan["mission"]] == [1, 2, 3, 4, 5, 6]
    assert [len(goal["objective"]) for goal in plan["goal"]] == [3, 2, 1]
    strategic = {objective["code"] for goal in plan["goal"] for objective in goal["objective"]}
    assert all(objective["supports"] in strategic for objective in plan["iku"]["objective"])


def test_there_are_eight_iku_and_only_one_where_lower_is_better():
    indicators = [i for o in load(DATA / "plan.toml")["iku"]["objective"] for i in o["indicator"]]
    assert [i["target"] for i in indicators] == ["100", "77.5", "77", "77", "0.16", "100", "100", "100"]
    assert [i["code"] for i in indicators if i["polarity"] == "lower"] == ["IKU-3.1"]


def test_rkt_and_agreement_promise_the_same():
    rkt = [(row["indicator"], row["target"]) for row in load(DATA / "plan.toml")["rkt"]["target"]]
    signed = [
        (row["indicator"], row["target"]) for row in load(DATA / "agreement.toml")["agreement"]["target"]
    ]
    assert rkt == signed
    assert [code for code, _ in signed] == INDICATORS
    assert dict(signed)["3"] == "95"


def test_budget_sums():
    budget = load(DATA / "budget.toml")
    totals = {v["code"]: sum(line["amount"] for line in v["line"]) for v in budget["version"]}
    assert totals == {"rka": 46_073_490_000, "pk": 29_181_302_000, "dipa": 46_073_490_000}
    assert [v["code"] for v in budget["version"] if v.get("agreement")] == ["pk"]
    assert [row["amount"] for row in budget["realisation"]] == [45_802_798_192]


def test_the_swapped_programmes_are_stored_the_right_way_round():
    budget = load(DATA / "budget.toml")
    rka, pk, dipa = budget["version"]
    programmes = [[line["programme"].removeprefix("Program ") for line in v["line"]] for v in (rka, pk)]
    assert programmes[0] == programmes[1]
    election, management = (line["amount"] for line in rka["line"])
    grants = {row["kind"]: row["amount"] for row in budget["grant"]}
    funds = {row["fund"]: row["amount"] for row in dipa["line"]}
    assert election > management
    assert grants["booked"] == funds["hibah"]
    assert election - grants["booked"] + management == funds["apbn"]


def test_every_narrative_has_its_own_place_and_a_known_kind():
    narratives = load(DATA / "narrative.toml")["narrative"]
    places = [(row["section"], row["kind"]) for row in narratives]
    assert len(places) == len(set(places))
    assert {kind for _, kind in places} <= KINDS
    objectives = [section for section, kind in places if kind == "comparison_year"]
    assert objectives == [f"objective.{n}" for n in range(1, 20)]


def test_every_cited_figure_is_known():
    for row in load(DATA / "narrative.toml")["narrative"]:
        for cite in re.findall(r"\{([^}]*)\}", row["text"]):
            figure, _, form = cite.partition("|")
            assert form in ("", "words"), cite
            assert figure in TERMS | known_figures(), cite


ALLOWED = re.compile(
    r"Nomor \d+(/[\w.-]+)*|(?:Tahun )?\d{4}–\d{4}|Tahun \d{4}|Pasal 22E ayat \(5\)|Pasal 1 angka 8"
    r"|\d{1,2} (?:Januari|September|November) 2024|^\d\. ",
    re.MULTILINE,
)


def test_no_figure_is_typed_by_hand_into_a_narrative():
    for row in load(DATA / "narrative.toml")["narrative"]:
        text = ALLOWED.sub("", re.sub(r"\{[^}]*\}", "", row["text"]))
        assert not re.search(r"\d", text), (row["section"], re.findall(r".{20}\d.{5}", text))


def test_narratives_do_not_repeat_known_mistakes():
    mistakes = (
        "perturan|tolak ukur|dimasa|dibidang|ditahun|kedalam|dibawah|resiko|Campuss|jasmanai|factual"
        "|Undang Undang|Walikota|LKjIP|LKIP|Penetapan Kinerja|Pantarih|untuk pada|LUBER"
    )
    for row in load(DATA / "narrative.toml")["narrative"]:
        assert not re.search(mistakes, row["text"]), row["section"]
        if "tidak hanya" in row["text"]:
            assert "tetapi juga" in row["text"], row["section"]


def test_a_cause_is_given_only_where_the_report_gives_one():
    narratives = load(DATA / "narrative.toml")["narrative"]
    assert [row["section"] for row in narratives if row["kind"] == "causes"] == ["objective.1"]


def test_every_printed_figure_is_explained_once():
    for row in load(DATA / "as_printed.toml")["printed"]:
        assert 1 <= row["line"] <= SEED_LINES
        assert ("finding" in row) + ("constant" in row) + ("figure" in row and "finding" not in row) == 1, row
        assert row.get("figure", "staff.total") in known_figures(), row
        assert 1 <= row.get("finding", 1) <= 146, row


def test_the_three_measurement_tables_are_complete():
    lines = Counter(row["line"] for row in load(DATA / "as_printed.toml")["printed"])
    for first, last in ((39, 87), (449, 492), (511, 702)):
        rows = [line for line, times in lines.items() if first <= line <= last and times == 3]
        assert len(rows) == 22, (first, last)


CONTRADICTIONS = """
34 1 166,04%
446 1 166,77%
538 1 169,04
487 17 2 keg
488 18 28 keg
460 14 102,5%
46 12 100%
454 12 100%
528 12 100%
427 26 100%
540 19 19
390 76 Rp43.466.914.000
"""


@pytest.mark.parametrize("stated", CONTRADICTIONS.strip().splitlines())
def test_a_contradiction_points_to_its_finding(stated: str):
    line, finding, text = stated.split(" ", 2)
    printed = [row for row in load(DATA / "as_printed.toml")["printed"] if row["line"] == int(line)]
    found = [row["finding"] for row in printed if row["text"] == text and "finding" in row]
    assert found == [int(finding)]


def test_the_constants_that_the_data_set_can_count_are_counted():
    constants = [
        (row["line"], row["text"]) for row in load(DATA / "as_printed.toml")["printed"] if "constant" in row
    ]
    office, [rka, *_] = load(DATA / "office.toml"), load(DATA / "budget.toml")["version"]
    members = office["members"]
    counted = [
        (222, members["term_to"] - members["term_from"]),
        (228, members["term_to"] - members["term_from"]),
        (243, len(office["staff"])),
        (387, len(rka["line"])),
    ]
    digits = [(line, int(text.split(" ")[0])) for line, text in constants if line > 218 and text[0].isdigit()]
    assert digits == counted


def test_the_overlay_measures_as_the_report_did():
    overlay = load(DATA / "as_printed.toml")
    assert overlay["policy"] == "kpu-as-printed"
    assert overlay["polarity"] == {"1": "higher"}
    assert overlay["target"] == {"3": "100"}


def test_the_duties_are_complete_and_numbered():
    groups = load(PACK / "duties.toml")["group"]
    counted = {
        group["code"]: [
            [item["number"] for item in group["item"] if item["column"] == column]
            for column in range(len(group["columns"]))
        ]
        for group in groups
    }
    sizes = {"pemilu": (12, 6, 15), "pemilihan": (22, 12)}
    assert counted == {code: [list(range(1, n + 1)) for n in ns] for code, ns in sizes.items()}
    assert [len(item["items"]) for group in groups for item in group["item"] if "items" in item] == [3]


def test_the_pack_is_written_for_any_regency():
    for name in ("duties.toml", "organisation.toml"):
        lines = (PACK / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if "Paser" in line and not line.startswith("#")]


def test_divisions_work_with_known_sub_sections():
    organisation = load(PACK / "organisation.toml")
    names = {row["name"]: row["verified"] for row in organisation["sub_section"]}
    assert [len(row["duties"]) for row in organisation["division"]] == [6, 12, 7, 7, 6]
    assert {name for row in organisation["division"] for name in row["sub_sections"]} == set(names)
    assert [name for name, verified in names.items() if not verified] == [
        "Subbagian Program dan Data",
        "Subbagian Hukum",
    ]
    assert [row["code"] for row in organisation["level"]] == ["national", "province", "regency"]
