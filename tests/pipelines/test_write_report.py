"""`aqmap report` from end to end: what a person finds in the document."""

import hashlib
import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from PIL import Image

from aqmap.errors import SourceError, SpecError
from aqmap.pipelines.write_report import write_report
from tests.reports import numbers, written

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("without_office", "quick_pictures")


# ---- what it says ----
def test_the_skeleton_is_that_of_such_reports_and_the_last_part_is_left_to_a_person(report):
    heads = [p.text for p in report.document.paragraphs if p.style.name == "报告一级标题"]
    parts = ["一、总体情况", "二、目标完成情况", "三、任务进展", "四、存在问题", "五、下一步工作"]
    assert heads == parts
    assert set(report.section("五、下一步工作", "附表")) == {""}
    ends = [p.text for p in report.document.paragraphs if p.style.name == "报告附件标题"]
    assert ends == ["附表", "附图", "数据来源", "附件：数据核对情况（仅内部使用）"]


def test_what_an_office_fills_in_is_blank_and_there_is_no_red_head(report):
    head = report.paragraphs[:3]
    assert head[0].split() == ["第", "期", "签发："]
    assert head[1] == "文号："
    assert b"FF0000" not in report.part("word/document.xml").upper()


def test_the_sentences_say_who_meets_the_target_who_misses_it_and_by_how_much(small):
    (air,) = [p for p in small.section("二、目标完成情况", "三、任务进展") if "PM2.5" in p]
    # 34.2 − 35 = −0.8 and 36.8 − 35 = 1.8, from data/ of the minimal workspace.
    assert "完成目标1个：示例甲县（实测值34.2微克/立方米，目标≤35微克/立方米，低于目标0.8" in air
    assert "未完成目标1个：示例乙县（实测值36.8微克/立方米，目标≤35微克/立方米，高于目标1.8" in air
    assert "未报送1个：示例丙县" in air
    (trees,) = [
        p for p in small.section("三、任务进展", "四、存在问题") if "造林" in p and "共" in p
    ]
    assert "完成量1.25万亩，任务量1.20万亩，高于目标0.05万亩" in trees


def test_a_task_of_0_is_no_task_and_never_done(small, report):
    (trees,) = [
        p for p in small.section("三、任务进展", "四、存在问题") if "造林" in p and "共" in p
    ]
    assert "无任务（任务数为0）1个：示例乙县" in trees
    assert "已完成" not in "".join(small.paragraphs)
    for table in (*small.table("完成情况"), *report.table("完成情况")):
        place, target, status = (table[0].index(c) for c in ("县（市、区）", "目标", "完成情况"))
        judged = [row[place] for row in table[1:] if row[status] in ("完成目标", "未完成目标")]
        assert not [row for row in table[1:] if row[target] == "0" and row[place] in judged]


def test_what_was_not_reported_is_said_and_is_never_0(small, report):
    (targets, _) = small.table("指标", "示例丙县")
    assert targets[1][targets[0].index("示例丙县")] == "未报送"
    (ili,) = report.table("奎屯市", "合计（原表）")
    area = next(row for row in ili if row[0].startswith("建成区平房面积"))
    assert area[ili[0].index("霍尔果斯市")] == "未报送"
    households = next(row for row in ili if row[0].startswith("电采暖户数"))
    assert households[ili[0].index("奎独经开区")] == "-"
    assert households[ili[0].index("伊宁市")] == "空白"


def test_totals_are_those_that_the_source_prints(report):
    (ili,) = report.table("奎屯市", "合计（原表）")
    printed = {row[0]: row[-2] for row in ili[1:]}
    assert printed["煤炭总量上限"] == "2542.8"  # its cells add up to 2677.8
    assert printed["建成区平房户数底数统计"] == "15.74"
    assert printed["PM2.5年均浓度目标"] == ""


