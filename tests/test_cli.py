"""The command line as a person uses it: whole processes, one sentence for each mistake."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SETTINGS_OF_THE_TEST = {"AKUNTABEL_LANGUAGE": "id", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def akuntabel(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "akuntabel", *arguments],
        capture_output=True,
        text=True,
        env={**SETTINGS_OF_THE_TEST, "AKUNTABEL_HOME": str(home), **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A data folder with Paser 2024 in it."""
    folder = tmp_path_factory.mktemp("home")
    done = akuntabel(folder, "demo")
    assert done.returncode == 0, done.stderr
    return folder


def test_demo_twice_changes_nothing(home):
    again = akuntabel(home, "demo")
    assert again.returncode == 0
    assert "sudah ada, tidak diubah" in again.stdout


def test_measure_as_json(home):
    done = akuntabel(home, "measure", "kpu-paser", "2024", "--format", "json")
    content = json.loads(done.stdout)
    assert [row["code"] for row in content["indicators"]][:4] == ["1", "2", "3", "4.1"]
    assert content["averages"]["indicators"].startswith("166.31")


def test_measure_as_text(home):
    done = akuntabel(home, "measure", "kpu-paser", "2024")
    assert "1.400,00%  Sangat Berhasil" in done.stdout
    assert "tidak berlaku" in done.stdout
    assert "166,31%" in done.stdout


def test_report_writes_four_files_and_twice_the_same_bytes(home, tmp_path):
    first, second = tmp_path / "a", tmp_path / "b" / "deeper"
    for folder in (first, second):
        done = akuntabel(home, "report", "kpu-paser", "2024", "--out", str(folder))
        assert done.returncode == 0, done.stderr
        assert sorted(file.name for file in folder.iterdir()) == [
            "figures.json",
            "laporan-kinerja.docx",
            "laporan-kinerja.html",
            "laporan-kinerja.pdf",
        ]
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name
    assert zipfile.ZipFile(first / "laporan-kinerja.docx").testzip() is None


def test_as_printed_is_an_office_of_its_own(tmp_path):
    assert akuntabel(tmp_path, "demo", "--as-printed").returncode == 0
    done = akuntabel(tmp_path, "measure", "kpu-paser-as-printed", "2024", "--format", "json")
    assert json.loads(done.stdout)["averages"]["indicators"].startswith("166.78")


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (("measure", "kpu-pasir", "2024"), {}, "Kantor “kpu-pasir” tidak ada. Kantor yang ada: kpu"),
        (("measure", "kpu-paser", "2019"), {}, "belum punya data tahun 2019. Tahun yang ada: 2024"),
        (
            ("report", "kpu-paser", "2024", "--out", "/proc/laporan"),
            {},
            "Folder “/proc/laporan” tidak dapat ditulisi",
        ),
        (("measure", "kpu-paser", "2024"), {"DATABASE_URL": "bukan-alamat"}, "DATABASE_URL tidak"),
        (
            ("measure", "kpu-paser", "2024"),
            {"DATABASE_URL": "postgres://x:y@127.0.0.1:1/tidakada"},
            "Pangkalan data tidak dapat dipakai",
        ),
        (
            ("measure", "kpu-paser", "2024"),
            {"AKUNTABEL_LANGUAGE": "xx"},
            "AKUNTABEL_LANGUAGE harus id atau en",
        ),
        (("measure", "kpu-paser", "2024"), {"AKUNTABEL_DEBUG": "ya"}, "AKUNTABEL_DEBUG harus 0 atau 1"),
        (("serve", "--host", "192.0.2.1"), {}, "tidak dapat dipakai"),
        (("link", "siapa"), {}, "Tidak ada pengguna aktif bernama “siapa”"),
    ],
)
def test_a_mistake_gives_one_sentence_and_exit_2(home, arguments, environment, sentence):
    done = akuntabel(home, *arguments, **environment)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in done.stderr
    assert done.stderr.startswith("akuntabel: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_empty_installation_says_what_to_do(tmp_path):
    done = akuntabel(tmp_path, "measure", "kpu-paser", "2024")
    assert done.returncode == 2
    assert "Jalankan “akuntabel demo”" in done.stderr


def test_a_folder_that_is_a_file_is_refused_and_nothing_is_half_written(home, tmp_path):
    (tmp_path / "out").write_text("bukan folder")
    done = akuntabel(home, "report", "kpu-paser", "2024", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "tidak dapat ditulisi" in done.stderr
    assert sorted(tmp_path.iterdir()) == [tmp_path / "out"]
    assert (tmp_path / "out").read_text() == "bukan folder"


def test_every_command_has_help():
    done = subprocess.run(
        [sys.executable, "-m", "akuntabel", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("demo", "measure", "report", "serve", "link", "manage"):
        assert f"\n    {command} " in done.stdout
