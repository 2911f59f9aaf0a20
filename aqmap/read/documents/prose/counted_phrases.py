"""
Clauses that the grammar does not cover → phrases: a number, the words it counts, its places.

What a phrase counts is kept as written; it is no indicator of the catalogue. A number whose place
or meaning its clause leaves open gives no phrase, but the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from aqmap.model.figures import Comparator
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.tokens import Token

_COUNTED = "QK"
_EDGES = "VMLJCTAEDWHBFS"  # functional words around what is counted
_LEADING = "VMLJTBFWEDJ"  # what may stand before the places
_LONGEST = 24  # what is counted is a name; the whole sentence is in the document
_SIZES = re.compile("小时|天|蒸吨|千瓦|兆瓦|米|度|吨")
_SIZED = re.compile("级|型|宽|长|高|深|厚|类|式|岁|每|/|的")
_ENDS_IN_VERB = re.compile(f"(?:{v.OBJECT_VERBS})了?$")
_CHANGED = re.compile(f"{v.REDUCED}|{v.GROWN}")
_POLLUTANT = re.compile(
    r"(?:PM\s?(?:2\.5|10)|[SN]O[2xX₂ₓ]|O[3₃]|CO|二氧化硫|二氧化氮|一氧化碳|臭氧|可吸入颗粒物|细颗粒物"
    "|氮氧化物|NOx|挥发性有机物|VOCs|化学需氧量|氨氮)"
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}")
_PLACE_LIKE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{1,6}?)(?:镇|乡(?![村镇])|街道|村(?![庄级道民])|社区|县(?![级城域乡直])|区域?"
    "|市(?![场级域政])|州(?!级)|旗|开发区|园区|流域)"
)
_GENERIC = re.compile(
    f"^(?:{v.OBJECT_VERBS}|{v.REDUCED}|{v.GROWN})|"
    "(?:全|本|各|该|城|城市|乡|农|行政|自然|示范|重点|工业|产业|建成|平房|棚户|住宅|小|禁燃|景|厂|矿|片|社|超|门|上|县|郊"
    "|市|州|区|特色|美丽|中心|传统|贫困|国家|省|自治|兵|辖|山|林|库|牧|灌|罐)$"
)
_NOT_ITSELF = re.compile("等|以[东西南北]|周边|及所属|附近|至")


@dataclass(frozen=True)
class Phrase:
    """
    Numbers and what they count.

    Attributes
    ----------
    numbers
        One, or one a place or a thing (分别).
    suffixes
        The bound written behind each (以上), or nothing.
    written
        What is counted, as written; empty where it goes on about the thing before.
    things
        What each number counts, where there are several (SO2、NO2分别…); else empty.
    places
        The places it names; empty where it goes on about those before.
    comparator
        The bound said of the numbers.
    base
        The year a change is stated against: the token, or none.
    falls
        Whether its words say that the thing is reduced by the number.
    each
        Whether it says 各 or 均: the number holds for each place.
    part
        Whether it is singled out of a whole (其中).
    adjacent
        Whether it follows another number of its clause at once.
    tokens
        What stands before the number: periods and the base are said there.
    old, then
        The number that it starts from (由2020年的13台减至2台), and of which period.
    """

    numbers: Sequence[Token]
    suffixes: Sequence[str]
    written: str
    things: Sequence[str]
    places: Sequence[Token]
    comparator: Comparator | None
    base: Token | None
    falls: bool
    each: bool
    part: bool
    adjacent: bool
    tokens: Sequence[Token]
    old: Token | None = None
    then: str = ""

    def only(self, n: int) -> Phrase:
        """Return the phrase of its n-th thing alone."""
        return replace(
            self,
            numbers=[self.numbers[n]],
            suffixes=[self.suffixes[n]],
            written=self.things[n],
            things=(),
        )


@dataclass(frozen=True)
class Left:
    """A number that gives no phrase, and the key of the reason."""

    number: Token
    reason: str


def read_phrases(clause: Sequence[Token]) -> Iterator[Phrase | Left]:
    """Yield what a clause's numbers count, in order, or why one counts nothing."""
    clause, old, then = _without_start(_with_units(clause))
    whole = _text(clause)
    counted = [n for n, token in enumerate(clause) if token.kind in _COUNTED]
    if v.OPEN_WORDS.search(whole) or whole.endswith("的"):
        numbers = [*([old] if old else []), *(clause[n] for n in counted)]
        yield from (Left(number, "open") for number in numbers)
        return
    names = {n for n in counted if _qualifies(clause, n)}
    yield from (Left(clause[n], "qualifier") for n in sorted(names))
    clause = [replace(t, kind=v.UNKNOWN) if n in names else t for n, t in enumerate(clause)]
    begin = 0
    groups = list(_groups(clause, [n for n in counted if n not in names]))
    found_before: list[Phrase | Left] = []
    for position, group in enumerate(groups):
        until = groups[position + 1][0] if position + 1 < len(groups) else len(clause)
        left = clause[begin : group[0]]
        end = group[-1] + 1
        if end < len(clause) and clause[end].kind == "S":
            end += 1
        right = clause[end:until]
        found, taken = _phrase(clause, left, group, right)
        begin = end + taken
        if isinstance(found, str):
            found_before += (Left(clause[n], found) for n in group)
        else:
            found_before.append(found)
    for one in _named_by_the_next(found_before):
        if old and isinstance(one, Phrase):
            yield replace(one, old=old, then=then)
            old = None
        else:
            yield one


