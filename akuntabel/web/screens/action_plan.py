"""What the pages of the action plan show: objectives, their indicators, four quarters and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from akuntabel.core.action_plan import NO_PARTS, Parts, Promise, Rule, as_parts, examine, made, spread
from akuntabel.core.errors import ParseError
from akuntabel.core.indonesian import format_number, parse_number, roman
from akuntabel.planning.action_plan import earlier_plan, parts_of, promise_of, targets_of
from akuntabel.planning.models import Action, Agreement, Objective, Target
from akuntabel.reporting.agreement_parts import target_text
from akuntabel.web.words import told

EMPTY_MARKS = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True)
class Reckoning:
    """How the quarters of a row add up, in words; ``tone`` is empty, right, wrong or doubtful.

    ``wrong`` are the quarters whose text is no number, so that the page can mark their fields.
    """

    tone: str
    words: str
    wrong: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One quarter of a row as it stands in its field."""

    quarter: str
    name: str
    text: str
    wrong: bool = False


@dataclass
class PlanRow:
    """A target with its quarters as typed or kept."""

    target: Target
    promised: str
    cells: tuple[Cell, ...]
    reckoning: Reckoning
    rule: str
    was: str
    actions: int
    error: str = ""


@dataclass(frozen=True)
class PlanGroup:
    """An objective and the rows of its indicators."""

    objective: Objective
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True)
class PlanScreen:
    """The action plan of one version of the agreement."""

    agreement: Agreement
    versions: tuple[Agreement, ...]
    groups: tuple[PlanGroup, ...]
    copyable: bool
    done: int
    total: int
    refused: int
    empty: int
    proposed: bool = False
    reason: str = ""

    @property
    def asks_reason(self) -> bool:
        """Whether the page offers a place for a reason: something in force may be changed, or was refused."""
        return (self.agreement.signed_on is not None and self.empty < self.total) or self.refused > 0


@dataclass
class Typed:
    """What somebody typed for a target: the four texts, and what the form showed when it was opened."""

    texts: tuple[str, ...]
    was: str
    parts: Parts | None = None  # None: a text is no number
    wrong: frozenset[int] = frozenset()
    error: str = ""
    proposed: bool = False


def plan_screen(
    agreement: Agreement,
    versions: Sequence[Agreement],
    typed: Mapping[int, Typed] | None = None,
    *,
    reason: str = "",
) -> PlanScreen:
    """The page of ``agreement``; ``typed`` holds by target what was typed and not kept."""
    typed = typed or {}
    groups = tuple(
        PlanGroup(objective, tuple(_row(target, typed.get(target.pk)) for target in targets))
        for objective, targets in groupby(targets_of(agreement), key=lambda one: one.indicator.objective)
    )
    rows = [row for group in groups for row in group.rows]
    return PlanScreen(
        agreement,
        tuple(versions),
        groups,
        copyable=earlier_plan(agreement),
        done=sum(row.reckoning.tone == "right" for row in rows),
        total=len(rows),
        refused=sum(bool(row.error) for row in rows),
        empty=sum(row.reckoning.tone == "empty" for row in rows),
        proposed=any(one.proposed for one in typed.values()),
        reason=reason,
    )


def _row(target: Target, typed: Typed | None) -> PlanRow:
    promise, kept = promise_of(target), parts_of(target)
    texts = typed.texts if typed else _texts(kept)
    parts = typed.parts if typed else kept
    wrong = typed.wrong if typed else frozenset()
    return PlanRow(
        target,
        target_text(target),
        tuple(
            Cell(roman(quarter), field_name(target.pk, quarter), texts[quarter - 1], quarter in wrong)
            for quarter in range(1, 5)
        ),
        reckon(promise, parts, wrong),
        rule_words(promise),
        typed.was if typed else token_of(kept),
        len(target.actions.all()),
        typed.error if typed else "",
    )


