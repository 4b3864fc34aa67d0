"""User names and game tags, and invitations to look for somebody."""

import re
from collections.abc import Iterator

from moderation.hints.fold import View
from moderation.hints.hint import Kind, Strength
from moderation.hints.unknown.contacts import Found
from moderation.hints.unknown.everyday_words import FIRST_NAMES, is_everyday
from moderation.hints.unknown.listed import listed

_APP = (
    r"(?:insta(?:gram)?|ig|facebook|fb|snap(?:chat)?|tik ?tok|twitter|whats ?app|telegram|discord|roblox|"
    r"fortnite|minecraft|xbox|psn|playstation|steam|gamer ?tag|you ?tube|twitch|skype|linked ?in)"
)
_LINK_WORDS = (
    r"(?: {0,2}[:=] {0,2}| (?:is|as|under|name|user|username|called|tag|handle|id|gamer ?tag)(?= ) {0,2})"
)
_SAYS_NAME = re.compile(r"[:=]|name|called|handle|tag |^(?:my|our) .* is ")
_MAY_SAY_NAME = re.compile(r" (?:as|under|user|id) ")
_NO_USER_NAMES = listed(
    """
    you the they she her his our this that well soon part always usual much long we
    """
)
_CUT_SHORT = listed("prob probs prolly def defo defs mayb obvs deffo vids vid pics loads stuff")
_AT_NAME = re.compile(r"(?<![\w@.])@[\w.]{2,40}")
_ON_APP = re.compile(
    rf"(?<![^\W_])(?P<link>(?:(?:my|our) )?{_APP}(?![^\W_]){_LINK_WORDS}{{1,3}})"
    r" {0,2}@?(?P<name>\w[\w.\-]{2,40})"
)
_FIND_ME = re.compile(
    rf"(?<![^\W_])(?:find|add|follow|message|dm|contact|text|look) (?:me|us|him|her|them)(?: up)?"
    rf" (?:on|at|via|through) (?:my )?{_APP}(?![^\W_])"
)
_UNDERSCORED = re.compile(r"(?<![\w@.])[a-z0-9.]{1,30}(?:_[a-z0-9.]{1,30}){1,5}(?!\w)")


_NAME_ON_APP = re.compile(rf"(?<![\w@.])(?P<name>[a-z][\w.]{{3,30}}) on (?:the |my )?{_APP}(?![^\W_])")


def user_names(_: str, view: View) -> Iterator[Found]:
    for found in _AT_NAME.finditer(view.text):
        yield found.start(), found.start() + len(found[0].rstrip(".")), Kind.HANDLE, Strength.HOLD
    for found in _ON_APP.finditer(view.text):
        name = found["name"].rstrip(".-")
        if strength := _sureness(found["link"], name):
            yield found.start("name"), found.start("name") + len(name), Kind.HANDLE, strength
    for found in _NAME_ON_APP.finditer(view.text):
        name = found["name"]
        if not is_everyday(name) and name not in FIRST_NAMES and name not in _CUT_SHORT:
            yield *found.span("name"), Kind.HANDLE, Strength.ASK
    for found in _FIND_ME.finditer(view.text):
        yield found.start(), found.end(), Kind.HANDLE, Strength.ASK
    for found in _UNDERSCORED.finditer(view.text):
        yield found.start(), found.start() + len(found[0].rstrip(".")), Kind.HANDLE, Strength.ASK


def _sureness(link: str, name: str) -> Strength | None:
    """How surely `name` is a user name, by what links it to the service: "my insta is", ":", "as"."""
    if not name or name in _NO_USER_NAMES:
        return None
    if _SAYS_NAME.search(link) or not name.isalpha():
        return Strength.HOLD
    return Strength.ASK if _MAY_SAY_NAME.search(link) else None
