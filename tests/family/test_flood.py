"""However many try passwords at once, people who read are served."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from werkzeug.test import TestResponse

from portal.pages.password_gate import WAITING
from tests.family.visits import Town, words_of


def test_more_sign_ins_than_a_door_takes_on_are_asked_to_come_back(town: Town) -> None:
    visitors = [town.visitor() for _ in range(WAITING + 1)]
    dawn, tokens = town.as_person(town.dawn), [one.token() for one in visitors]

    def sign_in(number: int) -> TestResponse:
        form = {"csrf_token": tokens[number], "log_in_name": "priya@example.org", "password": "not-this-one"}
        return visitors[number].client.post("/sign-in", data=form)

    with ThreadPoolExecutor(WAITING) as pool:
        with town.portal.app("family").password_gate.passed():  # somebody's password is being worked on
            waiting = [pool.submit(sign_in, number) for number in range(WAITING)]
            time.sleep(0.5)  # all of them stand before the gate
            refused = sign_in(WAITING)
            read = dawn.client.get("/")
        answers = {one.result().status_code for one in waiting}
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    assert "Please wait a minute" in words_of(refused)
    assert read.status_code == 200
    assert answers == {400}
