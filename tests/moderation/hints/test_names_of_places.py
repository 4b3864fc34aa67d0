"""Places, institutions, streets: named ones are pointed at, whatever their capitals; the rest stays quiet."""

import pytest

from moderation.hints.hint import CODE_KINDS, Strength
from tests.moderation.hints.reading import hints_in, leading, marked

ALLOWED = ("Asha", "Tom", "Nan Bev", "Bev")


@pytest.mark.parametrize(
    "letter",
    [
        # capitals after prepositions
        "He came third in <<Thurlby>> and was glad.",
        "We climb at <<Harnsea>>, with Tom on the rope.",
        "She played over at <<Cudsworth>> last week.",
        "They moved to <<Ormsby>> in May.",
        "A lady from near <<Ormsby>> does her hair.",
        "We drove through <<Ormsby>>, <<Kelham>> and home.",
        "I was in the <<Maltings>> for two nights.",
        "He plays for the <<Merlins>> on Sundays.",
        "She works for <<Dunnock Foods>> now.",
        "We saw to her teeth at <<Princess Beatrice in Thurlby>>.",
        "He climbed <<Harrow Pike>> with his uncle.",
        # institutions, in careful letters
        "She is happy at <<Larkmead Primary School>>.",
        "They tested it at the <<Bellfield practice>>.",
        "He goes to <<St Winifred's>> with his cousin.",
        "She sings at <<Ysgol Bryn Eos>>.",
        "He is at the <<nursery at Port Talbot>> on Mondays.",
        "I do nights on <<Ward 6>> there.",
        "He had it out at the <<Thurlby dental surgery>>.",
        "I have a chair in <<Parveen's Threading>> at last.",
        "I work for a firm, <<Ormsby Steel & Glazing>>, and the boss is fair.",
        "I am in a nursery, it's called <<Tiny Acorns>>, with the babies.",
        "Her school, <<Larkmead>>, is near.",
        "They ran on the <<Common>> in the rain.",
        "He prays at the <<mosque on Castle Street>>.",
        "She went to the <<University of Thurlby>>.",
        # the same typed without capitals
        "im at <<holme lodge>> now and i like it",
        "i do two mornings in the <<lung foundation shop on devon street>> and i like it",
        "i had a party at the <<thurlby road wmc>> and it was good",
        "i went to <<the old infirmary>> for my blood and im clear",
        "i get seen at <<sunny bank surgery>> and i like them",
        "i live in <<keighley>> now and i like it",
        "i work at <<minchwells>> now and i like it",
        "i live on <<thurlby street>> and its good",
        "shes at <<st winifreds primary>> and i like it",
        # streets and houses
        "It is <<29a Thurlby Road>> and I have a key.",
        "I am up on <<Gladstone Road>> now.",
        "the street is <<12 mill lane>> and i like it",
        "I am at <<Number 9 Cotton Street>>, second door.",
        "I am in <<flat 3, 40 Mawley Way>> still.",
        "Write to <<16 Thurlby Terrace, Ormsby>>.",
    ],
)
def test_places_are_pointed_at(letter: str) -> None:
    text, places = marked(letter)
    found = leading(hints_in(text, ALLOWED))
    assert len(found) == len(places)
    for (start, end), (first, last, lead) in zip(places, found, strict=True):
        assert max(start, first) < min(end, last)
        covered = sum(map(str.isalnum, text[max(start, first) : min(end, last)]))
        assert covered * 2 >= sum(map(str.isalnum, text[start:end]))
        assert last - first <= end - start + len("the ")
        assert lead.strength in (Strength.ASK, Strength.MARK)
        assert lead.kind not in CODE_KINDS


@pytest.mark.parametrize(
    "text",
    [
        # times, peoples, far away, what is known everywhere
        "In May we had fun, and at Christmas, at Eid and on Monday too.",
        "She speaks to us in Welsh and Urdu; he is from Poland, by way of Spain.",
        "We ate at McDonald's and at Nando's, slept in a Premier Inn and shopped in Asda.",
        "He is in Year 4, does GCSE French, went to A&E with the NHS and likes PE on TV.",
        "He supports Leeds United, and we saw Match of the Day.",
        "She goes to Brownies, to Sunday School and to Mass with the Brownies.",
        # titles, foods, animals
        "We read The Lion, the Witch and the Wardrobe and sang Let It Go.",
        "She was in The Wizard of Oz and dressed as Moana from the film.",
        "He ate Cumberland sausage and a Lincoln biscuit with the Bakewell tart.",
        "Our dog is called Biscuit and the rabbit is called Captain Hop.",
        "I read Treasure Island, and one about a donkey.",
        "She is in a Swimming club and her Community centre is shut.",
        "We had chips with the Dunley sauce and sat on the Harnsea pony.",
        # first names and family
        "We went to Sarah's, and to see Nan Bev, with Tom and with Uncle Mike.",
        "He looked at Emily, and Emily's school was shut.",
        "We stayed at Bev's house, in Asha's room.",
        # words for places without a name
        "He walks to the primary school past the corner shop and the big park.",
        "We went to the High Street, to the church hall and to the train station.",
        "A lovely old castle, a bouncy castle, a wooden bridge and a snow house.",
        "It is a ten minute walk, a 2 hour drive and 3 miles down the road.",
        "I went across the road, up the street and down memory lane.",
        "im at college and i go to the gym, then to the shop and down the road",
        "i walked to the shop at the end of our street, in the park, by the river",
        "we went to nursery and to the swimming baths n to the football club n it was good",
        "i live in a flat at the top of the town and i like it",
        # the shape of a letter
        "Dear Asha,\n\nIn the end we went home. At last. To be honest, I cried.\n\nLove,\n\nTom",
        "HE MADE THE TEAM. It was AT THE END.",
        "She had an X-ray, wore a T-shirt and did a U-turn.",
    ],
)
def test_what_names_no_place_stays_quiet(text: str) -> None:
    assert [text[start:end] for start, end, _ in leading(hints_in(text, ALLOWED))] == []
