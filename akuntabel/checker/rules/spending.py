"""What was spent of what: sentences, their unnamed bases, and the same programmes in two tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Final

from akuntabel.checker.blocks import Place
from akuntabel.checker.claims import Claims
from akuntabel.checker.claims.money import Amount, Spending
from akuntabel.checker.claims.numbers import HUNDRED, Fit, Number, fit, show
from akuntabel.checker.claims.rows import TableClaim, ValueRow
from akuntabel.checker.findings import Finding, Kind, Words
from akuntabel.checker.rules.common import ERROR, NOTE, WARNING, finding, where
from akuntabel.core.errors import gettext_noop

SHARE: Final = gettext_noop("{spent} dari {base} adalah {expected}, bukan {stated}.")
REMAINDER: Final = gettext_noop("{base} dikurangi {spent} adalah {expected}, bukan {stated}.")
HIDDEN_BASE: Final = gettext_noop(
    "{stated} tidak menyebut pagu yang menjadi dasarnya. Cocok dengan {base} ({places}); "
    "terhadap {other} yang disebut di baris {line} hasilnya {expected}."
)
HIDDEN_BASE_ONLY: Final = gettext_noop(
    "{stated} tidak menyebut pagu yang menjadi dasarnya. Cocok dengan {base} ({places})."
)
NO_BASE: Final = gettext_noop(
    "{stated} tidak cocok dengan satu pun pagu dalam laporan ini; sebutkan dasarnya ({base} memberi {expected})."
)
UNDECIDED: Final = gettext_noop(
    "Realisasi {stated} disebut tanpa dasar: terhadap {sum} yang disebut di sini hasilnya {expected}, "
    "sedangkan {places} menyebut {share}."
)
BOOKED: Final = gettext_noop(
    "{first} disebut di sini, tetapi yang dibukukan {stated}; selisih {expected} tidak dijelaskan."
)
SWAPPED: Final = gettext_noop(
    "{subject} di sini {stated} ({share} dari tabelnya), di baris {line} {expected} ({other_share}). "
    "Mungkin dua program tertukar."
)
TOTALS: Final = gettext_noop(
    "Program yang sama berjumlah {stated} di sini dan {expected} di {places}; sebutkan revisi DIPA mana yang dipakai."
)
NAMES: Final = gettext_noop("“{stated}” di sini, “{expected}” di baris {line}; pakai satu nama program.")
PROGRAMME_ORDER: Final = gettext_noop("Urutan program di sini lain daripada di baris {line}.")
FORMAT: Final = gettext_noop(
    "Rupiah tercetak dengan ,00 ({stated}) dan tanpa ,00 ({expected}); pakai satu bentuk."
)
ONLY_TOTAL: Final = gettext_noop(
    "Realisasi hanya disebut sebagai satu jumlah; uraikan per program, sumber dana, atau sasaran."
)
_NEAR = 3  # paragraphs before a percentage in which its base may stand
_SHIFT = 50  # points by which a programme's share may not move between two tables


def stated_spending(claims: Claims) -> Iterable[Finding]:
    """A sentence says what share was spent, and the share is not that of the budget it names."""
    for spending in claims.spendings:
        if spending.base is not None and spending.base.value > 0:
            yield from _against_base(spending, spending.base)
        elif spending.share is not None:
            yield from _without_base(claims, spending, spending.share)
        elif spending.bases >= 2:
            yield from _undecided(claims, spending)


def _against_base(spending: Spending, base: Number) -> Iterable[Finding]:
    params = {"spent": spending.spent.text, "base": base.text}
    if spending.share is not None:
        exact = spending.spent.value / base.value * HUNDRED
        if fit(spending.share, exact) is Fit.NO:
            yield finding(
                Kind.PERCENTAGE, ERROR, spending.place, subject=spending.text, stated=spending.share.text,
                expected=f"{show(exact)}%", message=SHARE, params=params,
            )  # fmt: skip
    if (
        spending.remainder is not None
        and abs(base.value - spending.spent.value - spending.remainder.value) > 1
    ):
        yield finding(
            Kind.SUM, ERROR, spending.place, subject=spending.text, stated=spending.remainder.text,
            expected="Rp" + show(base.value - spending.spent.value), message=REMAINDER, params=params,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Base:
    value: Decimal
    text: str
    places: tuple[Place, ...]
    near: bool


def _bases(claims: Claims, spending: Spending) -> list[_Base]:
    """Every amount that could be the base: those in sentences, those in tables, and sums of two near ones."""
    line = spending.place.line
    found = [
        _Base(a.number.value, a.number.text, (a.place,), 0 <= line - a.place.line <= 12 and _is_budget(a))
        for a in claims.amounts
        if a.number.value > spending.spent.value
    ]
    for table in claims.tables:
        for row in table.rows:
            for number in row.numbers:
                if number.money or number.value > 10**6:
                    found.append(_Base(number.value, number.text, (number.place,), False))
    near = {a.number.value: a for a in claims.amounts if 0 <= line - a.place.line <= 12 and _is_budget(a)}
    for first, second in combinations(near.values(), 2):
        total = first.number.value + second.number.value
        found.append(_Base(total, "Rp" + show(total), (first.place, second.place), False))
    return found


def _is_budget(amount: Amount) -> bool:
    return re.search(r"realisasi|terserap|sisa", amount.words, re.I) is None


def _without_base(claims: Claims, spending: Spending, share: Number) -> Iterable[Finding]:
    bases = _bases(claims, spending)
    right = [
        b for b in bases if b.value and fit(share, spending.spent.value / b.value * HUNDRED) is not Fit.NO
    ]
    if any(base.near for base in right):
        return
    budgets = _named_together(claims)
    if right:
        best = right[0]
        same = [b for b in right if b.value == best.value]
        params: dict[str, object] = {"base": best.text, "places": where(p for b in same for p in b.places)}
        message, expected = HIDDEN_BASE_ONLY, best.text
        if budgets is not None and budgets[0] != best.value:
            message, expected = HIDDEN_BASE, f"{show(spending.spent.value / budgets[0] * HUNDRED)}%"
            params |= {"other": "Rp" + show(budgets[0]), "line": budgets[1].line}
        yield finding(
            Kind.PERCENTAGE, WARNING, spending.place, subject=spending.text, stated=share.text, expected=expected,
            message=message, params=params, others=[p for b in same for p in b.places],
        )  # fmt: skip
        return
    near = [base for base in bases if base.near]
    if near:
        base = near[-1]
        yield finding(
            Kind.PERCENTAGE, ERROR if len(near) == 1 else WARNING, spending.place, subject=spending.text, stated=share.text,
            expected=f"{show(spending.spent.value / base.value * HUNDRED)}%", message=NO_BASE, params={"base": base.text},
            others=base.places,
        )  # fmt: skip


def _named_together(claims: Claims) -> tuple[Decimal, Place] | None:
    """The budgets that one sentence names together, added up: what a reader takes for the base."""
    for flow in claims.flows:
        amounts = [a for a in claims.amounts if a.flow == flow.index and _is_budget(a)]
        if (
            len(amounts) == 2
            and re.search(r"alokasi|mendapat|pagu", flow.text, re.I)
            and "direvisi" not in flow.text
        ):
            return sum((a.number.value for a in amounts), Decimal(0)), amounts[0].place
    return None


def _undecided(claims: Claims, spending: Spending) -> Iterable[Finding]:
    elsewhere = [o for o in claims.spendings if o.share is not None and o.spent.value == spending.spent.value]
    amounts = [
        a.number.value for a in claims.amounts if a.place.line == spending.place.line and _is_budget(a)
    ]
    total = sum(amounts, Decimal(0))
    if not elsewhere or not total or elsewhere[0].share is None:
        return
    exact = spending.spent.value / total * HUNDRED
    if fit(elsewhere[0].share, exact) is Fit.NO:
        yield finding(
            Kind.PERCENTAGE, WARNING, spending.place, subject=spending.text, stated=spending.spent.text,
            expected=f"{show(exact)}%", message=UNDECIDED,
            params={"sum": "Rp" + show(total), "share": elsewhere[0].share.text,
            "places": where(o.place for o in elsewhere)},
            others=[o.place for o in elsewhere],
        )  # fmt: skip


_REST = re.compile(r"\bsisa(?:nya)?\b[^.]{0,60}$", re.I)


def stated_remainders(claims: Claims) -> Iterable[Finding]:
    """A sentence after the spending names a remainder that is not the budget less the spending."""
    for amount in claims.amounts:
        if not _REST.search(amount.words):
            continue
        known = [
            s
            for s in claims.spendings
            if s.base is not None and s.remainder is None and 0 <= amount.place.line - s.place.line <= 6
        ]
        if not known or known[-1].base is None:
            continue
        spent, base = known[-1].spent, known[-1].base
        exact = base.value - spent.value
        if abs(exact - amount.number.value) > 1 and exact > 0:
            yield finding(
                Kind.SUM, WARNING, amount.place, subject=amount.words, stated=amount.number.text,
                expected="Rp" + show(exact),
                message=REMAINDER, params={"spent": spent.text, "base": base.text}, others=[known[-1].place],
            )  # fmt: skip


def booked_amounts(claims: Claims) -> Iterable[Finding]:
    """An amount was granted and another was booked, and nobody says where the difference went."""
    for flow in claims.flows:
        amounts = [a for a in claims.amounts if a.flow == flow.index]
        for first, second in pairwise(amounts):
            if re.search(
                r"\b(?:direvisi|dibukukan|dicatat|masuk)\b.{0,20}\bdalam dipa\b|\bdirevisi\b",
                second.words,
                re.I,
            ):
                gap = first.number.value - second.number.value
                if gap > 0:
                    yield finding(
                        Kind.SUM, WARNING, second.place, subject=flow.text, stated=second.number.text,
                        expected="Rp" + show(abs(gap)), message=BOOKED, params={"first": first.number.text},
                    )  # fmt: skip


# ---------------------------------------------------------------- the same programmes twice


def _programme_tables(claims: Claims) -> list[tuple[TableClaim, list[ValueRow]]]:
    found = []
    for table in claims.tables:
        rows = [
            row for row in table.leaves if row.numbers and row.numbers[0].money and len(row.name.split()) >= 2
        ]
        if table.grid and 2 <= len(rows) <= 40 and len(rows) == len(table.leaves):
            found.append((table, rows))
    return found


def plain_name(name: str) -> str:
    """A programme's name without its number and the word "program"."""
    text = re.sub(r"[^\w]+", " ", name.lower())
    text = re.sub(r"^(?:\d{1,2}\s)?(?:program\s)?", "", text.strip())
    return " ".join(word for word in text.split() if word not in ("dan",))


