"""After a letter went all the way and its answer came back, nothing of either lies anywhere in clear."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import close, make_portal
from tests.promises.intruder import intrusion
from tests.promises.journey import (
    ANSWER,
    ANSWER_TAKEN_OUT,
    DAWN,
    FILES,
    LETTER,
    NOTE,
    PASSWORDS,
    PEOPLE,
    PRIYA,
    RECORD,
    TAKEN_OUT,
    TERMS,
    TOLD,
    Journey,
    travel,
    write,
)
from tests.promises.searching import LOG_OF_WRITES, SHORTEST, all_kept, found_in, shapes_of
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer

WRITTEN = (LETTER, NOTE, ANSWER, TOLD, RECORD, *FILES, *FILES.values(), *PASSWORDS.values())
# Words of the story that are also words of the portal's own, in names of tables, events and files.
OURS = {
    "adoptive",
    "adoptive parents",
    "birth mother",
    "letter",
    "picture",
    "thanks",
    "surname",
    "description",
}


def secrets() -> list[str]:
    """Every name, address, term, file name and reason whole, and every longer word of what was written."""
    fields = [*TERMS.values(), *(value for person in PEOPLE.values() for value in person.values())]
    whole = [one for value in fields for one in ([value] if isinstance(value, str) else value)]
    whole += [*FILES, PRIYA, DAWN, "Marigold Fotheringay", *PASSWORDS.values(), "Secret Description"]
    lines = [line for text in (*WRITTEN, *whole) for line in text.splitlines()]
    words = [word.strip(".,:-'") for line in lines for word in line.split()]
    found = {one for one in (*lines, *whole, *words) if len(one) > SHORTEST and "\n" not in one}
    return sorted(one for one in found if one.lower() not in OURS and not one.replace("-", "").isdigit())


SECRETS = secrets()
SHORT = ("Dawn", "Zoë")
LOG = "portal.log"
pytestmark = pytest.mark.xdist_group("journey")


@pytest.fixture(scope="module", params=["sqlite-folder", "postgres-s3"])
def travelled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """The whole way on each kind of storage, with a log as the portal keeps one and every statement in it."""
    folder, mail = tmp_path_factory.mktemp("journey"), MailServer()
    mail.start()
    more = mail.settings()
    if request.param == "postgres-s3":
        server: PostgresServer = request.getfixturevalue("postgres")
        more |= {"DATABASE_URL": server.url(server.new_database())}
        more |= request.getfixturevalue("storage").new_bucket()
    with logging_to(folder / LOG):
        portal = make_portal(folder / "portal", **more)
        yield travel(portal, mail)
        close(portal)
    mail.stop()


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """All that is logged from INFO on, in a file; but for the mail server, which is no part of the portal."""
    handler = logging.FileHandler(path)
    handler.addFilter(lambda record: record.name != "mail.log")
    root, statements = logging.getLogger(), logging.getLogger("sqlalchemy.engine")
    before = root.level, statements.level
    root.addHandler(handler)
    for logger in (root, statements):
        logger.setLevel(logging.INFO)
    yield
    for logger, level in zip((root, statements), before, strict=True):
        logger.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def logged(journey: Journey) -> bytes:
    """The log so far."""
    return (journey.portal.settings.data.parent / LOG).read_bytes()


def server_of(request: pytest.FixtureRequest) -> PostgresServer | None:
    """The PostgreSQL server, where there is one."""
    postgres = "postgres-s3" in request.node.name
    return request.getfixturevalue("postgres") if postgres else None


def hits_in(places: dict[str, bytes], words: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """What was found, by place."""
    shapes = {LOG_OF_WRITES: "UTF-8"}
    hits = {place: found_in(content, words, shapes.get(place, "")) for place, content in places.items()}
    return {place: found for place, found in hits.items() if found}


def test_nothing_lies_in_clear_after_the_journey(travelled: Journey, request: pytest.FixtureRequest) -> None:
    letter, answer = travelled.pages[DAWN], travelled.pages[PRIYA]
    assert "learned to balance on her trampoline" in letter  # they did read it
    assert "I keep it above the stove" in answer
    for page, words in ((letter, TAKEN_OUT), (answer, ANSWER_TAKEN_OUT)):
        assert page.count("[taken out]") >= 2
        assert not [word for word in words if word in page]
    places = all_kept(travelled.portal, server_of(request))
    places |= {"log": logged(travelled), "addresses": "\n".join(travelled.visited).encode()}
    assert b"INSERT INTO copy_grant" in places["log"]
    assert hits_in(places, SECRETS) == {}
    texts = {name: places[name].lower() for name in places if name.startswith(("text of", "addresses"))}
    assert len(texts) > 25
    for word in SHORT:
        assert not [place for place, text in texts.items() if word.lower().encode() in text]


def test_pictures_are_made_anew(travelled: Journey) -> None:
    (picture,) = travelled.pictures
    assert picture.startswith(b"\xff\xd8\xff")
    assert b"Secret Description" not in picture
    assert b"Exif" not in picture
    assert b"GPS" not in picture


MAILS = {
    "Your code": """Hello,
Here is your code. You need it once, to choose your own password.
Your code: CODE
Your log-in name: NAME
Open this page and type the code:
http://localhost:8001/unlock#CODE
The code works until 8 June 2026. After that, please ask us for a new one.
If you did not expect this, please ring us. Nobody else should have this code.""",
    "We have your letter": """Hello,
