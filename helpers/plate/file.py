"""A day in a file, and files that a learner names. What is wrong with a file is said in plain words."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pandas as pd

from helpers import tables
from helpers.language import CARRIED, ROOT, _, _l
from helpers.plate.meals import Meals, checked, known_need

WHY = {
    errno.ENOENT: _l("there is no such folder"),
    errno.ENOTDIR: _l("there is no such folder"),
    errno.EACCES: _l("you do not have permission"),
    errno.EPERM: _l("you do not have permission"),
    errno.EROFS: _l("it may only be read there, not written"),
    errno.ENOSPC: _l("the disk is full"),
    errno.EDQUOT: _l("the disk is full"),
    errno.ENAMETOOLONG: _l("the name is too long"),
}


def why(error: OSError) -> str:
    """What the computer refused, in words."""
    if error.errno in WHY:
        return str(WHY[error.errno])
    return _("the computer refuses it ({error})").format(error=type(error).__name__)


# ---- paths


def typed_path(path: str | Path) -> Path:
    """The path that a learner typed or pasted: without blanks and quotes around it, `~` as the home folder.

    Raises
    ------
    ValueError
        If nothing was typed, or what no file can be called.
    """
    words = str(path) if isinstance(path, Path) else _unwrapped(path)
    if not words:
        raise ValueError(_("Type the name of a file first."))
    if "\0" in words:
        raise ValueError(_("No file can be called {file}.").format(file=repr(words)))
    return Path(words)


def _unwrapped(typed: str) -> str:
    """A path without what stands around it when it is copied from a file manager or a browser."""
    words = typed.strip()
    quoted = re.fullmatch(r"""["'“”„‘](.*)["'“”’]""", words)
    words = quoted[1].strip() if quoted else words
    if words.startswith("file://"):
        words = url2pathname(urlsplit(words).path)
    return os.path.expanduser(words)


def found(path: str | Path, folders: Sequence[Path]) -> Path:
    """The file of that path in the first of these folders that has it, as an absolute path.

    Raises
    ------
    ValueError
        If it is a folder, or in none of them.
    """
    path = typed_path(path)
    places = [folder / path for folder in folders]
    for place in places:
        if os.path.isfile(place):
            return place
    if any(os.path.isdir(place) for place in places):
        raise ValueError(_is_folder(path))
    if path.is_absolute():
        raise ValueError(_("There is no file {file}.").format(file=path))
    looked = ", ".join(map(str, dict.fromkeys(folders)))
    raise ValueError(_("There is no file {file}. Looked in: {folders}.").format(file=path, folders=looked))


def _is_folder(path: Path) -> str:
    return _("{file} is a folder; the name of a file belongs behind it.").format(file=path)


# ---- a day in a file


class Saved(NamedTuple):
    """A day as it stands in a file, of which foods and amounts are not checked yet."""

    meals: dict[str, list[tuple[str, float]]]
    need: str
    own: Path | None


def save(
    path: str | Path, meals: Meals, need: str, foods: pd.DataFrame | None = None, own: Path | None = None
) -> Path:
    """Write a day to a JSON file; an older day there is replaced, any other file is left alone.

    Parameters
    ----------
    path : str or Path
    meals : mapping of a meal's name to pairs of food id and grams
    need : str
        An id of `reference_intakes.csv`.
    foods : DataFrame, optional
        As `tables.foods` gives it; the course's own if None.
    own : Path, optional
        The own list of foods in use; the file remembers it if the day has such foods.

    Raises
    ------
    ValueError
        If `load` would refuse the day, if the file exists and is not a saved day, or if it cannot be written.
    """
    path = typed_path(path)
    meals = checked(meals, tables.foods() if foods is None else foods)
    content = {"magnesium-day": 1, "need": known_need(need), "meals": meals}
    if own is not None and strangers(meals, tables.foods()):
        content["own-foods"] = str(Path(own).absolute())
    if not path.name or os.path.isdir(path):
        raise ValueError(_is_folder(path))
    if os.path.exists(path):
        read(path)
    _write(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return path


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_text(text, "utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise ValueError(_("{file} cannot be saved: {why}.").format(file=path, why=why(error))) from None


def read(path: str | Path) -> Saved:
    """A day saved with `save`, whatever its foods.

    Raises
    ------
    ValueError
        If the file is missing, cannot be read or is not a saved day.
    """
    path = typed_path(path)
    place = found(path, (Path.cwd(),))
    try:
        return _saved(json.loads(place.read_text("utf-8-sig")))
    except OSError as error:
        raise ValueError(_("{file} cannot be read: {why}.").format(file=path, why=why(error))) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = _("{file} is not a day saved in this lesson; nothing was changed.")
        raise ValueError(message.format(file=path)) from None


def _saved(content: dict) -> Saved:
    """The day in the content of a file.

    Raises
    ------
    ValueError, KeyError, TypeError, AttributeError
        If it has not the form of a day.
    """
    meals = {meal: [(food, grams) for food, grams in rows] for meal, rows in content["meals"].items()}
    need, own = content["need"], content.get("own-foods")
    eaten = [food for rows in meals.values() for food, _grams in rows]
    if content["magnesium-day"] != 1 or not all(isinstance(word, str) for word in [need, *eaten]):
        raise ValueError
    return Saved(meals, need, None if own is None else typed_path(own))


def load(path: str | Path, foods: pd.DataFrame) -> tuple[dict[str, list[tuple[str, float]]], str]:
    """Meals and need of a day saved with `save`.

    Raises
    ------
    ValueError
        If the file is missing or is not a saved day, or as `checked` and `known_need`; says what is wrong.
    """
    saved = read(path)
    return checked(saved.meals, foods), known_need(saved.need)


# ---- foods of one's own


def own_list(path: str | Path) -> Path:
    """A learner's own list of foods: beside the notebook, else in the folder that holds the lessons.

    Raises
    ------
    ValueError
        As `found`.
    """
    here = Path.cwd()
    above = [folder for folder in here.parents if (folder / "notebooks").is_dir()]
    return found(path, (here, *above[:1], *([ROOT] if ROOT != CARRIED and not above else [])))


def own_foods(path: Path) -> pd.DataFrame:
    """The course's foods with those of an own list after them.

    Raises
    ------
    ValueError
        If the list cannot be read, or as `tables.foods`.
    """
    try:
        return tables.foods(path)
    except OSError as error:
        raise ValueError(_("{file} cannot be read: {why}.").format(file=path, why=why(error))) from None


def strangers(meals: Meals, foods: pd.DataFrame) -> list[str]:
    """Ids in meals that are not among these foods."""
    eaten = dict.fromkeys(food for rows in meals.values() for food, _grams in rows)
    return [food for food in eaten if food not in foods.index]


def foods_for(saved: Saved, foods: pd.DataFrame, own: Path | None) -> tuple[pd.DataFrame, Path | None]:
    """Foods for a saved day, and the file of the own ones among them.

    Those in use, if they have all that the day needs; else the course's and those of the list the day was made with.

    Parameters
    ----------
    saved : Saved
    foods, own
        The foods in use, and the file of the own ones among them, if any.

    Raises
    ------
    ValueError
        If neither has all foods of the day; names those that are missing and says how to choose a list.
    """
    missing = strangers(saved.meals, foods)
    if not missing:
        return foods, own
    try:
        return _foods_of_its_list(saved)
    except ValueError as error:
        message = _(
            "This day uses foods that are not in the list: {count} ({foods}). If they are your own, "
            "choose your list first, behind Own foods; then load the day again."
        )
        said = message.format(count=len(missing), foods=", ".join(missing))
        raise ValueError(f"{said}\n{error}".strip()) from None


def _foods_of_its_list(saved: Saved) -> tuple[pd.DataFrame, Path]:
    """The course's foods and those of the list that a day was made with, and that list."""
    if saved.own is None:
        raise ValueError
    own = own_list(saved.own)
    foods = own_foods(own)
    lacking = strangers(saved.meals, foods)
    if lacking:
        raise ValueError(_("{file} does not have: {foods}.").format(file=own, foods=", ".join(lacking)))
    return foods, own