def _match(row: ValueRow, rows: Sequence[ValueRow]) -> ValueRow | None:
    name = plain_name(row.name)
    return next((o for o in rows if SequenceMatcher(None, name, plain_name(o.name)).ratio() >= 0.9), None)


def same_programmes(claims: Claims) -> Iterable[Finding]:
    """Two tables give the same programmes other shares, other totals, another order or other names."""
    for (first, rows), (second, others) in combinations(_programme_tables(claims), 2):
        pairs = [(row, other) for row in rows if (other := _match(row, others)) is not None]
        if len(pairs) < 2 or len(pairs) != len(rows) or len(rows) != len(others):
            continue
        total = sum((row.numbers[0].value for row in rows), Decimal(0))
        other_total = sum((row.numbers[0].value for row in others), Decimal(0))
        yield from _shifted(pairs, total, other_total)
        yield from _totals(pairs, total, other_total, first, second)
        yield from _names_and_order(pairs, others)


def _shifted(
    pairs: Sequence[tuple[ValueRow, ValueRow]], total: Decimal, other_total: Decimal
) -> Iterable[Finding]:
    row, other = pairs[0]
    share = row.numbers[0].value / total * HUNDRED if total else Decimal(0)
    other_share = other.numbers[0].value / other_total * HUNDRED if other_total else Decimal(0)
    if abs(share - other_share) > _SHIFT:
        yield finding(
            Kind.MISMATCH, WARNING, row.place, subject=row.name, stated=row.numbers[0].text, expected=other.numbers[0].text,
            message=SWAPPED,
            params={"share": f"{show(share)}%", "other_share": f"{show(other_share)}%", "line": other.place.line},
            others=[p.place for pair in pairs for p in pair],
        )  # fmt: skip


