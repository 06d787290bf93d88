"""The year closes in Debian's chromium: five people bring Paser 2024 from its evidence to a sealed report.

One states the figures, another verifies them, the head approves and seals, the superior and a reader look
on. Then a figure is opened again, corrected by a new row, and the next edition tells what changed.
"""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from story_desk import GOOD, Desk
from test_in_the_browser import chromium, pytestmark  # noqa: F401

from akuntabel import cli
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.recompute import recompute
from akuntabel.measuring.selectors import measure_year
from akuntabel.offices.models import Membership, Person, Role
from akuntabel.offices.trail import verify
from akuntabel.reporting.editions import verify_edition
from akuntabel.reporting.models import Edition

YEAR = "/kpu-paser/2024/"
MEASURING = f"{YEAR}pengukuran/?periode=2024"
CAUSES = f"{YEAR}laporan/naskah/objective.17/causes/"
NOTE = "Contoh keterangan: dijelaskan dalam uraian sasaran."
WRITTEN = "Contoh uraian: kegiatan untuk pemilih pemula ada {indicator.17.2.actual}."
ROLES = (Role.OPERATOR, Role.VERIFIER, Role.HEAD, Role.SUPERIOR, Role.READER)


@pytest.fixture
def five(paser, chromium, live_server, settings, tmp_path, transactional_db):  # noqa: F811
    """Five people of the office, each at a browser of their own."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    desks = {}
    for role in ROLES:
        person = Person.objects.create_user(f"cerita-{role.value}", password=GOOD, first_name="Contoh")
        Membership.objects.create(person=person, office=paser, role=role)
        desk = desks[role] = Desk(chromium, live_server.url)
        desk.open("/masuk/")
        desk.write(Nama_pengguna=person.username, Kata_sandi=GOOD)
        desk.press("Masuk")
    yield desks
    for desk in desks.values():
        desk.context.close()


def test_paser_closes_its_year(five, paser, tmp_path):
    operator, verifier, head = (five[role] for role in ROLES[:3])
    golden = headline(operator)
    assert golden[0] == "166,31%"
    state(operator)
    assert not any(words.startswith("Nyatakan") for words in buttons(operator))
    give_back_one(verifier)
    state(operator, again="17.2")
    verify_all(verifier)
    assert "Setujui" not in " ".join(buttons(verifier))
    approve_all(head)
    assert Actual.objects.filter(office=paser, standing=Standing.APPROVED).count() == 22
    assert headline(operator) == golden
    write(operator)
    seal(head, number=1)
    first = download(five[Role.READER], 1, tmp_path / "1")
    assert cli.main(["check", *map(str, first.values())]) == 0
    assert "edition_seal" not in five[Role.READER].page.content()
    assert five[Role.READER].page.request.get(f"{YEAR}laporan/segel/").status == 403
    reopen_and_correct(operator, verifier, head)
    seal(head, number=2, reason="Satu kegiatan ternyata untuk pemilih muda")
    five[Role.SUPERIOR].open(f"{YEAR}laporan/edisi/2/")
    changes = five[Role.SUPERIOR].text
    for words in ("28 keg", "27 keg", "Satu kegiatan ternyata untuk pemilih muda"):
        assert words in changes
    second = download(five[Role.SUPERIOR], 2, tmp_path / "2")
    assert cli.main(["check", *map(str, second.values())]) == 0
    assert {name: file.read_bytes() for name, file in first.items()} == {
        name: file.read_bytes() for name, file in download(operator, 1, tmp_path / "3").items()
    }
    the_books_agree(paser)
    assert [desk.complaints for desk in five.values()] == [[]] * len(five)


def headline(desk):
    """The average of the year page, and the achievements that the golden figures name."""
    desk.open(YEAR)
    average = desk.page.locator(".big .num").first.inner_text().strip()
    codes = ("1", "3", "4.2", "17.2")
    return [average, *(desk.indicator(YEAR, code)[4] for code in codes)]


def buttons(desk):
    """The words of all buttons in the page."""
    return desk.page.locator("main").get_by_role("button").all_inner_texts()


def state(desk, again=""):
    """Submit what is ticked, with a note wherever the page asks for one."""
    desk.open(MEASURING)
    for box in desk.page.locator("textarea[name^=note-]").all():
        if not box.input_value():
            box.fill(NOTE)
    desk.press("Ajukan")
    desk.says(again or "diajukan")


def give_back_one(desk):
    """The verifier sends one figure back with a reason."""
    desk.open(MEASURING)
    for box in desk.page.locator("input[name=pilih]").all():
        box.set_checked(box.get_attribute("value") == "17.2")
    desk.page.get_by_text("Kembalikan yang dicentang dengan alasan").click()
    desk.put("Alasan", "Sebut sekolahnya")
    desk.page.get_by_role("button", name="Kembalikan", exact=True).click()
    desk.page.wait_for_load_state()
    desk.says("Sebut sekolahnya")


def verify_all(desk):
    """The verifier finds the rest right."""
    desk.open(MEASURING)
    desk.press("Nyatakan")
    desk.page.wait_for_load_state()


def approve_all(desk):
    """The head approves what was verified."""
    desk.open(MEASURING)
    desk.press("Setujui")
    desk.says("22 dari 22 sudah disetujui")


def write(desk):
    """A cause is written with a figure in it; the preview shows the number before it is saved."""
    desk.open(CAUSES)
    desk.page.get_by_label("Naskah", exact=True).fill(WRITTEN)
    desk.page.locator("#pratinjau-isi").get_by_text("ada 28 keg").wait_for()
    desk.press("Simpan naskah")
    desk.says("28 keg")


def seal(desk, number, reason=""):
    """The head seals the next edition."""
    desk.open(f"{YEAR}laporan/segel/")
    if reason:
        desk.put("Mengapa edisi sebelumnya diganti?", reason)
    for box in desk.page.locator("main form input[type=checkbox]").all():
        box.check()
    desk.page.get_by_role("button", name=f"Segel edisi {number}").click(timeout=60000)
    desk.page.wait_for_load_state()
    desk.says(f"edisi {number}")
    assert Edition.objects.count() == number


def download(desk, number, folder):
    """The Word and PDF files of an edition, as the page gives them."""
    folder.mkdir()
    desk.open(f"{YEAR}laporan/edisi/{number}/")
    found = {}
    for ending in ("docx", "pdf"):
        link = desk.page.locator(f"main a[href$='.{ending}']").first
        answer = desk.page.request.get(link.get_attribute("href"))
        assert answer.status == 200
        found[ending] = folder / f"laporan.{ending}"
        found[ending].write_bytes(answer.body())
    assert zipfile.is_zipfile(io.BytesIO(found["docx"].read_bytes()))
    return found


def reopen_and_correct(operator, verifier, head):
    """17.2 is opened again by two people; one event is replaced by a row that is no longer for new voters."""
    operator.open(f"{YEAR}pengukuran/2024/17.2/")
    operator.press("Minta dibuka lagi")
    operator.put("Alasan", "Satu kegiatan salah segmen")
    operator.page.locator("main form").get_by_role("button").first.click()
    operator.page.wait_for_load_state()
    verifier.open(f"{YEAR}pengukuran/2024/17.2/")
    verifier.press("Buka lagi")
    operator.open(f"{YEAR}bukti/voter_education/?f-segment=pemula")
    operator.page.locator("tbody a[href*='/voter_education/']").first.click()
    operator.press("Ganti dengan alasan")
    operator.page.get_by_label("Segmen utama").select_option(label="Pemilih muda")
    operator.page.locator("main").get_by_label("Alasan").first.fill("Pesertanya pemilih muda")
    operator.press("Simpan pengganti")
    for desk, press in ((operator, state), (verifier, verify_all)):
        press(desk)
    approve_all(head)
    assert operator.indicator(YEAR, "17.2")[3] == "27"


def the_books_agree(office):
    """Locked figures are what their frozen evidence gives, every edition is what was sealed, the trail holds."""
    policy = measure_year(office, 2024).policy
    for actual in Actual.objects.filter(office=office, standing=Standing.APPROVED):
        assert recompute(actual, policy).number == actual.number, actual
        assert len({actual.submitted_by_id, actual.verified_by_id, actual.approved_by_id}) == 3
    assert [verify_edition(edition) for edition in Edition.objects.order_by("number")] == [[], []]
    assert list(verify()) == []
    figures = {each["id"]: each for each in json.loads(Edition.objects.get(number=1).figures)["figures"]}
    assert figures["average.headline"]["text"] == "166,31%"
