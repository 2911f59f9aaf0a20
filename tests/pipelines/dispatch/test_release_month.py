"""A month from its draft to its release: what is frozen, what is refused, what comes later."""

import csv
import re
import shutil
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from aqmap.errors import AqmapError
from aqmap.model.audience import Audience
from aqmap.pipelines.dispatch.answer_questions import answer_question
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
from aqmap.pipelines.dispatch.compare_releases import compare_releases
from aqmap.pipelines.dispatch.draft_month import draft_month
from aqmap.pipelines.dispatch.release_month import release_month
from aqmap.workspace.dispatch.ledger import Ledger, ledger_to_read
from tests.dispatch_counties import (
    DEPARTMENT,
    code_of,
    lay_dispatch_workspace,
    returned_form,
    usual,
)
from tests.reports import WrittenReport

A, B = code_of(1), code_of(2)
CHANGE = ("households", A, "2000", "2021-09-01")
"""甲县 is to do more from September on: synthetic."""


def hand_in(folder, month, unit, filled, day, reason=""):
    """Collect one form of a unit."""
    path = folder.parent / "in" / f"{unit}-{month}-{day}.xlsx"
    returned_form(folder, unit, month, filled, path)
    choice = CollectChoice(received=date.fromisoformat(day), reason=reason, overwrite=True)
    return collect_forms(folder, month, path, choice)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Three counties; in August all have reported and the second was asked, in September one."""
    folder = lay_dispatch_workspace(
        tmp_path_factory.mktemp("调 度") / "工作区", 3, changes=[CHANGE]
    )
    for number in (1, 2, 3):
        filled = usual(code_of(number), 8, share=0.5 + number / 4)
        if number == 2:
            filled["households", B]["cumulative"] = "约1100"
        hand_in(folder, "2021-08", f"c{number}", filled, "2021-08-24")
    hand_in(folder, "2021-09", "c1", usual(A, 9, share=0.75), "2021-09-24")
    return folder


@pytest.fixture
def folder(collected, tmp_path):
    return shutil.copytree(collected, tmp_path / "工 作（区）" / "ws")


def released(folder, **options):
    options = {"by": "张三", "on": date(2021, 8, 27), "missing": [DEPARTMENT], **options}
    return release_month(folder, "2021-08", **options)


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def faults(call):
    with pytest.raises(AqmapError) as caught:
        call()
    return [fault.code for fault in caught.value.faults]


def table(folder):
    """The rows of a folder's month.csv by row and place."""
    lines = (folder / "month.csv").read_text("utf-8-sig").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("# "))
    return {(row["indicator"], row["place"]): row for row in rows}


def report(folder):
    return WrittenReport((folder / "月报.docx").read_bytes())


# ---- drafts ----
def test_a_draft_has_every_file_and_says_that_it_is_one(folder):
    drafted = draft_month(folder, "2021-09")
    assert drafted.out == folder / "monthly" / "2021-09"
    assert {"汇总表.xlsx", "月报.docx", "一页纸.docx", "month.csv"} <= set(drafted.files)
    assert {"提醒函/乙县.docx", "提醒函/丙县.docx", "提醒函/能源局.docx"} <= set(drafted.files)
    words = report(drafted.out).paragraphs
    assert words[2].endswith("（草稿）")
    assert "应报送单位4个，已报送1个" in " ".join(words)
    assert "未报送3个：乙县、丙县、能源局" in [remark.zh for remark in drafted.remarks]
    assert not any("待核实" in remark.zh for remark in drafted.remarks)


def test_a_draft_is_written_again_with_equal_bytes(folder):
    first = files(draft_month(folder, "2021-09").out)
    assert files(draft_month(folder, "2021-09").out) == first


def test_the_numbers_that_were_typed_stand_in_all_files(folder):
    out = draft_month(folder, "2021-08").out
    typed = {
        (indicator, code_of(n)): cells.get("stage 完工", cells["cumulative"])
        for n in (1, 2, 3)
        for (indicator, _), cells in usual(code_of(n), 8, share=0.5 + n / 4).items()
    }
    typed["households", B] = 1100
    found = table(out)
    assert {key: Decimal(row["done"]) for key, row in found.items()} == typed
    sheet = openpyxl.load_workbook(BytesIO((out / "汇总表.xlsx").read_bytes())).worksheets[0]
    for line, indicator in enumerate(("households", "area", "coal")):
        cells = [sheet.cell(6 + 4 * line, column) for column in (5, 6, 7)]
        assert [cell.value for cell in cells] == [typed[indicator, code_of(n)] for n in (1, 2, 3)]
    amounts = next(t for t in report(out).tables if "丙县" in t[0] and "项目" in t[0])
    done = {row[1]: row[4:] for row in amounts[1:] if row[3] == "累计完成"}
    assert done["清洁取暖"] == [str(typed["households", A]), "约1100", "1402"]


