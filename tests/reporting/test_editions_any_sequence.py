"""No sequence of later deeds changes a sealed edition, and each renders to the same bytes for ever."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from any_sequence_scene import YEAR, draft_promise, open_office
from closing_year import approve_everything
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from akuntabel.core.errors import SaidError
from akuntabel.evidence.deeds import Row, add_record, correct_record, withdraw_record
from akuntabel.evidence.models import Record
from akuntabel.measuring.deeds import ask_reopening, grant_reopening
from akuntabel.measuring.models import Actual
from akuntabel.offices.models import LogEntry, Official, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack
from akuntabel.planning import deeds as planning
from akuntabel.planning.models import Agreement, Fund
from akuntabel.planning.money.spending import SpendingFields, add_spending
from akuntabel.reporting.editions import path_of_file, render_again, seal_edition, verify_edition
from akuntabel.reporting.models import Edition, EditionFile, Narrative
from akuntabel.reporting.rendering import DOCX, HTML, PDF, render_files
from akuntabel.reporting.writing import write_narrative

REGISTER = load_pack().registers["voter_education"]
WHY = st.sampled_from(["", "Salah catat", "Bukti baru ditemukan"])
DAYS = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))
PICK = st.integers(0, 50)
FIELDS = (
    "number", "reason", "tree", "figures", "narratives", "changes", "renderer", "sealed_by_id", "sealed_at",
)  # fmt: skip


def event(day):
    return Row({"segment": "pemula", "title": "Sosialisasi", "status": "done", "date": day.isoformat()})


class Later(RuleBasedStateMachine):
    """An office that seals, and goes on working: records, texts, money, reopening, names, the agreement."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.attachments = django_settings.ATTACHMENTS_ROOT
        django_settings.ATTACHMENTS_ROOT = Path(self.folder.name)
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.office, self.people = open_office("satu")
        draft_promise(self.office, REGISTER, self.people[Role.OPERATOR])
        add_record(
            office=self.office, year=YEAR, register=REGISTER, row=event(dt.date(YEAR, 3, 1)),
            by=self.people[Role.OPERATOR],
        )  # fmt: skip
        self.sign(Agreement.objects.get(office=self.office))
        self.sealed: dict[int, tuple[dict, dict]] = {}
        self.close()
        self.seal("")
        assert self.sealed

    def teardown(self) -> None:
        try:
            for edition in Edition.objects.all():  # the whole of each, once more, from what was kept
                files = {file.name: file.sha256 for file in edition.files.all()}
                again = render_again(edition)
                assert {name: hashlib.sha256(data).hexdigest() for name, data in again.items()} == files
            if last := Edition.objects.order_by("number").last():
                assert verify_edition(last) == []
            assert list(verify()) == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            django_settings.ATTACHMENTS_ROOT = self.attachments
            self.folder.cleanup()

    def sign(self, agreement):
        for role, deed in ((Role.HEAD, planning.sign_first), (Role.SUPERIOR, planning.sign_second)):
            found = Agreement.objects.select_related("plan", "office").get(pk=agreement.pk)
            deed(agreement=found, seen=planning.seen_of(found), by=self.people[role])

    def attempt(self, deed):
        """Do ``deed``; whether the state allows it does not matter here."""
        try:
            with transaction.atomic():
                return deed()
        except SaidError:
            return None

    def one(self, model, pick):
        rows = model.objects.order_by("pk")
        count = rows.count()
        return rows[pick % count] if count else None

    # ------------------------------------------------------------ sealing

    @rule()
    def close(self):
        self.attempt(lambda: approve_everything(self.office, YEAR))

    @rule(reason=WHY)
    def seal(self, reason):
        edition = self.attempt(
            lambda: seal_edition(office=self.office, year=YEAR, reason=reason, by=self.people[Role.HEAD])
        )
        if edition is not None:
            assert edition.number == len(self.sealed) + 1
            assert bool(edition.changes) == (edition.number > 1)
            self.sealed[edition.pk] = self.as_it_stands(edition.pk)

    @rule(text=st.sampled_from(["Terima kasih.", "Capaian {indicator.1.achievement}."]))
    def correct_the_report(self, text):
        """All that a correction takes, so that most sequences come to a second and a third edition."""
        self.write(("closing", "text"), text)
        for actual in Actual.objects.filter(standing="approved", reopened_at=None):
            self.reopen_one(actual, "Bukti baru")
        self.close()
        self.seal("Bukti baru ditemukan")

    def as_it_stands(self, key):
        files = EditionFile.objects.filter(edition=key)
        bytes_of = {
            file.sha256: hashlib.sha256(path_of_file(file).read_bytes()).hexdigest() for file in files
        }
        rows = files.order_by("pk").values_list("pk", "name", "size", "sha256")
        return Edition.objects.values(*FIELDS).get(pk=key), {"rows": list(rows), "bytes": bytes_of}

    # ------------------------------------------------------------ what goes on

    @rule(day=DAYS)
    def add_record(self, day):
        self.attempt(
            lambda: add_record(
                office=self.office,
                year=YEAR,
                register=REGISTER,
                row=event(day),
                by=self.people[Role.OPERATOR],
            )
        )

    @rule(pick=PICK, day=DAYS, why=WHY)
    def correct_record(self, pick, day, why):
        record = self.one(Record, pick)
        self.attempt(
            lambda: correct_record(
                record=record, register=REGISTER, row=event(day), reason=why, by=self.people[Role.OPERATOR]
            )
        )

    @rule(pick=PICK, why=WHY)
    def withdraw_record(self, pick, why):
        record = self.one(Record, pick)
        self.attempt(lambda: withdraw_record(record=record, reason=why, by=self.people[Role.OPERATOR]))

    @rule(pick=PICK, why=WHY)
    def reopen(self, pick, why):
        if actual := self.one(Actual, pick):
            self.reopen_one(actual, why)

    def reopen_one(self, actual, why):
        self.attempt(lambda: ask_reopening(actual=actual, reason=why, by=self.people[Role.OPERATOR]))
        self.attempt(lambda: grant_reopening(actual=actual, by=self.people[Role.VERIFIER]))

    @rule(
        place=st.sampled_from([("closing", "text"), ("background", "text"), ("objective.1", "causes")]),
        text=st.sampled_from(
            ["", "Terima kasih.", "Capaian {indicator.1.achievement}.", "Keliru {tidak.ada}."]
        ),
    )
    def write(self, place, text):
        section, kind = place
        row = Narrative.objects.filter(office=self.office, year=YEAR, section=section, kind=kind).first()
        self.attempt(
            lambda: write_narrative(
                office=self.office, year=YEAR, section=section, kind=kind, text=text,
                touched=row.touched if row else 0, by=self.people[Role.OPERATOR],
            )
        )  # fmt: skip

    @rule(day=DAYS, amount=st.sampled_from([Decimal(-5), Decimal(1_000), Decimal("2500.50")]))
    def spend(self, day, amount):
        fields = SpendingFields(date=day, amount=amount, fund=Fund.STATE.value)
        self.attempt(
            lambda: add_spending(office=self.office, year=YEAR, fields=fields, by=self.people[Role.OPERATOR])
        )

    @rule(name=st.sampled_from(["Sekretaris Lain", "Sekretaris Baru"]))
    def rename_head(self, name):
        Official.objects.filter(office=self.office, role=Role.HEAD).update(name=name)

    @precondition(lambda self: Agreement.objects.count() == 1)
    @rule()
    def revise_agreement(self):
        new = planning.revise_agreement(
            agreement=Agreement.objects.get(), reason="Target berubah", by=self.people[Role.OPERATOR]
        )
        self.attempt(lambda: self.sign(new))

    # ------------------------------------------------------------ the truth

    @invariant()
    def every_edition_is_as_it_was_sealed(self):
        for key, then in self.sealed.items():
            assert self.as_it_stands(key) == then


