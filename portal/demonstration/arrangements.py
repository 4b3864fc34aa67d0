"""The arrangements of the demonstration. All children, families and places are invented."""

from __future__ import annotations

from moderation.hints.hint import Kind
from portal.demonstration.agreed import Agreed, Household
from portal.demonstration.quiet import QUIET

_ASHDOWNS = (
    (Kind.SURNAME, "Ashdown"),
    (Kind.PLACE, "Harrowmere"),
    (Kind.SCHOOL, "Oakfield Primary"),
    (Kind.ADDRESS, "Larch Rise"),
)
_WHITCOMBES = ((Kind.SURNAME, "Whitcombe"), (Kind.PLACE, "Thistlecombe"), (Kind.NAME, "Elsie Rose"))
_HELENS = (
    (Kind.SURNAME, "Marchbank"),
    (Kind.CLUB, "Penny Marsh leisure centre"),
    (Kind.PLACE, "Penny Marsh"),
)
_DAWNS = ((Kind.SURNAME, "Thornbury"), (Kind.ADDRESS, "Brinkley Road"), (Kind.PLACE, "Netherby"))


def _adopters(
    members: tuple[str, ...],
    child: str,
    them: str,
    signs: str,
    secrets: tuple[tuple[Kind, str], ...],
    months: tuple[int, ...] = (1,),
) -> Household:
    return Household(members, "adoptive parents", child, them, signs, months, secrets)


def _dawn(child: str, them: str, months: tuple[int, ...]) -> Household:
    return Household(("dawn",), "birth mother", child, them, "Dawn", months, _DAWNS)


