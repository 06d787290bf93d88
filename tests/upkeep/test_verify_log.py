"""akuntabel verify-log: whole, tampered, or unable to tell; and a history that was written anew."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from akuntabel.upkeep.verifying import WrongExpectation, inspect_trail


@pytest.fixture(scope="module")
def whole(install):
    """An installation with the demo and three more records."""
    installation = install("demo", sqlite=True)
    installation.drive("write", "Catatan", "3")
    return installation


@pytest.fixture
def here(install, whole):
    """A copy of it to tamper with."""
    copy = install(sqlite=True)
    shutil.copytree(whole.home, copy.home, dirs_exist_ok=True)
    return copy


def tamper(installation, *statements):
    """Change the database as somebody would who has its file: the guard off, the rows altered."""
    with closing(sqlite3.connect(installation.home / "akuntabel.sqlite3")) as database, database:
        for what in ("update", "delete"):
            database.execute(f"DROP TRIGGER IF EXISTS offices_logentry_no_{what}")
        for statement in statements:
            database.execute(statement)


def test_a_whole_one(here):
    content = json.loads(here.run("verify-log", "--format", "json").stdout)
    assert (content["whole"], content["findings"], content["seals"]) == (True, [], [])
    [office] = [each for each in content["chains"] if "Paser" in each["name"]]
    assert office["sequence"] >= 3
    assert len(office["hash"]) == 64
    text = here.run("verify-log").stdout
    assert f"{office['chain']}:{office['sequence']}:{office['hash'][:16]}  {office['name']}" in text


def test_a_changed_row_is_one_line_and_exit_1(here):
    tamper(here, "UPDATE offices_logentry SET actor_name = 'Orang Lain' WHERE target_name = 'Catatan ke-1'")
    done = here.run("verify-log", expected=1)
    [finding, verdict, *_heads] = done.stdout.splitlines()
    assert finding.endswith("Isi baris ini diubah sesudah dicatat.")
    assert verdict.startswith("TIDAK utuh: 1 temuan")


def test_a_history_written_anew_from_the_start_is_found_by_a_head_written_down_before(here):
    content = json.loads(here.run("verify-log", "--format", "json").stdout)
    [office] = [each for each in content["chains"] if "Paser" in each["name"]]
    head = f"{office['chain']}:{office['sequence']}:{office['hash'][:16]}"
    here.run("verify-log", "--expect", head)
    here.drive("rewrite_history")
    assert "Riwayat utuh" in here.run("verify-log").stdout  # by itself it cannot know
    done = here.run("verify-log", "--expect", head, expected=1)
    assert "berbeda dari yang pernah dicatat di luar: riwayat ditulis ulang" in done.stdout
    done = here.run("verify-log", "--expect", f"{office['chain']}:999:{'0' * 16}", expected=1)
    assert "tidak ada lagi" in done.stdout


@pytest.mark.parametrize("text", ["apa saja", "office:1", "office:x:1:0123456789abcdef", "office:1:1:xyz"])
def test_a_head_that_cannot_be_read_is_refused(text):
    with pytest.raises(WrongExpectation, match=f"“{text}” bukan kepala riwayat"):
        inspect_trail([text])


def test_a_head_that_cannot_be_read_is_exit_2(whole):
    done = whole.run("verify-log", "--expect", "apa saja", expected=2)
    assert done.stdout == ""
    assert "bukan kepala riwayat" in done.stderr


def test_a_changed_agreement_breaks_its_seal(here):
    assert here.drive("sealed") == "1\n"
    tamper(here, "UPDATE planning_target SET number = number + 1")
    done = here.run("verify-log", expected=1)
    assert "tidak sama lagi dengan yang ditandatangani" in done.stdout


def test_without_a_database_it_cannot_tell(install):
    done = install().run("verify-log", expected=2)
    assert "belum disiapkan" in done.stderr
