"""Official names of measures and items, as the keys of figures have them (templates/glossary.toml)."""

from __future__ import annotations

BUDGET = "预算"
"""年初预算, or the budget of a table that has only one."""
FULL_BUDGET = "全年预算"
"""The budget as adjusted during the year: 调整预算, 调整后预算."""
BOOKED = "决算"
LEFT = "结余"
OPENING_BUDGET, ADJUSTED_BUDGET = "年初预算", "调整后预算"
"""What the two budgets are called where both are told."""
EXECUTION_RATE = "执行率"
BUDGETS = (BUDGET, FULL_BUDGET)
MONEY_MEASURES = (*BUDGETS, BOOKED)

INCOME, SPENDING = "总收入", "总支出"
BASIC, PROJECTS = "基本支出", "项目支出"
CARRIED_IN, CARRIED_ON = "年初结转", "年末结转"
"""What the whole unit had left at the beginning and at the end of the year."""
SAN_GONG = ("三公经费", "公务接待", "公务用车购置和维护经费", "出国经费")
"""The “三公” and what they are made of."""
OPERATING, PURCHASES = "公用经费", "政府采购金额"
STAFF, POSTS, SERVING = "财政供养人员", "编制数", "在职人员数"
DEPARTMENT, ADJUSTMENT = "部门整体支出", "部门整体支出预算调整"
GRANTED_BUDGET, DEPARTMENT_BUDGET = "部门预算数", "部门预算"
"""财预〔2013〕53号: the budget that was granted to the department, and the item that the glossary has it under."""
WHOLE_NAMED = (DEPARTMENT, "整体支出", "部门整体支出合计", "部门支出合计", "部门支出")
WHOLE_ADDED = ("支出合计", "支出总计", "本年支出", "年度支出合计", "总支出")
"""What the whole of a unit's spending may be called, and what it may be called where 基本支出 and 项目支出 add up to it."""
ADDED_BUDGET, MOVED_BUDGET = "追加预算", "预算调整数"
LAST_YEARS_REST, REST_AT_END = "上年结转", "年末结余"
YEARS_INCOME, YEARS_SPENDING = "本年收入", "本年支出"
CARRIED_ENDS = ((LAST_YEARS_REST, "年末结转"), ("年初结转结余", "年末结转结余"))
"""What was carried into a year and out of it, in the two ways that forms ask for it."""
BY_INCOME, BY_SPENDING = "按收入性质·", "按支出性质·"
"""Divisions of the money of a target table."""
OPENING_FIGURE, CLOSING_FIGURE = "年初数", "年末数"
YEAR_CALLED = {0: "本年", -1: "上年"}
NEXT_YEAR = "下年"
DOUBLED = {each * 2: each for each in (BUDGET, BOOKED)}
"""A word typed twice, and the word."""
