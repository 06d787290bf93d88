"""Every word of the program has its English; Indonesian sentences stay their own key.

To bring the catalogues up to date: ``django-admin makemessages -l en -l id --no-obsolete
--no-location --no-wrap`` in the package, then translate what is empty.
"""

import ast
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import akuntabel

PACKAGE = Path(akuntabel.__file__).parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
}


def catalogue(language):
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def sentences():
    """Every msgid of the sources: those of Python files and those of templates."""
    found = set()
    for file in sorted(PACKAGE.rglob("*.py")):
        found |= {_first(message) for _line, message, _c, _x in _messages(file.read_bytes())}
        found |= set(_conditional(file.read_text()))
    for file in sorted(PACKAGE.rglob("templates/**/*.html")):
        text = templatize(file.read_text(), origin=str(file)).encode()
        found |= {_first(message) for _line, message, _c, _x in _messages(text)}
    return found - {""}


def _messages(source):
    return extract("python", BytesIO(source), keywords=KEYWORDS)


def _first(message):
    return message[0] if isinstance(message, tuple) else message


def _conditional(source):
    """The sentences of ``_("one" if this else "other")``, which extraction half sees."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            for choice in (
                (node.args[0].body, node.args[0].orelse) if isinstance(node.args[0], ast.IfExp) else ()
            ):
                if isinstance(choice, ast.Constant):
                    yield choice.value


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_sentence_is_in_the_catalogue(language):
    known = {_first(message.id) for message in catalogue(language) if message.id}
    assert sentences() - known == set()


@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_is_left_untranslated_or_unsure(language):
    texts = {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,)
        for message in catalogue(language)
        if message.id
    }
    assert [key for key, strings in texts.items() if not all(strings)] == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


def test_indonesian_is_its_own_key():
    for message in catalogue("id"):
        assert message.string == message.id or not message.id


def test_translations_keep_their_places():
    for message in catalogue("en"):
        if message.id and not isinstance(message.id, tuple):
            assert _places(message.string) == _places(message.id), message.id


def _places(text):
    """The names to be filled in, of either kind, and of report texts ({{figure.id}} kept as it is)."""
    braces = {name for _t, name, _f, _c in Formatter().parse(text) if name is not None}
    return braces, set(re.findall(r"%\((\w+)\)s", text))
