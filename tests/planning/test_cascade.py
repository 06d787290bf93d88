"""The cascade: what may stand below what, no circle ever, the tree as read, and what is weak about it."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stage import YEAR, set_stage

from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.planning.cascade import (
    CannotCascade,
    Condition,
    NodeChanged,
    add_node,
    change_node,
    link_nodes,
    remove_node,
    seen_of,
    unlink_nodes,
)
from akuntabel.planning.cascade_draft import draft_cascade, registers_in
from akuntabel.planning.cascade_tree import answering, flat, tree_of, weaknesses
from akuntabel.planning.models import CascadeNode, Indicator, NodeKind, Objective, Plan

OUTCOME, MIDDLE, OUTPUT = NodeKind.OUTCOME, NodeKind.INTERMEDIATE, NodeKind.OUTPUT


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


@pytest.fixture
def grow(stage, by):
    """Adds a condition to the first office's tree."""

    def grown(kind, text, *parents, **more):
        return add_node(
            office=stage.office, year=YEAR, condition=Condition(kind, text, **more), parents=parents, by=by
        )

    return grown


def shape(branches):
    return [(branch.number, branch.node.condition, branch.again) for branch in flat(branches)]


def test_a_node_under_two_parents_stands_under_both_and_shows_its_causes_once(stage, grow):
    first, second = grow(OUTCOME, "Pemilu jujur"), grow(OUTCOME, "Pemilih melek")
    shared = grow(MIDDLE, "Data mutakhir", first, second)
    grow(OUTPUT, "Coklit selesai", shared)
    assert shape(tree_of(stage.office, YEAR).roots()) == [
        ("1", "Pemilu jujur", False),
        ("1.1", "Data mutakhir", False),
        ("1.1.1", "Coklit selesai", False),
        ("2", "Pemilih melek", False),
        ("2.1", "Data mutakhir", True),
    ]
    branch = next(one for one in flat(tree_of(stage.office, YEAR).roots()) if one.number == "1.1")
    assert branch.others == (second,)


def test_a_circle_is_refused_and_named(grow, by):
    a = grow(MIDDLE, "Kondisi A")
    b = grow(MIDDLE, "Kondisi B", a)
    c = grow(MIDDLE, "Kondisi C", b)
    with pytest.raises(CannotCascade, match="“Kondisi A” → “Kondisi C” → “Kondisi B” → “Kondisi A”"):
        link_nodes(child=a, parent=c, by=by)
    with pytest.raises(CannotCascade, match="“Kondisi A” → “Kondisi A”"):
        link_nodes(child=a, parent=a, by=by)
    assert list(a.parents.all()) == []


def test_an_outcome_never_stands_below_an_output(grow, by):
    outcome, output = grow(OUTCOME, "Hasil"), grow(OUTPUT, "Laporan")
    with pytest.raises(CannotCascade, match="tidak dapat berada di bawah"):
        link_nodes(child=outcome, parent=output, by=by)
    link_nodes(child=output, parent=outcome, by=by)
    change_node(node=output, condition=Condition(OUTCOME, "Laporan"), by=by)
    with pytest.raises(CannotCascade, match=r"“Laporan” .* tidak dapat berada di bawah “Hasil”"):
        change_node(node=outcome, condition=Condition(MIDDLE, "Hasil"), by=by)
    outcome.refresh_from_db()
    assert outcome.kind == OUTCOME


def test_every_change_is_logged(grow, by):
    top, other = grow(OUTCOME, "Hasil"), grow(OUTCOME, "Hasil lain")
    node = grow(MIDDLE, "Antara", top)
    change_node(
        node=node,
        condition=Condition(MIDDLE, "Antara", owner="Subbagian Contoh", person="Pegawai Contoh"),
        parents=[other],
        by=by,
    )
    unlink_nodes(child=node, parent=other, by=by)
    remove_node(node=node, by=by)
    assert Counter(LogEntry.objects.filter(deed__startswith="cascade.").values_list("deed", flat=True)) == {
        "cascade.add": 3, "cascade.link": 2, "cascade.change": 1, "cascade.unlink": 2, "cascade.remove": 1,
    }  # fmt: skip
    change = LogEntry.objects.get(deed="cascade.change").changes
    assert change == {"owner": ["", "Subbagian Contoh"], "person": ["", "Pegawai Contoh"]}
    assert list(verify()) == []


