"""A synthetic workspace in Hebei: invented squares, two districts of one name in two cities."""

import json

BRIDGE_WEST, GAOCHENG, OTHER_BRIDGE_WEST = "130104", "130109", "130503"
SHIJIAZHUANG, XINGTAI = "130100", "130500"
_COUNTIES = {  # code: name, prefecture, south-west corner of a square of half a degree
    BRIDGE_WEST: ("桥西区", SHIJIAZHUANG, 114.0, 38.0),
    GAOCHENG: ("藁城区", SHIJIAZHUANG, 114.5, 38.0),
    OTHER_BRIDGE_WEST: ("桥西区", XINGTAI, 114.0, 37.0),
}
_INDICATORS = {
    "pm25": ("PM2.5年均浓度", "微克/立方米", 1, "lower", "quality"),
    "o3": ("O3第90百分位数浓度", "微克/立方米", 0, "lower", "quality"),
    "good_day_ratio": ("优良天数比率", "%", 1, "higher", "quality"),
}
STATIONS = """监测点编码\t监测点名称\t城市\t经度\t纬度
5001A\t世纪公园\t石家庄\t114.25\t38.25
5002A\t世纪公园\t邢台\t114.25\t37.25
5003A\t高新区\t石家庄\t114.3\t38.3
"""


def make_hebei(folder):
    """Make the minimal workspace one of Hebei; the squares' positions are near the places'."""
    layer = folder / "boundaries" / "counties.geojson"
    content = json.loads(layer.read_text(encoding="utf-8"))
    content["features"] = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name, "role": "core"},
            "geometry": {"type": "Polygon", "coordinates": [_square(west, south)]},
        }
        for code, (name, _, west, south) in _COUNTIES.items()
    ]
    layer.write_text(json.dumps(content), encoding="utf-8")
    rows = [
        "code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,lon,lat,note"
    ]
    rows += [
        f"{code},{name},{code},,{prefecture},county,,,{west + 0.25},{south + 0.25},"
        for code, (name, prefecture, west, south) in _COUNTIES.items()
    ]
    rows += [f"{c},{n},{c},,{c},prefecture,,,,," for c, n in _CITIES.items()]
    (folder / "boundaries" / "places.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    settings = folder / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written[: written.index("[[regions]]")] + _REGIONS, encoding="utf-8")
    indicators = folder / "layers" / "indicators.toml"
    before = indicators.read_text(encoding="utf-8")
    more = before[before.index("[afforestation]") :] + "".join(map(_indicator, _INDICATORS))
    indicators.write_text(more, encoding="utf-8")
    return folder


_IDS = {SHIJIAZHUANG: "example", XINGTAI: "other"}
_CITIES = {SHIJIAZHUANG: "石家庄市", XINGTAI: "邢台市"}
_REGIONS = "".join(
    f'[[regions]]\nid = "{_IDS[city]}"\nname = {{ zh = "{name}", en = "{city}" }}\n'
    f'prefecture = "{city}"\nmeridian = 114.5\norientation = "landscape"\n'
    f"places = {json.dumps([c for c, (_, p, *_) in _COUNTIES.items() if p == city])}\n\n"
    for city, name in _CITIES.items()
)


def _square(west, south):
    east, north = west + 0.5, south + 0.5
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _indicator(id_):
    name, unit, decimals, direction, kind = _INDICATORS[id_]
    return (
        f'\n[{id_}]\nname = {{ zh = "{name}", en = "{id_}" }}\naliases = ["{name}"]\n'
        f'unit = {{ zh = "{unit}", en = "{unit}" }}\ndecimals = {decimals}\ntheme = "air"\n'
        f'direction = "{direction}"\nkind = "{kind}"\n'
    )
