"""Versions of the budget: typed, settled once, then only revised; what is refused and who may."""

import datetime as dt
from decimal import Decimal

import pytest
from money_stage import FEES, PAPER, TRIPS, drafted, line, now, revised, settle, settled
from stage import YEAR, signed

from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.planning.deeds import CannotDo, ChangedMeanwhile, WrongFields
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money.versions import (
    LineFields,
    VersionFields,
    add_line,
    change_line,
    change_version,
    discard_version,
    draft_version,
    remove_line,
    revise_version,
    settle_version,
    suggested_fields,
)
from akuntabel.planning.selectors import budget_of


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


def months(*amounts):
    return tuple(Decimal(each) for each in amounts)


def problems(refused):
    return {(each.field, str(each)) for each in refused.value.problems}


def content(version):
    return [(row.key, row.fund, row.amount, row.detail) for row in version.lines.all()]


# ---------------------------------------------------------------- a version's way


def test_a_first_version_counts_only_once_it_is_settled(stage):
    version = drafted(stage, line(PAPER, "600"), line(TRIPS, "400", "hibah"))
    assert (version.name, version.code, version.change) == ("DIPA Tahun Anggaran 2025", "dipa", "first")
    assert budget_of(stage.office, YEAR) is None
    settle(stage, version)
    budget = budget_of(stage.office, YEAR)
    assert (budget.ceiling, budget.state, budget.grant_booked) == (1000, 600, 400)
    assert list(verify()) == []
    deeds = (
        LogEntry.objects.filter(deed__startswith="money.").order_by("sequence").values_list("deed", flat=True)
    )
    assert list(deeds) == ["money.draft", "money.line_add", "money.line_add", "money.change", "money.settle"]
    assert LogEntry.objects.get(deed="money.settle").changes["amount"] == [None, "1000.00"]


def test_a_year_has_one_first_version(stage, by):
    drafted(stage)
    with pytest.raises(CannotDo, match="sudah punya “DIPA Tahun Anggaran 2025”"):
        draft_version(office=stage.office, year=YEAR, by=by)


def test_a_settled_version_is_never_changed(stage, by):
    version = settled(stage)
    own = version.lines.get()
    for attempt in (
        lambda: change_version(version=version, touched=version.touched, fields=VersionFields("Lain"), by=by),
        lambda: settle_version(version=version, touched=version.touched, by=by),
        lambda: add_line(version=version, touched=version.touched, fields=line(TRIPS), by=by),
        lambda: change_line(line=own, touched=version.touched, fields=line(amount="1"), by=by),
        lambda: remove_line(line=own, touched=version.touched, by=by),
        lambda: discard_version(version=version, touched=version.touched, by=by),
    ):
        with pytest.raises(CannotDo, match="sudah ditetapkan"):
            attempt()
    assert content(now(version)) == [(PAPER, "apbn", 1000, "")]


def test_a_revision_begins_alike_and_leaves_the_old_one_as_it_was(stage, by):
    old = settled(
        stage, line(PAPER, "1200", detail="Layanan Umum", months=months(*[100] * 12)), line(FEES, "300")
    )
    new = revised(stage, old)
    assert content(new) == content(old)
    assert [row.amount for row in new.lines.first().months.all()] == [100] * 12
    assert (new.code, new.sequence, new.replaces, new.reason) == ("dipa-1", 2, old, "Pergeseran anggaran")
    first = new.lines.first()
    change_line(line=first, touched=new.touched, fields=line(PAPER, "1000"), by=by)
    assert budget_of(stage.office, YEAR).ceiling == 1500
    settle(stage, now(new), dt.date(YEAR, 3, 1), "changed")
    budget = budget_of(stage.office, YEAR)
    assert (budget.version, budget.ceiling) == (new, 1300)
    assert content(now(old)) == [(PAPER, "apbn", 1200, "Layanan Umum"), (FEES, "apbn", 300, "")]
    [_first, step] = budget.steps
    assert (step.ceiling, step.difference, step.changed) == (1300, -200, (PAPER,))


