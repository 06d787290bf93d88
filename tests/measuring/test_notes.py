"""That a result misses its target is said the way the target is meant."""

from decimal import Decimal

import pytest

from akuntabel.core.achievement import Achievement, Target
from akuntabel.core.measure import ShareMet
from akuntabel.core.measurement import IndicatorSpec
from akuntabel.core.policy import Polarity
from akuntabel.core.value import reported
from akuntabel.measuring.notes import why_note
from akuntabel.planning.models import Indicator


@pytest.mark.parametrize(
    ("polarity", "target", "actual", "said"),
    [
        ("lower", Target(Decimal(8)), 11, "Realisasi 11 kali melewati target 8 kali:"),
        ("higher", Target(Decimal(8)), 5, "Realisasi 5 kali belum mencapai target 8 kali:"),
        (
            "range",
            Target(Decimal(3), Decimal(8)),
            11,
            "Realisasi 11 kali di luar target 3 kali sampai 8 kali:",
        ),
        ("exact", Target(Decimal(8)), 7, "Realisasi 7 kali tidak tepat pada target 8 kali:"),
        ("lower", Target(Decimal(8)), 8, ""),
    ],
)
def test_a_missed_target_in_words(polarity, target, actual, said):
    value = reported(Decimal(actual))
    met = not said
    found = why_note(
        indicator=Indicator(code="1", polarity=polarity, unit="kali", decimals=0),
        spec=IndicatorSpec("1", "1", Polarity(polarity), ShareMet(), target),
        value=value,
        by_hand=False,
        achievement=Achievement(raw=value, capped=value, category=None, met=met),
        last_year=None,
    )
    assert found == (f"{said} tulis sebab dan tindak lanjutnya." if said else "")
