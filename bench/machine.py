"""What the figures were taken on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import akuntabel


def machine() -> dict[str, str]:
    """Machine and versions, as they are told to the reader."""
    return {
        "Date": dt.datetime.now(dt.UTC).date().isoformat(),
        "Processor": f"{_processor()}, {os.cpu_count()} cores visible",
        "Memory": f"{_memory_gb():.0f} GB",
        "System": _system(),
        "Python": platform.python_version(),
        "Akuntabel": akuntabel.__version__,
        "Typst": version("typst"),
        "python-docx": version("python-docx"),
        "docxtpl": version("docxtpl"),
        "WeasyPrint": version("weasyprint"),
        "LibreOffice": _libreoffice(),
    }


def load() -> str:
    """How busy the machine is, over one and five minutes."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f} / {five:.1f}"


def has_weasyprint() -> str:
    """Why WeasyPrint cannot be used; empty when it can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return f"WeasyPrint rows are skipped: {str(error).splitlines()[0]} (it needs Pango: libpango-1.0-0)"
    return ""


def has_soffice() -> str:
    """Why LibreOffice cannot be used; empty when it can."""
    if _libreoffice() == "absent":
        return "LibreOffice rows are skipped: no soffice here (apt install libreoffice-writer-nogui)"
    return ""


def _libreoffice() -> str:
    try:
        said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "absent"
    return " ".join(said.split()[1:2]) or said.strip()


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _system() -> str:
    for line in _lines("/etc/os-release"):
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip().strip('"')
    return platform.platform()


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
