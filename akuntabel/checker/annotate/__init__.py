"""A copy of a report with each finding written at its very place, as a reviewer would write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from akuntabel.checker.annotate.voice import Voice
from akuntabel.checker.blocks import Place, Source
from akuntabel.checker.findings import Finding
from akuntabel.checker.output import place_words, unchanged

__all__ = ["annotate"]


def annotate(
    path: Path,
    source: Source,
    findings: Sequence[Finding],
    out: Path,
    *,
    say: Callable[[Finding], str],
    where: Callable[[Place], str] | None = None,
    translate: Callable[[str], str] = unchanged,
    date: dt.datetime | None = None,
) -> Path:
    """Write the annotated copy of the report at ``path``, read as ``source``, and say where it is.

    A DOCX gets comments, a PDF highlights with notes; anything else, and a PDF whose protection a
    copy would lose, becomes a page that shows findings and text side by side. ``out`` is the file
    to write (with another ending when it becomes a page) or a folder. ``date`` stands on the
    comments; without it the document's own last change does, so that the same report and findings
    give the same file.
    """
    voice = Voice(say, where or partial(place_words, translate=translate), translate)
    made = _made(path.read_bytes(), source, findings, voice, date)
    target = _target(path, out, page=made is None)
    if target.resolve() == path.resolve():
        raise ValueError(f"{target} is the report itself")
    target.write_bytes(made if made is not None else _page(source, findings, voice))
    return target


def _made(
    data: bytes, source: Source, findings: Sequence[Finding], voice: Voice, date: dt.datetime | None
) -> bytes | None:
    """The annotated copy in the kind of the report, or None where there can be none."""
    match source.kind:
        case "docx":
            from akuntabel.checker.annotate.docx import annotate_docx

            return annotate_docx(data, source, findings, voice, date)
        case "pdf":
            from akuntabel.checker.annotate.pdf import annotate_pdf

            return annotate_pdf(data, source, findings, voice, date)
        case _:
            return None


def _page(source: Source, findings: Sequence[Finding], voice: Voice) -> bytes:
    from akuntabel.checker.check import Report
    from akuntabel.checker.page import render_page

    report = Report(source.file, source, tuple(findings))
    page = render_page([report], say=voice.say, where=voice.where, translate=voice.translate)
    return page.encode("utf-8")


def _target(path: Path, out: Path, *, page: bool) -> Path:
    """The file to write: in the folder ``out`` named after the report, else ``out`` itself."""
    if out.is_dir():
        return out / (f"{path.name}.html" if page else f"{path.stem}-diperiksa{path.suffix}")
    return out.with_suffix(".html") if page else out
