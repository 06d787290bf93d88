"""The agreement on paper, the action plan and the cascade in the browser's eyes, and who gets to see them."""

import re

import pytest
from cast import YEAR
from django.test import RequestFactory

from akuntabel.core.action_plan import as_parts
from akuntabel.offices.models import LogEntry, Membership, Person, Role
from akuntabel.planning.action_plan import parts_of, set_quarters
from akuntabel.planning.models import Action, Agreement, CascadeNode, NodeKind, Target
from akuntabel.web.failures import typed_in
from akuntabel.web.views import cascade as views

HOME = f"/contoh/{YEAR}/rencana/"
ACTIONS, TREE = f"{HOME}aksi/", f"{HOME}pohon/"
PAPERS = (
    f"{HOME}perjanjian/1/perjanjian-kinerja.docx",
    f"{HOME}perjanjian/1/perjanjian-kinerja.pdf",
    f"{ACTIONS}1/rencana-aksi.docx",
    f"{ACTIONS}1/rencana-aksi.pdf",
    f"{TREE}pohon-kinerja.docx",
    f"{TREE}pohon-kinerja.pdf",
)


@pytest.fixture
def operator(cast):
    person = Person.objects.create_user(username="penyusun")
    Membership.objects.create(person=person, office=cast.office, role=Role.OPERATOR)
    return person


@pytest.fixture
def desk(client, operator):
    """The browser of the operator."""
    client.force_login(operator)
    return client


@pytest.fixture
def first(cast):
    """The target of indicator 1: two events, summed up."""
    return Target.objects.get(agreement__office=cast.office, indicator__code="1")


@pytest.fixture
def tree(cast):
    """An outcome, what causes it, and an output that hangs on nothing."""
    nodes = [
        CascadeNode.objects.create(
            office=cast.office, year=YEAR, kind=kind, condition=condition, sequence=place
        )
        for place, (kind, condition) in enumerate(
            ((NodeKind.OUTCOME, "Pemilih melek"), (NodeKind.INTERMEDIATE, "Sosialisasi merata"),
             (NodeKind.OUTPUT, "Sepuluh sekolah didatangi")), 1,
        )
    ]  # fmt: skip
    nodes[1].parents.add(nodes[0])
    return nodes


