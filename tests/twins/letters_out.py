"""What reaches an observer without a browser: mails, and pages that are printed and posted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyotp

from portal.worker.running import Worker
from tests.builders import PASSWORD, Portal
from tests.family.visits import Visitor
from tests.servers.mail import MailServer
from tests.twins.comparing import Names, Step
from tests.twins.worlds import World


@dataclass
class Letterbox:
    """The observer's mailbox and letterbox at home, in one world."""

    world: World
    portal: Portal
    server: MailServer
    names: Names

    def worker(self) -> Worker:
        """A worker whose mails really leave."""
        return Worker(self.portal.worker)

    def mails(self, worker: Worker) -> Iterator[Step]:
        """Everything that is due leaves; what comes to the observer's household, in order."""
        before = len(self.server.mails)
        worker.drain()
        mine = {one.mail for one in self.world.spec.shown.people if one.mail}
        came = [(to, mail) for to, mail in self.server.mails[before:] if mine & set(to)]
        yield Step("number of mails", len(came))
        for number, (to, mail) in enumerate(came):
            headers = (("to", " ".join(to)), *((name, self.names.of(value)) for name, value in mail.items()))
            body = self.names.of(mail.as_string().partition("\n\n")[2]).encode()
            yield Step(f"mail {number}", len(to), headers, body)

    def posted(self) -> Iterator[Step]:
        """Released letters and a code, as the post room prints them for the observer's household."""
        staff, own = Visitor(self.portal.client("staff")), self.world.own
        code = pyotp.TOTP(self.world.manager.totp_secret).at(self.portal.clock())
        who = {"log_in_name": self.world.manager.log_in_name, "password": PASSWORD, "code": code}
        assert staff.post("/sign-in", **who).status_code == 303
        for name in ("release", "release-waiting", "release-withdrawn"):
            yield self._print(staff, name, f"/post/letters/{own[name]}")
        if "code-by-post" in own:
            yield self._print(staff, "code", f"/post/codes/{own['code-by-post']}")
        picture = staff.client.get(f"/post/pictures/{own['picture']}")
        yield Step("printed picture", picture.status_code, body=picture.data)

    def _print(self, staff: Visitor, name: str, path: str) -> Step:
        answer = staff.post(path)
        body = self.names.of(answer.text).encode() if answer.status_code == 200 else b""
        return Step(f"printed {name}", answer.status_code, body=body)
