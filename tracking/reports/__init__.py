"""Báo cáo tình hình giải quyết văn bản đến: counted (`situation`), drawn (`charts`) and printed (`paper`)."""

from tracking.reports.paper import report
from tracking.reports.situation import Situation, situation

__all__ = ["Situation", "report", "situation"]
