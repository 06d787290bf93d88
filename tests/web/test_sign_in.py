"""The door: password, one-time link, leaving, language, health."""

import pytest
from cast import PASSWORD, YEAR
from django.http import HttpResponse
from django.utils.translation import get_language

from akuntabel.offices.deeds import sign_in_token
from akuntabel.web.middleware import ChosenLanguage


def test_password_lets_in(client, cast):
    answer = client.post("/masuk/", {"username": "pembaca", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get(f"/contoh/{YEAR}/").status_code == 200


def test_next_leads_where_one_wanted_to_go(client, cast):
    address = f"/contoh/{YEAR}/indikator/1/"
    answer = client.post("/masuk/", {"username": "pembaca", "password": PASSWORD, "next": address})
    assert answer.url == address


def test_next_never_leads_out_of_the_house(client, cast):
    answer = client.post(
        "/masuk/", {"username": "pembaca", "password": PASSWORD, "next": "https://contoh.invalid/"}
    )
    assert answer.url == "/"


def test_errors_stand_beside_the_fields(client, cast):
    page = client.post("/masuk/", {"username": "", "password": ""}).content.decode()
    assert "Isi nama pengguna Anda." in page
    assert 'aria-describedby="id_username_error"' in page
    page = client.post("/masuk/", {"username": "pembaca", "password": "salah"}).content.decode()
    assert "tidak cocok" in page


def test_a_link_is_not_used_up_by_looking_at_it(client, cast):
    address = f"/masuk/{sign_in_token(cast.reader)}/"
    for _look in range(2):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f"Tautan ini untuk {cast.reader}" in answer.content.decode()
    assert client.post(address).url == "/"
    assert client.get(f"/contoh/{YEAR}/").status_code == 200


def test_a_link_lets_in_once(client, cast):
    address = f"/masuk/{sign_in_token(cast.reader)}/"
    client.post(address)
    client.post("/keluar/")
    for answer in (client.post(address), client.get(address)):
        assert answer.status_code == 410
        assert "tidak berlaku lagi" in answer.content.decode()


def test_nonsense_is_no_link(client, db):
    assert client.post("/masuk/bukan-tautan/").status_code == 410
    assert client.get("/masuk/bukan-tautan/").status_code == 410


def test_leaving_needs_the_button(client, cast):
    client.force_login(cast.reader)
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").status_code == 302
    assert client.get(f"/contoh/{YEAR}/").status_code == 302


def test_language_can_be_changed_at_the_door(client, db):
    client.post("/bahasa/", {"language": "en", "next": "/masuk/"})
    page = client.get("/masuk/").content.decode()
    assert '<html lang="en">' in page
    assert "User name" in page


def test_health_answers_anybody(client, db):
    answer = client.get("/kesehatan/")
    assert answer.status_code == 200
    assert answer.content == b"ok"


@pytest.mark.parametrize(("cookie", "language"), [("", "id"), ("en", "en"), ("xx", "id")])
def test_only_the_readers_own_choice_changes_the_language(rf, cookie, language):
    request = rf.get("/", headers={"Accept-Language": "en-US,en"})
    request.COOKIES["django_language"] = cookie
    answer = ChosenLanguage(lambda _request: HttpResponse(get_language()))(request)
    assert answer.content.decode() == language
    assert answer.headers["Content-Language"] == language
