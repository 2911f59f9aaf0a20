"""`aqmap yearend`: drafts whose every number is that of the table, whole or not at all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from aqmap.errors import AqmapError
from aqmap.pipelines.dispatch.yearend.year_end import AssessedYear, assess_year
from tests.dispatch_workspaces import ili_dispatch
from tests.dispatch_years import lay_year_workspace

HEAD_ROW = 3
NAMES = ["manifest.json", "年终考核.docx", "整改台账.xlsx", "考核表.xlsx", "评分表.xlsx"]


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> AssessedYear:
    folder = lay_year_workspace(tmp_path_factory.mktemp("year") / "年终 考核")
    return assess_year(folder, "2021")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_year_workspace(tmp_path / "w")


def sheet_rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings; numbers as the workbook shows them."""
    opened = openpyxl.load_workbook(path)[sheet]
    heads = [str(cell.value) for cell in opened[HEAD_ROW]]
    rows = []
    for cells in opened.iter_rows(min_row=HEAD_ROW + 1):
        if cells[0].value is None and cells[1].value is None:
            break
        rows.append({h: shown(c) for h, c in zip(heads, cells, strict=True)})
    return rows


def shown(cell: Any) -> str:
    if isinstance(cell.value, float | int) and cell.number_format.endswith("%"):
        return f"{cell.value * 100:.1f}%"
    return "" if cell.value is None else str(cell.value)


def document_tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def same(words: str, number: str) -> bool:
    """Whether a cell of the document shows what the workbook's cell holds."""
    try:
        return float(words.replace("（取整）", "")) == float(number)
    except ValueError:
        return words == number


def test_all_files_are_written(assessed: AssessedYear) -> None:
    assert list(assessed.files) == NAMES
    assert assessed.out == assessed.out.parents[1] / "yearend" / "2021"


def test_the_table_has_reported_deducted_verified_and_verdict_apart(assessed: AssessedYear) -> None:
    rows = sheet_rows(assessed.out / "考核表.xlsx", "考核表")
    told = {(row["县（市、区）"], row["任务"]): row for row in rows}
    heating = told["甲县", "清洁取暖"]
    cells = [heating[name] for name in ("任务数", "自报", "核减", "核定", "完成率", "结论")]
    assert cells == ["1683", "1700", "20", "1683", "100.0%", "完成目标"]
    assert "核字2号" in heating["理由"]
    assert "不一致（待核实）" in heating["理由"]
    assert told["甲县", "煤炭消费总量"]["结论"] == "未完成目标"  # 692.6 of 692.5
    assert told["甲县", "巡查次数"]["完成率"] == "3/4次"
    assert told["甲县", "平房户数"]["结论"] == "不作评判"
    assert told["乙县", "集中供热"]["结论"] == "仅自报（不作结论）"
    assert told["乙县", "集中供热"]["完成率"] == "100.4%（自报）"
    assert told["乙县", "PM2.5浓度"]["结论"] == "无法判定（缺基数）"
    assert told["丙县", "清洁取暖"]["自报"] == "未报送"


def test_units_that_are_not_in_are_named_as_missing(assessed: AssessedYear) -> None:
    said = " ".join(remark.zh for remark in assessed.remarks)
    assert "未报终期表2个：丙县、能源局" in said
    states = {
        r["填报单位"]: r["报送情况"] for r in sheet_rows(assessed.out / "考核表.xlsx", "报送情况")
    }
    assert states == {"甲县": "已报送", "乙县": "已报送", "丙县": "未报送", "能源局": "未报送"}
    text = "\n".join(p.text for p in docx.Document(str(assessed.out / "年终考核.docx")).paragraphs)
    assert "应报终期表的单位4个，未报送2个：丙县、能源局。" in text


def test_history_stays_with_what_superseded_it(assessed: AssessedYear) -> None:
    rows = sheet_rows(assessed.out / "考核表.xlsx", "过程记录")
    assert len(rows) == 13
    verified = [(r["数量"], r["是否有效"]) for r in rows if r["步骤"] == "核定"][:2]
    assert verified == [("1680", "已被后续记录取代"), ("1683", "有效")]


