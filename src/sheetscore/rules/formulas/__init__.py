"""Formulas printed in the 指标说明 or behind 得分=, as expressions over names."""
