"""Content keys."""

from crypto.envelope import new_key, seal, unseal
from tests.crypto.builders import KEY, PLACE


def test_every_key_is_new_and_has_32_bytes() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {32}


def test_an_envelope_begins_with_its_kind_and_version() -> None:
    assert seal(KEY, b"", PLACE)[:2] == b"\xa1\x01"


def test_empty_content_is_content() -> None:
    assert unseal(KEY, seal(KEY, b"", PLACE), PLACE) == b""
