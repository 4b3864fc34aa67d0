"""Totals: numbers of the own agency, and nothing else."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.services.totals import totals
from portal.services.troubles import troubles
from portal.staff.person import me
from portal.staff.words import ARRANGEMENT_STATES

pages = Blueprint("totals", __name__)


@pages.get("/totals")
@needs(Permission.SEE_TOTALS)
def totals_page() -> ResponseReturnValue:
    """How much there is."""
    work, agency_id = this_work(), me().agency_id
    return render_template(
        "staff/totals.html",
        totals=totals(work, agency_id),
        states=ARRANGEMENT_STATES,
        troubles=troubles(work, agency_id),
    )