def _totals(
    pairs: Sequence[tuple[ValueRow, ValueRow]],
    total: Decimal,
    other_total: Decimal,
    first: TableClaim,
    second: TableClaim,
) -> Iterable[Finding]:
    if total != other_total:
        yield finding(
            Kind.MISMATCH, WARNING, pairs[0][1].place, subject="Jumlah anggaran program", stated=pairs[0][1].numbers[0].text,
            expected="Rp" + show(total), message=TOTALS,
            params={"stated": "Rp" + show(other_total), "places": where([first.rows[0].place])},
            others=[row.place for row in (*first.rows, *second.rows)],
        )  # fmt: skip


def _names_and_order(
    pairs: Sequence[tuple[ValueRow, ValueRow]], others: Sequence[ValueRow]
) -> Iterable[Finding]:
    for row, other in pairs:
        names = [
            re.sub(r"^\s*\d+[.)]\s*|^program\s+", "", name.strip(), flags=re.I)
            for name in (row.name, other.name)
        ]
        if names[0].lower() != names[1].lower():
            yield finding(
                Kind.WORDING, NOTE, row.place, subject=row.name, stated=row.name, expected=other.name, message=NAMES,
                params={"line": other.place.line}, others=[other.place],
            )  # fmt: skip
    order = [others.index(other) for _, other in pairs]
    if order != sorted(order):
        yield finding(
            Kind.STRUCTURE, NOTE, pairs[0][0].place, subject="Urutan program", stated=pairs[0][0].name,
            expected=pairs[0][1].name, message=PROGRAMME_ORDER,
            params={"line": others[0].place.line}, others=[others[0].place],
        )  # fmt: skip


