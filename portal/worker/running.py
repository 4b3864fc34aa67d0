"""The worker: takes jobs and mails one by one until it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from portal.faults import note_fault
from portal.models.background import Job
from portal.services.items import MAKE_SAFE
from portal.services.jobs import claim_next, finish, put_back
from portal.services.making_safe import make_item_safe
from portal.services.painting import PAINT, paint_pages
from portal.services.troubles import SUBJECTS
from portal.services.unlocking import ISSUE_CODE, issue_unlock_code
from portal.work import SYSTEM, House, Work, unit_of_work
from portal.worker.mail import Postman
from portal.worker.tidying import sweep_orphans, tidy

IDLE_SECONDS = 1.0
TIDY_EVERY = timedelta(minutes=5)
SWEEP_EVERY = timedelta(days=1)  # the sweep looks at every sealed file there is


def _issue_code(house: House, code_id: str) -> None:
    with unit_of_work(house, SYSTEM) as work:
        issue_unlock_code(work, code_id)


# Each may be run twice: a worker can be killed after its work and before the job is struck off.
JOBS: dict[str, Callable[[House, str], None]] = {
    MAKE_SAFE: make_item_safe,
    ISSUE_CODE: _issue_code,
    PAINT: paint_pages,
}


def _belongs(work: Work, job: Job) -> bool:
    """Is there what the job is for? A job never gives up: one that somebody who broke into a door put in for
    nothing at all must not come again for ever."""
    return job.kind not in SUBJECTS or work.session.get(SUBJECTS[job.kind][1], job.subject_id) is not None


class Worker:
    """One worker process. Several may run at once: they share the job table and the outbox."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.postman = Postman(house)
        self.stopping = threading.Event()
        self._tidied: datetime | None = None
        self._swept: datetime | None = None

    def run(self) -> None:
        """Work until `stopping` is set. A database that is away is waited for."""
        while not self.stopping.is_set():
            try:
                busy = self.step()
            except Exception as fault:  # the worker outlives every fault; each is logged
                note_fault(fault, "worker")
                busy = False
            if not busy:
                self.stopping.wait(IDLE_SECONDS)

    def step(self) -> bool:
        """One job and one mail, if there are any; True if something was done."""
        self._tidy_sometimes()
        worked = self.work_next()
        return self.postman.send_next() or worked

    def drain(self) -> None:
        """Everything that is due now."""
        while self.step():
            pass

    def work_next(self) -> bool:
        """Take one job; True if there was one."""
        with unit_of_work(self.house, SYSTEM) as work:
            job = claim_next(work.session, work.now)
            if job is None:
                return False
            if not _belongs(work, job):
                finish(work.session, job.id)
                return True
            job_id, kind, subject_id = job.id, job.kind, job.subject_id
        try:
            JOBS[kind](self.house, subject_id)
        except Exception as fault:  # a job that fails is tried again, the others go on
            note_fault(fault, kind)
            with unit_of_work(self.house, SYSTEM) as work:
                put_back(work.session, job_id, work.now, type(fault).__name__)
            return True
        with unit_of_work(self.house, SYSTEM) as work:
            finish(work.session, job_id)
        return True

    def _tidy_sometimes(self) -> None:
        now = self.house.clock()
        # abs: a clock that was set back is no reason to stop tidying until it has caught up.
        if self._tidied is None or abs(now - self._tidied) >= TIDY_EVERY:
            self._tidied = now
            tidy(self.house)
        if self._swept is None or abs(now - self._swept) >= SWEEP_EVERY:
            self._swept = now
            sweep_orphans(self.house)
