"""Words as they are typed on telephones and by people who spell by ear, and what they stand for.

Only words that rules look for need to be here: nothing is made of any other, and a letter is never "wrong".
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from moderation.hints.lexicon import is_ordinary
from moderation.hints.unknown.listed import listed

_TYPED = """
you: u yu yew ya yous youse
your: ur yor yr yore yur
youre: ure youer
are: r
and: n nd
to: 2 too
for: 4 fr
be: b
because: cos coz cuz bcos bcoz becos becuz cause bcuz
am: m
love: luv lov lve
with: wiv wif wid w
what: wot wat wht
that: dat tht
the: da teh th
this: dis
them: dem
they: dey thay
have: av hav ave
having: avin havin
will: wil
cant: carnt cnt cannot
dont: dnt donot doant
wont: wnt
didnt: dident didnt
couldnt: cudnt couldent
could: cud culd
would: wud wuld wld
should: shud shuld shld
shouldnt: shudnt
going: goin gooing
going to: gonna gunna gona gunnae gonnae gna ganna goina
ill: il iwill
let me: lemme
give me: gimme gimmie
got to: gotta
have to: hafta
want to: wanna wana wonna wantto
before: b4 befor
forever: 4ever 4eva foreva forevr
ever: eva
never: neva nevr nver
see: c
tonight: 2nite tonite
today: 2day 2dy
tomorrow: 2moro tomoro tommorow tomorow
soon: sn soooon sooon suun
about: bout abowt
people: ppl peeple
please: pls plz pleas plese
mummy: mumy mummie mumma mummi
daddy: dady daddie
mum: mumm
know: kno knw noe
knows: knos
where: wher whare
live: liv
lives: livs
living: livin
coming: comin cumin cummin
come: cum
home: hme hom
find: fnd finde
found: fownd
take: tke tak
together: 2gether togeva togevver togther togethr
again: agen agn agian
back: bk bak
really: rly realy
promise: promis promiss prommise promice
someone: sum1 some1 somone
somebody: sumbody
anyone: ne1 any1
everyone: every1 evry1
something: sumthing somethin sumfin
nothing: nuffin nuthin nothin
kill: kll kil kiil
killing: killin
killed: kild
hurt: hrt hert
hurting: hurtin
die: dye
dead: ded
police: polis
school: skool scool skl
worth: werth
living: livin
myself: meself mysel mysen
himself: hisself
suicide: sucide suiside suecide sueside sewicide
suicidal: sucidal suisidal
overdose: od overdoes ovadose
pills: pils
tablets: tabs
touch: tuch
touched: tuched
touching: tuching touchin
abuse: abuze
abused: abusd
beat: beet
beats: beets
hit: hitt
hitting: hittin
burned: burnt
bruises: brusies bruses
social: socal soshal
services: servises servies
worker: werker
workers: werkers
stole: stoll
stolen: stollen
pregnant: preggers pregnent pregnat preg
baby: babby babi
prison: prisson
died: dyed
cancer: canser
phone: fone fon
photos: fotos pics pix
photo: foto pic
facebook: fb facebk
instagram: insta
money: munny mony
text: txt tx
message: msg mesage
sorry: sry sori
write: rite wryt
written: ritten riten
letter: leter lettr
afraid: afrade
scared: scaird skared scard
frightened: frightend
present: prezzie prezzy pressie
presents: prezzies pressies
voucher: vouchar
birthday: bday birfday
heart: hart
broken: brokn
believe: beleive belive
blame: blam
fault: folt
fight: fite
fighting: fitin fightin
weve: weev
"""

NEAR = listed(
    """
    promise together forever pregnant hospital prison cancer mummy daddy telephone photos facebook
    instagram voucher money present presents police solicitor court suicide suicidal overdose myself
    tablets bruises abused abuse touched hurting threatened threaten punched kicked strangled burned
    raped knife petrol passport kidnap snatch social services worker workers stolen kidnapped
    kidnappers lying judge
    """
)
"""Words that are read also when one letter is wrong, missing, doubled or exchanged."""

_SHORTEST_NEAR = 5


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _TYPED.strip().splitlines():
        word, _, typed = line.partition(": ")
        found |= dict.fromkeys(typed.split(), word)
    return found


_TABLE = _table()
_LISTED = frozenset(_TABLE.values()) | NEAR


@lru_cache(maxsize=8192)
def spelt(word: str) -> str:
    """The word that a folded word without apostrophes stands for; itself, if for no other."""
    if word in _TABLE:
        return _TABLE[word]
    if len(word) < _SHORTEST_NEAR or word in _LISTED or is_ordinary(word):
        return word
    near = [
        one
        for one in NEAR
        if one[0] == word[0]
        and abs(len(one) - len(word)) <= 1
        and OSA.distance(one, word, score_cutoff=1) <= 1
    ]
    return min(near) if near else word
