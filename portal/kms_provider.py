"""Root keys that a key service holds. Loaded only when the settings name one (extra `kms`)."""

from __future__ import annotations

from crypto.kms import KmsRootKey, connect_kms
from crypto.root_keys import RootKey


def kms_root_key(key_id: str, region: str, endpoint: str) -> RootKey:
    """A root key in AWS KMS or a service that speaks its protocol; credentials come from its own settings."""
    return KmsRootKey(connect_kms(region, endpoint or None), key_id)
