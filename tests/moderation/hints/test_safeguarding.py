"""Signs of danger: each family's hits, also typed in haste, and look-alikes that stay quiet."""

from __future__ import annotations

import time

import pytest

from moderation.hints.content import content_hints, signs_of_danger
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.safeguarding import abuse, finding, self_harm, threats

FAMILIES = {"threat": threats, "finding": finding, "self-harm": self_harm, "abuse": abuse}
HITS = {
    "threat": [
        "I will kill you if I see you.",
        "i swear il kill him",
        "i will k1ll u all",
        "im gonna hurt her",
        "I am going to burn your house down.",
        "You will pay for this.",
        "You'll be sorry, the lot of you. They will regret it.",
        "Watch your back.",
        "Tell that social worker I will make her pay.",
        "I hope you die.",
        "Somebody is going to get hurt.",
        "they are dead if i find them",
        "I have got a knife and I am ready.",
        "my brothers will batter you",
        "you will get what is coming to you",
        "There will be blood on your hands.",
    ],
    "finding": [
        "I know where you live.",
        "i no were u live",
        "I found out where she goes to school.",
        "I will find you, no matter what.",
        "i am gona find u one day",
        "I will track you down.",
        "I saw him outside school last week.",
        "I have been watching your house.",
        "I drove past your house on Sunday.",
        "We paid a man to find you.",
        "I am coming to get you back.",
        "im comin 2 get u",
        "I will take him away from them.",
        "Run away and come to me.",
        "Meet me by the school gates.",
        "I have got a passport for you.",
        "wait for me at the park after school",
        "I hired a private detective.",
    ],
    "self-harm": [
        "I want to kill myself.",
        "i wanna die",
        "I want to die without her.",
        "i jus want 2 die",
        "I have been cutting myself again.",
        "she is hurting herself",
        "I feel suicidal.",
        "i feel sucidal every nite",
        "I took an overdose in March.",
        "i took all my tablets",
        "Everybody would be better off without me.",
        "I don't want to be here any more.",
        "There is no reason to live.",
        "I can't go on any more.",
        "I won't be here much longer.",
        "Goodbye forever, my darling.",
        "I have thought of ending it all.",
        "self harm is how i cope",
        "I tried to take my own life.",
    ],
    "abuse": [
        "He hits me when he is drunk.",
        "he hit her every nite",
        "My partner beats me up.",
        "my stepdad punched me and kicked me",
        "She told us that her uncle touched her down there.",
        "He touches me at night.",
        "I was raped as a child.",
        "i was abused in care",
        "She was sexually abused.",
        "There are bruises on her arms.",
        "I am scared of him.",
        "im scared to go home",
        "They lock her in the cupboard.",
        "He makes me touch him.",
        "my ex was violent",
        "He strangled my mum and I saw it.",
        "I don't feel safe at home.",
        "He comes into my bed at night.",
        "they dont feed her",
        "It was domestic violence all the way.",
    ],
}
QUIET = {
    "threat": [
        "I could have killed him, he ate all the cake.",
        "dying to see the photo",
        "he kills it at football",
        "My feet are killing me.",
        "I will beat you at chess one day.",
        "We were killing time at the station.",
        "He will shoot a goal for you.",
        "They will burn some CDs for the party.",
        "You will be sorry to hear that it rained.",
        "That film killed me, I laughed so much.",
        "She smashed it in her exams.",
        "Watch your step on the ice, I said.",
        "I will pay for the ice cream.",
        "I will hug you all in my thoughts.",
        "He wants to kill the zombies in his game.",
        "This is dead good.",
        "I never want to hurt you.",
        "I don't want to hurt anybody.",
    ],
    "finding": [
        "I saw you in the photo by the sea.",
        "The tickle monster is coming to get you!",
        "I will find time to write.",
        "I will find you a nice picture of a cat.",
        "She found out where the hamster lives.",
        "Ready or not, I am coming to find you, he shouted.",
        "I take him to school every day.",
        "We take her swimming on Sundays.",
        "It takes me back to when I was small.",
        "Come and get your ice cream, she called.",
        "I will find out how it is spelt.",
        "We wait for the bus.",
        "I wonder what you look like now.",
        "You may find me when you are grown up, if you want to.",
        "We drove past a castle.",
        "I do not know where you live and I do not ask.",
        "I don't know where you live.",
        "He ran away from the geese.",
        "I know where I am going in life.",
    ],
    "self-harm": [
        "I nearly killed myself laughing.",
        "I cut myself shaving.",
        "I cut myself on a tin of beans.",
        "She hurt herself on the trampoline and was brave.",
        "I am dying for a cup of tea.",
        "I died of shame when I fell.",
        "I can't go on the big slide, I am too tall.",
        "He took his tablets and was well again.",
        "I would die for a biscuit.",
        "I don't want to be here when it rains.",
        "We said goodbye at the gate.",
        "The battery died.",
        "He cut himself a slice of cake.",
        "There is no point in ironing.",
        "I can't carry on with my knitting, I ran out of wool.",
        "She lives for her horses.",
        "This was my last letter before the summer.",
        "I have to end here, all my love.",
        "I can't cope with all this rain.",
    ],
    "abuse": [
        "He beat me at chess again.",
        "She beats me at cards every time.",
        "Your letter touched me.",
        "It touched my heart.",
        "The ball hit me on the nose.",
        "He is scared of spiders.",
        "She was afraid of the dark.",
        "He hit me with a balloon and laughed.",
        "We locked the shed.",
        "He kicked the ball over the fence.",
        "The cat bites me when I stroke her.",
        "They hurt my ears with the trumpet.",
        "She bruised her knee on the swing.",
        "There is a rape field behind us, all yellow.",
        "They feed the ducks every day.",
        "He touched the statue for luck.",
        "My shoes hurt me.",
        "I was hit by a wave of joy.",
        "He burned the sausages.",
        "He makes me laugh until it hurts me.",
    ],
}


