"""The pages of tables: grid without script and by JSON, Excel out and in, own registers; and for whom they are."""

import io
import json

import openpyxl
import pytest
from cast import YEAR
from django.test import Client
from django.urls import reverse

from akuntabel.evidence.models import ImportDraft, OwnRegister, Record
from akuntabel.measuring.selectors import measure_year
from akuntabel.offices.models import Membership, Person, Role
from akuntabel.planning.models import Indicator

PLACE = ["contoh", YEAR, "voter_education"]
GRID, ROWS = reverse("register_grid", args=PLACE), reverse("register_grid_rows", args=PLACE)
IMPORT, EXPORT = reverse("register_import", args=PLACE), reverse("register_export", args=PLACE)
GOOD = "Segmen utama,Nama kegiatan,Tanggal,Status\nKeluarga,Rapat warga,4-3-2024,Terlaksana\n"
CELLS = {"segment": "pemilih pemula", "title": "Ketikan", "date": "4/3", "status": "terlaksana"}


@pytest.fixture
def operator(cast, client):
    client.force_login(cast.operator)
    return cast.operator


@pytest.fixture
def record(cast):
    return Record.objects.get(office=cast.office, key="kegiatan-1")


def send(client, *rows):
    answer = client.post(ROWS, json.dumps({"rows": rows}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["rows"]


def upload(client, text=GOOD, name="tabel.csv"):
    file = io.BytesIO(text.encode())
    file.name = name
    return client.post(IMPORT, {"file": file})


def form_of(client, **changes):
    """What a browser without script sends: every input of the page, with ``changes``."""
    from lxml import html

    page = html.fromstring(client.get(GRID).content.decode())
    fields = {}
    for each in page.xpath("//form[@id='grid']//input[@name]"):
        fields.setdefault(each.get("name"), []).append(each.get("value", ""))
    return {**fields, **changes}


# ---------------------------------------------------------------- for whom


@pytest.mark.parametrize(
    ("name", "args", "readers"),
    [
        ("register_grid", PLACE, 403),
        ("register_import", PLACE, 403),
        ("register_export", PLACE, 200),
        ("register_template", PLACE, 200),
        ("own_registers", ["contoh"], 200),
        ("own_register_new", ["contoh"], 403),
    ],
)
def test_each_page_by_the_right_person_the_wrong_role_a_neighbour_and_nobody(
    client, cast, operator, name, args, readers
):
    address = reverse(name, args=args)
    assert client.get(address).status_code == 200
    client.force_login(cast.reader)
    assert client.get(address).status_code == readers
    client.force_login(cast.outsider)
    assert client.get(address).status_code == 404
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


def test_rows_and_drafts_are_for_those_who_keep_records_here(client, cast, operator):
    upload(client)
    draft = ImportDraft.objects.get()
    here = [*PLACE, draft.pk]
    posts = [ROWS, *[reverse(name, args=here) for name in ("import_apply", "import_forget")]]
    gets = [reverse(name, args=here) for name in ("import_preview", "import_marked")]
    for person, status in ((cast.reader, 403), (cast.outsider, 404)):
        client.force_login(person)
        body = json.dumps({"rows": []})
        assert {client.post(each, body, content_type="application/json").status_code for each in posts} == {
            status
        }
        assert {client.get(each).status_code for each in gets} == {status}
    elsewhere = Person.objects.create_user(username="operator-tetangga")
    Membership.objects.create(person=elsewhere, office=cast.neighbour, role=Role.OPERATOR)
    client.force_login(elsewhere)
    guessed = reverse("import_preview", args=["tetangga", YEAR, "voter_education", draft.pk])
    assert client.get(guessed).status_code == 404


def test_a_post_without_the_token_is_refused(cast, operator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(operator)
    body = json.dumps({"rows": [{"id": "n", "key": "0" * 16, "cells": CELLS}]})
    assert strict.post(ROWS, body, content_type="application/json").status_code == 403
    assert strict.post(IMPORT, {}).status_code == 403
    assert not Record.objects.filter(title="Ketikan").exists()


# ---------------------------------------------------------------- grid by JSON


def test_a_new_row_that_arrives_twice_is_kept_once(client, cast, operator):
    row = {"id": "a", "key": "0123456789abcdef", "cells": CELLS}
    [first], [second] = send(client, row), send(client, row)
    assert (first["state"], second["state"]) == ("saved", "saved")
    assert first["pk"] == second["pk"]
    assert first["cells"]["date"] == f"04-03-{YEAR}"
    assert first["cells"]["segment"] == "Pemilih pemula"
    assert Record.objects.filter(title="Ketikan").count() == 1


def test_a_change_keeps_what_is_not_in_sight_and_arrives_twice(client, cast, operator, record):
    row = {"id": "1", "pk": record.pk, "version": 1, "cells": {"title": "Lain"}}
    for _try in range(2):
        [answer] = send(client, row)
        assert (answer["state"], answer["version"]) == ("saved", 2)
    record.refresh_from_db()
    assert record.data["place"] == "Sekolah 1"
    assert record.source == "Buku contoh halaman 1"


def test_each_row_stands_for_itself(client, cast, operator, record):
    answers = send(
        client,
        {"id": "good", "key": "0" * 16, "cells": CELLS},
        {"id": "bad", "key": "1" * 16, "cells": {**CELLS, "date": "31/2", "segment": ""}},
        {"id": "old", "pk": record.pk, "version": 9, "cells": {"title": "x"}},
        {"id": "gone", "pk": 10**9, "version": 1, "cells": {"title": "x"}},
    )
    assert [answer["state"] for answer in answers] == ["saved", "wrong", "conflict", "refused"]
    assert set(answers[1]["errors"]) == {"date", "segment"}
    assert answers[2]["version"] == 1
    assert answers[2]["cells"]["title"] == record.data["title"]


def test_a_row_of_a_neighbour_cannot_be_named(client, cast, operator):
    theirs = Record.objects.get(office=cast.neighbour, key="kegiatan-1")
    for row in ({"cells": {"title": "x"}}, {"undo": True, "cells": {}}):
        [answer] = send(client, {"id": "1", "pk": theirs.pk, "version": 1, **row})
        assert answer["state"] == "refused"
        assert "cells" not in answer
    theirs.refresh_from_db()
    assert (theirs.version, theirs.withdrawn_at) == (1, None)


def test_undo_withdraws_only_what_one_has_just_made(client, cast, operator, record):
    [made] = send(client, {"id": "a", "key": "0" * 16, "cells": CELLS})
    [gone] = send(client, {"id": "a", "pk": made["pk"], "version": 1, "undo": True, "cells": {}})
    [other] = send(client, {"id": "b", "pk": record.pk, "version": 1, "undo": True, "cells": {}})
    assert (gone["state"], other["state"]) == ("withdrawn", "refused")


def test_a_likely_double_is_told(client, cast, operator, record):
    same = {"segment": "Keluarga", "title": record.data["title"], "date": f"1-2-{YEAR}", "status": "Batal"}
    [answer] = send(client, {"id": "a", "key": "0" * 16, "cells": {**same, "place": "Sekolah 1"}})
    assert answer["state"] == "saved"
    assert record.title in answer["warning"]


NO_REQUESTS = (
    "",
    "[]",
    "{}",
    '{"rows": 1}',
    '{"rows": [1]}',
    '{"rows": [{"id": 1}]}',
    '{"rows": [{"id": "a", "cells": {"x": 1}}]}',
    '{"rows": [{"id": "a", "pk": "1"}]}',
    '{"rows": [{"id": "a", "pk": 99999999999999999999}]}',
    json.dumps({"rows": [{"id": "a"}] * 51}),
    "[" * 100_000,
)


@pytest.mark.parametrize("body", NO_REQUESTS, ids=range(len(NO_REQUESTS)))
def test_what_is_no_request_is_refused(client, cast, operator, body):
    assert client.post(ROWS, body, content_type="application/json").status_code == 400


# ---------------------------------------------------------------- grid without script


def test_a_form_saves_good_rows_and_shows_wrong_ones_again(client, cast, operator, record):
    new = {
        "n1000-segment": "Keluarga",
        "n1000-title": "Tanpa skrip",
        "n1000-status": "Batal",
        "n1000-date": "",
    }
    wrong = {f"{record.pk}-title": "Diubah", f"{record.pk}-segment": "Remaja"}
    answer = client.post(GRID, form_of(client, **new, **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 baris disimpan." in page
    assert 'value="Remaja"' in page
    assert "Segmen utama harus salah satu dari" in page
    assert Record.objects.filter(title="Tanpa skrip").exists()
    record.refresh_from_db()
    assert record.version == 1


def test_a_form_touches_no_row_that_was_not_touched(client, cast, operator):
    Record.objects.filter(office=cast.office).update(source="satu\nbaris")
    assert client.post(GRID, form_of(client)).status_code == 302
    assert set(Record.objects.filter(office=cast.office).values_list("version", "source")) == {
        (1, "satu\nbaris")
    }


def test_columns_can_be_chosen(client, cast, operator):
    page = client.get(GRID + "?kolom=title&kolom=budget").content.decode()
    sight, hidden = page.split('<template id="grid-hidden">')
    assert 'data-code="budget"' in sight
    assert 'data-code="segment"' not in sight
    assert 'data-code="segment"' in hidden  # for a paste that brings it along


# ---------------------------------------------------------------- Excel


def test_the_export_follows_the_filters(client, cast, operator):
    answer = client.get(EXPORT + "?cari=ke-2")
    assert answer["Content-Disposition"] == f'attachment; filename="pendidikan-pemilih-contoh-{YEAR}.xlsx"'
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert [row[1] for row in rows[1:]] == ["Sosialisasi ke-2 di contoh"]


def test_a_table_is_previewed_applied_and_seen(client, cast, operator):
    answer = upload(client)
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Rapat warga" in page
    assert "Simpan 1 catatan" in page
    assert not Record.objects.filter(title="Rapat warga").exists()
    assert ImportDraft.objects.get().file_name in client.get(IMPORT).content.decode()
    apply = reverse("import_apply", args=[*PLACE, ImportDraft.objects.get().pk])
    for _click in range(2):
        assert client.post(apply).status_code == 302
    assert Record.objects.filter(title="Rapat warga").count() == 1
    assert "Sudah disimpan" in client.get(answer.url).content.decode()


def test_wrong_rows_come_back_coloured_and_can_be_handed_in_again(client, cast, operator):
    answer = upload(client, GOOD + "Remaja,Salah,31-02-2024,Batal\n")
    page = client.get(answer.url).content.decode()
    assert "31-02-2024" in page
    assert "Simpan 1 catatan" not in page
    draft = ImportDraft.objects.get()
    assert client.post(reverse("import_apply", args=[*PLACE, draft.pk])).status_code == 409
    file = client.get(reverse("import_marked", args=[*PLACE, draft.pk])).content
    book = openpyxl.load_workbook(io.BytesIO(file))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    assert [sheet.cell(n, at["Segmen utama *"]).fill.fgColor.rgb for n in (2, 3)] == ["00000000", "00FBD9DF"]
    assert "Remaja" in sheet.cell(3, at["Yang perlu diperbaiki"]).value
    sheet.cell(3, at["Segmen utama *"]).value = "Keluarga"
    sheet.cell(3, at["Tanggal"]).value = "28-02-2024"
    mended = io.BytesIO()
    book.save(mended)
    mended.name = "diperbaiki.xlsx"
    mended.seek(0)
    again = client.post(IMPORT, {"file": mended})
    assert "Simpan 2 catatan" in client.get(again.url).content.decode()


def test_a_draft_can_be_thrown_away(client, cast, operator):
    upload(client)
    client.post(reverse("import_forget", args=[*PLACE, ImportDraft.objects.get().pk]))
    assert not ImportDraft.objects.exists()


def test_a_file_that_cannot_be_read_is_told_beside_its_field(client, cast, operator):
    answer = upload(client, "%PDF-1.7", "laporan.pdf")
    assert answer.status_code == 422
    assert 'id="file-error" role="alert">Berkas ini bukan tabel' in answer.content.decode()
    assert client.post(IMPORT, {}).status_code == 422


def test_nothing_in_a_table_runs_in_the_page(client, cast, operator):
    evil = "<script>alert(1)</script>"
    answer = upload(client, GOOD + f"{evil},{evil},x,Batal\n", f"{evil}.csv")
    assert evil not in client.get(answer.url).content.decode()
    [made] = send(client, {"id": "a", "key": "0" * 16, "cells": {**CELLS, "title": f'"{evil}'}})
    assert made["state"] == "saved"
    assert evil not in client.get(GRID).content.decode()


# ---------------------------------------------------------------- own registers


def own_form(**changes):
    lines = [("Tanggal", "date"), ("Uraian", "text"), ("Keperluan", "choice")]
    fields = {
        "name": "Buku tamu",
        "purpose": "Mencatat tamu.",
        "unit": "orang",
        "rows": "4",
        "title": "1",
        "date": "0",
    }
    for at, (label, kind) in enumerate(lines):
        fields |= {f"label-{at}": label, f"type-{at}": kind}
    return {
        **fields,
        "required-0": "on",
        "required-1": "on",
        "choices-2": "Audiensi\r\nData",
        "type-3": "text",
        **changes,
    }


def test_a_register_is_made_and_filled_like_any_other(client, cast, operator):
    answer = client.post(reverse("own_register_new", args=["contoh"]), own_form())
    assert answer.url == f"/contoh/{YEAR}/bukti/buku_tamu/"
    assert "Buku tamu" in client.get(f"/contoh/{YEAR}/bukti/").content.decode()
    for name in ("register", "register_grid", "register_import", "register_template", "record_new"):
        assert client.get(reverse(name, args=["contoh", YEAR, "buku_tamu"])).status_code == 200
    cells = {"tanggal": "1/2", "uraian": "Rombongan", "keperluan": "audiensi"}
    body = json.dumps({"rows": [{"id": "a", "key": "0" * 16, "cells": cells}]})
    address = reverse("register_grid_rows", args=["contoh", YEAR, "buku_tamu"])
    assert client.post(address, body, content_type="application/json").json()["rows"][0]["state"] == "saved"


def test_an_indicator_counts_the_records_of_an_own_register(client, cast, operator):
    client.post(reverse("own_register_new", args=["contoh"]), own_form())
    Indicator.objects.filter(code="4", objective__plan__office=cast.office).update(
        measure={"count": {"register": "buku_tamu", "where": {"keperluan": "audiensi"}}}
    )
    cells = {"tanggal": "1/2", "uraian": "Rombongan", "keperluan": "Audiensi"}
    rows = [
        {"id": str(n), "key": f"{n:016x}", "cells": {**cells, "uraian": f"Rombongan {n}"}} for n in range(3)
    ]
    address = reverse("register_grid_rows", args=["contoh", YEAR, "buku_tamu"])
    client.post(address, json.dumps({"rows": rows}), content_type="application/json")
    [found] = [each for each in measure_year(cast.office, YEAR).indicators if each.indicator.code == "4"]
    assert found.actual.number == 3


def test_lines_are_added_moved_and_taken_out_without_script(client, cast, operator):
    address = reverse("own_register_new", args=["contoh"])
    page = client.post(address, own_form(add="1")).content.decode()
    assert 'name="label-4"' in page
    page = client.post(address, own_form(up="2")).content.decode()
    assert page.index('value="Keperluan"') < page.index('value="Uraian"')
    page = client.post(address, own_form(remove="2")).content.decode()
    assert 'value="Keperluan"' not in page
    assert not OwnRegister.objects.exists()


def test_an_error_stands_beside_its_part_and_nothing_typed_is_lost(client, cast, operator):
    answer = client.post(reverse("own_register_new", args=["contoh"]), own_form(**{"choices-2": "Satu"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="choices-2-error">Tulis paling sedikit dua pilihan' in page
    assert 'value="Buku tamu"' in page


def test_a_register_is_changed_and_closed(client, cast, operator):
    client.post(reverse("own_register_new", args=["contoh"]), own_form())
    edit = reverse("own_register_edit", args=["contoh", "buku_tamu"])
    page = client.get(edit).content.decode()
    assert 'name="code-2" value="keperluan"' in page
    codes = {"code-0": "tanggal", "code-1": "uraian", "code-2": "keperluan", "version": "1"}
    assert client.post(edit, own_form(**codes, unit="tamu")).status_code == 302
    row = OwnRegister.objects.get()
    assert (row.version, row.definition["unit"], row.definition["field"][2]["code"]) == (
        2,
        "tamu",
        "keperluan",
    )
    client.post(reverse("own_register_retire", args=["contoh", "buku_tamu"]))
    assert "ditutup" in client.get(reverse("own_registers", args=["contoh"])).content.decode()
    client.force_login(cast.reader)
    assert client.get(edit).status_code == 403
    assert client.post(reverse("own_register_retire", args=["contoh", "buku_tamu"])).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(edit).status_code == 404
