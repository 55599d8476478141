"""The one look of all figures, and the one light widget that draws them."""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import anywidget
import ipywidgets
import plotly.graph_objects as go
import traitlets

from helpers import language

STATIC = Path(__file__).with_name("static")

# Okabe and Ito's palette, which colour-blind readers can tell apart; never the only carrier of a difference.
BLUE, ORANGE, GREEN, PINK, SKY, YELLOW = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
GREY, PALE, INK = "#6B6B6B", "#D9D9D9", "#222222"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
HALO = ", ".join(
    f"{x}px {y}px #FFFFFF" for x in (-2, 0, 2) for y in (-2, 0, 2) if x or y
)  # shadow of a font: white around letters that a line may cross
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "x")

CONFIG = {
    "displayModeBar": False,
    "responsive": True,
    "showSendToCloud": False,
}  # no button that sends a figure to somebody's server
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


def bar(**properties) -> dict:
    """A bar trace as a plain dict, several times faster than Plotly's own object; numbers inside bars stand out from their colour."""
    colors = properties.get("marker", {}).get("color")
    if "text" in properties and colors is not None:
        ink = ink_on(colors) if isinstance(colors, str) else [ink_on(color) for color in colors]
        properties["insidetextfont"] = {**properties.get("insidetextfont", {}), "color": ink}
    return {"type": "bar", **plain(properties)}


@lru_cache
def ink_on(color: str) -> str:
    """Black or white, whichever stands out more from a colour such as `#009E73`; Plotly's own choice is too faint on green and orange."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # relative luminance, as WCAG 2 defines it
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


def scatter(**properties) -> dict:
    """A scatter trace as a plain dict; see `bar`."""
    return {"type": "scatter", **plain(properties)}


def text_at(x, y, texts, *, size: int = 14, color: str = INK) -> dict:
    """Texts that begin at places of a figure, such as numbers behind bars; as a trace drawn several times quicker than as annotations."""
    return scatter(
        x=x,
        y=y,
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"size": size, "color": color},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def line_at(
    value: float, text: str, *, axis: str = "x", dash: str = "dash", color: str = GREY, place: float = 1.0
) -> tuple[dict, dict]:
    """A marked value: the shape and the annotation of a straight line across the figure at `value` on `axis`."""
    other = "y" if axis == "x" else "x"
    shape = {
        "type": "line",
        f"{axis}0": value,
        f"{axis}1": value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{axis}ref": axis,
        f"{other}ref": "paper",
        "line": {"dash": dash, "color": color, "width": 2},
    }
    note = {
        f"{axis}": value,
        f"{other}": place,
        f"{axis}ref": axis,
        f"{other}ref": "paper",
        "text": text,
        "showarrow": False,
        "font": {"color": color, "size": 13},
        "bgcolor": "rgba(255,255,255,0.85)",
        "xanchor": "left" if axis == "x" else "right",
        "yanchor": "top" if axis == "x" else "bottom",
    }
    return shape, note


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


def wrapped(text: str, width: int = 20, lines: int | None = None) -> str:
    """A label broken over lines of at most about `width` letters, for an axis that leaves room on a phone; of more where `lines` are given and it would take more than these."""
    import textwrap

    if lines:
        width = max(width, len(str(text)) // lines + 3)
    return "<br>".join(textwrap.wrap(str(text), width, break_long_words=False)) or str(text)


def ranked_bars(
    labels,
    values,
    texts,
    *,
    limit: float,
    title: str,
    colors=BLUE,
    height: int = 560,
    marks: Sequence[tuple[dict, dict]] = (),
    **layout,
) -> go.Figure:
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
    marks : pairs as `line_at` makes them
        Marked values; their lines run behind the bars and their numbers.
    """
    shown = [min(v, limit) for v in values]
    trace = bar(
        x=shown,
        y=[wrapped(label, lines=2) for label in labels],
        orientation="h",
        marker={"color": colors},
        text=[f"{t} →" if v > limit else t for v, t in zip(values, texts, strict=True)],
        textposition=["inside" if v > 0.75 * limit else "outside" for v in values],
        insidetextanchor="end",
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
        showlegend=False,
        textangle=0,
        outsidetextfont={"shadow": HALO} if marks else None,
    )
    return figure(
        trace,
        x={"range": [0, limit], "title": title},
        height=height,
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}},
        shapes=[shape | {"layer": "between"} for shape, _note in marks],
        annotations=[note for _shape, note in marks],
        **layout,
    )


