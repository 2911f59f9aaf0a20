"""Files of decisions as the review page saves them, for the tests."""

import json

from aqmap.model.figures import figure_row

SHA = "a" * 64


def decision(answer, was=None, *, start=0, end=1, who="", on="", again="", **changed):
    """One decision: the figure as it was, and as it became."""
    row = None
    if answer in ("accept", "to_ask"):
        row = figure_row(was) | ({"confirm": ""} if answer == "accept" else {}) | changed
    elif answer == "added":
        row, was = figure_row(was) | changed, None
    return {
        "answer": answer,
        "at": "line 1",
        "start": start,
        "end": end,
        "was": figure_row(was) if was else None,
        "row": row,
        "checked_by": who,
        "checked_on": on,
        "rechecked_by": again,
    }


def review_file(path, *decisions, source="example", **changed):
    """Write a file of decisions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = {
        "format": "aqmap-review",
        "version": 1,
        "documents": [{"name": "通报.txt", "sha256": SHA, "source": source}],
        "decisions": list(decisions),
    }
    path.write_text(json.dumps(table | changed, ensure_ascii=False), encoding="utf-8")
    return path
