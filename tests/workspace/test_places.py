from pathlib import Path

import pytest

from aqmap.errors import SourceError, TableError
from aqmap.model.figures import Level
from aqmap.words import Text
from aqmap.workspace.places import PLACE_COLUMNS, Place, Places, read_places

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def places():
    return read_places(ROOT / "boundaries" / "places.csv")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("伊宁市", "654002"),
        ("伊宁县", "654021"),
        ("察布查尔县", "654022"),
        ("察布查尔锡伯自治县", "654022"),
        (" 奎 屯 市 ", "654003"),
        ("霍尔果斯", "654004"),
        ("Korgas County", "654023"),
        ("Khorgos", "654004"),
        ("奎-独经济技术开发区", "zone-kuitun-dushanzi"),
        ("奎－独", "zone-kuitun-dushanzi"),
        ("奎屯—独山子经济技术开发区", "zone-kuitun-dushanzi"),
        ("654025", "654025"),
        ("米泉", "650109"),
    ],
)
def test_every_spelling_finds_its_one_place(places, written, code):
    assert places.match(written).place.code == code


def test_every_name_in_the_table_finds_its_place_or_is_ambiguous(places):
    for place in places:
        for name in (place.name.zh, *place.other_names):
            match = places.match(name, prefecture=place.prefecture, level=place.level)
            assert match.ambiguous or match.place.code == place.code, name


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("伊宁", {"654002", "654021"}),
        ("昌吉", {"652301", "652300"}),
        ("Changji", {"652301", "652300"}),
        ("伊州", {"650502", "654000"}),
    ],
)
def test_a_name_of_two_places_is_ambiguous(places, written, codes):
    match = places.match(written)
    assert match.place is None
    assert {place.code for place in match.candidates} == codes


def test_prefecture_and_level_settle_what_they_can(places):
    assert places.match("昌吉", level=Level.COUNTY).place.code == "652301"
    assert places.match("昌吉", level=Level.PREFECTURE).place.code == "652300"
    assert places.match("伊州", prefecture="654000").place.code == "654000"
    assert places.match("伊宁", prefecture="654000", level=Level.COUNTY).ambiguous


@pytest.mark.parametrize("written", ["新园县", "第四师", "农六师", "县", "伊宁市区县"])
def test_nothing_is_matched_by_likeness(places, written):
    match = places.match(written)
    assert match.place is None
    assert not match.ambiguous


def test_an_unknown_name_gets_the_three_nearest(places):
    assert places.match("新园县").nearest[0] == "新源县"
    assert len(places.match("新园县").nearest) == 3


def test_own_words_mean_the_place_that_the_source_declares(places):
    assert places.match("州直汇总", own="654000").place.code == "654000"
    assert places.match("全市", own="652302").place.code == "652302"
    assert places.match("全市").place is None


def test_faults_of_the_table_come_together(tmp_path):
    file = tmp_path / "places.csv"
    rows = ["1,甲,A,,9,county,,,,,", "1,乙,B,,9,county,,,,,", "2,丙,C,,9,village,,,x,,"]
    head = ",".join(column.name for column in PLACE_COLUMNS.columns)
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_places(file)
    assert [fault.at for fault in caught.value.faults] == ["line 3", "line 4", "line 4"]


def test_a_missing_table_says_so(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_places(tmp_path / "places.csv")


# ---- full names ----
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市", "654002"),
        ("新疆伊犁州伊宁县", "654021"),
        ("伊犁哈萨克自治州 昭苏县", "654026"),
        ("新疆维吾尔自治区昌吉回族自治州阜康市", "652302"),
        ("新疆昌吉回族自治州", "652300"),
        ("昌吉州昌吉市", "652301"),
        ("Yining City, Ili Prefecture", "654002"),
    ],
)
def test_a_place_is_found_behind_its_prefecture_and_province(places, written, code):
    assert places.match(written).place.code == code


@pytest.mark.parametrize("written", ["昌吉州伊宁市", "甘肃省伊宁市", "新疆县", "伊宁市伊宁市"])
def test_a_name_behind_another_prefecture_or_province_is_unknown(places, written):
    assert places.match(written).place is None


def test_full_names_tell_places_of_one_name_apart():
    def place(code, name, prefecture, level=Level.COUNTY):
        return Place(code, Text(name, name), (), prefecture, level)

    cities = [
        place(c, n, c, Level.PREFECTURE)
        for c, n in (("130100", "石家庄市"), ("130700", "张家口市"))
    ]
    districts = [place("130104", "桥西区", "130100"), place("130703", "桥西区", "130700")]
    places = Places({p.code: p for p in (*cities, *districts)})
    asked = places.match("桥西区").candidates
    assert [places.full_name(p).zh for p in asked] == ["石家庄市桥西区", "张家口市桥西区"]
    for p in asked:
        assert places.match(places.full_name(p).zh).place == p
        assert places.match(f"河北省{places.full_name(p).zh}").place == p
    assert places.match("石家庄桥西区").place.code == "130104"
    assert places.match("河北省桥西区").ambiguous
    assert places.match("唐山市桥西区").place is None
