"""What says the role of a number, and where its document says two things; all synthetic."""

import re

import pytest

from aqmap.model.figures import Role
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.prose.claims.role_claims import claim_role, heading_votes
from aqmap.read.documents.prose.claims.role_rules import ROLE_RULES, Where
from aqmap.read.documents.prose.discourse import Discourse

NO_TITLE = Reason("role", Known.ASSUMED, "nothing")
TWO_TITLES = Reason("role", Known.ASSUMED, "disagree", "2021年工作总结和2022年工作打算")


@pytest.fixture
def claim_of(document):
    """Return the role claimed for the numbers of a sentence's last clause."""

    def claim(sentence, *, kind="report", period="2021", title=None, **spoken_of):
        context = document(kind)
        context.role_ground = title or context.role_ground
        plain = sentence.rstrip("。）")
        discourse = Discourse(period, None, sentence, sentence, **spoken_of)
        return claim_role(context, discourse, re.split("[，；（]", plain)[-1], len(plain))

    return claim


@pytest.mark.parametrize("rule", ROLE_RULES, ids=lambda rule: rule.name)
def test_every_rule_holds_of_its_example(claim_of, rule):
    if rule.where == Where.HEADING:
        assert [vote.role for vote in heading_votes([rule.example])] == [rule.role]
        return
    texts = re.split("(?<=[，（])", rule.example.rstrip("。）"))
    last = -1 if rule.where != Where.BEHIND else 0
    first, number = "".join(texts[:last]), texts[last].rstrip("，")
    searched = {Where.CLAUSE: number, Where.LEAD: first, Where.BEHIND: rule.example}
    assert rule.finds(searched)
    claim = claim_of(rule.example, kind=rule.kind or "report", title=NO_TITLE)
    asked = claim.reason.proposals if claim.reason.known == Known.ASSUMED else ()
    assert rule.role in {claim.role, *(asked if rule.weak else ())}


@pytest.mark.parametrize(
    ("sentence", "period", "role", "why"),
    [
        ("昌吉市造林5万亩。", "2021", "target", "a plan's own year"),
        ("到2025年，昌吉市造林5万亩。", "2025", "target", "a year to come"),
        ("2020年，昌吉市造林5万亩。", "2020", "baseline", "a year before the plan's"),
        ("目前，昌吉市造林5万亩。", "2021", "target measured", "what a plan tells of the past"),
        ("现有电采暖5万户。", "2021", "measured", "what there is already"),
        ("较去年，PM2.5下降5%。", "2021", "target", "the past is only compared with"),
        ("截至年底，造林5万亩。", "2021", "target measured", "by then, or until then"),
        ("造林5万亩。", None, "target", "whatever its period"),
    ],
)
def test_a_plans_numbers_are_its_targets_but_for_what_was(claim_of, sentence, period, role, why):
    claim = claim_of(sentence, kind="plan", period=period)
    asked = claim.reason.proposals if claim.reason.known == Known.ASSUMED else ()
    assert " ".join((claim.role, *asked)) == role, why


@pytest.mark.parametrize(
    ("sentence", "period", "role", "why"),
    [
        ("昌吉市造林5万亩。", "2021", "measured", "what a report reports"),
        ("昌吉市应达5万亩。", "2021", "target", "it is called what ought to be"),
        ("完成任务的80%。", "2021", "measured", "done of a task"),
        ("计划造林5万亩，实际6万亩。", "2021", "measured", "what answers the plan"),
        ("力争造林5万亩。", "2021", "target", "aimed at"),
        ("力争扩大绿地，造林5万亩。", "2021", "measured target", "aimed at, in another clause"),
        ("PM2.5控制在35微克/立方米以内。", "2021", "measured target", "kept, or to be kept"),
        ("昌吉州下达5万亩。", "2021", "target", "handed down"),
        ("供应清洁煤5万吨。", "2021", "measured", "供应 is no 应"),
        ("按行动计划造林5万亩。", "2021", "measured", "the name of a plan aims at nothing"),
        ("将12家企业列入名录。", "2021", "measured target", "将 may be 把"),
        ("落实重点任务12项。", "2021", "measured", "a number of tasks"),
        ("2022年造林5万亩。", "2022", "measured target", "a year to come, or begun"),
        ("2022年力争造林5万亩。", "2022", "target", "aimed at in a year to come"),
        ("力争造林5万亩；2022年造林6万亩。", "2022", "measured target", "up to the semicolon"),
        ("2020年造林5万亩。", "2020", "measured", "a year before"),
    ],
)
def test_a_reports_numbers_are_measured_but_for_what_is_aimed_at(
    claim_of, sentence, period, role, why
):
    claim = claim_of(sentence, period=period)
    asked = claim.reason.proposals if claim.reason.known == Known.ASSUMED else ()
    assert " ".join((claim.role, *asked)) == role, why


