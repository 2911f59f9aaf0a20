"""What is told with the options of `aqmap read` fills what a document leaves open, and no more."""

import shutil
import tomllib
from pathlib import Path

import pytest

import aqmap
from aqmap.errors import AqmapError
from aqmap.pipelines.read_documents import read_to_files
from aqmap.pipelines.reading.reading_lines import reading_lines
from aqmap.pipelines.reading.told import Told

ROOT = Path(__file__).parents[2]
MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal"
NOTICE = "关于下达造林任务的通知"


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(MINIMAL, tmp_path / "w")
    return tmp_path / "w"


def document(folder, *lines, name="通知.txt"):
    (folder / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def figures(path, workspace, **told):
    return aqmap.read_documents([path], workspace=workspace, **told).figures


# ---- the period ----
def test_without_a_year_the_days_are_read_and_the_year_is_asked(workspace, tmp_path):
    path = document(tmp_path, NOTICE, "5月1日至12月13日，甲县完成造林0.5万亩。")
    (figure,) = figures(path, workspace)
    assert figure.period == "XXXX-05-01/XXXX-12-13"
    # Of a notice that hands out tasks, 完成 may be what is to be done and what was.
    assert figure.confirm == ("period", "role")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024", "2024-05-01/2024-12-13"),
        ("2024年", "2024-05-01/2024-12-13"),
        ("2024-01/2024-06", "2024-05-01/2024-12-13"),
    ],
)
def test_the_period_told_fills_the_year_alone(workspace, tmp_path, told, expected):
    path = document(tmp_path, NOTICE, "5月1日至12月13日，甲县完成造林0.5万亩。")
    (figure,) = figures(path, workspace, period=told)
    assert (figure.period, "period" in figure.confirm) == (expected, False)


@pytest.mark.parametrize("told", ["2024", "2024-05", "2024-01/2024-06"])
def test_numbers_without_any_date_have_the_period_told(workspace, tmp_path, told):
    path = document(tmp_path, "示例地区空气质量通报", "甲县PM2.5平均浓度为30微克/立方米。")
    (figure,) = figures(path, workspace, period=told)
    assert figure.period == told


def test_a_month_in_the_title_is_kept_and_its_year_told(workspace, tmp_path):
    path = document(tmp_path, "示例地区5月空气质量通报", "甲县PM2.5平均浓度为30微克/立方米。")
    assert [f.period for f in figures(path, workspace)] == ["XXXX-05"]
    assert [f.period for f in figures(path, workspace, period="2024")] == ["2024-05"]


@pytest.mark.parametrize("year", ["2023 年", "２０２３年", "２０２３ 年"])
def test_a_year_with_blanks_or_in_full_width_is_a_year(workspace, tmp_path, year):
    path = document(tmp_path, f"示例地区{year}造林计划", "甲县完成造林0.5万亩。")
    (figure,) = figures(path, workspace)
    assert (figure.period, figure.confirm) == ("2023", ())
    path = document(tmp_path, NOTICE, f"{year} 6 月底前，甲县完成造林0.5万亩。")
    (figure,) = figures(path, workspace)
    assert figure.period == "2023-01/2023-06"


def test_what_the_title_says_holds_and_the_option_is_said_not_to(workspace, tmp_path):
    path = document(tmp_path, "示例地区2023年造林计划", "甲县造林0.5万亩。")
    done = aqmap.read_documents([path], workspace=workspace, period="2024")
    assert [f.period for f in done.figures] == ["2023"]
    (remark,) = done.remarks
    assert remark.code == "option_other"
    assert "--period 2024" in remark.said.zh
    assert aqmap.read_documents([path], workspace=workspace, period="2023").remarks == ()


# ---- the place, in both regions ----
@pytest.mark.parametrize(("told", "code"), [("昌吉州", "652300"), ("654000", "654000")])
def test_the_place_told_is_what_the_whole_prefecture_means(tmp_path, told, code):
    path = document(tmp_path, "2021年造林计划", "全州造林5万亩。")
    asked = aqmap.read_documents([path], workspace=ROOT)
    assert [(figure.place, figure.confirm) for figure in asked.figures] == [("", ("place",))]
    (remark,) = asked.remarks
    assert "--place 652300（昌吉回族自治州）" in remark.said.zh
    (figure,) = figures(path, ROOT, place=told)
    assert figure.place == code


def test_the_title_names_another_place_than_the_option(tmp_path):
    path = document(tmp_path, "2021年昌吉州造林计划", "全州造林5万亩。")
    done = aqmap.read_documents([path], workspace=ROOT, place="伊犁州")
    assert [f.place for f in done.figures] == ["652300"]
    assert [remark.code for remark in done.remarks] == ["option_other"]


