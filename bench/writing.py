"""Times the writing of the report in the browser's place; started by :func:`bench.documents.writing`.

Each request goes through the whole app: session, rights, measuring the year, page. Every round
sends another text. What the browser waits before it asks (300 ms after the last key) is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

TYPED = "Kegiatan ke-{n} diikuti lebih banyak sekolah; realisasinya {{indicator.17.2.actual}}."


def main(target: Path, rounds: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from akuntabel.demo.loading import load_data_set
    from akuntabel.offices.models import Membership, Person, Role
    from akuntabel.reporting.book import open_book
    from akuntabel.reporting.models import Narrative
    from akuntabel.reporting.reading_over import read_over
    from akuntabel.reporting.report import assemble

    call_command("migrate", verbosity=0, interactive=False)
    office, year, _ = load_data_set()
    person = Person.objects.create_user(username="bench")
    Membership.objects.create(person=person, office=office, role=Role.OPERATOR)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    base = f"/{office.code}/{year}/laporan/naskah"
    long = Narrative.objects.get(office=office, year=year, section="background").text

    def post(path: str, text: str) -> None:
        answer = client.post(f"{base}/{path}/pratinjau-naskah/", {"text": text})
        assert answer.status_code == 200, answer.status_code

    document = assemble(open_book(office, year))
    jobs: dict[str, Callable[[int], object]] = {
        "Preview of an analysis after an edit": lambda n: post("objective.17/causes", TYPED.format(n=n)),
        "Preview of the longest text after an edit": lambda n: post(
            "background/text", f"{long}\n\n{TYPED.format(n=n)}"
        ),
        "Opening a text with the outline": lambda _n: client.get(f"{base}/objective.17/causes/"),
        "Reading the whole report over (checker)": lambda _n: read_over(document),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for n in range(rounds + 1):
        for name, job in jobs.items():
            start = time.perf_counter()
            job(n)
            if n:
                times[name].append(time.perf_counter() - start)
    target.write_text(json.dumps(times), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
