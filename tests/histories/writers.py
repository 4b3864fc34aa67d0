"""Correspondents, each at one of their devices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from portal.db import new_id
from portal.models.delivery import Delivery
from portal.services.draft_pictures import remove_picture
from portal.services.drafts import DraftContent, open_draft
from portal.services.letters import begin_again, look_over, save_letter, submit, throw_away
from portal.services.reading import mark_opened, read_letter, read_picture, released_letters, waiting_letter
from portal.services.tracking import questions, sent_items
from portal.work import Actor, House, Work
from tests.builders import Correspondent, attach, picture_bytes
from tests.histories.actors import Person, obeyed
from tests.histories.history import Step

SMALL = picture_bytes(size=(40, 30))


@dataclass
class Device(Person):
    """One browser of somebody's. `tokens` are the letters that all of their devices write on."""

    who: Correspondent = field(kw_only=True)
    parties: tuple[str, ...] = field(kw_only=True)
    tokens: list[str] = field(kw_only=True)
    versions: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    said: int = 0

    def house(self) -> House:
        """The family door."""
        return self.stage.portal.family

    def actor(self) -> Actor:
        """Their account."""
        return Actor("account", self.who.account.id)

    def menu(self) -> list[tuple[int, Callable[[], Step | None]]]:
        """Writing and sending most; reading; now and then something else."""
        if not self.versions and self.rng.random() < 0.5:
            return [(3, self.write), (1, self.post_box)]
        return [
            (5, self.write),
            (2, self.look_at),
            (5, self.send),
            (2, self.attach),
            (1, self.take_out),
            (1, self.throw_away),
            (2, self.again),
            (2, self.post_box),
            (4, self.read),
            (1, self.sent),
        ]

    def write(self) -> Step:
        """Save a draft, from the version seen last."""
        draft, me = self.rng.choice(self.tokens), self.who.me
        self.said += 1
        to = tuple(self.rng.sample(self.parties, self.rng.randint(1, len(self.parties))))
        words = f"Love from {self.name}, number {self.said}. We went to the sea."
        seen = self.versions.get(draft, 0)

        def save(work: Work) -> Mapping[str, Any]:
            saved = save_letter(work, me, draft, DraftContent(words, "", to), seen)
            return {"after": saved.version, "words": words, "recipients": len(to)}

        return self._remember(self.press("save", draft, save, seen))

    def _remember(self, step: Step) -> Step:
        if obeyed(step) and step.after:
            self.versions[step.subject] = step.after
        elif step.outcome == "AlreadySent" and step.subject in self.tokens:
            self.tokens[self.tokens.index(step.subject)] = new_id()
        return step

    def look_at(self) -> Step:
        """Open a draft's page, and the page before it is sent."""
        draft = self.rng.choice(self.tokens)

        def open_it(work: Work) -> Mapping[str, Any]:
            look_over(work, self.who.me, draft)
            return {"after": open_draft(work, self.who.me, draft).draft.version}

        return self._remember(self.look("open draft", draft, open_it))

    def send(self) -> Step:
        """Send a draft in as it was seen last."""
        draft, me = self.rng.choice(list(self.versions) or self.tokens), self.who.me
        seen = self.versions.get(draft, 0)

        def send_in(work: Work) -> Mapping[str, Any]:
            return {"item": submit(work, me, draft, seen).id}

        return self.press("send", draft, send_in, seen)

    def attach(self) -> Step:
        """Add a picture."""
        draft, me = self.rng.choice(self.tokens), self.who.me
        step = self.press(
            "attach", draft, lambda work: {"picture": attach(work, me, draft, SMALL, "IMG_1.jpg")}
        )
        if obeyed(step):
            self.pictures[str(step.told["picture"])] = draft
        return step

    def take_out(self) -> Step | None:
        """Take a picture out again."""
        if not self.pictures:
            return None
        picture, draft = self.rng.choice(list(self.pictures.items()))

        def remove(work: Work) -> Mapping[str, Any]:
            remove_picture(work, self.who.me, draft, picture)
            return {}

        return self.press("take out", draft, remove)

    def throw_away(self) -> Step:
        """Throw a draft away."""
        draft = self.rng.choice(self.tokens)

        def throw(work: Work) -> Mapping[str, Any]:
            throw_away(work, self.who.me, draft)
            return {}

        return self.press("throw away", draft, throw)

    def again(self) -> Step | None:
        """Begin a letter that came back anew."""
        asked = self.look("questions", self.name, self._questions)
        items = asked.told.get("items", ())
        if not items:
            return None
        item, draft, me = self.rng.choice(items), new_id(), self.who.me

        def begin(work: Work) -> Mapping[str, Any]:
            began = begin_again(work, me, item, draft)
            to = len(open_draft(work, me, began.id).content.to)
            return {"after": began.version, "recipients": to, "words": item}

        self.tokens.append(draft)
        return self._remember(self.press("again", draft, begin))

    def _questions(self, work: Work) -> Mapping[str, Any]:
        return {"items": [item.id for item, _ in questions(work, self.who.me)]}

    def post_box(self) -> Step:
        """Look what came."""
        step = self.look(
            "post box",
            self.name,
            lambda work: {"came": [one.release.id for one in released_letters(work, self.who.me)]},
        )
        self.came = list(step.told.get("came", self.came))
        return step

    def read(self) -> Step | None:
        """Open a letter that was there when one looked last, and read it."""
        if not self.came:
            return self.post_box()
        release, me = self.rng.choice(self.came), self.who.me

        def opened(work: Work) -> Mapping[str, Any]:
            mark_opened(work, me, release)
            return {}

        def read(work: Work) -> Mapping[str, Any]:
            letter = read_letter(work, me, waiting_letter(work, me, release))
            for one in letter.pictures:
                assert b"".join(read_picture(work, me, release, one.id, small=True))
            return {"account": me.account.id, "words": letter.text}

        self.press("open", release, opened)
        return self.look("read", release, read)

    def sent(self) -> Step:
        """Look where one's letters are."""
        return self.look("sent", self.name, self._sent)

    def _sent(self, work: Work) -> Mapping[str, Any]:
        for item, progress in sent_items(work, self.who.me):
            ways = select(Delivery.id).where(Delivery.item_id == item.id)
            assert len(progress) == len(work.session.scalars(ways).all())
        return {}
