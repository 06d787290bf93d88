"""What is wrong in the office's texts: figures that do not exist, and numbers typed against the data.

A numeral typed by hand is allowed and shown (note). It is an error only where it says what a figure
says and says it differently: right after "realisasi", "target" or "capaian" in the text of an
objective, or of the indicator whose code the sentence names, with the unit of the indicator; after
"rata-rata"; after "pagu" or "realisasi anggaran", in the text of an objective only where the amount is
near to the year's and no part of the budget is named.
A sentence about another year, part of a year, a plan, a change or a condition is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from django.utils.translation import gettext as _

from akuntabel.checker.claims.numbers import Fit, fit
from akuntabel.core.folding import fold
from akuntabel.measuring.selectors import MeasuredIndicator
from akuntabel.reporting.book import YearBook
from akuntabel.reporting.figures import Figure
from akuntabel.reporting.markdown import cited_in, stray_braces
from akuntabel.reporting.models import Narrative
from akuntabel.reporting.writing.named import codes_in, is_code, without_codes
from akuntabel.reporting.writing.numerals import CITED, Numeral, typed_numerals

ERROR, WARNING, NOTE = "error", "warning", "note"
OBJECTIVE = "objective."
SHOWN = 3  # figures that a sentence names
_ELSEWHEN = ("comparison_past", "comparison_plan", "comparison_benchmark")  # about other years and offices
_FAR = 60  # characters between a cue and its number; what is further away belongs to another clause
_CUE = re.compile(
    r"\b(realisasi(?:nya)?|terealisasi|target(?:nya)?|capaian(?:nya)?|tercapai)\b", re.IGNORECASE
)
_ROLES = {
    "reali": "actual",
    "terea": "actual",
    "targe": "target",
    "capai": "achievement",
    "terca": "achievement",
}
_MEAN = re.compile(r"\brata-rata (?:\w+ )?capaian\b|\bcapaian rata-rata\b", re.IGNORECASE)
_CEILING = re.compile(r"\b(?:pagu|jumlah anggaran|total anggaran)\b", re.IGNORECASE)
_SPENT = re.compile(
    r"\b(?:realisasi anggaran|penyerapan(?: anggaran)?|terserap|terealisasi)\b", re.IGNORECASE
)
_LOOSE = re.compile(
    r"\b(?:tahun (?:lalu|sebelumnya|depan|berikutnya)|sebelumnya|semula|awalnya|nasional|provinsi|menengah|renstra"
    r"|rencana strategis|triwulan|semester|bulan|bulanan|misal\w*|apabila|jika|bila|seandainya|andai\w*|tanpa"
    r"|minimal|maksimal|paling|lebih|kurang|sekitar|hampir|kira-kira|proyeksi|perkiraan|diperkirakan|tambahan"
    r"|selisih|naik|turun|meningkat|menurun|kenaikan|penurunan|peningkatan|sisa|dibatasi|median|masing-masing"
    r"|setiap|tiap|per|antara|sampai|hingga)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART = re.compile(  # parts of the budget; an objective's text speaks of these
    r"\b(?:program|kegiatan|sub ?kegiatan|kro|ro|akun|komponen|belanja|hibah|apbn|apbd|sumber|sasaran|indikator"
    r"|untuk|bagi|ini|tersebut|berupa)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:sasaran|rata-rata|semua|seluruh|seluruhnya|gabungan)\b", re.IGNORECASE)
_NEAR = 2  # an amount further than so many times from the year's is another amount


@dataclass(frozen=True)
class TextProblem:
    """Something about a narrative: ``section`` and ``kind`` name it, ``severity`` is error, warning or note.

    ``stated`` is what stands there.
    """

    section: str
    kind: str
    severity: str
    sentence: str
    stated: str = ""


def text_problems(book: YearBook) -> list[TextProblem]:
    """What is wrong in the narratives of ``book``'s office and year, by their order in the database."""
    rows = Narrative.objects.filter(office=book.measured.office, year=book.measured.year)
    return [
        problem
        for row in rows.order_by("section", "kind")
        for problem in problems_of(book, row.section, row.kind, row.text)
    ]


