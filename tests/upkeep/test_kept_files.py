"""A backup carries the bytes of every file that a row names, wherever the row stands."""

import hashlib
import io

import pytest
from django.apps import apps

from akuntabel.demo.loading import load_data_set
from akuntabel.evidence.store import keep_file, path_of
from akuntabel.measuring.models import Actual, ActualFile
from akuntabel.offices.models import Person
from akuntabel.planning.models import Indicator
from akuntabel.reporting.models import Edition, EditionFile
from akuntabel.upkeep.backup import FILE_TABLES, files_named

# Rows that remember the hash of a table that was handed in, whose bytes are not kept.
ONLY_REMEMBERED = {"evidence.importdraft", "planning.budgetimport"}


@pytest.fixture
def named(db, settings, tmp_path):
    """The hashes of a file of an actual, of one that was taken off it, and of an edition."""
    settings.ATTACHMENTS_ROOT = tmp_path
    office, by = load_data_set()[0], Person.objects.create_user(username="uji")
    actual = Actual.objects.create(
        office=office, indicator=Indicator.objects.first(), code="1", year=2024, period="2024", state="missing",
        created_by=by,
    )  # fmt: skip
    edition = Edition.objects.create(
        office=office, year=2024, number=1, sealed_by=by, sealed_at="2025-02-01T00:00Z", renderer="uji"
    )
    hashes = [keep_file(io.BytesIO(text))[0] for text in (b"survei", b"lama", b"laporan")]
    kept = {"name": "a.txt", "size": 6}
    proof = kept | {"actual": actual, "content_type": "text/plain", "created_by": by}
    ActualFile.objects.create(**proof, sha256=hashes[0])
    ActualFile.objects.create(**proof, sha256=hashes[1], removed_at="2025-01-01T00:00Z", removed_by=by)
    EditionFile.objects.create(**kept, edition=edition, sha256=hashes[2])
    return hashes


def test_files_of_actuals_and_editions_are_named(named):
    tables = {model._meta.label_lower: model for model in apps.get_models()}
    assert files_named(tables) == sorted(named)
    assert files_named({}) == []  # an installation from before there were any


def test_every_table_with_a_hash_of_a_file_is_known():
    found = {
        model._meta.label_lower
        for model in apps.get_models()
        if any(field.name == "sha256" for field in model._meta.get_fields())
    }
    assert found - ONLY_REMEMBERED == set(FILE_TABLES)


def test_bytes_stand_once_under_their_hash(settings, tmp_path):
    settings.ATTACHMENTS_ROOT = tmp_path
    sha256, size = keep_file(io.BytesIO(b"isi"))
    assert (sha256, size) == (hashlib.sha256(b"isi").hexdigest(), 3)
    assert keep_file(io.BytesIO(b"isi")) == (sha256, 3)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [path_of(sha256)]
