"""Under a cap, terminal, JSON, figures and page all print the capped achievement."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from akuntabel.measuring import counting
from akuntabel.measuring.text import as_json, as_text
from akuntabel.packs.loader import load_pack
from akuntabel.reporting.book import open_book
from akuntabel.web.screens.formula import achievement_formula
from akuntabel.web.screens.glance import line_of


@pytest.fixture
def capped(paser, monkeypatch):
    """Paser 2024 under the recommended policy with a cap of 120 %."""
    pack = load_pack()
    policy = replace(pack.policies["kpu-recommended"], cap=Decimal(120))
    held = replace(pack, policies={**pack.policies, policy.code: policy})
    monkeypatch.setattr(counting, "pack_of", lambda _office: held)
    return open_book(paser, 2024)


def test_every_door_prints_the_same_capped_achievement(capped):
    item = capped.measured.indicator("17.2")  # 28 against 2: 1.400 % before the cap
    [row] = [r for r in json.loads(as_json(capped.measured))["indicators"] if r["code"] == "17.2"]
    assert (row["achievement"], row["achievement_uncapped"]) == ("120", "1400")
    assert capped["indicator.17.2.achievement"].text == "120,00%"
    assert line_of(item, capped).achievement.text == "120,00%"
    assert "1.400,00%" not in as_text(capped.measured)
    assert f"{capped.measured.averages.headline:.2f}" == "93.77"


def test_the_formula_shows_the_step_to_the_cap(capped):
    formula = achievement_formula(capped.measured.indicator("17.2"), capped)
    assert formula.numbers == "28 ÷ 2 × 100% = 1.400,00% →"
    assert formula.result == "120,00%"
