"""The scenes in which the Paser office closes its year: measured, paid, written, sealed, and discussed."""

from __future__ import annotations

from steps import (
    CLOSING,
    SAVE,
    Scene,
    Step,
    budget_table,
    choose,
    click,
    fill,
    go,
    hand_in,
    payment_table,
    see,
    tick,
    type_into,
)

HEAD, OPERATOR, VERIFIER = (f"{role} Contoh" for role in ("Sekretaris", "Operator", "Pemeriksa"))
YEAR = "/kpu-paser/2024"
ACTUALS, REPORT, MONEY, MEETING = (
    f"{YEAR}/{street}" for street in ("pengukuran", "laporan", "anggaran", "rapat")
)
WOMEN = f"{ACTUALS}/2024/17.1"
CAUSES = f"{REPORT}/naskah/objective.17/causes/"
CITING = (
    "Kegiatan bagi pemilih perempuan baru {indicator.17.1.actual} dari target {indicator.17.1.target}, "
    "karena jadwalnya berimpit dengan tahapan kampanye."
)


def written(text: str, *more: Step) -> tuple[Step, ...]:
    """Type the causes of objective 17."""
    return (go(CAUSES), type_into("#id_text", text), *more)


MEASURING = (
    Scene(CLOSING, OPERATOR, (go("/"),), "tugas-saya", tallest=820),
    Scene(CLOSING, HEAD, (go(f"{YEAR}/tugas/"),), "tugas-kantor", tallest=700),
    Scene(CLOSING, HEAD, (go(f"{YEAR}/kalender/"),), "kalender", tallest=880),
    Scene(
        CLOSING,
        HEAD,
        (
            go(f"{WOMEN}/penanggung-jawab/"),
            choose("#id_first", OPERATOR),
            choose("#id_second", HEAD),
            click(SAVE),
        ),
    ),
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{ACTUALS}/"),
            type_into(
                "textarea[name^=note-]",
                "Hibah pemilihan dan pergeseran anggaran menambah revisi; jadwal revisi disusun per triwulan.",
                "Lima indikator belum mencapai target; tindak lanjutnya disebut di tiap indikator.",
                "Jadwal berimpit dengan tahapan kampanye; kegiatan berikutnya dijadwalkan triwulan I.",
            ),
        ),
        "pengukuran",
        tallest=768,
    ),
    Scene(CLOSING, OPERATOR, (click(".act-bar .main-button"),)),
    Scene(CLOSING, VERIFIER, (go(f"{WOMEN}/"),), "realisasi", bottom="#bukti"),
    Scene(CLOSING, VERIFIER, (go(f"{ACTUALS}/"),), "pengukuran-pemeriksa", tallest=768),
    Scene(CLOSING, VERIFIER, (click(".act-bar .main-button"),)),
    Scene(CLOSING, HEAD, (go(f"{ACTUALS}/"), click(".act-bar .main-button"))),
)

SEALING = (
    Scene(CLOSING, OPERATOR, (go(f"{REPORT}/naskah/"),), "kerangka", tallest=640),
    Scene(
        CLOSING,
        OPERATOR,
        written(
            "Kegiatan bagi pemilih perempuan baru {indicator.17.1.actual}, karena jadwalnya berimpit dengan "
            "tahapan kampanye. Target 3 kegiatan belum tercapai.",
            see(".writing-preview .finding"),
        ),
        "naskah",
        tallest=820,
    ),
    Scene(CLOSING, OPERATOR, written(CITING, click(".writing-form .main-button"))),
    Scene(CLOSING, HEAD, (go(f"{REPORT}/segel/"), click("#id_agree")), "segel", bottom=".sign-box"),
    Scene(
        CLOSING,
        HEAD,
        (click(".sign-box .main-button"), click("text=Periksa keaslian")),
        "edisi",
        bottom="section[aria-labelledby=keaslian]",
    ),
    Scene(
        CLOSING,
        OPERATOR,
        written(
            f"{CITING} Kegiatan berikutnya dijadwalkan pada triwulan pertama.",
            click(".writing-form .main-button"),
        ),
    ),
    Scene(
        CLOSING,
        HEAD,
        (
            go(f"{REPORT}/segel/"),
            type_into("#id_reason", "Tindak lanjut sasaran 17 belum disebut."),
            click("#id_agree"),
            click(".sign-box .main-button"),
        ),
        "edisi-perubahan",
        top="section[aria-labelledby=perubahan]",
        bottom="section[aria-labelledby=perubahan]",
    ),
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{WOMEN}/buka/"),
            fill(reason="Satu kegiatan bersama organisasi perempuan belum tercatat."),
            click(SAVE),
        ),
    ),
    Scene(CLOSING, VERIFIER, (go(f"{WOMEN}/"),), "buka-lagi", bottom=".turn-box"),
)

PAYING = (
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{MONEY}/versi/"),
            click("main tbody tr:last-child a"),
            click("text=Buat revisi"),
            fill(
                name="DIPA Tahun Anggaran 2024 Revisi ke-11",
                number="DIPA-076.01.2.000000/2024",
                issued_on="2024-11-15",
                reason="Dirinci menurut POK terakhir.",
            ),
            click("[name=change][value=same]"),
            click(SAVE),
            click("text=Masukkan baris dari Excel"),
            hand_in("input[type=file]", "pok-2024.xlsx", budget_table),
            click("main form .main-button"),
        ),
        "kolom-anggaran",
        tallest=760,
    ),
    Scene(
        CLOSING,
        OPERATOR,
        (
            click("main form .main-button"),
            click("main form .main-button"),
            click("text=Tetapkan versi ini"),
            click("main form .main-button"),
            go(f"{MONEY}/belanja/impor/"),
            hand_in("input[type=file]", "sp2d-2024.xlsx", payment_table),
            click("main form .main-button"),
            click("main form .main-button"),
            click("main form .main-button"),
            go(f"{MONEY}/"),
        ),
        "anggaran",
        bottom=".money-months",
        tallest=1300,
    ),
    Scene(CLOSING, OPERATOR, (go(f"{MONEY}/hibah/"),), "hibah", bottom="main table"),
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{MONEY}/pemetaan/076.01.WA.3355.EBA.994/"),
            type_into("[name=objective_1], [name=objective_5]", "60", "40"),
            click("main form .main-button"),
        ),
        "pemetaan",
        tallest=640,
    ),
)

DISCUSSING = (
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{MEETING}/baru/"),
            choose("#id_period", "Triwulan IV 2024"),
            fill(date="2025-01-15", time_from="09:00", place="Aula kantor"),
            click(SAVE),
            go(f"{MEETING}/1/hadir/"),
            tick("main form input[type=checkbox]", 4),
            click(SAVE),
            go(f"{MEETING}/1/"),
        ),
        "rapat",
        tallest=860,
    ),
    Scene(
        CLOSING,
        OPERATOR,
        (
            go(f"{MEETING}/1/notula/"),
            type_into("[name=discussion]", "Kegiatan bagi pemilih perempuan belum mencapai target."),
            type_into("[name='decision.0']", "Kegiatan bagi pemilih perempuan dijadwalkan lebih awal."),
            choose("[name='follow.0.owner']", OPERATOR),
            type_into("[name='follow.0.due']", "2025-02-14"),
            type_into("[name='follow.0.text']", "Menyusun jadwal kegiatan triwulan I"),
        ),
        "notula",
        top="main h2:has-text('Keputusan')",
        tallest=900,
    ),
)
CLOSING_YEAR = (*MEASURING, *SEALING, *PAYING, *DISCUSSING)
