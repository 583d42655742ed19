"""基础数据表: its blocks, headers and labels, drawn as an official table or as a list."""
