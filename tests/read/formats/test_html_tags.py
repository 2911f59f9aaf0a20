"""Attributes of tags are counted as browsers part them, each sign once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HTMLParser, document_fromstring

from aqmap.read.formats.html_tags import has_tag_with_more
from tests.counted_calls import at_most_calls

MANY = [f"a{n}" for n in range(11)]


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(MANY) + ">x</p>",
        "<P " + "=1 ".join(MANY) + "=1>",
        "<p/" + "/".join(MANY) + ">",
        "<p\n" + "\n".join(MANY),  # no end
        "<p " + " ".join(f'{name}="1"' for name in MANY) + ">",
        "<p " + "".join(f"{name}='>'" for name in MANY) + ">",
        "<p a='>' " + " ".join(MANY) + ">",
        "</p " + " ".join(MANY) + ">",
        "<!--><p " + " ".join(MANY) + ">",
        "<!-- x --><p " + " ".join(MANY) + ">",
        "<!-- <p " + " ".join(MANY) + ">",  # a comment without an end
        "<p a='<script>' " + " ".join(MANY) + ">",
        "<script>a</script><p " + " ".join(MANY) + ">",
        "<script><p " + " ".join(MANY) + ">",  # a script without an end
        "<title><p " + " ".join(MANY) + ">",
    ],
)
def test_a_tag_of_eleven_attributes_has_more_than_ten(page):
    assert has_tag_with_more(page, 10)


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(MANY[:10]) + ">" + "<b class='x y z'>w</b> " * 100,
        "<script>if (a<b) { " + "var x = 1; " * 100 + "}</script>",
        "<STYLE>a<b " + "x y " * 100 + "</style>",
        "<!-- <p " + " ".join(MANY) + "> -->",
        "<p title='" + "a b=c " * 100 + "'>",
        "a < b " + "c d " * 100,
    ],
)
def test_words_that_are_no_attributes_do_not_count(page):
    assert not has_tag_with_more(page, 10)


@given(st.text(st.sampled_from("<>/=\"' ab!-\n"), max_size=80))
def test_no_page_gets_more_attributes_past_the_count_than_the_library_finds(text):
    page = f"<html><body>{text}"
    root = document_fromstring(page, parser=HTMLParser())
    most = max((len(element.attrib) for element in root.iter("*")), default=0)
    if most:
        assert has_tag_with_more(page, most - 1)


@pytest.mark.parametrize("piece", ["<!--", "<script>", '<p a="', "<p a='", "<", "<a", "</", "="])
def test_a_page_of_one_piece_is_looked_through_once(piece):
    with at_most_calls(1_000_000):
        has_tag_with_more(piece * 100_000, 500)
