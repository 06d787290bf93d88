"""The table of rules: every rule has its own texts, a clear sentence, and Indonesian that fills in."""

import importlib.util
from pathlib import Path

from akuntabel.checker.rules import RULES

HERE = Path(__file__).parent


def cases(kind: str) -> set[str]:
    """The rules that the sibling tests name in ``kind``."""
    named = set()
    for file in sorted(HERE.glob("test_*.py")):
        if file.name != Path(__file__).name:
            spec = importlib.util.spec_from_file_location(file.stem, file)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            named |= {case[0] for case in getattr(module, kind)}
    return named


def test_ids_are_unique():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_every_rule_has_a_text_that_is_caught():
    assert {rule.id for rule in RULES} - cases("CAUGHT") == set()


def test_every_rule_has_a_near_miss():
    assert {rule.id for rule in RULES} - cases("LEFT_ALONE") == set()


def test_every_rule_says_what_it_is_about():
    assert all(rule.about.endswith(".") and rule.about[0].isupper() for rule in RULES)
