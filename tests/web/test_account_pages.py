"""One's own account, the second factor at the door, forgotten passwords, and guessing made slow."""

import re
import threading
import time

import pyotp
import pytest
from cast import PASSWORD, YEAR
from django.core import mail
from django.test import Client

from akuntabel.offices import deeds
from akuntabel.offices.deeds import sign_in_token
from akuntabel.offices.models import Attempts, LogEntry, Person, RecoveryCode, SecondFactor

GOOD = "batu sungai langit kopi"
INSIDE = f"/contoh/{YEAR}/"


def sign_in(client, username="operator-contoh", password=PASSWORD, **more):
    return client.post("/masuk/", {"username": username, "password": password, **more})


def test_my_account_is_for_people_who_signed_in(client, cast):
    for page in ("/akun/", "/akun/faktor-kedua/"):
        assert client.get(page).url == f"/masuk/?next={page}"
    client.force_login(cast.nobody)
    assert "belum diberi peran" in client.get("/akun/").content.decode()


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(client, cast):
    other = Client()
    for each in (client, other):
        assert sign_in(each).status_code == 302
    values = {"old": "salah", "password": GOOD, "again": GOOD}
    answer = client.post("/akun/kata-sandi/", values)
    assert answer.status_code == 422
    assert "Kata sandi sekarang tidak cocok" in answer.content.decode()
    assert client.post("/akun/kata-sandi/", values | {"old": PASSWORD}).url == "/akun/"
    assert client.get(INSIDE).status_code == 200
    assert other.get(INSIDE).status_code == 302
    assert sign_in(other, password=GOOD).status_code == 302


def test_the_old_password_cannot_be_guessed_from_an_open_session(client, cast):
    client.force_login(cast.operator)
    values = {"old": "salah", "password": GOOD, "again": GOOD}
    answers = [client.post("/akun/kata-sandi/", values).status_code for _guess in range(6)]
    assert answers == [422] * 5 + [429]


def test_an_email_address_is_kept_and_checked(client, cast):
    client.force_login(cast.operator)
    page = client.post("/akun/surel/", {"email": "bukan alamat"})
    assert "Ini bukan alamat surel" in page.content.decode()
    wrong = client.post("/akun/surel/", {"email": "operator@contoh.go.id", "old": "salah"})
    assert (wrong.status_code, "Kata sandi sekarang tidak cocok." in wrong.content.decode()) == (422, True)
    assert Person.objects.get(username="operator-contoh").email == ""
    client.post("/akun/surel/", {"email": "operator@contoh.go.id", "old": PASSWORD})
    assert Person.objects.get(username="operator-contoh").email == "operator@contoh.go.id"
    assert LogEntry.objects.latest("pk").deed == "person.email"


# ---------------------------------------------------------------- the second factor


