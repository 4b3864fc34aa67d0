"""Session secrets: the row does not open without the cookie, the cookie tells nothing without the row."""

from crypto.derivation import labelled_key
from crypto.errors import WrongKey
from crypto.sessions import new_session_secret, seal_under_session, session_lookup, unseal_with_session
from tests.crypto.builders import KEY, OTHER_KEY, PLACE, raised


def test_secrets_are_new_and_have_32_bytes() -> None:
    secrets = {new_session_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {32}


def test_the_lookup_is_steady_and_is_neither_secret_nor_key() -> None:
    assert session_lookup(KEY) == session_lookup(KEY) != session_lookup(OTHER_KEY)
    assert len({KEY, session_lookup(KEY), labelled_key(KEY, "letterbox/1 session key")}) == 3


def test_what_stands_in_the_row_does_not_open_the_row() -> None:
    sealed = seal_under_session(b"private", KEY, PLACE)
    assert raised(lambda: unseal_with_session(sealed, session_lookup(KEY), PLACE)) is WrongKey
    assert unseal_with_session(sealed, KEY, PLACE) == b"private"
