"""By-names and landmarks of towns that are widely known. Put together by hand, and only ever proposed."""

from __future__ import annotations

from functools import cache

from moderation.hints.fold import fold
from moderation.hints.words import keys_of

_LISTED = """
aberdeen: Granite City, the Silver City, Furryboots
aberystwyth: Aber
aldershot: Home of the British Army
arbroath: Red Lichties, home of the smokie
ayr: the Honest Men, Burns country
barnsley: Tarn
barrow-in-furness: Barra, the shipyard town
basingstoke: Doughnut City, Basingrad
bath: the Roman Baths, Pump Room, Royal Crescent
belfast: Titanic Town, Samson and Goliath, the Big Smoke
birmingham: Brum, Brummie, Second City, Bullring, Spaghetti Junction
blackburn: Rovers country, East Lancs
blackpool: the Tower, Pleasure Beach, the Illuminations, Vegas of the North
bolton: Trotters
bournemouth: the Cherries, Bomo
bradford: Woolopolis, Bratford
brighton: London by the Sea, the Lanes, the Pavilion
bristol: Brizzle, the Suspension Bridge, Balloon Fiesta
brixton: the Windrush, Electric Avenue
burton upon trent: Burton, beer town, the Brewers
cambridge: Silicon Fen, punting on the Cam, the Backs
canterbury: the Cathedral city, pilgrims' city
cardiff: the Diff, Bluebirds, Cardiff Bay
carlisle: the Border City, Carlile
chester: the Rows, Roman walls, Deva
cleethorpes: Meggies
colchester: Britain's oldest town, Camulodunum
cork: the Rebel City, the Real Capital
coventry: Cov, Sky Blues, Godiva, Lady Godiva's city
crewe: the Railwaymen, railway town
croydon: the Cronx
derby: the Rams, Derbados
derry: Maiden City, Stroke City, the Walled City
doncaster: Donny, St Leger
dover: the White Cliffs
dublin: the Fair City, the Big Smoke, the Spire
dundee: City of Discovery, jute city, the Law, Tayside
dunfermline: the Auld Grey Toun, the Pars
edinburgh: Auld Reekie, Embra, Athens of the North, Arthur's Seat, the Royal Mile
exeter: the Grecians, Exe
falkirk: the Bairns, the Kelpies, the Wheel
galway: City of the Tribes
gateshead: Angel of the North, the Sage
glasgow: Dear Green Place, Weegie, No Mean City, the Barras, Clydeside
gloucester: the Docks, Kingsholm, Shedheads
great yarmouth: Yarmouth, the Golden Mile, the Norfolk Broads
grimsby: GY, the Mariners, Cod Almighty
halifax: the Piece Hall, Calderdale
hartlepool: Monkey Hangers, Pools
huddersfield: the Terriers, Udders, Hudds
hull: Tigers, Larkin's city, the Humber Bridge
inverness: Inversneck, the Sneck, capital of the Highlands
ipswich: Tractor Boys, Ippy
kilmarnock: Killie
kirkcaldy: the Lang Toun
leeds: Loiners, Elland Road, the Owls
leicester: the Foxes, the Golden Mile, Space Centre
limerick: Treaty City
lincoln: the Imps, Steep Hill
liverpool: Scouse, the Liver Birds, Merseyside, the Cavern
llanelli: Sosban, the Scarlets
london: the Smoke, the Big Smoke, the capital
luton: the Hatters, hat town
manchester: Cottonopolis, Madchester, Mancs, the Curry Mile
merthyr tydfil: Merthyr, iron town
middlesbrough: Boro, Smoggies, the Transporter
milton keynes: MK, the concrete cows, city of roundabouts
new malden: Little Korea
newcastle upon tyne: the Toon, Geordie, Geordieland, Tyneside, the Quayside
newport: the Port, the Transporter Bridge
northampton: the Cobblers, shoe town
norwich: the Fine City, the Canaries, Nazza
nottingham: Notts, Queen of the Midlands, Robin Hood country, Goose Fair
oldham: the Latics
oxford: the dreaming spires, Radcliffe Camera, the Dark Blues
paisley: the Buddies
peckham: Little Lagos, Del Boy's
perth: the Fair City, Perthshire's city
peterborough: the Posh, Peterboghorror
plymouth: Guz, Ocean City, the Hoe, Janners
portsmouth: Pompey, the Spinnaker, the Dockyard
preston: Proud Preston, the Lilywhites
reading: the Royals, the Festival, the Three Bs
rotherham: Rovrum, the Millers
scarborough: Scarbados, the Spa
scunthorpe: Scunny, the Iron, steel town
sheffield: Steel City, the Crucible, the Blades, the Owls
skegness: Skeggy, Skeg, Skegvegas
slough: the Trading Estate, The Office town
southall: Little India, Little Punjab
southampton: Soton, the Saints, the cruise port
southend-on-sea: Sarfend, the longest pier
st albans: Verulamium
st andrews: Home of Golf, the Old Course
st helens: Saints, glass town
stockport: the Hatters, hat town, the Viaduct
stockwell: Little Portugal
stoke-on-trent: the Potteries, the Potters, Stokie, the Five Towns
stratford-upon-avon: Shakespeare's town, the Bard's town, the RSC
sunderland: Mackem, Wearside, the Black Cats
swansea: Jacks, the ugly lovely town, the Mumbles
swindon: railway town, the Magic Roundabout
torquay: the English Riviera, Fawlty Towers town
wakefield: the Rhubarb Triangle, Wakey
warrington: the Wire
waterford: Crystal City
whitby: Dracula's town, the Abbey steps, goth weekend
wigan: the Pier, Pie Eaters, the Warriors
windsor: the Castle, the Royal Borough, Legoland
wolverhampton: Wolves, Wolvo, the Black Country
worcester: the Faithful City, sauce city
wrexham: Red Dragons, the Racecourse
york: the Minster, the Shambles, Jorvik, Viking city
"""


@cache
def _by_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _LISTED.strip().splitlines():
        town, _, names = line.partition(": ")
        short, said = town.replace("-", " ").split(" upon ")[0].split(" on ")[0], tuple(names.split(", "))
        found |= {key_of(town): said, key_of(short): said}
    return found


def key_of(name: str) -> str:
    """A name as the tables know it: folded words, divided by spaces."""
    return " ".join(keys_of(fold(name).text))


def by_names(town: str) -> tuple[str, ...]:
    """What people call the town, and what it is known for."""
    names = _by_names()
    key = key_of(town)
    return names.get(key) or names.get(key.split(" ")[0], ()) if key else ()
