"""The acts during which a process is killed: what stands ready, and what is then pressed or worked off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from moderation.lifecycle import Role
from tests.builders import (
    PASSWORD,
    Portal,
    add_account,
    add_staff,
    picture_bytes,
    send_letter,
    unlock_code,
)
from tests.family.visits import Visitor, saved_letter
from tests.killed.pressing import WORK, Step, press, scan_in, upload
from tests.staff.office import LETTER, Browser, Office, make_office, take, tick

NEW_PASSWORD = "purple-kettle-otter"
NOTE = "For the team alone: we moved to Grelmond."
WORDS = ("Oakham", "Grelmond", "07700 900123", "Oakham garden", NEW_PASSWORD, "dawn@example.org")
REASON = {"reason": ["where_somebody_lives"], "record": "A village of few houses near Oakham."}


@dataclass
class Stage:
    """An office, Dawn signed in at the family door, and a manager at the desk."""

    office: Office
    dawn: Visitor
    sam: Browser

    @property
    def portal(self) -> Portal:
        """The portal it is in."""
        return self.office.portal


def set_stage(portal: Portal) -> Stage:
    """Made through the services and the doors."""
    office = make_office(portal)
    dawn = Visitor(portal.client("family"))
    assert dawn.sign_in(office.dawn.log_in_name).status_code == 303
    return Stage(office, dawn, office.sign_in(add_staff(portal, Role.MANAGER, "Max Manager")))


@dataclass(frozen=True)
class Act:
    """`prepare` makes ready and returns what is then done, and later done again.

    `answers` are the statuses somebody who presses again may see; `then` is what they do if need be, such as
    signing in with the password they chose.
    """

    name: str
    prepare: Callable[[Stage], list[Step]]
    answers: frozenset[int] = frozenset({0, 303})
    then: Callable[[Stage], list[Step]] = field(default=lambda _stage: [])


def _draft(stage: Stage, pictures: Sequence[bytes] = ()) -> str:
    draft = saved_letter(stage.dawn, [stage.office.birth], LETTER, NOTE)
    for content in pictures:
        assert stage.dawn.upload(draft, ("Oakham garden.jpg", content)).status_code == 303
    return draft


def save(stage: Stage) -> list[Step]:
    """A letter saved before is saved again, with other words."""
    page = f"/letters/{_draft(stage)}"
    return [press(stage.dawn.client, "family", page, page, {"text": f"{LETTER} More of Oakham."})]


def attach(stage: Stage) -> list[Step]:
    """A picture, larger than one write."""
    page = f"/letters/{_draft(stage)}/pictures"
    return [upload(stage.dawn.client, page, [("Oakham garden.jpg", picture_bytes(size=(900, 700)))])]


def submit(stage: Stage) -> list[Step]:
    """A letter with a picture is sent in."""
    page = f"/letters/{_draft(stage, [picture_bytes()])}/check"
    return [press(stage.dawn.client, "family", page, "/send")]


def take_in(stage: Stage) -> list[Step]:
    """Staff scan a letter in that came on paper, and the worker takes it on."""
    case, dawn = f"/cases/{stage.office.arrangement}", stage.office.dawn.account.id
    return [scan_in(stage.sam.client, case, dawn, [("Oakham garden.jpg", picture_bytes())]), WORK]


def make_safe(stage: Stage) -> list[Step]:
    """The worker takes on what came in, and tells the writer."""
    office = stage.office
    pictures = [picture_bytes(), b"\xff\xd8\xff no picture at all"]
    send_letter(office.portal, office.dawn, LETTER, [office.birth], NOTE, pictures, work_off=False)
    return [WORK]


def claim(stage: Stage) -> list[Step]:
    """Somebody takes a letter to read it."""
    page = f"/desk/{stage.office.letter(note=NOTE)}"
    return [press(stage.sam.client, "staff", page, "/claim")]


def redact(stage: Stage) -> list[Step]:
    """Words are taken out, after others were."""
    delivery = stage.office.letter(note=NOTE)
    page = take(stage.sam, delivery)
    stage.sam.press(page, "/choices", tick(page, LETTER, "Oakham"))
    page = stage.sam.get(f"/desk/{delivery}")
    return [press(stage.sam.client, "staff", f"/desk/{delivery}", "/choices", tick(page, LETTER, "07700"))]


def _previewed(stage: Stage) -> str:
    delivery = stage.office.letter(note=NOTE, pictures=[picture_bytes()])
    page = take(stage.sam, delivery)
    stage.sam.press(page, "/choices", tick(page, LETTER, "Oakham"), go="preview")
    return delivery


def release(stage: Stage) -> list[Step]:
    """A letter with a picture, and words taken out, is released, and the reader is told."""
    change = REASON | {"told": "We took a place out."}
    page = f"/desk/{_previewed(stage)}/preview"
    return [press(stage.sam.client, "staff", page, "/release", change), WORK]


def _page_at_desk(stage: Stage) -> tuple[str, str]:
    """A letter that Sam has taken, with one picture: where the letter is, and where its page is."""
    delivery = stage.office.letter(note=NOTE, pictures=[picture_bytes()])
    found = re.search(rf"/desk/{delivery}/pages/[0-9a-f]{{32}}", take(stage.sam, delivery).text)
    assert found is not None
    return f"/desk/{delivery}", found[0]


PLACE = {"place": ["10,10,200,100"], "go": "save"}


def paint(stage: Stage) -> list[Step]:
    """A place is taken out of a page; the worker paints and proves it."""
    _, page = _page_at_desk(stage)
    return [press(stage.sam.client, "staff", page, page, PLACE), WORK]


def release_painted(stage: Stage) -> list[Step]:
    """A letter goes with a place taken out of its picture."""
    letter, page = _page_at_desk(stage)
    assert stage.sam.press(stage.sam.get(page), page, PLACE).status_code == 303
    stage.portal.work_off()
    return [press(stage.sam.client, "staff", f"{letter}/preview", "/release", REASON), WORK]


def give_back(stage: Stage) -> list[Step]:
    """A letter goes back to its writer, who is told."""
    delivery = stage.office.letter(note=NOTE)
    take(stage.sam, delivery)
    change = REASON | {"told": "Please leave the place out."}
    return [press(stage.sam.client, "staff", f"/desk/{delivery}/return", "/return", change), WORK]


def hold(stage: Stage) -> list[Step]:
    """A letter is kept on file."""
    delivery = stage.office.letter(note=NOTE)
    take(stage.sam, delivery)
    change = {"reason": ["not_the_time"], "record": "After the summer in Oakham."}
    return [press(stage.sam.client, "staff", f"/desk/{delivery}/hold", "/hold", change)]


def withdraw(stage: Stage) -> list[Step]:
    """A release is taken back."""
    delivery = _previewed(stage)
    preview = stage.sam.get(f"/desk/{delivery}/preview")
    assert stage.sam.press(preview, "/release", dict(REASON)).status_code == 303
    stage.portal.clock.forward(minutes=1)
    change = {"record": "The wrong letter, about Oakham."}
    return [press(stage.sam.client, "staff", f"/desk/{delivery}/withdraw", "/withdraw", change)]


def invite(stage: Stage) -> list[Step]:
    """Somebody is asked in by mail: the press, the worker's code, the mail."""
    nan = add_account(stage.portal, "Nan Thornbury", "nan@example.org", stage.office.birth)
    page = f"/people/{nan.id}"
    return [press(stage.sam.client, "staff", page, "/code", only=("channel", "mail")), WORK]


