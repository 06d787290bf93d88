"""The people of an office in the browser: who sees what, and each button by the right and the wrong ones."""

import re

import pytest
from cast import PASSWORD
from django.core import mail

from akuntabel.offices import deeds
from akuntabel.offices.models import Invitation, LogEntry, Membership, Person, Role, SecondFactor

HOUSE = "/contoh/kantor/"
PEOPLE = f"{HOUSE}orang/"
GOOD = "batu sungai langit kopi"
# page → the ability, in words of the cast: who may open it besides the administrator
PAGES = {
    HOUSE: ("reader", "operator", "verifier", "head", "superior", "supervisor"),
    PEOPLE: ("reader", "operator", "verifier", "head", "superior", "supervisor"),
    f"{HOUSE}ubah/": ("head",),
    f"{HOUSE}tahun/": ("head",),
    f"{HOUSE}tambah/": (),
    f"{HOUSE}pejabat/head/": ("head",),
    f"{HOUSE}pejabat/superior/": ("head",),
    f"{PEOPLE}undang/": ("head",),
    f"{PEOPLE}beri/": ("head",),
    f"{PEOPLE}{{operator}}/": ("head",),
}
EVERYBODY = ("reader", "operator", "verifier", "head", "superior", "supervisor")


@pytest.mark.parametrize("page", PAGES)
def test_who_opens_which_page(client, cast, page):
    address = page.format(operator=cast.operator.pk)
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/masuk/?next={address}")
    for role in ("administrator", *EVERYBODY):
        client.force_login(getattr(cast, role))
        expected = 200 if role in ("administrator", *PAGES[page]) else 403
        assert client.get(address).status_code == expected, role
    for stranger in ("outsider", "nobody"):
        client.force_login(getattr(cast, stranger))
        assert client.get(address).status_code == 404, stranger


BUTTONS = {
    "beri/": {"role": "reader"},
    "ambil/": {"role": "operator"},
    "nonaktif/": {},
    "aktif/": {},
    "tautan/": {},
    "faktor-kedua/": {},
}


@pytest.mark.parametrize("button", BUTTONS)
def test_buttons_about_a_person_by_the_wrong_ones(client, cast, button):
    address = f"{PEOPLE}{cast.operator.pk}/{button}"
    assert client.post(address, BUTTONS[button]).status_code == 302  # to the door
    before = list(Membership.objects.values())
    for role in ("reader", "operator", "verifier", "superior", "supervisor"):
        client.force_login(getattr(cast, role))
        assert client.post(address, BUTTONS[button]).status_code == 403, role
    for stranger in ("outsider", "nobody"):
        client.force_login(getattr(cast, stranger))
        assert client.post(address, BUTTONS[button]).status_code == 404, stranger
    client.force_login(cast.administrator)
    assert client.get(address).status_code == 405
    assert client.post(f"{PEOPLE}{cast.outsider.pk}/{button}", BUTTONS[button]).status_code == 404
    assert list(Membership.objects.values()) == before
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("button", ["tautan/", "faktor-kedua/"])
def test_a_head_cannot_come_in_as_somebody_else(client, cast, button):
    client.force_login(cast.head)
    assert client.post(f"{PEOPLE}{cast.superior.pk}/{button}").status_code == 403
    assert "Buat tautan masuk" not in client.get(f"{PEOPLE}{cast.superior.pk}/").content.decode()


def shown_link(client, page):
    """The link that ``page`` shows once: its path."""
    found = re.search(
        r'id="tautan" readonly value="http://testserver([^"]+)"', client.get(page).content.decode()
    )
    return found and found[1]


def invite(client, **changed):
    values = {"name": "Orang Baru", "username": "baru", "email": "", "role": "operator"}
    return client.post(f"{PEOPLE}undang/", values | changed)


