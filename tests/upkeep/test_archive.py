"""What is let in as a backup: whole files that hold what their manifest says, and nothing else."""

import hashlib
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akuntabel.upkeep.archive import BadArchive, Manifest, TablePart, file_name, open_archive, table_name

ROWS = b'[1,"Sosialisasi"]\n[2,"Rapat"]\n'
PROOF = b"Daftar hadir"
SHA = hashlib.sha256(PROOF).hexdigest()


def parts(**changes):
    """The parts of a small good backup, by name."""
    table = TablePart(["id", "title"], 2, len(ROWS), hashlib.sha256(ROWS).hexdigest())
    manifest = Manifest(
        program="1.0",
        made_at="2025-01-01T00:00:00+00:00",
        database="sqlite",
        migrations=[("evidence", "0001_initial")],
        tables={"evidence.record": table},
        files={SHA: len(PROOF)},
        **changes,
    )
    return {
        "manifest.json": manifest.to_json(),
        table_name("evidence.record"): ROWS,
        file_name(SHA): PROOF,
    }


def packed(path, content, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as packed:
        for name, part in content.items():
            packed.writestr(name, part)
    return path


def read(path):
    with open_archive(path) as archive:
        return b"".join(archive.lines("evidence.record")), b"".join(archive.chunks(SHA))


def test_a_good_one_is_read(tmp_path):
    assert read(packed(tmp_path / "a.zip", parts())) == (ROWS, PROOF)


def changed_manifest(**changes):
    content = parts()
    raw = json.loads(content["manifest.json"]) | changes
    return content | {"manifest.json": json.dumps(raw).encode()}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"halo.txt": b"halo"}, "bukan cadangan Akuntabel"),
        (parts() | {"../../etc/passwd": b"x"}, "bukan cadangan Akuntabel"),
        (parts() | {"/etc/passwd": b"x"}, "bukan cadangan Akuntabel"),
        (parts() | {"attachments/aa/../../../x": b"x"}, "bukan cadangan Akuntabel"),
        (parts() | {table_name("evidence.lain"): b""}, "bukan cadangan Akuntabel"),
        (parts() | {table_name("evidence.record"): ROWS[:-1]}, "rusak: tables/evidence.record.jsonl"),
        (parts() | {table_name("evidence.record"): ROWS.replace(b"Rapat", b"Rapit")}, "rusak"),
        (parts() | {file_name(SHA): b"daftar hadir"}, "rusak: attachments/"),
        (parts() | {file_name(SHA): PROOF * 1000}, "rusak: attachments/"),
        ({name: part for name, part in parts().items() if name != file_name(SHA)}, "rusak: attachments/"),
        (parts() | {"manifest.json": b"{}"}, "bukan cadangan Akuntabel"),
        (parts() | {"manifest.json": b"[" * 100_000}, "bukan cadangan Akuntabel"),
        (changed_manifest(format=99, program="9.9"), "dibuat Akuntabel 9.9, yang lebih baru"),
        (changed_manifest(files={"../../x": 1}), "bukan cadangan Akuntabel|rusak"),
        (changed_manifest(tables={"evidence.record": {"columns": []}}), "bukan cadangan Akuntabel"),
    ],
)
def test_what_is_refused(tmp_path, content, sentence):
    with pytest.raises(BadArchive, match=sentence):
        read(packed(tmp_path / "a.zip", content))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = bytes(64 << 20)
    content = changed_manifest(files={hashlib.sha256(bomb).hexdigest(): len(bomb), SHA: len(PROOF)})
    content[file_name(hashlib.sha256(bomb).hexdigest())] = bomb
    path = packed(tmp_path / "a.zip", content)
    assert path.stat().st_size < 100_000
    with pytest.raises(BadArchive, match="bukan cadangan"):
        read(path)


def test_a_part_that_stands_twice_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", parts())
    with zipfile.ZipFile(path, "a") as again, pytest.warns(UserWarning, match="Duplicate"):
        again.writestr(file_name(SHA), b"lain")
    with pytest.raises(BadArchive):
        read(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"bukan zip sama sekali", b"\x00" * 5000])
def test_what_is_no_zip(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(BadArchive, match="bukan cadangan"):
        read(tmp_path / "a.zip")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadArchive, match="tidak dapat dibaca"):
        read(tmp_path / "tidak-ada.zip")


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_byte_that_changed_on_the_way_is_found_or_changes_nothing(tmp_path, data):
    content = bytearray(packed(tmp_path / "a.zip", parts()).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    (tmp_path / "b.zip").write_bytes(content)
    try:
        found = read(tmp_path / "b.zip")
    except BadArchive:
        return
    assert found == (ROWS, PROOF)
