"""The form of the code: formatted and linted by ruff, types checked by mypy, no line that a reader cannot take in at once."""

import ast
import subprocess
import sys
from collections import Counter

import pytest

from helpers.language import ROOT

LONGEST = 110  # columns, as in pyproject.toml
MOST_EXPRESSIONS = 20  # on one line
FILES = sorted([*(ROOT / "helpers").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


@pytest.mark.parametrize("command", [["format", "--check"], ["check"]], ids=["format", "check"])
def test_ruff_finds_nothing(command):
    ran = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "helpers", "tests"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_mypy_finds_nothing(tmp_path):
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def texts(tree):
    """Lines on which a text of several words stands, from its first line to its last."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.JoinedStr, ast.Constant)) and (
            isinstance(node, ast.JoinedStr) or isinstance(node.value, str)
        ):
            yield from range(node.lineno, node.end_lineno + 1)


named = {"ids": lambda path: path.relative_to(ROOT).as_posix()}


@pytest.mark.parametrize("path", FILES, **named)
def test_a_long_line_is_a_text(path):
    source = path.read_text("utf-8")
    said = set(texts(ast.parse(source)))
    lines = enumerate(source.splitlines(), 1)
    assert [n for n, line in lines if len(line) > LONGEST and n not in said and "#" not in line] == []


# what a test compares may stand on one line
@pytest.mark.parametrize("path", [path for path in FILES if path.is_relative_to(ROOT / "helpers")], **named)
def test_a_line_holds_no_more_than_a_reader_can_take_in(path):
    expressions = (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.expr)
    )
    counts = Counter(node.lineno for node in expressions if not isinstance(node, ast.Constant))
    assert {line: count for line, count in counts.items() if count > MOST_EXPRESSIONS} == {}
