"""Writing records in Debian's chromium: few keys, doubles told while typing, nothing typed is lost, axe."""

import pytest
from cast import YEAR, assemble_cast
from test_in_the_browser import PHONE, WIDE, browse, chromium, pytestmark  # noqa: F401

from akuntabel.evidence.deeds import Row, add_record
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.models import Membership, Person, Role

PASSWORD = "kata-sandi-yang-panjang"
NEW = f"/contoh/{YEAR}/bukti/voter_education/baru/"


@pytest.fixture
def office(db):
    """The office ``contoh`` with an operator who has written one event already."""
    cast = assemble_cast()
    person = Person.objects.create_user(username="operator", password=PASSWORD)
    Membership.objects.create(person=person, office=cast.office, role=Role.OPERATOR)
    data = {"segment": "pemula", "title": "Kelas pemula", "date": "2024-03-03", "status": "done"}
    register = pack_of(cast.office).registers["voter_education"]
    add_record(office=cast.office, year=YEAR, register=register, row=Row(data), by=person)
    return cast.office


def test_an_event_takes_few_keys_beyond_its_text(office, browse):  # noqa: F811
    page = browse(NEW, person="operator")
    keys = 0

    def press(key):
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    press("Tab")  # the segment of last time stays
    page.keyboard.type("Pemilih pemula di SMA 4")
    press("Tab")
    page.keyboard.type("4/3")
    press("Tab")
    page.keyboard.type("SMA 4")
    press("Tab")  # how it went is asked anew each time
    press("t")
    with page.expect_navigation():
        press("Enter")
    assert page.locator(".notice").first.inner_text().startswith("Tersimpan: Pemilih pemula di SMA 4")
    assert page.evaluate("document.activeElement.id") == "id_f-segment"
    press("m")  # another segment by its first letter
    assert keys <= 12
    record = Record.objects.get(title="Pemilih pemula di SMA 4")
    assert (record.data["segment"], record.data["status"], str(record.date)) == (
        "pemula",
        "done",
        "2024-03-04",
    )


def test_a_double_is_told_while_typing_and_waits_for_a_tick(office, browse):  # noqa: F811
    page = browse(NEW, person="operator")
    page.check('[name="f-status"][value="done"]')
    page.fill("#id_f-title", "Kelas Pemula.")
    page.fill("#id_f-date", "4 maret")
    page.press("#id_f-date", "Tab")
    page.wait_for_selector(".doubles")
    assert "Kelas pemula, 3 Maret 2024" in page.inner_text(".doubles")
    page.press("#id_f-title", "Enter")
    page.wait_for_selector(".doubles input:focus")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text(".notice").startswith("Tersimpan: Kelas Pemula.")


def test_typing_survives_a_closed_page_and_goes_once_it_is_saved(office, browse):  # noqa: F811
    page = browse(NEW, person="operator")
    page.fill("#id_f-title", "Belum sempat disimpan")
    page.goto("/")
    page.goto(NEW)
    page.click("text=Pakai ketikan itu")
    assert page.input_value("#id_f-title") == "Belum sempat disimpan"
    page.check('[name="f-status"][value="done"]')
    with page.expect_navigation():
        page.press("#id_f-title", "Enter")
    page.goto(NEW)
    assert page.locator(".draft").is_hidden()
    assert page.complaints == []


def test_typing_survives_being_signed_out(office, browse):  # noqa: F811
    page = browse(NEW, person="operator")
    page.fill("#id_f-title", "Diketik sesudah sesi habis")
    page.context.clear_cookies(name="sessionid")
    page.press("#id_f-title", "Tab")  # the look while typing meets the door, and stays silent
    page.wait_for_timeout(600)
    assert page.locator("#cek #id_username").count() == 0
    page.press("#id_f-title", "Enter")
    page.fill("#id_username", "operator")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".leave", state="attached")
    page.goto(NEW)
    page.click("text=Pakai ketikan itu")
    assert page.input_value("#id_f-title") == "Diketik sesudah sesi habis"


def test_two_who_edit_meet_and_the_second_saves_knowingly(office, browse):  # noqa: F811
    pk = Record.objects.get(title="Kelas pemula").pk
    edit = f"/contoh/{YEAR}/bukti/voter_education/{pk}/ubah/"
    one, two = browse(edit, person="operator"), browse(edit, person="operator")
    one.fill("#id_f-title", "Judul pertama")
    one.press("#id_f-title", "Enter")
    one.wait_for_selector(".facts")
    two.fill("#id_f-place", "Aula")
    two.press("#id_f-place", "Enter")
    two.wait_for_selector(".versions")
    assert "Judul pertama" in two.inner_text(".versions")
    assert two.input_value("#id_f-place") == "Aula"
    two.press("#id_f-place", "Enter")
    two.wait_for_selector(".facts")
    assert Record.objects.get(pk=pk).data["place"] == "Aula"
    assert two.locator(".draft").count() == 0


def test_letters_choose_among_the_few(office, browse):  # noqa: F811
    page = browse(NEW, person="operator")
    page.focus("#id_f-status_0")
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.value") == "cancelled"
    assert page.is_checked("#id_f-status_2")


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_axe_finds_nothing_and_nothing_runs_out_sideways(office, browse, viewport, scheme):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    pk = Record.objects.get(title="Kelas pemula").pk
    here = f"/contoh/{YEAR}/bukti/"
    page = browse(here, person="operator", viewport=viewport, scheme=scheme)
    for path in (
        here,
        f"{here}voter_education/?keadaan=semua",
        f"{here}lppa/",
        NEW,
        f"{here}lppa/baru/",
        f"{here}voter_education/{pk}/",
        f"{here}voter_education/{pk}/ubah/",
        f"{here}voter_education/{pk}/tarik/",
        f"/contoh/{YEAR}/kunci/",
    ):
        page.goto(path)
        for details in page.locator("main summary").all():
            if details.locator("xpath=..").get_attribute("open") is None:
                details.click()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []
