"""Scores by an office's own rules, exactly; every point goes back to a row, a rule and a value."""

from fractions import Fraction
from typing import Any

import pytest

from aqmap.decide.progress.yearend.relative_targets import Baselines
from aqmap.decide.progress.yearend.scores import Scorer
from aqmap.model.dispatch.yearend.assessment_rows import Step
from aqmap.model.dispatch.yearend.score_rows import LineKind
from aqmap.workspace.dispatch.scoring import ReadScoring, Scoring
from tests.decide.progress.yearend.invented_year import (
    INDICATORS,
    A,
    B,
    C,
    InventedYear,
    air_target,
    result,
)

NAMES = {"甲县": A, "乙县": B, "丙县": C}
TREES = {"indicator": "trees", "points": 60, "rule": "proportional"}
COAL = {"indicator": "coal", "points": 40, "rule": "met"}
TASKS: dict[str, Any] = {
    "points": 100,
    "without_task": "left_out",
    "unjudged": "zero",
    "rows": [TREES, COAL],
}
PM25 = {"indicator": "pm25", "points": 100, "rule": "met"}
QUALITY: dict[str, Any] = {
    "points": 100,
    "without_task": "left_out",
    "unjudged": "no_score",
    "rows": [PM25],
}
GRADES: dict[str, Any] = {
    "grades": [
        {"at_least": 90, "name": "优秀"},
        {"at_least": 70, "name": "良好"},
        {"at_least": 60, "name": "合格"},
    ],
    "otherwise": "不合格",
}


def scored(year, place=A, **told):
    """The score of a place by rules in the words of scoring.toml."""
    scoring = Scoring.model_validate({"document": "某办法", "total": {"rule": "tasks"}, **told})
    read = ReadScoring(scoring, NAMES)
    scorer = Scorer(read, INDICATORS, Baselines(year.figures))
    return next(s for s in scorer.scores(year.table, [A, B, C]) if s.place == place)


def year_of(trees="100", coal="100", pm25=None, base=None):
    """甲县 with its task of trees and its cap of coal, verified; and its air."""
    year = InventedYear()
    for indicator, amount in (("trees", trees), ("coal", coal)):
        year.asks(A, indicator, "100")
        if amount:
            year.verifies(A, indicator, amount)
    if pm25:
        year.figures += [air_target(A, "pm25", "41"), result(A, "pm25", pm25)]
    if base:
        year.figures.append(result(A, "pm25", base, "2020"))
    return year


@pytest.mark.parametrize(
    ("trees", "coal", "points"),
    [
        ("100", "100", 100),
        ("150", "100", 100),  # more than all is not more than all points
        ("50", "100", 70),
        ("33", "101", Fraction(99, 5)),  # 60 x 33 % = 19.8, the cap gives nothing
        ("0", "101", 0),
    ],
)
def test_points_are_exact(trees, coal, points):
    assert scored(year_of(trees, coal), tasks=TASKS).total == points


def test_a_score_of_a_row_under_appeal_says_so():
    year = year_of("33", "90")
    year.takes(Step.APPEAL, A, "trees", on="2022-03-10", reason="漏计")
    year.takes(Step.APPEAL, A, "sites", on="2022-03-10", reason="漏计")  # gives no points
    score = scored(year, tasks=TASKS)
    assert score.total == Fraction(60 * 33, 100) + 40
    assert [name.zh for name in score.appealed] == ["某项trees"]
    trees, coal = score.lines
    assert trees.reason.zh == "完成33.0%；2022年3月10日申诉未决，得分暂定"
    assert "申诉" not in coal.reason.zh
    year.verifies(A, "trees", "34", on="2022-03-20")
    assert scored(year, tasks=TASKS).appealed == ()


def test_every_point_goes_back_to_its_row_rule_and_value():
    score = scored(year_of("33", "90"), tasks=TASKS)
    trees, coal = score.lines
    assert (trees.kind, trees.part, trees.full) == (LineKind.ROW, "tasks", 60)
    assert (trees.name.zh, trees.points) == ("某项trees", Fraction(99, 5))
    assert trees.rule.zh == "按完成率的比例得分，最多60分"
    assert (trees.value.zh, trees.reason.zh) == ("33（目标100）", "完成33.0%")
    assert (coal.points, coal.reason.zh) == (40, "完成目标")
    assert sum(line.points for line in score.lines) == score.total


STEPS = [{"percent": p, "points": n} for p, n in ((100, 60), (90, 40), (60, 9))]


