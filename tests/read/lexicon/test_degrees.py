"""Longitudes and latitudes as tables hold them."""

import pytest

from aqmap.read.lexicon.degrees import read_degrees

SECONDS = 84 + 12 / 60 + 30 / 3600


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((w, SECONDS) for w in ("84°12′30″", "84度12分30秒", "E84 12 30", "84:12:30")),
        *((w, SECONDS) for w in ("84° 12' 30\"", '84º12´30"E', "８４°１２′３０″", "84°12’30”")),
        *((w, SECONDS) for w in ("84°12'30''", "84 12 30 E", "东经84°12′30″", "84°12.5′")),
        *((w, 84.2) for w in ("84°12′", "84°12'E", "84.2", "84.2°", "84.2度", "E84.2", "84.2 E")),
        ("84°", 84.0),
        ("-84.2", -84.2),
        ("西经84°12′", -84.2),
    ],
)
def test_a_longitude(written, expected):
    assert read_degrees(written, "lon") == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "written",
    [
        *("", "八十四", "84 12", "84,2", "1e2", "nan", "84°60′", "84°12′60″", "84.5°12′"),
        *("N84", "北纬84°12′30″", "E84E", "-84 E", "84°12′30″5", "84-12-30", "84.2米"),
    ],
)
def test_what_is_no_longitude(written):
    with pytest.raises(ValueError, match=r".*"):
        read_degrees(written, "lon")


def test_a_latitude_in_its_own_letters():
    assert read_degrees("N43°30′", "lat") == 43.5
    assert read_degrees("南纬1°30′", "lat") == -1.5
    with pytest.raises(ValueError, match="E43"):
        read_degrees("E43°30′", "lat")
