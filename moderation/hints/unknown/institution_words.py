"""Words that say what kind of place it is; with another word before them they name one."""

from moderation.hints.hint import Kind
from moderation.hints.unknown.listed import listed


def _kinds(kind: Kind, listed: str) -> dict[str, Kind]:
    return dict.fromkeys(listed.split(), kind)


INSTITUTIONS: dict[str, Kind] = {
    **_kinds(
        Kind.SCHOOL,
        """
        school schools primary infants infant juniors junior academy nursery preschool pre-school playgroup
        playschool kindergarten college university uni grammar montessori meithrin madrasa madrassa madrasah
        comprehensive comp prep scl creche daycare daynursery
        """,
    ),
    **_kinds(
        Kind.HEALTH,
        """
        surgery practice clinic hospital infirmary hospice pharmacy dentist dentists opticians optician
        orthodontics dental physiotherapy camhs ward vision
        """,
    ),
    **_kinds(
        Kind.CLUB,
        """
        club clubhouse wmc fc afc rfc rufc cc rlfc athletic rovers wanderers harriers scouts brownies guides
        cubs beavers choir church chapel cathedral minster mosque masjid temple gurdwara mandir synagogue
        tabernacle ministries parish priory orchestra band troupe dojo gymnastics gym legion institute bingo
        assembly darbar gurudwara methodist baptist urc
        society league lido baths leisure riders stables equestrian tigers bandits juniors colts dynamos
        strollers swimmers
        """,
    ),
    **_kinds(
        Kind.WORKPLACE,
        """
        shop store stores factory depot bakery bakers butchers cafe hotel inn pub bar restaurant takeaway
        salon barbers hairdressers garage farm warehouse office offices ltd limited plc supermarket brewery
        foundry works mill mills nails autos motors carpets kitchens florist florists chippy laundry
        launderette library bookshop steelworks quarry colliery plumbing roofing scaffolding catering
        haulage logistics logistic solicitors council threading foods meats sons building
        cars taxis cabs minicabs wholesale wholesalers turkeys joinery builders removals upholstery tyres
        packhouse poultry abattoir dairy cannery creamery distillery smokehouse bottling sawmill boatyard
        shipyard kebabs grill tandoori balti pizzeria fisheries tailors jewellers
        """,
    ),
    **_kinds(
        Kind.LANDMARK,
        """
        park castle bridge pier beach arena museum zoo lake reservoir canal hall house lodge tower market
        station docks dock harbour marina moor braes stadium hostel estate centre center theatre cinema
        viaduct lighthouse windmill common heath woods wood forest fell tor beck brook river falls waterfall
        abbey priory racecourse cemetery crematorium monument statue playground playfields quay wharf
        aquarium arcade precinct flats refuge manor cottage cottages farmhouse barn gardens gala show
        regatta carnival grounds valley hills hill bay cove sands dunes loch glen island isle arms
        """,
    ),
}
"""Each with the kind of what it names."""

HOLDS_ALONE = listed(
    """
    ltd limited plc wmc rufc rfc afc rlfc gurdwara gurudwara darbar mandir masjid tabernacle infirmary
    """
)
"""Rare enough to be pointed at with any word before them, in small letters as well."""

ONLY_WITH_CAPITALS = listed(
    """
    vision bar market centre center bridge river lake wood woods hill hills valley bay island isle common
    heath tower hall gardens show gala forest fell falls building sons works foods league society band gym
    guides scouts cubs brownies beavers juniors infants office offices statue tigers bandits colts riders
    legion cars cabs grounds grill tyres builders turkeys kebabs
    ward park house station beach castle theatre practice prep comp farm barn baths council bakers
    """
)
"""Too ordinary in small letters to be read without any capital, unless the letter has none at all."""

PATRONS: dict[str, frozenset[str]] = {
    "holy": listed("trinity family cross name rood rosary spirit"),
    "sacred": listed("heart"),
    "all": listed("saints hallows souls"),
    "our": listed("lady"),
    "christ": listed("church"),
    "good": listed("shepherd"),
    "corpus": listed("christi"),
    "english": listed("martyrs"),
}
"""What schools and churches are called after, by the first word."""

