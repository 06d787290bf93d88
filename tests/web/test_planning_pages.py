"""The pages of planning: from an empty year to a signed agreement, as the people of one office."""

import datetime as dt
import re

from planning_desk import BASE, NEW, grid, hidden, say, sign_both, text

from akuntabel.offices.models import Role
from akuntabel.planning.models import Agreement, Indicator, Objective, Plan
from akuntabel.planning.seal import broken_seals
from akuntabel.planning.selectors import agreement_in_force


def test_from_nothing_to_a_signed_agreement_in_few_clicks(client, new_people, new_office):
    client.force_login(new_people[Role.OPERATOR])
    page = client.get(BASE)
    assert "Buat RKT dari paket KPU" in text(page)
    say(client, f"{BASE}baru/rkt/", content="pack", title=hidden(page, "title"))
    page = client.get(BASE)
    assert "22 indikator RKT belum bertarget" in text(page)
    say(client, f"{BASE}target/", **grid(client))
    assert "Buat perjanjian kinerja" in text(client.get(BASE))
    page = say(client, f"{BASE}perjanjian/baru/")
    assert "Sekretaris Contoh" in text(page)
    assert "Menunggu tanda tangan pihak pertama" in text(client.get(BASE))

    client.force_login(new_people[Role.HEAD])
    assert "Giliran Anda sebagai pihak pertama" in text(client.get(BASE))
    sign = f"{BASE}perjanjian/1/tanda-tangan/"
    page = client.get(sign)
    say(client, sign, seen=hidden(page, "seen"), agree="on")

    client.force_login(new_people[Role.SUPERIOR])
    assert "Giliran Anda sebagai pihak kedua" in text(client.get(BASE))
    page = client.get(sign)
    page = say(client, sign, seen=hidden(page, "seen"), agree="on", signed_on="2025-01-20")
    assert "Berlaku sejak 20 Januari 2025" in text(page)
    agreement = agreement_in_force(new_office, NEW)
    assert agreement.targets.count() == 22
    assert agreement.signed_on == dt.date(2025, 1, 20)
    assert list(broken_seals()) == []
    assert client.get(f"/kantor-baru/{NEW}/").status_code == 200  # and the year can be measured


def test_a_year_without_agreement_points_to_the_next_step(client, new_people):
    client.force_login(new_people[Role.OPERATOR])
    page = client.get(f"/kantor-baru/{NEW}/")
    assert "Buat RKT dari paket KPU" in text(page)
    assert f'href="{BASE}"' in page.content.decode()


def test_the_grid_keeps_what_was_typed_and_says_what_is_wrong(client, pack_plan):
    key = Indicator.objects.get(code="1").pk
    page = client.post(f"{BASE}target/", grid(client, **{f"planned.{key}": "1.40"}))
    assert page.status_code == 422
    assert 'value="1.40"' in page.content.decode()
    assert "1 target belum benar" in text(page)
    assert not Indicator.objects.exclude(planned=None).exists()
    client.post(f"{BASE}target/", grid(client, **{f"planned.{key}": "1.400,5"}))
    assert Indicator.objects.get(code="1").planned == 1400.5


def test_the_second_at_the_grid_is_told_and_loses_nothing(client, pack_plan):
    key = Indicator.objects.get(code="1").pk
    stale = grid(client, **{f"planned.{key}": "7"})
    client.post(f"{BASE}target/", grid(client, **{f"planned.{key}": "8"}))
    page = client.post(f"{BASE}target/", stale)
    assert page.status_code == 422
    assert 'value="7"' in page.content.decode()
    assert "Isi sekarang: 8" in text(page)
    assert Indicator.objects.get(code="1").planned == 8
    client.post(f"{BASE}target/", {**stale, "touched": hidden(page, "touched")})
    assert Indicator.objects.get(code="1").planned == 7


def test_empty_targets_of_the_agreement_are_offered_from_the_plan(client, pack_plan):
    client.post(f"{BASE}perjanjian/baru/")
    data = grid(client)
    for name in data:
        data[name] = "" if name.startswith("target.") else data[name]
    page = client.post(f"{BASE}target/", {**data, "salin": "1"})
    assert page.status_code == 200
    assert page.content.decode().count('value="100"') == 44
    assert not Agreement.objects.get().targets.exists()


def test_the_second_at_a_form_is_told_and_loses_nothing(client, pack_plan):
    row = Objective.objects.get(code="1")
    address = f"{BASE}{pack_plan.pk}/sasaran/{row.pk}/"
    seen = hidden(client.get(address), "touched")
    client.post(address, {"touched": seen, "code": "1", "name": "Yang pertama"})
    page = client.post(address, {"touched": seen, "code": "1", "name": "Yang kedua"})
    assert page.status_code == 422
    assert "mengubahnya sesudah Anda membuka halaman ini" in text(page)
    assert "Isi sekarang: Yang pertama" in text(page)
    assert "Yang kedua" in text(page)
    client.post(address, {"touched": hidden(page, "touched"), "code": "1", "name": "Yang kedua"})
    row.refresh_from_db()
    assert row.name == "Yang kedua"


