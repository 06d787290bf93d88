"""The rest of the data set of Paser 2024: people, plans, budget, and the pack it is written for."""

from __future__ import annotations

import re

from paser_data import DATA, FILES, INDICATORS, PACK, load


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
