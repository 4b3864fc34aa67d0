"""A PostgreSQL server of our own, in a folder of its own, reached through a socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

from tests.servers.tables import make_tables

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def in_role(url: str, door: str) -> str:
    """The same database, with no more rights than a door's role has; SQLite has no roles."""
    if not url.startswith("postgresql"):
        return url
    return f"{url}{'&' if '?' in url else '?'}options=-crole%3Dletterbox_{door}"


class PostgresMissing(Exception):
    """PostgreSQL is not installed; `make test` installs Debian's package."""


class PostgresServer:
    """Started by `start`, ended by `stop`; databases are made from a template by `new_database`."""

    def __init__(self) -> None:
        if not BINARIES:
            raise PostgresMissing(PostgresMissing.__doc__)
        self.folder = Path(tempfile.mkdtemp(prefix="letterbox-pg-"))
        self._made = 0
        self._tables = ""

    def start(self) -> None:
        """Make a cluster and start it. PostgreSQL refuses to be root, so root lends it to `postgres`."""
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "letterbox", "-A", "trust", "-N")
        self.resume()

    def resume(self) -> None:
        """Start a cluster that is there."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", options, "-l", "/dev/null", "start")

    def pause(self) -> None:
        """End the server as a power cut would; the cluster stays."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.pause()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(BINARIES[-1] / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def url(self, database: str) -> str:
        """As for DATABASE_URL."""
        return f"postgresql://letterbox@/{database}?host={self.folder}"

    def new_database(self, template: str = "") -> str:
        """A fresh database with today's tables, or as in the template ("template1" is empty); its name."""
        if not template:
            template = self._tables or self._make_tables()
        self._made += 1
        name = f"letterbox_{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
        return name

    def _make_tables(self) -> str:
        self._tables = self.new_database("template1")
        make_tables(self.url(self._tables).replace("postgresql://", "postgresql+psycopg://"))
        return self._tables
