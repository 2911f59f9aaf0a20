"""`aqmap report --slides`: what stands in the document stands on the slides, word for word."""

import json

import pytest

from aqmap.__main__ import main
from tests.slides import WrittenSlides

pytestmark = pytest.mark.usefixtures("without_office", "quick_pictures")
HEADINGS = ("一、总体情况", "二、目标完成情况", "三、任务进展", "四、存在问题", "五、下一步工作")


def styled(report, style):
    return [p.text for p in report.document.paragraphs if p.style.name == style]


def test_every_sentence_of_the_document_is_the_points_of_a_slide(small, small_slides):
    theme = {"二、目标完成情况": "　（一）空气质量", "三、任务进展": "　（一）造林"}
    for heading, until in zip(HEADINGS, (*HEADINGS[1:], "附表"), strict=True):
        words = [w for w in small.section(heading, until) if not w.startswith("（")]
        assert small_slides.points(heading + theme.get(heading, "")) == "".join(words), heading


def test_every_table_of_the_document_stands_on_slides(small, small_slides):
    titles = styled(small, "报告表题")
    assert len(titles) == len(small.tables) == 5
    slide_titles = [*titles[:-1], "附件：数据核对情况（仅内部使用）"]
    for title, table in zip(slide_titles, small.tables, strict=True):
        assert small_slides.table(title) == table, title


def test_maps_have_the_captions_and_the_notes_of_the_document(small, small_slides):
    shown = [
        shape.text_frame.text
        for slide in small_slides.of("附图")
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    captions = styled(small, "报告图题")
    assert len(captions) == 3
    assert [words for words in shown if words.startswith("图")] == captions
    notes = [n for n in styled(small, "报告表注") if n.startswith(("图", "各图"))]
    assert notes
    assert small_slides.points("附图说明").startswith("".join(notes))
    assert small_slides.points("数据来源") == "".join(styled(small, "报告来源"))


def test_no_number_has_anything_between_its_thousands(small_slides):
    words = "".join(small_slides.part(name).decode() for name in small_slides.names
                    if name.startswith("ppt/slides/slide"))  # fmt: skip
    assert not [sign for sign in "\u2009\u202f\u2013\u2212" if sign in words]


def test_slides_are_listed_and_written_anew_with_equal_bytes(small_workspace, tmp_path, capsys):
    files = []
    for name in ("one", "other"):
        out = tmp_path / name
        with pytest.raises(SystemExit) as ended:
            call(["report", str(small_workspace), "--out", str(out), "--slides"])
        assert not ended.value.code
        files.append((out / "report.pptx").read_bytes())
        outputs = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        assert {"report.docx", "report.pptx"} <= set(outputs)
    assert "report.pptx" in capsys.readouterr().out
    assert files[0] == files[1]


def test_slides_in_english_have_no_chinese_but_names(small_workspace, tmp_path):
    with pytest.raises(SystemExit):
        call(
            [
                "report",
                str(small_workspace),
                "--out",
                str(tmp_path / "r"),
                "--slides",
                "--lang",
                "en",
            ]
        )
    slides = WrittenSlides((tmp_path / "r" / "report.pptx").read_bytes())
    titles = slides.titles()
    assert titles[1:3] == ["I. Overview", "II. Targets: (1) Air quality"]
    assert "34.2" in slides.points("II. Targets: (1) Air quality")


def call(arguments):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.argv", ["aqmap", *arguments])
        main()
