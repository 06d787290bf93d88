"""From an empty year to a signed agreement, and on to its revision: what each deed does and refuses."""

import datetime as dt
from decimal import Decimal

import pytest
from stage import YEAR, draft, from_pack, only_indicator, sign, signed, small_plan

from akuntabel.offices.access import Refused
from akuntabel.offices.models import LogEntry, Membership, Role
from akuntabel.offices.trail import verify
from akuntabel.planning import deeds
from akuntabel.planning.differences import agreement_differences
from akuntabel.planning.models import Agreement, Indicator, Plan, Target
from akuntabel.planning.seal import broken_seals, seal_of
from akuntabel.planning.selectors import agreement_in_force, budget_of, draft_agreement_of, plan_of


def fields(agreement, **changed):
    names = (
        "place", "opening", "statement", "first_name", "first_position", "first_nip", "second_name",
        "second_position",
    )  # fmt: skip
    return deeds.AgreementFields(**{name: getattr(agreement, name) for name in names} | changed)


def test_one_click_makes_the_plan_of_the_pack(stage):
    plan = from_pack(stage)
    assert plan.objectives.count() == 19
    indicators = Indicator.objects.filter(objective__plan=plan)
    assert indicators.count() == 22
    assert [row.sequence for row in indicators] == list(range(1, 23))
    assert "{office.body}" not in " ".join(row.name for row in indicators)
    assert indicators.get(code="17.2").measure["count"]["register"] == "voter_education"


def test_a_draft_begins_with_targets_parties_words_and_place(stage):
    agreement = draft(stage)
    assert [target.number for target in agreement.targets.all()] == [Decimal(2)]
    assert (agreement.first_name, agreement.second_name) == ("Sekretaris Contoh", "Ketua Contoh")
    assert agreement.place == "Contoh"
    assert agreement.statement.startswith("Pihak pertama berjanji")
    assert agreement.opening.startswith("Dalam rangka mewujudkan")
    assert agreement_in_force(stage.office, YEAR) is None
    assert draft_agreement_of(stage.office, YEAR) == agreement


def test_an_acting_official_is_named_as_such(stage):
    stage.office.officials.filter(role=Role.HEAD).update(prefix="Plt.")
    assert draft(stage).first_position == "Plt. Sekretaris"


def test_no_agreement_without_a_plan_and_never_two(stage):
    by = stage.who(Role.OPERATOR)
    with pytest.raises(deeds.CannotDo, match="Belum ada RKT"):
        deeds.draft_agreement(office=stage.office, year=YEAR, by=by)
    draft(stage)
    with pytest.raises(deeds.CannotDo, match="sudah ada"):
        deeds.draft_agreement(office=stage.office, year=YEAR, by=by)


def test_two_signatures_put_it_in_force_and_seal_it(stage):
    agreement = signed(stage)
    assert agreement_in_force(stage.office, YEAR) == agreement
    assert agreement.signed_on == deeds.today_at(stage.office)
    assert agreement.seal == seal_of(Agreement.objects.get(pk=agreement.pk))
    assert list(broken_seals()) == []
    assert list(verify()) == []


def test_the_first_signature_freezes_agreement_and_plan(stage):
    agreement = draft(stage)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))
    operator = stage.who(Role.OPERATOR)
    with pytest.raises(deeds.CannotDo, match="menunggu pihak kedua"):
        deeds.change_agreement(agreement=agreement, touched=0, fields=fields(agreement), by=operator)
    with pytest.raises(deeds.CannotDo, match="menunggu pihak kedua"):
        deeds.remove_indicator(indicator=only_indicator(agreement.plan), by=operator)


def test_sent_back_it_is_open_again_and_says_why(stage):
    agreement = draft(stage)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))
    with pytest.raises(deeds.CannotDo, match="alasan"):
        deeds.send_back(agreement=agreement, reason="  ", by=stage.who(Role.SUPERIOR))
    back = deeds.send_back(agreement=agreement, reason="Target terlalu rendah", by=stage.who(Role.SUPERIOR))
    assert (back.first_signed_at, back.returned) == (None, "Target terlalu rendah")
    deeds.change_agreement(
        agreement=back, touched=back.touched, fields=fields(back, place="Kota"), by=stage.who(Role.OPERATOR)
    )
    with pytest.raises(deeds.ChangedMeanwhile):  # the page that was open before is no longer what stands
        deeds.sign_first(agreement=back, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))


