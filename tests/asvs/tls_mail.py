"""A mail server that speaks TLS, with a certificate from an authority of the test's own."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.settings import MailSettings
from portal.work import House


@dataclass(frozen=True)
class Certificate:
    """A certificate that vouches for itself, and its key, in files."""

    certificate: Path
    key: Path


def make_certificate(folder: Path, name: str) -> Certificate:
    """A certificate for one host's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    files.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


class _Talk(socketserver.StreamRequestHandler):
    server: _Server
    _secured: ssl.SSLSocket | None = None

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().strip().upper():
            if line == b"STARTTLS" and self.server.offers_tls:
                self._say("220 go on")
                self._change_to_tls()
            elif line.startswith(b"EHLO") and self.server.offers_tls:
                self._say("250-here\r\n250 STARTTLS")
            elif line == b"DATA":
                self._say("354 go on")
                self._take()
            elif line == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes")

    def _change_to_tls(self) -> None:
        try:
            secured = self.server.context.wrap_socket(self.request, server_side=True)
        except OSError:
            return  # the other end did not like the certificate
        self.rfile.close()
        self._secured = secured
        self.rfile, self.wfile = secured.makefile("rb"), secured.makefile("wb", buffering=0)

    def finish(self) -> None:
        """Close what was opened, the secured socket too."""
        super().finish()
        if self._secured is not None:
            self._secured.close()

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(line.encode() + b"\r\n")
        except OSError:
            return

    def _take(self) -> None:
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            self.server.taken.append(line)
        self._say("250 kept")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, files: Certificate, *, from_the_start: bool, offers_tls: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(files.certificate, files.key)
        self.from_the_start, self.offers_tls = from_the_start, offers_tls
        self.taken: list[bytes] = []

    def get_request(self) -> tuple[socket.socket, object]:
        """A refused certificate is an OSError, which the library takes for no request."""
        request, address = super().get_request()
        if not self.from_the_start:
            return request, address
        try:
            return self.context.wrap_socket(request, server_side=True), address
        except OSError:
            request.close()
            raise


class TlsMailServer:
    """`tls` says how it speaks: "tls" from the start, "starttls" when asked, "none" never."""

    def __init__(self, files: Certificate, tls: str) -> None:
        self._server = _Server(files, from_the_start=tls == "tls", offers_tls=tls == "starttls")
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def lines(self) -> list[bytes]:
        """Every line of every mail it took."""
        return self._server.taken

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def sends_here(self, house: House, tls: str) -> House:
        """The same house, whose mails leave through this server."""
        port = self._server.server_address[1]
        mail = MailSettings("localhost", int(port), "", "", tls, "letterbox@council.example", 5)
        return replace(house, settings=replace(house.settings, mail=mail))
