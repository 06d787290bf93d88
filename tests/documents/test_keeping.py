"""A kept document reads back exactly, and what is no document is refused in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import sample_document

from akuntabel.documents import tree
from akuntabel.documents.keeping import FORMAT, NODES, CannotKeep, from_json, to_json

WORDS = st.text(max_size=12)
MOMENTS = st.datetimes(timezones=st.just(dt.UTC) | st.none()).map(lambda moment: moment.replace(fold=0))
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
INLINES = st.lists(
    st.builds(tree.Text, WORDS, st.booleans(), st.booleans())
    | st.builds(tree.Cite, WORDS, WORDS, st.booleans(), st.booleans(), WORDS)
    | st.builds(tree.Link, WORDS, WORDS)
    | st.just(tree.Break()),
    max_size=3,
).map(tuple)


def many(strategy, most=2):
    return st.lists(strategy, max_size=most).map(tuple)


PARAGRAPHS = st.builds(tree.Paragraph, INLINES, st.sampled_from(tree.ParagraphStyle), WORDS, WORDS)
LISTS = st.recursive(
    st.builds(tree.ItemList, many(st.builds(tree.ListItem, INLINES)), st.sampled_from(tree.ListKind)),
    lambda inner: st.builds(
        tree.ItemList, many(st.builds(tree.ListItem, INLINES, many(PARAGRAPHS | inner))), place=WORDS
    ),
    max_leaves=3,
)
CELLS = st.builds(
    tree.Cell, INLINES, st.integers(1, 9), st.integers(1, 9), st.none() | st.sampled_from(tree.Align),
    st.booleans(), WORDS, many(PARAGRAPHS | LISTS),
)  # fmt: skip
COLUMNS = st.builds(tree.Column, st.floats(0.1, 90) | st.integers(1, 90), st.sampled_from(tree.Align))
ROWS = st.builds(tree.Row, many(CELLS), st.sampled_from(tree.RowKind), WORDS)
SERIES = st.builds(tree.Series, WORDS, many(NUMBERS), WORDS)
CHARTS = st.builds(
    tree.Chart, st.sampled_from(tree.ChartKind), WORDS, many(WORDS), many(SERIES), many(many(WORDS)), WORDS,
    limit=NUMBERS,
)  # fmt: skip
SIGNERS = st.builds(tree.Signatory, many(WORDS), WORDS, WORDS, WORDS, WORDS)
BLOCKS = (
    st.builds(tree.Heading, st.integers(1, 4), WORDS, WORDS, WORDS, st.booleans())
    | PARAGRAPHS
    | LISTS
    | st.builds(tree.Table, many(COLUMNS), many(ROWS), WORDS, INLINES, WORDS, st.booleans())
    | CHARTS
    | st.builds(tree.Signature, WORDS, WORDS, many(SIGNERS))
    | st.builds(tree.Contents, st.sampled_from(tree.ContentsKind), st.integers(1, 3))
    | st.just(tree.PageBreak())
)
SECTIONS = st.builds(tree.Section, WORDS, many(BLOCKS, 3), st.sampled_from(tree.Numbering), st.booleans())
COVERS = st.none() | st.builds(tree.Cover, many(WORDS), many(WORDS), WORDS, WORDS, WORDS)
DOCUMENTS = st.builds(tree.Document, WORDS, WORDS, WORDS, WORDS, MOMENTS, WORDS, many(SECTIONS), COVERS)


def small(**changed):
    fields = {
        "title": "Laporan", "author": "KPU Contoh", "subject": "", "language": "id",
        "moment": dt.datetime(2025, 1, 31, 8, 0, tzinfo=dt.UTC), "running_head": "",
        "sections": (tree.Section("satu", (tree.Paragraph(tree.words("Halo")),)),),
    }  # fmt: skip
    return tree.Document(**fields | changed)


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_any_tree_reads_back_exactly(document):
    text = to_json(document)
    again = from_json(text)
    assert again == document
    assert repr(again) == repr(document)  # kinds of numbers and fields that do not count as equal included
    assert to_json(again) == text


def test_the_report_of_paser_reads_back_exactly(paser_document):
    again = from_json(to_json(paser_document))
    assert again == paser_document
    assert repr(again) == repr(paser_document)


def test_the_sample_document_uses_every_kind_of_node_and_reads_back():
    text = to_json(sample_document())
    assert from_json(text) == sample_document()
    used = {name for name in NODES if f'"node":"{name}"' in text}
    assert used == NODES.keys() - {"Break", "PageBreak"} or used == set(NODES)


def test_the_text_is_canonical():
    text = to_json(small())
    data = json.loads(text)
    assert data["format"] == FORMAT
    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert data["document"]["sections"][0]["blocks"][0]["content"] == [
        {"node": "Text", "text": "Halo", "bold": False, "italic": False}
    ]


def test_a_field_added_later_with_a_default_does_not_make_old_texts_unreadable():
    data = json.loads(to_json(small(cover=tree.Cover(("KPU",), ("Laporan",), "2024", ""))))
    del data["document"]["cover"]["status"]  # as texts were before covers had one
    assert from_json(json.dumps(data)).cover == tree.Cover(("KPU",), ("Laporan",), "2024", "", "")


@dataclasses.dataclass(frozen=True)
class Video:
    """No part of a document."""

    address: str


def test_a_node_that_is_no_part_of_the_tree_is_refused_when_it_is_kept():
    with pytest.raises(CannotKeep, match="bagian “Video” yang tidak dikenal"):
        to_json(small(sections=(tree.Section("satu", (Video("x"),)),)))


def altered(change):
    data = json.loads(to_json(small()))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(format=FORMAT + 1), f"berformat {FORMAT + 1}; .* membaca format {FORMAT}"),
        (lambda d: d.pop("document"), "bukan JSON yang utuh"),
        (lambda d: d.update(document={"node": "Section"}), "bagian “Section” yang tidak dikenal"),
        (lambda d: d["document"]["sections"][0].update(node="Video"), "bagian “Video” yang tidak dikenal"),
        (
            lambda d: d["document"]["sections"][0]["blocks"][0].update(node="Cell"),
            "“Cell” yang tidak dikenal",
        ),
        (lambda d: d["document"]["sections"][0].update(colour="red"), r"Section tidak cocok \(colour\)"),
        (lambda d: d["document"].pop("title"), r"Document tidak cocok \(title\)"),
        (lambda d: d["document"].update(moment="kemarin"), "Document.moment tidak dapat dibaca"),
        (lambda d: d["document"].update(title=7), "Document.title tidak dapat dibaca"),
        (lambda d: d["document"].update(sections="x"), "Document.sections tidak dapat dibaca"),
        (lambda d: d["document"]["sections"][0].update(landscape=1), "Section.landscape tidak dapat dibaca"),
        (lambda d: d["document"]["sections"][0].update(numbering="emoji"), "Section.numbering"),
    ],
)
def test_what_is_no_kept_document_is_refused_in_words(change, sentence):
    with pytest.raises(CannotKeep, match=sentence):
        from_json(altered(change))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_no_json_is_refused_in_words(text):
    with pytest.raises(CannotKeep, match="bukan JSON yang utuh"):
        from_json(text)
