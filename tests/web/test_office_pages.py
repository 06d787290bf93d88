"""The first start and the pages of an office."""

import pytest
from cast import YEAR

from akuntabel.offices.deeds import setup_token
from akuntabel.offices.models import LogEntry, Membership, Office, Official, Person
from akuntabel.planning.models import ReportingYear

GOOD = "batu sungai langit kopi"
SETUP = {
    "name": "Administrator Contoh",
    "username": "admin",
    "password": GOOD,
    "again": GOOD,
    "office_name": "Sekretariat KPU Kabupaten Baru",
    "level": "regency",
    "place": "Kota Baru",
    "timezone": "Asia/Makassar",
    "short_name": "",
    "body": "",
    "code": "",
    "pack": "kpu",
}


def test_from_nothing_to_an_open_year(client, db):
    assert "Belum ada siapa pun di sini" in client.get("/masuk/").content.decode()
    address = f"/mulai/{setup_token()}/"
    assert client.get(address).status_code == 200
    assert client.post(address, SETUP).url == "/"
    office = Office.objects.get()
    assert (office.code, office.short_name, office.body) == ("kpu-baru", "KPU Baru", "KPU Kabupaten Baru")
    page = client.get("/", follow=True).content.decode()
    for step in ("tahun/", "pejabat/head/", "orang/undang/"):
        assert f'<li><a href="/kpu-baru/kantor/{step}">' in page
    answer = client.post("/kpu-baru/kantor/tahun/", {"year": "2026", "policy": "kpu-recommended"})
    assert answer.url == "/kpu-baru/2026/"
    page = client.get(answer.url).content.decode()
    assert "Belum ada yang dapat menyusun RKT: undang Operator atau Sekretaris." in page
    assert '<a href="/kpu-baru/kantor/orang/undang/">Undang orang</a>' in page
    assert client.get(address).status_code == 410
    assert client.post(address, SETUP | {"username": "lain"}).status_code == 410
    assert Person.objects.count() == 1


def test_a_made_up_setup_address_shows_nothing_to_fill(client, db):
    answer = client.get("/mulai/karangan/")
    assert answer.status_code == 410
    assert "id_password" not in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"password": "pendek", "again": "pendek"}, "paling sedikit 12"),
        ({"code": "masuk"}, "dipakai aplikasi sendiri"),
        ({"username": "dua kata"}, "tanpa spasi"),
        ({"place": ""}, "Bagian ini harus diisi."),
    ],
)
def test_a_setup_with_an_error_keeps_what_was_typed(client, db, changed, says):
    page = client.post(f"/mulai/{setup_token()}/", SETUP | changed).content.decode()
    assert says in page
    assert 'value="Sekretariat KPU Kabupaten Baru"' in page
    assert not Person.objects.exists()
    assert not Office.objects.exists()


def test_a_setup_tells_all_errors_at_once(client, db):
    wrong = {"username": "dua kata", "password": "pendek", "again": "lain", "level": ""}
    page = client.post(f"/mulai/{setup_token()}/", SETUP | wrong).content.decode()
    for says in ("tanpa spasi", "paling sedikit 12", "Berbeda dari yang di atas", "Bagian ini harus diisi."):
        assert says in page
    assert '<option value="" selected>Pilih tingkat</option>' in page


def test_the_first_steps_are_ticked_until_all_are_done(client, cast):
    client.force_login(cast.head)
    steps = "Langkah awal kantor ini"
    page = client.get("/contoh/kantor/").content.decode()
    assert steps in page
    assert page.count('<li class="done">') == 2  # a year is open and somebody plans; nobody signs yet
    for role in ("head", "superior"):
        Official.objects.create(office=cast.office, role=role, name="Pejabat Contoh", position="Pejabat")
    assert steps not in client.get("/contoh/kantor/").content.decode()
    Official.objects.all().delete()
    client.force_login(cast.operator)
    assert steps not in client.get("/contoh/kantor/").content.decode()


