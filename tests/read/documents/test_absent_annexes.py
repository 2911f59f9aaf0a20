"""Annexes that a document mentions: there, or said to be missing."""

import pytest

from aqmap.read.documents.absent_annexes import absent_annexes
from aqmap.read.formats.blocks import Grid, GridCell, Paragraph


def document(*blocks):
    return [
        Paragraph(block, "", f"line {n}")
        if isinstance(block, str)
        else Grid(n, tuple(tuple(GridCell(c, "") for c in row) for row in block))
        for n, block in enumerate(blocks)
    ]


TABLE = [["县市", "造林（万亩）"], ["昌吉市", "1"]]


@pytest.mark.parametrize(
    ("blocks", "absent"),
    [
        (("各县市任务见附表。", "某局"), ["附表"]),
        (("各县市任务见附表。", "附表", TABLE), []),
        (("附表：2025年任务清单", "某局", "2025年3月1日", "附表", TABLE), []),
        (("附表：2025年任务清单", "某局", "2025年3月1日"), ["附表"]),
        (("任务见附件1，指标详见附件2。", "附件1", "任务", TABLE), ["附件2"]),
        (("任务见附表一。", "附表1 任务分解表", TABLE), []),
        (("任务见附表1。", "附件1", TABLE), []),
        (("附件：1.任务分解表 2.指标表", "某局", "附件1", TABLE), ["附件2"]),
        (("任务见附件1。", "附件1", "一、总体要求", "二、任务", "三、保障"), []),
        (("任务见附表2。", [["附表2 任务分解表", ""], *TABLE]), []),
        (("按《大气污染防治计划》附件2的要求，造林5万亩。",), []),
        (("没有提到。", TABLE), []),
    ],
)
def test_an_annex_that_is_mentioned_is_there_or_named(blocks, absent):
    assert absent_annexes(document(*blocks)) == absent


def test_the_remark_says_what_to_do(read_whole, tmp_path):
    path = tmp_path / "合成.txt"
    text = "昌吉州2025年大气污染防治行动计划\n阜康市造林5万亩，其他县市见附表2。\n"
    path.write_text(text, encoding="utf-8")
    (remark,) = read_whole(path).remarks
    assert (remark.code, remark.facts["found"].zh) == ("annex_absent", "附表2")
    assert "一并交给 aqmap read" in remark.said.zh
