"""Opens Word, OpenDocument and RTF letters inside the room: LibreOffice draws their pages.

What must not be seen is taken out of the XML first. RTF and the old Word format become OpenDocument first, so
that the same is taken out of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from moderation.sanitise.kinds import Kind
from moderation.sanitise.opening import open_document, word
from moderation.sanitise.opening.pdf import pages_of
from moderation.sanitise.opening.tools import WORD_READER
from moderation.sanitise.refusals import Broken, NoWordReader
from moderation.sanitise.room.wire import Frame

_READ_AS = {
    Kind.DOCX: "MS Word 2007 XML",
    Kind.ODT: "writer8",
    Kind.RTF: "Rich Text Format",
    Kind.DOC: "MS Word 97",
}
"""LibreOffice is told what to read a file as: by itself it would also take it for a web page or a sheet."""

_SECURITY, _PRINTING = "Common/Security/Scripting", "Writer/Print/Content"
_SAFE = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_PRINTING, "HiddenText", "false"),
)
_SETTINGS = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(
            f'<item oor:path="/org.openoffice.Office.{place}"><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for place, name, value in _SAFE
        ),
        "</oor:items>",
    )
)


def open_office(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """`kind`: a Kind's value. Frames as of a PDF's pages, then {"dropped": sentences}.

    Raises NoWordReader, Broken, TooLarge, EmptyFile or TooManyPages.
    """
    if shutil.which(WORD_READER) is None:
        raise NoWordReader
    kind, letter = Kind(str(args["kind"])), untrusted[0]
    if kind in (Kind.RTF, Kind.DOC):
        kind, letter = Kind.ODT, _converted(letter, kind, Kind.ODT.value, "writer8")
    clean = word.cleaned if kind is Kind.DOCX else open_document.cleaned
    letter, dropped = clean(letter)
    yield from pages_of(_converted(letter, kind, "pdf", "writer_pdf_Export"))
    yield {"dropped": dropped}


def _converted(letter: bytes, kind: Kind, ending: str, written_as: str) -> bytes:
    room = Path(os.environ["ROOM"])
    settings = room / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS)
    given, made = room / f"letter.{kind.value}", room / "made" / f"letter.{ending}"
    given.write_bytes(letter)
    subprocess.run(  # noqa: S603  (our own words, no shell)
        [
            str(shutil.which(WORD_READER)),
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *(f"--infilter={_READ_AS[kind]}", "--convert-to", f"{ending}:{written_as}"),
            *("--outdir", str(made.parent), str(given)),
        ],
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if not made.exists():
        raise Broken
    return made.read_bytes()