@dataclass(frozen=True)
class Effect:
    """One measured effect for a forest plot: a number with its confidence interval, in the unit of the axis.

    Attributes
    ----------
    label : str
        Study and what it compared.
    estimate : float
    low, high : float or None
        Ends of the 95 % confidence interval; None where the source gives none.
    kind : str
        Key into the `kinds` of `forest`, such as the design of the study.
    """

    label: str
    estimate: float
    low: float | None
    high: float | None
    kind: str


def forest(
    effects: Sequence[Effect],
    *,
    kinds: Mapping,
    title: str,
    limits: tuple[float, float],
    none: float,
    sides: tuple[str, str] = ("", ""),
    log: bool = False,
    wordless: Sequence[str] = (),
    words: str = "",
    height: int = 0,
    **layout,
) -> go.Figure:
    """A forest plot: each effect with its confidence interval, and a line where there is no effect.

    Parameters
    ----------
    effects : sequence of Effect
        From top to bottom.
    kinds : mapping of kind to (name, marker symbol, colour)
        Designs that the reader must tell apart, such as trials with and without placebo; each that occurs gets an entry in the legend.
    title : str
        Title of the axis: the measure, with its unit.
    limits : (low, high)
        Ends of the axis, so that it stands still; an interval that goes on ends in an arrow.
    none : float
        Value of no effect: 1 for a ratio, 0 for a difference.
    sides : (left, right)
        What lies on either side of that line, such as "less with magnesium".
    log : bool
        Logarithmic axis, for ratios.
    wordless : sequence of str
        Studies of which no number was read: they stand below the others, with `words` in place of a marker.
    words : str
        What they found.
    height : int
        Least height in px, for a figure that keeps its size while its number of rows changes. Rows have room for their names.
    """
    names = [
        wrapped(e.label, 26) + (f"<br><b>{_interval(e)}</b>" if math.isfinite(e.estimate) else "")
        for e in effects
    ]
    traces = []
    for kind, (name, symbol, color) in kinds.items():
        mine = [(n, e) for n, e in zip(names, effects, strict=True) if e.kind == kind]
        if not mine:
            continue
        ends = [
            (
                max(limits[0], e.estimate if e.low is None else e.low),
                min(limits[1], e.estimate if e.high is None else e.high),
            )
            for _n, e in mine
        ]
        traces.append(
            scatter(
                x=[e.estimate for _n, e in mine],
                y=[n for n, _e in mine],
                mode="markers",
                name=wrapped(name, 24),
                marker={"symbol": symbol, "size": 12, "color": color, "line": {"color": INK, "width": 0.5}},
                hoverinfo="skip",
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "color": color,
                    "thickness": 2,
                    "width": 5,
                    "array": [high - e.estimate for (_n, e), (_low, high) in zip(mine, ends, strict=True)],
                    "arrayminus": [
                        e.estimate - low for (_n, e), (low, _high) in zip(mine, ends, strict=True)
                    ],
                },
            )
        )
    line = {
        "type": "line",
        "x0": none,
        "x1": none,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"dash": "dash", "color": GREY, "width": 2},
    }
    arrows = [
        {
            "x": math.log10(at) if log else at,
            "y": name,
            "text": text,
            "showarrow": False,
            "xanchor": anchor,
            "font": {"size": 16},
        }
        for name, e in zip(names, effects, strict=True)
        for out, at, text, anchor in (
            (e.low is not None and e.low < limits[0], limits[0], "◂", "center"),
            (e.high is not None and e.high > limits[1], limits[1], "▸", "center"),
        )
        if out
    ]
    left, right = (
        wrapped(text, 16) if text else ""
        for text in (sides[0] and f"← {sides[0]}", sides[1] and f"{sides[1]} →")
    )
    lines = {text: text.count("<br>") + 1 if text else 0 for text in (left, right)}
    said = [
        {
            "x": x,
            "y": 0,
            "xref": "paper",
            "yref": "paper",
            "yshift": shift,
            "text": text,
            "showarrow": False,
            "xanchor": anchor,
            "align": anchor,
            "yanchor": "bottom",
            "font": {"size": 12, "color": GREY},
            "bgcolor": "rgba(255,255,255,0.85)",
        }
        for x, shift, anchor, text in ((0, 4 + 16 * lines[right], "left", left), (1, 2, "right", right))
        if text
    ]
    under = 16 * sum(lines.values())  # px of room under the last row
    bare = [wrapped(label, 26) for label in wordless]
    said += [
        {
            "x": math.log10(none) if log else none,
            "y": name,
            "text": wrapped(words, 14),
            "showarrow": False,
            "font": {"size": 12},
            "bgcolor": "#FFFFFF",
        }
        for name in bare
    ]
    span, rows = [math.log10(v) for v in limits] if log else list(limits), len(effects) + len(bare)
    each = _row_height(names + bare, 62)
    return figure(
        *traces,
        x={"range": span, "title": title, **(_ratio_ticks(*limits) if log else {})},
        height=max(height, 130 + each * rows + under),
        y={
            "range": [rows - 0.5 + under / (each - 8), -0.5],
            "categoryorder": "array",
            "categoryarray": names + bare,
            "ticks": "",
            "tickfont": {"size": 13},
        },
        shapes=[line],
        annotations=arrows + said,
        **layout,
    )


