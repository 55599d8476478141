"""Measured effects with their confidence intervals, one below the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from helpers import language
from helpers.chart.look import GREY, INK, figure, row_height, wrapped
from helpers.chart.marks import scatter


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
    span = [math.log10(v) for v in limits] if log else list(limits)
    rows = len(effects) + len(bare)
    each = row_height(names + bare, 62)
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
