"""Everyday words, so that letters typed without capitals can be read: what is none may be a name.

The dictionary is the portal's own (`lexicon`); spoken words and first names are those of the list that weighs
passwords (zxcvbn, MIT).
"""

import re
from string import ascii_lowercase

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from moderation.hints.lexicon import is_ordinary
from moderation.hints.unknown.listed import listed

FUNCTION_WORDS = listed(
    """
    a an the this that these those my your his her its our their mine yours hers ours theirs me him them us
    you he she it we they i im ive id ill u ur ya yous youse one ones some any every each both all no not
    none another other others same such own which what whose who whom whoever where when why how while if as
    than then so too also just only even still yet already always never ever often sometimes usually mostly
    and or but nor because cos coz cause since until till unless though although whether either neither in
    at on to of for from with without by near into onto up down over under off out about around round
    through across along past beyond behind beside besides between among against towards toward during
    before after inside outside above below next opposite via per within upon like unlike except plus n nd
    an' wi tae is are was were be been being am isnt arent wasnt werent do does did doing done dont doesnt
    didnt have has had having havent hasnt hadnt can could cant couldnt will would wont wouldnt shall should
    shouldnt may might must mustnt let lets get gets got getting gotten go goes going went gone come comes
    came coming see sees saw seen seeing make makes made making take takes took taken taking give gives gave
    given giving say says said saying tell tells told telling ask asks asked asking think thinks thought
    know knows knew known want wants wanted need needs needed like likes liked love loves loved loving hope
    hopes hoped miss misses missed look looks looked looking feel feels felt find finds found keep keeps
    kept put puts there here now today tonight tomorrow yesterday again back away home well very really
    quite so much many more most less least few little lot lots bit good bad better best worse worst big
    small great nice lovely new old young long short high low first last second third right wrong left sure
    ok okay yes yeah yep aye nope oh ah hey hi hiya hello bye dear thanks thank please sorry pls plz thx
    isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't
    shouldn't mustn't i'm i've i'll i'd you're you've you'll you'd he's he'd he'll she's she'd she'll it's
    it'd it'll we're we've we'll we'd they're they've they'll they'd that's there's here's what's who's
    where's how's let's that'd there'd ain't nae no' cannae dinnae wasnae isnae didnae gonna gonny wanna
    gotta gunna
    """
)
"""Words of grammar and the commonest verbs and adjectives: never a part of a name by themselves."""

_OUR_OWN = listed(
    """
    mum mums mummy mam mammy mom nan nana nanna gran granny grandad grandpa grandma dad daddy telly football
    nite skool foto fotos wud cud shud sumat summat owt nowt ent int innit tbh ngl alreet canny bairn bairns
    wee lass lad lads lassie bonny mun butty cwtch hinny pet duck bab me mesel meself yersel hissel coz cos
    xx xxx xxxx xxxxx xxxxxx lol tho thru wen wat wot wiv dat den der sum fink nuffin sumfin sumthing bday
    xmas pics pic tmrw txt msg luv hun babe bubba bubs lil sis bro fam gud gr8 l8 l8r pressie prezzie
    pressies prezzies brill ace skint knackered poorly settee sofa duvet cardi wellies trainers jumper
    keyworker keywork childminder toddler toddlers playgroup nursery nurseries preschool homework sleepover
    trampoline trampolining gymnastics taekwondo karate judo netball rounders cricket rugby swimming
    climbing biscuits crisps chips nuggets fishfingers spag bol crayons glitter lego minecraft roblox
    fortnite youtube facebook insta instagram snapchat tiktok whatsapp xbox playstation nintendo netflix
    smiley giggly cheeky clever funny daft cuddle cuddles hiccups wobbly bouncy muddy licence recognise
    realise organised organise favourite favourites colour colours centre theatre neighbour neighbours
    behaviour behaviours counsellor counselling counsellors programme pyjamas grey tyre cheque contraception
    methadone detox rehab benefits universal credit hostel refuge probation magistrates reception phonics
    maths spellings assembly sports day term half inset sats gcse gcses asda tesco aldi lidl greggs primark
    """
)

_SPOKEN = 5_000

_OUR_EVERYDAY = frozenset(FREQUENCY_LISTS["us_tv_and_film"][:_SPOKEN]) | FUNCTION_WORDS | _OUR_OWN

_ENDINGS = (
    "s",
    "ed",
    "ing",
    "er",
    "ers",
    "ly",
    "y",
    "d",
    "es",
    "est",
    "ful",
    "less",
    "ness",
    "n't",
    "'s",
    "r",
)
_DOUBLED = re.compile(r"(.)\1")
_SHORTEST_STEM = 3
_LONGEST_MISSPELT = 24


