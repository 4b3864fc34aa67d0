"""Things in the envelope that are not allowed: money, vouchers, gifts."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_PUT = (
    r"(?:enclosed|enclose|enclosing|inside|in here|in the envelope|in with this|with this letter|attached|"
    r"(?:i|we|ive|weve|im|i am) (?:have |had |also |just )*(?:~)?(?:put|popped|sent|send|sending|tucked|"
    r"slipped|included|stuck|added|wrapped|bought|got|posting|posted))"
)
_MONEY = (
    r"(?:money(?: [0-9]\w*)?|cash|cheque|check|voucher|vouchers|gift card|gift token|token|tokens|tenner|"
    r"fiver|pounds|quid|"
    r"postal order|bank card|banknote|note for a tenner|coins|savings)"
)
_GIFTS = (
    r"(?:present|presents|gift|gifts|parcel|toy|toys|teddy|teddies|doll|necklace|bracelet|ring|locket|"
    r"watch|chocolate|"
    r"chocolates|sweets|clothes|shoes|trainers|jumper|cardigan|football shirt|scarf|blanket|book|books|"
    r"perfume|selection box)"
)
_WORDING = "I would like to give you something. I will ask the letterbox team what is possible."
_NONE = ways(
    r"(?:no|not|dont|didnt|never|wont|cant|without) (?:~)?(?:put|sent|send|sending|gift|gifts|money|"
    r"present|presents|voucher|vouchers)",
    r"(?:for|to) (?:myself|charity|my (?:mum|sister|nan|brother|garden|bed|cat|dog))",
    r"(?:thank|thanks) (?:~)?(?:for|you)",
)

RULES = (
    Rule(
        ways(
            rf"{_PUT} (?:~~){_MONEY}",
            rf"{_MONEY} (?:~)?(?:enclosed|in here|inside|in the envelope|in the card|with this|attached|"
            rf"for (?:you|him|her|them) to)",
            r"(?:here is|heres|here are|theres|there is) (?:~)?(?:money|cash|voucher|vouchers|tenner|"
            r"fiver|pounds|quid|token|gift card|cheque)",
            r"(?:buy|get|treat) (?:yourself|him|her|themselves|yourselves) (?:to )?(?:something|a little|"
            r"sweets|some|an|a nice|anything)",
            r"(?:opened|started|got|have|set up) (?:~)?(?:account|savings) (?:~)?(?:for (?:you|him|her|"
            r"them)|in (?:your|his|her) name)",
        ),
        Strength.ASK,
        "This speaks of money or a voucher in the letter. Only what was agreed may be passed on.",
        _WORDING,
        _NONE,
    ),
    Rule(
        ways(
            rf"{_PUT} (?:you |him |her |them )?(?:~)?{_GIFTS} (?:~)?(?:for (?:you|him|her|them|your)|in|"
            rf"with|to)",
            rf"(?:ive|i have|im|i am|weve|we have|here is|heres|there is|theres) (?:~)?(?:sending|sent|"
            rf"put|enclosed|posted|posting) (?:you |him |her |them )(?:a |an |some |your |his |her "
            rf")(?:~)?{_GIFTS}",
            rf"(?:enclosed|enclose|in here|in the envelope|in the parcel|inside) (?:~)?{_GIFTS}",
            r"(?:here is|heres|hope you like) (?:the|your|a|this|his|her) (?:~)?(?:present|gift|parcel|"
            r"teddy|necklace|bracelet|locket)",
        ),
        Strength.ASK,
        "This speaks of a gift. Only what was agreed may be passed on.",
        _WORDING,
        ways(
            _NONE.pattern,
            r"(?:at home|in my (?:house|room|drawer|box)|keeping it|when you are older|last year|from "
            r"(?:santa|granny|nan))",
        ),
    ),
)
