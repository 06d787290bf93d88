"""The result as a table in the terminal and as docs/bench.md."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from bench.contests import Contest
from bench.timing import Contestant

HEAD = ("who", "min", "median", "max", "× ours", "what came out")


@dataclass
class Result:
    """All contests on one document."""

    title: str
    census: dict[str, int]
    pages: int
    contests: list[Contest]

    @property
    def size(self) -> str:
        """The document in one line."""
        counts = ", ".join(f"{count} {what}" for what, count in self.census.items())
        return f"{self.pages} pages, {counts} cells".replace(" merged,", " merged cells,").removesuffix(
            " cells"
        )


def goals(results: list[Result]) -> list[str]:
    """One line for each goal on each document."""
    return [_goal(result, contest) for result in results for contest in result.contests]


def _goal(result: Result, contest: Contest) -> str:
    aim = f"{result.title}, {contest.title[0].lower()}{contest.title[1:]}: at least {contest.goal:g}×"
    if contest.reached is None:
        return f"{aim}: not measured (no {contest.rival})"
    word = "reached" if contest.reached >= contest.goal else "MISSED"
    return f"{aim}: {word}, {contest.reached:.1f}×"


def terminal(results: list[Result]) -> str:
    """The tables for the terminal."""
    lines: list[str] = []
    for result in results:
        lines += ["", f"{result.title}: {result.size}"]
        for contest in result.contests:
            lines += ["", f"  {_title(contest)}"]
            rows = [HEAD, *(_row(contest, one) for one in contest.contestants)]
            widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
            for row in rows:
                cells = [row[0].ljust(widths[0]), *(row[n].rjust(widths[n]) for n in range(1, 5)), row[5]]
                lines.append("    " + "  ".join(cells).rstrip())
    return "\n".join([*lines, "", "Goals", *(f"  {line}" for line in goals(results))])


def writing_rows(times: dict[str, list[float]]) -> list[tuple[str, ...]]:
    """Median and 95th percentile of each job of writing."""
    rows = []
    for name, spent in times.items():
        ranked = sorted(spent)
        late = ranked[min(len(ranked) - 1, -(-len(ranked) * 95 // 100) - 1)]
        rows.append((name, _time(statistics.median(ranked)), _time(late)))
    return rows


def markdown(
    results: list[Result],
    about: dict[str, str],
    skipped: list[str],
    rounds: tuple[int, int, int],
    written: list[tuple[str, ...]],
) -> str:
    """The page docs/bench.md."""
    lines = [
        "# Measurements",
        "",
        "One run of `bench/run --write docs/bench.md` (`make bench` prints the same table). Times depend on the",
        "machine and on what else it does; the ratios say more.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {what} | {value} |" for what, value in about.items()),
        "",
        *(f"{reason}.\n" for reason in skipped),
        "## Goals",
        "",
        *(f"- {line}" for line in goals(results)),
        "",
    ]
    for result in results:
        lines += [f"## {result.title}", "", f"{result.size}.", ""]
        for contest in result.contests:
            lines += [f"### {_title(contest)}", "", f"|{'|'.join(HEAD)}|", "|---|--:|--:|--:|--:|---|"]
            lines += [f"|{'|'.join(_row(contest, one))}|" for one in contest.contestants]
            lines.append("")
    lines += ["## Writing the Paser 2024 report in the browser", ""]
    lines += ["|what|p50|p95|", "|---|--:|--:|", *(f"|{'|'.join(row)}|" for row in written), ""]
    lines.append(_METHOD.format(docx=rounds[0], paper=rounds[1], writing=rounds[2]))
    return "\n".join(lines)


def _title(contest: Contest) -> str:
    return f"{contest.title} (goal {contest.goal:g}× against {contest.rival})"


def _row(contest: Contest, one: Contestant) -> tuple[str, ...]:
    times = (min(one.times), one.median, max(one.times))
    made = contest.made.get(one.name, "")
    return (one.name, *(_time(spent) for spent in times), f"{contest.ratio(one):.1f}", made)


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


_METHOD = """## How it is measured

- All contestants of a table take part in every round, one after the other, in one run ({docx} rounds for DOCX,
  {paper} for preview and PDF, after one round that warms up and does not count). "× ours" is the ratio of medians
  against the first row of the table.
- In every round every paragraph, item, cell, caption and chart has another text (a digit is turned on), so that
  nobody can answer from memory. All contestants of a round get the same text.
- **DOCX** is measured inside one process, from the document tree to the bytes of the file.
- **PDF** in a fresh process is measured from starting the process to the finished file: interpreter, imports,
  fonts, reading the tree, PDF/A-2a with PDF/UA-1. The warm row is `render_pdf` alone in a process that has printed
  before, with every text changed.
- **LibreOffice** is `soffice --headless --convert-to pdf` on our DOCX, a fresh process each time, as its users do;
  its profile exists already. Writing that DOCX first is not counted. WeasyPrint runs in a fresh Python process.
- **Preview** is `Preview.update` in an open preview: one sentence is added to the paragraph in the middle of the
  chapter, and the pages around it come back as SVG: of a long chapter the stretch between two of its headings, two
  pages or more, and of any other the whole. The rest of the stretch may be, and is, remembered: that is what the
  preview is for. The first edit of a chapter after opening is given beside it. The chapter whose edit takes longest
  decides the goal. It has rounds of its own with LibreOffice, since a program that shows previews prints in another
  process.
- **Writing** is a request to the whole app in one process ({writing} rounds, another text in each): session, rights,
  measuring the year anew, the page. A preview is asked for 300 ms after the last key; that wait is not counted.
  **Sealing** is the whole deed ({paper} rounds, another text in each): every check, the changes against the edition
  before, the four files printed by a fresh process and kept on the disk. **Verifying** prints them once more. The rows of
  **100,000 records** are whole pages over Paser 2024 with as many made-up records beside its own ({paper} rounds).

## What is not like for like

- python-docx: same headings, runs, lists, rows, cells, merges and alignment of cells. Left out on its side, and done
  on ours: charts (ours are native, with workbooks), filled lists of contents, bookmarks, links, running heads, page
  numbers, rules and shades of cells. "Usual" asks for each cell by `table.cell`, as the documentation shows; "careful"
  takes the cells of each row once and spares the quadratic search.
- docxtpl: the template is written beforehand and not counted. Headings and table heads stand in the template; no
  charts, no bold or italic runs, no joined cells in table bodies (except those as wide as the table), one level of
  lists, no lists of contents.
- LibreOffice's plain PDF has no tags and is no archive format; the row "PDF/A-2 and UA" asks it for PDF/A-2b, tags
  and PDF/UA, the nearest it offers to our file. It has other fonts than ours (those that the machine has in place of
  Bookman Old Style and Arial), so its pages break elsewhere.
- WeasyPrint prints a plain PDF without tags from our web page, which has no lists of contents with page numbers and no
  running heads: less to do than ours.
- Against an edit, LibreOffice has to convert the whole document; the preview draws one chapter or a stretch of it,
  which begins at the head of a page, wherever it may begin in print.
"""
