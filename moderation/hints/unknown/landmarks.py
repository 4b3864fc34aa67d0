"""What there is only one of: "the only pier with a webcam round here", "the house behind the windmill"."""

import re
from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_ONLY = "Few places have one of these, so this may tell which it is."
_LINE = "The number of a bus may tell who knows the town where it goes."
_BESIDE = "This tells what a home or a school stands beside."

_THINGS = (
    r"(?:pier|windmill|zoo|castle|cathedral|abbey|lighthouse|viaduct|aqueduct|aquarium|steelworks|brewery|"
    r"colliery|"
    r"racecourse|stadium|football ground|university|prison|airport|airfield|barracks|naval base|dockyard|"
    r"harbour|"
    r"marina|funfair|theme park|safari park|reservoir|dam|waterfall|tower|statue|monument|obelisk|folly|"
    r"bridge|swing bridge|transporter bridge|suspension bridge|ferry|tram|cable car|funicular|cliff lift|"
    r"power station|wind ?farm|wind turbine|refinery|distillery|chocolate factory|biscuit factory|"
    r"crisp factory|"
    r"canal|lock|clock tower|market cross|spire|minster|"
    r"mosque|gurdwara|temple|synagogue|shopping centre|ski slope|ice rink|lido|velodrome|observatory|"
    r"museum|palace|ruins?|caves?|gorge|stone circle|white horse|maze|beach|bandstand|helter skelter|"
    r"railway|steam railway|aerodrome|shipyard|cement works|sugar factory|hospice|quarry|town|village|city)"
)
_SUPERLATIVE = (
    r"(?:only|oldest|biggest|tallest|largest|longest|highest|smallest|first|last|steepest|"
    r"deepest|most famous)"
)
_SCOPE = (
    r"(?:round here|around here|round these parts|for miles|in (?:the )?(?:town|village|city|county|"
    r"country|area|"
    r"north|south|east|west|whole|uk|world|britain|england|wales|scotland|ireland|europe|region|district|"
    r"valley)"
    r"(?:[ -](?:town|east|west|of england|country|county|area))?|left (?:in|on)|with an? \w{2,20}|"
    r"on the (?:coast|river|east coast|"
    r"west coast|south coast|north coast))"
)
_ONLY_ONE = re.compile(
    rf"(?<![^\W_])(?:the|its|our) {_SUPERLATIVE}(?: (?:one|two|\w{{2,20}})){{0,4}}? {_THINGS}s?(?![^\W_])"
    rf"(?: (?:\w{{1,20}} ){{0,4}}?{_SCOPE}){{1,3}}"
)
_ONLY_ONE_WITH = re.compile(
    rf"(?<![^\W_])(?:the only|only the one|just the one|"
    rf"the one) (?:\w{{2,20}} ){{0,3}}?{_THINGS} with (?:\w{{1,20}} ?){{1,6}}"
)
_FAMOUS = re.compile(
    rf"(?<![^\W_])(?:town|village|city|place|one) (?:with|famous for|known for|that'?s (?:famous|"
    rf"known) for|that has|"
    rf"that'?s got) (?:the|its) (?:\w{{2,20}} ){{0,4}}?{_THINGS}(?![^\W_])"
)
_BESIDE_THE = re.compile(
    rf"(?<![^\W_])(?:behind|next to|opposite|beside|across from|overlooking|facing|above|below|under|"
    rf"over the road from|"
    rf"round the corner from|around the corner from|in the shadow of|at the foot of|in sight of|near to|"
    rf"near|next door to)"
    rf" (?:the|a|an) (?:\w{{2,20}} ){{0,2}}?{_THINGS}(?![^\W_])"
)
_IN_SIGHT = re.compile(
    rf"(?<![^\W_])(?:see|hear|spot) (?:the|a|an) (?:\w{{2,20}} ){{0,2}}?{_THINGS}(?![^\W_])"
)
_STATUE = re.compile(
    r"(?<![^\W_])(?:statue|bust|memorial|monument) (?:of|to) (?!liberty)(?:\w{2,20} ){0,2}\w{3,20}(?![^\W_])"
)
_BUS = re.compile(
    r"(?<![^\W_])(?:(?:number|no\.?) )?[0-9]{1,3}[a-z]? (?:bus|tram)(?![^\W_])"
    r"|(?<![^\W_])(?:bus|tram|route) (?:number |no\.? )?[0-9]{1,3}[a-z]?(?![^\W_])"
    r"|(?<![^\W_])(?:take|takes|took|catch|catches|caught|get|gets|got) the [0-9]{1,3}[a-z]?"
    r"(?= (?:into|home|up|down)(?![^\W_]))"
)
_AT_HOME = listed(
    """
    live lives living lived house flat home homes school nursery street road moved place new bungalow garden
    bedroom kitchen lounge balcony attic loft window windows see hear bus
    our we're i'm stop tenancy stands hostel caravan cottage
    """
)
_AWAY = listed("holiday holidays trip visited visit day week stayed caravan weekend")
_NEAR = 60


def landmark_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for the only one of its kind, and for homes beside something that stands out."""
    text = letter.folded.text
    for pattern in (_ONLY_ONE, _ONLY_ONE_WITH, _FAMOUS):
        for found in pattern.finditer(text):
            yield letter.place(*found.span(), Kind.LANDMARK, Strength.MARK, _ONLY)
    for pattern in (_BESIDE_THE, _IN_SIGHT):
        for found in pattern.finditer(text):
            before = set(re.findall(r"[\w']{1,30}", text[max(found.start() - _NEAR, 0) : found.start()]))
            if before & _AT_HOME and not before & _AWAY:
                yield letter.place(*found.span(), Kind.LANDMARK, Strength.MARK, _BESIDE)
    for found in _STATUE.finditer(text):
        yield letter.place(*found.span(), Kind.LANDMARK, Strength.MARK, _ONLY)
    for found in _BUS.finditer(text):
        yield letter.place(*found.span(), Kind.LANDMARK, Strength.MARK, _LINE)
