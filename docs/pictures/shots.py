"""What is seen in the user guide: scenes in their order, each somebody's steps and mostly a picture at the end.

Three installations are played: an empty one, where an office begins from nothing, one with the Paser data
that keeps its evidence, and another with the same data that closes its year (``closing.py``).
"""

from __future__ import annotations

from closing import CLOSING_YEAR
from steps import (
    CLOSING,
    DEMO,
    EMPTY,
    SAVE,
    Scene,
    Stage,
    Step,
    choose,
    click,
    fill,
    go,
    hand_in,
    keep,
    keep_address,
    paste,
    photograph,
    press,
    second_factor,
    see,
    table_with_errors,
    tick,
    type_into,
)

__all__ = ["CLOSING", "DEMO", "EMPTY", "SCENES", "Scene", "Stage"]
ADMIN, HEAD, SUPERIOR, OPERATOR, VERIFIER = (
    f"{role} Contoh" for role in ("Administrator", "Sekretaris", "Ketua", "Operator", "Pemeriksa")
)
PASSWORD = "batu sungai langit kopi"  # of throw-away installations
NEW, OLD = "/kpu-contoh/2026", "/kpu-paser/2024"
EVENTS = f"{OLD}/bukti/voter_education"
# of 22 indicators, in their order; as the Paser office promised
TARGETS = (
    "8", "100", "95", "75", "90", "97,5", "1", "12", "1", "1", *["100"] * 6, *["2"] * 5, "100",
)  # fmt: skip


def accepted(word: str) -> tuple[Step, ...]:
    """Follow an invitation and make the account."""
    return (go(f"{{{word}}}"), fill(password=PASSWORD, again=PASSWORD), click(SAVE))


def invited(name: str, username: str, role: str) -> tuple[Step, ...]:
    """Invite somebody and keep the link."""
    return (
        go("/kpu-contoh/kantor/orang/undang/"),
        fill(name=name, username=username, role=role),
        click(SAVE),
        keep(username, "#tautan"),
    )


def signer(number: int, name: str, position: str) -> tuple[Step, ...]:
    """Name an official of the office."""
    return (
        go("/kpu-contoh/kantor/"),
        click(f".facts > div:nth-child({number}) a.small-link"),
        fill(name=name, position=position),
        click(SAVE),
    )


# ---------------------------------------------------------------- the scenes

BEGINNING = (
    Scene(
        EMPTY,
        ADMIN,
        (
            go("{setup}"),
            fill(
                name=ADMIN,
                username="admin",
                password=PASSWORD,
                again=PASSWORD,
                office_name="Sekretariat KPU Kabupaten Contoh",
                place="Kota Contoh",
                level="regency",
            ),
        ),
        "mulai",
        bottom=SAVE,
    ),
    Scene(
        EMPTY, ADMIN, (click(SAVE), click("main a:has-text('Buka tahun')"), fill(year="2026"), click(SAVE))
    ),
    Scene(EMPTY, ADMIN, signer(1, HEAD, "Sekretaris KPU Kabupaten Contoh")),
    Scene(EMPTY, ADMIN, signer(2, SUPERIOR, "Ketua KPU Kabupaten Contoh")),
    Scene(EMPTY, ADMIN, (go("/kpu-contoh/kantor/"),), "kantor", bottom="main .two"),
    Scene(
        EMPTY,
        ADMIN,
        (go("/kpu-contoh/kantor/orang/undang/"), fill(name=OPERATOR, username="operator", role="operator")),
        "undang",
        bottom=SAVE,
    ),
    Scene(EMPTY, ADMIN, (click(SAVE), keep("operator", "#tautan")), "tautan-undangan", bottom="main section"),
    Scene(EMPTY, ADMIN, invited(HEAD, "sekretaris", "head")),
    Scene(EMPTY, ADMIN, invited(SUPERIOR, "ketua", "superior")),
    Scene(EMPTY, OPERATOR, (go("{operator}"),), "undangan", phone=True, bottom=SAVE),
    Scene(EMPTY, OPERATOR, accepted("operator")),
    Scene(EMPTY, HEAD, accepted("sekretaris")),
    Scene(EMPTY, SUPERIOR, accepted("ketua")),
    Scene(EMPTY, ADMIN, (go("/kpu-contoh/kantor/orang/"),), "orang", bottom="main table"),
    Scene(EMPTY, HEAD, (go("/akun/"),), "akun", bottom="main .two"),
    Scene(EMPTY, HEAD, (go("/akun/faktor-kedua/"),), "faktor-kedua", bottom=".steps"),
    Scene(EMPTY, HEAD, (second_factor, click(SAVE))),
    Scene(EMPTY, "", (go("/masuk/"),), "masuk", bottom="main"),
)

