"""A signed agreement keeps the name of its office, on paper and under its seal, whatever the office is called later."""

from importlib import import_module

import pytest
from django.apps import apps
from stage import draft, sign, signed

from akuntabel.documents.tree import Paragraph, blocks_of
from akuntabel.offices.deeds import OfficeFacts, change_office
from akuntabel.offices.models import Level, Office, Role
from akuntabel.planning import deeds
from akuntabel.planning.models import Agreement
from akuntabel.planning.seal import broken_seals, seal_of, seal_problem
from akuntabel.reporting.agreement_paper import assemble_agreement

BEFORE, AFTER = "KPU Kabupaten satu", "KPU Kota Satu Raya"


def rename(stage):
    facts = OfficeFacts(AFTER, AFTER, AFTER, "satu", Level.REGENCY, "Contoh")
    change_office(office=stage.office, to=facts, by=stage.who(Role.HEAD))


def printed(agreement):
    document = assemble_agreement(Agreement.objects.select_related("office", "plan").get(pk=agreement.pk))
    blocks = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    words = "\n".join(getattr(part, "text", "\n") for block in blocks for part in block.content)
    return [name for name in (BEFORE, AFTER) if name.upper() in words], document.author


def test_the_signed_paper_keeps_the_name_and_a_draft_follows_the_office(stage):
    agreement = signed(stage)
    rename(stage)
    assert printed(agreement) == ([BEFORE], BEFORE)
    assert list(broken_seals()) == []
    revision = deeds.revise_agreement(agreement=agreement, reason="Nama baru", by=stage.who(Role.OPERATOR))
    assert printed(revision) == ([AFTER], AFTER)
    sign(stage, revision)
    assert printed(revision) == ([AFTER], AFTER)


def test_sent_back_it_takes_the_name_of_the_next_signing(stage):
    agreement = draft(stage)
    deeds.sign_first(agreement=agreement, seen=deeds.seen_of(agreement), by=stage.who(Role.HEAD))
    rename(stage)
    assert printed(agreement) == ([BEFORE], BEFORE)
    deeds.send_back(agreement=agreement, reason="Nama lama", by=stage.who(Role.SUPERIOR))
    assert printed(agreement) == ([AFTER], AFTER)


@pytest.mark.parametrize("change", [{"office_name": "Kantor Palsu"}, {"sealed_as": 1}])
def test_the_seal_covers_the_name(stage, change):
    signed(stage)
    Agreement.objects.update(**change)
    assert ["tidak sama lagi" in each.sentence for each in broken_seals()] == [True]


def test_what_was_signed_before_keeps_its_seal_and_the_name_of_that_time(stage):
    agreement = signed(stage)
    rename(stage)
    agreement.office_name, agreement.sealed_as = "", 1  # as the earlier release kept it
    agreement.seal = seal_of(agreement)
    agreement.save()
    Agreement.objects.update(sealed_as=2)  # what the new column begins with
    import_module("akuntabel.planning.migrations.0004_printed_office").keep_names(apps, None)
    kept = Agreement.objects.select_related("office", "plan").get()
    assert (kept.office_name, kept.sealed_as, seal_problem(kept)) == (BEFORE, 1, "")
    assert Office.objects.get(code="satu").name == AFTER
