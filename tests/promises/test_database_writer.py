"""An intruder who can write to the database tries to read, or to speak for others: each thing he can do there
has its own clear error, and never gives content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from crypto.errors import Altered, NotCertified, SealError, Truncated, UnknownFormat, WrongKey, WrongRecord
from crypto.grants import Holder
from portal.blobs import BlobMissing
from portal.models.account import Account
from portal.models.delivery import Release
from portal.sealing import NoGrant
from portal.services.accounts import person_of
from portal.services.desk import open_delivery
from portal.services.pages import desk_page
from portal.services.reading import read_letter, read_picture, waiting_letter
from portal.services.tracking import sent_letter
from portal.work import SYSTEM, unit_of_work
from tests.builders import close, delivery_of, make_portal
from tests.promises.intruder import Intruder, copied, intrusion
from tests.promises.scene import Scene, make_scene

QUEUED, RELEASED, RETURNED = "Priya's queued letter", "Priya's released letter", "Dawn's returned letter"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A portal as it should be."""
    portal = make_portal(tmp_path_factory.mktemp("writer") / "portal")
    yield make_scene(portal)
    close(portal)


@pytest.fixture
def scene(whole: Scene, tmp_path: Path) -> Iterator[Scene]:
    """The same, to be spoiled."""
    with copied(whole, tmp_path / "portal") as spoiled:
        yield spoiled


def desk_reads(scene: Scene) -> str:
    """Staff open the queued letter with its note, its hints and its picture."""
    portal = scene.portal
    delivery = delivery_of(portal, scene.items["queued"])
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, portal.agency_id, delivery.id)
        for one in item.pages:
            b"".join(desk_page(work, portal.agency_id, delivery.id, one.id, small=False))
        return item.text + item.note


def dawn_reads(scene: Scene) -> str:
    """Dawn opens the letter released to her, and its picture."""
    with unit_of_work(scene.portal.family, SYSTEM, writes=False) as work:
        release = work.session.scalars(select(Release)).one()
        letter = read_letter(work, scene.dawn.me, waiting_letter(work, scene.dawn.me, release.id))
        for one in letter.pictures:
            b"".join(read_picture(work, scene.dawn.me, release.id, one.id, small=False))
        return letter.text


def dawn_follows(scene: Scene) -> str:
    """Dawn looks at her own letter that came back."""
    with unit_of_work(scene.portal.family, SYSTEM, writes=False) as work:
        sent = sent_letter(work, scene.dawn.me, scene.items["returned"])
        return sent.text + sent.note + sent.progress[0].told


def staff_look_up_dawn(scene: Scene) -> str:
    """Staff look up Dawn's e-mail address."""
    with unit_of_work(scene.portal.staff, SYSTEM, writes=False) as work:
        return person_of(work, work.session.get_one(Account, scene.dawn.account.id)).mail


READERS: dict[Callable[[Scene], str], str] = {
    desk_reads: "Another one. Dear Dawn",
    dawn_reads: "Kaylee can swim",
    dawn_follows: "I am Dawn Thornbury",
    staff_look_up_dawn: "dawn@example.org",
}


@dataclass(frozen=True)
class Attack:
    """What the intruder does, who comes to read then, and what that person meets."""

    reader: Callable[[Scene], str]
    error: type[Exception]
    act: Callable[[Scene, Intruder], None]


def bytes_of(
    scene: Scene, step: str, kind: str, change: Callable[[bytes], bytes]
) -> Callable[[Intruder], None]:
    """Change the sealed bytes of one small copy."""
    copy = scene.copy_of(step, kind)
    assert copy.body is not None
    return lambda he: he.write(
        "UPDATE copy SET body = :b WHERE id = :i", b=change(copy.body or b""), i=copy.id
    )


def exchanged(table_column: str, first: tuple[str, str], second: tuple[str, str]) -> Callable[..., None]:
    """Exchange one column of two copies."""
    table, column = table_column.split(".")
    return lambda scene, he: he.exchange(table, column, scene.copy_of(*first).id, scene.copy_of(*second).id)


def grants_exchanged(scene: Scene, he: Intruder) -> None:
    """The agency's grants on two letters change places."""
    ids = [
        he.read(
            "SELECT id FROM copy_grant WHERE copy_id = :c AND holder_kind = 'agency'",
            c=scene.copy_of(*one).id,
        )
        for one in ((QUEUED, "safe-letter"), (RETURNED, "safe-letter"))
    ]
    he.exchange("copy_grant", "sealed_key", *ids)


