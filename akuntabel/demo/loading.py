"""Load a data set: an office's year as TOML files, all or nothing."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError
from akuntabel.core.folding import event_key
from akuntabel.evidence.models import Record
from akuntabel.offices.deeds import add_person
from akuntabel.offices.models import Level, Office, Official, Role, StaffGroup
from akuntabel.offices.trail import log
from akuntabel.packs.loader import Pack, load_pack
from akuntabel.planning import models as plan
from akuntabel.planning.seal import set_seal
from akuntabel.reporting.models import Narrative

PASER_2024 = Path(__file__).parent / "kpu_paser_2024"
AS_PRINTED = "-as-printed"
READER = "contoh"
Data = Mapping[str, Any]


class DataSetError(AkuntabelError):
    """A data set that cannot be loaded; nothing of it was kept."""


def read_toml(file: Path) -> dict[str, Any]:
    """The content of ``file``.

    Raises:
        DataSetError: it cannot be read; the message names file and line.
    """
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError as error:
        raise DataSetError(_("Berkas {file} tidak ada."), file=file) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataSetError(_("{file}: {reason}"), file=file.name, reason=error) from error


@transaction.atomic
def load_data_set(folder: Path = PASER_2024, *, as_printed: bool = False) -> tuple[Office, int, bool]:
    """Load the data set in ``folder``; returns office, year and whether anything was loaded.

    ``as_printed`` loads the same evidence with the choices that the office's own report made, as
    an office of its own beside the first. A year that is already there is left as it is.

    Raises:
        DataSetError: a file, record or field is wrong.
    """
    return _Loader(folder, as_printed=as_printed).load()


def show_reader(office: Office) -> None:
    """Let the demo's reader account see ``office``."""
    add_person(username=READER, name=_("Pembaca Contoh"), office=office, role=Role.READER)


def show_people(office: Office) -> None:
    """Let the demo's people work at ``office``, each in one role; the administrator rules the top office."""
    show_reader(office)
    for username, name, role in (
        ("contoh-operator", _("Operator Contoh"), Role.OPERATOR),
        ("contoh-pemeriksa", _("Pemeriksa Contoh"), Role.VERIFIER),
        ("contoh-sekretaris", _("Sekretaris Contoh"), Role.HEAD),
        ("contoh-ketua", _("Ketua Contoh"), Role.SUPERIOR),
    ):
        add_person(username=username, name=name, office=office, role=role)
    top: Office = Office.objects.get_root(office)
    add_person(username="contoh-admin", name=_("Administrator Contoh"), office=top, role=Role.ADMINISTRATOR)


