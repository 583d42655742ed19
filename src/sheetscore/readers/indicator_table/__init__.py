"""指标表: its header, its rows, and the columns beside the 评价标准."""
