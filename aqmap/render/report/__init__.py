"""The report as a Word document in the layout of GB/T 9704."""

from __future__ import annotations

from aqmap.render.report.office_template import open_template
from aqmap.render.report.report_pictures import ReportPicture
from aqmap.render.report.word_document import ReportStyle, write_document

__all__ = ["ReportPicture", "ReportStyle", "open_template", "write_document"]
