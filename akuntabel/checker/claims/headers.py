"""What the columns of a table are, from the words at its head, in a grid or in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from akuntabel.checker.claims.tokens import Kind, Token


class Role(StrEnum):
    """What a column holds."""

    NAME = "name"
    OBJECTIVE = "objective"
    SERIAL = "serial"
    UNIT = "unit"
    TARGET = "target"
    ACTUAL = "actual"
    ACHIEVEMENT = "achievement"
    CATEGORY = "category"
    BUDGET = "budget"
    SPENT = "spent"
    SHARE = "share"  # spent in % of the budget
    REMAINDER = "remainder"
    TOTAL = "total"
    OTHER_TARGET = "other target"  # of another year, or of the plan's last year
    OTHER_ACTUAL = "other actual"
    OTHER = "other"


NUMERIC = frozenset(
    {
        Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT, Role.BUDGET, Role.SPENT, Role.SHARE, Role.REMAINDER,
        Role.TOTAL, Role.OTHER_TARGET, Role.OTHER_ACTUAL,
    }
)  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ELSEWHERE = re.compile(
    r"akhir|jangka menengah|renstra|rpjm|triwulan|\btw\b|\btw\.|semester|nasional|standar|sebelumnya|lalu|"
    r"januari|februari|maret|april|\bmei\b|juni|juli|agustus|september|oktober|november|desember|kumulatif"
)
_CATEGORY = re.compile(
    r"\b(?:kategori|kriteria|predikat|interpretasi|keterangan|ket|status|notifikasi|penilaian|hasil penilaian)\b"
)
_MONEY = re.compile(r"\b(?:pagu|anggaran|alokasi|dipa|dana|belanja|biaya)\b")
_SERIAL = re.compile(r"no|nomor|no urut|nomer")
_PER_CENT = re.compile(r"\bpersen|prosentase")
_REALISED = re.compile(r"realisasi|serapan|penyerapan|capaian")
_OF_THE_WHOLE = re.compile(r"capaian|serapan|tingkat")
_LEFT = re.compile(r"\bsisa\b|\bselisih\b")
_RESULT = re.compile(
    r"\brealisasi target\b|\bcapaian\b.*\b(?:target|realisasi)\b|\btingkat (?:capaian|pencapaian)\b"
)
_ACHIEVED = re.compile(r"\b(?:pen)?capaian\b|\bkinerja %")
_UNIT = re.compile(r"\bsatuan\b")
_NAME = re.compile(r"\bindikator\b|\buraian\b")
_OBJECTIVE = re.compile(r"\bsasaran\b|\btujuan\b")
_WHOLE = re.compile(r"\b(?:jumlah|total)\b")
_WORK = re.compile(r"\bprogram\b|\bkegiatan\b|\bnama\b")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, and the year its head names (0 for none)."""

    role: Role
    year: int = 0
    head: str = ""


@lru_cache(maxsize=512)  # tables of one report have the same heads
def column_of(head: str) -> Column:
    """The role of a column from its head alone; :func:`settle` looks at the neighbours."""
    text = " ".join(re.sub(r"[^\w%]+", " ", head.lower()).split())
    year = _YEAR.search(text)
    return Column(_role_of(text), int(year[0]) if year else 0, head)


def _role_of(text: str) -> Role:  # noqa: C901, PLR0912 - one line a role, in order of precedence
    if _SERIAL.fullmatch(text):
        return Role.SERIAL
    share = "%" in text or _PER_CENT.search(text) is not None
    if _MONEY.search(text) and _REALISED.search(text):
        return Role.SHARE if share or _OF_THE_WHOLE.search(text) else Role.SPENT
    if _LEFT.search(text):
        return Role.REMAINDER
    if _RESULT.search(text):
        return Role.ACHIEVEMENT
    if "target" in text:
        return Role.OTHER_TARGET if _ELSEWHERE.search(text) else Role.TARGET
    if "realisasi" in text:
        return Role.OTHER_ACTUAL if _ELSEWHERE.search(text) else Role.ACTUAL
    if _ACHIEVED.search(text):
        return Role.OTHER if _ELSEWHERE.search(text) else Role.ACHIEVEMENT
    if _CATEGORY.search(text):
        return Role.CATEGORY
    if _UNIT.search(text):
        return Role.UNIT
    if _NAME.search(text):
        return Role.NAME
    if _OBJECTIVE.search(text):
        return Role.OBJECTIVE
    if _MONEY.search(text):
        return Role.BUDGET
    if share and len(text) < 16:
        return Role.SHARE
    if _WHOLE.search(text):
        return Role.TOTAL
    return Role.NAME if _WORK.search(text) else Role.OTHER