def test_the_second_of_two_editors_is_told(grow, by):
    node = grow(OUTCOME, "Hasil")
    seen = seen_of(node)
    change_node(node=node, condition=Condition(OUTCOME, "Hasil baru"), by=by, seen=seen)
    with pytest.raises(NodeChanged):
        change_node(node=node, condition=Condition(OUTCOME, "Hasil lama"), by=by, seen=seen)
    assert CascadeNode.objects.get().condition == "Hasil baru"


def test_causes_outlive_what_they_caused(stage, grow, by):
    top = grow(OUTCOME, "Hasil")
    grow(MIDDLE, "Antara", top)
    remove_node(node=top, by=by)
    assert shape(tree_of(stage.office, YEAR).roots()) == [("1", "Antara", False)]


def test_weak_spots_are_named_where_they_are(stage, grow):
    top = grow(OUTCOME, "Data pemilih akurat", success_factor="Coklit", owner="Sekretaris")
    copied = grow(MIDDLE, "data pemilih  akurat.", top)
    lonely = grow(OUTPUT, "Laporan", owner="Subbagian Contoh")
    plan = Plan.objects.create(office=stage.office, kind="rkt", title="RKT", year_from=YEAR, year_to=YEAR)
    objective = Objective.objects.create(plan=plan, code="7", sequence=1, name="Sasaran tanpa simpul")
    found = [(one.kind, one.node) for one in weaknesses(tree_of(stage.office, YEAR), [objective])]
    assert set(found) == {
        ("copied", copied), ("owner", copied), ("factor", copied), ("barren", copied),
        ("orphan", lonely), ("person", lonely), ("objective", None),
    }  # fmt: skip


def test_it_says_who_answers_for_what(stage, grow):
    top = grow(OUTCOME, "Hasil", owner="Sekretaris")
    grow(OUTPUT, "Laporan A", top, owner="Subbagian Contoh", person="Pegawai B")
    grow(OUTPUT, "Laporan B", top, owner="Subbagian Contoh", person="Pegawai A")
    grow(OUTPUT, "Laporan C", top)
    answers = answering(tree_of(stage.office, YEAR).roots())
    assert [(one.owner, one.count) for one in answers] == [
        ("Sekretaris", 1),
        ("Subbagian Contoh", 2),
        ("", 1),
    ]
    assert [(name, [b.node.condition for b in held]) for name, held in answers[1].people] == [
        ("Pegawai A", ["Laporan B"]), ("Pegawai B", ["Laporan A"]),
    ]  # fmt: skip


def plans(office):
    strategic = Plan.objects.create(
        office=office, kind="renstra", title="Renstra", year_from=YEAR, year_to=YEAR + 4
    )
    outcome = Objective.objects.create(plan=strategic, code="1.a", sequence=1, name="Pemilih berpartisipasi")
    annual = Plan.objects.create(office=office, kind="rkt", title="RKT", year_from=YEAR, year_to=YEAR)
    objective = Objective.objects.create(
        plan=annual, code="1", sequence=1, name="Pendidikan pemilih", supports=outcome
    )
    for place, register in enumerate(("voter_education", "dispute"), 1):
        Indicator.objects.create(
            objective=objective, code=f"1.{place}", sequence=place, name=f"Jumlah {register}", unit="keg",
            polarity="higher", aggregation="sum", measure={"count": {"register": register}},
        )  # fmt: skip
    return annual


def test_a_draft_goes_from_the_strategic_plan_down_to_the_sub_section(stage, by):
    annual = plans(stage.office)
    assert draft_cascade(office=stage.office, year=YEAR, by=by) == 4
    tree = tree_of(stage.office, YEAR)
    assert [(b.number, b.node.kind, b.node.condition, b.node.owner) for b in flat(tree.roots())] == [
        ("1", "outcome", "Pemilih berpartisipasi", ""),
        ("1.1", "intermediate", "Pendidikan pemilih", ""),
        ("1.1.1", "output", "Jumlah voter_education",
         "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi, dan Hubungan Masyarakat"),
        ("1.1.2", "output", "Jumlah dispute", "Subbagian Hukum"),
    ]  # fmt: skip
    assert LogEntry.objects.get(deed="cascade.draft").changes == {"added": [0, 4]}
    with pytest.raises(CannotCascade, match="sudah ada dalam pohon"):
        draft_cascade(office=stage.office, year=YEAR, by=by)
    Objective.objects.create(plan=annual, code="2", sequence=2, name="Sasaran baru")
    assert draft_cascade(office=stage.office, year=YEAR, by=by) == 1
    assert list(verify()) == []


