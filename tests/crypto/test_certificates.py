"""Certificates: a public key that was put there by somebody else is not sealed to."""

import pytest

from crypto.certificates import certify, check_certificate, new_signing_key
from crypto.context import Context
from crypto.errors import NotCertified
from crypto.grants import new_key_pair
from tests.crypto.builders import OTHER_PLACES, PLACE, flipped, raised

SIGNING, VERIFY = new_signing_key()
OTHER_SIGNING, OTHER_VERIFY = new_signing_key()
PUBLIC = new_key_pair().public
CERTIFICATE = certify(SIGNING, PUBLIC, PLACE)


def test_a_certified_key_passes() -> None:
    check_certificate(VERIFY, PUBLIC, CERTIFICATE, PLACE)
    assert len(CERTIFICATE) == 86
    assert (len(SIGNING), len(VERIFY)) == (32, 32)


@pytest.mark.parametrize(
    ("verify_key", "public", "certificate"),
    [
        (VERIFY, new_key_pair().public, CERTIFICATE),
        (VERIFY, flipped(PUBLIC, 1215), CERTIFICATE),
        (VERIFY, PUBLIC + b"!", CERTIFICATE),
        (VERIFY, PUBLIC, certify(OTHER_SIGNING, PUBLIC, PLACE)),
        (OTHER_VERIFY, PUBLIC, CERTIFICATE),
        (VERIFY, PUBLIC, b""),
        (VERIFY, PUBLIC, CERTIFICATE[:-1]),
        (VERIFY, PUBLIC, CERTIFICATE + b"!"),
        (VERIFY, PUBLIC, CERTIFICATE[:22] + bytes(64)),
    ],
    ids=["swapped", "changed", "longer", "own signature", "other agency", "none", "cut", "more", "zeros"],
)
def test_an_intruders_key_is_refused(verify_key: bytes, public: bytes, certificate: bytes) -> None:
    assert raised(lambda: check_certificate(verify_key, public, certificate, PLACE)) is NotCertified


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_a_certificate_counts_at_no_other_place(place: Context) -> None:
    assert raised(check_certificate, VERIFY, PUBLIC, CERTIFICATE, place) is NotCertified


def test_no_changed_byte_passes() -> None:
    for index in range(len(CERTIFICATE)):
        changed = flipped(CERTIFICATE, index)
        assert raised(check_certificate, VERIFY, PUBLIC, changed, PLACE) is NotCertified
