"""TOML files read with their place, so that every refusal names file, key and reason.

A :class:`Reader` is a table that knows where it stands. It hands out each value checked for its
type, remembers what it handed out, and refuses at the end what nobody asked for.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from akuntabel.core.errors import AkuntabelError, gettext_noop

NO_FILE = gettext_noop("{place}: berkas tidak ada")
NOT_UTF8 = gettext_noop("{place}: berkas bukan teks UTF-8")
BAD_TOML = gettext_noop("{place}: penulisan TOML salah di {spot}")
MISSING = gettext_noop("{place}: belum diisi")
UNKNOWN_KEY = gettext_noop("{place}: kunci tidak dikenal; {hint}")
UNKNOWN = gettext_noop('{place}: "{found}" tidak dikenal; {hint}')
WRONG_TYPE = gettext_noop("{place}: {found} bukan {expected}")
OUT_OF_BOUNDS = gettext_noop("{place}: {found} di luar batas; {bounds}")
TWICE = gettext_noop('{place}: "{found}" sudah dipakai')

_Enum = TypeVar("_Enum", bound=StrEnum)
_SPOT = re.compile(r"\(at line (\d+), column (\d+)\)")


class PackError(AkuntabelError, ValueError):
    """A pack that cannot be used; the message names file, key and reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and a path of keys in it."""

    file: str
    path: str = ""

    def key(self, name: str) -> Place:
        """The place of the key ``name`` below this one."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> Place:
        """The place of an item of the array here, counted from 0."""
        return Place(self.file, f"{self.path}[{index}]")

    def __str__(self) -> str:
        return f"{self.file}: {self.path}" if self.path else self.file


@dataclass(frozen=True, slots=True)
class Reader:
    """A TOML table and its place."""

    place: Place
    data: Mapping[str, Any]
    _asked: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Whether ``key`` is written."""
        self._asked.add(key)
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A text; not empty unless ``default`` is."""
        found: str = self._get(key, str, "teks", default)
        if not found.strip() and default is None:
            raise PackError(MISSING, place=self.place.key(key))
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of texts; empty when the key is absent."""
        found = self._get(key, list, "daftar", [])
        for index, item in enumerate(found):
            if not isinstance(item, str):
                raise wrong_type(self.place.key(key).item(index), item, "teks")
        return tuple(found)

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        found: bool = self._get(key, bool, "true atau false", default)
        return found

    def date(self, key: str) -> dt.date:
        """A date, written without quotes: 2024-12-31."""
        found: dt.date = self._get(key, dt.date, "tanggal seperti 2024-12-31", None)
        if isinstance(found, dt.datetime):
            raise wrong_type(self.place.key(key), found, "tanggal seperti 2024-12-31")
        return found

    def integer(self, key: str, *, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        found: int = self._get(key, int, "bilangan bulat", None)
        if not least <= found <= most:
            bounds = f"pakai {least} sampai {most}"
            raise PackError(OUT_OF_BOUNDS, place=self.place.key(key), found=found, bounds=bounds)
        return found

    def decimal(self, key: str, *, least: int = 0, below: int | None = None) -> Decimal:
        """A number written as text ("97.5"), at least ``least`` and less than ``below``."""
        written = self._get(key, (str, int), 'bilangan dalam tanda kutip seperti "97.5"', None)
        try:
            found = Decimal(written)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise wrong_type(self.place.key(key), written, 'bilangan dalam tanda kutip seperti "97.5"')
        if found < least or (below is not None and found >= below):
            bounds = f"paling sedikit {least}" + (f" dan kurang dari {below}" if below is not None else "")
            raise PackError(OUT_OF_BOUNDS, place=self.place.key(key), found=found, bounds=bounds)
        return found

    def decimal_or_none(self, key: str, *, least: int = 0) -> Decimal | None:
        """Like :meth:`decimal`, and None when the key is absent."""
        self._asked.add(key)
        return self.decimal(key, least=least) if key in self.data else None

    def option(self, key: str, options: type[_Enum]) -> _Enum:
        """One of the words of an enum."""
        found = self.word(key, [option.value for option in options])
        return options(found)

    def word(self, key: str, words: Iterable[str]) -> str:
        """One of ``words``."""
        found, known = self.text(key), list(words)
        if found not in known:
            hint = "pilih " + listed(known)
            raise PackError(UNKNOWN, place=self.place.key(key), found=found, hint=hint)
        return found

    def table(self, key: str) -> Reader:
        """The table under ``key``."""
        return Reader(self.place.key(key), self._get(key, dict, "tabel", None))

    def tables(self, key: str) -> list[Reader]:
        """The tables of an array (``[[key]]``), at least one."""
        found = self._get(key, list, "daftar tabel", None)
        if not found:
            raise PackError(MISSING, place=self.place.key(key))
        for index, item in enumerate(found):
            if not isinstance(item, dict):
                raise wrong_type(self.place.key(key).item(index), item, "tabel")
        return [Reader(self.place.key(key).item(index), item) for index, item in enumerate(found)]

    def finish(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                hint = guess(key, self._asked, "yang dikenal")
                raise PackError(UNKNOWN_KEY, place=self.place.key(key), hint=hint)

    def _get(self, key: str, kind: type | tuple[type, ...], expected: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self.data:
            if default is None:
                raise self._missing(key)
            return default
        found = self.data[key]
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            raise wrong_type(self.place.key(key), found, expected)
        return found

    def _missing(self, key: str) -> PackError:
        for written in get_close_matches(key, [name for name in self.data if name not in self._asked], n=1):
            hint = f'mungkin maksudnya "{key}"'
            return PackError(UNKNOWN_KEY, place=self.place.key(written), hint=hint)
        return PackError(MISSING, place=self.place.key(key))


def read_file(folder: Path, name: str) -> Reader:
    """The TOML file ``name`` in ``folder``.

    Raises:
        PackError: it is not there, or no TOML.
    """
    place = Place(name)
    try:
        return Reader(place, tomllib.loads((folder / name).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PackError(NO_FILE, place=place) from None
    except UnicodeDecodeError:
        raise PackError(NOT_UTF8, place=place) from None
    except tomllib.TOMLDecodeError as error:
        found = _SPOT.search(str(error))
        spot = f"baris {found[1]}, kolom {found[2]}" if found else "akhir berkas"
        raise PackError(BAD_TOML, place=place, spot=spot) from None


def wrong_type(place: Place, found: object, expected: str) -> PackError:
    """The refusal of a value of the wrong kind."""
    return PackError(WRONG_TYPE, place=place, found=shown(found), expected=expected)


def refuse_twice(places: Iterable[tuple[str, Place]]) -> None:
    """Refuse the second use of a code; ``places`` gives each code with the place of its key."""
    used: set[str] = set()
    for code, place in places:
        if code in used:
            raise PackError(TWICE, place=place, found=code)
        used.add(code)


def shown(value: object) -> str:
    """``value`` as one would write it in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict):
        return "tabel"
    return "daftar" if isinstance(value, list) else str(value)


def listed(words: Iterable[str]) -> str:
    """Words as a choice: "a", "a atau b", "a, b, atau c"."""
    *most, last = words
    if not most:
        return last
    return f"{most[0]} atau {last}" if len(most) == 1 else f"{', '.join(most)}, atau {last}"


def guess(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a mistyped ``word``: the nearest known one, or all of them."""
    words = sorted(known)
    for near in get_close_matches(word, words, n=1):
        return f'mungkin maksudnya "{near}"'
    return f"{otherwise}: {', '.join(words) or 'tidak ada'}"
