"""Where a figure is used: the claims, questions and explorations that refer to a table, a row or a cell of `data/`."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType

from helpers import language, references, tables
from helpers.explore import Exploration


def uses(wanted: str) -> dict[str, list[str]]:
    """What refers to a figure, by lesson: `claim V01`, `quiz, question 2`, `exploration ranking`.

    Parameters
    ----------
    wanted : str
        `foods`, `foods/almonds` or `foods/almonds/magnesium_mg_per_100g`. An exploration is named if it reads the
        table, whichever of its rows it draws.

    Raises
    ------
    TableError
        If there is no such table or row.
    """
    table, *row = wanted.split("/")
    if row:
        references.row_of(table, row[0])
    tables.resource(table)
    found: dict[str, list[str]] = {lesson.LESSON: [] for lesson in lessons()}
    for claim in tables.load("claims").reset_index().to_dict("records"):
        if _refers(claim, wanted):
            found[claim["lesson"]].append(f"claim {claim['claim_id']}")
    for lesson in lessons():
        for place, question in enumerate(lesson.quiz.written, 1):
            if _refers(vars(question), wanted):
                found[lesson.LESSON].append(f"quiz, question {place}")
        for name, read in explorations(lesson).items():
            if table in read:
                found[lesson.LESSON].append(f"exploration {name}")
    return {lesson: parts for lesson, parts in sorted(found.items()) if parts}


def _refers(texts: dict, wanted: str) -> bool:
    """Whether any text of a claim or a question refers to the table, row or cell."""
    return any(f"{cell}/".startswith(f"{wanted}/") for cell in references.cells(repr(texts)))


def lessons() -> list[ModuleType]:
    """The modules of all lessons."""
    folder = importlib.import_module("helpers.lessons").__path__
    names = [found.name for found in pkgutil.iter_modules(folder)]
    modules = [importlib.import_module(f"helpers.lessons.{name}") for name in names]
    return [module for module in modules if hasattr(module, "LESSON")]


def explorations(lesson: ModuleType) -> dict[str, set[str]]:
    """The explorations of a lesson by name, each with the tables that it reads."""
    names = [name for name, part in vars(lesson).items() if isinstance(part, Exploration)]
    return {name: _tables_read(lesson.__name__, name, set()) for name in names}


def _tables_read(module: str, name: str, seen: set) -> set[str]:
    """The tables that a definition names in a call, such as `load("foods")`, itself or in what it uses."""
    if (module, name) in seen:
        return set()
    seen.add((module, name))
    if name in _imports(module):
        return _tables_read(*_imports(module)[name], seen)
    if name not in _definitions(module):
        return set()
    known = {resource["name"] for resource in tables.package()["resources"]}
    found = set()
    for part in ast.walk(_definitions(module)[name]):
        match part:
            case ast.Call(args=[ast.Constant(value=str() as table), *_]) if table in known:
                found.add(table)
            case ast.Name(id=used):
                found |= _tables_read(module, used, seen)
            case ast.Attribute(value=ast.Name(id=used), attr=inside) if used in _imports(module):
                found |= _tables_read(".".join(_imports(module)[used]), inside, seen)
    return found


def _imports(module: str) -> dict[str, tuple[str, str]]:
    """What a module of the course imports from the course: names with the module and the name there."""
    return {
        each.asname or each.name: (statement.module or "", each.name)
        for statement in _statements(module)
        if isinstance(statement, ast.ImportFrom)
        for each in statement.names
    }


def _definitions(module: str) -> dict[str, ast.stmt]:
    """The functions and values that a module of the course defines at its top, by name."""
    found: dict[str, ast.stmt] = {}
    for statement in _statements(module):
        match statement:
            case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = statement
    return found


@lru_cache
def _statements(module: str) -> list[ast.stmt]:
    """The statements at the top of a module of the course; none for what is not one."""
    path = language.HERE.parent.joinpath(*module.split("."))
    files = [file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()]
    return ast.parse(files[0].read_text("utf-8")).body if files else []
