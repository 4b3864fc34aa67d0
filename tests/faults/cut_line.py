"""A line to PostgreSQL that is cut: at the N-th thing that is said, before the server hears it, or after the
server did it and before its answer arrives."""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


class CutLine:
    """Stands between a client and the server in `folder`. Whole, until `cut_at` says otherwise."""

    def __init__(self, folder: Path) -> None:
        self._server = str(folder / SOCKET)
        self.folder = Path(tempfile.mkdtemp(prefix="letterbox-line-"))
        self.said = 0
        self._at, self._heard, self._away = 0, False, False
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._hung_up = threading.Event()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(self.folder / SOCKET))
        self._door.listen(64)
        threading.Thread(target=self._let_in, daemon=True).start()

    def url(self, database: str) -> str:
        """As for DATABASE_URL."""
        return f"postgresql://letterbox@/{database}?host={self.folder}"

    def cut_at(self, number: int, *, heard: bool) -> None:
        """Cut at the N-th thing said from now on (0: never), after the server heard it or before.

        Then nobody comes through until the line is `whole` again.
        """
        self._hung_up.clear()
        self.said, self._at, self._heard = 0, number, heard

    @property
    def is_cut(self) -> bool:
        """Was the place reached?"""
        return self._away

    def whole(self) -> None:
        """It was mended, once every line that the cut took is down: what is begun afterwards stays up."""
        if self._away:
            assert self._hung_up.wait(10)
        self._at, self._away = 0, False

    def stop(self) -> None:
        """Nobody needs it any more."""
        self._away = True
        self._door.close()
        self._hang_up()
        shutil.rmtree(self.folder)

    def _let_in(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            if self._away:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._server)
            self._open |= {client, server}
            for ends in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(*ends, ends[0] is client), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, asks: bool) -> None:
        try:
            while part := source.recv(1 << 20):
                if self._away or (asks and self._cut_here(target, part)):
                    break
                target.sendall(part)
        except OSError:
            pass
        for one in (source, target):
            self._end(one)

    def _cut_here(self, server: socket.socket, part: bytes) -> bool:
        with self._lock:
            if self._away:
                return True
            self.said += 1
            if not self._at or self.said < self._at:
                return False
            self._away = True
        try:
            if self._heard:
                server.sendall(part)
                self._wait_until_done(server)
        finally:
            self._hang_up()
            self._hung_up.set()
        return True

    def _wait_until_done(self, server: socket.socket) -> None:
        # Its answer comes to the other thread, which sees that the line is cut, and ends.
        server.settimeout(0.05)
        with suppress(OSError):
            while server.recv(1 << 20):
                pass

    def _hang_up(self) -> None:
        for one in list(self._open):
            self._end(one)

    def _end(self, one: socket.socket) -> None:
        self._open.discard(one)
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
