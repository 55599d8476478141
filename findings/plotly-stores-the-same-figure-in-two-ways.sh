#!/usr/bin/env bash
# plotly 7.1.0 with numpy 2.4.6
# What happens: the same bar chart of the same numbers is stored in a notebook as plain numbers when they come as a list, and as base64
#   text ("bdata") when they come as an array or a column of pandas. The base64 says which integer type would just do: one
#   larger number in the table (127 to 128) changes the type, and with it every letter of the stored text.
# What one would expect: numbers, which a reader of the file, a diff and a comparison with a tolerance can understand.
# Why it matters to makers of courses: stored outputs are what a class reads before it runs anything, what git shows when a figure was
#   corrected, and what a test compares; here a correction of one milligram reads as noise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q plotly==7.1.0 numpy==2.4.6
cat > look.py <<'PY'
import json

import numpy as np
import plotly.graph_objects as go

def stored(values):
    return json.loads(go.Figure(go.Bar(y=values)).to_json())["data"][0]["y"]

seen = {name: stored(values) for name, values in {
    "list": [79, 127], "array": np.array([79, 127]), "array, one more milligram": np.array([79, 128]),
}.items()}
for name, y in seen.items():
    print(f"{name:26}", y)
assert seen["list"] == [79, 127]
assert seen["array"] == {"dtype": "i1", "bdata": "T38="}
assert seen["array, one more milligram"]["dtype"] == "i2" and seen["array, one more milligram"]["bdata"] != "T38="
PY
env/bin/python look.py