def words(answer) -> str:
    """The words of a page, as a reader sees them."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def row(target, was, *texts):
    return {f"t{target.pk}-was": was} | {f"t{target.pk}-{q}": text for q, text in enumerate(texts, 1)}


def kept(target):
    return parts_of(Target.objects.get(pk=target.pk))


# ---------------------------------------------------------------- who sees what


@pytest.mark.parametrize("address", [ACTIONS, TREE, f"{TREE}isi/", f"{TREE}baru/", *PAPERS])
def test_a_reader_may_read_a_neighbour_and_a_stranger_may_not(client, cast, address):
    assert client.get(address).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(address).status_code == 404
    client.force_login(cast.reader)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["aksi/{target}/", "aksi/{target}/hitung/", "aksi/{target}/{action}/", "pohon/{node}/"]
)
def test_what_belongs_to_a_neighbour_is_not_found_under_ones_own_address(desk, cast, path):
    target = Target.objects.filter(agreement__office=cast.neighbour).first()
    action = Action.objects.create(target=target, quarter=1, text="Milik tetangga")
    node = CascadeNode.objects.create(
        office=cast.neighbour, year=YEAR, kind=NodeKind.OUTCOME, condition="Milik tetangga"
    )
    address = HOME + path.format(target=target.pk, action=action.pk, node=node.pk)
    assert desk.get(address).status_code == 404
    if "hitung" not in path:
        assert desk.post(address, {"text": "Direbut", "quarter": "1", "remove": "1"}).status_code == 404
    assert Action.objects.get(pk=action.pk).text == "Milik tetangga"
    assert CascadeNode.objects.filter(pk=node.pk).exists()


def test_who_only_reads_changes_nothing(client, cast, first, tree):
    action = Action.objects.create(target=first, quarter=1, text="Rapat")
    client.force_login(cast.reader)
    for address, data in (
        (ACTIONS, row(first, "|||", "1", "1", "", "")),
        (f"{ACTIONS}{first.pk}/", {"text": "Rapat", "quarter": "1"}),
        (f"{ACTIONS}{first.pk}/{action.pk}/", {"text": "Rapat", "quarter": "1", "remove": "1"}),
        (f"{ACTIONS}salin/", {}),
        (f"{TREE}susun/", {}),
        (f"{TREE}baru/", {"condition": "X", "kind": "outcome"}),
        (f"{TREE}isi/", {}),
        (f"{TREE}{tree[2].pk}/", {"remove": "1"}),
    ):
        answer = client.post(address, data)
        assert answer.status_code == 403, address
        assert "Yang dapat: Operator, Sekretaris." in words(answer)
    assert not LogEntry.objects.exists()
    for address in (ACTIONS, TREE, f"{ACTIONS}{first.pk}/", f"{TREE}{tree[0].pk}/"):
        assert "Simpan" not in words(client.get(address))


# ---------------------------------------------------------------- papers


def test_papers_are_what_they_say(desk):
    for address in PAPERS:
        answer = desk.get(address)
        start = b"%PDF-" if address.endswith("pdf") else b"PK"
        assert answer.content.startswith(start)
        assert f"contoh-{YEAR}" in answer["Content-Disposition"]
    assert desk.get(f"{HOME}perjanjian/9/perjanjian-kinerja.pdf").status_code == 404


# ---------------------------------------------------------------- the action plan


def test_the_plan_is_kept_in_one_save_as_it_is_typed_here(desk, first, cast):
    second = Target.objects.get(agreement__office=cast.office, indicator__code="2")
    Target.objects.filter(pk=second.pk).update(number="97.5")
    typed = row(first, "|||", "", "1", "", "1") | row(second, "|||", "20", "-", "20", "57,5")
    answer = desk.post(ACTIONS, typed, follow=True)
    assert "Rencana aksi tersimpan: 2 indikator berubah." in words(answer)
    assert kept(first) == as_parts([None, 1, None, 1])
    assert 'value="57,5"' in answer.content.decode()


def test_a_refused_row_keeps_its_typing_and_the_others_are_kept(desk, first, cast):
    second = Target.objects.get(agreement__office=cast.office, indicator__code="2")
    third = Target.objects.get(agreement__office=cast.office, indicator__code="3")
    typed = (
        row(first, "|||", "5", "1", "", "")
        | row(second, "|||", "", "", "", "95")
        | row(third, "|||", "x", "", "", "")
    )
    answer = desk.post(ACTIONS, typed)
    assert answer.status_code == 422
    text = words(answer)
    assert "Jumlah 6, lebih 4 dari target 2." in text
    assert "Triwulan I:" in text
    html = answer.content.decode()
    assert 'value="5"' in html
    assert 'value="x"' in html
    assert kept(second) == as_parts([None, None, None, 95])
    assert not any(kept(first))


def test_two_at_one_plan_the_second_is_told_and_may_then_go_on(desk, first, operator):
    set_quarters(target=first, numbers=as_parts([None, None, None, 2]), by=operator)
    answer = desk.post(ACTIONS, row(first, "|||", "1", "1", "", "") | {"reason": "Jadwal bergeser"})
    assert "baru saja diubah orang lain menjadi – | – | – | 2" in words(answer)
    was = re.search(rf'name="t{first.pk}-was" value="([^"]*)"', answer.content.decode())[1]
    desk.post(ACTIONS, row(first, was, "1", "1", "", "") | {"reason": "Jadwal bergeser"})
    assert kept(first) == as_parts([1, 1, None, None])
    assert LogEntry.objects.filter(deed="quarters.set").last().reason in ("", "Jadwal bergeser")


def test_an_even_spread_is_offered_and_not_kept(desk, first):
    answer = desk.post(ACTIONS, row(first, "|||", "", "", "", "") | {"spread": "all"})
    assert "Usulan pembagian sudah diisikan tetapi belum tersimpan" in words(answer)
    values = re.findall(rf'name="t{first.pk}-\d" value="([^"]*)"', answer.content.decode())
    assert values == ["0", "0", "1", "1"]
    assert not any(kept(first))


def test_a_row_adds_up_while_it_is_typed(desk, first):
    def said(*texts):
        return words(desk.get(f"{ACTIONS}{first.pk}/hitung/", row(first, "", *texts)))

    assert said("1", "", "", "") == "Jumlah 1, kurang 1 dari target 2."
    assert said("1", "", "", "1") == "pas: 2"
    assert said("1", "satu", "", "") == "Bukan angka: TW II."
    live = desk.get(f"{ACTIONS}{first.pk}/hitung/", row(first, "", "1", "satu", "", "x"))
    assert 'data-wrong="2 4"' in live.content.decode()  # the page marks these two fields
    assert said("", "", "", "") == "belum diisi"


def test_actions_are_planned_changed_and_taken_out(desk, first):
    page = f"{ACTIONS}{first.pk}/"
    answer = desk.post(
        page, {"quarter": "2", "text": "Menyusun jadwal", "owner": "Subbagian Contoh"}, follow=True
    )
    assert "Menyusun jadwal" in words(answer)
    action = Action.objects.get()
    html = desk.get(f"{page}{action.pk}/").content.decode()
    was = re.search(r'name="was" value="([^"]*)"', html)[1].replace("&quot;", '"')
    changed = {"quarter": "3", "text": "Menyusun jadwal", "owner": "", "was": was}
    assert "Tulis alasan perubahannya" in words(desk.post(f"{page}{action.pk}/", changed))
    desk.post(f"{page}{action.pk}/", changed | {"reason": "Anggaran cair di triwulan III"})
    assert Action.objects.get().quarter == 3
    late = desk.post(f"{page}{action.pk}/", changed | {"text": "Lain", "reason": "Alasan"})
    assert "baru saja diubah orang lain" in words(late)
    assert "Lain" in late.content.decode()
    desk.post(f"{page}{action.pk}/", changed | {"remove": "1", "reason": "Tidak jadi"})
    assert not Action.objects.exists()


def test_an_empty_action_is_refused_beside_its_field(desk, first):
    answer = desk.post(f"{ACTIONS}{first.pk}/", {"quarter": "1", "text": "  ", "owner": "Subbagian Contoh"})
    assert answer.status_code == 422
    assert "Bagian ini harus diisi." in words(answer)
    assert 'value="Subbagian Contoh"' in answer.content.decode()


def test_without_an_agreement_the_page_says_what_comes_first(desk, cast):
    Agreement.objects.filter(office=cast.office).delete()
    assert "Belum ada perjanjian kinerja" in words(desk.get(ACTIONS))


# ---------------------------------------------------------------- the cascade


def test_an_empty_tree_is_drawn_up_with_one_button(desk, cast):
    assert "Susun dari rencana" in words(desk.get(TREE))
    answer = desk.post(f"{TREE}susun/", follow=True)
    assert "10 kondisi disusun dari rencana" in words(answer)
    assert "indikator 1" in words(answer)


def test_a_condition_is_added_below_another_and_changed(desk, cast, tree):
    page = desk.get(f"{TREE}baru/?induk={tree[1].pk}").content.decode()
    assert re.search(rf'value="{tree[1].pk}"[^>]*checked', page)
    desk.post(
        f"{TREE}baru/",
        {"condition": "Guru dilibatkan", "kind": "output", "parents": [tree[1].pk, tree[0].pk]},
    )
    node = CascadeNode.objects.get(condition="Guru dilibatkan")
    assert set(node.parents.all()) == {tree[0], tree[1]}
    text = words(desk.get(TREE))
    assert "Juga sebab bagi: Sosialisasi merata" in text
    page = desk.get(f"{TREE}{node.pk}/").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    same = {"condition": "Guru dilibatkan", "kind": "output", "parents": [tree[1].pk], "seen": seen}
    desk.post(f"{TREE}{node.pk}/", same | {"owner": "Subbagian Contoh", "person": "Pegawai Contoh"})
    node.refresh_from_db()
    assert (node.owner, node.person, list(node.parents.all())) == (
        "Subbagian Contoh",
        "Pegawai Contoh",
        [tree[1]],
    )
    late = desk.post(f"{TREE}{node.pk}/", same | {"owner": "Lain"})
    assert "baru saja diubah orang lain" in words(late)
    assert 'value="Lain"' in late.content.decode()


def test_a_circle_is_not_offered(desk, tree):
    page = desk.get(f"{TREE}{tree[0].pk}/").content.decode()
    assert f'name="parents" value="{tree[1].pk}"' not in page


def test_the_table_fills_many_at_once(desk, tree):
    page = desk.get(f"{TREE}isi/").content.decode()
    typed = {
        name: value.replace("&quot;", '"')
        for name, value in re.findall(r'name="(n[^"]+)" value="([^"]*)"', page)
    }
    for node in tree:
        typed |= {f"n{node.pk}-owner": "Subbagian Contoh", f"n{node.pk}-factor": "Jadwal"}
    typed |= {f"n{tree[2].pk}-parent": str(tree[1].pk), f"n{tree[2].pk}-person": "Pegawai Contoh"}
    answer = desk.post(f"{TREE}isi/", typed, follow=True)
    assert "Pohon kinerja tersimpan." in words(answer)
    assert "Tanpa penanggung jawab" not in words(answer)
    assert "Tidak sampai ke hasil akhir" not in words(answer)
    assert "1.1.1 Sepuluh sekolah didatangi" in words(answer)
    nothing = words(
        desk.post(f"{TREE}isi/", {}, follow=True)
    )  # as when a field of the form is lost on its way
    assert "Tidak ada baris yang sampai" in nothing
    assert "tersimpan." not in nothing
    late = desk.post(f"{TREE}isi/", typed | {f"n{tree[0].pk}-person": "Orang Lain"})
    assert late.status_code == 422
    assert 'value="Orang Lain"' in late.content.decode()


def test_pages_are_light_and_carry_no_inline_style_or_script(desk, first, tree):
    for path in (
        ACTIONS,
        f"{ACTIONS}{first.pk}/",
        TREE,
        f"{TREE}isi/",
        f"{TREE}{tree[0].pk}/",
        f"{TREE}baru/",
    ):
        html = desk.get(path).content.decode()
        assert len(html.encode()) < 100_000
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)


def test_words_that_look_like_markup_stay_words(desk, cast):
    CascadeNode.objects.create(
        office=cast.office, year=YEAR, kind="outcome", condition="<script>alert(1)</script>", owner="<b>"
    )
    html = desk.get(TREE).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_who_only_reads_is_not_told_to_plan(client, cast):
    client.force_login(cast.reader)
    assert "bagi targetnya" not in words(client.get(HOME))
    plan = words(client.get(ACTIONS))
    assert "belum ada kegiatan" in plan
    assert "Rencanakan kegiatan" not in plan


def test_a_condition_that_is_gone_is_told(desk, tree, monkeypatch):
    """Two remove the same condition: the second one's page was found before, and hears of it."""
    found = views.get_object_or_404

    def find_and_lose(*args, **kwargs):
        node = found(*args, **kwargs)
        CascadeNode.objects.filter(pk=node.pk).delete()
        return node

    monkeypatch.setattr(views, "get_object_or_404", find_and_lose)
    answer = desk.post(f"{TREE}{tree[2].pk}/", {"remove": "1"}, follow=True)
    assert "Kondisi ini baru saja dihapus orang lain." in words(answer)


def test_a_busy_server_gives_back_what_stood_in_the_filling_table(desk, tree):
    """What tells that a row changed meanwhile comes along, or the second try would be refused."""
    page = desk.get(f"{TREE}isi/").content.decode()
    hidden = dict(re.findall(r'name="(n[0-9]+-seen)" value="([^"]*)"', page))
    assert set(hidden) == {f"n{node.pk}-seen" for node in tree}
    request = RequestFactory().post(f"{TREE}isi/", hidden)
    assert {field.name: field.text for field in typed_in(request).fields} == hidden