def test_every_number_of_the_documents_tables_is_that_of_the_workbooks(
    assessed: AssessedYear,
) -> None:
    rows = sheet_rows(assessed.out / "考核表.xlsx", "考核表")
    chain = sheet_rows(assessed.out / "考核表.xlsx", "任务链")
    scores = sheet_rows(assessed.out / "评分表.xlsx", "评分")
    summary, chain_table, score_table, *places = document_tables(assessed.out / "年终考核.docx")
    for expected, table in ((chain, chain_table), (scores, score_table)):
        heads, *lines = table
        assert len(lines) == len(expected)
        for line, row in zip(lines, expected, strict=True):
            assert all(same(w, row[h]) for h, w in zip(heads, line, strict=True)), (line, row)
    assert [len(table) - 1 for table in places] == [9, 9, 8]
    shown_rows = [dict(zip(t[0], line, strict=True)) for t in places for line in t[1:]]
    for told, row in zip(shown_rows, rows, strict=True):
        assert all(same(words, row[head]) for head, words in told.items()), (told, row)
    heads, *counts = summary
    for place, *numbers in counts:
        of_place = [row["结论"] for row in rows if row["县（市、区）"] == place]
        assert [int(n) for n in numbers] == [of_place.count(head) for head in heads[1:]]


def test_every_number_of_the_sentences_is_in_a_table(assessed: AssessedYear) -> None:
    document = docx.Document(str(assessed.out / "年终考核.docx"))
    rows = sheet_rows(assessed.out / "考核表.xlsx", "考核表")
    body = [p.text for p in document.paragraphs if p.style and p.style.name == "报告正文"]
    counts = next(line for line in body if line.startswith("其中"))
    verdicts = [row["结论"] for row in rows]
    for part in counts.removeprefix("其中").removesuffix("。").split("、"):
        match = re.fullmatch(r"(.+?)(\d+)项次", part)
        assert match is not None
        assert verdicts.count(match[1]) == int(match[2]), part
    judged = [r for r in rows if r["结论"] in ("完成目标", "未完成目标")]
    for row in judged:
        told = f"{row['县（市、区）']}{row['核定']}/{row['任务数']}"
        assert any(told in line for line in body), told
    scored = sheet_rows(assessed.out / "评分表.xlsx", "评分")
    told = "、".join(f"{s['县（市、区）']}{s['总分']}分（{s['等次']}）" for s in scored)
    assert any(re.sub(r"\.00(?=分)", "", line).count(told) for line in body), (told, body)


def test_rectification_lists_what_is_overdue(assessed: AssessedYear, folder: Path) -> None:
    rows = sheet_rows(assessed.out / "整改台账.xlsx", "整改台账")
    assert [r["逾期"] for r in rows] == ["逾期销号", "逾期未销号", "逾期未完成", ""]
    assert rows[1]["整改状态"] == "已完成（待验收销号）"
    later = assess_year(folder, "2021", on=date(2022, 7, 1))
    rows = sheet_rows(later.out / "整改台账.xlsx", "整改台账")
    assert rows[3]["逾期"] == "逾期未完成"


def test_as_of_a_day_later_steps_are_left_out_and_said(folder: Path) -> None:
    with (folder / "data" / "dispatch" / "rectification.csv").open("a", encoding="utf-8") as table:
        table.write("5,裸土,甲县,覆盖,2021-10-31,甲县,盖网,已销号,照片,2022-02-20,验字5号\n")
    then = assess_year(folder, "2021", on=date(2022, 2, 9))
    rows = sheet_rows(then.out / "考核表.xlsx", "考核表")
    heating = next(r for r in rows if (r["县（市、区）"], r["任务"]) == ("甲县", "清洁取暖"))
    assert (heating["核定"], heating["结论"]) == ("1680", "未完成目标")  # 1683 came on 1 March
    assert "申诉" not in heating["理由"]  # that came on 10 February
    assert len(sheet_rows(then.out / "考核表.xlsx", "过程记录")) == 11
    said = "按2022年2月9日的状态编制，其后的考核过程记录2条、整改验收1项未计入。"
    assert said in [remark.zh for remark in then.remarks]
    document = docx.Document(str(then.out / "年终考核.docx"))
    assert said in [paragraph.text for paragraph in document.paragraphs]
    for name in ("考核表.xlsx", "整改台账.xlsx", "评分表.xlsx"):
        sheet = openpyxl.load_workbook(then.out / name).worksheets[0]
        assert f"注：{said}" in [cell.value for row in sheet.iter_rows() for cell in row], name
    problems = sheet_rows(then.out / "整改台账.xlsx", "整改台账")
    assert problems[4]["整改状态"] == "未销号（该日之后验收）"
    assert (problems[4]["逾期"], problems[4]["验收日期"]) == ("逾期未销号", "")
    whole = assess_year(folder, "2021", on=date(2022, 3, 1))
    assert not [remark for remark in whole.remarks if "未计入" in remark.zh]


