"""The data set of Paser 2024 as plain TOML, and the figures that it can give."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

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
