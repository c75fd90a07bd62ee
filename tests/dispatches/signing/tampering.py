"""What somebody could do to a PDF before or after it is signed."""

import zlib
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.sign import fields
from pyhanko.stamp import StaticStampStyle

N = generic.pdf_name
NUMBER_BOX = (112, 716, 126, 732)  # about the number of the letter, on page 1
AUTHORITY_BOX = (370, 520, 480, 620)  # from the line of authority down to the name, on page 3
WHITE, BLACK = b"1 1 1 rg", b"0 0 0 rg"


def append(pdf, change):
    """Change a file by an incremental update: change(writer)."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def rewrite(pdf, change=None, **saving):
    """Write a file anew: change(document)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if change:
            change(document)
        output = BytesIO()
        document.save(output, **saving)
    return output.getvalue()


def draw(colour, box):
    """A filled rectangle as content of a page."""
    left, bottom, right, top = box
    return b"q %s %d %d %d %d re f Q" % (colour, left, bottom, right - left, top - bottom)


def drawn_over(content, page=0):
    """Append content to a page."""

    def change(writer):
        stream = generic.StreamObject(stream_data=content)
        reference = writer.add_object(stream)
        writer.add_stream_to_page(page, reference)

    return change


def note(writer):
    """Append an annotation with text of its own."""
    page, _resources = writer.find_page_for_modification(0)
    box = generic.ArrayObject([generic.NumberObject(value) for value in (100, 400, 300, 450)])
    made = generic.DictionaryObject(
        {
            N("/Type"): N("/Annot"),
            N("/Subtype"): N("/FreeText"),
            N("/Rect"): box,
            N("/Contents"): generic.TextStringObject("không"),
            N("/DA"): generic.TextStringObject("/Helv 12 Tf"),
        }
    )
    page.get_object()[N("/Annots")] = generic.ArrayObject([writer.add_object(made)])
    writer.mark_update(page)


def empty_field(writer):
    """Append a field for a signature that nobody made."""
    fields.append_signature_field(writer, fields.SigFieldSpec("Ky9", on_page=-1))


def signature_fields(writer):
    return [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]


def _appearance(writer, colour=BLACK):
    box = generic.ArrayObject([generic.NumberObject(value) for value in (0, 0, 100, 100)])
    keys = {N("/Type"): N("/XObject"), N("/Subtype"): N("/Form"), N("/BBox"): box}
    stream = generic.StreamObject(keys, stream_data=draw(colour, (0, 0, 100, 100)))
    return generic.DictionaryObject({N("/N"): writer.add_object(stream)})


def other_appearance(writer):
    """Draw the first signature in another way."""
    field = signature_fields(writer)[0]
    field[N("/AP")] = _appearance(writer)
    writer.update_container(field)


def second_field(writer, *, listed=True):
    """Show the first signature a second time, drawn at will, in blank space of page 3."""
    first = signature_fields(writer)[0]
    box = generic.ArrayObject([generic.NumberObject(value) for value in (200, 100, 260, 160)])
    page, _resources = writer.find_page_for_modification(2)
    keys = {
        N("/Type"): N("/Annot"),
        N("/Subtype"): N("/Widget"),
        N("/FT"): N("/Sig"),
        N("/T"): generic.TextStringObject("Ky9"),
        N("/F"): generic.NumberObject(132),
        N("/V"): first.raw_get("/V"),
        N("/Rect"): box,
        N("/P"): page,
        N("/AP"): _appearance(writer),
    }
    made = writer.add_object(generic.DictionaryObject(keys))
    page.get_object()["/Annots"].append(made)
    writer.update_container(page.get_object()["/Annots"])
    if listed:
        form = writer.root["/AcroForm"]
        form["/Fields"].append(made)
        writer.update_container(form["/Fields"])


def loose_widget(writer):
    """The same, but the form does not know of it."""
    second_field(writer, listed=False)


def text_field(writer):
    """Append a form field that is no signature."""
    field = generic.DictionaryObject(
        {
            N("/FT"): N("/Tx"),
            N("/T"): generic.TextStringObject("a"),
            N("/Ff"): generic.NumberObject(0),
        }
    )
    form = generic.DictionaryObject({N("/Fields"): generic.ArrayObject([writer.add_object(field)])})
    writer.root[N("/AcroForm")] = writer.add_object(form)
    writer.update_root()


def layers(document):
    """Give a document layers that a reader can switch."""
    layer = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("a"))
    )
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(Order=pikepdf.Array([layer]))
    )


def stamp_of(colour):
    """A signature's picture: one opaque rectangle."""
    content = RawContent(draw(colour, (0, 0, 100, 100)), box=BoxConstraints(100, 100))
    inner = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins(0, 0, 0, 0)
    )
    return StaticStampStyle(
        background=content, background_opacity=1, border_width=0, background_layout=inner
    )


def memory_bomb(document):
    """Give page 1 a content that unfolds to two gigabytes of blanks."""
    packer = zlib.compressobj(9)
    start = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    content = start + again * 2000 + packer.flush()
    stream = pikepdf.Stream(document, b"")
    stream.write(content, filter=pikepdf.Name.FlateDecode)
    page = document.pages[0]
    page.Contents = pikepdf.Array([page.Contents, document.make_indirect(stream)])


def time_bomb(document):
    """Give page 1 forms that draw forms that draw forms: ten to the power of nine rectangles."""
    inner = _form(document, b"0 0 1 1 re f ")
    for _level in range(9):
        outer = _form(document, b"/X Do " * 10)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    page = document.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(X=inner)
    drawn = document.make_indirect(pikepdf.Stream(document, b"q /X Do Q"))
    page.Contents = pikepdf.Array([page.Contents, drawn])


def _form(document, content):
    stream = pikepdf.Stream(document, content)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, 10, 10])
    return document.make_indirect(stream)
