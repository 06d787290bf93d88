"""Pages of records that have counted: what is told beside the date, the proof of what was replaced."""

import io
from datetime import date

import pytest
from cast import YEAR
from django.urls import reverse
from planning_desk import text as words_of

from akuntabel.core.periods import Period
from akuntabel.evidence.attachments import add_attachment
from akuntabel.evidence.deeds import Row, add_record, correct_record, lock_period
from akuntabel.evidence.models import Attachment, PeriodOpening, Record
from akuntabel.evidence.registers import pack_of
from akuntabel.measuring import deeds
from akuntabel.offices.models import Membership, Person, Role
from akuntabel.web.screens import trail_rows

REGISTER = "voter_education"
MAY = Period(YEAR, month=5)
TOLD = "Mei 2024 sudah dikunci. Periksa tanggalnya"


def member(name, office, role):
    person = Person.objects.create_user(username=name, password="kata-sandi-yang-panjang")
    Membership.objects.create(person=person, office=office, role=role)
    return person


@pytest.fixture
def operator(cast):
    return member("operator", cast.office, Role.OPERATOR)


@pytest.fixture
def head(cast):
    return member("kepala", cast.office, Role.HEAD)


@pytest.fixture
def typing(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def register(cast):
    return pack_of(cast.office).registers[REGISTER]


def event(day, title="Kelas muda"):
    return {"segment": "muda", "title": title, "date": day, "place": "Aula", "status": "done"}


def add(cast, register, by, day):
    return add_record(office=cast.office, year=YEAR, register=register, row=Row(event(day)), by=by)


def at(name, *more):
    return reverse(name, args=["contoh", YEAR, REGISTER, *more])


def typed(day):
    fields = {f"f-{name}": value for name, value in event(day, "Kelas baru").items()}
    return fields | {"f-status": "done", "other": "1"}


def beside_the_date(page):
    """The sentence in the field of the date; the field names it for those who hear the page."""
    assert 'aria-describedby="id_f-date_error"' in page
    return page.partition('id="id_f-date_error">')[2].partition("</p>")[0]


def test_a_new_record_of_a_locked_month_is_told_beside_its_date(typing, head, cast):
    lock_period(office=cast.office, period=MAY, by=head)
    page = typing.post(at("record_new"), typed("06-05-2024")).content.decode()
    assert beside_the_date(page).startswith(TOLD)
    assert "Pemeriksa atau Sekretaris" in beside_the_date(page)
    assert 'value="06-05-2024"' in page


def test_a_correction_that_leaves_its_month_is_told_beside_its_date(typing, operator, head, cast, register):
    record = add(cast, register, operator, "2024-05-02")
    lock_period(office=cast.office, period=MAY, by=head)
    page = typing.post(at("record_correct", record.pk), typed("06-06-2024") | {"reason": "Salah"})
    assert "periode terkunci yang sama (Mei 2024)" in beside_the_date(page.content.decode())
    answer = typing.post(at("record_correct", record.pk), typed("06-05-2024") | {"reason": "Salah"})
    assert answer.url.startswith(at("record", Record.objects.get(replaces=record).pk))


def test_an_import_and_the_grid_say_the_same_of_a_new_row(typing, head, cast):
    lock_period(office=cast.office, period=MAY, by=head)
    row = {"id": "n1", "key": "ab" * 8, "cells": {}}
    for code, text in event("06-05-2024").items():
        row["cells"][code] = {"muda": "Pemilih muda", "done": "Terlaksana"}.get(text, text)
    answer = typing.post(at("register_grid_rows"), {"rows": [row]}, content_type="application/json")
    [told] = answer.json()["rows"]
    assert (told["state"], told["message"][: len(TOLD)]) == ("refused", TOLD)


def test_december_counts_what_is_dated_in_january(client, operator, head, cast, register):
    record = add(cast, register, operator, f"{YEAR}-12-31")
    Record.objects.filter(pk=record.pk).update(date=date(YEAR + 1, 1, 5))  # as a report is handed in
    client.force_login(head)
    screen = client.get(reverse("locks", args=["contoh", YEAR])).context["screen"]
    counts = {row.period.code: row.records for row in screen.rows}
    assert (counts["2024-12"], counts["2024-T4"], counts["2024-01"]) == (1, 1, 0)


def test_the_proof_of_what_was_replaced_stands_on_the_page_of_what_replaced_it(
    typing, operator, cast, register, settings, folders
):
    settings.ATTACHMENTS_ROOT = folders / "attachments"
    first = add(cast, register, operator, "2024-05-02")
    add_attachment(record=first, name="hadir.pdf", content=io.BytesIO(b"%PDF-1.7 hadir"), by=operator)
    add_attachment(record=first, name="foto.pdf", content=io.BytesIO(b"%PDF-1.7 foto"), by=operator)
    last = first
    for reason in ("Salah nama", "Salah tempat"):
        row = Row(event("2024-05-02", f"Kelas, {reason}"))
        last = correct_record(record=last, register=register, row=row, reason=reason, by=operator)
    add_attachment(record=last, name="foto.pdf", content=io.BytesIO(b"%PDF-1.7 foto"), by=operator)
    page = typing.get(at("record", last.pk)).content.decode()
    [proof] = Attachment.objects.filter(name="hadir.pdf")
    assert page.count("dari catatan sebelumnya") == 1  # the photograph hangs here itself
    assert at("attachment", first.pk, proof.pk) in page
    assert at("attachment_remove", first.pk, proof.pk) not in page
    answer = typing.get(at("attachment", first.pk, proof.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 hadir"


def test_a_path_in_place_of_a_hash_hands_out_nothing(typing, operator, cast, register, settings, folders):
    settings.ATTACHMENTS_ROOT = folders / "attachments"
    settings.ATTACHMENTS_ROOT.mkdir()
    (folders.parent / "secret_key").write_bytes(b"rahasia")
    record = add(cast, register, operator, "2024-05-02")
    fields = {"name": "x.txt", "content_type": "text/plain", "size": 7, "created_by": operator}
    forged = Attachment.objects.create(record=record, sha256="../secret_key", **fields)
    assert typing.get(at("attachment", record.pk, forged.pk)).status_code == 404


def test_the_history_of_a_record_is_read_once(typing, operator, cast, register, monkeypatch):
    record, calls = add(cast, register, operator, "2024-05-02"), []
    real = trail_rows.told_rows
    monkeypatch.setattr(trail_rows, "told_rows", lambda rows: calls.append(len(rows)) or real(rows))
    assert typing.get(at("record", record.pk)).status_code == 200
    assert calls == [1]


@pytest.mark.parametrize(("field", "offered"), [("status", False), ("election", True)])
def test_a_field_that_must_be_filled_is_not_offered_to_be_emptied(
    typing, operator, cast, register, field, offered
):
    record = add(cast, register, operator, "2024-05-02")
    asked = {"pilih": f"{record.pk}:1", "target": field}
    page = typing.post(at("register_bulk"), asked).content.decode()
    assert ("kosongkan isian ini" in page) is offered
    page = typing.post(at("register_bulk"), asked | {"sungguh": "1", "value": "-"}).content.decode()
    assert ("“Kelas muda, 02-05-2024, Aula”: Status wajib diisi." in page) is not offered


def test_locking_asks_once_and_the_parts_add_up(client, operator, head, cast, register):
    add(cast, register, operator, "2024-02-01")
    data = {"segment": "muda", "title": "Tanpa hari", "place": "Aula", "status": "planned"}
    Record.objects.filter(pk=add(cast, register, operator, "2024-02-02").pk).update(date=None, data=data)
    client.force_login(head)
    answer = client.get(reverse("locks", args=["contoh", YEAR]))
    screen, page = answer.context["screen"], answer.content.decode()
    quarters = [row.records for row in screen.rows if row.depth == 1]
    assert (screen.whole.records, quarters, screen.undated) == (7, [2, 0, 1, 0], 4)
    assert "Tanpa tanggal" in page
    assert screen.whole.records == sum(quarters) + screen.undated
    assert "7 catatan dikunci: sesudah itu hanya dapat diganti dengan alasan." in page


def test_a_locked_year_is_said_and_nothing_is_offered_that_it_refuses(
    typing, operator, head, cast, register, settings, folders
):
    settings.ATTACHMENTS_ROOT = folders / "attachments"
    record = add(cast, register, operator, "2024-05-02")
    add_attachment(record=record, name="hadir.pdf", content=io.BytesIO(b"%PDF-1.7 hadir"), by=operator)
    index = reverse("registers", args=["contoh", YEAR])
    detach = at("attachment_remove", record.pk, Attachment.objects.get().pk)
    assert at("record_new") in typing.get(index).content.decode()
    assert detach in typing.get(at("record", record.pk)).content.decode()
    lock_period(office=cast.office, period=Period(YEAR), by=head)
    assert detach not in typing.get(at("record", record.pk)).content.decode()
    for page in (index, at("register"), at("record", record.pk)):
        assert at("record_new") not in typing.get(page).content.decode()
    for page in (index, at("register"), at("register_grid"), at("register_import")):
        assert "sudah dikunci" in typing.get(page).content.decode()


def test_a_gap_for_one_figure_is_told_with_who_and_why_until_it_is_approved_again(
    client, operator, head, cast
):
    whole = {"office": cast.office, "period": Period(YEAR), "codes": ["1"]}

    def approved():
        made = deeds.submit_actuals(**whole, notes={"1": "Sebabnya tertulis."}, by=cast.operator)
        return deeds.approve_actuals(actuals=deeds.verify_actuals(actuals=made, by=cast.verifier), by=head)[0]

    lock_period(office=cast.office, period=Period(YEAR), by=head)
    actual = approved()
    deeds.ask_reopening(actual=actual, reason="Satu kegiatan terlewat", by=cast.operator)
    deeds.grant_reopening(actual=actual, by=cast.verifier)
    opening = PeriodOpening.objects.get()
    name = pack_of(cast.office).registers[opening.register].name
    client.force_login(cast.reader)
    page = reverse("locks", args=["contoh", YEAR])
    said = words_of(client.get(page))
    assert f"Tahun 2024: dibuka untuk register “{name}” sampai angka 1 disetujui lagi. Diminta" in said
    assert f"Diminta {cast.operator}, diizinkan {cast.verifier} pada " in said
    assert "Alasan: Satu kegiatan terlewat" in said
    assert "Pernah dibuka lagi" not in said
    approved()
    said = words_of(client.get(page))
    assert "Sedang dibuka lagi" not in said
    assert "Pernah dibuka lagi" in said
    assert f"dibuka untuk register “{name}” sampai angka 1 disetujui lagi pada " in said
