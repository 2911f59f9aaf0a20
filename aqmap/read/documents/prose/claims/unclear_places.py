"""Words that leave open which place a number is of: 滨湖镇, 昌吉市及所属园区, 其他县市."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.tokens import Kind, Token, plain_words

_PLACE_LIKE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,6}?)(?:镇|乡(?![村镇])|街道|村(?![庄级道民])|社区|县(?:市区?)?(?![级城域乡直])|区(?!生产总值)域?"
    "|市(?![场级域政])|州(?!级)|旗|开发区|园区|流域)"
)
_GENERIC = re.compile(
    f"^(?:{v.OBJECT_VERBS}|{v.REDUCED}|{v.GROWN})|"
    "(?:全|本|各|该|城|城市|乡|农|行政|自然|示范|重点|工业|产业|建成|平房|棚户|住宅|小|禁燃|景|厂|矿|片|社|超|门|上|县|郊"
    "|市|州|区|特色|美丽|中心|传统|贫困|国家|省|自治|兵|辖|山|林|库|牧|灌|罐)$"
)
_TOWNSHIP = re.compile(
    r"(?:^|(?<=[，。；：、（(,;:“\s和与及对在住])|(?<=其中))(?!其中)(?P<stem>[\u4e00-\u9fff]{2,7}?)"
    "(?:镇(?!级|区|村|街)|(?<!城)乡(?!村|镇|级|道)|街道(?!机械|清扫|保洁|扬尘)|团场|[农林牧]场)(?![办政党])"
)
_COUNTY_LIKE = re.compile(
    r"(?:^|(?<=[，。；：、（(,;:\s是为]))(?P<stem>[\u4e00-\u9fff]{2,5}?)"
    "(?:县(?![城级域乡直政委市区])|市(?![场级域政委区县州民容]))"
    r"(?=[、和与（(\d]|为|是|分别|达|均|优良|空气|PM|O3|臭氧|细颗粒|可吸入|重污染|$"
    "|[\u4e00-\u9fff]{2,5}(?:镇|乡|街道)[（(]\\d)"
)
_NO_COUNTY = re.compile(
    f"^(?:{v.OBJECT_VERBS}|{v.REDUCED}|{v.GROWN})|(?:[全本各该县市州区省级]|重点|贫困|示范)$"
)
_NO_NAME = re.compile(
    "[各全我本该个些某的有]|[大小]$|主要|主干|县市|重点|部分|其[他它余]|以及|[要条类种故家异老他]$"
)
_COUNTY = re.compile("[\u4e00-\u9fff]+[县市州区](?=[\u4e00-\u9fff]{2})")
_BESIDE = re.compile(
    r"[和与及、]?[\u4e00-\u9fff]{0,8}?(?:园区|县市区?|乡镇|地区|区域|单位|某地|等地|周边|附近)"
)
_STATION = re.compile("[\u4e00-\u9fff]{2,8}(?:站点|点位|子站|监测站)(?=[\u4e00-\u9fffA-Z])")
_PARTNER = re.compile(
    "(?:与|同|比|较)?(?:对口[援支帮]|结对|友好城|兄弟[县市]|邻[县市近])[\u4e00-\u9fff]{0,9}"
)
_NOT_ITSELF = re.compile("等|以[东西南北]|周边|及所属|附近|至")


def townships(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text names townships, streets and farms: no code stands for one."""
    for match in _TOWNSHIP.finditer(text):
        if not _GENERIC.search(match["stem"]) and not _NO_NAME.search(match["stem"]):
            county = _COUNTY.match(match["stem"])
            yield (match.start() + (county.end() if county else 0), match.end())


def unknown_counties(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text names counties; those that the workspace knows are found before."""
    for match in _COUNTY_LIKE.finditer(text):
        is_name = not _NO_COUNTY.search(match["stem"]) and not _NO_NAME.search(match["stem"])
        if is_name and not match[0].endswith("城市"):
            yield match.span()


def unclear_place(
    left: Sequence[Token], places: Sequence[Token], rest: Sequence[Token], right: Sequence[Token]
) -> str:
    """Return the words that leave open which place a number is of, or nothing."""
    uncoded = next((t for t in (*left, *right) if t.kind == Kind.UNCODED_PLACE), None)
    if uncoded:
        return uncoded.text
    others = [t.text for t in (*rest, *right) if t.kind == Kind.PLACE]
    if others:
        return "、".join((*(t.text for t in places), *others))
    text = plain_words(rest)
    if partner := _PARTNER.match(text):
        return partner[0]
    if places and (station := _STATION.match(text)):
        return places[-1].text + station[0]
    joined = places and rest and rest[0].kind == Kind.AND  # 昌吉市及所属园区
    if joined or (places and rest and rest[0].kind == Kind.UNKNOWN and _NOT_ITSELF.match(text)):
        beside = _BESIDE.match(text)
        return places[0].text + (beside[0] if beside else "")
    unknown = _PLACE_LIKE.match(text)
    return unknown[0] if unknown and not _GENERIC.search(unknown["stem"]) else ""


def behind_place(rest: Sequence[Token], places: Sequence[Token], unclear: str) -> Sequence[Token]:
    """Return what stands behind the words of a place that no one can tell."""
    words = unclear.removeprefix(places[0].text) if places else unclear
    left = list(rest)
    while words and left and words.startswith(left[0].text):
        words = words.removeprefix(left.pop(0).text)
    if words and left and left[0].text.startswith(words):
        left[0] = replace(left[0], text=left[0].text.removeprefix(words))
    return left
