"""The pages of meetings: what each role sees, a meeting from plan to closed minutes without JavaScript, two at one."""

import datetime as dt
import re

import pytest
from cast import YEAR
from django.utils import timezone
from story_address import filled
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium  # noqa: F401

from akuntabel.core.periods import Period
from akuntabel.meetings import deeds
from akuntabel.meetings.models import FollowUp, Meeting, MeetingState
from akuntabel.offices.models import LogEntry, Membership, Role

HOME = f"/contoh/{YEAR}/rapat/"
DAY = dt.date(YEAR, 4, 17)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent(client, path, **typed):
    """Post the form that stands at ``path``, with ``typed`` in place of some of it; dots are double strokes."""
    given = filled(client.get(path).content, path)
    return client.post(
        path, {**given, **{name.replace("__", "."): value for name, value in typed.items()}}, follow=True
    )


@pytest.fixture
def desk(client, cast):
    """The browser of the operator."""
    client.force_login(cast.operator)
    return client


@pytest.fixture
def meeting(cast):
    """A planned meeting that is past its day."""
    fields = deeds.MeetingFields(DAY, dt.time(9), place="Aula")
    period = Period(YEAR, quarter=1)
    return deeds.plan_meeting(office=cast.office, year=YEAR, period=period, fields=fields, by=cast.operator)


def written(meeting, by, owner=None):
    came = {row.pk: True for row in meeting.participants.all()}
    meeting = deeds.note_attendance(meeting=meeting, touched=meeting.touched, came=came, by=by)
    follow_up = deeds.NewFollowUp("Menyusun jadwal", owner, "" if owner else "Bendahara Contoh", DAY)
    minutes = deeds.Minutes("Capaian dibahas.", ["Jadwal diperbaiki."], [follow_up])
    return deeds.write_minutes(meeting=meeting, touched=meeting.touched, minutes=minutes, by=by)


def closed(meeting, by, owner=None):
    meeting = written(meeting, by, owner)
    return deeds.close_minutes(meeting=meeting, touched=meeting.touched, by=by)


def at(meeting, part=""):
    return f"{HOME}{meeting.pk}/{part}"


# ---------------------------------------------------------------- the way of a meeting


def test_a_meeting_from_the_first_form_to_closed_minutes(desk, cast):
    page = desk.get(HOME)
    assert "Belum ada rapat tahun ini" in words(page)
    page = sent(desk, f"{HOME}baru/", period=f"{YEAR}-T1", date="2024-04-17", time_from="09.00", place="Aula")
    made = Meeting.objects.get()
    assert page.redirect_chain[-1][0] == at(made)
    assert "agenda dan pesertanya sudah diusulkan" in words(page)
    assert "Rapat Kinerja Triwulan I 2024" in words(page)
    assert 'href="{}"'.format(at(made, "hadir/")) in page.content.decode()  # what comes next
    page = sent(desk, at(made, "undangan/"), letter_number="005/2024", letter_date="2024-04-10")
    assert "005/2024" in words(page)
    page = sent(
        desk, at(made, "peserta/"), row__0__name="Contoh Tamu", row__0__position="Polres", row__0__person=""
    )
    assert "Contoh Tamu" in words(page)
    keys = [str(row.pk) for row in made.participants.all()]
    page = sent(desk, at(made, "hadir/"), came=keys[:1])
    assert f"1 dari {len(keys)} orang hadir." in words(page)
    typed = {
        "discussion": "Capaian dibahas.", "decision__0": "Jadwal diperbaiki.", "follow__1__text": "Susun jadwal",
        "follow__1__owner": str(cast.operator.pk), "follow__1__due": "2024-05-01", "follow__1__indicator": "1",
    }  # fmt: skip
    page = sent(desk, at(made, "notula/"), **typed)
    assert "Notula terisi. Periksa, lalu tutup" in words(page)
    page = sent(desk, at(made, "tutup/"))
    assert "Notula ditutup. Angka dan isinya tidak berubah lagi." in words(page)
    made.refresh_from_db()
    assert made.state == MeetingState.HELD
    assert "Ubah undangan" not in words(page)
    row = FollowUp.objects.get()
    page = sent(desk, f"{HOME}tindak-lanjut/{row.pk}/", done_on="2024-04-30", result="Jadwal terbit")
    assert "Tindak lanjut selesai." in words(page)
    assert "selesai 30 April 2024" in words(page)
    page = sent(desk, f"{HOME}tindak-lanjut/{row.pk}/buka/", reason="Jadwal batal")
    assert "Tindak lanjut dibuka lagi." in words(page)
    row.refresh_from_db()
    assert row.done_on is None


