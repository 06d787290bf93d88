"""Installations of their own for tests of real processes: a data folder, and a database on PostgreSQL."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

DRIVER = Path(__file__).parent / "driver.py"
SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")


@dataclass
class Installation:
    """An installation; every command is a process of its own."""

    home: Path
    database: str = ""  # DATABASE_URL; empty is SQLite in ``home``
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        here = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "AKUNTABEL_LANGUAGE": "id"}
        return here | {"AKUNTABEL_HOME": str(self.home), "DATABASE_URL": self.database}

    def run(self, *arguments: str, expected: int | None = 0) -> subprocess.CompletedProcess[str]:
        """An ``akuntabel`` command."""
        return self._done([sys.executable, "-m", "akuntabel", *arguments], expected)

    def drive(self, *arguments: str, expected: int | None = 0) -> str:
        """What a function of driver.py prints."""
        return self._done([sys.executable, str(DRIVER), *arguments], expected).stdout

    def _done(self, command: list[str], expected: int | None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, capture_output=True, text=True, env=self.environment, timeout=120, check=False
        )
        assert expected is None or done.returncode == expected, done.stdout + done.stderr
        return done

    def start(self, *command: str, **options) -> subprocess.Popen[str]:
        """A process in a group of its own, so that it can be killed with all it started."""
        process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            start_new_session=True,
            **options,
        )
        self.running.append(process)
        return process

    def drive_on(self, *arguments: str) -> subprocess.Popen[str]:
        """A function of driver.py, still running."""
        return self.start(str(DRIVER), *arguments)

    def serve(self, *arguments: str, **options) -> tuple[subprocess.Popen[str], int, str]:
        """The running server: its process, its port, and what it printed until it was ready."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = self.start("-m", "akuntabel", "serve", "--port", str(port), *arguments, **options)
        said = ""
        wanted = "Tautan baru" if arguments else "berjalan di"
        while wanted not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        return process, port, said

    def kill(self, process: subprocess.Popen[str]) -> None:
        """kill -9 of the process and of all it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def close(self) -> None:
        for process in self.running:
            if process.poll() is None:
                self.kill(process)
            process.stdout.close()


class Builder:
    """Makes installations, and clears away what they leave behind."""

    def __init__(self, folders) -> None:
        self.folders, self.made, self.databases = folders, [], []

    def empty(self, *, sqlite: bool = False) -> Installation:
        """Nothing yet: a folder, and a database without tables."""
        return self._made("" if sqlite or not ON_POSTGRES else self._database())

    def copy(self, of: Installation) -> Installation:
        """One that holds what ``of`` holds, which nobody may be using."""
        copy = self._made(of.database and self._database(of.database.rpartition("/")[2].partition("?")[0]))
        shutil.copytree(of.home, copy.home, dirs_exist_ok=True)
        return copy

    def _made(self, url: str) -> Installation:
        self.made.append(Installation(self.folders.mktemp("home"), url))
        return self.made[-1]

    def _database(self, pattern: str = "template1") -> str:
        name = f"upkeep_{secrets.token_hex(6)}"
        on_server(f"CREATE DATABASE {name} TEMPLATE {pattern}")
        self.databases.append(name)
        return re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", SERVER)

    def close(self) -> None:
        for installation in self.made:
            installation.close()
        for name in self.databases:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement: str) -> None:
    """Run ``statement`` on the PostgreSQL server of the test run."""
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


def manifest(file: Path) -> dict:
    """The manifest of a backup."""
    with zipfile.ZipFile(file) as packed:
        return json.loads(packed.read("manifest.json"))


def until(condition, seconds: float = 20) -> None:
    """Wait until ``condition`` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)