@pytest.mark.parametrize(
    ("verified", "points"), [("100", 60), ("99", 40), ("90", 40), ("89", 9), ("60", 9), ("59", 0)]
)
def test_steps_begin_at_their_percentage(verified, points):
    stepped = {"indicator": "trees", "points": 60, "rule": "stepped", "steps": STEPS}
    score = scored(year_of(verified), tasks={**TASKS, "rows": [stepped, COAL]})
    assert score.lines[0].points == points


@pytest.mark.parametrize(("used", "points"), [("80", 40), ("90", 40), ("90.1", 20), ("101", 0)])
def test_steps_of_a_cap_are_the_most_that_may_be_used(used, points):
    steps = [{"percent": 90, "points": 40}, {"percent": 100, "points": 20}]
    stepped = {"indicator": "coal", "points": 40, "rule": "stepped", "steps": steps}
    score = scored(year_of("100", used), tasks={**TASKS, "rows": [TREES, stepped]})
    assert score.lines[1].points == points


def test_what_is_only_reported_gives_no_point():
    year = year_of("", "100")
    year.reports(A, trees="100")
    score = scored(year, tasks=TASKS)
    assert [line.points for line in score.lines] == [0, 40]
    left_out = scored(year, tasks={**TASKS, "unjudged": "left_out"})
    assert [line.points for line in left_out.lines] == [None, 40]
    assert left_out.total == 100  # the cap stands for all points
    none = scored(year, tasks={**TASKS, "unjudged": "no_score"})
    assert (none.total, none.grade) == (None, None)
    assert none.reason.zh == "任务没有得分"


@pytest.mark.parametrize(("rule", "total"), [("left_out", 100), ("full", 100), ("zero", 60)])
def test_a_row_without_a_task_counts_as_the_rules_say(rule, total):
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.verifies(A, "trees", "100")
    assert scored(year, tasks={**TASKS, "without_task": rule}).total == total


@pytest.mark.parametrize(
    ("rule", "told", "total"),
    [
        ("lower", {}, 70),
        ("quality", {}, 100),
        ("tasks", {}, 70),
        ("sum", {}, 170),
        ("weighted", {"weights": {"quality": 60, "tasks": 40}}, 88),
        ("lower", {"places": {"甲县": "quality"}}, 100),
        ("lower", {"places": {"乙县": "quality"}}, 70),
    ],
)
def test_parts_come_to_a_total_by_the_rule(rule, told, total):
    year = year_of("50", "100", pm25="40")
    score = scored(year, quality=QUALITY, tasks=TASKS, total={"rule": rule, **told})
    assert (score.quality, score.tasks, score.total) == (100, 70, total)


@pytest.mark.parametrize(
    ("trees", "grade"),
    [
        ("100", "优秀"),
        ("83.4", "优秀"),
        ("83.3", "良好"),
        ("50", "良好"),
        ("34", "合格"),
        ("33", "不合格"),
    ],
)
def test_grades_begin_at_their_points_unrounded(trees, grade):
    # 60 x 83.3 % + 40 = 89.98 rounds to 90.0, and is no 90
    assert scored(year_of(trees), tasks=TASKS, **GRADES).grade.zh == grade


def test_a_total_is_rounded_only_where_the_rules_say_so():
    total = {"rule": "tasks", "decimals": 1}
    score = scored(year_of("83.3"), tasks=TASKS, total=total, **GRADES)
    assert (score.total, score.grade.zh) == (90, "优秀")


def test_bonus_and_deduction_are_added_within_their_bounds():
    extra: dict[str, Any] = {"name": "创新", "points": 4, "places": ["甲县"], "document": "某文"}
    other = {**extra, "name": "试点"}
    foreign = {**extra, "places": ["乙县"]}
    taken = {**extra, "name": "迟报", "points": 1}
    total = {"rule": "tasks", "bonus_most": 6, "most": 102}
    score = scored(
        year_of("50"),
        tasks=TASKS,
        bonus=[extra, other, foreign],
        deduction=[taken],
        total=total,
    )
    assert score.combined == 70
    assert score.total == 70 + 6 - 1
    kinds = [(line.kind, line.points) for line in score.lines if line.kind != LineKind.ROW]
    bonus, less = LineKind.BONUS, LineKind.DEDUCTION
    assert kinds == [(bonus, 4), (bonus, 4), (bonus, -2), (less, -1)]
    score = scored(year_of(), tasks=TASKS, bonus=[extra, other], total=total)
    assert score.total == 102


