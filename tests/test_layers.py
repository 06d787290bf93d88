"""Who may import whom: imports point down or stay inside the room."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "akuntabel"

# room → the rooms it may import from (besides itself)
MAY_IMPORT = {
    "core": set(),
    "files": set(),
    "checker": {"core"},
    "documents": {"core"},
    "packs": {"core"},
    "offices": {"core"},
    "tables": {"core", "checker"},
    "planning": {"core", "files", "packs", "offices", "tables"},
    "evidence": {"core", "files", "packs", "offices", "tables"},
    "measuring": {"core", "packs", "offices", "planning", "evidence"},
    "reporting": {"core", "packs", "documents", "checker", "offices", "planning", "evidence", "measuring"},
    "meetings": {"core", "documents", "offices", "planning", "evidence", "measuring", "reporting"},
    "duties": {"core", "packs", "offices", "planning", "evidence", "measuring", "reporting", "meetings"},
    "checking": {"core", "checker", "i18n"},
    "upkeep": {
        "core", "files", "offices", "planning", "evidence", "measuring", "reporting", "meetings", "duties",
    },
    "demo": {"core", "packs", "offices", "planning", "evidence", "measuring", "reporting"},
    "web": {
        "core", "packs", "documents", "checker", "checking", "offices", "planning", "evidence", "measuring",
        "reporting", "meetings", "duties",
    },
    "i18n": {"core"},
    "cli": {
        "core", "i18n", "packs", "documents", "checker", "offices", "planning", "evidence", "measuring",
        "reporting", "meetings", "duties", "demo", "upkeep", "web",
    },
}  # fmt: skip
TOP = {"settings", "cli", "__main__"}
WITHOUT_DJANGO = {"core", "files", "checker", "documents", "packs", "tables"}
ONLY_STANDARD_LIBRARY = {"core", "files"}


def offences(room: str, source: str, name: str) -> list[str]:
    """Sentences about imports of ``source`` that ``room`` may not make."""
    found = []
    for node in ast.walk(ast.parse(source)):
        modules = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["akuntabel.<relative>"] if node.level else [node.module or ""]
        for module in modules:
            found.extend(f"{name}:{node.lineno} {why}" for why in _why_not(room, module))
    return found


def _why_not(room: str, module: str) -> list[str]:
    top, *rest = module.split(".")
    if top == "akuntabel":
        other = rest[0] if rest else ""
        if other and other not in ({room} | MAY_IMPORT[room]):
            return [f"{room} may not import {other}"]
        return []
    if top == "django" and room in WITHOUT_DJANGO:
        return [f"{room} may not import Django"]
    import sys

    if room in ONLY_STANDARD_LIBRARY and top not in sys.stdlib_module_names:
        return [f"{room} may only use the standard library, not {top}"]
    return []


def rooms() -> list[tuple[str, Path]]:
    files = []
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).parts
        room = parts[0].removesuffix(".py")
        if room not in TOP - {"cli"} and room != "__init__":
            files.append((room, file))
    return files


def test_every_room_is_known():
    assert {room for room, _file in rooms()} <= set(MAY_IMPORT)


def test_imports_point_down():
    found = [
        line
        for room, file in rooms()
        for line in offences(room, file.read_text(), str(file.relative_to(PACKAGE)))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("room", "planted", "expected"),
    [
        ("core", "from akuntabel.planning.models import Plan", "core may not import planning"),
        ("core", "import django.db", "core may only use the standard library, not django"),
        ("checker", "from akuntabel.documents.tree import Cell", "checker may not import documents"),
        ("documents", "from django.utils import timezone", "documents may not import Django"),
        ("measuring", "from akuntabel.reporting import book", "measuring may not import reporting"),
    ],
)
def test_a_planted_offence_is_caught(room, planted, expected):
    [found] = offences(room, f"x = 1\n{planted}\n", "planted.py")
    assert found.startswith("planted.py:2 ")
    assert expected in found or "Django" in found


def test_files_and_templates_keep_their_limits():
    long = [
        f"{file.relative_to(PACKAGE)}: {lines} lines"
        for pattern, limit in (("*.py", 400), ("*.html", 150))
        for file in PACKAGE.rglob(pattern)
        if "migrations" not in file.parts and (lines := len(file.read_text().splitlines())) > limit
    ]
    assert long == []


def test_functions_keep_their_limit():
    long = []
    for file in PACKAGE.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 60:
                    long.append(f"{file.relative_to(PACKAGE)}:{node.lineno} {node.name} {size}")
    assert long == []
