"""PDFs with what must not come through."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


def pdf(*lines: str, drawn: str = "") -> bytes:
    """One A4 page with these lines in 14 point Helvetica; `drawn`: content stream operators before them."""
    return saved(document(*lines, drawn=drawn))


def document(*lines: str, drawn: str = "") -> pikepdf.Pdf:
    made = pikepdf.new()
    add_page(made, *lines, drawn=drawn)
    return made


def add_page(made: pikepdf.Pdf, *lines: str, drawn: str = "", rotate: int = 0) -> None:
    shown = "".join(f"BT /F1 14 Tf 72 {760 - 30 * at} Td ({line}) Tj ET\n" for at, line in enumerate(lines))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Rotate=rotate,
        Resources=Dictionary(Font=Dictionary(F1=font)),
        Contents=Stream(made, f"{drawn}\n0 g 0 Tr\n{shown}".encode()),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(page)))


def saved(made: pikepdf.Pdf, **options: object) -> bytes:
    out = BytesIO()
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def hidden_words() -> bytes:
    """Words that a reader of text finds and a person does not see: white, invisible, beside the page, tiny,
    painted over."""
    drawn = """
    1 g BT /F1 14 Tf 72 300 Td (WHITESECRET) Tj ET 0 g
    BT 3 Tr /F1 14 Tf 72 250 Td (INVISIBLESECRET) Tj ET 0 Tr
    BT /F1 14 Tf 900 200 Td (OUTSIDESECRET) Tj ET
    BT /F1 0.5 Tf 72 150 Td (TINYSECRET) Tj ET
    BT /F1 14 Tf 72 100 Td (COVEREDSECRET) Tj ET 1 g 60 90 400 40 re f 0 g
    """
    return pdf("Dear Carol, all is well.", drawn=drawn)


def noted() -> bytes:
    """A note on the page that shows one word and holds another."""
    made = document("Dear Carol")
    page = made.pages[0].obj
    shown = Stream(made, b"0 g BT /F1 24 Tf 5 10 Td (STAMPED) Tj ET")
    shown.Type, shown.Subtype, shown.Resources = Name.XObject, Name.Form, page.Resources
    shown.BBox = Array([0, 0, 200, 40])
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 400, 300, 440]), Contents="BENEATH", F=4
    )
    note.AP = Dictionary(N=made.make_indirect(shown))
    page.Annots = Array([made.make_indirect(note)])
    return saved(made)


def busy() -> bytes:
    """A program, an action at opening, an attachment, a form with a filled field, a note, a layer that is
    off, details, and an earlier version behind it."""
    made = document("Dear Carol, all is well.")
    script = Dictionary(S=Name.JavaScript, JS="app.alert('JSSECRET')")
    made.Root.OpenAction = script
    made.attachments["secret.txt"] = pikepdf.AttachedFileSpec(made, b"ATTACHEDSECRET", filename="secret.txt")
    made.docinfo["/Author"] = "AUTHORSECRET"
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="LAYERSECRET"))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page = made.pages[0].obj
    page.Resources.Properties = Dictionary(L1=layer)
    hidden = b"\n/OC /L1 BDC BT /F1 14 Tf 72 500 Td (LAYERWORDS) Tj ET EMC\n"
    page.Contents.write(page.Contents.read_bytes() + hidden)
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents="NOTESECRET")
    page.Annots = Array([made.make_indirect(note)])
    made.Root.AcroForm = Dictionary(Fields=Array([]))
    whole = saved(made)
    return whole + b"\n% an update\n" + whole[whole.rindex(b"startxref") :]


def locked(owner_only: bool = False) -> bytes:
    keys = pikepdf.Encryption(owner="owner", user="" if owner_only else "user")
    return saved(document("Dear Carol"), encryption=keys)
