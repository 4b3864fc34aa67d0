"""The family door's pages."""

from __future__ import annotations

from portal.family import (
    account,
    checking,
    home,
    pictures,
    reading,
    sent,
    signing_in,
    unlocking,
    writing,
)

BLUEPRINTS = (
    signing_in.pages,
    unlocking.pages,
    home.pages,
    writing.pages,
    pictures.pages,
    checking.pages,
    sent.pages,
    reading.pages,
    account.pages,
)
