"""Deeds about actuals: stated, submitted, verified, approved, reopened; their files and their owners."""

from akuntabel.measuring.deeds.checking import approve_actuals, return_actuals, verify_actuals
from akuntabel.measuring.deeds.files import add_file, remove_file
from akuntabel.measuring.deeds.owners import name_owners
from akuntabel.measuring.deeds.periods import open_period
from akuntabel.measuring.deeds.reopening import ask_reopening, grant_reopening, refuse_reopening
from akuntabel.measuring.deeds.shared import ChangedMeanwhile, NotReady
from akuntabel.measuring.deeds.stating import save_actual, submit_actuals, take_back_actuals

__all__ = [
    "ChangedMeanwhile",
    "NotReady",
    "add_file",
    "approve_actuals",
    "ask_reopening",
    "grant_reopening",
    "name_owners",
    "open_period",
    "refuse_reopening",
    "remove_file",
    "return_actuals",
    "save_actual",
    "submit_actuals",
    "take_back_actuals",
    "verify_actuals",
]
