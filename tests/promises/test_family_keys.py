"""With the family door's keys, the database and the sealed files: what opens, and for whom. All of it in one
table, and everything else tried."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from crypto.agency import AgencyKeys, SealedGeneration
from crypto.context import Context
from crypto.envelope import unseal
from crypto.errors import SealError
from crypto.grants import Holder, open_grant, unseal_from
from crypto.key_file import KeyFile
from crypto.root_keys import LocalRootKey
from crypto.sessions import unseal_with_session
from crypto.stream import unseal_stream
from portal.db import new_id
from portal.keyring import CONTENT, ESCROW
from portal.keys import KEYS_OF, KeysMissing, load_keys
from portal.models.account import Account, FamilySignIn
from portal.models.agency import AgencyKey
from portal.models.arrangement import Arrangement
from portal.models.copy import Copy, Grant
from portal.sealing import AgencyOpener, CopyKind, NoGrant, Opener, open_blob, open_copy
from portal.services.accounts import find_accounts, person_of
from portal.services.arrangements import terms_of
from portal.services.desk import open_delivery
from portal.services.granting import grant_everything_due
from portal.services.sign_in import session_context
from portal.services.unlocking import escrow_context
from portal.work import SYSTEM, House, Work, open_house, unit_of_work
from tests.builders import Portal, close, delivery_of, make_portal
from tests.promises.scene import Scene, make_scene

AGENCY, FAMILY_DOOR, PRIYA, DAWN, RITA = "agency", "family door", "Priya", "Dawn", "Rita"

# Who can open what. "agency" is the staff door; the family door itself is nowhere, and the writer and the
# reader of one letter never stand in one line.
OPENS: Mapping[tuple[str, str], set[str]] = {
    ("staff", "person"): {AGENCY},
    ("their arrangement", "terms"): {AGENCY},
    ("Rita's arrangement", "terms"): {AGENCY},
    ("Rita's arrangement", "card"): {AGENCY, RITA},
    ("Priya's side", "card"): {AGENCY, PRIYA},
    ("Dawn's side", "card"): {AGENCY, DAWN},
    ("Priya's account", "person"): {AGENCY},
    ("Dawn's account", "person"): {AGENCY},
    ("Rita's account", "person"): {AGENCY},
    ("Nora's invitation", "person"): {AGENCY},
    ("Nora's invitation", "unlock-letter"): {AGENCY},
    ("Priya's draft", "draft"): {PRIYA},
    ("Priya's draft", "label"): {PRIYA},
    ("Priya's draft", "picture"): {PRIYA},
    ("Priya's queued letter", "letter"): {AGENCY, PRIYA},
    ("Priya's queued letter", "note-to-staff"): {AGENCY, PRIYA},
    ("Priya's queued letter", "label"): {AGENCY, PRIYA},
    ("Priya's queued letter", "picture"): {AGENCY, PRIYA},
    ("Priya's queued letter", "safe-letter"): {AGENCY},
    ("Priya's queued letter", "safe-picture"): {AGENCY},
    ("Priya's queued letter", "small-picture"): {AGENCY},
    ("Priya's queued letter", "page-reading"): {AGENCY},
    ("Priya's queued letter", "file-notes"): {AGENCY},
    ("Priya's queued letter", "hints"): {AGENCY},
    ("Priya's queued letter", "review"): {AGENCY},
    ("Priya's released letter", "letter"): {AGENCY, PRIYA},
    ("Priya's released letter", "note-to-staff"): {AGENCY, PRIYA},
    ("Priya's released letter", "label"): {AGENCY, PRIYA},
    ("Priya's released letter", "picture"): {AGENCY, PRIYA},
    ("Priya's released letter", "safe-letter"): {AGENCY},
    ("Priya's released letter", "safe-picture"): {AGENCY},
    ("Priya's released letter", "small-picture"): {AGENCY},
    ("Priya's released letter", "page-reading"): {AGENCY},
    ("Priya's released letter", "file-notes"): {AGENCY},
    ("Priya's released letter", "hints"): {AGENCY},
    ("Priya's released letter", "review"): {AGENCY},
    ("Priya's released letter", "reasons"): {AGENCY},
    ("Priya's released letter", "told"): {AGENCY, PRIYA},
    ("Priya's released letter", "released-letter"): {AGENCY, DAWN},
    ("Priya's released letter", "released-picture"): {AGENCY, DAWN},
    ("Priya's released letter", "released-small"): {AGENCY, DAWN},
    ("Dawn's returned letter", "letter"): {AGENCY, DAWN},
    ("Dawn's returned letter", "note-to-staff"): {AGENCY, DAWN},
    ("Dawn's returned letter", "safe-letter"): {AGENCY},
    ("Dawn's returned letter", "hints"): {AGENCY},
    ("Dawn's returned letter", "reasons"): {AGENCY},
    ("Dawn's returned letter", "told"): {AGENCY, DAWN},
}


@dataclass(frozen=True)
class Break:
    """The scene, and somebody who took the family door's host: one key file, the database, the files."""

    scene: Scene
    house: House

    @property
    def accounts(self) -> dict[str, Opener]:
        """The keys of the three people, as if all were signed in at that moment."""
        scene = self.scene
        return {PRIYA: scene.priya.me.opener, DAWN: scene.dawn.me.opener, RITA: scene.rita.me.opener}


