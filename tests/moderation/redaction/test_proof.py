"""The proof passes honest pages, and sees each way in which something may be left behind."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageFilter

from moderation.reading.page import read_page
from moderation.redaction.pixels import marks, paint
from moderation.redaction.places import matches
from moderation.redaction.proof import Proof, prove
from moderation.sanitise.safe import Box, Reading, SafePage, SeenWord
from tests.moderation.pages import MONO, SERIF, code, drawn, jpeg_of, page_of
from tests.moderation.pictures import segment

PICTURE, READING = drawn("We moved to Oakham", "in the spring of last year", "with Margaret and the dog.")
PAGE = page_of(PICTURE, READING)
BOXES = matches(READING, "Oakham")


def proved(released: bytes, boxes: tuple[Box, ...] = BOXES, removed: tuple[str, ...] = ("Oakham",)) -> Proof:
    return prove(PAGE, released, boxes, removed, read_page)


def failed(proof: Proof) -> list[str]:
    return [check.name for check in proof.checks if not check.passed]


def inserted(extra: bytes) -> bytes:
    """An honestly painted page with a segment more behind its first one."""
    honest = paint(PAGE.jpeg, BOXES)
    first = 4 + int.from_bytes(honest[4:6])
    return honest[:first] + extra + honest[first:]


def test_an_honest_page_passes() -> None:
    proof = proved(paint(PAGE.jpeg, BOXES))
    assert proof.passed
    assert len(proof.checks) == 6


ZOE = drawn("Love from Zoë and Sam", "in Oakham", font=SERIF, points=18)[0]
RING = drawn("Ring 07700 900123", "after six", font=MONO, points=24)[0]
STREET = drawn("Sent from 4 High", "Street in Oakham", points=14, ink="#555")[0]
MARGARET = drawn("Margaret O'Brien", "says hello", points=34, ink="navy", paper="#fdc")[0]


@pytest.mark.parametrize(
    ("picture", "removed"),
    [
        (ZOE, ["Zoë", "Sam", "Oakham"]),
        (RING, ["07700 900123"]),
        (STREET.rotate(3, fillcolor="white"), ["4 High Street", "Oakham"]),
        (MARGARET.transpose(Image.Transpose.ROTATE_90), ["Margaret O'Brien"]),
    ],
    ids=["serif", "mono", "slanting", "on its side"],
)
def test_read_painted_and_proved(picture: Image.Image, removed: list[str]) -> None:
    page = page_of(picture)
    page = SafePage(page.jpeg, page.width, page.height, read_page(page.jpeg))
    boxes = tuple(box for text in removed for box in matches(page.reading, text))
    assert len(boxes) >= len(removed), page.reading.text
    proof = prove(page, paint(page.jpeg, boxes), boxes, removed, read_page)
    assert proof.passed, failed(proof)


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "extra",
    [
        segment(0xFE, b"plain comment"),
        segment(0xE1, b"Exif\x00\x00MM\x00*"),
        segment(0xED, b"Photoshop 3.0\x00"),
        segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + PROFILE),
        segment(0xE0, b"JFXX\x00\x10" + jpeg_of(Image.new("RGB", (8, 8)))),
        segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01\xff\xff\xff"),
    ],
    ids=["comment", "exif", "iptc", "profile", "thumbnail", "small picture"],
)
def test_what_lies_beside_the_pixels_is_seen(extra: bytes) -> None:
    assert failed(proved(inserted(extra))) == ["nothing besides pixels"]


def test_bytes_behind_the_end_are_seen() -> None:
    assert failed(proved(paint(PAGE.jpeg, BOXES) + b"PK")) == ["nothing besides pixels"]


@pytest.mark.parametrize("form", ["Oakham".encode("utf-16-le"), b"4f616b68616d", b"T2FraGFt", b"OAKHAM"])
def test_a_removed_word_in_the_bytes_is_seen_in_any_form(form: bytes) -> None:
    assert failed(proved(inserted(segment(0xE2, b"ICC_PROFILE\x00" + form)))) == [
        "nothing besides pixels",
        "bytes",
    ]


@pytest.mark.parametrize("removed", ["A", "def", "5678", "CDEFGHIJ"])
def test_what_every_jpeg_holds_by_itself_is_no_trace(removed: str) -> None:
    assert failed(proved(paint(PAGE.jpeg, BOXES), removed=("Oakham", removed))) == []


def test_a_longer_string_in_a_table_is_seen() -> None:
    unused = b"\x03" + b"Oakham Primary".ljust(64, b"x")
    assert failed(proved(inserted(segment(0xDB, unused)), removed=("Oakham Primary",))) == ["bytes"]


def test_painting_with_transparency_only_is_seen() -> None:
    veiled = PICTURE.copy()
    [mark] = marks(BOXES, *PICTURE.size)
    veil = Image.new("RGBA", (mark.width, mark.height), (0, 0, 0, 250))
    veiled.paste(veil, (mark.left, mark.top), veil)
    assert failed(proved(jpeg_of(veiled, 95))) == ["painted"]


@pytest.mark.parametrize("side", ["left", "top", "right", "bottom"])
def test_a_mark_one_pixel_short_is_seen(side: str) -> None:
    short = PICTURE.copy()
    [mark] = marks(BOXES, *PICTURE.size)
    off = {name: int(name == side) for name in ("left", "top", "right", "bottom")}
    right, bottom = mark.left + mark.width - off["right"], mark.top + mark.height - off["bottom"]
    short.paste((0, 0, 0), (mark.left + off["left"], mark.top + off["top"], right, bottom))
    assert failed(proved(jpeg_of(short, 90, subsampling=0))) == ["painted"]


@pytest.mark.parametrize("how", ["blurred", "pixelated", "grey"])
def test_what_only_looks_like_a_redaction_is_seen(how: str) -> None:
    spoilt = PICTURE.copy()
    [mark] = marks(BOXES, *PICTURE.size)
    place = (mark.left, mark.top, mark.left + mark.width, mark.top + mark.height)
    part = spoilt.crop(place)
    if how == "blurred":
        part = part.filter(ImageFilter.GaussianBlur(6))
    elif how == "pixelated":
        part = part.resize((8, 4)).resize(part.size, Image.Resampling.NEAREST)
    else:
        part = Image.new("RGB", part.size, "#222")
    spoilt.paste(part, place)
    assert failed(proved(jpeg_of(spoilt, 90, subsampling=0))) == ["painted"]


def test_another_page_or_something_drawn_elsewhere_is_seen() -> None:
    other = PICTURE.copy()
    other.paste(drawn("forged", size=(100, 60), points=14)[0], (300, 300))
    assert failed(proved(paint(jpeg_of(other), BOXES))) == ["rest the same"]
    small = paint(jpeg_of(PICTURE.resize((240, 200))), BOXES)
    assert failed(proved(small)) == ["size"]
    assert failed(proved(b"no picture")) == ["opens"]


def test_a_place_that_was_forgotten_is_read_again() -> None:
    assert failed(proved(paint(PAGE.jpeg, BOXES), removed=("Oakham", "Margaret"))) == ["read again"]


def test_a_code_that_was_forgotten_is_read_again() -> None:
    coded = Image.new("RGB", (300, 300), "white")
    coded.paste(code("town:oakham"), (60, 60))
    page = page_of(coded)
    assert failed(prove(page, paint(page.jpeg, ()), (), ["Oakham"], read_page)) == ["read again"]


def test_words_too_dark_for_eyes_are_seen() -> None:
    page = page_of(Image.new("RGB", (480, 400), "black"))
    written, _ = drawn("Oakham stands here", ink="#060606", paper="black")
    proof = prove(page, jpeg_of(written, 95), [Box(0, 0, 480, 100)], ["Oakham"], read_page)
    assert failed(proof) == ["painted"]


def test_no_sentence_repeats_what_was_removed() -> None:
    proof = proved(inserted(segment(0xFE, b"Oakham")))
    assert "oakham" not in str(proof.to_json()).lower()
    assert proof.to_json()["passed"] is False


def test_no_checks_are_no_proof() -> None:
    assert not Proof(()).passed


def test_everything_a_page_was_encoded_with_is_there_to_be_seen() -> None:
    """The proof's own picture of what a clean page is: what Pillow writes by default, opened by Pillow."""
    with Image.open(BytesIO(paint(PAGE.jpeg, BOXES))) as opened:
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("removed", ["I", "if", "J", "F", "v", "a"])
def test_a_word_of_one_or_two_letters_can_be_taken_out(removed: str) -> None:
    page = page_of(drawn("I live at 12 Mill Lane if you ask", "v a J F", points=14)[0])
    page = SafePage(page.jpeg, page.width, page.height, read_page(page.jpeg))
    everything = (Box(0, 0, 480, 120),)
    proof = prove(page, paint(page.jpeg, everything), everything, [removed], read_page)
    assert proof.passed, failed(proof)


