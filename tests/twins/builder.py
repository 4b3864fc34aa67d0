"""What can happen in a world. Every event goes through the services, as it would through a door."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select

from moderation.hints.hint import Kind
from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.models.item import Attachment, Item
from portal.services.accounts import Person, ask_for_unlock_code, close_account, make_account
from portal.services.arrangements import add_member, change_terms, make_arrangement, terms_of
from portal.services.drafts import DraftContent, save_draft
from portal.services.letters import begin_again, submit, throw_away
from portal.services.reading import mark_opened
from portal.services.scanning_in import LetterOnPaper
from portal.services.sign_in import use_code
from portal.terms import ProtectedTerm, SideTerms, Terms, other_side
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    PASSWORD,
    START,
    Correspondent,
    Portal,
    Staff,
    add_staff,
    attach,
    party_id,
    picture_bytes,
    send_letter,
    unlock_code,
)
from tests.twins.desk import Desk
from tests.twins.paper import scan_in
from tests.twins.spec import Fate, HiddenLetter, Somebody, Spec


def picture_with(secret: str) -> bytes:
    """A picture that looks the same whatever is written beside its pixels."""
    out, beside = io.BytesIO(), PngInfo()
    beside.add_text("Comment", secret)
    with Image.open(io.BytesIO(picture_bytes("a garden", (160, 120), "PNG"))) as image:
        image.save(out, "PNG", pnginfo=beside)
    return out.getvalue()


@dataclass
class Builder:
    """Events put on a calendar, then played in order. `own` gathers the observer's ids by what they are.

    `scanned`: the ids of a letter of the observer's that came by post, which they aren't told.
    """

    portal: Portal
    spec: Spec
    own: dict[str, str] = field(default_factory=dict)
    scanned: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    arrangement: str = ""
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    mine: Correspondent = field(init=False)
    theirs: Correspondent = field(init=False)
    manager: Staff = field(init=False)
    desk: Desk = field(init=False)

    @property
    def my_party(self) -> str:
        """The observer's party."""
        return self.parties[self.spec.shown.side]

    @property
    def their_party(self) -> str:
        """The party across."""
        return self.parties[other_side(self.spec.shown.side)]

    def on(self, day: float, what: Callable[[], None]) -> None:
        """Let something happen on a day."""
        self._events.append((day, len(self._events), what))

    def play(self) -> None:
        """Everything, in order."""
        for day, _, what in sorted(self._events, key=lambda one: one[:2]):
            self.portal.clock.moment = START + timedelta(days=day)
            what()

    def settle(self) -> None:
        """The agency's team, the arrangement and both households."""
        hidden = self.spec.hidden
        self.manager = [add_staff(self.portal, Role.MANAGER, name) for name in hidden.staff][-1]
        self.desk = Desk(self.portal, self.manager, hidden.record)
        self.arrangement = self.arrange()
        for side in ("adoptive", "birth"):
            self.parties[side] = party_id(self.portal, self.arrangement, side)
        self.own["party"] = self.my_party
        mine = [self.join(one, self.my_party) for one in self.spec.shown.people]
        theirs = [self.join(one, self.their_party) for one in hidden.people]
        assert mine[0] is not None
        assert theirs[0] is not None
        self.mine, self.theirs = mine[0], theirs[0]

    def arrange(self) -> str:
        """An arrangement as the spec has it; returns its id."""
        with unit_of_work(self.portal.staff, SYSTEM) as work:
            return make_arrangement(work, self.portal.agency_id, terms_for(self.spec)).id

    def join(self, who: Somebody, party: str) -> Correspondent | None:
        """Somebody in a party, as far as they came; returns them if they can sign in."""
        person = Person(who.name, who.log_in_name, who.mail, who.telephone, who.address, "", who.notes)
        with unit_of_work(self.portal.staff, SYSTEM) as work:
            account = make_account(work, self.portal.agency_id, person)
            add_member(work, party, account)
        self.accounts[who.log_in_name] = account.id
        if who.state == "made":
            return None
        code = unlock_code(self.portal, account)
        if who.state == "invited":
            return None
        with unit_of_work(self.portal.family, SYSTEM) as work:
            me, secret = use_code(work, code, PASSWORD, who.log_in_name)
        if who.state == "closed":
            with unit_of_work(self.portal.staff, SYSTEM) as work:
                close_account(work, work.session.get_one(Account, account.id))
            return None
        return Correspondent(me.account, who.log_in_name, me, secret)

    def ask_for_code(self, who: Somebody, channel: str) -> None:
        """A fresh code for one of the observer's household."""
        with unit_of_work(self.portal.staff, SYSTEM) as work:
            account = work.session.get_one(Account, self.accounts[who.log_in_name])
            self.own[f"code-by-{channel}"] = ask_for_unlock_code(work, account, channel).id
        self.portal.work_off()

    def change_terms(self) -> None:
        """A new version, different in nothing the observer's card shows."""
        with unit_of_work(self.portal.staff, SYSTEM) as work:
            arrangement = work.session.get_one(Arrangement, self.arrangement)
            terms = terms_of(work, arrangement)
            changed = replace(terms, risk_notes=f"{terms.risk_notes} Looked at again.")
            change_terms(work, arrangement.id, arrangement.version, changed)

    def add_family(self) -> None:
        """Another family of the agency, with a letter waiting."""
        party = party_id(self.portal, self.arrange(), "birth")
        other = self.join(Somebody("Other Person", f"other.{party}@elsewhere.example"), party)
        assert other is not None
        send_letter(self.portal, other, "From another family.", [party], pictures=[picture_bytes()])

    def draft(self, who: Correspondent, party: str, text: str, pictures: int = 0) -> tuple[str, list[str]]:
        """A letter begun; returns its id and its pictures' ids."""
        draft_id = new_id()
        with unit_of_work(self.portal.family, Actor("account", who.account.id)) as work:
            save_draft(work, who.me, draft_id, DraftContent(text, "", (party,)), 0)
            names = [f"Garden {number}.jpg" for number in range(pictures)]
            return draft_id, [attach(work, who.me, draft_id, picture_bytes(), name) for name in names]

    def send(self, who: Correspondent, draft_id: str) -> str:
        """A draft goes out and is made safe; returns the item's id."""
        with unit_of_work(self.portal.family, Actor("account", who.account.id)) as work:
            item_id = submit(work, who.me, draft_id, 1).id
        self.portal.work_off()
        return item_id

    def throw_away(self, draft_id: str) -> None:
        """A draft of the observer's that is no more."""
        with unit_of_work(self.portal.family, Actor("account", self.mine.account.id)) as work:
            throw_away(work, self.mine.me, draft_id)

    def send_again(self, who: Correspondent, item_id: str) -> str:
        """A letter that came back goes out once more; returns the new item's id."""
        with unit_of_work(self.portal.family, Actor("account", who.account.id)) as work:
            draft = begin_again(work, who.me, item_id, new_id())
            sent = submit(work, who.me, draft.id, draft.version).id
        self.portal.work_off()
        return sent

    def read(self, who: Correspondent, release_id: str) -> None:
        """Somebody opens a letter."""
        with unit_of_work(self.portal.family, Actor("account", who.account.id)) as work:
            mark_opened(work, who.me, release_id)

    def scan(self, who: Correspondent, words: str, note: str = "", quick: bool = True) -> str:
        """Somebody's letter that came by post; made safe at once if `quick`. Returns the item's id."""
        letter = LetterOnPaper(who.account.id, words, note)
        item = scan_in(self.portal, self.manager, self.arrangement, letter, [picture_with(words)])
        if quick:
            self.portal.work_off()
        return item

    def scan_own(self, fate: Fate) -> None:
        """A letter that the observer put into the post, and what became of it."""
        item_id = self.scan(self.mine, self.spec.hidden.record, quick=fate is not Fate.RECEIVED)
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            item = work.session.get_one(Item, item_id)
            attachments = select(Attachment.id).where(Attachment.item_id == item_id)
            self.scanned = {"scanned-item": item_id, "scanned-draft": item.draft_id}
            self.scanned["scanned-attachment"] = work.session.scalars(attachments).one()
        self.desk.meet(item_id, fate)

    def hide(self, letter: HiddenLetter) -> None:
        """One letter of the other side that goes nowhere."""
        if letter.fate is Fate.DRAFT:
            self.draft(self.theirs, self.their_party, letter.words, letter.pictures)
            return
        quick = letter.fate is not Fate.RECEIVED
        if letter.on_paper:
            item = self.scan(self.theirs, letter.words, letter.note, quick)
        else:
            pictures, to = [picture_with(letter.words)] * letter.pictures, [self.their_party]
            item = send_letter(self.portal, self.theirs, letter.words, to, letter.note, pictures, quick)
        self.desk.meet(item, letter.fate)


def terms_for(spec: Spec) -> Terms:
    """The arrangement's terms: one half for the observer's card, the other half hidden."""
    shown, hidden = spec.shown, spec.hidden
    other = other_side(shown.side)
    sides = {
        shown.side: SideTerms("family", shown.child, shown.them, shown.signs, shown.months),
        other: SideTerms(hidden.relationship, hidden.child, hidden.calls_them, hidden.signs, hidden.months),
    }
    names = {shown.side: "Kit Seer", other: hidden.child}
    listed = [(shown.side, Kind.PLACE, one) for one in shown.own_terms]
    listed += [(other, kind, one) for kind, one in hidden.protected]
    return Terms(
        child_birth_name=names["birth"],
        child_adoptive_name=names["adoptive"],
        child_born="2018-03-09",
        basis=hidden.relationship,
        adoptive=sides["adoptive"],
        birth=sides["birth"],
        most_pictures=shown.most_pictures,
        protected=tuple(
            ProtectedTerm(new_id(), side, kind, value, "", hidden.record, "2026-06-01")
            for side, kind, value in listed
        ),
        allowed=hidden.allowed,
        risk_notes=hidden.risk_notes,
    )