Your letter is here. Thank you for writing.
We read every letter before we pass it on. You can see where yours is when you sign in:
http://localhost:8001
You do not need to do anything now.""",
    "Something is waiting for you": """Hello,
Something is waiting for you. You can look at it whenever you want to. There is no hurry.
Sign in here:
http://localhost:8001
If you would like somebody with you when you look, please ring us.""",
}
FOOT = """
Marlow Letterbox
Call the letterbox team on 0116 496 0123. Monday to Friday, 9 to 5."""
HEADERS = {
    "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "MIME-Version",
    "Content-Transfer-Encoding", "X-Peer", "X-MailFrom", "X-RcptTo",
}  # fmt: skip
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{2}\b")


def test_mails_say_nothing_but_these_sentences(travelled: Journey) -> None:
    """One mail an event. The one thing in any that is somebody's own: a code, with the name it is for."""
    seen = []
    for to, message in travelled.mail.mails:
        lines = [line for line in message.get_content().splitlines() if line]
        name = to[0] if message["Subject"] == "Your code" else "nobody's name"
        body = CODE.sub("CODE", "\n".join(lines)).replace(name, "NAME")
        assert body == MAILS[message["Subject"]] + FOOT
        assert set(message.keys()) <= HEADERS
        assert message["From"] == "Marlow Letterbox <letterbox@council.example>"
        assert message["To"] == to[0]
        assert re.fullmatch(r"<[0-9a-f]{32}@localhost>", message["Message-ID"])
        seen.append((to[0], message["Subject"]))
    assert sorted(seen) == sorted((mail, subject) for mail in (PRIYA, DAWN) for subject in MAILS)


@pytest.mark.parametrize("word", ["Brackenridge", "Zoë Ashgrove", "0116 496 0777"])
@pytest.mark.parametrize("before", ["", "x", "xy", "xyz"])
def test_the_search_knows_every_shape(word: str, before: str) -> None:
    around = f"{before}{word} and more"
    written = {
        "UTF-8": around.encode(),
        "Latin-1": around.encode("latin-1"),
        "UTF-16": around.encode("utf-16-le"),
        "hexadecimal": around.encode().hex().encode(),
        "base64": base64.b64encode(around.encode()),
    }
    assert set(written) == set(shapes_of(word))
    for shape, content in written.items():
        assert (word, shape) in found_in(content, [word])
    assert found_in(around.encode("utf-16-be"), [word])
    assert found_in(base64.urlsafe_b64encode(around.upper().encode()), [word])
    assert found_in(around.upper().encode().hex().upper().encode(), [word])


def test_nothing_but_sealed_files_is_written_on_the_way(travelled: Journey) -> None:
    folder = travelled.portal.settings.blobs
    if folder.startswith("s3://"):
        assert travelled.written == []
        return
    assert len(travelled.written) > len(FILES)
    sealed = re.compile(rf"{re.escape(folder)}/../[0-9a-f]{{32}}\.part")
    assert [one for one in travelled.written if not sealed.fullmatch(one)] == []


def test_faults_tell_nothing_either(travelled: Journey) -> None:
    """A letter that was damaged, at the worker and at its reader; a form too old; a wrong address."""
    portal, visitor = travelled.portal, travelled.browser("family")
    visitor.go("/sign-in")
    visitor.press("/sign-in", {"log_in_name": PRIYA, "password": PASSWORDS[PRIYA]})
    write(visitor, LETTER, NOTE, with_pictures=True)
    with intrusion(portal) as he:
        he.write("UPDATE copy SET body = substr(body, 1, 90) WHERE kind IN ('letter', 'released-letter')")
    portal.work_off()
    for path in ("/letters-for-you", "/sent"):
        page = visitor.go(path)
        link = re.findall(rf'href="({path}/[0-9a-f]{{32}})"', page)[0]
        broken = visitor.client.get(link)
        assert broken.status_code == 500
        assert "could not open this safely" in broken.text
        assert not found_in(broken.data.split(b"<main", 1)[1], [LETTER.splitlines()[2][:40], "Thistlewood"])
    assert visitor.client.post("/letters/" + "0" * 32, data={"text": LETTER, "note": NOTE}).status_code == 400
    assert visitor.client.get(f"/sent/{LETTER[:20]}").status_code == 404
    log = logged(travelled)
    assert b"fault " in log
    assert b"Truncated" in log
    assert found_in(log, SECRETS) == set()


def test_the_search_finds_what_lies_in_clear(travelled: Journey, request: pytest.FixtureRequest) -> None:
    """The same search over the same places, once somebody has written a name into a column."""
    with intrusion(travelled.portal) as he:
        he.write("UPDATE chain_head SET link = :l WHERE chain = 'family'", l=b"of Brackenridge")
        he.write("UPDATE agency SET service_name = 'KAYLEIGH, as hex 476c656e'")
    places = all_kept(travelled.portal, server_of(request))
    found = set(hits_in(places, ["Kayleigh", "Brackenridge"]))
    assert {"table chain_head", "table agency", "text of agency"} <= found
    if server_of(request) is None:
        assert any(place.endswith("letterbox.sqlite-wal") for place in found)
    else:
        assert {"copy of agency", "file of agency", "copy of chain_head", "dump", "log of writes"} <= found
