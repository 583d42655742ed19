"""A bureau's own forms: in a folder 表式 beside 待评分, or where --templates says; never inside what was submitted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sheetscore.errors import FormError, Rejected
from sheetscore.forms import Forms, load_forms

OWN_FORMS, INBOX = "表式", "待评分"


def own_folder(inputs: Iterable[str | Path] = ()) -> Path | None:
    """The folder 表式 beside 待评分: of the current folder, or of an input that is called so. None where there is none.

    A folder that lies inside an input is a submitted one, whatever it is called.
    """
    given = [Path(each) for each in inputs]
    places = [Path() if Path(INBOX).is_dir() else None]
    places += [each.absolute().parent for each in given if each.name == INBOX and each.is_dir()]
    for place in places:
        folder = place / OWN_FORMS if place is not None else None
        if folder is not None and folder.is_dir() and not _inside(folder, given):
            return folder
    return None


def _inside(folder: Path, inputs: Iterable[Path]) -> bool:
    found = folder.resolve()
    return any(found.is_relative_to(each.resolve()) for each in inputs if each.is_dir())


def forms_with(own: Path | None) -> Forms:
    """The official forms and those of this folder. Raises FormError for a fault in them, and for a folder that is not there."""
    if own is not None and not own.is_dir():
        raise FormError(f"没有“{own}”这个文件夹。", "请检查 --templates 后面的路径。")
    forms = load_forms(own=own)
    for form in forms.forms:
        if form.blank and Path(form.workbook).is_absolute():
            _check_blank(Path(form.workbook), forms)
    return forms


def _check_blank(path: Path, forms: Forms) -> None:
    """A blank workbook that cannot be read would stop every return that is held against it."""
    from sheetscore.readers.intake import admit
    from sheetscore.readers.workbooks import read_grid

    try:
        data = path.read_bytes()
        admit(data, forms.limits)
        read_grid(path.name, data, forms.limits)
    except Rejected as error:
        raise FormError(
            f"{path.parent.name}/{path.name} 读不出来：{error.message}",
            "请换成空白的填报工作簿（.xlsx）。",
        ) from error