def test_places_are_in_the_order_of_the_region_and_nowhere_ranked(report):
    (ili,) = report.table("奎屯市", "合计（原表）")
    order = ["奎独经开区", "伊宁市", "奎屯市", "霍尔果斯市", "伊宁县", "察布查尔县"]
    order += ["霍城县", "巩留县", "新源县", "昭苏县", "尼勒克县", "特克斯县"]
    assert ili[0][2:-2] == order
    assert not re.search("排名|第[一二三四五六七八九]名|名列|位居", "".join(report.paragraphs))


def test_tables_cite_the_article_or_the_row_of_a_numbered_source(report):
    (ili,) = report.table("奎屯市", "合计（原表）")
    cited = {row[0]: row[-1] for row in ili[1:]}
    sources = [p.text for p in report.document.paragraphs if p.style.name == "报告来源"]
    number = next(s for s in sources if "伊州政办发〔2021〕6号" in s).partition(" 《")[0]
    assert cited["电采暖户数任务量"] == f"{number}附表第4.1行"
    assert cited["造林任务量"] == f"{number}附表第19行"
    assert [s.partition(" 《")[0] for s in sources] == [
        f"[{n}]" for n in range(1, len(sources) + 1)
    ]


def test_measures_stand_with_the_units_in_charge(report):
    (measures,) = report.table("措施", "牵头单位")
    row = next(row for row in measures if row[1] == "稳步推进清洁供暖")
    by_column = dict(zip(measures[0], row, strict=True))
    assert by_column["牵头单位"] == "州发改委"
    assert by_column["配合单位"] == "州工信局、住建局、生态环境局"
    assert by_column["附表行"] == "4.1、4.2、4.3、4.4、11"
    assert by_column["完成时限"] == "2021年9月30日"


def test_findings_are_an_annex_of_internal_copies_to_be_verified_or_of_scope(report, tmp_path):
    (findings,) = report.table("事项", "性质")
    assert len(findings) == 12
    kinds = [row[findings[0].index("性质")] for row in findings[1:]]
    assert set(kinds) == {"待核实", "口径差异"}
    assert kinds[:2] == ["待核实", "待核实"]
    assert "错误" not in "".join(report.paragraphs) + str(report.tables)
    leader = written(ROOT, tmp_path / "report", audience="leader")
    said = "".join(leader.paragraphs) + str(leader.tables)
    assert leader.table("事项", "性质") == []
    assert "核对发现" not in said
    assert "实时数据" not in said
    assert "2019年" not in said
    assert len(leader.document.inline_shapes) == len(report.document.inline_shapes) - 4


# ---- what an office would send back ----
def test_numbers_have_nothing_between_thousands_and_a_plain_minus(report):
    said = report.paragraphs + [c for t in report.tables for row in t for c in row]
    said += [e.get("descr", "") for e in report.xml().iter() if e.tag.endswith("}docPr")]
    assert [s for s in said if re.search(r"\d[,，\u2009\u202f\u00a0 ]\d{3}(?!\d)", s)] == []
    assert [s for s in said if re.search("[\u2013\u2212]", s)] == []
    assert any("3463户" in s for s in said)
    assert any("相差-0.01" in s for s in said)


def test_nothing_names_the_program(report):
    properties = report.document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    for name in report.names:
        content = report.part(name).lower()
        if name.endswith((".xml", ".rels")):
            assert b"python-docx" not in content
            assert b"aqmap" not in content.replace(b'"aq', b""), name
            assert not re.search(rb"\b[0-9a-f]{40,64}\b", content)
    assert b"<Application>" not in report.part("docProps/app.xml")


def test_its_pictures_have_300_dots_an_inch(small):
    pictures = [name for name in small.names if name.endswith(".png")]
    assert len(pictures) == len(small.document.inline_shapes) > 1
    for name in pictures:
        with Image.open(BytesIO(small.part(name))) as picture:
            assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
            assert picture.width == round(150 / 25.4 * 300)


def test_equal_inputs_give_equal_bytes_whose_only_date_is_the_workspaces(small_workspace, tmp_path):
    one = written(small_workspace, tmp_path / "one")
    other = written(small_workspace, tmp_path / "other")
    assert one.content == other.content
    created = one.document.core_properties.created
    assert (created.year, created.month, created.day) == (2025, 12, 31)  # of the newest source


