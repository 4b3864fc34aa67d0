"""Mails leave over TLS only to the server that was meant.

The mail library would take any certificate: whoever sits on the way could show one of his own and read the
unlock codes as they leave. Here the certificate must be of the server's name and from an authority that this
machine trusts (for an authority of one's own, SSL_CERT_FILE names its certificate).

Nor can a server hold up the worker by answering letter by letter: a whole answer has the time that one word
has by the socket's own limit.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import current_app
from flask_mail import Connection, Mail


@contextmanager
def _answered_in_time(talk: smtplib.SMTP) -> Iterator[None]:
    # The socket's limit begins anew with every byte that comes.
    seconds = socket.getdefaulttimeout()
    if seconds is None or talk.sock is None:
        yield
        return
    end = threading.Timer(seconds, _hang_up, (talk.sock,))
    end.daemon = True
    end.start()
    try:
        yield
    finally:
        end.cancel()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # the answer came in the very last moment
        # The plain socket's, beneath any TLS: the line alone is to end, whatever is being read meanwhile.
        socket.socket.shutdown(line, socket.SHUT_RDWR)


class _Talk(smtplib.SMTP):
    def getreply(self) -> tuple[int, bytes]:
        with _answered_in_time(self):
            return super().getreply()


class _TalkInTls(smtplib.SMTP_SSL):
    def getreply(self) -> tuple[int, bytes]:
        with _answered_in_time(self):
            return super().getreply()


class CheckedConnection(Connection):
    """A connection that is not made at all where the certificate doesn't fit; never one in clear instead."""

    def configure_host(self) -> smtplib.SMTP:
        """As the library asks for. Raises ssl.SSLError, smtplib.SMTPNotSupportedError."""
        mail = self.mail
        context = ssl.create_default_context()
        if mail.use_ssl:
            host: smtplib.SMTP = _TalkInTls(mail.server, mail.port, context=context)
        else:
            host = _Talk(mail.server, mail.port)
        try:
            if mail.use_tls:
                host.starttls(context=context)
            if mail.username and mail.password:
                host.login(mail.username, mail.password)
        except BaseException:
            host.close()
            raise
        return host


class CheckedMail(Mail):
    """The library's, with our connections."""

    def connect(self) -> CheckedConnection:
        """Open a connection."""
        return CheckedConnection(current_app.extensions["mail"])
