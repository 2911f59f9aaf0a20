"""How a target compares that no comparing word bounds, and no catalogue."""

import pytest

from aqmap.read.lexicon.target_bounds import BOUND_RULES, named_bound, stated_bound
from tests.read.asked import asked, asked_of

PLAN = "2021年伊犁州大气污染防治行动计划"


CLAUSE_RULES = [rule for rule in BOUND_RULES if rule.of != "name"]


@pytest.mark.parametrize("rule", BOUND_RULES, ids=lambda rule: rule.example)
def test_every_rule_holds_of_its_example(rule):
    bound = named_bound(rule.example) if rule.of == "name" else stated_bound(rule.example)[0]
    assert bound == rule.comparator


@pytest.mark.parametrize("rule", CLAUSE_RULES, ids=lambda rule: rule.example)
def test_a_target_is_bounded_so(read, rule):
    (figure,) = read(rule.example, title=PLAN, place="伊犁州")
    assert (figure.role, figure.comparator, asked_of(figure)) == ("target", rule.comparator, ())


def test_a_target_that_nothing_bounds_asks_how_it_compares(read):
    assert asked(read("全州有充电桩300个。", title=PLAN, place="伊犁州")) == [
        ("300个", "comparator")
    ]


def test_a_part_compares_as_its_whole(read):
    figures = read("全州新建充电桩300个，其中昭苏县40个。", title=PLAN, place="伊犁州")
    assert [(f.comparator, f.value_written) for f in figures] == [("ge", "300个"), ("ge", "40个")]
    assert asked(figures) == []


@pytest.mark.parametrize("place", ["昌吉州", "伊犁州"])
def test_what_was_reached_is_not_bounded(read, place):
    (figure,) = read("全州新建充电桩300个。", title="2021年大气污染防治工作总结", place=place)
    assert (figure.role, figure.comparator) == ("measured", None)


def test_a_task_to_be_done_to_a_share_is_not_done(read):
    (figure,) = read("10月底前完成任务的80%以上。", title=PLAN, place="伊犁州")
    assert (figure.role, figure.confirm) == ("target", ("indicator",))


def test_a_target_handed_down_beside_what_was_reached(read):
    figures = read(
        "全州PM2.5平均浓度44微克/立方米，完成自治区下达的不高于46微克/立方米的目标。",
        title="2021年伊犁州大气污染防治工作总结",
        place="伊犁州",
    )
    assert [(f.role, f.comparator, str(f.value)) for f in figures] == [
        ("measured", None, "44"),
        ("target", "le", "46"),
    ]