def problems_of(book: YearBook, section: str, kind: str, text: str) -> list[TextProblem]:
    """What is wrong in ``text``, written or about to be, as the narrative ``section`` of ``kind``."""
    found = [*_unknown(book, section, kind, text)]
    plain: list[str] = []
    codes = _codes(book)
    for numeral in typed_numerals(text):
        if is_code(numeral.before, numeral.text, codes):
            continue
        against = [] if kind in _ELSEWHEN else _against(book, section, numeral)
        if against:
            found.append(_contradiction(section, kind, numeral, against))
        else:
            plain.append(numeral.text)
    if plain:
        found.append(_typed(section, kind, plain))
    return found


# ---------------------------------------------------------------- what is cited


def _unknown(book: YearBook, section: str, kind: str, text: str) -> Iterator[TextProblem]:
    for key in dict.fromkeys(cited_in(text)):
        if key in book or key in book.terms:
            continue
        near = get_close_matches(key, [*book, *book.terms], n=1, cutoff=0.75)
        sentence = _("Angka {{{key}}} tidak dikenal; laporan tidak dapat dibuat selama masih dikutip.")
        hint = " " + _("Maksudnya {{{near}}}?").format(near=near[0]) if near else ""
        yield TextProblem(section, kind, ERROR, sentence.format(key=key) + hint, f"{{{key}}}")
    for brace in dict.fromkeys(stray_braces(text)):
        sentence = _("“{brace}” tidak terbaca sebagai angka dan akan tercetak begitu saja.").format(
            brace=brace
        )
        yield TextProblem(section, kind, WARNING, sentence, brace)


# ---------------------------------------------------------------- what is typed


def _typed(section: str, kind: str, numerals: Iterable[str]) -> TextProblem:
    listed = ", ".join(f"“{numeral}”" for numeral in dict.fromkeys(numerals))
    sentence = _("Diketik tangan: {listed}. Bila angka itu ada dalam data, sisipkan dari daftar angka.")
    return TextProblem(section, kind, NOTE, sentence.format(listed=listed), listed)


def _contradiction(section: str, kind: str, numeral: Numeral, figures: list[Figure]) -> TextProblem:
    shown = list(dict.fromkeys(figure.text for figure in figures))[:SHOWN]
    sentence = _("“{typed}” diketik tangan, padahal datanya {data}. Sisipkan angkanya dari daftar angka.")
    said = sentence.format(typed=numeral.text, data=_(" atau ").join(shown))
    return TextProblem(section, kind, ERROR, said, numeral.text)


def _against(book: YearBook, section: str, numeral: Numeral) -> list[Figure]:
    """The figures that ``numeral`` contradicts: it says what they say, and none of them says so."""
    if _is_loose(numeral.sentence, book.measured.year):
        return []
    if section.startswith(OBJECTIVE) and numeral.number.money:
        figures, others = _of_year(book, numeral)
    elif named := codes_in(numeral.sentence, _codes(book)):
        figures, others = _of_named(book, named, numeral)
    elif section.startswith(OBJECTIVE):
        figures, others = _of_objective(book, section.removeprefix(OBJECTIVE), numeral)
    else:
        figures, others = _of_office(book, numeral)
    numbers = [figure.number for figure in (*figures, *others) if figure.number is not None]
    if not figures or not numbers or any(fit(numeral.number, number) is not Fit.NO for number in numbers):
        return []
    return figures


def _is_loose(sentence: str, year: int) -> bool:
    other = any(int(found) != year for found in _YEAR.findall(sentence))
    return other or _LOOSE.search(sentence) is not None


Found = tuple[list[Figure], list[Figure]]  # what the words speak of; what they may mean as well


def _of_objective(book: YearBook, code: str, numeral: Numeral) -> Found:
    role = _role(numeral.before)
    items = [item for item in book.measured.indicators if item.objective.code == code]
    return _of_items(book, items, role, numeral)


