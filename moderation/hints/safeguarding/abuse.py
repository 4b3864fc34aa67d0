"""Words in which somebody may tell that they, the child or anybody else are hurt, used or neglected."""

from moderation.hints.hint import Strength
from moderation.hints.said.rules import Rule, ways

_WHO = (
    r"(?:he|she|they|dad|daddy|mum|mummy|mam|mom|stepdad|step dad|stepmum|step mum|uncle|grandad|grandpa|"
    r"boyfriend|partner|husband|"
    r"ex|teacher|coach|carer|brother|man|men|bloke|somebody|someone|who|my (?:~)?(?:dad|mum|ex|brother|"
    r"partner|boyfriend|"
    r"stepdad|husband|uncle|carer|girlfriend|wife)|foster (?:mum|dad|mother|father|carer|carers)|"
    r"adoptive (?:mum|dad|mother|father|parents))"
)
_BLOWS = (
    r"(?:hit|hits|hitting|beat|beats|beating|punch|punches|punched|kick|kicks|kicked|slap|slaps|slapped|"
    r"strangle|strangles|strangled|"
    r"choke|chokes|choked|choking|burn|burns|burned|whip|whips|whipped|hurt|hurts|hurting|smack|smacks|"
    r"smacked|belt|belts|belted|"
    r"starve|starves|starved|threaten|threatens|threatened|batter|batters|battered|headbutted|bite|bites)"
)
_WHOM = (
    r"(?:me|him|us|them|you|her|my (?:~)?(?:mum|sister|brother|son|daughter|baby|kids|boy|girl)|the "
    r"(?:kids|children|baby))"
)
_HURT = "Somebody may be telling that a person is hurt. A manager should read it at once."
_SEXUAL = "Somebody may be telling of sexual abuse. A manager should read it at once."
_LEFT = (
    "Somebody may be telling that a person is afraid, or not looked after. A manager should read it at once."
)
_PLAY = ways(
    r"(?:chess|cards|card|monopoly|fifa|mario|draughts|snap|uno|scrabble|race|races|racing|running|"
    r"swimming|tennis|table tennis|pool|darts|"
    r"football|goal|game|games|match|quiz|balloon|balloons|pillow|pillows|snowball|snowballs|sponge|ball|"
    r"frisbee|record|time trial|"
    r"bowling|golf|cricket|bat|rounders|video|minecraft|fortnite|xbox|connect four|kitten|puppy|hamster|"
    r"cat|dog|parrot|goat|"
    r"rabbit|horse|pony|sun|wave|waves|drum|laugh|laughing|laughed|hurts me to|high five|jackpot|eggs|"
    r"egg|budgie)"
)