def test_a_month_is_judged_by_the_plan_of_its_day(folder):
    before, after = (table(draft_month(folder, m).out) for m in ("2021-08", "2021-09"))
    assert before["households", A]["task"] == "1683"
    assert after["households", A]["task"] == "2000"
    assert before["households", B]["task"] == after["households", B]["task"] == "1683"
    words = " ".join(report(folder / "monthly" / "2021-09").paragraphs)
    assert "任务数按2021年9月1日起执行的调整后计划" in words
    assert "虚构change" in words
    august = " ".join(report(folder / "monthly" / "2021-08").paragraphs)
    assert "虚构plan" in august
    assert "调整后" not in august and "虚构change" not in august


def test_what_was_not_reported_is_never_carried_forward(folder):
    row = table(draft_month(folder, "2021-09").out)["area", B]
    assert (row["done"], row["light"]) == ("", "no_report")
    assert (row["previous"], row["previous_month"]) == ("80", "2021-08")


def test_units_in_charge_have_a_workbook_each(folder):
    rules = '\n[rows.area]\nlead = ["住建局", "../=1+1"]\n'
    with (folder / "dispatch.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    out = draft_month(folder, "2021-08").out
    assert sorted(p.name.partition("~")[0] for p in (out / "牵头单位").iterdir()) == [
        "_=1+1",
        "住建局.xlsx",
    ]
    assert openpyxl.load_workbook(out / "汇总表.xlsx").sheetnames[2] == "住建局"


# ---- what a release needs ----
def test_units_that_are_missing_are_named_one_by_one(folder):
    assert faults(lambda: released(folder, missing=[])) == ["release_missing"]
    assert faults(lambda: released(folder, missing=[DEPARTMENT, "c1"])) == ["release_not_missing"]
    assert faults(lambda: released(folder, missing=["无此单位"])) == [
        "release_missing",
        "release_unit_unknown",
    ]
    assert not (folder / "releases").exists()
    with ledger_to_read(folder / "data" / "dispatch") as ledger:
        assert ledger.events() == []
    assert released(folder, missing=["能源局"]).out.is_dir()


def test_a_release_has_a_name_and_is_not_before_its_last_day(folder):
    assert faults(lambda: released(folder, by=" ")) == ["release_by_nobody"]
    assert faults(lambda: released(folder, on=date(2021, 8, 19))) == ["release_early"]


def test_a_month_is_released_once(folder):
    before = files(released(folder).out)
    assert faults(lambda: released(folder)) == ["release_twice"]
    assert files(folder / "releases" / "2021-08") == before


def test_what_is_open_is_named(folder):
    remarks = " ".join(remark.zh for remark in released(folder).remarks)
    assert "未报送1个：能源局" in remarks
    assert re.search(r"待核实问题\d+项，未答复：.*乙县", remarks)


def test_a_release_is_no_draft_and_names_who_had_not_reported(folder):
    out = released(folder).out
    words = " ".join(report(out).paragraphs)
    assert "草稿" not in words
    assert "本期于2021年8月27日发布，发布时未报送：能源局。" in words


def test_a_release_that_the_ledger_does_not_know_of_is_made_again(folder, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            released(folder)
    assert released(folder).out.is_dir()


# ---- after it ----
@pytest.fixture(scope="module")
def corrected_once(collected, tmp_path_factory):
    """August is released; then 甲县 corrects a value of it, and a question is answered."""
    folder = shutil.copytree(collected, tmp_path_factory.mktemp("更 正") / "ws")
    before = files(released(folder).out)
    filled = usual(A, 8, share=0.75)
    filled["area", A]["cumulative"] = 61
    hand_in(folder, "2021-08", "c1", filled, "2021-09-02", reason="漏报一个小区")
    with ledger_to_read(folder / "data" / "dispatch") as ledger:
        question = next(q.id for q in ledger.questions("2021-08") if q.unit == "c2")
    answer_question(folder, question, "属实", "李四", date(2021, 8, 27), overwrite=True)
    return folder, before


@pytest.fixture
def corrected(folder, corrected_once):
    """What was released; the workspace is as it was after the correction."""
    once, before = corrected_once
    shutil.rmtree(folder)
    shutil.copytree(once, folder)
    return before


def test_a_release_stays_as_it_was(folder, corrected):
    draft_month(folder, "2021-08")
    draft_month(folder, "2021-09")
    assert files(folder / "releases" / "2021-08") == corrected


def test_as_released_gives_the_same_bytes(folder, corrected):
    out = draft_month(folder, "2021-08", as_released=True).out
    assert files(out) == corrected


def test_as_released_is_made_again_from_the_ledger_with_equal_bytes(folder, corrected):
    shutil.rmtree(folder / "releases")
    drafted = draft_month(folder, "2021-08", as_released=True)
    assert files(drafted.out) == corrected
    assert "已按发布时的台账重新生成" in drafted.remarks[0].zh


def test_a_release_that_somebody_changed_is_not_handed_on(folder, corrected):
    (folder / "releases" / "2021-08" / "月报.docx").write_bytes(b"changed")
    assert files(draft_month(folder, "2021-08", as_released=True).out) == corrected


def test_a_correction_stands_in_the_next_report_with_its_reason(folder, corrected):
    out = draft_month(folder, "2021-09").out
    sentence = report(out).section("五、上期更正", "六、待核实问题")
    assert sentence == ["2021年8月甲县集中供热由60更正为61（万平方米），原因：漏报一个小区。"]
    assert (
        "61" not in table(draft_month(folder, "2021-08", as_released=True).out)["area", A]["done"]
    )
    assert table(draft_month(folder, "2021-08").out)["area", A]["done"] == "61"


def test_a_draft_of_a_released_month_says_that_there_is_a_release(folder, corrected):
    drafted = draft_month(folder, "2021-08")
    assert any("本月已于2021年8月27日由张三发布" in remark.zh for remark in drafted.remarks)
    document = report(drafted.out)
    assert document.paragraphs[2].endswith("（草稿）")
    note = (
        "本月已于2021年8月27日由张三发布；本稿按现有台账生成，不是发布稿，发布后收到的报表改动1处。"
    )
    page = WrittenReport((drafted.out / "一页纸.docx").read_bytes())
    assert note in document.paragraphs and note in page.paragraphs
    change = ["2021年8月甲县集中供热由60更正为61（万平方米），原因：漏报一个小区。"]
    assert document.section("六、本月发布后的更正", "七、待核实问题") == change
    (changes,) = (table for table in document.tables if "原报" in table[0])
    assert changes[1][-4:-1] == ["60", "61", "2021年9月2日"]
    later = report(draft_month(folder, "2021-09").out)
    assert not any("发布后" in words for words in later.paragraphs)


def test_nothing_is_drawn_into_a_release(folder, corrected):
    where = folder / "releases" / "2021-08"
    assert faults(lambda: draft_month(folder, "2021-09", out=where)) == ["output_in_inputs"]
    assert files(where) == corrected


# ---- for whom ----
def test_no_draft_is_for_the_public(folder):
    assert faults(lambda: draft_month(folder, "2021-08", audience="public")) == ["public_draft"]
    assert faults(lambda: draft_month(folder, "2021-08", as_released=True)) == ["not_released"]


def test_the_public_gets_published_numbers_alone(folder):
    released(folder)
    hidden = draft_month(folder, "2021-08", as_released=True, audience=Audience.PUBLIC)
    assert set(hidden.files) == {"month.csv", "月报.docx", "汇总表.xlsx", "manifest.json"}
    assert {row["task"] + row["done"] for row in table(hidden.out).values()} == {""}
    assert b"dispatch.toml" not in (hidden.out / "manifest.json").read_bytes()
    sources = folder / "data" / "sources.toml"
    sources.write_text(
        sources.read_text("utf-8").replace('licence = "CC0"', 'licence = "CC0"\npublished = true'),
        encoding="utf-8",
    )
    given = draft_month(folder, "2021-08", as_released=True, audience=Audience.PUBLIC)
    assert table(given.out)["households", B]["task"] == "1683"
    assert {row["done"] for row in table(given.out).values()} == {""}
    settings = folder / "dispatch.toml"
    settings.write_text('source = "change"\n' + settings.read_text("utf-8"), encoding="utf-8")
    whole = draft_month(folder, "2021-08", as_released=True, audience=Audience.PUBLIC)
    assert table(whole.out)["households", B]["done"] == "1100"
    assert not any("人" in row["problems"] for row in table(whole.out).values())


def test_leaders_get_no_questions(folder):
    out = draft_month(folder, "2021-08", audience="leader").out
    for path in (p for p in out.rglob("*.docx") if p.parent.name != "提醒函"):
        document = WrittenReport(path.read_bytes())
        assert not any("待核实" in words for words in document.paragraphs)


# ---- two releases ----
def test_two_releases_stand_side_by_side(folder):
    released(folder)
    names = ["c2", "丙县", DEPARTMENT]
    release_month(folder, "2021-09", by="李四", missing=names, on=date(2021, 9, 27))
    out = folder.parent / "对比.csv"
    compared = compare_releases(folder, "2021-08", "2021-09", out)
    assert compared.rows == 18
    lines = out.read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    area = next(r for r in rows if (r["任务"], r["县（市、区）"]) == ("集中供热", "甲县"))
    assert (area["任务数 2021-08"], area["任务数 2021-09"]) == ("120.5", "120.5")
    assert (area["累计完成 2021-08"], area["累计完成 2021-09"]) == ("60", "68")
    assert area["累计完成增减"] == "8"
    missing = next(r for r in rows if r["县（市、区）"] == "乙县")
    assert (missing["累计完成 2021-09"], missing["累计完成增减"]) == ("", "")
    assert missing["序时进度 2021-09"] == "未报送"


def test_only_whole_releases_are_compared(folder):
    released(folder)
    out = folder.parent / "a.csv"
    call = lambda: compare_releases(folder, "2021-08", "2021-09", out)  # noqa: E731
    assert faults(call) == ["release_not_whole"]
    assert not out.exists()
