"""自评表 with 年度指标值 and 实际完成值: its rows, its money, what was aimed at and what was done."""
