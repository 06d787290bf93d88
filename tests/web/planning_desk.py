"""The desk of the planning pages: a new office, its people, its plan from the pack, and its forms."""

import re

from cast import PASSWORD

from akuntabel.offices.models import Membership, Person, Role

NEW = 2025
BASE = f"/kantor-baru/{NEW}/rencana/"


def person(username, office, role):
    found = Person.objects.create_user(username=username, password=PASSWORD, first_name=username.capitalize())
    Membership.objects.create(person=found, office=office, role=role)
    return found


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page.content.decode())[1]


def text(page):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def say(client, address, **fields):
    return client.post(address, fields, follow=True)


def grid(client, **changed):
    """What the grid page would post with every target typed."""
    page = client.get(f"{BASE}target/")
    names = re.findall(r'<input name="((?:planned|target)\.[^"]+)"', page.content.decode())
    return {"touched": hidden(page, "touched"), **dict.fromkeys(names, "100"), **changed}


def sign_both(client, people, version=1):
    address = f"{BASE}perjanjian/{version}/tanda-tangan/"
    for role in (Role.HEAD, Role.SUPERIOR):
        client.force_login(people[role])
        page = client.get(address)
        say(client, address, seen=hidden(page, "seen"), agree="on", signed_on="2025-01-20")
    client.force_login(people[Role.OPERATOR])
