"""Opens plain text and e-mail inside the room: what the person wrote, set on pages."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from moderation.sanitise.kinds import text_of
from moderation.sanitise.opening.fonts import scripts_without_font
from moderation.sanitise.opening.pdf import pages_of
from moderation.sanitise.opening.quoted import part
from moderation.sanitise.opening.typeset import pdf_of
from moderation.sanitise.opening.web_words import words_of
from moderation.sanitise.refusals import EmptyFile, TooManyPages
from moderation.sanitise.room.wire import Frame
from moderation.sanitise.text import TextTooLong, clean_text

_FOR_STAFF = ("From", "To", "Cc", "Date", "Subject")


def open_text(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Frames as of a PDF's pages, then {"wrote": the words}. Raises EmptyFile, NotTaken or TooManyPages."""
    yield from _set(text_of(untrusted[0]))


def open_email(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Frames as of a PDF's pages, then {"wrote": the words}, {"quoted": for staff alone,
    "dropped": sentences}.

    Raises EmptyFile or TooManyPages.
    """
    message = email.message_from_bytes(untrusted[0].lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    text, hid = _body(message)
    own, quoted = part(clean(text))
    yield from _set(own)
    heads = [f"{name}: {message[name]}" for name in _FOR_STAFF if message[name]]
    yield {"quoted": "\n".join([*heads, "", quoted]).strip(), "dropped": _dropped(message, quoted, hid)}


def _body(message: EmailMessage) -> tuple[str, bool]:
    """The plain words where the e-mail has them, else those a person sees in its HTML; whether some hid."""
    body = message.get_body(("plain", "html"))
    if body is None:
        raise EmptyFile
    content = body.get_content()
    assert isinstance(content, str)
    if body.get_content_subtype() == "html":
        return words_of(content)
    return content, False


def _dropped(message: EmailMessage, quoted: str, hid: bool) -> list[str]:
    inside = sum(1 for _ in message.iter_attachments())
    said = ["The names and addresses at the head of the e-mail were left out."]
    if inside:
        said.append(
            "An attachment inside was left out."
            if inside == 1
            else f"{inside} attachments inside were left out."
        )
    if quoted:
        said.append("Earlier letters or a signature at the end were left out.")
    if hid:
        said.append("Hidden text was left out.")
    return said


def clean(text: str) -> str:
    """As every letter's words are cleaned. Raises TooManyPages for more than a letter may have."""
    try:
        return clean_text(text)
    except TextTooLong as long:
        raise TooManyPages from long


def _set(text: str) -> Iterator[Frame]:
    words = clean(text)
    if not words.strip():
        raise EmptyFile
    yield from pages_of(pdf_of(words))
    yield {"wrote": words}
    if scripts_without_font(words):
        yield {"dropped": ["Some letters could not be drawn: no font for their script is installed here."]}
