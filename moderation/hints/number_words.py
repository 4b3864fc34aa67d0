"""Number words of the languages families write in, as they are typed on an English keyboard (folded).

Put together by hand. Words that are also English words of letters ("set", "no", "die") are left out.
"""

from moderation.hints.fold import fold


def _numbered(listed: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Forms of one number are parted by "/", numbers by spaces."""
    found: dict[str, int] = {}
    for at, forms in enumerate(listed.split()):
        for form in forms.split("/"):
            if form != "-":
                found[form] = first + at * step
    return found


ENGLISH: dict[str, int] = {
    **_numbered("zero/nought/naught/nowt/oh/nil one two three four five six seven eight nine"),
    **_numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
    **_numbered("twenty thirty forty/fourty fifty sixty seventy eighty ninety/ninty", 20, 10),
}

OTHERS: dict[str, int] = {
    # Of languages with fewer speakers here; where two share a word, the later line is read.
    # Vietnamese, Hungarian, Albanian, Swahili, Shona, Igbo, Hausa, Twi
    **_numbered("khong mot hai ba bon nam sau bay tam chin"),
    **_numbered("nulla egy ketto/ket harom negy ot hat het nyolc kilenc"),
    **_numbered("zero nje dy tre kater pese gjashte shtate tete nente"),
    **_numbered("sifuri moja mbili tatu nne tano sita saba nane tisa"),
    **_numbered("poshi motsi piri tatu ina shanu tanhatu nomwe sere pfumbamwe"),
    **_numbered("efu otu abuo ato ano ise isii asaa asato itoolu"),
    **_numbered("sifili daya biyu uku hudu biyar shida bakwai takwas tara"),
    **_numbered("hwee baako mmienu mmiensa enan enum nsia nson nwotwe nkron"),
    # Persian and Dari, Kurdish, Pashto, Tigrinya, Tamil, Gujarati, Nepali
    **_numbered("sefr yek do se chahar/char panj shesh/shish haft hasht noh/nuh"),
    **_numbered("sifir yek du se car penc ses heft hest neh"),
    **_numbered("sifar yaw dwa dre salor pinza shpag owa ata naha"),
    **_numbered("zero hade kilte seleste arbate hamushte shidushte shewate shemonte tishate"),
    **_numbered(
        "poojyam onru/onnu irandu/rendu moonru/moonu naangu/naalu ainthu/anju aaru ezhu ettu onbathu"
    ),
    **_numbered("shunya ek be tran chaar paanch chha saat aath nav"),
    **_numbered("sunya ek dui tin char panch chha sat ath nau"),
    # Ukrainian, Russian, Czech and Slovak, Bulgarian, Greek
    **_numbered("nul/nula odyn dva try chotyry/chotyri pyat/piat shist sim visim devyat/deviat"),
    **_numbered("nol odin/adin dva tri chetyre/chetire pyat/piat shest sem vosem/vosyem devyat/deviat"),
    **_numbered("nula jedna/jeden dva/dve tri/tri ctyri/styri pet sest sedm/sedem osm/osem devet/devat"),
    **_numbered("nula edno/edin dve tri chetiri pet shest sedem osem devet"),
    **_numbered("miden ena dyo/dio tria tessera pente exi/eksi epta/efta okto/ohto ennea/ennia"),
    # Welsh, with mutated and feminine forms
    **_numbered(
        "sero/dim un dau/dwy tri/tair/dri pedwar/pedair/bedwar"
        " pump/pum/bump chwech/chwe saith wyth naw"
    ),
    **_numbered("deg/ddeg unarddeg deuddeg", 10),
    # Polish
    **_numbered("zero jeden dwa/dwie trzy cztery piec szesc siedem osiem dziewiec"),
    **_numbered("dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie", 10),
    **_numbered("siedemnascie osiemnascie dziewietnascie dwadziescia", 17),
    **_numbered("trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat", 30, 10),
    **_numbered("osiemdziesiat dziewiecdziesiat", 80, 10),
    # Urdu and Hindi; Punjabi
    **_numbered(
        "sifar/shunya/sifr ek/aik do/dou teen/tin chaar/char"
        " paanch/panch chhe/chay/cheh saat aath/ath nau/naw"
    ),
    **_numbered("- ikk doe tinn - panj chhe/chhay satt atth naun"),
    # Bengali and Sylheti
    **_numbered("shunno/shunyo ek dui tin char/sair pach/panch choy/chhoy shat/hat aat/at-sat noy"),
    # French, Spanish, Portuguese, Italian, Romanian, German, Dutch
    **_numbered("zero un/une deux trois quatre cinq six sept huit neuf"),
    **_numbered("cero uno/una dos tres cuatro cinco seis siete ocho nueve"),
    **_numbered("- um/uma dois/duas - quatro - - sete oito nove"),
    **_numbered("- - due tre quattro cinque sei sette otto -"),
    **_numbered("- unu doi/doua trei patru cinci sase sapte opt noua"),
    **_numbered("null eins zwei drei vier funf/fuenf sechs sieben acht neun"),
    **_numbered("nul een twee drie - vijf zes zeven acht negen"),
    # Arabic, Turkish, Somali, Yoruba, Lithuanian, Tagalog
    **_numbered(
        "sifr wahid/wahed ithnan/itnain thalatha/talata arbaa/arba"
        " khamsa sitta sabaa/saba thamania/tamania tisa/tisaa"
    ),
    **_numbered("sifir bir iki uc dort bes alti yedi sekiz dokuz"),
    **_numbered("eber kow/hal laba saddex afar shan lix toddoba siddeed sagaal"),
    **_numbered(
        "odo eni/ookan eji/meji eta/meta erin/merin"
        " arun/marun efa/mefa eje/meje ejo/mejo esan/mesan"
    ),
    **_numbered("nulis vienas du trys keturi penki sesi septyni astuoni devyni"),
    **_numbered("- isa dalawa tatlo apat lima anim pito walo siyam"),
}  # fmt: skip

_NATIVE = """
    нуль один два три четыре пять шесть семь восемь девять
    нуль один два три чотири пять шість сім вісім девять
    صفر ایک دو تین چار پانچ چھ سات آٹھ نو
    صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة
    शून्य एक दो तीन चार पांच छह सात आठ नौ
    ਸਿਫਰ ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ
    শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয়
    μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα
    """
_AS_HEARD = """
    owe/ow won/wan too/to/tu tree/free for/fore/foor fife/fiv sicks/siks sevin/seben/sefen ate/ait nyne/niner
    """

OTHERS |= {
    fold(word).text: number
    for line in _NATIVE.strip().splitlines()
    for number, word in enumerate(line.split())
}
OTHERS |= _numbered(_AS_HEARD)

ORDINALS: dict[str, int] = {
    **_numbered("first second third fourth fifth sixth seventh eighth/eigth/eighht ninth/nineth tenth", 1),
    **_numbered("eleventh twelfth/twelth thirteenth fourteenth fifteenth sixteenth seventeenth", 11),
    **_numbered("eighteenth nineteenth twentieth", 18),
    "thirtieth": 30,
}

DAYS_OTHERS: dict[str, int] = {
    **_numbered("onze doze treze catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete", 11),
    **_numbered("dezoito dezanove/dezenove vinte", 18),
    **_numbered("doce trece - quince dieciseis diecisiete dieciocho diecinueve veinte", 12),
    **_numbered("veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete", 21),
    **_numbered("veintiocho veintinueve treinta", 28),
    **_numbered("douze treize quatorze - seize", 12),
    **_numbered(
        "undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti", 11
    ),
    **_numbered("unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece", 11),
    **_numbered("saptesprezece optsprezece nouasprezece", 17),
    **_numbered(
        "elf zwolf/zwoelf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", 11
    ),
    **_numbered("pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego", 1),
    **_numbered("dziesiatego jedenastego dwunastego trzynastego czternastego pietnastego szesnastego", 10),
    **_numbered("siedemnastego osiemnastego dziewietnastego dwudziestego", 17),
    **_numbered("gyarah barah terah chaudah pandrah solah satrah/satarah atharah unnees bees", 11),
    **_numbered(
        "ikkees bais/baees teis/teyees chaubees pachees/pachis chabbees sattais atthais untees tees", 21
    ),
    **_numbered("gyara bara tera choudo ponero sholo shotero atharo unish bish", 11),
    **_numbered("cyntaf ail trydydd pedwerydd pumed chweched seithfed wythfed nawfed degfed", 1),
    **_numbered("vingt vingtieme", 20, 0),
    **dict.fromkeys(("douazeci", "yirmi", "ugain", "dvadtsat", "dvadtsyat", "dvacateho"), 20),
    **dict.fromkeys(("trinta", "trente", "trenta", "treizeci", "dreissig", "otuz", "trzydziestego"), 30),
    **dict.fromkeys(("primeiro", "primero", "premier", "primo", "intai", "pervogo", "pershogo"), 1),
}
"""Numbers and ordinals of days in other languages, from ten on: they are read beside a month alone."""

TIMES = {
    **dict.fromkeys(("double", "dbl", "dubble", "dubbel", "duble", "doubel", "doble"), 2),
    **dict.fromkeys(("triple", "treble", "tripple", "trebble"), 3),
    "quadruple": 4,
}

LETTER_NAMES: dict[str, str] = {
    name: letters.split("/")[0]
    for letters, names in (
        ("a", "ay eh"),
        ("b", "bee be"),
        ("c", "see cee sea"),
        ("d", "dee"),
        ("e", "ee"),
        ("f", "eff ef"),
        ("g", "gee jee"),
        ("h", "aitch haitch"),
        ("i", "eye"),
        ("j", "jay"),
        ("k", "kay"),
        ("l", "ell el"),
        ("m", "em"),
        ("n", "en"),
        ("o", "oh owe"),
        ("p", "pee pea"),
        ("q", "queue cue"),
        ("r", "are ar arr"),
        ("s", "ess es"),
        ("t", "tee tea"),
        ("u", "you yoo"),
        ("v", "vee"),
        ("w", "doubleyou doubleyoo"),
        ("x", "ex"),
        ("y", "why wye"),
        ("z", "zed zee"),
    )
    for name in names.split()
}
"""How letters are called when they are spelt aloud."""

_SPELT = """
    alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november
    oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu
    """

SPELLING_WORDS: dict[str, str] = {word: word[0] for word in _SPELT.split()}
"""The spelling alphabet of radio and telephone."""
