"""A document's own words for its place: the reader and the join understand each alike."""

from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.decide.compare.join import match_places
from aqmap.model.figures import Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.read.documents.context import Context
from aqmap.read.documents.own_place import common_prefecture, is_own_word, unknown_own_word
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import OWN_WORDS, Place, Places
from aqmap.workspace.sources import Source

# Synthetic: a 州 with a city and a county, a 市 with a district, a 地区, a 盟 with a banner.
NAMES = {
    "900000": ("甲自治州", "900000"),
    "900001": ("乙市", "900000"),
    "900002": ("丙县", "900000"),
    "910000": ("丁市", "910000"),
    "910001": ("戊区", "910000"),
    "920000": ("己地区", "920000"),
    "920001": ("庚市", "920000"),
    "930000": ("辛盟", "930000"),
    "930001": ("壬旗", "930000"),
}
PREFECTURE = ("州直", "州直汇总", "全州", "我州")
REGION = ("全地区", "我地区", "本地区")
LEAGUE = ("全盟", "我盟")
CITY = ("全市", "我市", "市域")
COUNTY = ("全县", "我县", "县域")
BANNER = ("全旗", "我旗")
DISTRICT = ("全区", "我区")
ANY = ("全域",)
# Whose document it is, and which place each word means in it; any other word means none.
MEANT = {
    "甲自治州": {PREFECTURE: "甲自治州", ANY: "甲自治州"},
    "乙市": {CITY: "乙市", PREFECTURE: "甲自治州", ANY: "乙市"},
    "丙县": {COUNTY: "丙县", PREFECTURE: "甲自治州", ANY: "丙县"},
    "丁市": {CITY: "丁市", ANY: "丁市"},
    "戊区": {DISTRICT: "戊区", CITY: "丁市", ANY: "戊区"},
    "己地区": {REGION: "己地区", ANY: "己地区"},
    "庚市": {CITY: "庚市", REGION: "己地区", ANY: "庚市"},
    "辛盟": {LEAGUE: "辛盟", ANY: "辛盟"},
    "壬旗": {BANNER: "壬旗", LEAGUE: "辛盟", ANY: "壬旗"},
}
WORDS = (*PREFECTURE, *REGION, *LEAGUE, *CITY, *COUNTY, *BANNER, *DISTRICT, *ANY)
CASES = [
    (document, word, next((place for words, place in meant.items() if word in words), None))
    for document, meant in MEANT.items()
    for word in WORDS
]


@pytest.fixture(scope="module")
def places():
    return Places({code: _place(code, *named) for code, named in NAMES.items()})


def _place(code, name, prefecture):
    level = Level.PREFECTURE if code == prefecture else Level.COUNTY
    return Place(code, Text(name, name), (), prefecture, level)


def _context(places, document):
    code = next((code for code, (name, _) in NAMES.items() if name == document), "")
    source = Source(id="synthetic", title=Text("合成", "synthetic"), place=code)
    return Context(Path("合成.txt"), source, places, Indicators({}), "2021", "plan")


def _figure(written):
    """Return a figure as a person types it: with the place's name, and no code."""
    names = {"place_written": written, "indicator": "", "indicator_written": "造林"}
    number = {"unit": "亩", "value": Decimal(5), "value_written": "5", "period": "2021"}
    return Figure(
        **(names | number),
        id="synthetic-0001",
        place="",
        level=Level.COUNTY,
        role=Role.TARGET,
        basis=Basis.SYNTHETIC,
        source="synthetic",
        locator=Locator("line 1"),
    )


def _name(place):
    return place.name.zh if place else None


def test_every_own_word_is_tried():
    assert sorted(WORDS) == sorted(OWN_WORDS)


@pytest.mark.parametrize(("document", "word", "meant"), CASES)
def test_reader_and_join_understand_each_word_alike(places, document, word, meant):
    context = _context(places, document)
    for written in (word, f"{word}平均", f"{word}均值"):
        assert _name(context.match(written).place) == meant
        figure = _figure(written)
        joined = match_places([figure], places, {"synthetic": context.source}, {})
        assert [places[f.place].name.zh for f in joined.figures] == ([meant] if meant else [])
        assert len(joined.faults) == (meant is None)


@pytest.mark.parametrize(("document", "word", "meant"), CASES)
def test_a_row_or_column_may_be_named_by_any_of_them(places, document, word, meant):
    assert _name(Labels(_context(places, document)).read(word).place) == meant


@pytest.mark.parametrize("word", WORDS)
def test_without_a_place_of_its_own_a_document_is_asked_whose_its_words_are(places, word):
    assert _context(places, "").match(word).place is None
    assert is_own_word(word)
    assert unknown_own_word(["造林10万亩", f"{word}造林5万亩"]) == word.removesuffix("汇总")


@pytest.mark.parametrize("text", ["合计", "总 计", "各县市合计", "各县、市汇总", "共计"])
def test_a_total_of_all_parts_is_the_documents_own(text):
    assert is_own_word(text)


@pytest.mark.parametrize("text", ["小计", "丁市合计", "造林", "全", ""])
def test_another_text_is_not(text):
    assert not is_own_word(text)


@pytest.mark.parametrize(
    "named",
    ["乙市、丙县", "甲自治州乙市、丙县"],  # two counties; the prefecture is none
)
def test_few_counties_do_not_tell_their_prefecture(places, named):
    assert common_prefecture([f"全州：{named}"], places) == ""


@pytest.mark.parametrize(
    ("word", "prefecture", "code"),
    [
        ("全州", "甲自治州", "800000"),
        ("全盟", "甲盟", "800000"),
        ("全地区", "甲地区", "800000"),
        ("全盟", "甲自治州", ""),  # no league
        ("全市", "甲市", ""),  # a county may be one as well
    ],
)
def test_counties_of_one_prefecture_tell_whose_its_word_is(word, prefecture, code):
    named = {"800000": prefecture, "800001": "子县", "800002": "丑县", "800003": "寅县"}
    places = Places({c: _place(c, name, "800000") for c, name in named.items()})
    assert common_prefecture([f"{word}：子县、丑县、寅县"], places) == code
