"""The figures of the 基础数据表 as rules ask for them: one for a key, in doubt or not, or why there is none."""
