"""A measure that cannot work is refused when the pack is read, with its place and the reason.

Each case takes the small right pack of ``sample_pack`` and changes one measure of it.
"""

from __future__ import annotations

import pytest
from sample_pack import RIGHT, build, refusal

from akuntabel.core.measure import Count, Latest, Manual, Ratio, Selection, ShareMet, Sum
from akuntabel.packs.loader import PackError, load_pack, parse_measure

COUNT = 'measure.count = { register = "events", where = { done = true } }'
SUM = 'measure.sum = { register = "events", field = "people", where = { date = { min = "2024-02-14" } } }'
FIRST = "indicators.toml: objective[0].indicator[0].measure"
LAST = "indicators.toml: objective[1].indicator[0].measure"

MEASURES = [
    pytest.param(
        COUNT,
        'measure.count = { register = "event" }',
        f'{FIRST}.count.register: register "event" tidak ada; mungkin maksudnya "events"',
        id="unknown register",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { selesai = true } }',
        f'{FIRST}.count.where.selesai: register events tidak punya isian "selesai";'
        " yang ada: date, done, kind, people, title",
        id="unknown field in where",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { done = "ya" } }',
        f'{FIRST}.count.where.done: "ya" tidak mungkin untuk isian "done"; pakai true atau false',
        id="text for a yes or no",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { title = true } }',
        f'{FIRST}.count.where.title: true tidak mungkin untuk isian "title"; pakai teks',
        id="yes or no for a text",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { kind = "rapat" } }',
        f'{FIRST}.count.where.kind: "rapat" tidak mungkin untuk isian "kind"; pakai talk atau film',
        id="a choice that is not among the choices",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { kind = ["talk", "rapat"] } }',
        f'{FIRST}.count.where.kind[1]: "rapat" tidak mungkin untuk isian "kind"; pakai talk atau film',
        id="a choice in a list",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { kind = { not = "rapat" } } }',
        f'{FIRST}.count.where.kind.not: "rapat" tidak mungkin untuk isian "kind"; pakai talk atau film',
        id="a choice that is excluded",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { kind = { min = "talk" } } }',
        f'{FIRST}.count.where.kind.min: isian "kind" tidak dapat dibandingkan besar kecilnya',
        id="a least choice",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { people = { min = "banyak" } } }',
        f'{FIRST}.count.where.people.min: "banyak" tidak mungkin untuk isian "people"; pakai bilangan bulat',
        id="a word as the least number",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { people = { min = [1] } } }',
        f"{FIRST}.count.where.people.min: daftar bukan angka atau tanggal",
        id="a list as the least number",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { date = { max = "14-2-2024" } } }',
        f'{FIRST}.count.where.date.max: "14-2-2024" tidak mungkin untuk isian "date";'
        ' pakai teks seperti "2024-12-31"',
        id="a date in another spelling",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { date = 2024-02-14 } }',
        f"{FIRST}.count.where.date: 2024-02-14 bukan teks, bilangan bulat, true, atau false",
        id="a date without quotes",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { date = { before = "2024-02-14" } } }',
        f'{FIRST}.count.where.date: "before" tidak dikenal; pilih max, min, not, atau present',
        id="unknown operation",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { date = { present = "ya" } } }',
        f'{FIRST}.count.where.date.present: "ya" bukan true atau false',
        id="present is yes or no",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { date = {} } }',
        f"{FIRST}.count.where.date: belum diisi",
        id="an empty condition",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", where = { kind = [] } }',
        f"{FIRST}.count.where.kind: belum diisi",
        id="an empty list",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events", wher = { done = true } }',
        f'{FIRST}.count.wher: kunci tidak dikenal; mungkin maksudnya "where"',
        id="a key of the measure misspelt",
    ),
    pytest.param(
        COUNT,
        'measure.total = { register = "events" }',
        f"{FIRST}: harus tepat satu cara ukur; pilih count, sum, latest, ratio, share_met, atau manual",
        id="unknown kind",
    ),
    pytest.param(
        COUNT,
        'measure.count = { register = "events" }\nmeasure.manual = {}',
        f"{FIRST}: harus tepat satu cara ukur; pilih count, sum, latest, ratio, share_met, atau manual",
        id="two kinds",
    ),
    pytest.param(
        COUNT,
        "measure.manual = { note = true }",
        f"{FIRST}.manual.note: kunci tidak dikenal; yang dikenal: tidak ada",
        id="a manual measure has no settings",
    ),
    pytest.param(
        COUNT,
        "measure.share_met = {}",
        'indicators.toml: objective[0].indicator[0].unit: "keg" tidak cocok;'
        ' ukuran ini menghasilkan persen, tulis "%"',
        id="a share in another unit than percent",
    ),
    pytest.param(
        SUM,
        'measure.sum = { register = "events", field = "title" }',
        f'{LAST}.sum.field: isian "title" pada register events bukan angka',
        id="the sum of a text",
    ),
    pytest.param(
        SUM,
        'measure.sum = { register = "events", field = "peserta" }',
        f'{LAST}.sum.field: register events tidak punya isian "peserta";'
        " yang ada: date, done, kind, people, title",
        id="the sum of an unknown field",
    ),
    pytest.param(
        SUM,
        'measure.latest = { register = "events" }',
        f"{LAST}.latest.field: belum diisi",
        id="the latest of nothing",
    ),
    pytest.param('unit = "orang"', 'unit = "%"', None, id="a sum may be a percentage"),
    pytest.param(
        'unit = "keg"',
        'unit = "%"',
        'indicators.toml: objective[0].indicator[0].unit: "%" tidak cocok; ukuran ini menghitung banyaknya',
        id="a count in percent",
    ),
]

