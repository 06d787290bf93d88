"""How a line of the budget is named: its codes with dots between, the account last.

"076.01.CQ" / "3355" / "BDB" / "001" / "521211" is the line ``076.01.CQ.3355.BDB.001.521211``. A code
that is written with its parents before it ("3355.BDB.001") loses them, so that the same line has the
same key however somebody writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEVELS = ("programme", "activity", "output", "detail", "account")
CODES = tuple(f"{level}_code" for level in LEVELS)

_PATH = re.compile(
    r"(?:(?P<programme>(?:\d{3}\.\d{2}\.)?[A-Z]{2})(?:\.|$))?"
    r"(?:(?P<activity>\d{4})(?:\.|$))?"
    r"(?:(?P<output>[A-Z]{3})(?:\.|$))?"
    r"(?:(?P<detail>\d{3})(?:\.|$))?"
    r"(?:(?P<component>\d{3})(?:\.|$))?"
    r"(?:(?P<part>[A-Z]{1,2})(?:\.|$))?"
    r"(?P<account>\d{6})?"
)
_CODE = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """The codes of a line, each without those of its parents; "" where the source gives none."""

    programme_code: str = ""
    activity_code: str = ""
    output_code: str = ""
    detail_code: str = ""
    account_code: str = ""

    @property
    def key(self) -> str:
        """The name of the line in every version; "" without codes."""
        return ".".join(code for code in self.codes if code)

    @property
    def output_key(self) -> str:
        """The key without the account: what objectives are mapped to."""
        return ".".join(code for code in self.codes[:-1] if code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The five codes, the programme first."""
        return (
            self.programme_code, self.activity_code, self.output_code, self.detail_code, self.account_code,
        )  # fmt: skip


def line_of(codes: Mapping[str, str]) -> Line:
    """The codes of a line from what somebody wrote, by the names of :data:`CODES`."""
    found: list[str] = []
    for name in CODES:
        code = tidy_code(codes.get(name, ""))
        for start in range(len(found)):  # the longest chain of parents first
            parents = ".".join(each for each in found[start:] if each)
            if parents and code.startswith(f"{parents}."):
                code = code[len(parents) + 1 :]
                break
        found.append(code)
    return Line(*found)


def tidy_code(code: str) -> str:
    """``code`` in capitals, without blanks and without dots at its ends."""
    return "".join(code.split()).upper().strip(".")


def is_code(code: str) -> bool:
    """Whether ``code`` is made of letters, digits and single dots."""
    return _CODE.fullmatch(code) is not None


def read_path(code: str) -> dict[str, str]:
    """The levels that a code of the usual shape names, "3355.BDB.001.051.A.521211"; {} of another shape.

    "component" and "part" (komponen, subkomponen) are read too, though no key holds them.
    """
    found = _PATH.fullmatch(tidy_code(code))
    return {level: text for level, text in found.groupdict().items() if text} if found else {}


def find_key(written: str, keys: Iterable[str]) -> list[str]:
    """The keys that ``written`` may mean: itself, or all that end in it ("3355.BDB.001.521211")."""
    known = dict.fromkeys(keys)
    for wanted in dict.fromkeys((tidy_code(written), _without_components(written))):
        if wanted and wanted in known:
            return [wanted]
        if found := [key for key in known if wanted and key.endswith(f".{wanted}")]:
            return found
    return []


def _without_components(written: str) -> str:
    """``written`` without komponen and subkomponen, which payments carry and lines do not."""
    path = read_path(written)
    return ".".join(text for level in LEVELS if (text := path.get(level)))
