"""Exit codes and messages: 0 done, 1 faults, 2 wrong usage; never a traceback."""

import json
import sys
from pathlib import Path

import pytest
from PIL import Image

from aqmap.__main__ import COMMANDS
from aqmap.cli.app import app
from aqmap.words import say
from tests.cli.processes import run

AQMAP = Path(sys.executable).with_name("aqmap")
ROOT = Path(__file__).parents[2]


def test_check_of_the_repository_finds_the_three_rows_and_says_what_is_missing():
    done = run("check", ROOT)
    assert done.returncode == 0
    assert done.stdout.count("煤炭总量") == 1
    assert "2 677.80万吨" in done.stdout
    assert "奎屯市 135.00（含开发区）" in done.stdout
    assert "[说明] 建成区平房户数：" in done.stdout
    assert "[说明] 建成区平房面积：" in done.stdout
    assert "无国控监测站点" in done.stdout


def test_strict_makes_a_contradiction_exit_1():
    assert run("check", ROOT, "--strict").returncode == 1


def test_json_is_for_machines():
    found = json.loads(run("check", ROOT, "--json").stdout)
    errors = [f["id"] for f in found["findings"] if f["severity"] == "error"]
    assert errors == [
        "sum-ili-plan-2021-coal_cap-2021",
        "twice-ili-plan-2021-afforestation-654000-2021",
    ]


def test_english_by_locale_and_by_option(small_workspace):
    assert run("check", small_workspace, lang="en").stdout.startswith("Read: 9 figures")
    assert run("check", small_workspace, "--lang", "zh", lang="en").stdout.startswith("读入：9")


@pytest.mark.parametrize("command", ["build", "check", "map", "print", "export"])
def test_a_folder_that_is_no_workspace_exits_1_with_one_message(command, tmp_path):
    done = run(command, tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert "不是工作区" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_print_a_day_of_the_stations(tmp_path):
    """13 January 2019, 第二水厂: 141 µg/m³ of PM2.5 are 187.1 by HJ 633-2012, carried up."""
    out = tmp_path / "print"
    only = ("--day", "2019-01-13", "--region", "ili", "--format", "svg, PDF", "--dpi", "96")
    done = run("print", ROOT, *only, "--out", out)
    assert done.returncode == 0, done.stderr
    assert (out / "stations-aqi-2019-01-13-ili.pdf").exists()
    assert len(list(out.glob("*.pdf"))) == 2, "the map and the atlas"
    said = (out / "stations-aqi-2019-01-13-ili.svg").read_text(encoding="utf-8")
    assert "第二水厂 188" in said


@pytest.mark.parametrize("wrong", [("--format", "pdf,tiff"), ("--dpi", "20"), ("--dpi", "9999")])
def test_formats_and_dots_that_are_none_are_wrong_usage(wrong, small_workspace, tmp_path):
    done = run("print", small_workspace, *wrong, "--out", tmp_path / "print")
    assert done.returncode == 2
    assert wrong[0] in done.stderr
    assert not (tmp_path / "print").exists()


def test_formats_and_dots_of_the_workspace_are_taken(small_workspace, tmp_path):
    settings = small_workspace / "aqmap.toml"
    asked = '[print]\nformats = ["png"]\ndpi = 100\n'
    settings.write_text(settings.read_text("utf-8") + asked, "utf-8")
    assert run("print", small_workspace, "--out", tmp_path / "print").returncode == 0
    assert not list((tmp_path / "print").glob("*.svg"))
    (atlas,) = (tmp_path / "print").glob("*.pdf")
    assert atlas.name == "atlas.pdf"
    for picture in (tmp_path / "print").glob("*.png"):
        with Image.open(picture) as image:
            assert sorted(image.size) == [827, 1169]


def test_export_writes_the_formats_that_are_asked_for(small_workspace, tmp_path):
    out = tmp_path / "交付"
    formats = ("--format", "gpkg", "--format", "xlsx", "--format", "gpkg")
    done = run("export", small_workspace, "--out", out, *formats, "--lang", "zh")
    assert (done.returncode, done.stdout.strip()) == (0, str(out)), done.stderr
    assert {path.name for path in out.iterdir()} == {"maps.gpkg", "tables.xlsx", "manifest.json"}
    assert run("export", small_workspace, "--format", "shp", cwd=tmp_path).returncode == 2
    assert [path.name for path in tmp_path.iterdir() if path != small_workspace] == ["交付"]


def test_a_day_that_is_none_leaves_nothing_behind(tmp_path):
    done = run("print", ROOT, "--day", "2019-02-30", "--out", tmp_path / "print", cwd=tmp_path)
    assert done.returncode == 1
    assert "这不是一个日期：2019-02-30" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_faults_as_json(tmp_path):
    done = run("check", tmp_path, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["faults"][0]["code"] == "no_workspace"


def test_wrong_usage_exits_2():
    assert run("build", "--colour").returncode == 2
    assert run("paint").returncode == 2
    assert run("check", ".", "--lang", "fr").returncode == 2


def test_version():
    assert run("--version").stdout.startswith("aqmap 0.")


def test_init_then_read_then_check_in_an_empty_place(tmp_path):
    assert run("init", tmp_path / "新区").returncode == 0
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "2025年示例地区大气污染防治方案\n\n\t指标\n\t示例甲县\n\t示例乙县\n\t合计\n\n"
        "\t造林（万亩）\n\t1.5\n\t未报送\n\t1.5\n\n",
        encoding="gb18030",
    )
    out = tmp_path / "新区" / "data" / "targets" / "方案.csv"
    done = run("read", plan, "--out", out, "--workspace", tmp_path / "新区")
    assert done.returncode == 0, done.stderr
    assert "读出3个数据（有数值2个，无数值1个）" in done.stdout
    assert "未报送" in out.read_text(encoding="utf-8-sig")


def test_read_writes_the_register_of_measures(tmp_path):
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "2021年昌吉州大气污染防治方案\n\n1.=合成造林。2021年底前全州造林3万亩。（牵头单位：甲局）\n",
        encoding="utf-8",
    )
    out, register = tmp_path / "f.csv", tmp_path / "措施 表.csv"
    done = run("read", plan, "--out", out, "--measures", register, "--workspace", ROOT)
    assert done.returncode == 0, done.stderr
    header, row = register.read_text(encoding="utf-8-sig").strip().split("\n")[2:]
    assert header.startswith("id,source,number,")
    assert row == "方案-m1,方案,1,,'=合成造林,2021-12-31,甲局,,,,,,方案-0001,,item 1; line 3,"


