"""Agency keys: key pairs in numbered generations, their private halves wrapped by a root key."""

from collections.abc import Iterable
from dataclasses import dataclass

from crypto.context import Context
from crypto.errors import Altered, MissingGeneration
from crypto.grants import new_key_pair, public_of
from crypto.root_keys import RootKey

PURPOSES = frozenset({"content", "escrow"})


@dataclass(frozen=True)
class SealedGeneration:
    """One generation as it is stored. purpose: "content" or "escrow"; number: from 1; public: 1216 bytes."""

    agency: str
    purpose: str
    number: int
    public: bytes
    sealed_private: bytes

    def context(self) -> Context:
        """Say what the private half is bound to."""
        return _generation_context(self.agency, self.purpose, self.number)


def _generation_context(agency: str, purpose: str, number: int) -> Context:
    return Context(kind="agency generation", record=str(number), agency=agency, part=purpose)


def new_generation(root: RootKey, agency: str, purpose: str, number: int) -> SealedGeneration:
    """Make the key pair of a new generation.

    Raises ValueError for an unknown purpose or a number below 1, RootKeyUnavailable if a key service is away.
    """
    if purpose not in PURPOSES or number < 1:
        raise ValueError("A generation is for content or escrow, and is counted from 1.")
    pair = new_key_pair()
    sealed_private = root.wrap(pair.private, _generation_context(agency, purpose, number))
    return SealedGeneration(agency, purpose, number, pair.public, sealed_private)


def reseal_generation(old_root: RootKey, new_root: RootKey, generation: SealedGeneration) -> SealedGeneration:
    """Bring a generation from one root key under another; the key pair, and so every grant, stays the same.

    Raises what `RootKey.unwrap` raises, and Altered if the public half is not that of the private half.
    """
    private = _open(old_root, generation)
    sealed_private = new_root.wrap(private, generation.context())
    return SealedGeneration(
        generation.agency, generation.purpose, generation.number, generation.public, sealed_private
    )


def _open(root: RootKey, generation: SealedGeneration) -> bytes:
    private = root.unwrap(generation.sealed_private, generation.context())
    # The public half is stored in clear: an intruder could have put his own in its place.
    if public_of(private) != generation.public:
        raise Altered
    return private


class AgencyKeys:
    """The generations that the staff side holds, opened when first needed and kept open in memory."""

    def __init__(self, root: RootKey, generations: Iterable[SealedGeneration]) -> None:
        self._root = root
        self._generations: dict[tuple[str, str, int], SealedGeneration] = {}
        self._opened: dict[tuple[str, str, int], bytes] = {}
        self.learn(generations)

    def learn(self, generations: Iterable[SealedGeneration]) -> None:
        """Take in generations made since (by another process, while this one runs)."""
        for generation in generations:
            self._generations[generation.agency, generation.purpose, generation.number] = generation

    def current(self, agency: str, purpose: str) -> tuple[int, bytes]:
        """Give (number, public half) of the newest generation, proven to belong to its private half.

        Raises MissingGeneration, or what `private` raises.
        """
        numbers = [number for owner, use, number in self._generations if (owner, use) == (agency, purpose)]
        if not numbers:
            raise MissingGeneration
        newest = max(numbers)
        self.private(agency, purpose, newest)
        return newest, self._generations[agency, purpose, newest].public

    def private(self, agency: str, purpose: str, number: int) -> bytes:
        """Give the 96-byte private half.

        Raises MissingGeneration, Altered, or what `RootKey.unwrap` raises.
        """
        name = (agency, purpose, number)
        if name not in self._opened:
            if name not in self._generations:
                raise MissingGeneration
            self._opened[name] = _open(self._root, self._generations[name])
        return self._opened[name]
