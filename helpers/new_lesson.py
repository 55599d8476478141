"""The command `course new`: the skeleton of a further lesson, from the templates in `static/new`."""

from __future__ import annotations

import re
import string
from pathlib import Path

from helpers import language, tables

TEMPLATES = Path(__file__).with_name("static") / "new"
FORM = r"(?P<number>\d\d(-\d+)?)-(?P<words>[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*)"


def write(name: str) -> str:
    """Write the skeleton of a lesson: its module, its notebook and the teacher's, and a row of claims.csv.

    Parameters
    ----------
    name : str
        Name of the notebook, such as `07-iron-and-magnesium`.

    Returns
    -------
    What to do next, in plain words.

    Raises
    ------
    SystemExit
        If the name is not of this form, if there is such a lesson, or if a file cannot be written; then none is.
    """
    words = _words(name)
    files = {path: _filled(template, words) for path, template in _new_files(words).items()}
    taken = [path for path in files if path.exists()]
    if taken:
        raise SystemExit(
            f"course new: there is a file of that name already: {taken[0]}. Nothing was written."
        )
    _write_all(files, {tables.DATA / "claims.csv": _claims_with_one_more(words)})
    return _filled("next.txt", words)


def _words(name: str) -> dict[str, str]:
    """What stands in a lesson's files for the words in capitals of the templates."""
    form = re.fullmatch(FORM, name)
    if not form:
        raise SystemExit(
            f"course new: {name!r} is no name of a lesson. "
            "Two digits, then words in small letters, all with hyphens between: 07-iron-and-magnesium"
        )
    if language.ROOT == language.CARRIED:
        raise SystemExit("course new: an installed course cannot grow; call it in a checkout of the course")
    for other in (language.ROOT / "notebooks" / language.SOURCE).glob(f"{form['number']}-[a-z]*.ipynb"):
        raise SystemExit(f"course new: there is a lesson {form['number']} already: {other.stem}")
    letter = _free_letter(form["words"])
    return {
        "LESSON_NAME": name,
        "LESSON_MODULE": form["words"].replace("-", "_"),
        "LESSON_WORDS": form["words"].replace("-", " "),
        "CLAIM_LETTER": letter,
        "CLAIM_ID": f"{letter}01",
    }


def _free_letter(words: str) -> str:
    """A letter for the claims of a lesson that no other has, of its own words where possible."""
    used = {claim[0] for claim in tables.load("claims").index}
    wanted = [letter for letter in words + string.ascii_letters if letter.isalpha()]
    return next(letter for letter in wanted if letter not in used)


def _new_files(words: dict[str, str]) -> dict[Path, str]:
    """The files of a lesson, each with the name of its template."""
    english = language.ROOT / "notebooks" / language.SOURCE
    return {
        language.HERE / "lessons" / f"{words['LESSON_MODULE']}.py": "lesson.py.txt",
        english / f"{words['LESSON_NAME']}.ipynb": "lesson.ipynb",
        english / "teacher" / f"{words['LESSON_NAME']}.ipynb": "teacher.ipynb",
    }


def _filled(template: str, words: dict[str, str]) -> str:
    """The text of a template with the words of a lesson."""
    text = (TEMPLATES / template).read_text("utf-8")
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text


def _claims_with_one_more(words: dict[str, str]) -> str:
    """The table of claims with a row to fill."""
    before = (tables.DATA / "claims.csv").read_text("utf-8")
    columns, row = _filled("claim.csv", words).splitlines()
    if columns != before.splitlines()[0]:
        raise SystemExit(f"course new: {TEMPLATES / 'claim.csv'} has other columns than data/claims.csv")
    return f"{before.rstrip()}\n{row}\n"


def _write_all(new: dict[Path, str], changed: dict[Path, str]) -> None:
    """Write new files and change others: all of them, or none."""
    files = {path: path.with_name(path.name + ".part") for path in [*new, *changed]}
    try:
        for path, part in files.items():
            part.write_text((new | changed)[path], "utf-8", newline="\n")
        for path, part in files.items():  # those that are changed come last
            part.replace(path)
    except OSError as error:
        for path in [*files.values(), *new]:
            path.unlink(missing_ok=True)
        raise SystemExit(
            f"course new: {error.filename} could not be written ({error.strerror}). Nothing was written."
        ) from None
