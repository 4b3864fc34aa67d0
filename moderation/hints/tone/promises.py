"""Promises that the child will come back, and that there will be a day."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_WILL = r"(?:will|going to|gonna|ll|shall)"
_DAY = (
    r"(?:again|soon|one day|forever|for ever|at last|as a family|where we belong|no matter what|"
    r"someday|like before)"
)
_REASON = "This promises that people will be together again. A child may wait for it."
_WORDING = "I think of you, and I wish you well wherever you are."

RULES = (
    Rule(
        ways(
            rf"(?:we|us|me and you|you and me|you and i) (?:~)?(?:{_WILL} )(?:all |both )?be (?:back "
            rf")?together (?:~)?{_DAY}",
            rf"well (?:all |both )?be (?:back )?together (?:~)?{_DAY}",
            rf"(?:be|are) (?:back )?together {_DAY}",
            rf"(?:we|well) (?:~)?be a (?:proper |real )?family (?:~)?{_DAY}",
            r"you (?:~)?(?:will |are )?(?:~)?(?:be |come |coming |coming back |back )home (?:~)?(?:to "
            r"(?:me|us|mum|mummy|dad|daddy)|where you belong|soon|one day)",
            r"(?:youll|you will) (?:~)?(?:come|be) (?:back (?:to|with) (?:me|us)|back home|home)",
            rf"(?:i|we|ill|well) (?:~)?(?:{_WILL} )?(?:get|bring|have|win) you (?:~)?(?:back|home)",
            r"(?:till|until|when|til) you (?:~)?(?:come|are|get) (?:back )?(?:home|back)(?: to (?:me|us))?",
            r"fight(?:ing)? (?:~)?(?:for you|to get you|to have you|till i get|until i get|to bring you)",
            r"your (?:~)?(?:room|bed|bedroom) (?:~)?(?:ready|waiting|still here|kept)",
            r"when you (?:are|turn|get to|get) (?:18|eighteen|16|sixteen) (?:~~)(?:come|live|find|see|"
            r"together|home|meet)",
            r"i (?:swear |promise |promise you )(?:~)?(?:we|you|i) (?:~~)(?:together|home|back|see you|"
            r"get you)",
            r"(?:we|you) belong together",
            r"(?:come|live|stay) (?:back )?with (?:me|us) (?:~)?(?:again|forever|one day|soon|when you "
            r"are)",
        ),
        Strength.ASK,
        _REASON,
        _WORDING,
        ways(
            r"(?:from|after) (?:school|nursery|work|hospital|holiday|holidays|brownies|cubs|the park)",
            r"(?:letter|postcard|glue|glued|puzzle|jigsaw|lego|pieces|in your next)",
            r"promise to (?:write|send|draw|tell|keep writing)",
        ),
    ),
    Rule(
        ways(
            rf"(?:i|we|ill|well) (?:~)?{_WILL} (?:~)?(?:see|hold|hug|cuddle) you (?:~)?(?:soon|one day|"
            rf"again|very soon)",
            r"(?:ill|well) (?:see|hold|hug|cuddle) you (?:~)?(?:soon|one day|again)",
            r"see you (?:very |really )?soon",
        ),
        Strength.MARK,
        "This may be read as a promise that they will meet.",
        "I look forward to your next letter.",
        ways(r"(?:letter|photo|photos|picture|pictures|dream|dreams|santa|granny said|he said|she said)"),
    ),
)
