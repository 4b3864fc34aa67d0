"""Scanning in a letter that came on paper, as a browser without JavaScript does it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.models.account import Account
from portal.models.delivery import Delivery
from portal.work import SYSTEM, unit_of_work
from tests.builders import add_account, picture_bytes
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, words_of

File = tuple[str, bytes]
PAGES = [("first page.jpg", picture_bytes("Dear Priya")), ("second page.png", picture_bytes("x", kind="PNG"))]
PHOTOGRAPH = ("garden.jpg", picture_bytes())
NOTE = "Came in with the second post."


def scan_in(
    browser: Browser,
    page: TestResponse,
    pages: Sequence[File] = (),
    pictures: Sequence[File] = (),
    **fields: str,
) -> TestResponse:
    """Send the form of `page` with these files, each (name, content), and these words."""
    form = form_to(page.text, "/scan-in")
    data: dict[str, object] = {**form.fields, **fields}
    for name, files in (("page", pages), ("picture", pictures)):
        data[name] = [(BytesIO(content), file) for file, content in files] or [(BytesIO(b""), "")]
    return browser.client.post(form.action, data=data, content_type="multipart/form-data")


def deliveries(office: Office) -> list[str]:
    """The ids of all deliveries there are."""
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        return list(work.session.scalars(select(Delivery.id).order_by(Delivery.received_at, Delivery.id)))


def page_of(office: Office) -> str:
    return f"/cases/{office.arrangement}/scan-in"


def taken_in(office: Office, sam: Browser, writer: str, **more: object) -> str:
    """A letter of two pages and a photograph, made safe; its delivery's id."""
    answer = scan_in(sam, sam.get(page_of(office)), PAGES, [PHOTOGRAPH], writer=writer, note=NOTE, **more)  # type: ignore[arg-type]
    assert answer.status_code == 303, words_of(answer)
    office.portal.work_off()
    return deliveries(office)[-1]


def release(sam: Browser, delivery: str, **more: str) -> None:
    answer = sam.press(sam.get(f"/desk/{delivery}/preview"), "/release", dict(more))
    assert answer.status_code == 303, words_of(answer)


def paper_writer(office: Office) -> Account:
    """A grandmother on Dawn's side who never signed in."""
    return add_account(office.portal, "Maureen Thornbury", "maureen@example.org", office.birth)
