"""Write the generated parts of README.md (the help, the table of codes) and docs/核对清单.md; tests/test_docs.py compares them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from test_docs import CHECKLIST, README, codes_block, help_block  # noqa: E402

from sheetscore.commands.catalogue import checklist  # noqa: E402


def main() -> None:
    """Replace each block between its marks."""
    text = README.read_text("utf-8")
    for name, made in (("帮助", help_block()), ("代码", codes_block())):
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(
            pattern, lambda match, made=made: match[1] + made + match[2], text, flags=re.DOTALL
        )
    README.write_text(text, encoding="utf-8")
    CHECKLIST.write_text(checklist(), encoding="utf-8")


if __name__ == "__main__":
    main()
