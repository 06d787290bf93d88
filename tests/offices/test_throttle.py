"""Guessing made slow: waits that grow, in the database, without telling which names exist."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from akuntabel.offices import throttle
from akuntabel.offices.models import (
    Attempts,
)
from akuntabel.offices.throttle import TooMany


def test_waits_grow_and_are_forgotten(db, clock):
    gate = throttle.by_name("siapa")
    waits = []
    for _try in range(12):
        try:
            throttle.try_at(gate)
        except TooMany as error:
            waits.append(error.seconds)
            clock(error.seconds + 1)
            throttle.try_at(gate)
    assert waits == [15, 30, 60, 120, 240, 480, 900]
    clock(13 * 3600)
    for _try in range(gate.free):
        throttle.try_at(gate)


def test_a_refused_attempt_is_not_counted_and_a_success_clears(db, clock):
    gate = throttle.by_name("Siapa ")
    assert gate == throttle.by_name("siapa")
    for _try in range(gate.free):
        throttle.try_at(gate)
    for _try in range(3):
        with pytest.raises(TooMany) as error:
            throttle.try_at(gate)
        assert error.value.seconds == 15
    throttle.succeeded(gate)
    throttle.try_at(gate)


def test_own_success_does_not_wash_an_address_clean(db):
    address = throttle.by_address("192.0.2.7")
    for _try in range(40):
        throttle.try_at(address)
    throttle.try_at(throttle.by_name("saya"), address)
    throttle.succeeded(throttle.by_name("saya"), address)
    assert Attempts.objects.get(key=address.key).count == 40


def test_a_household_of_addresses_is_one():
    assert throttle.by_address("2001:db8::1") == throttle.by_address("2001:db8::ffff")
    assert throttle.by_address("2001:db8::1") != throttle.by_address("2001:db8:0:1::1")
    assert throttle.by_address("192.0.2.1") != throttle.by_address("192.0.2.2")


def test_names_and_addresses_are_kept_as_hashes(db):
    throttle.try_at(throttle.by_name("rahasia"), throttle.by_address("192.0.2.7"))
    assert "rahasia" not in str(list(Attempts.objects.values()))
    assert "192.0.2.7" not in str(list(Attempts.objects.values()))


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 detik"), (59, "59 detik"), (60, "1 menit"), (61, "2 menit")]
)
def test_how_long_in_words(seconds, words):
    assert throttle.in_words(seconds) == words


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one writer only")
def test_attempts_at_once_do_not_slip_through_together():
    def attempt(_number: int) -> bool:
        try:
            throttle.try_at(throttle.by_name("siapa"), throttle.by_address("192.0.2.7"))
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(attempt, range(24)))
    assert passed == throttle.by_name("siapa").free