@pytest.mark.parametrize(("removed", "passes"), [("I", True), ("if", True), ("12", False), ("Ian", False)])
def test_a_letter_or_two_read_out_of_a_line_are_no_word(removed: str, passes: bool) -> None:
    everything = (Box(0, 0, 480, 400),)
    words = (SeenWord(removed, 0, len(removed), Box(400, 300, 20, 20), 0.6),)
    proof = prove(
        PAGE, paint(PAGE.jpeg, everything), everything, [removed], lambda _: Reading(removed, words, (), ())
    )
    assert proof.passed is passes


def test_a_place_that_the_mark_does_not_cover_is_seen() -> None:
    # As a painter would leave it whose marks were too small, whatever it takes them to be.
    shrunk = paint(PAGE.jpeg, [Box(one.left, one.top, 20, one.height) for one in BOXES])
    assert "painted" in failed(proved(shrunk))


def test_a_reader_that_reads_nothing_is_no_witness() -> None:
    lines = ("Our lovely garden grew beans", "with Margaret every summer", "We moved to Oakham")
    picture, reading = drawn(*lines)
    page, boxes = page_of(picture, reading), matches(reading, "Oakham")
    blind = prove(page, paint(page.jpeg, boxes), boxes, ["Oakham"], lambda _: Reading("", (), (), ()))
    assert failed(blind) == ["read again"]
