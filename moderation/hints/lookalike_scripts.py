"""Letters of other scripts that look like Latin ones, script by script.

After Unicode's list of confusable characters (those that look like one letter) and the alphabets of "fancy
text" pages, put together by hand.
"""

from __future__ import annotations


def by_letter(*listed: str) -> dict[str, str]:
    """Of lines such as "a=xyz b=w": every character after the sign is read as the letter before it."""
    return {
        alike: letter
        for line in listed
        for letter, _, group in (entry.partition("=") for entry in line.split())
        for alike in group
    }


def with_small(capitals: dict[str, str]) -> dict[str, str]:
    """Small letters as well, in scripts where they are smaller capitals."""
    return {capital.lower(): letter for capital, letter in capitals.items()} | capitals


_CAPITALS = by_letter(
    # Lisu: Latin capitals, upright and turned over
    "a=ꓮꓯꓥ b=ꓐꓭ c=ꓚꓛ d=ꓓꓒꓷ e=ꓰꓱ f=ꓝꓞ g=ꓖꓨ h=ꓧ i=ꓲ j=ꓙꓩ k=ꓗꓘ l=ꓡꓶ m=ꓟ n=ꓠ o=ꓳ p=ꓑ r=ꓣꓤ s=ꓢ t=ꓔꓕ u=ꓴꓵ v=ꓦ w=ꓪ",
    "x=ꓫ y=ꓬ z=ꓜ",
    # Cherokee: small letters are looked up by their capitals
    "a=ᎪᏗ b=ᏴᏰᏏ c=ᏟᏣ d=ᎠᎴᏧ e=ᎬᏋ f=ᎦᎨ g=ᏀᎶᏳᏩ h=ᎻᏂᏲ i=ᎥᏆᎭ j=ᎫᏠ k=ᏦᏥ l=ᏞᏝᏓ m=ᎷᎹ n=ᏁᏵ o=ᎣᎧᏫᏬ p=ᏢᎮ q=ᎤᏄ r=ᏒᎡᎱ",
    "s=ᏚᏕᏎ t=ᎢᏖᏐ u=Ꮜ v=ᏙᏉ w=ᎳᏔᏇᏊ x=Ꮿ y=ᎩᎽᎿ z=ᏃᏪ",
    # Coptic
    "a=Ⲁ b=Ⲃ c=Ⲥ e=Ⲉ f=Ϥ h=Ⲏ i=Ⲓ k=Ⲕ l=ⳐⳘ m=Ⲙ n=Ⲛ o=ⲞⲐ p=Ⲣ r=Ⲅ s=ϨⲊ t=ⲦϮ w=ϢⲰ x=Ⲭ y=ⲨⲮ z=Ⲍ",
    # Deseret, Osage, Elbasan
    "c=𐐕 d=𐐔 f=𐐙 l=𐐛 o=𐐄 s=𐐠 w=𐐎 y=𐐏",
    "a=𐒰 b=𐒴 k=𐒼 o=𐓂 s=𐓆 u=𐓎 x=𐓐 z=𐓒",
    "c=𐔜 f=𐔥 k=𐔘 l=𐔦 n=𐔓 o=𐔖 v=𐔝 x=𐔧",
    # Lycian and Carian, Old Italic, Gothic, runes
    "a=𐊠 b=𐊂𐊡 c=𐊢 e=𐊆 f=𐊇𐊥 h=𐋏 i=𐊊 k=𐊐 m=𐊰 o=𐊒𐊫 p=𐊕 s=𐊖 t=𐊗𐊱 x=𐊴 y=𐊲 z=𐋵",
    "a=𐌀 b=𐌁 c=𐌂 d=𐌃 e=𐌄 f=𐌅𐌚 h=𐌇 i=𐌉𐌠 k=𐌊 l=𐌋 m=𐌌𐌑 n=𐌍 o=𐌏 p=𐌐 q=𐌒 r=𐌓 s=𐌔 t=𐌕 v=𐌖 x=𐌗𐌢 z=𐌆",
    "a=𐌰 b=𐌱 c=𐌲 d=𐌳 e=𐌴 f=𐍆 h=𐌷 i=𐌹 k=𐌺 l=𐌻 m=𐌼 n=𐌿𐌽 o=𐍉 p=𐍀 r=𐍂 s=𐍃 t=𐍄 x=𐍇 y=𐍅 z=𐌶",
    "a=ᚨᚪ b=ᛒ c=ᚲᚳ d=ᛞ e=ᛖᛂ f=ᚠ g=ᚵ h=ᚺᚻ i=ᛁ j=ᛃ k=ᛕᚴᛣ l=ᛚ m=ᛗ n=ᚾ o=ᛟᚩ p=ᛈᚹ r=ᚱ s=ᛊᛋ t=ᛏ u=ᚢ x=ᚷ y=ᚣ z=ᛉ",
    # Warang Citi and Miao
    "c=𑣩𑣲 e=𑢦𑢮 f=𑢢𑣂 i=𑣃 l=𑢣𑢲 o=𑢵𑣈𑣗𑣠 s=𑣁 t=𑢼 u=𑢸𑣘 v=𑢠𑣀 w=𑣦𑣯 x=𑣬 y=𑢤𑣜 z=𑢩𑣄𑣥",
    "a=𖽀 i=𖼨 l=𖼖 r=𖼵 s=𖼺 t=𖼊 u=𖽂 v=𖼈 y=𖽃",
    # Canadian syllabics
    "a=ᗅᗩᐱᐃᗋ b=ᗷᑲᖯᗸᕊ c=ᑕᑢᑖ d=ᗞᗪᑯᗫᖱᕲ e=ᗴᕮᘿᗕ f=ᖴᖷ g=ᘜᘏ h=ᕼᖺᕺ i=ᓰ j=ᒍᒎᒚ k=ᖽᐽ l=ᒪᒫᒧ m=ᗰᙢᘻ n=ᑎᘉᑏ o=ᗝᓍ p=ᑭᑮᕿ",
    "q=ᑫᕴ r=ᖇᖆ s=ᔕᔑᔖ t=ᖶᖵ u=ᑌᘮᖳᑗ v=ᐯᕓᐻ w=ᗯᙡᘺ x=᙭ᕁᕽ᙮ y=ᖻᎩ z=ᘔᗱ",
    # Yi
    "a=ꍏꋬ b=ꌃꃳ c=ꉓꉔ d=ꀸ꒯ e=ꍟꏂ f=ꎇꊰ g=ꁅꍌ h=ꃅꁝ i=ꀤ꒐ j=ꀭ꒻ k=ꀘ l=꒒ m=ꂵ",
    "n=ꈤꋊ o=ꂦꄲ p=ꉣ q=ꆰ r=ꋪ s=ꌗꇙ t=꓄ u=ꀎ꒤ v=ꃴ꒦ w=ꅏꅐ x=ꊼꉧ y=ꌩꌦ z=ꁴ",
    # Braille
    "a=⠁ b=⠃ c=⠉ d=⠙ e=⠑ f=⠋ g=⠛ h=⠓ i=⠊ j=⠚ k=⠅ l=⠇ m=⠍ n=⠝ o=⠕ p=⠏ q=⠟ r=⠗ s=⠎ t=⠞ u=⠥ v=⠧ w=⠺ x=⠭ y=⠽ z=⠵",
)

