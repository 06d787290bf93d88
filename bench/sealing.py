"""Seals the report of the demo data again and again; started by :func:`bench.documents.sealing`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django

NOTE = "Contoh keterangan."


def main(target: Path, rounds: int) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import translation

    from akuntabel.demo.loading import load_data_set
    from akuntabel.reporting.editions import seal_edition, verify_edition
    from akuntabel.reporting.models import Narrative

    translation.activate(settings.LANGUAGE_CODE)
    call_command("migrate", verbosity=0, interactive=False)
    office, year, _ = load_data_set()
    head = _approved(office, year)
    closing = Narrative.objects.get(office=office, year=year, section="closing")
    text, sealed, verified = closing.text, list[float](), list[float]()
    for turn in range(rounds + 1):  # the first warms up
        closing.text = f"{text}\n\nTerima kasih. {'Sekali lagi. ' * turn}"
        closing.save()
        start = time.perf_counter()
        edition = seal_edition(office=office, year=year, reason="Penutup diubah.", by=head)
        middle = time.perf_counter()
        assert verify_edition(edition) == []
        sealed.append(middle - start)
        verified.append(time.perf_counter() - middle)
    times = {"sealing an edition": sealed[1:], "verifying it": verified[1:]}
    target.write_text(json.dumps(times), encoding="utf-8")


def _approved(office, year):  # type: ignore[no-untyped-def]
    """All actuals of the year through three hands; the head, who seals."""
    from akuntabel.core.periods import Period
    from akuntabel.measuring.deeds import approve_actuals, submit_actuals, verify_actuals
    from akuntabel.measuring.periods import measure_period
    from akuntabel.offices.deeds import add_person
    from akuntabel.offices.models import Role

    operator, verifier, head = (
        add_person(username=f"bench-{role}", name="Contoh", office=office, role=role)
        for role in (Role.OPERATOR, Role.VERIFIER, Role.HEAD)
    )
    rows = measure_period(office, Period(year)).rows
    actuals = submit_actuals(
        office=office, period=Period(year), codes=[row.code for row in rows],
        notes={row.code: NOTE for row in rows if row.why_note}, by=operator,
    )  # fmt: skip
    verify_actuals(actuals=actuals, by=verifier)
    approve_actuals(actuals=actuals, by=head)
    return head


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
