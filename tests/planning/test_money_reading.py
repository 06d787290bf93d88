"""The budget read: tree, months, shares; every sum is that of its parts, whatever the lines are."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from money_stage import FEES, PAPER, RO, TRIPS, drafted, line, now, pay, revised, settle, settled
from stage import YEAR, signed

from akuntabel.offices.models import LogEntry, Role
from akuntabel.planning.deeds import CannotDo, WrongFields
from akuntabel.planning.models import BudgetLine, BudgetShare, Spending
from akuntabel.planning.money.keys import CODES, find_key, line_of
from akuntabel.planning.money.objectives import by_objective, unmapped
from akuntabel.planning.money.shares import map_line
from akuntabel.planning.money.tree import flat, tree_of
from akuntabel.planning.selectors import budget_of

codes = {
    "programme_code": st.sampled_from(["", "076.01.CQ", "076.01.CR"]),
    "activity_code": st.sampled_from(["", "3355", "3360"]),
    "output_code": st.sampled_from(["", "EBA", "BDB"]),
    "detail_code": st.sampled_from(["", "001", "002"]),
    "account_code": st.sampled_from(["", "521211", "524111"]),
}
drawn_lines = st.lists(
    st.fixed_dictionaries(
        {**codes, "fund": st.sampled_from(["", "apbn", "hibah"]), "amount": st.integers(0, 10**12)}
    ),
    min_size=1,
    max_size=12,
)


def as_lines(drawn):
    found = []
    for fields in drawn:
        row = BudgetLine(**(fields | {"amount": Decimal(fields["amount"])}))
        row.key = line_of({name: getattr(row, name) for name in CODES}).key
        found.append(row)
    return found


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


# ---------------------------------------------------------------- the tree


def test_the_tree_has_a_subtotal_at_every_level(stage):
    settled(
        stage,
        line(PAPER, "600", programme="Dukungan Manajemen", detail="Layanan Umum", account="Belanja Bahan"),
        line(FEES, "300"),
        line(FEES, "50", "hibah"),
        line(TRIPS, "100"),
    )
    pay(stage, "200")
    pay(stage, "60", key=FEES)
    nodes = flat(budget_of(stage.office, YEAR).tree)
    assert [(node.depth, node.level, node.label, node.ceiling, node.realised) for node in nodes] == [
        (0, "programme", "076.01.CQ Dukungan Manajemen", 950, 260),
        (1, "activity", "3355", 950, 260),
        (2, "output", "EBA", 950, 260),
        (3, "detail", "001 Layanan Umum", 950, 260),
        (4, "account", "521211 Belanja Bahan", 600, 200),
        (4, "account", "521213", 350, 60),
        (0, "programme", "076.01.CR", 100, 0),
        (1, "activity", "3360", 100, 0),
        (2, "output", "BDB", 100, 0),
        (3, "detail", "002", 100, 0),
        (4, "account", "524111", 100, 0),
    ]
    assert nodes[5].funds == {"apbn": 300, "hibah": 50}
    assert round(nodes[0].absorption, 2) == Decimal("27.37")


@given(drawn_lines, st.dictionaries(st.integers(0, 11), st.integers(-(10**9), 10**12), max_size=6))
def test_every_sum_of_the_tree_is_that_of_its_lines(drawn, payments):
    lines = as_lines(drawn)
    keys = sorted({row.key for row in lines if row.key})
    spent = {keys[at % len(keys)]: Decimal(amount) for at, amount in payments.items()} if keys else {}
    roots = tree_of(lines, spent)
    assert sum(root.ceiling for root in roots) == sum(row.amount for row in lines)
    assert sum(root.realised for root in roots) == sum(spent.values())
    for node in flat(roots):
        own = sum(row.amount for row in node.lines)
        assert node.ceiling == own + sum(child.ceiling for child in node.children)
        assert node.ceiling == sum(node.funds.values())
    assert sorted(row.amount for node in flat(roots) for row in node.lines) == sorted(
        row.amount for row in lines
    )


def test_a_budget_without_codes_is_a_tree_of_funds():
    nodes = tree_of(
        [BudgetLine(fund="apbn", amount=Decimal(3)), BudgetLine(fund="hibah", amount=Decimal(2))], None
    )
    assert [(node.level, node.name, node.ceiling, node.realised) for node in nodes] == [
        ("fund", "APBN", 3, None),
        ("fund", "Hibah", 2, None),
    ]


@given(drawn_lines)
def test_a_key_is_the_same_however_its_codes_are_written(drawn):
    for row in as_lines(drawn):
        plain = line_of({name: getattr(row, name) for name in CODES})
        full, parents = {}, []
        for name, code in zip(CODES, plain.codes, strict=True):
            full[name] = ".".join([*parents, code]).lower() if code else ""
            parents += [code] if code else []
        assert line_of(full) == plain
        assert find_key(plain.key, [plain.key, "x"]) == ([plain.key] if plain.key else [])


# ---------------------------------------------------------------- months


def test_months_are_held_against_page_three(stage, monkeypatch):
    monkeypatch.setattr("akuntabel.planning.money.reading.today_at", lambda _office: dt.date(YEAR, 5, 31))
    planned = tuple(Decimal(amount) for amount in (100, 100, 100, 0, 0, 0, 0, 0, 0, 0, 0, 700))
    settled(stage, line(PAPER, "1000", months=planned), line(FEES, "24", months=(Decimal(2),) * 12))
    pay(stage, "90", dt.date(YEAR, 1, 31))
    pay(stage, "153", dt.date(YEAR, 2, 1), FEES)
    pay(stage, "2", dt.date(YEAR, 4, 30))
    budget = budget_of(stage.office, YEAR)
    assert [(each.name, each.planned, each.realised) for each in budget.months[:5]] == [
        ("Januari", 102, 90),
        ("Februari", 102, 153),
        ("Maret", 102, 0),
        ("April", 2, 2),
        ("Mei", 2, None),
    ]
    assert [each.deviation and round(each.deviation, 2) for each in budget.months[:5]] == [
        Decimal("11.76"), 50, 100, 0, None,
    ]  # fmt: skip
    assert round(budget.mean_deviation(), 2) == Decimal("40.44")
    assert sum(each.planned for each in budget.months) == 1024
    assert budget.has_plan


@pytest.mark.parametrize(
    ("today", "known", "mean"),
    [
        (dt.date(YEAR, 1, 20), 1, "0"),
        (dt.date(YEAR, 4, 1), 3, "66.67"),  # April runs and has no payment yet
        (dt.date(YEAR, 12, 31), 11, "90.91"),
        (dt.date(YEAR + 1, 1, 1), 12, "91.67"),
    ],
)
def test_a_month_that_passed_without_a_payment_realised_nothing(stage, monkeypatch, today, known, mean):
    settled(stage, line(PAPER, "1200", months=(Decimal(100),) * 12))
    pay(stage, "100", dt.date(YEAR, 1, 15))
    monkeypatch.setattr("akuntabel.planning.money.reading.today_at", lambda _office: today)
    budget = budget_of(stage.office, YEAR)
    assert [each.realised for each in budget.months] == [100, *[0] * (known - 1), *[None] * (12 - known)]
    assert round(budget.mean_deviation(), 2) == Decimal(mean)


def test_without_payments_no_month_is_known(stage):
    settled(stage, line(PAPER, "1200", months=(Decimal(100),) * 12))
    budget = budget_of(stage.office, YEAR)
    assert {each.realised for each in budget.months} == {None}
    assert budget.mean_deviation() is None


def test_without_a_plan_no_month_has_a_deviation(stage):
    settled(stage)
    pay(stage, "5")
    budget = budget_of(stage.office, YEAR)
    assert not budget.has_plan
    assert {each.deviation for each in budget.months} == {None}
    assert budget.mean_deviation() is None


# ---------------------------------------------------------------- shares


def test_objectives_have_their_part_of_each_line_and_the_rest_is_named(stage, by):
    signed(stage)
    settled(stage, line(PAPER, "600", detail="Layanan Umum"), line(FEES, "400"), line(TRIPS, "100"))
    pay(stage, "500")
    map_line(office=stage.office, year=YEAR, key=RO, shares={"1": Decimal("62.5")}, by=by)
    budget = budget_of(stage.office, YEAR)
    [money] = budget.objectives
    assert (money.code, money.ceiling, money.realised, money.absorption) == ("1", 625, Decimal("312.5"), 50)
    assert [(each.key, each.name, each.percent, each.ceiling) for each in budget.unmapped] == [
        (RO, "Layanan Umum", Decimal("37.5"), 375),
        ("076.01.CR.3360.BDB.002", "076.01.CR.3360.BDB.002.524111", 100, 100),
    ]
    assert LogEntry.objects.get(deed="money.map").changes == {"objective_1": [None, "62.5"]}
    map_line(office=stage.office, year=YEAR, key=RO, shares={}, by=by)
    assert budget_of(stage.office, YEAR).objectives == []


def test_a_mapping_holds_for_the_next_version(stage, by):
    signed(stage)
    version = settled(stage, line(PAPER, "1000"))
    map_line(office=stage.office, year=YEAR, key=RO, shares={"1": Decimal(100)}, by=by)
    settle(stage, revised(stage, version), dt.date(YEAR, 5, 5), "same")
    assert [money.ceiling for money in budget_of(stage.office, YEAR).objectives] == [1000]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({"1": "100.0001"}, "lebih dari 0% dan paling banyak 100%"),
        ({"1": "0"}, "lebih dari 0%"),
        ({"1": "-5"}, "lebih dari 0%"),
        ({"1": "33.33333"}, "empat angka di belakang koma"),
        ({"9": "10"}, "Sasaran 9 tidak ada dalam perjanjian kinerja tahun 2025"),
    ],
)
def test_shares_that_cannot_be_are_refused(stage, by, shares, said):
    signed(stage)
    settled(stage)
    with pytest.raises(WrongFields, match=said):
        map_line(
            office=stage.office, year=YEAR, key=RO, by=by,
            shares={code: Decimal(percent) for code, percent in shares.items()},
        )  # fmt: skip
    assert not BudgetShare.objects.exists()


def test_a_mapping_needs_a_line_and_an_agreement(stage, by):
    drafted(stage)
    with pytest.raises(CannotDo, match="belum punya perjanjian kinerja"):
        map_line(office=stage.office, year=YEAR, key=RO, shares={"1": Decimal(1)}, by=by)
    signed(stage)
    with pytest.raises(CannotDo, match="tidak ada di anggaran tahun 2025"):
        map_line(office=stage.office, year=YEAR, key=PAPER, shares={"1": Decimal(1)}, by=by)
    assert map_line(office=stage.office, year=YEAR, key=RO.lower(), shares={"1": Decimal(1)}, by=by)


parts = st.lists(st.integers(1, 250_000), max_size=4)


@given(drawn_lines, st.lists(parts, max_size=4), st.integers(0, 10**12))
def test_what_objectives_have_and_what_none_claims_is_the_whole(drawn, drawn_shares, paid):
    lines = as_lines(drawn)
    keys = list(
        dict.fromkeys(line_of({name: getattr(row, name) for name in CODES}).output_key for row in lines)
    )
    shares = [
        BudgetShare(key=key, objective=str(number), percent=Decimal(part) / 10_000)
        for key, numbers in zip([key for key in keys if key], drawn_shares, strict=False)
        for number, part in enumerate(numbers, 1)
    ]
    spent = {row.key: Decimal(paid) for row in lines if row.key}
    money = by_objective(lines, shares, spent)
    rest = sum((each.ceiling for each in unmapped(lines, shares)), Decimal(0))
    assert sum((each.ceiling for each in money), rest) == sum(row.amount for row in lines)
    assert sum((each.realised for each in money), Decimal(0)) <= sum(spent.values())


# ---------------------------------------------------------------- any order of deeds


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_after_any_payments_and_revisions_all_sums_agree_and_settled_versions_stand(stage, data):
    Spending.objects.all().delete()
    for version in reversed(stage.office.budget_versions.order_by("sequence")):
        version.delete()
    amounts = st.integers(1, 10**9).map(Decimal)
    version = settled(stage, *(line(key, data.draw(amounts)) for key in (PAPER, FEES, TRIPS)))
    frozen = {version.pk: list(version.lines.order_by("pk").values())}
    for day, deed in enumerate(
        data.draw(st.lists(st.sampled_from(["pay", "back", "revise"]), max_size=6)), 1
    ):
        if deed == "revise":
            version = settle(
                stage, now(revised(stage, version, f"Revisi {day}")), dt.date(YEAR, 1, day), "same"
            )
            frozen[version.pk] = list(version.lines.order_by("pk").values())
        else:
            key = data.draw(st.sampled_from([PAPER, FEES, TRIPS, ""]))
            pay(stage, data.draw(amounts) * (-1 if deed == "back" else 1), key=key)
    budget = budget_of(stage.office, YEAR)
    assert budget.version == version
    assert budget.ceiling == sum(root.ceiling for root in budget.tree)
    if budget.payments:
        on_lines = sum(root.realised for root in budget.tree)
        assert budget.realised == on_lines + sum(budget.outside.values())
        assert budget.realised == sum(each.realised for each in budget.months if each.realised is not None)
    for each in stage.office.budget_versions.all():
        assert list(each.lines.order_by("pk").values()) == frozen[each.pk]