def reckon(promise: Promise, parts: Parts | None, wrong: Iterable[int] = ()) -> Reckoning:
    """How ``parts`` add up against ``promise``; None is something that is no number, in ``wrong`` quarters."""
    if parts is None:
        quarters = tuple(sorted(wrong))
        named = ", ".join(f"TW {roman(quarter)}" for quarter in quarters)
        return Reckoning("wrong", _("Bukan angka: {quarters}.").format(quarters=named), quarters)
    if parts == NO_PARTS:
        return Reckoning("empty", _("belum diisi"))
    flaws = examine(promise, parts)
    if flaws:
        worst = min(flaws, key=lambda flaw: not flaw.blocking)
        return Reckoning("wrong" if worst.blocking else "doubtful", told(worst))
    total = made(promise, parts)
    return Reckoning("right", _("pas: {total}").format(total=_text(total)))


def rule_words(promise: Promise) -> str:
    """What the four fields of a row are to hold, in a few words."""
    return {
        Rule.SUM: _("tambahan tiap triwulan"),
        Rule.POSITION: _("posisi akhir triwulan"),
        Rule.MEAN: _("nilai tiap triwulan"),
        Rule.YEAR_END: _("hanya Triwulan IV"),
    }[promise.rule]


# ---------------------------------------------------------------- reading what was typed


def field_name(target: int, quarter: int | str) -> str:
    """The name of a quarter's field."""
    return f"t{target}-{quarter}"


def typed_for(target: int, data: Mapping[str, str]) -> Typed | None:
    """What ``data`` says about ``target``; None when its row was not on the form."""
    if field_name(target, 1) not in data:
        return None
    texts = tuple(data.get(field_name(target, quarter), "").strip() for quarter in range(1, 5))
    typed = Typed(texts, data.get(field_name(target, "was"), ""))
    numbers: list[Decimal | None] = []
    wrong = set()
    for quarter, text in enumerate(texts, 1):
        try:
            numbers.append(None if text in EMPTY_MARKS else parse_number(text.removesuffix("%")))
        except ParseError as error:
            numbers.append(None)
            wrong.add(quarter)
            typed.error = typed.error or _("Triwulan {quarter}: {why}").format(
                quarter=roman(quarter), why=told(error)
            )
    typed.wrong = frozenset(wrong)
    typed.parts = None if wrong else as_parts(numbers)
    return typed


def proposal_for(target: Target, was: str) -> Typed:
    """An even spread over the quarters of ``target``, as if somebody had typed it."""
    parts = spread(promise_of(target))
    return Typed(_texts(parts), was, parts, proposed=True)


def token_of(parts: Parts) -> str:
    """What the form keeps of the quarters it showed."""
    return "|".join("" if part is None else f"{part.normalize():f}" for part in parts)


def parts_from(token: str) -> Parts | None:
    """The quarters that a token stands for; None for what is no token."""
    try:
        return as_parts([Decimal(part) if part else None for part in token.split("|")])
    except (ValueError, ArithmeticError):
        return None


def _texts(parts: Parts) -> tuple[str, ...]:
    return tuple("" if part is None else format_number(part) for part in parts)


def _text(number: Decimal | None) -> str:
    return "" if number is None else format_number(number if number == round(number, 4) else round(number, 4))


# ---------------------------------------------------------------- the actions of one target


@dataclass(frozen=True)
class QuarterActions:
    """What is planned in one quarter, and the part of the target that falls to it."""

    quarter: str
    part: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class ActionsScreen:
    """One target and what will be done for it."""

    target: Target
    promised: str
    reckoning: Reckoning
    quarters: tuple[QuarterActions, ...]
    owners: tuple[str, ...] = field(default=())


def actions_screen(target: Target, owners: Sequence[str]) -> ActionsScreen:
    """The page of ``target``; ``owners`` are offered while typing."""
    parts = parts_of(target)
    actions = list(target.actions.all())
    quarters = tuple(
        QuarterActions(
            roman(quarter),
            "" if part is None else format_number(part),
            tuple(action for action in actions if action.quarter == quarter),
        )
        for quarter, part in enumerate(parts, 1)
    )
    used = {action.owner for action in actions if action.owner}
    offered = tuple(dict.fromkeys([*owners, *sorted(used)]))
    return ActionsScreen(target, target_text(target), reckon(promise_of(target), parts), quarters, offered)
