"""A press of every form of both doors, made ready in one world; each can then be pressed in a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from moderation.hints.hint import Kind
from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.account import Account
from portal.models.delivery import Delivery, Release
from portal.models.item import Attachment
from portal.services.accounts import ask_for_unlock_code
from portal.services.agency_words import WordList, propose_words, words_of_agency
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Portal,
    Staff,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    party_id,
    picture_bytes,
    send_letter,
    unlock_code,
)
from tests.family.visits import Visitor, saved_letter
from tests.killed.pressing import Step, press, scan_in, upload
from tests.staff.office import LETTER, Browser, Office, make_office, take, tick

NEW_PASSWORD = "purple-kettle-otter"
REASON = {"reason": ["where_somebody_lives"], "record": "A village of few houses."}
DANGER = {"reason": ["threat"], "record": "Against the adopters."}
NOT_NOW = {"reason": ["not_the_time"], "record": "After the summer."}
AGREED = {
    "child_birth_name": "Leo Vance",
    "child_adoptive_name": "Leon Marsh",
    "child_born": "2019-04-05",
    "adoptive-relationship": "adoptive parents",
    "adoptive-calls_child": "Leon",
    "adoptive-calls_them": "Nan Bev",
    "adoptive-signs": "Ruth and Ann",
    "birth-relationship": "grandmother",
    "birth-calls_child": "Leo",
    "birth-calls_them": "Ruth and Ann",
    "birth-signs": "Nan Bev",
    "adoptive-term-value": ["Marsh", "Hilltop Primary", "", "", ""],
}


@dataclass(frozen=True)
class Press:
    """One press of a button.

    `again` is what the same press is answered with a second time, `later` a day later by the same person,
    signed in anew with `password`. `each_time` begins the names of what every press leaves by its nature.
    """

    name: str
    step: Step
    again: int = 303
    later: int = 0
    first: int = 303
    password: str = PASSWORD
    each_time: tuple[str, ...] = ()

    @property
    def answer_later(self) -> int:
        """The answer a day later; the same as at once if nothing else is said."""
        return self.later or self.again


@dataclass
class World:
    """An office with letters in every place a letter can be in, and two people signed in."""

    office: Office
    dawn: Visitor
    boss: Browser
    manager: Staff
    colleague: Staff
    presses: list[Press] = field(default_factory=list)

    @property
    def portal(self) -> Portal:
        """The portal it is in."""
        return self.office.portal


def make_world(portal: Portal) -> World:
    """Made through the services and the doors; every press made ready, and none pressed."""
    office = make_office(portal)
    manager = add_staff(portal, Role.MANAGER, "Max Manager")
    colleague = add_staff(portal, Role.SUPPORT_WORKER, "Sam Worker")
    dawn = Visitor(portal.client("family"))
    assert dawn.sign_in(office.dawn.log_in_name).status_code == 303
    world = World(office, dawn, office.sign_in(manager), manager, colleague)
    paper = _letter_on_paper(world)
    writing = list(_writing(world))
    deciding = list(_deciding(world))
    people = list(_people(world))
    world.presses = [*writing, *_coming_and_going(world), *deciding, *_cases(world), *people]
    world.presses += [*_post_room(world, paper), *_own(world), *_own_words(world)]
    return world


def _family(world: World, page: str, ending: str, change: Mapping[str, object] | None = None) -> Step:
    return press(world.dawn.client, "family", page, ending, change)


def _staff(world: World, page: str, ending: str, change: Mapping[str, object] | None = None) -> Step:
    return press(world.boss.client, "staff", page, ending, change)


def _writing(world: World) -> Iterator[Press]:
    office, to = world.office, [world.office.birth]
    draft = saved_letter(world.dawn, to, LETTER)
    page = f"/letters/{draft}"
    assert world.dawn.upload(draft, ("garden.jpg", picture_bytes())).status_code == 303
    save = _family(world, page, page, {"text": "Other words"})
    fresh = f"/letters/{new_id()}"
    begin = _family(world, f"/letters/new?draft={fresh[-32:]}", fresh, {"text": "A first line", "to": to})
    yield Press("begin a letter", begin)
    yield Press("save a letter", save)
    yield Press("finish later", replace(save, body=save.body + b"&later=1"))
    yield Press("save quietly", replace(save, path=f"{page}/save"), 200, first=200)
    yield Press("begin quietly", replace(begin, path=f"{fresh}/save"), 200, first=200)
    new = [("pond.jpg", picture_bytes("a pond")), ("tree.jpg", picture_bytes("a tree"))]
    yield Press("add pictures", upload(world.dawn.client, f"{page}/pictures", new))
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        picture = work.session.scalars(select(Attachment.id).where(Attachment.draft_id == draft)).one()
    out = replace(save, path=f"{page}/pictures/{picture}/remove")
    yield Press("take a picture out", out)
    yield Press("words may stay", _family(world, f"{page}/check", "/check"), 200, first=200)
    yield Press("send", _family(world, f"{page}/check", "/send"))
    yield Press("throw away", _family(world, f"{page}/throw-away", "/throw-away"), 404)
    yield Press("send again", _family(world, f"/sent/{_returned(world)}", "/again"))
    yield Press("open a letter", _family(world, f"/letters-for-you/{_released_back(world)}", "/open"))


def _returned(world: World) -> str:
    delivery = world.office.letter(LETTER, pictures=[picture_bytes()])
    take(world.boss, delivery)
    page = world.boss.get(f"/desk/{delivery}/return")
    answer = world.boss.press(page, "/return", REASON | {"told": "Please leave the place out."})
    assert answer.status_code == 303
    return world.office.delivery(delivery).item_id


def _release(world: World, delivery: str) -> str:
    page = take(world.boss, delivery)
    world.boss.press(page, "/choices", go="preview")
    answer = world.boss.press(world.boss.get(f"/desk/{delivery}/preview"), "/release")
    assert answer.status_code == 303, answer.text
    with unit_of_work(world.portal.staff, SYSTEM, writes=False) as work:
        return work.session.scalars(select(Release.id).where(Release.delivery_id == delivery)).one()


def _places(world: World) -> Step:
    """A place is taken out of a page."""
    delivery = world.office.letter(pictures=[picture_bytes()])
    found = re.search(rf"/desk/{delivery}/pages/[0-9a-f]{{32}}", take(world.boss, delivery).text)
    assert found is not None
    return _staff(world, found[0], found[0], {"place": ["10,10,200,100"], "go": "save"})


def _released_back(world: World) -> str:
    return _release(world, world.office.letter("Dear Dawn, all is well.", back=True))


def _coming_and_going(world: World) -> Iterator[Press]:
    office, portal = world.office, world.portal
    session = ("family_sign_in", "audit_event: signed_in", "audit_event: family, signed_in")
    fields = {"log_in_name": office.dawn.log_in_name, "password": PASSWORD}
    sign_in = press(portal.client("family"), "family", "/sign-in", "/sign-in", fields)
    yield Press("sign in", sign_in, each_time=session)
    nan = add_account(portal, "Nan Thornbury", "nan@example.org", office.birth)
    fields = {"code": unlock_code(portal, nan), "log_in_name": "nan@example.org", "password": NEW_PASSWORD}
    yield Press("unlock", press(portal.client("family"), "family", "/unlock", "/unlock", fields), 400)
    fields = {"old": PASSWORD, "new": NEW_PASSWORD}
    page = "/account/password"
    yield Press("change password", _family(world, page, page, fields), 400, password=NEW_PASSWORD)
    yield Press("sign out", _family(world, "/account", "/sign-out"), 401, 303)
    yield Press("sign out everywhere", _family(world, "/account", "/sign-out-everywhere"), 401, 303)


def _deciding(world: World) -> Iterator[Press]:
    office = world.office
    free, mine, held, stopped = (office.letter() for _ in range(4))
    ready, gone = (office.letter(pictures=[picture_bytes()]) for _ in range(2))
    yield Press("claim", _staff(world, f"/desk/{free}", "/claim"), later=409)
    page = take(world.boss, mine)
    choices = press(world.boss.client, "staff", f"/desk/{mine}", "/choices", tick(page, LETTER, "Oakham"))
    for go in ("save", "preview", "hand-back", "look-again"):
        looks = ("delivery: claimed",) if go == "look-again" else ()  # who looks twice has looked twice
        yield Press(go, replace(choices, body=choices.body + f"&go={go}".encode()), each_time=looks)
    caught = {"words": "Whitby", "to": WordList.QUIET, "kind": Kind.PLACE, "why": "Known to all."}
    yield Press("places of a page", _places(world))
    yield Press("watch for words", _staff(world, f"/desk/{mine}/watch", "/watch", caught))
    told = REASON | {"told": "Please leave the place out."}
    for name, change in (("return", told), ("hold", NOT_NOW), ("stop", DANGER)):
        yield Press(name, _staff(world, f"/desk/{mine}/{name}", f"/{name}", change))
    take(world.boss, ready)
    world.boss.press(world.boss.get(f"/desk/{ready}"), "/choices", tick(page, LETTER, "Oakham"), go="preview")
    change = REASON | {"told": "We took a place out."}
    yield Press("release", _staff(world, f"/desk/{ready}/preview", "/release", change))
    _release(world, gone)
    wrong = {"record": "The wrong one."}
    yield Press("withdraw", _staff(world, f"/desk/{gone}/withdraw", "/withdraw", wrong))
    for name, delivery, grounds in (("hold", held, NOT_NOW), ("stop", stopped, DANGER)):
        take(world.boss, delivery)
        page = world.boss.get(f"/desk/{delivery}/{name}")
        assert world.boss.press(page, f"/{name}", dict(grounds)).status_code == 303
    calm = {"record": "It was a song."}
    yield Press("reopen", _staff(world, f"/desk/{stopped}/reopen", "/reopen", calm))
    yield Press("take up", _staff(world, f"/desk/{held}", "/claim"), later=409)


def _cases(world: World) -> Iterator[Press]:
    case, portal = f"/cases/{world.office.arrangement}", world.portal
    yield Press("make an arrangement", _staff(world, "/cases/new", "/cases/new", AGREED))
    change = {"risk_notes": "Ring first.", "adoptive-term-value": ["Ashdown", "Uppingham", "", "", ""]}
    yield Press("change an arrangement", _staff(world, f"{case}/change", "/change", change))
    yield Press("more rows", _staff(world, "/cases/new", "/cases/new", {"more": "birth"}), 200, first=200)
    scan = [("page.jpg", picture_bytes("a page"))]
    yield Press("scan a letter in", scan_in(world.boss.client, case, world.office.dawn.account.id, scan))
    yield Press("set the state", _staff(world, case, "/state", {"state": "paused"}))
    add_account(portal, "Gail Thornbury", "gail@example.org")
    yield Press("add a member", _staff(world, f"{case}?side=birth&find=Gail", "/birth/add"))
    yield Press("take a member out", _staff(world, case, "/adoptive/remove"))


def _own_words(world: World) -> Iterator[Press]:
    with unit_of_work(world.office.portal.staff, SYSTEM) as work:
        colleague = work.session.merge(world.colleague.account)
        propose_words(work, colleague, WordList.QUIET, Kind.PLACE, "Scarborough", "Known to all.")
    with unit_of_work(world.office.portal.staff, SYSTEM, writes=False) as work:
        (word,) = words_of_agency(work, world.office.portal.agency_id)
    # Two buttons are two forms to the same address: any other form of the page has the token as well.
    accept = _staff(world, "/hints/words", "/sign-out", {"go": "accept"})
    yield Press("settle words", replace(accept, path=f"/hints/words/{word.id}"))


def _people(world: World) -> Iterator[Press]:
    nobody, portal = {"log_in_name": "", "telephone": "0116 496 0155"}, world.portal
    bev = {"name": "Bev Vance", "mail": "bev@example.org"} | nobody
    yield Press("make an account", _staff(world, "/people/new", "/people/new", bev))
    without = {"name": "Una Vance", "mail": ""} | nobody
    yield Press("make an account without mail", _staff(world, "/people/new", "/people/new", without))
    side = f"/people/new?arrangement={world.office.arrangement}&side=birth"
    cay = {"name": "Cay Thornbury", "mail": "cay@example.org"} | nobody
    yield Press("make a member", _staff(world, side, "/people/new", cay))
    spare = add_account(portal, "Spare Person", "spare@example.org")
    page = f"/people/{spare.id}"
    yield Press("change a person", _staff(world, f"{page}/change", "/change", {"telephone": "0116 496 0166"}))
    loose = add_account(portal, "Loose Person", "")
    change = _staff(world, f"/people/{loose.id}/change", "/change", {"log_in_name": "", "notes": "Shy."})
    yield Press("change a person without a name to log in", change)
    for channel in ("mail", "post"):
        step = press(world.boss.client, "staff", page, "/code", only=("channel", channel))
        yield Press(f"code by {channel}", step)
    dawn = f"/people/{world.office.dawn.account.id}"
    yield Press("close an account", _staff(world, dawn, "/close"))
    out = ("audit_event: staff, signed_out_by_staff",)
    yield Press("sign a person out", _staff(world, dawn, f"{dawn}/sign-out"), each_time=out)
    new = {"name": "Kit New", "log_in_name": "kit@council.example", "password": NEW_PASSWORD}
    new |= {"role": str(Role.SUPPORT_WORKER)}
    yield Press("make a colleague", _staff(world, "/team/new", "/team/new", new), 400, first=200)
    ending = f"/{world.colleague.account.id}/switch-off"
    yield Press("switch a colleague off", _staff(world, "/team", ending))


def _letter_on_paper(world: World) -> str:
    portal = world.portal
    arrangement = add_arrangement(portal)
    writer = party_id(portal, arrangement, "adoptive")
    pat = add_correspondent(portal, "Pat Marsh", "pat@example.org", writer)
    item = send_letter(portal, pat, "A letter for paper", [writer], pictures=[picture_bytes()])
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        delivery = work.session.scalars(select(Delivery.id).where(Delivery.item_id == item)).one()
    return _release(world, delivery)


def _post_room(world: World, paper: str) -> Iterator[Press]:
    with unit_of_work(world.portal.staff, SYSTEM) as work:
        asked = add_account(world.portal, "Ida Post", "")
        code = ask_for_unlock_code(work, work.session.get_one(Account, asked.id), "post").id
    world.portal.work_off()
    printed = ("audit_event: staff, unlock_letter_printed", "audit_event: staff, released_letter_printed")
    step = _staff(world, "/post", f"/post/codes/{code}")
    yield Press("print a code", step, 200, first=200, each_time=printed)
    step = _staff(world, "/post", f"/post/letters/{paper}")
    yield Press("print a letter", step, 200, first=200, each_time=printed)


def _own(world: World) -> Iterator[Press]:
    fields = {"old_password": PASSWORD, "new_password": NEW_PASSWORD}
    yield Press("own password", _staff(world, "/you", "/you/password", fields), 400, password=NEW_PASSWORD)
    yield Press("leave", _staff(world, "/you", "/sign-out"))
    yield Press("leave everywhere", _staff(world, "/you", "/you/sign-out-everywhere"), 401, 303)
    world.portal.clock.forward(seconds=30)
    factors = world.office.factors(world.colleague)
    client = world.office.stranger().client
    yield Press("come in", press(client, "staff", "/sign-in", "/sign-in", factors), 401)
