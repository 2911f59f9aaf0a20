"""What must be known of maps, with the figures that it is of."""

from dataclasses import replace

from aqmap.render.report.report_pictures import ReportPicture, picture_notes
from aqmap.words import Text


def both(words):
    return Text(words, words)


def picture(*notes):
    land = (both("甲州的底图。"),)
    drawn = ReportPicture(both("图"), b"", 150, 105, "", tuple(map(both, notes)))
    return replace(drawn, region=both("甲州"), ground_notes=land)


def test_a_note_stands_once_with_the_figures_that_it_is_of():
    symbols = picture("分级。", "圆。")
    pictures = [symbols, picture("分级。"), replace(symbols, region=both("乙州"))]
    assert [note.zh for note in picture_notes(pictures)] == [
        "各图：分级。",
        "图1、图3：圆。",
        "甲州各图：甲州的底图。",
        "乙州各图：甲州的底图。",
    ]


def test_signs_of_one_map_are_not_put_together_with_those_of_another():
    notes = [note.zh for note in picture_notes([picture("① 自报。"), picture("① 城区。")])]
    assert notes[:2] == ["图1：① 自报。", "图2：① 城区。"]


def test_notes_of_the_same_figures_stand_together_and_long_runs_are_named_by_their_ends():
    some = [picture("圆。", "面。")] * 3 + [picture()] + [picture("圆。", "面。")]
    assert next(picture_notes(some)) == Text("图1至图3、图5：圆。面。", "Fig. 1 to 3, 5: 圆。 面。")


def test_a_single_map_is_named():
    assert next(picture_notes([picture("圆。")])).zh == "图1：圆。"
