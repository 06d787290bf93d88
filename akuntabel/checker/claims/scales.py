"""Category scales: what a report says its categories mean."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims.categories import LADDERS, ladder_place, normal_label
from akuntabel.checker.claims.lines import Line
from akuntabel.checker.claims.numbers import Habit, read_digits

_NUM = r"\d+(?:[.,]\d+)?"
_X = r"(?:x|X|n|N|nilai|capaian|≤|<|>|≥|=|\s)"
_BETWEEN = re.compile(
    rf"(?P<lowsign>[<>≤≥]\s*=?|di ?atas\s|lebih dari\s)?\s*(?P<low>{_NUM})\s*%?\s*"
    rf"(?P<dash>-|–|—|s/d|s\.d\.?|sampai(?: dengan)?|hingga|(?P<s1>[<≤]\s*=?)\s*(?:x|n|nilai|"
    rf"capaian|skor)?\s*(?P<s2>[<≤]\s*=?)?)"
    rf"\s*(?P<highsign>[<>≤≥]\s*=?)?\s*(?P<high>{_NUM})\s*%?",
    re.I,
)
_ABOVE = re.compile(
    (
        rf"(?P<sign>[>≥]\s*=?|lebih dari|di ?atas|lebih besar dari|minimal)\s*(?P<low>{_NUM})\s*%?|"
        rf"(?P<low2>{_NUM})\s*%?\s*ke atas"
    ),
    re.I,
)
_BELOW = re.compile(
    rf"(?P<sign>[<≤]\s*=?|kurang dari|di ?bawah|lebih kecil dari)\s*(?P<high>{_NUM})\s*%?|(?P<high2>{_NUM})\s*%?\s*ke bawah",
    re.I,
)
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(r"\d+")
_RANGE_SIGNS = tuple("-–—<>≤≥")  # one of these stands in every range, or one of the words
_RANGE_WORDS = ("s/d", "s.d", "sampai", "hingga", "lebih", "minimal", "kurang", "atas", "bawah")
_LABELS = sorted({label for ladder in LADDERS for label in ladder}, key=len, reverse=True)
_STEMS = {label.rpartition(" ")[2] for label in _LABELS}  # every label has one
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(re.escape(label) for label in _LABELS) + r")(?![a-z])", re.I
)


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One category: from ``low`` to ``high`` (None is open), whether the ends belong to it."""

    label: str
    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool
    decimals: int
    text: str
    place: Place
    meaning: str = ""

    def holds(self, value: Decimal) -> bool:
        """Whether ``value`` lies in the step as printed."""
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class ScaleClaim:
    """A scale as printed, its steps from the lowest to the highest."""

    steps: tuple[ScaleStep, ...]
    place: Place

    def labels(self) -> frozenset[str]:
        """The categories of the scale."""
        return frozenset(step.label for step in self.steps)


def scales_of(lines: Sequence[Line], habit: Habit) -> tuple[ScaleClaim, ...]:
    """Every scale of at least three categories."""
    found: list[ScaleClaim] = []
    steps: list[ScaleStep] = []
    last: Line | None = None
    for line in lines:
        here = _steps(line, habit)
        if (
            here
            and last is not None
            and (_apart(last, line) or {s.label for s in here} & {s.label for s in steps})
        ):
            found += _scale(steps)
            steps = []
        if here:
            steps += here
            last = line
    return tuple(found + _scale(steps))


def _says_range(text: str) -> bool:
    """Whether ``text`` has a sign or word that a range needs."""
    lower = text.lower()
    return any(sign in text for sign in _RANGE_SIGNS) or any(word in lower for word in _RANGE_WORDS)


def _apart(last: Line, line: Line) -> bool:
    return last.group != line.group or (not line.tabular and line.place.line - last.place.line > 2)


def _scale(steps: Sequence[ScaleStep]) -> list[ScaleClaim]:
    labels = {step.label for step in steps}
    if len(labels) < 3 or len(labels) != len(steps):
        return []
    ordered = tuple(
        sorted(steps, key=lambda step: (step.low if step.low is not None else Decimal(-1), step.high or 0))
    )
    return [ScaleClaim(ordered, steps[0].place)]


def _steps(line: Line, habit: Habit) -> list[ScaleStep]:
    if _DIGIT.search(line.text) is None or not _says_range(line.text):
        return []
    if line.tabular:
        step = _tabular(line, habit)
        return [step] if step else []
    return list(_run_on(line, habit))


