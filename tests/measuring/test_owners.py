"""Who answers for an indicator: two people of the office's own line."""

import pytest
from measured_office import YEAR, build, said

from akuntabel.measuring import deeds
from akuntabel.measuring.models import IndicatorOwner
from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Person


def name(house, first=None, second=None, code="1", by=None):
    return deeds.name_owners(
        office=house.office, year=YEAR, code=code, first=first, second=second, by=by or house.head
    )


def owners(house):
    rows = IndicatorOwner.objects.filter(office=house.office).order_by("place")
    return [(row.place, row.person) for row in rows]


def test_two_are_named_exchanged_and_taken_away(small):
    name(small, small.operator, small.verifier)
    assert owners(small) == [(1, small.operator), (2, small.verifier)]
    name(small, small.verifier, small.operator)  # the two change places
    assert owners(small) == [(1, small.verifier), (2, small.operator)]
    entry = LogEntry.objects.filter(deed="owner.name").order_by("-sequence").first()
    assert entry.changes == {
        "owner_1": ["contoh-operator", "contoh-verifier"],
        "owner_2": ["contoh-verifier", "contoh-operator"],
    }
    name(small, small.verifier, small.operator)  # nothing changes, nothing is logged
    name(small)
    assert owners(small) == []
    assert LogEntry.objects.filter(deed="owner.name").count() == 3


def test_what_is_refused(small):
    assert said(name, small, None, small.operator) == "Tunjuk dahulu penanggung jawabnya, baru wakilnya."
    assert "dua orang yang berbeda" in said(name, small, small.operator, small.operator)
    assert said(name, small, small.operator, code="9") == "Perjanjian kinerja 2025 tidak punya indikator 9."
    stranger = Person.objects.create_user(username="tamu")
    assert said(name, small, stranger) == (
        "tamu tidak punya peran di KPU contoh. Beri peran dahulu, atau pilih orang lain."
    )
    neighbour = build({}, code="tetangga")
    assert "tidak punya peran di KPU contoh" in said(name, small, neighbour.operator)
    with pytest.raises(Refused, match="menunjuk penanggung jawab indikator"):
        name(small, small.operator, by=small.operator)