RULES = (
    Rule(
        ways(
            rf"{_WHO} (?:has |have |had |was |were |is |are |still |always |also |would |used to |keeps |"
            rf"kept |never stopped |just |sometimes |often )*{_BLOWS} {_WHOM}(?= (?:\.|\||and|when|if|"
            rf"with|every|again|because|so|all|up|black|round|in|on|a lot|till|until|most|for|last|at "
            rf"night|really|hard|he|she|i|but|too|at home|after|sometimes))",
            r"(?:was|were|got|been|being|is|are|gets|am|im|hes|shes) (?:~)?(?:raped|beaten|battered|"
            r"strangled|punched|hit|hurt|smacked|belted|whipped|burned|starved|abused|molested|groomed|"
            r"trafficked|assaulted|locked in|tied up) (?:up |a lot )?(?:by|every|at home|when|as a|in "
            r"care|in the home|for years|again)",
            r"(?:was|were|been|being|is|got|getting|gets|am|im) (?:~)?(?:abused|beaten up|trafficked|"
            r"groomed|battered)",
            r"(?:physical|physically|emotional|emotionally|domestic|child) (?:abuse|abused|abusing|"
            r"violence|violent)",
            r"(?:he|she|dad|they|partner|boyfriend|ex|husband|stepdad) (?:is|was|are|were|got|gets|has "
            r"been) (?:~)?(?:violent|abusive|abusing)",
            r"(?:hes|shes) (?:~)?(?:violent|abusive)",
            r"(?:bruise|bruises|bruised|burns|burn marks|belt marks|cigarette burns|bite marks|"
            r"handprint) (?:~)?(?:on|all over|down|round|up) (?:~)?(?:arm|arms|leg|legs|back|neck|face|"
            r"body|bottom|bum|chest)",
            r"black eye (?:~)?(?:from|off|because he|because she|he gave|she gave|again)",
        ),
        Strength.HOLD,
        _HURT,
        unless=_PLAY,
    ),
    Rule(
        ways(
            r"(?:rape|rapes|raped|raping|molest|molested|molests|sexually abused|sexually assaulted|"
            r"sexual abuse|sexual assault|interfered with|grooming|groomed) (?:me|him|her|them|us|my|by|"
            r"as|when|for|at|\.|\|)",
            r"(?:was|were|been|got) (?:raped|molested|groomed|sexually abused|sexually assaulted|"
            r"interfered with)",
            r"(?:he|she|they|dad|daddy|stepdad|uncle|grandad|brother|man|teacher|coach|carer|boyfriend|"
            r"who|somebody|someone) (?:~)?(?:touch|touches|touched|touching|feels|felt up) (?:me|him|her|"
            r"them|us|my (?:private|privates|body|bits))(?= (?:\.|\||down|where|when|at night|in bed|and|"
            r"in|on|again|up|under|every|like|bits|private|privates|there|between))",
            r"(?:touch|touched|touches|touching) (?:~)?(?:down there|private parts|privates|private bits|"
            r"between (?:my|her|his) legs|where he shouldnt|inappropriately|in a bad way)",
            r"(?:makes|made|making|make) (?:me|him|her|them) (?:~)?(?:touch|watch|undress|strip|take "
            r"(?:my|her|his) clothes off|do things|sleep in his bed|get in his bed)",
            r"(?:gets|got|get|comes|came|climbs) (?:in|into|in to) (?:my|her|his|their) bed (?:~)?(?:and|"
            r"at night|with)",
            r"(?:naked|nude|rude|dirty) (?:photo|photos|picture|pictures|videos?) (?:~)?(?:of (?:me|him|"
            r"her|the)|to send)",
        ),
        Strength.HOLD,
        _SEXUAL,
        unless=ways(
            r"(?:statue|statues|museum|painting|art|oilseed|rapeseed|dog|cat|puppy|kitten|hamster|thunder|storm)"
        ),
    ),
    Rule(
        ways(
            r"(?:scared|frightened|afraid|terrified|petrified) (?:~)?of (?:him|her|them|my (?:~)?(?:dad|"
            r"mum|ex|partner|stepdad|boyfriend|husband)|dad|daddy|mum|mummy|what he|what she|going home|"
            r"being at home)(?= )",
            r"(?:scared|frightened|afraid|terrified) to (?:go home|be at home|be alone with|tell anyone|"
            r"tell anybody|sleep at home)",
            r"(?:lock|locks|locked|locking|shut|shuts) (?:me|him|her|them|us|the kids|you) (?:~)?(?:in|"
            r"out) (?:~)?(?:room|cupboard|shed|cellar|bedroom|dark|garage|all night|all day|garden)",
            r"(?:dont|doesnt|didnt|wont|never|not) (?:~)?(?:feed|feeds|fed|give (?:me|him|her|them) "
            r"(?:any )?(?:food|tea|dinner)) (?:me|him|her|them|us|any|for)",
            r"(?:nothing|not enough|no food|hungry) (?:~)?to eat (?:~)?(?:for days|at home|since|all day|"
            r"again)",
            r"(?:help me|save me|get me out|please help)(?= (?:~)?(?:please|he|she|i am scared|im scared|"
            r"out of here|tell someone|\.))(?: please)? (?:~)?(?:scared|hurting|hurts|not safe|out of "
            r"here|danger)",
            r"(?:not|isnt|dont feel|never felt|doesnt feel|arent|wasnt) safe (?:~)?(?:at home|there|here|"
            r"with (?:him|her|them)|in that house|in this house)",
            r"(?:hiding|hid|ran away|run away) from (?:him|my ex|my partner|my husband|dad|my dad|my "
            r"stepdad|home because)",
        ),
        Strength.HOLD,
        _LEFT,
        unless=ways(
            r"(?:dark|spiders|thunder|dog|dogs|cat|hamster|kitten|puppy|goose|geese|film|hide and seek|"
            r"game|dr who|daleks|clown|clowns|santa|"
            r"by accident|accidentally|keys|chickens|rabbit|horse)"
        ),
    ),
)
