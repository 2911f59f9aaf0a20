"""A table of figures as people type it, read in a region of two prefectures."""

import pytest
from openpyxl import Workbook

from aqmap.errors import TableError
from aqmap.model.figures import Basis
from aqmap.read.tables.read_figures import read_figures
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import read_places

PLACES = """\
code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,lon,lat,note
130100,石家庄市,Shijiazhuang,,130100,prefecture,,,,,
130700,张家口市,Zhangjiakou,,130700,prefecture,,,,,
130104,桥西区,Qiaoxi,,130100,county,,,,,
130703,桥西区,Qiaoxi,,130700,county,,,,,
130109,藁城区,Gaocheng,,130100,county,,,,,
"""
INDICATORS = """
[pm25]
name = "PM2.5浓度"
aliases = ["PM2.5"]
unit = "微克/立方米"
theme = "a"
direction = "lower"
kind = "quality"
[good]
name = "优良天数比率"
unit = "%"
theme = "a"
direction = "higher"
kind = "quality"
[trees]
name = "造林"
unit = "亩"
theme = "a"
direction = "higher"
kind = "quantity"
[sweeps]
name = "清扫频次"
unit = "次/天"
theme = "a"
kind = "frequency"
[visits]
name = "走访人次"
unit = "人次"
theme = "a"
direction = "higher"
kind = "quantity"
[odd]
name = "未定方向"
unit = "台"
theme = "a"
kind = "quantity"
[stock]
name = "底数"
unit = "台"
theme = "a"
kind = "stock"
"""
HEAD = "place,indicator,period,value,source"


@pytest.fixture
def read(tmp_path):
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "indicators.toml").write_text(INDICATORS, encoding="utf-8")

    def read_rows(*rows, head=HEAD, folder="targets", content=None, name="t.csv", encoding="utf-8"):
        file = tmp_path / folder / name
        file.parent.mkdir(exist_ok=True)
        if name.endswith("xlsx"):
            book = Workbook()
            for row in ([*head.split(",")], *rows):
                book.active.append(row)
            book.save(file)
        else:
            content = content or "\n".join([head, *rows]) + "\n"
            file.write_text(content, encoding=encoding)
        return read_figures(
            [file],
            indicators=read_indicators(tmp_path / "indicators.toml"),
            places=read_places(tmp_path / "places.csv"),
            sources=["s"],
            bases={"s": Basis.REPORT},
        ).figures

    return read_rows


@pytest.fixture
def faults(read):
    """The codes and spots of what is wrong with the rows."""

    def faults_of(*rows, **options):
        with pytest.raises(TableError) as caught:
            read(*rows, **options)
        return [(fault.code, fault.at) for fault in caught.value.faults]

    return faults_of
