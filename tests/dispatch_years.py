"""Synthetic workspaces of a year's end: invented counties 甲县, 乙县 …, and what was verified."""

from __future__ import annotations

from pathlib import Path

from tests.dispatch_counties import ROWS, Row, code_of, lay_dispatch_workspace
from tests.dispatch_workspaces import report

YEAR_ROWS = (
    *ROWS,
    Row("checks", "巡查次数", "次", "frequency"),
    Row("houses", "平房户数", "户", "stock", ""),
)
TASKS = {
    (row, code_of(n)): task
    for row, task in (("checks", "4"), ("houses", "900"))
    for n in range(1, 9)
}
AIR = """\
[pm25]
name = { zh = "PM2.5浓度", en = "PM2.5" }
unit = { zh = "微克/立方米", en = "µg/m³" }
theme = "work"
direction = "lower"
kind = "quality"
"""
HEAD = "place,indicator,step,amount,reason,date,by,document\n"
VERIFIED = f"""{HEAD}\
甲县,households,自评,1700,,2022-01-12,甲县,甲报1号
甲县,households,佐证材料,,,2022-01-15,甲县,甲报2号
甲县,,现场核查,,,2022-01-20,核查组,核查记录1
甲县,households,核减,20,重复统计,2022-02-01,省厅,核字1号
甲县,households,核定,1680,,2022-02-01,省厅,核字1号
甲县,households,申诉,,漏计3户,2022-02-10,甲县,甲报3号
甲县,households,核定,1683,,2022-03-01,省厅,核字2号
甲县,2,核定,120.5,,2022-02-01,省厅,核字1号
甲县,煤炭消费总量,核定,692.6,,2022-02-01,省厅,核字1号
甲县,checks,核定,3,,2022-02-01,省厅,核字1号
甲县,houses,核定,900,,2022-02-01,省厅,核字1号
990002,households,核定,1000,,2022-02-01,省厅,核字1号
乙县,boilers,核减,2,"=cmd|'/c calc'!A1",2022-02-01,省厅,核字1号
"""
RECTIFICATION = """\
number,problem,places,goal,deadline,units,measures,state,evidence,accepted_on,acceptance_document
1,散煤未清零,甲县,清零,2021-10-31,甲县;能源局,逐户核查,已销号,照片,2021-11-10,验字1号
2,锅炉未淘汰,乙县,淘汰,2021-11-30,乙县,拆除,已完成,照片,,
3,工地扬尘,乙县,六个百分之百,2021-09-30,乙县,围挡,整改中,,,
4,机扫率低,丙县,90%,2022-06-30,丙县,购车,未启动,,,
"""
SCORING = """\
document = "某办法（虚构）"
otherwise = "不合格"

[tasks]
points = 100
without_task = "left_out"
unjudged = "zero"
rows = [
  { indicator = "households", points = 50, rule = "proportional" },
  { indicator = "coal", points = 30, rule = "met" },
  { indicator = "checks", points = 20, rule = "proportional" },
]

[total]
rule = "tasks"

[[bonus]]
name = "试点"
points = 2
places = ["甲县"]
document = "某文1号"

[[grades]]
at_least = 60
name = "合格"

[[grades]]
at_least = 30
name = "基本合格"
"""


def lay_year_workspace(folder: Path, *, counties: int = 3) -> Path:
    """Lay a workspace down whose year is over, with 丙县 missing; all that is in it is invented."""
    lay_dispatch_workspace(folder, counties, rows=YEAR_ROWS, tasks=TASKS)
    indicators = folder / "layers" / "indicators.toml"
    written = indicators.read_text(encoding="utf-8").replace('direction = ""\n', "")
    indicators.write_text(f"{written}\n{AIR}", encoding="utf-8")
    settings = folder / "dispatch.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "cut_off = 20", "cut_off = 20\nfinal_report_by = 2022-01-10"
        ),
        encoding="utf-8",
    )
    with (folder / "data" / "sources.toml").open("a", encoding="utf-8") as sources:
        sources.write('\n[monitor]\ntitle = "虚构监测"\nlicence = "CC0"\n')
    head = "place,indicator,period,role,comparator,baseline_period,value,absence,value_written,"
    head += "basis,source,locator\n"
    (folder / "data" / "targets" / "air.csv").write_text(
        head + "990001,pm25,2021,target,le,,41,,41,plan,plan,item 1; para 1; sentence 1\n"
        "990002,pm25,2021,target,lt,2020,,relative,低于2020年,plan,plan,"
        "item 1; para 1; sentence 2\n",
        encoding="utf-8",
    )
    (folder / "data" / "measured").mkdir()
    (folder / "data" / "measured" / "air.csv").write_text(
        head + "990001,pm25,2021,measured,,,40,,40,monitor_reviewed,monitor,line 1\n"
        "990002,pm25,2021,measured,,,33,,33,monitor_reviewed,monitor,line 2\n",
        encoding="utf-8",
    )
    dispatch = folder / "data" / "dispatch"
    (dispatch / "verified-2021.csv").write_text(VERIFIED, encoding="utf-8")
    (dispatch / "rectification.csv").write_text(RECTIFICATION, encoding="utf-8")
    (folder / "scoring.toml").write_text(SCORING, encoding="utf-8")
    for number in (1, 2):
        amounts = {"households": 1690, "area": 121, "coal": 690, "sweeping": 91, "checks": 4}
        amounts |= {"sites": 60, "houses": 900}
        code = code_of(number)
        report(folder, "2021-12", f"c{number}", amounts, place=code)
        report(folder, "2021-12", f"c{number}", {"boilers": 24}, place=code, field="stage 完工")
    return folder
