"""E-mail and plain text: the person's own words on pages; what their program put around them is apart."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from moderation.sanitise.opening.fonts import scripts_without_font
from moderation.sanitise.opening.quoted import part
from moderation.sanitise.opening.web_words import words_of
from moderation.sanitise.refusals import EmptyFile, TooManyPages
from tests.moderation.sanitise.opened import opened, read_by_eye

OLD = "Come and see us at 4 Acacia Avenue"


@pytest.mark.parametrize(
    "around",
    [
        f"On 3 May 2026 at 10:11, Jo Smith <jo@example.org> wrote:\n> {OLD}",
        f"On Sunday, 3 May 2026 at 10:11, Jo Smith\n<jo@example.org> wrote:\n\n{OLD}",
        f"Am 03.05.2026 um 10:11 schrieb Jo Smith <jo@example.org>:\n> {OLD}",
        f"Le 3 mai 2026 à 10:11, Jo Smith <jo@example.org> a écrit :\n> {OLD}",
        f"W dniu 3.05.2026 o 10:11, Jo Smith pisze:\n> {OLD}",
        f"El 3 may 2026, Jo Smith escribió:\n{OLD}",
        f"Ar 3 Mai 2026, ysgrifennodd Jo Smith:\n> {OLD}",
        f"Pe 3 mai 2026, Jo Smith a scris:\n> {OLD}",
        f"في 3 مايو 2026، كتب Jo Smith:\n> {OLD}",
        f"于2026年5月3日 Jo Smith <jo@example.org> 写道：\n> {OLD}".replace("于", "20 "),
        f"-----Original Message-----\nFrom: Jo\n{OLD}",
        f"---------- Forwarded message ---------\n{OLD}",
        f"-----Ursprüngliche Nachricht-----\n{OLD}",
        f"From: Jo Smith\nSent: 3 May 2026\nTo: me\n{OLD}",
        f"Von: Jo Smith\nGesendet: 3. Mai\n{OLD}",
        f"Od: Jo Smith\nWysłano: 3 maja\n{OLD}",
        f"> {OLD}",
        f"-- \n{OLD}",
        f"--\n{OLD}",
    ],
)
def test_earlier_letters_and_signatures_are_cut_and_kept_apart(around: str) -> None:
    own, cut = part(f"Dear Carol,\nall is well.\n\n{around}")
    assert own == "Dear Carol,\nall is well."
    assert OLD in cut


@pytest.mark.parametrize(
    "own",
    [
        "On Sunday we went to the sea.\nShe wrote:\nI love you",
        "Am I right that you wrote:\nno more?",
        "From: all of us with love",
        "It was lovely -- really lovely",
        "--- and then we laughed",
        "He is 5 > 4",
    ],
)
def test_a_persons_own_words_are_not_cut(own: str) -> None:
    assert part(own) == (own, "")


def test_answers_between_quoted_lines_stay() -> None:
    said = (
        "On 3 May 2026 Jo wrote:\n> How is she?\nVery well.\n> And school?\nShe loves it.\n"
        "Sent from my iPhone"
    )
    own, cut = part(said)
    assert own == "Very well.\nShe loves it."
    assert "> How is she?" in cut
    assert "iPhone" in cut


def test_where_nothing_of_their_own_would_be_left_nothing_is_cut() -> None:
    assert part(f"> {OLD}") == (f"> {OLD}", "")


def test_of_an_html_email_only_what_shows_is_taken() -> None:
    words, hid = words_of(
        "<head><title>TITLESECRET</title><style>x{SECRET}</style></head><p>Dear&nbsp;Carol,</p>"
        "<div>all is <b>well</b> &lt;3<br>love</div><script>SECRET</script><!-- SECRET -->"
        '<div style="display : none">HIDDENSECRET<p>SECRET</p></div><span hidden>SECRET</span>'
        '<img src="http://127.0.0.1/SECRET" alt="SECRET"><blockquote>old words</blockquote>after'
    )
    assert words == "Dear Carol,\n\nall is well <3\nlove\n\n> old words\nafter"
    assert hid


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Jo <jo@example.org>", "team@example.org", "For Carol"
    made.set_content(f"Dear Carol,\n\nall is well.\n\n-- \n{OLD}\n")
    made.add_attachment(b"ATTACHEDSECRET", maintype="application", subtype="octet-stream", filename="a.exe")
    return made


def test_an_email_becomes_its_writers_words(tmp_path: Path) -> None:
    got = opened("email", message().as_bytes())
    assert got.named.split() == ["Dear", "Carol,", "all", "is", "well."]
    assert "Dear Carol," in read_by_eye(got.pages[0], tmp_path)
    assert "Acacia" not in read_by_eye(got.pages[0], tmp_path)
    assert got.quoted.startswith("From: Jo <jo@example.org>\nTo: team@example.org\nSubject: For Carol")
    assert OLD in got.quoted
    assert got.dropped == [
        "The names and addresses at the head of the e-mail were left out.",
        "An attachment inside was left out.",
        "Earlier letters or a signature at the end were left out.",
    ]


def test_many_scripts_are_set_with_letters_that_show() -> None:
    got = opened("text", "Żółć Ŵyn\nیہ خط\nПривет <b>not bold</b>".encode())
    assert {"Żółć", "Ŵyn", "Привет", "<b>not", "bold</b>"} <= set(got.named.split())
    assert got.hidden == 0
    assert got.dropped == []


def test_letters_that_no_font_draws_are_told_to_staff() -> None:
    assert scripts_without_font("Dear Żółć Ŵyn, یہ خط Привет") == []
    assert scripts_without_font("Dear \U00018800") == ["\U00018800"]
    got = opened("text", "Dear \U00018800".encode())
    assert got.dropped == ["Some letters could not be drawn: no font for their script is installed here."]


@pytest.mark.parametrize("empty", [b" \n\n ", "\u200b".encode()])
def test_a_text_without_words_is_empty(empty: bytes) -> None:
    with pytest.raises(EmptyFile):
        opened("text", empty)


def test_a_text_longer_than_a_letter_may_be_is_refused() -> None:
    with pytest.raises(TooManyPages):
        opened("text", b"word " * 20_001)
