"""All states of an exploration, packed: what never changes once, what changes by the controls on which it depends."""

from __future__ import annotations

import math

from helpers.explore import Exploration, as_json


def packed(exploration: Exploration) -> dict:
    """The states of an exploration for a handout.

    Returns
    -------
    dict
        `controls`: each control's values, the last control running fastest; `base`: the view of the first state;
        `columns`: what differs, as [path in the view, places of the controls it depends on, its value for each
        combination of these].

    Raises
    ------
    ValueError
        If there are too many states.
    """
    controls = {name: control.handout for name, control in exploration.controls.items()}
    views = [as_json(exploration.function(**state)) for state in exploration.states()]
    sizes = [len(values) for values in controls.values()]
    columns = [[path, *_reduced(values, sizes)] for path, values in _differing(views, [])]
    return {"controls": controls, "base": views[0], "columns": columns}


def _differing(parts: list, path: list):
    """The places in a view that are not the same in all states, with their value in each state."""
    places = _places(parts[0])
    if places and all(_places(part) == places for part in parts):
        for place in places:
            yield from _differing([part[place] for part in parts], [*path, place])
    elif any(not _same(part, parts[0]) for part in parts):
        yield path, parts


def _places(part) -> list:
    """Keys of a dict, places of a list; none for anything else."""
    if isinstance(part, dict):
        return list(part)
    return list(range(len(part))) if isinstance(part, list) else []


def _same(one, other) -> bool:
    return type(one) is type(other) and one == other


def _reduced(values: list, sizes: list[int]) -> tuple[list[int], list]:
    """The controls on which the values depend, and the values for these alone."""
    strides = [math.prod(sizes[place + 1 :]) for place in range(len(sizes))]
    needed = []
    for place, (size, stride) in enumerate(zip(sizes, strides, strict=True)):
        at_first = [values[i - i // stride % size * stride] for i in range(len(values))]  # of this control
        if not all(map(_same, values, at_first)):
            needed.append(place)
    rest = [
        (size, stride)
        for place, (size, stride) in enumerate(zip(sizes, strides, strict=True))
        if place not in needed
    ]
    return needed, [
        value for i, value in enumerate(values) if all(i // stride % size == 0 for size, stride in rest)
    ]