def test_the_usual_position_is_offered(client, cast):
    client.force_login(cast.head)
    for role, position in (("head", "Sekretaris"), ("superior", "Ketua")):
        page = client.get(f"/contoh/kantor/pejabat/{role}/").content.decode()
        assert f"{position} {cast.office.body}</textarea>" in page


def identity(**changed):
    known = {
        "office_name": "KPU Kabupaten Contoh",
        "level": "regency",
        "place": "Kota Contoh",
        "timezone": "Asia/Jayapura",
        "short_name": "",
        "body": "",
    }
    return known | changed


def test_the_identity_is_changed(client, cast):
    client.force_login(cast.head)
    assert client.post("/contoh/kantor/ubah/", identity()).url == "/contoh/kantor/"
    cast.office.refresh_from_db()
    assert (cast.office.timezone, cast.office.short_name) == ("Asia/Jayapura", "KPU Contoh")
    client.force_login(cast.operator)
    assert client.post("/contoh/kantor/ubah/", identity()).status_code == 403


def test_an_official_is_written_and_a_wrong_nip_told(client, cast):
    client.force_login(cast.head)
    values = {"name": "Sekretaris Contoh", "position": "Sekretaris\r\nKabupaten Contoh", "acting": "Plt."}
    answer = client.post("/contoh/kantor/pejabat/head/", values | {"nip": "123"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "harus 18 angka" in page
    assert 'id="id_nip_error"' in page
    client.post("/contoh/kantor/pejabat/head/", values | {"nip": ""})
    assert Official.objects.get().prefix == "Plt."
    assert "Plt. Sekretaris" in client.get("/contoh/kantor/").content.decode()
    assert client.get("/contoh/kantor/pejabat/operator/").status_code == 404


def test_an_office_is_added_below(client, cast):
    client.force_login(cast.administrator)
    values = identity(office_name="Sekretariat KPU Kota Ujung", code="", pack="kpu")
    assert client.post("/provinsi/kantor/tambah/", values).url == "/kpu-ujung/kantor/"
    made = Office.objects.get(code="kpu-ujung")
    assert Office.objects.get_parent(made).code == "provinsi"
    page = client.post("/provinsi/kantor/tambah/", values | {"code": "contoh"}).content.decode()
    assert "sudah dipakai kantor lain" in page
    client.force_login(cast.head)
    assert client.post("/contoh/kantor/tambah/", values | {"code": "x"}).status_code == 403


def test_a_year_is_opened_once(client, cast):
    client.force_login(cast.head)
    values = {"year": str(YEAR + 1), "policy": "kpu-recommended"}
    assert client.post("/contoh/kantor/tahun/", values).url == f"/contoh/{YEAR + 1}/"
    page = client.post("/contoh/kantor/tahun/", values).content.decode()
    assert "sudah dibuka" in page
    assert ReportingYear.objects.filter(office=cast.office).count() == 2
    for wrong in ({"year": "dua ribu"}, {"year": "1"}, {"policy": "karangan"}):
        assert client.post("/contoh/kantor/tahun/", values | wrong).status_code == 422
    for role in ("operator", "superior", "verifier"):
        client.force_login(getattr(cast, role))
        assert client.post("/contoh/kantor/tahun/", values).status_code == 403
    client.force_login(cast.outsider)
    assert client.post("/contoh/kantor/tahun/", values).status_code == 404


def test_home_offers_to_open_a_year_to_whom_may(client, cast):
    ReportingYear.objects.filter(office=cast.office).delete()
    for person, offered in ((cast.head, True), (cast.administrator, True), (cast.operator, False)):
        client.force_login(person)
        assert ("/contoh/kantor/tahun/" in client.get("/", follow=True).content.decode()) == offered


def test_each_change_leaves_a_row_in_the_chain_of_its_office(client, cast):
    client.force_login(cast.head)
    client.post("/contoh/kantor/ubah/", identity())
    client.post("/contoh/kantor/tahun/", {"year": "2030", "policy": "kpu-recommended"})
    rows = LogEntry.objects.filter(office=cast.office, actor=cast.head).order_by("pk")
    assert [row.deed for row in rows] == ["office.change", "year.open"]
    assert Membership.objects.filter(person=cast.head).count() == 1
