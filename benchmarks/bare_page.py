"""The baseline of the letter's page: bare Flask, SQLAlchemy and AES-GCM.

One query, one decryption, one template. It knows nobody: no session, no permission, no parties, no form's
token, no headers of its own.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, render_template
from jinja2 import DictLoader
from markupsafe import Markup
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """The baseline's only table."""


class SealedLetter(Base):
    """A letter as HTML, sealed, with its nonce."""

    __tablename__ = "sealed_letter"

    id: Mapped[str] = mapped_column(primary_key=True)
    nonce: Mapped[bytes]
    body: Mapped[bytes]


def make_page() -> Flask:
    """The application. Its environment: BARE_DATABASE, BARE_KEY (hexadecimal), BARE_TEMPLATE (a file)."""
    app = Flask(__name__)
    app.jinja_options = {
        "loader": DictLoader({"page": Path(os.environ["BARE_TEMPLATE"]).read_text(encoding="utf-8")}),
        "keep_trailing_newline": True,
    }
    # Checks its connections as the portal does.
    engine = create_engine(os.environ["BARE_DATABASE"], pool_pre_ping=True)
    cipher = AESGCM(bytes.fromhex(os.environ["BARE_KEY"]))

    @app.get("/<letter_id>")
    def page(letter_id: str) -> str:
        with Session(engine) as session:
            row = session.get_one(SealedLetter, letter_id)
            letter = cipher.decrypt(row.nonce, row.body, row.id.encode()).decode()
        return render_template("page", letter=Markup(letter))

    return app
