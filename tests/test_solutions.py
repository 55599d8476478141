"""Solutions: closed text with what its code gives."""

import numpy as np
import pandas as pd
import pytest

from helpers import language, solutions

OPEN, END = "<details>\n<summary>Solution</summary>\n\nIn words.", "</details>"
CODE = "```\nx = 2\n\nx / 3\n```"


def test_what_the_code_gives_stands_behind_it_and_is_replaced_the_next_time():
    once = solutions.solved(f"{OPEN}\n\n{CODE}\n\n{END}", "en")
    assert once == f"{OPEN}\n\n{CODE}\n\n{solutions.COMPUTED}\n\n```\n{2 / 3}\n```\n\n{END}"
    assert solutions.solved(once.replace(str(2 / 3), "old"), "en") == once
    assert solutions.unsolved(once) == f"{OPEN}\n\n{CODE}\n\n{END}"


@pytest.mark.parametrize("text", [f"{OPEN}\n\n{END}", "Only words.", "", CODE])
def test_a_text_without_closed_code_stays(text):
    assert solutions.solved(text, "nl") == text == solutions.unsolved(text)


def test_tables_are_tables_in_the_language():
    table = pd.DataFrame(
        {"mg": [1234.56, np.nan], "seen": [True, False], "name": ["a|b", "c"]},
        index=pd.Index(["x", "y"], name="id"),
    )
    assert solutions.as_markdown(table).splitlines() == [
        "| id | mg | seen | name |",
        "| --- | --- | --- | --- |",
        "| x | 1,234.56 | True | a\\|b |",
        "| y | – | False | c |",
    ]
    language.use("nl")
    assert "| x | 1.234,56 |" in solutions.as_markdown(table["mg"])
    assert solutions.as_markdown((np.float64(26.7), [np.int64(3)])) == "```\n(26.7, [3])\n```"


def test_the_language_is_as_before_even_if_the_code_fails():
    language.use("nl")
    with pytest.raises(ZeroDivisionError):
        solutions.solved(f"<details>\n\n```\n1 / 0\n```\n\n{END}", "en")
    assert language.chosen() == "nl"
