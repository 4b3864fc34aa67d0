"""People at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import event, select

from moderation.decision import Reason, content_digest, reasons_for
from moderation.lifecycle import Action
from portal.models.delivery import Delivery, Release
from portal.services import deciding
from portal.services.claims import claim, hand_back
from portal.services.deciding import Seen
from portal.services.desk import look_again, open_delivery, save_review
from portal.services.grounds import Grounds
from portal.services.review import Review
from portal.work import Actor, House, Work
from tests.builders import Staff, confirmed
from tests.histories.actors import Person, obeyed
from tests.histories.history import Step


@dataclass(frozen=True)
class View:
    """A delivery's page as somebody saw it last."""

    version: int
    digest: bytes
    terms_version: int
    length: int
    kept: tuple[tuple[str, str], ...] = ()


@dataclass
class AtDesk(Person):
    """Somebody of the team, who decides on what they saw last."""

    staff: Staff = field(kw_only=True)
    views: dict[str, View] = field(default_factory=dict)
    now_at: str = ""
    mine: str = ""

    def house(self) -> House:
        """The staff door."""
        return self.stage.portal.staff

    def actor(self) -> Actor:
        """Their account."""
        return Actor("staff", self.staff.account.id)

    def menu(self) -> list[tuple[int, Callable[[], Step | None]]]:
        """Reading and deciding, mostly of the letter they are at."""
        self._turn_to_one()
        if self.mine != self.now_at and self.rng.random() < 0.7:
            return [(2, self.look_at), (5, self.claim), (1, lambda: self.decide("withdraw"))]
        return [
            (4, self.look_at),
            (3, self.claim),
            (3, self.choose),
            (1, self.look_again),
            (1, self.hand_back),
            (7, self.release),
            (2, lambda: self.decide("return")),
            (1, lambda: self.decide("hold")),
            (1, lambda: self.decide("stop")),
            (1, lambda: self.decide("reopen")),
            (2, lambda: self.decide("withdraw")),
        ]

    def _turn_to_one(self) -> None:
        if self.mine and self.rng.random() < 0.5:
            self.now_at = self.mine
        elif not self.now_at or self.rng.random() < 0.25:
            self.now_at = self.rng.choice(self.stage.deliveries())

    def _seen(self) -> tuple[str, View]:
        delivery = self.now_at
        if delivery not in self.views:
            self.look_at()
        return delivery, self.views.get(delivery, View(1, b"", 1, 1))

    def look_at(self) -> Step:
        """Open a delivery's page and its preview."""
        delivery = self.now_at

        def look(work: Work) -> Mapping[str, Any]:
            item = open_delivery(work, self.staff.account.agency_id, delivery)
            digest = content_digest(item.content())
            length, kept = len(item.text) or 1, confirmed(item)
            return {"view": View(item.delivery.version, digest, item.terms_version, length, kept)}

        step = self.look("look", delivery, look)
        if obeyed(step):
            self.views[delivery] = step.told["view"]
        return step

    def _press(self, operation: str, delivery: str, view: View, act: Callable[[Work], object]) -> Step:
        def whole(work: Work) -> Mapping[str, Any]:
            flushed: list[int] = []
            event.listen(work.session, "after_flush", lambda *_: flushed.append(1))
            act(work)
            work.session.flush()
            after = work.session.get_one(Delivery, delivery).version
            told: dict[str, Any] = {"after": after, "staff": self.staff.account.id, "changed": bool(flushed)}
            if operation == "withdraw":
                told["release"] = work.session.scalar(select(Release.id).filter_by(delivery_id=delivery))
            return told

        step = self.press(operation, delivery, whole, view.version)
        if obeyed(step) and step.after:
            self.mine = delivery if operation in ("claim", "choose", "look again") else ""
            self.views[delivery] = replace(view, version=step.after)
        return step

    def claim(self) -> Step:
        """Take it."""
        delivery, view = self._seen()
        return self._press(
            "claim", delivery, view, lambda work: claim(work, self.staff.account, delivery, view.version)
        )

    def choose(self) -> Step:
        """Tick words to take out."""
        delivery, view = self._seen()
        start = self.rng.randrange(view.length)
        review = Review(((start, min(view.length, start + 4)),) if self.rng.random() < 0.8 else ())
        return self._press(
            "choose",
            delivery,
            view,
            lambda work: save_review(work, self.staff.account, delivery, view.version, review),
        )

    def look_again(self) -> Step:
        """Find hints anew."""
        delivery, view = self._seen()
        return self._press(
            "look again",
            delivery,
            view,
            lambda work: look_again(work, self.staff.account, delivery, view.version),
        )

    def hand_back(self) -> Step:
        """Put it back on the desk."""
        delivery, view = self._seen()
        return self._press(
            "hand back",
            delivery,
            view,
            lambda work: hand_back(work, self.staff.account, delivery, view.version),
        )

    def release(self) -> Step:
        """Let it through, if it is still what was seen."""
        delivery, view = self._seen()
        seen = Seen(view.version, view.digest, view.terms_version)
        return self._press(
            "release",
            delivery,
            view,
            lambda work: deciding.release(work, self.staff.account, delivery, seen, Grounds(kept=view.kept)),
        )

    def decide(self, name: str) -> Step:
        """Any other decision."""
        delivery, view = self._seen()
        me, version = self.staff.account, view.version
        grounds = {
            "return": Grounds((Reason.FULL_NAME,), "", "Please leave out the name."),
            "hold": Grounds((reasons_for(Action.HOLD)[0],), "Not now."),
            "stop": Grounds((Reason.THREAT,), "A threat."),
        }.get(name, Grounds(record="It was a mistake."))
        act = {
            "return": deciding.return_to_writer,
            "hold": deciding.hold,
            "stop": deciding.stop,
            "reopen": deciding.reopen,
            "withdraw": deciding.withdraw,
        }[name]
        return self._press(name, delivery, view, lambda work: act(work, me, delivery, version, grounds))