@pytest.mark.parametrize(
    ("sentence", "known", "by", "role"),
    [
        ("伊宁市PM2.5平均浓度为35微克/立方米。", Known.CARRIED, "verb", Role.MEASURED),
        ("伊宁市必须造林5万亩。", Known.SAID, "clause", Role.TARGET),
        ("伊宁市PM2.5平均浓度控制在35微克/立方米。", Known.SAID, "clause", Role.TARGET),
        ("伊宁市PM2.5平均浓度35微克/立方米。", Known.ASSUMED, "nothing", Role.MEASURED),
    ],
)
def test_without_a_title_the_words_and_then_the_verb_say_it(claim_of, sentence, known, by, role):
    claim = claim_of(sentence, title=NO_TITLE)
    assert (claim.reason.known, claim.reason.by, claim.role) == (known, by, role)


@pytest.mark.parametrize(
    ("heading", "role", "by"),
    [
        ("一、2021年工作回顾", "measured", "heading"),
        ("（二）2022年重点任务", "target", "heading"),
        ("（三）目标任务完成情况", "measured", "heading"),
        ("四、工作回顾和下一步打算", "measured target", "disagree"),
        ("五、组织领导", "measured", "title"),
    ],
)
def test_a_heading_outranks_the_title(claim_of, heading, role, by):
    claim = claim_of("奇台县造林5万亩。", heading_votes=heading_votes([heading]))
    asked = claim.reason.proposals if claim.reason.known == Known.ASSUMED else ()
    assert (" ".join((claim.role, *asked)), claim.reason.by) == (role, by)


def test_a_heading_further_up_rules_where_the_nearest_tells_no_role(claim_of):
    votes = heading_votes(["二、2022年工作安排", "（一）大气污染防治"])
    assert [vote.role for vote in votes] == [Role.TARGET]


def test_a_title_of_two_halves_leaves_the_role_open(claim_of):
    claim = claim_of("奇台县造林5万亩。", title=TWO_TITLES)
    assert (claim.reason.known, claim.reason.by) == (Known.ASSUMED, "disagree")
    assert {claim.role, *claim.reason.proposals} == {Role.MEASURED, Role.TARGET}


def test_what_the_reader_of_a_document_was_told_answers_only_what_is_open(document):
    context = document("report")
    context.answers = context.answers.__class__(role=Role.TARGET)
    context.role_ground = NO_TITLE

    def claim(sentence):
        discourse = Discourse("2021", None, sentence, sentence)
        return claim_role(context, discourse, sentence, len(sentence))

    assert claim("造林5万亩").role == Role.TARGET
    assert claim("造林5万亩").reason == Reason("role", Known.SAID, "option")
    assert claim("实际造林5万亩").role == Role.MEASURED


@pytest.mark.parametrize(
    ("spoken_of", "role", "why"),
    [
        ({"baseline_period": "2020"}, Role.BASELINE, "a year's values told to compare with"),
        ({"states_aims": True}, Role.TARGET, "the sentence begins 目标："),
    ],
)
def test_what_was_spoken_of_before_decides_first(claim_of, spoken_of, role, why):
    assert claim_of("昌吉市造林5万亩。", **spoken_of).role == role, why