RISES: dict[str, Any] = {"name": "浓度上升", "indicator": "pm25", "when": "rises", "over": "2020"}


@pytest.mark.parametrize(("base", "quality"), [("39", 0), ("40", 100), ("41", 100)])
def test_a_mean_that_rises_scores_0(base, quality):
    veto = [{**RISES, "zeroes": "quality"}]
    score = scored(
        year_of(pm25="40", base=base), quality=QUALITY, veto=veto, total={"rule": "quality"}
    )
    assert score.total == quality


def test_a_veto_that_cannot_be_decided_leaves_no_total():
    veto = [{**RISES, "zeroes": "quality"}]
    told = {"quality": QUALITY, "tasks": TASKS, "veto": veto}
    score = scored(year_of(pm25="40"), total={"rule": "lower"}, **told)
    assert score.total is None
    assert score.reason.zh == "“浓度上升”无法判定"
    assert scored(year_of(pm25="40"), total={"rule": "tasks"}, **told).total == 100


def test_a_document_can_take_all_points_or_the_grade():
    named: dict[str, Any] = {"name": "弄虚作假", "places": ["甲县"], "document": "某通报"}
    whole = scored(year_of(), tasks=TASKS, veto=[{**named, "zeroes": "total"}], **GRADES)
    assert (whole.total, whole.grade.zh) == (0, "不合格")
    graded = scored(year_of(), tasks=TASKS, veto=[{**named, "grade": "合格"}], **GRADES)
    assert (graded.total, graded.grade.zh) == (100, "合格")
    other = [{**named, "places": ["乙县"], "zeroes": "total"}]
    assert scored(year_of(), tasks=TASKS, veto=other).total == 100


@pytest.mark.parametrize(
    ("value", "points"),
    # asked of 2020's 50: a drop of 20 % over all years, 50 % of it by now: 5, from 50 to 45
    [("45", 100), ("40", 100), ("46", 80), ("47.5", 50), ("48", 0), ("50", 0), ("55", 0)],
)
def test_points_for_the_share_of_a_drop_that_is_asked_for(value, points):
    row: dict[str, Any] = {
        "indicator": "pm25",
        "points": 100,
        "rule": "proportional",
        "by": "drop",
        "baseline": "2020",
        "drop": 20,
        "share": 50,
        "least": 50,
    }
    score = scored(
        year_of(pm25=value, base="50"),
        quality={**QUALITY, "rows": [row]},
        total={"rule": "quality"},
    )
    assert score.total == points


def test_what_became_worse_is_no_negative_share_of_an_improvement():
    row = {**PM25, "rule": "proportional", "by": "drop", "baseline": "2020"}
    quality = {**QUALITY, "rows": [row]}
    score = scored(year_of(pm25="60", base="50"), quality=quality, total={"rule": "quality"})
    assert (score.total, score.lines[0].reason.zh) == (0, "未改善（变差）")


def test_a_drop_without_its_base_is_not_scored():
    row: dict[str, Any] = {**PM25, "rule": "proportional", "by": "drop", "baseline": "2020"}
    quality = {**QUALITY, "rows": [row]}
    score = scored(year_of(pm25="40"), quality=quality, total={"rule": "quality"})
    assert score.total is None
    assert "没有2020年的基数" in score.lines[0].reason.zh


def test_the_national_model_of_2014_can_be_said():
    """The lower of both in key regions, grades of 90, 70 and 60, a mean that rises gives 0."""
    drop = {"by": "drop", "baseline": "2020", "drop": 25, "share": 35}
    steps = [{"percent": 100, "points": 100}, {"percent": 60, "points": 60}]
    row: dict[str, Any] = {
        "indicator": "pm25",
        "points": 100,
        "rule": "stepped",
        "steps": steps,
        **drop,
    }
    rules: dict[str, Any] = {
        "quality": {**QUALITY, "rows": [row]},
        "tasks": TASKS,
        "veto": [{**RISES, "zeroes": "quality"}],
        "total": {"rule": "lower", "places": {"乙县": "quality"}},
        **GRADES,
    }
    # asked: 80 x 25 % x 35 % = 7; reached: 4.2 = 60 %
    score = scored(year_of("50", "100", pm25="75.8", base="80"), **rules)
    assert (score.quality, score.tasks, score.total) == (60, 70, 60)
    assert score.grade.zh == "合格"
    risen = scored(year_of("50", "100", pm25="80.1", base="80"), **rules)
    assert (risen.total, risen.grade.zh) == (0, "不合格")