@pytest.fixture
def enrolled(client, cast):
    """The operator with a second factor set up in the browser; returns secret and recovery codes."""
    client.force_login(cast.operator)
    page = client.get("/akun/faktor-kedua/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    wrong = client.post("/akun/faktor-kedua/", {"code": "000000"})
    assert "tidak cocok" in wrong.content.decode()
    page = client.post("/akun/faktor-kedua/", {"code": pyotp.TOTP(secret).now()}).content.decode()
    codes = re.findall(r"<li><code>([a-z2-9-]+)</code>", page)
    assert client.get(INSIDE).status_code == 200
    SecondFactor.objects.update(last_step=0)  # as if half a minute had gone by
    client.logout()
    return secret, codes


def test_the_code_is_asked_after_the_password(client, enrolled):
    answer = sign_in(client, next=INSIDE)
    assert answer.url == "/masuk/kode/"
    assert client.get(INSIDE).status_code == 302
    assert client.post("/masuk/kode/", {"code": "123456"}).status_code == 422
    assert client.get(INSIDE).status_code == 302
    code = pyotp.TOTP(enrolled[0]).now()
    assert client.post("/masuk/kode/", {"code": code}).url == INSIDE
    assert client.get(INSIDE).status_code == 200
    client.logout()
    sign_in(client)
    assert client.post("/masuk/kode/", {"code": code}).status_code == 422


def test_the_code_is_asked_after_a_link_too(client, cast, enrolled):
    person = Person.objects.get(pk=cast.operator.pk)
    assert client.post(f"/masuk/{sign_in_token(person)}/").url == "/masuk/kode/"
    assert client.get(INSIDE).status_code == 302
    assert client.post("/masuk/kode/", {"code": enrolled[1][0]}).url == "/"
    assert client.get(INSIDE).status_code == 200


def test_the_code_page_needs_the_password_first(client, enrolled):
    assert client.get("/masuk/kode/").url == "/masuk/"
    assert client.post("/masuk/kode/", {"code": enrolled[1][0]}).url == "/masuk/"
    assert not RecoveryCode.objects.filter(used_at__isnull=False).exists()


def test_the_code_page_waits_ten_minutes_only(client, enrolled, monkeypatch):
    sign_in(client)
    now = time.time()
    monkeypatch.setattr("akuntabel.web.entering.time.time", lambda: now + 601)
    assert client.post("/masuk/kode/", {"code": enrolled[1][0]}).url == "/masuk/"


def test_a_recovery_code_lets_in_once(client, enrolled):
    sign_in(client)
    assert client.post("/masuk/kode/", {"code": enrolled[1][2]}).url == "/"
    client.logout()
    sign_in(client)
    assert client.post("/masuk/kode/", {"code": enrolled[1][2]}).status_code == 422


def test_codes_cannot_be_guessed_by_entering_the_password_again(client, enrolled):
    answers = []
    for _guess in range(6):
        sign_in(client)
        answers.append(client.post("/masuk/kode/", {"code": "000000"}).status_code)
    assert answers == [422] * 5 + [429]


def test_new_recovery_codes_and_turning_it_off(client, cast, enrolled):
    client.force_login(Person.objects.get(pk=cast.operator.pk))
    page = client.post("/akun/faktor-kedua/ubah/", {"code": enrolled[1][0], "pulih": ""}).content.decode()
    fresh = re.findall(r"<li><code>([a-z2-9-]+)</code>", page)
    assert len(set(fresh) - set(enrolled[1])) == 10
    assert client.post("/akun/faktor-kedua/ubah/", {"code": enrolled[1][1], "matikan": ""}).status_code == 422
    assert client.post("/akun/faktor-kedua/ubah/", {"code": fresh[0], "matikan": ""}).url == "/akun/"
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize(("who", "led"), [("head", True), ("administrator", True), ("operator", False)])
def test_where_it_is_demanded_it_comes_first(client, cast, settings, who, led):
    settings.REQUIRE_TOTP = True
    client.force_login(getattr(cast, who))
    answer = client.get(INSIDE)
    assert (answer.status_code == 302 and answer.url == "/akun/faktor-kedua/") == led
    assert client.get("/akun/faktor-kedua/").status_code == 200
    assert client.post("/keluar/").status_code == 302


# ---------------------------------------------------------------- guessing


@pytest.mark.parametrize("username", ["operator-contoh", "tidak-ada"])
def test_the_sixth_guess_waits_whether_the_name_exists_or_not(client, cast, username):
    answers = [sign_in(client, username, "salah") for _guess in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    page = answers[-1].content.decode()
    assert "Tunggu 15 detik, lalu coba lagi" in page
    assert sign_in(client, username).status_code == 429


def test_a_stranger_sees_no_difference_between_names(client, cast):
    pages = [
        re.sub(r'csrfmiddlewaretoken" value="\w+"', "", sign_in(client, name, "salah").content.decode())
        for name in ("operator-contoh", "tidakada-contoh")
    ]
    assert pages[0].replace("operator-contoh", "") == pages[1].replace("tidakada-contoh", "")


def test_many_names_from_one_address_wait_too(client, cast):
    answers = [sign_in(client, f"orang{number}", "salah").status_code for number in range(52)]
    assert answers[-1] == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    assert sign_in(elsewhere).status_code == 302


def test_the_right_password_clears_the_count(client, cast):
    for _round in range(3):
        for _guess in range(4):
            sign_in(client, password="salah")
        assert sign_in(client).status_code == 302
        client.logout()
    assert Attempts.objects.count() == 1  # the address


# ---------------------------------------------------------------- forgotten


def test_without_mail_the_page_says_whom_to_ask(client, db):
    page = client.get("/lupa/").content.decode()
    assert "Minta administrator kantor Anda" in page
    assert '<form method="post" novalidate>' not in page
    client.post("/lupa/", {"who": "operator-contoh"})
    assert mail.outbox == []


def ask(client, who, **more):
    """Ask for a link, and wait until the thread that looks ``who`` up and writes has done so."""
    answer = client.post("/lupa/", {"who": who}, **more)
    for thread in [each for each in threading.enumerate() if each.name == "letter"]:
        thread.join(10)
    return answer


def test_with_mail_a_link_goes_to_the_address_on_file(client, cast, settings, transactional_db):
    settings.SENDS_EMAIL = True
    Person.objects.filter(username="operator-contoh").update(email="operator@contoh.go.id")
    answers = [ask(client, who, follow=True) for who in ("Operator-Contoh", "tidak-ada")]
    pages = [answer.content.decode() for answer in answers]
    assert all("tautan masuk sudah dikirim" in page for page in pages)
    [letter] = mail.outbox
    assert letter.to == ["operator@contoh.go.id"]
    assert LogEntry.objects.filter(deed="person.link").count() == 1
    link = re.search(r"http://testserver(/masuk/\S+)", letter.body)[1]
    assert client.post(link).url == "/"
    assert client.get(INSIDE).status_code == 200


def test_asking_again_and_again_waits(client, cast, settings, transactional_db):
    settings.SENDS_EMAIL = True
    answers = [ask(client, "tidak-ada").status_code for _again in range(4)]
    assert answers == [302, 302, 302, 429]


def test_nothing_of_a_person_hides_in_the_session_before_the_code(client, cast, enrolled):
    sign_in(client)
    assert "_auth_user_id" not in client.session
    assert deeds.find_person("operator-contoh").pk == client.session["second_factor"]["person"]