def letter_is(kind: str, step: str) -> Callable[[Scene, Intruder], None]:
    """The queued letter's safe text is to be found in another copy."""
    return lambda scene, he: he.write(
        "UPDATE item SET safe_copy_id = :c WHERE id = :i",
        c=scene.copy_of(step, kind).id,
        i=scene.items["queued"],
    )


def note_called_letter(scene: Scene, he: Intruder) -> None:
    """The note to staff is renamed, and put in the letter's place."""
    note = scene.copy_of(RETURNED, "note-to-staff").id
    he.write("UPDATE copy SET kind = 'letter' WHERE id = :c", c=note)
    he.write("UPDATE item SET copy_id = :c WHERE id = :i", c=note, i=scene.items["returned"])


def note_called_safe(scene: Scene, he: Intruder) -> None:
    """The note to staff is renamed, and put in the place of what staff read and release."""
    note = scene.copy_of(QUEUED, "note-to-staff").id
    he.write("UPDATE copy SET kind = 'safe-letter' WHERE id = :c", c=note)
    he.write("UPDATE item SET safe_copy_id = :c WHERE id = :i", c=note, i=scene.items["queued"])


def note_called_release(scene: Scene, he: Intruder) -> None:
    """The note to staff is renamed, said to belong to Dawn's release, and granted to her by name."""
    note, release = scene.copy_of(RELEASED, "note-to-staff").id, he.read("SELECT id FROM release")
    he.write("UPDATE copy SET kind = 'released-letter', subject_id = :r WHERE id = :c", r=release, c=note)
    he.write("UPDATE release SET copy_id = :c", c=note)
    he.write(
        "UPDATE copy_grant SET holder_id = :d WHERE copy_id = :c AND holder_kind = 'account'",
        d=scene.dawn.account.id,
        c=note,
    )


def told_of_another(scene: Scene, he: Intruder) -> None:
    """What Priya was told is put where Dawn looks."""
    he.write(
        "UPDATE decision SET told_copy_id = :c WHERE told_copy_id = :old",
        c=scene.copy_of(RELEASED, "told").id,
        old=scene.copy_of(RETURNED, "told").id,
    )


def another_agency(scene: Scene, he: Intruder) -> None:
    """The letter is said to belong to an agency that the intruder made."""
    he.write(
        "INSERT INTO agency (id, name, service_name, contact, rules, created_at)"
        " SELECT 'f00d', name, service_name, contact, rules, created_at FROM agency"
    )
    he.write("UPDATE copy SET agency_id = 'f00d' WHERE id = :c", c=scene.copy_of(QUEUED, "safe-letter").id)


def another_record(scene: Scene, he: Intruder) -> None:
    """Dawn's letter is said to be the queued one's."""
    copy = scene.copy_of(RETURNED, "safe-letter").id
    he.write("UPDATE copy SET subject_id = :i WHERE id = :c", i=scene.items["queued"], c=copy)
    he.write("UPDATE item SET safe_copy_id = :c WHERE id = :i", c=copy, i=scene.items["queued"])


def forged(step: str, kind: str, place: str, content: dict[str, object]) -> Callable[[Scene, Intruder], None]:
    """Words of the intruder's own, sealed to everybody who should read, under the mark of the true ones."""

    def act(scene: Scene, he: Intruder) -> None:
        like = scene.copy_of(step, kind)
        to = {
            Holder("agency", like.agency_id): he.read(
                "SELECT public FROM agency_key WHERE purpose = 'content'"
            )
        }
        dawn = scene.dawn.account
        to[Holder("account", dawn.id)] = dawn.public or b""
        table, column = place.split(".")
        copy_id = he.forge_copy(like, content, to=to, mark=like.mark)
        he.write(f"UPDATE {table} SET {column} = :new WHERE {column} = :old", new=copy_id, old=like.id)

    return act


