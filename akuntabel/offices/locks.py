"""Holding an office or a person until the transaction ends, so that two deeds do not cross.

The key stays free (``no_key``): a row that only refers to the held one, as every line of the trail refers
to its office and its actor, does not wait. On PostgreSQL a full lock would deadlock with it: one holds the
office and waits for the head of the trail, the other holds that head and waits for the office.
"""

from __future__ import annotations

from akuntabel.offices.models import Office, Person


def lock_office(office: Office) -> Office:
    """``office`` as it stands now, held against other deeds that change what belongs to it."""
    held: Office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    return held


def lock_person(person: Person) -> Person:
    """``person`` as they stand now, held against other deeds that change their account."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)
