"""What a corrected edition changes against the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.documents.keeping import from_json
from akuntabel.documents.plain import words_of
from akuntabel.documents.tree import (
    Document,
    Heading,
    ItemList,
    Paragraph,
    Section,
    blocks_of,
    cites_of,
)
from akuntabel.reporting.change_section import KEY
from akuntabel.reporting.models import Edition
from akuntabel.reporting.stamp import Change, ChangeKind
from akuntabel.reporting.writing import name_of

_CONTEXT = 4  # words kept before and after what differs in a text
_INDICATOR = "indicator."


@dataclass(frozen=True)
class Content:
    """What an edition says: its document, its figures by id, and its narratives by place."""

    document: Document
    figures: Mapping[str, Mapping[str, str]]
    agreement: int
    narratives: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, figures: str, narratives: Mapping[str, str]) -> Content:
        """The content of ``document`` with the text of ``figures.json``."""
        data = json.loads(figures)
        rows = {row["id"]: row for row in data["figures"]}
        return cls(document, rows, data["agreement"], dict(narratives))


def content_of(edition: Edition) -> Content:
    """What the sealed ``edition`` says."""
    return Content.of(from_json(edition.tree), edition.figures, edition.narratives)


def changes_between(before: Content, after: Content, outline: Mapping[str, Any]) -> tuple[Change, ...]:
    """Everything that differs from ``before`` to ``after``, in a fixed order; nothing when both say the same.

    ``after`` is to be stamped as ``before`` is, so that the seal itself is no difference. ``outline`` is
    the pack's, for the names of the narratives.
    """
    return (
        *_agreement(before, after),
        *_indicators(before, after),
        *_figures(before, after),
        *_narratives(before, after, outline),
        *_chapters(before.document, after.document),
    )


def _agreement(before: Content, after: Content) -> Iterator[Change]:
    if before.agreement != after.agreement:
        versions = [_("versi {version}").format(version=each.agreement) for each in (before, after)]
        yield Change(ChangeKind.AGREEMENT, "agreement", _("Perjanjian kinerja"), *versions)


def _codes(content: Content) -> dict[str, str]:
    """The indicators of ``content`` by code, with what they are called."""
    end = ".actual"
    return {
        key.removeprefix(_INDICATOR).removesuffix(end): row["label"].partition(": ")[2]
        for key, row in content.figures.items()
        if key.startswith(_INDICATOR) and key.endswith(end)
    }


def _indicators(before: Content, after: Content) -> Iterator[Change]:
    old, new = _codes(before), _codes(after)
    for code in [*old, *(code for code in new if code not in old)]:
        if (code in old) != (code in new):
            what = _("Indikator {code}").format(code=code)
            yield Change(ChangeKind.INDICATOR, code, what, old.get(code, ""), new.get(code, ""))


def _figures(before: Content, after: Content) -> Iterator[Change]:
    """The printed figures whose text differs; those of an indicator that came or went go with it."""
    printed = {cite.figure for each in (before, after) for cite in cites_of(each.document)}
    gone = _codes(before).keys() ^ _codes(after).keys()
    for key in [*before.figures, *(key for key in after.figures if key not in before.figures)]:
        one, other = before.figures.get(key), after.figures.get(key)
        texts = one["text"] if one else "", other["text"] if other else ""
        if key not in printed or texts[0] == texts[1] or _code(key) in gone:
            continue
        kind = ChangeKind.TARGET if _code(key) and key.endswith(".target") else ChangeKind.FIGURE
        yield Change(kind, key, (other or one or {})["label"], *texts)


def _code(key: str) -> str:
    """The code of the indicator that figure ``key`` is of; "" for others."""
    return key.removeprefix(_INDICATOR).rpartition(".")[0] if key.startswith(_INDICATOR) else ""


# ---------------------------------------------------------------- texts and chapters


def _narratives(before: Content, after: Content, outline: Mapping[str, Any]) -> Iterator[Change]:
    """The narratives that were written anew, as they are printed, cut to what differs."""
    old, new = _printed(before.document), _printed(after.document)
    for place in sorted(before.narratives.keys() | after.narratives.keys()):
        if before.narratives.get(place) != after.narratives.get(place):
            texts = differing(old.get(place, ""), new.get(place, ""))
            section, _dot, kind = place.rpartition(".")
            name = name_of(section, kind, outline)
            yield Change(ChangeKind.NARRATIVE, place, _("Naskah {name}").format(name=name), *texts)


def _printed(document: Document) -> dict[str, str]:
    """The words of each narrative of ``document``, by its place."""
    found: dict[str, list[str]] = {}
    for block in blocks_of(document):
        if isinstance(block, Paragraph | ItemList) and block.place:
            found.setdefault(block.place, []).extend(_paragraphs(block))
    return {place: " ".join(" ".join(parts).split()) for place, parts in found.items()}


def _paragraphs(block: Paragraph | ItemList) -> Iterator[str]:
    """The words of ``block``, item by item."""
    if isinstance(block, Paragraph):
        yield words_of(block.content)
        return
    for item in block.items:
        yield words_of(item.content)
        for child in item.children:
            yield from _paragraphs(child)


def differing(before: str, after: str) -> tuple[str, str]:
    """Both texts from shortly before the first word that differs to shortly after the last."""
    old, new = before.split(), after.split()
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return _cut(old, start, end), _cut(new, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _CONTEXT), min(len(words), len(words) - end + _CONTEXT)
    lead, tail = ("… " if first else ""), (" …" if last < len(words) else "")
    return f"{lead}{' '.join(words[first:last])}{tail}" if words else ""


def _chapters(before: Document, after: Document) -> Iterator[Change]:
    """The chapters that are not alike, cover included; what is listed one by one makes them differ too."""
    old, new = _sections(before), _sections(after)
    for key in [*old, *(key for key in new if key not in old)]:
        if old.get(key) != new.get(key):
            section = new.get(key) or old[key]
            yield Change(ChangeKind.CHAPTER, key, title_of(section), "", "")
    if replace(before, sections=()) != replace(after, sections=()):
        yield Change(ChangeKind.CHAPTER, "cover", _("sampul dan kepala halaman"), "", "")


def _sections(document: Document) -> dict[str, Section]:
    return {section.key: section for section in document.sections if section.key != KEY}


def title_of(section: Section) -> str:
    """The chapter's number and title."""
    first = next((block for block in section.blocks if isinstance(block, Heading)), None)
    return f"{first.number} {first.text}".strip() if first else section.key
