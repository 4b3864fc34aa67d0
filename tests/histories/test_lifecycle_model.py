"""By chance and step by step: the portal and the simple model must say the same, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import booleans, integers, sampled_from
from sqlalchemy import select

from moderation.decision import Reason, content_digest, reasons_for
from moderation.lifecycle import Action
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.models.delivery import Delivery
from portal.models.staff import StaffAccount
from portal.services import deciding
from portal.services.arrangements import add_member, change_terms, remove_member, set_state
from portal.services.claims import claim, hand_back
from portal.services.desk import open_delivery, save_review
from portal.services.drafts import DraftContent
from portal.services.grounds import Grounds
from portal.services.letters import save_letter, submit
from portal.services.making_safe import make_item_safe
from portal.services.reading import read_letter, released_letters
from portal.services.review import Review
from portal.work import Actor, House, Work, unit_of_work
from tests.builders import Correspondent, Staff, attach, close, terms
from tests.histories.history import DONE, History
from tests.histories.lifecycle_model import ADOPTIVE, BIRTH, NOT_MINE, LetterModel, WorldModel
from tests.histories.stage import Copier, Stage, postgres_copies, sqlite_copies
from tests.histories.writers import SMALL
from tests.proving import PROVE

EXAMPLES, STEPS = (300, 40) if PROVE else (6, 25)
WRITERS, COLLEAGUES = ("Priya", "Tom", "Dawn", "Gail"), ("worker 0", "manager")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copier:
    """The people, and no letters."""
    folder, counts = tmp_path_factory.mktemp("model"), {"letters": 0, "workers": 1}
    if request.param == "sqlite":
        return sqlite_copies(folder, lambda stage: stage, **counts)
    return postgres_copies(request.getfixturevalue("postgres"), folder, lambda stage: stage, **counts)


class Lifecycle(RuleBasedStateMachine):
    """A letter's whole way, with everything that may come across it."""

    drafts = Bundle("drafts")
    sent = Bundle("sent")

    def __init__(self, copies: Copier) -> None:
        super().__init__()
        self.stage: Stage = copies()
        stage, self.history, self.model = self.stage, History(), WorldModel()
        self.people: dict[str, Correspondent] = dict(
            zip(WRITERS, (stage.priya, stage.tom, stage.dawn, stage.gail), strict=True)
        )
        self.staff: dict[str, Staff] = dict(zip(COLLEAGUES, (*stage.workers, stage.manager), strict=True))
        self.parties = {ADOPTIVE: stage.dawns.adoptive, BIRTH: stage.dawns.birth}
        self.model.members = {ADOPTIVE: {"Priya", "Tom"}, BIRTH: {"Dawn"}}

    def teardown(self) -> None:
        """Let go of the database."""
        close(self.stage.portal)

    def do(self, house: House, actor: Actor, act: Callable[[Work], object]) -> str | None:
        """One unit of work; the refusal's name, or None. Anything else that is raised is a fault."""

        def whole() -> dict[str, object]:
            with unit_of_work(house, actor) as work:
                act(work)
            return {}

        step = self.history.run(actor.id, "", "", whole)
        assert "fault" not in step.told, step
        return None if step.outcome == DONE else step.outcome

    def write(self, who: str, act: Callable[[Work, Correspondent], object]) -> str | None:
        """Somebody does something at the family door."""
        one = self.people[who]
        actor = Actor("account", one.account.id)
        return self.do(self.stage.portal.family, actor, lambda work: act(work, one))

    def office(self, who: str, act: Callable[[Work, Staff], object]) -> str | None:
        """Somebody does something at the staff door."""
        one = self.staff[who]
        return self.do(self.stage.portal.staff, Actor("staff", one.account.id), lambda work: act(work, one))

    @rule(target=drafts, who=sampled_from(WRITERS), words=integers(1, 9))
    def draft(self, who: str, words: int) -> object:
        """Begin a letter."""
        draft, side = new_id(), self.model.side_of(who)
        to = self.parties[side or BIRTH]
        content = DraftContent(f"Words number {words}.", "", (to,))
        refused = self.write(who, lambda work, one: save_letter(work, one.me, draft, content, 0))
        assert refused == (None if side else "NotThere")
        if refused:
            return multiple()
        self.model.drafts[draft] = (who, content.text, 0)
        return draft

    @rule(draft=drafts)
    def attach(self, draft: str) -> None:
        """Add a picture."""
        who, words, pictures = self.model.drafts[draft]
        if self.write(who, lambda work, one: attach(work, one.me, draft, SMALL, "a.jpg")) is None:
            self.model.drafts[draft] = (who, words, pictures + 1)

    @rule(target=sent, draft=consumes(drafts))
    def submit(self, draft: str) -> object:
        """Send it in, twice: it is one letter."""
        who, _, pictures = self.model.drafts[draft]
        expected = self.model.refusal_to_send(draft)
        items: set[str] = set()
        for _ in range(2):
            refused = self.write(who, lambda work, one: items.add(submit(work, one.me, draft, 1).id))
            assert refused == expected
        if refused:
            return multiple()
        (item,) = items
        with unit_of_work(self.stage.portal.staff, Actor("system", ""), writes=False) as work:
            (delivery,) = work.session.scalars(select(Delivery.id).where(Delivery.item_id == item)).all()
        to = BIRTH if self.model.side_of(who) == ADOPTIVE else ADOPTIVE
        self.model.letters[delivery] = LetterModel(who, to, pictures, item)
        return delivery

    @rule(delivery=sent, twice=booleans())
    def make_safe(self, delivery: str, twice: bool) -> None:
        """The worker's part, which may be done again."""
        letter = self.model.letters[delivery]
        if letter.state == "received" and self.model.side_of(letter.writer) is None:
            return  # known and accepted: such a letter waits, see docs/threat-model.md
        for _ in range(1 + twice):
            make_item_safe(self.stage.portal.worker, letter.item)
        if letter.state == "received":
            letter.state = "waiting"

    def seen(self, delivery: str) -> deciding.Seen:
        """What the page says now."""
        with unit_of_work(self.stage.portal.staff, Actor("system", ""), writes=False) as work:
            item = open_delivery(work, self.stage.portal.agency_id, delivery)
            return deciding.Seen(item.delivery.version, content_digest(item.content()), item.terms_version)

    @rule(delivery=sent, who=sampled_from(COLLEAGUES))
    def claim(self, delivery: str, who: str) -> None:
        """Take it, or take it up."""
        letter, version = self.model.letters[delivery], self.seen(delivery).version
        refused = self.office(who, lambda work, one: claim(work, one.account, delivery, version))
        if letter.state in ("waiting", "held") or letter.may_decide(who):
            assert refused is None
            letter.state, letter.holder = "claimed", who
        else:
            assert refused == ("ClaimedBySomebodyElse" if letter.state == "claimed" else "NotAllowedNow")

    @rule(delivery=sent, who=sampled_from(COLLEAGUES))
    def hand_back(self, delivery: str, who: str) -> None:
        """Put it back."""
        self._with_claim(
            delivery, who, "waiting", lambda work, one, seen: hand_back(work, one, delivery, seen.version)
        )

    @rule(delivery=sent, who=sampled_from(COLLEAGUES), words=booleans())
    def review(self, delivery: str, who: str, words: bool) -> None:
        """Take a word out, or put it back."""
        letter, version = self.model.letters[delivery], self.seen(delivery).version
        review = Review(((0, 5),) if words else ())
        if letter.state == "received":
            return
        refused = self.office(
            who, lambda work, one: save_review(work, one.account, delivery, version, review)
        )
        assert (refused is None) == letter.may_decide(who), refused
        if refused is None:
            letter.redacted = words

    @initialize(target=sent)
    def already_there(self) -> object:
        """A letter from each side, with a picture, made safe."""
        return multiple(*(self._prepared(who) for who in ("Priya", "Dawn")))

    def _prepared(self, who: str) -> str:
        draft = str(self.draft(who, 1))
        self.attach(draft)
        delivery = str(self.submit(draft))
        self.make_safe(delivery, twice=True)
        return delivery

    @rule(delivery=sent, who=sampled_from(COLLEAGUES), claim_first=booleans(), change_first=booleans())
    def release(self, delivery: str, who: str, claim_first: bool, change_first: bool) -> None:
        """Let it through as it was seen, perhaps under terms that changed since."""
        if claim_first:
            self.claim(delivery, who)
        letter, seen = self.model.letters[delivery], self.seen(delivery)
        if change_first:
            self.change_terms()
        refused = self.office(
            who, lambda work, one: deciding.release(work, one.account, delivery, seen, Grounds())
        )
        expected = self.model.refusal_to_release(delivery, who, seen.terms_version)
        assert refused in NOT_MINE if expected == "not mine" else refused == expected, (refused, expected)
        if refused is None:
            letter.state, letter.holder = "released", ""
            with unit_of_work(self.stage.portal.staff, Actor("system", ""), writes=False) as work:
                row = select(deciding.Release.id).where(deciding.Release.delivery_id == delivery)
                letter.release = work.session.scalars(row).one()

    @rule(
        delivery=sent,
        who=sampled_from(COLLEAGUES),
        what=sampled_from(("returned", "held", "stopped")),
        claim_first=booleans(),
    )
    def decide(self, delivery: str, who: str, what: str, claim_first: bool) -> None:
        """Send it back, keep it, or stop it."""
        if claim_first:
            self.claim(delivery, who)
        act, grounds = {
            "returned": (
                deciding.return_to_writer,
                Grounds((Reason.FULL_NAME,), "", "Please write it anew."),
            ),
            "held": (deciding.hold, Grounds((reasons_for(Action.HOLD)[0],))),
            "stopped": (deciding.stop, Grounds((Reason.THREAT,))),
        }[what]
        self._with_claim(
            delivery, who, what, lambda work, one, seen: act(work, one, delivery, seen.version, grounds)
        )

    def _with_claim(
        self, delivery: str, who: str, after: str, act: Callable[[Work, StaffAccount, deciding.Seen], object]
    ) -> None:
        letter, seen = self.model.letters[delivery], self.seen(delivery)
        refused = self.office(who, lambda work, one: act(work, one.account, seen))
        assert refused is None if letter.may_decide(who) else refused in NOT_MINE, refused
        if refused is None:
            letter.state, letter.holder = after, ""

    @rule(delivery=sent, who=sampled_from(COLLEAGUES))
    def reopen(self, delivery: str, who: str) -> None:
        """Put a stopped one back on the desk."""
        letter, version = self.model.letters[delivery], self.seen(delivery).version
        why = Grounds(record="We looked again.")
        refused = self.office(
            who, lambda work, one: deciding.reopen(work, one.account, delivery, version, why)
        )
        if who != "manager":
            assert refused == "NotYours"
        else:
            assert refused == (None if letter.state == "stopped" else "NotAllowedNow")
            letter.state = "waiting" if refused is None else letter.state

    @rule(delivery=sent, who=sampled_from(COLLEAGUES))
    def withdraw(self, delivery: str, who: str) -> None:
        """Take a release back."""
        letter, version = self.model.letters[delivery], self.seen(delivery).version
        why = Grounds(record="By mistake.")
        refused = self.office(
            who, lambda work, one: deciding.withdraw(work, one.account, delivery, version, why)
        )
        assert refused == (None if letter.state == "released" else "NotAllowedNow")
        letter.state = "withdrawn" if refused is None else letter.state

    @rule()
    def change_terms(self) -> None:
        """A new version."""
        about, seen, notes = self.stage.dawns.arrangement, self.model.terms, f"Notes {self.model.terms}"
        assert (
            self.office("manager", lambda work, _: change_terms(work, about, seen, terms(risk_notes=notes)))
            is None
        )
        stale = self.office("manager", lambda work, _: change_terms(work, about, seen, terms()))
        assert stale == "TermsChangedMeanwhile"
        self.model.terms += 1

    @rule(active=booleans())
    def pause(self, active: bool) -> None:
        """Close or open the channel."""
        about, state = self.stage.dawns.arrangement, "active" if active else "paused"
        assert self.office("worker 0", lambda work, _: set_state(work, about, state)) is None
        self.model.active = active

    @rule(who=sampled_from(("Tom", "Gail")))
    def come_or_go(self, who: str) -> None:
        """Tom leaves or joins the adoptive side, Gail the birth side."""
        side = ADOPTIVE if who == "Tom" else BIRTH
        party, account, there = (
            self.parties[side],
            self.people[who].account.id,
            who in self.model.members[side],
        )
        act = remove_member if there else add_member
        done = self.office(
            "worker 0", lambda work, _: act(work, party, work.session.get_one(Account, account))
        )
        assert done is None
        (self.model.members[side].discard if there else self.model.members[side].add)(who)

    @invariant()
    def everybody_reads_what_the_model_says(self) -> None:
        """Each person opens just these letters, and of them every word."""
        for name, one in self.people.items():
            actor = Actor("account", one.account.id)
            with unit_of_work(self.stage.portal.family, actor, writes=False) as work:
                opened = [read_letter(work, one.me, waiting) for waiting in released_letters(work, one.me)]
            assert {letter.release.id for letter in opened} == self.model.readable(name), name
            for letter in opened:
                known = next(x for x in self.model.letters.values() if x.release == letter.release.id)
                assert len(letter.pictures) == known.pictures
                assert letter.text.startswith("Words") != known.redacted

    @invariant()
    def the_rows_say_the_same(self) -> None:
        """States and claims, and the arrangement's."""
        ids = {one.account.id: name for name, one in self.staff.items()}
        with unit_of_work(self.stage.portal.staff, Actor("system", ""), writes=False) as work:
            for row in work.session.scalars(select(Delivery)):
                letter = self.model.letters[row.id]
                assert (row.state, ids.get(row.claimed_by or "", "")) == (letter.state, letter.holder)
            about = work.session.get_one(Arrangement, self.stage.dawns.arrangement)
            assert (about.version, about.state == "active") == (self.model.terms, self.model.active)


def test_the_portal_does_what_a_simple_model_says(copies: Copier) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: Lifecycle(copies),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink) if PROVE else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
