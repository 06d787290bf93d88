"""Who may open what: the right person, a neighbour, somebody without a role, nobody."""

import pytest
from cast import YEAR

from akuntabel.reporting.models import Build, BuildStatus

PAGES = (
    "",
    "indikator/1/",
    "indikator/3/",
    "indikator/4/",
    "indikator/5/",
    "angka/average.headline/",
    "angka/indicator.1.actual/",
    "angka/indicator.3.achievement/",
    "angka/budget.absorption/",
    "bukti/",
    "bukti/voter_education/",
    "bukti/lppa/",
    "laporan/",
    "laporan/kemajuan/",
)


@pytest.fixture
def built(cast):
    """A finished build of the office with two files."""
    build = Build.objects.create(office=cast.office, year=YEAR, status=BuildStatus.DONE)
    build.folder.mkdir(parents=True)
    (build.folder / "laporan.docx").write_bytes(b"isi")
    (build.folder / "laporan.html").write_text("<!doctype html><title>Laporan</title>")
    return build


@pytest.mark.parametrize("page", PAGES)
def test_reader_of_the_office_sees_it(client, cast, page):
    client.force_login(cast.reader)
    assert client.get(f"/contoh/{YEAR}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_supervisor_above_sees_it(client, cast, page):
    client.force_login(cast.supervisor)
    assert client.get(f"/contoh/{YEAR}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_neighbour_is_told_that_it_does_not_exist(client, cast, page):
    client.force_login(cast.outsider)
    answer = client.get(f"/contoh/{YEAR}/{page}")
    assert answer.status_code == 404
    assert "KPU Kabupaten Contoh" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_somebody_without_a_role_sees_nothing(client, cast, page):
    client.force_login(cast.nobody)
    assert client.get(f"/contoh/{YEAR}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_sent_to_the_door(client, cast, page):
    answer = client.get(f"/contoh/{YEAR}/{page}")
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/?next=")


@pytest.mark.parametrize("page", ["laporan/pratinjau/", "laporan/{build}/laporan.docx"])
def test_files_of_a_build_are_only_for_its_office(client, cast, built, page):
    address = f"/contoh/{YEAR}/{page}".format(build=built.pk)
    assert client.get(address).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(address).status_code == 404
    client.force_login(cast.reader)
    assert client.get(address).status_code == 200


def test_a_build_cannot_be_fetched_through_the_neighbours_address(client, cast, built):
    client.force_login(cast.outsider)
    assert client.get(f"/tetangga/{YEAR}/laporan/{built.pk}/laporan.docx").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "secret_key", ".docx", "laporan.exe"])
def test_only_the_files_of_the_build_can_be_fetched(client, cast, built, name):
    (built.folder / "laporan.exe").write_bytes(b"")
    client.force_login(cast.reader)
    assert client.get(f"/contoh/{YEAR}/laporan/{built.pk}/{name}").status_code == 404


def test_neighbour_cannot_ask_for_a_report(client, cast):
    client.force_login(cast.outsider)
    assert client.post(f"/contoh/{YEAR}/laporan/").status_code == 404
    assert not Build.objects.exists()


def test_home_stays_even_with_a_single_year(client, cast):
    client.force_login(cast.reader)
    page = client.get("/")
    assert page.status_code == 200
    assert f'href="/contoh/{YEAR}/"' in page.content.decode()


def test_home_lists_the_offices_below(client, cast):
    client.force_login(cast.supervisor)
    page = client.get("/").content.decode()
    assert f"/contoh/{YEAR}/" in page
    assert f"/tetangga/{YEAR}/" in page
    assert "KPU Pusat" not in page


def test_home_can_be_searched(client, cast):
    client.force_login(cast.supervisor)
    page = client.get("/?cari=tetangga").content.decode()
    assert f"/tetangga/{YEAR}/" in page
    assert f"/contoh/{YEAR}/" not in page


def test_home_teaches_somebody_without_a_role(client, cast):
    client.force_login(cast.nobody)
    assert "Anda belum diberi peran" in client.get("/").content.decode()


def test_an_inactive_account_sees_nothing(client, cast):
    client.force_login(cast.reader)
    cast.reader.is_active = False
    cast.reader.save()
    assert client.get(f"/contoh/{YEAR}/").status_code == 302
