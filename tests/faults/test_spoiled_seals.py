"""A sealed record that was damaged, cut, or exchanged for another: the page says so in a plain sentence and
shows nothing of it, the log has its number and no content, and all is well when the record is back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from portal.models.copy import Copy, Grant
from portal.work import SYSTEM, unit_of_work
from tests.builders import close, make_portal, picture_bytes, send_letter
from tests.family.visits import Visitor, saved_letter, words_of
from tests.faults.spoiling import SENTENCE, SPOILING, flipped
from tests.staff.office import LETTER, Office, make_office, take, tick

NOTE = "For the team alone: we moved to Uppingham."
SECRETS = ("Oakham", "Uppingham", "07700", "Dawn", "garden.jpg")
COPIES = ("draft", "card", "letter", "safe-letter", "note-to-staff", "hints", "review", "label", "terms")


@dataclass
class Ground:
    """Letters of Dawn's in several states; which page shows a copy of which kind, and to whom."""

    office: Office
    pages: dict[str, tuple[FlaskClient, str]]
    copies: dict[str, str]
    others: dict[str, str]

    def is_well(self, kind: str) -> bool:
        """Is the page that shows a copy of this kind there?"""
        client, path = self.pages[kind]
        with client.get(path) as answer:
            return answer.status_code == 200


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Made once; each test puts back what it spoiled."""
    portal = make_portal(tmp_path_factory.mktemp("spoiled") / "portal")
    office = make_office(portal)
    dawn, sam = Visitor(portal.client("family")), office.worker()
    assert dawn.sign_in(office.dawn.log_in_name).status_code == 303
    draft = saved_letter(dawn, [office.birth], LETTER, NOTE)
    assert dawn.upload(draft, ("garden.jpg", picture_bytes())).status_code == 303
    found = re.search(
        rf"/letters/{draft}/pictures/[0-9a-f]{{32}}", dawn.get(f"/letters/{draft}/pictures").text
    )
    assert found is not None
    delivery = office.letter(LETTER, NOTE, [picture_bytes()])
    sam.press(take(sam, delivery), "/choices", tick(sam.get(f"/desk/{delivery}"), LETTER, "Oakham"))
    item = office.delivery(delivery).item_id
    send_letter(portal, office.priya, "Quite another letter", [office.adoptive], "Another note")
    desk, own = (sam.client, f"/desk/{delivery}"), (dawn.client, f"/sent/{item}")
    pages = dict.fromkeys(("safe-letter", "note-to-staff", "hints", "review", "label", "terms"), desk)
    pages |= {"letter": own, "draft": (dawn.client, f"/letters/{draft}"), "card": (dawn.client, "/")}
    pages["picture"] = (dawn.client, found[0])
    subjects = {item, delivery, draft, office.birth, office.arrangement, found[0].split("/")[-1]}
    yield _with_copies(Ground(office, pages, {}, {}), subjects, item)
    close(portal)


def _with_copies(ground: Ground, subjects: set[str], item: str) -> Ground:
    with unit_of_work(ground.office.portal.worker, SYSTEM, writes=False) as work:
        attachments = work.session.execute(text("SELECT id FROM attachment WHERE item_id = :i"), {"i": item})
        mine = subjects | set(attachments.scalars())
        for copy in work.session.scalars(select(Copy).order_by(Copy.created_at)):
            where = ground.copies if copy.subject_id in mine else ground.others
            if copy.kind != "picture" or copy.subject_id in ground.pages["picture"][1]:
                where[copy.kind] = copy.id
    return ground


@contextmanager
def changed(ground: Ground, table: str, column: str, row: str, value: bytes | None) -> Iterator[None]:
    """A column of a row holds something else for a while."""
    name = "copy_id" if table == Grant.__tablename__ else "id"
    ask = text(f"SELECT {column} FROM {table} WHERE {name} = :id")
    put = text(f"UPDATE {table} SET {column} = :value WHERE {name} = :id")
    engine = ground.office.portal.worker.engine
    with engine.begin() as connection:
        before = connection.execute(ask, {"id": row}).scalars().all()
        connection.execute(put, {"id": row, "value": value})
    try:
        yield
    finally:
        with engine.begin() as connection:
            for one in before[:1]:
                connection.execute(put, {"id": row, "value": one})


def read(ground: Ground, table: str, column: str, row: str) -> bytes:
    """What a column holds."""
    name = "copy_id" if table == Grant.__tablename__ else "id"
    with ground.office.portal.worker.engine.connect() as connection:
        return bytes(
            connection.execute(text(f"SELECT {column} FROM {table} WHERE {name} = :id"), {"id": row})
            .scalars()
            .first()
        )  # type: ignore[arg-type]


def check_refused(ground: Ground, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """The page of this kind says that it shows nothing, and the log says which fault it was."""
    caplog.clear()
    client, path = ground.pages[kind]
    answer = client.get(path)
    shown = words_of(answer)
    assert answer.status_code == 500, shown[:300]
    assert SENTENCE in shown
    number = re.search(r"\b[0-9a-f]{8}\b", shown)
    assert number is not None
    assert number[0] in caplog.text
    for secret in SECRETS:
        assert secret not in shown
        assert secret not in caplog.text


@pytest.mark.parametrize("kind", COPIES)
def test_each_class_of_byte_of_a_sealed_record_is_refused(
    ground: Ground, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = ground.copies[kind]
    assert ground.is_well(kind)
    sealed = read(ground, "copy", "body", row)
    for spoil in SPOILING.values():
        with changed(ground, "copy", "body", row, spoil(sealed)):
            check_refused(ground, kind, caplog)
    assert ground.is_well(kind)


GRANT_PLACES = {"kind": 0, "version": 1, "key id": 6, "context": 14, "lattice": 22, "curve": 1110, "tag": -1}


@pytest.mark.parametrize("kind", ["letter", "safe-letter", "hints", "card"])
def test_each_class_of_byte_of_a_grant_is_refused(
    ground: Ground, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = ground.copies[kind]
    holder = "agency" if kind in ("safe-letter", "hints") else "account"
    engine = ground.office.portal.worker.engine
    where = "copy_id = :id AND holder_kind = :holder"
    names = {"id": row, "holder": holder}
    with engine.connect() as connection:
        sealed = bytes(
            connection.execute(text(f"SELECT sealed_key FROM copy_grant WHERE {where}"), names).scalar_one()
        )
    spoiled = [flipped(place)(sealed) for place in GRANT_PLACES.values()] + [sealed[:-1], sealed[:30], b""]
    for value in [*spoiled, sealed]:
        with engine.begin() as connection:
            connection.execute(
                text(f"UPDATE copy_grant SET sealed_key = :v WHERE {where}"), {**names, "v": value}
            )
        if value != sealed:
            check_refused(ground, kind, caplog)
    assert ground.is_well(kind)


@pytest.mark.parametrize("kind", ["letter", "safe-letter", "note-to-staff", "hints", "card"])
def test_another_s_record_in_its_place_is_refused(
    ground: Ground, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = read(ground, "copy", "body", ground.others[kind])
    with changed(ground, "copy", "body", ground.copies[kind], other):
        check_refused(ground, kind, caplog)
    assert ground.is_well(kind)


@pytest.mark.parametrize("spoil", ["head", "middle", "tag", "cut", "empty", "gone", "another"])
def test_a_spoiled_file_is_refused(ground: Ground, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    with unit_of_work(ground.office.portal.worker, SYSTEM, writes=False) as work:
        name = str(work.session.get_one(Copy, ground.copies["picture"]).blob)
        others = [one for one in work.session.scalars(select(Copy.blob)) if one not in (None, name)]
    folder = Path(ground.office.portal.settings.blobs)
    path = folder / name[:2] / name
    sealed = path.read_bytes()
    spoiled = {
        "head": flipped(0)(sealed),
        "middle": flipped(len(sealed) // 2)(sealed),
        "tag": flipped(-1)(sealed),
        "cut": sealed[:-40],
        "empty": b"",
        "another": (folder / others[0][:2] / others[0]).read_bytes(),
    }
    if spoil == "gone":
        path.unlink()
    else:
        path.write_bytes(spoiled[spoil])
    try:
        check_refused(ground, "picture", caplog)
    finally:
        path.write_bytes(sealed)
    assert ground.is_well("picture")
