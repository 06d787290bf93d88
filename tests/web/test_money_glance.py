"""The budget at a glance: the limits of the pack, the chart of the months, a revision not followed yet."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from cast import YEAR
from money_desk import LINES, MONEY, paid, settled
from planning_desk import hidden, say, text

from akuntabel.offices.models import Role
from akuntabel.packs.loader import load_pack
from akuntabel.packs.money import MoneyRules
from akuntabel.planning.models import BudgetVersion
from akuntabel.planning.money import versions

BASIC = "CQ.3355.BDB.001.521211"


@pytest.fixture
def by(new_people):
    return new_people[Role.OPERATOR]


@pytest.fixture
def desk(client, by):
    """The browser of an operator."""
    client.force_login(by)
    return client


@pytest.fixture
def budget(new_office, by):
    return settled(new_office, by)


def test_the_limits_are_those_of_the_pack(desk, new_office, by, budget, monkeypatch):
    paid(new_office, by, (1, BASIC, 75_000_000), (2, "524111", 1_600_000_000))
    rules = MoneyRules(deviation_most=Decimal(50), efficiency_clamp=Decimal(5))
    pack = replace(load_pack(), money=rules)
    monkeypatch.setattr("akuntabel.web.screens.money.pack_of", lambda _office: pack)
    said = text(desk.get(MONEY))
    assert "Bila tiap bulan dibatasi 50%: " in said
    assert "Batas −5% sampai 5%" in said
    assert "di luar batas, jadi nilainya dihitung dari 5%" in said  # E is 6,94%
    assert "NE = 50 + E ÷ 5 × 50, dengan E dibatasi −5% sampai 5%." in said
    assert "20%" not in said


def test_a_line_beside_its_plan_carries_only_its_last_number(desk, new_office, by, budget):
    paid(new_office, by, (1, BASIC, 75_000_000), (3, "524111", 150_000_000))
    chart = desk.get(MONEY).context["screen"].chart
    assert chart.rows[2] == ("Mar", "225,0", "450,0")
    assert "450,0" not in chart.picture
    assert ">1.800,0<" in chart.picture


def test_a_revision_that_absorption_does_not_follow_yet_says_so(client, cast):
    dipa = BudgetVersion.objects.get(office=cast.office, code="dipa")
    client.force_login(cast.head)
    fields = versions.VersionFields("Revisi ke-1", "SP DIPA-2", dt.date(YEAR, 6, 3), "DJA", "changed", "Naik")
    new = versions.revise_version(version=dipa, fields=fields, by=cast.head)
    for line in new.lines.all():
        versions.remove_line(line=line, touched=new.touched, by=cast.head)
        new.refresh_from_db()
    row = versions.LineFields(**{**LINES[0], "amount": Decimal(LINES[0]["amount"])})
    versions.add_line(version=new, touched=new.touched, fields=row, by=cast.head)
    truth = (
        "Serapan masih terhadap “DIPA Contoh”, karena realisasinya dinyatakan terhadap versi itu; catat belanja, "
        "supaya serapan dihitung terhadap versi terbaru."
    )
    money = f"/contoh/{YEAR}/anggaran/"
    at = f"{money}versi/{new.pk}/"
    assert truth not in text(client.get(at))
    page = client.get(f"{at}tetapkan/")
    assert truth in text(page)
    assert "dihitung di semua halaman" not in text(page)
    page = say(client, f"{at}tetapkan/", touched=hidden(page, "touched"))
    assert f"Sejak sekarang isinya tidak berubah lagi. {truth}" in text(page)
    assert truth in text(client.get(money))
    mapping = text(client.get(f"{money}pemetaan/"))
    assert truth in mapping
    assert "Pagu menurut “Revisi ke-1”, versi terbaru yang ditetapkan." in mapping
    assert "Sosialisasi pemilih pemula 120.000.000" in mapping
    paid(cast.office, cast.head, (2, BASIC, 12_000_000), year=YEAR)
    for path in (money, f"{money}pemetaan/", at):
        assert "Serapan masih" not in text(client.get(path))
    assert "Terhadap Revisi ke-1" in text(client.get(money))
