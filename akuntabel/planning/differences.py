"""What differs between two versions of an agreement or plan, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from akuntabel.core.indonesian import format_money, format_quantity
from akuntabel.core.policy import Polarity
from akuntabel.packs.pack import Aggregation
from akuntabel.planning.models import Agreement, Plan
from akuntabel.planning.seal import content_of, plan_content

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that differs; ``before`` is "" for what is new, ``after`` "" for what is gone."""

    group: str
    what: str
    before: str
    after: str

    @property
    def aside(self) -> str:
        """The group, where ``what`` does not say it already ("Indikator 1: target" does)."""
        return "" if self.group.casefold() in self.what.casefold() else self.group


def agreement_differences(old: Agreement, new: Agreement) -> list[Difference]:
    """From ``old`` to ``new``: words and parties, objectives and indicators, targets, budget."""
    before, after = content_of(old), content_of(new)
    return [
        *_words(before, after),
        *plan_differences_of(before["objectives"], after["objectives"]),
        *_budget(before["budget"], after["budget"]),
    ]


def plan_differences(old: Plan, new: Plan) -> list[Difference]:
    """From ``old`` to ``new``: objectives, indicators, and the targets that the plan itself states."""
    return plan_differences_of(plan_content(old), plan_content(new))


def plan_differences_of(before: Sequence[Content], after: Sequence[Content]) -> list[Difference]:
    """What differs between the objectives of two versions, matched by their codes."""
    return [
        *_named(_("Sasaran"), _names(before), _names(after)),
        *_indicators(_all_indicators(before), _all_indicators(after)),
    ]


def _words(before: Content, after: Content) -> list[Difference]:
    labels = {
        "place": _("Tempat"),
        "opening": _("Kalimat pembuka"),
        "statement": _("Pernyataan"),
        "first_name": _("Nama pihak pertama"),
        "first_position": _("Jabatan pihak pertama"),
        "first_nip": _("NIP pihak pertama"),
        "second_name": _("Nama pihak kedua"),
        "second_position": _("Jabatan pihak kedua"),
    }
    group = _("Pihak dan pernyataan")
    return [
        Difference(group, label, before[name], after[name])
        for name, label in labels.items()
        if before[name] != after[name]
    ]


def _names(objectives: Sequence[Content]) -> dict[str, str]:
    return {row["code"]: row["name"] for row in objectives}


def _named(group: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    codes = [*before, *(code for code in after if code not in before)]
    pairs = ((code, before.get(code, ""), after.get(code, "")) for code in codes)
    return [Difference(group, f"{group} {code}", old, new) for code, old, new in pairs if old != new]


def _all_indicators(objectives: Sequence[Content]) -> dict[str, Content]:
    return {
        row["code"]: {**row, "objective": each["code"]} for each in objectives for row in each["indicators"]
    }


def _indicators(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[Difference]:
    found = []
    for code in [*before, *(code for code in after if code not in before)]:
        old, new = before.get(code), after.get(code)
        what = _("Indikator {code}").format(code=code)
        if old is None or new is None:
            pair = [f"{row['name']} ({_target(row)})" if row else "" for row in (old, new)]
            found.append(Difference(_("Indikator"), what, *pair))
            continue
        for label, read in _fields():
            if (was := read(old)) != (now := read(new)):
                group = _("Target") if read is _target else _("Indikator")
                found.append(Difference(group, f"{what}: {label}", was, now))
    return found


def _fields() -> list[tuple[str, Any]]:
    return [
        (_("target"), _target),
        (_("nama"), lambda row: row["name"]),
        (_("sasaran"), lambda row: row["objective"]),
        (_("satuan"), lambda row: row["unit"]),
        (_("arah"), lambda row: str(polarity_words().get(row["polarity"], row["polarity"]))),
        (_("cara menggabungkan"), lambda row: str(aggregation_words().get(row["aggregation"], ""))),
        (_("definisi"), lambda row: row["definition"]),
        (_("bobot"), lambda row: row["weight"] or ""),
        (_("cara ukur"), lambda row: _measure(row["measure"])),
    ]


def _measure(data: Content) -> str:
    """A measure in short: its kind, the registers and fields it reads, and their conditions."""
    kinds = {
        "count": _("banyaknya catatan"),
        "sum": _("jumlah isian"),
        "latest": _("isian terakhir"),
        "ratio": _("persentase"),
        "share_met": _("persentase indikator yang tercapai"),
        "manual": _("diisi tangan"),
    }
    kind, body = next(iter(data.items())) if data else ("", {})
    if kind == "ratio":
        return " / ".join(_measure(body[part]) for part in ("numerator", "denominator") if part in body)
    details = [str(body[name]) for name in ("register", "field") if name in body]
    details += [f"{name} = {json.dumps(value)}" for name, value in body.get("where", {}).items()]
    return f"{kinds.get(kind, '')} ({', '.join(details)})" if details else str(kinds.get(kind, ""))


def _target(row: Content) -> str:
    span = row.get("target")
    if not span or span["number"] is None:
        return _("belum ada target")
    texts = [format_quantity(Decimal(span[side]), row["unit"]) for side in ("number", "upper") if span[side]]
    return " s.d. ".join(texts)


def _budget(before: Sequence[Content], after: Sequence[Content]) -> list[Difference]:
    sides: list[dict[str, str]] = []
    for lines in (before, after):
        side: dict[str, str] = {}
        for line in lines:
            side[line["programme"]] = format_money(Decimal(line["amount"]), cents=False)
        sides.append(side)
    names = [*sides[0], *(name for name in sides[1] if name not in sides[0])]
    return [
        Difference(_("Anggaran"), name, sides[0].get(name, ""), sides[1].get(name, ""))
        for name in names
        if sides[0].get(name) != sides[1].get(name)
    ]


def polarity_words() -> dict[str, str]:
    """Which way is better, in words."""
    return {
        Polarity.HIGHER: _("Makin besar makin baik"),
        Polarity.LOWER: _("Makin kecil makin baik"),
        Polarity.RANGE: _("Di antara dua batas"),
        Polarity.EXACT: _("Tepat sama dengan target"),
        Polarity.MILESTONE: _("Tahapan yang selesai"),
    }


def aggregation_words() -> dict[str, str]:
    """How the values of the quarters become that of the year, in words."""
    return {
        Aggregation.SUM: _("Dijumlahkan"),
        Aggregation.LATEST: _("Yang terakhir berlaku"),
        Aggregation.POOLED: _("Pembilang dan penyebut dijumlahkan lebih dahulu"),
        Aggregation.MAX: _("Yang terbesar berlaku"),
        Aggregation.AVERAGE: _("Dirata-rata"),
        Aggregation.YEAR: _("Hanya diketahui untuk setahun"),
    }
