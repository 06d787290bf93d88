"""What I owe, who owes what, and the calendar, as pages; and once in a browser."""

import datetime as dt
import re
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from cast import PASSWORD, YEAR, assemble_cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from planning_desk import text
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium  # noqa: F401
from test_in_the_browser import pytestmark as in_a_browser

from akuntabel.measuring.models import Actual, IndicatorOwner, Standing
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.offices.trail import log
from akuntabel.planning.models import Indicator, Plan

TASKS = f"/contoh/{YEAR}/tugas/"
DATES = f"/contoh/{YEAR}/kalender/"


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    """It is 3 April 2024 for everybody."""
    day = dt.date(YEAR, 4, 3)
    monkeypatch.setattr("akuntabel.web.views.duties.timezone.localdate", lambda *_args, **_rest: day)
    return day


def submitted(cast, code="1", **more):
    indicator = Indicator.objects.get(code=code, objective__plan__office=cast.office)
    fields = {
        "created_by": cast.operator,
        "submitted_by": cast.operator,
        "standing": Standing.SUBMITTED,
        **more,
    }
    return Actual.objects.create(
        office=cast.office, indicator=indicator, code=code, year=YEAR, period=f"{YEAR}-T1", state="reported",
        number=1, **fields,
    )  # fmt: skip


def promised(cast, owner, due, words="Lengkapi foto"):
    meeting, _made = Meeting.objects.get_or_create(
        office=cast.office, year=YEAR, period=f"{YEAR}-T1", title="Rapat T1", date=dt.date(YEAR, 3, 20),
        state=MeetingState.HELD, created_by=cast.head,
    )  # fmt: skip
    return FollowUp.objects.create(meeting=meeting, sequence=1, text=words, due=due, owner=owner)


def lines(page):
    """(group, title, when, address) of each line of the list."""
    found = []
    for group, body in re.findall(
        r'<h2 id="kelompok-(\w+)">.*?</h2>(.*?)</section>', page.content.decode(), re.DOTALL
    ):
        for address, title, when in re.findall(
            r'<a class="duty-link" href="([^"]+)">([^<]+)</a>.*?<strong>([^<]+)</strong>', body, re.DOTALL
        ):
            found.append((group, title, when, address.replace("&amp;", "&")))
    return found


# ---------------------------------------------------------------- home


def test_home_says_what_is_due_when_and_where(client, cast):
    submitted(cast)
    promised(cast, cast.verifier, dt.date(YEAR, 3, 29), "Periksa arsip")
    promised(cast, cast.verifier, dt.date(YEAR, 4, 4), "Telepon sekolah")
    client.force_login(cast.verifier)
    found = lines(client.get("/"))
    keys = list(FollowUp.objects.order_by("due").values_list("pk", flat=True))
    assert found == [
        ("late", "Periksa arsip", "terlambat 5 hari", f"/contoh/{YEAR}/rapat/tindak-lanjut/{keys[0]}/"),
        ("soon", "Telepon sekolah", "besok", f"/contoh/{YEAR}/rapat/tindak-lanjut/{keys[1]}/"),
        ("later", "Periksa realisasi Triwulan I 2024", "20 hari lagi",
         f"/contoh/{YEAR}/pengukuran/?periode=2024-T1&untuk=verify"),
    ]  # fmt: skip


def test_every_line_opens_for_whom_it_is_shown(client, cast):
    submitted(cast)
    submitted(cast, "2", standing=Standing.VERIFIED, verified_by=cast.verifier)
    submitted(cast, "3", standing=Standing.DRAFT, returned="Bukti kurang")
    for person in (cast.operator, cast.verifier, cast.head, cast.superior):
        client.force_login(person)
        for _group, title, _when, address in lines(client.get("/")):
            assert client.get(address).status_code == 200, (person, title)


def test_who_has_nothing_to_do_is_told_so_with_the_next_date(client, cast):
    client.force_login(cast.superior)
    page = text(client.get("/"))
    assert "Tidak ada yang menunggu Anda" in page
    assert re.search(r"Batas berikutnya: [^,]+, \d+ April 2024 \(\d+ hari lagi\)", page), page


def test_who_answers_for_others_is_told_that_they_are_late(client, cast):
    promised(cast, cast.operator, dt.date(YEAR, 3, 29))
    for person, told in ((cast.superior, True), (cast.head, True), (cast.verifier, False)):
        client.force_login(person)
        page = client.get("/").content.decode()
        assert (f'href="{TASKS}">Lihat siapa mengerjakan apa' in page) is told, person


def test_a_reader_sees_offices_and_no_duties(client, cast):
    promised(cast, cast.operator, dt.date(YEAR, 3, 29))
    client.force_login(cast.reader)
    page = text(client.get("/"))
    assert "Kantor saya" in page
    assert "Yang perlu Anda kerjakan" not in page
    assert "Lengkapi foto" not in page


