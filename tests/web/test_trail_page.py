"""The trail on screen: plain words, filters, a file, and whether it is whole; and who may read it."""

import ast
import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from cast import YEAR
from django.urls import reverse

import akuntabel
from akuntabel.evidence.attachments import add_attachment
from akuntabel.evidence.deeds import Row, add_record, change_record
from akuntabel.evidence.registers import pack_of
from akuntabel.meetings.models import Meeting
from akuntabel.offices.models import LogEntry, Membership, Person, Role
from akuntabel.offices.trail import log
from akuntabel.web.screens.trail_rows import history_of
from akuntabel.web.screens.trail_words import DEEDS, GROUPS

PACKAGE = Path(akuntabel.__file__).parent
TRAIL = "/contoh/riwayat/"
EVENT = {
    "title": "Sosialisasi di SMA 1",
    "date": "2024-03-04",
    "segment": "pemula",
    "place": "SMA 1",
    "status": "done",
}


def person(username, office, role):
    made = Person.objects.create_user(username=username, first_name=username.capitalize(), last_name="Contoh")
    Membership.objects.create(person=made, office=office, role=role)
    return made


@pytest.fixture
def people(cast):
    Person.objects.filter(pk=cast.operator.pk).update(first_name="Operator", last_name="Contoh")
    cast.operator.refresh_from_db()
    return {Role.OPERATOR: cast.operator, Role.VERIFIER: cast.verifier, Role.HEAD: cast.head}


@pytest.fixture
def record(cast, people):
    register = pack_of(cast.office).registers["voter_education"]
    made = add_record(
        office=cast.office, year=YEAR, register=register, row=Row(EVENT), by=people[Role.OPERATOR]
    )
    return change_record(
        record=made,
        version=1,
        register=register,
        row=Row({**EVENT, "status": "planned", "place": "Aula"}),
        by=people[Role.OPERATOR],
    )


def page(client, who, path=TRAIL):
    client.force_login(who)
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_a_change_reads_as_a_sentence_with_before_and_after(client, people, record):
    text = page(client, people[Role.VERIFIER])
    assert "Operator Contoh mengubah catatan “Sosialisasi di SMA 1”" in text
    planned = pack_of(record.office).registers["voter_education"].field("status").choices
    assert f"dari {planned['done']} menjadi {planned['planned']}" in text
    assert "dari SMA 1 menjadi Aula" in text
    assert text.index("mengubah catatan") < text.index("menambah catatan")  # newest first


def test_the_history_of_a_record_is_what_happened_to_it_alone(cast, people, record):
    register = pack_of(cast.office).registers["voter_education"]
    add_record(office=cast.office, year=YEAR, register=register, row=Row(EVENT), by=people[Role.OPERATOR])
    rows = history_of(record, cast.reader)
    assert [row.sentence for row in rows] == [
        "Operator Contoh mengubah catatan “Sosialisasi di SMA 1”",
        "Operator Contoh menambah catatan “Sosialisasi di SMA 1”",
    ]
    assert history_of(record, cast.outsider) == ()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?tindakan=catatan", ["Kegiatan A", "Kegiatan B"]),
        ("?tindakan=kantor", ["KPU Contoh"]),
        ("?cari=kegiatan+b", ["Kegiatan B"]),
        ("?cari=salah+ketik", ["KPU Contoh"]),
        ("?orang=program", ["KPU Contoh"]),
        ("?dari=2999-01-01", []),
        ("?dari=kemarin&sampai=hari+ini", ["KPU Contoh", "Kegiatan A", "Kegiatan B"]),
        ("?sampai=31-12-2020", []),
        ("?sampai=2999-01-01", ["KPU Contoh", "Kegiatan A", "Kegiatan B"]),
        ("?dari=bukan+tanggal&orang=999&tindakan=apa", ["KPU Contoh", "Kegiatan A", "Kegiatan B"]),
    ],
)
def test_the_filters(client, cast, people, query, shown):
    for name in ("Kegiatan A", "Kegiatan B"):
        log(by=people[Role.OPERATOR], office=cast.office, deed="record.add", target=cast.office, name=name)
    log(
        by=None,
        office=cast.office,
        deed="office.change",
        target=cast.office,
        name="KPU Contoh",
        reason="Salah ketik",
    )
    text = page(client, people[Role.HEAD], TRAIL + query)
    body = text[text.index("Unduh sebagai CSV") :]
    assert [name for name in ("KPU Contoh", "Kegiatan A", "Kegiatan B") if name in body] == shown


def test_a_day_that_cannot_be_read_says_so_beside_the_field(client, people):
    client.force_login(people[Role.HEAD])
    html = client.get(f"{TRAIL}?dari=31-02-2024").content.decode()
    assert 'aria-invalid="true"' in html
    assert "tidak ada di kalender" in html
    assert 'value="31-02-2024"' in html


def test_pages_of_fifty_that_keep_the_filter(client, cast, people):
    for number in range(120):
        log(by=None, office=cast.office, deed="record.add", target=cast.office, name=f"Catatan ke-{number}.")
    client.force_login(people[Role.HEAD])
    html = client.get(f"{TRAIL}?tindakan=catatan&halaman=2").content.decode()
    assert "Halaman 2 dari 3" in html
    assert "Catatan ke-69." in html
    assert "Catatan ke-20." in html
    assert "Catatan ke-70." not in html
    assert 'href="?tindakan=catatan&amp;halaman=3"' in html


