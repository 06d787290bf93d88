"""What is true of the books after every deed, whatever came before it."""

from __future__ import annotations

from any_sequence_scene import YEAR
from hypothesis.stateful import RuleBasedStateMachine, invariant

from akuntabel.evidence import deeds
from akuntabel.evidence.models import Attachment, OwnRegister, Record
from akuntabel.evidence.registers import pack_of
from akuntabel.evidence.store import path_of
from akuntabel.offices.models import LogEntry, Role
from akuntabel.offices.trail import verify
from akuntabel.packs.loader import load_pack
from akuntabel.planning.models import Agreement, Plan
from akuntabel.planning.seal import broken_seals, content_of


class AlwaysTrue(RuleBasedStateMachine):
    """The machine without its deeds; ``offices``, ``people`` and what was seen so far are set by it."""

    @invariant()
    def what_was_signed_stays(self):
        now = {
            row.pk: (content_of(row), row.seal) for row in Agreement.objects.filter(signed_on__isnull=False)
        }
        assert {pk: now.get(pk) for pk in self.held} == self.held
        self.held = now
        assert list(broken_seals()) == []

    @invariant()
    def what_has_counted_stands(self):
        for record in Record.objects.filter(pk__in=self.counted):
            assert content_now(record) == self.counted[record.pk]
        assert not Attachment.objects.filter(pk__in=self.proof).exclude(removed_at=None).exists()

    @invariant()
    def what_is_locked_holds_the_same_events(self):
        for (office, period), events in self.events.items():
            assert events_in(office, period) == events

    @invariant()
    def every_attachment_has_its_bytes(self):
        for row in Attachment.objects.all():
            assert path_of(row.sha256).stat().st_size == row.size

    @invariant()
    def nobody_sees_the_neighbour(self):
        # One role of each office a step, in turn: a leak that stays is seen within nine steps.
        self.turn = (self.turn + 1) % len(Role)
        for code in self.offices:
            person = self.people[code, list(Role)[self.turn]]
            theirs = [each for other, each in self.offices.items() if other != code]
            for model in (Record, LogEntry, Plan, Agreement):
                assert not model.objects.visible_to(person).filter(office__in=theirs).exists()
            assert not Attachment.objects.visible_to(person).filter(record__office__in=theirs).exists()
        for office in self.offices.values():
            own = OwnRegister.objects.filter(office=office).values_list("code", flat=True)
            assert set(own) == set(pack_of(office).registers) - set(load_pack().registers)

    @invariant()
    def the_trail_is_whole_and_only_grows(self):
        if self.turn % 3 == 0:
            assert list(verify()) == []
        count = LogEntry.objects.count()
        assert count >= self.rows
        self.rows = count

    @invariant()
    def every_record_has_its_story(self):
        if self.turn % 3:
            return
        for record in Record.objects.all():
            story = LogEntry.objects.about(record)
            assert story.first().deed in ("record.add", "record.correct")
            changes = story.filter(deed="record.change").count()
            assert record.version == 1 + changes + bool(record.withdrawn_at)


def content_now(record):
    """What of ``record`` must not change once it has counted."""
    return record.data, record.quantity, record.date, record.title, record.withdrawn_at


def events_in(office, period):
    """The events that count in ``period`` at the office with the key ``office``: the first row of each."""
    rows = {row.pk: row for row in Record.objects.filter(office=office)}
    found = set()
    for row in Record.objects.of_year(office, YEAR):
        if deeds.lock_over(row, [period]):
            first = row
            while first.replaces_id is not None:
                first = rows[first.replaces_id]
            found.add(first.pk)
    return found