def test_from_invitation_to_work(client, cast):
    client.force_login(cast.head)
    assert invite(client).url == PEOPLE
    link = shown_link(client, PEOPLE)
    assert shown_link(client, PEOPLE) is None
    client.logout()
    page = client.get(link).content.decode()
    assert 'value="Orang Baru"' in page
    assert "sebagai Operator di KPU Kabupaten Contoh" in page
    answer = client.post(link, {"name": "Orang Baru", "username": "baru", "password": GOOD, "again": GOOD})
    assert answer.url == "/"
    assert client.get(PEOPLE).status_code == 200
    client.logout()
    assert client.post("/masuk/", {"username": "Baru", "password": GOOD}).status_code == 302
    assert client.get(link).status_code == 410


def test_an_invitation_that_is_wrong_keeps_what_was_typed(client, cast):
    client.force_login(cast.head)
    page = invite(client, username="", name="Orang Baru").content.decode()
    assert "Isi nama pengguna atau alamat surel" in page
    assert 'value="Orang Baru"' in page
    page = invite(client, username="OPERATOR-CONTOH").content.decode()
    assert "sudah dipakai" in page
    assert 'aria-invalid="true"' in page
    assert not Invitation.objects.exists()


def test_the_password_rules_stand_beside_the_field(client, cast):
    client.force_login(cast.head)
    invite(client)
    link = shown_link(client, PEOPLE)
    values = {"name": "Orang Baru", "username": "baru", "password": "pendek", "again": "pendek"}
    page = client.post(link, values).content.decode()
    assert "baru 6 huruf; paling sedikit 12" in page
    page = client.post(link, values | {"password": GOOD}).content.decode()
    assert "Berbeda dari yang di atas" in page
    assert client.get(link).status_code == 200


def test_a_head_gives_no_administrator(client, cast):
    client.force_login(cast.head)
    assert "Pilih" in invite(client, role="administrator").content.decode() or not Invitation.objects.exists()
    assert not Invitation.objects.exists()
    answer = client.post(f"{PEOPLE}{cast.operator.pk}/beri/", {"role": "administrator"})
    assert answer.status_code == 403


def test_mail_goes_out_where_there_is_a_server(client, cast, settings):
    settings.SENDS_EMAIL = True
    client.force_login(cast.head)
    invite(client, username="", email="baru@contoh.go.id")
    [letter] = mail.outbox
    assert letter.to == ["baru@contoh.go.id"]
    assert shown_link(client, PEOPLE) is None
    link = re.search(r"http://testserver(/undangan/\S+)", letter.body)[1]
    assert client.get(link).status_code == 200


def test_a_new_link_kills_the_old_one_and_revoking_both(client, cast):
    client.force_login(cast.head)
    invite(client)
    first = shown_link(client, PEOPLE)
    address = f"{PEOPLE}undangan/{Invitation.objects.get().pk}/"
    client.post(address, {"ulang": ""})
    second = shown_link(client, PEOPLE)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    client.force_login(cast.operator)
    assert client.post(address, {"cabut": ""}).status_code == 403
    client.force_login(cast.outsider)
    assert client.post(address, {"cabut": ""}).status_code == 404
    client.force_login(cast.head)
    client.post(address, {"cabut": ""})
    assert client.get(second).status_code == 410


def test_giving_and_taking_roles(client, cast):
    client.force_login(cast.head)
    answer = client.post(f"{PEOPLE}beri/", {"username": "tetangga", "role": "verifier"})
    assert answer.url == PEOPLE
    assert set(cast.outsider.memberships.values_list("office__code", "role")) == {
        ("tetangga", "reader"),
        ("contoh", "verifier"),
    }
    page = client.get(PEOPLE).content.decode()
    assert f"{PEOPLE}{cast.outsider.pk}/" in page
    client.post(f"{PEOPLE}{cast.outsider.pk}/ambil/", {"role": "verifier"})
    assert not cast.outsider.memberships.filter(office=cast.office).exists()
    page = client.post(f"{PEOPLE}beri/", {"username": "tidak.ada", "role": "verifier"}).content.decode()
    assert "Tidak ada pengguna aktif bernama" in page


