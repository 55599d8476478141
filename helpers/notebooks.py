"""The notebooks as files: translated, run, and stored with nothing that differs from run to run.

`notebooks/en` is the source. The other languages are made from it and the catalogue; each keeps a fingerprint of the
cells that it was made with, so that what somebody wrote into it is noticed before it is made again.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from pathlib import Path

from helpers import language, solutions
from helpers.language import SOURCE, translate

FOLDER = language.ROOT / "notebooks"
# of a lesson, 06-1-bones-and-teeth; not of a copy that somebody made of it
NAME = re.compile(r"\d\d(-\d)?-[a-z0-9-]+")
WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


# ---- words

_MARK = r"(?:[-*+]|\d+[.)])[ \t]+"  # of an item of a list that stands at the left


def blocks(markdown: str) -> list[str]:
    """A Markdown text cut at its empty lines, code as one piece: what is translated piece by piece."""
    found, inside_code = [], False
    for block in re.split(r"\n[ \t]*\n", markdown):
        if inside_code:
            found[-1] += "\n\n" + block
        elif block.strip():
            found.append(block)
        inside_code ^= block.count("```") % 2 == 1
    return found


def items(block: str) -> list[tuple[str, str]]:
    """A block as pairs of a mark and its words: a list as its items, any other block as one piece with an empty mark.

    What is indented belongs to the item above it. So a list may grow by a line, and the others stay translated.
    """
    if not re.match(_MARK, block):
        return [("", block)]
    lines = re.split(rf"\n(?={_MARK})", block)
    return [re.match(rf"({_MARK})(.*)", line, re.DOTALL).groups() for line in lines]


def has_words(block: str) -> bool:
    """Whether a block is for people to read: neither code nor the end of a part that opens and closes."""
    return not block.lstrip().startswith(("```", "</"))


def extract_notebook(fileobj, keywords, comment_tags, options):
    """Babel extractor: every piece of words of every Markdown cell, with the number of its cell."""
    import nbformat

    notebook = nbformat.reads(fileobj.read().decode("utf-8"), as_version=4)
    for place, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            for block in filter(has_words, blocks(solutions.unsolved(cell.source))):
                for _mark, words in items(block.strip("\n")):
                    yield place, None, words, []


def translated(notebook, code: str):
    """The same notebook in another language: its Markdown by the catalogue, its code asking for that language; outputs empty."""
    twin = copy.deepcopy(notebook)
    for cell in twin.cells:
        if cell.cell_type == "markdown":
            said = (_translated_block(block, code) for block in blocks(solutions.unsolved(cell.source)))
            cell.source = solutions.solved("\n\n".join(said), code)
        else:
            cell.source, cell.outputs, cell.execution_count = in_code(cell.source, code), [], None
    return twin


def _translated_block(block: str, code: str) -> str:
    if not has_words(block):
        return in_code(block, code)
    return "\n".join(mark + translate(words, code) for mark, words in items(block.strip("\n")))


def in_code(source: str, code: str) -> str:
    """Code that asks for the lessons in another language: `from helpers.nl import ...`."""
    return re.sub(rf"\bhelpers\.{SOURCE}\b", f"helpers.{code}", source)


# ---- what is stored


def clean(notebook: dict) -> None:
    """Take out of a notebook what only lives as long as its kernel, and what differs from run to run.

    Without their kernel widgets are an error line each; every part of the course has a form besides that shows itself.
    Outputs that are not of the course stay as they are.

    Parameters
    ----------
    notebook : dict
        As nbformat 4 writes it; changed in place.
    """
    for output in _outputs(notebook):
        if "course" in output.get("metadata", {}):
            output.get("data", {}).pop(WIDGET, None)
    if not any(WIDGET in output.get("data", {}) for output in _outputs(notebook)):
        notebook["metadata"].pop("widgets", None)  # their state, 2 MB of it, which nothing shows
    if "course" not in notebook["metadata"]:  # of somebody's own
        return
    for place, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), start=1):
        cell["metadata"].pop("execution", None)
        for counted in (cell, *cell["outputs"]):
            if counted.get("execution_count"):  # as in a first run from the top
                counted["execution_count"] = place
    notebook["metadata"]["language_info"] = dict(KERNEL["language_info"])
    if notebook["metadata"].get("kernelspec", KERNEL["kernelspec"])["name"] == KERNEL["kernelspec"]["name"]:
        notebook["metadata"]["kernelspec"] = dict(KERNEL["kernelspec"])  # a hub's own kernel keeps its name


def _outputs(notebook: dict) -> list[dict]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


class CellError(Exception):
    """A cell of a notebook ended in an error; the message names the cell."""


def run(notebook, folder: Path, code: str | None = None):
    """The notebook with the outputs of a fresh run in `folder`, clean; in the language `code` if it is one of the course.

    Raises
    ------
    CellError
        If a cell ends in an error.
    """
    if any(cell.cell_type == "code" for cell in notebook.cells):
        _execute(notebook, folder)
    if code:
        made = {"made_of": fingerprints(notebook)} if code != SOURCE else {}
        notebook.metadata.course = {"language": code, **made}
    clean(notebook)
    return notebook


def _execute(notebook, folder: Path) -> None:
    """Run the cells of a notebook in a kernel of its own."""
    import nbclient
    from jupyter_client.kernelspec import NoSuchKernel

    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no warning at every start
    )
    try:
        client.execute()
    except NoSuchKernel as error:
        raise CellError(f"it asks for the kernel {error.name!r}, which is not installed here") from None
    except nbclient.exceptions.CellExecutionError as error:
        failed = next(cell for cell in notebook.cells if _has_error(cell))
        raise CellError(
            f"cell {failed.id!r} ended in {error.ename}: {error.evalue}\n\n{failed.source}"
        ) from None


def _has_error(cell) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def write(notebook, path: Path) -> None:
    """Write a notebook as JupyterLab writes it; it is there whole, or the old one stays."""
    import nbformat

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")
    part.replace(path)


# ---- has somebody written into it?


def fingerprints(notebook) -> list[list[str]]:
    """Id and a short fingerprint of each cell, in their order."""
    return [[cell["id"], _fingerprint(cell)] for cell in notebook["cells"]]


def _fingerprint(cell) -> str:
    """Of kind, words, tags and slide of a cell; outputs and what is collapsed may change."""
    by_hand = [cell["metadata"].get(key) for key in ("tags", "slideshow")]
    return hashlib.sha256(json.dumps([cell["cell_type"], cell["source"], by_hand]).encode()).hexdigest()[:8]


def changes(notebook) -> list[str]:
    """What was done by hand to a generated notebook since it was made: a line for each cell; empty if nothing."""
    if "made_of" not in notebook.metadata.get("course", {}):
        return ["it was not made by this command"]
    made, found = dict(notebook.metadata.course.made_of), dict(fingerprints(notebook))
    said = [f"cell {key!r} was taken away" for key in made if key not in found]
    for cell in notebook.cells:
        words = next(iter(cell.source.strip().splitlines()), "")[:60]
        if cell.id not in made:
            said.append(f"cell {cell.id!r} was added: {words}")
        elif made[cell.id] != found[cell.id]:
            said.append(f"cell {cell.id!r} was changed: {words}")
    if not said and list(made) != list(found):
        said.append("cells were moved")
    return said