def test_nobody_signs_both_sides(stage):
    agreement = draft(stage)
    both = stage.who(Role.HEAD)
    Membership.objects.create(person=both, office=stage.office, role=Role.SUPERIOR)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=both)
    with pytest.raises(deeds.CannotDo, match="orang lain"):
        deeds.sign_second(agreement=agreement, seen=deeds.seen_of(agreement), by=both)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_only_the_head_signs_first(stage, role):
    agreement = draft(stage)
    with pytest.raises(Refused):
        deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(role))


def test_a_head_above_or_beside_does_not_sign(stage):
    agreement = draft(stage)
    for code in ("provinsi", "dua"):
        with pytest.raises(Refused):
            deeds.sign_first(
                agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD, code)
            )


def test_what_changed_since_it_was_read_is_not_signed(stage):
    agreement = draft(stage)
    seen = deeds.seen_of(agreement)
    deeds.change_plan(
        plan=agreement.plan,
        touched=agreement.plan.touched,
        fields=deeds.PlanFields("RKT yang lain", YEAR, YEAR),
        by=stage.who(Role.OPERATOR),
    )
    with pytest.raises(deeds.ChangedMeanwhile):
        deeds.sign_first(agreement=agreement, seen=seen, by=stage.who(Role.HEAD))


def test_a_missing_target_is_refused_at_signing(stage):
    agreement = draft(stage)
    key = only_indicator(agreement.plan).pk
    deeds.save_numbers(agreement=agreement, targets={key: deeds.Span(None)}, by=stage.who(Role.OPERATOR))
    agreement.refresh_from_db()
    with pytest.raises(deeds.CannotDo, match="Target indikator 1 dalam perjanjian belum diisi"):
        deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))


def test_no_date_to_come_and_none_before_the_replaced_one(stage):
    agreement = draft(stage)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))
    tomorrow = deeds.today_at(stage.office) + dt.timedelta(1)
    sign_at = {"agreement": agreement, "seen": deeds.seen_of(agreement), "by": stage.who(Role.SUPERIOR)}
    with pytest.raises(deeds.CannotDo, match="belum tiba"):
        deeds.sign_second(**sign_at, signed_on=tomorrow)
    agreement = deeds.sign_second(**sign_at, signed_on=dt.date(YEAR, 2, 3))
    new = deeds.revise_agreement(agreement=agreement, reason="Ganti pejabat", by=stage.who(Role.OPERATOR))
    deeds.sign_first(agreement=new, seen=deeds.seen_of(new), by=stage.who(Role.HEAD))
    with pytest.raises(deeds.CannotDo, match="mendahului"):
        deeds.sign_second(
            agreement=new, seen=deeds.seen_of(new), by=stage.who(Role.SUPERIOR), signed_on=dt.date(YEAR, 1, 3)
        )


def test_the_signed_one_stays_in_force_until_the_revision_is_signed_by_both(stage):
    first = signed(stage)
    operator = stage.who(Role.OPERATOR)
    with pytest.raises(deeds.CannotDo, match="alasan"):
        deeds.revise_agreement(agreement=first, reason="", by=operator)
    second = deeds.revise_agreement(agreement=first, reason="Anggaran berubah", by=operator)
    with pytest.raises(deeds.CannotDo, match="sudah punya perubahan"):
        deeds.revise_agreement(agreement=first, reason="Sekali lagi", by=operator)
    plan = deeds.revise_plan(plan=first.plan, reason="Anggaran berubah", by=operator)
    key = only_indicator(plan).pk
    deeds.save_numbers(plan=plan, planned={key: deeds.Span(Decimal(5))}, by=operator)
    second = deeds.move_to_plan(agreement=second, plan=plan, by=operator)
    deeds.save_numbers(agreement=second, targets={key: deeds.Span(Decimal(5))}, by=operator)
    second.refresh_from_db()
    second = deeds.change_agreement(
        agreement=second,
        touched=second.touched,
        fields=fields(second, first_name="Plt Contoh", budget=[deeds.BudgetRow("Dukungan", Decimal(9))]),
        by=operator,
    )
    assert agreement_in_force(stage.office, YEAR) == first
    assert budget_of(stage.office, YEAR) is None
    found = [(row.what, row.before, row.after) for row in agreement_differences(first, second)]
    assert found == [
        ("Nama pihak pertama", "Sekretaris Contoh", "Plt Contoh"),
        ("Indikator 1: target", "2 keg", "5 keg"),
        ("Dukungan", "", "Rp9"),
    ]
    second = sign(stage, second)
    assert agreement_in_force(stage.office, YEAR) == second
    assert budget_of(stage.office, YEAR).ceiling == 9
    assert Target.objects.get(agreement=first).number == 2
    assert list(broken_seals()) == []


