"""Untrusted text in, one canonical form out; and the one place where a letter becomes HTML.

The form: Unicode NFC, lines ended by a line feed, nothing that is invisible, that turns the direction of
reading, or that hides other words (Unicode Technical Report 36 on security lists these).

bleach is no longer maintained. It is used in this module alone, as a second fence behind escaping; its
named replacement is `nh3`.
"""

import html
import re
import unicodedata

import bleach

from moderation.redaction.text import MARK, disarm_marks
from moderation.sanitise.characters import (
    FLAG_SEQUENCES,
    KEYCAP,
    LINE_ENDS,
    MARKS_KEPT,
    VARIATION_16,
    ZWJ,
    ZWNJ,
    is_emoji,
    is_joining_letter,
    is_space,
    is_visible,
)

LETTER_LIMIT = 100_000
"""Characters in one letter: about a hundred and fifty handwritten pages."""

_RAW_LIMIT = 4 * LETTER_LIMIT
"""Above this nothing is looked at: cleaning never makes a text so much shorter by accident."""

_LINE_END = re.compile(f"\r\n|[{LINE_ENDS}]")
# From where a row of spaces begins, and nowhere else: tried at each of its spaces, a long row would take the
# square of its length.
_SPACES_AT_LINE_END = re.compile(r"(?<! ) ++(?=\n)")
_BLANK_LINES = re.compile(r"\n{3,}")
_REMOVED = f'<span class="removed">{MARK}</span>'
# A paragraph as we write it and nothing else: no other tag, every & our own, no control character.
_OURS = re.compile(
    rf"(?:<p>(?:[^<>&\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]++|&(?:amp|lt|gt);|<br>|{re.escape(_REMOVED)})*+</p>)*+"
)


class TextTooLong(Exception):
    """More characters than the place allows."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    def __str__(self) -> str:
        return f"This is too long. Please use no more than {self.limit:,} letters and spaces."


def clean_text(untrusted: str) -> str:
    """A letter's text in canonical form; cleaning it again changes nothing. Raises TextTooLong.

    A mark for removed words that the writer typed is disarmed here, so that an original shown to staff
    or to its writer never looks redacted.
    """
    if len(untrusted) > _RAW_LIMIT:
        raise TextTooLong(LETTER_LIMIT)
    cleaned = _clean(untrusted)
    if len(cleaned) > LETTER_LIMIT:
        raise TextTooLong(LETTER_LIMIT)
    return cleaned


def clean_line(untrusted: str, limit: int) -> str:
    """A name or a description: one line, single spaces, at most `limit` characters. Raises TextTooLong.

    Too long is refused and not cut: half a name is a wrong name.
    """
    if len(untrusted) > 4 * limit:
        raise TextTooLong(limit)
    line = " ".join(_clean(untrusted).split())
    if len(line) > limit:
        raise TextTooLong(limit)
    return line


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a clean text: what blank lines part; without empty ones."""
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def letter_html(text: str) -> str:
    """A clean or redacted text as HTML: <p> and <br>, and each MARK as <span class="removed">.

    Escaped first; then the fence, through which no other tag and no other attribute passes. What has exactly
    the shape that is written here passes at once; bleach, which takes a hundred times as long, sees the rest.
    """
    written = "".join(
        "<p>" + _escape(part).replace("\n", "<br>").replace(MARK, _REMOVED) + "</p>"
        for part in paragraphs(text)
    )
    return written if _OURS.fullmatch(written) else fence(written)


def fence(markup: str) -> str:
    """Markup without any tag or attribute but ours; what else there is becomes words."""
    return bleach.clean(
        markup,
        tags={"p", "br", "span"},
        attributes=_only_removed,
        protocols=(),
        strip=False,
        strip_comments=True,
    )


def _escape(text: str) -> str:
    # Quotes may stay: words stand between tags only, never in an attribute, and the fence reads faster.
    return html.escape(text, quote=False)


def _only_removed(tag: str, name: str, value: str) -> bool:
    return (tag, name, value) == ("span", "class", "removed")


def _clean(untrusted: str) -> str:
    with_lines = _LINE_END.sub("\n", untrusted)
    shown = _drop_what_is_hidden(unicodedata.normalize("NFC", with_lines))
    # Letters that an invisible character kept apart are neighbours now, and may compose.
    composed = unicodedata.normalize("NFC", shown)
    trimmed = _SPACES_AT_LINE_END.sub("", composed)
    return disarm_marks(_BLANK_LINES.sub("\n\n", trimmed).strip("\n").rstrip())


def _drop_what_is_hidden(text: str) -> str:
    """`text` (NFC) without what cannot be seen, and with few marks on one letter; other spaces plain."""
    kept: list[str] = []
    base = ""  # the last character that is not a mark on another one
    marks = 0
    place = 0
    while place < len(text):
        character = text[place]
        flag = next((flag for flag in FLAG_SEQUENCES if text.startswith(flag, place)), "")
        following = text[place + 1] if place + 1 < len(text) else ""
        if flag:
            kept.append(flag)
            base, marks = flag[0], 0
        elif character in (ZWJ, ZWNJ, VARIATION_16):
            if kept and _keeps_its_place(character, kept[-1], base, following):
                kept.append(character)
        elif is_space(character):
            kept.append("\n" if character == "\n" else " ")
            base, marks = kept[-1], 0
        elif not is_visible(character):
            pass
        elif unicodedata.category(character).startswith("M"):
            marks += 1
            if marks <= MARKS_KEPT:
                kept.append(character)
        else:
            kept.append(character)
            base, marks = character, 0
        place += len(flag) or 1
    return "".join(kept)


def _keeps_its_place(joiner: str, before: str, base: str, following: str) -> bool:
    """Whether an invisible joiner does honest work here, inside an emoji or between letters that join.

    Judged by the base and not by the marks on it, because composing may put those in another order.
    """
    if joiner == VARIATION_16:
        return is_emoji(before) or (before in "0123456789#*" and following == KEYCAP)
    if before in (ZWJ, ZWNJ):
        return False
    if joiner == ZWJ and is_emoji(base):
        return is_emoji(following)
    return is_joining_letter(base) and is_joining_letter(following)
