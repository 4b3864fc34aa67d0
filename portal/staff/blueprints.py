"""The staff door's pages."""

from __future__ import annotations

from portal.staff import signing_in

BLUEPRINTS = (signing_in.pages,)
