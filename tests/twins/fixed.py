"""One pair of worlds made by hand, unlike each other in everything hidden: leaks are planted in it."""

from __future__ import annotations

from moderation.hints.hint import Kind
from tests.twins.spec import Fate, Hidden, HiddenLetter, Pair, Shown, Somebody

SHOWN = Shown(
    side="birth",
    people=(
        Somebody("Ola Seer", "ola@seen.example", "ola@seen.example", "0116 496 0111", "1 Seen Lane"),
        Somebody("Noor Seer", "noor@seen.example", "noor@seen.example", state="invited"),
    ),
    child="Kit",
    them="Ash and Rowan",
    signs="Ola",
    months=(3, 8),
    most_pictures=4,
    own_terms=("Seerby",),
    pieces=("We went to the park.", "Love to you."),
    own_text="Hello there. Seerby is warm.\n\nOla",
    told="Please leave out the name of the school.",
)

ONE = Hidden(
    people=(Somebody("Zorquil Bramthex", "zorquil@one.example", "zorquil@one.example"),),
    relationship="adoptive parents",
    child="Kit Bramthex",
    calls_them="Ola",
    signs="Zorquil",
    months=(6,),
    protected=((Kind.SURNAME, "Bramthex"), (Kind.PLACE, "Dolgwic")),
    allowed=(),
    risk_notes="",
    taken_out=("Dolgwic",),
    pictures_left_out=0,
    picture_secret="One",
    detours=0,
    letters=(HiddenLetter(Fate.DRAFT, 24, "Begun"), HiddenLetter(Fate.WAITING, 25, "A short one")),
    own_fate=Fate.WAITING,
    own_taken_out=False,
    own_withdrawn=False,
    own_read=False,
    short_on_paper=False,
    own_paper=(Fate.HELD, Fate.RETURNED),
    staff=("Vun Jarp",),
    record="Nothing to say.",
    changes_of_terms=0,
    other_families=0,
    spare_days=0,
)

OTHER = Hidden(
    people=(
        Somebody("Krelvun Thexzor", "krelvun@other.example", "k.thexzor@other.example", "0116 496 0777"),
        Somebody("Wic Thexzor", "wic@other.example", address="12 Jarpquil Lane"),
        Somebody("Bram Thexzor", "bram@other.example", state="invited"),
    ),
    relationship="adoptive grandmother and her husband",
    child="Christopher Thexzor-Jarpquil",
    calls_them="Mummy Ola",
    signs="Krelvun and Wic",
    months=(1, 2, 12),
    protected=((Kind.SURNAME, "Thexzor"), (Kind.SCHOOL, "Jarpquil Primary"), (Kind.PLACE, "Vundolg")),
    allowed=("Krelvun",),
    risk_notes="Do not ring after six.",
    taken_out=("Vundolg, where Thexzor is known by everybody from Jarpquil Primary",),
    pictures_left_out=2,
    picture_secret="Jarpquil Primary, class of Miss Zorquil",
    detours=1,
    letters=(
        HiddenLetter(Fate.DRAFT, 18, "Begun", pictures=1),
        HiddenLetter(Fate.HELD, 19, "About a new baby", "Please ring us"),
        HiddenLetter(Fate.RETURNED, 26, "Signed in full"),
        HiddenLetter(Fate.STOPPED, 27, "We know where you live", pictures=1),
        HiddenLetter(Fate.WAITING, 27.5, "By post, from Vundolg", "In the tray", on_paper=True),
        HiddenLetter(Fate.RECEIVED, 28, "The newest"),
    ),
    own_fate=Fate.HELD,
    own_taken_out=True,
    own_withdrawn=True,
    own_read=True,
    short_on_paper=True,
    own_paper=(),
    staff=("Thex Krel", "Dolg Wicvun"),
    record="She asked twice where they live. Held until the review.",
    changes_of_terms=2,
    other_families=1,
    spare_days=2.5,
)

FIXED = Pair(SHOWN, ONE, OTHER)
