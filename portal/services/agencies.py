"""Setting up an agency and its keys. Runs with the worker's keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace

from sqlalchemy import func, select

from crypto.agency import new_generation
from crypto.certificates import certify
from crypto.context import Context
from portal.contact import Contact
from portal.db import new_id
from portal.keyring import CONTENT, ESCROW, agency_key_context, root_key_for
from portal.models.agency import Agency, AgencyKey
from portal.office import check_mark, make_mark
from portal.refusal import Refusal
from portal.rules import AgencyRules
from portal.work import Work

_NUMBER = re.compile(r"[0-9]{1,4}")


def found_agency(
    work: Work, name: str, service_name: str, contact: Contact, rules: AgencyRules | None = None
) -> Agency:
    """A new agency with its first keys."""
    agency = Agency(
        id=new_id(),
        name=name,
        service_name=service_name,
        contact=contact.to_json(),
        rules=(rules or AgencyRules()).to_json(),
        created_at=work.now,
    )
    _mark(work, agency)
    work.session.add(agency)
    work.session.flush()
    for purpose in (CONTENT, ESCROW):
        add_generation(work, agency.id, purpose)
    work.record("agency_founded", agency.id, agency.id)
    return agency


def _marked(agency: Agency) -> tuple[Context, str, str, str, str]:
    contact, rules = (json.dumps(one, sort_keys=True) for one in (agency.contact, agency.rules))
    return Context("agency-words", agency.id, agency.id), agency.name, agency.service_name, contact, rules


def _mark(work: Work, agency: Agency) -> None:
    agency.mark = make_mark(work, *_marked(agency))


def check_agency(work: Work, agency: Agency) -> None:
    """Raises NotCertified unless the office said what stands in this row."""
    check_mark(work, agency.mark, *_marked(agency))


def change_contact(work: Work, agency_id: str, contact: Contact, service_name: str = "") -> None:
    """Say anew whom families ring, and what the service is called if that changes too."""
    agency = work.session.get_one(Agency, agency_id, with_for_update=True, populate_existing=True)
    agency.contact, agency.service_name = contact.to_json(), service_name or agency.service_name
    _mark(work, agency)
    work.record("agency_contact_changed", agency_id, agency_id)


def add_generation(work: Work, agency_id: str, purpose: str) -> int:
    """A further generation of an agency's key pair, certified; returns its number."""
    newest = work.session.scalar(
        select(func.max(AgencyKey.number)).where(
            AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose
        )
    )
    number = (newest or 0) + 1
    house = work.house
    made = new_generation(root_key_for(house.settings, house.keys, purpose), agency_id, purpose, number)
    certificate = certify(
        house.keys["certificate_sign"], made.public, agency_key_context(agency_id, purpose, number)
    )
    work.session.add(
        AgencyKey(
            agency_id=agency_id,
            purpose=purpose,
            number=number,
            public=made.public,
            sealed_private=made.sealed_private,
            certificate=certificate,
            created_at=work.now,
        )
    )
    work.session.flush()
    work.record("agency_key_made", agency_id, agency_id, purpose=purpose, number=number)
    return number


class NoSuchRule(Refusal):
    """Not the name of a rule, or not a number it can have."""

    def __str__(self) -> str:
        names = ", ".join(one.name for one in fields(AgencyRules))
        return f"Please give a rule as name=number, of 0 to 9999. The rules are: {names}."


def change_rules(work: Work, agency_id: str, untrusted: Mapping[str, str]) -> AgencyRules:
    """Change some of an agency's rules, by name; the others stay. Raises NoSuchRule and changes nothing."""
    known = {one.name for one in fields(AgencyRules)}
    if not all(name in known and _NUMBER.fullmatch(value) for name, value in untrusted.items()):
        raise NoSuchRule
    agency = work.session.get_one(Agency, agency_id, with_for_update=True, populate_existing=True)
    changed = {name: int(value) for name, value in untrusted.items()}
    rules = replace(AgencyRules.from_json(agency.rules), **changed)
    agency.rules = rules.to_json()
    _mark(work, agency)
    work.record("agency_rules_changed", agency_id, agency_id, **changed)
    return rules


def rules_of(work: Work, agency_id: str) -> AgencyRules:
    """An agency's practice. Raises NotCertified if it isn't the office that says so."""
    agency = work.session.get_one(Agency, agency_id)
    check_agency(work, agency)
    return AgencyRules.from_json(agency.rules)
