"""Take the pictures of the user guide from the running product: ``make pictures``.

Starts an empty installation and two with the Paser data, each in a folder that is gone afterwards, lets
the people of ``shots.py`` work in them, and writes ``docs/panduan/gambar/*.png``. Needs chromium (Debian:
``apt install chromium``). What a page says about today's date differs from run to run; nothing else does.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, sync_playwright
from shots import EMPTY, SCENES, Scene, Stage

PICTURES = Path(__file__).resolve().parents[1] / "panduan" / "gambar"
WIDE, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)
COLOURS = 48  # enough for text, lines and the few tints of a page; keeps a picture under 60 kB
TALLEST = 900  # pixels
MARGIN = 20  # pixels below what ends a picture
LINK = re.compile(r"^ {2}(\S.*?) {2,}(http\S+)$", re.MULTILINE)


def main(names: list[str]) -> int:
    """Take all pictures, or only those named; the scenes before them are played in any case."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = [n for n, scene in enumerate(SCENES) if scene.picture and (not names or scene.picture in names)]
    sites = {SCENES[n].site for n in taken}
    with ExitStack() as stack:
        stages = {site: stack.enter_context(_stage(site)) for site in sites}
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        pages: dict[tuple[str, str, bool], Page] = {}
        for number, scene in enumerate(SCENES[: max(taken, default=-1) + 1]):
            if scene.site not in sites:
                continue
            page = _page(browser, stages[scene.site], scene, pages)
            try:
                for step in scene.steps:
                    step(page, stages[scene.site])
            except Exception:
                page.screenshot(path=Path(tempfile.gettempdir()) / "akuntabel-scene.png")
                sys.stderr.write(f"{scene.site}, {scene.who}: {page.url}\n")
                raise
            if number in taken:
                _take(page, scene)
        browser.close()
    return 0


@contextmanager
def _stage(site: str) -> Iterator[Stage]:
    """A running installation in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="akuntabel-pictures-") as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "AKUNTABEL_HOME": home,
            "AKUNTABEL_LANGUAGE": "id",
        }
        akuntabel = [sys.executable, "-m", "akuntabel"]
        welcome: list[str] = []
        if site != EMPTY:
            subprocess.run([*akuntabel, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
            welcome = ["--welcome", "contoh*"]
        server = subprocess.Popen(
            [*akuntabel, "serve", "--port", port, *welcome],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield _told(server, site, f"http://127.0.0.1:{port}", Path(home))
        finally:
            server.terminate()
            server.wait(20)


def _told(server: subprocess.Popen[str], site: str, address: str, home: Path) -> Stage:
    """What the starting server prints: the link of the first administrator, or those of the demo people."""
    assert server.stdout is not None
    text = ""
    for line in server.stdout:
        text += line
        if "/mulai/" in line or line.startswith("Tautan baru"):
            break
    words = dict(LINK.findall(text))
    if site == EMPTY:
        words["setup"] = next(word for word in text.split() if "/mulai/" in word)
    return Stage(address, words, home)


def _page(browser: Browser, stage: Stage, scene: Scene, pages: dict[tuple[str, str, bool], Page]) -> Page:
    """The browser of whoever acts; people of the demo come in by their link. A phone shares the sign-in."""
    key = (scene.site, scene.who, scene.phone)
    if key in pages:
        return pages[key]
    known = pages.get((scene.site, scene.who, not scene.phone))
    context = browser.new_context(
        viewport=PHONE if scene.phone else WIDE,
        color_scheme="light",
        reduced_motion="reduce",
        locale="id-ID",
        timezone_id="Asia/Makassar",
        base_url=stage.address,
        storage_state=known.context.storage_state() if known else None,
    )
    context.set_default_timeout(10_000)
    page = pages[key] = context.new_page()
    if known is None and scene.who in stage.words:
        page.goto(stage.words[scene.who])
        page.click("main button")
        page.wait_for_selector(".leave", state="attached")
    return page


def _take(page: Page, scene: Scene) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")  # what sticks to the top would stand in the middle
    page.wait_for_timeout(150)
    width = page.viewport_size["width"] if page.viewport_size else WIDE["width"]
    clip = FloatRect(x=0.0, y=0.0, width=float(width), height=float(TALLEST))
    if scene.top:
        clip["y"] = max(0.0, _box(page, scene.top)["y"] - MARGIN)
    if scene.bottom:
        box = _box(page, scene.bottom)
        clip["height"] = box["y"] + box["height"] + MARGIN - clip["y"]
    whole = page.evaluate("document.documentElement.scrollHeight") - clip["y"]
    clip["height"] = min(clip["height"], scene.tallest or TALLEST, whole)
    png = page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")
    with Image.open(BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        file = PICTURES / f"{scene.picture}.png"
        few.save(file, optimize=True)
    size = file.stat().st_size / 1000
    sys.stdout.write(f"{file.name}  {few.width} × {few.height}  {size:.0f} kB\n")


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    if box is None:
        raise LookupError(f"{selector} is not to be seen on {page.url}")
    return box


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
