"""The pages of the registers: writing records, reading lists, changing many, and who may."""

import io
from datetime import date

import pytest
from cast import YEAR
from django.urls import reverse

from akuntabel.core.periods import Period
from akuntabel.evidence.deeds import Row, add_record, lock_period
from akuntabel.evidence.models import Attachment, Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.models import LogEntry, Membership, Person, Role

REGISTER = "voter_education"
EVENT = {
    "f-segment": "pemula",
    "f-title": "Pemilih pemula di SMA 4",
    "f-date": "4/3",
    "f-place": "SMAN 4",
    "f-status": "done",
}


@pytest.fixture
def operator(cast):
    return member("operator", cast.office, Role.OPERATOR)


@pytest.fixture
def head(cast):
    return member("kepala", cast.office, Role.HEAD)


def member(name, office, role):
    person = Person.objects.create_user(username=name, password="kata-sandi-yang-panjang")
    Membership.objects.create(person=person, office=office, role=role)
    return person


@pytest.fixture
def typing(client, operator):
    """The operator's own browser."""
    client.force_login(operator)
    return client


def at(name, *more, register=REGISTER, office="contoh"):
    return reverse(name, args=[office, YEAR, register, *more])


def titled(title):
    return Record.objects.get(title=title)


@pytest.fixture
def record(cast, operator):
    data = {"segment": "muda", "title": "Kelas muda", "date": "2024-05-02", "place": "Aula", "status": "done"}
    return add_record(
        office=cast.office,
        year=YEAR,
        register=pack_of(cast.office).registers[REGISTER],
        row=Row(data, source="Buku 1"),
        by=operator,
    )


# ---------------------------------------------------------------- writing


def test_a_record_is_saved_as_typed_and_the_next_form_is_open(typing):
    answer = typing.post(at("record_new"), EVENT, follow=True)
    record = titled("Pemilih pemula di SMA 4")
    assert record.date == date(YEAR, 3, 4)
    assert record.data == {
        "segment": "pemula",
        "title": "Pemilih pemula di SMA 4",
        "date": "2024-03-04",
        "place": "SMAN 4",
        "status": "done",
    }
    assert answer.redirect_chain == [(at("record_new") + f"?tersimpan={record.pk}", 302)]
    page = answer.content.decode()
    assert "Tersimpan:" in page
    assert at("record", record.pk) in page
    assert '<option value="pemula" selected>' in page  # what was chosen last time is offered again


def test_a_wrong_field_is_told_beside_it_and_nothing_typed_is_lost(typing):
    answer = typing.post(at("record_new"), EVENT | {"f-date": "31/2", "f-title": "", "f-budget": "dua juta"})
    page = answer.content.decode()
    assert "Nama kegiatan wajib diisi." in page
    assert 'id="id_f-date_error"' in page
    assert 'value="31/2"' in page
    assert 'value="dua juta"' in page
    assert 'aria-describedby="id_f-date_error"' in page
    assert Record.objects.filter(data__place="SMAN 4").count() == 0


def test_a_likely_double_waits_for_a_tick(typing):
    typing.post(at("record_new"), EVENT)
    again = EVENT | {"f-title": "Pemilih Pemula di SMA 4.", "f-place": "sma negeri 04"}
    page = typing.post(at("record_new"), again).content.decode()
    assert "Mirip dengan catatan yang sudah ada" in page
    assert Record.objects.filter(data__status="done", date="2024-03-04").count() == 1
    typing.post(at("record_new"), again | {"other": "1"})
    assert Record.objects.filter(date="2024-03-04").count() == 2


def test_while_typing_doubles_and_what_follows_are_told(typing):
    typing.post(at("record_new"), EVENT)
    page = typing.get(at("record_check"), EVENT).content.decode()
    assert "Pemilih pemula di SMA 4" in page
    lppa = {"f-month": "07", "f-submitted_on": "9/8"}
    page = typing.get(at("record_check", register="lppa"), lppa).content.decode()
    assert "Jumat 9 Agustus 2024" in page
    assert "dimajukan ke hari kerja sebelumnya" in page
    assert "tepat waktu" in page


