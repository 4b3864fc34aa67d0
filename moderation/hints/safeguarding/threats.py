"""Words that may threaten somebody."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_WILL = (
    r"(?:will|ill|going to|gonna|ll|shall|want to|wanna|am gonna|swear i|could still|plan to|planning "
    r"to)"
)
_HARM = (
    r"(?:kill|hurt|harm|stab|shoot|strangle|murder|batter|burn|smash|destroy|end|finish|torch|petrol "
    r"bomb|attack)"
)
_SOMEBODY = (
    r"(?:you|him|her|them|u|myself and|your (?:~)?(?:family|mum|dad|house|car|husband|wife|face)|"
    r"(?:the |that |your |her |my |his )?(?:social worker|worker|judge|woman|man|ex|dad|mum|stepdad|kids|"
    r"children|family)|everyone|somebody|someone)"
)
_REASON = "This may be a threat to somebody. A manager should read it at once."
_PLAY = ways(
    r"(?:cake|cakes|biscuit|biscuits|chocolate|pudding|sausages?|weeds|slugs?|nits|wasps?|spider|spiders|"
    r"flies|zombies?|"
    r"aliens?|minecraft|fortnite|xbox|playstation|baddies?|baddy|pirates?|goal|goals|penalty|hoops|chess|"
    r"cards|monopoly|"
    r"snap|draughts|tickle|tickles|kindness|a cd|piano|guitar)"
)

RULES = (
    Rule(
        ways(
            rf"(?:i|we|im|he|she|they|ill|my (?:brother|brothers|dad|mates|boyfriend|partner|family)) "
            rf"(?:~)?{_WILL} (?:~)?{_HARM} {_SOMEBODY}",
            rf"(?:ill|i ll|well|gonna) (?:~)?{_HARM} {_SOMEBODY}",
            r"(?:you|he|she|they|youll|theyll) (?:~)?(?:will|are going to|is going to|gonna|ll)? "
            r"?(?:~)?(?:pay for (?:this|what|it|taking|everything)|be sorry(?! (?:to|for|if|about|when "
            r"you hear))|regret (?:this|it|what|taking)|suffer for)",
            r"(?:make|making) (?:you|him|her|them) (?:all )?(?:pay|suffer|regret)",
            r"(?:watch|watching) your backs?",
            r"(?:get|getting) what(?:s| is| you| they| she| he)? (?:~)?(?:coming to (?:you|them|him|her)|"
            r"deserve|deserves)",
            r"(?:somebody|someone|people) (?:will|is going to|are going to|gonna) (?:get|be) (?:badly "
            r")?(?:hurt|killed)",
            r"(?:you|they|he|she) (?:are|is|will be|re) (?:a )?dead (?:man|woman|meat|people|if|when|for)",
            r"(?:youre|theyre|hes|shes) (?:a )?dead (?:man|woman|meat|people|if|when|for)",
            r"(?:hope|wish|want) (?:you|he|she|they|that (?:man|woman)) (?:all |both )?(?:die|dies|rot|"
            r"rots|burn|burns|were dead|was dead|get hurt|gets hurt|dead)",
            r"burn (?:~)?(?:house|office|place|building) down",
            r"blood on (?:your|their|her|his) hands",
            r"(?:know people|got people|send (?:someone|somebody|people|my brothers|the boys)) "
            r"(?:~)?(?:who will|who can|sort|round|after|visit) ?(?:you|them|it)?",
            r"(?:have|got|bought|carry|carrying|bring|bringing) (?:a |my )?(?:knife|gun|weapon|machete|"
            r"petrol|acid) (?:~)?(?:for|and|with|ready|to)",
        ),
        Strength.HOLD,
        _REASON,
        unless=_PLAY,
    ),
)