def test_several_years_are_told_apart(client, cast):
    Plan.objects.all().update(title="RKT")
    cast.office.years.create(year=YEAR + 1, policy="kpu-recommended")
    client.force_login(cast.operator)
    page = client.get("/").content.decode()
    assert f"{YEAR + 1} · Sasaran, indikator" in page


def test_the_number_in_the_header_is_exact_for_oneself_and_costs_one_query(client, cast, frozen):
    promised(cast, cast.verifier, frozen)
    client.force_login(cast.verifier)

    def number():
        found = re.search(r'class="owed-number">(\d+)', client.get("/akun/").content.decode())
        return int(found[1]) if found else 0

    assert number() == 1
    with CaptureQueriesContext(connection) as warm:
        assert number() == 1
    assert sum("offices_logentry" in each["sql"] for each in warm) == 1
    assert not any("follow_up" in each["sql"] or "followup" in each["sql"] for each in warm)
    row = FollowUp.objects.get()
    row.done_on = frozen
    row.save()
    log(by=cast.verifier, office=cast.office, deed="follow_up.finish", target=row, name=row.text)
    assert number() == 0


def test_strangers_see_no_number(client, cast):
    page = client.get("/masuk/").content.decode()
    assert "owed-link" not in page


# ---------------------------------------------------------------- who owes what


def test_the_head_sees_who_owes_what(client, cast):
    submitted(cast)
    IndicatorOwner.objects.create(office=cast.office, year=YEAR, code="2", place=1, person=cast.operator)
    promised(cast, cast.reader, dt.date(YEAR, 3, 29))
    client.force_login(cast.head)
    page = client.get(TASKS).content.decode()
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert [" ".join(re.sub("<[^>]+>", "", each).split()) for each in heads] == [
        "Siapa pun yang dapat mengisi dan memperbaiki catatan 6 3 terlambat",
        "pembaca 1 1 terlambat",
        "Siapa pun yang dapat menyusun rencana dan perjanjian 1 1 terlambat",
        "operator-contoh 1",  # what it holds and what is anybody's of the quarter, in one line
        "pemeriksa-contoh 1",
        "Indikator tanpa penanggung jawab 4",
    ]
    assert f"/contoh/{YEAR}/pengukuran/{YEAR}/1/penanggung-jawab/" in page
    assert f"/contoh/{YEAR}/pengukuran/{YEAR}/2/penanggung-jawab/" not in page


def test_readers_read_it_and_are_led_to_pages_they_may_open(client, cast):
    client.force_login(cast.reader)
    page = client.get(TASKS).content.decode()
    assert "penanggung-jawab/" not in page
    for address in re.findall(r'<a class="duty-link" href="([^"]+)">', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


# ---------------------------------------------------------------- calendar


def test_the_calendar_shows_months_marks_and_days_off(client, cast):
    client.force_login(cast.reader)
    page = text(client.get(DATES))
    assert "Kalender batas waktu 2024" in page
    assert "Perjanjian kinerja 2024 ditandatangani" in page
    assert "digeser dari 10 Februari 2024, bukan hari kerja" in page
    assert "Hari libur: 8 Isra Mikraj" in page
    assert "Desember 2024" in page


def test_the_calendar_file(client, cast):
    promised(cast, cast.operator, dt.date(YEAR, 5, 2), "Undang sekolah, lalu catat")
    client.force_login(cast.reader)
    answer = client.get(f"{DATES}kalender.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="kalender-contoh-{YEAR}.ics"'
    unfolded = answer.content.decode().replace("\r\n ", "")
    assert "SUMMARY:Undang sekolah\\, lalu catat (KPU Kabupaten Contoh)\r\n" in unfolded
    assert "DTSTART;VALUE=DATE:20240502\r\n" in unfolded
    uids = re.findall(r"UID:(\S+)", unfolded)
    assert len(uids) == len(set(uids)) > 10
    assert "Perjanjian kinerja" not in unfolded  # done: no date to keep any more


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def desk(browse):  # noqa: F811
    """Opens a page as the verifier, whom several things wait for."""
    cast = assemble_cast()
    cast.verifier.set_password(PASSWORD)
    cast.verifier.save()
    submitted(cast)
    promised(
        cast, cast.verifier, dt.date(YEAR, 3, 29), "Periksa arsip foto kegiatan yang namanya panjang sekali"
    )
    return partial(browse, person=cast.verifier.username)


@in_a_browser[0]
@in_a_browser[1]
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_and_the_first_line_is_reached_by_keyboard(desk, viewport, scheme):
    page = desk("/", viewport=viewport, scheme=scheme)
    for path in ("/", TASKS, DATES):
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto("/")
    page.locator("main").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapat/tindak-lanjut/*/")
    assert page.complaints == []
