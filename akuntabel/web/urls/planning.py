"""Rencana: plans, their parts, the targets, and the agreement of a year."""

from __future__ import annotations

from django.urls import path

from akuntabel.web.urls.paths import YEAR
from akuntabel.web.views.planning import agreements, contents, plans, targets

PLANS = f"{YEAR}rencana/"
PLAN = f"{PLANS}<int:plan>/"
AGREEMENTS = f"{PLANS}perjanjian/"
AGREEMENT = f"{AGREEMENTS}<int:version>/"

urlpatterns = [
    path(PLANS, plans.plans, name="plans"),
    path(f"{PLANS}target/", targets.targets, name="target_grid"),
    path(f"{PLANS}baru/<slug:kind>/", plans.plan_new, name="plan_new"),
    path(f"{AGREEMENTS}baru/", agreements.agreement_draft, name="agreement_draft"),
    path(AGREEMENT, agreements.agreement, name="agreement"),
    path(f"{AGREEMENT}ubah/", agreements.agreement_change, name="agreement_change"),
    path(f"{AGREEMENT}tanda-tangan/", agreements.agreement_sign, name="agreement_sign"),
    path(f"{AGREEMENT}kembalikan/", agreements.agreement_return, name="agreement_return"),
    path(f"{AGREEMENT}revisi/", agreements.agreement_revise, name="agreement_revise"),
    path(f"{AGREEMENT}pindah-rkt/", agreements.agreement_move, name="agreement_move"),
    path(f"{AGREEMENT}buang/", agreements.agreement_discard, name="agreement_discard"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}ubah/", plans.plan_change, name="plan_change"),
    path(f"{PLAN}revisi/", plans.plan_revise, name="plan_revise"),
    path(f"{PLAN}buang/", plans.plan_discard, name="plan_discard"),
    path(f"{PLAN}urutan/", contents.part_move, name="part_move"),
    path(f"{PLAN}misi/baru/", contents.numbered, {"part": "misi"}, name="mission_new"),
    path(f"{PLAN}misi/<int:key>/", contents.numbered, {"part": "misi"}, name="mission"),
    path(f"{PLAN}tujuan/baru/", contents.numbered, {"part": "tujuan"}, name="goal_new"),
    path(f"{PLAN}tujuan/<int:key>/", contents.numbered, {"part": "tujuan"}, name="goal"),
    path(f"{PLAN}sasaran/baru/", contents.objective, name="objective_new"),
    path(f"{PLAN}sasaran/<int:key>/", contents.objective, name="objective"),
    path(f"{PLAN}indikator/baru/", contents.indicator_edit, name="indicator_new"),
    path(f"{PLAN}indikator/<int:key>/", contents.indicator_edit, name="indicator_edit"),
    path(f"{PLAN}indikator/<int:key>/ukuran/", contents.indicator_measure, name="indicator_measure"),
    path(f"{PLAN}<slug:part>/<int:key>/hapus/", contents.part_remove, name="part_remove"),
]
