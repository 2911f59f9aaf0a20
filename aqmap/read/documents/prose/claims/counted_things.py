"""What a number counts, where its clause does not name it: the thing before, the topic."""

from __future__ import annotations

import re
from dataclasses import replace

from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.claim import POWERS, Claim, Thing
from aqmap.read.documents.prose.discourse import Aside, Discourse
from aqmap.read.documents.prose.grammar import Clause
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.workspace.indicators import Indicator

_SAME_AGAIN = re.compile("(?:这|该|此)(?:一|个)?(?:数值|数字|数据|指标|浓度|比例|比率)")
_OF_EACH = re.compile("每(?:季度|月|年|周)$")
_OF_SEVERAL = re.compile(rf"\d+(?:{v.UNITS})(?P<thing>[^\d]{{1,12}})中")
_NO_THING = re.compile("(?:情况|进[度展]|要求|问题|工作|任务|安排|目标|措施|做法|成效|打算)$")
_DAYS_SHARE = re.compile("优良|达标")
_OF_A_LIST = (*PLACE_NAMES, Kind.QUANTITY, Kind.AND)
_OF_THE_TOPIC = re.compile("(?:年度|全年)?任务|总?任务[量数]")


class CountedThings:
    """Finds what the numbers of one document count."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_claim(self, claim: Claim, clause: Clause, discourse: Discourse) -> list[Thing]:
        """Return what a claim counts, one thing or one a number; nothing where no one can tell."""
        unit = claim.unit
        if claim.rule:
            named = discourse.subject.indicator
            if named is None and not claim.of_kind(Kind.ACTION):
                named = self._of_topic(discourse, claim.numbers[-1])
                discourse.subject = replace(discourse.subject, indicator=named)
            if named is None or named.indicator is None:
                return []
            return [Thing(named.text, named.indicator, bool(claim.written))]
        written, same_thing = self._of_words(claim, discourse, unit)
        if not written and clause.opened.endswith(("（", "(")) and len(clause.tokens) == 1:
            written = self._of_bracket(discourse, unit)
        things = claim.things or [written] if written else ()
        known = [self.known(thing, unit) if same_thing else None for thing in things]
        is_named = [bool(claim.written)] * len(things)
        return list(map(Thing, things, known, is_named))

    def _of_words(self, claim: Claim, discourse: Discourse, unit: str) -> tuple[str, bool]:
        """Return what a claim counts, and whether that is no other thing than it went on about."""
        of_days = unit == "%" and discourse.subject.last_counted.endswith("天数")
        if of_days and v.SHARE_OF_DAYS.fullmatch(claim.text):
            return f"{discourse.subject.last_counted}占比", True
        named = discourse.topic and not _NO_THING.search(discourse.topic)
        if named and unit != "%" and _OF_THE_TOPIC.fullmatch(claim.written):
            return discourse.topic, True
        if claim.written and not _SAME_AGAIN.fullmatch(claim.written):
            several = _OF_SEVERAL.fullmatch(claim.written)
            if several:  # 31处工地中28处达标
                return several["thing"], True
            days = unit in ("天", "日") and v.DAYS_OF.fullmatch(claim.written)
            return claim.written + ("天数" if days else ""), True
        carried = self._of_other_place(claim, discourse, unit)
        carried = carried or self._goes_on_about(claim, discourse, unit)
        action = next((t.text for t in claim.tokens if t.kind == Kind.ACTION), "")
        if not carried or action in carried:
            return carried or action, bool(carried) or not action
        written = action + re.sub(f"^(?:{v.ADDED})", "", carried)
        return written, written == carried or action in discourse.subject.words

    def _of_bracket(self, discourse: Discourse, unit: str) -> str:
        """Return what a number alone in brackets counts: of a thing before, in another unit."""
        before = discourse.frames.get(Aside.BRACKET)
        written = (before.subject.last_counted if before else "") or discourse.subject.words
        last = discourse.taken[-1].figure if discourse.taken else None
        if last is None or last.value is None or last.unit == unit:
            return ""
        if unit == "天" and _DAYS_SHARE.search(last.indicator_written):
            return "优良天数"
        known = self.known(written or last.indicator_written, unit)
        same = known is None or known.id == last.indicator
        return "" if same or known is None else known.name.zh

    def _of_topic(self, discourse: Discourse, number: Token) -> Token | None:
        """Return the indicator that the paragraph's first words name, in the number's unit."""
        topic, unit = discourse.topic, number.unit.lstrip(POWERS)
        known = self.known(topic, unit) if topic else None
        return replace(number, text=topic, indicator=known) if known else None

    def _of_other_place(self, claim: Claim, discourse: Discourse, unit: str) -> str:
        """Return what the number of a place that no code stands for counts: as the one before."""
        last = discourse.taken[-1].figure if claim.unclear and discourse.taken else None
        named = discourse.subject.indicator
        listed = named and all(t.kind in _OF_A_LIST for t in claim.tokens)
        if named and listed and (claim.unclear or claim.places) and self._counts(named, unit):
            return named.text  # PM2.5平均浓度依次为某县某镇（43）、…
        return last.indicator_written if last and last.unit == unit else ""

    def _counts(self, named: Token, unit: str) -> bool:
        """Return whether a number of a unit, or without one, can be of an indicator."""
        indicators, indicator = self._context.indicators, named.indicator
        return not unit or (indicator is not None and indicators.same_unit(indicator, unit))

    def _goes_on_about(self, claim: Claim, discourse: Discourse, unit: str) -> str:
        """Return what a number without words counts: the thing before (阜康市8座; 81家235条)."""
        if claim.adjacent and discourse.part_unit:
            return discourse.subject.last_counted
        whole = discourse.frames.get(Aside.PARTS)
        if claim.places and discourse.part_unit and whole:
            return whole.subject.counted.get(unit, "")  # 其中州级6次、昌吉市6次
        changes = any(number.kind == Kind.CHANGE for number in claim.numbers)
        if changes and unit == "个百分点" and discourse.last_share:
            return discourse.last_share
        if claim.adjacent or changes:
            return discourse.subject.counted.get(unit, discourse.subject.last_counted)
        alone = claim.old_alone or all(token.kind == Kind.PLACE for token in claim.tokens)
        if unit == "%" and alone:
            return discourse.last_share  # 新能源占比100%，阜康市92%
        return discourse.subject.counted.get(unit, "") if claim.tokens else ""

    def known(self, written: str, unit: str) -> Indicator | None:
        """Return the indicator that words stand for, with their unit where that tells two apart."""
        written = _OF_EACH.sub("", re.sub('[“”"‘’]', "", written))
        bare = re.sub(f"^(?:推进|实施|剩余的?|继续)*(?:{v.ADDED})?", "", written)
        shortest = re.sub("(?:改造|完工)$", "", bare)
        sized = (f"{name}（{u}）" for name in (written, shortest) for u in (unit, f"万{unit}"))
        names = (*sized, written, bare, shortest)
        return next(filter(None, map(self._context.find_indicator, names)), None)
