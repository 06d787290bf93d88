"""What the pages of a register say: what the indicators count, what is carried over, what is asked."""

import pytest
from cast import YEAR
from django.urls import reverse

from akuntabel.evidence.deeds import Row, add_record
from akuntabel.evidence.models import Record
from akuntabel.evidence.registers import pack_of
from akuntabel.offices.models import Membership, Person, Role
from akuntabel.web.screens.counted import counted_quantity
from akuntabel.web.templatetags.indonesian import lower_first

REGISTER = "voter_education"


@pytest.fixture
def operator(cast):
    person = Person.objects.create_user(username="operator", password="kata-sandi-yang-panjang")
    Membership.objects.create(person=person, office=cast.office, role=Role.OPERATOR)
    return person


@pytest.fixture
def typing(client, operator):
    client.force_login(operator)
    return client


def at(name, *more):
    return reverse(name, args=["contoh", YEAR, REGISTER, *more])


def keep(cast, operator, status, segment="pemula"):
    data = {"segment": segment, "title": f"Kelas {status}", "date": f"{YEAR}-03-04", "status": status}
    register = pack_of(cast.office).registers[REGISTER]
    return add_record(office=cast.office, year=YEAR, register=register, row=Row(data), by=operator)


def test_a_date_of_another_year_is_refused_beside_it_and_nothing_is_lost(typing):
    typed = {"f-segment": "pemula", "f-title": "Kelas", "f-date": f"4/3/{YEAR + 1}", "f-status": "done"}
    answer = typing.post(at("record_new"), typed)
    [sentence] = answer.context["form"].errors["f-date"]
    assert sentence.startswith(f"Tanggal ini di tahun {YEAR + 1}, bukan {YEAR}.")
    assert f"4/3/{YEAR + 1}" in answer.content.decode()
    assert not Record.objects.filter(title="Kelas").exists()


def test_the_status_of_the_last_record_is_not_that_of_the_next(typing, cast, operator):
    keep(cast, operator, "planned")
    form = typing.get(at("record_new")).context["form"]
    assert (form["f-segment"].value(), form["f-status"].value()) == ("pemula", None)


def test_what_is_planned_only_is_in_the_list_and_not_in_the_indicator(typing, cast, operator):
    def sums():
        context = typing.get(at("register")).context
        return context["screen"].totals.quantity, context["counted"]

    whole, counted = sums()
    keep(cast, operator, "planned")
    assert sums() == (whole + 1, counted)
    keep(cast, operator, "done")
    assert sums() == (whole + 2, counted + 1)
    page = typing.get(at("register")).content.decode()
    assert "Jumlah dalam daftar" in page
    assert "Dihitung dalam indikator" in page


def test_a_register_that_no_indicator_reads_says_nothing_of_it(cast):
    register = pack_of(cast.office).registers["decision"]
    assert counted_quantity(Record.objects.none(), register, cast.office, YEAR) is None


def test_many_records_without_a_chosen_field_are_asked_for_it(typing, cast, operator):
    record = keep(cast, operator, "done")
    answer = typing.post(at("register_bulk"), {"pilih": f"{record.pk}:1", "target": ""})
    page = answer.content.decode()
    assert '<select id="target" name="target"' in page
    assert f'name="pilih" value="{record.pk}:1"' in page
    assert "sungguh" not in page
    assert "Lanjut" in page


@pytest.mark.parametrize(
    ("label", "in_sentence"),
    [
        ("Nilai SPP di SIMONIKA", "nilai SPP di SIMONIKA"),
        ("SPP terbit", "SPP terbit"),
        ("Tanggal", "tanggal"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence_keeps_its_acronyms(label, in_sentence):
    assert lower_first(label) == in_sentence
