"""Requests for something that the agreement doesn't have. They become a request for change, not a refusal."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_LIKE = (
    r"(?:can|could|may|please|want to|wanna|like to|love to|hope to|hoping to|wish|shall|let|lets|"
    r"able to|allowed to|ask to|try to|need to)"
)
_THEM = r"(?:you|him|her|them|the (?:~)?(?:children|kids|boys|girls|little one))"
_NET = (
    r"(?:facebook|fb|instagram|insta|tiktok|tik tok|snapchat|snap|twitter|youtube|whatsapp|online|the "
    r"internet|the net|social media|the web)"
)
_ASKS = "{what} That is outside the agreement. It may become a request for change."
_WORDING = "I would like to talk with the letterbox team about how we keep in touch."

RULES = (
    Rule(
        ways(
            rf"{_LIKE} (?:~)?(?:meet|meet up|meet up with|visit) {_THEM}",
            rf"{_LIKE} (?:~)?(?:all |both )?(?:meet up|meet in person|have a visit|have contact)",
            rf"{_LIKE} (?:~)?see {_THEM} (?=(?:~)?(?:again|in person|face to face|one day|soon|for real|"
            rf"at|on|for|just once|before|please|\.|\|))(?:~)?(?:again|in person|face to face|one day|"
            rf"soon|for real|at|on|for|once|before|please)?",
            r"(?:come|came) (?:and|to|over and|round and) (?:~)?(?:see|visit|stay with|meet) (?:me|us)",
            r"(?:meet|see|visit) (?:~)?in person",
            r"(?:meet|see) (?:each other|one another) (?:~)?(?:again|in person|one day|soon|face)",
            r"face to face (?:contact|meeting|visit)",
            r"(?:more|direct|extra) (?:contact|visits)",
        ),
        Strength.ASK,
        _ASKS.format(what="This asks to meet."),
        _WORDING,
        ways(
            r"(?:photo|photos|picture|pictures|drawing|video) (?:~)?of",
            r"(?:santa|father christmas|farm|zoo|cousins|teacher|lions|elephants|dentist|doctor|vet)",
            r"see you (?:~)?(?:swim|dance|play|smile|happy|grow|ride|sing|laugh)",
        ),
    ),
    Rule(
        ways(
            r"(?:ring|phone|text|facetime|whatsapp|message|skype|dm|email|telephone) (?:me|us)",
            r"call (?:me|us) (?:on|any|anytime|when|if|at|sometime|tonight|please|some|back|sunday|"
            r"saturday|monday|whenever|x+|\.)",
            rf"(?:ring|phone|text|facetime|whatsapp|message|skype|telephone) {_THEM}",
            rf"(?:speak|talk|chat) to {_THEM} (?:~)?(?:on|over|by) (?:the )?(?:phone|telephone|facetime|"
            rf"video|skype)",
            r"give (?:me|us) a (?:ring|call|bell|text|buzz)",
            r"(?:what is|whats|send me|give me|have|send|swap) (?:~)?(?:your|his|her|their) "
            r"(?:~)?(?:number|phone|mobile|telephone|address|email)",
            r"(?:phone|video|telephone) calls?",
        ),
        Strength.ASK,
        _ASKS.format(what="This asks to speak by telephone, or to write past the letterbox."),
        _WORDING,
        ways(
            r"(?:dont|do not|never|cant|cannot|not allowed to|no need to) (?:~)?(?:ring|phone|call|text|"
            r"message)",
            r"(?:doctor|doctors|gp|school|nursery|police|ambulance|vet|office|team|letterbox|my mum|my "
            r"sister) (?:~)?(?:phone|rang|ring|call|calls)",
            r"(?:phone|telephone|video) calls? (?:at|for|from) work",
        ),
    ),
    Rule(
        ways(
            rf"(?:put|post|posted|posting|share|shared|sharing|upload|uploaded|putting|show|stick|stuck|"
            rf"tag|tagged) (?:~~)(?:on|onto|to) (?:my |our |your |the )?{_NET}",
            rf"(?:add|find|follow|friend|look up|search for|message|look for) (?:me|us|my name|him|her) "
            rf"(?:~)?(?:on|via|through) {_NET}",
            rf"(?:are|is|will) you (?:~)?on {_NET}",
            rf"my (?:~)?(?:profile|page|status|story) (?:~)?on {_NET}",
        ),
        Strength.ASK,
        _ASKS.format(what="This is about pictures or people on the net."),
        "I will keep your photographs for myself, and not put them on the net.",
        ways(
            r"(?:never|wont|will not|dont|do not|havent|not|wouldnt|didnt) (?:~)?"
            r"(?:put|post|share|upload|show|stick)"
        ),
    ),
)
