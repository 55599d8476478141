"""The language of a lesson: its words, its numbers, and the notebooks in other languages.

English is the source. Every sentence, in Python and in the Markdown of ``notebooks/en``, is a message of one
gettext catalogue a language (``helpers/locale/<language>/LC_MESSAGES/course.po``); a further language is a further
catalogue. ``_("...")`` translates now, ``_l("...")`` translates when the text is shown (for text written at module level).
"""

from __future__ import annotations

import importlib
import io
import math
import os
import pkgutil
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

HERE = Path(__file__).resolve().parent
CARRIED = HERE / "carried"  # data and notebooks of an installed course, which has none beside it; see `wheel`
ROOT = CARRIED if CARRIED.is_dir() else HERE.parent
CATALOGUES = HERE / "locale"
SOURCE = "en"
PSEUDO = "xx"  # doubles every string: shows where a layout has no room for a longer language

_chosen: str | None = None


@lru_cache
def languages() -> list[str]:
    """Languages that the course can be read in: the source and one for every catalogue."""
    return [SOURCE, *sorted(p.parent.parent.name for p in CATALOGUES.glob("*/LC_MESSAGES/course.po"))]


def current() -> str:
    """Language in use: the one chosen with `use`, as each notebook does; else the one of the environment, else that of the folder."""
    return (
        _chosen
        or _of_environment(os.environ.get("COURSE_LANGUAGE", ""))
        or _of_folder(os.environ.get("JPY_SESSION_NAME", ""), os.getcwd())
    )


def chosen() -> str | None:
    """The language chosen with `use`; None if none was."""
    return _chosen


def lessons_in(code: str):
    """Finds the lessons for `from helpers.nl import food_sources`: a module of `helpers.lessons`, after choosing the language.

    So a notebook says its language itself, wherever it lies and whatever opens it.
    """

    def lesson(name: str):
        known = [module.name for module in pkgutil.iter_modules([str(HERE / "lessons")])]
        if name not in known:
            raise AttributeError(f"there is no lesson {name!r}; there are: {', '.join(known)}")
        use(code)
        return importlib.import_module(f"helpers.lessons.{name}")

    return lesson


def use(language: str | None) -> None:
    """Choose a language for this process; None leaves it to the notebook again.

    Raises
    ------
    ValueError
        If there is no catalogue for that language.
    """
    global _chosen
    if language is not None and language not in [*languages(), PSEUDO]:
        raise ValueError(f"there is no language {language!r} here; choose one of {', '.join(languages())}")
    _chosen = language


def kept(function: Callable) -> Callable:
    """The function, speaking the language of now whenever it is called: notebooks of two languages may share a kernel."""
    code = current()

    @wraps(function)
    def speaking(*arguments, **options):
        before = chosen()
        use(code)
        try:
            return function(*arguments, **options)
        finally:
            use(before)

    return speaking


@lru_cache
def _of_environment(said: str) -> str:
    """The language that the environment names, `nl` or as systems write it, `nl_BE.UTF-8`; empty if it names none.

    Raises
    ------
    ValueError
        If the course is not there in that language.
    """
    code = re.split(r"[-_.@]", said.strip())[0].lower()
    if code and code not in [*languages(), PSEUDO]:
        raise ValueError(
            f"COURSE_LANGUAGE={said!r}: there is no such language here; choose one of {', '.join(languages())}"
        )
    return code


@lru_cache
def _of_folder(*places: str) -> str:
    """Language by the folder of the running notebook: `notebooks/nl/...` is Dutch, anything unknown is English."""
    for place in places:
        for part in reversed(re.split(r"[\\/]", place)):
            if part in languages():
                return part
    return SOURCE


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    from babel.messages import mofile, pofile

    with open(CATALOGUES / language / "LC_MESSAGES" / "course.po", "rb") as file:
        messages = pofile.read_po(file)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def translate(message: str, language: str | None = None) -> str:
    """The message in `language` (the current one if None); the English where it has no translation yet."""
    language = language or current()
    if language == PSEUDO:
        return f"{message} {message}"
    return _catalogue(language).gettext(message)


