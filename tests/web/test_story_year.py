"""A whole year of a small office in Debian's chromium: five people, four quarters, money, a meeting, an edition.

Each person has a browser of their own. Forms are filled by the names of their fields, as a browser sends them.
"""

from __future__ import annotations

import pytest
from cast import PASSWORD, YEAR, assemble_cast
from story_desk import Desk
from test_in_the_browser import chromium, pytestmark  # noqa: F401

from akuntabel.core.periods import Period
from akuntabel.evidence.models import PeriodLock
from akuntabel.measuring.models import Actual, Standing
from akuntabel.measuring.recompute import recompute
from akuntabel.measuring.selectors import measure_year
from akuntabel.meetings.models import FollowUp, Meeting
from akuntabel.offices.trail import verify
from akuntabel.planning.models import BudgetVersion
from akuntabel.reporting.editions import verify_edition
from akuntabel.reporting.models import Edition

HERE = f"/contoh/{YEAR}/"
PEOPLE = {
    "operator": "operator-contoh",
    "verifier": "pemeriksa-contoh",
    "head": "sekretaris-contoh",
    "superior": "ketua-contoh",
    "reader": "pembaca",
}
NOTE = "Contoh keterangan."


@pytest.fixture
def people(transactional_db, chromium, live_server, settings, tmp_path):  # noqa: F811
    """Five people of the office, signed in."""
    settings.ATTACHMENTS_ROOT = tmp_path / "attachments"
    cast = assemble_cast()
    desks = {}
    for name, username in PEOPLE.items():
        desk = desks[name] = Desk(chromium, live_server.url)
        desk.open("/masuk/")
        desk.write(Nama_pengguna=username, Kata_sandi=PASSWORD)
        desk.press("Masuk")
    yield cast, desks
    for desk in desks.values():
        desk.context.close()


def test_a_small_office_walks_through_its_year(people):
    cast, desks = people
    operator, verifier, head = desks["operator"], desks["verifier"], desks["head"]
    assert "Yang perlu Anda kerjakan" in operator.text
    for quarter in (1, 2, 3, 4):
        event(operator, quarter)
        measure(operator, verifier, head, f"{YEAR}-T{quarter}", "1")
    money(operator)
    meeting(operator, desks["superior"])
    by_hand(operator, "4", "Contoh: tahapan tahun ini belum dinilai.")
    measure(operator, verifier, head, str(YEAR))
    assert PeriodLock.objects.filter(office=cast.office, period=str(YEAR), opened_at=None).exists()
    assert {row.standing for row in Actual.objects.filter(office=cast.office)} == {Standing.APPROVED}
    head.open(f"{HERE}laporan/segel/")
    for box in head.page.locator("main form input[type=checkbox]").all():
        box.check()
    head.press("Segel edisi 1")
    head.says("edisi 1")
    reader = desks["reader"]
    reader.open(f"{HERE}laporan/edisi/1/")
    reader.press("Periksa keaslian")
    reader.says("Asli:")
    policy = measure_year(cast.office, YEAR).policy
    for row in Actual.objects.filter(office=cast.office):
        assert recompute(row, policy) == row.value() or row.by_hand, row
        assert len({row.submitted_by, row.verified_by, row.approved_by}) == 3
    assert verify_edition(Edition.objects.get()) == []
    assert list(verify()) == []
    assert [desk.complaints for desk in desks.values()] == [[]] * len(desks)


def fill(desk, **typed):
    """Fill fields of the page's form by their names."""
    for name, value in typed.items():
        field = desk.page.locator(f"main form [name='{name.replace('__', '.')}']").first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def event(desk, quarter):
    """An event for new voters in the quarter, by the register's form."""
    desk.open(f"{HERE}bukti/voter_education/baru/")
    day = Period(YEAR, quarter=quarter).start
    fill(desk, **{
        "f-segment": "pemula", "f-title": f"Kelas triwulan {quarter}", "f-date": f"{day.day}/{day.month}",
        "f-place": f"SMA {quarter}",
    })  # fmt: skip
    desk.page.get_by_label("Terlaksana").check()
    desk.press("Simpan catatan")
    desk.says("Tersimpan:")


