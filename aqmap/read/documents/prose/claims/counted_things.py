"""What a number counts, where its clause does not name it: the thing before, the topic."""

from __future__ import annotations

import re
from dataclasses import replace

from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.counted_phrases import Phrase
from aqmap.read.documents.prose.discourse import Discourse
from aqmap.read.documents.prose.tokens import Kind, Token, text_of
from aqmap.workspace.indicators import Indicator

POWERS = "十百千万亿"
"""What may stand before a unit and counts it."""


class CountedThings:
    """Finds what the numbers of one document count."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_phrase(self, phrase: Phrase, discourse: Discourse, unit: str) -> tuple[str, bool]:
        """Return what a phrase counts, and whether that is no other thing than it went on about."""
        of_days = unit == "%" and discourse.last_counted.endswith("天数")
        if of_days and v.SHARE_OF_DAYS.fullmatch(text_of(phrase.tokens)):
            return f"{discourse.last_counted}占比", True
        if phrase.written:
            days = unit in ("天", "日") and v.DAYS_OF.fullmatch(phrase.written)
            return phrase.written + ("天数" if days else ""), True
        carried = self._goes_on_about(phrase, discourse, unit)
        action = next((t.text for t in phrase.tokens if t.kind == Kind.ACTION), "")
        if not carried or action in carried:
            return carried, True
        written = action + re.sub(f"^(?:{v.ADDED})", "", carried)
        return written, written == carried or action in discourse.indicator_words

    def of_topic(self, discourse: Discourse, number: Token) -> Token | None:
        """Return the indicator that the paragraph's first words name, in the number's unit."""
        topic, unit = discourse.topic, number.unit.lstrip(POWERS)
        known = self.known(topic, unit) if topic else None
        return replace(number, text=topic, indicator=known) if known else None

    def _goes_on_about(self, phrase: Phrase, discourse: Discourse, unit: str) -> str:
        """Return what a number without words counts: the thing before (阜康市8座; 81家235条)."""
        if phrase.adjacent and discourse.part_unit:
            return discourse.last_counted
        if phrase.places and discourse.part_unit and discourse.before_parts:
            return discourse.before_parts.counted_by_unit.get(unit, "")  # 其中州级6次、昌吉市6次
        changes = any(number.kind == Kind.CHANGE for number in phrase.numbers)
        if changes and unit == "个百分点" and discourse.last_share:
            return discourse.last_share
        if phrase.adjacent or changes:
            return discourse.counted_by_unit.get(unit, discourse.last_counted)
        if unit == "%" and all(token.kind == Kind.PLACE for token in phrase.tokens):
            return discourse.last_share  # 新能源占比100%，阜康市92%
        return discourse.counted_by_unit.get(unit, "") if phrase.tokens else ""

    def known(self, written: str, unit: str) -> Indicator | None:
        """Return the indicator that words stand for, with their unit where that tells two apart."""
        written = re.sub('[“”"‘’]', "", written)
        bare = re.sub(f"^(?:{v.ADDED})", "", written)
        shortest = bare.removesuffix("改造")
        sized = (f"{name}（{u}）" for name in (written, shortest) for u in (unit, f"万{unit}"))
        names = (*sized, written, bare, shortest)
        return next(filter(None, map(self._context.find_indicator, names)), None)
