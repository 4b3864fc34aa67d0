"""Scanning in a letter that came on paper, as a browser without JavaScript does it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.models.delivery import Delivery
from portal.work import SYSTEM, unit_of_work
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office

File = tuple[str, bytes]


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
