"""Controls and one pure function of them; and how it shows itself."""

from __future__ import annotations

import inspect
import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from helpers import chart
from helpers.errors import Told
from helpers.explore.controls import Control
from helpers.explore.page import WIDGET, View, as_json, problem, skeleton, stored
from helpers.language import _, kept

MOST_STATES = 2000


@dataclass
class Exploration:
    """Controls and one pure function of them. Call it with values of its controls to get a `View`."""

    function: Callable[..., View]
    title: object
    controls: dict[str, Control]
    marks: Mapping = field(default_factory=dict)
    live: Callable | None = None

    def __post_init__(self):
        self._compare_names()
        for name, control in self.controls.items():
            self._compare_values(name, control)
        self.__name__, self.__doc__ = self.function.__name__, self.function.__doc__
        self.module = self.function.__module__

    def _compare_names(self) -> None:
        """Raise a ValueError unless the function can be called with the controls."""
        parameters = inspect.signature(self.function)
        try:
            parameters.bind(**self.controls)
        except TypeError as slip:
            controls, taken = ", ".join(self.controls) or "none", ", ".join(parameters.parameters) or "none"
            raise ValueError(
                f"{self.function.__name__}: {slip}; its controls are: {controls}; its parameters: {taken}"
            ) from None

    def _compare_values(self, name: str, control: Control) -> None:
        """Raise a ValueError for a starting value, or one of a handout, that is no option."""
        for value in {control.start, *control.handout} - set(control.options):
            known = ", ".join(map(str, list(control.options)[:12]))
            raise ValueError(f"{self.function.__name__}: {name}={value!r} is not among its values: {known}")
        if control.start not in control.handout:
            raise ValueError(
                f"{self.function.__name__}: the handout must offer the starting value {name}={control.start!r}"
            )

    @property
    def item(self) -> str:
        """Where the notebook's output comes from, for the handout: `food_sources:boiling`."""
        return f"{self.module.rsplit('.', 1)[-1]}:{self.__name__}"

    @property
    def start(self) -> dict:
        """The starting value of every control."""
        return {name: control.start for name, control in self.controls.items()}

    def __call__(self, **values) -> View:
        unknown = [name for name in values if name not in self.controls]
        if unknown:
            raise Told(
                _("{name} has no control {control}. It has: {known}").format(
                    name=self.__name__, control=repr(unknown[0]), known=", ".join(self.controls)
                )
            )
        checked = {n: c.checked(n, values.get(n, c.start)) for n, c in self.controls.items()}
        return self.function(**checked)

    def states(self) -> Iterable[dict]:
        """All states of a handout, the last control running fastest.

        Raises
        ------
        ValueError
            If there are more than `MOST_STATES`; says which control to thin out.
        """
        grids = {name: control.handout for name, control in self.controls.items()}
        count = math.prod(len(g) for g in grids.values())
        if count > MOST_STATES:
            widest = max(grids, key=lambda name: len(grids[name]))
            raise ValueError(
                f"{self.__name__} has {count} states in a handout, at most {MOST_STATES} are allowed: "
                f"give the control {widest!r} ({len(grids[widest])} values) a coarser grid with handout="
            )
        return (dict(zip(grids, values, strict=True)) for values in itertools.product(*grids.values()))

    def widget(self):
        """Controls, figure, reading and table for JupyterLab."""
        import ipywidgets

        controls = {name: control.widget() for name, control in self.controls.items()}
        view = self()
        drawn = chart.Chart(html=skeleton(self, view), view=as_json(view))

        def redraw(_change):
            try:
                drawn.state.view = as_json(
                    self(**{name: self.controls[name].value(w) for name, w in controls.items()})
                )
            # whatever it is, the learner must hear of it; a kernel's log is read by nobody
            except Exception as error:
                drawn.state.view = {**drawn.state.view, "problem": problem(error)}

        for widget in controls.values():
            widget.observe(kept(redraw), "value")
        row = ipywidgets.Box(list(controls.values()))
        row.add_class("course-controls")
        box = ipywidgets.VBox([row, drawn])
        box.add_class("course-exploration")
        return box

    def _repr_mimebundle_(self, **_kwargs):
        live = self.live(self) if self.live else self.widget()
        data = stored(self())
        data[WIDGET] = live._repr_mimebundle_()[WIDGET]
        return data, {"course": {"item": self.item}}


def explorable(title, /, *, marks: Mapping | None = None, live: Callable | None = None, **controls: Control):
    """Declare an exploration: decorates a pure function of its controls that returns a `View`.

    Parameters
    ----------
    title : text
        What the figure is about; its name for screen readers.
    marks : dict of texts, optional
        For the legend: what each line, colour or marker of the figure means.
    live : function of the exploration, optional
        Makes a richer widget for JupyterLab than the plain one.
    **controls : Control
        One for each parameter of the function, of the same name.

    Raises
    ------
    ValueError
        If the names differ, or a starting value or one of a handout is no option; names both sides.
    """
    return lambda function: Exploration(function, title, controls, marks or {}, live)
