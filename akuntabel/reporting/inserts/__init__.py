"""The parts of a report that are written from data; a pack's outline names them.

Each module holds the parts of one subject in a table ``INSERTS``: name → function from the
writer to blocks. A new part is a function here and one name in the outline.
"""

from akuntabel.reporting.inserts import analysis, attachments, front, measurement, money, office, plans
from akuntabel.reporting.writer import Insert

INSERTS: dict[str, Insert] = {
    **front.INSERTS,
    **office.INSERTS,
    **plans.INSERTS,
    **measurement.INSERTS,
    **analysis.INSERTS,
    **money.INSERTS,
    **attachments.INSERTS,
}
