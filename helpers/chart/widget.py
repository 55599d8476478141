"""The one light widget that draws figures."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from helpers import language

STATIC = Path(__file__).parents[1] / "static"


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

    _view_name: Any = traitlets.Unicode(None, allow_none=True).tag(sync=True)
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
