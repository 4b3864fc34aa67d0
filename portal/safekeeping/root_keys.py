"""New root keys in the key files, beside the old ones as long as something needs them."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import undefer

from crypto.agency import SealedGeneration
from crypto.errors import SealError
from portal.keyring import new_root_key_for
from portal.keys import KEYS_OF, former_name, load_keys
from portal.models.agency import AgencyKey
from portal.refusal import Refusal
from portal.safekeeping.key_files import replace_key_files
from portal.settings import Settings
from portal.work import SYSTEM, House, unit_of_work

ROOTS = ("root_content", "root_escrow")
SHARED = "root_content"  # the one that both hold
HOLDERS = ("staff", "worker")


class ChangeUnderWay(Refusal):
    """There are old root keys in the key files already."""

    sentence = (
        "A change of root keys is under way. Please finish it first: "
        "letterbox rotate-root-keys, then letterbox forget-old-root-keys."
    )


class FilesDisagree(Refusal):
    """The key files hold different root keys: a change was cut short between them."""

    sentence = "The key files hold different root keys. Please run 'letterbox new-root-keys' once more."


class OldRootKeyInUse(Refusal):
    """An agency's key is still under the old root key."""

    sentence = "The old root keys are still needed. Please run 'letterbox rotate-root-keys' first."


def make_new_root_keys(settings: Settings) -> None:
    """Make new root keys beside the old ones. Raises ChangeUnderWay, KeysMissing, KeyFileBroken,
    NotYourKeyFiles, and changes nothing.

    Killed between the two files, it goes on with the key that the first of them holds already.
    """
    files = {door: dict(load_keys(settings, door).file.keys) for door in HOLDERS}
    begun = next((keys[SHARED] for keys in files.values() if former_name(SHARED) in keys), None)
    left = {door: keys for door, keys in files.items() if keys[SHARED] != begun}
    if not left:
        raise ChangeUnderWay
    made = {root: secrets.token_bytes(32) for root in ROOTS}
    made[SHARED] = begun or made[SHARED]
    for door, keys in left.items():
        own = [root for root in ROOTS if root in KEYS_OF[door]]
        keys |= {former_name(root): keys[root] for root in own} | {root: made[root] for root in own}
    replace_key_files(settings, left)


def forget_old_root_keys(house: House) -> None:
    """Take the old root keys out of the files.

    Raises FilesDisagree, OldRootKeyInUse, NotYourKeyFiles or KeysMissing, and changes nothing.
    """
    files = {door: load_keys(house.settings, door).file.keys for door in HOLDERS}
    if len({keys[SHARED] for keys in files.values()}) > 1:
        raise FilesDisagree
    with unit_of_work(house, SYSTEM, writes=False) as work:
        for row in work.session.scalars(select(AgencyKey).options(undefer(AgencyKey.sealed_private))):
            generation = SealedGeneration(
                row.agency_id, row.purpose, row.number, row.public, row.sealed_private
            )
            try:
                new_root_key_for(house.settings, house.keys, row.purpose).unwrap(
                    row.sealed_private, generation.context()
                )
            except SealError:
                raise OldRootKeyInUse from None
    gone = {former_name(root) for root in ROOTS}
    kept = {
        door: {name: key for name, key in keys.items() if name not in gone} for door, keys in files.items()
    }
    replace_key_files(house.settings, kept)