UNLIVED: dict[str, str] = with_small(_CAPITALS)
"""Scripts in which no letter to a family here is written: whoever uses one, uses it for its looks."""

LIVED: dict[str, str] = by_letter(
    # Cyrillic, capital and small
    "a=Аа b=Вв c=Сс d=ԁ e=Ее h=Ннһ i=Іі j=Јј k=Кк l=ӏӀ m=Мм o=Оо p=Рр q=ԛԚ s=Ѕѕ t=Тт w=ԝԜ x=Хх y=УуҮүҰұ g=Ԍԍ",
    # Greek: capitals look otherwise than their small letters
    "a=Αα b=Ββ e=Εε z=Ζ h=Η i=Ιι k=Κκ m=Μ n=Νη o=Οο p=Ρρ t=Ττ y=Υγ x=Χχ v=ν u=υ c=ϲϹ j=ϳͿ f=Ϝϝ",
    # Armenian
    "o=օՕ n=ո u=սՍ h=հ q=ք g=ց l=Լ s=Տ",
)
"""Letters of living scripts that can hardly be told from Latin ones, and are read so wherever they stand."""

IN_COMPANY: dict[str, str] = by_letter(
    # Cyrillic
    "r=гГяЯ b=ьЬъЪыЫбБ e=єЄэЭз u=иИцЦ n=пПлЛйЙ y=чЧ w=шШщЩ x=жЖ a=дД o=юЮфФ h=ђЂћЋњЊ z=Зӡ v=ѵѴ",
    # Greek
    "l=λ m=Ϻϻ u=μ n=πΠ o=σθΘφΦδ c=ς w=ωψΨΩ z=ζ e=ξΣΞ a=ΛΔ r=Γ",
    # Georgian and Armenian
    "b=ცხ y=ყ s=ႽႠ o=ი m=ო h=ჩ d=ძ q=გզ j=յ h=ի d=ժ n=ռղ m=պ f=ֆ t=է e=ե p=բ r=ր y=վ s=Յ",
    # Hebrew, Thai, Lao; digits of Arabic and Thai letters
    "p=ק y=ץע i=ןו l=ך n=ח o=ס v=שצ x=א t=לՇ r=ר u=ט z=ז j=נ q=ף",
    "v=۷٧ a=٨คล b=๒ d=๔ f=ฟ i=เ k=ก l=ใ m=๓ n=ภ o=๏ s=ร w=ฬ u=ยบ c=๑",
    # Chinese, Bopomofo, Katakana and Hangul
    "a=卂 b=乃 c=匚 d=刀 e=乇 f=千 g=厶ム h=卄廾 i=丨工 j=ﾌフ k=ズ长 l=ㄥㄴ乚 m=爪从 n=几冂 o=ㄖ口の",
    "p=卩尸 q=ゐ r=尺 s=丂 t=ㄒ丁ｲイ u=ㄩ凵 v=レ w=山 x=乂メ y=ㄚ丫 z=乙",
    # signs
    "a=₳∆ b=฿ c=¢₵ d=∂ e=∑ f=₣ g=₲ k=₭ m=₥ n=₦ p=₱ s=₴ t=₮ w=₩",
)
"""Read so only in a word that mixes scripts, or for a second look: else a word is left what it is."""