def test_the_invitation_is_filled_before_it_is_sent(desk, cast):
    later = timezone.localdate() + dt.timedelta(days=30)
    fields = deeds.MeetingFields(later, dt.time(9))
    period = Period(YEAR, quarter=1)
    meeting = deeds.plan_meeting(
        office=cast.office, year=YEAR, period=period, fields=fields, by=cast.operator
    )
    page = words(desk.get(at(meeting)))
    assert "Undangannya belum lengkap: nomor surat, tempat belum diisi. Lengkapi undangan" in page
    page = words(sent(desk, at(meeting, "undangan/"), letter_number="005/2024", place="Aula"))
    assert "Kirim undangannya. Buka undangan (PDF)" in page
    assert "masih rancangan" not in page


def test_minutes_that_cannot_be_closed_say_so_before_one_tries(desk, cast, meeting):
    page = desk.get(at(meeting))
    assert "Notula belum dapat ditutup. Catat dahulu siapa yang hadir." in words(page)
    assert at(meeting, "tutup/") not in page.content.decode()
    assert 'class="main-button">Tutup notula' not in desk.get(at(meeting, "tutup/")).content.decode()
    written(meeting, cast.operator)
    assert at(meeting, "tutup/") in desk.get(at(meeting)).content.decode()


def test_the_minutes_are_written_beside_the_figures_and_an_absent_writer_is_said(desk, cast, meeting):
    assert "Capaian Triwulan I 2024" in words(desk.get(at(meeting, "notula/")))
    rows = list(meeting.participants.all())
    came = {row.pk: row.name != meeting.secretary for row in rows}
    deeds.note_attendance(meeting=meeting, touched=meeting.touched, came=came, by=cast.operator)
    assert "tertulis sebagai notulis, tetapi dicatat tidak hadir" in words(desk.get(at(meeting)))


def test_a_meeting_is_thrown_away_once_asked(desk, meeting):
    assert "ikut dibuang" in words(desk.get(at(meeting, "buang/")))
    page = desk.post(at(meeting, "buang/"), follow=True)
    assert "Rapat dibuang." in words(page)
    assert not Meeting.objects.exists()


def test_papers_are_what_they_say(desk, meeting):
    for paper in ("undangan", "daftar-hadir", "notula"):
        for ending, start in (("docx", b"PK"), ("pdf", b"%PDF-")):
            answer = desk.get(at(meeting, f"{paper}.{ending}"))
            assert answer.content.startswith(start)
            name = f"{paper}-contoh-2024-t1-20240417.{ending}"
            assert name in answer["Content-Disposition"]
    assert desk.get(at(meeting, "lain.pdf")).status_code == 404


# ---------------------------------------------------------------- errors and two at once


def test_typing_survives_errors_each_beside_its_field(desk, meeting):
    path = at(meeting, "notula/")
    answer = sent(desk, path, discussion="Panjang lebar", decision__1="Kedua", follow__1__text="Tugas",
                  follow__1__due="kemarin dulu", follow__1__owner_name="")  # fmt: skip
    assert answer.status_code == 422
    html = answer.content.decode()
    for typed in ("Panjang lebar", "Kedua", "Tugas", 'value="kemarin dulu"'):
        assert typed in html
    answer = sent(desk, path, discussion="Panjang", follow__1__text="Tugas")
    assert answer.status_code == 422
    for field, sentence in (("owner", "Pilih atau tulis siapa"), ("due", "Isi batas waktunya.")):
        error = re.search(rf'id="id_follow\.1\.{field}_error">([^<]*)<', answer.content.decode())
        assert sentence in error[1]
    answer = sent(desk, f"{HOME}baru/", date="", time_from="09:00", time_to="08:00")
    assert answer.status_code == 422
    assert not meeting.follow_ups.exists()


def test_another_row_is_added_without_judging_what_is_typed(desk, meeting):
    path = at(meeting, "notula/")
    rows = desk.get(path).content.decode().count('name="decision.')
    answer = sent(desk, path, add="decision", discussion="Belum selesai", follow__0__text="Tugas tanpa nama")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count('name="decision.') == rows + 3
    assert "Belum selesai" in html
    assert "Tugas tanpa nama" in html
    assert "field-error" not in html
    meeting.refresh_from_db()
    assert meeting.discussion == ""
    assert 'name="row.8.name"' in sent(desk, at(meeting, "peserta/"), add="row").content.decode()


def test_two_at_one_meeting_the_second_is_told_and_loses_nothing(desk, cast, meeting):
    path = at(meeting, "notula/")
    opened = filled(desk.get(path).content, path)
    first = deeds.Minutes("Tulisan pertama", ["Keputusan pertama"])
    deeds.write_minutes(meeting=meeting, touched=0, minutes=first, by=cast.head)
    answer = desk.post(path, {**opened, "discussion": "Tulisan kedua"})
    assert answer.status_code == 422
    text = words(answer)
    assert "mengubahnya sesudah Anda membuka halaman ini" in text
    assert "Isi sekarang: Tulisan pertama" in text
    assert "Isi sekarang: Keputusan pertama" in text
    assert "Tulisan kedua" in answer.content.decode()
    again = desk.post(path, filled(answer.content, path), follow=True)
    assert "Notula disimpan." in words(again)
    meeting.refresh_from_db()
    assert meeting.discussion == "Tulisan kedua"


