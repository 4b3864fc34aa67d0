"""The demonstration's quieter arrangements: made, some of them invited, and no letter on-line so far."""

from __future__ import annotations

from moderation.hints.hint import Kind
from portal.demonstration.agreed import Agreed, Household


def _quiet(
    child: str,
    adopter: tuple[str, str],
    relative: tuple[str, str],
    relationship: str,
    age: int,
    month: int,
    closed: tuple[str, int] | None = None,
) -> Agreed:
    """An arrangement in which nobody has written on-line yet; people are (key, surname)."""
    signs, them = adopter[0].title(), relative[0].title()
    return Agreed(
        f"{child.lower()}-{relative[0]}",
        f"{child} {relative[1]}",
        f"{child} {adopter[1]}",
        age,
        Household(
            (adopter[0],), "adoptive parents", child, them, signs, (month,), ((Kind.SURNAME, adopter[1]),)
        ),
        Household(
            (relative[0],), relationship, child, signs, them, (month + 3,), ((Kind.SURNAME, relative[1]),)
        ),
        closed=closed,
    )


QUIET = (
    _quiet("Harry", ("fiona", "Peake"), ("lauren", "Stubbs"), "birth mother", 4, 0),
    _quiet("Freya", ("graham", "Oakes"), ("kirsty", "Bellweather"), "birth mother", 12, 6),
    _quiet("Alfie", ("susan", "Pottinger"), ("donna", "Cragg"), "birth mother", 2, 1),
    _quiet("Molly", ("adrian", "Fothergill"), ("leanne", "Hobday"), "aunt", 13, 8, ("paused", 60)),
    _quiet("Rohan", ("vikram", "Anand"), ("jodie", "Sparrowhawk"), "birth mother", 5, 4),
    _quiet("Jack", ("eleanor", "Quayle"), ("shane", "Trescott"), "birth father", 17, 9),
    _quiet("Evie", ("fiona", "Peake"), ("donna", "Cragg"), "birth mother", 4, 1),
    _quiet("Lucas", ("hugh", "Standish"), ("kirsty", "Bellweather"), "birth mother", 15, 2),
    _quiet("Grace", ("sophie", "Lockhart"), ("leanne", "Hobday"), "birth mother", 6, 5),
    _quiet("Toby", ("miriam", "Feld"), ("jodie", "Sparrowhawk"), "grandmother", 14, 7, ("ended", 300)),
    _quiet("Amelia", ("graham", "Oakes"), ("shane", "Trescott"), "half-brother", 12, 3),
)
