"""A letter with photographs goes all the way, and its answer comes back: all clicked, as people do it."""

from __future__ import annotations

import io
import re
from email.message import EmailMessage

import pytest
from PIL import Image
from playwright.sync_api import expect

from moderation.lifecycle import Role
from tests.browser.conftest import NewPage
from tests.browser.serving import Codes, ServedPortal, codes_of
from tests.browser.visitors import (
    DESCRIPTIONS,
    TELLING_NAMES,
    FamilyVisitor,
    StaffVisitor,
    family_visitor,
    staff_visitor,
)
from tests.builders import PASSWORD, add_staff

pytestmark = pytest.mark.xdist_group("browser")

CHILD = "Kayleigh"
PRIYA, DAWN, SAM = "priya@example.org", "dawn@example.org", "sam@council.example"
LETTER = """Dear Dawn,

Kaylee can swim now. We practised all summer at the pool in Oakham. Her teacher, Mrs Fernsby, says \
that she is brave and kind.

She made the sand castle in the picture by herself. You can ring us on 07700 900123.

Love, Priya and Tom"""
NOTE = "We move to Harrowmere in May. Please ring before you write."
ANSWER = "Dear Priya and Tom,\n\nI have looked at the sand castle ten times. Thank you.\n\nLove, Dawn"
TAKEN_OUT = ("Oakham", "Fernsby", "07700", "900123")
KEPT_BACK = (*TAKEN_OUT, "Harrowmere", "Ashdown", "Secret Description", *TELLING_NAMES, DESCRIPTIONS[1])
NOBODYS_NAME = ("Priya", "Dawn", "Kaylee", "Kayleigh", "Ashdown", "Thornbury", "swim", "Oakham")


def test_a_letter_goes_all_the_way_and_its_answer_comes_back(new_page: NewPage, served: ServedPortal) -> None:
    maya = staff_visitor(new_page, served, "manager")
    set_up(maya)
    codes = add_colleague(maya)
    priya, dawn = family_visitor(new_page, served, "adopter"), family_visitor(new_page, served, "mother")
    dawn.activate(DAWN)
    dawn.press("Sign out")
    priya.activate(PRIYA)
    write_the_letter(priya)

    sam = staff_visitor(new_page, served, "worker")
    sam.sign_in(SAM, codes)
    read_and_redact(sam)
    release_redacted(sam)

    says_nothing(served.mail_to(DAWN, "Something is waiting for you"))
    dawn.sign_in(DAWN)
    dawn.open_waiting("Priya and Tom")
    read_the_letter(dawn)
    look_at_paper(dawn)
    answer(dawn)
    release_as_it_is(sam)
    says_nothing(served.mail_to(PRIYA, "Something is waiting for you"))
    read_the_answer(priya)
    look_back(priya, maya)


def set_up(maya: StaffVisitor) -> None:
    """The manager makes the arrangement and invites both people by mail."""
    staff = add_staff(maya.portal.portal, Role.MANAGER, "Maya Brook")
    maya.go("/")
    maya.sees("Sign in")
    maya.look("sign-in")
    maya.sign_in(staff.log_in_name, codes_of(staff))
    maya.look("desk-empty")
    maya.follow("Arrangements")
    maya.look("arrangements-none")
    maya.press("Make an arrangement")
    fill_arrangement(maya)
    maya.look("arrangement-form")
    maya.press("Make the arrangement")
    maya.sees("Kaylee Ashdown, born Kayleigh Thornbury")
    maya.look("arrangement")
    for name, mail, side in (("Priya Ashdown", PRIYA, "adoptive"), ("Dawn Thornbury", DAWN, "birth")):
        case = maya.page.url
        maya.follow(f"Make a new account for this side ({side} side)")
        maya.fill("Full name", name)
        maya.fill("E-mail address", mail)
        maya.look("person-form")
        maya.press("Make the account")
        maya.sees(name)
        maya.press("Send a code by e-mail")
        expect(maya.page.get_by_text("A new code is on its way.")).to_be_visible()
        maya.look("person-invited")
        maya.go(case)


