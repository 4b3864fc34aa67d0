"""An intruder who can write to the database tries to mislead the office: into sealing to him, into releasing
to him. Every row that a release rests on is certified, marked, or sealed with the letter's way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crypto.errors import Altered, NotCertified, SealError
from crypto.grants import Holder
from moderation.decision import content_digest
from portal.models.background import Job
from portal.models.copy import Grant
from portal.models.delivery import Release
from portal.services import deciding, desk
from portal.services.arrangements import change_terms
from portal.services.claims import claim
from portal.services.post_room import print_letter
from portal.work import SYSTEM, Actor, House, unit_of_work
from tests.builders import Staff, add_staff, close, confirmed, delivery_of, make_portal, send_letter, terms
from tests.promises.intruder import Intruder, copied, fresh, intrusion
from tests.promises.scene import LETTER, Scene, make_people


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Priya's letter to Dawn waits; Rita, of another family, has let the intruder in."""
    portal = make_portal(tmp_path_factory.mktemp("mislead") / "portal")
    scene = make_people(portal)
    scene.items["queued"] = send_letter(portal, scene.priya, LETTER, [scene.adoptive])
    yield scene
    close(portal)


@pytest.fixture
def scene(whole: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The same, to be spoiled."""
    with copied(whole, tmp_path / "portal") as spoiled:
        yield spoiled


def rita_s_party(he: Intruder, scene: Scene) -> str:
    """The party that Rita really belongs to."""
    return str(he.read("SELECT party_id FROM membership WHERE account_id = :a", a=scene.rita.account.id))


def release_in(scene: Scene, house: House, staff: Staff) -> Release:
    """A member of staff reads the queued letter and releases it, in one go."""
    delivery = delivery_of(scene.portal, scene.items["queued"])
    with unit_of_work(house, Actor("staff", staff.account.id)) as work:
        version = claim(work, staff.account, delivery.id, delivery.version).version
        item = desk.open_delivery(work, scene.portal.agency_id, delivery.id)
        seen = deciding.Seen(version, content_digest(item.content()), item.terms_version)
        grounds = deciding.Grounds(kept=confirmed(item))
        return deciding.release(work, staff.account, delivery.id, seen, grounds)


def own_key(scene: Scene, he: Intruder) -> None:
    """Dawn's public key becomes the intruder's."""
    he.write("UPDATE account SET public = :p WHERE id = :d", p=he.pair.public, d=scene.dawn.account.id)


def rita_s_key(scene: Scene, he: Intruder) -> None:
    """Dawn's public key and its certificate become Rita's: both are genuine."""
    rita = scene.rita.account
    he.write(
        "UPDATE account SET public = :p, certificate = :c WHERE id = :d",
        p=rita.public,
        c=rita.certificate,
        d=scene.dawn.account.id,
    )


def own_agency_key(scene: Scene, he: Intruder) -> None:
    """The agency's public key becomes the intruder's."""
    he.write("UPDATE agency_key SET public = :p WHERE purpose = 'content'", p=he.pair.public)


def newer_agency_key(scene: Scene, he: Intruder) -> None:
    """A newer generation of the agency's key, which is the intruder's."""
    he.write(
        "INSERT INTO agency_key SELECT agency_id, purpose, 2, :p, sealed_private, certificate, created_at"
        " FROM agency_key WHERE purpose = 'content'",
        p=he.pair.public,
    )


def rita_among_them(scene: Scene, he: Intruder) -> None:
    """Rita is put into Dawn's party, under the mark of her own membership."""
    he.write(
        "INSERT INTO membership (party_id, account_id, mark)"
        " SELECT :b, account_id, mark FROM membership WHERE account_id = :r",
        b=scene.birth,
        r=scene.rita.account.id,
    )


def rita_s_party_as_recipient(scene: Scene, he: Intruder) -> None:
    """The letter is said to go to Rita's party."""
    he.write("UPDATE delivery SET to_party_id = :p", p=rita_s_party(he, scene))


def parties_exchanged(scene: Scene, he: Intruder) -> None:
    """Rita's party is said to be the birth side of this arrangement, and Dawn's that of the other."""
    theirs = rita_s_party(he, scene)
    there = he.read("SELECT arrangement_id FROM party WHERE id = :p", p=theirs)
    he.write("UPDATE party SET side = 'away' WHERE id = :p", p=theirs)
    he.write("UPDATE party SET arrangement_id = :a WHERE id = :p", a=there, p=scene.birth)
    he.write(
        "UPDATE party SET arrangement_id = :a, side = 'birth' WHERE id = :p", a=scene.arrangement, p=theirs
    )
    rita_s_party_as_recipient(scene, he)


def dawn_s_party_elsewhere(scene: Scene, he: Intruder) -> None:
    """Dawn's party is said to be the adoptive side of the other arrangement."""
    there = he.read("SELECT arrangement_id FROM party WHERE id = :p", p=rita_s_party(he, scene))
    he.write("UPDATE party SET side = 'away' WHERE arrangement_id = :a AND side = 'adoptive'", a=there)
    he.write("UPDATE party SET arrangement_id = :a, side = 'adoptive' WHERE id = :p", a=there, p=scene.birth)


def hints_taken_away(scene: Scene, he: Intruder) -> None:
    """The sealed way is taken from a letter that goes to another party."""
    rita_s_party_as_recipient(scene, he)
    he.write("UPDATE delivery SET hints_copy_id = NULL")


def own_terms(scene: Scene, he: Intruder) -> None:
    """Terms in which nothing is protected, sealed to the agency as it seals them itself."""
    like = scene.copy_of("their arrangement", "terms")
    agency = he.read("SELECT public FROM agency_key WHERE purpose = 'content'")
    harmless = terms(protected=(), allowed=("Oakham",)).to_json()
    forged = he.forge_copy(like, harmless, to={Holder("agency", like.agency_id): agency}, mark=like.mark)
    he.write("UPDATE arrangement_version SET copy_id = :n WHERE copy_id = :o", n=forged, o=like.id)


def older_terms(scene: Scene, he: Intruder) -> None:
    """The newest version's row points at older terms, in which less is protected."""
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        change_terms(work, scene.arrangement, 1, terms(risk_notes="Since then she has moved to Oakham."))
    old = he.read(
        "SELECT copy_id FROM arrangement_version WHERE number = 1 AND arrangement_id = :a",
        a=scene.arrangement,
    )
    he.write("UPDATE arrangement_version SET copy_id = :c WHERE number = 2", c=old)


def terms_of_rita_s(scene: Scene, he: Intruder) -> None:
    """The letter is said to go under the arrangement of Rita's family."""
    he.write(
        "UPDATE delivery SET arrangement_id = (SELECT arrangement_id FROM party WHERE id = :p)",
        p=rita_s_party(he, scene),
    )


def another_letter(scene: Scene, he: Intruder) -> None:
    """Another family's letter is put on this letter's way."""
    he.write("UPDATE item SET account_id = :r", r=scene.rita.account.id)


MISLEAD: dict[str, tuple[type[SealError], Callable[[Scene, Intruder], None]]] = {
    "the recipient's key is the intruder's": (NotCertified, own_key),
    "the recipient's key is another correspondent's": (NotCertified, rita_s_key),
    "the agency's key is the intruder's": (Altered, own_agency_key),
    "a newer agency key is the intruder's": (NotCertified, newer_agency_key),
    "somebody is put into the recipient's party": (NotCertified, rita_among_them),
    "the letter goes to another party": (NotCertified, rita_s_party_as_recipient),
    "two parties changed places": (NotCertified, parties_exchanged),
    "the terms are the intruder's": (NotCertified, own_terms),
    "the terms are an older version": (NotCertified, older_terms),
    "the letter goes under another arrangement": (NotCertified, terms_of_rita_s),
    "the letter is said to be another writer's": (NotCertified, another_letter),
    "the recipient's party was moved": (NotCertified, dawn_s_party_elsewhere),
    "the letter goes to another party, without its hints": (NotCertified, hints_taken_away),
}


def grants_of_accounts(scene: Scene) -> set[tuple[str, str]]:
    """Which account can open which copy."""
    with unit_of_work(scene.portal.worker, SYSTEM, writes=False) as work:
        rows = work.session.execute(
            select(Grant.copy_id, Grant.holder_id).where(Grant.holder_kind == "account")
        )
        return {(copy, holder) for copy, holder in rows}


@pytest.mark.parametrize("name", MISLEAD)
def test_nothing_is_released_on_the_word_of_a_row(scene: Scene, name: str) -> None:
    error, act = MISLEAD[name]
    staff = add_staff(scene.portal)
    with intrusion(scene.portal) as he:
        act(scene, he)
    before = grants_of_accounts(scene)
    house = fresh(scene.portal.staff)
    with pytest.raises(SealError) as refused:
        release_in(scene, house, staff)
    house.engine.dispose()
    assert refused.type is error
    assert grants_of_accounts(scene) == before
    with unit_of_work(scene.portal.worker, SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(Release)) == 0


def test_without_an_intruder_it_is_released(scene: Scene) -> None:
    before = grants_of_accounts(scene)
    released = release_in(scene, scene.portal.staff, add_staff(scene.portal))
    assert grants_of_accounts(scene) - before == {(released.copy_id, scene.dawn.account.id)}


@pytest.mark.parametrize(
    "act", [rita_s_party_as_recipient, terms_of_rita_s, another_letter, parties_exchanged, own_terms]
)
def test_no_letter_comes_to_the_desk_on_a_way_that_cannot_be(
    scene: Scene, act: Callable[[Scene, Intruder], None]
) -> None:
    """Bent before the worker has looked at the letter: it stays where it is, and the job is tried again."""
    portal = scene.portal
    with intrusion(portal) as he:
        he.write("UPDATE delivery SET state = 'stopped'")  # the one that is there already
    scene.items["queued"] = send_letter(portal, scene.priya, LETTER, [scene.adoptive], work_off=False)
    with intrusion(portal) as he:
        act(scene, he)
    portal.work_off()
    assert delivery_of(portal, scene.items["queued"]).state == "received"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        job = work.session.scalars(select(Job).where(Job.subject_id == scene.items["queued"])).one()
        assert (job.state, job.fault) == ("ready", "NotCertified")


def test_no_letter_is_printed_for_whom_it_was_not_released_to(scene: Scene) -> None:
    released = release_in(scene, scene.portal.staff, add_staff(scene.portal))
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        assert "Kaylee can swim" in print_letter(work, scene.portal.agency_id, released.id).text
    with intrusion(scene.portal) as he:
        he.write("UPDATE release SET to_party_id = :p", p=rita_s_party(he, scene))
    with unit_of_work(scene.portal.staff, SYSTEM) as work, pytest.raises(NotCertified):
        print_letter(work, scene.portal.agency_id, released.id)
    with intrusion(scene.portal) as he:
        he.write("UPDATE release SET to_party_id = :p", p=scene.birth)
        rita_among_them(scene, he)
    with unit_of_work(scene.portal.staff, SYSTEM) as work, pytest.raises(NotCertified):
        print_letter(work, scene.portal.agency_id, released.id)
