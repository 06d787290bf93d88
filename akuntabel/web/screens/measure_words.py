"""A measure in one plain sentence, before anything has been counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.core.register import FieldType, Register

OPERATIONS = {"not": "≠", "min": "≥", "max": "≤"}


def measure_sentence(data: Mapping[str, Any], registers: Mapping[str, Register]) -> str:
    """What the measure ``data`` counts, naming its register and conditions in words."""
    kind, body = next(iter(data.items())) if data else ("", {})
    if kind == "ratio":
        if "count" in body["numerator"] and "count" in body["denominator"]:
            sentence = _share(body["numerator"]["count"], body["denominator"]["count"], registers)
            if sentence:
                return sentence
        sides = [next(iter(body[side].items())) for side in ("numerator", "denominator")]
        part, whole = (_amount(name, amount, registers) for name, amount in sides)
        return _("Persentase: {part}, dibagi {whole}.").format(part=part, whole=whole)
    if kind == "share_met":
        return _("Bagian indikator lain yang mencapai target (%).")
    if kind == "manual":
        return _("Diisi dengan tangan, beserta catatan dan lampirannya.")
    if not kind:
        return _("Belum dipilih.")
    sentence = _amount(kind, body, registers)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _share(part: Mapping[str, Any], whole: Mapping[str, Any], registers: Mapping[str, Register]) -> str:
    """A share within one register in short; "" when it cannot be said so."""
    register = registers.get(whole["register"])
    if register is None or part["register"] != whole["register"]:
        return ""
    base = whole.get("where", {})
    narrowed = [
        _condition(register, name, value)
        for name, value in register.in_order(part.get("where", {}))
        if base.get(name) != value
    ]
    words = [_condition(register, name, value) for name, value in register.in_order(base)]
    sentence = _("Persentase catatan “{register}” dengan {conditions}").format(
        register=register.name, conditions=", ".join(narrowed)
    )
    return (
        _("{sentence}, dari yang {base}.").format(sentence=sentence, base=", ".join(words))
        if words
        else f"{sentence}."
    )


def _amount(kind: str, body: Mapping[str, Any], registers: Mapping[str, Register]) -> str:
    register = registers.get(body["register"])
    if register is None:
        return _("catatan register “{code}” yang tidak ada lagi").format(code=body["register"])
    words = {
        "count": _("banyaknya catatan {register}"),
        "sum": _("jumlah {field} dalam {register}"),
        "latest": _("{field} terakhir dalam {register}"),
    }[kind]
    label = next((f.label for f in register.fields if f.code == body.get("field")), body.get("field", ""))
    sentence = words.format(register=f"“{register.name}”", field=str(label).lower())
    where = [_condition(register, name, value) for name, value in register.in_order(body.get("where", {}))]
    return (
        _("{sentence} dengan {conditions}").format(sentence=sentence, conditions=", ".join(where))
        if where
        else sentence
    )


def _condition(register: Register, name: str, value: Any) -> str:
    field = next((f for f in register.fields if f.code == name), None)
    if field is None:
        return f"{name} = {value}"
    label = field.label[:1].lower() + field.label[1:]
    if field.type is FieldType.BOOLEAN and isinstance(value, bool):
        return label if value else _("tidak {label}").format(label=label)
    if isinstance(value, Mapping):
        return ", ".join(_operation(label, field.choices or {}, *pair) for pair in value.items())
    return f"{label} {_values(value, field.choices or {})}"


def _operation(label: str, choices: Mapping[str, str], operation: str, bound: Any) -> str:
    if operation == "present":
        return _("{label} terisi").format(label=label) if bound else _("{label} kosong").format(label=label)
    return f"{label} {OPERATIONS.get(operation, operation)} {_values(bound, choices)}"


def _values(value: Any, choices: Mapping[str, str]) -> str:
    values = value if isinstance(value, list) else [value]
    return _(" atau ").join(choices.get(str(one), str(one)).lower() for one in values)
