"""What became of a letter: decisions, releases, mails, and what the writer was told."""

from __future__ import annotations

from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.models.background import OutboxMessage
from portal.models.delivery import Decision, Release
from portal.services.tracking import sent_letter
from portal.work import SYSTEM, Actor, unit_of_work
from tests.staff.office import LETTER, Browser, Office, take, tick


def counts_of(office: Office, delivery_id: str) -> tuple[int, int, int]:
    """Decisions, releases, mails that something is waiting."""
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        session = work.session
        decisions = session.scalars(select(Decision.id).where(Decision.delivery_id == delivery_id)).all()
        releases = session.scalars(select(Release.id).where(Release.delivery_id == delivery_id)).all()
        mails = session.scalars(select(OutboxMessage.id).where(OutboxMessage.template == "waiting")).all()
        return len(decisions), len(releases), len(mails)


def told_of(office: Office, delivery_id: str) -> list[str]:
    """What the writer's tracker says that the team wrote."""
    item_id = office.delivery(delivery_id).item_id
    with unit_of_work(office.portal.family, Actor("account", office.dawn.account.id), writes=False) as work:
        return [one.told for one in sent_letter(work, office.dawn.me, item_id).progress]


def preview_of(browser: Browser, delivery_id: str, *words: str) -> TestResponse:
    """Take a letter, take these words out, and look at what the reader would get."""
    page = take(browser, delivery_id)
    browser.press(page, "/choices", tick(page, LETTER, *words), go="preview")
    return browser.get(f"/desk/{delivery_id}/preview")
