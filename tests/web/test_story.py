"""The whole story in Debian's chromium: an empty installation, six people, a year of one office.

Each person has a browser of their own and uses what can be read on the screen.
"""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from story_desk import GOOD, PASTE, PDF, Desk
from test_in_the_browser import chromium, pytestmark  # noqa: F401

from akuntabel.evidence.models import Record
from akuntabel.offices.deeds import setup_token, waits_for_setup
from akuntabel.offices.models import LogEntry
from akuntabel.offices.trail import verify
from akuntabel.planning.models import Agreement
from akuntabel.planning.seal import broken_seals

YEAR = "/kpu-contoh/2025/"
REGISTER = f"{YEAR}bukti/voter_education/"
PEOPLE = (
    ("operator", "Operator Contoh", "Operator"),
    ("sekretaris", "Sekretaris Contoh", "Sekretaris"),
    ("ketua", "Ketua Contoh", "Ketua"),
    ("pembaca", "Pembaca Contoh", "Pembaca"),
)
EVENT = "17.2"  # the indicator that counts events for new voters


@pytest.fixture
def desks(chromium, live_server, settings, tmp_path):  # noqa: F811
    """Gives a new browser for each person who sits down; closes them all in the end."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    opened = []

    def sit_down():
        opened.append(Desk(chromium, live_server.url))
        return opened[-1]

    sit_down.all = opened
    yield sit_down
    for desk in opened:
        desk.context.close()


def test_an_office_keeps_its_books_from_the_first_start_to_a_revised_agreement(db, desks):
    assert waits_for_setup()
    administrator = desks()
    set_up(administrator)
    who = {username: invited(administrator, desks(), *rest) for username, *rest in _people()}
    operator, head, superior = who["operator"], who["sekretaris"], who["ketua"]
    plan(operator)
    sign(head)
    sign(superior, date="2025-01-06")
    assert operator.indicator(YEAR, EVENT)[2:4] == ["4", "belum ada data"]
    by_form(operator)
    assert operator.indicator(YEAR, EVENT)[2:5] == ["4", "1", "25,00%"]
    by_grid(operator)
    assert operator.indicator(YEAR, EVENT)[2:5] == ["4", "3", "75,00%"]
    by_excel(operator)
    assert operator.indicator(YEAR, EVENT)[2:5] == ["4", "5", "125,00%"]
    attach(operator)
    lock(head)
    correct(operator)
    assert operator.indicator(YEAR, EVENT)[2:5] == ["4", "4", "100,00%"]
    revise(operator, head, superior)
    assert operator.indicator(YEAR, EVENT)[2:5] == ["8", "4", "50,00%"]
    reads_only(who["pembaca"])
    the_trail_tells_it(superior)
    assert list(verify()) == []
    assert list(broken_seals()) == []
    assert [desk.complaints for desk in desks.all] == [[]] * len(desks.all)


def _people():
    return [(username, name, username, role) for username, name, role in PEOPLE]


# ---------------------------------------------------------------- people


def set_up(desk):
    """The administrator at the address that the first start prints."""
    desk.open(f"/mulai/{setup_token()}/")
    desk.write(
        Nama_lengkap="Administrator Contoh",
        Nama_pengguna="admin",
        Kata_sandi_baru=GOOD,
        Ulangi_kata_sandi_baru=GOOD,
        Nama_kantor="Sekretariat KPU Kabupaten Contoh",
        Tingkat="Kabupaten",
        Tempat_tanda_tangan="Kota Contoh",
        Zona_waktu="WITA",
    )
    desk.press("Buat administrator dan kantor")
    desk.says("Akuntabel siap.")
    desk.press("Buka tahun")
    desk.write(Tahun="2025")
    desk.press("Buka tahun")
    for role in ("Sekretaris", "Ketua"):
        desk.open("/kpu-contoh/kantor/")
        desk.page.get_by_role("link", name=re.compile(rf"^Isi.*{role}")).first.click()
        desk.put("Nama dengan gelar", f"{role} Contoh")
        desk.put("Jabatan", role)
        desk.press("Simpan pejabat")


def invited(administrator, desk, name, username, role):
    """Invite somebody; they open the link in a browser of their own and make their account."""
    administrator.open("/kpu-contoh/kantor/orang/")
    administrator.press("Undang orang")
    administrator.write(Nama_lengkap=name, Nama_pengguna=username, Peran=role)
    administrator.press("Buat undangan")
    desk.open(administrator.page.get_by_label("Alamat tautan").input_value())
    desk.write(Kata_sandi_baru=GOOD, Ulangi_kata_sandi_baru=GOOD)
    desk.press("Buat akun dan masuk")
    assert name in desk.page.inner_text("header")
    return desk


# ---------------------------------------------------------------- plan


def plan(desk):
    """RKT from the pack, a target for each indicator, the draft agreement."""
    desk.open(f"{YEAR}rencana/")
    desk.press("Buat RKT dari paket KPU")
    desk.press("Isi semua target")
    cells = desk.page.locator("main form").get_by_role("textbox")
    assert cells.count() == 22
    cells.first.focus()
    for row in range(22):
        code = cells.nth(row).get_attribute("aria-label").removeprefix("RKT ")
        desk.page.keyboard.type("4" if code == EVENT else "90")
        desk.page.keyboard.press("Tab")
    desk.press("Simpan target")
    desk.press("Buat perjanjian kinerja")
    desk.says("Perjanjian Kinerja 2025")


def sign(desk, date=""):
    """Read the agreement and sign it."""
    desk.open(f"{YEAR}rencana/")
    desk.press("Baca dan tandatangani")
    if date:
        desk.put("Tanggal perjanjian", date)
    desk.page.get_by_label("Saya sudah membaca perjanjian ini").check()
    desk.press("Tandatangani")
    desk.says("Perjanjian berlaku." if date else "Anda sudah menandatangani.")


def revise(operator, head, superior):
    """A new version with another target; the old one is in force until both have signed."""
    operator.open(f"{YEAR}rencana/perjanjian/1/")
    operator.press("Buat perubahan")
    operator.put("Alasan", "Sekolah sasaran bertambah")
    operator.press("Buat perubahan")
    operator.press("Isi target")
    operator.put(f"Perjanjian {EVENT}", "8")
    operator.press("Simpan target")
    assert operator.indicator(YEAR, EVENT)[2] == "4"
    sign(head)
    sign(superior, date="2025-06-02")
    assert [row.version for row in Agreement.objects.exclude(signed_on=None).order_by("version")] == [1, 2]


# ---------------------------------------------------------------- evidence


def by_form(desk):
    """One event by the form, from the list of registers."""
    desk.open(f"{YEAR}bukti/")
    desk.press("Pendidikan pemilih")
    desk.press("Tambah catatan")
    event(desk, "Kelas pemula di SMA 1", "3/2", "SMA 1")
    desk.page.get_by_label("Terlaksana").check()
    desk.press("Simpan catatan")
    desk.says("Tersimpan: Kelas pemula di SMA 1")


def event(desk, title, date, place):
    """Type the fields of an event that are text."""
    desk.page.get_by_label("Segmen utama").select_option(label="Pemilih pemula")
    for label, value in (("Nama kegiatan", title), ("Tanggal", date), ("Tempat", place)):
        desk.page.locator("main").get_by_label(label).first.fill(value)


def by_grid(desk):
    """Two events pasted from Excel into the table."""
    desk.open(REGISTER)
    desk.press("Isi sebagai tabel")
    lines = [f"Pemilih pemula\tKelas tempel {n}\t{n}/3/2025\tSMA {n}\tTerlaksana" for n in (2, 3)]
    desk.page.get_by_text("Semua tersimpan").wait_for()
    cell = desk.page.locator("tbody tr:not([data-pk])").first.get_by_label("Segmen utama")
    cell.focus()
    desk.page.evaluate(PASTE, [cell.element_handle(), "\r\n".join(lines)])
    desk.page.wait_for_selector("#grid-summary[data-state=saved]")


def by_excel(desk):
    """The template, filled with two events, handed in, looked at, kept."""
    desk.open(REGISTER)
    with desk.page.expect_download() as taken:
        desk.page.get_by_role("link", name="Templat Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    sheet = book.worksheets[0]
    heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
    for row, place in ((2, "SMA 7"), (3, "SMA 8")):
        filled = {
            "Segmen utama": "Pemilih pemula", "Nama kegiatan": f"Kelas Excel {place}",
            "Tanggal": f"{row}-05-2025", "Tempat": place, "Status": "Terlaksana",
        }  # fmt: skip
        for head, value in filled.items():
            sheet.cell(row, heads[head]).value = value
    file = io.BytesIO()
    book.save(file)
    desk.press("Masukkan dari Excel")
    sent = {"name": "kegiatan.xlsx", "mimeType": "application/octet-stream", "buffer": file.getvalue()}
    desk.page.get_by_label("Berkas tabel").set_input_files(sent)
    desk.press("Periksa tabel ini")
    desk.says("Kelas Excel SMA 8")
    assert not Record.objects.filter(title__startswith="Kelas Excel").exists()
    desk.press("Simpan 2 catatan")
    desk.says("2 catatan disimpan: 2 baru, 0 berubah.")


def attach(desk):
    """A PDF that proves the first event, taken away again byte for byte."""
    desk.open(REGISTER)
    desk.page.get_by_role("link", name="Kelas pemula di SMA 1").first.click()
    desk.page.get_by_label("Lampirkan berkas").set_input_files(
        {"name": "daftar hadir.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    desk.press("Lampirkan")
    desk.says("1 berkas dilampirkan.")
    with desk.page.expect_download() as taken:
        desk.page.get_by_role("link", name="daftar hadir.pdf", exact=True).click()
    assert taken.value.path().read_bytes() == PDF


def lock(desk):
    """The first quarter is locked once it has been reported."""
    desk.open(f"{YEAR}kunci/")
    desk.page.locator("main summary").filter(has_text="Kunci Triwulan I 2025").click()
    desk.press("Ya, kunci")
    desk.says("Triwulan I 2025 dikunci.")


def correct(desk):
    """A locked record is replaced by a new row, with the reason; the old one can still be read."""
    desk.open(REGISTER)
    desk.page.get_by_role("link", name="Kelas tempel 2").first.click()
    desk.press("Ganti dengan alasan")
    desk.page.get_by_label("Segmen utama").select_option(label="Pemilih muda")
    desk.press("Simpan pengganti")
    assert Record.objects.filter(title="Kelas tempel 2").count() == 1  # not without a reason
    desk.page.locator("main").get_by_label("Alasan").first.fill("Pesertanya pemilih muda")
    desk.press("Simpan pengganti")
    desk.says("Catatan pengganti tersimpan")
    desk.press("catatan sebelumnya")
    desk.says("Catatan ini sudah diganti.")


# ---------------------------------------------------------------- what others see


def reads_only(desk):
    """The reader sees figures and records, and no button that would change any."""
    assert desk.indicator(YEAR, EVENT)[2:5] == ["8", "4", "50,00%"]
    for path in (REGISTER, f"{YEAR}rencana/", f"{YEAR}rencana/perjanjian/2/", f"{YEAR}kunci/"):
        desk.open(path)
        for word in (
            "Tambah",
            "Isi sebagai tabel",
            "Masukkan",
            "Buat perubahan",
            "Baca dan tanda",
            "Kunci Tri",
        ):
            assert desk.page.locator("main").get_by_role("button", name=word).count() == 0, (path, word)
            assert desk.page.locator("main").get_by_role("link", name=word).count() == 0, (path, word)
    desk.open(f"{YEAR}kunci/")
    assert desk.page.locator("main form").count() == 0
    assert desk.page.request.get(f"{REGISTER}baru/").status == 403
    assert desk.page.request.get("/kpu-contoh/riwayat/").status == 403


def the_trail_tells_it(desk):
    """All of it stands in the trail, with who did it."""
    desk.open("/kpu-contoh/riwayat/")
    told, pages = desk.text, 1
    while (older := desk.page.get_by_role("link", name="Lebih lama")).count():
        older.click()
        desk.page.wait_for_load_state()
        told, pages = told + desk.text, pages + 1
    assert pages > 1
    for words in (
        "Administrator Contoh", "Operator Contoh", "Sekretaris Contoh", "Ketua Contoh", "Kelas tempel 2",
        "Pesertanya pemilih muda", "daftar hadir.pdf", "Kelas Excel SMA 8", "Sekolah sasaran bertambah",
        "Triwulan I 2025", "Pembaca Contoh",
    ):  # fmt: skip
        assert words in told, words
    desk.open("/kpu-contoh/riwayat/")
    desk.press("Periksa keutuhan")
    assert LogEntry.objects.count() > 60
    desk.says("utuh")
