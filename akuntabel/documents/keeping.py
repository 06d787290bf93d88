"""A document tree as text that stays readable for years, and back: the same tree exactly.

The text is canonical JSON: the same tree gives the same text. Every node is an object that names
its kind; every field is written, so that a default which changes later changes no kept document.
``FORMAT`` is raised when a text of before could no longer be read as it was meant.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from akuntabel.core.errors import AkuntabelError, gettext_noop, quoted
from akuntabel.documents import tree
from akuntabel.documents.tree import Document

FORMAT = 1
_KIND = "node"
NODES: Mapping[str, type[Any]] = {
    name: each
    for name, each in vars(tree).items()
    if isinstance(each, type) and is_dataclass(each) and each.__module__ == tree.__name__
}
_HINTS = {name: get_type_hints(node, vars(tree)) for name, node in NODES.items()}
_NEEDED = {
    name: {each.name for each in fields(node) if each.default is MISSING and each.default_factory is MISSING}
    for name, node in NODES.items()
}

NO_JSON = gettext_noop("Naskah tersimpan ini tidak dapat dibaca: bukan JSON yang utuh.")
OTHER_FORMAT = gettext_noop(
    "Naskah tersimpan ini berformat {found}; versi Akuntabel ini membaca format {known}."
)
NO_NODE = gettext_noop("Naskah tersimpan ini memuat bagian “{kind}” yang tidak dikenal.")
WRONG_FIELDS = gettext_noop("Naskah tersimpan ini rusak: isian bagian {kind} tidak cocok ({names}).")
WRONG_VALUE = gettext_noop("Naskah tersimpan ini rusak: {kind}.{name} tidak dapat dibaca.")


class CannotKeep(AkuntabelError):
    """A text that is no kept document, or a tree with a node that cannot be kept."""


def to_json(document: Document) -> str:
    """``document`` as canonical JSON.

    Raises:
        CannotKeep: it holds a node of a kind that is no part of the document tree.
    """
    whole = {"format": FORMAT, "document": _plain(document)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Document:
    """The document that :func:`to_json` wrote.

    Raises:
        CannotKeep: ``text`` is damaged, of another format, or holds a node of an unknown kind.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotKeep(NO_JSON) from None
    if not isinstance(whole, dict) or "document" not in whole:
        raise CannotKeep(NO_JSON)
    if whole.get("format") != FORMAT:
        raise CannotKeep(OTHER_FORMAT, found=quoted(str(whole.get("format"))), known=FORMAT)
    found: Document = _node(whole["document"], (Document,))
    return found


def _plain(value: Any) -> Any:
    """``value`` as JSON; what kind a bare value is, its field says when it is read."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        if NODES.get(kind) is not type(value):
            raise CannotKeep(NO_NODE, kind=quoted(kind))
        return {_KIND: kind, **{each.name: _plain(getattr(value, each.name)) for each in fields(value)}}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise CannotKeep(NO_NODE, kind=quoted(type(value).__name__))


def _node(value: Any, allowed: tuple[type[Any], ...]) -> Any:
    kind = value.get(_KIND) if isinstance(value, dict) else type(value).__name__
    found = NODES.get(kind) if isinstance(kind, str) else None
    if found is None or found not in allowed:
        raise CannotKeep(NO_NODE, kind=quoted(str(kind)))
    hints = _HINTS[found.__name__]
    given = {name: item for name, item in value.items() if name != _KIND}
    if wrong := (given.keys() - hints.keys()) | (_NEEDED[found.__name__] - given.keys()):
        raise CannotKeep(WRONG_FIELDS, kind=kind, names=quoted(", ".join(sorted(wrong))))
    return found(**{name: _read(item, hints[name], f"{kind}", name) for name, item in given.items()})


@dataclass(frozen=True)
class _Wanted:
    """What a field's type asks for: ``each`` the type of a tuple's items, else one of ``nodes`` or a ``bare`` value."""

    each: Any
    empty: bool
    nodes: tuple[type[Any], ...]
    bare: Any


@cache  # a report has a hundred thousand fields, of some dozen types
def _wanted(hint: Any) -> _Wanted:
    each = get_args(hint)[0] if get_origin(hint) is tuple else None
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    nodes = tuple(option for option in options if isinstance(option, type) and is_dataclass(option))
    bare = next(option for option in options if option is not type(None))
    return _Wanted(each, type(None) in options, nodes, bare)


def _read(value: Any, hint: Any, kind: str, name: str) -> Any:
    """``value`` as a field of the type ``hint``."""
    wanted = _wanted(hint)
    if wanted.each is not None:
        if not isinstance(value, list):
            raise CannotKeep(WRONG_VALUE, kind=kind, name=name)
        return tuple(_read(item, wanted.each, kind, name) for item in value)
    if value is None and wanted.empty:
        return None
    return _node(value, wanted.nodes) if wanted.nodes else _scalar(value, wanted.bare, kind, name)


def _scalar(value: Any, wanted: type[Any], kind: str, name: str) -> Any:
    try:
        if issubclass(wanted, StrEnum | Decimal) and isinstance(value, str):
            return wanted(value)
        if wanted is dt.datetime and isinstance(value, str):
            return dt.datetime.fromisoformat(value)
    except (ValueError, InvalidOperation):
        raise CannotKeep(WRONG_VALUE, kind=kind, name=name) from None
    # a whole number may stand where a fraction may; yes and no are no numbers
    numbers = (int, float) if wanted is float else (wanted,)
    if isinstance(value, numbers) and (wanted is bool or not isinstance(value, bool)):
        return value
    raise CannotKeep(WRONG_VALUE, kind=kind, name=name)
