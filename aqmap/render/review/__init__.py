"""A document beside the figures read from it, so that a person can check every number."""

from __future__ import annotations

from aqmap.render.review.review_page import write_review

__all__ = ["write_review"]