def is_everyday(word: str) -> bool:
    """Whether a folded word is one that anybody writes, in one of its forms."""
    if _is_listed(word):
        return True
    if "-" in word or "'" in word:
        pieces = word.replace("'", "-").split("-")
        return all(len(piece) < 3 or _is_listed(piece) for piece in pieces)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            undoubled = stem[:-1] if stem[-1] == stem[-2] else stem
            if any(map(_is_listed, (stem, stem + "e", undoubled))):
                return True
    return False


def _is_listed(word: str) -> bool:
    return word in _OUR_EVERYDAY or is_ordinary(word)


def is_misspelt(word: str) -> bool:
    """Whether one letter more, less, other or swapped, the first aside, makes an everyday word of it."""
    word = _DOUBLED.sub(r"\1", word)
    cuts = [(word[:at], word[at:]) for at in range(1, min(len(word), _LONGEST_MISSPELT) + 1)]
    for before, after in cuts:
        if after and _is_listed(before + after[1:]):
            return True
        if len(after) > 1 and _is_listed(before + after[1] + after[0] + after[2:]):
            return True
        if any(_is_listed(before + letter + after) for letter in ascii_lowercase):
            return True
        if after and any(_is_listed(before + letter + after[1:]) for letter in ascii_lowercase):
            return True
    return False


_NOT_NAMES = listed(
    "april may june august summer autumn chelsea florence paris london preston lincoln bradford chester"
    " devon kent lancaster milan sydney victoria burton carlton clifton dalton denton royal forest clay"
    " angel star joy hope faith grace london israel jordan francisco santiago brooklyn"
)
"""First names that are places or words: a preposition tells."""

_OUR_FIRST_NAMES = listed(
    """
    aisha aaliyah abdul abdullah adam adeel agnieszka ahmed aidan ailsa aimee aisling akua alfie ali alina
    aled alun amara amina amir amna anansi anisa aneta angharad anya arjun arlo arthur asha asma ava ayesha
    ayaan babs barb barry bash basia baz becky bella ben bernadette bet beth bethan bev bex bilal billy
    blessing bronagh bronwen bryn caitlin callum carys cerys charlie chidi chioma chloe ciara cora craig
    cuthbert dafydd dai danny dave daz deano debs dee dewi dilys dot dylan ebony eddie edwin efa eilidh
    eleri elif elin ella ellie elsie emeka emil emre esme ethan euan eva evie ewa ewan farah faisal fatima
    fatou femi ffion finn fiona florin freddie freya funmi gaz gemma george georgia gethin gill gosia
    grzegorz gwen gwyneth habib haf haleema hamza harley harriet harry harvey hassan hawa heidi hev holly
    hussain huw iain ibrahim idris ieuan ifan iman imran ines ioan iona irena isla ivan iwan jacek jack jade
    jamal jamie jan janusz jayden jaydon jaz jen jess jesse jo joan joanna jodie joel josh julie kamila
    kamran karolina kasia kath katie kayleigh keira kelly kelsey ken kev khadija kian kieran kirsty kofi
    krystyna kwame kyle lara layla leah leanne lee len lena leo lewis lexi liam libby lil lily linda llinos
    lola lottie louise lowri luca lucy lukasz luke lydia maggie magda maisie maja mal malik malgorzata mandy
    mara marcin marek mari mariam marjorie martyna marwa maryam mateusz matilda maureen max megan mel meera
    mia michal mick millie miriam mo mohammed molly morag muhammad myfanwy nadia naomi nasreen nate neil
    nerys ngozi nia niamh nicky nigel nikhil nikki nina noah noor norma nuala nyah oisin ola olga oliver
    olivia olu omar oskar oscar ottoline owain owen parveen pat patrycja paula pawel phoebe pip piotr polly
    poppy pritpal priya rach rafal rahul raj rania ravi reece reggie rhiannon rhian rhodri rhys ria rita
    roisin ron ronnie rosa rosie roy ruby rubina ryan saba safa sally sam samir sana sandeep sanjay sara
    sarah scott sean seb senga shabana shabnam shaun shaz shazia sheila shelly shireen shirin sian simran
    sioned sophie stace stacey stan steph stefan stella steve sue sumaya sunil suzie tariq tasha ted teddy
    tegan temi teresa tess thea theo tia tilly tim tina tobi toby tom tomasz toni tony tracey trev trish
    tyler usman vera vi vic viv wayne wendy wiktor wojtek yasmin yusuf zac zach zak zainab zara zaynab
    zeinab zeynep zofia zoe zosia zuzanna kerala
    """
)

FIRST_NAMES = (
    frozenset(FREQUENCY_LISTS["female_names"][:2_000])
    | frozenset(FREQUENCY_LISTS["male_names"])
    | _OUR_FIRST_NAMES
) - _NOT_NAMES
"""First names: alone they name nobody, before a surname they do."""
