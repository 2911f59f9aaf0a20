"""
Clauses that no rule covers → claims, by the words around each number: what it counts, its places.

What such a claim counts is kept as written. A number whose place or meaning its clause leaves open
claims nothing, but gives the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.claim import Claim, LeftOut
from aqmap.read.documents.prose.claims.unclear_places import behind_place, unclear_place
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token, plain_words

_COUNTED = frozenset((Kind.QUANTITY, Kind.CHANGE))
_LEADING = frozenset(
    (
        Kind.HANDED_DOWN,
        Kind.FILLER,
        Kind.INTENT,
        Kind.REACHES,
        Kind.ALREADY,
        Kind.PERIOD,
        Kind.BASE,
        Kind.COMPARED,
        Kind.OF_WHICH,
        Kind.EACH,
        Kind.RESPECTIVELY,
    )
)
# functional words around what is counted
_EDGES = _LEADING | {Kind.COMPARATOR, Kind.AND, Kind.SUFFIX}
_TRAILING = frozenset((Kind.AND, Kind.PERIOD, Kind.FILLER, Kind.INTENT, Kind.ALREADY))
_OLD_AND_NEW = token_pattern(
    "FROM (old_period: PERIOD?) ADJUNCT? (old: QUANTITY) (?= REACHES+ PERIOD? ADJUNCT? QUANTITY)"
)
_IN_A_ROW = token_pattern("SUFFIX? AND")
_PLACES = token_pattern("(PLACE (AND (?= PLACE))?)*")
_LONGEST = 24  # what is counted is a name; the whole sentence is in the document
_SIZES = re.compile("小时|天|蒸吨|千瓦|兆瓦|米|度|吨")
_SIZED = re.compile("级|型|宽|长|高|深|厚|类|式|岁|每|/|的")
_ENDS_IN_VERB = re.compile(f"(?:{v.OBJECT_VERBS})了?$")
_COUNTY = re.compile("[县市区旗]$")
_HAPPENS = re.compile("^(?:出现|发生)")
_CHANGED = re.compile(f"{v.REDUCED}|{v.GROWN}")
_POLLUTANT = re.compile(
    r"(?:PM\s?(?:2\.5|10)|[SN]O[2xX₂ₓ]|O[3₃]|CO|二氧化硫|二氧化氮|一氧化碳|臭氧|(?:可吸入|细)?颗粒物"
    "|氮氧化物|NOx|挥发性有机物|VOCs|化学需氧量|氨氮)"
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}")


def counted_claims(tokens: Sequence[Token]) -> Iterator[Claim | LeftOut]:
    """Yield what a clause's numbers count, in order, or why one counts nothing."""
    clause, old, old_period = _without_start(list(tokens))
    text = plain_words(clause)
    counted = [n for n, token in enumerate(clause) if token.kind in _COUNTED]
    if v.OPEN_WORDS.search(text) or text.endswith("的"):
        numbers = [*([old] if old else []), *(clause[n] for n in counted)]
        yield from (LeftOut(number, "open") for number in numbers)
        return
    in_names = {n for n in counted if _qualifies(clause, n)}
    yield from (LeftOut(clause[n], "qualifier") for n in sorted(in_names))
    clause = [replace(t, kind=Kind.UNKNOWN) if n in in_names else t for n, t in enumerate(clause)]
    claims = list(_claims(clause, [n for n in counted if n not in in_names]))
    for claim in _named_by_the_next(claims):
        if old and isinstance(claim, Claim):
            yield replace(claim, old=old, old_period=old_period)
            old = None
        else:
            yield claim


def _claims(clause: Sequence[Token], counted: Sequence[int]) -> Iterator[Claim | LeftOut]:
    """Yield what each group of a clause's numbers counts, or why its numbers count nothing."""
    begin = 0
    groups = list(_groups(clause, counted))
    for group, next_group in zip_longest(groups, groups[1:]):
        end = group[-1] + 1
        if end < len(clause) and clause[end].kind == Kind.SUFFIX:
            end += 1
        left = clause[begin : group[0]]
        right = clause[end : next_group[0] if next_group else len(clause)]
        if next_group and _is_of_the_next(left, group, right):
            yield LeftOut(clause[group[0]], "qualifier")
            continue
        claim, taken = _claim(clause, left, group, right)
        begin = end + taken
        if isinstance(claim, str):
            yield from (LeftOut(clause[n], claim) for n in group)
        else:
            yield claim


