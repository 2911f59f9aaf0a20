"""Ten wrong figures in a document: what makes each stand out on the review page."""

import pytest

from aqmap.pipelines.read_documents import read_documents
from aqmap.pipelines.reading.workspace_names import open_names
from aqmap.pipelines.review.known_figures import checks_of_review

GOOD_DAYS = """
[good_day_ratio]
name = { zh = "优良天数比率", en = "good days" }
aliases = ["优良天数比率"]
unit = { zh = "%", en = "%" }
decimals = 1
theme = "air"
direction = "higher"
kind = "quality"
"""
KNOWN = """\
县市,指标,年份,性质,数值,依据,来源
示例甲县,PM2.5,2024,实际,40,自报,example
示例乙县,PM2.5,2024,实际,36,自报,example
示例丙县,PM2.5,2024,实际,33,自报,example
示例甲县,PM2.5,2023,实际,42,自报,example
示例乙县,PM2.5,2023,实际,37,自报,example
示例丙县,PM2.5,2023,实际,34,自报,example
示例甲县,优良天数比率,2024,实际,85,自报,example
示例丙县,优良天数比率,2025,实际,88,自报,example
"""
DOCUMENT = """\
示例地区2025年大气污染防治工作情况通报

示例甲县PM2.5平均浓度为35微克/立方米，比2024年的40微克/立方米下降20%。

示例乙县PM2.5平均浓度为360微克/立方米，优良天数比率为137%。

示例丙县PM2.5平均浓度为0微克/立方米，优良天数比率为78%。

示例甲县优良天数比率为62%，完成造林1.3万亩。

2024年，示例乙县PM2.5平均浓度为39微克/立方米。

附表：造林完成情况（万亩）

\t县市
\t造林（万亩）

\t示例甲县
\t1.2

\t示例乙县
\t-0.8

\t示例丙县
\t0.5

\t合计
\t3.5
"""
SEEDED = {  # place, indicator, value: the checks that point to it
    ("示例甲县", "pm25", "35"): {"change", "other_source"},
    ("示例乙县", "pm25", "360"): {"last_year", "out_of_range", "other_source"},
    ("示例乙县", "good_day_ratio", "137"): {"over_100"},
    ("示例丙县", "pm25", "0"): {"zero", "out_of_range"},
    ("示例丙县", "good_day_ratio", "78"): {"other_source"},
    ("示例甲县", "good_day_ratio", "62"): {"last_year"},
    ("示例甲县", "afforestation", "1.3"): {"text_against_annex"},
    ("示例乙县", "pm25", "39"): {"other_source"},
    ("示例乙县", "afforestation", "-0.8"): {"negative", "sum"},
    ("合计", "afforestation", "3.5"): {"sum"},
}


@pytest.fixture
def workspace(small_workspace):
    catalogue = small_workspace / "layers" / "indicators.toml"
    catalogue.write_text(catalogue.read_text("utf-8") + GOOD_DAYS, encoding="utf-8")
    (small_workspace / "data" / "measured" / "known.csv").write_text(KNOWN, encoding="utf-8")
    return small_workspace


def test_every_one_of_ten_wrong_figures_is_pointed_to(workspace, tmp_path):
    document = tmp_path / "通报.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    done = read_documents([document], workspace=workspace)
    indicators = open_names(workspace).indicators
    findings, _ = checks_of_review(done.figures, done.findings, workspace, indicators)
    pointed: dict[str, set[str]] = {}
    for finding in findings:
        for key in finding.figures:
            pointed.setdefault(key, set()).add(finding.kind)
    told = {
        (f.place_written, f.indicator, str(f.value)): pointed.get(f.id, set()) for f in done.figures
    }
    assert {key: told.get(key) for key in SEEDED} == SEEDED
