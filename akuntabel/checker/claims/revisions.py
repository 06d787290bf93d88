"""Lists of what a later edition changes: old and new side by side, neither of them results of the year.

Their rows have nothing in common, and one column no longer holds. No rule may add them up, average
them, or hold the report against them; nor the averages and counts of the text that stands with them,
which says what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from akuntabel.checker.claims.flows import Flow
from akuntabel.checker.claims.headers import NUMERIC, column_of
from akuntabel.checker.claims.rows import TableClaim, ValueRow

_PAPER = r"(?:edisi|versi|laporan|naskah|dokumen|cetakan)"
_MENDING = r"(?:perubahan|perbaikan|koreksi|pembetulan|ralat|revisi|reviu|review)"
_OLD = re.compile(
    rf"(?:(?P<paper>{_PAPER}) )?(?:(?:yang )?(?:sebelum(?:nya)?|semula|lama|terdahulu|tertulis|tercetak|awal|pertama))"
    rf"(?: {_MENDING})?|{_PAPER} \d+"
)
_NEW = re.compile(
    rf"(?:(?P<paper>{_PAPER}) )?(?:(?:yang )?(?:sesudah(?:nya)?|setelah(?:nya)?|menjadi|baru|ini|sekarang|seharusnya))"
    rf"(?: {_MENDING})?|{_PAPER} \d+"
)
_OF_A_PAPER = re.compile(rf"\b{_PAPER}\b")
_CONTEXT = re.compile(
    rf"\bralat\b|\berrata\b|\bkoreksi\b|\b(?:daftar|riwayat|catatan) {_MENDING}\b|"
    rf"\b{_MENDING} (?:dari|terhadap|atas|pada|antar|isi)?\s?{_PAPER}\b",
    re.I,
)
_TITLE = re.compile(
    rf"(?:[a-z0-9]{{1,4}}[.)]? )?(?:(?:daftar|riwayat|catatan) )?(?:ralat|{_MENDING})(?: (?:dari|terhadap|atas|pada))?"
    rf"(?: {_PAPER})?(?: (?:yang )?(?:sebelumnya|terdahulu|lama|pertama|\d+))?",
    re.I,
)
_LONE_WORDS = frozenset(
    {"perubahan", "perbaikan", "revisi", "reviu", "review"}
)  # titles of other chapters too


def names_old_and_new(heads: Sequence[str]) -> bool:
    """Whether two neighbours among the ``heads`` of columns are old and new."""
    words = [_plain(head) for head in heads]
    return any(_OLD.fullmatch(old) and _NEW.fullmatch(new) and old != new for old, new in pairwise(words))


def lists_changes(table: TableClaim) -> bool:
    """Whether ``table`` is a list of changes: old and new of a paper, or of things that are not of one kind.

    A table of one kind of number before and after something (money before and after a revision of the
    budget) is a table like any other.
    """
    if not table.grid or not names_old_and_new(table.heads):
        return False
    if any(column_of(head).role in NUMERIC for head in table.heads):
        return False
    words = " ".join(map(_plain, table.heads))
    context = " ".join((table.section, table.caption, table.lead))
    return bool(_OF_A_PAPER.search(words) or _CONTEXT.search(context)) or _unlike(table.rows)


def outside_changes(flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """``flows`` without the chapter that says what a later edition changes, up to the next heading as high."""
    kept, level = list[Flow](), 0  # 0: in no such chapter
    for flow in flows:
        if level and 0 < flow.level <= level:
            level = 0
        if not level and (flow.level or flow.text.isupper()) and _is_title(flow.text):
            level = flow.level or 1
        if not level:
            kept.append(flow)
    return tuple(kept)


def _is_title(text: str) -> bool:
    words = text.strip().lower()
    return _TITLE.fullmatch(words) is not None and words.split()[-1] not in _LONE_WORDS


def _plain(head: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", head.lower()).split())


def _unlike(rows: Sequence[ValueRow]) -> bool:
    """Whether the numbers of ``rows`` are of several kinds: percentages among counts."""
    return len({number.percent for row in rows for number in row.numbers}) > 1
