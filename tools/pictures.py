"""Draw the pictures of README.md anew from the scored sample (needs LibreOffice and pdftoppm)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from sheetscore import score_folder

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {1: ("汇总.png", 1170), 2: ("指标表.png", 640)}
"""Page of the completed workbook → picture, and the height kept of it: the rest of the page is blank."""
DOTS_PER_INCH = 110
SAMPLE = "雨花区卫生健康局-2020.xlsx"


def main() -> None:
    """Score the sample, print the completed workbook to PDF and keep two of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        score_folder([ROOT / "samples" / SAMPLE], out)
        book = next(out.glob("*_复核.xlsx"))
        profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
        convert = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
            str(book),
        ]
        subprocess.run(convert, check=True, capture_output=True, timeout=180)
        for page, (name, height) in PICTURES.items():
            made = [
                "pdftoppm",
                "-r",
                str(DOTS_PER_INCH),
                "-f",
                str(page),
                "-l",
                str(page),
                "-singlefile",
                "-png",
            ]
            made += ["-x", "0", "-y", "0", "-W", "5000", "-H", str(height)]
            subprocess.run([*made, str(book.with_suffix(".pdf")), str(out / "page")], check=True)
            shutil.copyfile(out / "page.png", ROOT / "docs" / name)


if __name__ == "__main__":
    main()
