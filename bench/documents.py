"""The two documents that are measured, and variants of them that no memory can answer."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from akuntabel.documents.tree import (
    Chart,
    Cite,
    Document,
    Heading,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    blocks_of,
)

VARIANTS = 10  # beyond this number a digit would stand where it began
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")


def paser(folder: Path) -> Document:
    """The report of the demo data, built in a process and a data folder of its own."""
    target = folder / "paser.tree"
    _alone(folder, "bench.paser", str(target))
    return pickle.loads(target.read_bytes())


def writing(folder: Path, rounds: int) -> dict[str, list[float]]:
    """How long each job of writing the report took in each round, in seconds."""
    target = folder / "writing.json"
    _alone(folder, "bench.writing", str(target), str(rounds))
    found: dict[str, list[float]] = json.loads(target.read_text(encoding="utf-8"))
    return found


def sealing(folder: Path, rounds: int) -> dict[str, list[float]]:
    """How long sealing the report and verifying it took in each round, in seconds."""
    target = folder / "sealing.json"
    _alone(folder, "bench.sealing", str(target), str(rounds))
    found: dict[str, list[float]] = json.loads(target.read_text(encoding="utf-8"))
    return found


def crowded(folder: Path, rounds: int) -> dict[str, list[float]]:
    """How long the pages of a year with 100,000 records took in each round, in seconds."""
    target = folder / "crowded.json"
    _alone(folder, "bench.crowded", str(target), str(rounds))
    found: dict[str, list[float]] = json.loads(target.read_text(encoding="utf-8"))
    return found


def _alone(folder: Path, module: str, *arguments: str) -> None:
    """Run ``module`` in a process and a data folder of its own."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("AKUNTABEL_")}
    clean.pop("DATABASE_URL", None)  # never into an office's own database
    home = folder / f"home-{module}"
    clean |= {"AKUNTABEL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "akuntabel.settings"}
    subprocess.run([sys.executable, "-m", module, *arguments], env=clean, check=True)


def census(document: Document) -> dict[str, int]:
    """How much there is of what."""
    blocks = list(blocks_of(document))
    tables = [block for block in blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return {
        "chapters": len(document.sections),
        "tables": len(tables),
        "rows": sum(len(table.rows) for table in tables),
        "cells": len(cells),
        "merged": sum(cell.colspan > 1 or cell.rowspan > 1 for cell in cells),
        "charts": sum(isinstance(block, Chart) for block in blocks),
    }


# ---------------------------------------------------------------- variants


def varied(document: Document, n: int) -> Document:
    """``document`` with another text in every paragraph, item, cell, caption and chart.

    The last digit of a text is turned on by ``n``; a text without digits gets ``n`` behind it. The
    size of the document stays as it is, and no renderer can answer from what it did before.
    """
    if not 0 <= n < VARIANTS:
        raise ValueError(f"there are {VARIANTS} variants")
    if n == 0:
        return document
    sections = tuple(
        replace(section, blocks=tuple(_block(block, n) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _text(text: str, n: int) -> str:
    if not text.strip():
        return text
    found = _LAST_DIGIT.search(text)
    if found is None:
        return f"{text} {n}"
    return f"{text[: found.start()]}{(int(found[0]) + n) % 10}{text[found.end() :]}"


def _inlines(content: Inlines, n: int) -> Inlines:
    return tuple(
        replace(inline, text=_text(inline.text, n)) if isinstance(inline, Text | Cite | Link) else inline
        for inline in content
    )


def _block(block: Any, n: int) -> Any:
    match block:
        case Heading(text=text):
            return replace(block, text=_text(text, n))
        case Paragraph(content=content):
            return replace(block, content=_inlines(content, n))
        case ItemList():
            return _items(block, n)
        case Table():
            return _table(block, n)
        case Chart(title=title, labels=labels):
            shown = tuple(tuple(_text(label, n) for label in row) for row in labels)
            return replace(block, title=_text(title, n), labels=shown)
        case _:
            return block


def _items(block: ItemList, n: int) -> ItemList:
    return replace(
        block,
        items=tuple(
            replace(
                item,
                content=_inlines(item.content, n),
                children=_items(item.children, n) if item.children is not None else None,
            )
            for item in block.items
        ),
    )


def _table(block: Table, n: int) -> Table:
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(
                    cell,
                    content=_inlines(cell.content, n),
                    blocks=tuple(_block(inner, n) for inner in cell.blocks),
                )
                for cell in row.cells
            ),
        )
        for row in block.rows
    )
    return replace(block, rows=rows, caption=_text(block.caption, n), note=_inlines(block.note, n))


# ---------------------------------------------------------------- one edited paragraph


def editable(document: Document) -> Iterator[Section]:
    """The sections in which a paragraph can be edited."""
    for section in document.sections:
        if any(isinstance(block, Paragraph) for block in section.blocks):
            yield section


def edited(section: Section, n: int) -> Section:
    """``section`` as it is after the ``n``-th edit of the paragraph in its middle."""
    places = [place for place, block in enumerate(section.blocks) if isinstance(block, Paragraph)]
    place = places[len(places) // 2]
    block = section.blocks[place]
    new = replace(block, content=(*block.content, Text(f" Kalimat ini ditambahkan pada suntingan ke-{n}.")))
    return replace(section, blocks=(*section.blocks[:place], new, *section.blocks[place + 1 :]))
