"""Backup and restore as processes: while people write, onto another machine, from an older version."""

import hashlib
import json
import zipfile

import pytest
from installations import ON_POSTGRES, manifest

from akuntabel.upkeep.tables import LEFT_OUT, migrations_applied, tables_at


@pytest.fixture(scope="module")
def here(install):
    """An installation with the demo and two attachments in it."""
    installation = install("demo")
    installation.drive("attach", "Daftar hadir, satu", "hadir.txt")
    installation.drive("attach", "Daftar hadir, dua", "hadir-dua.txt")
    return installation


@pytest.fixture(scope="module")
def file(here, tmp_path_factory):
    """A backup of it."""
    path = tmp_path_factory.mktemp("backup") / "cadangan.zip"
    said = here.run("backup", str(path)).stdout
    assert "2 lampiran" in said
    return path


def attachments(installation):
    folder = installation.home / "attachments"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_while_somebody_writes_is_one_moment_and_restores_to_equal_hashes(here, install, tmp_path):
    first, second = tmp_path / "satu.zip", tmp_path / "dua.zip"
    writer = here.drive_on("write", "Sambil dicadangkan")
    before = [writer.stdout.readline().strip() for _number in range(20)]
    here.run("backup", str(first))
    after = writer.stdout.readline().strip()
    assert after  # it never had to wait for long
    here.kill(writer)

    there = install("tables")
    said = there.run("restore", str(first)).stdout
    assert "Riwayat dan segel perjanjian utuh" in said
    there.run("backup", str(second))
    assert manifest(first)["tables"] == manifest(second)["tables"]
    assert manifest(first)["heads"] == manifest(second)["heads"]
    assert attachments(there) == attachments(here)

    counts = json.loads(there.drive("kept", "Sambil dicadangkan"))
    assert set(before) <= set(counts)
    assert set(counts.values()) == {1}
    heads = [f"{head['chain']}:{head['sequence']}:{head['hash']}" for head in manifest(first)["heads"]]
    expected = [part for head in heads if head[0] != ":" for part in ("--expect", head)]
    there.run("verify-log", *expected)
    assert there.drive("next_key") == "True\n"


@pytest.mark.skipif(not ON_POSTGRES, reason="DATABASE_URL menunjuk SQLite; perlu PostgreSQL")
def test_from_sqlite_to_postgresql_and_back(install, tmp_path):
    lite, server, back = install("demo", sqlite=True), install(), install(sqlite=True)
    lite.drive("attach", "Daftar hadir", "hadir.txt")
    files = [tmp_path / f"{number}.zip" for number in range(3)]
    lite.run("backup", str(files[0]))
    server.run("restore", str(files[0]))
    assert server.drive("next_key") == "True\n"
    server.run("backup", str(files[1]))
    back.run("restore", str(files[1]))
    back.run("backup", str(files[2]))
    assert [manifest(each)["database"] for each in files] == ["sqlite", "postgresql", "sqlite"]
    assert manifest(files[1])["tables"] == manifest(files[2])["tables"]
    assert "Riwayat utuh" in back.run("verify-log").stdout


def test_only_into_an_empty_place(here, file):
    done = here.run("restore", str(file), expected=2)
    assert "sudah berisi data" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_into_one_that_holds_nothing_at_all(install, file):
    there = install()
    assert "Dipulihkan dan diperiksa" in there.run("restore", str(file)).stdout
    assert "Riwayat utuh" in there.run("verify-log").stdout


def test_a_backup_is_never_overwritten_and_an_unwritable_place_is_one_sentence(here, file):
    done = here.run("backup", str(file), expected=2)
    assert "sudah ada" in done.stderr
    done = here.run("backup", "/proc/cadangan.zip", expected=2)
    assert "tidak dapat ditulis" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_lost_attachment_is_named_and_the_rest_is_saved(install, file, tmp_path):
    there = install("tables")
    there.run("restore", str(file))
    [first, *_rest] = sorted((there.home / "attachments").rglob("*"), key=lambda path: -len(path.name))
    first.write_bytes(b"rusak")
    done = there.run("backup", str(tmp_path / "c.zip"), expected=1)
    assert "1 lampiran hilang atau rusak" in done.stdout
    assert first.name[:16] in done.stdout
    assert manifest(tmp_path / "c.zip")["missing_files"] == [first.name]