def alone(portal: Portal, folder: Path) -> House:
    """The family door opened where no other door's key file is."""
    folder.mkdir()
    shutil.copy(portal.settings.keys / "family.json", folder)
    return open_house(replace(portal.settings, keys=folder), "family", portal.clock)


@pytest.fixture(scope="module")
def broken_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Break]:
    portal = make_portal(tmp_path_factory.mktemp("keys") / "portal")
    scene = make_scene(portal)
    house = alone(portal, portal.settings.data / "taken")
    yield Break(scene, house)
    house.engine.dispose()
    close(portal)


def content_of(house: House, copy: Copy, opener: Opener) -> bytes:
    """A copy's content, by the one way there is."""
    with unit_of_work(house, SYSTEM, writes=False) as work:
        if copy.blob is not None:
            return b"".join(open_blob(work, copy.id, CopyKind(copy.kind), copy.subject_id, opener))
        return open_copy(work, copy.id, CopyKind(copy.kind), copy.subject_id, opener)


def content_under(house: House, copy: Copy, key: bytes) -> bytes:
    """A copy's content under a content key that somebody brings."""
    context = Context(copy.kind, copy.subject_id, copy.agency_id, copy.id)
    if copy.body is not None:
        return unseal(key, copy.body, context)
    return b"".join(unseal_stream(key, house.blobs.read(copy.blob or ""), context))


def outcome(act: Callable[..., object], *arguments: object) -> str:
    """ "opens", or what it was refused with."""
    try:
        act(*arguments)
    except (SealError, NoGrant, KeysMissing) as refusal:
        return type(refusal).__name__
    return "opens"


def test_every_copy_opens_for_whom_the_table_says_and_for_nobody_else(broken_in: Break) -> None:
    scene = broken_in.scene
    agency = AgencyOpener(scene.portal.agency_id)
    holders: dict[str, tuple[House, Opener]] = {
        AGENCY: (scene.portal.staff, agency),
        FAMILY_DOOR: (broken_in.house, agency),
    } | {name: (broken_in.house, opener) for name, opener in broken_in.accounts.items()}
    opens: dict[tuple[str, str], set[str]] = {}
    refusals: dict[str, set[str]] = {name: set() for name in holders}
    for copy in scene.copies():
        line = opens.setdefault((scene.made_in[copy.id], copy.kind), set())
        for name, (house, opener) in holders.items():
            result = outcome(content_of, house, copy, opener)
            line.update({name} if result == "opens" else ())
            refusals[name].add(result)
    assert opens == OPENS
    assert refusals.pop(FAMILY_DOOR) == {"KeysMissing", "NoGrant"}
    assert all(one == {"opens", "NoGrant"} for one in refusals.values())


def test_what_opens_are_the_very_words(broken_in: Break) -> None:
    """The walk above would prove nothing if what "opens" were empty."""
    scene, agency = broken_in.scene, AgencyOpener(broken_in.scene.portal.agency_id)
    for step, kind, words in (
        ("Priya's queued letter", "letter", b"We live near Oakham"),
        ("Priya's released letter", "note-to-staff", b"0116 496 0777"),
        ("their arrangement", "terms", b"Kaylee Ashdown"),
        ("Dawn's account", "person", b"dawn@example.org"),
        ("Priya's queued letter", "label", b"IMG_1.jpg"),
    ):
        assert words in content_of(scene.portal.staff, scene.copy_of(step, kind), agency)
    released = scene.copy_of("Priya's released letter", "released-letter")
    words = content_of(broken_in.house, released, broken_in.accounts[DAWN])
    assert b"Kaylee can swim" in words
    assert b"Oakham" not in words


def test_a_copy_opens_as_nothing_but_what_it_is(broken_in: Break) -> None:
    """Holders of a copy can't be led to open it as something else, or at another record."""
    scene, agency = broken_in.scene, AgencyOpener(broken_in.scene.portal.agency_id)
    with unit_of_work(scene.portal.staff, SYSTEM, writes=False) as work:
        for copy in scene.copies():
            for kind in set(CopyKind) - {CopyKind(copy.kind)}:
                assert outcome(open_copy, work, copy.id, kind, copy.subject_id, agency) == "NoGrant"
            assert outcome(open_copy, work, copy.id, CopyKind(copy.kind), new_id(), agency) == "NoGrant"


