"""HTML that a notebook brings along: what it may hold, whether all of it is closed, its pictures and formulas."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CLOSED_BY_ITSELF = {
    "p",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "colgroup",
    "option",
    "optgroup",
    "rt",
    "rp",
}
KEPT_OUT = {
    **dict.fromkeys(("script", "noscript", "template"), "scripts"),
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "applet"), "a page within the page"),
    **dict.fromkeys(("video", "audio", "source", "track"), "video or sound"),
    **dict.fromkeys(("link", "base", "meta"), "files from elsewhere"),
    "canvas": "a drawing that needs scripts",
    "form": "a form, which has nowhere to go",
    **dict.fromkeys(("html", "head", "body", "title", "plaintext", "xmp", "main"), "a page of its own"),
}
INSTEAD = "show a figure, a picture or a table instead"
LOADS = ("src", "srcset", "poster", "background", "data", "action", "formaction")
REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*>"""  # of a tag
TAG = "<[a-zA-Z/!?]" + REST
QUOTES = "\"'"
SOURCE = r"""(?i)(\ssrc\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)"""


class Unfit(ValueError):
    """Something that a handout cannot show; says what it is."""


def checked(text: str) -> str:
    """The HTML itself.

    Raises
    ------
    Unfit
        If a handout would not show it as the notebook does, or if it would change what stands after it on the page.
    """
    reader = _Reader()
    reader.feed(text)
    left = re.search(r"<[a-zA-Z/!]", reader.rawdata)
    reader.close()
    if left or "<!--" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        raise Unfit("holds HTML that breaks off within a tag or a comment")
    unclosed = [tag for tag in reader.open if tag not in CLOSED_BY_ITSELF]
    if unclosed:
        raise Unfit(f"opens <{unclosed[-1]}> and never closes it; write </{unclosed[-1]}> in the same cell")
    return text


class _Reader(HTMLParser):
    """Reads HTML tag by tag, as a browser does. `open` are the elements that are not closed yet."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attributes):
        self._check(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if {"svg", "math"} & set(self.open) and tag not in VOID:  # elsewhere a browser does not see the slash
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in CLOSED_BY_ITSELF:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in CLOSED_BY_ITSELF:
            inside = f" while <{self.open[-1]}> is open" if self.open else ", which is not open"
            raise Unfit(f"closes </{tag}>{inside}; open and close it in the same cell")

    def handle_data(self, data):
        if self.open[-1:] == ["style"]:
            _check_style(data)

    def _check(self, tag: str, attributes: list) -> None:
        if tag in KEPT_OUT and not (tag == "title" and "svg" in self.open):
            raise Unfit(f"shows HTML that brings {KEPT_OUT[tag]} (<{tag}>); {INSTEAD}")
        loads = LOADS if tag not in ("image", "use", "feimage") else (*LOADS, "href", "xlink:href")
        for name, value in attributes:
            value = (value or "").strip()
            if name.startswith("on") or re.match(r"(java|vb)script:", value, re.IGNORECASE):
                raise Unfit(f"shows HTML that brings scripts ({name} of <{tag}>); {INSTEAD}")
            if name in loads and value and not re.match(r"data:image/|#", value, re.IGNORECASE):
                raise Unfit(
                    f"shows HTML that brings files from elsewhere ({value[:80]!r} of <{tag}>); {INSTEAD}"
                )
            if name == "style":
                _check_style(value)


def _check_style(rules: str) -> None:
    if re.search(r"@import|url\(\s*[\"']?(?!data:|#|[\"')\s])", rules, re.IGNORECASE):
        raise Unfit("shows HTML whose style brings files from elsewhere")


def with_pictures(text: str, embedded: Callable[[str], str]) -> str:
    """The HTML with the address of each picture replaced by what `embedded` makes of it; all else untouched."""

    def address(found: re.Match) -> str:
        return f'{found[1]}"{embedded(html.unescape(found[2].strip(QUOTES)))}"'

    def put_in(found: re.Match) -> str:
        return found[0] if found[0].startswith("<!--") else re.sub(SOURCE, address, found[0], count=1)

    return re.sub(rf"<!--.*?-->|<img\b{REST}", put_in, text, flags=re.DOTALL | re.IGNORECASE)


# Formulas as a notebook marks them: $$...$$, \[...\], \(...\), $...$, and environments.
FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<block>.+?)(?<!\\)\$\$"
    r"|\\\[(?P<bracket>.+?)\\\]"
    r"|\\\((?P<paren>.+?)\\\)"
    r"|(?<![$\\])\$(?P<inline>[^$]+?)(?<!\\)\$(?!\$)"
    r"|(?P<environment>\\begin\{(?P<name>[a-z]+\*?)\}.*?\\end\{(?P=name)\})",
    re.DOTALL,
)


def with_formulas(text: str, formula: Callable[[str, str], str], other: Callable[[str], str] = str) -> str:
    """The text with its formulas set.

    Parameters
    ----------
    text : str
    formula : function
        Sets a formula, given with its `display`, block or inline.
    other : function
        Makes of the rest what is to stand on the page.
    """
    parts, end = [], 0
    for found in FORMULA.finditer(text):
        inline, block = (
            found["inline"] or found["paren"],
            found["block"] or found["bracket"] or found["environment"],
        )
        parts += [
            other(text[end : found.start()]),
            formula(inline, "inline") if inline else formula(block, "block"),
        ]
        end = found.end()
    return "".join([*parts, other(text[end:])])


def with_formulas_between_tags(text: str, formula: Callable[[str, str], str]) -> str:
    """HTML with the formulas in its text, as JupyterLab sets them there too; not in code."""
    as_it_is = r"<!--.*?-->|<(?P<kept>pre|code|style|script|textarea|svg|math)\b.*?</(?P=kept)\s*>|" + TAG
    parts, end = [], 0
    for found in re.finditer(as_it_is, text, re.DOTALL | re.IGNORECASE):
        parts += [_formulas_in(text[end : found.start()], formula), found[0]]
        end = found.end()
    return "".join([*parts, _formulas_in(text[end:], formula)])


def _formulas_in(text: str, formula: Callable[[str, str], str]) -> str:
    return with_formulas(text, lambda tex, display: formula(html.unescape(tex), display))


def in_ascii(page: str) -> str:
    """The page in ASCII alone, with references for all other letters: right whatever character set a server tells.

    Scripts must be in ASCII already; they know no references.
    """

    def style(found: re.Match) -> str:
        return _escaped(found[0], lambda letter: f"\\{ord(letter):x} ")

    page = re.sub(r"<style\b.*?</style>", style, page, flags=re.DOTALL | re.IGNORECASE)
    return page.encode("ascii", "xmlcharrefreplace").decode()


def script_in_ascii(script: str) -> str:
    """The script with all letters beyond ASCII written as JavaScript's escapes, which its strings understand."""
    return _escaped(script, lambda letter: json.dumps(letter)[1:-1])


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda found: escape(found[0]), text)
