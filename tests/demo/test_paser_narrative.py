"""The narratives of Paser 2024, and what its printed report said where."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from paser_data import DATA, KINDS, SEED_LINES, TERMS, known_figures, load


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
