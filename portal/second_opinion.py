"""Who reads letters beside the rules, in this installation."""

from __future__ import annotations

from moderation.hints.learned.recogniser import Recogniser
from moderation.hints.learned.when_needed import WhenNeeded
from portal.settings import Settings


def recogniser_of(settings: Settings) -> Recogniser | None:
    """The learned model, loaded in this process with the first letter; None where it is switched off.

    For the staff's side alone: the family door answers to the internet, and its pages need neither the
    memory nor the time.
    """
    return WhenNeeded() if settings.learned_hints else None
