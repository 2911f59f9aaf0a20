"""Documents marked as secret are refused, those for the office alone say so in every figure."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

import aqmap
from aqmap.decide.compare.left_out import find_left_out
from aqmap.decide.compare.release import Release
from aqmap.errors import AqmapError
from aqmap.model.audience import Audience
from aqmap.model.figures import Withheld
from aqmap.model.measures import MEASURE_COLUMNS, measure_of, measure_row
from aqmap.model.station_days import NO_DAYS
from aqmap.pipelines.read_documents import read_documents
from aqmap.read.documents.secrecy_mark import secrecy_mark
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.sources import Source
from aqmap.workspace.workspace import open_workspace
from tests.table_rows import read_rows

SMALL = Path(aqmap.__file__).with_name("templates") / "minimal"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("机密★5年", "机密"),
        ("绝　密 ★ 长期", "绝密"),
        ("份号：000012　秘密", "秘密"),
        ("密级：机密", "机密"),
        ("示例州人民政府办公室文件 秘密★1年", "秘密"),
        ("特急 内部资料 注意保存", "内部"),
        ("工作秘密★", "工作秘密"),
        ("绝密级", "绝密"),
        ("示政发〔2025〕12号　机密", "机密"),
        ("（内部使用，不得外传）", "内部"),
        ("仅供内部使用", "内部"),
        ("内部", "内部"),
        ("严守国家秘密", ""),
        ("不得泄露秘密、机密。", ""),
        ("绝密级、机密级文件不得上网", ""),
        ("内部管理制度", ""),
        ("企业内部检查12次", ""),
        ("", ""),
        ("密" * 10_000, ""),
    ],
)
def test_a_mark_stands_for_itself_and_the_words_in_a_sentence_are_none(line, mark):
    assert secrecy_mark(["示例州2025年计划", line]) == mark


def test_a_mark_behind_the_head_is_none():
    assert secrecy_mark([*["正文。"] * 12, "机密★5年"]) == ""


def test_blank_cells_before_a_mark_leave_the_head_where_it_is():
    assert secrecy_mark([*[""] * 20, "机密★5年"]) == "机密"


def plan(folder, *head):
    path = folder / "计划.txt"
    lines = (*head, "示例地区2025年计划", "甲县完成造林0.5万亩。")
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_read_refuses_a_document_that_is_marked_as_secret(tmp_path):
    with pytest.raises(AqmapError) as caught:
        read_documents([plan(tmp_path, "机密★5年")], workspace=SMALL)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["found"]) == ("document_secret", "机密")


@pytest.mark.parametrize("part", ["header", "footer"])
def test_read_refuses_a_word_document_whose_page_header_or_footer_is_marked(tmp_path, part):
    path = tmp_path / "计划.docx"
    document = Document()
    getattr(document.sections[0], part).paragraphs[0].text = "秘密★1年"
    document.add_paragraph("示例地区2025年计划")
    document.add_paragraph("示例甲县完成造林0.5万亩。")
    document.save(path)
    with pytest.raises(AqmapError) as caught:
        read_documents([path], workspace=SMALL)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["found"]) == ("document_secret", "秘密")


@pytest.mark.parametrize("part", ["oddHeader", "firstFooter"])
def test_read_refuses_a_workbook_whose_page_header_or_footer_is_marked(tmp_path, part):
    path = tmp_path / "计划.xlsx"
    book = Workbook()
    for row in (("县市", "造林（万亩）"), ("示例甲县", 0.5)):
        book.active.append(row)
    margin = getattr(book.active, part)
    margin.left.text, margin.right.text = "000012", "绝 密★10年"
    margin.right.font, margin.right.size = "宋体,加粗", 14
    book.save(path)
    with pytest.raises(AqmapError) as caught:
        read_documents([path], workspace=SMALL)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["found"]) == ("document_secret", "绝密")


def test_read_figures_of_an_internal_document_are_in_no_output_for_the_public(tmp_path):
    done = read_documents([plan(tmp_path, "内部资料　注意保存")], workspace=SMALL)
    (figure,) = done.figures
    assert figure.note == "内部"
    assert "document_internal" in [remark.code for remark in done.remarks]
    workspace = open_workspace(SMALL)
    source = workspace.sources["example"].model_copy(update={"published": True})
    kept = replace(figure, source="example")
    for audience, reason in ((Audience.PUBLIC, Withheld.UNPUBLISHED), (Audience.LEADER, None)):
        release = Release(audience, {"example": source}, workspace.indicators)
        assert release.why_not(kept) == reason
        assert release.why_not(replace(kept, note="")) is None


def test_read_measures_of_an_internal_document_are_in_no_output_for_the_public(tmp_path):
    path = tmp_path / "计划.txt"
    task = "1. 推进造林。年底前完成造林0.5万亩。（责任单位：示例林草局）"
    path.write_text(f"工作秘密\n示例甲县2025年造林计划\n{task}\n", encoding="utf-8")
    (measure,) = read_documents([path], workspace=SMALL).measures
    assert measure.note == "工作秘密"
    assert read_rows(MEASURE_COLUMNS, [measure_row(measure)], measure_of) == [measure]
    source = Source(id=measure.source, title=Text("计划", "plan"), published=True)
    left_out = {
        audience: find_left_out(
            Release(audience, {source.id: source}, Indicators({})),
            (),
            [measure, replace(measure, note="")],
            (),
            NO_DAYS,
        ).measures
        for audience in Audience
    }
    assert left_out == {Audience.INTERNAL: (), Audience.LEADER: (), Audience.PUBLIC: (measure,)}
