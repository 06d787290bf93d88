"""The registers of an office: those of its pack, and those that it or an office above made itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from akuntabel.core.calendar import Calendar
from akuntabel.core.register import Register
from akuntabel.evidence.models import OwnRegister
from akuntabel.offices.models import Office
from akuntabel.packs.loader import Pack, load_pack, parse_register


def pack_of(office: Office) -> Pack:
    """The pack of ``office`` with its own registers among the others."""
    pack = load_pack(office.pack)
    own = own_registers(office)
    return replace(pack, registers={**pack.registers, **own}) if own else pack


def calendar_of(office: Office) -> Calendar:
    """The working days of ``office``: the holidays of its pack."""
    return Calendar(load_pack(office.pack).holidays)


def own_registers(office: Office) -> dict[str, Register]:
    """The registers that ``office`` and the offices above it made, by code; retired ones too."""
    rows = OwnRegister.objects.filter(office__path__in=office.line).order_by("office__path", "code")
    return {row.code: replace(read_definition(row.code, row.definition), retired=row.retired) for row in rows}


def read_definition(code: str, definition: Mapping[str, Any]) -> Register:
    """``definition`` as a register.

    Raises:
        akuntabel.packs.loader.PackError: a part of it is wrong.
    """
    return parse_register({**definition, "code": code}, place=code)