def test_whoever_closes_has_seen_what_is_closed(desk, cast, meeting):
    meeting = written(meeting, cast.operator)
    path = at(meeting, "tutup/")
    opened = filled(desk.get(path).content, path)
    deeds.write_minutes(meeting=meeting, touched=meeting.touched, minutes=deeds.Minutes("Lain"), by=cast.head)
    answer = desk.post(path, opened)
    assert answer.status_code == 422
    assert "mengubahnya sesudah Anda membuka" in words(answer)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_a_page_left_open_over_closed_minutes_says_so(desk, cast, meeting):
    opened = filled(desk.get(at(meeting, "undangan/")).content, at(meeting, "undangan/"))
    closed(meeting, cast.operator)
    answer = desk.post(at(meeting, "undangan/"), {**opened, "title": "Lain"})
    assert answer.status_code == 422
    assert "sudah ditutup" in words(answer)
    page = desk.post(at(meeting, "buang/"), follow=True)
    assert "sudah ditutup" in words(page)
    assert Meeting.objects.exists()


# ---------------------------------------------------------------- who sees what


def test_a_reader_reads_all_and_changes_nothing(client, cast, meeting):
    meeting = closed(meeting, cast.operator)
    row = meeting.follow_ups.get()
    client.force_login(cast.reader)
    for path in (HOME, at(meeting), f"{HOME}tindak-lanjut/", f"{HOME}tindak-lanjut/{row.pk}/"):
        answer = client.get(path)
        assert answer.status_code == 200
        for button in ("Siapkan rapat", "Ubah undangan", "Isi notula", "Tandai selesai", "Buang rapat"):
            assert button not in words(answer), (path, button)
    rows = LogEntry.objects.count()
    for part in ("undangan/", "peserta/", "hadir/", "notula/", "tutup/", "buang/"):
        answer = client.post(at(meeting, part), {"touched": "0"})
        assert answer.status_code == 403
        assert "Yang dapat: Operator, Sekretaris." in words(answer)
    assert (
        client.post(f"{HOME}tindak-lanjut/{row.pk}/", {"done_on": "2024-05-01", "result": "x"}).status_code
        == 403
    )
    assert LogEntry.objects.count() == rows


def test_its_owner_finishes_a_follow_up_without_another_role(client, cast, meeting):
    row = closed(meeting, cast.operator, owner=cast.reader).follow_ups.get()
    client.force_login(cast.reader)
    assert "Tandai selesai" in words(client.get(HOME))
    page = sent(client, f"{HOME}tindak-lanjut/{row.pk}/", done_on="2024-05-01", result="Sudah terbit")
    assert "Tindak lanjut selesai." in words(page)
    row.refresh_from_db()
    assert row.done_by == cast.reader


def test_a_follow_up_of_open_minutes_has_no_page_yet(desk, cast, meeting):
    row = written(meeting, cast.operator).follow_ups.get()
    assert desk.get(f"{HOME}tindak-lanjut/{row.pk}/").status_code == 404
    assert "menunggu notula ditutup" in words(desk.get(at(meeting)))


def test_strangers_and_neighbours_find_nothing(client, cast, meeting):
    paths = (HOME, at(meeting), at(meeting, "notula/"), at(meeting, "notula.pdf"), f"{HOME}tindak-lanjut/")
    for path in paths:
        assert client.get(path).status_code == 302
    client.force_login(cast.outsider)
    for path in paths:
        assert client.get(path).status_code == 404
    Membership.objects.create(person=cast.outsider, office=cast.neighbour, role=Role.HEAD)
    stolen = at(meeting, "undangan/").replace("/contoh/", "/tetangga/")
    assert client.get(stolen).status_code == 404


# ---------------------------------------------------------------- in the browser


@pytest.mark.browser
@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_and_nothing_hangs_over(browse, cast, meeting, viewport, scheme):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    held = closed(meeting, cast.operator)
    fields = deeds.MeetingFields(dt.date(YEAR, 7, 16))
    later = deeds.plan_meeting(
        office=cast.office, year=YEAR, period=Period(YEAR, quarter=2), fields=fields, by=cast.operator
    )
    row = held.follow_ups.get()
    page = browse(HOME, person="operator-contoh", viewport=viewport, scheme=scheme)
    follow_up = f"{HOME}tindak-lanjut/{row.pk}/"
    parts = ("", "undangan/", "peserta/", "hadir/", "notula/", "tutup/", "buang/")
    paths = (
        HOME,
        f"{HOME}baru/",
        at(held),
        f"{HOME}tindak-lanjut/",
        follow_up,
        *(at(later, part) for part in parts),
    )
    for path in paths:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    page.goto(follow_up)
    page.get_by_label("Hasilnya").focus()
    page.keyboard.type("Jadwal terbit")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Tindak lanjut selesai.").wait_for()
    assert page.complaints == []
