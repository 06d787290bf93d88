"""The grid in chromium: a paste from Excel, the keyboard alone, no line for a while, taking a paste back."""

import re

import pytest
from cast import YEAR, assemble_cast
from test_in_the_browser import CHROMIUM, browse, chromium  # noqa: F401

from akuntabel.evidence.models import Record
from akuntabel.offices.models import Membership, Person, Role

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang (Debian: apt install chromium)"),
]
GRID = f"/contoh/{YEAR}/bukti/voter_education/tabel/"
PASTE = """
([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


@pytest.fixture
def grid(browse):  # noqa: F811
    cast = assemble_cast()
    Membership.objects.create(
        person=Person.objects.get(username="pembaca"), office=cast.office, role=Role.OPERATOR
    )
    page = browse(GRID, person="pembaca")
    page.wait_for_selector("form.scripted")
    return page


def blank(page, column):
    """The cell of ``column`` in the first empty row."""
    row = page.locator("tbody tr:not([data-pk])").first
    return row.locator(f"input[name$='-{column}']")


def paste(page, cell, text):
    cell.focus()
    page.evaluate(PASTE, [cell.element_handle(), text])


def titles():
    return list(
        Record.objects.of_year(*place()).filter(register="voter_education").values_list("title", flat=True)
    )


def place():
    from akuntabel.offices.models import Office

    return Office.objects.get(code="contoh"), YEAR


def all_saved(page):
    page.wait_for_selector("#grid-summary[data-state=saved]")


def test_a_block_from_excel_becomes_rows_and_can_be_taken_back(grid):
    heads = "Segmen utama\tNama kegiatan\tTanggal\tTempat\tStatus"
    lines = [f"Pemilih pemula\tTempelan {n}\t{n}/3/{YEAR}\tSMA {n}\tTerlaksana" for n in range(1, 7)]
    paste(grid, blank(grid, "segment"), "\r\n".join([heads, *lines]) + "\r\n")
    all_saved(grid)
    assert [title for title in titles() if title.startswith("Tempelan")] == [
        f"Tempelan {n}" for n in range(1, 7)
    ]
    assert Record.objects.get(title="Tempelan 6").date.isoformat() == f"{YEAR}-03-06"
    grid.keyboard.press("Control+z")
    grid.wait_for_selector("table:not(:has([data-undo]))")
    all_saved(grid)
    assert not [title for title in titles() if title.startswith("Tempelan")]
    assert Record.objects.filter(withdrawn_at__isnull=False, title__startswith="Tempelan").count() == 6
    assert grid.complaints == []


def test_a_block_with_heads_in_another_order_finds_its_columns(grid):
    assert not grid.locator("#k-budget").is_visible()  # out of sight until the paste brings it along
    heads = "TANGGAL *\tNama kegiatan\tKode\tBiaya\tstatus\tSegmen  utama"
    lines = [f"{n}/3/{YEAR}\tAcak {n}\tx-{n}\t{n}.500\tTerlaksana\tKeluarga" for n in (1, 2)]
    cell = blank(grid, "segment")
    cell.focus()
    grid.wait_for_selector("#grid-choices:not([hidden])")
    paste(grid, cell, "\r\n".join([heads, *lines]))
    assert grid.locator("#grid-choices").is_hidden()
    assert "Kolom dicocokkan menurut judulnya" in grid.locator("#grid-said").inner_text()
    all_saved(grid)
    assert grid.locator("#k-budget").is_visible()
    assert [Record.objects.get(title=f"Acak {n}").data for n in (1, 2)] == [
        {"title": f"Acak {n}", "date": f"{YEAR}-03-0{n}", "segment": "keluarga", "status": "done", "budget": f"{n}500"}
        for n in (1, 2)
    ]  # fmt: skip
    assert not Record.objects.filter(title="Nama kegiatan").exists()
    assert grid.complaints == []


def test_a_first_line_with_one_unknown_word_is_no_row_of_heads(grid):
    paste(
        grid,
        blank(grid, "segment"),
        f"Keluarga\tNama kegiatan\t1/3/{YEAR}\t\tBatal\nKeluarga\tB\t2/3/{YEAR}\t\tBatal",
    )
    all_saved(grid)
    assert {"Nama kegiatan", "B"} <= set(titles())


def test_a_row_by_keyboard_alone(grid):
    blank(grid, "segment").focus()
    grid.keyboard.type("pem")  # completes to Pemilih pemula
    grid.keyboard.press("Tab")
    grid.keyboard.type("Ketikan papan ketik")
    grid.keyboard.press("Tab")
    grid.keyboard.type("4 maret")
    grid.keyboard.press("Tab")
    grid.keyboard.type("SMA 1")
    grid.keyboard.press("Tab")
    grid.keyboard.type("terl")
    grid.keyboard.press("Enter")
    all_saved(grid)
    record = Record.objects.get(title="Ketikan papan ketik")
    assert record.data == {
        "segment": "pemula", "title": "Ketikan papan ketik", "date": f"{YEAR}-03-04", "place": "SMA 1", "status": "done",
    }  # fmt: skip
    assert grid.evaluate("document.activeElement.name").endswith("-status")
    row = grid.locator(f"tr[data-pk='{record.pk}']")
    assert row.locator("input[name$='-date']").input_value() == f"04-03-{YEAR}"
    assert "tersimpan" in row.locator(".row-state").inner_text()
    title = row.locator("input[name$='-title']")
    title.focus()
    grid.keyboard.type("salah")
    grid.keyboard.press("Escape")
    assert title.input_value() == "Ketikan papan ketik"


def test_a_wrong_cell_says_why_and_is_mended(grid):
    row = grid.locator("tbody tr").nth(3)
    row.locator("input[name$='-title']").fill("Kurang lengkap")
    grid.keyboard.press("Enter")
    grid.wait_for_selector("tr[data-state=wrong]")
    state = grid.locator("tr[data-state=wrong] .row-state")
    assert "Segmen utama wajib diisi." in state.inner_text()
    row.locator("input[name$='-segment']").fill("Keluarga")
    row.locator("input[name$='-status']").fill("Batal")
    grid.keyboard.press("ArrowDown")
    all_saved(grid)
    assert Record.objects.get(title="Kurang lengkap").data["segment"] == "keluarga"


def test_without_a_line_a_row_waits_and_travels_by_itself(grid):
    grid.context.set_offline(True)
    first = grid.locator("tr[data-pk] input[name$='-title']").first
    first.fill("Diketik tanpa sambungan")
    grid.keyboard.press("ArrowDown")
    grid.wait_for_selector(".row-state:has-text('menunggu sambungan')")
    assert grid.locator("#grid-summary").inner_text() == "1 baris menunggu"
    grid.context.set_offline(False)
    all_saved(grid)
    assert "Diketik tanpa sambungan" in titles()


def test_what_waits_when_the_page_is_left_is_there_again(grid):
    grid.route("**/tabel/baris/", lambda route: route.abort())
    grid.locator("tr[data-pk] input[name$='-title']").first.fill("Ditinggal sebelum tersimpan")
    grid.keyboard.press("ArrowDown")
    grid.wait_for_selector(".row-state:has-text('menunggu sambungan')")
    grid.on("dialog", lambda dialog: dialog.accept())
    grid.goto("about:blank")
    grid.unroute("**/tabel/baris/")
    grid.goto(GRID)
    all_saved(grid)
    assert "Ditinggal sebelum tersimpan" in titles()
    assert grid.evaluate("Object.keys(localStorage).length") == 0


def test_two_people_in_one_row(grid):
    record = Record.objects.of_year(*place()).filter(register="voter_education").first()
    Record.objects.filter(pk=record.pk).update(version=2, data={**record.data, "title": "Dari orang lain"})
    cell = grid.locator(f"tr[data-pk='{record.pk}'] input[name$='-title']")
    cell.fill("Dari saya")
    grid.keyboard.press("ArrowDown")
    grid.wait_for_selector("tr[data-state=conflict]")
    assert "Sudah diubah" in grid.locator("tr[data-state=conflict] .row-state").inner_text()
    assert cell.input_value() == "Dari saya"
    grid.get_by_role("button", name=re.compile("Simpan ketikan saya")).click()
    all_saved(grid)
    record.refresh_from_db()
    assert (record.data["title"], record.version) == ("Dari saya", 3)


def test_axe_finds_nothing(grid):
    from axe_playwright_python.sync_playwright import Axe

    blank(grid, "segment").focus()
    found = Axe().run(grid).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