_ = translate


class _l:  # noqa: N801 - named as gettext's lazy function is everywhere
    """A message that is translated each time it is turned into text."""

    def __init__(self, message: str):
        self.message = message

    def __str__(self) -> str:
        return translate(self.message)

    def __repr__(self) -> str:
        return repr(str(self))


def pick(row, column: str) -> str:
    """The text of a table's `<column>_en`, `<column>_nl` ... in the current language, English where it has none."""
    language = current()
    text = row.get(f"{column}_{language}")
    if not isinstance(text, str):
        text = row.get(f"{column}_{SOURCE}")
    if not isinstance(text, str):
        return ""
    return f"{text} {text}" if language == PSEUDO else text


def texts(table, column: str) -> list[str]:
    """`pick` for every row of a table."""
    own = f"{column}_{current()}"
    if own in table and all(isinstance(text, str) for text in table[own]):  # the usual case, in one go
        return list(table[own])
    names = [c for c in table.columns if c.startswith(column + "_")]
    return [
        pick(dict(zip(names, row, strict=True)), column)
        for row in zip(*(table[c] for c in names), strict=True)
    ]


def locale() -> str:
    """Locale for numbers and for the `lang` of a page."""
    return SOURCE if current() == PSEUDO else current()


def number(value: float, decimals: int | None = None, *, code: str | None = None) -> str:
    """A number as the language writes it: 1,234.5 or 1.234,5.

    Parameters
    ----------
    value : float
    decimals : int, optional
        Decimals at most. Without it: none from 100 on, one from 10 on, two from 1 on, else two significant digits.
    code : str, optional
        Language; the current one without it.
    """
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if decimals is None:
        size = abs(value)
        decimals = (
            0
            if size >= 100
            else 1
            if size >= 10
            else 2
            if size >= 1 or size == 0
            else 1 - math.floor(math.log10(size))
        )
    return _written(round(value, decimals) + 0.0, decimals, code or locale())  # no minus zero


@lru_cache(maxsize=100_000)
def _written(value: float, decimals: int, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0." + "#" * decimals, locale=locale).replace("-", "−")


def typed_number(typed: str, unit: str = "") -> float | None:
    """The number that a learner typed, or None if it is none: the first of `readings`."""
    return next(iter(readings(typed, unit)), None)


def readings(typed: str, unit: str = "") -> list[float]:
    """The numbers that a learner may have meant, the likeliest first; none if what was typed is no number.

    Decimal comma and point are both understood, and blanks between thousands. A mark followed by three digits means what
    it means in the numbers of the lesson: `1.200` is twelve hundred in Dutch and 1.2 in English. Who copied it from a
    calculator may have meant the other number, which is the second.

    Parameters
    ----------
    typed : str
    unit : str
        May stand behind the number, as may a sign for "about" before it.
    """
    plain = _bare(typed).replace("\u2212", "-").lstrip("≈~±")
    unit = _bare(unit)
    if unit and plain.lower().endswith(unit.lower()):
        plain = plain[: -len(unit)]
    decimal, group = separators()
    grouped = re.fullmatch(
        rf"[+-]?[1-9]\d{{0,2}}({re.escape(group)}\d{{3}})+({re.escape(decimal)}\d*)?", plain
    )
    written = [plain.replace(group, ""), plain] if grouped else [plain]
    points = [text.replace(",", ".") for text in written]
    return [float(text) for text in points if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII)]


def _bare(text: str) -> str:
    """A text without blanks, its letters and digits in their usual width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text)))


def quantity(value: float, unit: str, decimals: int | None = None) -> str:
    """A number with its unit, kept on one line."""
    return f"{number(value, decimals)} {unit}"


def folded(words) -> str:
    """Words for comparing: without regard to capitals, blanks at the ends and double blanks."""
    return " ".join(str(words).casefold().split())


def capital(words: str) -> str:
    """Words as they open a sentence."""
    return words[:1].upper() + words[1:]


def separators() -> str:
    """Decimal and thousands mark, as Plotly wants them."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(locale()) + get_group_symbol(locale())
