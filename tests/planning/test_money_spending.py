"""Payments and the grant ledger: what is kept, what is refused, what is told, and what never goes away."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_stage import FEES, PAPER, RO, TRIPS, line, now, pay, revised, settle, settled
from stage import YEAR

from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.planning.deeds import CannotDo, WrongFields
from akuntabel.planning.models import GrantEntry, Realisation
from akuntabel.planning.money.grants import GrantFields, add_grant_entry, grant_ledger, withdraw_grant_entry
from akuntabel.planning.money.ledger import ledger_of
from akuntabel.planning.money.spending import (
    SpendingFields,
    add_spending,
    realised,
    warnings_of,
    withdraw_spending,
)
from akuntabel.planning.money.versions import remove_line
from akuntabel.planning.selectors import budget_of


@pytest.fixture
def by(stage):
    return stage.who(Role.OPERATOR)


def grant(stage, kind, amount, day=None, **more):
    fields = GrantFields(kind, None if amount is None else Decimal(amount), day, **more)
    return add_grant_entry(office=stage.office, year=YEAR, fields=fields, by=stage.who(Role.OPERATOR))


# ---------------------------------------------------------------- payments


def test_payments_less_what_came_back_are_the_realisation(stage, by):
    assert realised(stage.office, YEAR) is None
    settled(stage, line(PAPER, "1000"), line(TRIPS, "500", "hibah"))
    pay(stage, "600", document="SP2D-1")
    pay(stage, "250", dt.date(YEAR, 5, 2), TRIPS)
    pay(stage, "-100", dt.date(YEAR, 5, 3))
    wrong = pay(stage, "9")
    withdraw_spending(spending=wrong, reason="Salah ketik", by=by)
    assert realised(stage.office, YEAR) == 750
    assert realised(stage.office, YEAR, as_of=dt.date(YEAR, 5, 2)) == 850
    assert realised(stage.office, YEAR, fund="apbn") == 500
    assert realised(stage.office, YEAR, fund="hibah", as_of=dt.date(YEAR, 5, 1)) == 0
    budget = budget_of(stage.office, YEAR)
    assert (budget.realised, budget.remaining, budget.absorption) == (750, 750, 50)
    assert [(each.fund, each.ceiling, each.realised) for each in budget.funds] == [
        ("apbn", 1000, 500),
        ("hibah", 500, 250),
    ]
    assert budget.basis == "3 pembayaran sampai 3 Mei 2025"
    assert list(verify()) == []


@pytest.mark.parametrize(
    "written",
    [PAPER, "3355.EBA.001.521211", "3355.eba.001.521211", "3355.EBA.001.051.A.521211", "521211",
     "076.01.CQ.3355.EBA.001.051.521211"],
)  # fmt: skip
def test_a_key_is_found_however_much_of_it_is_written(stage, written):
    settled(stage, line(PAPER), line(FEES, "5", "hibah"))
    assert (pay(stage, "1", key=written).key, pay(stage, "1", key="521213").fund) == (PAPER, "hibah")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"key": "3355.EBA.001.999999"}, "key", "tidak ada di anggaran tahun 2025"),
        ({"key": "001.521211"}, "key", "dapat berarti"),
        ({"date": None}, "date", "Isi tanggal"),
        ({"date": dt.date(YEAR + 1, 1, 2)}, "date", "2 Januari 2026 bukan di tahun anggaran 2025"),
        ({"amount": None}, "amount", "Isi jumlahnya"),
        ({"amount": Decimal(0)}, "amount", "tidak dapat nol"),
        ({"amount": Decimal("1.005")}, "amount", "dua angka sen"),
        ({"fund": "kas"}, "fund", "salah satu dari"),
        ({"document": "x" * 81}, "document", "81 huruf"),
    ],
)
def test_a_wrong_payment_is_refused_by_its_field(stage, by, change, field, said):
    settled(stage, line(PAPER), line(PAPER.replace("EBA", "EBB")))
    good = {"date": dt.date(YEAR, 3, 1), "amount": Decimal(5), "key": PAPER}
    with pytest.raises(WrongFields) as refused:
        add_spending(office=stage.office, year=YEAR, fields=SpendingFields(**(good | change)), by=by)
    assert [(each.field, said in str(each)) for each in refused.value.problems] == [(field, True)]
    assert realised(stage.office, YEAR) is None


def test_a_payment_beyond_its_line_is_kept_and_told(stage):
    settled(stage, line(PAPER, "1000"))
    assert warnings_of(pay(stage, "1000")) == []
    assert warnings_of(pay(stage, "1")) == [
        f"Belanja pada {PAPER}, Rp1.001,00, melebihi pagunya menurut DIPA Tahun Anggaran 2025, Rp1.000,00."
    ]
    assert warnings_of(pay(stage, "5000", key="")) == []
    assert budget_of(stage.office, YEAR).outside == {"": 5000}


def test_a_payment_on_a_line_that_a_revision_took_out_stays_in_sight(stage, by):
    version = settled(stage, line(PAPER), line(FEES, "50"))
    pay(stage, "50", key=FEES)
    new = revised(stage, version)
    remove_line(line=new.lines.get(key=FEES), touched=new.touched, by=by)
    settle(stage, now(new), dt.date(YEAR, 6, 1), "changed")
    budget = budget_of(stage.office, YEAR)
    assert (budget.realised, budget.outside) == (50, {FEES: 50})
    assert sum(root.realised for root in budget.tree) == 0


def test_withdrawing_needs_a_reason_and_happens_once(stage, by):
    settled(stage)
    row = pay(stage, "10")
    with pytest.raises(CannotDo, match="alasan"):
        withdraw_spending(spending=row, reason=" ", by=by)
    withdraw_spending(spending=row, reason="Dibatalkan KPPN", by=by)
    with pytest.raises(CannotDo, match="sudah ditarik"):
        withdraw_spending(spending=row, reason="Lagi", by=by)
    entry = LogEntry.objects.get(deed="money.unspend")
    assert (entry.reason, entry.changes["withdrawn_reason"]) == ("Dibatalkan KPPN", ["", "Dibatalkan KPPN"])
    assert realised(stage.office, YEAR) is None


def test_a_stated_sum_counts_alone_and_is_compared_with_payments(stage):
    version = settled(stage, line(PAPER, "1000"))
    Realisation.objects.create(version=version, amount=700, as_of=dt.date(YEAR, 6, 30), source="OMSPAN")
    budget = budget_of(stage.office, YEAR)
    assert (budget.realised, budget.from_payments, budget.disagreement) == (700, False, "")
    pay(stage, "650", dt.date(YEAR, 6, 30))
    pay(stage, "100", dt.date(YEAR, 7, 1))
    budget = budget_of(stage.office, YEAR)
    assert (budget.realised, budget.from_payments) == (750, True)
    assert budget.disagreement == (
        "Pembayaran sampai 30 Juni 2025 berjumlah Rp650,00, sedangkan realisasi yang dinyatakan Rp700,00; "
        "keduanya berbeda Rp50,00."
    )
    pay(stage, "50", dt.date(YEAR, 1, 5))
    assert budget_of(stage.office, YEAR).disagreement == ""


# ---------------------------------------------------------------- grants


def test_the_ledger_runs_from_agreement_to_return(stage):
    assert grant_ledger(stage.office, YEAR) is None
    grant(stage, "agreed", "100", dt.date(YEAR, 1, 5), number="NPHD 1")
    grant(stage, "received", "60", dt.date(YEAR, 2, 1))
    grant(stage, "booked", "40", dt.date(YEAR, 3, 1))
    grant(stage, "spent", "30", dt.date(YEAR, 4, 1))
    grant(stage, "returned", "5", dt.date(YEAR, 5, 1))
    ledger = grant_ledger(stage.office, YEAR)
    assert [(row.balances.to_come, row.balances.unbooked, row.balances.left) for row in ledger.rows] == [
        (100, None, None),
        (40, 60, 60),
        (40, 20, 60),
        (40, 20, 30),
        (40, 20, 25),
    ]
    assert ledger.problems == ()


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            [("agreed", 50), ("received", 60)],
            "Hibah yang diterima, Rp60,00, melebihi yang disepakati, Rp50,00.",
        ),
        ([("received", 60)], "Kesepakatan hibah (NPHD) belum dicatat, padahal sudah diterima Rp60,00."),
        (
            [("agreed", 90), ("received", 60), ("booked", 61)],
            "Hibah yang dicatat dalam DIPA, Rp61,00, melebihi yang diterima, Rp60,00.",
        ),
        (
            [("agreed", 90), ("received", 60), ("spent", 50), ("returned", 11)],
            "Belanja dan pengembalian hibah, Rp61,00, melebihi yang diterima, Rp60,00.",
        ),
        (
            [("agreed", 90), ("received", 60), ("booked", 10), ("spent", 20)],
            "Belanja hibah, Rp20,00, melebihi yang dicatat dalam DIPA, Rp10,00.",
        ),
        (
            [("agreed", 90), ("booked", 10)],
            "Penerimaan hibah belum dicatat, padahal sudah ada yang dibukukan, dibelanjakan, atau dikembalikan.",
        ),
    ],
)
def test_each_broken_invariant_is_a_sentence(stage, entries, said):
    for kind, amount in entries:
        grant(stage, kind, amount)
    assert grant_ledger(stage.office, YEAR).problems == (said,)


def test_the_ledger_is_held_against_the_dipa(stage):
    settled(stage, line(PAPER, "1000"), line(TRIPS, "40", "hibah"))
    for kind, amount in (("agreed", 90), ("received", 60), ("booked", 50)):
        grant(stage, kind, amount)
    budget = budget_of(stage.office, YEAR)
    assert budget.ledger.problems == (
        "Hibah yang dicatat dalam DIPA menurut buku hibah Rp50,00, sedangkan DIPA memuat Rp40,00.",
    )
    assert (budget.grant_agreed, budget.grant_booked) == (90, 40)


@pytest.mark.parametrize(
    ("kind", "amount", "day", "field"),
    [
        ("agreed", None, None, "amount"),
        ("agreed", "0", None, "amount"),
        ("returned", "-5", None, "amount"),
        ("given", "5", None, "kind"),
        ("received", "5", dt.date(YEAR + 60, 1, 1), "date"),
    ],
)
def test_a_wrong_line_of_the_ledger_is_refused(stage, kind, amount, day, field):
    with pytest.raises(WrongFields) as refused:
        grant(stage, kind, amount, day)
    assert [each.field for each in refused.value.problems] == [field]
    assert not GrantEntry.objects.exists()


def test_a_withdrawn_line_stays_to_be_read_and_counts_nowhere(stage, by):
    grant(stage, "agreed", "100")
    entry = grant(stage, "received", "60")
    withdraw_grant_entry(entry=entry, reason="Salah tahun", by=by)
    with pytest.raises(CannotDo, match="sudah ditarik"):
        withdraw_grant_entry(entry=entry, reason="Lagi", by=by)
    ledger = grant_ledger(stage.office, YEAR)
    assert [row.entry.kind for row in ledger.rows] == ["agreed", "received"]
    assert (ledger.totals.received, ledger.totals.to_come) == (None, 100)
    settled(stage)
    assert [entry.kind for entry in budget_of(stage.office, YEAR).grant_entries] == ["agreed"]


entries = st.lists(
    st.tuples(st.sampled_from(["agreed", "received", "booked", "spent", "returned"]), st.integers(1, 10**12)),
    min_size=1,
    max_size=12,
)


@given(entries)
def test_the_balances_always_close_and_what_is_broken_is_told(drawn):
    ledger = ledger_of(
        [GrantEntry(kind=kind, amount=Decimal(amount), pk=n) for n, (kind, amount) in enumerate(drawn)]
    )
    totals = ledger.totals
    sums = {kind: sum(amount for each, amount in drawn if each == kind) for kind, _amount in drawn}
    assert {kind: getattr(totals, kind) for kind in sums} == sums
    if totals.received is not None:
        assert totals.received == (totals.booked or 0) + totals.unbooked
        assert totals.received == (totals.spent or 0) + (totals.returned or 0) + totals.left
    if totals.agreed is not None:
        assert totals.agreed == (totals.received or 0) + totals.to_come
    broken = any((totals.to_come or 0, totals.unbooked or 0, totals.left or 0)[n] < 0 for n in range(3)) or (
        totals.received is None and len(sums.keys() - {"agreed"}) > 0
    )
    if broken:
        assert ledger.problems


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPERATOR, Role.HEAD)])
def test_only_who_keeps_the_budget_may(stage, role):
    settled(stage)
    row, entry = pay(stage, "10"), grant(stage, "agreed", "5")
    person = stage.who(role)
    for attempt in (
        lambda: withdraw_spending(spending=row, reason="x", by=person),
        lambda: withdraw_grant_entry(entry=entry, reason="x", by=person),
        lambda: add_grant_entry(
            office=stage.office, year=YEAR, fields=GrantFields("agreed", Decimal(1)), by=person
        ),
    ):
        with pytest.raises(Refused):
            attempt()
    assert (realised(stage.office, YEAR), RO in row.key) == (10, True)
