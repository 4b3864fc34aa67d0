"""What an intruder carries off from one place, and all that he can make of it.

He knows the formats and has every tool; he needs keys. From each key he gets he tries to reach the next: root
keys open agencies' keys, escrow opens people's keys, passwords and cookies open one person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from crypto.agency import AgencyKeys, SealedGeneration
from crypto.context import Context
from crypto.envelope import unseal
from crypto.errors import SealError
from crypto.grants import Holder, generation_of, open_grant, unseal_from
from crypto.passwords import unseal_with_password
from crypto.root_keys import LocalRootKey
from crypto.sessions import unseal_with_session
from crypto.stream import unseal_stream
from portal.blobs import BlobStore
from portal.services.sign_in import password_context, session_context
from portal.services.unlocking import escrow_context

Privates = dict[tuple[str, str], bytes]


@dataclass(frozen=True)
class Loot:
    """Key files' contents, a way into the database, the sealed files, and secrets of single people.

    `privates` are account keys out of a process's memory, by account.
    """

    keys: Mapping[str, bytes] = field(default_factory=dict)
    database: Engine | None = None
    blobs: BlobStore | None = None
    cookies: tuple[bytes, ...] = ()
    passwords: tuple[str, ...] = ()
    privates: Mapping[str, bytes] = field(default_factory=dict)

    def rows(self, table: str, columns: str) -> list[Any]:
        """What the database lets him see of a table: all rows of these columns, or nothing."""
        if self.database is None:
            return []
        with self.database.connect() as connection:
            try:
                return list(connection.execute(text(f'SELECT {columns} FROM "{table}"')))
            except ProgrammingError as denied:
                if not isinstance(denied.orig, InsufficientPrivilege):
                    raise
                return []


def opened(loot: Loot) -> set[str]:
    """Ids of the copies whose content he reads."""
    found = dict(_agencies(loot)) | dict(_people(loot))
    grants: dict[str, list[Any]] = {}
    for grant in loot.rows("copy_grant", "copy_id, holder_kind, holder_id, sealed_key"):
        grants.setdefault(grant.copy_id, []).append(grant)
    copies = loot.rows("copy", "id, agency_id, kind, subject_id, body, blob")
    return {
        one.id for one in copies if any(_reads(loot, one, grant, found) for grant in grants.get(one.id, ()))
    }


def _agencies(loot: Loot) -> Iterator[tuple[tuple[str, str], bytes]]:
    root = loot.keys.get("root_content")
    for row in loot.rows("agency_key", "agency_id, purpose, number, public, sealed_private"):
        if root is not None and row.purpose == "content":
            yield ("agency", row.agency_id), _generation(root, row)


def _generation(root: bytes, row: Any) -> bytes:
    sealed = SealedGeneration(row.agency_id, row.purpose, row.number, row.public, bytes(row.sealed_private))
    return AgencyKeys(LocalRootKey(root), [sealed]).private(row.agency_id, row.purpose, row.number)


def _people(loot: Loot) -> Iterator[tuple[tuple[str, str], bytes]]:
    for account, private in loot.privates.items():
        yield ("account", account), private
    yield from _by_escrow(loot)
    yield from _by_password(loot)
    yield from _by_cookie(loot)


def _by_escrow(loot: Loot) -> Iterator[tuple[tuple[str, str], bytes]]:
    root = loot.keys.get("root_escrow")
    if root is None:
        return
    rows = loot.rows("agency_key", "agency_id, purpose, number, public, sealed_private")
    privates = {
        (one.agency_id, one.number): _generation(root, one) for one in rows if one.purpose == "escrow"
    }
    for row in loot.rows("account", "id, agency_id, escrow"):
        if row.escrow is not None:
            private = privates[row.agency_id, generation_of(bytes(row.escrow))]
            context = escrow_context(row.id, row.agency_id)
            yield ("account", row.id), unseal_from(private, bytes(row.escrow), context)


def _by_password(loot: Loot) -> Iterator[tuple[tuple[str, str], bytes]]:
    for row in loot.rows("account", "id, agency_id, sealed_private"):
        for password in loot.passwords if row.sealed_private is not None else ():
            context = password_context(row.id, row.agency_id)
            try:
                yield ("account", row.id), unseal_with_password(bytes(row.sealed_private), password, context)
            except SealError:
                continue


def _by_cookie(loot: Loot) -> Iterator[tuple[tuple[str, str], bytes]]:
    agencies = {one.id: one.agency_id for one in loot.rows("account", "id, agency_id")}
    for row in loot.rows("family_sign_in", "id, account_id, sealed_private"):
        for secret in loot.cookies:
            context = session_context(row.id, row.account_id, agencies[row.account_id])
            try:
                yield (
                    ("account", row.account_id),
                    unseal_with_session(bytes(row.sealed_private), secret, context),
                )
            except SealError:
                continue


def _reads(loot: Loot, copy: Any, grant: Any, found: Privates) -> bool:
    """Every key he has is tried on every grant, the named one first, also if it names somebody else."""
    sealed = bytes(grant.sealed_key)
    holder = Holder(grant.holder_kind, grant.holder_id, generation_of(sealed))
    own = found.get((grant.holder_kind, grant.holder_id))
    for private in dict.fromkeys(([] if own is None else [own]) + list(found.values())):
        try:
            key = open_grant(sealed, private, holder, copy.id, copy.agency_id)
            return _content(loot, copy, key)
        except SealError:
            continue
    return False


def _content(loot: Loot, copy: Any, key: bytes) -> bool:
    context = Context(copy.kind, copy.subject_id, copy.agency_id, copy.id)
    if copy.body is not None:
        return bool(unseal(key, bytes(copy.body), context))
    return loot.blobs is not None and bool(b"".join(unseal_stream(key, loot.blobs.read(copy.blob), context)))