def test_a_revision_of_the_plan_waits_for_a_signed_agreement(stage):
    plan = small_plan(stage)
    with pytest.raises(deeds.CannotDo, match="masih dapat diubah"):
        deeds.revise_plan(plan=plan, reason="Mengapa", by=stage.who(Role.OPERATOR))


def test_moving_to_a_newer_plan_keeps_targets_by_code(stage):
    first = signed(stage)
    operator = stage.who(Role.OPERATOR)
    plan = deeds.revise_plan(plan=first.plan, reason="Tambah indikator", by=operator)
    objective = plan.objectives.get()
    deeds.save_indicator(
        plan=plan,
        touched=0,
        fields=deeds.IndicatorFields(objective, "2", "Persentase laporan", "%", planned=Decimal(90)),
        by=operator,
    )
    second = deeds.revise_agreement(agreement=first, reason="Tambah indikator", by=operator)
    deeds.move_to_plan(agreement=second, plan=plan, by=operator)
    assert {row.indicator.code: row.number for row in second.targets.all()} == {"1": 2, "2": 90}
    assert plan_of(stage.office, YEAR, "rkt") == plan


def test_a_seal_shows_what_the_database_was_made_to_say(stage):
    agreement = signed(stage)
    Target.objects.filter(agreement=agreement).update(number=1)
    [found] = broken_seals()
    assert "tidak sama lagi" in found.sentence
    agreement.refresh_from_db()
    Agreement.objects.update(seal=seal_of(agreement))  # whoever knows how to seal it again…
    [found] = broken_seals()
    assert "riwayat" in found.sentence  # …still contradicts the trail
    Agreement.objects.update(seal="", signed_on=None)
    assert any("riwayat" in found.sentence for found in broken_seals())


def test_a_removed_signed_agreement_is_missed(stage):
    signed(stage)
    Agreement.objects.all().delete()
    assert ["hilang" in found.sentence for found in broken_seals()] == [True]


def test_a_draft_can_be_thrown_away_and_a_signed_one_cannot(stage):
    agreement = draft(stage)
    plan, operator = agreement.plan, stage.who(Role.OPERATOR)
    with pytest.raises(deeds.CannotDo, match="Buang dahulu draf"):
        deeds.discard_plan(plan=plan, by=operator)
    deeds.discard_agreement(agreement=agreement, by=operator)
    deeds.discard_plan(plan=plan, by=operator)
    assert not Plan.objects.exists()
    assert LogEntry.objects.filter(deed="plan.discard").count() == 1
    held = signed(stage)
    for deed in (
        lambda: deeds.discard_agreement(agreement=held, by=operator),
        lambda: deeds.discard_plan(plan=held.plan, by=operator),
    ):
        with pytest.raises(deeds.CannotDo):
            deed()


def test_the_second_of_two_editors_is_told(stage):
    agreement = draft(stage)
    operator = stage.who(Role.OPERATOR)
    deeds.change_agreement(agreement=agreement, touched=0, fields=fields(agreement, place="A"), by=operator)
    with pytest.raises(deeds.ChangedMeanwhile, match="satu-operator"):
        deeds.change_agreement(
            agreement=agreement, touched=0, fields=fields(agreement, place="B"), by=operator
        )


def test_every_number_of_a_grid_is_kept_or_none(stage):
    agreement = draft(stage)
    key = only_indicator(agreement.plan).pk
    with pytest.raises(deeds.WrongFields) as refused:
        deeds.save_numbers(
            plan=agreement.plan,
            planned={key: deeds.Span(Decimal(7))},
            agreement=agreement,
            targets={key: deeds.Span(Decimal(-1))},
            by=stage.who(Role.OPERATOR),
        )
    assert [problem.field for problem in refused.value.problems] == [f"target.{key}"]
    assert only_indicator(agreement.plan).planned == 2
