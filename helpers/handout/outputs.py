"""What a cell showed, as HTML: its best form that a page without kernel can show, or a reason why there is none."""

from __future__ import annotations

import base64
import binascii
import html
import re
import xml.etree.ElementTree as ElementTree
from functools import lru_cache

import defusedxml.ElementTree
from nbconvert.filters.ansi import strip_ansi

from helpers import explore
from helpers.handout import markup
from helpers.handout.markup import INSTEAD, Unfit
from helpers.handout.prose import Prose, formula
from helpers.language import _

RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp")
BEST_FIRST = ("text/html", "text/markdown", "text/latex", "image/svg+xml", *RASTER)  # as JupyterLab chooses
ALIVE = {explore.WIDGET: "a widget", "application/javascript": "a script", "text/javascript": "a script"}


def shown(output, prose: Prose, *, pictured: bool = False) -> str:
    """An output as HTML.

    Parameters
    ----------
    output : NotebookNode
        With `data`, of a kind that is no figure and no part of the course.
    prose : Prose
        For headings, formulas and pictures.
    pictured : bool
        Whether the cell shows a picture too: then the name of a Python object beside it is only what Python says of it.

    Raises
    ------
    Unfit
        If the page would not show what the notebook shows.
    """
    data = {kind: value for kind, value in output.data.items() if isinstance(value, str)}
    alive = [word for kind, word in ALIVE.items() if kind in output.data]
    if alive:
        raise Unfit(
            f"shows {alive[0]}, which needs a kernel or scripts; {INSTEAD}, or give the cell the tag live-only"
        )
    kind = next((kind for kind in BEST_FIRST if kind in data), None)
    plain = data.get(explore.TEXT, "")
    if kind == "text/html":
        return _html(data[kind], prose)
    if kind == "text/markdown":
        return f'<div class="course-markdown">{prose.html(data[kind])}</div>'
    if kind == "text/latex":
        return f"<p>{_latex(data[kind])}</p>"
    if kind:
        return _picture(kind, data[kind], plain, output.metadata.get(kind, {}), prose)
    unknown = [kind for kind in output.data if kind != explore.TEXT]
    if unknown:
        raise Unfit(f"shows something of the kind {unknown[0]}, which a handout cannot; {INSTEAD}")
    if _only_names_an_object(plain) and not pictured:
        raise Unfit(
            f"shows the name of a Python object, {plain[:80]!r}, and nothing to see; {INSTEAD}, or end the line with ;"
        )
    return printed(plain)


def printed(text: str) -> str:
    """Text as it was printed: of a line that was written over only the last writing, and no codes for colours."""
    text = re.sub(r"[^\n]*\r(?!\n|$)", "", strip_ansi(text))
    return f'<pre class="course-output">{html.escape(text)}</pre>' if text else ""


def is_pictured(output) -> bool:
    """Whether an output holds a picture."""
    return any(kind in output.get("data", {}) for kind in ("image/svg+xml", *RASTER))


def _html(found: str, prose: Prose) -> str:
    """An HTML output, usually a table of pandas."""
    found = (
        re.sub(r"<style scoped>.*?</style>", "", found, flags=re.DOTALL)
        .replace("<th></th>", "<td></td>")
        .replace(' border="1"', "")
    )
    found = prose.from_html(found)
    if "<table" not in found:
        return f'<div class="course-scroll">{found}</div>'
    name = html.escape(_("Table"))
    return f'<div class="course-scroll" tabindex="0" role="group" aria-label="{name}">{found}</div>'


def _latex(text: str) -> str:
    """LaTeX as Jupyter shows it: formulas, and the words between them as they are."""

    def words(between: str) -> str:
        if re.search(r"\\[a-zA-Z]", between):
            raise Unfit(f"shows LaTeX outside of formulas ({between.strip()[:60]!r}); put it between $ and $")
        return html.escape(between)

    return markup.with_formulas(text, formula, words)


def _picture(kind: str, content: str, plain: str, about, prose: Prose) -> str:
    """A picture, as large as the notebook shows it. As the source of an image, the scripts of an SVG never run."""
    encoded = (
        base64.b64encode(_svg(content).encode()).decode()
        if kind == "image/svg+xml"
        else _base64(kind, content)
    )
    alt = _("Picture") if not plain.strip() or _only_names_an_object(plain) else plain.strip()
    sides = [side for side in ("width", "height") if isinstance(about.get(side), (int, float))]
    size = "".join(f' {side}="{int(about[side])}"' for side in sides)
    prose.pictures[f"{alt} ({kind})"] = len(encoded)
    return f'<p><img src="data:{kind};base64,{encoded}" alt="{html.escape(alt)}"{size}></p>'


def _base64(kind: str, content: str) -> str:
    plain = re.sub(r"\s", "", content)
    try:
        base64.b64decode(plain, validate=True)
    except binascii.Error:
        raise Unfit(f"shows a picture ({kind}) that is broken; run the cell again") from None
    return plain


def _svg(source: str) -> str:
    """An SVG that a browser takes as a picture.

    Raises
    ------
    Unfit
        If it is no whole SVG, or brings scripts or files from elsewhere, which a picture may not.
    """
    if "xmlns=" not in source:
        source = source.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    try:
        defusedxml.ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError) as error:  # defusedxml's own errors are ValueErrors
        raise Unfit(f"shows an SVG that is not whole ({error})") from None
    # as matplotlib writes
    markup.checked(re.sub(r"<\?.*?\?>|<!DOCTYPE.*?>|<metadata\b.*?</metadata>", "", source, flags=re.DOTALL))
    return source


def _only_names_an_object(plain: str) -> bool:
    """Whether a text is only what Python says of an object that has no words of its own, or of a widget."""
    plain = plain.strip()
    bare = re.sub(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", "", plain)  # what stands in quotes is a text
    if plain != "<NA>" and re.fullmatch(r"<[^<>]*>", bare):
        return True
    if re.search(r"<[^<>]*(?: at 0x[0-9a-fA-F]+| object)>|<Figure size ", bare):
        return True
    call = re.match(r"(\w+)\((?=\)|\w+=|\{)", plain)
    return call is not None and call[1] in _widgets()


@lru_cache
def _widgets() -> set[str]:
    """Names of widgets, as they begin what Python says of one."""
    import ipywidgets

    classes = {name: thing for name, thing in vars(ipywidgets).items() if isinstance(thing, type)}
    return {name for name, thing in classes.items() if issubclass(thing, ipywidgets.Widget)} | {
        "FigureWidget"
    }