def _without_start(clause: list[Token]) -> tuple[list[Token], Token | None, str]:
    """Part 由2020年的13台 from a clause that goes on 减至2台: the number and its period."""
    found = re.search("<(?P<then>T?)O?(?P<old>Q)(?=L+T?O?Q)", "".join(t.kind for t in clause))
    if found is None:
        return clause, None, ""
    then = clause[found.start("then")].period if found["then"] else ""
    return clause[: found.start()] + clause[found.end() :], clause[found.start("old")], then


def _with_units(clause: Sequence[Token]) -> list[Token]:
    """Return a clause whose bare numbers have the unit behind the last: 45、85微克/立方米."""
    found = list(clause)
    for n in range(len(found) - 3, -1, -1):
        row = [token.kind for token in found[n : n + 3]]
        if row == [v.NUMBER, "A", v.QUANTITY]:
            found[n] = replace(found[n], kind=v.QUANTITY, unit=found[n + 2].unit)
    return found


def _named_by_the_next(found: Sequence[Phrase | Left]) -> Iterator[Phrase | Left]:
    """Yield the phrases; in 轮台县1家、和静县2家企业 the first counts what the second names."""
    for one, behind in zip_longest(found, found[1:]):
        if isinstance(one, Phrase) and isinstance(behind, Phrase) and _lends(behind, one):
            yield replace(one, written=behind.written)
        else:
            yield one


def _lends(behind: Phrase, one: Phrase) -> bool:
    """Return whether a phrase without words of its own is of what the next one counts."""
    nameless = not one.written and bool(one.places) and bool(behind.places)
    return nameless and behind.numbers[-1].unit == one.numbers[-1].unit