def fill_arrangement(maya: StaffVisitor) -> None:
    """What both sides agreed, and what each must never learn of the other."""
    page = maya.page
    fields = {
        "child_birth_name": "Kayleigh Thornbury",
        "child_adoptive_name": "Kaylee Ashdown",
        "child_born": "2018-03-09",
        "adoptive-relationship": "adoptive parents",
        "adoptive-calls_child": "Kaylee",
        "adoptive-calls_them": "Dawn",
        "adoptive-signs": "Priya and Tom",
        "birth-relationship": "birth mother",
        "birth-calls_child": "Kayleigh",
        "birth-calls_them": "Priya and Tom",
        "birth-signs": "Dawn",
        "allowed": "Kaylee\nPriya\nTom\nDawn",
        "risk_notes": "Dawn has a new partner whom we have not met.",
    }
    for name, words in fields.items():
        page.locator(f"#{name}").fill(words)
    page.locator("input[name=adoptive-months][value='6']").check()
    page.locator("input[name=birth-months][value='9']").check()
    for side, row, kind, words in (
        ("adoptive", 0, "surname", "Ashdown"),
        ("adoptive", 1, "place", "Oakham"),
        ("birth", 0, "surname", "Thornbury"),
    ):
        page.locator(f"#{side}-term-{row}-kind").select_option(kind)
        page.locator(f"#{side}-term-{row}").fill(words)
        page.locator(f"#{side}-term-{row}-reason").fill("Known to identify them")


def add_colleague(maya: StaffVisitor) -> Codes:
    """The manager adds a support worker; the key for the code app stands on the page, once."""
    maya.follow("Team")
    maya.look("team")
    maya.press("Add a colleague")
    maya.fill("Full name", "Sam Okafor")
    maya.fill("Log-in name", SAM)
    maya.page.get_by_label("Support worker").check()
    maya.fill("A first password", PASSWORD)
    maya.look("colleague-form")
    maya.press("Add this colleague")
    maya.sees("The account is made")
    maya.look("colleague-made")
    return Codes(maya.page.locator(".app-key").inner_text().replace(" ", ""))


def write_the_letter(priya: FamilyVisitor) -> None:
    """The adopter writes, adds two photographs, and is asked about what may tell too much."""
    priya.press("Write a letter")
    priya.sees("Write your letter")
    priya.write(LETTER, NOTE)
    priya.look("pictures-none")
    priya.choose_pictures()
    priya.press("Add to my letter")
    expect(priya.page.locator(".app-photo")).to_have_count(2)
    priya.describe_pictures()
    priya.press("Go on to check your letter")
    expect(priya.main).to_contain_text("“Oakham”. This is on your list of things to keep private.")
    expect(priya.main).to_contain_text("“07700 900123”. It looks like a telephone number.")
    priya.page.go_back()
    priya.check_and_send()
    says_nothing(priya.portal.mail_to(PRIYA, "We have your letter"))


def read_and_redact(sam: StaffVisitor) -> None:
    """The support worker takes words out by mouse, by keyboard and by hint, and leaves a picture out."""
    sam.open_from_desk("Dawn", CHILD)
    expect(sam.main).to_contain_text("This note is never passed on.")
    expect(sam.main).to_contain_text(NOTE)
    sam.look("letter-not-taken")
    sam.take()
    sam.look("letter-taken")
    sam.word("Fernsby").click()
    assert sam.taken_out() == ["Fernsby"]
    sam.page.locator("input[name=w]").first.focus()
    sam.page.keyboard.press("n")
    sam.page.keyboard.press("Space")
    assert sam.taken_out() == ["Oakham", "Fernsby"]
    sam.page.get_by_label("Take out all words of this hint: 07700 900123").check()
    assert sam.taken_out() == list(TAKEN_OUT)
    sam.page.get_by_label("Pass picture 2 on").uncheck()
    sam.look("letter-redacted")
    sam.press("See what they will get")
    sam.sees("What Dawn will get")


def release_redacted(sam: StaffVisitor) -> None:
    """The preview is what will be read; words to the writer that name a secret are refused; then it goes."""
    expect(sam.page.locator(".app-letter .removed")).to_have_count(3)
    expect(sam.page.locator(".app-photo")).to_have_count(1)
    for words in TAKEN_OUT:
        expect(sam.page.locator(".app-letter")).not_to_contain_text(words)
    sam.look("preview")
    sam.page.get_by_label("Says or hints where somebody lives").check()
    kind_words = sam.page.get_by_label("Words for the writer").input_value()
    sam.page.get_by_label("Words for the writer").fill("Mrs Thornbury will like it.")
    sam.press("Release with words taken out")
    expect(sam.page.get_by_role("alert")).to_be_visible()
    sam.look("preview-refused")
    sam.page.get_by_label("Words for the writer").fill(kind_words)
    sam.press("Release with words taken out")
    sam.sees("Desk")
    expect(sam.page.get_by_text("The letter is released.")).to_be_visible()
    sam.look("desk-released")


