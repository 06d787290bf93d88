"""Signs that no database keeps and numbers that no row has, in addresses and forms: no page falls over."""

import pytest
from cast import YEAR
from django.core.files.uploadedfile import SimpleUploadedFile
from money_desk import MONEY, draft
from planning_desk import text

from akuntabel.measuring.models import Actual
from akuntabel.offices.models import Role

CAST = f"/contoh/{YEAR}/"


@pytest.fixture
def desk(client, new_people):
    """The browser of an operator of the new office."""
    client.force_login(new_people[Role.OPERATOR])
    return client


@pytest.mark.parametrize(
    "path", [f"{MONEY}belanja/?cari=%00", f"{MONEY}belanja/?cari=a%00b", f"{MONEY}?%00=1"]
)
def test_an_address_that_asks_for_nul_asks_without_it(desk, path):
    assert desk.get(path).status_code == 200


def test_what_is_asked_for_is_shown_without_nul(desk):
    page = desk.get(f"{MONEY}belanja/", {"cari": "kertas\0 A4"})
    assert page.context["screen"].query.words == "kertas A4"


@pytest.mark.parametrize("path", [f"{CAST}indikator/1%00/", f"{CAST}pengukuran/{YEAR}/1%00/", f"{CAST}x%00/"])
def test_no_page_has_nul_in_its_path(client, cast, path):
    client.force_login(cast.operator)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("upload", [False, True])
def test_a_note_is_kept_without_nul(client, cast, upload):
    client.force_login(cast.operator)
    data = {"deed": "submit", "pilih": ["2"], "note-2": "Dua orang\0 pensiun.", "x\0y": "z"}
    if upload:  # a form with a file in it is read in another way
        data["file"] = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n\0")
    client.post(f"{CAST}pengukuran/?periode={YEAR}", data)
    assert Actual.objects.get().note == "Dua orang pensiun."


@pytest.mark.parametrize("asked", ["9" * 5000, "9" * 19, "9" * 18, "²", "-1", "", "a\0"])
def test_a_new_line_like_one_that_is_not_there_is_an_empty_one(desk, new_office, new_people, asked):
    version = draft(new_office, new_people[Role.OPERATOR], lines=[])
    page = desk.get(f"{MONEY}versi/{version.pk}/baris/baru/", {"seperti": asked})
    assert page.status_code == 200
    assert "Baris anggaran baru" in text(page)
