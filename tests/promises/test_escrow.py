"""Escrow opens in the worker and nowhere else; a code lets one person in, once, for a while, and to all that
they could read before."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from crypto.errors import BadUnlockCode, NotCertified, SealError, WrongRecord
from crypto.unlock_codes import ALPHABET, new_unlock_code
from portal.db import new_id
from portal.keyring import ESCROW
from portal.keys import KeysMissing, load_keys
from portal.models.account import Account, UnlockCode
from portal.models.audit import AuditEvent
from portal.models.background import Job, OutboxMessage
from portal.models.copy import Copy
from portal.models.delivery import Release
from portal.refusal import Refusal
from portal.sealing import AgencyOpener, CopyKind, open_json
from portal.services.accounts import ask_for_unlock_code, close_account
from portal.services.reading import read_letter, waiting_letter
from portal.services.sign_in import (
    CodeRefused,
    PasswordTooShort,
    SignInRefused,
    sign_in,
    use_code,
    who_is,
)
from portal.services.tracking import sent_letter
from portal.services.unlocking import ISSUE_CODE, issue_unlock_code
from portal.work import SYSTEM, open_house, unit_of_work
from tests.builders import PASSWORD, Portal, add_account, close, make_portal, unlock_code
from tests.promises.intruder import copied, intrusion
from tests.promises.scene import Scene, make_scene

NEW_PASSWORD = "teapot-lantern-friday"
DAWN = "dawn@example.org"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A portal in the midst of its work."""
    portal = make_portal(tmp_path_factory.mktemp("escrow") / "portal")
    yield make_scene(portal)
    close(portal)