def test_as_of_a_day_a_form_that_came_later_is_not_in(folder: Path) -> None:
    early = assess_year(folder, "2021", on=date(2021, 12, 20))
    assert "终期表2份" in early.remarks[0].zh
    assert "未报终期表4个" in early.remarks[1].zh


def test_a_day_that_has_not_come_is_a_fault_unless_asked_as_of_a_day(folder: Path) -> None:
    dispatch = folder / "data" / "dispatch"
    with (dispatch / "verified-2021.csv").open("a", encoding="utf-8") as rows:
        rows.write("甲县,boilers,核定,24,,2099-02-01,省厅,核字9号\n")
    with (dispatch / "rectification.csv").open("a", encoding="utf-8") as rows:
        rows.write("5,裸土,甲县,覆盖,2021-10-31,甲县,盖网,已销号,照片,2099-02-20,验字5号\n")
    with pytest.raises(AqmapError) as caught:
        assess_year(folder, "2021")
    assert [(f.code, f.at) for f in caught.value.faults] == [
        ("yearend_later", "line 15"),
        ("yearend_later", "number 5"),
    ]
    then = assess_year(folder, "2021", on=date(2022, 3, 1))
    assert "考核过程记录1条、整改验收1项未计入" in then.remarks[0].zh


def test_words_of_a_document_need_no_guessing(assessed: AssessedYear) -> None:
    text = "\n".join(p.text for p in docx.Document(str(assessed.out / "年终考核.docx")).paragraphs)
    assert "PM2.5浓度（微克/立方米）：完成目标1个（甲县40/41）" in text  # no 40 of 41 cases
    assert "第2项（乙县，时限2021年11月30日）" in text
    for name in ("考核表.xlsx", "整改台账.xlsx"):
        for sheet in openpyxl.load_workbook(assessed.out / name):
            cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
            assert not [c for c in cells if re.search(r"\d{4}-\d\d-\d\d", c)], sheet.title
    notes = [
        c.value for r in openpyxl.load_workbook(assessed.out / "评分表.xlsx")["评分"] for c in r
    ]
    assert any("表中得分显示到2位小数" in str(note) for note in notes)


def test_every_page_is_a_draft(assessed: AssessedYear) -> None:
    document = docx.Document(str(assessed.out / "年终考核.docx"))
    assert "（草稿）" in document.core_properties.title
    assert all("草稿" in s.header.paragraphs[0].text for s in document.sections)
    for name in ("考核表.xlsx", "整改台账.xlsx", "评分表.xlsx"):
        for sheet in openpyxl.load_workbook(assessed.out / name):
            assert "草稿" in str(sheet["A1"].value)
            assert "草稿" in str(sheet.oddFooter.left.text)


def test_no_head_of_a_table_is_left_alone_at_the_end_of_a_page(assessed: AssessedYear) -> None:
    for table in docx.Document(str(assessed.out / "年终考核.docx")).tables:
        heads = [cell.paragraphs[0].paragraph_format for cell in table.rows[0].cells]
        assert all(head.keep_with_next for head in heads)


def test_without_scoring_there_is_no_score_at_all(folder: Path) -> None:
    (folder / "scoring.toml").unlink()
    assessed = assess_year(folder, "2021")
    assert "评分表.xlsx" not in assessed.files
    text = "\n".join(p.text for p in docx.Document(str(assessed.out / "年终考核.docx")).paragraphs)
    assert "评分" not in text
    assert "没有 scoring.toml，不评分" in [remark.zh for remark in assessed.remarks]


def test_equal_inputs_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    first, second = (assess_year(folder, "2021", out=tmp_path / n) for n in ("a", "b"))
    for name in first.files:
        assert (first.out / name).read_bytes() == (second.out / name).read_bytes(), name


def test_cells_of_users_compute_nothing(assessed: AssessedYear) -> None:
    for name in ("考核表.xlsx", "评分表.xlsx", "整改台账.xlsx"):
        for sheet in openpyxl.load_workbook(assessed.out / name):
            assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    rows = sheet_rows(assessed.out / "考核表.xlsx", "过程记录")
    assert rows[-1]["理由"] == "'=cmd|'/c calc'!A1"


