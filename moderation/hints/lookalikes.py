"""Characters that are read as a Latin letter and are none. Made by hand, from what is on keyboards and in
"fancy text" pages; compatibility forms (full width, mathematical, circled) are Unicode's own and not here.
Other scripts have a table of their own."""

from moderation.hints.lookalike_scripts import LIVED, UNLIVED


def _pairs(others: str, letters: str) -> dict[str, str]:
    return dict(zip(others, letters, strict=True))


LOOKALIKES: dict[str, str] = {
    **UNLIVED,
    **LIVED,
    # small capitals, IPA and other Latin that Unicode does not reduce to a letter
    **_pairs("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
    **_pairs("ɑɡıȷɩʋƒɛɳʈɗɖƙ", "agijivfentddk"),
    **_pairs("ŋŊəƏʃƩʒƷƨƧƅƄƿǷȝȜĸɤɣƔʊƱ℮ǀǃƽƼꞵꭓꟾꞱ", "nneesszzssbbppzzkyyyuuellssbxit"),
    **_pairs("øłđħŧɨƀɍɇ", "oldhtibre"),
    **_pairs("ØŁĐĦŦƗɃɌɆ", "oldhtibre"),
    # letters upside down
    **_pairs("ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ", "acefghijkmrtvwy"),
    # squared and negative letters, flags' letters
    **{chr(0x1F150 + at): chr(97 + at) for at in range(26)},
    **{chr(0x1F170 + at): chr(97 + at) for at in range(26)},
    **{chr(0x1F1E6 + at): chr(97 + at) for at in range(26)},
    # one letter for two
    "æ": "ae",
    "Æ": "ae",
    "ǁ": "ll",
    **dict.fromkeys("ɧꜧꜦ", "h"),
    "œ": "oe",
    "Œ": "oe",
    "ß": "ss",
    "þ": "th",
    "Þ": "th",
    "ð": "d",
    "Ð": "d",
    "©": "c",
    "®": "r",
    # signs
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u00b7\u2022\u2024\u2027\u3002", "."),
    **dict.fromkeys("\u2044\u2215", "/"),
}

DIGITS_FOR_LETTERS: dict[str, str] = {
    **_pairs("0134578962", "oieastbggz"),
    **_pairs("@$!|+€£", "asiiteb") | {"£": "e"},
}
"""What is typed in a letter's place ("5k1pt0n")."""

SKELETON_LETTERS = {"l": "i", "b": "g", "q": "g"}
"""Letters that the same digit stands for are made one: 1 may be i or l, 6 b or g, 9 g or q."""

READ_ALIKE = {"l": "i"}
"""Letters that somebody, or a program, who reads takes for one another: "b" and "g" are none."""

LETTERS_FOR_DIGITS = _pairs("oilszb", "011528")
"""What is typed in a digit's place in a number ("O77OO 9OO I23"); folded letters."""
