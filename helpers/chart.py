"""The one look of all figures, and the one light widget that draws them."""

from __future__ import annotations

import gzip
import math
from functools import lru_cache
from pathlib import Path

import anywidget
import plotly.graph_objects as go
import traitlets

from helpers import language

STATIC = Path(__file__).with_name("static")

# Okabe and Ito's palette, which colour-blind readers can tell apart; never the only carrier of a difference.
BLUE, ORANGE, GREEN, PINK, SKY, YELLOW = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
GREY, PALE, INK = "#6B6B6B", "#D9D9D9", "#222222"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "x")

CONFIG = {"displayModeBar": False, "responsive": True}
_FONT = {"family": "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif", "size": 14, "color": INK}
_AXIS = {
    "automargin": True, "showline": True, "linecolor": GREY, "ticks": "outside", "tickcolor": GREY,
    "gridcolor": "#E8E8E8", "zeroline": False, "fixedrange": True,
}


def figure(*traces, x: dict | None = None, y: dict | None = None, height: int = 400, **layout) -> go.Figure:
    """A figure in the look of the course.

    Parameters
    ----------
    *traces : plotly traces
    x, y : dict
        What the axis adds to the common look; `title` may be a plain string and carries the unit. Give a `range`,
        so that the axis stands still while a control moves.
    height : int
        Height in pixels; the width follows the page.
    **layout
        Anything else of Plotly's layout, such as `shapes` or `annotations`.
    """
    x, y = ({**axis, "title": {"text": axis["title"], "standoff": 12}} if isinstance(axis.get("title"), str) else axis for axis in (x or {}, y or {}))
    return go.Figure(
        list(traces),
        {
            "template": None, "font": _FONT, "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF",
            "height": height, "margin": {"l": 10, "r": 16, "t": 36, "b": 10}, "autosize": True,
            "separators": language.separators(), "hoverlabel": {"font": {"size": 14}}, "dragmode": False,
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
            "xaxis": {**_AXIS, **x}, "yaxis": {**_AXIS, **y},
            **layout,
        },
    )


def bar(**properties) -> dict:
    """A bar trace as a plain dict: Plotly checks it in the figure, four times faster than an object of its own."""
    return {"type": "bar", **plain(properties)}


def scatter(**properties) -> dict:
    """A scatter trace as a plain dict; see `bar`."""
    return {"type": "scatter", **plain(properties)}


def line_at(value: float, text: str, *, axis: str = "x", dash: str = "dash", color: str = GREY, place: float = 1.0) -> tuple[dict, dict]:
    """A marked value: the shape and the annotation of a straight line across the figure at `value` on `axis`."""
    other = "y" if axis == "x" else "x"
    shape = {
        "type": "line", f"{axis}0": value, f"{axis}1": value, f"{other}0": 0, f"{other}1": 1, f"{axis}ref": axis,
        f"{other}ref": "paper", "line": {"dash": dash, "color": color, "width": 2},
    }
    note = {
        f"{axis}": value, f"{other}": place, f"{axis}ref": axis, f"{other}ref": "paper", "text": text, "showarrow": False,
        "font": {"color": color, "size": 13}, "bgcolor": "rgba(255,255,255,0.85)",
        "xanchor": "left" if axis == "x" else "right", "yanchor": "top" if axis == "x" else "bottom",
    }
    return shape, note


def plain(value):
    """A Plotly figure, or part of one, as plain dicts and lists with numbers of at most five significant digits."""
    if isinstance(value, go.Figure):
        # part by part, since the figure's own JSON packs numpy arrays as base64
        return plain({"data": [trace.to_plotly_json() for trace in value.data], "layout": value.layout.to_plotly_json()})
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v is not None and k != "template"}
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return value
    if hasattr(value, "tolist"):  # numpy arrays and numbers, pandas columns
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        rounded = float(f"{value:.5g}")
        return int(rounded) if rounded.is_integer() else rounded
    return str(value)


def wrapped(text: str, width: int = 20) -> str:
    """A label broken over lines of at most about `width` letters, for an axis that leaves room on a phone."""
    import textwrap

    return "<br>".join(textwrap.wrap(str(text), width, break_long_words=False)) or str(text)


def ranked_bars(labels, values, texts, *, limit: float, title: str, colors=BLUE, height: int = 560, note=None, **layout) -> go.Figure:
    """Horizontal bars with the first on top, each with its number; one longer than `limit` is cut and says so.

    Parameters
    ----------
    labels, values, texts : sequences of equal length
        Name, length and printed number of each bar.
    limit : float
        Right end of the axis, so that it stands still.
    title : str
        Title of the axis, with the unit.
    colors : colour or one for each bar
    note : pair as `line_at` makes it, optional
        A marked value.
    """
    shown = [min(v, limit) for v in values]
    trace = bar(
        x=shown, y=[wrapped(label) for label in labels], orientation="h", marker={"color": colors},
        text=[f"{t} →" if v > limit else t for v, t in zip(values, texts, strict=True)],
        textposition=["inside" if v > 0.75 * limit else "outside" for v in values], insidetextanchor="end", cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>", showlegend=False, textangle=0,
    )
    if note:
        layout |= {"shapes": [note[0]], "annotations": [note[1]]}
    return figure(
        trace, x={"range": [0, limit], "title": title}, height=height,
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}}, **layout,
    )

def plotly_js_gz() -> bytes:
    """The plotly.js that Plotly for Python brings, packed; the same bytes each time."""
    import plotly

    source = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return gzip.compress(source.read_bytes(), 9, mtime=0)


class PlotlyJS(anywidget.AnyWidget):
    """Brings plotly.js to the page, packed, once a notebook; has no view of its own."""

    _view_name = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    _esm = (STATIC / "view.js").read_text("utf-8") + "\nexport default { initialize({ model }) { unpackPlotly(model.get('packed')) } }"
    packed = traitlets.Bytes().tag(sync=True)


@lru_cache
def plotly_js() -> PlotlyJS:
    """The one library widget of this kernel."""
    return PlotlyJS(packed=plotly_js_gz())


class Chart(anywidget.AnyWidget):
    """A figure with its reading, table and sources; redrawn in place when `view` changes.

    Attributes
    ----------
    html : str
        The parts of the view as `explore.skeleton` writes them.
    view : dict
        The view as `explore.as_json` writes it.
    """

    _esm = (STATIC / "view.js").read_text("utf-8") + """
export default { async render({ model, el }) {
  el.innerHTML = model.get('html')
  const Plotly = await plotlyReady()
  const draw = () => show(el, model.get('view'), Plotly)
  nameControls(el)
  draw()
  model.on('change:view', draw)
} }"""
    _css = (STATIC / "view.css").read_text("utf-8")
    html = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
