"""Pages of planning in the states between: nothing yet, locked, wrong in several places."""

import re

from planning_desk import BASE, grid, say, sign_both, text

from akuntabel.offices.models import Role
from akuntabel.planning.models import Indicator, Plan


def test_all_that_is_wrong_in_the_grid_is_said_at_once(client, pack_plan):
    keys = {row.code: row.pk for row in Indicator.objects.all()}
    typed = {"1": "1.40", "6": "-3", "4.1": "120"}  # no number, below zero, more than the whole
    page = client.post(f"{BASE}target/", grid(client, **{f"planned.{keys[c]}": t for c, t in typed.items()}))
    assert page.status_code == 422
    assert "3 target belum benar" in text(page)
    wrong = re.findall(r'<input name="planned\.(\d+)"[^>]*aria-invalid', page.content.decode())
    assert {int(key) for key in wrong} == {keys[code] for code in typed}
    assert "tidak dapat lebih dari 100%" in text(page)
    assert not Indicator.objects.exclude(planned=None).exists()


def test_without_an_rkt_the_page_of_targets_begins_one(client, new_people):
    client.force_login(new_people[Role.OPERATOR])
    assert f"{BASE}target/" not in client.get(BASE).content.decode()
    page = client.get(f"{BASE}target/")
    assert page.status_code == 200
    assert "Belum ada RKT tahun ini" in text(page)
    assert "Buat RKT dari paket KPU" in text(page)


def test_a_locked_page_of_targets_leads_to_the_change(client, pack_plan, new_people):
    client.post(f"{BASE}target/", grid(client))
    client.post(f"{BASE}perjanjian/baru/")
    sign_both(client, new_people)
    page = client.get(f"{BASE}target/")
    assert "Ketik angkanya saja" not in text(page)
    assert f'<a href="{BASE}perjanjian/1/revisi/">Buat perubahan</a>' in page.content.decode()
    assert '<span class="num">100</span>' in page.content.decode()  # the unit has its own column


def test_a_lone_choice_is_no_question_and_a_plan_without_indicators_no_table_of_them(client, new_people):
    client.force_login(new_people[Role.OPERATOR])
    page = client.get(f"{BASE}baru/renstra/")
    assert 'type="radio"' not in page.content.decode()
    say(client, f"{BASE}baru/renstra/", content="empty", title="Renstra", year_from="2025", year_to="2029")
    plan = Plan.objects.get()
    say(client, f"{BASE}{plan.pk}/sasaran/baru/", touched=plan.touched, code="1", name="Sasaran")
    assert "Cara ukur" not in text(client.get(f"{BASE}{plan.pk}/"))
