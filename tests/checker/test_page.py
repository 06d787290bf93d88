"""The page of findings: linked both ways, readable without a script, safe from what a report says."""

import re
import shutil
from html.parser import HTMLParser

import pytest

from akuntabel.checker.blocks import Paragraph, Place, Source
from akuntabel.checker.check import Report
from akuntabel.checker.findings import Finding, Kind, Severity
from akuntabel.checker.page import render_page, windows
from akuntabel.checker.readers import read

CHROMIUM = shutil.which("chromium")
HOSTILE = "<script>alert(1)</script> & \"kutip\" 'tunggal' <img src=x onerror=alert(1)> \u202eterbalik\x00"


def finding(line, stated="", severity=Severity.ERROR, message="Tidak cocok.", **more):
    place = more.pop("place", Place(line))
    return Finding(Kind.SUM, severity, place, more.pop("subject", ""), stated, "", message, **more)


def say(found):
    return found.sentence()


def report(*lines, findings=(), file="/arsip/2024/laporan.txt", notes=(), pages=None):
    blocks = tuple(
        Paragraph(line, Place(n, page=None if pages is None else pages[n - 1]))
        for n, line in enumerate(lines, start=1)
    )
    return Report(file, Source(file, "text", blocks, lines, notes=notes), tuple(findings))


def rendered(*reports, **more):
    return render_page(reports, say=say, **more)


class Reader(HTMLParser):
    """Collects tags, ids, links, and the text of marks."""

    VOID = frozenset({"meta", "br", "path", "rect", "use"})

    def __init__(self, page):
        super().__init__()
        self.tags, self.ids, self.links, self.marks, self.open = [], [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        if tag == "mark":
            self.marks.append((values["class"], ""))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "mark" in self.open:
            kind, text = self.marks[-1]
            self.marks[-1] = (kind, text + data)


def test_findings_are_counted_and_grouped_the_worst_first():
    page = rendered(
        report(
            "Jumlah 26",
            "Tahun 2023",
            findings=[
                finding(2, "2023", Severity.NOTE),
                finding(1, "26"),
                finding(2, "2023", Severity.WARNING),
            ],
        )
    )
    assert re.findall(r"</svg>(\d [a-z ]+)</li>", page) == ["1 kesalahan", "1 perlu diputuskan", "1 catatan"]
    groups = re.findall(r'<section class="group (\w+)">', page)
    assert groups == ["error", "warning", "note"]
    for words in ("Kesalahan", "Perlu diputuskan", "Catatan penulisan"):
        assert f"</svg>{words} <span" in page
    assert "<script" not in page
    assert "laporan.txt" in page
    assert "/arsip/2024" not in page


def test_every_link_has_its_target_and_every_finding_both_ways():
    page = rendered(
        report(
            "Jumlah 26", "Tahun 2023", findings=[finding(1, "26", others=(Place(2), Place(77))), finding(9)]
        ),
        report("Jumlah 27", findings=[finding(1, "27")]),
    )
    reader = Reader(page)
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    for name in ("1-1", "2-1"):
        assert {f"#p{name}", f"#t{name}"} <= set(reader.links)
    assert "#b1-2" in reader.links
    assert "#p1-2" not in reader.links  # line 9 is not in the text
    assert "Baris 77" in page


def test_the_marks_stand_around_the_stated_words_even_where_they_overlap():
    text = "Rata-rata capaian 166,04% pada tahun 2024"
    found = [
        finding(1, "166,04%"),
        finding(1, "capaian 166,04%", Severity.NOTE),
        finding(1, "2024", Severity.WARNING),
    ]
    reader = Reader(rendered(report(text, findings=found)))
    assert reader.marks == [("note", "capaian "), ("error", "166,04%"), ("warning", "2024")]


def test_words_that_are_not_there_mark_the_line():
    assert Reader(rendered(report("Jumlah 26", findings=[finding(1, "99")]))).marks == [
        ("error", "Jumlah 26")
    ]
    assert 'id="p1-1"' in rendered(report("", "x", findings=[finding(1, "99")]))


def test_the_cell_that_the_rule_passed_on_is_marked(tmp_path):
    import docx

    path = tmp_path / "a.docx"
    document = docx.Document()
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("A", "100%", "100%"), strict=True):
        cell.text = text
    document.save(path)
    source = read(path)
    cells = next(iter(source.tables())).rows[0].cells
    for column, tabs in ((1, 1), (2, 2)):
        page = rendered(Report("a.docx", source, (finding(1, "100%", place=cells[column].place),)))
        [line] = re.findall(r'<li id="b1-1".*', page)
        assert line.split("<mark")[0].count('class="tab"') == tabs
        assert "Tabel ke-1, baris tabel 1, baris 1" in page


