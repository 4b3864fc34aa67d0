"""An intruder who can write to the database tries to come in himself, as a correspondent or as staff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from crypto.errors import NotCertified, WrongKey
from crypto.grants import seal_to
from crypto.passwords import Argon2Cost, hash_password, seal_under_password
from crypto.sessions import new_session_secret, seal_under_session, session_lookup
from portal.services.correspondence import correspondences
from portal.services.sign_in import SignInRefused, password_context, session_context, sign_in, who_is
from portal.services.staff_accounts import sign_in_staff, who_is_staff
from portal.services.staff_marks import totp_context
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, Staff, add_staff, close, make_portal
from tests.promises.intruder import Intruder, copied, intrusion
from tests.promises.scene import Scene, make_people

GUESSED = "a password that the intruder knows"
COST, CHEAP = Argon2Cost(64, 1, 1), Argon2Cost(8, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Three correspondents, and a member of staff who only sees totals."""
    portal = make_portal(tmp_path_factory.mktemp("ways-in") / "portal")
    yield make_people(portal)
    close(portal)


@pytest.fixture
def scene(whole: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The same, to be spoiled."""
    with copied(whole, tmp_path / "portal") as spoiled:
        yield spoiled


def dawn_signs_in(scene: Scene, password: str = PASSWORD) -> list[str]:
    """Sign in as Dawn and look at whom she writes to."""
    with unit_of_work(scene.portal.family, SYSTEM) as work:
        me, _ = sign_in(work, "dawn@example.org", password)
        return [one.card.child for one in correspondences(work, me)]


def dawn_comes_back(scene: Scene) -> list[str]:
    """Dawn's browser comes with its cookie."""
    with unit_of_work(scene.portal.family, SYSTEM, writes=False) as work:
        me = who_is(work, scene.dawn.secret)
        return [] if me is None else [one.card.child for one in correspondences(work, me)]


def test_without_an_intruder_dawn_comes_in(scene: Scene) -> None:
    assert dawn_signs_in(scene) == ["Kayleigh"]
    assert dawn_comes_back(scene) == ["Kayleigh"]


def lowered(sealed: bytes) -> bytes:
    """The same, with the cost that is stored in it replaced by a cheaper one."""
    assert sealed.count(COST.pack()) == 1
    return sealed.replace(COST.pack(), CHEAP.pack())


def test_a_lowered_cost_opens_nothing(scene: Scene) -> None:
    staff = add_staff(scene.portal)
    with intrusion(scene.portal) as he:
        for table, column in (("account", "sealed_private"), ("staff_account", "password")):
            for row_id, sealed in he.rows(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"):
                he.write(f"UPDATE {table} SET {column} = :s WHERE id = :i", s=lowered(sealed), i=row_id)
    with pytest.raises(SignInRefused):
        dawn_signs_in(scene)
    with pytest.raises(NotCertified):
        staff_signs_in(scene, staff)


def test_a_password_of_the_intruder_s_opens_an_empty_house(scene: Scene) -> None:
    """He can seal a key of his own under a password of his own, and come in with it; it opens nothing."""
    dawn = scene.dawn.account
    with intrusion(scene.portal) as he:
        context = password_context(dawn.id, dawn.agency_id)
        sealed = seal_under_password(he.pair.private, GUESSED, context, COST)
        he.write("UPDATE account SET sealed_private = :s WHERE id = :i", s=sealed, i=dawn.id)
    with pytest.raises(WrongKey):
        dawn_signs_in(scene, GUESSED)


def session_of_priya(scene: Scene, he: Intruder) -> None:
    """What is sealed in Dawn's session becomes what is sealed in Priya's."""
    priya = he.read(
        "SELECT sealed_private FROM family_sign_in WHERE account_id = :a", a=scene.priya.account.id
    )
    he.write(
        "UPDATE family_sign_in SET sealed_private = :s WHERE account_id = :a",
        s=priya,
        a=scene.dawn.account.id,
    )


def session_said_to_be_priya_s(scene: Scene, he: Intruder) -> None:
    """Dawn's session is said to be Priya's."""
    he.write(
        "UPDATE family_sign_in SET account_id = :p WHERE account_id = :d",
        p=scene.priya.account.id,
        d=scene.dawn.account.id,
    )


def priya_s_session_under_dawn_s_cookie(scene: Scene, he: Intruder) -> None:
    """Priya's session is to be found with Dawn's cookie."""
    own = he.read("SELECT lookup FROM family_sign_in WHERE account_id = :d", d=scene.dawn.account.id)
    he.write("DELETE FROM family_sign_in WHERE account_id = :d", d=scene.dawn.account.id)
    he.write("UPDATE family_sign_in SET lookup = :l WHERE account_id = :p", l=own, p=scene.priya.account.id)


@pytest.mark.parametrize(
    "act", [session_of_priya, session_said_to_be_priya_s, priya_s_session_under_dawn_s_cookie]
)
def test_a_session_opens_for_its_own_cookie_and_account_alone(
    scene: Scene, act: Callable[[Scene, Intruder], None]
) -> None:
    with intrusion(scene.portal) as he:
        act(scene, he)
    assert dawn_comes_back(scene) == []


def test_a_session_that_the_intruder_made_opens_nothing(scene: Scene) -> None:
    dawn, secret = scene.dawn.account, new_session_secret()
    with intrusion(scene.portal) as he:
        row_id = he.read("SELECT id FROM family_sign_in WHERE account_id = :d", d=dawn.id)
        context = session_context(row_id, dawn.id, dawn.agency_id)
        he.write(
            "UPDATE family_sign_in SET lookup = :l, sealed_private = :s WHERE id = :i",
            l=session_lookup(secret),
            s=seal_under_session(he.pair.private, secret, context),
            i=row_id,
        )
    with unit_of_work(scene.portal.family, SYSTEM, writes=False) as work:
        me = who_is(work, secret)
        assert me is not None
        with pytest.raises(WrongKey):
            correspondences(work, me)


def staff_signs_in(scene: Scene, staff: Staff, password: str = PASSWORD, totp: str = "") -> bytes:
    """Sign in at the staff door with both factors; returns the cookie's secret."""
    code = pyotp.TOTP(totp or staff.totp_secret).at(scene.portal.clock())
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        return sign_in_staff(work, staff.log_in_name, password, code)[1]


def own_password(scene: Scene, he: Intruder, staff: Staff) -> None:
    """The member of staff's password becomes the intruder's."""
    hashed = hash_password(GUESSED, COST)
    he.write("UPDATE staff_account SET password = :h WHERE id = :i", h=hashed, i=staff.account.id)


def own_second_factor(scene: Scene, he: Intruder, staff: Staff) -> None:
    """The second factor's secret becomes one that the intruder knows."""
    public = he.read("SELECT public FROM agency_key WHERE purpose = 'content'")
    context = totp_context(staff.account.id, staff.account.agency_id)
    he.write(
        "UPDATE staff_account SET totp = :t WHERE id = :i",
        t=seal_to(public, staff.totp_secret.encode(), context),
        i=staff.account.id,
    )


def higher_role(_scene: Scene, he: Intruder, staff: Staff) -> None:
    """Somebody becomes a manager."""
    he.write("UPDATE staff_account SET role = 'manager' WHERE id = :i", i=staff.account.id)


def another_s_name(_scene: Scene, he: Intruder, staff: Staff) -> None:
    """A colleague's log-in name leads to this account."""
    he.write("UPDATE staff_account SET log_in = :l WHERE id = :i", l=b"f00d", i=staff.account.id)


@pytest.mark.parametrize("act", [own_password, own_second_factor, higher_role, another_s_name])
def test_no_member_of_staff_is_made_or_changed_in_the_database(
    scene: Scene, act: Callable[[Scene, Intruder, Staff], None]
) -> None:
    staff = add_staff(scene.portal)
    secret = staff_signs_in(scene, staff)
    scene.portal.clock.forward(minutes=2)
    with intrusion(scene.portal) as he:
        act(scene, he, staff)
    password = GUESSED if act is own_password else PASSWORD
    with pytest.raises(SignInRefused if act is another_s_name else NotCertified):
        staff_signs_in(scene, staff, password)
    with unit_of_work(scene.portal.staff, SYSTEM, writes=False) as work, pytest.raises(NotCertified):
        who_is_staff(work, secret)


@pytest.mark.parametrize("column", ["staff_id", "lookup", "created_at"])
def test_no_session_of_staff_is_made_or_changed_in_the_database(scene: Scene, column: str) -> None:
    mine, other, stolen = add_staff(scene.portal), add_staff(scene.portal), new_session_secret()
    secret = staff_signs_in(scene, mine)
    values: dict[str, object] = {
        "staff_id": other.account.id,
        "lookup": session_lookup(stolen),
        "created_at": scene.portal.clock().replace(tzinfo=None) + timedelta(minutes=1),
    }
    with intrusion(scene.portal) as he:
        he.write(f"UPDATE staff_sign_in SET {column} = :v", v=values[column])
    with unit_of_work(scene.portal.staff, SYSTEM, writes=False) as work, pytest.raises(NotCertified):
        who_is_staff(work, stolen if column == "lookup" else secret)
