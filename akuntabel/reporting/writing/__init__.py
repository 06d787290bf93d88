"""Writing the report: its outline, the office's texts, what is missing in them and what is wrong.

The order to read: ``outline`` says which texts a report has, ``analyses`` what is missing of the
seven of each objective, ``numerals`` finds numbers typed by hand, ``problems`` says which of them
contradict the data, ``deeds`` keeps what somebody writes.
"""

from akuntabel.reporting.writing.analyses import (
    SHORT,
    Missing,
    PartState,
    missing_analyses,
    unavailable_reason,
)
from akuntabel.reporting.writing.deeds import TextChanged, write_narrative
from akuntabel.reporting.writing.outline import Part, is_section, name_of, outline_of
from akuntabel.reporting.writing.problems import TextProblem, problems_of, text_problems

__all__ = [
    "SHORT",
    "Missing",
    "Part",
    "PartState",
    "TextChanged",
    "TextProblem",
    "is_section",
    "missing_analyses",
    "name_of",
    "outline_of",
    "problems_of",
    "text_problems",
    "unavailable_reason",
    "write_narrative",
]
