r"""Formulas as MathML, or a reason why not: the converter itself copies a command that it does not know as text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from latex2mathml import commands
from latex2mathml.converter import convert

from helpers.handout.markup import Unfit
from helpers.language import separators

# environments that look like one the converter knows
SAME_AS = {
    "aligned": "split",
    "gathered": "matrix",
    "gather*": "matrix",
}
ENVIRONMENTS = {name.removeprefix("\\") for name in commands.MATRICES} | {"equation", "equation*"}
PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


def mathml(tex: str, display: str) -> str:
    """A formula as MathML; `display` is block or inline.

    Raises
    ------
    Unfit
        If any part of the formula would get lost, or stand there as it was typed; says which formula and why.
    """
    try:
        return _converted(tex, display)
    except Unfit as problem:
        raise Unfit(f"the formula ${tex.strip()}$ cannot be set: {problem}") from None


def _converted(tex: str, display: str) -> str:
    if not tex.strip():
        raise Unfit("it is empty")
    bare = re.sub(r"\\[\\{}]", "", tex)
    if bare.count("{") != bare.count("}"):
        raise Unfit("its braces { } do not match")
    if re.search(r"(?<!\\)\$", tex):
        raise Unfit("it has a $ within")
    unknown = set(re.findall(r"\\begin\{([^}]*)\}", tex)) - ENVIRONMENTS - set(SAME_AS)
    if unknown:
        raise Unfit(f"\\begin{{{min(unknown)}}} is not known in handouts")
    for name, known in SAME_AS.items():
        tex = tex.replace(f"\\begin{{{name}}}", f"\\begin{{{known}}}").replace(
            f"\\end{{{name}}}", f"\\end{{{known}}}"
        )
    try:
        found = convert(tex, display=display)
    except Exception as error:  # the converter's errors have no base of their own
        raise Unfit(_in_words(type(error).__name__)) from error
    found = re.sub(r"<mtext\b[^>]*>[^<]*", lambda text: re.sub(r"\\([%$&#_{} ])", _escaped, text[0]), found)
    _check(found)
    return _with_whole_numbers(found, tex)


def _with_whole_numbers(found: str, tex: str) -> str:
    """MathML in which a number with a comma is one number: the converter makes three parts of it, and browsers set a gap.

    A comma in braces belongs to its number everywhere, a bare one between digits where it is the decimal mark.
    """
    comma = r"\{,\}|," if separators()[0] == "," else r"\{,\}"
    typed = {re.sub(r"[{}]", "", number) for number in re.findall(rf"\d+(?:{comma})\d+", tex)}

    def joined(parts: re.Match) -> str:
        number = f"{parts[1]},{parts[2]}"
        return f"<mn>{number}</mn>" if number in typed else parts[0]

    return re.sub(r"<mn>(\d+)</mn>(?:<mrow>)?<mo>&#x0002C;</mo>(?:</mrow>)?<mn>(\d+)</mn>", joined, found)


def _in_words(name: str) -> str:
    """The converter's error, whose name is all that it says: NoAvailableTokensError is "no available tokens"."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", name.removesuffix("Error")).lower()
    return {"no available tokens": "a command lacks what it is about, or a brace is not closed"}.get(
        words, words
    )


def _escaped(found: re.Match) -> str:
    return "&amp;" if found[1] == "&" else found[1]


def _check(found: str) -> None:
    try:
        parts = list(ElementTree.fromstring(found).iter())
    except ElementTree.ParseError:
        raise Unfit("it has an & or a number of a letter that stands for nothing") from None
    for part in parts:
        name, said = part.tag.rpartition("}")[2], part.text or ""
        unknown = re.search(r"\\+[a-zA-Z]*", said)
        if unknown:
            raise Unfit(f"{unknown[0]} is not known in handouts")
        if name == "menclose" and part.get("notation") != "box":
            raise Unfit("a stroke through a part is not drawn by browsers")
        if len(part) != PARTS.get(name, len(part)):
            raise Unfit("a fraction, root, power or index lacks a part")