class _Loader:
    def __init__(self, folder: Path, *, as_printed: bool) -> None:
        self.folder = folder
        self.files = {
            name: read_toml(folder / f"{name}.toml")
            for name in ("office", "plan", "agreement", "budget", "narrative")
        }
        self.overlay: Data = read_toml(folder / "as_printed.toml") if as_printed else {}
        self.suffix = AS_PRINTED if as_printed else ""
        self.year: int = self.files["office"]["year"]
        self.pack: Pack = load_pack()

    def load(self) -> tuple[Office, int, bool]:
        self._offices()
        if plan.ReportingYear.objects.filter(office=self.office, year=self.year).exists():
            return self.office, self.year, False
        self._people()
        annual = self._plans()
        self._agreement(annual)
        self._budget()
        set_seal(self.agreement)
        self._records()
        self._narratives()
        opened = plan.ReportingYear.objects.create(
            office=self.office,
            year=self.year,
            policy=self.overlay.get("policy", "kpu-recommended"),
            reported_on=self.files["office"].get("reported_on"),
        )
        log(
            by=None,
            office=self.office,
            deed="demo.load",
            target=opened,
            name=str(self.year),
            after={"year": self.year, "policy": opened.policy},
        )
        return self.office, self.year, True

    # ------------------------------------------------------------ the office

    def _offices(self) -> None:
        *parents, last = self.files["office"]["office"]
        for data in parents:
            _office(data, data["code"], data["name"])
        name = last["name"] + (_(" (cara hitung tercetak)") if self.suffix else "")
        self.office = _office(last, last["code"] + self.suffix, name)

    def _people(self) -> None:
        for data in self.files["office"]["official"]:
            Official.objects.create(
                office=self.office,
                role=data["role"],
                name=data["name"],
                position="\n".join(data["position"]),
                nip=data.get("nip", ""),
            )
        for data in self.files["office"]["staff"]:
            self._staff(data["kind"], data["name"], data)
        if members := self.files["office"].get("members"):
            for code, name in (("chair", _("Ketua merangkap anggota")), ("ordinary", _("Anggota"))):
                self._staff(code, name, {**members, "quantity": members[code]}, is_member=True)

    def _staff(self, code: str, name: str, data: Data, *, is_member: bool = False) -> None:
        StaffGroup.objects.create(
            office=self.office,
            year=self.year,
            code=code,
            name=name,
            quantity=data["quantity"],
            is_member=is_member,
            source=data["source"],
            note=data.get("note", ""),
        )

    # ------------------------------------------------------------ the plans

    def _plans(self) -> plan.Plan:
        data = self.files["plan"]
        strategic = self._plan(plan.PlanKind.STRATEGIC, data["renstra"])
        for mission in data["mission"]:
            plan.Mission.objects.create(plan=strategic, **_pick(mission, "number", "text", "source"))
        sequence = 0
        for goal_data in data["goal"]:
            goal = plan.Goal.objects.create(plan=strategic, **_pick(goal_data, "number", "text", "source"))
            for objective in goal_data["objective"]:
                sequence += 1
                plan.Objective.objects.create(
                    plan=strategic,
                    goal=goal,
                    code=objective["code"],
                    sequence=sequence,
                    name=objective["text"],
                    source=objective["source"],
                )
        self._key_indicators(data["iku"])
        return self._annual_plan(data["rkt"])

    def _plan(self, kind: plan.PlanKind, data: Data) -> plan.Plan:
        return plan.Plan.objects.create(
            office=self.office,
            kind=kind,
            title=data["title"],
            number=data.get("number", ""),
            year_from=data.get("year_from", self.year),
            year_to=data.get("year_to", self.year),
            vision=data.get("vision", ""),
            source=data.get("source", ""),
        )

    def _key_indicators(self, data: Data) -> None:
        key = self._plan(plan.PlanKind.KEY, data)
        number = 0
        for order, objective_data in enumerate(data["objective"], 1):
            objective = plan.Objective.objects.create(
                plan=key,
                code=objective_data["code"],
                sequence=order,
                name=objective_data["text"],
                source=objective_data.get("source", ""),
            )
            for indicator in objective_data["indicator"]:
                number += 1
                plan.Indicator.objects.create(
                    objective=objective,
                    sequence=number,
                    aggregation="year",
                    planned=Decimal(indicator["target"]),
                    decimals=indicator.get("decimals", 2),
                    definition=indicator.get("definition", ""),
                    measure={"manual": {}},
                    **_pick(indicator, "code", "name", "unit", "polarity", "source"),
                )

    def _annual_plan(self, data: Data) -> plan.Plan:
        annual = self._plan(plan.PlanKind.ANNUAL, data)
        planned = {row["indicator"]: Decimal(row["target"]) for row in data["target"]}
        polarity = self.overlay.get("polarity", {})
        sequence = 0
        for order, objective_data in enumerate(self.pack.for_office(self.office.body).objectives, 1):
            objective = plan.Objective.objects.create(
                plan=annual, code=objective_data.code, sequence=order, name=objective_data.name
            )
            for item in objective_data.indicators:
                sequence += 1
                plan.Indicator.objects.create(
                    objective=objective,
                    code=item.code,
                    sequence=sequence,
                    name=item.name,
                    unit=item.unit,
                    polarity=polarity.get(item.code, item.polarity),
                    decimals=item.decimals,
                    aggregation=item.aggregation,
                    definition=item.definition,
                    measure=dict(item.measure_data),
                    planned=planned.get(item.code),
                    source=item.source,
                )
        return annual

    def _agreement(self, annual: plan.Plan) -> None:
        data = self.files["agreement"]["agreement"]
        first, second = data["first_party"], data["second_party"]
        self.agreement = plan.Agreement.objects.create(
            office=self.office,
            plan=annual,
            year=data["year"],
            version=data["version"],
            signed_on=data["signed_on"],
            office_name=self.office.name,
            place=data["place"],
            opening=data["opening"],
            statement="\n\n".join(data["statement"]),
            first_name=first["name"],
            first_position="\n".join(first["position"]),
            first_nip=first.get("nip", ""),
            second_name=second["name"],
            second_position="\n".join(second["position"]),
            source=data["source"],
        )
        printed = self.overlay.get("target", {})
        indicators = {row.code: row for row in plan.Indicator.objects.filter(objective__plan=annual)}
        for row in data["target"]:
            code = row["indicator"]
            if code not in indicators:
                raise DataSetError(_("agreement.toml: indikator {code} tidak ada dalam paket."), code=code)
            plan.Target.objects.create(
                agreement=self.agreement,
                indicator=indicators[code],
                number=Decimal(printed.get(code, row["target"])),
                source=row["source"],
            )

    # ------------------------------------------------------------ the money

    def _budget(self) -> None:
        versions: dict[str, plan.BudgetVersion] = {}
        for sequence, data in enumerate(self.files["budget"]["version"], 1):
            version = versions[data["code"]] = plan.BudgetVersion.objects.create(
                office=self.office,
                year=self.year,
                sequence=sequence,
                agreement=self.agreement if data.get("agreement") else None,
                note=data.get("note", ""),
                **_pick(data, "code", "name", "source"),
            )
            for order, line in enumerate(data["line"], 1):
                plan.BudgetLine.objects.create(
                    version=version,
                    sequence=order,
                    note=line.get("note", ""),
                    **_pick(line, "programme", "fund", "amount", "source"),
                )
        for data in self.files["budget"]["realisation"]:
            plan.Realisation.objects.create(
                version=versions[data["version"]], **_pick(data, "amount", "as_of", "source")
            )
        for data in self.files["budget"]["grant"]:
            plan.GrantEntry.objects.create(
                office=self.office,
                year=self.year,
                note=data.get("note", ""),
                **_pick(data, "kind", "amount", "source"),
            )

    # ------------------------------------------------------------ evidence and words

    def _records(self) -> None:
        for file in sorted((self.folder / "records").glob("*.toml")):
            register = self.pack.registers.get(file.stem)
            if register is None:
                raise DataSetError(_("{file}: register ini tidak ada dalam paket."), file=file.name)
            for data in read_toml(file)["record"]:
                fields = {key: _plain(value) for key, value in data["data"].items()}
                for field, sentence in register.problems(
                    fields, aggregate="stated_percent" in data or "quantity" in data
                ):
                    raise DataSetError(
                        _("{file}, catatan {record}, isian {field}: {sentence}"),
                        file=file.name,
                        record=data["id"],
                        field=field,
                        sentence=sentence,
                    )
                self._record(file.stem, data, fields, register.title(fields) or register.name)

    def _record(self, register: str, data: Data, fields: dict[str, Any], title: str) -> None:
        date = fields.get(self.pack.registers[register].date_field)
        aggregate = "stated_percent" in data or data.get("quantity", 1) != 1
        Record.objects.create(
            office=self.office,
            register=register,
            key=data["id"],
            year=self.year,
            date=dt.date.fromisoformat(date) if date else None,
            title=title,
            data=fields,
            quantity=Decimal(str(data.get("quantity", 1))),
            stated_percent=Decimal(data["stated_percent"]) if "stated_percent" in data else None,
            asserted=data.get("asserted", []),
            source=data["source"],
            note=data.get("note", ""),
            event="" if aggregate else event_key(self.pack.registers[register], fields),
        )

    def _narratives(self) -> None:
        Narrative.objects.bulk_create(
            Narrative(
                office=self.office,
                year=self.year,
                section=row["section"],
                kind=row.get("kind", "text"),
                text=row["text"].strip(),
                source=row.get("source", ""),
            )
            for row in self.files["narrative"]["narrative"]
        )


def _office(data: Data, code: str, name: str) -> Office:
    if found := Office.objects.filter(code=code).first():
        return found
    fields = {
        "code": code,
        "name": name,
        "level": Level(data["level"]),
        **_pick(data, "short_name", "body", "place", "timezone"),
    }
    if "parent" not in data:
        return Office.objects.add_root(fields)
    return Office.objects.add_child(Office.objects.get(code=data["parent"]), fields)


def _pick(data: Data, *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names}


def _plain(value: Any) -> Any:
    """TOML values as JSON holds them."""
    return value.isoformat() if isinstance(value, dt.date) else value
