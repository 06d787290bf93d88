"""Rencana, second half: the agreement on paper, the action plan, the cascade."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views import action_plan, cascade, papers

PLAN = f"{YEAR}rencana/"
ACTIONS = f"{PLAN}aksi/"
CASCADE = f"{PLAN}pohon/"
AGREEMENT = f"{PLAN}perjanjian/<int:version>/"

urlpatterns = [
    path(f"{AGREEMENT}perjanjian-kinerja.docx", papers.agreement_docx, name="agreement_docx"),
    path(f"{AGREEMENT}perjanjian-kinerja.pdf", papers.agreement_pdf, name="agreement_pdf"),
    path(ACTIONS, action_plan.action_plan, name="action_plan"),
    path(f"{ACTIONS}salin/", action_plan.copy, name="action_plan_copy"),
    path(f"{ACTIONS}<int:version>/rencana-aksi.docx", papers.action_plan_docx, name="action_plan_docx"),
    path(f"{ACTIONS}<int:version>/rencana-aksi.pdf", papers.action_plan_pdf, name="action_plan_pdf"),
    path(f"{ACTIONS}<int:target>/", action_plan.actions, name="actions"),
    path(f"{ACTIONS}<int:target>/hitung/", action_plan.reckon_row, name="action_plan_reckon"),
    path(f"{ACTIONS}<int:target>/<int:action>/", action_plan.action, name="action"),
    path(CASCADE, cascade.cascade, name="cascade"),
    path(f"{CASCADE}susun/", cascade.draft, name="cascade_draft"),
    path(f"{CASCADE}isi/", cascade.fill, name="cascade_fill"),
    path(f"{CASCADE}baru/", cascade.new, name="cascade_new"),
    path(f"{CASCADE}pohon-kinerja.docx", papers.cascade_docx, name="cascade_docx"),
    path(f"{CASCADE}pohon-kinerja.pdf", papers.cascade_pdf, name="cascade_pdf"),
    path(f"{CASCADE}<int:node>/", cascade.node, name="cascade_node"),
]
