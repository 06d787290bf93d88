"""The addresses of the year's closing: measuring, money, writing, sealing, meetings, duties."""

from __future__ import annotations

import story_measuring
from cast import YEAR
from story_address import DEED, READ, Address, file, in_year, says
from story_addresses_money import MONEY
from story_editions import SEALED

# ---------------------------------------------------------------- meetings

MEETING = in_year(YEAR, meeting="@meeting")
FOLLOW_UP = in_year(YEAR, follow_up="@follow_up")
DONE = in_year(YEAR, follow_up="@done")
NEW_MEETING = says(period=f"{YEAR}-T3", date=f"{YEAR}-10-15", time_from="09:00", place="Aula")

MEETINGS = [
    Address("meetings", in_year(YEAR)),
    Address("meeting_new", in_year(YEAR), DEED, NEW_MEETING, form=True),
    Address("meeting", MEETING),
    Address("meeting_change", MEETING, DEED, says(title="Rapat lain"), form=True),
    Address("meeting_participants", MEETING, DEED, lambda _house: {"row.0.name": "Orang lain"}, form=True),
    Address("meeting_attendance", MEETING, DEED, says(came=[]), form=True),
    Address("meeting_minutes", MEETING, DEED, says(discussion="Lain"), form=True),
    Address("meeting_close", MEETING, DEED, says(), form=True),
    Address("meeting_discard", MEETING, DEED, says()),
    Address("meeting_docx", {**MEETING, "paper": "notula"}),
    Address("meeting_pdf", {**MEETING, "paper": "undangan"}),
    Address("follow_ups", in_year(YEAR)),
    Address("follow_up", FOLLOW_UP, READ, says(done_on=f"{YEAR}-11-01", result="Sudah")),
    Address("follow_up_reopen", DONE, DEED, says(reason="Belum semua")),
]

# ---------------------------------------------------------------- writing

CAUSES = in_year(YEAR, section="objective.1", kind="causes")

WRITING = [
    Address("writing", in_year(YEAR)),
    Address("writing_findings", in_year(YEAR)),
    Address("writing_figures", in_year(YEAR)),
    Address("writing_part", CAUSES, READ, says(text="Sebabnya lain.", touched="0")),
    Address("writing_preview", CAUSES, None, says(text="Sebabnya lain.")),
    Address("writing_remarks", CAUSES),
]

# ---------------------------------------------------------------- sealed editions

EDITION = in_year(SEALED, number=1)

EDITIONS = [
    Address("editions", in_year(SEALED)),
    Address("edition_seal", in_year(SEALED), DEED, says(reason="Penutup ditambah", agree="on"), form=True),
    Address("edition", EDITION),
    Address("edition_text", EDITION),
    Address("edition_verify", EDITION, None, says(), readers_too=True),
    Address("edition_file", {**EDITION, "filename": "laporan-kinerja.html"}),
]

# ---------------------------------------------------------------- measuring


def _of(period: str, **more: object) -> dict[str, object]:
    return in_year(YEAR, period=period, code=story_measuring.CODE, **more)


STATED = _of(story_measuring.DRAFT)
FILE = _of(story_measuring.DRAFT, number="@actual_file")

MEASURING = [
    Address("measuring", in_year(YEAR), READ, says(deed="submit", pilih="1")),
    Address("actual", STATED, READ, says(note="Lain"), form=True),
    Address("actual_take_back", _of(story_measuring.HANDED_IN), None, says()),
    Address("actual_reopen", _of(story_measuring.APPROVED), DEED, says(reason="Keliru")),
    Address("actual_reopen_answer", _of(story_measuring.ASKED), None, says(deed="grant")),
    Address("owners_all", in_year(YEAR), DEED, lambda house: {"first-1": house.head.pk}),
    Address("owners", STATED, DEED, lambda house: {"first": house.head.pk}),
    Address("actual_file_add", STATED, None, file("surat.png", "berkas", story_measuring.PNG + b" ")),
    Address("actual_file", FILE),
    Address("actual_file_remove", FILE, None, says()),
]

# ---------------------------------------------------------------- duties

DUTIES = [
    Address("duties", in_year(YEAR)),
    Address("calendar", in_year(YEAR)),
    Address("calendar_ics", in_year(YEAR)),
]

CLOSING: list[Address] = [*DUTIES, *MEASURING, *EDITIONS, *WRITING, *MONEY, *MEETINGS]
