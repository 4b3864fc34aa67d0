"""Words that need company before they mean anything: names that are also words, kinds of places, dates.

Put together by hand. A name missing here makes a hint too many, never one too few.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


WORD_LIKE = _words(
    """
    abbey archer art ash august autumn baker banks barber barker bath battle beach bean bee bell berry
    bird bishop black blue bond booth bow bower brick bridge bright brook brown bull burns bury bush
    butcher butler butter carpenter carter castle chance chandler chase church clay clover coal coast
    cole cook cooper corn cotton cross crown dale dawn day deal dean deer diamond dove drake drew driver
    duke dusk dyer early earl east eden elder ever faith fair farmer farrow ferry field finch fisher
    fish fleet flint flower ford forest forrest foster fowler fox frank freeman french frost gale gamble
    game garden gardener gates gay gem gill gold good goodman grace grant gray green grey grove guy hail hale
    hall hand handy harding hardy harmony harper hart hatch haven hawk hay hazel head heart heath
    heather hill hills hive holly home honey hook hooper hope horn hunt hunter inch iris iron ivory ivy
    jack jade jay jewel joiner joy judge june keen kettle key kid king knight knot lake lamb land lane
    large lark last law lawn lee lily lilly little lock long looker lord love low luck lucky mace major
    march mark marks marsh mason may meadow melody mercy merry miles mill miller mills mist mole moon
    moor moore morning moss mountain nail new night noble north olive page painter palace palmer park
    parks parson patience peace peach pearl penny piper pit plant pole pond pool poole poppy porter post
    potter potts power price pride prince prior pure queen rain ram raven ray read reading red reed rich
    ridge ring rivers river robin rock rod rogue rose round rowan royal ruby rue rugby rule rush rust
    rye sage sale salmon sands savage sawyer sea seal self sexton shaw shepherd shield ship shore short
    silver singer skinner sky skye sleep small smart smith snow soul south spark sparrow spencer spring
    star stark steel steer stone storm street strong summer summers sun sunny swan sweet swift tanner
    taylor teal temple thistle thorn tidy tiger toller tower town trinity true trust tuck tuesday turner
    vale victor view viola violet wade waite walker wall waller walls ward ware warm waters water watch
    way weaver webb wednesday weeks well wells west wheeler whistler white wild will willow wills winter
    wise wolf wood woods worth wren yellow york young hove settle diss eye ripe barking tring sandwich
    hoe nelson barry mold beer wing ely over broadway bliss blossom charity clement destiny felicity
    heaven honour hero justice liberty magnolia nova ocean paris phoenix reef romance saffron sandy
    serenity sunday teddy valentine winnie
    """
)
"""Surnames, first names and towns that are ordinary words: they count with a capital only, and only ask."""

MONTHS = _words(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec
    """
)

BEFORE_A_MONTH = _words(
    """
    in last next this since until till by early late mid of during from every to through before after
    """
)
"""Words that make the "May" after them a month."""

BEFORE_A_PERSON = _words("mr mrs miss ms dr uncle aunty auntie aunt family named surname")
BEFORE_A_PLACE = _words("in at from near nr outside round around")
BEFORE_A_GROUP = _words("at joined join attends called outside opposite behind")
BEFORE_THE_GROUP = _words("for with to from near by of")
PLAYING = _words(
    "plays played play playing swims swam dances rides rows runs boxes works worked work training"
)
GOING = _words("moved move moving went go going gone goes drove drive back over came get bus train")
"""Words that a name stands after, where no capital tells it."""

INSTITUTIONS = _words(
    """
    academy association avenue band boys building centre center chapel choir church clinic close club
    college community company cottage council court crescent cricket dance district doctor drive estate
    factory farm fc first football garden gardens gate girls group gymnastics high hill home hospital
    house infant infants infirmary junior juniors kindergarten lane lodge ltd mosque nursery office park
    parish place practice preschool pre prep primary road rovers royal rugby rufc saint school science
    secondary service services shop society sports square st station street surgery swimming team terrace
    theatre town trust united university upper lower view village walk way works world wood ymca youth
    brae wynd loan mews rise grove crescent cres heol ffordd stryd lon croft garth parade quay esplanade
    promenade boulevard dene fold row yard alley works towers flats flat block hall clos bryn
    ysgol fferm north south east west new old great little top middle
    """
)
"""Words that say what kind of place it is, not which one."""

AT_WORK = _words(
    """
    work works worked working job jobs shift shifts nights rota employed apprentice apprenticeship
    overtime boss foreman supervisor redundant redundancy retired retires retiring placement commute
    """
)
"""Words that say that somebody works."""

WORKPLACES = _words(
    """
    abattoir airbase airfield airport aquarium arsenal bakery barracks base brewery cannery castle cathedral
    colliery council court creamery dairy depot distillery docks dockyard factory ferries ferry foundry
    garage harbour hospice hospital infirmary laboratory library market mill mine mint museum observatory
    palace pit plant port pottery prison quarry racecourse refinery reservoir sawmill shipyard stables
    steelworks studios tannery terminal theatre university warehouse waterworks works yard zoo
    """
)
"""Places to work at; of most of these a town has one."""

LITTLE_WORDS = _words(
    """
    a an and at by de do for from i in is it la le me my of on or our s the to us we you your du van
    von der den al el bin y yr un
    """
)
"""Words that never tell anything by themselves, not even two of them together."""

POSTCODE_AREAS = _words(
    """
    ab al b ba bb bd bf bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec
    eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu
    m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss
    st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
    """
)
"""What a postcode of the United Kingdom, Jersey, Guernsey or the Isle of Man begins with."""
