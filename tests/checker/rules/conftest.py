"""How the tests of the rules ask: a text in, the findings of one rule out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akuntabel.checker.claims import gather
from akuntabel.checker.findings import Finding
from akuntabel.checker.readers import read
from akuntabel.checker.rules import RULES

Ask = Callable[[str, str], list[Finding]]


@pytest.fixture
def ask(tmp_path) -> Ask:
    """The findings of the rule with an id in a text; its first line break does not count."""

    def asked(rule: str, text: str) -> list[Finding]:
        file = tmp_path / "laporan.txt"
        file.write_text(text.removeprefix("\n"), encoding="utf-8")
        [function] = [known.find for known in RULES if known.id == rule]
        return list(function(gather(read(file))))

    return asked