def test_the_first_period_that_is_owed_is_offered(typing):
    typing.post(at("record_new", register="lppa"), {"f-month": "01", "f-submitted_on": "7/2/2024"})
    record = Record.objects.get(register="lppa")
    assert (record.data["due_on"], record.data["on_time"]) == ("2024-02-07", True)
    page = typing.get(at("record_new", register="lppa")).content.decode()
    assert '<option value="02" selected>' in page


def test_what_follows_cannot_be_typed_save_for_an_aggregate(typing):
    one = {"f-month": "03", "f-on_time": "ya", "f-due_on": "1/1/2030"}
    typing.post(at("record_new", register="lppa"), one)
    assert Record.objects.get(register="lppa").data == {"month": "03", "due_on": "2024-04-05"}
    many = {"quantity": "12", "f-on_time": "ya", "f-valid": "ya", "source": "Laporan"}
    typing.post(at("record_new", register="lppa"), many)
    record = Record.objects.get(register="lppa", quantity=12)
    assert record.data == {"on_time": True, "valid": True}
    assert record.asserted == ["on_time", "valid"]


# ---------------------------------------------------------------- changing


def edited(record, **more):
    fields = {f"f-{name}": value for name, value in record.data.items()}
    return fields | {"version": record.version, "source": record.source} | more


def test_a_change_is_kept(typing, record):
    typing.post(at("record_edit", record.pk), edited(record, **{"f-title": "Kelas pemilih muda"}))
    record.refresh_from_db()
    assert (record.title, record.version) == ("Kelas pemilih muda", 2)


