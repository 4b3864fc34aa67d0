"""Every table, imported in one place so that the metadata is complete."""

from portal.db import Base
from portal.models.account import Account, FamilySignIn, UnlockCode
from portal.models.agency import Agency, AgencyKey
from portal.models.arrangement import Arrangement, ArrangementVersion, Membership, NameToken, Party
from portal.models.audit import AuditEvent, ChainHead
from portal.models.background import Job, OfficeMessage, OutboxMessage, RateCount
from portal.models.copy import Copy, Grant
from portal.models.delivery import (
    Decision,
    Delivery,
    Reading,
    Release,
    ReleasedPicture,
    ToldPlaces,
)
from portal.models.hint_lists import AgencyWords, RuleCount
from portal.models.item import Attachment, Draft, Item
from portal.models.page import Page, PaintedPage
from portal.models.staff import StaffAccount, StaffSignIn

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "Account",
    "Agency",
    "AgencyKey",
    "AgencyWords",
    "Arrangement",
    "ArrangementVersion",
    "Attachment",
    "AuditEvent",
    "ChainHead",
    "Copy",
    "Decision",
    "Delivery",
    "Draft",
    "FamilySignIn",
    "Grant",
    "Item",
    "Job",
    "Membership",
    "NameToken",
    "OfficeMessage",
    "OutboxMessage",
    "Page",
    "PaintedPage",
    "Party",
    "RateCount",
    "Reading",
    "Release",
    "ReleasedPicture",
    "RuleCount",
    "StaffAccount",
    "StaffSignIn",
    "ToldPlaces",
    "UnlockCode",
]