TOLD = (
    Agreed(
        "kaylee-dawn",
        "Kayleigh Thornbury",
        "Kaylee Ashdown",
        8,
        _adopters(("priya", "tom"), "Kaylee", "Dawn", "Priya and Tom", _ASHDOWNS, (11,)),
        _dawn("Kaylee", "Priya and Tom", (0,)),
    ),
    Agreed(
        "theo-dawn",
        "Tyler Thornbury",
        "Theo Fairbrother",
        9,
        _adopters(("neil",), "Theo", "Dawn", "Neil", ((Kind.SURNAME, "Fairbrother"),), (0, 7)),
        _dawn("Theo", "Neil", (10,)),
    ),
    Agreed(
        "elsie-dawn",
        "Ellie-Mae Thornbury",
        "Elsie Whitcombe",
        3,
        _adopters(("jo",), "Elsie", "Dawn", "Jo", _WHITCOMBES, (0,)),
        _dawn("Elsie", "Jo", (1,)),
    ),
    Agreed(
        "kaylee-maureen",
        "Kayleigh Thornbury",
        "Kaylee Ashdown",
        8,
        _adopters(("priya", "tom"), "Kaylee", "Nana Maureen", "Priya and Tom", _ASHDOWNS, (11,)),
        Household(("maureen",), "grandmother", "Kaylee", "Priya and Tom", "Nana Maureen", (2,), _DAWNS),
    ),
    Agreed(
        "kaylee-elsie",
        "Kayleigh Thornbury",
        "Kaylee Ashdown",
        8,
        _adopters(("priya", "tom"), "Kaylee", "Elsie and Jo", "Kaylee, Priya and Tom", _ASHDOWNS, (0, 4, 8)),
        Household(("jo",), "sister's family", "Kaylee", "Kaylee", "Elsie and Jo", (2, 6, 10), _WHITCOMBES),
    ),
    Agreed(
        "ruby-stacey",
        "Ruby Pruett",
        "Ruby Marchbank",
        7,
        _adopters(("helen",), "Ruby", "Stacey", "Helen", _HELENS, (0,)),
        Household(
            ("stacey",),
            "birth mother",
            "Ruby",
            "Helen",
            "Stacey",
            (10,),
            ((Kind.SURNAME, "Pruett"), (Kind.HEALTH, "St Brannoc's")),
        ),
        most_pictures=4,
    ),
    Agreed(
        "leo-darren",
        "Leo Coldwell",
        "Leo Marchbank",
        5,
        _adopters(("helen",), "Leo", "Darren", "Helen", _HELENS, (11,)),
        Household(("darren",), "birth father", "Leo", "Helen", "Darren", (0,), ((Kind.SURNAME, "Coldwell"),)),
        basis="care plan",
        risk_notes="Letters reach Darren through the chaplain until he is home.",
    ),
    Agreed(
        "leo-brenda",
        "Leo Coldwell",
        "Leo Marchbank",
        5,
        _adopters(("helen",), "Leo", "Brenda", "Helen", _HELENS, (11,)),
        Household(("brenda",), "grandmother", "Leo", "Helen", "Brenda", (3,), ((Kind.SURNAME, "Coldwell"),)),
    ),
    Agreed(
        "max-agnieszka",
        "Maksymilian Wilczek",
        "Max Ellerby",
        6,
        _adopters(("kate",), "Max", "Agnieszka", "Kate and Simon", ((Kind.SURNAME, "Ellerby"),), (9,)),
        Household(
            ("agnieszka",),
            "birth mother",
            "Max",
            "Kate and Simon",
            "Agnieszka",
            (0,),
            ((Kind.SURNAME, "Wilczek"),),
        ),
    ),
    Agreed(
        "aisha-zainab",
        "Aisha Mirza",
        "Aisha Siddiq",
        10,
        _adopters(("nadia",), "Aisha", "Nani", "Nadia and Imran", ((Kind.SURNAME, "Siddiq"),), (5,)),
        Household(
            ("zainab",), "grandmother", "Aisha", "Nadia and Imran", "Nani", (0,), ((Kind.SURNAME, "Mirza"),)
        ),
    ),
    Agreed(
        "owen-pat",
        "Owen Farrow",
        "Owen Wendlebury",
        7,
        _adopters(("lorna",), "Owen", "Pat", "Lorna and Bee", ((Kind.SURNAME, "Wendlebury"),), (6,)),
        Household(
            ("pat",),
            "foster carer",
            "Owen",
            "Lorna and Bee",
            "Pat",
            (0,),
            ((Kind.SURNAME, "Noonan"), (Kind.ADDRESS, "Hollybank Terrace"), (Kind.PLACE, "Eastwell")),
        ),
    ),
    Agreed(
        "jude-kieran",
        "Jayden Strand",
        "Jude Garland",
        10,
        _adopters(("philip",), "Jude", "Kieran", "Philip", ((Kind.SURNAME, "Garland"),), (4,)),
        Household(("kieran",), "brother", "Jude", "Jude", "Kieran", (11,), ((Kind.SURNAME, "Strand"),)),
    ),
    Agreed(
        "jude-kelly",
        "Jayden Strand",
        "Jude Garland",
        10,
        _adopters(
            ("philip",),
            "Jude",
            "Kelly",
            "Philip",
            ((Kind.SURNAME, "Garland"), (Kind.PLACE, "Thistlecombe")),
            (5,),
        ),
        Household(("kelly",), "birth mother", "Jude", "Philip", "Kelly", (6,), ((Kind.SURNAME, "Strand"),)),
        closed=("paused", 170),
        risk_notes="Paused while a new home is being settled; look again in half a year.",
    ),
    Agreed(
        "mia-wayne",
        "Mia Dunmore",
        "Mia Standish",
        6,
        _adopters(("hugh",), "Mia", "Wayne", "Hugh", ((Kind.SURNAME, "Standish"),), ()),
        Household(("wayne",), "birth father", "Mia", "Hugh", "Wayne", (), ((Kind.SURNAME, "Dunmore"),)),
        basis="court order",
        most_pictures=0,
        closed=("prohibited", 104),
        risk_notes="An order of the court prohibits contact. The police know.",
    ),
    Agreed(
        "lily-tracey",
        "Lily Holt",
        "Lily Voss",
        11,
        _adopters(("margaret",), "Lily", "Tracey", "Margaret and Ian", ((Kind.SURNAME, "Voss"),), (7,)),
        Household(
            ("tracey",), "birth mother", "Lily", "Margaret and Ian", "Tracey", (), ((Kind.SURNAME, "Holt"),)
        ),
    ),
    Agreed(
        "connor-sharon",
        "Connor Ivey",
        "Connor Mabey",
        18,
        _adopters(("caroline",), "Connor", "Sharon", "Caroline", ((Kind.SURNAME, "Mabey"),), (3,)),
        Household(
            ("sharon",), "birth mother", "Connor", "Caroline", "Sharon", (2,), ((Kind.SURNAME, "Ivey"),)
        ),
        closed=("ended", 190),
    ),
    Agreed(
        "isla-ted",
        "Isla Mallory",
        "Isla Feld",
        9,
        _adopters(("miriam",), "Isla", "Nana and Grandad", "Miriam", ((Kind.SURNAME, "Feld"),), (2,)),
        Household(
            ("ted",), "grandparents", "Isla", "Miriam", "Nana and Grandad", (0,), ((Kind.SURNAME, "Mallory"),)
        ),
        most_pictures=2,
    ),
    Agreed(
        "noah-beth",
        "Noah Kilbride",
        "Noah Lockhart",
        7,
        _adopters(
            ("sophie",), "Noah", "Auntie Beth", "Sophie and Daniel", ((Kind.SURNAME, "Lockhart"),), (3,)
        ),
        Household(
            ("beth",), "aunt", "Noah", "Sophie and Daniel", "Auntie Beth", (0,), ((Kind.SURNAME, "Kilbride"),)
        ),
    ),
    Agreed(
        "finn-gemma",
        "Finley Rudge",
        "Finn Renshaw",
        8,
        _adopters(("abigail",), "Finn", "Gemma", "Abigail", ((Kind.SURNAME, "Renshaw"),), (10,)),
        Household(("gemma",), "birth mother", "Finn", "Abigail", "Gemma", (11,), ((Kind.SURNAME, "Rudge"),)),
        basis="care plan",
    ),
    Agreed(
        "poppy-michelle",
        "Poppy Yarrow",
        "Poppy Tate-Brown",
        7,
        _adopters(
            ("oliver",), "Poppy", "Michelle", "Oliver and Sean", ((Kind.SURNAME, "Tate-Brown"),), (10,)
        ),
        Household(
            ("michelle",),
            "birth mother",
            "Poppy",
            "Oliver and Sean",
            "Michelle",
            (3,),
            ((Kind.SURNAME, "Yarrow"),),
        ),
    ),
)

ARRANGEMENTS = TOLD + QUIET
