"""Words with a capital that say nothing about where somebody is or who they are.

Put together by hand: times, peoples, what is sold and shown everywhere, how families and faiths speak.
"""

from moderation.hints.unknown.listed import listed


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in listed.replace("\n", ",").split(",") if phrase.strip())


_TIMES = listed(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues
    wed weds thu thur thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays
    spring summer autumn winter midsummer christmas xmas easter halloween hallowe'en hogmanay eid ramadan
    ramadhan diwali divali hanukkah chanukah passover vaisakhi baisakhi holi navratri whitsun whit lent
    advent pentecost pancake shrove epiphany nowruz bonfire purim pesach sukkot rosh hashanah yom kippur
    dussehra raksha bandhan wesak wigilia mikolajki dydd dewi santes dwynwen nadolig pasg stephen's
    valentine valentine's valentines mother's father's mothers fathers mothering st boxing new year's years
    year am pm bst gmt sul llun mawrth mercher iau gwener sadwrn eisteddfod martisor dragobete mihai poczatek
    wielkanoc sylwester dozynki andrzejki imieniny swieta tet lunar songkran pongal onam ugadi lohri karva
    chauth basant janmashtami ganpati chaturthi durga puja pohela boishakh bakrid shab barat mawlid milad
    ashura rakhi kucios kuciu velykos paste craciun wigilii velykden rizdvo bayram seker mod shinty camogie
    hurling gaa boules carrom kabaddi gilli capoeira zumba
    bandi chhor homowo juneteenth kwanzaa carnaval crismas crimbo easta
    """
)

_PEOPLES = listed(
    """
    english british welsh scottish irish scots gaelic french spanish german italian polish romanian urdu
    punjabi bengali sylheti hindi gujarati arabic turkish kurdish somali yoruba igbo hausa twi swahili
    portuguese dutch russian ukrainian chinese mandarin cantonese japanese korean vietnamese thai greek
    latin hebrew czech slovak hungarian bulgarian albanian lithuanian latvian persian farsi pashto tamil
    malayalam telugu marathi nepali american african caribbean jamaican nigerian ghanaian indian pakistani
    bangladeshi asian european australian canadian mexican brazilian romany roma gypsy traveller jewish
    muslim christian catholic hindu sikh buddhist protestant methodist baptist anglican evangelical
    mancunian geordie scouse scouser cockney brummie victorian victorians roman romans viking vikings
    egyptian egyptians tudor tudors greeks celts saxons aztecs normans pole poles americans romanians
    indians england britain uk scotland wales ireland france spain germany italy poland romania india
    pakistan bangladesh turkey greece portugal holland netherlands belgium switzerland austria sweden norway
    denmark finland iceland russia ukraine china japan korea vietnam thailand australia canada america usa
    mexico brazil egypt morocco tunisia nigeria ghana kenya somalia ethiopia eritrea sudan gambia senegal
    jamaica barbados trinidad grenada dominica guyana cyprus malta croatia bulgaria hungary slovakia
    slovenia serbia bosnia albania kosovo lithuania latvia estonia czechia iran iraq syria lebanon israel
    palestine gaza jordan kuwait dubai qatar afghanistan nepal philippines malaysia singapore indonesia bali
    sri lanka europe africa asia antarctica zimbabwe uganda rwanda congo cameroon algeria libya majorca
    mallorca menorca ibiza tenerife lanzarote fuerteventura canaria benidorm magaluf algarve lapland
    disneyland disney florida orlando paris rome venice barcelona amsterdam berlin prague istanbul antalya
    bodrum marmaris alanya crete corfu rhodes zante kos lourdes mecca makkah madina medina hajj umrah
    bethlehem jerusalem sydney hollywood hawaii titanic atlantic pacific mediterranean alps sahara everest
    """
)

_SOLD = listed(
    """
    tesco tescos tesco's asda asda's aldi lidl morrisons sainsbury sainsbury's sainsburys waitrose co-op
    coop iceland spar costco primark primani next h&m zara matalan argos ikea boots superdrug smyths wilko
    wilkos b&m poundland home-bargains greggs gregg's costa starbucks mcdonald mcdonald's mcdonalds maccies
    maccy kfc subway nando nando's nandos domino domino's dominos wagamama pizza spoons wetherspoon
    wetherspoon's wetherspoons harvester toby amazon ebay vinted etsy google apple samsung iphone ipad
    android alexa siri microsoft windows netflix youtube tiktok facebook fb insta instagram snapchat snap
    whatsapp twitter messenger zoom teams skype facetime discord spotify bbc itv cbeebies cbbc channel sky
    iplayer xbox playstation nintendo switch wii ps2 ps3 ps4 ps5 roblox minecraft fortnite fifa mario sonic
    pokemon pikachu zelda tetris lego duplo playmobil barbie bratz sylvanian sylvanians furby tamagotchi
    nerf hot-wheels smarties haribo cadbury cadbury's cadburys nutella marmite weetabix cheerios kellogg's
    ribena vimto irn-bru coke pepsi fanta lucozade calpol nurofen plasticine velcro biro hoover jacuzzi
    tupperware sellotape blu-tack ford vauxhall corsa fiesta astra toyota honda nissan kia bmw audi mercedes
    skoda volvo fiat mini tesla transit land-rover lexus yamaha suzuki harley nike adidas puma reebok vans
    converse crocs clarks ugg uggs dr-martens hollister jd centerparcs butlin butlin's butlins haven pontins
    travelodge ryanair easyjet jet2 tui eurostar uber megabus oxfam barnardo's barnardos nspcc rspca mencap
    nhs dwp pip uc hmrc
    """
)

_SHOWN = listed(
    """
    anfield twickenham murrayfield hampden aintree ascot silverstone glastonbury eurovision goodison arsenal
    spurs celtic chelsea gunners wembley euros olympics olympic paralympics commonwealth ashes wimbledon
    fifa uefa wwe nba nfl messi ronaldo rashford saka haaland beano gruffalo peppa bluey paw paddington
    shrek minions minion moana elsa frozen encanto simba nemo dory woody buzz pooh tigger eeyore piglet
    gandalf hobbit frodo hogwarts hermione dumbledore gryffindor slytherin batman superman spiderman
    spider-man avengers hulk thor marvel transformers jedi yoda darth vader eastenders corrie emmerdale
    strictly gladiators bake-off teletubbies teletubby fireman postman thunderbirds numberblocks duggee
    cocomelon octonauts simpsons scooby garfield snoopy matilda narnia tracker wimpy beatles abba oasis
    coldplay beyonce adele stormzy sheeran rihanna eminem elvis madonna drake queen bts shakespeare dickens
    mozart beethoven bach picasso banksy einstein attenborough windrush suffragettes nativity panto grinch
    rudolph cinderella rapunzel snow goldilocks dracula frankenstein santa claus tyrannosaurus t-rex
    diplodocus stegosaurus triceratops jurassic
    """
)

_SAID = listed(
    """
    mum mummy mums mam mammy mom mommy mama mamma ma dad daddy dads dada papa pa da nan nana nanna nanny
    gran granny grannie gramps grandma grandad grandpa grandmother grandfather great-gran great-nan auntie
    aunty aunt uncle mamgu tadcu taid nain babcia dziadek dadi dada nani nano dadu abba ammi ammu amma abbu
    abu bibi baba bebe bunica bunicu oma opa yiayia tata tato ciocia wujek didi bhai bhaiya chacha chachi
    khala mami mamu masi tia abuela sis bro cousin sister brother mother father baby bubba god god's lord
    lord's jesus christ christ's allah allah's holy spirit bible quran qur'an koran torah gita guru granth
    mass communion confirmation baptism christening amen hallelujah alhamdulillah inshallah insha mashallah
    mashaallah subhanallah bismillah salaam salam salaams assalamu asalamu assalam as-salamu alaikum alaykum
    walaikum wa dua duas sat sri akal namaste waheguru om shalom imam iman adhan iftar suhoor sehri jummah
    juma rakats mubarak muharram ashura heaven hell paradise prophet pbuh swt saviour trinity gospel psalm
    psalms ave maria buddha krishna ganesh shiva i a o x xx xxx xxxx xxxxx xxxxxx xo xoxo ps pps p.s ok okay
    lol omg tv dvd cd pc pe re ict it dt pshe sen send senco ehcp ehc gcse gcses btec nvq sats ks1 ks2 ks3
    eyfs a-level a-levels a&e gp gp's gps icu ct mri ecg adhd asd pda odd ptsd fasd ocd covid id diy bbq usb
    wifi www dna hiv mp mps pm vip rip fyi asap aka faq uk usa us eu un hq dj mc cv hgv hiya fa wc nct nvq
    std mot vw er eta faqs tba rsvp nb tbh imo idk btw one two three four five six seven eight nine ten
    reception class set tier level stage key grade friend friends mr mrs ms miss dr sir madam lady captain
    king queen prince princess duke mathematics maths english science history geography music art drama
    literacy numeracy phonics french brownies brownie cubs cub beavers beaver scouts scout guides guide
    rainbows rainbow squirrels blwyddyn annwyl cofion diolch cariad nos da bore croeso iechyd hwyl cymru
    mawr khuda hafiz jaan beta beti puttar revedere multumesc noroc dziekuje kocham czesc pozdrawiam buziaki
    obrigada obrigado saudades beijos beijinhos parabens natal ninong ninang lolo lola salamat mabuhay shukran
    habibi habibti yalla afiyet olsun canim merhaba tesekkur dyakuyu aciu labas sveiki medaase akwaaba nagode
    sannu kedu daalu vanakkam nandri kannu paati thatha dhonnobad
    cymraeg yours sincerely faithfully letterbox portal social services council capricorn aquarius pisces
    aries taurus gemini cancer leo virgo libra scorpio sagittarius down down's syndrome asperger's
    tourette's alzheimer's parkinson's crohn's earth moon mars jupiter saturn venus mercury pluto neptune
    """
)

_SIGNED = listed(
    """
    love loving lots loads best kind kindest warm warmest regards wishes hugs kisses kiss bye goodbye always
    forever ever truly blessings bless thinking dear darling hello hi hiya happy merry birthday anniversary
    congratulations congrats well done thank thanks please sorry yes no not god write soon care take missing
    miss you and with from all the my our your to of letter card re: ref subject date page very much big
    huge great good luck goodnight night morning
    """
)

QUIET = _TIMES | _PEOPLES | _SOLD | _SHOWN | _SAID | _SIGNED

_KNOWN_EVERYWHERE = _phrases(
    """
    old trafford, the emirates, stamford bridge, st james' park, albert square, ramsay street, royal ascot,
    tour de france, pride and prejudice, wuthering heights, jane eyre, great expectations, animal farm,
    to kill a mockingbird, of mice and men, an inspector calls, romeo and juliet, a midsummer night's dream,
    a christmas carol, war horse, watership down, the secret garden, secret garden, swallows and amazons,
    the railway children, railway children, tom's midnight garden, goodnight mister tom, the snowman,
    the famous five, famous five, secret seven, stig of the dump, dog man, captain underpants,
    diary of a wimpy kid, murder most unpuzzling, skandar, how to train your dragon, kung fu panda,
    despicable me, ice age, monsters inc, the incredibles, encanto, sound of music, the sound of music,
    les miserables, phantom of the opera, singin' in the rain, dirty dancing, pretty woman, downton abbey,
    midsomer murders, silent witness, line of duty, happy valley, peaky blinders, vera, death in paradise,
    homes under the hammer, a place in the sun, bargain hunt, the repair shop, repair shop, sewing bee,
    dragons' den, dragons den, the apprentice, sports personality, pointless, the one show, sweet caroline,
    bohemian rhapsody, imagine, yellow submarine, three lions, abide with me, jerusalem,
    all things bright and beautiful, o come all ye faithful, once in royal, penny lane, waterloo sunset,
    abbey road, strawberry fields, waterloo, angels, wonderwall, london bridge, scotland the brave,
    flower of scotland, men of harlech, calon lan, danny boy, ferry cross the mersey, notting hill carnival,
    bourne identity, treasure island, partick thistle, burns night, premier inn, holiday inn, travel lodge,
    center parcs, legoland, alton towers, thorpe park, sea life, marks and spencer, marks & spencer,
    m and s, burger king, pizza hut, pizza express, toby carvery, dr oetker, home bargains, b and m,
    b and q, b & q, h and m, tk maxx, t k maxx, john lewis, smyths toys, toys r us, build a bear,
    card factory, body shop, early learning centre, sports direct, jd sports, pets at home, halfords,
    currys, the range, hobbycraft, the works, whsmith, wh smith, w h smith, post office, royal mail,
    british heart foundation, cancer research, save the children, british legion, red cross,
    st john ambulance, st john's ambulance, citizens advice, universal credit, job centre, jobcentre plus,
    social services, social worker, children's services, family court, high court, county court,
    crown court, man utd, man u, man united, man city, manchester united, manchester city, west ham,
    aston villa, leeds united, newcastle united, leicester city, crystal palace, nottingham forest,
    sheffield united, sheffield wednesday, real madrid, wolverhampton wanderers, norwich city, stoke city,
    cardiff city, swansea city, hull city, bristol city, bristol rovers, birmingham city, blackburn rovers,
    bolton wanderers, preston north end, premier league, champions league, world cup, fa cup, super league,
    six nations, grand national, formula one, formula 1, match of the day, harry kane, marcus rashford,
    bukayo saka, mo salah, cristiano ronaldo, lionel messi, tom daley, mo farah, taylor swift, ed sheeran,
    harry styles, ariana grande, justin bieber, billie eilish, dua lipa, little mix, one direction,
    take that, girls aloud, spice girls, david attenborough, roald dahl, david walliams, jacqueline wilson,
    julia donaldson, enid blyton, michael morpurgo, dr seuss, dr who, doctor who, rosa parks,
    martin luther king, nelson mandela, florence nightingale, mary seacole, guy fawkes, anne frank,
    king charles, queen elizabeth ii, the queen, prince william, queen victoria, henry viii, robin hood,
    king arthur, michael jackson, freddie mercury, elton john, bob marley, harry potter, star wars,
    star trek, toy story, lion king, the lion king, peppa pig, paw patrol, hey duggee, in the night garden,
    teenage mutant ninja turtles, horrid henry, horrible histories, blue peter, danger mouse,
    shaun the sheep, wallace and gromit, wallace & gromit, thomas the tank engine, fireman sam, postman pat,
    bob the builder, bing bunny, mr tumble, mr bean, mr men, mister men, little miss, mr potato head,
    mr whippy, mrs brown's boys, mrs brown, mrs doubtfire, mary poppins, mr fox, fantastic mr fox, mr stink,
    mr twit, the twits, the gruffalo, room on the broom, stick man, we're going on a bear hunt,
    the tiger who came to tea, very hungry caterpillar, the very hungry caterpillar, winnie the pooh,
    peter pan, peter rabbit, tinker bell, charlie and the chocolate factory, willy wonka,
    james and the giant peach, george's marvellous medicine, the wizard of oz, alice in wonderland,
    the jungle book, jungle book, beauty and the beast, little mermaid, the little mermaid, snow white,
    sleeping beauty, wreck it ralph, finding nemo, inside out, home alone, jurassic park, jurassic world,
    hunger games, percy jackson, lord of the rings, the hobbit, mamma mia, high school musical,
    the greatest showman, greatest showman, school of rock, west side story, matilda the musical,
    bugsy malone, oliver twist, les mis, billy elliot, britain's got talent, i'm a celebrity,
    strictly come dancing, bake off, great british bake off, x factor, the voice, top gear, love island,
    coronation street, call the midwife, casualty, hollyoaks, all creatures great and small,
    songs of praise, antiques roadshow, location location location, gogglebox, the chase, the traitors,
    traitors, tipping point, countryfile, springwatch, planet earth, super mario, mario kart,
    animal crossing, among us, call of duty, rocket league, just dance, candy crush, jingle bells,
    silent night, away in a manger, little donkey, twinkle twinkle, baa baa black sheep, let it go,
    amazing grace, wind beneath my wings, you are my sunshine, over the rainbow, happy birthday,
    auld lang syne, father christmas, santa claus, tooth fairy, easter bunny, elf on the shelf, boxing day,
    bank holiday, new year, new year's eve, new year's day, good friday, palm sunday, ash wednesday,
    remembrance sunday, mother's day, father's day, mothers day, fathers day, mothering sunday, pancake day,
    shrove tuesday, valentine's day, valentines day, st patrick's day, st george's day, st david's day,
    st andrew's day, world book day, red nose day, children in need, comic relief, sports day,
    derry girls, national express, london calling, the muppets, anne of green gables, green gables,
    christmas eve, christmas day, easter sunday, easter monday, midnight mass, christmas dinner, palm sunday,
    dover sole, malory towers, st clare's, percy jackson, tom gates, rainbow magic, worst witch, horrid henry,
    bonfire night, chinese new year, black friday, duke of edinburgh, d of e, key stage, year group,
    key worker, sixth form, high school, primary school, junior school, secondary school, grammar school,
    sunday school, nursery school, big school, grand canyon, great wall of china, eiffel tower, big ben,
    buckingham palace, london eye, tower bridge, tower of london, natural history museum, statue of liberty,
    new york, los angeles, las vegas, hong kong, new zealand, south africa, north africa, west africa,
    sri lanka, saudi arabia, united states, northern ireland, gran canaria, costa del sol, costa brava,
    canary islands, cape verde, sharm el sheikh, disneyland paris, disney world, burj khalifa, middle east,
    north pole, south pole, milky way, atlantic ocean, north sea, irish sea, cocker spaniel, border collie,
    german shepherd, jack russell, king charles spaniel, shih tzu, great dane, saint bernard,
    golden retriever, french bulldog, guinea pig, border terrier, yorkshire terrier, west highland,
    yorkshire pudding, yorkshire puddings, yorkshire tea, cornish pasty, cornish pasties, cornish cream tea,
    bakewell tart, bakewell tarts, battenberg, eccles cake, eccles cakes, chelsea bun, chelsea buns,
    lancashire hotpot, victoria sponge, worcester sauce, scotch egg, welsh cakes, cheddar,
    double gloucester, red leicester, wensleydale, caerphilly cheese, cumberland sausage,
    cumberland sausages, lincolnshire sausages, dundee cake, arbroath smokie, bath bun, bath buns,
    jersey potatoes, jersey royals, brussels sprouts, swiss roll, black forest, turkish delight, tunnock's,
    kit kat, jelly babies, jammie dodgers, angel delight, sunday roast, coco pops, rice krispies,
    happy meal, big mac, capri sun, fruit shoot, um bongo, irn bru, coca cola, diet coke, earl grey, ludo,
    snakes and ladders, connect four, uno, top trumps, monopoly, cluedo, match attax, hot wheels,
    lord's prayer, hail mary, our father, holy communion, first communion, holy spirit, amrit vela,
    guru nanak, bank of dave, wi fi, blu tack, land rover, range rover, mini cooper, ford fiesta,
    rolls royce, life story, life story book, story book, memory box, god bless, later life, north star
    """
)


def _by_first_word(phrases: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split()[0], set()).add(phrase)
    return {first: frozenset(several) for first, several in found.items()}


QUIET_PHRASES = _by_first_word(frozenset(phrase for phrase in _KNOWN_EVERYWHERE if " " in phrase))
"""Phrases of two words and more that are known everywhere, by their first word."""

LONGEST_QUIET_PHRASE = max(len(phrase.split()) for phrase in _KNOWN_EVERYWHERE)

QUIET |= frozenset(phrase for phrase in _KNOWN_EVERYWHERE if " " not in phrase)
