"""A whole small portal for tests: real database, real files, real keys; only the clock is ours."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from sqlalchemy import select

from crypto.stream import seal_stream
from moderation.hints.hint import Kind
from moderation.lifecycle import Role
from portal.app import create_app
from portal.blobs import put
from portal.contact import Contact
from portal.db import new_id
from portal.keys import make_keys
from portal.migrating import migrate, revision_of
from portal.models.account import Account, UnlockCode
from portal.models.delivery import Delivery
from portal.models.staff import StaffAccount
from portal.pages.door import Door
from portal.sealing import AgencyOpener, CopyKind, begin_copy, open_json
from portal.services.accounts import Person, ask_for_unlock_code, make_account
from portal.services.agencies import found_agency
from portal.services.arrangements import add_member, make_arrangement, parties_of
from portal.services.audit import start_chains
from portal.services.choosing import holds_left
from portal.services.desk import DeskItem
from portal.services.draft_pictures import attach_picture
from portal.services.drafts import DraftContent, save_draft
from portal.services.letters import submit
from portal.services.sign_in import SignedIn, use_code
from portal.services.staff_accounts import make_staff
from portal.settings import DOORS, Settings, read_settings
from portal.terms import ProtectedTerm, SideTerms, Terms
from portal.work import SYSTEM, Actor, House, Work, open_house, unit_of_work
from portal.worker.running import Worker
from tests.servers.postgres import in_role
from tests.servers.tables import sqlite_tables

PASSWORD = "kettle-marble-sunday"
START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test moves by hand."""

    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **step: float) -> None:
        """Move on by days=, hours=, minutes= ..."""
        self.moment += timedelta(**step)


@dataclass(frozen=True)
class Staff:
    """A member of staff who can sign in."""

    account: StaffAccount
    log_in_name: str
    totp_secret: str


@dataclass
class Correspondent:
    """Somebody who has an account and a password."""

    account: Account
    log_in_name: str
    me: SignedIn
    secret: bytes


@dataclass
class Portal:
    """One portal in a folder. `family`, `staff` and `worker` hold only their own door's keys."""

    settings: Settings
    clock: Clock
    family: House
    staff: House
    worker: House
    agency_id: str = ""
    people: dict[str, Correspondent] = field(default_factory=dict)
    apps: dict[str, Door] = field(default_factory=dict)
    owners: list[House] = field(default_factory=list)

    def owner(self) -> House:
        """The database's owner with the worker's keys: for looking at everything, and for intruders."""
        if not self.owners:
            self.owners.append(open_house(self.settings, "worker", self.clock))
        return self.owners[0]

    def app(self, door: str) -> Door:
        """A door's application."""
        if door not in self.apps:
            self.apps[door] = create_app(self.family if door == "family" else self.staff)
        return self.apps[door]

    def client(self, door: str) -> FlaskClient:
        """A browser without JavaScript at a door."""
        return self.app(door).test_client()

    def work_off(self) -> None:
        """Everything the worker has to do now."""
        Worker(self.worker).drain()


def settings_in(folder: Path, **more: str) -> Settings:
    """Settings for tests: cheap passwords, no model to load, no mail server unless given."""
    return read_settings(
        {
            "LETTERBOX_DATA": str(folder),
            "LETTERBOX_ARGON_KIB": "64",
            "LETTERBOX_ARGON_PASSES": "1",
            "LETTERBOX_LEARNED_HINTS": "off",
            "LETTERBOX_READ_PAGES": "off",
            **more,
        }
    )


def open_door(settings: Settings, door: str, clock: Clock) -> House:
    """A door's house as it is run in earnest: on PostgreSQL with its own role's rights alone."""
    return open_house(replace(settings, database_url=in_role(settings.database_url, door)), door, clock)


def make_portal(folder: Path, clock: Clock | None = None, **more: str) -> Portal:
    """A portal with one agency and nobody in it. `more` are settings (DATABASE_URL, LETTERBOX_BLOBS ...)."""
    settings, clock = settings_in(folder, **more), clock or Clock()
    folder.mkdir(parents=True, exist_ok=True)
    make_keys(settings)
    if settings.database_url.startswith("sqlite"):
        shutil.copy(sqlite_tables(), settings.database_url.removeprefix("sqlite:///"))
    owner = open_house(settings, "worker", clock)
    if not revision_of(owner.engine):
        migrate(owner.engine)
    with unit_of_work(owner, SYSTEM) as work:
        start_chains(work)
    owner.engine.dispose()
    portal = Portal(settings, clock, *(open_door(settings, door, clock) for door in DOORS))
    with unit_of_work(portal.worker, SYSTEM) as work:
        portal.agency_id = found_agency(
            work,
            "Marlow City Council",
            "Marlow Letterbox",
            Contact("0116 496 0123", "Monday to Friday, 9 to 5."),
        ).id
    return portal


def copy_of(made: Portal, folder: Path) -> Portal:
    """The same portal on a copy of its SQLite database, files and keys; its people stay signed in.

    `made` is closed: its database must be one whole file.
    """
    old, there = made.settings, str(made.settings.data)
    shutil.copytree(old.data, folder)
    settings = replace(
        old,
        data=folder,
        keys=folder / old.keys.relative_to(old.data),
        database_url=old.database_url.replace(there, str(folder)),
        blobs=old.blobs.replace(there, str(folder)),
    )
    clock = Clock(made.clock.moment)
    houses = [open_door(settings, door, clock) for door in DOORS]
    people = {name: replace(one) for name, one in made.people.items()}
    return Portal(settings, clock, *houses, made.agency_id, people)


