"""A lesson's Markdown as HTML that stands alone: formulas as MathML, pictures inside, no links to files that are not there."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

from helpers.handout import markup
from helpers.handout.formulas import mathml
from helpers.handout.markup import Unfit
from helpers.language import _


class Prose:
    """The prose of one notebook, cell by cell in their order.

    Attributes
    ----------
    title : str
        The first heading, without markup; empty until it was met.
    pictures : dict
        Name of each picture that was put in, to its size in the page, bytes.
    """

    def __init__(self, folder: str = ""):
        self.folder, self.title = folder, ""
        self.pictures: dict[str, int] = {}
        self._level = 0
        self._ids: set[str] = set()

    def html(self, source: str, attachments: dict | None = None) -> str:
        """Markdown as HTML.

        Raises
        ------
        Unfit
            If the page could not show all of it.
        """
        renderer = _Renderer(self, attachments)
        return markup.checked(MarkdownWithMath(renderer).render(source).strip())

    def from_html(self, found: str) -> str:
        """HTML that a cell showed, with its pictures inside and its formulas set."""
        pictured = markup.with_pictures(found, _Renderer(self).embedded)
        return markup.checked(markup.with_formulas_between_tags(pictured, formula))

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


def formula(tex: str, display: str) -> str:
    """A formula; one that stands by itself can be scrolled where the page is narrow."""
    if display == "inline":
        return mathml(tex, display)
    name = html.escape(_("Formula"))
    return f'<span class="course-scroll course-formula" tabindex="0" role="group" aria-label="{name}">{mathml(tex, display)}</span>'


class _Renderer(IPythonRenderer):
    def __init__(self, prose: Prose, attachments: dict | None = None):
        super().__init__(escape=False, embed_images=True, path=prose.folder or ".", attachments=attachments)
        self._prose = prose

    def heading(self, text, level, **_attributes):
        return self._prose.heading(text, level)

    def block_html(
        self, html
    ):  # a tag may open in one piece and close in a later one: a piece is never repaired
        return markup.with_formulas_between_tags(markup.with_pictures(html, self.embedded), formula) + "\n"

    def inline_html(self, html):
        return markup.with_pictures(html, self.embedded)

    def inline_math(self, body):
        return formula(body, "inline")

    def block_math(self, body):
        return formula(body, "block")

    def latex_environment(self, name, body):
        return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    def link(self, text, url, title=None):
        if url.startswith("#"):
            return f'<a href="{html.escape(url)}">{text}</a>'
        if re.match(r"https?://|mailto:", url):
            return f'<a href="{html.escape(url)}" rel="noopener">{text}</a>'
        return text  # a handout stands alone

    def image(self, text, url, title=None):
        alt = html.escape(html.unescape(re.sub(r"<[^>]+>", "", text)))
        named = f' title="{html.escape(title)}"' if title else ""
        return f'<img src="{self.embedded(url)}" alt="{alt}"{named}>'

    def embedded(self, url: str) -> str:
        """The picture itself in place of its address."""
        if url.startswith("data:image/"):
            return url
        try:
            found = self._embed_image_or_attachment(unquote(url))
        except InvalidNotebook:
            found = ""
        if not found.startswith("data:image/"):
            raise Unfit(
                f"the picture {url} cannot be put in; keep it beside the notebook or paste it into the cell"
            )
        self._prose.pictures[url] = len(found)
        return found

    def block_code(self, code, info=None):
        if (info or "").startswith("mermaid"):
            raise Unfit("draws a diagram with mermaid, which a handout cannot; put in a picture of it")
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def table(self, text):
        name = html.escape(_("Table"))
        return f'<div class="course-scroll" tabindex="0" role="group" aria-label="{name}"><table>{text}</table></div>\n'
