"""
Who is in charge of a measure: units in the lead, cooperating and responsible.

Documents write it in brackets (牵头单位：…；配合单位：…), in a line of its own (责任单位：…), in
short (州发改委牵头，州工信局等配合), or once for all below (以下均需…负责落实，不再列出; 下同).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

OPEN, CLOSE = "（(【[〔", "）)】]〕"
_OFFICE = "(?:责任)?(?:单位|部门|科室|地区|主体)"
_LABEL = re.compile(
    rf"(?:整改|主要|直接|具体)?(?P<kind>牵头|主办|配合|参加|参与|协办|协同|责任|负责|落实|实施){_OFFICE}(?:及责任人)?\s*[:：]"
)
_OTHER_LABEL = re.compile(r"(?:^|[\s；;。，,])[\u4e00-\u9fff]{2,8}[:：]")
_SHORT = re.compile(
    r"(?P<units>[^：:。]+?)(?P<kind>牵头|配合|参与|参加|协同|协助|负责|落实)"
    r"(?:负责|落实)?(?:[，,；;。\s]+|$)"
)
_NOTE = re.compile(
    r"以下(?:各项|所有|各条|措施|任务|工作)*(?:均|都)?(?:需|须|应)?由?(?P<units>[^。；;]{1,200}?)"
    r"(?:共同|分别|组织)*(?:负责|落实|实施)+[，,]?(?:以下)?不再(?:一一|逐一|逐项|重复)*"
    r"(?:列出|列明|列举|标注|注明|赘述)。?"
)
_SAME_BELOW = re.compile(r"[，,、（(]\s*(?:以下(?:均)?相同|以?下同)[）)]?")
_OF_A_UNIT = "局委办厅部府会院司心队站所处区市县州团校行"
_KINDS = {
    "lead": ("牵头", "主办"),
    "cooperating": ("配合", "参加", "参与", "协办", "协同", "协助"),
    "responsible": ("责任", "负责", "落实", "实施"),
}
_TAIL = re.compile(
    r"(?:等(?:相关|有关|各|多个)*(?:部门|单位|地方)?|等)?"
    r"(?:(?:按照?|依|根据)(?:各自)?职责(?:分工)?)?(?:共同|分别)?(?:负责(?:落实)?)?[。.]*$"
)
_LONGEST = 400  # a longer bracket is no short form
_NOBODY = frozenset(("", "无", "/", "-", "—", "——", "－"))


@dataclass
class InCharge:
    """
    Who is in charge, and the text beside it.

    Attributes
    ----------
    lead, cooperating, responsible
        Units as written, each once, in order.
    for_all
        Units that a note makes responsible for all measures below it.
    text
        The text without all that.
    """

    lead: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    for_all: list[str] = field(default_factory=list)
    text: str = ""
    _known: dict[str, set[str]] = field(init=False, repr=False, default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether any unit is named."""
        return bool(self.lead or self.cooperating or self.responsible)

    def add(self, kind: str, units: Iterable[str]) -> None:
        """Add units of one kind that are not there yet."""
        named: list[str] = getattr(self, kind)
        known = self._known.setdefault(kind, set())
        for unit in units:
            if unit not in known:
                known.add(unit)
                named.append(unit)


def read_units(text: str) -> InCharge:
    """Return who a paragraph puts in charge; a label needs its colon, a short form its brackets."""
    in_charge = InCharge()
    note = _NOTE.search(text)
    if note:
        in_charge.add("for_all", split_units(note["units"]))
        text = text[: note.start()] + text[note.end() :]
    kept = []
    for part, bracketed in _parts(text):
        inside = part[1:-1]
        taken = bracketed and (_read_labels(inside, in_charge) or _read_short(inside, in_charge))
        if not taken:
            kept.append(part)
    rest = "".join(kept)
    label = _LABEL.search(rest)
    if label and _read_labels(rest[label.start() :], in_charge):
        rest = rest[: label.start()].rstrip("；;，, " + OPEN)
    in_charge.text = rest.strip()
    return in_charge


def split_units(written: str, *, spaces: bool = False) -> list[str]:
    """
    Return the names of a list of units, at 、 ， and ； outside of brackets.

    Parameters
    ----------
    written
        The list; what stands behind its names (等, 按职责分工负责) is left out.
    spaces
        Whether blanks and line ends part names too, as in a table's cell.
    """
    names, depth = [""], 0
    for sign in written:
        depth += (sign in OPEN) - (sign in CLOSE)
        if depth <= 0 and (sign in "、，,；;\u3000" or (spaces and sign.isspace())):
            names.append("")
        else:
            names[-1] += sign
    plain = (_TAIL.sub("", "".join(name.split())) for name in names)
    return [name for name in dict.fromkeys(plain) if name not in _NOBODY]


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text's stretches in order, and whether each is one whole outer bracket."""
    depth, start = 0, 0
    for position, sign in enumerate(text):
        if sign in OPEN:
            if depth == 0:
                yield text[start:position], False
                start = position
            depth += 1
        elif sign in CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield text[start : position + 1], True
                start = position + 1
    yield text[start:], False


def _read_labels(text: str, in_charge: InCharge) -> bool:
    """Read 牵头单位：…；配合单位：…; return whether there is any such label."""
    labels = list(_LABEL.finditer(text))
    for label, behind in zip_longest(labels, labels[1:]):
        value = text[label.end() : behind.start() if behind else len(text)]
        other = _OTHER_LABEL.search(value)
        value = value[: other.start()] if other else value
        kind, same = _kind(label["kind"]), _SAME_BELOW.search(value)
        units = split_units(_SAME_BELOW.sub("", value).split("。")[0])
        in_charge.add(kind, units)
        if same and kind == "responsible":
            in_charge.add("for_all", units)
    return bool(labels)


def _read_short(text: str, in_charge: InCharge) -> bool:
    """Read 甲局牵头，乙局、丙局配合; return whether the text is nothing else."""
    if len(text) > _LONGEST:
        return False
    end = 0
    clauses: list[tuple[str, list[str]]] = []
    for clause in _SHORT.finditer(text):
        units = split_units(clause["units"])
        if clause.start() != end or not units or units[-1][-1] not in _OF_A_UNIT:
            return False
        clauses.append((_kind(clause["kind"]), units))
        end = clause.end()
    if end != len(text):
        return False
    for kind, units in clauses:
        in_charge.add(kind, units)
    return bool(clauses)


def _kind(word: str) -> str:
    return next(kind for kind, words in _KINDS.items() if word in words)
