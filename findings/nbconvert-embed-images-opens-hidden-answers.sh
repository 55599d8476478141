#!/usr/bin/env bash
# nbconvert 7.17.2, HTML exporter with --embed-images.
# What happens: a hint folded with <details> ... </details> around Markdown, with the usual empty lines, is folded in the page.
#   With --embed-images the same page has it open: the tag is closed before its content, so the answer stands in plain sight.
#   No picture need be there. No warning, exit code 0.
# What one would expect: an option about pictures changes pictures only.
# Why it matters to makers of courses: --embed-images is what one adds so that a page can be handed out as one file;
#   solutions that were closed in JupyterLab and in a trial conversion are then printed open for the class.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -q nbconvert==7.17.2 mistune==3.1.4 beautifulsoup4==4.14.2
cat > make.py <<'PY'
import nbformat

source = "<details>\n<summary>Solution</summary>\n\nThe answer is **39 mg**.\n\n</details>"
nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)]), "lesson.ipynb")
PY
cat > look.py <<'PY'
import sys
from html.parser import HTMLParser

class Page(HTMLParser):
    """How many <details> are open around the answer."""
    depth, found = 0, None
    def handle_starttag(self, tag, attributes):
        self.depth += tag == "details"
    def handle_endtag(self, tag):
        self.depth -= tag == "details"
    def handle_data(self, data):
        if "39 mg" in data:
            self.found = self.depth

for name in ("plain", "embedded"):
    page = Page()
    page.feed(open(f"{name}.html", encoding="utf-8").read())
    print(f"{name}: the answer stands inside {page.found} <details>")
    sys.stdout.flush()
    if page.found != {"plain": 1, "embedded": 0}[name]:
        sys.exit("this has changed")
PY
env/bin/python make.py
env/bin/jupyter-nbconvert --log-level=ERROR --to html --output plain lesson.ipynb
env/bin/jupyter-nbconvert --log-level=ERROR --to html --embed-images --output embedded lesson.ipynb
env/bin/python look.py