def _is_of_the_next(left: Sequence[Token], group: Sequence[int], right: Sequence[Token]) -> bool:
    """Return whether a count is part of what the next number is of: 12个断面优良比例为91%."""
    leads_on = len(right) > 1 and right[-1].kind == Kind.REACHES
    verb = _ENDS_IN_VERB.search(plain_words(left)) or _says_more(_noun(left))
    return leads_on and len(group) == 1 and not verb


def _without_start(clause: list[Token]) -> tuple[list[Token], Token | None, str]:
    """Part 由2020年的13台 from a clause that goes on 减至2台: the number and its period."""
    match = _OLD_AND_NEW.search(row_of(clause))
    if match is None:
        return clause, None, ""
    old_period = clause[match.start("old_period")].period if match["old_period"] else ""
    without = clause[: match.start()] + clause[match.end() :]
    return without, clause[match.start("old")], old_period


def _named_by_the_next(claims: Sequence[Claim | LeftOut]) -> Iterator[Claim | LeftOut]:
    """Yield the claims; in 轮台县1家、和静县2家企业 the first counts what the second names."""
    for claim, behind in zip_longest(claims, claims[1:]):
        if not isinstance(claim, Claim) or not isinstance(behind, Claim):
            yield claim
            continue
        nameless = not claim.written and claim.places and behind.places
        same_unit = behind.numbers[-1].unit == claim.numbers[-1].unit
        yield replace(claim, written=behind.written) if nameless and same_unit else claim


