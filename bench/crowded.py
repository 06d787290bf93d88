"""Times the pages of a year that holds 100,000 records; started by :func:`bench.documents.crowded`.

Paser 2024 with its own records and, beside them, made-up events of voter education and decisions.
Each request goes through the whole app.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path

import django

RECORDS = 100_000
SHARES = (("voter_education", 0.6), ("decision", 0.4))  # the registers they stand in


def main(target: Path, rounds: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from akuntabel.demo.loading import load_data_set
    from akuntabel.evidence.models import Record
    from akuntabel.offices.models import Membership, Person, Role

    call_command("migrate", verbosity=0, interactive=False)
    office, year, _ = load_data_set()
    first = dt.date(year, 1, 1)
    for register, share in SHARES:
        pattern = Record.objects.filter(office=office, year=year, register=register).order_by("pk").first()
        assert pattern is not None, register
        Record.objects.bulk_create(
            (
                Record(
                    office=office, register=register, key=f"bench-{number}", year=year, title=f"Contoh {number}",
                    data=pattern.data, date=first + dt.timedelta(days=number % 365),
                )
                for number in range(int(RECORDS * share))
            ),
            batch_size=5000,
        )  # fmt: skip
    person = Person.objects.create_user(username="bench")
    Membership.objects.create(person=person, office=office, role=Role.OPERATOR)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    base = f"/{office.code}/{year}/"
    pages = {
        "Year page": base,
        "Measuring, the year": f"{base}pengukuran/?periode={year}",
        "Measuring, a quarter": f"{base}pengukuran/?periode={year}-T2",
        "Home: what do I owe": "/",
    }
    times: dict[str, list[float]] = {}
    for name, path in pages.items():
        for turn in range(rounds + 1):
            start = time.perf_counter()
            answer = client.get(path)
            taken = time.perf_counter() - start
            assert answer.status_code == 200, (path, answer.status_code)
            if turn:  # the first warms up
                times.setdefault(f"{name}, {RECORDS:,} records", []).append(taken)
    target.write_text(json.dumps(times), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
