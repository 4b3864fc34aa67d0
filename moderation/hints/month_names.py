"""Names of months and of days that every year has, folded, in the languages families write in."""

from __future__ import annotations

_NAMES = """
    january jan janvier enero janeiro gennaio ianuarie januar ionawr stycznia styczen ocak sausio
    february feb fevrier febrero fevereiro febbraio februarie februar chwefror lutego luty subat vasario
    march mar mars marzo marco martie marz mawrth marca marzec mart kovo
    april apr avril abril aprile aprilie ebrill kwietnia kwiecien nisan balandzio
    may mai mayo maio maggio maja maj mayis geguzes
    june jun juin junio junho giugno iunie juni mehefin czerwca czerwiec haziran birzelio
    july jul juillet julio julho luglio iulie juli gorffennaf lipca lipiec temmuz liepos
    august aug aout agosto awst sierpnia sierpien agustos rugpjucio
    september sept septembre septiembre setembro settembre septembrie sep medi wrzesnia wrzesien eylul
    october oct octobre octubre outubro ottobre octombrie oktober hydref pazdziernika pazdziernik ekim spalio
    november nov novembre noviembre novembro noiembrie tachwedd listopada listopad kasim lapkricio
    december dec decembre diciembre dezembro dicembre decembrie dezember rhagfyr grudnia grudzien aralik
    """

_MORE_NAMES = """
    janar ledna yanvarya sichnya janaayo janwari yanayir
    shkurt unora fevralya lyutogo febraayo farwari fibrayir pebrero
    fawrth brezna bereznya maarso marso maris
    prill dubna aprelya kvitnya abriil aprilis
    fai kvetna travnya maajo majus
    qershor cervna iyunya chervnya juun junius hunyo fehefin
    korrik cervence iyulya lypnya luuliyo julai julius hulyo orffennaf
    gusht srpna avgusta serpnya agoosto agast augusztus
    shtator zari sentyabrya veresnya sebtembar sitambar szeptember setyembre fedi
    tetor rijna oktyabrya zhovtnya oktoobar aktubar oktubre
    nentor listopadu noyabrya lystopada nofembar nawambar nobyembre dachwedd
    dhjetor prosince dekabrya grudnya disembar disyembre ragfyr
    """
"""Of Albania, the Czech lands, Russia and Ukraine, Somalia, Hungary and others; Welsh ones as they change."""

MONTH_NUMBERS: dict[str, int] = {
    name: number
    for listed in (_NAMES, _MORE_NAMES)
    for number, names in enumerate(listed.strip().splitlines(), 1)
    for name in names.split()
}

ENGLISH_MONTHS = tuple(names.split()[0] for names in _NAMES.strip().splitlines())

FIXED_DAYS: dict[str, tuple[int, int]] = {
    "christmas day": (25, 12),
    "xmas day": (25, 12),
    "christmas eve": (24, 12),
    "xmas eve": (24, 12),
    "boxing day": (26, 12),
    "st stephens day": (26, 12),
    "new years day": (1, 1),
    "new years eve": (31, 12),
    "hogmanay": (31, 12),
    "twelfth night": (5, 1),
    "epiphany": (6, 1),
    "burns night": (25, 1),
    "st dwynwens day": (25, 1),
    "candlemas": (2, 2),
    "groundhog day": (2, 2),
    "valentines day": (14, 2),
    "valentines": (14, 2),
    "leap day": (29, 2),
    "leap year": (29, 2),
    "every four years": (29, 2),
    "every 4 years": (29, 2),
    "st davids day": (1, 3),
    "womens day": (8, 3),
    "pi day": (14, 3),
    "st patricks day": (17, 3),
    "paddys day": (17, 3),
    "lady day": (25, 3),
    "april fools day": (1, 4),
    "april fools": (1, 4),
    "earth day": (22, 4),
    "st georges day": (23, 4),
    "may day": (1, 5),
    "star wars day": (4, 5),
    "midsummers day": (24, 6),
    "midsummer day": (24, 6),
    "canada day": (1, 7),
    "independence day": (4, 7),
    "fourth of july": (4, 7),
    "bastille day": (14, 7),
    "the twelfth": (12, 7),
    "st swithins day": (15, 7),
    "assumption": (15, 8),
    "michaelmas": (29, 9),
    "halloween": (31, 10),
    "all saints day": (1, 11),
    "all hallows": (1, 11),
    "all souls day": (2, 11),
    "bonfire night": (5, 11),
    "guy fawkes": (5, 11),
    "guy fawkes night": (5, 11),
    "fireworks night": (5, 11),
    "remembrance day": (11, 11),
    "armistice day": (11, 11),
    "st andrews day": (30, 11),
    "longest day": (21, 6),
    "summer solstice": (21, 6),
    "shortest day": (21, 12),
    "winter solstice": (21, 12),
    "ve day": (8, 5),
    "d day": (6, 6),
    "trafalgar day": (21, 10),
    "yorkshire day": (1, 8),
    "mischief night": (4, 11),
    "st johns eve": (23, 6),
    "three kings": (6, 1),
    "orthodox christmas": (7, 1),
    "st sylvester": (31, 12),
    "sylwester": (31, 12),
    "wigilia": (24, 12),
    "first day of the year": (1, 1),
    "last day of the year": (31, 12),
    "pakistan day": (23, 3),
    "pakistan independence day": (14, 8),
    "indian independence day": (15, 8),
    "republic day": (26, 1),
    "victory day": (16, 12),
    "nigerian independence day": (1, 10),
    "polish independence day": (11, 11),
    "jamaican independence day": (6, 8),
    "ghanaian independence day": (6, 3),
    "st nicholas day": (6, 12),
    "mikolajki": (6, 12),
    "st lucys day": (13, 12),
    "st pirans day": (5, 3),
    "st swithuns day": (15, 7),
    "st cuthberts day": (20, 3),
    "lammas": (1, 8),
    "martinmas": (11, 11),
    "holy innocents": (28, 12),
    "all fools day": (1, 4),
    "may the fourth": (4, 5),
    "vj day": (15, 8),
    "windrush day": (22, 6),
    "africa day": (25, 5),
    "juneteenth": (19, 6),
    "cinco de mayo": (5, 5),
    "dydd gwyl dewi": (1, 3),
    "gwyl dewi": (1, 3),
    "santes dwynwen": (25, 1),
    "nos galan": (31, 12),
    "dydd calan": (1, 1),
    "calan mai": (1, 5),
    "dia de reis": (6, 1),
    "dia de reyes": (6, 1),
    "trzech kroli": (6, 1),
    "dzien kobiet": (8, 3),
    "dzien dziecka": (1, 6),
    "ziua copilului": (1, 6),
    "martisor": (1, 3),
    "sao joao": (24, 6),
    "ferragosto": (15, 8),
    "wszystkich swietych": (1, 11),
    "dia de los muertos": (2, 11),
    "andrzejki": (29, 11),
    "barborka": (4, 12),
    "sfantul andrei": (30, 11),
    "sfantul nicolae": (6, 12),
    "mos nicolae": (6, 12),
    "nikolaustag": (6, 12),
    "heiligabend": (24, 12),
    "nochebuena": (24, 12),
    "nochevieja": (31, 12),
    "silvester": (31, 12),
    "romanian national day": (1, 12),
    "ukrainian independence day": (24, 8),
    "lithuanian independence day": (16, 2),
    "bangladesh independence day": (26, 3),
    "somali independence day": (1, 7),
    "gandhi jayanti": (2, 10),
}
"""Days that fall on the same date each year; apostrophes left out."""
