"""What somebody does on a page, as values: each step is a function of the page and its installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyotp
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Page

from akuntabel.core.indonesian import MONTHS

# budget lines of the Paser office in 2024: code, name, fund, plan of a month, plan of December; the breakdown
# is an example, the sums by fund are the office's
LINES = (
    ("076.01.WA.3355.EBA.994.521111", "Belanja keperluan perkantoran", "RM", 120_000_000, 153_490_000),
    ("076.01.WA.3355.EBA.994.524111", "Belanja perjalanan dinas biasa", "RM", 310_000_000, 590_000_000),
    ("076.01.CQ.6640.QGE.001.521219", "Belanja barang tahapan pemilu", "RM", 1_500_000_000, 2_500_000_000),
    (
        "076.01.CQ.6641.QGE.002.521219",
        "Belanja barang hibah pemilihan",
        "Hibah",
        1_700_000_000,
        2_900_000_000,
    ),
)
PACE = (70, 95, 104, 98, 88, 101, 97, 110, 103, 99, 96, 100)  # % of the plan that each month spends
UNSPENT = 270_691_808


@dataclass
class Stage:
    """A running installation: its address, its folder, and words to be filled into steps as ``{name}``."""

    address: str
    words: dict[str, str]
    home: Path


Step = Callable[[Page, Stage], None]
EMPTY, DEMO, CLOSING = "empty", "demo", "closing"
SAVE = "main form button.main-button"


@dataclass(frozen=True)
class Scene:
    """Who does what where; ``picture`` shows the page from ``top`` to ``bottom`` (selectors), in pixels at most
    ``tallest`` high."""

    site: str
    who: str
    steps: tuple[Step, ...]
    picture: str = ""
    top: str = ""
    bottom: str = ""
    tallest: int = 0
    phone: bool = False


def go(path: str) -> Step:
    """Open an address."""
    return lambda page, stage: void(page.goto(path.format(**stage.words)))


def fill(**values: str) -> Step:
    """Fill the fields ``id_…``; choices by their value."""

    def step(page: Page, stage: Stage) -> None:
        for name, value in values.items():
            field = page.locator(f"[id='id_{name.replace('__', '-')}']")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value.format(**stage.words))

    return step


def click(selector: str) -> Step:
    """Press something, and wait for the page that follows."""

    def step(page: Page, _stage: Stage) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return step


def press(key: str) -> Step:
    """Press a key where the cursor is."""
    return lambda page, _stage: page.keyboard.press(key)


def see(selector: str) -> Step:
    """Wait until it is there."""
    return lambda page, _stage: void(page.wait_for_selector(selector))


def keep(word: str, selector: str) -> Step:
    """Keep the value of a field as a word for later steps."""

    def step(page: Page, stage: Stage) -> None:
        stage.words[word] = page.input_value(selector)

    return step


def type_into(selector: str, *values: str) -> Step:
    """Fill the fields found, one value each; the last value serves the rest."""

    def step(page: Page, _stage: Stage) -> None:
        for number, field in enumerate(page.locator(selector).all()):
            field.fill(values[min(number, len(values) - 1)])

    return step


def keep_address(word: str) -> Step:
    """Keep the address of the page as a word for later steps."""

    def step(page: Page, stage: Stage) -> None:
        stage.words[word] = page.url

    return step


def tick(selector: str, count: int) -> Step:
    """Tick the first boxes."""

    def step(page: Page, _stage: Stage) -> None:
        for box in page.locator(selector).all()[:count]:
            box.focus()  # by keyboard, since the bar at the bottom may cover a box
            page.keyboard.press("Space")

    return step


def choose(selector: str, words: str) -> Step:
    """Choose by the words of a choice."""
    return lambda page, _stage: void(page.select_option(selector, label=words))


def paste(selector: str, lines: list[str]) -> Step:
    """Paste lines with tabs, as Excel gives them."""
    script = """([element, text]) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const event = {clipboardData: data, bubbles: true, cancelable: true};
      element.dispatchEvent(new ClipboardEvent("paste", event));
    }"""

    def step(page: Page, _stage: Stage) -> None:
        cell = page.locator(selector).first
        cell.focus()
        page.evaluate(script, [cell.element_handle(), "\r\n".join(lines)])
        page.wait_for_selector("#grid-summary[data-state=saved]")

    return step


def hand_in(selector: str, name: str, write: Callable[[Path], None]) -> Step:
    """Choose a file that ``write`` makes."""

    def step(page: Page, stage: Stage) -> None:
        file = stage.home / name
        write(file)
        page.set_input_files(selector, file)

    return step


def second_factor(page: Page, _stage: Stage) -> None:
    """Type the code that a phone would show."""
    secret = "".join(page.inner_text(".steps code").split())
    page.fill("#id_code", pyotp.TOTP(secret).now())


def void(_value: object) -> None:
    """A step gives nothing back."""


def photograph(file: Path) -> None:
    """A picture to attach."""
    Image.new("RGB", (640, 480), (120, 150, 170)).save(file)


def budget_table(file: Path) -> None:
    """Budget lines with the plan of each month (page III), in rupiah; they come to the ceiling of the office."""
    book = Workbook()
    sheet = book.active
    sheet.append(("Kode MAK", "Uraian", "Sumber dana", "Pagu revisi", *MONTHS, "Blokir"))
    for key, name, fund, monthly, last in LINES:
        sheet.append((key, name, fund, 11 * monthly + last, *[monthly] * 11, last, ""))
    book.save(file)


def payment_table(file: Path) -> None:
    """Payments month by month on those lines; they come to what the office states to have spent."""
    book = Workbook()
    sheet = book.active
    sheet.append(("Tgl SP2D", "No SP2D", "Kode MAK", "Nilai SP2D", "Uraian"))
    left = [11 * monthly + last for _key, _name, _fund, monthly, last in LINES]
    left[-1] -= UNSPENT
    for month, part in enumerate(PACE, 1):
        for at, (key, name, _fund, monthly, _last) in enumerate(LINES):
            amount = left[at] if month == len(MONTHS) else monthly * part // 100
            left[at] -= amount
            sheet.append((f"{10 + at}/{month}/2024", f"2405513{month:02d}{at:04d}", key, amount, name))
    book.save(file)


def table_with_errors(file: Path) -> None:
    """A table of events in which two rows cannot be taken."""
    book = Workbook()
    sheet = book.active
    for row in (
        ("Segmen utama", "Nama kegiatan", "Tanggal", "Tempat", "Status"),
        ("Pemilih pemula", "Sosialisasi di SMA Contoh 1", "12/6/2024", "SMA Contoh 1", "Terlaksana"),
        ("Pemilih pemula", "Sosialisasi di SMA Contoh 2", "31/6/2024", "SMA Contoh 2", "Terlaksana"),
        ("Keluarga", "Temu warga Desa Contoh", "20/6/2024", "Balai desa", "Terlaksana"),
        ("Pemula", "", "21/6/2024", "Aula", "Terlaksana"),
    ):
        sheet.append(row)
    book.save(file)
