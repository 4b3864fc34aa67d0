"""Everybody in the demonstration, all invented: staff and correspondents.

Telephone numbers come from the ranges that Ofcom keeps free for drama, and so belong to nobody; e-mail
addresses end in .example (RFC 2606); the postcodes' districts do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from moderation.lifecycle import Role


class Standing(Enum):
    """How far somebody has come with their account."""

    LOG_IN = auto()  # somebody to try the portal as: named in the list of log-ins
    ACTIVE = auto()  # has a password and writes; part of the crowd
    INVITED = auto()  # has a code that still works
    LAPSED = auto()  # was invited, and never came
    POST = auto()  # has no e-mail and no account they could sign in to: letters are printed


@dataclass(frozen=True)
class DemoStaff:
    """A member of the letterbox team. The log-in name is `key`@council.example."""

    key: str
    name: str
    role: Role

    @property
    def log_in_name(self) -> str:
        """What they type to sign in."""
        return f"{self.key}@council.example"


@dataclass(frozen=True)
class DemoPerson:
    """A correspondent. With an e-mail address, that is the log-in name."""

    key: str
    name: str
    standing: Standing
    who: str = ""
    address: str = ""
    language: str = ""
    notes: str = ""

    @property
    def mail(self) -> str:
        """Their e-mail address; empty for people served by post."""
        return "" if self.standing is Standing.POST else f"{self.key}@family.example"


STAFF = (
    DemoStaff("anita", "Anita Rowe", Role.ADMIN),
    DemoStaff("sam", "Sam Okafor", Role.SUPPORT_WORKER),
    DemoStaff("joanna", "Joanna Lisle", Role.SUPPORT_WORKER),
    DemoStaff("marcus", "Marcus Hale", Role.SOCIAL_WORKER),
    DemoStaff("ruth", "Ruth Adeyemi", Role.MANAGER),
    DemoStaff("ian", "Ian Pell", Role.INSPECTOR),
    DemoStaff("val", "Val Norton", Role.PARTNERSHIP_VIEWER),
)

_L, _A, _I, _X, _P = Standing.LOG_IN, Standing.ACTIVE, Standing.INVITED, Standing.LAPSED, Standing.POST

PEOPLE = (
    DemoPerson(
        "priya", "Priya Ashdown", _L, "Kaylee's mother; writes to three people", "8 Larch Rise, LE88 2HB"
    ),
    DemoPerson("tom", "Tom Ashdown", _L, "Kaylee's father; the same household", "8 Larch Rise, LE88 2HB"),
    DemoPerson("helen", "Helen Marchbank", _L, "mother of Ruby and Leo, who have two birth families"),
    DemoPerson("jo", "Jo Whitcombe", _L, "mother of Elsie, who is Kaylee's sister"),
    DemoPerson("dawn", "Dawn Thornbury", _L, "birth mother of three children in three families"),
    DemoPerson(
        "stacey", "Stacey Pruett", _L, "Ruby's birth mother; writes short letters", notes="Prefers texts."
    ),
    DemoPerson("darren", "Darren Coldwell", _L, "Leo's birth father; has a question to answer"),
    DemoPerson(
        "agnieszka", "Agnieszka Wilczek", _L, "Max's birth mother; writes in Polish", language="Polish"
    ),
    DemoPerson("neil", "Neil Fairbrother", _A),
    DemoPerson("kate", "Kate Ellerby", _A),
    DemoPerson("nadia", "Nadia Siddiq", _A, language="English, some Urdu"),
    DemoPerson("philip", "Philip Garland", _A),
    DemoPerson("margaret", "Margaret Voss", _A),
    DemoPerson("abigail", "Abigail Renshaw", _A),
    DemoPerson("oliver", "Oliver Tate-Brown", _A),
    DemoPerson("lorna", "Lorna Wendlebury", _A),
    DemoPerson("sophie", "Sophie Lockhart", _A),
    DemoPerson("caroline", "Caroline Mabey", _A),
    DemoPerson("hugh", "Hugh Standish", _A),
    DemoPerson("miriam", "Miriam Feld", _A),
    DemoPerson("maureen", "Maureen Thornbury", _P, address="3 Canal Walk, Netherby, LE88 7PQ"),
    DemoPerson("brenda", "Brenda Coldwell", _P, address="Flat 9, Ropewalk House, Netherby, LE88 7RT"),
    DemoPerson("zainab", "Zainab Mirza", _A, language="Urdu"),
    DemoPerson("pat", "Pat Noonan", _A, address="22 Hollybank Terrace, Eastwell, LE88 4QT"),
    DemoPerson("kieran", "Kieran Strand", _A),
    DemoPerson("kelly", "Kelly Strand", _A),
    DemoPerson("wayne", "Wayne Dunmore", _A),
    DemoPerson("tracey", "Tracey Holt", _A, notes="Likes to have news and does not wish to write."),
    DemoPerson("sharon", "Sharon Ivey", _A),
    DemoPerson("ted", "Ted and Joyce Mallory", _A),
    DemoPerson("beth", "Beth Kilbride", _A),
    DemoPerson("gemma", "Gemma Rudge", _A),
    DemoPerson("michelle", "Michelle Yarrow", _A),
    DemoPerson("fiona", "Fiona Peake", _I),
    DemoPerson("lauren", "Lauren Stubbs", _I),
    DemoPerson("graham", "Graham Oakes", _X),
    DemoPerson("kirsty", "Kirsty Bellweather", _X),
    DemoPerson("susan", "Susan Pottinger", _I),
    DemoPerson("donna", "Donna Cragg", _P, address="c/o 41 Mill Row, Netherby, LE88 7BD"),
    DemoPerson("adrian", "Adrian Fothergill", _X),
    DemoPerson("leanne", "Leanne Hobday", _P, address="17 Tannery Yard, Netherby, LE88 7WU"),
    DemoPerson("vikram", "Vikram Anand", _I),
    DemoPerson("jodie", "Jodie Sparrowhawk", _P, address="Flat 2, 60 Dock Street, Eastwell, LE88 4XA"),
    DemoPerson("eleanor", "Eleanor Quayle", _X),
    DemoPerson("shane", "Shane Trescott", _P, address="By way of the chaplain's office"),
)
