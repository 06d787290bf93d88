"""Runs all measurements: ``bench/run [--write docs/bench.md]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from akuntabel.documents.pdf import render_pdf
from bench.contests import Tools, docx_contest, edit_contest, print_contest
from bench.documents import VARIANTS, census, crowded, paser, sealing, writing
from bench.machine import has_soffice, has_weasyprint, load, machine
from bench.made import made
from bench.report import Result, markdown, terminal, writing_rows


def main() -> None:
    options = _options()
    skipped = [reason for reason in (has_soffice(), has_weasyprint()) if reason]
    tools = Tools(soffice=not has_soffice(), weasyprint=not has_weasyprint())
    for reason in skipped:
        print(f"bench: {reason}")
    about = machine() | {"Load before (1 / 5 minutes)": load()}
    results = []
    with tempfile.TemporaryDirectory(prefix="akuntabel-bench-") as name:
        folder = Path(name)
        for key, title, document in (
            ("paser", "Paser 2024 report", paser(folder)),
            ("made", "Made-up report", made()),
        ):
            _tell(f"{title}: DOCX, {options.rounds_docx} rounds")
            contests = [docx_contest(document, options.rounds_docx)]
            _tell(f"{title}: preview and PDF, {options.rounds} rounds")
            contests.append(edit_contest(document, folder / f"{key}-edit", tools, options.rounds))
            contests.append(print_contest(document, folder / key, tools, options.rounds))
            pages = render_pdf(document).page_count
            results.append(Result(title, census(document), pages, contests))
        _tell(f"Writing the report, {options.rounds_writing} rounds")
        times = writing(folder, options.rounds_writing)
        _tell(f"Sealing the report and a crowded year, {options.rounds} rounds")
        written = writing_rows(times | sealing(folder, options.rounds) | crowded(folder, options.rounds))
    about["Load after (1 / 5 minutes)"] = load()
    print("\n".join(f"{what}: {value}" for what, value in about.items()))
    print(terminal(results))
    print("\n".join(["", "Writing the Paser 2024 report", *("    " + "  ".join(row) for row in written)]))
    if options.write:
        rounds = (options.rounds_docx, options.rounds, options.rounds_writing)
        page = markdown(results, about, skipped, rounds, written)
        options.write.write_text(page, encoding="utf-8")
        print(f"\nwritten: {options.write}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description="Measure against the usual tools.")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the result as Markdown")
    parser.add_argument("--rounds", type=_rounds, default=7, help="rounds for preview and PDF (default 7)")
    parser.add_argument("--rounds-writing", type=int, default=40, help="rounds for writing (default 40)")
    parser.add_argument("--rounds-docx", type=_rounds, default=9, help="rounds for DOCX (default 9)")
    return parser.parse_args()


def _rounds(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) < VARIANTS:
        raise argparse.ArgumentTypeError(f"must be 1 to {VARIANTS - 1}")
    return int(text)


def _tell(sentence: str) -> None:
    print(f"bench: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
