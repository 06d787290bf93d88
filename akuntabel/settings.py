"""Django settings. Every value an office may change is one row of :data:`SETTINGS`.

A wrong value stops the start with a sentence that says what to write instead; nothing falls
back in silence.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured

from akuntabel.i18n import gettext as _


class Setting(NamedTuple):
    """An environment variable: its name, what it is when absent, and what it does."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("AKUNTABEL_HOME", "", "Folder data: pangkalan data SQLite, laporan jadi, kunci rahasia."),
    Setting("DATABASE_URL", "", "Alamat pangkalan data; kosong berarti SQLite di AKUNTABEL_HOME."),
    Setting(
        "AKUNTABEL_SECRET_KEY",
        "",
        "Kunci rahasia; kosong berarti dibuat sekali dan disimpan di AKUNTABEL_HOME.",
    ),
    Setting("AKUNTABEL_HOSTS", "127.0.0.1,localhost,[::1]", "Nama host yang dilayani, dipisah koma."),
    Setting("AKUNTABEL_HTTPS", "0", "1 bila dilayani lewat HTTPS: kuki hanya dikirim lewat HTTPS."),
    Setting("AKUNTABEL_DEBUG", "0", "1 menampilkan rincian kesalahan di peramban; jangan untuk server."),
    Setting("AKUNTABEL_OPEN_CHECK", "1", "1: siapa pun boleh memeriksa laporan tanpa masuk; 0: harus masuk."),
    Setting("AKUNTABEL_CHECK_MB", "50", "Ukuran terbesar berkas yang diperiksa, dalam MB."),
    Setting("AKUNTABEL_IMPORT_MB", "10", "Ukuran terbesar tabel yang diimpor ke register, dalam MB."),
    Setting(
        "AKUNTABEL_REQUIRE_TOTP",
        "0",
        "1 mewajibkan faktor kedua (kode dari ponsel) bagi Administrator dan Sekretaris.",
    ),
    Setting(
        "AKUNTABEL_EMAIL_URL",
        "",
        "Server surel, misalnya submission://pengguna:sandi@mail.contoh.go.id:587; "
        "kosong berarti tautan ditampilkan untuk disalin.",
    ),
    Setting("AKUNTABEL_EMAIL_FROM", "akuntabel@localhost", "Alamat pengirim surel."),
    Setting(
        "AKUNTABEL_PROXY",
        "",
        "Alamat IP proksi di depan aplikasi (misalnya 127.0.0.1), supaya alamat pengunjung yang dihitung.",
    ),
    Setting("AKUNTABEL_ATTACHMENT_MB", "20", "Ukuran terbesar satu lampiran bukti, dalam MB."),
    Setting("AKUNTABEL_LANGUAGE", "id", "Bahasa baku layar dan baris perintah: id atau en."),
)
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def _env(name: str) -> str:
    return os.environ.get(name, "").strip() or _DEFAULTS[name]


def _flag(name: str) -> bool:
    value = _env(name)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(
            _("{name} harus 0 atau 1, bukan “{value}”.").format(name=name, value=value)
        )
    return value == "1"


def _whole(name: str) -> int:
    value = _env(name)
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(
            _("{name} harus bilangan bulat mulai dari 1, bukan “{value}”.").format(name=name, value=value)
        )
    return int(value)


PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").exists() else None


def _home() -> Path:
    if chosen := _env("AKUNTABEL_HOME"):
        return Path(chosen).expanduser().resolve()
    return CHECKOUT / "var" if CHECKOUT else Path.home() / ".akuntabel"


HOME = _home()


def _make_home() -> None:
    try:
        HOME.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            _(
                "Folder data {home} tidak dapat dibuat ({reason}); tunjuk folder lain lewat AKUNTABEL_HOME."
            ).format(home=HOME, reason=error.strerror)
        ) from error