def test_secrets_of_the_server_and_sessions_stay_at_home(here, file):
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        everything = b"".join(packed.read(name) for name in names)
    assert (here.home / "secret_key").read_bytes() not in everything
    assert not any("session" in name for name in names)
    assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_file_restores_nothing(install, file, tmp_path):
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0x40
    (tmp_path / "rusak.zip").write_bytes(content)
    there = install()
    done = there.run("restore", str(tmp_path / "rusak.zip"), expected=2)
    assert done.stderr.startswith("akuntabel: ")
    assert not (there.home / "attachments").exists()


def repacked(file, target, change):
    """A copy of a backup with its parts changed and its manifest made to agree."""
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    content = json.loads(parts.pop("manifest.json"))
    change(parts, content)
    for name, lines in parts.items():
        if name.startswith("tables/"):
            table = content["tables"][name.removeprefix("tables/").removesuffix(".jsonl")]
            sha256 = hashlib.sha256(lines).hexdigest()
            table.update(rows=lines.count(b"\n"), bytes=len(lines), sha256=sha256)
    with zipfile.ZipFile(target, "w") as packed:
        for name, part in {**parts, "manifest.json": json.dumps(content)}.items():
            packed.writestr(name, part)
    return target


def without_the_trail(parts, content):
    del parts["tables/offices.logentry.jsonl"], content["tables"]["offices.logentry"]


def without_the_trail_as_if_on_purpose(parts, content):
    without_the_trail(parts, content)
    content["left_out"].append("offices.logentry")


def with_a_wrong_value(parts, _content):
    parts["tables/planning.target.jsonl"] = b'[1,"x","y","z",null,""]\n'


def with_a_row_that_points_to_nothing(parts, _content):
    parts["tables/offices.office.jsonl"] = b""


def with_a_path_for_a_hash(parts, content):
    table = "tables/evidence.attachment.jsonl"
    place = content["tables"]["evidence.attachment"]["columns"].index("sha256")
    sha256 = json.loads(parts[table].splitlines()[0])[place]
    parts[table] = parts[table].replace(sha256.encode(), b"/tmp/x")


def with_another_end_of_the_trail(parts, content):
    content["heads"][0]["hash"] = "0" * 64


def with_no_ends_of_the_trail(parts, content):
    content["heads"] = []


def with_a_number_without_end(parts, _content):
    table = "tables/evidence.attachment.jsonl"
    _key, *rest = json.loads(parts[table].splitlines()[0])
    parts[table] = json.dumps([10**30, *rest]).encode() + b"\n"


def with_a_row_deeper_than_anybody_reads(parts, _content):
    parts["tables/evidence.attachment.jsonl"] = b"[" * 100_000 + b"\n"


@pytest.fixture(scope="module")
def refusing(install):
    """A place without rows into which none of the files made by hand comes."""
    return install("tables")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without_the_trail, "Susunan tabel offices.logentry"),
        (without_the_trail_as_if_on_purpose, "Susunan tabel offices.logentry"),
        (with_a_wrong_value, "tidak dapat dimuat (sampai tabel planning.target"),
        (with_a_row_that_points_to_nothing, "tidak dapat dimuat"),
        (with_a_path_for_a_hash, "menyebut lampiran “/tmp/x” yang tidak ada di dalamnya"),
        (with_another_end_of_the_trail, "Isi tabel offices.loghead sesudah dimuat tidak sama"),
        (with_no_ends_of_the_trail, "Isi tabel offices.loghead sesudah dimuat tidak sama"),
        (with_a_number_without_end, "tidak dapat dimuat (sampai tabel evidence.attachment"),
        (with_a_row_deeper_than_anybody_reads, "tidak dapat dimuat (sampai tabel evidence.attachment"),
    ],
)
def test_a_file_made_by_hand_is_refused_and_leaves_the_place_empty(
    refusing, file, tmp_path, change, sentence
):
    done = refusing.run("restore", str(repacked(file, tmp_path / "b.zip", change)), expected=2)
    assert sentence in done.stderr  # and not "sudah berisi data": those before it left no row
    assert "tempat ini tetap kosong" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (refusing.home / "attachments").exists()


def test_after_files_made_by_hand_the_right_one_still_comes_in(refusing, file):
    assert "Dipulihkan" in refusing.run("restore", str(file)).stdout
    assert len(attachments(refusing)) == 2


@pytest.mark.django_db
def test_nothing_in_a_backup_points_to_what_is_left_out():
    tables = tables_at(migrations_applied())
    pointing = {
        f"{label}.{field.name}"
        for label, model in tables.items()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label_lower in LEFT_OUT
    }
    assert pointing == set()
    assert {"offices.logentry", "evidence.record", "evidence.attachment", "planning.agreement"} <= set(tables)
