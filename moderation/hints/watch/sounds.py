"""How a name is spelt by somebody who writes it as it sounds. Put together by hand."""

from __future__ import annotations

SAID: dict[str, str] = {
    "aldeburgh": "Orlbruh",
    "alnwick": "Annick",
    "barnoldswick": "Barlick",
    "beaulieu": "Bewley",
    "belvoir": "Beaver",
    "berwick": "Berrick",
    "bicester": "Bister",
    "cholmondeley": "Chumley",
    "cirencester": "Siren",
    "costessey": "Cossey",
    "culzean": "Cullane",
    "derby": "Darby",
    "edinburgh": "Embra",
    "featherstonehaugh": "Fanshaw",
    "fowey": "Foy",
    "frome": "Froom",
    "glamis": "Glahms",
    "glasgow": "Glesga",
    "gloucester": "Gloster",
    "godmanchester": "Gumster",
    "greenwich": "Grennich",
    "happisburgh": "Haysbruh",
    "hunstanton": "Hunston",
    "keighley": "Keethley",
    "keswick": "Kezzick",
    "kirkcudbright": "Kirkoobree",
    "launceston": "Lanson",
    "leicester": "Lester",
    "leominster": "Lemster",
    "loughborough": "Luffbra",
    "marylebone": "Marlibone",
    "milngavie": "Mulguy",
    "mousehole": "Mowzel",
    "norwich": "Norridge",
    "oswestry": "Ozzestry",
    "penicuik": "Pennycook",
    "reading": "Redding",
    "salisbury": "Sawlsbury",
    "shrewsbury": "Shrowsbury",
    "slaithwaite": "Slawit",
    "southwark": "Suthuk",
    "southwell": "Suthell",
    "teignmouth": "Tinmuth",
    "towcester": "Toaster",
    "warwick": "Worrick",
    "wemyss": "Weems",
    "wisbech": "Wizbeach",
    "worcester": "Wooster",
    "wymondham": "Windum",
}
"""Names that are said otherwise than they are written."""

_ENDINGS = (
    ("borough", "burra"),
    ("brough", "bruff"),
    ("burgh", "burra"),
    ("cester", "ster"),
    ("mouth", "muth"),
    ("shire", "sher"),
    ("wick", "ick"),
    ("wich", "idge"),
)
_WITHIN = (
    ("ph", "f"),
    ("eigh", "ay"),
    ("aigh", "ay"),
    ("augh", "aw"),
    ("ough", "uff"),
    ("qu", "kw"),
    ("ck", "k"),
    ("tch", "ch"),
    ("wr", "r"),
    ("kn", "n"),
    ("sch", "sh"),
    ("ie", "ee"),
    ("ey", "ie"),
    ("oo", "u"),
    ("c", "k"),
    ("y", "i"),
)
_MOST = 3


def spelt_as_it_sounds(word: str) -> list[str]:
    """A few spellings of one folded word, with a capital; best first, and never the word itself."""
    found = [SAID[word]] if word in SAID else []
    for ending, said in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found.append(word.removesuffix(ending) + said)
    found += [word.replace(written, said) for written, said in _WITHIN if written in word]
    unlike = dict.fromkeys(one.capitalize() for one in found if one != word)
    return list(unlike)[:_MOST]