def hashed(tree):
    """Files that tell two trees apart as the real ones do, without printing them."""
    sha256 = hashlib.sha256(tree.encode()).hexdigest()
    return {name: f"{name} {sha256}".encode() for name in (DOCX, PDF, HTML)}


def print_with(monkeypatch, seal, again):
    monkeypatch.setattr("akuntabel.reporting.editions.sealing.render_aside", seal)
    monkeypatch.setattr("akuntabel.reporting.editions.verifying.render_aside", again)


@pytest.mark.django_db
def test_no_later_deed_changes_a_sealed_edition(monkeypatch):
    """What is kept stays: the files are made of the tree alone, and printed for good in the next test."""
    print_with(monkeypatch, hashed, hashed)
    run_state_machine_as_test(
        Later,
        settings=settings(
            max_examples=4, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_thousand_later_deeds_leave_every_edition_as_it_was_printed(monkeypatch):
    """Three editions, and a thousand deeds in the trail behind the first: all print to the same hash again."""
    # in this process, which prints the same in a tenth of the time; again: once more, not what the seal printed
    print_with(monkeypatch, render_files, functools.cache(render_files))
    chance, office = random.Random(2025), Later()

    def day():
        return dt.date(YEAR, 1, 1) + dt.timedelta(days=chance.randrange(365))

    deeds = {  # with how often; those that the state often refuses are rarer
        lambda: office.add_record(day()): 4,
        lambda: office.correct_record(chance.randrange(1_000), day(), "Salah catat"): 4,
        lambda: office.withdraw_record(chance.randrange(1_000), "Salah catat"): 1,
        lambda: office.reopen(chance.randrange(50), "Bukti baru"): 0.2,
        lambda: office.write(("closing", "text"), f"Naskah ke-{chance.randrange(10_000)}."): 4,
        lambda: office.spend(day(), Decimal(chance.randrange(1, 9) * 500)): 4,
        lambda: office.rename_head(f"Sekretaris {chance.randrange(100)}"): 0.2,
    }
    try:
        begun = LogEntry.objects.count()
        while (done := LogEntry.objects.count() - begun) < 1_000:
            if len(office.sealed) < 3 and done >= 300 * len(office.sealed):
                office.correct_the_report("Terima kasih.")
            for deed in chance.choices(list(deeds), list(deeds.values()), k=20):
                deed()
        assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2, 3]
        office.every_edition_is_as_it_was_sealed()
    finally:
        office.teardown()  # prints every edition again
