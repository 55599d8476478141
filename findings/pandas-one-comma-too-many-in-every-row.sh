#!/usr/bin/env bash
# pandas 3.1.1, read_csv with its defaults.
# What happens: a small table of foods in which every amount was typed with a decimal comma and no quotes (60,5) has one cell more
#   in each row than in the header. pandas takes the first column for the index and moves all others by one place: the food is
#   called "60", its magnesium is 5, its name is gone. No error, no warning. With index_col=False the last cell of each
#   row is dropped instead (with a warning), and the magnesium is 60. If only one row has the comma there is an error.
# What one would expect: the error that comes with one such row.
# Why it matters to makers of courses: learners in half of Europe write decimal commas, in every row alike; a lesson that reads
#   their own list then computes with other numbers than they typed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q pandas==3.1.1
cat > look.py <<'PY'
import io
import warnings

import pandas as pd

every = "food,magnesium_mg\ncake,60,5\nsoup,12,5\n"
one = "food,magnesium_mg\ncake,60\nsoup,12,5\n"
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    table = pd.read_csv(io.StringIO(every))
print(table, "warnings:", len(said), sep="\n")
assert list(table["food"]) == [60, 12] and list(table["magnesium_mg"]) == [5, 5] and list(table.index) == ["cake", "soup"] and not said
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    cut = pd.read_csv(io.StringIO(every), index_col=False)
print(cut, f"warnings: {[str(w.message) for w in said]}", sep="\n")
assert list(cut["food"]) == ["cake", "soup"] and list(cut["magnesium_mg"]) == [60, 12] and len(said) == 1
try:
    pd.read_csv(io.StringIO(one))
except pd.errors.ParserError as error:
    print("one row only:", error)
else:
    raise SystemExit("this has changed")
PY
env/bin/python look.py
