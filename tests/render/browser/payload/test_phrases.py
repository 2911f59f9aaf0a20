"""Phrases stand once in the page's data, and are named by number."""

from aqmap.render.browser.payload.phrases import Phrases
from aqmap.words import Text


def test_none_and_empty_have_no_number():
    phrases = Phrases()
    assert [phrases.number(empty) for empty in (None, "", Text("", ""))] == [-1, -1, -1]
    assert phrases.items == []


def test_a_phrase_stands_once_and_plain_where_both_languages_are_the_same():
    phrases = Phrases()
    years, plain = Text("2021年", "2021"), Text("a", "a")
    numbers = [phrases.number(phrase) for phrase in ("a", years, plain, years)]
    assert numbers == [0, 1, 0, 1]
    assert phrases.items == ["a", ["2021年", "2021"]]
