"""Why a file is not taken: one class for each reason, and what we say to the person who sent it.

Rows keep the class's name as the reason, so that a class is never renamed.
"""

from __future__ import annotations


class Refused(Exception):
    """A file we do not take. `sentence` is for the person who sent it."""

    sentence = "We could not take this file."

    def __str__(self) -> str:
        return self.sentence


class EmptyFile(Refused):
    """0 bytes, or a document without a page."""

    sentence = "This file is empty. Please choose it again."


class NotTaken(Refused):
    """Not one of the kinds we open, whatever its name says."""

    sentence = (
        "We cannot open this kind of file. Please send a photograph, a PDF, a Word or OpenDocument letter, "
        "or plain text."
    )


class TwoKinds(Refused):
    """Two files in one, such as a picture that is also a program's archive."""

    sentence = "This file holds two kinds of file at once. Please save it again as one, and send that."


class Locked(Refused):
    """Opens only with a password."""

    sentence = (
        "This file is locked with a password. Please save a copy without a password and send that, "
        "or send photographs of the pages."
    )


class Broken(Refused):
    """Cut off or damaged."""

    sentence = "This file is damaged, so we cannot open it. Please try to send it again, or send another one."


class BrokenPicture(Broken):
    """A picture, cut off or damaged."""

    sentence = (
        "This picture is damaged, so we cannot open it. Please try to send it again, or send another one."
    )


class TooLarge(Refused):
    """More bytes than we take, in the file or in what it unpacks to."""

    sentence = "This file is too large. Please send one smaller than 25 MB."


class TooManyPixels(Refused):
    """More pixels than we open, so says its own header."""

    sentence = "This picture is too wide or too tall for us. Please send a smaller copy of it."


class TooManyPages(Refused):
    """More pages than we open."""

    sentence = "This file has too many pages for us. Please send it in parts of at most 30 pages."


class TooManyWords(Refused):
    """More words on one page than a page can hold."""

    sentence = "One page of this file has more words than we can take. Please send it on more pages."


class TookTooLong(Refused):
    """Opening it did not come to an end in time, or asked for more memory than there is for one file."""

    sentence = "This file took too long to open. Please send photographs of the pages instead."


class InfectedFile(Refused):
    """The virus scanner knows it."""

    sentence = "This file may hold a computer virus, so we have not taken it. Please check your device."


class ScannerAway(Refused):
    """The virus scanner gave no clear answer; nothing passes without one."""

    sentence = "We could not check this file for viruses just now. Please try again later."


class NoWordReader(Refused):
    """The program that opens Word and OpenDocument letters is not installed."""

    sentence = (
        "We cannot open Word or OpenDocument letters here. Please save it as a PDF and send that, "
        "or send photographs of the pages."
    )


BY_NAME: dict[str, type[Refused]] = {
    one.__name__: one
    for one in (
        Refused,
        EmptyFile,
        NotTaken,
        TwoKinds,
        Locked,
        Broken,
        BrokenPicture,
        TooLarge,
        TooManyPixels,
        TooManyPages,
        TooManyWords,
        TookTooLong,
        InfectedFile,
        ScannerAway,
        NoWordReader,
    )
}
"""As rows and the locked room name them."""
