"""Blame of the other side, or of the service."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_CHILD = (
    r"(?:baby|babies|son|daughter|child|children|kid|kids|boy|girl|grandson|granddaughter|little "
    r"(?:one|boy|girl))"
)
_SERVICE = (
    r"(?:social (?:services|worker|workers)|ss|the (?:council|court|courts|judge|authorities|letterbox)|"
    r"the social (?:services|workers?)|the social|cafcass)"
)
_WORDING = "This has been very hard for me, and I still feel it. I am glad that you are safe and well."
_OTHERS = "I know that you look after {child} every day, and I would like to hear how it is going."
_OTHERS = _OTHERS.format(child="the children")

RULES = (
    Rule(
        ways(
            rf"you (?:~)?(?:stole|stolen|took|taken|robbed|snatched|kidnapped) (?:~)?(?:my|our) "
            rf"(?:~)?{_CHILD}",
            r"you (?:have |are the ones who )?(?:stole|took|robbed|snatched) (?:him|her|them) (?:away |"
            r"off )?from (?:me|us)",
            r"you (?:have |all )?(?:ruined|destroyed|wrecked|broke) (?:my|our) (?:~)?(?:life|lives|"
            r"family|families)",
            r"you (?:are|were) (?:all |the ones )?to blame",
            r"(?:it|this|that|all|its|thats) (?:is |was |all )*(?:your|you) (?:~)?fault",
            r"(?:i|we) (?:~)?blame you(?: all| both| people| lot)?",
            r"because of you (?:two |lot |people )?(?:i|we) (?:~)?(?:lost|cant|have|never)",
            r"you (?:are|will) (?:not|never)(?: be)? (?:his|her|their|a) (?:~)?(?:real|proper|true) "
            r"(?:mum|dad|mother|father|parents|family)",
            r"you (?:two |people |lot )?(?:should be ashamed|(?:had|have) no right)",
        ),
        Strength.ASK,
        "This blames the people who will read it.",
        _OTHERS,
        ways(
            r"(?:dont|do not|never|didnt|not|cant|nobody|no one) (?:~)?blame",
            r"not (?:~)?your fault",
            r"heart",
        ),
    ),
    Rule(
        ways(
            rf"{_SERVICE} (?:~)?(?:stole|stolen|lied|lie|lying|liars|ruined|destroyed|wrecked|kidnapped|"
            rf"snatched|tricked|corrupt)",
            rf"{_SERVICE} (?:~)?(?:took|taken) (?:~)?(?:{_CHILD}|you|him|her|them) (?:away|off|from)",
            rf"{_SERVICE} (?:~)?(?:took|taken) (?:my|our) (?:~)?{_CHILD}",
            rf"(?:i|we) (?:~)?(?:blame|hate) {_SERVICE}",
            rf"(?:blame|fault of|thanks to|no thanks to) {_SERVICE}",
            rf"(?:it|this|that|all|its|thats) (?:is |was |all )*(?:~)?{_SERVICE} fault",
            r"(?:forced|forcibly|wrongly|unlawfully|illegally) (?:adoption|adopted|taken|removed)",
            rf"(?:they|them lot|those people) (?:~)?(?:stole|snatched|kidnapped) (?:~)?(?:{_CHILD}|you|"
            rf"him|her|them)",
            r"they (?:took|taken) (?:you|him|her|them) (?:away|off) (?:from|off) (?:me|us)",
            r"(?:you|he|she|they) should (?:never|not) have been (?:~)?(?:taken|adopted|removed)",
            r"(?:i|we) (?:was|were|got|been|have been) (?:~)?(?:lied to|set up|stitched up|tricked)",
        ),
        Strength.ASK,
        "This blames the service, or tells the story of the court.",
        _WORDING,
        ways(
            r"(?:dont|do not|never|didnt|not|cant|nobody|no one) (?:~)?(?:blame|hate)",
            r"(?:surprise|surprised|birthday|april|joke|card|quiz|film|book|story)",
        ),
    ),
)
