"""Where a year is heading: its end from the months so far, with a range, and what is still needed.

Pure arithmetic over what each month brought. A forecast is no promise: it says what comes out when
the rest of the year goes as the months so far went (their mean), as the weakest of them, and as the
strongest. With the year over it is the actual itself.

- *Sum*: expected = so far + months left × mean month so far; low and high use the lowest and highest
  mean of three consecutive complete months. With fewer than four complete months single months are
  used instead: one window of three would pretend to be certain.
- *Ratio*: numerator and denominator are carried on apart and divided at the end, so the expected ratio
  is the one so far; low and high let the rest of the denominator come in at the lowest and highest
  ratio of such a window.
- *Position*: where it stands says nothing of where it goes. Expected is the last known position, low
  and high are the lowest and highest of the months so far.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from akuntabel.core.achievement import Target, achieve
from akuntabel.core.policy import HUNDRED, Polarity, Policy
from akuntabel.core.value import reported

MONTHS = Decimal(12)
WINDOW = 3  # consecutive months whose mean is a pace
ZERO = Decimal(0)


class Kind(StrEnum):
    """How the months of a year make up its value."""

    SUM = "sum"
    POSITION = "position"
    RATIO = "ratio"


class Way(StrEnum):
    """What still lies between now and the target."""

    MET = "met"  # reached; more does no harm
    MORE = "more"  # so many units are missing
    ROOM = "room"  # so many units may still come before the target is passed
    OVER = "over"  # the target is passed by so many units
    RUN = "run"  # so many of the next must all turn out well
    OUT_OF_REACH = "out_of_reach"  # as things stand, nothing that is still to come reaches it
    UNSAID = "unsaid"  # nothing honest can be said


@dataclass(frozen=True, slots=True)
class Course:
    """A year so far, month by month from January on; the last month may be running still.

    ``months``: for a sum what each month brought, for a position where each known month ended, for a
    ratio each month's numerator, with its denominators in ``bases`` (as many). ``undated`` and
    ``undated_base`` counted at a day nobody knows: they are spread evenly over the months so far.
    ``whole`` says that only whole numbers can come out; ``most`` is what a sum cannot exceed (one report
    a month), where that is known.

    Raises:
        ValueError: more than twelve months, or numerators and denominators that do not pair.
    """

    kind: Kind
    months: tuple[Decimal, ...]
    bases: tuple[Decimal, ...] = ()
    undated: Decimal = ZERO
    undated_base: Decimal = ZERO
    whole: bool = False
    most: Decimal | None = None

    def __post_init__(self) -> None:
        if len(self.months) > MONTHS:
            raise ValueError("a year has twelve months")
        if self.kind is Kind.RATIO and len(self.bases) != len(self.months):
            raise ValueError("each month of a ratio has a numerator and a denominator")

    @property
    def total(self) -> Decimal:
        """The sum so far, or the numerator so far."""
        return sum(self.months, self.undated)

    @property
    def base(self) -> Decimal:
        """The denominator so far."""
        return sum(self.bases, self.undated_base)

    @property
    def now(self) -> Decimal | None:
        """The value so far, a ratio in %; None while there is none."""
        if self.kind is Kind.SUM:
            return self.total
        if self.kind is Kind.POSITION:
            return self.months[-1] if self.months else None
        return self.total / self.base * HUNDRED if self.base else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The year's end in the indicator's unit: ``low`` ≤ ``expected`` ≤ ``high``."""

    expected: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """What is still needed: ``units`` of it, the achievement ``now`` and ``then`` in %.

    ``each`` is what one more unit adds to the achievement, in percentage points.
    """

    way: Way
    units: Decimal | None = None
    now: Decimal | None = None
    then: Decimal | None = None
    each: Decimal | None = None


def elapsed(year: int, as_of: dt.date) -> Decimal:
    """How many months of ``year`` are over at the end of ``as_of``, the running one by its days: 0 to 12."""
    if as_of.year != year:
        return ZERO if as_of.year < year else MONTHS
    days = monthrange(year, as_of.month)[1]
    return as_of.month - 1 + Decimal(as_of.day) / days


def outlook(course: Course, *, year: int, as_of: dt.date) -> Outlook | None:
    """The year's end as ``course`` lets it expect at the end of ``as_of``.

    None before the first month is over, and while there is nothing to go by.
    """
    gone = elapsed(year, as_of)
    now = course.now
    if gone < 1 or now is None:
        return None
    if gone >= MONTHS:
        return Outlook(now, now, now)
    if course.kind is Kind.SUM:
        return _sum(course, gone)
    if course.kind is Kind.RATIO:
        return _ratio(course, gone)
    return Outlook(now, min(course.months), max(course.months))


def _sum(course: Course, gone: Decimal) -> Outlook:
    left, total = MONTHS - gone, course.total
    mean = total / gone
    spread = course.undated / gone
    windows = _windows(course.months, int(gone))
    paces = [sum(window, ZERO) / len(window) + spread for window in windows]
    found = [total + left * max(pace, ZERO) for pace in (mean, *paces)]
    if course.most is not None:
        found = [min(end, max(course.most, total)) for end in found]
    expected, low, high = found[0], min(found), max(found)
    if not course.whole:
        return Outlook(expected, low, high)
    return Outlook(
        expected.to_integral_value(ROUND_HALF_UP),
        low.to_integral_value(ROUND_FLOOR),
        high.to_integral_value(ROUND_CEILING),
    )


