"""Solutions of exercises: text that is closed until somebody opens it, in every program that shows notebooks.

A solution is a Markdown cell with words, code, and what that code gives, inside `<details>`. The code is run when the
notebooks are built, and what it gives is written behind the line `COMPUTED`, up to the end of the part.
"""

from __future__ import annotations

import ast
import re

from helpers import language

COMPUTED, END = "<!-- computed -->", "</details>"
# no language: its colours are too faint in JupyterLab
_CODE = re.compile(r"^```\n(.*?)^```", re.DOTALL | re.MULTILINE)


def unsolved(markdown: str) -> str:
    """The text without what its code gave."""
    return re.sub(rf"\n*{COMPUTED}.*?(?=\n*{END})", "", markdown, flags=re.DOTALL)


def solved(markdown: str, code: str) -> str:
    """The text with what its code gives, in the language `code`; a text without a closed part stays as it is.

    Raises
    ------
    Exception
        Whatever the code raises.
    """
    markdown = unsolved(markdown)
    pieces = _CODE.findall(markdown)
    if not pieces or END not in markdown:
        return markdown
    chosen = language.chosen()
    language.use(code)
    try:
        result = as_markdown(_value("\n".join(pieces)))
    finally:
        language.use(chosen)
    before, _end, after = markdown.rpartition(END)
    return f"{before.rstrip()}\n\n{COMPUTED}\n\n{result}\n\n{END}{after}"


def _value(source: str):
    """The value of the last expression of a piece of code."""
    *first, last = ast.parse(source).body
    names: dict = {}
    exec(compile(ast.Module(first, []), "<solution>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<solution>", "eval"), names)  # type: ignore[attr-defined]


def as_markdown(value) -> str:
    """A value as Markdown: a table of pandas as a table, anything else as Python writes it."""
    import pandas as pd

    if isinstance(value, pd.Series):
        value = value.to_frame(value.name or "")
    if not isinstance(value, pd.DataFrame):
        return f"```\n{_plain(value)!r}\n```"
    value = value.reset_index()
    rows = [[str(name) for name in value.columns], ["---"] * len(value.columns)]
    rows += [[_cell(cell) for cell in row] for row in value.itertuples(index=False, name=None)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _cell(value) -> str:
    import pandas as pd

    value = _plain(value)
    if isinstance(value, (bool, str)):
        return str(value).replace("|", r"\|")
    return "–" if pd.isna(value) else language.number(value, 6)


def _plain(value):
    """Numbers of numpy as Python's own."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    return value.item() if hasattr(value, "item") else value