def measure(operator, verifier, head, period, *codes):
    """State, verify and approve the figures of ``period``, each as another person; all of them without ``codes``."""
    for desk, act in ((operator, "Ajukan"), (verifier, "Nyatakan"), (head, "Setujui")):
        desk.open(f"{HERE}pengukuran/?periode={period}")
        for box in desk.page.locator("main input[name=pilih]").all():
            box.set_checked(not codes or box.get_attribute("value") in codes)
        for box in desk.page.locator("main textarea[name^=note-]").all():
            if not box.input_value():
                box.fill(NOTE)
        desk.press(act)
        assert desk.page.locator("main .field-error").count() == 0, desk.page.locator(
            "main .field-error"
        ).all_inner_texts()


def money(desk):
    """A revision of the DIPA adds a line and is settled; something is paid from that line."""
    desk.open(
        f"{HERE}anggaran/versi/{BudgetVersion.objects.get(office__code='contoh', code='dipa').pk}/revisi/"
    )
    fill(desk, name="DIPA Contoh Revisi ke-1", number="SP DIPA-1", issued_on=f"{YEAR}-06-03",
         reason="Pagu sosialisasi ditambah")  # fmt: skip
    desk.page.locator("main [name=change][value=changed]").check()
    desk.page.locator("main form .main-button").first.click()
    desk.page.wait_for_load_state()
    desk.press("Tambah baris")
    fill(desk, programme_code="CQ", programme="Penyelenggaraan Pemilu", account_code="521211",
         account="Belanja bahan", fund="apbn", amount="500.000")  # fmt: skip
    desk.press("Simpan baris")
    desk.press("Tetapkan versi ini")
    desk.press("Ya, tetapkan")
    assert BudgetVersion.objects.get(name="DIPA Contoh Revisi ke-1").settled
    desk.open(f"{HERE}anggaran/belanja/baru/")
    fill(desk, date=f"{YEAR}-09-02", document="SP2D-1", amount="900.000")
    desk.page.locator("main form .main-button").first.click()
    desk.page.wait_for_load_state()
    desk.open(HERE)
    desk.says("60,00%")  # 900.000 of 1.500.000 under the named version


def meeting(desk, superior):
    """The meeting of the third quarter, minuted and closed; what was agreed is done."""
    desk.open(f"{HERE}rapat/baru/")
    fill(desk, period=f"{YEAR}-T3", date=f"{YEAR}-10-15", time_from="09.00", place="Aula")
    desk.page.locator("main form .main-button").click()
    desk.page.wait_for_load_state()
    home = desk.page.url
    made = Meeting.objects.get()
    desk.open(f"{home}hadir/")
    for box in desk.page.locator("main input[name=came]").all():
        box.check()
    desk.page.locator("main form .main-button").click()
    desk.page.wait_for_load_state()
    desk.open(f"{home}notula/")
    fill(desk, discussion="Capaian triwulan III dibahas.", decision__0="Kegiatan triwulan IV dimajukan.",
         follow__0__text="Menyusun jadwal", follow__0__owner_name="Bendahara Contoh",
         follow__0__due=f"{YEAR}-11-01")  # fmt: skip
    desk.page.get_by_role("button", name="Simpan notula").filter(visible=True).last.click()
    desk.page.wait_for_load_state()
    desk.open(f"{home}tutup/")
    desk.page.locator("main form .main-button").click()
    desk.says("Notula ditutup.")
    superior.open(home)
    for paper in ("undangan", "daftar-hadir", "notula"):
        for ending in ("docx", "pdf"):
            answer = superior.page.request.get(f"{home}{paper}.{ending}")
            assert (answer.status, len(answer.body()) > 4000) == (200, True), paper
    desk.open(f"{HERE}rapat/tindak-lanjut/{FollowUp.objects.get(meeting=made).pk}/")
    fill(desk, done_on=f"{YEAR}-10-30", result="Jadwal terbit")
    desk.press("Tandai selesai")
    desk.says("Tindak lanjut selesai.")


def by_hand(desk, code, why):
    """A figure that no record can give is stated as not assessable, with the reason."""
    desk.open(f"{HERE}pengukuran/{YEAR}/{code}/")
    desk.page.locator("main [name=state][value=not_assessable]").check()
    desk.page.locator("#isi-realisasi [name=note]").fill(why)
    desk.press("Simpan draf")
    desk.says(why)