# ---------------------------------------------------------------- style and completeness


def money_format(claims: Claims) -> Iterable[Finding]:
    """Some amounts with ,00 and some without."""
    numbers = [a.number for a in claims.amounts] + [
        n for t in claims.tables for r in t.rows for n in r.numbers if n.money
    ]
    with_cents = [n for n in numbers if re.search(r"[.,]00$", n.text)]
    without = [n for n in numbers if not re.search(r"[.,]\d\d$|[.,]\s?-+$", n.text) and n.value > 1000]
    if with_cents and without:
        yield finding(
            Kind.WORDING, NOTE, with_cents[0].place, subject="Penulisan rupiah", stated=with_cents[0].text,
            expected=without[0].text, message=FORMAT, others=[without[0].place],
        )  # fmt: skip


def spending_in_detail(claims: Claims) -> Iterable[Finding]:
    """A whole report gives its spending only as one total."""
    if not claims.whole:
        return
    heading = next(
        (h for h in claims.headings if re.search(r"realisasi anggaran|akuntabilitas keuangan", h.text, re.I)),
        None,
    )
    detailed = any(
        len([n for n in row.numbers if n.money or n.value > 10**6]) >= 2
        for table in claims.tables
        for row in table.rows
    )
    if heading is not None and not detailed:
        yield finding(
            Kind.STRUCTURE, WARNING, heading.place, subject=heading.text, stated=heading.text,
            expected=Words(gettext_noop("realisasi per program")), message=ONLY_TOTAL,
        )  # fmt: skip