def close(portal: Portal) -> None:
    """Let go of every connection."""
    for house in (portal.family, portal.staff, portal.worker, *portal.owners):
        house.engine.dispose()


def add_staff(portal: Portal, role: Role = Role.SUPPORT_WORKER, name: str = "Sam Worker") -> Staff:
    """A member of staff with PASSWORD."""
    log_in_name = f"{role}.{new_id()[:6]}@council.example"
    with unit_of_work(portal.staff, SYSTEM) as work:
        made = make_staff(work, portal.agency_id, name, log_in_name, role, PASSWORD)
    return Staff(made.account, log_in_name, made.totp_secret)


def terms(**changes: object) -> Terms:
    """An arrangement between an adoptive household and a birth mother."""
    values: dict[str, object] = {
        "child_birth_name": "Kayleigh Thornbury",
        "child_adoptive_name": "Kaylee Ashdown",
        "child_born": "2018-03-09",
        "basis": "voluntary agreement",
        "adoptive": SideTerms("adoptive parents", "Kaylee", "Dawn", "Priya and Tom", (6,)),
        "birth": SideTerms("birth mother", "Kayleigh", "Priya and Tom", "Dawn", (9,)),
        "most_pictures": 6,
        "protected": (
            protected("adoptive", Kind.SURNAME, "Ashdown"),
            protected("adoptive", Kind.PLACE, "Oakham"),
            protected("birth", Kind.SURNAME, "Thornbury"),
        ),
        "allowed": ("Kaylee", "Priya", "Tom", "Dawn"),
    }
    return Terms(**(values | changes))  # type: ignore[arg-type]


def protected(side: str, kind: Kind, value: str) -> ProtectedTerm:
    """A term one side must be kept from saying about itself to the other."""
    return ProtectedTerm(new_id(), side, kind, value, "", "known to identify", "2026-06-01")  # type: ignore[arg-type]


def add_arrangement(portal: Portal, what: Terms | None = None) -> str:
    """An arrangement without members; returns its id."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        return make_arrangement(work, portal.agency_id, what or terms()).id


def party_id(portal: Portal, arrangement_id: str, side: str) -> str:
    """The id of one side's party."""
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        return parties_of(work, arrangement_id)[side].id


def add_account(portal: Portal, name: str, mail: str, *parties: str) -> Account:
    """An account that is not invited yet, in these parties."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        account = make_account(work, portal.agency_id, Person(name, mail or "", mail))
        for one in parties:
            add_member(work, one, account)
    return account


def unlock_code(portal: Portal, account: Account, channel: str = "post") -> str:
    """Ask for a code and let the worker make it; returns the code."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        row_id = ask_for_unlock_code(work, account, channel).id
    portal.work_off()
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        row = work.session.get_one(UnlockCode, row_id)
        assert row.letter_copy_id is not None
        opened = open_json(
            work, row.letter_copy_id, CopyKind.UNLOCK_LETTER, row.id, AgencyOpener(row.agency_id)
        )
    return str(opened["code"])


def add_correspondent(portal: Portal, name: str, mail: str, *parties: str) -> Correspondent:
    """Somebody with PASSWORD, a member of these parties, signed in."""
    account = add_account(portal, name, mail, *parties)
    code = unlock_code(portal, account)
    with unit_of_work(portal.family, SYSTEM) as work:
        me, secret = use_code(work, code, PASSWORD, mail)
    person = Correspondent(me.account, mail, me, secret)
    portal.people[name] = person
    return person


def picture_bytes(words: str = "a garden", size: tuple[int, int] = (640, 480), kind: str = "JPEG") -> bytes:
    """A drawing made here, with GPS data as a telephone would write it."""
    image = Image.new("RGB", size, (190, 214, 180))
    draw = ImageDraw.Draw(image)
    draw.ellipse((size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2), fill=(200, 120, 90))
    draw.text((20, 20), words, fill=(20, 20, 20))
    exif = Image.Exif()
    exif[0x010E] = "Secret Description"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, kind, **({"exif": exif} if kind in {"JPEG", "WEBP"} else {}))
    return out.getvalue()


def attach(work: Work, me: SignedIn, draft_id: str, content: bytes, file_name: str) -> str:
    """Put a picture with a draft as the family door's upload does; returns the attachment's id."""
    new = begin_copy(work, me.account.agency_id, CopyKind.PICTURE, new_id())
    new.row.blob = put(work.house.blobs, seal_stream(new.key, [content], new.context))
    return attach_picture(work, me, draft_id, new, file_name).id


def send_letter(
    portal: Portal,
    who: Correspondent,
    text: str,
    to: Sequence[str],
    note: str = "",
    pictures: Sequence[bytes] = (),
    work_off: bool = True,
) -> str:
    """Write and send a letter through own parties `to`; returns the item's id."""
    draft_id = new_id()
    with unit_of_work(portal.family, Actor("account", who.account.id)) as work:
        draft = save_draft(work, who.me, draft_id, DraftContent(text, note, tuple(to)), 0)
        for number, content in enumerate(pictures, start=1):
            attach(work, who.me, draft_id, content, f"IMG_{number}.jpg")
        item_id = submit(work, who.me, draft_id, draft.version).id
    if work_off:
        portal.work_off()
    return item_id


def confirmed(item: DeskItem) -> tuple[tuple[str, str], ...]:
    """Every place that is held back, with a reason why it may stay."""
    return tuple((one.key, "The reader has known it for years.") for one in holds_left(item))


def delivery_of(portal: Portal, item_id: str) -> Delivery:
    """The (first) delivery of an item."""
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        return work.session.scalars(select(Delivery).where(Delivery.item_id == item_id)).all()[0]
