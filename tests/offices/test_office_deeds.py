"""Offices and those who sign for them."""

import pytest
from scene import facts, person, tree

from akuntabel.demo.loading import load_data_set, show_people
from akuntabel.offices import deeds
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.models import Level, LogEntry, Membership, Office, Role


@pytest.fixture
def offices(db):
    return tree()


@pytest.fixture
def admin(offices):
    return person("admin", (Role.ADMINISTRATOR, offices["above"]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sekretariat KPU Kabupaten Paser", "kpu-paser"),
        ("Sekretariat KPU Kota Bontang", "kpu-bontang"),
        ("KPU Provinsi Kalimantan Timur", "kpu-kalimantan-timur"),
        ("Periksa", "periksa-2"),
        ("sendiri", "sendiri-2"),
        ("2024", "kantor-2024"),
        ("☃", "kantor-2"),
    ],
)
def test_a_code_is_made_of_the_name(offices, name, code):
    assert deeds.suggest_code(name) == code


def test_an_office_is_added_below_and_seen_from_above_only(offices, admin):
    made = deeds.add_office(parent=offices["own"], office=facts(), by=admin)
    assert Office.objects.get_parent(made).code == "sendiri"
    reader = person("tetangga", (Role.READER, offices["neighbour"]))
    assert made in Office.objects.visible_to(admin)
    assert made not in Office.objects.visible_to(reader)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "sendiri"}, "code"),
        ({"code": "Huruf Besar"}, "code"),
        ({"code": "2024"}, "code"),
        ({"code": "masuk"}, "code"),
        ({"code": ""}, "code"),
        ({"name": " "}, "name"),
        ({"timezone": "Asia/Tana_Paser"}, "timezone"),
        ({"level": Level.NATIONAL}, "level"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field(offices, admin, changed, field):
    with pytest.raises(WrongValue) as error:
        deeds.add_office(parent=offices["own"], office=facts(**changed), by=admin)
    assert error.value.field == field
    assert not Office.objects.filter(name__contains="baru").exists()


def test_changing_keeps_code_and_pack_and_logs_what_changed(offices, admin):
    own = offices["own"]
    to = facts("kode-lain", name="Nama baru", short_name=own.short_name, body=own.body, place="", pack="lain")
    deeds.change_office(office=own, to=to, by=admin)
    own.refresh_from_db()
    assert (own.name, own.code, own.pack) == ("Nama baru", "sendiri", "kpu")
    row = LogEntry.objects.get(deed="office.change")
    assert row.changes == {"name": ["Kantor sendiri", "Nama baru"]}
    deeds.change_office(office=own, to=to, by=admin)
    assert LogEntry.objects.filter(deed="office.change").count() == 1


def official(at, by, **changed):
    values = {"name": "Sekretaris Contoh", "position": "Sekretaris\n\n Kabupaten Contoh ", "role": Role.HEAD}
    return deeds.set_official(office=at, by=by, **(values | changed))


def test_an_official_is_written_down_and_replaced(offices, admin):
    first = official(offices["own"], admin, nip="190101011920011001", prefix="Plt.")
    assert (first.nip, first.position) == ("19010101 192001 1 001", "Sekretaris\nKabupaten Contoh")
    second = official(offices["own"], admin, name="Pengganti Contoh")
    assert second.pk == first.pk
    changes = LogEntry.objects.filter(deed="official.change").latest("pk").changes
    assert changes == {
        "name": ["Sekretaris Contoh", "Pengganti Contoh"],
        "prefix": ["Plt.", ""],
        "nip": ["19010101 192001 1 001", ""],
    }


def test_what_stands_in_place_of_a_nip_may_stay(offices, admin):
    row = official(offices["own"], admin)
    row.nip = "(tidak ditampilkan)"
    row.save()
    assert official(offices["own"], admin, nip="(tidak ditampilkan)", name="X").nip == "(tidak ditampilkan)"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nip": "123"}, "nip"),
        ({"nip": "190101011920131001"}, "nip"),
        ({"name": ""}, "name"),
        ({"position": "\n"}, "position"),
        ({"prefix": "Dr."}, "prefix"),
        ({"role": Role.OPERATOR}, "role"),
    ],
)
def test_a_wrong_official_is_told(offices, admin, changed, field):
    with pytest.raises(WrongValue) as error:
        official(offices["own"], admin, **changed)
    assert error.value.field == field


def test_demo_people_have_one_role_each(db):

    paser = load_data_set()[0]
    show_people(paser)
    show_people(paser)
    rows = LogEntry.objects.order_by("pk").values_list("deed", "actor", "office__code")
    assert ("demo.load", None, "kpu-paser") in rows
    assert sum(deed == "role.grant" for deed, _actor, _office in rows) == 6
    assert set(Membership.objects.values_list("person__username", "role", "office__code")) == {
        ("contoh", "reader", "kpu-paser"),
        ("contoh-operator", "operator", "kpu-paser"),
        ("contoh-pemeriksa", "verifier", "kpu-paser"),
        ("contoh-sekretaris", "head", "kpu-paser"),
        ("contoh-ketua", "superior", "kpu-paser"),
        ("contoh-admin", "administrator", "kpu"),
    }