# ---- what cannot be used ----
@pytest.mark.parametrize(
    ("told", "option", "allowed"),
    [
        ({"period": "2024-13"}, "--period", "2024-01/2024-06"),
        ({"period": "0024"}, "--period", "2024"),
        ({"period": "上个月"}, "--period", "2024-05"),
        ({"place": "丁县"}, "--place", "示例"),
        ({"role": "目"}, "--role", "baseline（基数）"),
        ({"source": "甲;乙"}, "--source", "分号"),
        ({"units": {"造林": "吨"}}, "--unit-of", "afforestation=万亩"),
        ({"units": {"没有的指标": "吨"}}, "--unit-of", "pm25=微克/立方米"),
        ({"units": {"造林": ""}}, "--unit-of", "afforestation=万亩"),
        ({"units": {"造林": "亩", "afforestation": "公顷"}}, "--unit-of", "只留一个"),
    ],
)
def test_an_answer_that_is_none_names_its_option_and_what_is_allowed(
    workspace, tmp_path, told, option, allowed
):
    path = document(tmp_path, NOTICE, "甲县造林0.5万亩。")
    with pytest.raises(AqmapError) as caught:
        figures(path, workspace, **told)
    (fault,) = caught.value.faults
    assert fault.file == option
    assert allowed in fault.said.zh


def test_all_unfit_answers_come_together(workspace, tmp_path):
    path = document(tmp_path, NOTICE, "甲县造林0.5万亩。")
    with pytest.raises(AqmapError) as caught:
        figures(path, workspace, period="x", place="x", role="x", source="x|y", units={"x": "y"})
    assert len(caught.value.faults) == 5


# ---- the source ----
def test_the_source_told_is_the_registered_one(workspace, tmp_path):
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    done = aqmap.read_documents([path], workspace=workspace, source="example")
    assert [f.source for f in done.figures] == ["example"]
    assert done.unregistered == ()
    named = aqmap.read_documents([path], workspace=workspace, source="2024年计划")
    assert [f.source for f in named.figures] == ["2024年计划"]
    assert [source.id for source in named.unregistered] == ["2024年计划"]


def test_a_document_known_by_its_checksum_is_no_other_source(workspace, tmp_path):
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    read_to_files([path], out=tmp_path / "f.csv", workspace=workspace, register=True)
    done = aqmap.read_documents([path], workspace=workspace, source="example")
    assert [f.source for f in done.figures] == ["通知"]
    assert [remark.code for remark in done.remarks] == ["option_other"]


HOSTILE = '关于"造林"的\\通知\u202e【2024年】计划'


def test_the_stub_is_toml_whatever_the_title_holds(workspace, tmp_path):
    path = document(tmp_path, HOSTILE, "甲县造林0.5万亩。", name='计划"2024".txt')
    out = tmp_path / "f.csv"
    done = read_to_files([path], out=out, workspace=workspace)
    lines = [line.zh for line in reading_lines(done, out, workspace=workspace)]
    start = next(n for n, line in enumerate(lines) if line.startswith("["))
    assert "--register" in lines[start - 1]
    stub = tomllib.loads("\n".join(lines[start:]))
    assert list(stub) == ['计划"2024"']
    assert stub['计划"2024"']["title"]["zh"] == HOSTILE.replace("\u202e", "\\u202e")


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_registering_keeps_the_register_and_adds_behind_it(workspace, tmp_path, ending):
    register = workspace / "data" / "sources.toml"
    kept = register.read_bytes().rstrip().replace(b"\n", ending.encode() or b"\n")
    register.write_bytes(kept + ending.encode())
    paths = [
        document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。", name="计划一.txt"),
        document(tmp_path, "示例地区2023年造林计划", "乙县造林0.5万亩。", name="plan-2023.txt"),
    ]
    out = tmp_path / "f.csv"
    done = read_to_files(paths, out=out, workspace=workspace, register=True)
    said = [line.zh for line in reading_lines(done, out, workspace=workspace, registered=True)]
    assert any("已登记来源：计划一、plan-2023" in line for line in said)
    written = register.read_bytes()
    assert written.startswith(kept)
    assert (b"\r\n" in written) == (ending == "\r\n")
    table = tomllib.loads(written.decode("utf-8"))
    assert list(table) == ["example", "计划一", "plan-2023"]
    assert table["计划一"]["title"]["zh"] == "示例地区2024年造林计划"
    assert table["计划一"]["place"] == "990000"
    # Read again, they are known: nothing is added, and their figures keep their source.
    again = read_to_files(paths, out=out, workspace=workspace, register=True)
    assert again.unregistered == ()
    assert register.read_bytes() == written


@pytest.mark.parametrize("broken", ["[example\n", "[example]\ntitle = 1\n"])
def test_a_register_that_cannot_be_read_is_left_as_it_is(workspace, tmp_path, broken):
    register = workspace / "data" / "sources.toml"
    register.write_text(broken, encoding="utf-8")
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    with pytest.raises(AqmapError):
        read_to_files([path], out=tmp_path / "f.csv", workspace=workspace, register=True)
    assert register.read_text(encoding="utf-8") == broken
    assert not (tmp_path / "f.csv").exists()


def test_nothing_is_registered_of_a_document_that_cannot_be_used(workspace, tmp_path):
    register = workspace / "data" / "sources.toml"
    before = register.read_bytes()
    path = document(tmp_path, "示例地区2024年造林计划", "加强领导。")
    with pytest.raises(AqmapError):
        read_to_files([path], out=tmp_path / "f.csv", workspace=workspace, register=True)
    assert register.read_bytes() == before


