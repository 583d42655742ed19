"""How a table says that its points are given: 完成值达到指标值得满分，未达到的按比例 …, for the targets of all its rows."""
