"""A pack from its folder, checked whole: a pack that loads can be relied on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from akuntabel.core.errors import gettext_noop
from akuntabel.core.register import Register
from akuntabel.packs.due import read_due_dates
from akuntabel.packs.indicators import read_objectives
from akuntabel.packs.measures import parse_measure
from akuntabel.packs.measuring import read_actuals_due
from akuntabel.packs.money import read_money_rules
from akuntabel.packs.pack import Aggregation, Pack, PackIndicator, PackObjective, Source, Unverified
from akuntabel.packs.plain import read_plain
from akuntabel.packs.policies import read_policies
from akuntabel.packs.reading import PackError, Place, Reader, guess, read_file, refuse_twice
from akuntabel.packs.registers import FOLDER, parse_register, read_registers

__all__ = [
    "Aggregation",
    "Pack",
    "PackError",
    "PackIndicator",
    "PackObjective",
    "available_packs",
    "load_pack",
    "parse_measure",
    "parse_register",
]

NO_PACK = gettext_noop('paket "{found}" tidak ada; {hint}')
WRONG_CODE = gettext_noop('{place}: "{found}" tidak sama dengan nama foldernya, "{folder}"')
NOT_LISTED = gettext_noop('{place}: belum dipastikan, tetapi "{key}" tidak ada di pack.toml [[unverified]]')
HOLIDAY_KINDS = ("holiday", "joint_leave")
_HOME = Path(__file__).parent
_MANIFEST = "pack.toml"


def available_packs(root: Path | None = None) -> tuple[str, ...]:
    """The codes of the packs in ``root`` (those of the program when None), sorted."""
    return tuple(sorted(file.parent.name for file in (root or _HOME).glob(f"*/{_MANIFEST}")))


def load_pack(code: str = "kpu", *, root: Path | None = None) -> Pack:
    """The pack ``code`` from the folder of that name in ``root``, read once per process.

    Raises:
        PackError: there is no such pack, or something in it is wrong.
    """
    return _load(code, root or _HOME)


@lru_cache(maxsize=16)
def _load(code: str, root: Path) -> Pack:
    packs = available_packs(root)
    if code not in packs:
        raise PackError(NO_PACK, found=code, hint=guess(code, packs, "yang ada"))
    folder = root / code
    manifest = read_file(folder, _MANIFEST)
    if manifest.text("code") != code:
        raise PackError(
            WRONG_CODE, place=manifest.place.key("code"), found=manifest.text("code"), folder=code
        )
    registers = read_registers(folder)
    unverified = _unverified(manifest)
    _refuse_unlisted(registers, {item.key for item in unverified})
    pack = Pack(
        code=code,
        name=manifest.text("name"),
        version=manifest.text("version"),
        valid_from=manifest.date("valid_from"),
        sources=_sources(manifest),
        unverified=unverified,
        policies=read_policies(read_file(folder, "policies.toml")),
        objectives=read_objectives(read_file(folder, "indicators.toml"), registers),
        registers=registers,
        holidays=_holidays(read_file(folder, "calendar.toml")),
        duties=read_plain(folder, "duties.toml"),
        organisation=read_plain(folder, "organisation.toml"),
        outline=read_plain(folder, "outline.toml"),
        agreement=read_plain(folder, "agreement.toml"),
        meeting=read_plain(folder, "meeting.toml"),
        due=read_due_dates(folder),
        actuals_due=read_actuals_due(folder),
        money=read_money_rules(folder),
    )
    manifest.finish()
    return pack


def _sources(manifest: Reader) -> tuple[Source, ...]:
    tables = manifest.tables("sources")
    found = tuple(Source(table.text("key"), table.text("text")) for table in tables)
    _finish(tables, [source.key for source in found], "key")
    return found


def _unverified(manifest: Reader) -> tuple[Unverified, ...]:
    tables = manifest.tables("unverified") if manifest.has("unverified") else []
    found = tuple(Unverified(table.text("key"), table.text("fact"), table.text("note")) for table in tables)
    _finish(tables, [item.key for item in found], "key")
    return found


def _refuse_unlisted(registers: Mapping[str, Register], listed: set[str]) -> None:
    """A deadline that nobody has confirmed must stand among the open questions of the pack."""
    for code, register in registers.items():
        key = f"register.{code}.deadline"
        if register.deadline is not None and not register.deadline.verified and key not in listed:
            raise PackError(NOT_LISTED, place=Place(f"{FOLDER}/{code}.toml", "deadline.verified"), key=key)


def _holidays(file: Reader) -> dict[dt.date, str]:
    tables = file.tables("holiday")
    file.finish()
    found = [(table.date("date"), table.text("name")) for table in tables]
    for table in tables:
        table.word("kind", HOLIDAY_KINDS)
        table.text("basis")
    _finish(tables, [day.isoformat() for day, _ in found], "date")
    return dict(found)


def _finish(tables: list[Reader], codes: list[str], key: str) -> None:
    for table in tables:
        table.finish()
    refuse_twice((code, table.place.key(key)) for code, table in zip(codes, tables, strict=True))
