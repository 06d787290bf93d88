"""What the tests of upkeep share."""

import pytest
from installations import ON_POSTGRES, Builder


@pytest.fixture(scope="session")
def patterns(tmp_path_factory):
    """Installations that are made once and copied from then on, by what they hold."""
    builder, made = Builder(tmp_path_factory), {}

    def pattern(holding: str, *, sqlite: bool):
        sqlite = sqlite or not ON_POSTGRES
        if (holding, sqlite) not in made:
            made[holding, sqlite] = builder.empty(sqlite=sqlite)
            made[holding, sqlite].run(*{"demo": ["demo"], "tables": ["manage", "migrate"]}[holding])
        return made[holding, sqlite]

    yield pattern
    builder.close()


@pytest.fixture(scope="module")
def install(tmp_path_factory, patterns):
    """Makes installations: empty ones, with empty "tables", or with the "demo".

    They stand on the database of the test run, or on ``sqlite=True``.
    """
    builder = Builder(tmp_path_factory)

    def installation(holding: str = "", *, sqlite: bool = False):
        if holding:
            return builder.copy(patterns(holding, sqlite=sqlite))
        return builder.empty(sqlite=sqlite)

    yield installation
    builder.close()