PLANNING = (
    Scene(EMPTY, OPERATOR, (go(f"{NEW}/rencana/"),), "rencana-kosong", bottom="main section:last-of-type"),
    Scene(EMPTY, OPERATOR, (click("text=Buat RKT dari paket KPU"),)),
    Scene(
        EMPTY,
        OPERATOR,
        (go(f"{NEW}/rencana/target/"), type_into(".target-table input", *TARGETS)),
        "target",
        tallest=640,
    ),
    Scene(EMPTY, OPERATOR, (click("main form .main-button"), click("text=Buat perjanjian kinerja"))),
    Scene(EMPTY, OPERATOR, (go(f"{NEW}/rencana/"),), "rencana", bottom="main section:last-of-type"),
    Scene(EMPTY, OPERATOR, (go(f"{NEW}/rencana/perjanjian/1/"),), "perjanjian"),
    Scene(
        EMPTY,
        HEAD,
        (go(f"{NEW}/rencana/perjanjian/1/tanda-tangan/"), click("#id_agree")),
        "tanda-tangan",
        top=".sign-box",
        bottom=".sign-box",
    ),
    Scene(EMPTY, HEAD, (click(".sign-box .main-button"),)),
    Scene(
        EMPTY,
        SUPERIOR,
        (
            go(f"{NEW}/rencana/perjanjian/1/tanda-tangan/"),
            click("#id_agree"),
            click(".sign-box .main-button"),
        ),
    ),
    Scene(
        EMPTY,
        OPERATOR,
        (go(f"{NEW}/rencana/aksi/"), click("button[value=all]"), click(".aside-tools .main-button")),
        "rencana-aksi",
        tallest=880,
    ),
    Scene(EMPTY, OPERATOR, (go(f"{NEW}/rencana/pohon/"), click(".empty .main-button")), "pohon", tallest=760),
    Scene(
        EMPTY,
        OPERATOR,
        (
            go(f"{NEW}/rencana/perjanjian/1/revisi/"),
            fill(reason="Target menyesuaikan revisi DIPA."),
            click(SAVE),
            go(f"{NEW}/rencana/target/"),
            type_into(".target-table td:last-child input", "10", *TARGETS[1:-4], "3", *TARGETS[-3:]),
            click("main form .main-button"),
            go(f"{NEW}/rencana/perjanjian/2/"),
        ),
        "revisi",
        top="section[aria-labelledby=beda]",
        bottom="section[aria-labelledby=beda]",
    ),
)

EVIDENCE = (
    Scene(DEMO, OPERATOR, (go(f"{OLD}/bukti/"),), "bukti", tallest=760),
    Scene(DEMO, OPERATOR, (go(f"{EVENTS}/?f-segment=pemula"),), "register", tallest=800),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/baru/"),
            fill(
                f__segment="pemula",
                f__title="Sosialisasi di SMA Contoh 1",
                f__date="12/3",
                f__place="SMA Contoh 1",
            ),
            click("[name=f-status][value=done]"),
        ),
        "catatan",
        bottom=".form-buttons",
    ),
    Scene(DEMO, OPERATOR, (click(SAVE),)),
    Scene(DEMO, OPERATOR, (go(f"{EVENTS}/baru/"),), "catatan-ponsel", phone=True, tallest=844),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/baru/"),
            fill(f__title="Sosialisasi di SMA Contoh 1", f__date="13/3"),
            click("[id='id_f-place']"),
            see(".doubles"),
        ),
        "ganda",
        bottom=".form-buttons",
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{OLD}/bukti/lppa/baru/"),
            fill(f__month="02", f__submitted_on="12/3"),
            click("h1"),
            see(".followed"),
        ),
        "batas-waktu",
        bottom=".form-buttons",
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/?cari=SMA+Contoh+1"),
            click("a.record-title"),
            keep_address("record"),
            hand_in("#file", "daftar-hadir.jpg", photograph),
            click(".attach button"),
        ),
        "lampiran",
        bottom="main .two",
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go("{record}ubah/"),
            fill(f__place="Aula SMA Contoh 1", f__title="Sosialisasi pemilih pemula di SMA Contoh 1"),
            click(SAVE),
        ),
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/?f-segment=pemula"),
            tick("input[name=pilih]", 3),
            click(".bulk button"),
            choose("#target", "Status"),
            click("main form .main-button"),
        ),
        "ubah-banyak",
        bottom=".form-buttons",
    ),
    Scene(
        DEMO,
        VERIFIER,
        (
            go(f"{OLD}/kunci/"),
            click("details:has([value='2024-T1']) summary"),
            click("details:has([value='2024-T1']) button"),
        ),
        "kunci",
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go("{record}ganti/"),
            fill(f__place="Lapangan SMA Contoh 1", reason="Tempatnya pindah karena hujan."),
        ),
        "ganti",
        bottom=".form-buttons",
        tallest=1080,
    ),
    Scene(DEMO, OPERATOR, (click(SAVE),)),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/tabel/?kolom=segment&kolom=title&kolom=date&kolom=place&kolom=status"),
            paste(
                "tbody tr:not([data-pk]) input[name$='-segment']",
                [
                    "Segmen utama\tNama kegiatan\tTanggal\tTempat\tStatus",
                    "Pemilih pemula\tKelas pemilu SMK Contoh\t2/5/2024\tSMK Contoh\tTerlaksana",
                    "Keluarga\tTemu warga Desa Contoh\t9/5/2024\tBalai desa\tTerlaksana",
                    "Perempuan\tDiskusi bersama PKK\t16/5/2024\tAula kecamatan\tTerlaksana",
                ],
            ),
            press("Escape"),
        ),
        "tabel",
        top="h1",
        tallest=800,
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go(f"{EVENTS}/impor/"),
            hand_in("input[type=file]", "kegiatan-juni.xlsx", table_with_errors),
            click("main form .main-button"),
        ),
        "impor",
        bottom="main .scroll",
    ),
    Scene(
        DEMO,
        OPERATOR,
        (
            go("/kpu-paser/register-baru/"),
            type_into("#name", "Permohonan informasi"),
            type_into("#purpose", "Mencatat setiap permohonan informasi dan kapan dijawab."),
            type_into("#unit", "permohonan"),
        ),
        "register-sendiri",
    ),
    Scene(DEMO, VERIFIER, (go("/kpu-paser/riwayat/"),), "riwayat"),
)
SCENES = (*BEGINNING, *PLANNING, *EVIDENCE, *CLOSING_YEAR)
