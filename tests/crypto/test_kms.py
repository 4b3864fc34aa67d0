"""The root key in a key service, against a local stand-in of it over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from botocore.stub import ANY, Stubber
from moto.server import ThreadedMotoServer

from crypto.agency import AgencyKeys, new_generation, reseal_generation
from crypto.errors import (
    Altered,
    RootKeyUnavailable,
    SealError,
    Truncated,
    UnknownFormat,
    WrongKey,
    WrongRecord,
)
from crypto.kms import KmsRootKey, connect_kms
from crypto.root_keys import LocalRootKey
from tests.crypto.builders import KEY, OTHER_PLACES, PLACE, flipped, raised

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


@dataclass(frozen=True)
class Service:
    """A key service with two keys."""

    client: "KMSClient"
    key: str
    other_key: str


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ACCESS_KEY_ID", "nobody")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        client = connect_kms("eu-west-2", f"http://{host}:{port}")
        keys = [client.create_key()["KeyMetadata"]["Arn"] for _ in range(2)]
        yield Service(client, *keys)
        client.close()
        server.stop()


def test_what_was_wrapped_comes_back(service: Service) -> None:
    root = KmsRootKey(service.client, service.key)
    wrapped = root.wrap(b"private half", PLACE)
    assert root.unwrap(wrapped, PLACE) == b"private half"
    assert b"private half" not in wrapped


def test_the_service_itself_refuses_another_place(service: Service) -> None:
    root = KmsRootKey(service.client, service.key)
    wrapped = root.wrap(b"private half", PLACE)
    for place in OTHER_PLACES:
        assert raised(root.unwrap, wrapped, place) is WrongRecord
        posing = wrapped[:14] + place.digest() + wrapped[22:]
        assert raised(root.unwrap, posing, place) is Altered


def test_the_service_is_told_the_whole_place(service: Service) -> None:
    place = {"kind": "letter text", "record": "d2f1", "agency": "leafshire", "part": "words"}
    told = {f"letterbox:{name}": value for name, value in place.items()} | {"letterbox:seal": ANY}
    asked = {"KeyId": service.key, "Plaintext": b"private half", "EncryptionContext": told}
    with Stubber(service.client) as stubber:
        stubber.add_response("encrypt", {"CiphertextBlob": b"blob"}, asked)
        wrapped = KmsRootKey(service.client, service.key).wrap(b"private half", PLACE)
    assert wrapped[22:] == b"blob"


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, UnknownFormat), (1, UnknownFormat), (5, Altered), (6, WrongKey), (14, WrongRecord), (-1, Altered)],
    ids=["kind", "version", "generation", "key id", "context digest", "tag"],
)
def test_each_changed_byte_gives_the_error_of_its_place(
    service: Service, index: int, expected: type[SealError]
) -> None:
    root = KmsRootKey(service.client, service.key)
    wrapped = root.wrap(b"private half", PLACE)
    assert raised(lambda: root.unwrap(flipped(wrapped, index), PLACE)) is expected


def test_a_cut_blob_is_told_as_such(service: Service) -> None:
    root = KmsRootKey(service.client, service.key)
    wrapped = root.wrap(b"private half", PLACE)
    assert raised(lambda: root.unwrap(wrapped[:22], PLACE)) is Truncated
    assert raised(lambda: root.unwrap(wrapped[:10], PLACE)) is Truncated


def test_another_key_of_the_service_is_told_as_such(service: Service) -> None:
    wrapped = KmsRootKey(service.client, service.key).wrap(b"private half", PLACE)
    assert raised(lambda: KmsRootKey(service.client, service.other_key).unwrap(wrapped, PLACE)) is WrongKey


def test_a_key_that_is_not_there_makes_the_root_key_unavailable(service: Service) -> None:
    gone = service.key[:-12] + "000000000000"
    assert raised(lambda: KmsRootKey(service.client, gone).wrap(b"x", PLACE)) is RootKeyUnavailable


def test_a_service_that_does_not_answer_makes_the_root_key_unavailable(service: Service) -> None:
    nobody = connect_kms("eu-west-2", "http://127.0.0.1:9")
    assert raised(lambda: KmsRootKey(nobody, service.key).wrap(b"x", PLACE)) is RootKeyUnavailable
    wrapped = KmsRootKey(service.client, service.key).wrap(b"x", PLACE)
    assert raised(lambda: KmsRootKey(nobody, service.key).unwrap(wrapped, PLACE)) is RootKeyUnavailable
    nobody.close()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("InvalidCiphertextException", Altered),
        ("IncorrectKeyException", WrongKey),
        ("ThrottlingException", RootKeyUnavailable),
        ("AccessDeniedException", RootKeyUnavailable),
        ("DisabledException", RootKeyUnavailable),
        ("KMSInternalException", RootKeyUnavailable),
    ],
)
def test_each_refusal_of_the_service_has_its_error(
    service: Service, code: str, expected: type[SealError]
) -> None:
    root = KmsRootKey(service.client, service.key)
    wrapped = root.wrap(b"private half", PLACE)
    with Stubber(service.client) as stubber:
        stubber.add_client_error("decrypt", code, "private half, a name, an address")
        with pytest.raises(expected) as caught:
            root.unwrap(wrapped, PLACE)
    assert str(caught.value) == expected.sentence


def test_generations_move_from_a_key_file_into_the_key_service(service: Service) -> None:
    file_root, service_root = LocalRootKey(KEY), KmsRootKey(service.client, service.key)
    generation = new_generation(file_root, "leafshire", "content", 1)
    moved = reseal_generation(file_root, service_root, generation)
    before = AgencyKeys(file_root, [generation]).private("leafshire", "content", 1)
    assert AgencyKeys(service_root, [moved]).private("leafshire", "content", 1) == before
    assert raised(lambda: file_root.unwrap(moved.sealed_private, moved.context())) is UnknownFormat
