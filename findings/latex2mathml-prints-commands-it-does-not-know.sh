#!/usr/bin/env bash
# latex2mathml 3.81.1
# What happens: a command that it does not know, such as \ce{...} of chemistry, which MathJax in JupyterLab sets,
#   is printed as its own name, backslash and all, beside the letters that stood in its braces. No error, no warning.
# What one would expect: an error that names the command, as for a brace that is missing.
# Why it matters to makers of courses: a formula that is right in JupyterLab is nonsense in the page that is handed out, and only
#   somebody who proofreads every formula notices.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q latex2mathml==3.81.1
cat > look.py <<'PY'
import re
from latex2mathml.converter import convert

for formula, name in ((r"\ce{Mg^2+}", r"\ce"), (r"\SI{12}{mg}", r"\SI"), (r"\qty{12}{mg}", r"\qty")):
    said = re.sub(r"<[^>]+>", " ", convert(formula)).split()
    print(f"{formula:12} is printed as", " ".join(said))
    assert name in said, "this has changed"
PY
env/bin/python look.py
