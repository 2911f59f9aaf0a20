"""Every mistake in a workspace's TOML files is said at once, with file and key."""

import re
import shutil
from pathlib import Path

import pytest

import aqmap
from aqmap.errors import SourceError, SpecError
from aqmap.workspace.workspace import open_workspace

MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal"


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(MINIMAL, tmp_path / "工作区 （一）")
    return tmp_path / "工作区 （一）"


def edit(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_minimal_workspace_opens(workspace):
    opened = open_workspace(workspace)
    assert [layer.id for layer in opened.layers] == ["afforestation", "pm25"]


def test_a_region_may_leave_its_meridian_to_the_map(workspace):
    edit(workspace / "aqmap.toml", "meridian = 84.5\n", "")
    (region,) = open_workspace(workspace).settings.regions
    assert region.meridian is None
    edit(workspace / "aqmap.toml", "[[regions]]\n", "[[regions]]\nmeridian = 85\n")
    assert open_workspace(workspace).settings.regions[0].meridian == 85


def test_mistakes_in_several_files_come_together(workspace):
    edit(workspace / "aqmap.toml", "meridian = 84.5", 'meridian = "east"\ncolour = "red"')
    edit(workspace / "layers" / "pm25.toml", "edges = [30, 35, 40]", "edges = [30, 20]")
    edit(workspace / "layers" / "indicators.toml", 'kind = "quantity"', 'kind = "wish"')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    messages = "\n".join(caught.value.said("zh"))
    for word in (
        "aqmap.toml：regions.example.meridian",
        "regions.example.colour",
        "pm25.toml",
        "wish",
    ):
        assert word in messages


def test_a_message_lists_what_is_expected_in_no_language_of_the_parser(workspace):
    edit(workspace / "layers" / "pm25.toml", '"gap", "status"]', '"gapp", "status"]')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    (message,) = caught.value.said("zh")
    assert "应为 target | measured | gap | status" in message


def test_a_region_that_does_not_fit_is_not_also_a_region_that_is_missing(workspace):
    edit(workspace / "aqmap.toml", "meridian = 84.5", 'meridian = "east"')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    (message,) = caught.value.said("zh")
    assert "regions.example.meridian" in message


def test_a_name_that_nothing_defines_is_a_mistake(workspace):
    edit(workspace / "layers" / "pm25.toml", 'regions = ["example"]', 'regions = ["exmaple"]')
    edit(workspace / "aqmap.toml", '"990003"]', '"990003", "123456"]')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert [fault.facts["found"] for fault in caught.value.faults] == ["123456", "exmaple"]


def test_two_indicators_cannot_claim_one_spelling(workspace):
    edit(workspace / "layers" / "indicators.toml", '"人工造林"', '"PM2.5"')
    with pytest.raises(SpecError, match=r"pm2\.5"):
        open_workspace(workspace)


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"title = ", "mistake"), (b"\xff\xfe\x00", "UTF-8"), (b"title = 1", "title")],
)
def test_a_toml_that_is_none(workspace, content, word):
    (workspace / "aqmap.toml").write_bytes(content)
    with pytest.raises(SpecError, match=word):
        open_workspace(workspace)


def test_a_folder_that_is_no_workspace(tmp_path):
    with pytest.raises(SourceError, match="no workspace"):
        open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "words"),
    [
        ("layers/pm25.toml", "[30, 35, 40]", "[nan, 45]", "classes.target.edges.1", "有限的数字"),
        ("layers/pm25.toml", "[30, 35, 40]", "[45, 30]", "classes.target.edges", "从小到大"),
        ("layers/pm25.toml", '["2025"]', '["2025", "2025"]', "periods", "只能写一次"),
        ("layers/pm25.toml", '["2025"]', '["20x5"]', "periods", "时期应写作"),
        ("layers/pm25.toml", "[classes.target]", "[classes.gap]", "classes", "必须有 0"),
        ("layers/pm25.toml", "indicator =", 'id = "../../evil"\nindicator =', "id", "文件名"),
        ("layers/pm25.toml", "indicator =", 'kind = "overlays"\nindicator =', "kind", "overlay"),
        ("aqmap.toml", 'id = "example"', 'id = "../evil"', "regions.../evil.id", "应符合"),
        ("aqmap.toml", '"990003"]', '"990003", "990003"]', "regions.places", "出现两次"),
        ("aqmap.toml", '"990000"', '"990001"', "regions.example.prefecture", "不是地州"),
    ],
)
def test_a_specification_against_itself_names_file_key_and_remedy(
    workspace, file, old, new, key, words
):
    edit(workspace / file, old, new)
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    fault = caught.value.faults[0]
    assert fault.at == key
    assert words in fault.said.zh