def settle(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with what only their neighbours tell.

    After a budget column a lone "realisasi" is what was spent; a lone "%" belongs to what stands
    before it; "capaian" without "realisasi" but with "%" is the actual.
    """
    roles = [column.role for column in columns]
    _settle_money(roles)
    if (
        Role.TARGET in roles
        and Role.ACTUAL not in roles
        and roles.count(Role.ACHIEVEMENT) == 1
        and Role.SHARE in roles
    ):
        roles[roles.index(Role.ACHIEVEMENT)] = Role.ACTUAL
    if (
        Role.TARGET in roles
        and Role.ACTUAL in roles
        and Role.ACHIEVEMENT not in roles
        and Role.SHARE in roles
    ) and Role.BUDGET not in roles:
        roles[roles.index(Role.SHARE)] = Role.ACHIEVEMENT
    if roles.count(Role.ACTUAL) == 2 and Role.ACHIEVEMENT not in roles and Role.TARGET in roles:
        second = len(roles) - 1 - roles[::-1].index(Role.ACTUAL)
        if "%" in columns[second].head:
            roles[second] = Role.ACHIEVEMENT
    _settle_years(roles, columns)
    return tuple(Column(role, column.year, column.head) for role, column in zip(roles, columns, strict=True))


def _settle_money(roles: list[Role]) -> None:
    money = False
    for index, role in enumerate(roles):
        if role is Role.BUDGET:
            money = True
        elif money and role is Role.ACTUAL:
            roles[index] = Role.SPENT
        elif (money and role is Role.ACHIEVEMENT and Role.ACHIEVEMENT in roles[:index]) or (
            money and role is Role.ACHIEVEMENT and Role.TARGET not in roles
        ):
            roles[index] = Role.SHARE
        elif role is Role.TARGET:
            money = False


def _settle_years(roles: list[Role], columns: Sequence[Column]) -> None:
    """Of several targets or actuals of different years only those of one year stay."""
    for role, other in ((Role.TARGET, Role.OTHER_TARGET), (Role.ACTUAL, Role.OTHER_ACTUAL)):
        places = [index for index, found in enumerate(roles) if found is role]
        if len(places) < 2:
            continue
        partner = Role.ACTUAL if role is Role.TARGET else Role.TARGET
        years = {columns[i].year for i, found in enumerate(roles) if found is partner and columns[i].year}
        wanted = [i for i in places if columns[i].year in years] if years else []
        kept = wanted[-1] if wanted else max(places, key=lambda i: (columns[i].year, i))
        for index in places:
            if index != kept:
                roles[index] = other


# ---------------------------------------------------------------- heads in running text

_ROLE_WORDS = frozenset(
    [
        "target",
        "realisasi",
        "capaian",
        "pencapaian",
        "kategori",
        "kriteria",
        "predikat",
        "keterangan",
        "ket",
        "satuan",
        "pagu",
        "anggaran",
        "alokasi",
        "sisa",
    ]
)
_BEFORE_ROLE = frozenset(
    ["persentase", "prosentase", "jumlah", "tingkat", "nilai"]
)  # these begin names as often as heads
_TRAILING = frozenset(["kinerja", "anggaran", "rp", "persen", "revisi", "awal", "akhir"])
_FILLERS = frozenset(
    [
        "no",
        "nomor",
        "sasaran",
        "strategis",
        "indikator",
        "kinerja",
        "utama",
        "uraian",
        "program",
        "kegiatan",
        "sub",
        "tujuan",
        "tahun",
        "rp",
        "iku",
        "ikk",
        "akhir",
        "awal",
        "revisi",
        "penyerapan",
        "serapan",
        "per",
        "persen",
        "s",
        "d",
        "renstra",
        "output",
        "komponen",
        "nama",
        "pejabat",
        "data",
    ]
)
_BEGINS = _ROLE_WORDS | _FILLERS | _BEFORE_ROLE
_SHORTENED = ("rp", "no", "ket", "(", ")", "%")
_FILLER_SIGNS = frozenset("()%/.:*|&")
_STARTERS = frozenset(
    {Role.TARGET, Role.ACTUAL, Role.ACHIEVEMENT, Role.BUDGET, Role.REMAINDER, Role.CATEGORY, Role.SHARE}
)


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head in running text: its numeric columns, and the tokens it covers."""

    columns: tuple[Column, ...]
    start: int
    end: int


def heads_in(tokens: Sequence[Token]) -> list[Head]:
    """The heads that stand in ``tokens``, in order."""
    found, index = [], 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind is Kind.WORD and token.text.lower() not in _BEGINS:
            index += 1
            continue
        end = _cluster_end(tokens, index)
        if end > index and (head := _head(tokens, index, end)) is not None:
            found.append(head)
        index = max(end, index + 1)
    return found


def _cluster_end(tokens: Sequence[Token], start: int) -> int:
    """Where the words of a possible head that begins at ``start`` end; ``start`` when it is none."""
    end, index, words = start, start, 0
    while index < len(tokens):
        token = tokens[index]
        word = token.text.lower()
        if token.kind is Kind.WORD and (
            word in _ROLE_WORDS or word in _FILLERS or _leads_to_role(tokens, index)
        ):
            words += 1
            end = index + 1 if word in _ROLE_WORDS or word in _TRAILING else end
        elif (
            token.kind is Kind.SIGN and token.text == "." and tokens[index - 1].text.lower() not in _SHORTENED
        ):
            break
        elif token.kind is Kind.YEAR or (token.kind is Kind.SIGN and token.text in _FILLER_SIGNS):
            end = index + 1 if words and token.kind is not Kind.YEAR else end
        elif token.kind not in (Kind.LINE, Kind.CELL):
            break
        index += 1
    return end if words >= 2 else start


def _leads_to_role(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].text.lower() not in _BEFORE_ROLE:
        return False
    following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    return following in _ROLE_WORDS or following in ("penyerapan", "serapan", "kinerja")


def _head(tokens: Sequence[Token], start: int, end: int) -> Head | None:
    pieces = _pieces(tokens[start:end])
    columns = [column_of(piece) for piece in pieces]
    roles = [column.role for column in columns]
    first = _first_piece(roles)
    columns = [column for column in columns[first:] if column.role in NUMERIC or column.role is Role.CATEGORY]
    columns = list(settle(columns))
    roles = [column.role for column in columns]
    measured = Role.TARGET in roles and (
        Role.ACTUAL in roles or Role.ACHIEVEMENT in roles[roles.index(Role.TARGET) :]
    )
    budgeted = Role.BUDGET in roles and Role.SPENT in roles
    agreed = roles == [Role.TARGET] and any("ndikator" in piece or "NDIKATOR" in piece for piece in pieces)
    return Head(tuple(columns), start, end) if measured or budgeted or agreed else None


def _pieces(tokens: Sequence[Token]) -> list[str]:
    """The words of a head, cut before every word that begins a new column."""
    pieces: list[list[str]] = []
    for _index, token in enumerate(tokens):
        if token.kind in (Kind.LINE, Kind.CELL):
            continue
        word = token.text.lower()
        begins = (
            word in _ROLE_WORDS or word in _BEFORE_ROLE or word in ("no", "sasaran", "indikator", "uraian")
        )
        if not pieces or (begins and not _belongs(pieces[-1], word)):
            pieces.append([])
        pieces[-1].append(token.text)
    return [" ".join(piece) for piece in pieces]


def _belongs(piece: list[str], word: str) -> bool:
    """Whether ``word`` goes on with the column whose words so far are ``piece``."""
    said = [part.lower() for part in piece]
    if "(" in said and ")" in said:
        return False
    last = said[-1]
    return (last, word) in {
        ("pagu", "anggaran"), ("realisasi", "anggaran"), ("alokasi", "anggaran"), ("capaian", "realisasi"),
        ("tingkat", "capaian"), ("tingkat", "pencapaian"), ("persentase", "capaian"), ("%", "capaian"),
        ("%", "realisasi"), ("persentase", "realisasi"), ("sisa", "anggaran"), ("sisa", "pagu"),
        ("prosentase", "capaian"), ("persentase", "pencapaian"), ("jumlah", "anggaran"),
    } and (last != "%" or len(said) == 1)  # fmt: skip


_TITLES = (Role.ACHIEVEMENT, Role.BUDGET, Role.SHARE, Role.TOTAL)  # words that a title above the head has too


def _first_piece(roles: Sequence[Role]) -> int:
    """Where the table's own columns begin: a formula above it may name the same words."""
    skipped = 0
    while skipped < len(roles) and (
        roles[skipped] not in NUMERIC
        or (roles[skipped] in _TITLES and roles[skipped] in roles[skipped + 1 :])
    ):
        skipped += 1
    if skipped and any(role in _TITLES for role in roles[:skipped]):
        return skipped
    targets = [index for index, role in enumerate(roles) if role is Role.TARGET]
    actuals = [index for index, role in enumerate(roles) if role is Role.ACTUAL]
    if len(targets) >= 2 and actuals:
        before = [index for index in targets if index < actuals[-1]]
        return before[-1] if before else 0
    return 0
