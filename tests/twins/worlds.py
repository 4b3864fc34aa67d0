"""Whole worlds in folders: built once from a spec, and copied for every look at them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from portal.db import new_id
from portal.models.arrangement import Party
from portal.models.delivery import Delivery, Release, ReleasedPicture
from portal.models.item import Attachment, Draft, Item
from portal.work import SYSTEM, open_house, unit_of_work
from tests.builders import START, Clock, Portal, Staff, close, make_portal, send_letter, settings_in
from tests.twins.builder import Builder, picture_with
from tests.twins.spec import Fate, Spec

OBSERVED = START + timedelta(days=40)
KINDS = {
    "draft": Draft,
    "item": Item,
    "release": Release,
    "picture": ReleasedPicture,
    "attachment": Attachment,
    "party": Party,
    "delivery": Delivery,
}
SCANNED = ("scanned-item", "scanned-draft", "scanned-attachment")


@dataclass(frozen=True)
class World:
    """A built world. `own` are the observer's ids by what they are; `foreign` everybody else's by kind.

    `scanned` are those of a letter of the observer's own that the team scanned in (of nothing, if none was).
    """

    folder: Path
    spec: Spec
    agency_id: str
    manager: Staff
    reference: str
    own: dict[str, str]
    foreign: dict[str, list[str]]
    scanned: dict[str, str]

    def visit(self, folder: Path, **more: str) -> Portal:
        """A copy of this world with its doors open, and nothing remembered by any process."""
        shutil.copytree(self.folder, folder)
        settings, clock = settings_in(folder, **more), Clock(OBSERVED)
        doors = [open_house(settings, door, clock) for door in ("family", "staff", "worker")]
        return Portal(settings, clock, *doors, agency_id=self.agency_id)


def build_world(folder: Path, spec: Spec) -> World:
    """Play a spec from its first day to the last, and close the doors."""
    portal = make_portal(folder)
    builder = Builder(portal, spec)
    builder.settle()
    _plan_letters_to_observer(builder)
    _plan_letters_of_observer(builder)
    _plan_hidden(builder)
    builder.play()
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        reference = work.session.get_one(Party, builder.my_party).reference
        foreign = {
            kind: [one for one in work.session.scalars(select(table.id)) if one not in builder.own.values()]
            for kind, table in KINDS.items()
        }
    close(portal)
    scanned = builder.scanned or {name: new_id() for name in SCANNED}
    return World(folder, spec, portal.agency_id, builder.manager, reference, builder.own, foreign, scanned)


def _plan_letters_to_observer(builder: Builder) -> None:
    spare, own = builder.spec.hidden.spare_days, builder.own
    sent: dict[str, str] = {}

    def let_through() -> None:
        taken_out, told = builder.spec.hidden.taken_out, builder.spec.hidden.record
        own["release"] = builder.desk.release(sent["first"], taken_out, pictures=1, told=told)
        with unit_of_work(builder.portal.staff, SYSTEM, writes=False) as work:
            rows = select(ReleasedPicture.id).where(ReleasedPicture.release_id == own["release"])
            own["picture"] = work.session.scalars(rows).one()

    builder.on(5 + spare, lambda: sent.update(first=_send_first(builder)))
    builder.on(12, let_through)
    builder.on(12.5, lambda: builder.read(builder.mine, own["release"]))
    builder.on(13 + spare, lambda: sent.update(second=_send_second(builder)))
    builder.on(20, lambda: own.update({"release-waiting": builder.desk.release(sent["second"])}))
    builder.on(21, lambda: _release_and_withdraw(builder))


def _send_first(builder: Builder) -> str:
    shown, hidden = builder.spec.shown, builder.spec.hidden
    gaps = (*hidden.taken_out, "")
    text = "".join(f"{piece} {gap} " for piece, gap in zip(shown.pieces, gaps, strict=True)).rstrip()
    count, to = 1 + hidden.pictures_left_out, [builder.their_party]
    pictures = [picture_with(f"{hidden.picture_secret} {number}") for number in range(count)]
    item = send_letter(builder.portal, builder.theirs, text, to, hidden.record, pictures)
    for _ in range(hidden.detours):
        builder.desk.send_back(item, "Could you write this part again?")
        item = builder.send_again(builder.theirs, item)
    return item


def _send_short(builder: Builder) -> str:
    return send_letter(builder.portal, builder.theirs, "A short one.", [builder.their_party])


def _send_second(builder: Builder) -> str:
    # Typed out of a scan that stays in the office, it is what it would be had it been written here.
    if builder.spec.hidden.short_on_paper:
        return builder.scan(builder.theirs, "A short one.", builder.spec.hidden.record)
    return _send_short(builder)


def _release_and_withdraw(builder: Builder) -> None:
    # The observer had it, and it was taken back: its id is stale.
    release = builder.own["release-withdrawn"] = builder.desk.release(_send_short(builder))
    builder.read(builder.mine, release)
    builder.desk.withdraw(release)


def _plan_letters_of_observer(builder: Builder) -> None:
    hidden, own, spare = builder.spec.hidden, builder.own, builder.spec.hidden.spare_days
    passed: dict[str, str] = {}

    def let_through() -> None:
        without = ("there",) if hidden.own_taken_out else ()
        passed["release"] = builder.desk.release(own["item-released"], without, 1, "Thank you.")

    builder.on(14, partial(_send_own, builder, "item-being-read"))
    builder.on(14.5 + spare, lambda: builder.desk.meet(own["item-being-read"], hidden.own_fate))
    builder.on(15, partial(_send_own, builder, "item-released", 1))
    builder.on(16 + spare, let_through)
    # The last letter sent here: what staff scan in later must not count for the month after.
    builder.on(15.5, partial(_send_own, builder, "item-returned"))
    builder.on(23, lambda: builder.desk.send_back(own["item-returned"], builder.spec.shown.told))
    if hidden.own_read:
        builder.on(25 + spare, lambda: builder.read(builder.theirs, passed["release"]))
    builder.on(30, partial(_begin_own, builder))
    if hidden.own_withdrawn:
        builder.on(31 + spare, lambda: builder.desk.withdraw(passed["release"]))
    for who, channel in zip(builder.spec.shown.people, ("mail", "post"), strict=False):
        builder.on(36, partial(builder.ask_for_code, who, channel))


def _send_own(builder: Builder, name: str, pictures: int = 0) -> None:
    text, own = builder.spec.shown.own_text, builder.own
    draft_id, attached = builder.draft(builder.mine, builder.my_party, text, pictures)
    own[f"draft-of-{name}"], own[name] = draft_id, builder.send(builder.mine, draft_id)
    own |= {f"attachment-of-{name}": one for one in attached}


def _begin_own(builder: Builder) -> None:
    own, text = builder.own, f"Begun. {builder.spec.shown.own_text}"
    own["draft"], attached = builder.draft(builder.mine, builder.my_party, text, 1)
    own["attachment"] = attached[0]
    own["draft-thrown-away"], _ = builder.draft(builder.mine, builder.my_party, "Not this one.")
    builder.throw_away(own["draft-thrown-away"])


def _plan_hidden(builder: Builder) -> None:
    hidden = builder.spec.hidden
    for letter in hidden.letters:
        # What nobody has made safe comes last: the worker has no more to do after it.
        builder.on(39.5 if letter.fate is Fate.RECEIVED else letter.day, partial(builder.hide, letter))
    for number, fate in enumerate(hidden.own_paper):
        day = 39.6 if fate is Fate.RECEIVED else 28.2 + number
        builder.on(day, partial(builder.scan_own, fate))
    for number in range(hidden.changes_of_terms):
        builder.on(32.3 + number, builder.change_terms)
    for number in range(hidden.other_families):
        builder.on(2 + number, builder.add_family)