def set_password(stage: Stage) -> list[Step]:
    """Somebody comes in with a code and chooses a password."""
    nan = add_account(stage.portal, "Nan Thornbury", "nan@example.org", stage.office.birth)
    fields = {"code": unlock_code(stage.portal, nan), "log_in_name": "nan@example.org"}
    client = stage.portal.client("family")
    return [press(client, "family", "/unlock", "/unlock", fields | {"password": NEW_PASSWORD})]


def change_password(stage: Stage) -> list[Step]:
    """Somebody changes their password, and is told."""
    fields = {"old": PASSWORD, "new": NEW_PASSWORD}
    return [press(stage.dawn.client, "family", "/account/password", "/account/password", fields), WORK]


def _signs_in_as(name: str) -> Callable[[Stage], list[Step]]:
    def sign_in(stage: Stage) -> list[Step]:
        fields = {"log_in_name": name, "password": NEW_PASSWORD}
        return [press(stage.portal.client("family"), "family", "/sign-in", "/sign-in", fields)]

    return sign_in


def rotate(stage: Stage) -> list[Step]:
    """New keys take over: of letters, pictures, halves in escrow, and second factors."""
    stage.office.letter(note=NOTE, pictures=[picture_bytes()])
    return [Step("worker", "rotate-keys")]


def _without_the_old_keys(stage: Stage) -> list[Step]:
    """A colleague comes in with both factors; and all that follows is opened by the new keys alone."""
    rita = add_staff(stage.portal, Role.MANAGER, "Rita Manager")
    fields = stage.office.factors(rita)
    sign_in = press(stage.portal.client("staff"), "staff", "/sign-in", "/sign-in", fields)
    return [sign_in, Step("worker", "remove-old-keys")]


def backup(stage: Stage) -> list[Step]:
    """Everything is written to a new folder."""
    stage.office.letter(note=NOTE, pictures=[picture_bytes()])
    return [Step("worker", "backup")]


def _brought_back(_stage: Stage) -> list[Step]:
    return [Step("worker", "restore")]


USED_UP = frozenset({0, 303, 400})
ACTS = {
    act.name: act
    for act in (
        Act("save", save),
        Act("attach", attach),
        Act("submit", submit),
        Act("take_in", take_in),
        Act("make_safe", make_safe),
        Act("claim", claim),
        Act("redact", redact),
        Act("release", release),
        Act("paint", paint),
        Act("release_painted", release_painted),
        Act("return", give_back),
        Act("hold", hold),
        Act("withdraw", withdraw),
        Act("invite", invite),
        Act("set_password", set_password, USED_UP, _signs_in_as("nan@example.org")),
        Act("rotate", rotate, then=_without_the_old_keys),
        Act("backup", backup, then=_brought_back),
        Act("change_password", change_password, USED_UP, _signs_in_as("dawn@example.org")),
    )
}
