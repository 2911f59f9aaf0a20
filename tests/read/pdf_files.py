"""Writers of synthetic PDFs with Chinese text, ruled tables, page numbers and running titles."""

from functools import cache
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from aqmap.render.paper.canvas.fonts import map_fonts

FONT = "NotoTest"
GRID: list[tuple[object, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]
OPEN: list[tuple[object, ...]] = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
    ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
]
OPEN += [("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
# The common characters of GB 2312: a font of all would take half a minute to make.
_COMMON = bytes(b for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for b in (high, low))
_SIGNS = "、。《》〔〕【】　₂³²≥≤−〇" + "".join(
    map(chr, (*range(0xFF01, 0xFF5F), *range(0x2010, 0x2027)))
)


@cache
def registered():
    """Register the project's font with the common characters; cut and fixed once a run."""
    wanted = _COMMON.decode("gb2312", "ignore") + _SIGNS + "".join(map(chr, range(0x20, 0x180)))
    font = map_fonts().regular.subset(wanted, with_names=True)
    pdfmetrics.registerFont(TTFont(FONT, BytesIO(font.blob.data)))
    return FONT


def write_pdf(path, blocks, *, rows_per_page=None, title="", numbers=False, spans=(), ruled=True):
    """
    Write texts as paragraphs and lists of rows as ruled tables.

    `rows_per_page` parts tables over pages, with their first row repeated; `title` runs on top of
    every page, `numbers` at its foot; `spans` are merged cells of every table. Tables that are
    not `ruled` have a ruling above, one below, and one below their header.
    """
    font = registered()
    style = ParagraphStyle("text", fontName=font, fontSize=11, leading=18, wordWrap="CJK")
    cell = ParagraphStyle("cell", fontName=font, fontSize=7, leading=9, wordWrap="CJK")
    body = ParagraphStyle("body", parent=style, firstLineIndent=22)
    latin = ParagraphStyle("latin", parent=body, wordWrap=None)

    def flow(rows):
        wide = (landscape(A4)[0] - 80) / max(map(len, rows))
        lines = [[Paragraph(_marked(text), cell) for text in row] for row in rows]
        table = Table(lines, colWidths=[wide] * max(map(len, rows)))
        table.setStyle([*(GRID if ruled else OPEN), *(("SPAN", *span) for span in spans)])
        return table

    story = []
    for block in blocks:
        if isinstance(block, str):
            heading = len(block) < 30 and not block.endswith("。")
            form = latin if block.isascii() else style if heading else body
            story.append(Paragraph(_marked(block), form))
            continue
        head, *rows = block
        size = rows_per_page or len(rows)
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            story += [flow([head, *part])] if start == 0 else [PageBreak(), flow([head, *part])]
        story.append(Spacer(1, 10))

    def frame(canvas, _):
        canvas.setFont(font, 9)
        canvas.drawString(60, landscape(A4)[1] - 30, title)
        if numbers:
            canvas.drawCentredString(400, 20, f"- {canvas.getPageNumber()} -")

    document = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), leftMargin=40, rightMargin=40, topMargin=50
    )
    document.build(story, onFirstPage=frame, onLaterPages=frame)
    return path


def _marked(text):
    escaped = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", "<br/>")


def write_scan(path, *, text_pages=1, password=None):
    """Write pages of text, then one that is only a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(path), pagesize=A4, encrypt=password)
    for _ in range(text_pages):
        canvas.setFont(registered(), 12)
        canvas.drawString(80, 700, "2021年昌吉州行动计划，昌吉市造林5万亩，阜康市造林3万亩。")
        canvas.showPage()
    picture = ImageReader(Image.new("RGB", (600, 800), "white"))
    canvas.drawImage(picture, 0, 0, width=A4[0], height=A4[1])
    canvas.showPage()
    canvas.save()
    return path


def write_turned(path, text):
    """Write a text below a slanted stamp and beside an upright one, a blank page, and it again."""
    canvas = Canvas(str(path), pagesize=A4)
    for turns in ((45, 90), None, ()):
        canvas.setFont(registered(), 12)
        if turns is not None:
            canvas.drawString(80, 700, text)
        for turn in turns or ():
            canvas.saveState()
            canvas.translate(300, 400)
            canvas.rotate(turn)
            canvas.drawString(0, 0, "内部资料2021")
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return path


def written_pdf(drawn, *more, filters=b"", font=b"", page=b"", contents=b"4 0 R"):
    """
    Return a PDF of one page, object by object.

    `drawn` is its stream as it stands in the file, `filters` says how that is packed; `more` are
    objects from the sixth up; `font` and `page` are put into those dictionaries.
    """
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %s/Resources<</Font<</F 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>%s>>" % (contents, page),
        packed(drawn, filters),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>" % font,
        *more,
    ]
    content, spots = b"%PDF-1.5\n", []
    for number, thing in enumerate(objects, 1):
        spots.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % spot for spot in spots)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
        )
        + (b"startxref\n%d\n%%%%EOF" % len(content))
    )


def packed(content, described=b""):
    """Return a stream object."""
    head = b"<<%s/Length %d>>" % (described, len(content))
    return b"%s\nstream\n%s\nendstream" % (head, content)
