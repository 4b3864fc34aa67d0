"""A plan, or signs of one, to find the child or to take the child away."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_CHILD = (
    r"(?:you|him|her|them|my (?:~)?(?:son|daughter|baby|boy|girl|kids|children|child|grandson|"
    r"granddaughter)|the (?:kids|children|boys|girls))"
)
_THERE = (
    r"(?:(?:your|his|her|their) (?:~)?(?:house|home|school|nursery|street|road|flat|gate|gates|"
    r"playground|work|place)|the (?:house|school|nursery|school gates?|playground))"
)
_FIND = "This may mean that the writer knows, or tries to find out, where the child is."
_TAKE = "This may mean a plan to meet the child in secret, or to take the child away."
_PLAY = ways(
    r"(?:hide and seek|hide and go seek|tickle|monster|monsters|game|games|shouts|shouted|shouting|ready "
    r"or not|story|book|"
    r"film|dream|dreamt|dreamed|santa|father christmas|tooth fairy|photo|photos|picture|pictures|video|"
    r"drawing|quiz|map|seeker)"
)

RULES = (
    Rule(
        ways(
            r"(?:i|we|ive|weve|he|she|they|my (?:brother|mum|dad|sister|mate|boyfriend)) (?:~)?(?:know|"
            r"knows|no|found out|worked out|find out|finding out|seen|figured out) (?:exactly )?(?:where|"
            r"were) (?:you|he|she|they|u|my (?:~)?(?:son|daughter|baby|boy|girl|kids)) (?:all |both |now "
            r")?(?:live|lives|are|is|living|stay|stays|go|goes|went|at|play|plays)",
            rf"(?:i|we|ill|well|he|they|she) (?:~)?(?:will|going to|gonna|am|trying to|try to|tried to|"
            rf"been trying to|want to|ll|swear i will|can) (?:~)?(?:find|track|trace|hunt|locate)(?: "
            rf"down)? {_CHILD}(?: down)?(?= (?:\.|\||and|one day|soon|if|when|no matter|wherever|before|"
            rf"anyway|somehow|again|out|whatever|because|myself|on|down|through|by|in|at))",
            rf"(?:track|tracked|tracking|hunt|hunted) {_CHILD} down",
            rf"(?:looking|searching|searched|looked|been looking) for {_CHILD} (?:~)?(?:online|on "
            rf"facebook|everywhere|in every|round|around|at|all over)",
            rf"(?:i|we|ive|weve) (?:~)?(?:saw|seen|spotted|watched|watch|watching|followed|following|"
            rf"photographed) {_CHILD} (?:~)?(?:at|outside|near|by|coming out|going in|going into|leaving|"
            rf"walking|from (?:my|the) car|in the playground|playing|through) ?(?:~)?(?:school|house|"
            rf"home|nursery|gate|gates|park|shop|shops|town|street|car|playground|work|window)?",
            rf"(?:i|we|ive|weve) (?:~)?(?:watching|following|followed|watch|spying on) (?:~)?(?:{_THERE})",
            rf"(?:drove|drive|walked|walk|went|go|been|sat|sit|parked|stood|stand|waited|wait|waiting|"
            rf"standing) (?:right )?(?:past|outside|by|near|opposite) {_THERE}",
            r"(?:i|we|ive|weve) (?:~)?(?:went|been|came|drove|walked) (?:~)?to (?:your|his|her|their) "
            r"(?:~)?(?:house|home|school|nursery|street|road|flat)",
            r"(?:private (?:detective|investigator)|people finder|tracing agent)",
            r"(?:paid|paying|asked|got|hired) (?:~)?(?:someone|somebody|man|woman|detective|investigator|"
            r"mate) (?:~)?(?:to find|to trace|to follow|who finds)",
            r"(?:what|which|whats) (?:~)?(?:school|street|town|road|estate) (?:~)?(?:do you|does he|does "
            r"she|are you|is he|is she|you) (?:~)?(?:go to|live|in|at|on|called)",
        ),
        Strength.HOLD,
        _FIND,
        unless=_PLAY,
    ),
    Rule(
        ways(
            rf"(?:coming|come|came|be there|going|turn up|turning up) (?:~)?(?:to|and|for to) (?:get|"
            rf"take|fetch|collect|grab|rescue|have) {_CHILD}(?= (?:\.|\||back|home|away|out|from|and|"
            rf"soon|one day|no matter|whatever|on|at|when|if|before))",
            rf"(?:i|we|ill|well) (?:~)?(?:will|gonna|going to|ll|want to|could|plan to|planning to)? "
            rf"?(?:~)?(?:take|snatch|grab|kidnap|steal) {_CHILD} (?:~)?(?:back|away|abroad|home|from "
            rf"(?:them|there|school|those|that)|out of|with me|and (?:go|run|leave|hide))",
            r"(?:run|ran|running) away (?:~)?(?:to|with|and come to|and find|and be with) (?:me|us)",
            r"(?:sneak|slip|climb|creep) (?:out|away) (?:~)?(?:to|and) (?:~)?(?:me|us|meet|see)",
            r"(?:meet|wait for|wait) (?:me|us|for me|for us) (?:~)?(?:at|by|outside|after|behind|near|"
            r"in) (?:~)?(?:school|park|gate|gates|shop|shops|station|swings|corner|playground|bus stop)",
            rf"(?:wait|waiting|be) (?:~)?(?:for {_CHILD} )?(?:outside|at|by|near) (?:~)?school (?:gate|"
            rf"gates)?",
            r"(?:got|get|have|bought|booked|ordered) (?:~)?(?:passport|passports|ticket|tickets|flight|"
            r"flights) (?:~)?(?:for (?:you|him|her|us both|me and)|and we|to leave)",
            r"(?:have|pack|hide|keep) (?:~)?bag (?:~)?(?:packed|ready)",
            r"(?:get|getting|take|taking) (?:him|her|them|you) out of (?:there|that house|the country|"
            r"here)",
            r"(?:dont|do not) (?:~)?tell (?:~)?(?:that |you )?(?:~)?(?:meeting|coming to (?:see|meet)|"
            r"talking to|messaging) (?:me|us)",
            r"(?:nobody|no one|they) (?:~)?(?:can|will|could|wont) (?:~)?(?:stop me|find us)",
        ),
        Strength.HOLD,
        _TAKE,
        unless=_PLAY,
    ),
)
