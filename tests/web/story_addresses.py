"""Every address of the app, how it is rightly called, and for whom it is.

``ADDRESSES`` is the table; a pattern without a row in it fails ``test_wrong_people``. What stands
in an address is written as a value, or as "@word" for the key of that thing of the office.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from cast import YEAR
from django.urls import reverse
from lxml import html
from story_world import DRAFT, HALF, PLANNED, PNG, REVISED, TABLE, House

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


def _says(**data: Any) -> Data:
    return lambda _house: {name.replace("__", "-"): value for name, value in data.items()}


def _file(name: str, word: str, data: bytes) -> Data:
    def sent(_house: House) -> dict[str, Any]:
        file = BytesIO(data)
        file.name = name
        return {word: file}

    return sent


def _year(year: int, **parts: Any) -> dict[str, Any]:
    return {"year": year, **parts}


def _kept(**parts: Any) -> dict[str, Any]:
    return {"year": YEAR, "register": "voter_education", **parts}


NO_CHECK = UUID("00000000-0000-4000-8000-000000000000")
EVENT = {
    "f-segment": "pemula",
    "f-title": "Kelas baru",
    "f-date": "4/3",
    "f-place": "Aula",
    "f-status": "done",
}
WHY = _says(reason="Salah ketik")
REGISTER = {
    "name": "Buku surat", "purpose": "Surat masuk", "unit": "surat", "rows": "2", "title": "1", "date": "0",
    "label-0": "Tanggal", "type-0": "date", "required-0": "on", "label-1": "Perihal", "type-1": "text",
    "required-1": "on",
}  # fmt: skip
PERSON = {"person": "@person"}
PLAN = {"year": PLANNED, "plan": "@plan"}
RENSTRA = {"year": PLANNED, "plan": "@strategic"}
DRAFTED, FIRST = _year(DRAFT, version=1), _year(HALF, version=1)
INDICATOR = {**PLAN, "key": "@indicator"}
NODE = _year(DRAFT, node="@node")
TARGET = _year(DRAFT, target="@target")


def _part(name: str, kind: str) -> Address:
    keys = {"misi": RENSTRA, "tujuan": RENSTRA}.get(kind, PLAN)
    word = {"misi": "@mission", "tujuan": "@goal", "sasaran": "@empty", "indikator": "@indicator"}
    return Address(name, {**keys, "part": kind, "key": word[kind]}, None, _says())


ADDRESSES = [
    # ------------------------------------------------------------ in and out
    Address("health", street=OPEN),
    Address("set_language", get=None, post=_says(language="en"), street=OPEN),
    Address("set_up", {"token": "salah"}, post=_says(), street=OPEN),
    Address("invitation", {"token": "salah"}, post=_says(), street=OPEN),
    Address("sign_in", post=_says(username="x", password="y"), street=OPEN),
    Address("second_code", post=_says(code="1"), street=OPEN),
    Address("sign_in_link", {"token": "salah"}, post=_says(), street=OPEN),
    Address("forgotten", post=_says(who="x"), street=OPEN),
    Address("sign_out", get=None, post=_says(), street=OWN),
    Address("account", street=OWN),
    Address("password", get=None, post=_says(old="x", password="y", again="y"), street=OWN),
    Address("email", get=None, post=_says(email="lain@contoh.id"), street=OWN),
    Address("second_factor", post=_says(code="1"), street=OWN),
    Address("change_second_factor", get=None, post=_says(code="1"), street=OWN),
    Address("home", street=OWN),
    # ------------------------------------------------------------ anybody's report checked
    Address("check", post=_says(), street=OPEN),
    Address("check_result", {"key": NO_CHECK}, street=OPEN),
    Address("check_forget", {"key": NO_CHECK}, get=None, post=_says(), street=OPEN),
    Address("check_page", {"key": NO_CHECK}, street=OPEN),
    Address("check_copy", {"key": NO_CHECK}, street=OPEN),
    # ------------------------------------------------------------ office and people
    Address("office"),
    Address("change_office", get=DEED, post=_says(place="Kota Lain"), form=True),
    Address("add_office", get=DEED, post=_says(office_name="KPU Kabupaten Baru", place="Baru"), form=True,
            by="administrator"),
    Address("open_year", get=DEED, post=_says(year="2030"), form=True),
    Address("official", {"role": "head"}, DEED, _says(name="Orang Lain"), form=True),
    Address("people"),
    Address("invite", get=DEED, post=_says(name="Baru", username="baru.contoh", role="reader"), form=True),
    Address("grant", get=DEED, post=_says(username="tanpa-peran", role="member")),
    Address("change_invitation", {"invitation": "@invitation"}, None, _says(cabut="")),
    Address("person", PERSON, DEED),
    Address("give_role", PERSON, None, _says(role="member")),
    Address("take_role", PERSON, None, _says(role="reader")),
    Address("deactivate", PERSON, None, _says()),
    Address("activate", PERSON, None, _says()),
    Address("make_link", PERSON, None, _says(), by="administrator"),
    Address("reset_second_factor", PERSON, None, _says(), by="administrator"),
    # ------------------------------------------------------------ trail
    Address("trail", get=DEED),
    Address("trail_check", get=DEED),
    Address("trail_csv", get=DEED),
    # ------------------------------------------------------------ plans
    Address("plans", _year(DRAFT)),
    Address("target_grid", _year(DRAFT), DEED, lambda house: {f"target.{house.keys['drafted']}": "7"}, form=True),
    Address("plan_new", _year(PLANNED, kind="iku"), DEED, _says(), form=True),
    Address("plan", PLAN),
    Address("plan_change", PLAN, DEED, _says(title="RKT lain"), form=True),
    Address("plan_revise", RENSTRA, DEED, WHY),
    Address("plan_discard", PLAN, DEED, _says()),
    Address("part_move", PLAN, None,
            lambda house: {"pindah": f"sasaran-{house.keys['empty']}-naik"}),
    Address("mission_new", RENSTRA, DEED, _says(number="2", text="Adil"), form=True),
    Address("mission", {**RENSTRA, "key": "@mission"}, DEED, _says(text="Lain"), form=True),
    Address("goal_new", RENSTRA, DEED, _says(number="2", text="Adil"), form=True),
    Address("goal", {**RENSTRA, "key": "@goal"}, DEED, _says(text="Lain"), form=True),
    Address("objective_new", PLAN, DEED, _says(code="8", name="Sasaran baru"), form=True),
    Address("objective", {**PLAN, "key": "@objective"}, DEED, _says(name="Lain"), form=True),
    Address("indicator_new", PLAN, DEED, _says(code="8.1", name="Baru", unit="keg"), form=True),
    Address("indicator_edit", INDICATOR, DEED, _says(name="Lain"), form=True),
    Address("indicator_measure", INDICATOR, DEED),
    *(_part("part_remove", kind) for kind in ("misi", "tujuan", "sasaran", "indikator")),
    # ------------------------------------------------------------ agreements
    Address("agreement_draft", _year(PLANNED), None, _says()),
    Address("agreement", DRAFTED),
    Address("agreement_change", DRAFTED, DEED, lambda _house: {
        "first_name": "Orang Lain", "budget.0.amount": "1.000", "budget.1.amount": "2.000"}, form=True),
    Address("agreement_sign", DRAFTED, DEED, _says(agree="on"), form=True),
    Address("agreement_sign", FIRST, DEED, _says(agree="on", signed_on="2026-01-05"), form=True, by="superior"),
    Address("agreement_return", FIRST, DEED, WHY, by="superior"),
    Address("agreement_revise", _year(YEAR, version=1), DEED, WHY),
    Address("agreement_move", _year(REVISED, version=2), None, _says()),
    Address("agreement_discard", DRAFTED, DEED, _says()),
    Address("agreement_docx", DRAFTED),
    Address("agreement_pdf", DRAFTED),
    # ------------------------------------------------------------ action plan and cascade
    Address("action_plan", _year(DRAFT), READ,
            lambda house: {f"t{house.keys['target']}-{n}": "1" for n in range(1, 5)}, form=True),
    Address("action_plan_copy", _year(REVISED), None, _says()),
    Address("action_plan_docx", DRAFTED),
    Address("action_plan_pdf", DRAFTED),
    Address("actions", TARGET, READ, _says(quarter="2", text="Menyusun jadwal"), form=True),
    Address("action_plan_reckon", TARGET),
    Address("action", {**TARGET, "action": "@action"}, READ, _says(text="Menyusun jadwal"), form=True),
    Address("cascade", _year(DRAFT)),
    Address("cascade_draft", _year(PLANNED), None, _says()),
    Address("cascade_fill", _year(DRAFT), READ, lambda house: {f"n{house.keys['node']}-owner": "Subbagian"},
            form=True),
    Address("cascade_new", _year(DRAFT), READ, _says(condition="Baru", kind="outcome"), form=True),
    Address("cascade_node", NODE, READ, _says(condition="Lain"), form=True),
    Address("cascade_docx", _year(DRAFT)),
    Address("cascade_pdf", _year(DRAFT)),
    # ------------------------------------------------------------ evidence
    Address("registers", _year(YEAR)),
    Address("locks", _year(YEAR), READ, _says(deed="lock", period=f"{YEAR}-T1")),
    Address("register", _kept()),
    Address("register_bulk", _kept(), None,
            lambda house: {"pilih": f"{house.keys['record']}:1", "target": "status", "value": "cancelled",
                           "sungguh": "1"}),
    Address("record_new", _kept(), DEED, lambda _house: EVENT, form=True),
    Address("record_check", _kept(), DEED),
    Address("record", _kept(pk="@record")),
    Address("record_edit", _kept(pk="@record"), DEED, lambda _house: EVENT, form=True),
    Address("record_correct", _kept(pk="@record"), DEED, lambda _house: {**EVENT, "reason": "Salah"}, form=True),
    Address("record_withdraw", _kept(pk="@record"), DEED, WHY),
    Address("attachment_add", _kept(pk="@record"), None, _file("lain.png", "berkas", PNG + b" ")),
    Address("attachment", _kept(pk="@record", number="@file")),
    Address("attachment_remove", _kept(pk="@record", number="@file"), DEED, WHY),
    # ------------------------------------------------------------ tables and own registers
    Address("register_export", _kept()),
    Address("register_template", _kept()),
    Address("register_import", _kept(), DEED, _file("lain.csv", "file", TABLE)),
    Address("import_preview", _kept(draft="@draft"), DEED),
    Address("import_apply", _kept(draft="@draft"), None, _says()),
    Address("import_forget", _kept(draft="@draft"), None, _says()),
    Address("import_marked", _kept(draft="@draft"), DEED),
    Address("register_grid", _kept(), DEED,
            lambda house: {f"{house.keys['record']}-title": "Dari tabel"}, form=True),
    Address("register_grid_rows", _kept(), None,
            lambda house: {"rows": [{"id": "a", "pk": house.keys["record"], "version": 1,
                                     "cells": {"title": "Dari skrip"}}]}),
    Address("own_registers"),
    Address("own_register_new", get=DEED, post=lambda _house: REGISTER),
    Address("own_register_edit", {"code": "buku_tamu"}, DEED, _says(purpose="Lain"), form=True),
    Address("own_register_retire", {"code": "buku_tamu"}, None, _says()),
    # ------------------------------------------------------------ figures and report
    Address("year", _year(YEAR)),
    Address("indicator", _year(YEAR, code="1")),
    Address("figure", _year(YEAR, figure="indicator.1.achievement")),
    Address("report", _year(YEAR), READ, _says(), readers_too=True),
    Address("progress", _year(YEAR)),
    Address("preview", _year(YEAR)),
    Address("download", _year(YEAR, build="@build", filename="laporan-kinerja.html")),
]  # fmt: skip
