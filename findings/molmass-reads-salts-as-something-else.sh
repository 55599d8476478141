#!/usr/bin/env bash
# molmass 2026.1.8 (on Python 3.11; later releases need a newer Python).
# What happens: formulas of magnesium salts as labels and pupils write them are taken without a word for other substances:
#   "MgSO4 7H2O" has 48 oxygens instead of 11 (the blank is dropped: O47), "Mg(OAc)2" holds actinium, "KCL" is a peptide of three amino acids.
# What one would expect: the hydrate, acetate and potassium chloride, or an error.
# Why it matters to makers of courses: a share of magnesium computed from such a formula is wrong by a factor, and nothing says so;
#   whoever lets learners type formulas must check them before this library does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q 'molmass==2026.1.8'
cat > look.py <<'PY'
from molmass import Formula

seen = {}
for typed in ("MgSO4.7H2O", "MgSO4 7H2O", "Mg(OAc)2", "KCL"):
    formula = Formula(typed)
    seen[typed] = (formula.formula, round(formula.mass, 1))
    print(f"{typed:12} is read as {formula.formula}, {formula.mass:.1f} g/mol")
assert seen["MgSO4.7H2O"][1] == 246.5
assert "O48" in seen["MgSO4 7H2O"][0] and seen["MgSO4 7H2O"][1] > 800
assert "Ac" in seen["Mg(OAc)2"][0]
assert seen["KCL"][0] != "ClK" and seen["KCL"][1] > 300
PY
env/bin/python look.py