def test_an_empty_catalogue_leaves_every_indicator_undefined(workspace):
    (workspace / "layers" / "indicators.toml").write_text("", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert {(fault.code, fault.at) for fault in caught.value.faults} == {
        ("undefined_name", "indicator")
    }


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ('"2019-02-29"', "日期应写作"),
        ('"2019-01"', "日期应写作"),
        ('"2019-01-31/2019-02-01"', "日期应写作"),
        ('"2019-01-31", "2019-01-31"', "只能写一次"),
    ],
)
def test_printed_days_are_days_each_once(workspace, days, words):
    spots = 'kind = "overlay"\ntitle = { zh = "点", en = "spots" }\nfile = "x.csv"\nsource = "x"\n'
    file = workspace / "layers" / "spots.toml"
    file.write_text(f"{spots}print_days = [{days}]\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert [fault.at for fault in caught.value.faults] == ["print_days"]
    assert words in caught.value.faults[0].said.zh


def test_print_must_name_views_of_the_layer(workspace):
    edit(workspace / "layers" / "pm25.toml", '"gap", "status"]', '"gap"]')
    with pytest.raises(SpecError, match="views of this layer"):
        open_workspace(workspace)


def test_small_multiples_must_name_views_of_the_layer(workspace):
    file = workspace / "layers" / "pm25.toml"
    edit(file, 'indicator = "pm25"', 'indicator = "pm25"\nprint_multiples = ["measured"]')
    (layer,) = [spec for spec in open_workspace(workspace).layers if spec.id == "pm25"]
    assert layer.print_multiples == ("measured",)
    edit(file, 'print_multiples = ["measured"]', 'print_multiples = ["gap"]')
    edit(
        file,
        'views = ["target", "measured", "gap", "status"]',
        'views = ["target", "measured", "status"]',
    )
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert [fault.at for fault in caught.value.faults] == ["print_multiples"]


# ---- what is no TOML ----
@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("x", "等号"),
        ("x = 伊宁", "引号"),
        ("x = 'a", "没有合上"),
        ("x = [1, 2", "没有合上"),
        ("x = 1 2", "多了字"),
        ("x = 1\nx = 2", "两次"),
        ("[t]\n[t]", "两次"),
        ('x = "D:\\data"', "反斜杠"),
        ("名称 = 1", "名称"),
        ("x = '\x01'", "字符"),
    ],
)
def test_what_is_no_toml_is_said_in_words_with_its_line(workspace, written, reason):
    file = workspace / "data" / "sources.toml"
    file.write_text(f"# 来源\n{written}\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    (fault,) = caught.value.faults
    assert reason in fault.said.zh
    assert fault.at.startswith("line ")
    what = fault.said.zh.split("TOML 语法有误：")[1]
    assert not re.search("[A-Za-z]{4}", what)  # no words of the parser's


@pytest.mark.parametrize("value", ['["x"]', '"x"', "{ a = 1 }", "2025-01-01", "true"])
def test_values_of_another_kind_are_said_in_words(workspace, value):
    edit(workspace / "layers" / "pm25.toml", "edges = [30, 35, 40]", f"edges = {value}")
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    for fault in caught.value.faults:
        assert not re.search("Input|should|valid", fault.said.zh + fault.said.en)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ('"table"', ("table",)),
        ('"bars"', ("bars",)),
        ('["bars", "table"]', ("bars", "table")),
        ('"none"', ()),
        ("[]", ()),
    ],
)
def test_what_stands_beside_maps_is_asked_for_all_or_for_one_layer(workspace, written, parts):
    edit(workspace / "layers" / "pm25.toml", "periods", f"beside = {written}\nperiods")
    layers = {layer.id: layer for layer in aqmap.make_book(workspace).layers}
    assert layers["pm25"].beside == parts
    assert layers["afforestation"].beside == ("bars", "table")
    settings = workspace / "aqmap.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + f"\n[print]\nbeside = {written}\n", encoding="utf-8"
    )
    layers = {layer.id: layer for layer in aqmap.make_book(workspace).layers}
    assert layers["afforestation"].beside == parts


@pytest.mark.parametrize("written", ['"tabel"', '["table", "chart"]', "true", "[1]", "[[]]"])
def test_a_part_that_cannot_stand_beside_a_map_is_named_with_what_could(workspace, written):
    edit(workspace / "layers" / "pm25.toml", "periods", f"beside = {written}\nperiods")
    settings = workspace / "aqmap.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + f"\n[print]\nbeside = {written}\n", encoding="utf-8"
    )
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    named = {(Path(str(fault.file)).name, fault.at) for fault in caught.value.faults}
    assert named == {("aqmap.toml", "print.beside"), ("pm25.toml", "beside")}
    words = "\n".join(caught.value.said("zh"))
    assert words.count("应为 bars（条形）、table（表）、二者的列表，或 none（都不要）") == 2


def test_mistakes_of_schema_and_of_names_come_in_one_round(workspace):
    """A number that does not fit hides no name that nothing defines, in that file or another."""
    edit(workspace / "aqmap.toml", "meridian = 84.5", 'meridian = "east"')
    edit(workspace / "layers" / "pm25.toml", "edges = [30, 35, 40]", "edges = [30, 20]")
    edit(workspace / "layers" / "afforestation.toml", 'indicator = "', 'indicator = "un')
    edit(workspace / "layers" / "indicators.toml", 'theme = "', 'theme = "un')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    said = "\n".join(caught.value.said("zh"))
    assert "regions.example.meridian" in said
    assert "pm25.toml" in said
    assert "afforestation.toml：indicator" in said
    edit(workspace / "aqmap.toml", 'meridian = "east"', "meridian = 84.5")
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    said = "\n".join(caught.value.said("zh"))
    assert "pm25.toml" in said, "one layer that cannot be read"
    assert "afforestation.toml：indicator" in said, "beside a name of another"
    assert "indicators.toml" in said, "and themes that the settings do not have"


def test_of_a_file_that_cannot_be_read_no_name_is_called_undefined(workspace):
    """A fault of the settings must not be repeated as one of every layer that names a region."""
    edit(workspace / "aqmap.toml", "meridian = 84.5", 'meridian = "east"')
    with pytest.raises(SpecError) as caught:
        open_workspace(workspace)
    assert [fault.at for fault in caught.value.faults] == ["regions.example.meridian"]
