"""Data flows one way: what the lessons are built of knows no lesson."""

import ast

import pytest

from helpers.language import HERE

ENGINE = sorted(path for path in HERE.rglob("*.py") if "lessons" not in path.relative_to(HERE).parts)


def imported(tree):
    """Every name that is imported, with the module that it is taken from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.relative_to(HERE).as_posix())
def test_nothing_imports_backwards(path):
    names = imported(ast.parse(path.read_text("utf-8")))
    assert [name for name in names if f"{name}.".startswith("helpers.lessons.")] == []