def test_an_indicator_is_added_and_its_measure_chosen_in_words(client, pack_plan):
    above = Objective.objects.get(code="17")
    address = f"{BASE}{pack_plan.pk}/indikator/baru/?sasaran={above.pk}"
    page = client.get(address)
    page = say(
        client, address, touched=hidden(page, "touched"), objective=above.pk, code="17.4",
        name="Jumlah kegiatan untuk pemilih muda", unit="keg", planned="2", polarity="higher",
        aggregation="sum", decimals="0",
    )  # fmt: skip
    row = Indicator.objects.get(code="17.4")
    measure = f"{BASE}{pack_plan.pk}/indikator/{row.pk}/ukuran/"
    assert page.request["PATH_INFO"] == measure
    second = f"{measure}?cara=count&register=voter_education"
    page = client.get(second)
    say(client, second, touched=hidden(page, "touched"), **{"base.segment": "muda", "base.status": "done"})
    row.refresh_from_db()
    assert row.measure == {
        "count": {"register": "voter_education", "where": {"segment": "muda", "status": "done"}}
    }
    assert "dengan" in text(client.get(measure))


def test_a_share_is_chosen_in_words(client, pack_plan):
    row = Indicator.objects.get(code="13")
    second = f"{BASE}{pack_plan.pk}/indikator/{row.pk}/ukuran/?cara=ratio&register=dispute"
    page = client.get(second)
    data = {"touched": hidden(page, "touched"), "base.decided": "yes", "part.won": "yes"}
    page = say(client, second, **data)
    row.refresh_from_db()
    assert row.measure["ratio"] == {
        "numerator": {"count": {"register": "dispute", "where": {"decided": True, "won": True}}},
        "denominator": {"count": {"register": "dispute", "where": {"decided": True}}},
    }


def test_a_count_in_percent_is_refused_beside_the_form(client, pack_plan):
    row = Indicator.objects.get(code="13")
    second = f"{BASE}{pack_plan.pk}/indikator/{row.pk}/ukuran/?cara=count&register=dispute"
    page = client.post(second, {"touched": hidden(client.get(second), "touched")})
    assert page.status_code == 422
    assert "satuannya bukan %" in text(page)


def test_parts_move_and_are_removed(client, pack_plan):
    first, second = Objective.objects.filter(plan=pack_plan)[:2]
    client.post(f"{BASE}{pack_plan.pk}/urutan/", {"pindah": f"sasaran-{second.pk}-naik"})
    assert list(Objective.objects.values_list("code", flat=True)[:2]) == ["2", "1"]
    row = first.indicators.get()
    say(client, f"{BASE}{pack_plan.pk}/indikator/{row.pk}/hapus/")
    page = say(client, f"{BASE}{pack_plan.pk}/sasaran/{first.pk}/hapus/")
    assert "dihapus dari rencana" in text(page)
    assert Objective.objects.filter(plan=pack_plan).count() == 18


def test_a_renstra_with_mission_goal_and_objective(client, new_people, new_office):
    client.force_login(new_people[Role.OPERATOR])
    page = client.get(f"{BASE}baru/renstra/")
    say(
        client, f"{BASE}baru/renstra/", content="empty", title=hidden(page, "title"), year_from="2025",
        year_to="2029", vision="Mandiri",
    )  # fmt: skip
    plan = Plan.objects.get()
    assert (plan.year_from, plan.year_to, plan.vision) == (2025, 2029, "Mandiri")
    for part in ("misi", "tujuan"):
        touched = hidden(client.get(f"{BASE}{plan.pk}/{part}/baru/"), "touched")
        page = say(client, f"{BASE}{plan.pk}/{part}/baru/", touched=touched, number="1", text=f"Isi {part}")
        assert f"Isi {part}" in text(page)
    touched = hidden(client.get(f"{BASE}{plan.pk}/sasaran/baru/"), "touched")
    goal = plan.goals.get()
    say(client, f"{BASE}{plan.pk}/sasaran/baru/", touched=touched, code="1.a", name="Sasaran", goal=goal.pk)
    assert plan.objectives.get().goal == goal


