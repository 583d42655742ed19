"""TOML files of templates/, read strictly: an unknown or missing key is named with the words that would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetscore.errors import FormError
from sheetscore.exact.amounts import decimal
from sheetscore.regexes import regex

_AT = regex(r" *\(at line (\d+), column (\d+)\)")
_TABLE = regex(r"\[+(\w+)\]+")
_HEADER = regex(r"\s*\[+\s*(\w+)\s*\]+")
_ENTRY = regex(r" (\S+) 的 \w+$")


class KeyFault(FormError):
    """A key that is unknown, missing or has a wrong value; `where` names the file and the table, `key` the key ("" missing)."""

    where = ""
    key = ""

    @classmethod
    def at(cls, where: str, key: str, message: str, advice: str) -> KeyFault:
        """The fault with its place."""
        fault = cls(message, advice)
        fault.where, fault.key = where, key
        return fault


def with_line(path: Path, fault: KeyFault) -> FormError:
    """The same fault with the line of the file that it stands in."""
    lines = path.read_text("utf-8").splitlines()
    found = _line(lines, fault.where, fault.key)
    return FormError(f"{path.parent.name}/{path.name} 第 {found} 行：{fault.message}", fault.advice)


def _line(lines: list[str], where: str, key: str) -> int:
    """The line of a key in the table that `where` names; that of the table itself for a missing key."""
    table, entry = _TABLE.search(where), _ENTRY.search(where)
    first, last, seen = 1, len(lines), False
    for number, line in enumerate(lines, 1):
        header = _HEADER.match(line)
        if header is None:
            continue
        if seen or table is None:
            last = number - 1 if not (table and header[1] == table[1]) else last
            if last < number:
                break
        elif header[1] == table[1]:
            first, seen = number, True
    if entry:
        named = (n for n, line in enumerate(lines, 1) if f'"{entry[1]}"' in line and "name" in line)
        first = next(named, first)
        behind = (n for n, text in enumerate(lines, 1) if n > first and _HEADER.match(text))
        last = next(behind, len(lines))
    pattern = re.compile(rf'\s*(?:"?{re.escape(key)}"?\s*=|\[+\s*{re.escape(key)}\s*\]+)')
    inside = (n for n in range(first, last + 1) if key and pattern.match(lines[n - 1]))
    anywhere = (n for n, line in enumerate(lines, 1) if key and pattern.match(line))
    return next(inside, 0) or next(anywhere, first)


def line_of(path: Path, table: str, entry: int, text: str) -> int:
    """The line of the entry (from 0) of [[table]] that holds `text` in quotation marks; that of its head where none does."""
    lines = path.read_text("utf-8").splitlines()
    heads = [(n, head[1]) for n, line in enumerate(lines) if (head := _HEADER.match(line))]
    start = [n for n, name in heads if name == table][entry]
    stop = next((n for n, _ in heads if n > start), len(lines))
    return next((n for n in range(start, stop) if f'"{text}"' in lines[n]), start) + 1


def read_toml(path: Path) -> dict[str, Any]:
    """The data of a file. Raises FormError for a file that cannot be read, or is no TOML."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{where} 读不出来。", "请检查文件是否完整，编码是否为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        told = f"第 {place[1]} 行第 {place[2]} 列" if place else "文件末尾"
        raise FormError(
            f"{where} {told}不是有效的 TOML：{_AT.sub('', str(error)).strip()}",
            "请按提示的行列修改。",
        ) from error


def strict(data: Any, where: str, required: str, optional: str = "") -> None:
    """Raises FormError for an unknown or a missing key, naming the known ones, and for a blank source."""
    if not isinstance(data, Mapping):
        keys = "、".join(required.split())
        raise KeyFault.at(where, "", f"{where} 应是一张表（[…]）。", f"其中的键：{keys}。")
    known = required.split() + optional.split()
    for key in data:
        if key not in known:
            raise KeyFault.at(
                where, key, f"{where} 有不认识的键 {key}。", f"可用的键：{'、'.join(known)}。"
            )
    for key in required.split():
        if key not in data:
            keys = "、".join(required.split())
            raise KeyFault.at(where, "", f"{where} 缺少键 {key}。", f"必需的键：{keys}。")
        if "source" in key and not str(data[key]).strip():
            told = f"{where} 的 {key} 是空的。"
            raise KeyFault.at(where, key, told, "每个数字都要写明出处。")


def number(value: object, where: str, whole: bool = False) -> Decimal:
    """Raises FormError for what is no number of 0 or more."""
    if isinstance(value, int | float):
        try:
            found = decimal(value)
        except ValueError:
            found = decimal(-1)
        if found >= 0 and not (whole and found % 1):
            return found
    advice = f"请写不小于 0 的{'整数' if whole else '数字'}，不加引号。"
    raise KeyFault.at(where, where.rpartition(" ")[2], f"{where} 是 {value}。", advice)


def one_of(value: object, where: str, known: tuple[str, ...]) -> str:
    """Raises FormError for a word that is none of these."""
    if value not in known:
        raise FormError(f"{where} 是 {value}。", f"可用的写法：{'、'.join(known)}。")
    return str(value)


def entries(value: object, where: str) -> list[dict[str, Any]]:
    """Raises FormError for what is no list of tables with at least one entry."""
    if not isinstance(value, list) or not value:
        told = f"请写成 {where.rpartition(' ')[2]}，一条一段。"
        raise KeyFault.at(where, "", f"{where} 一条也没有。", told)
    return value
