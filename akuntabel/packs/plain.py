"""The files that a pack only hands on: duties, organisation, agreement, outline of the report.

Their contents stay plain tables and tuples. Checked is that what the report cannot do without
is there and that nothing is written empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from akuntabel.packs.reading import MISSING, PackError, Place, read_file, wrong_type

Shape = Mapping[str, "Shape | None"]

# What must be there: a key with None is a value, a key with a shape a table or an array of them.
SHAPES: Mapping[str, Shape] = {
    "duties.toml": {
        "group": {
            "code": None,
            "title": None,
            "legal_basis": None,
            "columns": None,
            "item": {"column": None, "number": None, "text": None},
        },
    },
    "organisation.toml": {
        "level": {"code": None, "name": None, "body": None, "secretariat": None, "head": None},
        "division": {"number": None, "name": None, "duties": None, "sub_sections": None},
        "sub_section": {"code": None, "name": None},
    },
    "agreement.toml": {
        "agreement": {
            "opening": None,
            "statement": None,
            "programmes": None,
            "first_position": None,
            "second_position": None,
        },
    },
    "meeting.toml": {
        "meeting": {"title": None, "chair": None, "chair_position": None, "invited": None},
        "invitation": {
            "subject": None,
            "enclosure_none": None,
            "enclosure": None,
            "opening": None,
            "closing": None,
            "list_from": None,
        },
        "agenda": {
            "first": None,
            "earlier": None,
            "figures": None,
            "below": None,
            "at_risk": None,
            "unapproved": None,
            "last": None,
        },
        "attendance": {"spare_rows": None},
    },
    "outline.toml": {
        "report": {"title": None, "subject": None},
        "chapter": {"key": None, "title": None, "part": {}},
    },
}


def read_plain(folder: Path, name: str) -> Mapping[str, Any]:
    """The content of the file ``name``; empty when the pack has no such file.

    Raises:
        PackError: a key that :data:`SHAPES` asks for is missing, or something is empty.
    """
    if not (folder / name).exists():
        return {}
    file = read_file(folder, name)
    _check(file.data, SHAPES[name], file.place)
    return {key: _frozen(value, file.place.key(key)) for key, value in file.data.items()}


def _check(table: Mapping[str, Any], shape: Shape, place: Place) -> None:
    for key, inner in shape.items():
        spot = place.key(key)
        if key not in table:
            raise PackError(MISSING, place=spot)
        if inner is None:
            continue
        found = table[key]
        if isinstance(found, list):
            for index, item in enumerate(found):
                _check_table(item, inner, spot.item(index))
        else:
            _check_table(found, inner, spot)


def _check_table(found: object, shape: Shape, place: Place) -> None:
    if not isinstance(found, dict):
        raise wrong_type(place, found, "tabel")
    _check(found, shape, place)


def _frozen(value: Any, place: Place) -> Any:
    """``value`` with its arrays as tuples; an empty text or array would print as a blank row."""
    if isinstance(value, dict):
        return {key: _frozen(item, place.key(key)) for key, item in value.items()}
    if value == [] or (isinstance(value, str) and not value.strip()):
        raise PackError(MISSING, place=place)
    if isinstance(value, list):
        return tuple(_frozen(item, place.item(index)) for index, item in enumerate(value))
    return value
