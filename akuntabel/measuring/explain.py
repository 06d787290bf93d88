"""A measure and its result in one plain sentence, for the person who wants to know why."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_number, format_percent
from akuntabel.core.measure import Amount, Basis, Count, Latest, Ratio, ShareMet, Sum
from akuntabel.core.policy import LowerFormula, Polarity, Policy, SelfReference
from akuntabel.core.register import FieldType, Register
from akuntabel.core.value import State
from akuntabel.measuring.selectors import MeasuredIndicator, MeasuredYear

PARTS = ("numerator", "denominator", "considered")  # the numbers behind an actual that are figures too


def explain(item: MeasuredIndicator, year: MeasuredYear) -> str:
    """How the actual of ``item`` came about, in one sentence."""
    measured = item.measured
    numbers = {
        f"indicator.{item.code}.{part}": format_number(Decimal(number))
        for part in PARTS
        if (number := getattr(measured, part)) is not None
    }
    sentence = explanation(item, year)
    for key, number in numbers.items():
        sentence = sentence.replace(f"{{{key}}}", number)
    return sentence


def explanation(item: MeasuredIndicator, year: MeasuredYear) -> str:
    """The same sentence with its numbers still cited: ``{indicator.7.numerator}``."""
    measured = item.measured
    if measured.value.state not in (State.REPORTED, State.NOT_APPLICABLE):
        return measured.value.reason or _("Belum ada catatan yang dapat dihitung.")
    if measured.basis is Basis.STATED:
        return _(
            "Sumber menyatakan angka ini tanpa pembilang dan penyebut; catatan yang membuktikannya belum ada."
        )
    if measured.basis is Basis.ENTERED:
        return _("Diisi dengan tangan beserta catatannya.")
    sentence = ""
    match item.row.spec.measure:
        case ShareMet():
            sentence = _share_sentence(item, year)
        case Ratio(numerator=part, denominator=base):
            sentence = _ratio_sentence(item, year, part, base)
        case Count() | Sum() | Latest() as amount:
            sentence = _amount_sentence(item, year, amount)
    if measured.basis is Basis.ASSERTED:
        sentence += " " + _("Syaratnya hanya dinyatakan oleh sumber; buktinya belum ada.")
    return sentence


def _cited(item: MeasuredIndicator, part: str) -> str:
    return f"{{indicator.{item.code}.{part}}}"


def _share_sentence(item: MeasuredIndicator, year: MeasuredYear) -> str:
    sentence = (
        _(
            "{met} dari {of} indikator lain yang terukur mencapai target; "
            "indikator ini tidak menghitung dirinya sendiri."
        )
        if year.policy.self_reference is SelfReference.EXCLUDE
        else _(
            "{met} dari {of} indikator mencapai target; indikator ini ikut menghitung dirinya sebagai tercapai."
        )
    )
    return sentence.format(met=_cited(item, "numerator"), of=_cited(item, "denominator"))


def explain_achievement(item: MeasuredIndicator, policy: Policy) -> str:
    """The formula of an achievement with its numbers put in: "(2 × 8 − 11) / 8 × 100 = 62,50%"."""
    raw = item.achievement.raw
    if raw.number is None or item.actual.number is None or item.target is None:
        return raw.reason or _("Belum dapat dihitung.")
    target, actual = format_number(item.target.number), format_number(item.actual.number)
    result = format_percent(raw.number, policy.places, trim=False)
    match Polarity(item.indicator.polarity):
        case Polarity.LOWER if policy.lower_formula is LowerFormula.TWICE_TARGET:
            formula = f"(2 × {target} − {actual}) / {target} × 100"
        case Polarity.LOWER:
            formula = f"{target} / {actual} × 100"
        case Polarity.HIGHER | Polarity.MILESTONE:
            formula = f"{actual} / {target} × 100"
        case _:
            formula = _("jarak {actual} dari {target}").format(actual=actual, target=target)
    if raw.number == policy.floor and item.actual.number != 0:
        result = _("{floor}, batas terendah").format(floor=result)
    elif raw.number == policy.inverse_ceiling and item.indicator.polarity == Polarity.LOWER:
        result = _("{ceiling}, batas tertinggi rumus ini").format(ceiling=result)
    return f"{formula} = {result}"


def _amount_sentence(item: MeasuredIndicator, year: MeasuredYear, amount: Amount) -> str:
    register = year.pack.registers[amount.selection.register]
    return _("{number} {unit}{conditions}, dari {considered} catatan dalam register {register}.").format(
        number=_cited(item, "numerator"),
        unit=item.indicator.unit,
        conditions=conditions_of(register, amount.selection.where),
        considered=_cited(item, "considered"),
        register=register.name,
    )


def _ratio_sentence(item: MeasuredIndicator, year: MeasuredYear, part: Amount, base: Amount) -> str:
    register = year.pack.registers[base.selection.register]
    if not item.measured.denominator:
        return _(
            "Register {register} menyatakan nihil: penyebutnya 0, sehingga tidak ada yang dinilai."
        ).format(register=register.name)
    return _("{top} dari {bottom} {unit}{conditions}, menurut register {register}.").format(
        top=_cited(item, "numerator"),
        bottom=_cited(item, "denominator"),
        unit=register.unit,
        conditions=conditions_of(register, part.selection.where),
        register=register.name,
    )


def conditions_of(register: Register, where: Mapping[str, Any]) -> str:
    """The conditions as they read on: " dengan segmen pemula, yang tepat waktu dan valid"."""
    flags, others = [], []
    for name, condition in register.in_order(where):
        field = register.field(name)
        if field.type is FieldType.BOOLEAN and isinstance(condition, bool):
            flags.append(
                _lower(field.label) if condition else _("tidak {label}").format(label=_lower(field.label))
            )
        else:
            others.append(_condition(register, name, condition))
    words = _(" dengan {conditions}").format(conditions=_listed(others)) if others else ""
    if flags:
        words += _(" yang {conditions}").format(conditions=_listed(flags))
    return words


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("{first} dan {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _condition(register: Register, name: str, condition: Any) -> str:
    field = register.field(name)
    label, choices = _lower(field.label), field.choices or {}
    if isinstance(condition, list | tuple):
        return f"{label} {' / '.join(choices.get(code, str(code)).lower() for code in condition)}"
    if isinstance(condition, Mapping):
        return f"{label} {', '.join(f'{op} {bound}' for op, bound in condition.items())}"
    return f"{label} {choices.get(condition, str(condition)).lower()}"
