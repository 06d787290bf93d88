"""A budget by programme, activity, output and detail: the checker reads its own report without an error."""

import datetime as dt
import re
import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from akuntabel.checker.check import check
from akuntabel.documents.docx import render_docx
from akuntabel.documents.html import render_html
from akuntabel.documents.pdf import render_pdf
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Role
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money.spending import SpendingFields, add_spending
from akuntabel.planning.money.versions import (
    LineFields,
    VersionFields,
    add_line,
    remove_line,
    revise_version,
    settle_version,
)
from akuntabel.reporting.book import open_book
from akuntabel.reporting.reading_over import read_over
from akuntabel.reporting.report import assemble

ELECTION = ("076.01.CQ", "Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi")
SUPPORT = ("076.01.WA", "Dukungan Manajemen")
LINES = [  # programme, activity, output, detail, account, source, rupiah
    (*ELECTION, "6710", "Tahapan pemilu", "QDB", "Pemilih", "001", "Pendidikan pemilih", "521211", "apbn", 12_473_490_000),
    (*ELECTION, "6710", "Tahapan pemilu", "QDB", "Pemilih", "003", "Rumah pintar", "521211", "apbn", 6_000_000_000),
    (*ELECTION, "6712", "Pemilihan", "QDC", "Fasilitasi", "002", "Pemilihan Bupati", "521219", "hibah", 21_600_000_000),
    (*SUPPORT, "3361", "Tata usaha", "EBA", "Layanan", "994", "Layanan perkantoran", "511111", "apbn", 6_000_000_000),
]  # fmt: skip
PAID = [
    ("076.01.CQ.6710.QDB.001.521211", 12_000_000_000),
    ("076.01.CQ.6712.QDC.002.521219", 21_000_000_000),
    ("076.01.WA.3361.EBA.994.511111", 5_500_000_000),
    ("", 785_000_000),
]


@pytest.fixture
def nested(paser):
    """The report of Paser 2024 with a DIPA of four levels and a payment outside of its lines."""
    by = add_person(username="contoh-uang", name="Contoh Uang", office=paser, role=Role.OPERATOR)
    first = BudgetVersion.objects.get(office=paser, year=2024, code="dipa")
    version = revise_version(
        version=first,
        by=by,
        fields=VersionFields(
            "DIPA rinci", "SP DIPA-1/2024", dt.date(2024, 11, 5), "Kanwil", "same", "Rincian"
        ),
    )
    for line in version.lines.order_by("sequence"):
        version.refresh_from_db()
        remove_line(line=line, touched=version.touched, by=by)
    for *codes, account, fund, amount in LINES:
        version.refresh_from_db()
        fields = LineFields(*codes, account, "Belanja", fund=fund, amount=Decimal(amount))
        add_line(version=version, touched=version.touched, fields=fields, by=by)
    version.refresh_from_db()
    settle_version(version=version, touched=version.touched, by=by)
    for month, (key, amount) in enumerate(PAID, 3):
        fields = SpendingFields(dt.date(2024, month, 4), Decimal(amount), f"SP2D-{month}", key)
        add_spending(office=paser, year=2024, fields=fields, by=by)
    return assemble(open_book(paser, 2024))


def test_it_reads_over_without_error_as_tree_word_and_pdf(nested, tmp_path):
    assert [remark.sentence for remark in read_over(nested) if remark.severity == "error"] == []
    for name, content in (("a.docx", render_docx(nested)), ("a.pdf", render_pdf(nested).data)):
        file = tmp_path / name
        file.write_bytes(content)
        wrong = [found.sentence() for found in check(file).findings if found.severity == "error"]
        assert (name, wrong) == (name, [])


def pages_of(content, file):
    """The words of each page of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    file.write_bytes(content)
    words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout
    return words.decode().split("\f")[:-1]


MARK = "DRAF, belum disegel"


def test_a_draft_is_marked_on_every_page(nested, tmp_path):
    pages = pages_of(render_pdf(nested).data, tmp_path / "a.pdf")
    assert len(pages) > 40
    assert [n for n, page in enumerate(pages, 1) if MARK not in page] == []
    with ZipFile(BytesIO(render_docx(nested))) as word:
        feet = [name for name in word.namelist() if re.match(r"word/footer[\dE]", name)]
        assert len(feet) > 3
        unmarked = [name for name in feet if MARK not in word.read(name).decode()]
    assert unmarked == []
    assert f'<aside class="mark">{MARK}</aside>' in render_html(nested)