def says_nothing(mail: EmailMessage) -> None:
    """A mail that tells whoever sees it nothing about anybody."""
    everything = mail.as_string() + mail.get_content()
    assert not [word for word in NOBODYS_NAME if word in everything.replace(mail["To"], "")]


def read_the_letter(dawn: FamilyVisitor) -> None:
    """The mother sees marks, and one picture; nothing of what was kept back is in anything that she gets."""
    expect(dawn.page.locator(".app-letter .removed")).to_have_text(["[taken out]"] * 3)
    expect(dawn.page.locator("figure", has_text=DESCRIPTIONS[0]).get_by_alt_text("Photo 1")).to_be_visible()
    larger = dawn.page.get_by_role("link", name="See it larger")
    pictures = dawn.page.locator("main img").evaluate_all("all => all.map((one) => one.src)")
    pictures += larger.evaluate_all("all => all.map((one) => one.href)")
    assert len(pictures) == 2
    for address in [dawn.page.url, *pictures]:
        answered = dawn.page.request.get(address)
        assert answered.ok
        told = answered.body() + repr(answered.headers_array).encode()
        assert not [words for words in KEPT_BACK if words.encode() in told], address
    for address in pictures:
        with Image.open(io.BytesIO(dawn.page.request.get(address).body())) as image:
            assert (image.format, dict(image.getexif())) == ("JPEG", {})
            assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive"}


def look_at_paper(dawn: FamilyVisitor) -> None:
    """The page for paper holds the letter and its picture, and no more than the page on the screen."""
    dawn.follow("Print this letter")
    expect(dawn.page.get_by_text("To print, use")).to_be_visible()
    dawn.look("print")
    dawn.page.emulate_media(media="print")
    expect(dawn.page.get_by_text("To print, use")).to_be_hidden()
    expect(dawn.page.get_by_role("link", name="Back")).to_be_hidden()
    expect(dawn.page.locator(".app-letter .removed")).to_have_count(3)
    expect(dawn.page.locator("main img")).to_have_count(1)
    dawn.look("on-paper")
    dawn.page.emulate_media(media="screen")
    dawn.follow("Back")


def answer(dawn: FamilyVisitor) -> None:
    """The mother answers without a photograph."""
    dawn.press("Write an answer")
    dawn.write(ANSWER)
    dawn.check_and_send()
    dawn.portal.mail_to(DAWN, "We have your letter")


def release_as_it_is(sam: StaffVisitor) -> None:
    """Nothing in the answer has to go."""
    sam.open_from_desk("Priya and Tom", CHILD)
    sam.take()
    sam.press("See what they will get")
    sam.press("Release", exact=True)
    sam.sees("Desk")


def read_the_answer(priya: FamilyVisitor) -> None:
    """The adopter, who is still signed in, reads the answer."""
    priya.open_waiting("Dawn")
    expect(priya.page.locator(".app-letter")).to_contain_text("I have looked at the sand castle ten times.")
    expect(priya.page.locator(".removed")).to_have_count(0)


def look_back(priya: FamilyVisitor, maya: StaffVisitor) -> None:
    """What both can look up afterwards."""
    for path, heading in (
        ("/", "Your letterbox"),
        ("/letters-for-you", "Letters for you"),
        ("/sent", "Letters you sent"),
        ("/account", "Your account"),
        ("/account/password", "Change your password"),
    ):
        priya.go(path)
        priya.sees(heading)
        priya.look(heading.replace(" ", "-"))
    priya.go("/sent")
    priya.follow("Your letter of")
    expect(priya.main).to_contain_text("Released")
    expect(priya.main).to_contain_text("We took a few words out first")
    priya.look("letter-released")
    for path in ("/desk?show=released", "/cases", "/people", "/post", "/audit", "/totals", "/you"):
        maya.go(path)
        maya.look(re.sub(r"\W", "-", path))