def test_read_of_a_bad_document_writes_nothing(tmp_path):
    plan = tmp_path / "plan.docx"
    plan.write_bytes(b"PK\x03\x04 not really")
    done = run("read", plan, "--out", tmp_path / "x.csv", "--workspace", ROOT)
    assert done.returncode == 1
    assert "plan.docx：文件已损坏或不完整" in done.stderr
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_names_every_command_in_the_users_language(lang):
    done = run("--help", lang=lang)
    assert done.returncode == 0
    width = max(map(len, COMMANDS))
    for name in COMMANDS:
        assert f"  {name:{width}} {say(f'command.{name}', lang)}" in done.stdout


def test_the_overview_says_what_each_commands_own_help_says():
    registered = {
        c.name: c.callback.__doc__.strip().split("\n")[0] for c in app.registered_commands
    }
    assert registered == {name: say(f"command.{name}", "en") for name in COMMANDS}


def test_a_row_that_is_unknown_comes_with_toml_that_makes_it_known(tmp_path):
    folder = tmp_path / "工作区"
    assert run("init", folder, "--from", "ili-changji").returncode == 0
    plan = tmp_path / "合成计划.txt"
    plan.write_text("2021年昌吉州任务清单\n\n指标\t昌吉市\n渔光互补（个）\t3\n", encoding="utf-8")
    out = folder / "data" / "targets" / "合成.csv"
    options = ("--out", out, "--workspace", folder, "--place", "昌吉州")
    said = run("read", plan, *options).stdout
    assert "指标目录中没有的行：渔光互补（个）" in said
    catalogue = folder / "layers" / "indicators.toml"
    stub = said[said.index("# indicator_1") : said.index("来源还没有登记")]
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "\n" + stub, encoding="utf-8")
    done = run("read", plan, *options)
    assert (done.returncode, "indicator_1" in out.read_text(encoding="utf-8-sig")) == (0, True)
    assert "指标目录中没有" not in done.stdout
