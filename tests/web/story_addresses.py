"""Every address of the app, how it is rightly called, and for whom it is.

``ADDRESSES`` is the table; a pattern without a row in it fails ``test_wrong_people``. What stands
in an address is written as a value, or as "@word" for the key of that thing of the office.
"""

from __future__ import annotations

from uuid import UUID

from cast import YEAR
from story_address import DEED, OPEN, OWN, READ, Address, file, in_year, kept, says
from story_addresses_closing import CLOSING
from story_world import DRAFT, HALF, PLANNED, PNG, REVISED, TABLE

NO_CHECK = UUID("00000000-0000-4000-8000-000000000000")
EVENT = {
    "f-segment": "pemula",
    "f-title": "Kelas baru",
    "f-date": "4/3",
    "f-place": "Aula",
    "f-status": "done",
}
WHY = says(reason="Salah ketik")
REGISTER = {
    "name": "Buku surat", "purpose": "Surat masuk", "unit": "surat", "rows": "2", "title": "1", "date": "0",
    "label-0": "Tanggal", "type-0": "date", "required-0": "on", "label-1": "Perihal", "type-1": "text",
    "required-1": "on",
}  # fmt: skip
PERSON = {"person": "@person"}
PLAN = {"year": PLANNED, "plan": "@plan"}
RENSTRA = {"year": PLANNED, "plan": "@strategic"}
DRAFTED, FIRST = in_year(DRAFT, version=1), in_year(HALF, version=1)
INDICATOR = {**PLAN, "key": "@indicator"}
NODE = in_year(DRAFT, node="@node")
TARGET = in_year(DRAFT, target="@target")


def _part(name: str, kind: str) -> Address:
    keys = {"misi": RENSTRA, "tujuan": RENSTRA}.get(kind, PLAN)
    word = {"misi": "@mission", "tujuan": "@goal", "sasaran": "@empty", "indikator": "@indicator"}
    return Address(name, {**keys, "part": kind, "key": word[kind]}, None, says())


