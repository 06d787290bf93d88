"""Our own report of Paser 2024 has no error, in any format and under any cap."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from generator import text_of
from lxml import html
from verdicts import errors, told

from akuntabel.checker.check import check
from akuntabel.packs.loader import load_pack
from akuntabel.packs.pack import Pack
from akuntabel.reporting.book import open_book
from akuntabel.reporting.deeds import write_report
from akuntabel.reporting.report import assemble


def text_of_page(page: str) -> str:
    """An HTML page as text: a block a line, the cells of a row parted by tabs."""
    lines: list[str] = []
    body = html.fromstring(page).find("body")
    assert body is not None
    for element in body.iter("h1", "h2", "h3", "h4", "p", "li", "caption", "figcaption", "table"):
        if element.tag == "table":
            lines += ["", *_rows(element), ""]
        elif next(element.iterancestors("td", "th", "svg"), None) is None and element.tag != "caption":
            inner = "".join(element.xpath(".//ul//text() | .//ol//text()"))
            lines += [" ".join(element.text_content().removesuffix(inner).split()), ""]
    return "\n".join(lines)


def _rows(table: html.HtmlElement) -> list[str]:
    caption = table.find("caption")
    found = [] if caption is None else [" ".join(caption.text_content().split())]
    covered: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(table.iter("tr")):
        cells: list[str] = []
        for cell in row.iter("td", "th"):
            while covered.get((number, len(cells))):
                cells.append("")
            span, depth = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            covered |= {
                (number + below, len(cells) + beside): True
                for below in range(depth)
                for beside in range(span)
            }
            cells += [" ".join(cell.text_content().split()), *[""] * (span - 1)]
        found.append("\t".join(cells))
    return found


def test_our_own_report_has_no_error_in_any_format(paser, tmp_path):
    files = {file.suffix: file for file in write_report(paser, 2024, tmp_path)}
    assert errors(check(files[".docx"]).findings) == []
    assert errors(check(files[".pdf"]).findings) == []
    assert errors(told(text_of_page(files[".html"].read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("cap", [100, 120])
def test_our_own_report_under_a_cap_has_no_error(paser, monkeypatch, cap):
    def capped(code: str) -> Pack:
        pack = load_pack(code)
        policies = {key: replace(policy, cap=Decimal(cap)) for key, policy in pack.policies.items()}
        return replace(pack, policies=policies)

    monkeypatch.setattr("akuntabel.evidence.registers.load_pack", capped)
    assert errors(told(text_of(assemble(open_book(paser, 2024))))) == []
