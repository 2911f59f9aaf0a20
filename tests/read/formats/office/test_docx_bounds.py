"""What a Word document may hold of what every paragraph looks through."""

import pytest

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.office.docx import read_docx
from tests.read.office_files import paragraph, write_word_parts


@pytest.mark.parametrize("within", ["{}", "<w:pPr>{}</w:pPr>", "<w:rPr>{}</w:rPr>"])
def test_a_style_with_parts_without_end_is_refused(tmp_path, within):
    parts = within.format("<w:x/>" * 501)
    style = f'<w:style w:type="paragraph" w:styleId="a">{parts}</w:style>'
    path = write_word_parts(tmp_path / "合成.docx", paragraph("正文"), styles=style)
    with pytest.raises(SourceError, match="w:style"):
        read_docx(FileContent.read(path))
