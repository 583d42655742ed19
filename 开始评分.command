#!/bin/sh
# macOS：双击评分，结果在“已评分”里。窗口留着，看完按回车键再关。
python3 "$(dirname "$0")/start.py" run "$@"
printf '\n按回车键关闭窗口……'
read -r _
