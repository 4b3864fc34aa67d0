"""The local root key (how it opens is in the table of test_box)."""

import pytest

from crypto.root_keys import LocalRootKey
from tests.crypto.builders import KEY


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_root_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        LocalRootKey(bytes(length))


def test_a_root_key_does_not_show_itself() -> None:
    assert KEY.hex() not in repr(LocalRootKey(KEY))
    assert repr(KEY) not in repr(LocalRootKey(KEY))
