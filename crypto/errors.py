"""What can go wrong with a seal: one class a failure, each with a plain sentence for the person.

No message ever holds content or key material: `str(error)` may be logged and may be shown.
"""

from typing import ClassVar


class SealError(Exception):
    """Base of every failure of this package; `str()` gives the plain sentence."""

    sentence: ClassVar[str] = "This could not be opened."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.sentence)


class WrongKey(SealError):
    """The key id in the header is not that of the key that was brought."""

    sentence = "This was locked with a different key."


class Altered(SealError):
    """Right key and right record, but at least one byte is not as it was sealed."""

    sentence = "This has been damaged or changed since it was locked, so it was not opened."


class WrongRecord(SealError):
    """Sealed for another record, agency, kind or part than the one it was found at."""

    sentence = "This belongs somewhere else, so it was not opened here."


class UnknownFormat(SealError):
    """Not a sealed thing of the kind asked for, or of a format version this code cannot read."""

    sentence = "This was locked in a way that this version of the service does not know."


class Truncated(SealError):
    """The sealed bytes end too early."""

    sentence = "The end of this is missing."


class MissingGeneration(SealError):
    """The key generation that this was sealed to is not among those at hand."""

    sentence = "The key that opens this is not here."


class NotCertified(SealError):
    """A public key carries no valid certificate for the place where it was found."""

    sentence = "This key has not been signed by the agency, so nothing was locked with it."


class BadUnlockCode(SealError):
    """The typed text cannot be an unlock code: a wrong sign, a wrong length or a slip of the hand."""

    sentence = "That code is not quite right. Look at it again and type it once more."


class WrongPassword(SealError):
    """The password does not open this seal."""

    sentence = "That password is not right."


class RootKeyUnavailable(SealError):
    """The key service did not answer, or refused; nothing is known about the sealed bytes."""

    sentence = "The key service cannot be reached just now. Please try again in a few minutes."


class BadKeyFile(SealError):
    """The text is not a key file; `str()` says which fault, without showing any of the text."""

    sentence = "The key file cannot be read."