def test_no_account_key_forces_a_grant_of_somebody_else(broken_in: Break) -> None:
    """Past the question who has a grant: each sealed key, with each account's key, under each name."""
    with unit_of_work(broken_in.house, SYSTEM, writes=False) as work:
        grants = work.session.scalars(select(Grant)).all()
        agencies = {one.id: one.agency_id for one in work.session.scalars(select(Copy))}
        privates = {one.id: one.private(work, 1) for one in broken_in.accounts.values()}
    results: dict[str, set[str]] = {"own": set(), "another's": set(), "another's, as one's own": set()}
    for grant in grants:
        rest = grant.copy_id, agencies[grant.copy_id]
        real = Holder(grant.holder_kind, grant.holder_id, grant.generation)
        for account_id, private in privates.items():
            result = outcome(open_grant, grant.sealed_key, private, real, *rest)
            if grant.holder_id == account_id:
                results["own"].add(result)
                continue
            results["another's"].add(result)
            posing = Holder("account", account_id)
            results["another's, as one's own"].add(
                outcome(open_grant, grant.sealed_key, private, posing, *rest)
            )
    assert results == {"own": {"opens"}, "another's": {"WrongKey"}, "another's, as one's own": {"WrongKey"}}


def test_the_keys_in_the_file_open_nothing_that_lies_there(broken_in: Break) -> None:
    """Each key of family.json, as a content key, a root key, a session's secret; and each account's key on
    each private half in escrow, under a password, under a code."""
    house, agency_id = broken_in.house, broken_in.scene.portal.agency_id
    with unit_of_work(house, SYSTEM, writes=False) as work:
        agency_keys = work.session.scalars(select(AgencyKey).options(undefer("*"))).all()
        sessions = work.session.scalars(select(FamilySignIn)).all()
        accounts = work.session.scalars(
            select(Account).where(Account.escrow.is_not(None)).options(undefer("*"))
        ).all()
        privates = [one.key for one in broken_in.accounts.values()]
    assert min(len(agency_keys), len(sessions), len(accounts)) >= 2
    results: set[str] = set()
    for key in house.keys.file.keys.values():
        results |= {outcome(content_under, house, one, key) for one in broken_in.scene.copies()}
        for generation in agency_keys:
            results.add(outcome(unwrap_generation, key, generation))
        for row in sessions:
            context = session_context(row.id, row.account_id, agency_id)
            for secret in (key, row.lookup):
                results.add(outcome(unseal_with_session, row.sealed_private, secret, context))
    for account in accounts:
        context = escrow_context(account.id, account.agency_id)
        results |= {outcome(unseal_from, private, account.escrow, context) for private in privates}
    assert results == {"WrongKey"}


def unwrap_generation(key: bytes, row: AgencyKey) -> bytes:
    """An agency's private half under a root key that somebody brings."""
    generations = [SealedGeneration(row.agency_id, row.purpose, row.number, row.public, row.sealed_private)]
    return AgencyKeys(LocalRootKey(key), generations).private(row.agency_id, row.purpose, row.number)


def test_the_family_door_holds_few_keys_and_no_setting_gives_it_more(broken_in: Break) -> None:
    settings, portal = broken_in.house.settings, broken_in.scene.portal
    few = {"log_in_index", "certificate_check", "office_check", "chain_family", "pages_family"}
    assert set(load_keys(settings, "family").file.keys) == few
    worker = load_keys(portal.settings, "worker").file.keys
    roots = {name: f"base64:{b64encode(worker[name]).decode()}" for name in ("root_content", "root_escrow")}
    given = replace(settings, root_key=roots["root_content"], escrow_root_key=roots["root_escrow"])
    # Somebody even pasted every key there is into the family door's file.
    everything = portal.settings.data / "pasted"
    everything.mkdir()
    pasted = dict(worker) | dict(load_keys(portal.settings, "staff").file.keys)
    pasted |= dict(broken_in.house.keys.file.keys)
    (everything / "family.json").write_text(KeyFile(pasted).to_text())
    for one in (settings, given, replace(given, keys=everything)):
        house = open_house(one, "family", portal.clock)
        with unit_of_work(house, SYSTEM, writes=False) as work:
            for purpose in (CONTENT, ESCROW):
                asked = house.keyring.private, work.session, portal.agency_id, purpose, 1
                assert outcome(*asked) == "KeysMissing"
        for name in {name for door in KEYS_OF.values() for name in door} - few:
            assert outcome(house.keys.__getitem__, name) == "KeysMissing"
        house.engine.dispose()


def test_services_that_need_the_agency_fail_at_the_family_door(broken_in: Break) -> None:
    """What the staff door does every day, done with the family door's keys."""
    scene, house = broken_in.scene, broken_in.house
    portal = scene.portal
    delivery = delivery_of(portal, scene.items["queued"])
    acts: dict[str, Callable[[Work], object]] = {
        "an e-mail address": lambda work: person_of(work, scene.dawn.account),
        "a protected term of the other side": lambda work: terms_of(
            work, work.session.get_one(Arrangement, scene.arrangement)
        ),
        "a queued letter": lambda work: open_delivery(work, portal.agency_id, delivery.id),
        "a search by name": lambda work: find_accounts(work, portal.agency_id, "Dawn"),
        "a grant for somebody more": lambda work: grant_everything_due(work, scene.rita.account),
    }
    for what, act in acts.items():
        with unit_of_work(house, SYSTEM, writes=False) as work:
            assert outcome(act, work) == "KeysMissing", what
        with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
            assert outcome(act, work) == "opens", what
