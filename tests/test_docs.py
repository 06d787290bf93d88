"""The papers keep up with the product: settings, commands, pictures and links."""

import argparse
import importlib
import re
from pathlib import Path

import pytest

from akuntabel.cli.arguments import make_parser
from akuntabel.offices.access import ROLES, Ability
from akuntabel.offices.models import Role
from akuntabel.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "panduan"
PICTURES = GUIDE / "gambar"
PAGES = sorted(GUIDE.glob("*.md"))
README = (ROOT / "README.md").read_text()
GUIDE_TEXT = "\n".join(page.read_text() for page in PAGES)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
PICTURE_IN_HTML = re.compile(r'<img src="([^"]+)"[^>]* alt="([^"]*)">')
BIGGEST = 80_000


def commands():
    """Name and parser of each command, and the help that `akuntabel --help` shows for it."""
    action = next(each for each in make_parser()._actions if isinstance(each, argparse._SubParsersAction))
    return [(each.dest, action.choices[each.dest], each.help) for each in action._choices_actions]


def pictures_named():
    """(page, words instead of the picture, path) of every picture in the guide."""
    for page in PAGES:
        text = page.read_text()
        for words, path in PICTURE.findall(text):
            yield page.name, words, path
        for path, words in PICTURE_IN_HTML.findall(text):
            yield page.name, words, path


def anchors(text):
    """The anchors that GitHub makes of the headings of ``text``."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_setting_has_its_row():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(setting.name for setting in SETTINGS)


@pytest.mark.parametrize("setting", [each for each in SETTINGS if each.default], ids=lambda each: each.name)
def test_the_row_names_the_default(setting):
    row = next(line for line in README.splitlines() if line.startswith(f"| `{setting.name}` |"))
    assert f"| `{setting.default}` |" in row


def test_every_command_has_help_and_is_explained():
    listed = commands()
    assert len(listed) > 8
    for name, parser, words in listed:
        assert words, name
        assert f"akuntabel {name}" in README + GUIDE_TEXT, name
        for action in parser._actions:
            assert action.help, (name, action.dest)


def test_a_command_that_the_papers_name_exists():
    known = {name for name, _parser, _help in commands()}
    named = set(re.findall(r"\.venv/bin/akuntabel ([a-z-]+)", README + GUIDE_TEXT))
    assert named - known == set()


def test_every_picture_is_there_and_every_file_is_shown():
    shown = {path for _page, _words, path in pictures_named()}
    there = {f"gambar/{file.name}" for file in PICTURES.iterdir()}
    assert shown == there


def test_every_picture_is_taken_by_the_script(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "pictures"))
    taken = [scene.picture for scene in importlib.import_module("shots").SCENES if scene.picture]
    assert sorted(f"{name}.png" for name in taken) == sorted(file.name for file in PICTURES.iterdir())


def test_a_picture_has_words_and_is_light():
    assert [(page, path) for page, words, path in pictures_named() if len(words) < 20] == []
    assert {
        file.name: file.stat().st_size for file in PICTURES.iterdir() if file.stat().st_size > BIGGEST
    } == {}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for link in LINK.findall(page.read_text()):
        if link.startswith("http"):
            continue
        path, _hash, anchor = link.partition("#")
        target = page if not path else (page.parent / path)
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text()), link


def test_every_page_is_in_the_contents():
    contents = (GUIDE / "README.md").read_text()
    assert {page.name for page in PAGES} - set(LINK.findall(contents)) == {"README.md"}


def test_the_table_of_roles_is_that_of_the_program():
    """ "orang.md" says who may do what; a change of the table in access.py must reach it."""
    text = (GUIDE / "orang.md").read_text()
    columns = [
        {Ability.READ}, {Ability.KEEP_RECORDS}, {Ability.DEFINE_REGISTERS}, {Ability.LOCK_PERIODS},
        {Ability.PLAN}, {Ability.SIGN_FIRST, Ability.SIGN_SECOND}, {Ability.READ_LOG},
        {Ability.MANAGE_PEOPLE}, {Ability.KEEP_OFFICE},
    ]  # fmt: skip
    for role in Role:
        [line] = re.findall(rf"^\| {re.escape(str(role.label))} \|(.+)\|$", text, re.MULTILINE)
        said = [bool(cell.strip()) for cell in line.split("|")]
        assert said == [bool(column & ROLES[role]) for column in columns], role
