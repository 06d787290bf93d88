"""Objectives and indicators from ``indicators.toml``."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from akuntabel.core.errors import gettext_noop
from akuntabel.core.measure import Count, Measure, Ratio, ShareMet
from akuntabel.core.policy import Polarity
from akuntabel.core.register import Register
from akuntabel.packs.measures import parse_measure
from akuntabel.packs.pack import OFFICE_BODY, Aggregation, PackIndicator, PackObjective
from akuntabel.packs.reading import PackError, Reader, refuse_twice

UNKNOWN_BLANK = gettext_noop("{place}: {found} tidak dikenal; yang dapat diganti hanya {known}")
PERCENT = "%"
NEEDS_PERCENT = gettext_noop('{place}: "{found}" tidak cocok; ukuran ini menghasilkan persen, tulis "%"')
NOT_PERCENT = gettext_noop('{place}: "%" tidak cocok; ukuran ini menghitung banyaknya')
_MOST_DECIMALS = 6
_BLANK = re.compile(r"\{[^}]*\}?")


def read_objectives(file: Reader, registers: Mapping[str, Register]) -> tuple[PackObjective, ...]:
    """The objectives in their order, measures checked against ``registers``."""
    tables = file.tables("objective")
    file.finish()
    objectives = tuple(_objective(table, registers) for table in tables)
    refuse_twice(
        (found.code, table.place.key("code")) for found, table in zip(objectives, tables, strict=True)
    )
    refuse_twice(
        (indicator.code, table.place.key("indicator").item(index).key("code"))
        for objective, table in zip(objectives, tables, strict=True)
        for index, indicator in enumerate(objective.indicators)
    )
    return objectives


def _objective(reader: Reader, registers: Mapping[str, Register]) -> PackObjective:
    objective = PackObjective(
        code=reader.text("code"),
        name=_filled(reader, "name"),
        indicators=tuple(_indicator(table, registers) for table in reader.tables("indicator")),
    )
    reader.finish()
    return objective


def _indicator(reader: Reader, registers: Mapping[str, Register]) -> PackIndicator:
    table = reader.table("measure")
    measure = parse_measure(table.data, place=table.place, registers=registers)
    indicator = PackIndicator(
        code=reader.text("code"),
        name=_filled(reader, "name"),
        unit=_unit(reader, measure),
        polarity=reader.option("polarity", Polarity),
        decimals=reader.integer("decimals", least=0, most=_MOST_DECIMALS),
        aggregation=reader.option("aggregation", Aggregation),
        definition=_filled(reader, "definition"),
        measure=measure,
        measure_data=copy.deepcopy(dict(table.data)),
        source=reader.text("source"),
    )
    reader.finish()
    return indicator


def _filled(reader: Reader, key: str) -> str:
    """A text in which only the office's name is left blank."""
    found = reader.text(key)
    for blank in _BLANK.findall(found):
        if blank != OFFICE_BODY:
            raise PackError(UNKNOWN_BLANK, place=reader.place.key(key), found=blank, known=OFFICE_BODY)
    return found


def _unit(reader: Reader, measure: Measure) -> str:
    unit = reader.text("unit")
    if isinstance(measure, Ratio | ShareMet) and unit != PERCENT:
        raise PackError(NEEDS_PERCENT, place=reader.place.key("unit"), found=unit)
    if isinstance(measure, Count) and unit == PERCENT:
        raise PackError(NOT_PERCENT, place=reader.place.key("unit"))
    return unit
