"""The invented year: complete, consistent, and nowhere in clear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Strength
from moderation.lifecycle import State
from portal.demonstration.agreed import Agreed
from portal.demonstration.arrangements import ARRANGEMENTS
from portal.demonstration.building import NotEmpty, build_demonstration
from portal.demonstration.gathering import PASSWORD
from portal.demonstration.letters import LETTERS
from portal.demonstration.log_ins import FILE_NAME, NoDemonstration, codes_now
from portal.demonstration.people import PEOPLE, STAFF, Standing
from portal.demonstration.pictures import PICTURES
from portal.keys import load_keys, make_keys
from portal.migrating import migrate
from portal.models.account import Account, UnlockCode
from portal.models.agency import Agency
from portal.models.arrangement import Arrangement, Party
from portal.models.delivery import Delivery, Reading, Release
from portal.models.item import Draft, Item
from portal.services.arrangements import terms_of
from portal.services.audit import CHAINS, check_chain, start_chains
from portal.services.calendar import due_of
from portal.services.correspondence import correspondences
from portal.services.desk import open_delivery
from portal.services.reading import released_letters
from portal.services.sign_in import sign_in
from portal.services.staff_accounts import sign_in_staff
from portal.services.tracking import sent_items
from portal.work import SYSTEM, House, open_house, unit_of_work
from tests.builders import Clock, Portal, settings_in
from tests.demonstration.places import found_in, private_words


@dataclass
class Built:
    """A demonstration in a folder, under a clock that stands still."""

    folder: Path
    clock: Clock
    family: House
    staff: House
    worker: House
    lines: list[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Built once for all tests of this file, which only look at it."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings, clock = settings_in(folder), Clock()
    make_keys(settings)
    family, staff, worker = (open_house(settings, door, clock) for door in ("family", "staff", "worker"))
    migrate(worker.engine)
    with unit_of_work(worker, SYSTEM) as work:
        start_chains(work)
    yield Built(folder, clock, family, staff, worker, list(build_demonstration(worker)))
    for house in (family, staff, worker):
        house.engine.dispose()


def test_every_state_of_a_letter_and_of_an_arrangement_is_there(built: Built) -> None:
    with unit_of_work(built.staff, SYSTEM, writes=False) as work:
        assert set(work.session.scalars(select(Delivery.state))) == {str(state) for state in State}
        states = Counter(work.session.scalars(select(Arrangement.state)))
        assert set(states) == {"active", "paused", "prohibited", "ended"}
        assert sum(states.values()) == len(ARRANGEMENTS) >= 30
        assert set(work.session.scalars(select(Account.state))) == {"made", "invited", "active"}
        assert set(work.session.scalars(select(UnlockCode.state))) == {"used", "open", "expired"}
        assert work.session.scalar(select(func.count()).select_from(Draft)) == 3
        assert 0 < work.session.scalar(select(func.count()).select_from(Reading)) < len(LETTERS)


def test_each_delivery_ends_as_told(built: Built) -> None:
    told = Counter(str(ending.state) for letter in LETTERS for _, ending in letter.to)
    again = sum(bool(letter.again_of) for letter in LETTERS)
    told.update({"sent_again": again, "returned": -again})
    with unit_of_work(built.staff, SYSTEM, writes=False) as work:
        assert Counter(work.session.scalars(select(Delivery.state))) == told


def test_the_dates_lie_within_the_last_year_and_none_is_still_to_come(built: Built) -> None:
    with unit_of_work(built.staff, SYSTEM, writes=False) as work:
        received = sorted(work.session.scalars(select(Delivery.received_at)))
        assert received[0] < built.clock() - timedelta(days=300)
        assert received[-1] < built.clock()
        waiting = select(Delivery.due_on).where(Delivery.state == State.WAITING)
        days = set(work.session.scalars(waiting))
        assert min(days) < built.clock().date() < max(days)  # some late, some in time
        for release in work.session.scalars(select(Release)):
            sent = work.session.get_one(Delivery, release.delivery_id).received_at
            assert sent < release.released_at < built.clock()


def test_it_refuses_a_second_time_and_beside_anything_real(built: Built, small_portal: Portal) -> None:
    for house, data in ((built.worker, None), (small_portal.worker, small_portal.settings.data)):
        with pytest.raises(NotEmpty):
            next(build_demonstration(house))
        with unit_of_work(house, SYSTEM, writes=False) as work:
            assert work.session.scalar(select(func.count()).select_from(Agency)) == 1
        assert data is None or not (data / FILE_NAME).exists()


def test_nothing_lies_in_clear(built: Built) -> None:
    words = private_words()
    assert len(words) > 400
    # The one file that may hold names shows that they would be found.
    assert len(found_in((built.folder / FILE_NAME).read_bytes(), words)) >= 15
    files = [path for path in built.folder.rglob("*") if path.is_file() and path.name != FILE_NAME]
    assert sum("blobs" in path.parts for path in files) > 20
    for path in files:
        assert found_in(path.read_bytes(), words) == set(), path


def test_what_was_released_names_no_protected_term(built: Built) -> None:
    looked_at = 0
    with unit_of_work(built.staff, SYSTEM, writes=False) as work:
        for release in work.session.scalars(select(Release).where(Release.withdrawn_at.is_(None))).all():
            delivery = work.session.get_one(Delivery, release.delivery_id)
            side = work.session.get_one(Party, delivery.from_party_id).side
            terms = terms_of(work, work.session.get_one(Arrangement, delivery.arrangement_id))
            text = open_delivery(work, release.agency_id, delivery.id).content().text
            own = [one.as_term() for one in terms.protected if one.side == side]
            hints = hints_for_desk(text, own, terms.allowed)
            held = [text[hint.start : hint.end] for hint in hints if hint.strength is Strength.HOLD]
            assert held == []
            looked_at += 1
    assert looked_at >= 10


@pytest.mark.parametrize(
    "person", [one for one in PEOPLE if one.standing is Standing.LOG_IN], ids=lambda one: one.key
)
def test_whoever_is_listed_can_sign_in_and_finds_something(built: Built, person: object) -> None:
    mail = person.mail  # type: ignore[attr-defined]
    assert any(mail in line for line in built.lines)
    with unit_of_work(built.family, SYSTEM) as work:
        me, _ = sign_in(work, mail, PASSWORD)
        assert released_letters(work, me) or sent_items(work, me)


def test_something_is_waiting_due_and_asked(built: Built) -> None:
    with unit_of_work(built.family, SYSTEM) as work:
        dawn, _ = sign_in(work, "dawn@family.example", PASSWORD)
        assert {letter.opened for letter in released_letters(work, dawn)} == {True, False}
        dues = [due_of(work, one) for one in correspondences(work, dawn)]
        assert any(due is not None and due.now for due in dues)
        darren, _ = sign_in(work, "darren@family.example", PASSWORD)
        ((_, (progress,)),) = sent_items(work, darren)
        assert progress.state is State.RETURNED
        assert "asthma" in progress.told


def test_staff_sign_in_with_the_codes_of_the_list(built: Built) -> None:
    codes = dict(codes_now(built.folder, built.clock()))
    assert set(codes) == {one.log_in_name for one in STAFF}
    for log_in_name, code in codes.items():
        with unit_of_work(built.staff, SYSTEM) as work:
            account, _ = sign_in_staff(work, log_in_name, PASSWORD, code)
            assert account.active


def test_the_list_of_log_ins_is_its_owners_alone(built: Built, tmp_path: Path) -> None:
    path = built.folder / FILE_NAME
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8").splitlines()[0] in built.lines
    with pytest.raises(NoDemonstration):
        codes_now(tmp_path, built.clock())


def test_the_audit_log_is_whole(built: Built) -> None:
    for chain in CHAINS:
        key = load_keys(built.worker.settings, chain)[f"chain_{chain}"]
        with unit_of_work(built.worker, SYSTEM, writes=False) as work:
            report = check_chain(work, chain, key)
        assert report.broken_at is None
        assert report.events > 30


def test_the_story_holds_together() -> None:
    keys = {one.key: one for one in ARRANGEMENTS}
    people = {one.key for one in PEOPLE}
    assert len(keys) == len(ARRANGEMENTS)
    assert {
        member for one in ARRANGEMENTS for side in (one.adoptive, one.birth) for member in side.members
    } == people
    for letter in LETTERS:
        assert set(letter.pictures) <= set(PICTURES)
        for key, _ in letter.to:
            assert letter.writer in _members(keys[key])


def _members(agreed: Agreed) -> tuple[str, ...]:
    return agreed.members("adoptive") + agreed.members("birth")


def test_families_are_as_many_sided_as_real_ones(built: Built) -> None:
    mothers = Counter(one.birth.members[0] for one in ARRANGEMENTS)
    assert mothers["dawn"] == 3
    helens = {one.birth_name for one in ARRANGEMENTS if "helen" in one.adoptive.members}
    assert len({name.split()[1] for name in helens}) == 2
    with unit_of_work(built.staff, SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(Item)) == len(LETTERS)
