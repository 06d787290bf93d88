"""Scales and policies from ``policies.toml``."""

from __future__ import annotations

from decimal import Decimal

from akuntabel.core.errors import gettext_noop
from akuntabel.core.policy import (
    HUNDRED,
    Averaging,
    Category,
    LowerFormula,
    Policy,
    Scale,
    ScaleError,
    SelfReference,
    ZeroDenominator,
    ZeroTarget,
)
from akuntabel.packs.reading import UNKNOWN, PackError, Reader, guess, refuse_twice

BAD_SCALE = gettext_noop("{place}: {reason}")
TONES = ("very-good", "good", "fair", "poor", "bad")
ICONS = ("double-check", "check", "wave", "down", "cross")
_MOST_PLACES = 6


def read_policies(file: Reader) -> dict[str, Policy]:
    """The policies by code, each with its scale."""
    scale_tables, policy_tables = file.tables("scale"), file.tables("policy")
    file.finish()
    scales = [_scale(table) for table in scale_tables]
    refuse_twice(
        (scale.code, table.place.key("code")) for scale, table in zip(scales, scale_tables, strict=True)
    )
    by_code = {scale.code: scale for scale in scales}
    policies = [_policy(table, by_code) for table in policy_tables]
    refuse_twice(
        (policy.code, table.place.key("code")) for policy, table in zip(policies, policy_tables, strict=True)
    )
    return {policy.code: policy for policy in policies}


def _scale(reader: Reader) -> Scale:
    tables = reader.tables("category")
    categories = tuple(_category(table) for table in tables)
    refuse_twice((step.code, table.place.key("code")) for step, table in zip(categories, tables, strict=True))
    try:
        scale = Scale(
            code=reader.text("code"),
            name=reader.text("name"),
            legal_basis=reader.text("legal_basis"),
            categories=categories,
        )
    except ScaleError as error:
        raise PackError(BAD_SCALE, place=reader.place, reason=error) from error
    reader.finish()
    return scale


def _category(reader: Reader) -> Category:
    category = Category(
        code=reader.text("code"),
        label=reader.text("label"),
        above=reader.decimal_or_none("above"),
        up_to=reader.decimal_or_none("up_to"),
        meaning=reader.text("meaning"),
        tone=reader.word("tone", TONES),
        icon=reader.word("icon", ICONS),
    )
    reader.finish()
    return category


def _policy(reader: Reader, scales: dict[str, Scale]) -> Policy:
    code, wanted = reader.text("code"), reader.text("scale")
    if wanted not in scales:
        hint = guess(wanted, scales, "yang ada")
        raise PackError(UNKNOWN, place=reader.place.key("scale"), found=wanted, hint=hint)
    policy = Policy(
        code=code,
        name=reader.text("name"),
        legal_basis=reader.text("legal_basis"),
        valid_from=reader.date("valid_from"),
        scale=scales[wanted],
        lower_formula=reader.option("lower_formula", LowerFormula),
        inverse_ceiling=reader.decimal("inverse_ceiling", least=int(HUNDRED)),
        cap=reader.decimal_or_none("cap", least=int(HUNDRED)),
        floor=_floor(reader),
        zero_target=reader.option("zero_target", ZeroTarget),
        zero_denominator=reader.option("zero_denominator", ZeroDenominator),
        self_reference=reader.option("self_reference", SelfReference),
        averaging=reader.option("averaging", Averaging),
        places=reader.integer("places", least=0, most=_MOST_PLACES),
    )
    reader.finish()
    return policy


def _floor(reader: Reader) -> Decimal:
    return reader.decimal("floor", below=int(HUNDRED))