# ---- outputs ----
def test_a_report_that_a_person_went_on_writing_is_not_replaced(small_workspace, tmp_path):
    out = tmp_path / "report"
    written(small_workspace, out)
    document = docx.Document(out / "report.docx")
    document.add_paragraph("下一步：由编写人填写")
    document.save(out / "report.docx")
    mine = (out / "report.docx").read_bytes()
    with pytest.raises(SourceError) as refused:
        write_report(small_workspace, out)
    assert [fault.code for fault in refused.value.faults] == ["output_edited"]
    assert (out / "report.docx").read_bytes() == mine
    assert written(small_workspace, out, overwrite=True).content != mine


def test_a_report_goes_nowhere_into_what_is_read(small_workspace):
    before = {p: p.read_bytes() for p in small_workspace.rglob("*") if p.is_file()}
    with pytest.raises(SourceError):
        write_report(small_workspace, small_workspace / "data" / "report")
    assert {p: p.read_bytes() for p in small_workspace.rglob("*") if p.is_file()} == before


# ---- templates ----
def test_an_offices_template_comes_first_and_its_styles_are_used(small_workspace, tmp_path):
    template = docx.Document()
    template.add_paragraph("某某自治州生态环境局文件")
    style = template.styles.add_style("报告正文", 1)
    style.font.size = docx.shared.Pt(15)
    template.sections[0].left_margin = docx.shared.Mm(31)
    template.save(small_workspace / "office.docx")
    settings = small_workspace / "aqmap.toml"
    lines = settings.read_text(encoding="utf-8")
    settings.write_text(
        lines.replace("[themes]", '[report]\ntemplate = "office.docx"\n\n[themes]', 1),
        encoding="utf-8",
    )
    checksum = hashlib.sha256((small_workspace / "office.docx").read_bytes()).hexdigest()
    report = written(small_workspace, tmp_path / "report")
    assert report.paragraphs[0] == "某某自治州生态环境局文件"
    text = next(p for p in report.document.paragraphs if p.text.startswith("本报告统计"))
    assert (text.style.name, text.style.font.size.pt) == ("报告正文", 15)
    assert round(report.document.sections[0].left_margin.mm) == 31
    assert hashlib.sha256((small_workspace / "office.docx").read_bytes()).hexdigest() == checksum


def test_a_template_that_is_none_is_a_fault_and_nothing_is_written(small_workspace, tmp_path):
    contents = {"file_missing": None, "file_empty": b"", "container_damaged": b"PK\x03\x04 none"}
    for code, content in contents.items():
        template = tmp_path / f"{code}.docx"
        if content is not None:
            template.write_bytes(content)
        assert refused(small_workspace, tmp_path / "report", template) == [code]
    workbook = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(workbook)
    assert refused(small_workspace, tmp_path / "report", workbook) == ["template_none"]
    styled = docx.Document()
    styled.styles.add_style("报告正文", WD_STYLE_TYPE.CHARACTER)
    styled.save(tmp_path / "styled.docx")
    styled = tmp_path / "styled.docx"
    assert refused(small_workspace, tmp_path / "report", styled) == ["template_style"]
    macros = with_type(tmp_path / "macros.docm", "ms-word.document.macroEnabled.main", "vbaProject")
    assert refused(small_workspace, tmp_path / "report", macros) == ["template_none"]
    assert not (tmp_path / "report").exists()


DOCUMENT_TYPE = "openxmlformats-officedocument.wordprocessingml.document.main"


def with_type(path, content_type, extra=""):
    """A document of Word's other kinds: a template, one with macros."""
    docx.Document().save(path)
    with ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    types = contents["[Content_Types].xml"].decode()
    contents["[Content_Types].xml"] = types.replace(DOCUMENT_TYPE, content_type).encode()
    with ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content)
        if extra:
            parts.writestr(f"word/{extra}.bin", b"macro")
    return path