def test_a_leader_gets_no_contradictions_and_the_public_nothing(folder: Path) -> None:
    leader = assess_year(folder, "2021", audience="leader")
    reasons = [row["理由"] for row in sheet_rows(leader.out / "考核表.xlsx", "考核表")]
    assert not any("不一致" in reason for reason in reasons)
    with pytest.raises(AqmapError, match="draft"):
        assess_year(folder, "2021", audience="public")


@pytest.mark.parametrize("audience", ["internal", "leader"])
def test_an_open_appeal_stands_beside_verdict_and_score(folder: Path, audience: str) -> None:
    table = folder / "data" / "dispatch" / "verified-2021.csv"
    with table.open("a", encoding="utf-8") as rows:
        rows.write("甲县,coal,申诉,,多计0.1,2022-02-10,甲县,甲报5号\n")
    year = assess_year(folder, "2021", audience=audience)
    rows_of_table = sheet_rows(year.out / "考核表.xlsx", "考核表")
    reasons = [r["理由"] for r in rows_of_table if "申诉" in r["理由"]]
    assert len(reasons) == 1  # that of households was decided anew
    assert "2022年2月10日申诉，尚未重新核定，结论暂定" in reasons[0]
    text = "\n".join(p.text for p in docx.Document(str(year.out / "年终考核.docx")).paragraphs)
    assert "申诉后尚未重新核定的1项次，其结论和得分暂定：甲县煤炭消费总量" in text
    assert "未完成目标1个（甲县692.6/692.5〔申诉未决〕）" in text
    scores = sheet_rows(year.out / "评分表.xlsx", "评分")
    assert scores[0]["理由"] == "申诉未决，得分暂定：煤炭消费总量"
    assert "甲县67.00分（合格）〔申诉未决〕" in text
    lines = sheet_rows(year.out / "评分表.xlsx", "得分明细")
    assert sum("申诉未决" in line["理由"] for line in lines) == 1


def test_a_step_of_a_row_that_the_plan_does_not_give_is_a_fault(folder: Path) -> None:
    table = folder / "data" / "dispatch" / "verified-2021.csv"
    other = folder / "data" / "targets" / "plan.csv"
    kept = [
        li for li in other.read_text("utf-8").splitlines() if not li.startswith("990001,houses")
    ]
    other.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(AqmapError) as caught:
        assess_year(folder, "2021")
    (fault,) = caught.value.faults
    assert (fault.code, fault.at) == ("yearend_no_row", "line 12")
    assert str(table) == fault.file
    assert not (folder / "yearend").exists()


def test_faults_of_all_tables_come_together(folder: Path) -> None:
    dispatch = folder / "data" / "dispatch"
    for name in ("verified-2021.csv", "rectification.csv"):
        table = dispatch / name
        table.write_text(table.read_text("utf-8").replace("甲县", "无名县"), encoding="utf-8")
    with (folder / "scoring.toml").open("a", encoding="utf-8") as scoring:
        scoring.write("colour = 1\n")
    with pytest.raises(AqmapError) as caught:
        assess_year(folder, "2021")
    files = {Path(fault.file).name for fault in caught.value.faults}
    assert files == {"verified-2021.csv", "rectification.csv", "scoring.toml"}


@pytest.mark.parametrize("year", ["2020", "2021-12", "twenty"])
def test_another_year_is_refused(folder: Path, year: str) -> None:
    with pytest.raises(AqmapError) as caught:
        assess_year(folder, year)
    assert caught.value.faults[0].code == "yearend_year"


def test_the_real_annex_has_its_task_chain_and_nothing_invented(tmp_path: Path) -> None:
    assessed = assess_year(ili_dispatch(tmp_path / "w"), "2021")
    rows = sheet_rows(assessed.out / "考核表.xlsx", "任务链")
    trees = next(row for row in rows if row["任务"] == "造林")
    assert (trees["本级计划（正文）"], trees["县市分解之和"]) == ("8.2", "10.21")
    assert trees["分解减正文"] == "2.01"
    told = sheet_rows(assessed.out / "考核表.xlsx", "考核表")
    assert not {"完成目标", "未完成目标"} & {row["结论"] for row in told}
    assert not any(row["核定"] for row in told)
