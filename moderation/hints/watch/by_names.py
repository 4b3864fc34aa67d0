"""By-names and landmarks of towns that are widely known. Put together by hand, and only ever proposed."""

from __future__ import annotations

from functools import cache

from moderation.hints.fold import fold
from moderation.hints.words import keys_of

_LISTED = """
aberdeen: Granite City, the Silver City, Furryboots
aberystwyth: Aber
accrington: Accy, Stanley
aldershot: Home of the British Army
altrincham: Alty
arbroath: Red Lichties, home of the smokie
ayr: the Honest Men, Burns country
barnsley: Tarn
barnstaple: Barum
barrow-in-furness: Barra, the shipyard town
basildon: Bas Vegas
basingstoke: Doughnut City, Basingrad
bath: the Roman Baths, Pump Room, Royal Crescent
belfast: Titanic Town, Samson and Goliath, the Big Smoke
birmingham: Brum, Brummie, Second City, Bullring, Spaghetti Junction
bishop auckland: Bish
blackburn: Rovers country, East Lancs
blackpool: the Tower, Pleasure Beach, the Illuminations, Vegas of the North
bognor regis: Bognor, Butlin's
bolton: Trotters
bournemouth: the Cherries, Bomo
bradford: Woolopolis, Bratford
bridlington: Brid
brighouse: Briggus
brighton: London by the Sea, the Lanes, the Pavilion
bristol: Brizzle, the Suspension Bridge, Balloon Fiesta
brixton: the Windrush, Electric Avenue
burnley: the Clarets
burton upon trent: Burton, beer town, the Brewers
bury: the Shakers
cambridge: Silicon Fen, punting on the Cam, the Backs
canterbury: the Cathedral city, pilgrims' city
cardiff: the Diff, Bluebirds, Cardiff Bay
carlisle: the Border City, Carlile
castleford: Cas, Cas Vegas
chester: the Rows, Roman walls, Deva
chesterfield: the Crooked Spire, Spireites
cirencester: Ciren
cleethorpes: Meggies
colchester: Britain's oldest town, Camulodunum
corby: Little Scotland
cork: the Rebel City, the Real Capital
coventry: Cov, Sky Blues, Godiva, Lady Godiva's city
crewe: the Railwaymen, railway town
croydon: the Cronx
darlington: Darlo, the Quakers
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
hemel hempstead: Hemel
hereford: the Bulls
hinckley: Tin Hat
huddersfield: the Terriers, Udders, Hudds
hull: Tigers, Larkin's city, the Humber Bridge
ilkeston: Ilson
inverness: Inversneck, the Sneck, capital of the Highlands
ipswich: Tractor Boys, Ippy
keighley: Keithley, the Cougars
kettering: the Poppies
kidderminster: Kiddy, Kiddie, the Harriers, carpet town
kilmarnock: Killie
king's lynn: Lynn
kirkcaldy: the Lang Toun
leamington spa: Leam
leeds: Loiners, Elland Road, the Owls
leicester: the Foxes, the Golden Mile, Space Centre
limerick: Treaty City
lincoln: the Imps, Steep Hill
liverpool: Scouse, the Liver Birds, Merseyside, the Cavern
llanelli: Sosban, the Scarlets
london: the Smoke, the Big Smoke, the capital
loughborough: Luff, Luffbra, the Bell Foundry
lowestoft: Lowey
luton: the Hatters, hat town
macclesfield: Macc, Silk Town, the Silkmen
manchester: Cottonopolis, Madchester, Mancs, the Curry Mile
mansfield: the Stags
margate: Dreamland
merthyr tydfil: Merthyr, iron town
middlesbrough: Boro, Smoggies, the Transporter
milton keynes: MK, the concrete cows, city of roundabouts
new malden: Little Korea
newcastle upon tyne: the Toon, Geordie, Geordieland, Tyneside, the Quayside
newport: the Port, the Transporter Bridge
northampton: the Cobblers, shoe town
norwich: the Fine City, the Canaries, Nazza
nottingham: Notts, Queen of the Midlands, Robin Hood country, Goose Fair
nuneaton: Treacle Town
oldham: the Latics
oxford: the dreaming spires, Radcliffe Camera, the Dark Blues
paisley: the Buddies
peckham: Little Lagos, Del Boy's
penzance: PZ
perth: the Fair City, Perthshire's city
peterborough: the Posh, Peterboghorror, P'boro
plymouth: Guz, Ocean City, the Hoe, Janners
pontefract: Ponte, Pomfret
portsmouth: Pompey, the Spinnaker, the Dockyard
preston: Proud Preston, the Lilywhites
reading: the Royals, the Festival, the Three Bs
rochdale: the Dale
rotherham: Rovrum, the Millers
salisbury: the Spire
scarborough: Scarbados, the Spa
scunthorpe: Scunny, the Iron, steel town
sheffield: Steel City, the Crucible, the Blades, the Owls
shrewsbury: Salop
skegness: Skeggy, Skeg, Skegvegas
slough: the Trading Estate, The Office town
southall: Little India, Little Punjab
southampton: Soton, the Saints, the cruise port
southend-on-sea: Sarfend, the longest pier
southport: the Sandgrounders
st albans: Verulamium
st andrews: Home of Golf, the Old Course
st austell: Snozzle
st helens: Saints, glass town
stockport: the Hatters, hat town, the Viaduct, Stopfordian, Stockie
stockwell: Little Portugal
stoke-on-trent: the Potteries, the Potters, Stokie, the Five Towns
stratford-upon-avon: Shakespeare's town, the Bard's town, the RSC
sunderland: Mackem, Wearside, the Black Cats
swansea: Jacks, the ugly lovely town, the Mumbles
swindon: railway town, the Magic Roundabout
tamworth: the SnowDome
torquay: the English Riviera, Fawlty Towers town
wakefield: the Rhubarb Triangle, Wakey
walsall: the Saddlers
warrington: the Wire
waterford: Crystal City
watford: the Hornets
weston-super-mare: Weston, Weston-super-Mud
whitby: Dracula's town, the Abbey steps, goth weekend
widnes: the Chemics
wigan: the Pier, Pie Eaters, the Warriors
windsor: the Castle, the Royal Borough, Legoland
wolverhampton: Wolves, Wolvo, the Black Country
worcester: the Faithful City, sauce city
wrexham: Red Dragons, the Racecourse
yeovil: the Glovers
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
