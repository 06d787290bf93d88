"""What is settled about money outside the code: limits of deviation and efficiency, ``money.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from akuntabel.packs.reading import read_file

FILE = "money.toml"


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """Limits, all in %.

    A month within ``deviation_full`` of its plan is on plan; one month adds at most ``deviation_most`` to
    the mean. E is held within ± ``efficiency_clamp`` for NE; an achievement counts up to ``achievement_cap``.
    """

    deviation_full: Decimal = Decimal(5)
    deviation_most: Decimal = Decimal(100)
    efficiency_clamp: Decimal = Decimal(20)
    achievement_cap: Decimal = Decimal(100)


def read_money_rules(folder: Path) -> MoneyRules:
    """The rules in the pack's folder; the usual ones when it has no such file.

    Raises:
        PackError: something in it is wrong.
    """
    if not (folder / FILE).exists():
        return MoneyRules()
    file = read_file(folder, FILE)
    deviation, efficiency = file.table("deviation"), file.table("efficiency")
    found = MoneyRules(
        deviation_full=deviation.decimal("full"),
        deviation_most=deviation.decimal("most", least=1),
        efficiency_clamp=efficiency.decimal("clamp", least=1),
        achievement_cap=efficiency.decimal("achievement_cap", least=100),
    )
    for table in (deviation, efficiency, file):
        table.finish()
    return found
