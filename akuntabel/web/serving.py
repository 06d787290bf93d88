"""Serve the app: the web server in this process, the background worker in one of its own.

The worker ends after some tasks and is started anew, since the PDF compiler's memory grows in a
long-lived process.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType

from django.conf import settings
from django.utils.translation import gettext as _

from akuntabel.core.errors import AkuntabelError

TASKS_PER_WORKER = 20
PAUSE_AFTER_FAILURE = 5.0  # seconds before a worker that failed is started again


class CannotServe(AkuntabelError):
    """The address cannot be listened on."""


def serve(*, host: str, port: int, ready: Callable[[str], None]) -> int:
    """Serve until interrupted; ``ready`` is told the address once it is listened on.

    Raises:
        CannotServe: another program has the port, or the address is not this machine's.
    """
    import waitress

    from akuntabel.web.wsgi import application

    # Whom a proxy forwards for is only believed of the proxy that the installation names.
    proxy: dict[str, object] = {}
    if settings.PROXY:
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        proxy = {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": headers}
    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=8,
            ident="akuntabel",
            clear_untrusted_proxy_headers=True,
            **proxy,
            max_request_body_size=(settings.CHECK_MEGABYTES + 1) * 1_000_000,
        )
    except OSError as error:
        raise CannotServe(
            _("Porta {port} di {host} tidak dapat dipakai ({reason}). Pilih yang lain dengan --port."),
            port=port,
            host=host,
            reason=error.strerror or error,
        ) from error
    worker = _Worker()
    worker.start()
    signal.signal(signal.SIGTERM, _stop)
    ready(f"http://{host}:{port}")
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        worker.stop()
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


class _Worker(threading.Thread):
    """Keeps one background worker process alive."""

    def __init__(self) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Start the worker again each time it ends, until told to stop."""
        command = [sys.executable, "-m", "akuntabel", "manage", "db_worker"]
        command += [
            "--max-tasks",
            str(TASKS_PER_WORKER),
            "--interval",
            "0.5",
            "--no-startup-delay",
            "-v",
            "0",
        ]
        while not self._stopping.is_set():
            self._process = subprocess.Popen(command)  # its own process group would outlive us
            if self._process.wait() != 0:
                self._stopping.wait(PAUSE_AFTER_FAILURE)

    def stop(self) -> None:
        """End the worker and stop starting new ones."""
        self._stopping.set()
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
