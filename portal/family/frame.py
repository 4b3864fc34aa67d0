"""What stands around every page of the family door."""

from __future__ import annotations

from flask import request, url_for

NAVIGATION = (
    ("Home", "home.home_page", "home"),
    ("Letters for you", "reading.list_page", "reading"),
    ("Letters you sent", "sent.list_page", "sent"),
    ("Your account", "account.account_page", "account"),
)


def family_values() -> dict[str, object]:
    """Navigation and the way out, for the layout."""
    return {
        "navigation": [
            {"text": text, "href": url_for(endpoint), "current": request.blueprint == blueprint}
            for text, endpoint, blueprint in NAVIGATION
        ],
        "sign_out_url": url_for("signing_in.sign_out_now"),
    }