def _row_height(names: Sequence[str], least: int) -> int:
    """Height of a row in px, at least `least`, with room for the lines of each name."""
    return max([least, *(5 + 18 * (name.count("<br>") + 1) for name in names)])


def _ratio_ticks(low: float, high: float) -> dict:
    """A logarithmic axis for ratios with few, plain numbers."""
    ticks = (
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
        if high / low > 4
        else [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 2, 2.5, 3]
    )
    ticks = [tick for tick in ticks if low <= tick <= high]
    return {"type": "log", "tickvals": ticks, "ticktext": [language.number(tick) for tick in ticks]}


def _interval(effect: Effect) -> str:
    """The number of an effect with its interval, as printed beside it."""
    if effect.low is None or effect.high is None:
        return language.number(effect.estimate)
    return (
        f"{language.number(effect.estimate)} ({language.number(effect.low)} … {language.number(effect.high)})"
    )


def ladder(
    rows: Sequence[tuple[str, int, str]],
    *,
    columns: Sequence[str],
    kinds: Mapping,
    title: str,
    chosen: int,
    **layout,
) -> go.Figure:
    """Findings from top to bottom, each as one marker under the direction that was found; the chosen row lies on a band. Column names stand in turn higher and lower, so that a phone has room for them.

    Parameters
    ----------
    rows : sequence of (label, column, kind)
        Column as its place in `columns`, from 0; `kind` is a key into `kinds`, such as people, animals, cells.
    columns : sequence of str
        Directions, from left to right: "less", "no change", "more" ...
    kinds : mapping of kind to (name, marker symbol, colour)
    title : str
        Title of the axis: of what the direction is meant.
    chosen : int
        Row that the reader has picked.
    """
    traces = [
        scatter(
            x=[c for _l, c, k in rows if k == kind],
            y=[place for place, (_l, _c, k) in enumerate(rows) if k == kind],
            mode="markers",
            name=str(name),
            hoverinfo="skip",
            cliponaxis=False,
            marker={
                "symbol": symbol,
                "color": color,
                "opacity": 1,
                "size": [
                    22 if place == chosen else 15 for place, (_l, _c, k) in enumerate(rows) if k == kind
                ],
                "line": {"color": INK, "width": 1},
            },
        )
        for kind, (name, symbol, color) in kinds.items()
        if any(k == kind for _l, _c, k in rows)
    ]
    names = [wrapped(label, 18) for label, _c, _k in rows]
    band = {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": chosen - 0.46,
        "y1": chosen + 0.46,
        "fillcolor": SKY,
        "opacity": 0.25,
        "line": {"width": 0},
        "layer": "below",
    }
    return figure(
        *traces,
        height=210 + _row_height(names, 60) * len(rows),
        shapes=[band],
        showlegend=True,
        x={
            "range": [-0.5, len(columns) - 0.5],
            "title": wrapped(title, 22),
            "tickvals": list(range(len(columns))),
            "ticktext": ["<br><br>" * (place % 2) + wrapped(c, 7) for place, c in enumerate(columns)],
            "tickfont": {"size": 12},
            "tickangle": 0,
        },
        y={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": names,
            "tickfont": {"size": 13},
            "ticks": "",
            "showgrid": False,
        },
        **layout,
    )


