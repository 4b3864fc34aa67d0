"""A virus scanner that finds nothing: it answers as clamd does, as long as a file is not too long for it."""

from __future__ import annotations

import socketserver
import threading
from pathlib import Path
from types import TracebackType


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.rfile.read(len(b"zINSTREAM\0"))
        taken = 0
        while length := int.from_bytes(self.rfile.read(4)):
            taken += len(self.rfile.read(length))
            if taken > self.server.longest:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.wfile.write(b"stream: OK\0")


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, line: Path, longest: int) -> None:
        super().__init__(str(line), _Talk)
        self.longest = longest


class QuietScanner:
    """At this socket, as long as it is entered."""

    def __init__(self, line: Path, longest: int = 30 * 1024 * 1024) -> None:
        self._line, self._longest = line, longest

    def __enter__(self) -> None:
        self._server = _Server(self._line, self._longest)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._line.unlink()