def test_what_a_revision_needs(stage, by):
    draft = drafted(stage)
    fields = suggested_fields(draft)
    assert fields.name == "DIPA Tahun Anggaran 2025 Revisi ke-1"
    with pytest.raises(CannotDo, match="belum ditetapkan"):
        revise_version(version=draft, fields=VersionFields("R", reason="Sebab"), by=by)
    version = settle(stage, draft)
    with pytest.raises(CannotDo, match="alasan"):
        revise_version(version=version, fields=VersionFields("R"), by=by)
    with pytest.raises(WrongFields, match="Nama versi"):
        revise_version(version=version, fields=VersionFields(" ", reason="Sebab"), by=by)
    new = revised(stage, version)
    with pytest.raises(CannotDo, match="sudah punya revisi, “Revisi ke-1”"):
        revised(stage, version)
    assert suggested_fields(new).name == "DIPA Tahun Anggaran 2025 Revisi ke-2"
    discard_version(version=new, touched=new.touched, by=by)
    assert revised(stage, version).code == "dipa-1"
    assert LogEntry.objects.get(deed="money.discard").changes["budget.1"] == [f"{PAPER}: 1000.00", None]


def test_what_an_agreement_promises_is_not_changed_here(stage, by):
    agreement = signed(stage)
    promised = BudgetVersion.objects.create(
        office=stage.office, year=YEAR, agreement=agreement, code="pk", name="Anggaran PK", sequence=1
    )
    with pytest.raises(CannotDo, match="perjanjian kinerja"):
        add_line(version=promised, touched=0, fields=line(), by=by)
    with pytest.raises(CannotDo):
        revised(stage, promised)
    assert drafted(stage).sequence == 2


# ---------------------------------------------------------------- what stands against settling


def test_settling_says_all_that_is_missing(stage, by):
    version = draft_version(office=stage.office, year=YEAR, by=by)
    with pytest.raises(WrongFields) as refused:
        settle_version(version=version, touched=0, by=by)
    assert problems(refused) == {
        ("number", "Nomor DIPA wajib diisi."),
        ("issued_on", "Tanggal DIPA wajib diisi."),
        ("lines", "“DIPA Tahun Anggaran 2025” belum punya satu baris pun. Isi dahulu pagunya."),
    }


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(YEAR + 40, 1, 1), "belum tiba"),
        (dt.date(YEAR - 2, 12, 31), "bukan tanggal DIPA tahun 2025"),
    ],
)
def test_the_date_can_be_that_of_a_dipa(stage, day, said):
    with pytest.raises(WrongFields) as refused:
        settle(stage, drafted(stage), day)
    assert [(each.field, said in str(each)) for each in refused.value.problems] == [("issued_on", True)]


def test_a_revision_is_not_older_than_what_it_replaces(stage):
    version = settle(stage, drafted(stage), dt.date(YEAR, 2, 1))
    with pytest.raises(WrongFields, match="mendahului versi yang digantikan, 1 Februari 2025"):
        settle(stage, revised(stage, version), dt.date(YEAR, 1, 31), "same")


@pytest.mark.parametrize(
    ("change", "amount", "said"),
    [
        ("", "1000", "Pilih apakah pagunya tetap atau berubah."),
        ("same", "1000", None),
        ("same", "900", "Rp900,00, sedangkan sebelumnya Rp1.000,00"),
        ("changed", "900", None),
        ("changed", "1000", "sama dengan sebelumnya, Rp1.000,00"),
    ],
)
def test_the_ceiling_agrees_with_the_kind_of_revision(stage, by, change, amount, said):
    new = revised(stage, settled(stage))
    change_line(line=new.lines.get(), touched=0, fields=line(amount=amount), by=by)
    if said is None:
        assert settle(stage, new, dt.date(YEAR, 4, 1), change).settled
        return
    with pytest.raises(WrongFields, match=said):
        settle(stage, new, dt.date(YEAR, 4, 1), change)


def test_months_that_do_not_add_up_stand_against_settling(stage):
    version = drafted(stage, line(PAPER, "1200", months=months(*[99] * 12)))
    with pytest.raises(WrongFields) as refused:
        settle(stage, version)
    [problem] = refused.value.problems
    assert problem.field == f"lines.{version.lines.get().pk}"
    assert "berjumlah Rp1.188,00, sedangkan barisnya Rp1.200,00" in str(problem)


# ---------------------------------------------------------------- lines


