"""The Typst project of a document: one template, one data file per section, one compiler."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import typst

from akuntabel.documents.pdf.errors import PdfError
from akuntabel.documents.pdf.fonts import check, fonts
from akuntabel.documents.tree import Document

TEMPLATES = ("template.typ", "tables.typ", "words.typ")
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


class Press:
    """A folder with the template and the data of a document, and a compiler that stays warm."""

    def __init__(self, document: Document, data: dict[str, Any]) -> None:
        check(fonts(), document.style.text_font, document.style.table_font)
        self._folder = tempfile.TemporaryDirectory(prefix="akuntabel-pdf-")
        self.root = Path(self._folder.name)
        moment = document.moment if document.moment.tzinfo else document.moment.replace(tzinfo=dt.UTC)
        self.moment = moment.astimezone(dt.UTC).replace(microsecond=0)
        for name in TEMPLATES:
            self.root.joinpath(name).write_bytes(Path(__file__).with_name(name).read_bytes())
        self.write("document.json", data | {"moment": list(self.moment.timetuple()[:6])})
        self._compilers: dict[str, typst.Compiler] = {}

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def write(self, name: str, data: Any) -> None:
        """Lay a data file into the folder."""
        self.root.joinpath(name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def main(self, name: str, lines: Iterable[str]) -> None:
        """Write a file that can be compiled."""
        head = ('#import "template.typ": *', "#show: report")
        self.root.joinpath(name).write_text("\n".join((*head, *lines, "")), encoding="utf-8")

    def pdf(self, name: str) -> bytes:
        """The PDF of a file."""
        data = self._compile(
            lambda compiler: compiler.compile_with_warnings(
                format="pdf", pdf_standards=STANDARDS, timestamp=self.moment
            ),
            name,
        )
        return data[0]

    def svg(self, name: str) -> list[bytes]:
        """The pages of a file as pictures."""
        return self._compile(lambda compiler: compiler.compile_with_warnings(format="svg"), name)

    def query(self, name: str, label: str) -> Any:
        """The value of the metadata with ``label`` in a file."""
        try:
            return json.loads(self._compiler(name).query(f"<{label}>", field="value", one=True))
        except typst.TypstError as error:
            raise PdfError(_story(error)) from error

    def _compile(self, deed: Callable[[typst.Compiler], Any], name: str) -> list[bytes]:
        try:
            result, warnings = deed(self._compiler(name))
        except typst.TypstError as error:
            raise PdfError(_story(error)) from error
        if warnings:
            raise PdfError("; ".join(warning.message for warning in warnings))
        return _pages(result)

    def _compiler(self, name: str) -> typst.Compiler:
        if name not in self._compilers:
            self._compilers[name] = typst.Compiler(
                self.root / name, root=self.root, font_paths=fonts(), ignore_system_fonts=True
            )
        return self._compilers[name]


def _pages(result: bytes | Sequence[bytes] | None) -> list[bytes]:
    if result is None:
        raise PdfError("nothing was printed")
    return [result] if isinstance(result, bytes) else list(result)


def _story(error: typst.TypstError) -> str:
    """What Typst said, where, and its hints."""
    return "\n".join(part for part in (error.message, *error.hints, error.diagnostic) if part)
