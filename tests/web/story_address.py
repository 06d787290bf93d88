"""What an address of the tests is: how it is rightly called, and for whom; and forms filled as they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from cast import YEAR
from django.urls import reverse
from lxml import html
from story_world import House

READ, DEED = "read", "deed"  # a page for whoever sees the office; one for whoever may do the deed
OPEN, OWN, OFFICE = "open", "own", "office"  # for strangers; for oneself; about an office
Data = Callable[[House], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """One address: what is in it, what GET and POST do, and who rightly does it.

    ``get`` is READ, DEED, or None where only POST is answered; ``post`` makes the data of a right
    POST, or is None where there is none. ``form`` says that the data begin with what the page holds.
    """

    name: str
    parts: dict[str, Any] = field(default_factory=dict)
    get: str | None = READ
    post: Data | None = None
    form: bool = False
    by: str = "head"
    street: str = OFFICE
    readers_too: bool = False  # the POST is for readers as well

    def path(self, house: House, **other: Any) -> str:
        """The address for what ``house`` keeps; ``other`` takes the place of some of its parts."""
        parts = {
            name: house.keys[value[1:]] if _is_key(value) else value for name, value in self.parts.items()
        }
        if self.street == OFFICE:
            parts["office"] = house.office.code
        return reverse(self.name, kwargs={**parts, **other})

    @property
    def keys(self) -> dict[str, str]:
        """The parts that are keys of things, each with the word for it."""
        return {name: value[1:] for name, value in self.parts.items() if _is_key(value)}

    def data(self, house: House, page: Callable[[], bytes]) -> Any:
        """What a right POST sends; ``page`` gives the page that holds the form."""
        given = self.post(house) if self.post else {}
        return {**filled(page(), self.path(house)), **given} if self.form else given


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("@")


def filled(page: bytes, path: str) -> dict[str, Any]:
    """What the form of ``page`` that posts to ``path`` would send untouched."""
    for form in html.fromstring(page.decode()).forms:
        if form.method == "POST" and form.get("action", "").partition("?")[0] in ("", path):
            found: dict[str, Any] = {}
            for each in form.inputs:
                if each.name and each.name != "csrfmiddlewaretoken":
                    found.setdefault(each.name, []).extend(_values(each))
            return {name: values for name, values in found.items() if values}
    raise AssertionError(f"{path}: no form")


def _values(each: Any) -> list[str]:
    """What the control ``each`` of a form sends, as a browser does."""
    if each.tag == "textarea":
        return [(each.text or "").removeprefix("\n")]
    if each.tag == "select":
        return list(each.value) if each.multiple else [each.value or ""]
    if each.get("type") in ("checkbox", "radio"):
        return [each.get("value", "on")] if each.checked else []
    return [] if each.get("type") in ("submit", "file") else [each.get("value", "")]


def says(**data: Any) -> Data:
    return lambda _house: {name.replace("__", "-"): value for name, value in data.items()}


def file(name: str, word: str, data: bytes) -> Data:
    def sent(_house: House) -> dict[str, Any]:
        file = BytesIO(data)
        file.name = name
        return {word: file}

    return sent


def in_year(year: int, **parts: Any) -> dict[str, Any]:
    return {"year": year, **parts}


def kept(**parts: Any) -> dict[str, Any]:
    return {"year": YEAR, "register": "voter_education", **parts}