def test_people_of_offices_above_are_marked(client, cast):
    client.force_login(cast.reader)
    page = client.get(PEOPLE).content.decode()
    assert "Dari kantor di atasnya" in page
    assert "KPU Provinsi" in page
    assert "Undang orang" not in page
    assert "Nama pengguna" not in page


def test_deactivating_ends_the_session_at_once_and_for_good(client, cast, django_user_model):
    from django.test import Client

    theirs = Client()
    theirs.force_login(cast.operator)
    client.force_login(cast.head)
    client.post(f"{PEOPLE}{cast.operator.pk}/nonaktif/")
    assert theirs.get("/contoh/2024/").status_code == 302
    assert "tidak aktif" in client.get(PEOPLE).content.decode()
    client.post(f"{PEOPLE}{cast.operator.pk}/aktif/")
    assert theirs.get("/contoh/2024/").status_code == 302
    assert Person.objects.get(pk=cast.operator.pk).is_active


def test_the_last_administrator_cannot_leave(client, cast):
    client.force_login(cast.administrator)
    page = client.post(
        f"/kpu/kantor/orang/{cast.administrator.pk}/ambil/", {"role": "administrator"}, follow=True
    )
    assert "satu-satunya Administrator" in page.content.decode()
    assert cast.administrator.memberships.get().role == Role.ADMINISTRATOR


def test_an_administrator_makes_a_link_for_somebody_who_forgot(client, cast):
    client.force_login(cast.administrator)
    client.post(f"{PEOPLE}{cast.operator.pk}/tautan/")
    link = shown_link(client, f"{PEOPLE}{cast.operator.pk}/")
    row = LogEntry.objects.get(deed="person.link")
    assert (row.actor, row.target_id, row.changes) == (cast.administrator, str(cast.operator.pk), {})
    client.logout()
    client.post(link)
    page = client.get("/akun/").content.decode()
    assert "Anda masuk lewat tautan" in page
    assert "Kata sandi sekarang" not in page
    client.post("/akun/kata-sandi/", {"password": GOOD, "again": GOOD})
    assert Person.objects.get(username="operator-contoh").check_password(GOOD)
    assert "Kata sandi sekarang" in client.get("/akun/").content.decode()


def test_a_lost_phone(client, cast):
    secret = deeds.start_second_factor(by=cast.operator)
    SecondFactor.objects.update(confirmed_at="2026-01-01T00:00Z")
    client.force_login(cast.administrator)
    client.post(f"{PEOPLE}{cast.operator.pk}/faktor-kedua/")
    assert not SecondFactor.objects.exists()
    assert secret not in str(list(LogEntry.objects.values()))
    assert client.post("/masuk/", {"username": "operator-contoh", "password": PASSWORD}).url == "/"


def test_forms_need_their_token(cast):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.head)
    for address in (f"{PEOPLE}undang/", f"{PEOPLE}{cast.operator.pk}/nonaktif/", "/akun/kata-sandi/"):
        assert strict.post(address, {}).status_code == 403
    assert Person.objects.get(pk=cast.operator.pk).is_active


def test_a_name_is_never_markup(client, cast):
    cast.operator.first_name = "<script>alert(1)</script>"
    cast.operator.save()
    client.force_login(cast.head)
    for page in (PEOPLE, f"{PEOPLE}{cast.operator.pk}/"):
        assert "<script>alert" not in client.get(page).content.decode()


def test_a_page_offers_only_what_its_reader_may(client, cast):
    """A head neither takes the second party's role nor closes that account; an administrator does both."""
    page = f"{PEOPLE}{cast.superior.pk}/"
    offered = {}
    for reader in (cast.head, cast.administrator):
        client.force_login(reader)
        html = client.get(page).content.decode()
        offered[reader.username] = [
            word for word in ("Ambil<", "Nonaktifkan akun", 'value="superior"') if word in html
        ]
    assert offered == {
        "sekretaris-contoh": [],
        "admin-contoh": ["Ambil<", "Nonaktifkan akun", 'value="superior"'],
    }