ACROSS = 40  # people in a row of `people`


def people(
    groups: Sequence[tuple[str, int, str, str]], *, height: int = 430, across: int = ACROSS, **layout
) -> go.Figure:
    """People drawn as small squares, group after group, row by row from the top: 1000 of them make 25 rows of 40.

    Parameters
    ----------
    groups : sequence of (name, number of people, colour, pattern)
        The pattern (Plotly's `""`, `"/"`, `"x"`, `"."`, `"|"` ...) tells groups apart without colour; the name stands in the legend with its number.
    across : int
        People in a row.

    Raises
    ------
    ValueError
        If a number is negative or no whole number.
    """
    counts = [count for _name, count, _color, _pattern in groups]
    if any(count != int(count) or count < 0 for count in counts):
        raise ValueError(f"people come whole: {counts}; allowed: whole numbers from 0")
    total = int(sum(counts))
    rows = -(-total // across)
    traces, start = [], 0
    for name, count, color, pattern in groups:
        inside = [
            max(0, min(start + int(count), (row + 1) * across) - max(start, row * across))
            for row in range(rows)
        ]
        traces.append(
            bar(
                x=inside,
                y=list(range(rows)),
                orientation="h",
                name=f"{name}: {language.number(count)}",
                width=0.86,
                hoverinfo="skip",
                marker={
                    "color": color,
                    "line": {"width": 0},
                    "pattern": {
                        "shape": pattern,
                        "fillmode": "overlay",
                        "fgcolor": INK,
                        "size": 5,
                        "solidity": 0.25,
                    },
                },
            )
        )
        start += int(count)
    gaps = {
        "type": "path",
        "path": " ".join(f"M{x},-0.5V{rows - 0.5}" for x in range(1, across)),
        "line": {"color": "#FFFFFF", "width": 2},
    }
    return figure(
        *traces,
        x={"range": [0, across], **HIDDEN},
        y={"range": [rows - 0.5, -0.5], **HIDDEN},
        barmode="stack",
        height=height,
        shapes=[gaps],
        **(
            {
                "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
                "margin": {"t": 60},
            }
            | layout
        ),
    )


def plotly_js_gz() -> bytes:
    """The plotly.js that Plotly for Python brings, packed; the same bytes each time."""
    import plotly

    source = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return gzip.compress(source.read_bytes(), 9, mtime=0)


class Page(anywidget.AnyWidget):
    """Brings plotly.js, packed, the drawing code and the style to the page, once a notebook; has no view of its own.

    The only widget with code of its own: anywidget drops every message to a widget that took more than two seconds to
    start, as one among ten does on a slow computer. This one needs no messages, and charts are widgets of the core.
    """

    _view_name = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    _esm = (
        (STATIC / "view.js").read_text("utf-8")
        + "\nexport default { initialize({ model }) { unpackPlotly(model.get('packed')); watchCharts(model.widget_manager) } }"
    )
    _css = (STATIC / "view.css").read_text("utf-8")
    packed = traitlets.Bytes().tag(sync=True)


@lru_cache
def page() -> Page:
    """The one page widget of this kernel."""
    return Page(packed=plotly_js_gz())


class State(ipywidgets.Widget):
    """What a chart shows now, as `explore.as_json` writes it; a bare model, which the drawing code of `Page` listens to."""

    view = traitlets.Dict().tag(sync=True)


class Chart(ipywidgets.HTML):
    """A figure with its reading, table and sources; redrawn in place when the `view` of its `state` changes.

    Parameters
    ----------
    html : str
        The parts of the view as `explore.skeleton` writes them.
    view : dict
        The view as `explore.as_json` writes it.
    """

    def __init__(self, html: str, view: dict):
        self._page, self.state = page(), State(view=view)
        super().__init__(
            f'<div class="course-chart" lang="{language.locale()}" data-state="{self.state.model_id}">{html}</div>'
        )
