"""Explorations and parts that a teacher wrote in a notebook of his own, or in a module beside it.

Only a kernel knows them: the notebook is run once more, in a kernel of its own, and asked for them at its end.
"""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path

from helpers import language
from helpers.handout.markup import Unfit

MOST_SECONDS = 300


def answers(nb, folder: str, items: list[str], edition: str) -> dict[str, dict]:
    """What a notebook's own explorations and parts are on a page, as `told` writes them.

    Raises
    ------
    Unfit
        If the notebook does not run from its first cell to its last.
    """
    import nbclient
    import nbformat

    run = copy.deepcopy(nb)
    run.cells = [cell for cell in run.cells if cell.cell_type == "code"]
    first = f"import helpers.language\nhelpers.language.use({language.current()!r})\ndel helpers"
    last = f"from helpers.handout.own import told\nprint(told({items!r}, globals(), {edition!r}))"
    run.cells = [nbformat.v4.new_code_cell(first), *run.cells, nbformat.v4.new_code_cell(last)]
    run.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    resources = {"metadata": {"path": str(Path(folder or ".").absolute())}}
    try:
        nbclient.NotebookClient(run, timeout=MOST_SECONDS, resources=resources).execute()
    except nbclient.exceptions.CellExecutionError as error:
        raise Unfit(
            f"needs the notebook to run once more, and it ended in {error.ename}: {error.evalue}"
        ) from error
    except nbclient.exceptions.CellTimeoutError as error:
        raise Unfit(
            f"needs the notebook to run once more, and a cell took more than {MOST_SECONDS} seconds"
        ) from error
    said = "".join(
        output.text
        for output in run.cells[-1].outputs
        if output.output_type == "stream" and output.name == "stdout"
    )
    return json.loads(said.splitlines()[-1])


def told(items: list[str], names: dict, edition: str) -> str:
    """In the notebook's kernel: each of the items as JSON, or null where there is none.

    Parameters
    ----------
    items : list of str
        As outputs name them: module and name.
    names : dict
        All that the notebook has named.
    edition : str
        Of the handout.
    """
    from helpers.handout import told_of

    found = {item: _found(item, names) for item in items}
    return json.dumps(
        {item: thing and told_of(thing, edition) for item, thing in found.items()}, ensure_ascii=True
    )


def _found(item: str, names: dict):
    mine = next((thing for thing in list(names.values()) if _item_of(thing) == item), None)
    if mine is not None:
        return mine
    module, _colon, name = item.partition(":")
    loaded = [known for place, known in list(sys.modules.items()) if place.rpartition(".")[2] == module]
    return next((thing for known in loaded if _item_of(thing := getattr(known, name, None)) == item), None)


def _item_of(thing) -> str | None:
    from helpers import explore, parts

    return thing.item if isinstance(thing, (explore.Exploration, parts.Part)) else None
