"""Words that may mean that somebody thinks of harming themselves, or of dying."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_SELF = r"(?:myself|himself|herself|themselves|yourself|themself|my self)"
_REASON = "Somebody may be thinking of harming themselves. A manager should read it at once."
_SMALL = ways(
    r"(?:shaving|tin|tins|paper|bread|onion|onions|carrot|carrots|grass|hedge|by accident|accidentally|"
    r"cooking|garden|laugh|"
    r"laughing|laughed|squad|film|fell|falling|bike|trampoline|football|slice|slicing|glass|opening|"
    r"raffle|charity|samaritans shop)"
)

RULES = (
    Rule(
        ways(
            rf"(?:kill|killed|killing|hang|hanging|hanged|drown|drowning|stab|stabbing|top|topping) "
            rf"{_SELF}",
            rf"(?:cut|cuts|cutting|hurt|hurts|hurting|harm|harming|harms|burn|burning|burns|scratch|"
            rf"scratching|punishing) {_SELF}",
            r"self ?(?:harm|harms|harmed|harming|harmer)",
            r"(?:i|he|she|they|just|i just|im) (?:~)?(?:want|wants|wanted|wish|wishes|wished) "
            r"(?:~)?(?:to die|to be dead|was dead|were dead|to end it|to disappear forever|to not wake "
            r"up|could die|wasnt here|had never been born|i was never born)",
            r"(?:end|ending|ended|finish) (?:it all|my life|his life|her life|things for good)",
            r"(?:take|taking|took|taken) (?:my|his|her|their) (?:own )?(?:life|lives)",
            r"(?:suicide|suicidal)",
            r"(?:overdose|overdosed)",
            r"(?:took|take|taking|taken|swallow|swallowed|save|saving|saved|hiding) (?:up )?(?:all |too "
            r"many |loads of |a load of |a lot of |all of )(?:my |the |his |her |these |them "
            r")*(?:~)?(?:tablets|pills|meds|medication|paracetamol)",
            r"(?:better|happier|easier) (?:off )?(?:~)?(?:without me|if i was dead|if i was gone|if i "
            r"wasnt (?:here|around)|if i died|if i were dead|dead)",
            r"(?:dont|do not|didnt|doesnt) (?:~)?(?:want to|wanna) (?:~)?(?:be here|live|wake up|go on|"
            r"be alive|carry on|exist|be around)(?= (?:\.|\||any|anymore|no more|without|if|with|in this "
            r"world|on this))",
            r"(?:no|not|isnt any|see no|any) (?:reason|point) (?:~)?(?:to|in) (?:~)?(?:live|living|going "
            r"on|go on|being here|be here|carry on|carrying on)",
            r"(?:nothing|nothing left|no one) (?:left )?to live for",
            r"(?:cant|cannot|can not) (?:go on|carry on|do this|take it|take this|cope)(?= (?:\.|\||any|"
            r"anymore|no more|like this|without|with life|with living))",
            r"(?:wont|will not|not) be (?:here|around|alive) (?:~)?(?:much longer|for long|any more|"
            r"anymore|by the time|when you read|next year|for your)",
            r"(?:good ?bye|bye) (?:~)?(?:forever|for ever|for the last time|for good|this is the end)",
            r"(?:by the time|when) you (?:read|get) this (?:~)?(?:gone|dead|be dead|wont be|not be|no "
            r"longer)",
            r"(?:my last|this is my last|last ever) (?:letter|words) (?:~)?(?:ever|because i|to anyone|"
            r"to you all)",
            r"(?:thinking|think|thought|thoughts) (?:about|of) (?:~)?(?:ending|dying|death|jumping|"
            r"suicide|killing)",
        ),
        Strength.HOLD,
        _REASON,
        unless=_SMALL,
    ),
)
