"""News that somebody should hear from a person first, and not out of a letter."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_PERSON = (
    r"(?:nan|nana|nanna|nanny|nain|gran|granny|grandma|grandad|granddad|grandpa|grandfather|grandmother|"
    r"taid|"
    r"mum|mam|mummy|mother|dad|daddy|father|brother|sister|uncle|auntie|aunty|aunt|cousin|husband|wife|"
    r"partner|"
    r"boyfriend|girlfriend|baby|son|daughter|friend|he|she|who|they|stepdad|stepmum)"
)
_NOT_PEOPLE = ways(
    r"(?:hamster|dog|puppy|cat|kitten|goldfish|fish|rabbit|bunny|guinea|gerbil|budgie|parrot|hen|hens|"
    r"chicken|"
    r"chickens|tortoise|horse|pony|snail|plant|plants|tree|phone|telephone|battery|batteries|laptop|car|"
    r"engine|"
    r"dinosaur|dinosaurs|king|queen|henry|character|film|telly|programme|laughing|laughter|embarrassment|"
    r"flowers)",
)
_WORDING = "There is some news in my life. The letterbox team can tell you about it when you are ready."
_FIRST = "{what} This should be told in person first, and not found in a letter."

RULES = (
    Rule(
        ways(
            rf"{_PERSON} (?:\w+ )?(?:\w+ )?(?:has |have |had |sadly |just |is |was |also )*(?:died|"
            rf"passed away|passed on|passed over|dead)",
            r"(?:died|passed away) (?:~)?(?:last|on|in|this|of|from|after|peacefully|suddenly|before|at|"
            r"two|three|a)",
            rf"(?:lost|burying|buried|buried) (?:my|our|his|her|your) (?:~)?{_PERSON}",
            r"(?:went to|at|after|had) (?:~)?funeral",
            r"(?:death of|funeral of|funeral for) (?:my|our|your|his|her)",
            r"(?:miscarriage|miscarried|stillborn|stillbirth)",
        ),
        Strength.ASK,
        _FIRST.format(what="This tells of a death."),
        _WORDING,
        _NOT_PEOPLE,
    ),
    Rule(
        ways(
            r"(?:in|to|out of|from|inside|into|leave|left|of) (?:~)?(?:prison|jail|the nick|custody|hmp)",
            r"(?:got |been |was |being )(?:~)?(?:sent down|locked up|banged up|sentenced|arrested|on "
            r"remand)",
            r"(?:doing|serving|served|got|given) (?:~)?(?:months|years|weeks) (?:inside|for|in prison)",
            r"(?:i am|im|he is|hes|she is|shes) (?:~)?(?:inside|banged up|on remand|on tag|behind bars)",
        ),
        Strength.ASK,
        _FIRST.format(what="This tells of prison."),
        _WORDING,
        ways(
            r"(?:monopoly|game|lego|film|book|museum|castle|tour|story|playmobil|volunteer|officer|rainy|"
            r"raining|rain|weather)"
        ),
    ),
    Rule(
        ways(
            r"(?:i am|im|i m|she is|shes|we are|were|weve|girlfriend is|wife is|partner is|mum is|sister "
            r"is) (?:~)?(?:pregnant|expecting(?= (?:\.|\||a (?:baby|boy|girl|little|child)|our|another|"
            r"twins|again|in|my)))",
            r"(?:having|expecting|had|have had|got) (?:a |another |our |my )(?:new |little |second |"
            r"third )*(?:baby|babies)",
            r"(?:having|expecting|had) (?:twins|a little (?:boy|girl|brother|sister))",
            r"(?:new|baby|another|little|half) (?:brother|sister) (?:~)?(?:on the way|coming|due|born|"
            r"now|called)",
            r"baby (?:~)?(?:is due|due in|on the way|bump)",
            r"gave birth",
        ),
        Strength.ASK,
        _FIRST.format(what="This tells of a new baby, or of one that is expected."),
        _WORDING,
        ways(
            r"(?:with|when i had) (?:you|him|her)",
            r"when (?:i|she|we|mum) (?:was|were|had)",
            r"(?:doll|puppy|kitten|hamster|rabbit|guinea|lamb|teacher|next door|neighbour|cat|dog|"
            r"giraffe|elephant|zoo)",
        ),
    ),
    Rule(
        ways(
            r"(?:have|has|got|had|having|with|of|for|is|fighting|beat) (?:~)?(?:cancer|leukaemia|"
            r"leukemia|lymphoma|tumour|tumor|dementia|alzheimers|parkinsons|hiv|aids|motor neurone|"
            r"multiple sclerosis|sepsis)",
            r"(?:chemo|chemotherapy|radiotherapy|dialysis|life support|intensive care|hospice|transplant)",
            r"(?:terminal|terminally ill|terminal illness)",
            r"(?:weeks|months|days|years|long|not long) (?:left )?to live",
            r"had (?:~)?(?:heart attack|stroke|breakdown|brain bleed|aneurysm)",
            r"(?:i am|im|he is|hes|she is|shes|mum is|dad is|nan is) (?:very|really|seriously|so|"
            r"critically|gravely) ill",
            r"(?:was|been|got|am) sectioned",
        ),
        Strength.ASK,
        _FIRST.format(what="This tells of a serious illness."),
        _WORDING,
        ways(
            r"(?:raise|raised|raising|charity|sponsored|race for life|fundraising|macmillan|shop|luck|"
            r"genius|hearing aids|bus|run)",
            r"(?:dog|cat|rabbit|hamster|guinea|horse|pony)",
            r"(?:clear|free|dont|never|doesnt|not) (?:~)?(?:of )?cancer",
        ),
    ),
)
