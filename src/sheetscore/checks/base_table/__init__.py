"""C and F: checks inside the 基础数据表."""
