"""A figure is written once: texts refer to the cells of `data/` and are filled in when they are shown.

`{foods/almonds/magnesium_mg_per_100g:0}` is table / row / column : decimals. The row is named by the table's key in
`datapackage.json`; where several columns are the key, by all of them with commas: `kernel_shares/wheat,bran/...`.
Decimals are written in full (`13.0`); without them `language.number` chooses. A reference may be computed with, by
numbers, `+ - * /` with blanks around them, and parentheses: `{foods/almonds/magnesium_mg_per_100g * 0.3:0}`.
"""

from __future__ import annotations

import ast
import dataclasses
import operator
import re
from difflib import get_close_matches
from functools import lru_cache

from helpers import language, tables

CELL = re.compile(r"(\w+)/([\w:,-]+)/(\w+)")
REFERENCE = re.compile(r"\{(?P<formula>[^{}]*?\w/[\w:,-]+/\w[^{}]*?)(:(?P<decimals>\d+))?\}")
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
CLAIM_TEXTS = ("restatement", "explanation", "key_figure", "caution")


# ---- filled in


def filled(text, place: str = "", code: str | None = None) -> str:
    """The text with the figures that it refers to; braces of formulas and placeholders stay.

    Parameters
    ----------
    text : text
    place : str
        Where it stands, for the message of an error: `claim V01, explanation_en`. The text itself without it.
    code : str, optional
        Language of the numbers; the current one without it.

    Raises
    ------
    TableError
        If a table, row or column is not there, or a cell is empty; names the place and what there is.
    """
    place = place or repr(str(text))
    return REFERENCE.sub(lambda reference: _written(reference, place, code or language.locale()), str(text))


def value(reference, place: str = "") -> float:
    """The number, not rounded, that a reference stands for; what is a number already stays as it is."""
    if isinstance(reference, (int, float)):
        return reference
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise tables.TableError(f"{place}: {reference!r} is neither a number nor a reference")
    return _computed(found["formula"], place)


def filled_claim(claim: dict) -> dict:
    """A row of `claims.csv` with its texts filled in, each in its own language."""
    columns = [(f"{text}_{code}", code) for text in CLAIM_TEXTS for code in language.languages()]
    texts = {
        column: filled(claim[column], f"claim {claim['claim_id']}, {column}", code)
        for column, code in columns
        if isinstance(claim.get(column), str)
    }
    return claim | texts


def filled_question(question, place: str):
    """A copy of a quiz's question with all that it says filled in, and with numbers to mark by."""
    said = vars(question)
    new: dict = {name: filled(text, place) for name, text in said.items() if name != "answers"}
    new |= {name: value(said[name], place) for name in ("answer", "tolerance") if name in said}
    if "answers" in said:
        new["answers"] = _filled_answers(said["answers"], place)
    return dataclasses.replace(question, **new)


def _filled_answers(answers: dict, place: str) -> dict:
    new = {}
    for answer, (right, feedback) in answers.items():
        text = filled(answer, place)
        if text in new:
            raise tables.TableError(f"{place}: two answers read {text!r}")
        new[text] = (right, filled(feedback, place))
    return new


def _written(reference: re.Match, place: str, code: str) -> str:
    """The number of a reference as a language writes it."""
    from babel.numbers import format_decimal

    number, decimals = _computed(reference["formula"], place), reference["decimals"]
    if decimals is None:
        return language.number(number, code=code)
    pattern = "#,##0." + "0" * int(decimals)
    return format_decimal(round(number, int(decimals)), format=pattern, locale=code).replace("-", "−")


# ---- computed


def _computed(formula: str, place: str) -> float:
    """The value of a formula: each cell it names is replaced by its number, the rest is arithmetic."""
    try:
        numbers = CELL.sub(lambda cell: repr(_cell(*cell.groups())), formula)
        return _result(ast.parse(numbers.strip(), mode="eval").body)
    except (tables.TableError, SyntaxError, ZeroDivisionError) as error:
        raise tables.TableError(f"{place}: {{{formula}}}: {error}") from None


def _result(part: ast.expr) -> float:
    match part:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_result(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATIONS:
            return OPERATIONS[type(sign)](_result(left), _result(right))
    raise tables.TableError(
        f"only cells, numbers, + - * / and parentheses are allowed, not {ast.unparse(part)!r}"
    )


def _cell(table: str, row: str, column: str) -> float:
    values = row_of(table, row)
    _check("column", column, values)
    cell = values[column]
    if not isinstance(cell, (int, float)) or cell != cell:
        raise tables.TableError(f"{table}/{row}/{column} holds no number, but {cell!r}")
    return cell


def row_of(table: str, row: str) -> dict:
    """A row of a table, by its key.

    Raises
    ------
    TableError
        If there is no such table or row; names those that are written much like it.
    """
    _check("table", table, [resource["name"] for resource in tables.package()["resources"]])
    _check("row", row, _rows(table))
    return _rows(table)[row]


def _check(what: str, name: str, there) -> None:
    """Complain of a table, row or column that is not there, and name those that are written much like it."""
    if name not in there:
        near = get_close_matches(name, there, 5, 0.4) or list(there)[:5]
        raise tables.TableError(f"there is no {what} {name!r}; there is: {', '.join(near)}")


@lru_cache
def _rows(table: str) -> dict[str, dict]:
    """The rows of a table by their key, the parts of a key joined with commas."""
    key = tables.resource(table)["schema"]["primaryKey"]
    columns = [key] if isinstance(key, str) else key
    rows = tables.load(table).reset_index().to_dict("records")
    return {",".join(str(row[column]) for column in columns): row for row in rows}


def cells(text: str) -> list[str]:
    """The cells that a text refers to, as `table/row/column`."""
    return [cell[0] for reference in REFERENCE.finditer(text) for cell in CELL.finditer(reference["formula"])]
