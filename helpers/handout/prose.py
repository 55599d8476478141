"""A lesson's Markdown as HTML that stands alone: formulas as MathML, no links to files that are not there."""

from __future__ import annotations

import html
import re

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from helpers.language import _


class Prose:
    """The prose of one notebook, cell by cell in their order.

    Attributes
    ----------
    title : str
        The first heading, without markup; empty until it was met.
    """

    def __init__(self, folder: str = ""):
        self.folder, self.title, self._level, self._ids = folder, "", 0, set()

    def html(self, cell) -> str:
        renderer = _Renderer(self, escape=False, embed_images=True, exclude_anchor_links=True, path=self.folder or ".", attachments=cell.get("attachments"))
        return MarkdownWithMath(renderer).render(cell.source).strip()

    def heading(self, inside: str, level: int) -> str:
        """A heading that skips no level; only the first is of level 1."""
        plain = html.unescape(re.sub(r"<[^>]+>", "", inside)).strip()
        self.title = self.title or plain
        self._level = min(max(level, 2), self._level + 1) if self._level else 1
        name, count = re.sub(r"\s+", "-", plain), 2
        while name in self._ids:
            name, count = f"{re.sub(r'-+[0-9]+$', '', name)}-{count}", count + 1
        self._ids.add(name)
        return f'<h{self._level} id="{html.escape(name)}">{inside}</h{self._level}>\n'


class _Renderer(IPythonRenderer):
    def __init__(self, prose: Prose, **options):
        super().__init__(**options)
        self._prose = prose

    def heading(self, text, level, **_attributes):
        return self._prose.heading(text, level)

    def inline_math(self, body):
        return convert(body, display="inline")

    def block_math(self, body):
        name = html.escape(_("Formula"))
        return f'<span class="course-scroll course-formula" tabindex="0" role="group" aria-label="{name}">{convert(body, display="block")}</span>'

    def latex_environment(self, name, body):
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")

    def link(self, text, url, title=None):
        if url.startswith("#"):
            return f'<a href="{html.escape(url)}">{text}</a>'
        if re.match(r"https?://|mailto:", url):
            return f'<a href="{html.escape(url)}" rel="noopener">{text}</a>'
        return text  # a handout stands alone

    def image(self, text, url, title=None):
        shown = super().image(text, url, title)
        if 'src="data:' not in shown:
            raise ValueError(f"the picture {url} cannot be put into the handout; keep it beside the notebook or paste it into the cell")
        return shown

    def block_code(self, code, info=None):
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def table(self, text):
        name = html.escape(_("Table"))
        return f'<div class="course-scroll" tabindex="0" role="group" aria-label="{name}"><table>{text}</table></div>\n'
