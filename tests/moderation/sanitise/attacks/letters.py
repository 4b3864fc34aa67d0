"""Word, OpenDocument and RTF letters with what must not come through."""

import zipfile
from io import BytesIO

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODT_NAMES = " ".join(
    f'xmlns:{short}="{_OASIS}:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("draw", "drawing"), ("style", "style"), ("script", "script"),
    )
)  # fmt: skip

_CONTENT = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def run(words: str, style: str = "") -> str:
    return f"<w:r><w:rPr>{style}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def docx(*paragraphs: str, before: str = "", links: str = "", types: str = "", **more: str | bytes) -> bytes:
    """A Word letter. A paragraph that begins with "<" is XML. `before`: in front of the root element;
    `more`: further parts, their names' dots as "__" and slashes as "_S_"."""
    body = "".join(f"<w:p>{one if one.startswith('<') else run(one)}</w:p>" for one in paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "word/document.xml": f'{before}<w:document xmlns:w="{_W}" xmlns:r="{_R}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    parts |= {name.replace("__", ".").replace("_S_", "/"): part for name, part in more.items()}
    return zipped(parts)


def tricky_docx(port: int) -> bytes:
    """A crossed-out word, a moved one, a hidden one, a comment, a macro, an object and a picture and a
    template from elsewhere."""
    return docx(
        "Dear Carol, all is well.",
        '<w:del w:id="1" w:author="AUTHORSECRET"><w:r><w:delText>DELETEDSECRET</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="2" w:author="x">{run("MOVEDSECRET")}</w:moveFrom>',
        run("HIDDENSECRET", "<w:vanish/>") + run(" seen"),
        '<w:commentRangeStart w:id="0"/>' + run("told") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
        _remote_picture(),
        links=f'<Relationship Id="rId5" Type="{_R}/image" Target="http://127.0.0.1:{port}/a.png" '
        f'TargetMode="External"/><Relationship Id="rId6" Type="{_R}/attachedTemplate" '
        f'Target="http://127.0.0.1:{port}/t.dotx" TargetMode="External"/>'
        f'<Relationship Id="rId7" Type="{_R}/comments" Target="comments.xml"/>'
        '<Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/>',
        types='<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.comments+xml"/>',
        word_S_comments__xml=f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="AUTHORSECRET">'
        f"<w:p>{run('COMMENTSECRET')}</w:p></w:comment></w:comments>",
        word_S_vbaProject__bin=b"MACROSECRET",
        word_S_embeddings_S_oleObject1__bin=b"OBJECTSECRET",
        docProps_S_core__xml="<x>COREAUTHORSECRET</x>",
    )


def _remote_picture() -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.'
        'openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:link="rId5"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def odt(
    *paragraphs: str, manifest: str = "", changes: str = "", styles: str = "", scripts: str = ""
) -> bytes:
    body = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in paragraphs)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" '
            'manifest:version="1.3">'
            '<manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="application/vnd.oasis.opendocument.text"/>{_CONTENT}{manifest}'
            "</manifest:manifest>",
            "content.xml": f"<office:document-content {_ODT_NAMES} "
            'xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.3">{scripts}<office:automatic-styles>{styles}</office:automatic-styles>'
            f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>",
        }
    )


def tricky_odt(port: int) -> bytes:
    """A crossed-out word, a hidden one, a comment, a program and a picture from elsewhere."""
    picture = f'<draw:frame><draw:image xlink:href="http://127.0.0.1:{port}/a.png"/></draw:frame>'
    return odt(
        "Dear Carol, all is well.",
        '<text:p>told <text:change text:change-id="c1"/><office:annotation><text:p>COMMENTSECRET</text:p>'
        '</office:annotation> on <text:span text:style-name="H">HIDDENSECRET</text:span> seen</text:p>',
        f"<text:p>{picture}</text:p>",
        changes='<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<text:p>DELETEDSECRET</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        styles='<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>",
        scripts="<office:scripts><office:script script:language='x'>MACROSECRET</office:script>"
        "</office:scripts>",
    )


RTF = (
    rb"{\rtf1\ansi{\*\revtbl{Unknown;}{AUTHORSECRET;}}{\info{\author AUTHORSECRET}}Dear Carol, all is well. "
    rb"{\v HIDDENSECRET}{\deleted\revauthdel1 DELETEDSECRET} seen\par}"
)


def laughing_docx() -> bytes:
    """Entities of entities: a thousand million laughs."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)
    )
    return docx("&a9;", before=f"<!DOCTYPE w:document [{entities}]>")


def bomb_docx(megabytes: int) -> bytes:
    return docx("Dear Carol", word_S_media_S_a__xml=b" " * (megabytes * 1024 * 1024))
