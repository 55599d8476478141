"""The form of the code: formatted and linted by ruff, types checked by mypy, no line that a reader cannot take in at once."""

import ast
import subprocess
import sys

import pytest

from helpers.language import ROOT

LONGEST = 110  # columns, as in pyproject.toml
MOST_EXPRESSIONS = 20  # on one line
FILES = sorted(path for folder in ("helpers", "tests") for path in (ROOT / folder).rglob("*.py"))


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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_long_line_is_a_text_and_no_line_holds_too_much(path):
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    said, lines = set(texts(tree)), source.splitlines()
    long = [
        number
        for number, line in enumerate(lines, 1)
        if len(line) > LONGEST and number not in said and "#" not in line
    ]
    assert long == [], "lines over 110 columns that are no text"
    counts = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and not isinstance(node, ast.Constant):
            counts[node.lineno] = counts.get(node.lineno, 0) + 1
    full = {number: count for number, count in counts.items() if count > MOST_EXPRESSIONS}
    assert full == {}, "lines with more expressions than a reader can take in"