def test_the_register_is_no_place_for_figures(workspace, tmp_path):
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    register = workspace / "data" / "sources.toml"
    with pytest.raises(AqmapError) as caught:
        read_to_files([path], out=register, workspace=workspace, register=True)
    assert {fault.code for fault in caught.value.faults} <= {"output_is_input", "output_twice"}


# ---- what reading needs of a workspace ----
@pytest.mark.parametrize(
    ("file", "written", "by"),
    [
        ("aqmap.toml", "boundary_credit", "boundary_creditt"),
        ("aqmap.toml", "[themes]", "[themes"),
        ("layers/pm25.toml", "indicator", "indikator"),
        ("layers/pm25.toml", "=", ""),
        ("data/sources.toml", None, None),
    ],
)
def test_a_fault_elsewhere_in_the_workspace_does_not_stop_it(
    workspace, tmp_path, file, written, by
):
    broken = workspace / file
    if written is None:
        broken.unlink()
    else:
        text = broken.read_text(encoding="utf-8")
        assert written in text
        broken.write_text(text.replace(written, by), encoding="utf-8")
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    out, review = tmp_path / "f.csv", tmp_path / "r.html"
    read_to_files([path], out=out, review=review, workspace=workspace, register=True)
    assert "990001" in out.read_text(encoding="utf-8")
    assert tomllib.loads((workspace / "data" / "sources.toml").read_text("utf-8"))["通知"]


@pytest.mark.parametrize("file", ["layers/indicators.toml", "boundaries/places.csv"])
def test_places_and_indicators_are_needed(workspace, tmp_path, file):
    (workspace / file).unlink()
    path = document(tmp_path, "示例地区2024年造林计划", "甲县造林0.5万亩。")
    with pytest.raises(AqmapError):
        figures(path, workspace)


# ---- what is said at the end ----
def test_what_is_to_be_confirmed_is_counted_by_field_with_the_way_to_answer(workspace, tmp_path):
    path = document(tmp_path, NOTICE, "甲县造林0.5万亩，乙县造林0.6万亩。")
    out = tmp_path / "f.csv"
    done = read_to_files([path], out=out, workspace=workspace)
    assert all("period" in figure.confirm for figure in done.figures)
    said = [line.zh for line in reading_lines(done, out, workspace=workspace)]
    (counted,) = (line for line in said if "待核对：" in line)
    assert f"{len(done.figures)}个待核对" in counted
    assert f"时段{len(done.figures)}个" in counted
    (way,) = (line for line in said if "--period" in line)
    assert "--review" in way
    assert "aqmap confirm" in way


def test_nothing_is_said_of_confirming_where_nothing_is_open(workspace, tmp_path):
    path = document(tmp_path, "示例地区2024年造林计划", "2024年甲县造林任务0.5万亩。")
    out = tmp_path / "f.csv"
    done = read_to_files([path], out=out, workspace=workspace, told=Told(role="target"))
    assert [f.confirm for f in done.figures] == [()]
    assert not any("待核对" in line.zh for line in reading_lines(done, out, workspace=workspace))


# ---- the role ----
def test_the_role_told_is_taken_where_no_word_says_it(workspace, tmp_path):
    path = document(tmp_path, "关于造林的通知", "甲县造林0.5万亩。")
    (asked,) = figures(path, workspace)
    assert "role" in asked.confirm
    (told,) = figures(path, workspace, role="实际")
    assert (told.role, "role" in told.confirm) == ("measured", False)


def test_the_words_of_a_sentence_hold_against_the_role_told_and_that_is_said(workspace, tmp_path):
    lines = ("关于造林的通知", "2024年，甲县计划造林0.6万亩。", "乙县计划造林0.5万亩。")
    done = aqmap.read_documents([document(tmp_path, *lines)], workspace=workspace, role="measured")
    assert [(f.role, "role" in f.confirm) for f in done.figures] == [("target", False)] * 2
    (remark,) = done.remarks
    assert (remark.code, remark.at, remark.again) == ("option_other", done.figures[0].locator, 1)
    assert "--role measured" in remark.said.zh
    assert "目标" in remark.said.zh
    # What it answers contradicts nothing.
    same = aqmap.read_documents([document(tmp_path, *lines)], workspace=workspace, role="target")
    assert same.remarks == ()


# ---- the unit ----
def test_a_unit_that_is_written_holds_against_the_one_told_and_that_is_said(workspace, tmp_path):
    lines = ("示例地区2024年造林计划", "甲县造林5000亩。")
    path = document(tmp_path, *lines)
    done = aqmap.read_documents([path], workspace=workspace, units={"造林": "公顷"})
    assert [(f.value_written, str(f.value)) for f in done.figures] == [("5000亩", "0.5")]
    (remark,) = done.remarks
    assert (remark.code, remark.at) == ("option_other", done.figures[0].locator)
    assert "--unit-of afforestation=公顷" in remark.said.zh
    assert "亩" in remark.said.zh
    told = aqmap.read_documents([path], workspace=workspace, units={"造林": "亩"})
    assert told.remarks == ()
