#!/bin/sh
# 双击，或把工作簿拖到它上面：评分后结果在“已评分”里。start.py 自己知道它在哪个文件夹。
exec python3 "$(dirname "$0")/start.py" run "$@"
