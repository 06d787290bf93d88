"""Who may open and do what on the pages of planning; what is typed there never runs."""

import pytest
from cast import YEAR
from django.test import Client
from planning_desk import BASE, grid, say

from akuntabel.offices.models import Membership, Role
from akuntabel.planning.models import Agreement, Indicator, Objective, Plan


@pytest.fixture
def addresses(client, pack_plan, new_people):
    """Every address of planning, of an office with a draft."""
    client.post(f"{BASE}target/", grid(client))
    client.post(f"{BASE}perjanjian/baru/")
    client.logout()
    plan = pack_plan.pk
    above = Objective.objects.first().pk
    row = Indicator.objects.first().pk
    return {
        "read": ["", f"{plan}/", "perjanjian/1/"],
        "edit": [
            "baru/rkt/", "target/", f"{plan}/ubah/", f"{plan}/revisi/", f"{plan}/misi/baru/",
            f"{plan}/tujuan/baru/", f"{plan}/sasaran/baru/", f"{plan}/sasaran/{above}/",
            f"{plan}/indikator/baru/", f"{plan}/indikator/{row}/", f"{plan}/indikator/{row}/ukuran/",
            "perjanjian/1/ubah/", "perjanjian/1/revisi/",
        ],
        "sign": ["perjanjian/1/tanda-tangan/", "perjanjian/1/kembalikan/"],
        "post": [
            "perjanjian/baru/", "perjanjian/1/buang/", f"{plan}/buang/", f"{plan}/sasaran/{above}/hapus/",
            f"{plan}/indikator/{row}/hapus/",
        ],
    }  # fmt: skip


def test_everybody_of_the_office_reads_and_only_planners_edit(client, addresses, new_people):
    for role, who in new_people.items():
        client.force_login(who)
        for each in addresses["read"]:
            assert client.get(BASE + each).status_code == 200, (role, each)
        expected = 200 if role in (Role.OPERATOR, Role.HEAD) else 403
        for each in addresses["edit"]:
            assert client.get(BASE + each).status_code == expected, (role, each)
    client.force_login(new_people[Role.READER])
    for each in addresses["post"]:
        assert client.post(BASE + each).status_code == 403, each
    for each in addresses["edit"]:
        assert client.post(BASE + each, {"reason": "x"}).status_code == 403, each
    assert client.post(f"{BASE}perjanjian/1/tanda-tangan/", {"seen": "1", "agree": "on"}).status_code == 403
    assert client.post(f"{BASE}perjanjian/1/kembalikan/", {"reason": "x"}).status_code == 403
    assert Plan.objects.count() == Agreement.objects.count() == 1


def test_a_neighbour_is_told_that_it_does_not_exist(client, addresses, cast):
    Membership.objects.create(person=cast.outsider, office=cast.neighbour, role=Role.HEAD)
    client.force_login(cast.outsider)
    for each in [*addresses["read"], *addresses["edit"], *addresses["sign"]]:
        assert client.get(BASE + each).status_code == 404, each
    for each in addresses["post"]:
        assert client.post(BASE + each).status_code == 404, each


def test_ids_of_another_office_are_not_found_through_ones_own(client, addresses, cast):
    Membership.objects.create(person=cast.outsider, office=cast.neighbour, role=Role.HEAD)
    client.force_login(cast.outsider)
    for each in addresses["read"][1:2] + addresses["edit"][2:11]:
        assert client.get(f"/tetangga/{YEAR}/rencana/{each}").status_code == 404, each


def test_nobody_is_sent_to_the_door(client, addresses):
    for each in [*addresses["read"], *addresses["edit"], *addresses["sign"]]:
        answer = client.get(BASE + each)
        assert answer.status_code == 302, each
        assert answer.url.startswith("/masuk/")


def test_forms_need_their_token(client, addresses, new_people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(new_people[Role.OPERATOR])
    for each in addresses["post"]:
        assert strict.post(BASE + each).status_code == 403, each


def test_what_is_typed_is_never_run(client, new_people, new_office):
    client.force_login(new_people[Role.OPERATOR])
    say(client, f"{BASE}baru/rkt/", content="empty", title="<script>alert(1)</script>")
    page = client.get(f"{BASE}{Plan.objects.get().pk}/")
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert" in page.content.decode()
