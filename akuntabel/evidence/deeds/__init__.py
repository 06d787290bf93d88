"""Deeds about records: adding, changing, correcting, withdrawing; and locking what has counted."""

from akuntabel.core.errors import CannotDo
from akuntabel.evidence.deeds.many import Picked, change_field, withdraw_records
from akuntabel.evidence.deeds.periods import (
    InLocked,
    day_counted,
    lock_over,
    lock_period,
    locked_periods,
    locks_over,
    open_period,
)
from akuntabel.evidence.deeds.records import (
    add_record,
    add_records,
    change_record,
    correct_record,
    withdraw_record,
)
from akuntabel.evidence.deeds.rows import ChangedMeanwhile, Row, WrongRows

__all__ = [
    "CannotDo",
    "ChangedMeanwhile",
    "InLocked",
    "Picked",
    "Row",
    "WrongRows",
    "add_record",
    "add_records",
    "change_field",
    "change_record",
    "correct_record",
    "day_counted",
    "lock_over",
    "lock_period",
    "locked_periods",
    "locks_over",
    "open_period",
    "withdraw_record",
    "withdraw_records",
]
