"""The team's part in a world: claiming, taking words out, releasing, holding, sending back."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.decision import Reason, content_digest
from portal.models.delivery import Release
from portal.services import deciding
from portal.services.claims import claim
from portal.services.desk import DeskItem, open_delivery, save_review
from portal.services.review import Review
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import Portal, Staff, confirmed, delivery_of
from tests.twins.spec import Fate


@dataclass
class Desk:
    """One member of staff at work; `record` is what they write down and nobody outside may read."""

    portal: Portal
    staff: Staff
    record: str

    @property
    def _actor(self) -> Actor:
        return Actor("staff", self.staff.account.id)

    def claim(self, item_id: str) -> int:
        """Take a letter; returns its version."""
        delivery = delivery_of(self.portal, item_id)
        with unit_of_work(self.portal.staff, self._actor) as work:
            return claim(work, self.staff.account, delivery.id, delivery.version).version

    def look(self, item_id: str) -> DeskItem:
        """A letter as it is on the desk."""
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            return open_delivery(work, self.portal.agency_id, delivery_of(self.portal, item_id).id)

    def release(self, item_id: str, without: tuple[str, ...] = (), pictures: int = 0, told: str = "") -> str:
        """Let a letter through without these words and with its first pictures; returns the release's id."""
        version, item = self.claim(item_id), self.look(item_id)
        places = tuple((item.text.index(word), item.text.index(word) + len(word)) for word in without)
        out = tuple(one.id for one in item.pages[pictures:])
        named = tuple((one.id, "A garden") for one in item.pages[:pictures])
        with unit_of_work(self.portal.staff, self._actor) as work:
            save_review(work, self.staff.account, item.delivery.id, version, Review(places, out, named))
        item = self.look(item_id)
        seen = deciding.Seen(item.delivery.version, content_digest(item.content()), item.terms_version)
        reasons = (Reason.WHERE_SOMEBODY_LIVES,) if without else ()
        with unit_of_work(self.portal.staff, self._actor) as work:
            grounds = deciding.Grounds(reasons, self.record, told, confirmed(item))
            return deciding.release(work, self.staff.account, item.delivery.id, seen, grounds).id

    def send_back(self, item_id: str, told: str, reason: Reason = Reason.FULL_NAME) -> None:
        """A question to the writer."""
        version, delivery = self.claim(item_id), delivery_of(self.portal, item_id)
        with unit_of_work(self.portal.staff, self._actor) as work:
            grounds = deciding.Grounds((reason,), self.record, told)
            deciding.return_to_writer(work, self.staff.account, delivery.id, version, grounds)

    def withdraw(self, release_id: str) -> None:
        """Take a release back."""
        with unit_of_work(self.portal.staff, self._actor) as work:
            delivery_id = work.session.get_one(Release, release_id).delivery_id
            version = open_delivery(work, self.portal.agency_id, delivery_id).delivery.version
            grounds = deciding.Grounds(record=self.record)
            deciding.withdraw(work, self.staff.account, delivery_id, version, grounds)

    def meet(self, item_id: str, fate: Fate) -> None:
        """Let a letter come to its fate (RECEIVED and WAITING: nobody does anything)."""
        if fate is Fate.RETURNED:
            self.send_back(item_id, "Please write it once more.")
        elif fate in (Fate.CLAIMED, Fate.HELD, Fate.STOPPED, Fate.REOPENED):
            version = self.claim(item_id)
            self._put_aside(delivery_of(self.portal, item_id).id, version, fate)

    def _put_aside(self, delivery_id: str, version: int, fate: Fate) -> None:
        with unit_of_work(self.portal.staff, self._actor) as work:
            staff, record = self.staff.account, self.record
            if fate is Fate.HELD:
                grounds = deciding.Grounds((Reason.NOT_THE_TIME,), record)
                deciding.hold(work, staff, delivery_id, version, grounds)
            elif fate is not Fate.CLAIMED:
                grounds = deciding.Grounds((Reason.PLAN_TO_FIND,), record)
                deciding.stop(work, staff, delivery_id, version, grounds)
        if fate is Fate.REOPENED:
            with unit_of_work(self.portal.staff, self._actor) as work:
                grounds = deciding.Grounds(record=record)
                deciding.reopen(work, staff, delivery_id, version + 1, grounds)
