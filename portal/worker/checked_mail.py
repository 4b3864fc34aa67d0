"""Mails leave over TLS only to the server that was meant.

The mail library would take any certificate: whoever sits on the way could show one of his own and read the
unlock codes as they leave. Here the certificate must be of the server's name and from an authority that this
machine trusts (for an authority of one's own, SSL_CERT_FILE names its certificate).
"""

from __future__ import annotations

import smtplib
import ssl

from flask import current_app
from flask_mail import Connection, Mail


class CheckedConnection(Connection):
    """A connection that is not made at all where the certificate doesn't fit; never one in clear instead."""

    def configure_host(self) -> smtplib.SMTP:
        """As the library asks for. Raises ssl.SSLError, smtplib.SMTPNotSupportedError."""
        mail = self.mail
        context = ssl.create_default_context()
        if mail.use_ssl:
            host: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port, context=context)
        else:
            host = smtplib.SMTP(mail.server, mail.port)
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