@pytest.fixture
def scene(whole: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The same, to be changed."""
    with copied(whole, tmp_path / "portal") as fresh:
        yield fresh


def test_escrow_opens_nowhere_but_in_the_worker(scene: Scene) -> None:
    portal = scene.portal
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert len(portal.worker.keyring.private(work.session, portal.agency_id, ESCROW, 1)) == 96
    root = load_keys(portal.settings, "worker")["root_escrow"]
    given = replace(portal.settings, escrow_root_key=f"base64:{b64encode(root).decode()}")
    for door in ("family", "staff"):
        for settings in (portal.settings, given):
            house = open_house(settings, door, portal.clock)
            with unit_of_work(house, SYSTEM, writes=False) as work, pytest.raises(KeysMissing):
                house.keyring.private(work.session, portal.agency_id, ESCROW, 1)
            house.engine.dispose()


def ask(scene: Scene, account: Account, channel: str = "post") -> str:
    """Staff ask for a code; nobody has made it yet. Returns the row's id."""
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        return ask_for_unlock_code(work, work.session.get_one(Account, account.id), channel).id


def state_of(portal: Portal, code_id: str) -> str:
    """What became of a code."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return work.session.get_one(UnlockCode, code_id).state


def code_of(portal: Portal, code_id: str) -> str:
    """The code in the letter that waits to be printed."""
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        row = work.session.get_one(UnlockCode, code_id)
        assert row.letter_copy_id is not None
        agency = AgencyOpener(row.agency_id)
        letter = open_json(work, row.letter_copy_id, CopyKind.UNLOCK_LETTER, row.id, agency)
    return str(letter["code"])


def test_a_code_is_made_by_the_worker_alone(scene: Scene) -> None:
    portal, code_id = scene.portal, ask(scene, scene.dawn.account)
    for house in (portal.family, portal.staff):
        with pytest.raises(KeysMissing), unit_of_work(house, SYSTEM) as work:
            issue_unlock_code(work, code_id)
        assert state_of(portal, code_id) == "asked"
    with unit_of_work(portal.worker, SYSTEM) as work:
        issue_unlock_code(work, code_id)
    assert state_of(portal, code_id) == "open"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        opened = select(AuditEvent.chain).where(
            AuditEvent.event == "escrow_opened", AuditEvent.subject_id == scene.dawn.account.id
        )
        assert list(work.session.scalars(opened)) == ["worker"]


def test_after_a_lost_password_everything_opens_again(scene: Scene) -> None:
    portal = scene.portal
    code = unlock_code(portal, scene.dawn.account)
    with unit_of_work(portal.family, SYSTEM) as work:
        me, secret = use_code(work, code, NEW_PASSWORD, DAWN)
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        release = work.session.scalars(select(Release)).one()
        assert "Kaylee can swim" in read_letter(work, me, waiting_letter(work, me, release.id)).text
        assert "I am Dawn" in sent_letter(work, me, scene.items["returned"]).text
        assert who_is(work, scene.dawn.secret) is None
        assert who_is(work, secret) is not None
    for password, works in ((PASSWORD, False), (NEW_PASSWORD, True)):
        assert comes_in(portal, password) is works
    with pytest.raises(CodeRefused), unit_of_work(portal.family, SYSTEM) as work:
        use_code(work, code, NEW_PASSWORD, DAWN)
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        told = select(OutboxMessage).where(OutboxMessage.account_id == scene.dawn.account.id)
        assert "password-changed" in {one.template for one in work.session.scalars(told)}


def comes_in(portal: Portal, password: str) -> bool:
    """Does Dawn come in with this password?"""
    try:
        with unit_of_work(portal.family, SYSTEM) as work:
            sign_in(work, DAWN, password)
    except SignInRefused:
        return False
    return True


def used(scene: Scene, code: str) -> str:
    """It was used."""
    with unit_of_work(scene.portal.family, SYSTEM) as work:
        use_code(work, code, PASSWORD, DAWN)
    return code


def expired(scene: Scene, code: str) -> str:
    """Its days are over."""
    scene.portal.clock.forward(days=28)
    return code


def tidied(scene: Scene, code: str) -> str:
    """Its days are over, and the worker has tidied."""
    scene.portal.clock.forward(days=28)
    scene.portal.work_off()
    return code


def replaced(scene: Scene, code: str) -> str:
    """A newer one was asked for."""
    ask(scene, scene.dawn.account)
    return code


def mistyped(_scene: Scene, code: str) -> str:
    """One sign is another."""
    other = ALPHABET[(ALPHABET.index(code[0]) + 1) % len(ALPHABET)]
    return other + code[1:]


def cut(_scene: Scene, code: str) -> str:
    """The last sign is missing."""
    return code[:-1]


def guessed(_scene: Scene, _code: str) -> str:
    """It has the right form, and that is all."""
    return new_unlock_code()


def of_a_closed_account(scene: Scene, code: str) -> str:
    """The account was closed."""
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        close_account(work, work.session.get_one(Account, scene.dawn.account.id))
    return code


# What becomes of a code, and what its bearer meets then.
CODES: dict[Callable[[Scene, str], str], type[Exception]] = {
    used: CodeRefused,
    expired: CodeRefused,
    tidied: CodeRefused,
    replaced: CodeRefused,
    mistyped: BadUnlockCode,
    cut: BadUnlockCode,
    guessed: CodeRefused,
    of_a_closed_account: CodeRefused,
}


@pytest.mark.parametrize("spoil", CODES)
def test_a_code_that_is_not_good_opens_nothing(scene: Scene, spoil: Callable[[Scene, str], str]) -> None:
    code = spoil(scene, unlock_code(scene.portal, scene.dawn.account))
    with pytest.raises((SealError, Refusal)) as refused, unit_of_work(scene.portal.family, SYSTEM) as work:
        use_code(work, code, NEW_PASSWORD, DAWN)
    assert refused.type is CODES[spoil]
    assert not comes_in(scene.portal, NEW_PASSWORD)
    assert comes_in(scene.portal, PASSWORD) is (spoil is not of_a_closed_account)


@pytest.mark.parametrize(
    ("password", "log_in_name", "error"),
    [
        (NEW_PASSWORD, "priya@example.org", CodeRefused),
        (NEW_PASSWORD, "", CodeRefused),
        ("short", DAWN, PasswordTooShort),
    ],
)
def test_a_good_code_is_not_used_up_by_a_slip(
    scene: Scene, password: str, log_in_name: str, error: type[Exception]
) -> None:
    code = unlock_code(scene.portal, scene.dawn.account)
    with pytest.raises(error), unit_of_work(scene.portal.family, SYSTEM) as work:
        use_code(work, code, password, log_in_name)
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    with unit_of_work(scene.portal.family, SYSTEM) as work:
        assert use_code(work, typed, NEW_PASSWORD, DAWN.upper())[0].account.id == scene.dawn.account.id


@pytest.mark.parametrize("spoil", [used, tidied, replaced])
def test_a_code_that_is_over_lies_nowhere_any_more(scene: Scene, spoil: Callable[[Scene, str], str]) -> None:
    portal = scene.portal
    code_id = ask(scene, scene.dawn.account)
    portal.work_off()
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        letter = work.session.get_one(UnlockCode, code_id).letter_copy_id
        assert letter is not None
    spoil(scene, code_of(portal, code_id))
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        row = work.session.get_one(UnlockCode, code_id)
        assert (row.sealed_private, row.lookup, row.letter_copy_id) == (None, None, None)
        assert work.session.get(Copy, letter) is None


def test_no_code_is_made_that_the_office_did_not_ask_for(scene: Scene) -> None:
    """A request for Dawn's key, written into the database under the mark of a true request for Nora's."""
    portal = scene.portal
    with intrusion(portal) as he:
        he.write(
            "UPDATE unlock_code SET state = 'asked', account_id = :d WHERE account_id NOT IN"
            " (SELECT account_id FROM membership)",
            d=scene.dawn.account.id,
        )
        code_id = he.read("SELECT id FROM unlock_code WHERE state = 'asked'")
        he.session.add(ready_job(portal, code_id))
    portal.work_off()
    assert state_of(portal, code_id) == "asked"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        job = work.session.scalars(select(Job).where(Job.subject_id == code_id)).one()
        assert (job.state, job.fault) == ("ready", "NotCertified")
    with pytest.raises(NotCertified), unit_of_work(portal.worker, SYSTEM) as work:
        issue_unlock_code(work, code_id)


def ready_job(portal: Portal, code_id: str) -> Job:
    """A job as the office puts it in."""
    now = portal.clock()
    return Job(
        id=new_id(),
        kind=ISSUE_CODE,
        subject_id=code_id,
        occasion="again",
        state="ready",
        attempts=0,
        run_at=now,
        created_at=now,
    )


def test_a_code_moved_to_another_account_opens_nothing(scene: Scene) -> None:
    portal = scene.portal
    dawn = scene.dawn.account.id
    olive = add_account(portal, "Olive Hart", "olive@example.org")
    code = unlock_code(portal, olive)
    with intrusion(portal) as he:
        he.write("UPDATE unlock_code SET account_id = :d WHERE account_id = :o", d=dawn, o=olive.id)
    with pytest.raises(WrongRecord), unit_of_work(portal.family, SYSTEM) as work:
        use_code(work, code, NEW_PASSWORD, DAWN)
