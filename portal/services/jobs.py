"""The worker's jobs: put in with what they belong to, claimed by one worker, tried again until they are done.

No job is ever given up: behind each stands a letter, a code or a page that somebody waits for. What fails
often is shown to staff (troubles.py).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.clock import ASTRAY
from portal.db import new_id
from portal.models.background import Job
from portal.work import Work

CLAIM = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=1)


def enqueue(work: Work, kind: str, subject_id: str, occasion: str = "") -> None:
    """Put a job in this unit of work; the same kind, subject and occasion is one job however often asked."""
    known = select(Job.id).where(Job.kind == kind, Job.subject_id == subject_id, Job.occasion == occasion)
    if work.session.scalar(known) is None:
        work.session.add(
            Job(
                id=new_id(),
                kind=kind,
                subject_id=subject_id,
                occasion=occasion,
                state="ready",
                attempts=0,
                run_at=work.now,
                created_at=work.now,
            )
        )


def claim_next(session: Session, now: datetime) -> Job | None:
    """Claim the job that has waited longest. A claim that ran out (a killed worker) is claimable again."""
    due = or_(
        and_(Job.state == "ready", is_due(Job.run_at, now)),
        and_(Job.state == "running", or_(Job.claimed_until < now, Job.claimed_until > now + CLAIM + ASTRAY)),
    )
    job = session.scalars(
        select(Job).where(due).order_by(Job.run_at, Job.id).limit(1).with_for_update(skip_locked=True)
    ).one_or_none()
    if job is not None:
        job.state, job.claimed_until, job.attempts = "running", now + CLAIM, job.attempts + 1
    return job


def finish(session: Session, job_id: str) -> None:
    """The job is done; its row goes, so that the table tells nothing about the past."""
    job = session.get(Job, job_id)
    if job is not None:
        session.delete(job)


def put_back(session: Session, job_id: str, now: datetime, fault: str) -> None:
    """The job failed: try again after a growing pause, and never give it up."""
    job = session.get(Job, job_id)
    if job is None:
        return
    job.state, job.fault, job.claimed_until = "ready", fault[:80], None
    job.run_at = now + back_off(job.attempts)


def revive(work: Work) -> None:
    """Jobs that an earlier version gave up ("failed") are tried again, at once and from then on."""
    given_up = update(Job).where(Job.state == "failed")
    work.session.execute(given_up.values(state="ready", run_at=work.now))


def back_off(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s ... at most an hour."""
    return min(timedelta(seconds=5 * 2 ** min(max(0, attempts - 1), 10)), LONGEST_PAUSE)


def is_due(run_at: InstrumentedAttribute[datetime], now: datetime) -> ColumnElement[bool]:
    """Has the moment come? Or is it so far ahead that a clock was wrong when it was written down: nothing
    is to wait for a year because a clock was once a year ahead."""
    return or_(run_at <= now, run_at > now + LONGEST_PAUSE + ASTRAY)
