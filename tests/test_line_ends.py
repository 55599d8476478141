"""Files that the course writes have the same line ends on every system."""

import ast

import pytest

from helpers import language

CODE = sorted((language.ROOT / "helpers").rglob("*.py"))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_text_is_written_with_line_ends_that_are_named(path):
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        modes = [
            part.value
            for part in [*call.args, *(word.value for word in call.keywords)]
            if isinstance(part, ast.Constant)
        ]
        writes = (
            name == "write_text" or name == "open" and {"w", "a", "x", "w+", "a+", "wt", "at"} & set(modes)
        )
        assert not writes or "newline" in {word.arg for word in call.keywords}, (
            f"{path.name}, line {call.lineno}"
        )