def test_a_hostile_report_stays_text():
    found = finding(
        1, HOSTILE, subject=HOSTILE, message="{text}", params={"text": HOSTILE}, others=(Place(1),)
    )
    page = rendered(
        report(
            HOSTILE,
            HOSTILE + "\t" + HOSTILE,
            findings=[found, finding(2, "kutip")],
            file=HOSTILE,
            notes=(HOSTILE,),
        ),
        unread={HOSTILE: HOSTILE},
        where=lambda place: HOSTILE,
        translate=lambda text: text + "<b>'\"&",
        language='"><script>',
    )
    reader = Reader(page)
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "img", "b", "iframe", "style.", "object", "form"}
    assert not [values for _, values in reader.tags if any(name.startswith("on") for name in values)]
    assert all(link.startswith("#") for link in reader.links)
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;kutip&quot; &#x27;tunggal&#x27;" in page
    assert page.encode("utf-8")


def test_unpaired_surrogates_do_not_stop_the_page():
    assert rendered(report("a\ud800b", findings=[finding(1, "\ud800")])).encode("utf-8")


def test_nothing_is_fetched_and_nothing_may_run():
    page = rendered(report("Jumlah 26", findings=[finding(1, "26")]))
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|https?://", page)


def test_a_report_without_findings_says_so_and_an_unread_file_why():
    page = rendered(report("Jumlah 26"), unread={"/x/rusak.pdf": "Berkas PDF ini rusak."})
    assert "Tidak ada temuan." in page
    assert "rusak.pdf" in page
    assert "Tidak diperiksa: Berkas PDF ini rusak." in page
    assert rendered()


def test_files_of_the_same_name_keep_their_folder():
    page = rendered(
        report("a", file="/x/a/lkj.txt"), report("b", file="C:\\b\\lkj.txt"), report("c", file="/x/c.txt")
    )
    assert re.findall(r"<h2[^>]*>([^<]*)", page) == ["a/lkj.txt", "b/lkj.txt", "c.txt"]


def test_pages_of_a_pdf_are_shown_where_they_begin():
    page = rendered(report("a", "b", "c", pages=[1, 1, 2]))
    assert re.findall(r'class="page">Halaman (\d)</li>\n<li id="b1-(\d)"', page) == [("1", "1"), ("2", "3")]


def test_of_a_very_long_text_only_the_surroundings_are_shown():
    lines = [f"Baris nomor {n}" for n in range(1, 9001)]
    page = rendered(report(*lines, findings=[finding(4000, "4000", others=(Place(8000),))]))
    shown = [int(n) for n in re.findall(r'<li id="b1-(\d+)"', page)]
    assert shown == [*range(3980, 4021), *range(7980, 8021)]
    gaps = re.findall(r'class="gap">Baris (\d+) sampai (\d+)', page)
    assert gaps == [("1", "3979"), ("4021", "7979"), ("8021", "9000")]
    assert {link.removeprefix("#") for link in Reader(page).links} <= set(Reader(page).ids)


def test_windows_join_where_they_touch():
    assert list(windows([5, 8, 30, 0, 99], 2, 31)) == [(3, 10), (28, 31)]
    assert list(windows([1, 6], 2, 9)) == [(1, 8)]
    assert list(windows([], 2, 9)) == []


def test_the_page_speaks_another_language():
    words = {"Kesalahan": "Error", "{n} kesalahan": "errors: {n}", "baris {line}": "line {line}"}
    page = rendered(
        report("Jumlah 26", findings=[finding(1, "26")]),
        translate=lambda text: words.get(text, text),
        language="en",
    )
    assert '<html lang="en">' in page
    assert "errors: 1" in page
    assert ">Line 1<" in page
    assert ">Error <" in page


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang (Debian: apt install chromium)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_the_browser_finds_it_accessible_and_narrow_enough(tmp_path, scheme, width):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    found = [finding(n, "26", severity, others=(Place(3),)) for n, severity in enumerate(Severity, start=1)]
    lines = [f"Jumlah 26\t{'Indikator' * 30}\t100%" for _ in range(60)]
    file = tmp_path / "page.html"
    file.write_text(
        rendered(report(*lines, findings=found), report("x"), unread={"b.pdf": "Rusak."}), encoding="utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
            bypass_csp=True,
        ).new_page()
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        violations = [each["id"] for each in Axe().run(page).response["violations"]]
        page.locator("#t1-3 .at a").click()
        assert page.locator("#p1-3").evaluate("e => e.getBoundingClientRect().top") < 800
        page.locator("#p1-3").click()
        assert page.evaluate("location.hash") == "#t1-3"
        browser.close()
    assert violations == []
