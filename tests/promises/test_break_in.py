"""Break-in drills: what an intruder takes from each place, and what he opens with it. The tables in
docs/break-ins.md are held to the truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.keys import load_keys
from portal.services.accounts import Person, ask_for_unlock_code, make_account
from portal.services.arrangements import add_member
from portal.services.sign_in import change_password, sign_in, use_code, who_is
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, close, make_portal
from tests.promises.loot import Loot, opened
from tests.promises.scene import Scene, make_scene
from tests.promises.test_family_keys import AGENCY, DAWN, OPENS
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer

PAGE = Path(__file__).parents[2] / "docs" / "break-ins.md"
OMAR = "omar@example.org"
PASSWORD_OF_DAWN = "only-dawn-knows-this"


@dataclass(frozen=True)
class Place:
    """Where he broke in: a portal in the midst of its work, and the mails it has sent."""

    scene: Scene
    mails: MailServer

    def door(self, name: str, **more: object) -> Loot:
        """All that lies on one door's host."""
        house = getattr(self.scene.portal, name)
        keys = load_keys(self.scene.portal.settings, name).file.keys
        return Loot(keys, house.engine, house.blobs, **more)  # type: ignore[arg-type]

    def backup(self, keys_of: str = "", **more: object) -> Loot:
        """Every row and every sealed file, perhaps with a key file that lay beside them."""
        owner = self.scene.portal.owner()
        keys = load_keys(self.scene.portal.settings, keys_of).file.keys if keys_of else {}
        return Loot(keys, owner.engine, owner.blobs, **more)  # type: ignore[arg-type]

    def as_somebody(self, account: str, private: bytes) -> Loot:
        """What the door gives to somebody who came in as that person: their own key at work."""
        owner = self.scene.portal.owner()
        return Loot(database=owner.engine, blobs=owner.blobs, privates={account: private})


@pytest.fixture(scope="module")
def place(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    mails = MailServer()
    mails.start()
    url = postgres.url(postgres.new_database())
    portal = make_portal(tmp_path_factory.mktemp("drill") / "portal", DATABASE_URL=url, **mails.settings())
    scene = make_scene(portal)
    with scene.step("Omar's account"), unit_of_work(portal.staff, SYSTEM) as work:
        omar = make_account(work, portal.agency_id, Person("Omar Thornbury", OMAR, OMAR))
        work.session.flush()
        add_member(work, scene.birth, omar)
        ask_for_unlock_code(work, omar, "mail")
    with unit_of_work(portal.family, SYSTEM) as work:
        change_password(work, scene.dawn.me, PASSWORD, PASSWORD_OF_DAWN)
    portal.work_off()
    yield Place(scene, mails)
    close(portal)
    mails.stop()


def invited_by_mail(place: Place) -> Loot:
    """He finds Omar's code in the mail, and uses it before Omar does."""
    words = "".join(mail.get_content() for to, mail in place.mails.mails if to == [OMAR])
    code = re.search(r"/unlock#(\S+)", words)
    assert code is not None, words
    with unit_of_work(place.scene.portal.family, SYSTEM) as work:
        me, _ = use_code(work, code[1], "kettle-marble-sunday", OMAR)
    return place.as_somebody(me.account.id, me.opener.key)


def with_cookie(place: Place) -> Loot:
    """Dawn's cookie, shown to the door."""
    with unit_of_work(place.scene.portal.family, SYSTEM, writes=False) as work:
        me = who_is(work, place.scene.dawn.secret)
    assert me is not None
    return place.as_somebody(me.account.id, me.opener.key)


def with_password(place: Place) -> Loot:
    """Dawn's password, given to the door."""
    with unit_of_work(place.scene.portal.family, SYSTEM) as work:
        me, _ = sign_in(work, place.scene.dawn.log_in_name, PASSWORD_OF_DAWN)
    return place.as_somebody(me.account.id, me.opener.key)


def dawn_s_key(place: Place) -> dict[str, bytes]:
    """What lies in the family door's memory while she reads."""
    return {place.scene.dawn.account.id: place.scene.dawn.me.opener.key}


DRILLS: dict[str, Callable[[Place], Loot]] = {
    "the family door's disk": lambda place: place.door("family"),
    "the family door's process, while Dawn reads": lambda place: place.door(
        "family", privates=dawn_s_key(place)
    ),
    "the database": lambda place: Loot(database=place.scene.portal.owner().engine),
    "the blob store": lambda place: Loot(blobs=place.scene.portal.owner().blobs),
    "the database and the blob store": lambda place: place.backup(),
    "a backup": lambda place: place.backup(),
    "a backup and the family door's key file": lambda place: place.backup("family"),
    "a backup and the staff door's key file": lambda place: place.backup("staff"),
    "a backup and the worker's key file": lambda place: place.backup("worker"),
    "the mail server": invited_by_mail,
    "the staff door": lambda place: place.door("staff"),
    "a stolen browser that is signed in as Dawn": with_cookie,
    "Dawn's cookie and the database": lambda place: place.backup(cookies=(place.scene.dawn.secret,)),
    "Dawn's password": with_password,
    "Dawn's password and a backup": lambda place: place.backup(passwords=(PASSWORD_OF_DAWN,)),
    "the worker": lambda place: place.door("worker"),
}


def table_of(page: str, columns: int) -> dict[str, list[str]]:
    """The rows of the first table with so many columns, by their first cell."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"
    ]
    return {row[0]: row[1:] for row in rows if len(row) == columns and not row[1].startswith("---")}


def said(name: str) -> str:
    """What the page says opens there."""
    return table_of(PAGE.read_text(encoding="utf-8"), 3)[name][-1]


def due(scene: Scene, group: str, omar: bool) -> set[tuple[str, str]]:
    """What a word of the page stands for, as steps and kinds of the scene."""
    if group == "nothing":
        return set()
    everything = set(OPENS) | {("Omar's account", "person")}
    if group == "everything":
        return everything
    if group == "all but drafts":
        return {one for one in everything if AGENCY in OPENS.get(one, {AGENCY})}
    assert group == "that person's own"
    own = {one for one, who in OPENS.items() if DAWN in who}
    return {one for one in own if one[0] != "Dawn's returned letter"} if omar else own


def test_every_place_on_the_page_has_its_drill() -> None:
    rows = table_of(PAGE.read_text(encoding="utf-8"), 3)
    assert set(rows) - {"place"} == set(DRILLS)


@pytest.mark.parametrize("name", DRILLS)
def test_what_an_intruder_opens(place: Place, name: str) -> None:
    loot = DRILLS[name](place)
    made_in, kinds = place.scene.made_in, {one.id: one.kind for one in place.scene.copies()}
    found = {(made_in[one], kinds[one]) for one in opened(loot)}
    assert found == due(place.scene, said(name), name == "the mail server")