def test_the_file_has_every_row_and_no_formula(client, cast, people, record):
    log(
        by=people[Role.HEAD],
        office=cast.office,
        deed="office.change",
        target=cast.office,
        name="=HYPERLINK(1)",
        reason="@SUM(A1)",
    )
    client.force_login(people[Role.HEAD])
    answer = client.get(f"{TRAIL}riwayat.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:4] == ["Nomor", "Waktu", "Orang", "Tindakan"]
    assert len(rows) == 1 + LogEntry.objects.filter(office=cast.office).count()
    assert rows[1][5] == "'@SUM(A1)"
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[2][4] == "Tempat: dari SMA 1 menjadi Aula; Status: dari Terlaksana menjadi Direncanakan"


def test_it_says_whether_it_is_whole(client, cast, people, record):
    text = page(client, people[Role.VERIFIER], f"{TRAIL}periksa/")
    assert "Riwayat ini utuh" in text
    assert f"--expect office:{cast.office.pk}:2:" in text
    LogEntry.objects.filter(office=cast.office, sequence=1).update(actor_name="Orang lain")
    text = page(client, people[Role.VERIFIER], f"{TRAIL}periksa/")
    assert "Riwayat ini tidak utuh" in text
    assert "Isi baris ini diubah sesudah dicatat." in text


@pytest.mark.parametrize("path", ["", "periksa/", "riwayat.csv"])
def test_who_may_read_it(client, cast, people, path):
    assert client.get(TRAIL + path).status_code == 302
    for who, status in (
        (people[Role.OPERATOR], 403),
        (cast.reader, 403),
        (cast.outsider, 404),
        (cast.nobody, 404),
        (people[Role.VERIFIER], 200),
        (person("inspektur", cast.province, Role.REVIEWER), 200),
    ):
        client.force_login(who)
        assert client.get(TRAIL + path).status_code == status, who
    assert client.post(TRAIL + path).status_code == 405


def test_only_its_own_office(client, cast, people):
    log(by=None, office=cast.neighbour, deed="office.change", target=cast.neighbour, name="Rahasia tetangga")
    assert "Rahasia tetangga" not in page(client, people[Role.HEAD])
    assert reverse("trail", args=["contoh"]) == TRAIL


def test_budget_policy_and_period_are_told_as_a_page_writes_them(client, cast, people):
    changes = {
        "budget.1": "Dukungan Manajemen: 1250000",
        "policy": "kpu-recommended",
        "period": f"{YEAR}-T1",
    }
    log(by=None, office=cast.office, deed="thing.do", target=cast.office, name="Sesuatu", after=changes)
    text = page(client, people[Role.HEAD])
    assert "Anggaran baris 1: Dukungan Manajemen: Rp1.250.000" in text
    assert "Kebijakan penilaian: Kebijakan penilaian KPU yang disarankan" in text
    assert f"Periode: Triwulan I {YEAR}" in text


def test_an_unknown_deed_is_still_readable(client, cast, people):
    log(
        by=None,
        office=cast.office,
        deed="thing.do",
        target=cast.office,
        name="Sesuatu",
        before={"some_field": 1},
        after={"some_field": 2},
    )
    text = page(client, people[Role.HEAD])
    assert "Server melakukan “thing.do” pada Sesuatu" in text
    assert "Some field: dari 1 menjadi 2" in text


def test_the_size_of_a_file_has_its_unit_as_on_the_page_of_the_record(
    client, cast, people, record, settings, tmp_path
):
    settings.ATTACHMENTS_ROOT = tmp_path
    content = io.BytesIO(b"%PDF-1.7".ljust(5428))
    add_attachment(record=record, name="hadir.pdf", content=content, by=people[Role.OPERATOR])
    assert "Ukuran: 5 KB" in page(client, people[Role.VERIFIER])
    address = reverse("record", args=["contoh", YEAR, "voter_education", record.pk])
    assert "5 KB" in client.get(address).content.decode()


def deeds_in(source):
    """The codes of deeds in ``source``: texts like "record.add" that are not names of models or files."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.fullmatch(r"([a-z]+)\.[a-z_]+", node.value)
            if found and found[1] in PREFIXES:
                yield node.value


PREFIXES = {prefix for _words, prefixes in GROUPS.values() for prefix in prefixes}
ROOMS = ("offices", "planning", "evidence", "measuring", "demo")
# Elsewhere in these two rooms such texts are figures and terms.
FILES = ("meetings/deeds", "reporting/writing/deeds.py", "reporting/editions")


def test_every_deed_in_the_code_has_words():
    used = {
        code
        for room in (*ROOMS, *FILES)
        for file in ((PACKAGE / room).rglob("*.py") if (PACKAGE / room).is_dir() else [PACKAGE / room])
        if "migrations" not in file.parts
        for code in deeds_in(file.read_text())
    }
    assert "record.add" in used
    assert {"narrative.write", "edition.seal"} <= used
    assert used - set(DEEDS) == set()


def test_every_deed_has_a_group_and_a_planted_one_is_seen():
    assert {code.partition(".")[0] for code in DEEDS} <= PREFIXES
    assert list(deeds_in('log(deed="record.shred")')) == ["record.shred"]


def test_a_time_of_day_is_told_with_a_point(cast, people):
    meeting = Meeting.objects.create(
        office=cast.office, year=YEAR, period=f"{YEAR}-T1", title="Rapat T1", date="2024-04-17",
        created_by=people[Role.HEAD],
    )  # fmt: skip
    after = {"time_from": dt.time(9), "time_to": None}
    log(by=people[Role.HEAD], office=cast.office, deed="meeting.change", target=meeting, after=after)
    [row] = history_of(meeting, people[Role.HEAD])
    assert [each.after for each in row.changes] == ["09.00"]