def test_a_dotx_is_a_template_too(small_workspace, tmp_path):
    kind = DOCUMENT_TYPE.replace("document.main", "template.main")
    template = with_type(tmp_path / "office.dotx", kind)
    report = written(small_workspace, tmp_path / "report", template=template)
    assert "一、总体情况" in report.paragraphs


def refused(folder, out, template):
    with pytest.raises(SourceError) as problem:
        write_report(folder, out, template=template)
    return [fault.code for fault in problem.value.faults]


def test_a_template_is_an_input_that_is_listed_and_kept(small_workspace, tmp_path):
    folder = tmp_path / "report"
    folder.mkdir()
    docx.Document().save(folder / "office.docx")
    assert refused(small_workspace, folder, folder / "office.docx")
    docx.Document().save(small_workspace / "office.docx")
    written(small_workspace, tmp_path / "other", template=small_workspace / "office.docx")
    manifest = json.loads((tmp_path / "other" / "manifest.json").read_text(encoding="utf-8"))
    assert "office.docx" in manifest["inputs"]


def test_a_report_in_english_has_no_chinese_but_names(small_workspace, tmp_path):
    report = written(small_workspace, tmp_path / "report", lang="en")
    heads = [p.text for p in report.document.paragraphs if p.style.name == "报告一级标题"]
    assert heads == ["I. Overview", "II. Targets", "III. Tasks", "IV. Problems", "V. Next steps"]
    assert not re.search("[\u4e00-\u9fff]", "".join(report.paragraphs))
    assert Decimal("0.8") in numbers(" ".join(report.section("II. Targets", "III. Tasks")))


# ---- where nothing is left ----
@pytest.mark.parametrize("slides", [False, True])
def test_a_report_that_nothing_is_left_for_is_refused(small_workspace, tmp_path, slides):
    """No source is marked as published, so no figure may be told."""
    with pytest.raises(SpecError) as refusal:
        write_report(small_workspace, tmp_path / "out", audience="public", slides=slides)
    (fault,) = refusal.value.faults
    assert "来源未标明已公布的数据" in fault.said.zh
    assert "（example）" in fault.said.zh
    assert "published = true" in fault.said.zh
    assert "published = true" in fault.said.en
    assert not (tmp_path / "out").exists()


def test_a_source_marked_as_published_is_reported_to_the_public(small_workspace, tmp_path):
    register = small_workspace / "data" / "sources.toml"
    register.write_text(
        register.read_text(encoding="utf-8") + "published = true\n", encoding="utf-8"
    )
    public = written(small_workspace, tmp_path / "out", audience="public")
    assert "3个县（市）" in public.section("一、总体情况", "二、目标完成情况")[0]


def test_an_empty_workspace_has_no_report(small_workspace, tmp_path):
    for folder in ("targets", "measured"):
        for table in (small_workspace / "data" / folder).glob("*.csv"):
            head = table.read_text(encoding="utf-8").splitlines()
            head = next(line for line in head if not line.startswith("#"))
            table.write_text(f"{head}\n", encoding="utf-8")
    with pytest.raises(SpecError) as refusal:
        write_report(small_workspace, tmp_path / "out")
    assert "没有可写入报告的数据、措施和地图" in str(refusal.value.faults[0].said.zh)


def test_leaders_are_told_why_nothing_is_left_for_them(small_workspace, tmp_path):
    """Values are real-time ones that nobody reviewed, and there are no targets."""
    data = small_workspace / "data"
    for table in (data / "targets").glob("*.csv"):
        table.unlink()
    for table in (data / "measured").glob("*.csv"):
        words = table.read_text(encoding="utf-8")
        table.write_text(words.replace("synthetic,", "monitor_realtime,"), encoding="utf-8")
    with pytest.raises(SpecError) as refusal:
        write_report(small_workspace, tmp_path / "out", audience="leader")
    (fault,) = refusal.value.faults
    assert "未审核的实时数据" in fault.said.zh
    assert "published" not in fault.said.zh