def _secret_key() -> str:
    if given := _env("AKUNTABEL_SECRET_KEY"):
        return given
    file = HOME / "secret_key"
    if not file.exists():
        _make_home()
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def _database() -> dict[str, object]:
    url = _env("DATABASE_URL")
    if not url:
        _make_home()
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "akuntabel.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    try:
        config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            _("DATABASE_URL tidak dapat dibaca; tulis seperti postgres://pengguna:sandi@host:5432/nama.")
        ) from error
    if not config.get("ENGINE") or not config.get("NAME"):
        raise ImproperlyConfigured(
            _("DATABASE_URL tidak lengkap; tulis seperti postgres://pengguna:sandi@host:5432/nama.")
        )
    if config["ENGINE"] == "django.db.backends.postgresql":
        config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
    return dict(config)


def _email() -> dict[str, object]:
    """The EMAIL_* settings of Django; without a server none is ever sent."""
    url = _env("AKUNTABEL_EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    config: dict[str, object] = {}
    with suppress(ValueError, KeyError):
        config = dict(dj_email_url.parse(url))
    if "EMAIL_BACKEND" not in config:
        raise ImproperlyConfigured(
            _(
                "AKUNTABEL_EMAIL_URL tidak dapat dibaca; tulis seperti "
                "submission://pengguna:sandi@mail.contoh.go.id:587."
            )
        )
    config["EMAIL_TIMEOUT"] = config.get("EMAIL_TIMEOUT") or 10  # seconds; a page waits for it
    return {name: value for name, value in config.items() if name.startswith("EMAIL_")}


SECRET_KEY = _secret_key()
DEBUG = _flag("AKUNTABEL_DEBUG")
ALLOWED_HOSTS = [host.strip() for host in _env("AKUNTABEL_HOSTS").split(",") if host.strip()]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "akuntabel.offices",
    "akuntabel.planning",
    "akuntabel.evidence",
    "akuntabel.measuring",
    "akuntabel.reporting",
    "akuntabel.meetings",
    "akuntabel.duties",
    "akuntabel.checking",
    "akuntabel.web",
    "treebeard",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "akuntabel.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "akuntabel.web.middleware.SecurityHeaders",
    "akuntabel.web.middleware.ButtonAddresses",
    "akuntabel.web.middleware.Refusals",
    "akuntabel.web.failures.Failures",
    "akuntabel.web.gate.SecondFactorDemanded",
    "akuntabel.web.middleware.WithoutNul",
]

ROOT_URLCONF = "akuntabel.web.urls"
WSGI_APPLICATION = "akuntabel.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["akuntabel.web.templatetags.indonesian"],
        },
    }
]

globals().update(_email())
SENDS_EMAIL = bool(_env("AKUNTABEL_EMAIL_URL"))
DEFAULT_FROM_EMAIL = _env("AKUNTABEL_EMAIL_FROM")

AUTH_USER_MODEL = "offices.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "akuntabel.offices.passwords.LongEnough"},
    {"NAME": "akuntabel.offices.passwords.NotOwnName"},
    {"NAME": "akuntabel.offices.passwords.NotCommon"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"

LANGUAGE_CODE = _env("AKUNTABEL_LANGUAGE")
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(
        _("AKUNTABEL_LANGUAGE harus id atau en, bukan “{value}”.").format(value=LANGUAGE_CODE)
    )
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REPORTS_ROOT = HOME / "reports"
CHECKS_ROOT = HOME / "checks"
ATTACHMENTS_ROOT = HOME / "attachments"
ATTACHMENT_MEGABYTES = _whole("AKUNTABEL_ATTACHMENT_MB")
OPEN_CHECK = _flag("AKUNTABEL_OPEN_CHECK")
CHECK_MEGABYTES = _whole("AKUNTABEL_CHECK_MB")
IMPORT_MEGABYTES = _whole("AKUNTABEL_IMPORT_MB")
# A page of the grid is one form: 500 rows with up to 40 cells.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

_HTTPS = _flag("AKUNTABEL_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day; a forgotten computer is shut by the morning
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

REQUIRE_TOTP = _flag("AKUNTABEL_REQUIRE_TOTP")
PROXY = _env("AKUNTABEL_PROXY")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
