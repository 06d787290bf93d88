"""The command line about people: the set-up address, links for the demo, and the way back in."""

import re
import subprocess
import sys

import pytest
from test_cli import SETTINGS_OF_THE_TEST, akuntabel


def served(home, *arguments: str, port: int) -> str:
    """What ``akuntabel serve`` prints until it waits for visitors."""
    command = [sys.executable, "-m", "akuntabel", "serve", "--port", str(port), *arguments]
    environment = {**SETTINGS_OF_THE_TEST, "AKUNTABEL_HOME": str(home)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        lines = [server.stdout.readline()]
        while "Tautan baru" not in lines[-1] and "/mulai/" not in lines[-1] and lines[-1]:
            lines.append(server.stdout.readline())
        server.terminate()
        server.wait(30)
    return "".join(lines)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert akuntabel(folder, "demo").returncode == 0
    return folder


def test_an_empty_installation_prints_its_setup_address(tmp_path):
    said = served(tmp_path, port=8319)
    assert re.search(r"^http://127\.0\.0\.1:8319/mulai/setup:\S+/$", said, re.MULTILINE)
    assert "/masuk/" not in said


def test_one_welcome_prints_one_link(demo):
    said = served(demo, "--welcome", "contoh", port=8319)
    assert len(re.findall(r"http://127\.0\.0\.1:8319/masuk/\S+/", said)) == 1
    assert "Tautan masuk, sekali pakai: http" in said
    assert "/mulai/" not in said


def test_a_pattern_welcomes_everybody_of_the_demo(demo):
    said = served(demo, "--welcome", "contoh*", port=8319)
    assert re.findall(r"^  (.+?) +http://127\.0\.0\.1:8319/masuk/", said, re.MULTILINE) == [
        "Pembaca Contoh",
        "Operator Contoh",
        "Pemeriksa Contoh",
        "Sekretaris Contoh",
        "Ketua Contoh",
        "Administrator Contoh",
    ]


def test_a_welcome_for_nobody_is_told(demo):
    done = akuntabel(demo, "link", "contoh*")
    assert (done.returncode, done.stdout) == (2, "")


def test_the_way_back_in(demo):
    done = akuntabel(demo, "administrator", "penyelamat", "--url", "https://akuntabel.contoh.go.id")
    assert done.returncode == 0, done.stderr
    assert "penyelamat sekarang Administrator" in done.stdout
    assert re.search(r"https://akuntabel\.contoh\.go\.id/masuk/\S+/", done.stdout)
    again = akuntabel(demo, "administrator", "penyelamat", "--without-second-factor")
    assert again.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (("administrator", "dua kata"), {}, "Nama pengguna hanya boleh"),
        (("link", "contoh"), {"AKUNTABEL_REQUIRE_TOTP": "ya"}, "AKUNTABEL_REQUIRE_TOTP harus 0 atau 1"),
        (("link", "contoh"), {"AKUNTABEL_EMAIL_URL": "mail.contoh.go.id"}, "AKUNTABEL_EMAIL_URL tidak dapat"),
    ],
)
def test_a_mistake_gives_one_sentence(demo, arguments, environment, sentence):
    done = akuntabel(demo, *arguments, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_no_way_back_into_an_empty_installation(tmp_path):
    assert akuntabel(tmp_path, "manage", "migrate", "-v", "0").returncode == 0
    done = akuntabel(tmp_path, "administrator", "siapa")
    assert done.returncode == 2
    assert "Belum ada kantor" in done.stderr
