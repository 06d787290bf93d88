"""Rapat: the performance meetings of a year, their papers, and what was agreed to be done."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import meetings

MEETINGS = f"{YEAR}rapat/"
MEETING = f"{MEETINGS}<int:meeting>/"
FOLLOW_UPS = f"{MEETINGS}tindak-lanjut/"
FOLLOW_UP = f"{FOLLOW_UPS}<int:follow_up>/"

urlpatterns = [
    path(MEETINGS, meetings.meetings, name="meetings"),
    path(f"{MEETINGS}baru/", meetings.meeting_new, name="meeting_new"),
    path(FOLLOW_UPS, meetings.follow_ups, name="follow_ups"),
    path(FOLLOW_UP, meetings.follow_up, name="follow_up"),
    path(f"{FOLLOW_UP}buka/", meetings.follow_up_reopen, name="follow_up_reopen"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}undangan/", meetings.meeting_change, name="meeting_change"),
    path(f"{MEETING}peserta/", meetings.meeting_participants, name="meeting_participants"),
    path(f"{MEETING}hadir/", meetings.meeting_attendance, name="meeting_attendance"),
    path(f"{MEETING}notula/", meetings.meeting_minutes, name="meeting_minutes"),
    path(f"{MEETING}tutup/", meetings.meeting_close, name="meeting_close"),
    path(f"{MEETING}buang/", meetings.meeting_discard, name="meeting_discard"),
    path(f"{MEETING}<slug:paper>.docx", meetings.meeting_docx, name="meeting_docx"),
    path(f"{MEETING}<slug:paper>.pdf", meetings.meeting_pdf, name="meeting_pdf"),
]
