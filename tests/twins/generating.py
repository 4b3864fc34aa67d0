"""Pairs of worlds, made up: they agree in what the observer sees and differ in everything else."""

from __future__ import annotations

from hypothesis import strategies as st

from moderation.hints.hint import Kind
from portal.terms import Side
from tests.twins.spec import ON_PAPER, READ_BY_TEAM, Fate, Hidden, HiddenLetter, Pair, Shown, Somebody

_SYLLABLES = ("zor", "quil", "bram", "thex", "vun", "dolg", "wic", "jarp", "krel", "żun", "ğap", "îcz")
_KINDS = (Kind.SURNAME, Kind.NAME, Kind.PLACE, Kind.SCHOOL, Kind.WORKPLACE, Kind.CLUB)

# Names that stand in nobody's ordinary letter, so that no rule takes an innocent word for one of them.
names = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=5).map(
    lambda parts: "".join(parts).title()
)
phrases = st.lists(names, min_size=1, max_size=30).map(" ".join)
months = st.lists(st.integers(1, 12), max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
days = st.floats(13.1, 38.9, allow_nan=False).map(lambda day: round(day, 2))


@st.composite
def somebody(draw: st.DrawFn, number: int, where: str, states: tuple[str, ...]) -> Somebody:
    """A person of the household `where`."""
    name = f"{draw(names)} {draw(names)}"
    log_in = f"{draw(names)}.{number}@{where}.example"
    return Somebody(
        name=name,
        log_in_name=log_in,
        mail=f"{number}.person@{where}.example" if draw(st.booleans()) else "",
        telephone=draw(st.sampled_from(("", "0116 496 0777", "0116 496 07788"))),
        address=f"{number} {draw(names)} Lane, {draw(names)}" if draw(st.booleans()) else "",
        notes=draw(st.one_of(st.just(""), phrases)),
        state=draw(st.sampled_from(states)),
    )


@st.composite
def households(draw: st.DrawFn, where: str, most: int) -> tuple[Somebody, ...]:
    """A household; its first person has a password."""
    first = draw(somebody(0, where, ("active",)))
    others = draw(st.integers(0, most - 1))
    states = ("active", "invited", "made", "closed")
    return (first, *(draw(somebody(number + 1, where, states)) for number in range(others)))


@st.composite
def shown(draw: st.DrawFn, side: Side) -> Shown:
    """What the observer may know."""
    first = Somebody("Ola Seer", "ola@seen.example", "ola@seen.example", "0116 496 0111", "1 Seen Lane")
    second = Somebody("Noor Seer", "noor@seen.example", "noor@seen.example", state="invited")
    words = ("We went to the park.", "The cake was good.\n\nWe sang.", "Granny laughs a lot.", "Love to you.")
    return Shown(
        side=side,
        people=(first, second) if draw(st.booleans()) else (first,),
        child=draw(st.sampled_from(("Kit", "the little one", "Élodie"))),
        them=draw(st.sampled_from(("Ash", "Ash and Rowan", "your first mum"))),
        signs="Ola",
        months=draw(months),
        most_pictures=draw(st.integers(1, 6)),
        own_terms=tuple(draw(st.lists(st.sampled_from(("Seerby", "Lanefield")), unique=True))),
        pieces=tuple(draw(st.lists(st.sampled_from(words), min_size=1, max_size=4, unique=True))),
        own_text=draw(
            st.sampled_from(("Hello there. Seerby is warm.\n\nOla", "Dear you, all is well out there."))
        ),
        told=draw(st.sampled_from(("Please leave out the name of the school.", "Could you sign as agreed?"))),
    )


@st.composite
def hidden_letters(draw: st.DrawFn) -> HiddenLetter:
    """A letter that wasn't released."""
    fate = draw(st.sampled_from(list(Fate)))
    return HiddenLetter(
        fate=fate,
        day=draw(days),
        words=draw(phrases),
        note=draw(st.one_of(st.just(""), phrases)),
        pictures=draw(st.integers(0, 1)),
        on_paper=fate in ON_PAPER and draw(st.booleans()),
    )


@st.composite
def hidden(draw: st.DrawFn, what: Shown, where: str) -> Hidden:
    """The other side's and the team's business in one world."""
    gaps = len(what.pieces) - 1
    return Hidden(
        people=draw(households(where, 4)),
        relationship=draw(phrases),
        child=f"{draw(names)} {draw(names)}",
        calls_them=draw(names),
        signs=draw(names),
        months=draw(months),
        protected=tuple(draw(st.lists(st.tuples(st.sampled_from(_KINDS), names), max_size=5))),
        allowed=tuple(draw(st.lists(names, max_size=3))),
        risk_notes=draw(st.one_of(st.just(""), phrases)),
        taken_out=tuple(draw(phrases) for _ in range(gaps)),
        pictures_left_out=draw(st.integers(0, min(2, what.most_pictures - 1))),
        picture_secret=draw(phrases),
        detours=draw(st.integers(0, 2)),
        letters=tuple(draw(st.lists(hidden_letters(), max_size=5))),
        own_fate=draw(st.sampled_from(READ_BY_TEAM)),
        own_taken_out=draw(st.booleans()),
        own_withdrawn=draw(st.booleans()),
        own_read=draw(st.booleans()),
        short_on_paper=draw(st.booleans()),
        own_paper=tuple(draw(st.lists(st.sampled_from(ON_PAPER), max_size=2))),
        staff=tuple(f"{one} {draw(names)}" for one in draw(st.lists(names, min_size=1, max_size=3))),
        record=draw(phrases),
        changes_of_terms=draw(st.integers(0, 2)),
        other_families=draw(st.integers(0, 2)),
        spare_days=draw(st.floats(0, 4).map(lambda day: round(day, 2))),
    )


@st.composite
def pairs(draw: st.DrawFn, side: Side) -> Pair:
    """Two worlds for an observer of one side."""
    what = draw(shown(side))
    return Pair(what, draw(hidden(what, "one")), draw(hidden(what, "other")))