def test_the_second_of_two_sees_both_versions_and_can_save_on_top(typing, record, head, client_class):
    mine = edited(record, **{"f-title": "Dari operator", "note": "catatan saya"})
    other = client_class()
    other.force_login(head)
    other.post(at("record_edit", record.pk), edited(record, **{"f-title": "Dari kepala"}))
    answer = typing.post(at("record_edit", record.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "sudah diubah kepala" in page
    assert "Dari kepala" in page
    assert 'value="Dari operator"' in page
    assert "catatan saya" in page
    record.refresh_from_db()
    assert record.title == "Dari kepala"
    typing.post(at("record_edit", record.pk), mine | {"version": "2"})
    record.refresh_from_db()
    assert record.title == "Dari operator"


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


def test_a_locked_record_is_replaced_with_a_reason(typing, record, head, cast):
    lock_period(office=cast.office, period=Period(YEAR, month=5), by=head)
    assert typing.get(at("record_edit", record.pk)).url == at("record_correct", record.pk)
    page = typing.post(at("record_edit", record.pk), edited(record, **{"f-title": "Baru"})).content.decode()
    assert "Mei 2024 sudah dikunci" in page
    page = typing.post(
        at("record_correct", record.pk), edited(record, **{"f-title": "Baru"})
    ).content.decode()
    assert "Tulis alasannya" in page
    typing.post(
        at("record_correct", record.pk), edited(record, **{"f-title": "Baru", "reason": "Salah nama"})
    )
    assert titled("Baru").replaces == record
    assert "Salah nama" in typing.get(at("record", record.pk)).content.decode()


def test_withdrawing_takes_a_reason(typing, record):
    assert "Tulis alasannya" in typing.post(at("record_withdraw", record.pk), {}).content.decode()
    typing.post(at("record_withdraw", record.pk), {"reason": "Tidak jadi"})
    record.refresh_from_db()
    assert record.withdrawn_reason == "Tidak jadi"
    assert "Tidak jadi" in typing.get(at("record", record.pk)).content.decode()
    assert "Kelas muda" not in typing.get(at("register")).content.decode()
    assert "Kelas muda" in typing.get(at("register"), {"keadaan": "semua"}).content.decode()


# ---------------------------------------------------------------- the list


def titles(client, **asked):
    return [line.title for line in client.get(at("register"), asked).context["screen"].lines]


def test_the_list_is_filtered_searched_and_sorted(typing, record):
    assert titles(typing, **{"f-segment": "muda"}) == ["Kelas muda"]
    assert titles(typing, **{"f-segment": "-"}) == []
    assert titles(typing, cari="AULA") == ["Kelas muda"]
    assert titles(typing, cari="100%") == []
    up = titles(typing, urut="f-place")
    assert up[0] == "Kelas muda"
    assert titles(typing, urut="-f-place")[-1] == "Kelas muda"
    assert titles(typing, urut="-tanggal", **{"f-segment": "muda"}) == ["Kelas muda"]
    assert titles(typing, urut="f-budget; drop table", hal="x", **{"f-evil__x": "1"}) != []


def test_what_lacks_something_and_what_is_double_can_be_found(typing, record):
    typing.post(at("record_new", register="lppa"), {"f-month": "03"})
    page = typing.get(at("register", register="lppa"), {"lengkapi": "1"}).content.decode()
    assert "belum dihitung: isi Tepat waktu, Valid" in page
    assert titles(typing, ganda="1") == []
    typing.post(at("record_new"), edited(record, other="1", **{"f-title": "Kelas lain"}))
    assert titles(typing, ganda="1") == ["Kelas muda", "Kelas lain"]


def test_a_register_with_a_deadline_says_what_is_missing(typing):
    typing.post(at("record_new", register="lppa"), {"f-month": "01"})
    page = typing.get(at("register", register="lppa")).content.decode()
    assert "Februari belum ada; batasnya 8 Maret 2024 sudah lewat" in page
    assert "Januari belum ada" not in page
    assert "11 lewat batas" in typing.get(reverse("registers", args=["contoh", YEAR])).content.decode()


def test_columns_are_summed_over_all_that_was_asked_for(typing, record, cast, operator):
    register = pack_of(cast.office).registers[REGISTER]
    for number in range(120):
        data = {**record.data, "title": f"Kelas {number}", "date": "2024-06-01", "budget": "1500000.50"}
        add_record(office=cast.office, year=YEAR, register=register, row=Row(data), by=operator)
    page = typing.get(at("register"), {"f-segment": "muda", "hal": "2"})
    screen = page.context["screen"]
    assert (screen.totals.rows, len(screen.lines), screen.pages) == (121, 21, 2)
    assert [head.total for head in screen.heads if head.total] == ["Rp180.000.060"]


# ---------------------------------------------------------------- many at once


def picked(*records):
    return [f"{each.pk}:{each.version}" for each in records]


def test_many_rows_get_one_value_after_a_question(typing):
    rows = list(Record.objects.filter(office__code="contoh", register=REGISTER))
    asked = {"pilih": picked(*rows), "target": "election", "kembali": "?cari=sosialisasi"}
    page = typing.post(at("register_bulk"), asked).content.decode()
    assert "Ubah 3 catatan" in page
    page = typing.post(at("register_bulk"), asked | {"sungguh": "1"}).content.decode()
    assert "Isi nilai barunya." in page  # no answer is no wish to empty the field
    answer = typing.post(at("register_bulk"), asked | {"sungguh": "1", "value": "pemilu"})
    assert answer.url == at("register") + "?cari=sosialisasi"
    assert {
        row.data["election"] for row in Record.objects.filter(office__code="contoh", register=REGISTER)
    } == {"pemilu"}
    assert LogEntry.objects.filter(deed="record.change").count() == 3
    again = {"pilih": picked(*Record.objects.filter(pk__in=[row.pk for row in rows]))}
    typing.post(at("register_bulk"), asked | again | {"sungguh": "1", "value": "-"})
    assert Record.objects.filter(data__election="pemilu").count() == 0


def test_one_row_that_cannot_be_changed_stops_all(typing, head, cast):
    rows = list(Record.objects.filter(office=cast.office, register=REGISTER).order_by("pk"))
    lock_period(office=cast.office, period=Period(YEAR, month=8), by=head)
    asked = {"pilih": picked(*rows), "target": "tarik", "sungguh": "1", "reason": "Dobel"}
    page = typing.post(at("register_bulk"), asked).content.decode()
    assert "Tidak ada yang diubah. “Sosialisasi ke-2 di contoh, 12-08-2024, Sekolah 2”: Agustus 2024" in page
    assert Record.objects.filter(withdrawn_at__isnull=False).count() == 0
    asked |= {"pilih": picked(rows[0], rows[2])}
    typing.post(at("register_bulk"), asked)
    assert Record.objects.filter(withdrawn_reason="Dobel").count() == 2


# ---------------------------------------------------------------- attachments


def upload(client, record, name, content):
    file = io.BytesIO(content)
    file.name = name
    return client.post(at("attachment_add", record.pk), {"berkas": file})


def test_a_file_proves_a_record(typing, record, folders, settings):
    settings.ATTACHMENTS_ROOT = folders / "attachments"
    upload(typing, record, "..\\..\\daftar hadir.PDF", b"%PDF-1.7 isi")
    attachment = Attachment.objects.get()
    assert (attachment.name, attachment.content_type) == ("daftar hadir.pdf", "application/pdf")
    answer = typing.get(at("attachment", record.pk, attachment.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 isi"
    assert answer["Content-Disposition"] == 'attachment; filename="daftar hadir.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    typing.post(at("attachment_remove", record.pk, attachment.pk), {"reason": "Salah berkas"})
    assert typing.get(at("attachment", record.pk, attachment.pk)).status_code == 404
    assert (folders / "attachments" / attachment.sha256[:2] / attachment.sha256).exists()


def test_a_file_that_may_not_be_kept_is_refused_in_words(typing, record, folders, settings):
    settings.ATTACHMENTS_ROOT = folders / "attachments"
    page = upload(typing, record, "gambar.svg", b"<svg onload=alert(1)>").content.decode()
    assert "“gambar.svg” tidak dapat dilampirkan: isinya dapat dijalankan peramban" in page
    assert Attachment.objects.count() == 0


# ---------------------------------------------------------------- locks


def test_a_month_is_locked_and_opened_with_a_reason(client, head, cast):
    client.force_login(head)
    address = reverse("locks", args=["contoh", YEAR])
    client.post(address, {"deed": "lock", "period": "2024-02"})
    page = client.get(address).content.decode()
    assert "dikunci kepala" in page
    assert "terkunci (Februari 2024)" in client.get(at("register")).content.decode()
    assert "Tulis alasannya" in client.post(address, {"deed": "open", "period": "2024-02"}).content.decode()
    client.post(address, {"deed": "open", "period": "2024-02", "reason": "Salah bulan"})
    assert "Salah bulan" in client.get(address).content.decode()
    assert client.post(address, {"deed": "lock", "period": "2023"}).status_code == 200


# ---------------------------------------------------------------- who may


PAGES = ["record_new", "record_check"]
OF_A_RECORD = ["record_edit", "record_correct", "record_withdraw"]


def test_a_reader_reads_and_changes_nothing(client, cast, record):
    client.force_login(cast.reader)
    assert client.get(at("register")).status_code == 200
    page = client.get(at("record", record.pk))
    assert page.status_code == 200
    assert "Ubah catatan" not in page.content.decode()
    for name in PAGES:
        assert client.get(at(name)).status_code == 403
    for name in OF_A_RECORD:
        assert client.get(at(name, record.pk)).status_code == 403
        assert client.post(at(name, record.pk), edited(record, reason="x")).status_code == 403
    assert client.post(at("register_bulk"), {"pilih": picked(record), "target": "tarik"}).status_code == 403
    assert upload(client, record, "a.txt", b"isi").status_code == 403
    assert client.post(reverse("locks", args=["contoh", YEAR]), {"period": "2024"}).status_code == 403


def test_a_neighbour_finds_nothing(client, cast, record, settings, folders):
    neighbour = member("operator-tetangga", cast.neighbour, Role.OPERATOR)
    client.force_login(neighbour)
    for name in PAGES:
        assert client.get(at(name)).status_code == 404
    for name in ["record", *OF_A_RECORD]:
        assert client.get(at(name, record.pk)).status_code == 404
        assert client.get(at(name, record.pk, office="tetangga")).status_code == 404
    assert client.post(at("register_bulk"), {"pilih": picked(record)}).status_code == 404
    asked = {"pilih": picked(record), "target": "tarik", "sungguh": "1", "reason": "Curi"}
    page = client.post(at("register_bulk", office="tetangga"), asked).content.decode()
    assert "Ada catatan yang tidak ditemukan lagi" in page
    assert "Kelas muda" not in page
    assert client.get(reverse("locks", args=["contoh", YEAR])).status_code == 404


def test_nobody_is_sent_to_the_door(client, record):
    for name in PAGES:
        assert client.get(at(name)).status_code == 302
    for name in ["record", *OF_A_RECORD]:
        assert client.get(at(name, record.pk)).status_code == 302
    assert client.post(at("register_bulk")).status_code == 302
    assert client.get(at("attachment", record.pk, 1)).status_code == 302
