"""Leaks through mails and through what is printed and posted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from flask import Response
from flask_mail import Mail, Message
from jinja2 import ChoiceLoader, DictLoader

from portal.models.arrangement import Party
from portal.work import SYSTEM, unit_of_work
from tests.builders import START
from tests.twins.comparing import Step
from tests.twins.leaks import keep, put
from tests.twins.looking import Looked, posted
from tests.twins.spec import Fate, Hidden

Write = Callable[[Hidden, Message], None]


class LeakyMail(Mail):
    """The mail library, with a leak in front of it."""

    hidden: Hidden
    write: Write
    times: Callable[[Hidden], int] = staticmethod(lambda hidden: 1)

    def send(self, message: Message) -> None:
        """Change what is sent, or how often."""
        self.write(self.hidden, message)
        for _ in range(self.times(self.hidden)):
            super().send(message)


def _nothing(_hidden: Hidden, _message: Message) -> None:
    return


MAILED: list[str] = []


def mailed(name: str, write: Write = _nothing, times: Callable[[Hidden], int] | None = None,
           words: Callable[[Hidden], dict[str, str]] | None = None) -> None:  # fmt: skip
    """A leak: in how mails are sent, or in the `words` of their templates."""

    def look(looked: Looked) -> Iterator[Step]:
        worker, hidden = looked.letterbox.worker(), looked.sight.world.spec.hidden
        leaky = LeakyMail(worker.postman.app)
        leaky.hidden, leaky.write, leaky.times = hidden, write, times or LeakyMail.times  # type: ignore[method-assign]
        worker.postman.mail = leaky
        known: Any = worker.postman.words.loader
        if words is not None:
            worker.postman.words.loader = ChoiceLoader([DictLoader(words(hidden)), known])
        yield from looked.letterbox.mails(worker)

    keep(name, look, lambda looked: None)
    MAILED.append(name)


def _other_template(hidden: Hidden) -> dict[str, str]:
    return {"waiting.txt": f"Subject: A letter from {hidden.signs}\nIt waits.\n{{{{ address }}}}\n"}


def _longer_template(hidden: Hidden) -> dict[str, str]:
    return {"received.txt": "Subject: We have your letter\nThank you." + " " * len(hidden.letters)}


def _subject(hidden: Hidden, message: Message) -> None:
    message.subject = f"{message.subject} ({len(hidden.letters)})"


def _date(hidden: Hidden, message: Message) -> None:
    message.date = (START + timedelta(days=5 + hidden.spare_days)).timestamp()


def _message_id(hidden: Hidden, message: Message) -> None:
    message.msgId = f"<{len(hidden.letters)}.{message.msgId[1:]}"


def _header(hidden: Hidden, message: Message) -> None:
    message.extra_headers = {**(message.extra_headers or {}), "X-Staff": hidden.staff[0]}


def _reply_to(hidden: Hidden, message: Message) -> None:
    message.reply_to = f"{hidden.staff[0].split()[0].lower()}@council.example"


def _sender(hidden: Hidden, message: Message) -> None:
    message.sender = f"{hidden.staff[0]} <letterbox@council.example>"


def _copied(hidden: Hidden, message: Message) -> None:
    message.cc = [one.mail for one in hidden.people if one.mail]


def _attachment(hidden: Hidden, message: Message) -> None:
    message.attach(f"{hidden.child}.txt", "text/plain", "A letter waits.")


mailed("a mail's words", words=_other_template)
mailed("a mail's length", words=_longer_template)
mailed("a mail's subject", _subject)
mailed("a mail's date", _date)
mailed("a mail's Message-ID", _message_id)
mailed("a mail's header", _header)
mailed("whom to answer", _reply_to)
mailed("a mail's sender", _sender)
mailed("a copy to the other household", _copied)
mailed("a mail's attachment", _attachment)
mailed("the number of mails", times=lambda hidden: 2 if hidden.own_fate is Fate.HELD else 1)
mailed("no mail while a letter is held", times=lambda hidden: 0 if hidden.own_fate is Fate.HELD else 1)


def printed(name: str, where: str, change: Callable[[Looked, Response], None]) -> None:
    """A leak: on a page of the post room."""

    def plant(looked: Looked) -> None:
        @looked.letterbox.portal.app("staff").after_request
        def changed(response: Response) -> Response:
            if response.mimetype == "text/html" and where in response.get_data(as_text=True):
                change(looked, response)
            return response

    keep(name, posted, plant)


def _hidden(looked: Looked) -> Hidden:
    return looked.sight.world.spec.hidden


def _other_reference(looked: Looked, response: Response) -> None:
    theirs = looked.sight.world.foreign["party"]
    with unit_of_work(looked.letterbox.portal.staff, SYSTEM, writes=False) as work:
        reference = work.session.get_one(Party, theirs[0]).reference
    put(response, "A letter for", f"{reference}. A letter for")


printed("names on a printed letter", "A letter for", lambda one, r: put(r, "<h1", f"{_hidden(one).signs}<h1"))
printed("the other side's reference", "A letter for", _other_reference)
printed(
    "a covering note", "A letter for", lambda one, r: put(r, "</article>", f"</article>{_hidden(one).record}")
)
printed(
    "a staff name on a code's letter", "Your code for", lambda one, r: put(r, "</ol>", _hidden(one).staff[0])
)
