"""Fixed vectors, sealed once and never again: this code and the page on the format must open them."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from crypto.blind_index import blind_index
from crypto.certificates import check_certificate
from crypto.chain import GENESIS, find_break
from crypto.context import Context
from crypto.envelope import unseal
from crypto.grants import Holder, generation_of, open_grant, public_of, unseal_from
from crypto.passwords import Argon2Cost, check_password, unseal_with_password
from crypto.root_keys import LocalRootKey
from crypto.sessions import session_lookup, unseal_with_session
from crypto.stream import unseal_stream
from crypto.unlock_codes import derive_unlock, unseal_with_code
from tests.crypto import by_the_book

PAGE = Path(__file__).parents[2] / "docs" / "sealing-format.md"
VECTORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "vectors.json").read_text())
GRANT_PLACE = {"kind": "grant", "record": "copy-7", "agency": "leafshire", "part": "account:8c1e"}


def raw(name: str, field: str) -> bytes:
    return bytes.fromhex(VECTORS[name][field])


def place(name: str) -> Context:
    return Context(**VECTORS[name]["context"])


def book_place(name: str) -> bytes:
    return by_the_book.encode_context(**VECTORS[name].get("context", GRANT_PLACE))


def opened_by_code(name: str) -> bytes:
    vector, sealed = VECTORS[name], raw(name, "sealed")
    match name:
        case "envelope":
            return unseal(raw(name, "key"), sealed, place(name))
        case "stream":
            return b"".join(unseal_stream(raw(name, "key"), [sealed], place(name)))
        case "grant":
            holder = Holder(**vector["holder"])
            return open_grant(sealed, raw(name, "private"), holder, vector["copy"], vector["agency"])
        case "sealed to":
            return unseal_from(raw(name, "private"), sealed, place(name))
        case "password":
            return unseal_with_password(sealed, vector["password"], place(name))
        case "unlock code":
            keys = derive_unlock(vector["code"], raw(name, "index_key"), Argon2Cost(**vector["cost"]))
            assert keys.lookup == raw(name, "lookup")
            return unseal_with_code(sealed, keys, place(name))
        case "session":
            assert session_lookup(raw(name, "secret")) == raw(name, "lookup")
            return unseal_with_session(sealed, raw(name, "secret"), place(name))
    return LocalRootKey(raw(name, "key")).unwrap(sealed, place(name))


def opened_by_the_book(name: str) -> bytes:
    vector, sealed, context = VECTORS[name], raw(name, "sealed"), book_place(name)
    match name:
        case "envelope":
            return by_the_book.open_box(0xA1, raw(name, "key"), sealed, context)
        case "stream":
            return by_the_book.open_stream(raw(name, "key"), sealed, context)
        case "grant":
            return by_the_book.open_hpke(0xA3, raw(name, "private"), sealed, context)
        case "sealed to":
            return by_the_book.open_hpke(0xA4, raw(name, "private"), sealed, context)
        case "password":
            return by_the_book.open_password(vector["password"], sealed, context)
        case "unlock code":
            lookup, key = by_the_book.unlock_keys(vector["code"], raw(name, "index_key"), 64, 1, 1)
            assert lookup == raw(name, "lookup")
            return by_the_book.open_box(0xA7, key, sealed, context)
        case "session":
            key = by_the_book.labelled(raw(name, "secret"), b"letterbox/1 session key")
            return by_the_book.open_box(0xA8, key, sealed, context)
    return by_the_book.open_box(0xA9, raw(name, "key"), sealed, context)


SEALED = sorted(name for name, vector in VECTORS.items() if "plaintext" in vector)


@pytest.mark.parametrize("name", SEALED)
def test_what_was_sealed_long_ago_opens(name: str) -> None:
    assert opened_by_code(name) == raw(name, "plaintext")


@pytest.mark.parametrize("name", SEALED)
def test_it_opens_by_the_page_alone(name: str) -> None:
    assert opened_by_the_book(name) == raw(name, "plaintext")


def test_the_table_holds_every_kind_but_the_key_service() -> None:
    kinds = sorted(raw(name, "sealed")[0] for name, vector in VECTORS.items() if "sealed" in vector)
    assert kinds == [0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAB]


def test_context() -> None:
    assert place("context").encode() == book_place("context") == raw("context", "encoded")
    assert place("context").digest() == raw("context", "digest")


def test_generations() -> None:
    assert (generation_of(raw("grant", "sealed")), generation_of(raw("sealed to", "sealed"))) == (3, 2)


def test_password_check() -> None:
    assert check_password(raw("password check", "sealed"), "three red kites")
    assert by_the_book.password_fits("three red kites", raw("password check", "sealed"))


def test_certificate() -> None:
    key, public, sealed = (raw("certificate", field) for field in ("verify_key", "public_key", "sealed"))
    check_certificate(key, public, sealed, place("certificate"))
    by_the_book.check_signature(key, public, sealed, book_place("certificate"))
    assert public == public_of(raw("grant", "private"))


def test_blind_index() -> None:
    vector = VECTORS["blind index"]
    assert blind_index(raw("blind index", "key"), vector["purpose"], vector["value"]).hex() == vector["index"]
    parts = by_the_book.lp(b"letterbox/1 blind index", vector["purpose"].encode(), vector["value"].encode())
    assert by_the_book.hmac_sha256(raw("blind index", "key"), parts).hex() == vector["index"]


def test_chain() -> None:
    vector, key = VECTORS["chain"], raw("chain", "key")
    events = [event.encode() for event in vector["events"]]
    links = [bytes.fromhex(link) for link in vector["links"]]
    assert find_break(key, zip((1, 2), events, links, strict=True)) is None
    previous = GENESIS
    for number, event in enumerate(events, start=1):
        message = by_the_book.lp(b"letterbox/1 audit link", previous, number.to_bytes(8, "big"), event)
        previous = by_the_book.hmac_sha256(key, message)
        assert previous == links[number - 1]


def test_the_page_shows_every_vector() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = "".join(line.strip() for line in page.splitlines() if re.fullmatch(r"  [0-9a-f]+", line))
    for name, vector in VECTORS.items():
        for field in ("sealed", "encoded", "digest", "lookup", "index"):
            assert vector.get(field, "") in shown, (name, field)
    assert all(link in shown for link in VECTORS["chain"]["links"])
    assert hashlib.sha256(raw("certificate", "public_key")).hexdigest() in page
