"""What the tests of upkeep share."""

import re
import secrets

import pytest
from installations import ON_POSTGRES, SERVER, Installation, on_server


@pytest.fixture(scope="module")
def install(tmp_path_factory):
    """Makes empty installations: on the database of the test run, or on ``sqlite=True``."""
    made, databases = [], []

    def empty(*, sqlite: bool = False) -> Installation:
        home = tmp_path_factory.mktemp("home")
        url = ""
        if ON_POSTGRES and not sqlite:
            name = f"upkeep_{secrets.token_hex(6)}"
            on_server(f"CREATE DATABASE {name}")
            databases.append(name)
            url = re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", SERVER)
        made.append(Installation(home, url))
        return made[-1]

    yield empty
    for installation in made:
        installation.close()
    for name in databases:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")