def _ratio(course: Course, gone: Decimal) -> Outlook:
    left = MONTHS - gone
    rest = left * course.base / gone
    tops = _windows([each + course.undated / gone for each in course.months], int(gone))
    bases = _windows([each + course.undated_base / gone for each in course.bases], int(gone))
    shares = [
        sum(top, ZERO) / sum(base, ZERO) for top, base in zip(tops, bases, strict=True) if sum(base, ZERO) > 0
    ]
    expected = course.total / course.base * HUNDRED
    ends = [(course.total + rest * share) / (course.base + rest) * HUNDRED for share in shares]
    found = [expected, *ends]  # alone when no complete month had anything to count
    return Outlook(expected, min(found), max(found))


def _windows(months: Sequence[Decimal], complete: int) -> list[Sequence[Decimal]]:
    """The runs of three among the ``complete`` months; single months while there are fewer than four."""
    over = months[:complete]
    size = WINDOW if len(over) > WINDOW else 1
    return [over[start : start + size] for start in range(len(over) - size + 1)]


def achieved(number: Decimal, *, polarity: Polarity, target: Target | None, policy: Policy) -> Decimal | None:
    """The uncapped achievement of ``number`` in %; None where there is none."""
    return achieve(polarity=polarity, target=target, actual=reported(number), policy=policy).raw.number


def needed(
    course: Course,
    *,
    polarity: Polarity,
    target: Target | None,
    policy: Policy,
    base_at_end: Decimal | None = None,
) -> Need:
    """What lies between ``course`` and ``target``.

    ``base_at_end`` is a ratio's denominator at the year's end where that is known already.
    """
    now = course.now
    if now is None or target is None:
        return Need(Way.UNSAID)
    reached = achieved(now, polarity=polarity, target=target, policy=policy)
    if reached is None:
        return Need(Way.UNSAID)
    if course.kind is Kind.RATIO:
        need = _ratio_need(course, polarity, target, base_at_end)
    else:
        need = _amount_need(now, polarity, target, whole=course.whole)
        if need.way is Way.MORE and course.most is not None and now + (need.units or 0) > course.most:
            need = Need(Way.OUT_OF_REACH, max(course.most, now))
    then = each = None
    if need.way is Way.MORE and need.units is not None:
        then = achieved(now + need.units, polarity=polarity, target=target, policy=policy)
        each = HUNDRED / target.number if target.number else None
    elif need.way is Way.RUN:
        then = HUNDRED
    return Need(need.way, need.units, reached, then, each)


def _amount_need(now: Decimal, polarity: Polarity, target: Target, *, whole: bool) -> Need:
    """Of a sum or position: the gap up to the lower bound, or the room up to the upper one."""
    lower: Decimal | None = target.number
    upper: Decimal | None = target.upper if polarity is Polarity.RANGE else target.number
    if polarity is Polarity.LOWER:
        lower = None
    elif polarity in (Polarity.HIGHER, Polarity.MILESTONE):
        upper = None
    if lower is not None and now < lower:
        return Need(Way.MORE, _counted(lower - now, ROUND_CEILING, whole=whole))
    if upper is None:
        return Need(Way.MET)
    if now > upper:
        return Need(Way.OVER, _counted(now - upper, ROUND_CEILING, whole=whole))
    return Need(Way.ROOM, _counted(upper - now, ROUND_FLOOR, whole=whole))


def _counted(number: Decimal, rounding: str, *, whole: bool) -> Decimal:
    return number.to_integral_value(rounding) if whole else number


def _ratio_need(course: Course, polarity: Polarity, target: Target, base_at_end: Decimal | None) -> Need:
    """Of a ratio n/d with target t, as k further cases in a row.

    Higher is better: the least k with (n + k) / (d + k) ≥ t, which is (t·d − n) / (1 − t). Lower is
    better: room for k more with (n + k) / (d + k) ≤ t, or k without one until n / (d + k) ≤ t.
    """
    top, base, share = course.total, course.base, target.number / HUNDRED
    if polarity is Polarity.HIGHER:
        if top >= share * base:
            return Need(Way.MET)
        if base_at_end is not None:
            short = (share * base_at_end - top).to_integral_value(ROUND_CEILING)
            fits = short <= base_at_end - base
            return Need(Way.RUN, short) if fits else Need(Way.OUT_OF_REACH, base - top)
        if share >= 1:
            return Need(Way.OUT_OF_REACH, base - top)
        return Need(Way.RUN, ((share * base - top) / (1 - share)).to_integral_value(ROUND_CEILING))
    if polarity is Polarity.LOWER:
        if top <= share * base:
            if share >= 1:
                return Need(Way.MET)
            return Need(Way.ROOM, ((share * base - top) / (1 - share)).to_integral_value(ROUND_FLOOR))
        if share == 0:
            return Need(Way.OUT_OF_REACH, top)
        return Need(Way.RUN, (top / share - base).to_integral_value(ROUND_CEILING))
    return Need(Way.UNSAID)


def at_risk(
    end: Outlook | None, need: Need, *, polarity: Polarity, target: Target | None, policy: Policy
) -> bool:
    """Whether the year is heading below its target: the expected end misses it, or it is lost already."""
    if need.way in (Way.OVER, Way.OUT_OF_REACH):
        return True
    if end is None:
        return False
    reached = achieved(end.expected, polarity=polarity, target=target, policy=policy)
    return reached is not None and reached < HUNDRED