def _of_named(book: YearBook, codes: list[str], numeral: Numeral) -> Found:
    """What the data says of the indicators that the sentence names; a share said to be realised is an achievement."""
    before = without_codes(numeral.before, _codes(book))
    role = _role(before)
    if not role or _WHOLE.search(before[-_FAR:]):
        return [], []
    items = [item for item in book.measured.indicators if item.code in codes]
    in_unit = any(_in_unit(item, numeral) for item in items)
    if role == "actual" and numeral.number.percent and not in_unit:
        role = "achievement"
    elif role == "achievement" and not numeral.number.percent and in_unit:
        role = "actual"
    return _of_items(book, items, role, numeral)


def _of_items(book: YearBook, items: Iterable[MeasuredIndicator], role: str, numeral: Numeral) -> Found:
    items = [item for item in items if role == "achievement" or _in_unit(item, numeral)]
    if not role or not items or (role == "achievement" and not numeral.number.percent):
        return [], []
    figures = _figures(book, items, (role,))
    also = {
        "actual": ("numerator", "denominator", "considered"),
        "target": ("planned",),
        "achievement": ("actual",),
    }[role]
    others = _figures(book, items, also)
    for item in items:
        others += _starting(book, f"plan_end.{item.code}.", f"national.{item.code}.")
    if role != "achievement":
        others += _sum(figures)
    if any(figure.number is None for figure in figures):
        return [], []  # what is not known yet contradicts nothing
    return figures, others


def _of_office(book: YearBook, numeral: Numeral) -> Found:
    near = numeral.before[-_FAR:].rpartition(CITED)[2]
    if _MEAN.search(near) and numeral.number.percent:
        return _known(book, "average.headline"), _starting(book, "average.", "indicator.")
    if _CEILING.search(near) and numeral.number.money:
        return _known(book, "budget.ceiling"), _starting(book, "budget.")
    if _SPENT.search(near) and (numeral.number.money or numeral.number.percent):
        key = "budget.realised" if numeral.number.money else "budget.absorption"
        return _known(book, key), _starting(book, "budget.", "indicator.")
    return [], []


def _of_year(book: YearBook, numeral: Numeral) -> Found:
    """The year's money in the text of an objective: said of the whole, and near enough to be meant so."""
    if _PART.search(numeral.sentence):
        return [], []
    figures, others = _of_office(book, numeral)
    amounts = [figure.number for figure in figures if figure.number]
    if any(amount / _NEAR <= numeral.number.value <= amount * _NEAR for amount in amounts):
        return figures, others
    return [], []


def _codes(book: YearBook) -> list[str]:
    return [item.code for item in book.measured.indicators]


def _role(before: str) -> str:
    """What the number behind ``before`` is said to be: actual, target, achievement, or "" for neither."""
    near = before[-_FAR:].rpartition(CITED)[2]
    cues = list(_CUE.finditer(near))
    if not cues or any(letter.isdigit() for letter in near[cues[-1].end() :]):
        return ""
    return _ROLES[cues[-1][0][:5].lower()]


def _in_unit(item: MeasuredIndicator, numeral: Numeral) -> bool:
    """Whether ``numeral`` has the unit of ``item``, short or in full: "keg" and "kegiatan"."""
    unit, typed = fold(item.indicator.unit), fold(numeral.unit)
    if item.indicator.unit == "%" or numeral.number.unit:
        return item.indicator.unit == numeral.number.unit
    return bool(unit and typed) and (typed.startswith(unit) or unit.startswith(typed))


def _figures(book: YearBook, items: Iterable[MeasuredIndicator], parts: Iterable[str]) -> list[Figure]:
    keys = [f"indicator.{item.code}.{part}" for item in items for part in parts]
    return [book[key] for key in keys if key in book]


def _known(book: YearBook, key: str) -> list[Figure]:
    return [book[key]] if key in book and book[key].number is not None else []


def _starting(book: YearBook, *beginnings: str) -> list[Figure]:
    return [figure for key, figure in book.items() if key.startswith(beginnings)]


def _sum(figures: list[Figure]) -> list[Figure]:
    """The sum over the indicators of an objective, which a text may state too."""
    if len(figures) < 2 or any(figure.number is None for figure in figures):
        return []
    total = sum((figure.number or Decimal(0) for figure in figures), Decimal(0))
    return [Figure("", "", total, "", "")]
