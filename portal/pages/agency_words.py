"""What every page says of the agency: its service's name and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from sqlalchemy import select

from crypto.errors import NotCertified
from portal.contact import Contact
from portal.faults import note_fault
from portal.models.agency import Agency
from portal.services.agencies import check_agency
from portal.work import Work


@dataclass(frozen=True)
class AgencyWords:
    """Public words; they stay usable when the database is away."""

    service_name: str = "Letterbox"
    contact: Contact | None = None


def note_agency(work: Work, agency: Agency | None) -> None:
    """Remember for this request's pages which agency they are of; an only agency speaks to strangers too."""
    if agency is None:
        agencies = work.session.scalars(select(Agency).limit(2)).all()
        agency = agencies[0] if len(agencies) == 1 else None
    if agency is None:
        return
    try:
        check_agency(work, agency)
    except NotCertified as fault:
        note_fault(fault, "agency_words")  # better no number to ring than a stranger's
        return
    g.agency_words = AgencyWords(agency.service_name, Contact(**agency.contact))


def page_values() -> dict[str, object]:
    """Values every template may use. Asks the database nothing, so that error pages have them too."""
    words: AgencyWords = g.get("agency_words", AgencyWords())
    return {
        "agency_service_name": words.service_name,
        "agency_contact": words.contact,
        "signed_in": bool(g.get("signed_in", False)),
        "home_url": "/",
        "navigation": [],
        "sign_out_url": "",
        "errors": [],
    }
