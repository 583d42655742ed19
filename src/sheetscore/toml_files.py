"""TOML files of templates/, read strictly: an unknown or missing key is named with the words that would be right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetscore.amounts import decimal
from sheetscore.errors import FormError


def read_toml(path: Path) -> dict[str, Any]:
    """The data of a file. Raises FormError for a file that cannot be read, or is no TOML."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{where} 读不出来。", "请检查文件是否完整，编码是否为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{where} 不是有效的 TOML：{error}", "请按提示的行列修改。") from error


def strict(data: Any, where: str, required: str, optional: str = "") -> None:
    """Raises FormError for an unknown or a missing key, naming the known ones, and for a blank source."""
    if not isinstance(data, Mapping):
        raise FormError(
            f"{where} 应是一张表（[…]）。", f"其中的键：{'、'.join(required.split())}。"
        )
    known = required.split() + optional.split()
    for key in data:
        if key not in known:
            raise FormError(f"{where} 有不认识的键 {key}。", f"可用的键：{'、'.join(known)}。")
    for key in required.split():
        if key not in data:
            raise FormError(f"{where} 缺少键 {key}。", f"必需的键：{'、'.join(required.split())}。")
        if "source" in key and not str(data[key]).strip():
            raise FormError(f"{where} 的 {key} 是空的。", "每个数字都要写明出处。")


def number(value: object, where: str, whole: bool = False) -> Decimal:
    """Raises FormError for what is no number of 0 or more."""
    if isinstance(value, int | float):
        try:
            found = decimal(value)
        except ValueError:
            found = decimal(-1)
        if found >= 0 and not (whole and found % 1):
            return found
    raise FormError(
        f"{where} 是 {value}。", f"请写不小于 0 的{'整数' if whole else '数字'}，不加引号。"
    )


def one_of(value: object, where: str, known: tuple[str, ...]) -> str:
    """Raises FormError for a word that is none of these."""
    if value not in known:
        raise FormError(f"{where} 是 {value}。", f"可用的写法：{'、'.join(known)}。")
    return str(value)


def entries(value: object, where: str) -> list[dict[str, Any]]:
    """Raises FormError for what is no list of tables with at least one entry."""
    if not isinstance(value, list) or not value:
        raise FormError(f"{where} 一条也没有。", f"请写成 {where.rpartition(' ')[2]}，一条一段。")
    return value