ATTACKS: dict[str, Attack] = {
    "bodies of two letters exchanged": Attack(
        desk_reads, WrongKey, exchanged("copy.body", (QUEUED, "safe-letter"), (RETURNED, "safe-letter"))
    ),
    "bodies of a letter and its note exchanged": Attack(
        desk_reads, WrongKey, exchanged("copy.body", (QUEUED, "safe-letter"), (QUEUED, "note-to-staff"))
    ),
    "sealed files of two pictures exchanged": Attack(
        desk_reads, WrongKey, exchanged("copy.blob", (QUEUED, "safe-picture"), (RELEASED, "safe-picture"))
    ),
    "a released picture's file is the original": Attack(
        dawn_reads, WrongKey, exchanged("copy.blob", (RELEASED, "released-picture"), (RELEASED, "picture"))
    ),
    "a sealed file that isn't there": Attack(
        desk_reads,
        BlobMissing,
        lambda scene, he: he.write(
            "UPDATE copy SET blob = 'f00d' WHERE id = :c", c=scene.copy_of(QUEUED, "safe-picture").id
        ),
    ),
    "grants exchanged": Attack(desk_reads, WrongRecord, grants_exchanged),
    "a note put in the letter's place": Attack(desk_reads, NoGrant, letter_is("note-to-staff", QUEUED)),
    "a note renamed and put in the letter's place": Attack(dawn_follows, WrongRecord, note_called_letter),
    "a note renamed and put in the safe text's place": Attack(desk_reads, NotCertified, note_called_safe),
    "a note renamed and released": Attack(dawn_reads, WrongKey, note_called_release),
    "another's letter put in the letter's place": Attack(
        desk_reads, NoGrant, letter_is("safe-letter", RETURNED)
    ),
    "another's letter said to belong here": Attack(desk_reads, NotCertified, another_record),
    "a letter said to be another agency's": Attack(desk_reads, WrongRecord, another_agency),
    "what another was told": Attack(dawn_follows, NoGrant, told_of_another),
    "the queued letter put in the release's place": Attack(
        dawn_reads,
        NoGrant,
        lambda scene, he: he.write(
            "UPDATE release SET copy_id = :c", c=scene.copy_of(QUEUED, "safe-letter").id
        ),
    ),
    "a letter cut short": Attack(
        desk_reads, Truncated, lambda scene, he: bytes_of(scene, QUEUED, "safe-letter", lambda b: b[:40])(he)
    ),
    "a letter's last byte changed": Attack(
        desk_reads,
        Altered,
        lambda scene, he: bytes_of(scene, QUEUED, "safe-letter", lambda b: b[:-1] + bytes([b[-1] ^ 1]))(he),
    ),
    "a letter of an unknown format": Attack(
        desk_reads,
        UnknownFormat,
        lambda scene, he: bytes_of(scene, QUEUED, "safe-letter", lambda b: b[:1] + b"\x63" + b[2:])(he),
    ),
    "a letter of the intruder's, released": Attack(
        dawn_reads,
        NotCertified,
        forged(RELEASED, "released-letter", "release.copy_id", {"text": "Come to me", "pictures": []}),
    ),
    "a safe text of the intruder's": Attack(
        desk_reads, NotCertified, forged(QUEUED, "safe-letter", "item.safe_copy_id", {"text": "Harmless"})
    ),
    "hints of the intruder's": Attack(
        desk_reads, NotCertified, forged(QUEUED, "hints", "delivery.hints_copy_id", {"hints": []})
    ),
    "words of the team that the intruder wrote": Attack(
        dawn_follows, NotCertified, forged(RETURNED, "told", "decision.told_copy_id", {"text": "Ring me"})
    ),
    "an e-mail address of the intruder's": Attack(
        staff_look_up_dawn,
        NotCertified,
        forged("Dawn's account", "person", "account.details_copy_id", {"mail": "evil@example.org"}),
    ),
}


def test_without_an_intruder_everything_is_read(scene: Scene) -> None:
    for reader, words in READERS.items():
        assert words in reader(scene)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_an_intruder_bends_is_not_read(scene: Scene, name: str) -> None:
    attack = ATTACKS[name]
    with intrusion(scene.portal) as he:
        attack.act(scene, he)
    with pytest.raises((SealError, NoGrant, BlobMissing)) as refused:
        attack.reader(scene)
    assert refused.type is attack.error
    for word in ("Dawn", "Kaylee", "Oakham", "example.org"):
        assert word not in str(refused.value)
    # Nothing but the bent thing is lost.
    for reader, words in READERS.items():
        if reader is not attack.reader and "exchanged" not in name and "put in" not in name:
            assert words in reader(scene)