def by(family: str, text: str) -> list[Hint]:
    """What this family's rules find."""
    reasons = {rule.reason for rule in FAMILIES[family].RULES}
    return [one for one in signs_of_danger(text) if one.reason in reasons]


@pytest.mark.parametrize(("family", "letter"), [(one, text) for one in HITS for text in HITS[one]])
def test_a_sign_is_found_and_holds_the_letter(family: str, letter: str) -> None:
    found = by(family, letter)
    assert found
    assert {(one.kind, one.strength) for one in found} == {(Kind.SAFEGUARDING, Strength.HOLD)}
    assert all(letter[one.start : one.end].strip() == letter[one.start : one.end] != "" for one in found)


@pytest.mark.parametrize(("family", "letter"), [(one, text) for one in HITS for text in HITS[one]])
def test_small_letters_without_marks_are_read_as_well(family: str, letter: str) -> None:
    assert by(family, letter.lower().replace("'", "").replace(",", "").rstrip("."))


@pytest.mark.parametrize("letter", [text for family in QUIET.values() for text in family])
def test_look_alikes_stay_quiet(letter: str) -> None:
    for text in (letter, letter.lower().replace("'", "")):
        assert [(text[one.start : one.end], one.reason) for one in signs_of_danger(text)] == []


def test_there_are_about_as_many_look_alikes_as_hits() -> None:
    assert {one for one in HITS if len(QUIET[one]) < len(HITS[one])} == set()


def test_reasons_are_careful_and_repeat_no_words() -> None:
    for family in FAMILIES.values():
        for rule in family.RULES:
            assert {"may", "tries"} & set(rule.reason.split())
            assert not rule.suggestion  # nothing of it is said to a writer without a manager


def test_a_sign_outweighs_a_way_of_saying_things_on_the_same_words() -> None:
    text = "I am coming to get you back."
    assert [one.kind for one in content_hints(text, ["Dawn"])] == [Kind.SAFEGUARDING]


@pytest.mark.parametrize(
    "typed", ["I want to dіe", "I W A N T to kill mysеlf", "i will k*ll you", "i wіll kıll you"]
)
def test_disguised_letters_are_read(typed: str) -> None:
    assert signs_of_danger(typed)


@pytest.mark.parametrize(
    "piece", ["i will ", "he hit ", "coming to ", "my ", "want to ", "the ", "he ", "x", "."]
)
def test_the_time_grows_with_the_letter(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        taken = []
        for _ in range(2):
            begun = time.process_time()
            signs_of_danger(text)
            taken.append(time.process_time() - begun)
        return min(taken)

    assert seconds(40_000) < 0.1 + 10 * seconds(10_000)
