"""Every digit of a passage lands in a figure, in a reason, or among those without one."""

from aqmap.model.transcript import Mark, Passage
from aqmap.render.review.cut_passages import UNSTATED, Stretch, cut_passage


def test_cut_passage_gives_every_number_a_fate():
    passage = Passage("1月减少12天，共3,400.5", "line 1", (Mark(0, 2, reason="date"),))
    assert cut_passage(passage, {}) == [
        Stretch("1月", reason="date"),
        Stretch("减少"),
        Stretch("12", reason=UNSTATED),
        Stretch("天，共"),
        Stretch("3,400.5", reason=UNSTATED),
    ]


def test_cut_passage_where_marks_overlap_a_figure_comes_before_a_reason():
    marks = (Mark(0, 4, ("a",)), Mark(2, 6, reason="range"), Mark(2, 4, ("b",)))
    assert cut_passage(Passage("10至20台", "", marks), {"a": 1, "b": 2}) == [
        Stretch("10", (1,)),
        Stretch("至2", (1, 2)),
        Stretch("0台", reason="range"),
    ]


def test_cut_passage_of_marks_that_do_not_fit_loses_no_text():
    marks = (Mark(-3, 1, ("unknown",)), Mark(2, 99, ("a",)), Mark(50, 60, ("a",)))
    cut = cut_passage(Passage("1二3", "", marks), {"a": 1})
    assert cut[:3] == [Stretch("1", reason=UNSTATED), Stretch("二"), Stretch("3", (1,))]
    assert "".join(stretch.text for stretch in cut) == "1二3"


def test_cut_passage_blank_cell_with_an_absence_is_a_stretch():
    assert cut_passage(Passage("", "", (Mark(0, 0, ("a",)),)), {"a": 4}) == [Stretch("", (4,))]


def test_cut_passage_leaves_a_tables_wording_alone_but_not_its_digits():
    def header(text):
        return cut_passage(Passage(text, "", (Mark(0, len(text), reason="header"),)), {})

    assert header("县市") == [Stretch("县市")]
    assert header("2021年") == [Stretch("2021年", reason="header")]
