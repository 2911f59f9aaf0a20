"""Words that say how a number is to be met: 不低于, 控制在…以内."""

from __future__ import annotations

from aqmap.model.figures import Comparator

NOT_MORE = "不(?:得|能|应|可|要)?(?:高于|超过|突破|多于|大于)"
NOT_LESS = "不(?:得|能|应|可|要)?(?:低于|少于|小于)"
# In the order in which they are looked for.
COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    (f"{NOT_MORE}|控制(?:在|到|至)|≤|≦", Comparator.LE),
    (f"{NOT_LESS}|至少|≥|≧", Comparator.GE),
    ("高于|超过|多于|大于|＞|>", Comparator.GT),
    ("低于|少于|小于|＜|<", Comparator.LT),
)
SUFFIXES: tuple[tuple[str, Comparator], ...] = (
    ("(?:及|或)?以上", Comparator.GE),
    ("(?:及|或)?以下|以内|之内", Comparator.LE),
)
