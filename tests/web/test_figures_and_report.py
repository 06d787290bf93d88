"""The passport of a figure, and the report that is made while one watches."""

import datetime as dt

import pytest
from cast import YEAR

from akuntabel.reporting import deeds
from akuntabel.reporting.book import open_book
from akuntabel.reporting.models import Build, BuildStatus


@pytest.fixture
def reader(client, cast):
    client.force_login(cast.reader)
    return client


def test_every_figure_of_the_book_has_a_passport(reader, cast):
    for key in open_book(cast.office, YEAR):
        answer = reader.get(f"/contoh/{YEAR}/angka/{key}/")
        assert answer.status_code == 200, key


def test_the_panel_gets_only_the_passport(reader):
    address = f"/contoh/{YEAR}/angka/indicator.1.achievement/"
    part = reader.get(address, headers={"HX-Request": "true"}).content.decode()
    whole = reader.get(address).content.decode()
    assert "<html" not in part
    assert "<html" in whole
    for page in (part, whole):
        assert "3 ÷ 2 × 100%" in page
        assert "Sosialisasi ke-1 di contoh" in page
        assert "Kebijakan penilaian KPU yang disarankan" in page


def test_an_unknown_figure_is_not_found(reader):
    assert reader.get(f"/contoh/{YEAR}/angka/tidak.ada/").status_code == 404
    assert reader.get(f"/contoh/{YEAR}/angka/indicator.99.actual/").status_code == 404


def test_the_button_asks_for_a_report(reader, cast, monkeypatch):
    asked = []
    monkeypatch.setattr("akuntabel.web.views.report.request_build", lambda **what: asked.append(what))
    assert reader.post(f"/contoh/{YEAR}/laporan/").status_code == 302
    assert asked == [{"office": cast.office, "year": YEAR, "by": cast.reader}]


def test_asking_makes_a_waiting_build(reader, cast):
    assert deeds.request_build(office=cast.office, year=YEAR, by=cast.reader).status == BuildStatus.WAITING


def test_progress_is_polled_while_it_runs_and_then_stops(reader, cast):
    build = Build.objects.create(
        office=cast.office, year=YEAR, status=BuildStatus.RUNNING, step="Membuat PDF", done=2, total=6
    )
    page = reader.get(f"/contoh/{YEAR}/laporan/").content.decode()
    part = reader.get(f"/contoh/{YEAR}/laporan/kemajuan/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    for html in (page, part):
        assert 'hx-trigger="every 1s"' in html
        assert "Membuat PDF" in html
        assert 'value="2" max="6"' in html
    Build.objects.filter(pk=build.pk).update(status=BuildStatus.DONE)
    part = reader.get(f"/contoh/{YEAR}/laporan/kemajuan/").content.decode()
    assert "hx-trigger" not in part
    assert "Buat draf lagi" in part


def test_a_failed_build_says_why(reader, cast):
    Build.objects.create(
        office=cast.office, year=YEAR, status=BuildStatus.FAILED, message="Naskah belum lengkap."
    )
    assert "Naskah belum lengkap." in reader.get(f"/contoh/{YEAR}/laporan/").content.decode()


def test_files_can_be_taken_away_and_read_on_the_page(reader, cast):
    build = Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE)
    build.folder.mkdir(parents=True)
    (build.folder / "laporan-kinerja.html").write_text("<!doctype html><title>Laporan</title>")
    page = reader.get(f"/contoh/{YEAR}/laporan/").content.decode()
    assert f"/contoh/{YEAR}/laporan/{build.pk}/laporan-kinerja.html" in page
    assert "<iframe" in page
    shown = reader.get(f"/contoh/{YEAR}/laporan/pratinjau/")
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = shown.headers["Content-Security-Policy"].split("; ")
    assert {"sandbox allow-scripts", "default-src 'none'", "script-src 'none'"} <= set(policy)
    taken = reader.get(f"/contoh/{YEAR}/laporan/{build.pk}/laporan-kinerja.html")
    assert taken.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Jakarta", "24 November 2026 pukul 13.31 WIB"),
        ("Asia/Makassar", "24 November 2026 pukul 14.31 WITA"),
        ("Asia/Jayapura", "24 November 2026 pukul 15.31 WIT"),
        ("Asia/Salah", "24 November 2026 pukul 13.31 WIB"),
    ],
)
def test_times_are_those_of_the_office_and_name_their_zone(reader, cast, zone, words):
    cast.office.timezone = zone
    cast.office.save()
    moment = dt.datetime(2026, 11, 24, 6, 31, tzinfo=dt.UTC)
    Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE, finished_at=moment)
    assert f"Draf selesai dibuat {words}." in reader.get(f"/contoh/{YEAR}/laporan/").content.decode()


def test_an_english_page_names_the_zone_too(reader, cast):
    cast.office.timezone = "Asia/Makassar"
    cast.office.save()
    moment = dt.datetime(2026, 11, 24, 6, 31, tzinfo=dt.UTC)
    Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE, finished_at=moment)
    reader.cookies["django_language"] = "en"
    page = reader.get(f"/contoh/{YEAR}/laporan/").content.decode()
    assert "24 November 2026" in page
    assert "14.31 WITA" in page


def test_without_a_report_there_is_nothing_to_read(reader):
    assert reader.get(f"/contoh/{YEAR}/laporan/pratinjau/").status_code == 404
