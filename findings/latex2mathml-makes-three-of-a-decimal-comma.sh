#!/usr/bin/env bash
# latex2mathml 3.81.1
# What happens: "12,5" becomes three parts: the number 12, a comma that is a separator, the number 5. A browser sets a gap
#   behind the comma, and a screen reader says two numbers. "12.5" is one number. Braces around the comma, TeX's own way to
#   say that it is no separator ("12{,}5"), change nothing.
# What one would expect: with the braces at least, one <mn>12,5</mn>.
# Why it matters to makers of courses: in most languages of Europe every formula of a translated lesson has decimal commas.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q latex2mathml==3.81.1
cat > look.py <<'PY'
import html
import re
from latex2mathml.converter import convert

seen = {}
for formula in ("12.5", "12,5", "12{,}5"):
    parts = re.findall(r"<(m[a-z]+)[^>]*>([^<]*)</", convert(formula))
    seen[formula] = [html.unescape(text) for _tag, text in parts if text]
    print(f"{formula:8}", seen[formula])
assert seen["12.5"] == ["12.5"] and seen["12,5"] == ["12", ",", "5"] and seen["12{,}5"] == ["12", ",", "5"], "this has changed"
PY
env/bin/python look.py
