"""Guilt, conditions and pressure. Missing somebody, and saying so, is none."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_PARENT = (
    r"(?:mum|mam|mom|mummy|mother|dad|daddy|father|nan|nana|grandma|parents|family|them|anyone|"
    r"anybody|social worker)"
)

RULES = (
    Rule(
        ways(
            r"if you (?:~)?(?:loved|cared|love|care) (?:~)?(?:me|us|about me|about us) (?:~)?(?:would|"
            r"wouldnt|you|youd|then|write|tell|ask)",
            r"(?:dont|do not|do) you (?:even |still )?(?:love|care about|think about|remember) (?:me|us) "
            r"(?:any more|anymore|at all)",
            r"you (?:~)?(?:have |must have |has )?(?:forgot|forgotten) (?:all )?(?:about )?(?:me|us)",
            r"why (?:dont|do not|havent|have not|wont|didnt|do|did) you (?:~)?(?:write|written|answer|"
            r"answered|reply|replied|care|love me|love us|hate me|want me)",
            r"you (?:never|dont|do not) (?:~)?(?:write to|answer|reply to|care about|care|love|think "
            r"(?:about|of)|bother with) (?:me|us)",
            r"you owe (?:me|us|it to)",
            r"after (?:all|everything) (?:i|we) (?:~)?(?:did|done|have done) for you",
            r"you (?:are|have been) (?:~)?(?:breaking|broke) my heart",
            r"how (?:can|could) you (?:~)?(?:do this|leave me|forget me|be so)",
        ),
        Strength.ASK,
        "This may make the reader feel guilty.",
        "I always like to hear from you, whenever you want to write.",
        ways(
            r"(?:hope|sure|know|think) you (?:havent|have not|dont|will not|wont|never)", r"dont (?:~)?worry"
        ),
    ),
    Rule(
        ways(
            r"(?:i|we) (?:~)?cry (?:~)?(?:every|all) (?:~)?(?:night|day|time) (?:~)?(?:for you|because|"
            r"since|without you|over you)",
            r"cry(?:ing)? myself to sleep",
            r"(?:cant|cannot|can not) (?:~)?(?:live|cope|be happy|carry on) without (?:you|him|her)",
            r"(?:i am|im) nothing without you",
            r"(?:my|our) (?:~)?life (?:~)?(?:is over|ended|is empty|means nothing|is nothing) "
            r"(?:~)?(?:without|since|when)",
            r"you are the only (?:~)?(?:reason|thing) (?:~)?(?:i|that|keeping|keeps|live|have)",
            r"(?:i am|im) (?:~)?(?:ill|sick|drinking|using|poorly) (?:again )?because (?:of you|i lost "
            r"you|you|they took)",
            r"(?:never|wont|cant) (?:~)?(?:be happy|smile|forgive myself) (?:~)?(?:until|till|unless|"
            r"without) you",
        ),
        Strength.ASK,
        "This is heavy for a child to carry.",
        "I miss you, and I am looking after myself.",
        ways(r"(?:laugh|laughed|laughing|onions|film|happy tears)"),
    ),
    Rule(
        ways(
            r"if you (?:dont|do not|never|wont) (?:~)?(?:write|answer|reply|send|tell|come|ask) "
            r"(?:~~)(?:i|we|ill|well|then)",
            r"unless you (?:~)?(?:write|answer|reply|send|tell|come|ask)",
            r"(?:i|we|ill|well) (?:will |wont |am not going to )?(?:only |not )?(?:write|send|stop "
            r"writing) (?:~~)(?:if you|until you|till you|unless)",
            r"you (?:must|have to|need to|had better|better) (?:~)?(?:write|answer|reply|tell them|tell "
            r"your|ask your|ask them|choose|promise|come back|remember who)",
            rf"(?:dont|do not|never) (?:~)?tell (?:your |the )?(?:new |adoptive )?{_PARENT}",
            r"(?:our|a) (?:little |special )?secret (?:~)?(?:from|between|dont|okay|ok)",
            r"keep (?:it|this) (?:a )?secret",
            r"(?:dont|do not) (?:~)?call (?:her|him|them|that woman|that man) (?:~)?(?:mum|mummy|mam|mom|"
            r"dad|daddy)",
            r"(?:she|he|they) (?:is|are|isnt|arent|will) (?:not|never|nt)?(?: be)? ?(?:~)?your (?:real |"
            r"proper |true )(?:mum|mam|mom|mummy|dad|daddy|mother|father|family|parents)",
            r"(?:i am|im|we are) (?:still |always )?(?:~)?your (?:real|only|proper|true) (?:mum|mam|mom|"
            r"mummy|dad|daddy|mother|father|family|parents|nan)",
            r"(?:remember|dont forget|never forget) (?:~)?who your (?:real|proper|true) (?:~)?(?:is|are)",
        ),
        Strength.ASK,
        "This puts pressure on the reader, or asks a child to choose.",
        "You can tell me as much or as little as you like.",
        ways(
            r"(?:surprise|birthday|christmas|present|party|ingredient|recipe|den|hideout|santa|father "
            r"christmas)",
            r"if you dont want to",
        ),
    ),
)