def test_without_a_plan_there_is_nothing_to_draft(stage, by):
    with pytest.raises(CannotCascade, match="Belum ada rencana"):
        draft_cascade(office=stage.office, year=YEAR, by=by)


def test_the_whole_plan_of_paser_becomes_a_tree(paser):
    from akuntabel.offices.deeds import add_person

    operator = add_person(username="penyusun", name="Operator Contoh", office=paser, role=Role.OPERATOR)
    draft_cascade(office=paser, year=2024, by=operator)
    kinds = Counter(CascadeNode.objects.values_list("kind", flat=True))
    assert (kinds["intermediate"], kinds["output"]) == (19, 22)
    without = CascadeNode.objects.filter(kind="output", owner="").values_list("indicator__code", flat=True)
    assert list(without) == ["4.2"]  # the share of met targets rests on no register


def test_registers_are_found_however_deep_they_stand():
    share = {"numerator": {"count": {"register": "a"}}, "denominator": {"count": {"register": "b"}}}
    assert registers_in({"ratio": share}) == ["a", "b"]
    assert registers_in({"share_met": {}}) == []


def test_another_office_has_its_own_tree(stage, grow, by):
    foreign = CascadeNode.objects.create(
        office=stage.offices["dua"], year=YEAR, kind=OUTCOME, condition="Milik tetangga"
    )
    node = grow(OUTPUT, "Laporan")
    with pytest.raises(CannotCascade, match="bukan milik kantor"):
        link_nodes(child=node, parent=foreign, by=by)
    with pytest.raises(Refused):
        change_node(node=foreign, condition=Condition(OUTCOME, "Direbut"), by=by)
    assert tree_of(stage.office, YEAR).nodes == [node]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPERATOR, Role.HEAD)])
def test_only_who_plans_may_change_the_tree(stage, grow, role):
    top, node = grow(OUTCOME, "Hasil"), grow(OUTPUT, "Laporan")
    person = stage.who(role)
    for attempt in (
        lambda: add_node(office=stage.office, year=YEAR, condition=Condition(OUTCOME, "X"), by=person),
        lambda: change_node(node=node, condition=Condition(OUTPUT, "X"), by=person),
        lambda: remove_node(node=node, by=person),
        lambda: link_nodes(child=node, parent=top, by=person),
        lambda: unlink_nodes(child=node, parent=top, by=person),
        lambda: draft_cascade(office=stage.office, year=YEAR, by=person),
    ):
        with pytest.raises(Refused):
            attempt()


links = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links)
def test_no_sequence_of_links_makes_a_circle(db, tried):
    from django.db import transaction

    with transaction.atomic():
        stage = set_stage()
        by = stage.who(Role.OPERATOR)
        kinds = (OUTCOME, MIDDLE, MIDDLE, MIDDLE, OUTPUT, OUTPUT)
        nodes = [
            add_node(office=stage.office, year=YEAR, condition=Condition(kind, f"Kondisi {n}"), by=by)
            for n, kind in enumerate(kinds)
        ]
        for child, parent, join in tried:
            try:
                deed = link_nodes if join else unlink_nodes
                deed(child=nodes[child], parent=nodes[parent], by=by)
            except CannotCascade:
                continue
        tree = tree_of(stage.office, YEAR)
        for node in nodes:
            assert node.pk not in {
                key for child in tree.children.get(node.pk, ()) for key in tree.below(child)
            }
        shown = [branch.node.pk for branch in flat(tree.roots()) if not branch.again]
        assert sorted(shown) == sorted(node.pk for node in nodes)
        assert list(verify()) == []
        transaction.set_rollback(True)


def test_years_stand_apart(stage, grow, by):
    grow(OUTCOME, "Tahun ini")
    add_node(office=stage.office, year=YEAR + 1, condition=Condition(OUTCOME, "Tahun depan"), by=by)
    assert [node.condition for node in tree_of(stage.office, YEAR).nodes] == ["Tahun ini"]