RATIO = "indicators.toml: objective[0].indicator[1].measure.ratio"
RATIOS = [
    pytest.param(
        'done = true, kind = "talk"',
        "done = true",
        f'{RATIO}.numerator: pembilang harus bagian dari penyebut; syarat "kind" pada penyebut tidak dipenuhi',
        id="a numerator that is no part of the denominator",
    ),
    pytest.param(
        "numerator = { count = {",
        "numerator = { share_met = {",
        f"{RATIO}.numerator: harus tepat satu cara ukur; pilih count, sum, atau latest",
        id="a numerator that is no amount",
    ),
    pytest.param(
        "ratio.denominator",
        "ratio.penyebut",
        f"{RATIO}.denominator: belum diisi",
        id="a ratio without denominator",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), [*MEASURES, *RATIOS])
def test_a_wrong_measure_is_refused_with_its_place(tmp_path, right, wrong, message):
    if message is None:  # a near miss that is right
        build(tmp_path, {**RIGHT, "indicators.toml": RIGHT["indicators.toml"].replace(right, wrong)})
        assert load_pack("uji", root=tmp_path).code == "uji"
    else:
        assert refusal(tmp_path, "indicators.toml", right, wrong) == message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"count": {"register": "a"}}, Count(Selection("a"))),
        ({"sum": {"register": "a", "field": "x"}}, Sum(Selection("a"), "x")),
        ({"latest": {"register": "a", "field": "x"}}, Latest(Selection("a"), "x")),
        (
            {
                "ratio": {
                    "numerator": {"count": {"register": "a"}},
                    "denominator": {"count": {"register": "b"}},
                }
            },
            Ratio(Count(Selection("a")), Count(Selection("b"))),
        ),
        ({"share_met": {}}, ShareMet()),
        ({"manual": {}}, Manual()),
    ],
)
def test_every_kind_of_measure(data, expected):
    assert parse_measure(data, place="17.2") == expected


def test_a_measure_kept_by_an_office_is_refused_with_the_code_of_its_indicator():
    with pytest.raises(PackError) as refused:
        parse_measure({"count": {}}, place="17.2")

    assert str(refused.value) == "17.2: measure.count.register: belum diisi"
