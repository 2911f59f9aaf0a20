"""What no catalogue knows is asked, unless it is a name of the field or is given to one."""

import re
from pathlib import Path

import pytest

from aqmap.read.documents.read_document import read_document
from aqmap.words import Text
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.sources import Source

ROOT = Path(__file__).parents[4]
REPORT = "2021年昌吉州大气污染防治工作总结"
FUKANG = "652302"


def test_a_name_cut_from_a_sentence_is_asked_and_kept(told, known_by):
    reading = told(REPORT, "阜康市建成充电桩24个。")
    (figure,) = reading.figures
    assert (figure.place, figure.indicator, figure.indicator_written) == (FUKANG, "", "建成充电桩")
    assert figure.confirm == ("indicator",)
    assert known_by(reading, "indicator") == ("assumed", "uncatalogued")


def test_what_names_no_thing_is_asked_for_another_reason(told, known_by):
    assert known_by(told(REPORT, "阜康市任务24个。"), "indicator") == ("assumed", "nothing")


@pytest.mark.parametrize(
    "name",
    ["轻度污染天数", "重度及以上污染天数", "空气质量二级以上天数", "超标天数", "有效监测天数"],
)
def test_the_names_of_the_field_need_no_catalogue(told, name):
    (figure,) = told(REPORT, f"阜康市{name}为24天。").figures
    assert (figure.value_written, figure.confirm) == ("24天", ())


def test_a_name_given_to_the_catalogue_is_certain(workspace, tmp_path):
    """The block is the one that docs/reading.md gives to paste."""
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(\[charging_piles\].*?)```", page, re.DOTALL)
    assert block is not None
    own = (ROOT / "layers" / "indicators.toml").read_text(encoding="utf-8")
    catalogue = tmp_path / "indicators.toml"
    catalogue.write_text(f"{own}\n{block[1]}", encoding="utf-8")
    path = tmp_path / "合成.txt"
    path.write_text(f"{REPORT}\n阜康市新建充电桩24个。\n", encoding="utf-8")
    indicators, source = read_indicators(catalogue), Source(id="a", title=Text("", ""))
    reading = read_document(path, places=workspace.places, indicators=indicators, source=source)
    assert [(f.indicator, f.confirm) for f in reading.figures] == [("charging_piles", ())]