def _tabular(line: Line, habit: Habit) -> ScaleStep | None:
    ranged = (cell for cell in line.cells if _DIGIT.search(cell.text) and _bounds(cell.text, habit))
    whole = next((cell for cell in ranged if _is_range(cell.text)), None)
    if whole is None:
        return None
    label = next((normal_label(c.text) for c in line.cells if ladder_place(normal_label(c.text))), None)
    if label is None:
        texts = [
            c.text
            for c in line.cells
            if c is not whole and 0 < len(c.text.split()) <= 4 and not re.search(r"\d", c.text)
        ]
        label = normal_label(texts[0]) if texts else None
    if label is None:
        return None
    low, high, low_in, high_in, decimals = _bounds(whole.text, habit) or (None, None, True, True, 0)
    meaning = max((c.text for c in line.cells if c is not whole), key=len, default="")
    return ScaleStep(label, low, high, low_in, high_in, decimals, whole.text.strip(), line.place, meaning)


def _is_range(text: str) -> bool:
    return (
        len(
            re.sub(
                (
                    r"[\d.,%<>≤≥=\s–—-]|s/d|s\.d\.?|sampai|dengan|hingga|lebih|dari|kurang|di ?atas|di ?bawah|"
                    r"ke|atas|x|X|capaian|nilai"
                ),
                "",
                text,
            )
        )
        <= 2
    )


def _run_on(line: Line, habit: Habit) -> Iterator[ScaleStep]:
    """Steps in a line of text: labels and ranges in turn, whichever comes first."""
    text = line.text
    if len(text) > 60 * len(_NUMBERS.findall(text)) + 60 or not any(stem in text.lower() for stem in _STEMS):
        return
    ranges = _ranges(text, habit)
    if not ranges or len(text) > 60 * len(ranges) + 60:
        return
    labels = list(_LABEL.finditer(text))
    if len(labels) != len(ranges):
        return
    spans = sorted([(m.start(), m.end(), "label") for m in labels] + [(s, e, "range") for s, e, *_ in ranges])
    if any(a[2] == b[2] for a, b in itertools.pairwise(spans)):
        return
    gaps = [text[a[1] : b[0]] for a, b in zip(spans[::2], spans[1::2], strict=False)]
    if any(
        len(re.sub(r"\W|adalah|kategori|berarti|sama|dengan|nilai|capaian|kinerja", "", gap)) > 3
        for gap in gaps
    ):
        return
    for label, (start, end, low, high, low_in, high_in, decimals) in zip(labels, ranges, strict=True):
        yield ScaleStep(
            normal_label(label[0]), low, high, low_in, high_in, decimals, text[start:end].strip(), line.place
        )


_Bounds = tuple[Decimal | None, Decimal | None, bool, bool, int]


def _bounds(text: str, habit: Habit) -> _Bounds | None:
    found = _ranges(text, habit)
    return found[0][2:] if len(found) == 1 else None


def _ranges(
    text: str, habit: Habit
) -> list[tuple[int, int, Decimal | None, Decimal | None, bool, bool, int]]:
    found: list[tuple[int, int, Decimal | None, Decimal | None, bool, bool, int]] = []
    if not _says_range(text):
        return found
    taken: list[tuple[int, int]] = []
    for pattern in (_BETWEEN, _ABOVE, _BELOW):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            bounds = _read(match, habit)
            if bounds is not None:
                taken.append(match.span())
                found.append((*match.span(), *bounds))
    return sorted(found, key=lambda item: item[0])


def _read(match: re.Match[str], habit: Habit) -> _Bounds | None:
    groups = match.groupdict()
    low_text, high_text = groups.get("low") or groups.get("low2"), groups.get("high") or groups.get("high2")
    low = read_digits(low_text, habit) if low_text else None
    high = read_digits(high_text, habit) if high_text else None
    decimals = max((value[1] for value in (low, high) if value), default=0)
    if low and high:
        if low[0] > high[0]:
            low, high = high, low
        first, second = (
            groups.get("s1") or groups.get("lowsign") or "",
            groups.get("s2") or groups.get("highsign") or "",
        )
        return low[0], high[0], _closed(first), _closed(second), decimals
    if low:
        return (
            low[0],
            None,
            _closed(groups.get("sign") or "≥")
            and "lebih" not in (groups.get("sign") or "")
            and "atas" not in (groups.get("sign") or "").replace(" ", ""),
            True,
            decimals,
        )
    if high:
        sign = (groups.get("sign") or "≤").lower()
        return (
            None,
            high[0],
            True,
            _closed(sign) and "kurang" not in sign and "bawah" not in sign and "kecil" not in sign,
            decimals,
        )
    return None


def _closed(sign: str) -> bool:
    sign = sign.replace(" ", "").lower()
    return sign not in (">", "<", "diatas", "lebihdari")
