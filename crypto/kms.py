"""A root key in AWS Key Management Service: the key never leaves it, and its log shows every use.

The only module that needs boto3 (the optional extra `kms`).
"""

import hashlib
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from crypto.context import Context
from crypto.derivation import KEY_ID_BYTES
from crypto.errors import Altered, RootKeyUnavailable, SealError, Truncated, WrongKey
from crypto.header import HEADER_BYTES, Header, Kind, read_header

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

_FAILURES: dict[str, type[SealError]] = {
    "InvalidCiphertextException": Altered,
    "IncorrectKeyException": WrongKey,
}


def connect_kms(region: str, endpoint: str | None = None) -> "KMSClient":
    """Make a client that gives up after seconds, not minutes, because a page waits for it.

    Credentials are boto3's affair.
    """
    config = Config(connect_timeout=3, read_timeout=5, retries={"max_attempts": 2, "mode": "standard"})
    return boto3.client("kms", region_name=region, endpoint_url=endpoint, config=config)


def _failure(error: BotoCoreError | ClientError) -> SealError:
    # Refusals, throttling, a disabled key and a dead line all say nothing about the sealed bytes.
    code = error.response["Error"].get("Code", "") if isinstance(error, ClientError) else ""
    return _FAILURES.get(code, RootKeyUnavailable)()


def _encryption_context(header: Header, context: Context) -> dict[str, str]:
    # Stands in the service's log in clear: contexts hold ids, never secrets. An empty part is left out.
    fields = {
        "letterbox:seal": header.pack().hex(),
        "letterbox:kind": context.kind,
        "letterbox:record": context.record,
        "letterbox:agency": context.agency,
        "letterbox:part": context.part,
    }
    return {name: value for name, value in fields.items() if value}


class KmsRootKey:
    """A root key named by `key_id`, best by its full ARN.

    The same key under another name is another key here (WrongKey): the header holds a digest of the name.
    """

    def __init__(self, client: "KMSClient", key_id: str) -> None:
        self._client = client
        self._key_id = key_id

    def _own_id(self) -> bytes:
        return hashlib.sha256(b"letterbox/1 kms key id" + self._key_id.encode()).digest()[:KEY_ID_BYTES]

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        """Seal at most 4096 bytes: our header, then what the service answers. Raises RootKeyUnavailable."""
        header = Header(Kind.ROOT_KMS, self._own_id(), context.digest())
        try:
            answer = self._client.encrypt(
                KeyId=self._key_id,
                Plaintext=plaintext,
                EncryptionContext=_encryption_context(header, context),
            )
        except (BotoCoreError, ClientError) as error:
            raise _failure(error) from error
        return header.pack() + answer["CiphertextBlob"]

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        """Open what `wrap` made.

        Raises UnknownFormat, Truncated, WrongKey, WrongRecord, Altered or RootKeyUnavailable.
        """
        header = read_header(Kind.ROOT_KMS, wrapped)
        header.check_key(self._own_id())
        header.check_record(context)
        blob = wrapped[HEADER_BYTES:]
        if not blob:
            raise Truncated
        try:
            answer = self._client.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=blob,
                EncryptionContext=_encryption_context(header, context),
            )
        except (BotoCoreError, ClientError) as error:
            raise _failure(error) from error
        return answer["Plaintext"]
