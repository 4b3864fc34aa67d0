"""Who wrote to whom, how long ago, and what became of it."""

from __future__ import annotations

from moderation.decision import Reason
from moderation.lifecycle import State
from portal.demonstration.story import DemoDraft, DemoLetter, Ending

_WAITING = Ending(State.WAITING)
_RECEIVED = Ending(State.RECEIVED)

LETTERS = (
    DemoLetter(
        "ashdowns-last-year",
        "priya",
        352,
        (("kaylee-dawn", Ending(State.RELEASED, 6, opened_after=2)),),
        ("garden", "cake"),
    ),
    DemoLetter(
        "dawn-answers",
        "dawn",
        331,
        (
            (
                "kaylee-dawn",
                Ending(
                    State.RELEASED,
                    5,
                    takes_out=("on Brinkley Road over the chip shop", "Lee"),
                    reasons=(Reason.WHERE_SOMEBODY_LIVES, Reason.OTHER_CHILDREN),
                    record="Her road and her former partner's name were taken out. She agreed by telephone.",
                    told="It is a lovely letter. We took out the name of your road and one other name, as we "
                    "said on the telephone.",
                    opened_after=1,
                ),
            ),
        ),
    ),
    DemoLetter(
        "sharon",
        "sharon",
        290,
        (("connor-sharon", Ending(State.RELEASED, 3, "joanna", opened_after=2)),),
    ),
    DemoLetter(
        "philip",
        "philip",
        214,
        (
            (
                "jude-kelly",
                Ending(
                    State.WITHDRAWN,
                    5,
                    "joanna",
                    record="The village and the house were missed on the first reading. Taken back the next "
                    "morning, before it was opened. Told the manager at once.",
                ),
            ),
        ),
    ),
    DemoLetter(
        "margaret",
        "margaret",
        160,
        (("lily-tracey", Ending(State.RELEASED, 4, "joanna", opened_after=6)),),
        ("hills",),
    ),
    DemoLetter("neil-last-spring", "neil", 140, (("theo-dawn", Ending(State.RELEASED, 8, opened_after=1)),)),
    DemoLetter(
        "wayne",
        "wayne",
        118,
        (
            (
                "mia-wayne",
                Ending(
                    State.STOPPED,
                    1,
                    "marcus",
                    reasons=(Reason.THREAT, Reason.PLAN_TO_FIND),
                    record="He says that he will find the street and take her. Manager, police and the "
                    "family's social worker were told within the hour. Back to court for an order.",
                ),
            ),
        ),
    ),
    DemoLetter(
        "kate-to-agnieszka",
        "kate",
        96,
        (("max-agnieszka", Ending(State.RELEASED, 9, "joanna", opened_after=3)),),
        ("kitchen",),
    ),
    DemoLetter("stacey", "stacey", 75, (("ruby-stacey", Ending(State.RELEASED, 5, opened_after=1)),)),
    DemoLetter(
        "abigail", "abigail", 66, (("finn-gemma", Ending(State.RELEASED, 10, "marcus", opened_after=1)),)
    ),
    DemoLetter(
        "dawn-school",
        "dawn",
        62,
        (
            (
                "theo-dawn",
                Ending(
                    State.RETURNED,
                    4,
                    reasons=(Reason.OUTSIDE_AGREEMENT, Reason.SCHOOL_OR_CLUB),
                    record="She asks for the name of the school, on a separate paper. Talked with her: she "
                    "wants to be able to picture his day. Suggested questions that Neil can answer.",
                    told="Thank you for your letter. Neil can't say what the school is called. You could "
                    "ask what Theo likes best there, or what he eats for lunch. The toad in the hole must "
                    "stay in!",
                ),
            ),
        ),
        note="I know what you will say but I have to ask",
    ),
    DemoLetter(
        "dawn-school-again",
        "dawn",
        55,
        (("theo-dawn", Ending(State.RELEASED, 6, opened_after=2)),),
        again_of="dawn-school",
    ),
    DemoLetter(
        "jo-to-kaylee",
        "jo",
        48,
        (("kaylee-elsie", Ending(State.RELEASED, 3, "joanna", opened_after=1)),),
        ("goat",),
    ),
    DemoLetter(
        "oliver",
        "oliver",
        45,
        (
            (
                "poppy-michelle",
                Ending(
                    State.HELD,
                    4,
                    "marcus",
                    reasons=(Reason.NOT_THE_TIME,),
                    record="Michelle's key worker rang: she is on a ward and has asked for no post until "
                    "she is home. Look again then.",
                ),
            ),
        ),
    ),
    DemoLetter(
        "gemma",
        "gemma",
        40,
        (
            (
                "finn-gemma",
                Ending(
                    State.RETURNED,
                    7,
                    "marcus",
                    reasons=(Reason.BLAME, Reason.PROMISE_OR_PRESSURE),
                    record="The first and the last part are just what Finn needs to hear. The middle "
                    "blames, and promises that he will come home. Offered her an hour to write it together.",
                    told="What you say about walking and lamp posts will help Finn. The part in the middle "
                    "could worry him. Would you like to write that part again? We can do it together.",
                ),
            ),
        ),
    ),
    DemoLetter(
        "stacey-baby",
        "stacey",
        33,
        (
            (
                "ruby-stacey",
                Ending(
                    State.HELD,
                    3,
                    reasons=(Reason.TELL_FIRST,),
                    record="A new baby. Helen is to be told by telephone first, so that she can choose the "
                    "day to tell Ruby. The hospital must come out before this goes.",
                ),
            ),
        ),
        note="pls can u tell helen quick. my new number is 07700 900461",
    ),
    DemoLetter(
        "kieran",
        "kieran",
        27,
        (
            (
                "jude-kieran",
                Ending(
                    State.RELEASED,
                    6,
                    "joanna",
                    takes_out=("on insta its kieran underscore strand04",),
                    reasons=(Reason.CONTACT_DETAILS,),
                    record="His user name was taken out. He knew that it might be.",
                    told="We took out your user name, because everything goes through us. The rest is just "
                    "right.",
                ),
            ),
        ),
    ),
    DemoLetter(
        "helen-to-coldwells",
        "helen",
        24,
        (
            ("leo-darren", Ending(State.CLAIMED, by="joanna", takes_out=("on a Tuesday",))),
            ("leo-brenda", _WAITING),
        ),
        ("tractor",),
        note="Please ask Darren's worker whether he is home yet. Leo does not know about prison, and I "
        "would like to be the one who tells him.",
    ),
    DemoLetter(
        "ashdowns-this-year",
        "priya",
        21,
        tuple(
            (
                key,
                Ending(
                    State.RELEASED,
                    days,
                    takes_out=(
                        "at Oakfield Primary",
                        "Mrs Lacey",
                        "on Wednesday afternoons",
                        "If you are ever back in Harrowmere, you would not know the market place, it is all "
                        "new.",
                    ),
                    pictures_out=("door",),
                    reasons=(Reason.SCHOOL_OR_CLUB, Reason.WHERE_SOMEBODY_LIVES, Reason.PICTURE_GIVES_AWAY),
                    record="School, teacher, club day and town taken out. The picture of the front door "
                    "shows the number and the street, and stays here.",
                    told="A wonderful letter. We took out the school, the teacher, the day of the club and "
                    "the town, and kept the picture of your front door.",
                ),
            )
            for key, days in (("kaylee-dawn", 7), ("kaylee-maureen", 8))
        ),
        ("beach", "big-hair", "door"),
        note="We were not sure about the picture of the front door. Kaylee painted it herself and wants "
        "Dawn to see it. Tom's new mobile is 07700 900118.",
    ),
    DemoLetter(
        "darren",
        "darren",
        17,
        (
            (
                "leo-darren",
                Ending(
                    State.RETURNED,
                    5,
                    reasons=(Reason.CONTACT_DETAILS,),
                    record="A mobile number in words. The answer about asthma matters: passed on to Helen by "
                    "telephone the same day.",
                    told="Thank you for your letter, and for the answer about asthma. We have told Helen. "
                    "Please take out the telephone number: if Leo is poorly, we will ring you ourselves.",
                ),
            ),
        ),
        note="sorry about the number you cant blame me for trying",
    ),
    DemoLetter(
        "agnieszka",
        "agnieszka",
        15,
        (("max-agnieszka", _WAITING),),
        note="Please translate. Thank you. I think there is nothing secret in it.",
    ),
    DemoLetter("ted-and-joyce", "ted", 12, (("isla-ted", _WAITING),)),
    DemoLetter("helen-to-stacey", "helen", 9, (("ruby-stacey", _WAITING),), ("bicycle", "garden")),
    DemoLetter("jo-to-dawn", "jo", 6, (("elsie-dawn", Ending(State.CLAIMED)),), ("hills",)),
    DemoLetter("zainab", "zainab", 4, (("aisha-zainab", _WAITING),)),
    DemoLetter("pat", "pat", 2, (("owen-pat", _WAITING),), ("kitchen",)),
    DemoLetter("neil-today", "neil", 0.05, (("theo-dawn", _RECEIVED),), ("drums",)),
    DemoLetter("beth", "beth", 0.03, (("noah-beth", _RECEIVED),)),
)

DRAFTS = (
    DemoDraft("draft-ashdowns-to-jo", "priya", 5, "kaylee-elsie", ("garden",)),
    DemoDraft("draft-dawn-to-jo", "dawn", 3, "elsie-dawn"),
    DemoDraft("draft-helen-to-stacey", "helen", 1, "ruby-stacey"),
)
