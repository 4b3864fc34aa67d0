"""A proxy before the object storage, with moods: well, refusing (500), hanging, cut short, wrong bytes."""

from __future__ import annotations

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

FAULT = b"<?xml version='1.0'?><Error><Code>InternalError</Code></Error>"
HANDED_ON = frozenset({"host", "content-length", "transfer-encoding", "connection"})


class _Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _pass(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        mood = self.server.mood
        if mood == "hanging":
            self.server.relief.wait(60)
            self.close_connection = True
            return
        if mood == "refusing":
            self._answer(500, {}, FAULT)
            return
        status, headers, content = self._ask(body)
        if self.command == "GET" and mood == "wrong bytes":
            content = bytes(len(content))
        self._answer(status, headers, content, cut=self.command == "GET" and mood == "cut short")

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        behind = http.client.HTTPConnection(self.server.behind, timeout=20)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        behind.request(self.command, self.path, body, headers)
        answer = behind.getresponse()
        content = answer.read()
        behind.close()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in HANDED_ON}
        if self.command == "HEAD":
            kept["Content-Length"] = answer.getheader("Content-Length") or "0"
        return answer.status, kept, content

    def _answer(self, status: int, headers: dict[str, str], content: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = cut

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    behind = ""
    mood = "well"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no fault here."""


class MoodyStorage:
    """Between a portal and its object storage; `mood` may be changed at any time."""

    def __init__(self, endpoint: str) -> None:
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.behind = urlsplit(endpoint).netloc
        self._server.relief = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def be(self, mood: str) -> None:
        """Change the mood."""
        self._server.mood = mood
        if mood != "hanging":
            self._server.relief.set()  # type: ignore[attr-defined]
            self._server.relief = threading.Event()  # type: ignore[attr-defined]

    def stop(self) -> None:
        """End it."""
        self.be("well")
        self._server.shutdown()
        self._server.server_close()
