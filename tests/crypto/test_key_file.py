"""The text form of a process's keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import BadKeyFile
from crypto.key_file import KeyFile

KEYS = {"root": bytes(range(32)), "index": b"\xff" * 32}


@given(keys=st.dictionaries(st.text(max_size=10), st.binary(min_size=1, max_size=100)))
def test_what_was_written_is_read(keys: dict[str, bytes]) -> None:
    assert KeyFile.from_text(KeyFile(keys).to_text()) == KeyFile(keys)


def test_the_text_is_the_documented_one() -> None:
    assert KeyFile({"b": b"two", "a": b"one"}).to_text() == (
        '{\n  "version": 1,\n  "keys": {\n    "a": "b25l",\n    "b": "dHdv"\n  }\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not JSON"),
        ("root = AAAA", "not JSON"),
        ('{"version": 1, "keys": {"root": "AAAA"', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no version"),
        ('{"keys": {}}', "no version"),
        ('{"version": 2, "keys": {}}', "version that is not known"),
        ('{"version": "1", "keys": {}}', "version that is not known"),
        ('{"version": 1}', "no keys"),
        ('{"version": 1, "keys": ["AAAA"]}', "no keys"),
        ('{"version": 1, "keys": {"root": "AAAA", "root": "BBBB"}}', "same name twice"),
        ('{"version": 1, "keys": {"root": ""}}', "empty or is not text"),
        ('{"version": 1, "keys": {"root": 7}}', "empty or is not text"),
        ('{"version": 1, "keys": {"root": "s3cret key!"}}', "not base64"),
        ('{"version": 1, "keys": {"root": "s3cr et!ab"}}', "not base64"),
        ('{"version": 1, "keys": {"root": "AAA"}}', "not base64"),
        ('{"version": 1, "keys": {"root": "é"}}', "not base64"),
    ],
)
def test_each_fault_is_named(text: str, fault: str) -> None:
    with pytest.raises(BadKeyFile, match=fault) as caught:
        KeyFile.from_text(text)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_keys_are_not_shown() -> None:
    assert repr(KeyFile(KEYS)) == "KeyFile()"
