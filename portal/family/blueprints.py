"""The family door's pages."""

from __future__ import annotations

from portal.family import signing_in

BLUEPRINTS = (signing_in.pages,)
