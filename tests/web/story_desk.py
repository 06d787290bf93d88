"""Somebody at a computer: a browser of their own, used by what can be read on the screen."""

from __future__ import annotations

import re
from typing import Any

GOOD = "batu sungai langit kopi"
PASTE = """
([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}
"""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class Desk:
    """One person's browser; whatever it complains about is kept in ``complaints``."""

    def __init__(self, chromium: Any, base: str) -> None:
        self.base = base
        self.context = chromium.new_context(viewport={"width": 1366, "height": 768}, base_url=base)
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type == "error" else None
        )

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path.removeprefix(self.base))

    def write(self, **fields: str) -> None:
        """Fill fields by their labels; "_" stands for a space."""
        for label, value in fields.items():
            self.put(label.replace("_", " "), value)

    def put(self, label: str, value: str) -> None:
        """Fill, or choose in, the field whose label is ``label``."""
        field = self.page.locator("main").get_by_label(label, exact=True).first
        if field.evaluate("each => each.tagName") == "SELECT":
            option = field.locator("option").filter(has_text=re.compile(value)).first
            field.select_option(option.get_attribute("value"))
        else:
            field.fill(value)

    def press(self, name: str) -> None:
        """Press the button or follow the link called ``name``, or whose words begin so."""
        inside = self.page.locator("main, nav").filter(visible=True)
        begins = re.compile(rf"^\s*{re.escape(name)}")
        ways = [
            inside.get_by_role(role, name=called, exact=isinstance(called, str)).filter(visible=True)
            for called in (name, begins)
            for role in ("button", "link")
        ]
        next((way for way in ways if way.count()), ways[0]).first.click()
        self.page.wait_for_load_state()

    def says(self, words: str) -> None:
        """Wait until the page says ``words``."""
        self.page.locator("main").get_by_text(words).filter(visible=True).first.wait_for()

    @property
    def text(self) -> str:
        """What stands in the page."""
        return self.page.inner_text("main")

    def indicator(self, year: str, code: str) -> list[str]:
        """Target, actual and achievement of an indicator as the year page ``year`` shows them."""
        self.open(year)
        row = self.page.locator("tr").filter(has=self.page.locator(f"a[href$='/indikator/{code}/']")).first
        return [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]
