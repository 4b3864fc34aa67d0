"""A released letter as one file to keep: what its reader sees on the page, and nothing besides.

It holds the released words, pages and descriptions. It names nobody but whom those name, no other file, no
program and no day: who finds it on a shared computer, or gets it passed on, learns nothing else.
"""

from __future__ import annotations

from moderation.redaction.document import ReleasedPage, make_document
from moderation.redaction.document_proof import prove_pdf
from portal.services.reading import LetterPicture, OpenLetter, read_picture
from portal.services.sign_in import SignedIn
from portal.work import Work

TITLE = "A letter"


class NotProved(Exception):
    """The finished file holds more than released words and pages; says which check failed, and no content."""


def letter_pdf(work: Work, me: SignedIn, letter: OpenLetter) -> bytes:
    """The PDF: the words, the pages of documents, then the photographs. Raises NotThere, NotProved."""
    pictures = [
        ReleasedPage(_jpeg(work, me, letter, one), described(one))
        for one in (*letter.pages, *letter.photographs)
    ]
    made = make_document(TITLE, letter.text, pictures)
    proof = prove_pdf(made, (), [one.jpeg for one in pictures])
    if not proof.passed:
        raise NotProved(", ".join(one.name for one in proof.checks if not one.passed))
    return made


def described(one: LetterPicture) -> str:
    """What is said of a picture, to who can't see it too; "" of a photograph that nobody described."""
    if one.photograph:
        return one.description
    place = f"Page {one.number} of {one.of}"
    return f"{place}: {one.description}" if one.description else place


def _jpeg(work: Work, me: SignedIn, letter: OpenLetter, one: LetterPicture) -> bytes:
    return b"".join(read_picture(work, me, letter.release.id, one.id, small=False))
