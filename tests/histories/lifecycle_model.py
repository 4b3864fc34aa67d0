"""A simple model of a letter's way: what may happen next, who is refused, and who can read what.

It knows nothing of how the portal does it. Each rule does one thing to the portal and to the model;
afterwards both must say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ADOPTIVE, BIRTH = "adoptive", "birth"
NOT_MINE = frozenset({"SomebodyElseActed", "ClaimedBySomebodyElse", "NotAllowedNow"})
"""What somebody may be told who decides about a letter that they have not got."""


@dataclass
class LetterModel:
    """One letter from one side to the other."""

    writer: str
    to: str
    pictures: int
    item: str
    state: str = "received"
    holder: str = ""
    redacted: bool = False
    release: str = ""

    def may_decide(self, who: str) -> bool:
        """Has this person got it?"""
        return self.state == "claimed" and self.holder == who


@dataclass
class WorldModel:
    """One arrangement, its members, its letters by delivery, and drafts: writer, words, pictures."""

    members: dict[str, set[str]] = field(default_factory=lambda: {ADOPTIVE: set(), BIRTH: set()})
    active: bool = True
    terms: int = 1
    drafts: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    letters: dict[str, LetterModel] = field(default_factory=dict)

    def side_of(self, who: str) -> str | None:
        """Which side somebody is on."""
        return next((side for side, people in self.members.items() if who in people), None)

    def readable(self, who: str) -> set[str]:
        """The releases somebody can open."""
        side = self.side_of(who)
        return {one.release for one in self.letters.values() if one.to == side and one.state == "released"}

    def refusal_to_send(self, draft: str) -> str | None:
        """Why a draft can't go, if so."""
        writer, _, _ = self.drafts[draft]
        if self.side_of(writer) is None:
            return "NobodyChosen"
        return None if self.active else "ChannelClosed"

    def refusal_to_release(self, delivery: str, who: str, seen_terms: int) -> str | None:
        """Why a letter can't be released, if so."""
        letter = self.letters[delivery]
        if not letter.may_decide(who):
            return "not mine"
        if not self.active:
            return "ChannelClosed"
        return None if seen_terms == self.terms else "TermsChanged"