def _groups(clause: Sequence[Token], counted: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of numbers with nothing but 、 or 和 between them."""
    group: list[int] = []
    for n in counted:
        between = "".join(t.kind for t in clause[group[-1] + 1 : n]) if group else ""
        unlike = group and clause[group[-1]].unit[-1:] != clause[n].unit[-1:]
        if group and (between not in ("A", "SA") or unlike):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def _qualifies(clause: Sequence[Token], n: int) -> bool:
    """Return whether a number belongs to a name: 65蒸吨以下锅炉, 3000平方米以上工地."""
    after = clause[n + 1 :]
    if not after or clause[n].kind == "K":
        return False
    stated = any(t.kind in "CL" for t in clause[max(0, n - 2) : n])
    if after[0].kind == "S":
        behind = after[1:2]
        return bool(behind) and behind[0].kind != "A" and (behind[0].kind == "O" or not stated)
    if after[0].text == "的" and len(after) > 1:  # 不高于50毫克/立方米的限值
        return True
    return after[0].kind in "XI" and _sizes(clause, n, stated=stated)


def _sizes(clause: Sequence[Token], n: int, *, stated: bool) -> bool:
    """Return whether a number with words behind it tells their size: 24小时点位, 10蒸吨锅炉."""
    after = clause[n + 1 :]
    if clause[n].unit == "小时" or _SIZED.match(after[0].text):
        return True
    sized = _SIZES.search(clause[n].unit) is not None and not stated
    behind_count = n > 0 and clause[n - 1].kind == v.QUANTITY
    before_count = not _noun(clause[:n]) and any(t.kind in _COUNTED for t in after)
    return sized and (behind_count or before_count)


def _phrase(
    clause: Sequence[Token], left: Sequence[Token], group: Sequence[int], right: Sequence[Token]
) -> tuple[Phrase | str, int]:
    """Return the phrase of a group of numbers, or why none, and how far right it reaches."""
    if left and left[0].kind == "A":
        left = left[1:]
    head, places, rest = _subject(left)
    near = _near_place(rest)
    if near:
        places, rest = [near], rest[:-1]
    numbers = [clause[n] for n in group]
    written, taken = _counted_thing(rest, right, money=numbers[0].unit.endswith("元"))
    reason = _unclear_place(left, places, rest, right[:taken])
    if reason:
        return reason, taken
    if any(t.kind == v.NUMBER for t in left) or (
        len(group) == 1 and any(t.kind == "D" for t in left)
    ):
        return "shared", taken
    said = {t.comparator for t in left if t.kind == "C"}
    suffixes = [_suffix(clause, n) for n in group]
    said |= {suffix.comparator for suffix in suffixes if suffix}
    if len(said) > 1:
        return "open", taken
    changed = _CHANGED.search(written)
    base = next((t for t in left if t.kind == v.BASE), None)
    return Phrase(
        numbers=numbers,
        suffixes=[suffix.text if suffix else "" for suffix in suffixes],
        written=written,
        things=_things(written, len(group)) if len(places) <= 1 else (),
        places=places,
        comparator=said.pop() if said else None,
        base=base,
        falls=changed is not None and changed[0] in v.REDUCED.split("|"),
        each=any(t.kind == "E" for t in left),
        part=any(t.kind == "W" for t in head),
        adjacent=not left and group[0] > 0,
        tokens=[*left, *_due(right)],
    ), taken


def _due(right: Sequence[Token]) -> Sequence[Token]:
    """Return the deadline behind a number that is only planned: 7台计划于2023年9月底前完成."""
    planned = next((n for n, t in enumerate(right) if t.kind == "M"), len(right))
    return [t for t in right[planned:] if t.kind == v.PERIOD][:1]


def _things(written: str, count: int) -> Sequence[str]:
    """Return what each of several numbers counts: SO2、NO2年均浓度 are two concentrations."""
    parts = re.split("[、和与及]", written)
    if count < 2 or len(parts) != count:
        return ()
    common = _POLLUTANT.sub("", parts[-1])
    return [part + common if _POLLUTANT.fullmatch(part) else part for part in parts]


def _suffix(clause: Sequence[Token], n: int) -> Token | None:
    return next((t for t in clause[n + 1 : n + 2] if t.kind == "S"), None)


def _subject(left: Sequence[Token]) -> tuple[Sequence[Token], list[Token], Sequence[Token]]:
    """Part what stands before a number into its head, its leading places, and the rest."""
    start = 0
    while start < len(left) and left[start].kind in _LEADING:
        start += 1
    end = start
    places: list[Token] = []
    while end < len(left) and left[end].kind == v.PLACE:
        places.append(left[end])
        end += 2 if [t.kind for t in left[end + 1 : end + 3]] == ["A", v.PLACE] else 1
    return left[:start], places, left[end:]


def _near_place(rest: Sequence[Token]) -> Token | None:
    """Return the place right before the number: 组织昌吉市12家企业."""
    return rest[-1] if rest and rest[-1].kind == v.PLACE else None


def _unclear_place(
    left: Sequence[Token], places: Sequence[Token], rest: Sequence[Token], right: Sequence[Token]
) -> str:
    """Return why no place can be given to a number, or nothing."""
    if any(t.kind == "U" for t in (*left, *right)):
        return "no_place"
    if any(t.kind == v.PLACE for t in (*rest, *right)):
        return "place_open"
    text = _text(rest)
    if places and rest and rest[0].kind == "A":  # 昌吉市及所属园区
        return "place_open"
    if places and rest and rest[0].kind == v.UNKNOWN and _NOT_ITSELF.match(text):
        return "place_open"
    like = _PLACE_LIKE.match(text)
    return "no_place" if like and not _GENERIC.search(like["stem"]) else ""


def _counted_thing(
    left: Sequence[Token], right: Sequence[Token], *, money: bool
) -> tuple[str, int]:
    """Return what is counted, as written, and how many tokens of `right` it takes."""
    before = re.sub("^(?:含|包括)", "", _noun(left))
    opens = right and right[0].kind in "XIG" and not right[0].text.startswith(("/", "个"))
    verb = _ENDS_IN_VERB.search(_text(left))
    which = _text(left[-1:]) == "的"
    if opens and not money and (verb or which or not _says_more(before)):
        taken = next((n for n, t in enumerate(right) if t.kind in "PUTM"), len(right))
        while taken and right[taken - 1].kind in "ATVMJ":
            taken -= 1
        if right[0].kind == v.INDICATOR:  # 19家错峰生产企业按“一企一策”执行
            taken = 1
        behind = _shortened(_noun(right[:taken]), keep_start=True)
        if _says_more(behind) and which and before:  # 排放不达标的28家企业
            return _shortened(f"{before}的{behind}", keep_start=True), taken
        if _says_more(behind):
            return (verb[0] if verb else "") + behind, taken
    return _shortened(before), 0


def _shortened(words: str, *, keep_start: bool = False) -> str:
    """Return the words next to the number, with an ellipsis for the rest."""
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST]}…" if keep_start else f"…{words[-_LONGEST:]}"


def _says_more(words: str) -> bool:
    """Return whether words are more than a verb that wants an object."""
    return bool(words) and not re.fullmatch(
        f"(?:{v.OBJECT_VERBS}|达|率先|等|处|了|再|剩余)+", words
    )


def _noun(tokens: Sequence[Token]) -> str:
    """Return the words between the functional ones, if they are any."""
    start, end = 0, len(tokens)
    while start < end and (tokens[start].kind in _EDGES or tokens[start].kind == v.PLACE):
        start += 1
    while start < end and (tokens[end - 1].kind in _EDGES or tokens[end - 1].text == "的"):
        end -= 1
    if all(token.kind in "YG" for token in tokens[start:end]):
        return ""
    words = re.sub("(?:按照|根据|依据|按)$", "", _text(tokens[start:end]))
    return words if _WORD.search(words) or words in ("优", "良") else ""


def _text(tokens: Sequence[Token]) -> str:
    """Return the tokens' text without blanks, with the quotation marks between them."""
    text = "".join(token.text + token.mark for token in tokens)
    return re.sub(r"[\s\ufeff\u200b]", "", text).strip("|。！？")
