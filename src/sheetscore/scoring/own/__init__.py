"""The figures that a row states itself: its 完成值, its 年度指标值, and what both mean to its wording."""
