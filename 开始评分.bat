@echo off
chcp 65001 >nul
set "PY="
py -3 -c "" >nul 2>nul && set "PY=py -3"
if not defined PY python -c "" >nul 2>nul && set "PY=python"
if defined PY %PY% "%~dp0start.py" run %*
if not defined PY echo 没有找到 Python。请安装 Python 3.11 或更高的版本（python.org 或单位的软件库），再双击一次。
pause
