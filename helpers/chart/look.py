"""The one look of all figures: palette, fonts, axes, numbers; and words that fit their place."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from functools import lru_cache

import plotly.graph_objects as go

from helpers import language

# Okabe and Ito's palette, which colour-blind readers can tell apart; never the only carrier of a difference.
BLUE, ORANGE, GREEN, PINK, SKY, YELLOW = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
GREY, PALE, INK = "#6B6B6B", "#D9D9D9", "#222222"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
# shadow of a font: white around letters that a line may cross
HALO = ", ".join(f"{x}px {y}px #FFFFFF" for x in (-2, 0, 2) for y in (-2, 0, 2) if x or y)
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "x")

# no button that sends a figure to somebody's server
CONFIG = {
    "displayModeBar": False,
    "responsive": True,
    "showSendToCloud": False,
}
_FONT = {"family": "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif", "size": 14, "color": INK}
_AXIS = {
    "automargin": True,
    "showline": True,
    "linecolor": GREY,
    "ticks": "outside",
    "tickcolor": GREY,
    "gridcolor": "#E8E8E8",
    "zeroline": False,
    "fixedrange": True,
}


# An axis that shows nothing. Not `visible: False`: Plotly would keep the room of the labels of the figure before.
HIDDEN = {"automargin": False, "showticklabels": False, "showgrid": False, "showline": False, "ticks": ""}


def _room(x: dict, y: dict) -> dict:
    """Margins in px with room for the titles and numbers of the axes. Plotly makes more where that is too little, but finds out by drawing the figure a second time."""
    lines = y["title"]["text"].count("<br>") + 1 if y.get("title") else 0
    return {"l": 54 + 18 * lines if lines else 10, "r": 26, "t": 36, "b": 62 if x.get("title") else 10}


def _of_names(axis: str, traces) -> dict:
    """What an axis of names needs: Plotly may take names such as "10-12" for dates or numbers."""
    values = [
        value
        for trace in traces
        for value in (trace[axis] if axis in trace and trace[axis] is not None else ())
    ]
    return {"type": "category"} if any(isinstance(value, str) for value in values) else {}


def figure(
    *traces,
    x: dict | None = None,
    y: dict | None = None,
    height: int = 400,
    margin: dict | None = None,
    **layout,
) -> go.Figure:
    """A figure in the look of the course.

    Parameters
    ----------
    *traces : plotly traces
    x, y : dict
        What the axis adds to the common look; `title` may be a plain string and carries the unit. Give a `range`,
        so that the axis stands still while a control moves.
    height : int
        Height in pixels; the width follows the page.
    margin : dict, optional
        Least room in pixels at the left, right, top and bottom (`l`, `r`, `t`, `b`), where it differs from the common.
    **layout
        Anything else of Plotly's layout, such as `shapes` or `annotations`.
    """
    x, y = (_of_names("x", traces) | (x or {}), _of_names("y", traces) | (y or {}))
    x, y = (
        {**axis, "title": {"text": wrapped(axis["title"], longest), "standoff": 12}}
        if isinstance(axis.get("title"), str)
        else axis
        for axis, longest in ((x, 80), (y, 40))  # a title beside a figure is as long as the figure is high
    )
    return go.Figure(
        list(traces),
        {
            "template": {},
            "font": _FONT,
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "height": height,
            "margin": _room(x, y) | (margin or {}),
            "autosize": True,
            "separators": language.separators(),
            "hoverlabel": {"font": {"size": 14}},
            "dragmode": False,
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
            "xaxis": {**_AXIS, **x},
            "yaxis": {**_AXIS, **y},
            **layout,
        },
        _validate=False,  # takes a third of the time of a view: done once, in `explore.stored`, and in tests
    )


def plain(value):
    """A Plotly figure, or part of one, as plain dicts and lists with numbers of at most five significant digits."""
    if (
        isinstance(value, str) or value is None or isinstance(value, int)
    ):  # the most frequent first: figures hold thousands
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        rounded = float(f"{value:.5g}")
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v is not None and k != "template"}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, go.Figure):
        # part by part, since the figure's own JSON packs numpy arrays as base64
        return plain(
            {
                "data": [trace.to_plotly_json() for trace in value.data],
                "layout": value.layout.to_plotly_json(),
            }
        )
    if hasattr(value, "tolist"):  # numpy arrays and numbers, pandas columns
        return plain(value.tolist())
    return str(value)


@lru_cache
def ink_on(color: str) -> str:
    """Black or white, whichever stands out more from a colour such as `#009E73`; Plotly's own choice is too faint on green and orange."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # relative luminance, as WCAG 2 defines it
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


def wrapped(text: str, width: int = 20, lines: int | None = None) -> str:
    """A label broken over lines of at most about `width` letters, for an axis that leaves room on a phone; of more where `lines` are given and it would take more than these."""
    if lines:
        width = max(width, len(str(text)) // lines + 3)
    return "<br>".join(textwrap.wrap(str(text), width, break_long_words=False)) or str(text)


def row_height(names: Sequence[str], least: int) -> int:
    """Height of a row in px, at least `least`, with room for the lines of each name."""
    return max([least, *(5 + 18 * (name.count("<br>") + 1) for name in names)])
