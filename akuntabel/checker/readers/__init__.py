"""Readers: a file becomes a :class:`~akuntabel.checker.blocks.Source`, or is refused in one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from akuntabel.checker.blocks import Source
from akuntabel.checker.readers.limits import (
    EMPTY,
    FOLDER,
    MEGA,
    MISSING,
    TOO_BIG,
    UNREADABLE,
    CannotRead,
    Clock,
    Limits,
)
from akuntabel.checker.readers.sniff import kind_of, mismatch

__all__ = ["CannotRead", "Limits", "read"]


def read(path: Path, *, limits: Limits = Limits()) -> Source:  # noqa: B008 - immutable
    """The report in the file at ``path``; :class:`CannotRead` says why there is none.

    The kind is told by content. Each reader is imported only when its kind comes, so that
    checking a text file does not wait for a PDF library.
    """
    clock = Clock(limits.seconds)
    data = _bytes_of(path, limits)
    extension = path.suffix.lstrip(".").lower()
    kind = kind_of(data, extension)
    source = _read(data, str(path), kind, limits, clock)
    notes = mismatch(kind, extension)
    return replace(source, notes=notes + source.notes) if notes else source


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise CannotRead(FOLDER, file=path.name or str(path))
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise CannotRead(TOO_BIG, size=-(-size // MEGA), limit=limits.max_bytes // MEGA)
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except FileNotFoundError:
        raise CannotRead(MISSING, file=path.name) from None
    except (OSError, ValueError):
        raise CannotRead(UNREADABLE, file=path.name) from None
    if len(data) > limits.max_bytes:
        raise CannotRead(TOO_BIG, size=-(-len(data) // MEGA), limit=limits.max_bytes // MEGA)
    if not data.strip():
        raise CannotRead(EMPTY)
    return data


def _read(data: bytes, file: str, kind: str, limits: Limits, clock: Clock) -> Source:
    match kind:
        case "docx":
            from akuntabel.checker.readers.docx import read_docx

            return read_docx(data, file, limits=limits, clock=clock)
        case "xlsx":
            from akuntabel.checker.readers.xlsx import read_xlsx

            return read_xlsx(data, file, limits=limits, clock=clock)
        case "pdf":
            from akuntabel.checker.readers.pdf import read_pdf

            return read_pdf(data, file, limits=limits, clock=clock)
        case _:
            from akuntabel.checker.readers.text import read_text

            return read_text(data, file, kind=kind, limits=limits, clock=clock)
