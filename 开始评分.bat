@echo off
chcp 65001 >nul
set "PY="
py -3 -c "" >nul 2>nul
if not errorlevel 1 set "PY=py -3"
if not defined PY python -c "" >nul 2>nul
if not defined PY if not errorlevel 1 set "PY=python"
if defined PY %PY% "%~dp0start.py" run %*
if not defined PY echo Python 3.11 or newer is needed.
if not defined PY echo 没有找到 Python。请从 python.org 或单位的软件库安装 3.11 或更高的版本，再双击一次。
pause
