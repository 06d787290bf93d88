"""The action plan and the cascade in a browser: adding up while typing, the tree by keyboard, axe, a phone."""

import pytest
from cast import PASSWORD, YEAR, assemble_cast
from test_in_the_browser import PHONE, WIDE, _violations, browse, chromium, pytestmark  # noqa: F401

from akuntabel.offices.models import Membership, Person, Role
from akuntabel.planning.cascade_draft import draft_cascade
from akuntabel.planning.models import CascadeNode, QuarterTarget, Target

ACTIONS, TREE = f"/contoh/{YEAR}/rencana/aksi/", f"/contoh/{YEAR}/rencana/pohon/"


@pytest.fixture
def desk(browse):  # noqa: F811
    """Opens a page as the operator of an office that has a plan and a tree."""
    cast = assemble_cast()
    operator = Person.objects.create_user(username="penyusun", password=PASSWORD)
    Membership.objects.create(person=operator, office=cast.office, role=Role.OPERATOR)
    draft_cascade(office=cast.office, year=YEAR, by=operator)
    return lambda path, **options: browse(path, person="penyusun", **options)


def test_a_row_adds_up_while_it_is_typed_and_enter_saves(desk):
    page = desk(ACTIONS)
    target = Target.objects.get(agreement__office__code="contoh", indicator__code="1")
    line = page.locator(f"#t{target.pk}")
    first = line.locator("input:visible").first
    first.focus()
    page.keyboard.type("1")
    line.get_by_text("Jumlah 1, kurang 1 dari target 2.").wait_for()
    for key in ("Tab", "Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("1")
    line.get_by_text("pas: 2").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Rencana aksi tersimpan: 1 indikator berubah.").wait_for()
    assert list(QuarterTarget.objects.values_list("quarter", flat=True)) == [1, 4]
    assert page.complaints == []


def test_the_tree_folds_by_keyboard(desk):
    page = desk(TREE)
    fold = page.locator(".tree summary").first
    below = page.locator(".tree details .branch").first
    assert below.is_visible()
    fold.focus()
    page.keyboard.press("Enter")
    assert not below.is_visible()


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_axe_finds_nothing_and_nothing_hangs_over(desk, viewport, scheme):
    from axe_playwright_python.sync_playwright import Axe

    target = Target.objects.filter(agreement__office__code="contoh").first()
    node = CascadeNode.objects.filter(kind="output").first()
    page = desk(ACTIONS, viewport=viewport, scheme=scheme)
    for path in (ACTIONS, f"{ACTIONS}{target.pk}/", TREE, f"{TREE}isi/", f"{TREE}{node.pk}/", f"{TREE}baru/"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert _violations(Axe(), page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert page.complaints == []
