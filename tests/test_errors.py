"""What a learner sees of an error in a notebook: its words, and nothing of the code behind them."""

import nbclient
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import language

MISTYPED = "from helpers.nl import food_sources as lesson\n\nlesson.boiling(food='spinage')"
UNKNOWN = "from helpers.nl import food_sources as lesson\n\nlesson.boiling(voedsel='x')"
NO_TABLE = "from helpers.tables import load\n\nload('food')"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (MISTYPED, "food='spinage' is geen van de 17 keuzes. Bedoelde je 'spinach'?"),
        (UNKNOWN, "boiling heeft geen instelling 'voedsel'. Wel: food, method, time"),
        (NO_TABLE, "there is no table 'food'; there are: "),
    ],
)
def test_a_slip_in_a_cell_ends_in_one_line(tmp_path, code, said):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    client = nbclient.NotebookClient(
        notebook, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    )
    [output] = client.execute().cells[0].outputs
    assert len(output.traceback) == 1 and output.traceback[0].startswith(said)


@given(st.floats(-1e6, 1e6), st.sampled_from(["en", "nl"]), st.integers(0, 4))
def test_a_number_is_understood_as_the_course_prints_it(value, code, decimals):
    language.use(code)
    assert language.typed_number(language.quantity(value, "mg", decimals), "mg") == round(value, decimals)