def test_codes_with_their_parents_before_them_name_the_same_line(stage, by):
    version = drafted(stage, line(PAPER))
    written = LineFields(
        "076.01.cq",
        "",
        "3355",
        "",
        "3355.EBA",
        "",
        "3355.EBA.001",
        "",
        "521211",
        fund="apbn",
        amount=Decimal(5),
    )
    with pytest.raises(WrongFields, match="sudah ada"):
        add_line(version=version, touched=version.touched, fields=written, by=by)
    other = LineFields(**(vars(written) | {"fund": "hibah"}))
    assert add_line(version=version, touched=version.touched, fields=other, by=by).key == PAPER


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        (line(amount=None), "amount", "Isi jumlahnya"),
        (line(amount="-1"), "amount", "kurang dari nol"),
        (line(amount="0.005"), "amount", "dua angka sen"),
        (line(amount="1e18"), "amount", "terlalu besar"),
        (line(fund="kas"), "fund", "salah satu dari: APBN, Hibah, Belum dirinci"),
        (LineFields(amount=Decimal(1)), "programme_code", "Isi kode atau nama"),
        (line(key="076.01.CQ.3355.EBA.001.52/1"), "account_code", "huruf, angka, dan titik"),
        (line(programme="x" * 201), "programme", "201 huruf"),
        (line(months=months(*[-1] * 12)), "month_7", "kurang dari nol"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(stage, by, fields, field, said):
    version = draft_version(office=stage.office, year=YEAR, by=by)
    with pytest.raises(WrongFields) as refused:
        add_line(version=version, touched=0, fields=fields, by=by)
    assert said in next(text for name, text in problems(refused) if name == field)
    assert not version.lines.exists()
    assert not LogEntry.objects.filter(deed="money.line_add").exists()


def test_the_second_of_two_editors_is_told(stage, by):
    version = drafted(stage)
    own, seen = version.lines.get(), version.touched
    change_line(line=own, touched=seen, fields=line(amount="2000"), by=by)
    other = stage.who(Role.HEAD)
    for attempt in (
        lambda: change_line(line=own, touched=seen, fields=line(amount="3000"), by=other),
        lambda: remove_line(line=own, touched=seen, by=other),
        lambda: settle_version(version=version, touched=seen, by=other),
        lambda: discard_version(version=version, touched=seen, by=other),
    ):
        with pytest.raises(ChangedMeanwhile, match="satu-operator"):
            attempt()
    assert now(version).lines.get().amount == 2000


def test_changing_and_removing_leave_their_rows(stage, by):
    version = drafted(stage, line(PAPER), line(FEES))
    own = version.lines.first()
    change_line(line=own, touched=version.touched, fields=line(amount="1000.00"), by=by)  # the same
    assert now(version).touched == version.touched
    change_line(
        line=own, touched=version.touched, fields=line(amount="7", months=months(7, *[0] * 11)), by=by
    )
    changes = LogEntry.objects.get(deed="money.line_change").changes
    assert (changes["amount"], changes["month_1"]) == (["1000", "7"], [None, "7"])
    remove_line(line=own, touched=now(version).touched, by=by)
    assert LogEntry.objects.get(deed="money.line_remove").changes["amount"] == ["7", None]
    with pytest.raises(CannotDo, match="dihapus"):
        change_line(line=own, touched=now(version).touched, fields=line(), by=by)
    assert [row.key for row in version.lines.all()] == [FEES]


@pytest.mark.parametrize("role", list(Role))
def test_only_who_keeps_the_budget_here_may(stage, role):
    version = drafted(stage)
    attempts = (
        lambda by: draft_version(office=stage.office, year=YEAR + 1, by=by),
        lambda by: add_line(version=version, touched=now(version).touched, fields=line(TRIPS), by=by),
        lambda by: revise_version(version=version, fields=VersionFields("R", reason="Sebab"), by=by),
        lambda by: settle_version(version=version, touched=now(version).touched, by=by),
        lambda by: discard_version(version=version, touched=now(version).touched, by=by),
    )
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt(stage.who(role, "dua"))
        if role not in {Role.OPERATOR, Role.HEAD}:
            with pytest.raises(Refused, match="mengisi anggaran dan belanja"):
                attempt(stage.who(role))
    if role in {Role.OPERATOR, Role.HEAD}:
        attempts[0](stage.who(role))
        attempts[1](stage.who(role))