def test_parties_words_and_budget_are_changed_on_one_page(client, pack_plan):
    client.post(f"{BASE}perjanjian/baru/")
    address = f"{BASE}perjanjian/1/ubah/"
    page = client.get(address)
    assert "Dukungan Manajemen" in page.content.decode()
    data = {
        "touched": hidden(page, "touched"), "first_name": "Sekretaris Lain", "second_name": "Ketua",
        "statement": "Janji", "budget.0.programme": "Dukungan Manajemen", "budget.0.amount": "Rp2.511.011.000",
    }  # fmt: skip
    page = say(client, address, **data)
    assert "Rp2.511.011.000" in text(page)
    assert "Sekretaris Lain" in text(page)
    page = client.post(address, {**data, "touched": "0", "first_name": "Yang Terlambat"})
    assert page.status_code == 422
    assert "Isi sekarang: Sekretaris Lain" in text(page)
    page = client.post(address, {**data, "touched": "9", "budget.0.amount": "5,069,1"})
    assert page.status_code == 422


def test_programmes_that_were_only_offered_do_not_stop_another_change(client, pack_plan):
    client.post(f"{BASE}perjanjian/baru/")
    page = client.get(f"{BASE}perjanjian/1/ubah/")
    form = page.context["form"]
    data = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    assert data["budget.0.programme"]
    assert data["budget.0.amount"] == ""
    page = say(
        client, f"{BASE}perjanjian/1/ubah/", **{**data, "first_name": "Nama Baru", "second_name": "Ketua"}
    )
    assert "Nama Baru" in text(page)


def test_sent_back_with_a_reason_and_revised_with_the_difference_shown(client, pack_plan, new_people):
    client.post(f"{BASE}target/", grid(client))
    client.post(f"{BASE}perjanjian/baru/")
    client.force_login(new_people[Role.HEAD])
    address = f"{BASE}perjanjian/1/tanda-tangan/"
    say(client, address, seen=hidden(client.get(address), "seen"), agree="on")
    client.force_login(new_people[Role.SUPERIOR])
    page = say(client, f"{BASE}perjanjian/1/kembalikan/", reason="Target terlalu rendah")
    assert "Target terlalu rendah" in text(page)
    assert "Menunggu tanda tangan pihak pertama." in text(client.get(address, follow=True))
    client.force_login(new_people[Role.HEAD])
    said = "Dikembalikan: Target terlalu rendah. Betulkan, lalu tandatangani lagi. Buka draf"
    assert said in text(client.get(BASE))
    assert "Dikembalikan pihak kedua: Target terlalu rendah" in text(client.get(address))
    sign_both(client, new_people)
    page = say(client, f"{BASE}perjanjian/1/revisi/", reason="Ganti pejabat")
    assert "Ganti pejabat" in text(page)
    say(client, f"{BASE}{pack_plan.pk}/revisi/", reason="Ganti pejabat")
    page = say(client, f"{BASE}perjanjian/2/pindah-rkt/")
    assert "memakai RKT versi 2" in text(page)
    key = Indicator.objects.get(objective__plan__version=2, code="1").pk
    client.post(f"{BASE}target/", grid(client, **{f"target.{key}": "8", f"planned.{key}": "8"}))
    page = client.get(f"{BASE}perjanjian/2/")
    assert "Perjanjian Kinerja 2025. Perubahan ke-1 (versi 2)" in text(page)
    assert re.search(r"Indikator 1: target 100 \w+ 8 \w+", text(page))
    sign_both(client, new_people, 2)
    assert "sudah diganti" in text(client.get(f"{BASE}perjanjian/1/"))
    page = client.post(f"{BASE}perjanjian/1/ubah/", {"touched": 0, "first_name": "A", "second_name": "B"})
    assert page.status_code == 422
    assert "sudah ditandatangani" in text(page)


def test_signing_needs_the_tick_and_what_was_read(client, pack_plan, new_people):
    client.post(f"{BASE}target/", grid(client))
    client.post(f"{BASE}perjanjian/baru/")
    client.force_login(new_people[Role.HEAD])
    address = f"{BASE}perjanjian/1/tanda-tangan/"
    page = client.get(address)
    answer = client.post(address, {"seen": hidden(page, "seen")})
    assert "Centang dahulu" in text(answer)
    answer = client.post(address, {"seen": "1-1-1", "agree": "on"})
    assert "berubah sesudah Anda membacanya" in text(answer)
    assert Agreement.objects.get().first_signed_at is None


def test_a_draft_and_its_plan_are_thrown_away(client, pack_plan):
    client.post(f"{BASE}perjanjian/baru/")
    page = say(client, f"{BASE}{pack_plan.pk}/buang/")
    assert "Buang dahulu draf" in text(page)
    say(client, f"{BASE}perjanjian/1/buang/")
    say(client, f"{BASE}{pack_plan.pk}/buang/")
    assert not Plan.objects.exists()


# ---------------------------------------------------------------- who may