GENERIC = listed(
    """
    bowls bowling dental cycling netball hockey snooker darts angling fishing sailing rowing canoe archery
    primary secondary infant infants junior juniors high grammar big little new old local same own whole
    other nearest nearby special private public state boarding sunday nursery pre prep first middle upper
    lower senior swimming football dance dancing rugby cricket netball karate judo youth book film drama
    chess running walking tennis boxing golf slimming breakfast after-school afterschool homework holiday
    lunch night toddler toddlers baby babies mother mums dads parent parents children childrens children's
    kids kid's family women's womens men's mens girls boys charity corner chip sweet pet toy shoe coffee tea
    gift card paper clothes phone barber bike bread cake fish book's butcher second-hand secondhand pop-up
    farm garden village town city county country main bus train railway tube fire police petrol service gas
    power coach taxi weather radio tv polling community leisure sports sport health medical dental doctors
    doctor's dentist's eye gp gp's walk-in maternity children's mental general private teaching cottage day
    night care nursing old people's foster council semi detached terraced top ground front back full empty
    open haunted doll's dolls wendy play tree beach bouncy sand sandcastle snow moat ice skate skating theme
    water wildlife nature safari car lorry trailer caravan national retail business industrial adventure
    amusement dog dogs shopping garden job arts drop-in call advice support contact respite safe women mixed
    good bad nice lovely beautiful huge tiny small large great massive wonderful fantastic brilliant amazing
    famous posh fancy cheap busy quiet noisy indian chinese italian turkish polish halal vegan veggie asian
    catholic methodist baptist anglican parish sikh hindu muslim jewish islamic pentecostal evangelical
    quaker welsh english church school college university hospital club shop house wooden stone brick
    plastic lego cardboard gingerbread concrete rope toll railway foot suspension country western brass
    steel rock boy jazz rubber hair elastic girl wedding one-man tribute steam music massive spring summer
    winter autumn christmas easter halloween friday saturday monday tuesday wednesday thursday sunday year
    term medical animal rescue donkey horse pony riding cat cats half pound discount online virtual model
    art craft crafts food drink ice-cream burger kebab curry pizza estate letting loan betting bookies vape
    mobile repair wool fabric record photo hardware off-license off-licence post sorting head tax law ticket
    box lost-property left-luggage head-teacher's head's probation social dole benefits housing registry
    register sea river canal lake hill wood forest two three four five six one seven eight nine ten first
    second third fourth last next final another
    """
)
"""Words that say more exactly what kind of place it is, and not which one."""

PREFIXES: dict[str, Kind] = {
    **_kinds(
        Kind.SCHOOL,
        """
        ysgol meithrin ecole
        """,
    ),
    **_kinds(
        Kind.ADDRESS,
        """
        fferm plas
        """,
    ),
    **_kinds(
        Kind.CLUB,
        """
        capel eglwys clwb
        """,
    ),
    **_kinds(
        Kind.LANDMARK,
        """
        canolfan llyn traeth loch glen hms hmp raf afon castell port fort mount
        """,
    ),
    **_kinds(
        Kind.HEALTH,
        """
        ysbyty meddygfa
        """,
    ),
}
"""Words that name a place with the word after them."""

STREET_WORDS = listed(
    """
    road rd street avenue ave lane ln drive close crescent cres terrace grove mews parade rise way row walk
    square gate court place view gardens hill green wynd brae loan quay stryd heol ffordd lon villas strasse
    boulevard crossroads bypass highway gdns tce terr alley side wharf embankment mount croft orchard meadow
    meadows paddock garth rd. av yard drove loke twitten ginnel snicket
    """
)

SURE_STREETS = listed(
    """
    road rd street avenue ave lane crescent cres terrace grove mews stryd heol ffordd
    """
)
"""Street words that in small letters, too, mean little else: "on castle street"."""

KNOWN_BY_THE_TOWN = listed(
    """
    common gala lido priory tabernacle infirmary arena institute harbour docks quay minster cathedral abbey
    pier castle museum moor braes heath lodge manor grange mill foundry tower stadium marina legion
    """
)
"""Said with a capital by those who have only one of them: "the Common"."""

TITLE_WORDS = listed(
    """
    read reading reads watched watching watch sang singing sing film book song called seen film, musical
    story
    """
)
"""Words before the title of a book, a film or a song."""

GENERIC_STREETS = listed(
    """
    main high busy quiet long same our my your their her his the a this that next other whole country narrow
    little big back side front private public dirt muddy bumpy winding steep memory fast slow bus cycle
    middle outside inside inner cobbled one cross open dead ring rocky sesame coronation abbey penny easy
    new old every each hard late dark wrong right left wide minute minutes minute's mile miles hour hours
    hour's long nice lovely school family last first of up down along across and test hyde half all only no
    any some
    """
)
"""Words before a street word that do not name it."""