def _groups(clause: Sequence[Token], counted: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of numbers with nothing but 、 or 和 between them."""
    group: list[int] = []
    for n in counted:
        if group:
            in_a_row = _IN_A_ROW.fullmatch(row_of(clause[group[-1] + 1 : n]))
            if not in_a_row or clause[group[-1]].unit[-1:] != clause[n].unit[-1:]:
                yield group
                group = []
        group.append(n)
    if group:
        yield group


def _qualifies(clause: Sequence[Token], n: int) -> bool:
    """Return whether a number belongs to a name: 65蒸吨以下锅炉, 3000平方米以上工地."""
    behind = clause[n + 1 :]
    if not behind or clause[n].kind == Kind.CHANGE:
        return False
    stated = any(t.kind in (Kind.COMPARATOR, Kind.REACHES) for t in clause[max(0, n - 2) : n])
    if behind[0].kind == Kind.SUFFIX:
        if len(behind) < 2 or behind[1].kind == Kind.AND:  # 10蒸吨以上、35蒸吨以下锅炉
            return len(behind) > 3 and behind[2].kind == Kind.QUANTITY and _qualifies(clause, n + 3)
        return behind[1].kind == Kind.ADJUNCT or not stated
    if behind[0].text == "的" and len(behind) > 1:  # 不高于50毫克/立方米的限值
        return True
    return behind[0].kind in (Kind.UNKNOWN, Kind.INDICATOR) and _sizes(clause, n, stated=stated)


def _sizes(clause: Sequence[Token], n: int, *, stated: bool) -> bool:
    """Return whether a number with words behind it tells their size: 24小时点位, 10蒸吨锅炉."""
    behind = clause[n + 1 :]
    if clause[n].unit == "小时" or _SIZED.match(behind[0].text):
        return True
    sized = _SIZES.search(clause[n].unit) is not None and not stated
    behind_count = n > 0 and clause[n - 1].kind == Kind.QUANTITY
    before_count = not _noun(clause[:n]) and any(t.kind in _COUNTED for t in behind)
    return sized and (behind_count or before_count)


def _claim(
    clause: Sequence[Token], left: Sequence[Token], group: Sequence[int], right: Sequence[Token]
) -> tuple[Claim | str, int]:
    """Return the claim of a group of numbers, or why none, and how far right it reaches."""
    if left and left[0].kind == Kind.AND:
        left = left[1:]
    head, places, rest = _subject(left)
    if rest and rest[-1].kind == Kind.PLACE:  # 组织昌吉市12家企业
        places, rest = [rest[-1]], rest[:-1]
    numbers = [clause[n] for n in group]
    money = numbers[0].unit.endswith("元")
    written, taken = _counted_thing(rest, right, money=money)
    unclear = unclear_place(left, places, rest, right[:taken])
    if unclear:
        written, taken = _counted_thing(behind_place(rest, places, unclear), right, money=money)
    if _is_shared(left, group):
        return "shared", taken
    changed = _CHANGED.search(written)
    claim = Claim(
        numbers,
        [*left, *_due(right)],
        suffixes=[_suffix(clause, n) for n in group],
        places=() if unclear else places,
        unclear=unclear,
        written=_shortened(written, keep_start=taken > 0),
        things=_things(written, len(group)) if len(places) <= 1 else (),
        part=any(token.kind == Kind.OF_WHICH for token in head),
        adjacent=not left and group[0] > 0,
        falls=changed is not None and changed[0] in v.REDUCED.split("|"),
    )
    if left and left[-1].kind == Kind.BASE and numbers[0].kind == Kind.QUANTITY:
        # 较2017年同期（25微克/立方米）好转
        old = replace(claim, old=numbers[0], old_period=left[-1].period, old_alone=True)
        return ("base" if len(numbers) > 1 else old), taken
    return ("open" if len(claim.comparators) > 1 else claim), taken


def _is_shared(left: Sequence[Token], group: Sequence[int]) -> bool:
    """Return whether numbers are of several things or places that no one can tell apart."""
    bare = any(token.kind == Kind.NUMBER for token in left)
    respectively = any(token.kind == Kind.RESPECTIVELY for token in left)
    return bare or (respectively and len(group) == 1)


def _due(right: Sequence[Token]) -> Sequence[Token]:
    """Return the deadline behind a number: 7台计划于2023年9月底前完成, 7户任务3月15日前完成."""
    due = (t.kind == Kind.INTENT or t.text.endswith("日前") for t in right)
    planned = next((n for n, is_due in enumerate(due) if is_due), len(right))
    return [t for t in right[planned:] if t.kind == Kind.PERIOD][:1]


def _things(written: str, count: int) -> Sequence[str]:
    """Return what each of several numbers counts: SO2、NO2年均浓度 are two concentrations."""
    parts = re.split("[、和与及]", written)
    if count < 2 or len(parts) != count or any(map(_COUNTY.search, parts)) or not all(parts):
        return ()
    common = _POLLUTANT.sub("", parts[-1])
    return [part + common if _POLLUTANT.fullmatch(part) else part for part in parts]


def _suffix(clause: Sequence[Token], n: int) -> Token | None:
    return next((t for t in clause[n + 1 : n + 2] if t.kind == Kind.SUFFIX), None)


def _subject(left: Sequence[Token]) -> tuple[Sequence[Token], list[Token], Sequence[Token]]:
    """Part what stands before a number into its head, its leading places, and the rest."""
    start = next((n for n, t in enumerate(left) if t.kind not in _LEADING), len(left))
    match = _PLACES.match(row_of(left), start)
    end = match.end() if match else start
    places = [token for token in left[start:end] if token.kind == Kind.PLACE]
    return left[:start], places, left[end:]


def _counted_thing(
    left: Sequence[Token], right: Sequence[Token], *, money: bool
) -> tuple[str, int]:
    """Return what is counted, as written, and how many tokens of `right` it takes."""
    before = re.sub("^(?:含|包括)", "", _HAPPENS.sub("", _noun(left)))
    verb = _ENDS_IN_VERB.search(plain_words(left))
    which = plain_words(left[-1:]) == "的"
    if _opens_thing(right) and not money and (verb or which or not _says_more(before)):
        taken = _length_of_thing(right)
        behind = _noun(right[:taken])
        if _says_more(behind) and which and before:  # 排放不达标的28家企业
            return f"{before}的{behind}", taken
        if _says_more(behind):
            return _HAPPENS.sub("", verb[0] if verb else "") + behind, taken
    return before, 0


def _opens_thing(right: Sequence[Token]) -> bool:
    """Return whether what stands behind a number can be what it counts."""
    if not right or right[0].text.startswith(("/", "个")):
        return False
    return right[0].kind in (Kind.UNKNOWN, Kind.INDICATOR, Kind.PLACE_PART)


def _length_of_thing(right: Sequence[Token]) -> int:
    """Return how many tokens behind a number name what it counts."""
    if right[0].kind == Kind.INDICATOR:  # 19家错峰生产企业按“一企一策”执行
        return 1
    ends = PLACE_NAMES | {Kind.PERIOD, Kind.INTENT}
    length = next((n for n, token in enumerate(right) if token.kind in ends), len(right))
    while length and right[length - 1].kind in _TRAILING:
        length -= 1
    return length


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
    while start < end and tokens[start].kind in _EDGES | PLACE_NAMES:
        start += 1
    while start < end and (tokens[end - 1].kind in _EDGES or tokens[end - 1].text == "的"):
        end -= 1
    if all(token.kind in (Kind.ACTION, Kind.PLACE_PART) for token in tokens[start:end]):
        return ""
    words = v.BEHIND_A_THING.sub("", plain_words(tokens[start:end]))
    return words if _WORD.search(words) or words in ("优", "良", "村") else ""
