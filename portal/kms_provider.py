"""Root keys that a key service holds. Loaded only when the settings name one (extra `kms`)."""

from __future__ import annotations

import boto3

from crypto.kms import KmsRootKey
from crypto.root_keys import RootKey


def kms_root_key(key_id: str, region: str, endpoint: str) -> RootKey:
    """A root key in AWS KMS or a service that speaks its protocol; credentials come from its own settings."""
    client = boto3.client("kms", region_name=region, endpoint_url=endpoint or None)
    return KmsRootKey(client, key_id)