ADDRESSES = [
    # ------------------------------------------------------------ in and out
    Address("health", street=OPEN),
    Address("set_language", get=None, post=says(language="en"), street=OPEN),
    Address("set_up", {"token": "salah"}, post=says(), street=OPEN),
    Address("invitation", {"token": "salah"}, post=says(), street=OPEN),
    Address("sign_in", post=says(username="x", password="y"), street=OPEN),
    Address("second_code", post=says(code="1"), street=OPEN),
    Address("sign_in_link", {"token": "salah"}, post=says(), street=OPEN),
    Address("forgotten", post=says(who="x"), street=OPEN),
    Address("sign_out", get=None, post=says(), street=OWN),
    Address("account", street=OWN),
    Address("password", get=None, post=says(old="x", password="y", again="y"), street=OWN),
    Address("email", get=None, post=says(email="lain@contoh.id"), street=OWN),
    Address("second_factor", post=says(code="1"), street=OWN),
    Address("change_second_factor", get=None, post=says(code="1"), street=OWN),
    Address("home", street=OWN),
    # ------------------------------------------------------------ anybody's report checked
    Address("check", post=says(), street=OPEN),
    Address("check_result", {"key": NO_CHECK}, street=OPEN),
    Address("check_forget", {"key": NO_CHECK}, get=None, post=says(), street=OPEN),
    Address("check_page", {"key": NO_CHECK}, street=OPEN),
    Address("check_copy", {"key": NO_CHECK}, street=OPEN),
    # ------------------------------------------------------------ office and people
    Address("office"),
    Address("change_office", get=DEED, post=says(place="Kota Lain"), form=True),
    Address("add_office", get=DEED, post=says(office_name="KPU Kabupaten Baru", place="Baru"), form=True,
            by="administrator"),
    Address("open_year", get=DEED, post=says(year="2030"), form=True),
    Address("official", {"role": "head"}, DEED, says(name="Orang Lain"), form=True),
    Address("people"),
    Address("invite", get=DEED, post=says(name="Baru", username="baru.contoh", role="reader"), form=True),
    Address("grant", get=DEED, post=says(username="tanpa-peran", role="member")),
    Address("change_invitation", {"invitation": "@invitation"}, None, says(cabut="")),
    Address("person", PERSON, DEED),
    Address("give_role", PERSON, None, says(role="member")),
    Address("take_role", PERSON, None, says(role="reader")),
    Address("deactivate", PERSON, None, says()),
    Address("activate", PERSON, None, says()),
    Address("make_link", PERSON, None, says(), by="administrator"),
    Address("reset_second_factor", PERSON, None, says(), by="administrator"),
    # ------------------------------------------------------------ trail
    Address("trail", get=DEED),
    Address("trail_check", get=DEED),
    Address("trail_csv", get=DEED),
    # ------------------------------------------------------------ plans
    Address("plans", in_year(DRAFT)),
    Address("target_grid", in_year(DRAFT), DEED, lambda house: {f"target.{house.keys['drafted']}": "7"}, form=True),
    Address("plan_new", in_year(PLANNED, kind="iku"), DEED, says(), form=True),
    Address("plan", PLAN),
    Address("plan_change", PLAN, DEED, says(title="RKT lain"), form=True),
    Address("plan_revise", RENSTRA, DEED, WHY),
    Address("plan_discard", PLAN, DEED, says()),
    Address("part_move", PLAN, None,
            lambda house: {"pindah": f"sasaran-{house.keys['empty']}-naik"}),
    Address("mission_new", RENSTRA, DEED, says(number="2", text="Adil"), form=True),
    Address("mission", {**RENSTRA, "key": "@mission"}, DEED, says(text="Lain"), form=True),
    Address("goal_new", RENSTRA, DEED, says(number="2", text="Adil"), form=True),
    Address("goal", {**RENSTRA, "key": "@goal"}, DEED, says(text="Lain"), form=True),
    Address("objective_new", PLAN, DEED, says(code="8", name="Sasaran baru"), form=True),
    Address("objective", {**PLAN, "key": "@objective"}, DEED, says(name="Lain"), form=True),
    Address("indicator_new", PLAN, DEED, says(code="8.1", name="Baru", unit="keg"), form=True),
    Address("indicator_edit", INDICATOR, DEED, says(name="Lain"), form=True),
    Address("indicator_measure", INDICATOR, DEED),
    *(_part("part_remove", kind) for kind in ("misi", "tujuan", "sasaran", "indikator")),
    # ------------------------------------------------------------ agreements
    Address("agreement_draft", in_year(PLANNED), None, says()),
    Address("agreement", DRAFTED),
    Address("agreement_change", DRAFTED, DEED, lambda _house: {
        "first_name": "Orang Lain", "budget.0.amount": "1.000", "budget.1.amount": "2.000"}, form=True),
    Address("agreement_sign", DRAFTED, DEED, says(agree="on"), form=True),
    Address("agreement_sign", FIRST, DEED, says(agree="on", signed_on="2026-01-05"), form=True, by="superior"),
    Address("agreement_return", FIRST, DEED, WHY, by="superior"),
    Address("agreement_revise", in_year(YEAR, version=1), DEED, WHY),
    Address("agreement_move", in_year(REVISED, version=2), None, says()),
    Address("agreement_discard", DRAFTED, DEED, says()),
    Address("agreement_docx", DRAFTED),
    Address("agreement_pdf", DRAFTED),
    # ------------------------------------------------------------ action plan and cascade
    Address("action_plan", in_year(DRAFT), READ,
            lambda house: {f"t{house.keys['target']}-{n}": "1" for n in range(1, 5)}, form=True),
    Address("action_plan_copy", in_year(REVISED), None, says()),
    Address("action_plan_docx", DRAFTED),
    Address("action_plan_pdf", DRAFTED),
    Address("actions", TARGET, READ, says(quarter="2", text="Menyusun jadwal"), form=True),
    Address("action_plan_reckon", TARGET),
    Address("action", {**TARGET, "action": "@action"}, READ, says(text="Menyusun jadwal"), form=True),
    Address("cascade", in_year(DRAFT)),
    Address("cascade_draft", in_year(PLANNED), None, says()),
    Address("cascade_fill", in_year(DRAFT), READ, lambda house: {f"n{house.keys['node']}-owner": "Subbagian"},
            form=True),
    Address("cascade_new", in_year(DRAFT), READ, says(condition="Baru", kind="outcome"), form=True),
    Address("cascade_node", NODE, READ, says(condition="Lain"), form=True),
    Address("cascade_docx", in_year(DRAFT)),
    Address("cascade_pdf", in_year(DRAFT)),
    # ------------------------------------------------------------ evidence
    Address("registers", in_year(YEAR)),
    Address("locks", in_year(YEAR), READ, says(deed="lock", period=f"{YEAR}-T1")),
    Address("register", kept()),
    Address("register_bulk", kept(), None,
            lambda house: {"pilih": f"{house.keys['record']}:1", "target": "status", "value": "cancelled",
                           "sungguh": "1"}),
    Address("record_new", kept(), DEED, lambda _house: EVENT, form=True),
    Address("record_check", kept(), DEED),
    Address("record", kept(pk="@record")),
    Address("record_edit", kept(pk="@record"), DEED, lambda _house: EVENT, form=True),
    Address("record_correct", kept(pk="@record"), DEED, lambda _house: {**EVENT, "reason": "Salah"}, form=True),
    Address("record_withdraw", kept(pk="@record"), DEED, WHY),
    Address("attachment_add", kept(pk="@record"), None, file("lain.png", "berkas", PNG + b" ")),
    Address("attachment", kept(pk="@record", number="@file")),
    Address("attachment_remove", kept(pk="@record", number="@file"), DEED, WHY),
    # ------------------------------------------------------------ tables and own registers
    Address("register_export", kept()),
    Address("register_template", kept()),
    Address("register_import", kept(), DEED, file("lain.csv", "file", TABLE)),
    Address("import_preview", kept(draft="@draft"), DEED),
    Address("import_apply", kept(draft="@draft"), None, says()),
    Address("import_forget", kept(draft="@draft"), None, says()),
    Address("import_marked", kept(draft="@draft"), DEED),
    Address("register_grid", kept(), DEED,
            lambda house: {f"{house.keys['record']}-title": "Dari tabel"}, form=True),
    Address("register_grid_rows", kept(), None,
            lambda house: {"rows": [{"id": "a", "pk": house.keys["record"], "version": 1,
                                     "cells": {"title": "Dari skrip"}}]}),
    Address("own_registers"),
    Address("own_register_new", get=DEED, post=lambda _house: REGISTER),
    Address("own_register_edit", {"code": "buku_tamu"}, DEED, says(purpose="Lain"), form=True),
    Address("own_register_retire", {"code": "buku_tamu"}, None, says()),
    # ------------------------------------------------------------ figures and report
    Address("year", in_year(YEAR)),
    Address("indicator", in_year(YEAR, code="1")),
    Address("figure", in_year(YEAR, figure="indicator.1.achievement")),
    Address("report", in_year(YEAR), READ, says(), readers_too=True),
    Address("progress", in_year(YEAR)),
    Address("preview", in_year(YEAR)),
    Address("download", in_year(YEAR, build="@build", filename="laporan-kinerja.html")),
    *CLOSING,
]  # fmt: skip
