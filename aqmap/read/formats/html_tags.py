"""How many attributes a page's tags have, counted before a library compares them in pairs."""

from __future__ import annotations

import re

_OPENS = re.compile(r"<(?:!--|[!?]|/?(?P<name>[A-Za-z][^\s/>]*+))")
# As browsers part them: a name up to a blank, a slash or =, and a value with or without quotes.
_ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s/>][^\s/>=]*+"
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?"""
)
_RAW = ("script", "style")  # what stands in them is no tag


def has_tag_with_more(text: str, most: int) -> bool:
    """Return whether a tag of a page has more attributes than that; each sign is looked at once."""
    ends = {end: text.lower().rfind(end) for end in ("-->", *(f"</{name}" for name in _RAW))}
    position = 0
    while opened := _OPENS.search(text, position):
        position = opened.end()
        name = (opened["name"] or "").lower()
        if opened[0] == "<!--":
            position = _behind(text, "-->", position - 2, ends)  # <!--> is a whole one
        count = 0
        while name and (attribute := _ATTRIBUTE.match(text, position)):
            count, position = count + 1, attribute.end()
            if count > most:
                return True
        if name in _RAW and opened[0][1] != "/":
            position = _behind(text, f"</{name}", position, ends)
    return False


def _behind(text: str, end: str, position: int, ends: dict[str, int]) -> int:
    """Return where a comment or script ends; one without an end is read as any text."""
    if position > ends[end]:
        return position
    match = re.compile(re.escape(end), re.IGNORECASE).search(text, position)
    return match.start() if match else position
