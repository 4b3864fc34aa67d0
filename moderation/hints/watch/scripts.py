"""A name letter by letter in the scripts that families write in.

Simple on purpose: whoever reads these scripts mends what the tables get wrong before it is kept. Libraries
that write English names in all of them either need a model and its data, or are made for the other direction.
"""

from __future__ import annotations

from dataclasses import dataclass

from moderation.hints.fold import fold

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True)
class Script:
    """`letters`: what one or several Latin letters become; `first`: what stands instead where a word begins
    or a vowel has no consonant before it."""

    name: str
    letters: dict[str, str]
    first: dict[str, str]

    def write(self, word: str) -> str:
        """One folded word."""
        word, written, at = _without_silent_letters(word), "", 0
        while at < len(word):
            part = next(
                word[at : at + n] for n in (4, 3, 2, 1) if word[at : at + n] in self.letters or n == 1
            )
            starts = at == 0 or word[at - 1] in _VOWELS
            written += (
                self.first.get(part, "") if starts and part in self.first else self.letters.get(part, "")
            )
            at += len(part)
        return written


def _table(listed: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in listed.split())
    return {latin: other for latin, _, other in pairs}


_CYRILLIC = Script(
    "Cyrillic",
    _table(
        """eigh=ей kham=кем ow=ау
        shch=щ sch=ш sh=ш ch=ч zh=ж kh=х th=т ph=ф ck=к ts=ц ya=я yu=ю ee=и oo=у qu=кв ay=ей ai=ей ea=и
        a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=в x=кс
        y=и z=з"""
    ),
    _table("e=э y=й"),
)
_GREEK = Script(
    "Greek",
    _table(
        """eigh=εη kham=καμ ow=αου
        th=θ ph=φ ch=χ ps=ψ ks=ξ ck=κ sh=σ oo=ου ee=η a=α b=μπ c=κ d=ντ e=ε f=φ g=γκ h=χ i=ι j=τζ k=κ l=λ
        m=μ n=ν o=ο p=π q=κ r=ρ s=σ t=τ u=ου v=β w=ου x=ξ y=ι z=ζ"""
    ),
    {},
)
_ARABIC = Script(
    "Arabic",
    _table(
        """eigh=ي kham=كم ow=او
        sh=ش ch=تش kh=خ th=ث gh=غ ph=ف ck=ك ee=ي oo=و ay=ي ai=ي a=ا b=ب c=ك d=د e= f=ف g=غ h=ه i=ي j=ج k=ك
        l=ل m=م n=ن o=و p=ب q=ق r=ر s=س t=ت u=و v=ف w=و x=كس y=ي z=ز"""
    ),
    _table("a=ا e=إ i=إ o=أو u=أ ee=إي oo=أو ai=آي ay=آي"),
)
_URDU = Script(
    "Urdu",
    _table(
        """eigh=ی kham=کم ow=او
        sh=ش ch=چ kh=خ th=تھ gh=غ ph=ف ck=ک ee=ی oo=و ay=ے ai=ے a=ا b=ب c=ک d=ڈ e=ی f=ف g=گ h=ہ i= j=ج k=ک l=ل
        m=م n=ن o=و p=پ q=ق r=ر s=س t=ٹ u= v=و w=و x=کس y=ی z=ز"""
    ),
    _table("a=ا e=ای i=ا o=او u=ا ee=ای oo=او ai=اے ay=اے"),
)
_GURMUKHI = Script(
    "Gurmukhi",
    _table(
        """eigh=ੇ kham=ਕਮ ow=ੌ
        sh=ਸ਼ ch=ਚ kh=ਖ th=ਥ gh=ਘ ph=ਫ ck=ਕ ee=ੀ oo=ੂ ay=ੇ ai=ੈ a=ਾ b=ਬ c=ਕ d=ਡ e=ੇ f=ਫ g=ਗ h=ਹ i=ਿ j=ਜ k=ਕ
        l=ਲ m=ਮ n=ਨ o=ੋ p=ਪ q=ਕ r=ਰ s=ਸ t=ਟ u=ੁ v=ਵ w=ਵ x=ਕਸ y=ੀ z=ਜ਼"""
    ),
    _table("a=ਅ e=ਏ i=ਇ o=ਓ u=ਉ ee=ਈ oo=ਊ ai=ਐ ay=ਏ y=ਯ"),
)
_BENGALI = Script(
    "Bengali",
    _table(
        """eigh=ে kham=কম ow=ৌ
        sh=শ ch=চ kh=খ th=থ gh=ঘ ph=ফ ck=ক ee=ী oo=ু ay=ে ai=ৈ a=া b=ব c=ক d=ড e=ে f=ফ g=গ h=হ i=ি j=জ k=ক l=ল
        m=ম n=ন o=ো p=প q=ক r=র s=স t=ট u=ু v=ভ w=ও x=ক্স y=ি z=জ"""
    ),
    _table("a=অ e=এ i=ই o=ও u=উ ee=ঈ oo=উ ai=ঐ ay=এ y=য"),
)
SCRIPTS = (_CYRILLIC, _GREEK, _ARABIC, _URDU, _GURMUKHI, _BENGALI)


def in_other_scripts(value: str) -> list[str]:
    """The whole of `value`, once in each script; nothing for what isn't written in Latin letters alone."""
    words = fold(value).text.replace("-", " ").replace("'", "").split()
    if not words or not all(word.isascii() and word.isalpha() for word in words) or not _is_latin(value):
        return []
    written = (" ".join(script.write(word) for word in words) for script in SCRIPTS)
    capital = (one.title() if one[0].isupper() != one[0].islower() else one for one in written if one.strip())
    return list(dict.fromkeys(capital))


def _without_silent_letters(word: str) -> str:
    """Doubled letters once, and no "e" at the end of "lane"."""
    single = "".join(
        letter for at, letter in enumerate(word) if letter != word[at - 1 : at] or letter in "eo"
    )
    silent = len(single) > 3 and single[-1] == "e" and single[-2] not in _VOWELS and single[-3] in _VOWELS
    return single[:-1] if silent else single


def _is_latin(value: str) -> bool:
    # Folding brings other scripts over into Latin letters: what is Cyrillic already needs no Cyrillic.
    return all(ord(letter) < 0x250 for letter in value if letter.isalpha())
