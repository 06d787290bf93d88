"""The words reports use for how good an achievement is, from best to worst."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Each ladder from best to worst; a label belongs to the first ladder that knows it.
LADDERS: tuple[tuple[str, ...], ...] = (
    ("sangat berhasil", "berhasil", "cukup berhasil", "kurang berhasil", "tidak berhasil"),
    ("sangat tinggi", "tinggi", "sedang", "rendah", "sangat rendah"),
    (
        "istimewa",
        "sangat baik",
        "baik",
        "cukup baik",
        "cukup",
        "kurang",
        "kurang baik",
        "sangat kurang",
        "buruk",
    ),
    ("sangat memuaskan", "memuaskan", "cukup memuaskan", "kurang memuaskan", "tidak memuaskan"),
    ("melampaui target", "melebihi target", "tercapai", "sesuai target", "belum tercapai", "tidak tercapai"),
    ("melampaui", "mencapai target", "mencapai", "tidak mencapai target", "tidak mencapai"),
    ("sangat efektif", "efektif", "cukup efektif", "kurang efektif", "tidak efektif"),
    ("sangat puas", "puas", "cukup puas", "kurang puas", "tidak puas"),
)
_ALONE = frozenset({"cukup", "kurang", "mencapai", "melampaui", "tinggi", "sedang", "rendah", "baik", "puas"})
_LABELS = {
    label: (ladder, place) for ladder, steps in enumerate(LADDERS) for place, label in enumerate(steps)
}
_SUFFIX = re.compile(r"(?<=[a-z])(?:ST|T|S|R|SR|SB|B|C|K)$")


def normal_label(text: str) -> str:
    """``text`` as a label: lower case, single spaces, without the abbreviation glued to it."""
    text = _SUFFIX.sub("", text.strip())
    return " ".join(re.sub(r"[^\w]+", " ", text.lower()).split())


def ladder_place(label: str) -> tuple[int, int] | None:
    """The ladder of a normal ``label`` and its place in it (0 is best)."""
    return _LABELS.get(label)


def label_length(words: Sequence[str]) -> int:
    """How many of the first ``words`` are a label; 0 when they are none."""
    for length in (3, 2, 1):
        if len(words) >= length:
            label = normal_label(" ".join(words[:length]))
            if label in _LABELS and words[0][:1].isupper() and (length > 1 or len(label) > 4):
                return length
    return 0


def says_met(label: str) -> bool | None:
    """Whether a normal ``label`` claims that the target was met; None when it says nothing of it."""
    if label in (
        "melampaui target",
        "melebihi target",
        "tercapai",
        "sesuai target",
        "melampaui",
        "mencapai target",
    ):
        return True
    if label in ("belum tercapai", "tidak tercapai", "tidak mencapai target", "tidak mencapai"):
        return False
    return None
