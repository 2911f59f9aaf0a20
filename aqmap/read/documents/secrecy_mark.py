"""The mark in a document's head that says who may read it: 秘密, 机密, 绝密; 内部, 工作秘密."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aqmap.model.figures import INTERNAL_MARKS

_HEAD = 12  # paragraphs or cells in which a mark can stand
_LONGEST = 40  # characters of a line that can hold one
_BLANKS = re.compile(r"\s+")
_BESIDE = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]\d{1,5}号"
    r"|(?<![绝机秘])密级|保密期限|份号|编号|紧急程度|特提|特急|加急|平急|急件|长期|文件|注意保存|不得外传|不得翻印"
    r"|不得复制|妥善保管|仅供|\d{1,8}(?:年|个月|月|天|日)?|[★☆：:（）()\[\]【】〔〕第号份级，,\-—_.·]"
)
_SECRETS = ("绝密", "机密", "秘密")
_STARRED = re.compile("(绝密|机密|秘密)[★☆]")


def secrecy_mark(head: Sequence[str]) -> str:
    """
    Return the mark that stands in a document's head, or nothing.

    Parameters
    ----------
    head
        The first paragraphs, cells, or lines of page headers. A mark stands for itself, beside a
        number, a degree of haste or a term, or before a star; a sentence that speaks of secrets is
        none.

    Examples
    --------
    >>> secrecy_mark(["000012", "机 密★5年", "特急"]), secrecy_mark(["严守国家秘密，违者必究。"])
    ('机密', '')
    """
    written = [line for line in head if line.strip()][:_HEAD]
    found = [mark for line in written if (mark := _mark_of(line))]
    secret = next((mark for mark in _SECRETS if mark in found), "")
    return secret or next(iter(found), "")


def _mark_of(line: str) -> str:
    plain = _BLANKS.sub("", line[: 4 * _LONGEST])
    if not plain or len(plain) > _LONGEST:
        return ""
    starred = _STARRED.search(plain)
    if starred and not plain[: starred.start()].endswith("工作"):
        return starred[1]
    rest = _BESIDE.sub("", plain)
    if rest in (*_SECRETS, *INTERNAL_MARKS):
        return rest
    if rest in (
        "内部资料",
        "内部使用",
        "内部传阅",
        "内部工作用",
        "内部参考",
        "内部材料",
        "内部事项",
    ):
        return "内部"
    return ""


def is_secret(mark: str) -> bool:
    """Return whether a document with this mark is not to be read by any program of an office."""
    return mark in _SECRETS
