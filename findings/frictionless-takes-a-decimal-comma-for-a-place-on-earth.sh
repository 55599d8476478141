#!/usr/bin/env bash
# frictionless 5.21.0, describing a table without a schema.
# What happens: in a food table with quoted decimal commas ("12,5"), as spreadsheets in Dutch, French or German write them,
#   the column of amounts is described as a geopoint: 12 degrees east, 5 north. The report says that the table is valid.
#   A whole-number column stays an integer, so one column of milligrams is a place and the next a number.
# What one would expect: text, or a number with a decimal comma.
# Why it matters to makers of courses: a descriptor made this way is the contract for all later checks; the first cell without
#   a comma ("60") then makes the table invalid with words about coordinates, which no teacher connects with milligrams.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q frictionless==5.21.0
printf 'food,magnesium_mg,water_g\nbread,"82,5",38\nnuts,"70,1",4\n' > foods.csv
cat > look.py <<'PY'
from frictionless import describe, validate

resource = describe("foods.csv")
types = {field.name: field.type for field in resource.schema.fields}
print(types, "valid:", validate(resource).valid)
assert types == {"food": "string", "magnesium_mg": "geopoint", "water_g": "integer"}, "this has changed"
PY
env/bin/python look.py
