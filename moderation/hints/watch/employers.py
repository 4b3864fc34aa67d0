"""What people say instead of the name of the place where they work, by what kind of place it is."""

from __future__ import annotations

from moderation.hints.watch.by_names import key_of

_LISTED = """
fire: the fire station, the fire house, the brigade, firefighter, Blue Watch, Red Watch, Green Watch
police constabulary: the police station, the nick, the force, police officer, policeman, policewoman
ambulance: the ambulance station, paramedic, ambulance crew
hospital infirmary nhs: the hospital, the infirmary, the wards, the Royal, nurse, A and E
surgery medical: the surgery, the doctors, the health centre
airport airline airways ryanair easyjet jet2: the airport, the runway, cabin crew, the terminal
university: the uni, the campus, lecturer, halls of residence
college: the college, the campus, lecturer
school academy primary infants juniors nursery: the school gates, teacher, teaching assistant, dinner lady
bae babcock cammell harland ferguson shipbuilders shipyard: the shipyard, the yard, the boats, submarines
navy naval: the dockyard, the base, the Navy, submarines
port docks harbour dock: the docks, the port, the harbour
prison hmp: the prison, the jail, prison officer, on the landings
army barracks regiment: the barracks, the camp, the garrison, the regiment, squaddie
raf: the base, the airfield, the camp, the RAF
railway rail railways network train trains lner gwr: the railway, the depot, train driver, the signal box
bus buses stagecoach arriva firstbus: the depot, bus driver, on the buses
tesco asda sainsburys sainsbury morrisons aldi lidl waitrose: the supermarket, on the tills, the superstore
amazon warehouse logistics: the warehouse, the fulfilment centre, the depot
nissan toyota vauxhall jaguar jlr bmw honda bentley: the car plant, the car factory, the track
royce airbus rolls: Royces, the aerospace works, aircraft engines, the wing factory
steel tata steelworks: the steelworks, the blast furnace, steelworker
brewery: the brewery, brewer
sellafield edf nuclear power: the power station, the plant, nuclear, the reactor
council borough: the council, the town hall, the civic centre, council offices
mail post: the sorting office, the delivery office, postman, postwoman, the post round
bbc: the Beeb, Auntie, the studios
court courts magistrates: the court, the magistrates
solicitors solicitor law: the solicitors, the law firm
church parish vicarage: vicar, vicarage, rectory, minister, the manse
mosque: imam, the mosque
farm: the farm, farmer, the dairy, lambing
zoo safari: zookeeper, the zoo, the animals at work
museum gallery: the museum, curator
library: the library, librarian
jobcentre dwp hmrc: the jobcentre, the benefits office, the tax office, civil servant
dvla: the DVLA, the licensing office
bank building: the bank, branch manager
care home: the care home, carer, the old folks home
pub inn hotel arms: landlord, landlady, behind the bar, the pub
hairdresser salon barbers: the salon, hairdresser, barber
garage motors: the garage, mechanic
colliery mine quarry: the pit, the mine, the quarry
"""

_BY_WORD: dict[str, tuple[str, ...]] = {
    word: tuple(said.split(", "))
    for line in _LISTED.strip().splitlines()
    for words, _, said in [line.partition(": ")]
    for word in words.split()
}


def said_of_employer(name: str) -> list[str]:
    """What might be said of a place of work with this name."""
    return list(dict.fromkeys(one for word in key_of(name).split() for one in _BY_WORD.get(word, ())))
