"""A lesson as one HTML file that still answers with no kernel and no network, and prints on A4.

``jupyter nbconvert --to handout notebooks/nl/02-food-sources.ipynb`` writes the edition for students, with
``--HandoutExporter.edition=teacher`` the one for teachers. The stored notebook says which exploration stands where; the
states behind its controls are computed here, by the very same functions.
"""

from __future__ import annotations

import ast
import base64
import gzip
import hashlib
import html
import importlib
import json
import re
from functools import lru_cache
from pathlib import Path

import jinja2
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import Enum, default, observe

from helpers import chart, explore, language, teach
from helpers.handout import markup
from helpers.handout.prose import Prose
from helpers.handout.states import packed
from helpers.language import _

HERE = Path(__file__).parent
MOST_BYTES = 2_600_000
WRITING_LINES = 5
LEFT_OUT = {"student": {"live-only", "solution", "teacher"}, "teacher": {"live-only"}}


class HandoutError(ConversionException):
    """A notebook that cannot become a handout; says where and what to do."""


class HandoutExporter(Exporter):
    """Writes a handout; see `edition`."""

    export_from_notebook = "Handout"
    output_mimetype = "text/html"
    edition = Enum(["student", "teacher"], "student", help="student: without solutions, with room to write; teacher: with both.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self):
        return ".html" if self.edition == "student" else f".{self.edition}.html"

    @observe("edition")
    def _edition_changed(self, _change):
        self.file_extension = self._file_extension_default()

    def from_notebook_node(self, nb, resources=None, **kw):
        """The page as text, and nbconvert's resources.

        Raises
        ------
        HandoutError
            If an output is missing, is an error, or names something that does not exist; or if the file is too large.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        before = language._chosen
        language.use(_language(nb, resources))
        try:
            return _Page(nb, resources, self.edition).text(), resources
        finally:
            language.use(before)


def _language(nb, resources) -> str:
    """The language that the notebook names, else the one of its folder, else English."""
    folder = Path(resources.get("metadata", {}).get("path") or "").absolute()
    places = [nb.metadata.get("course", {}).get("language", ""), *reversed(folder.parts)]
    return next((place for place in places if place in [*language.languages(), language.PSEUDO]), language.SOURCE)


class _Page:
    """One handout in the making."""

    def __init__(self, nb, resources, edition: str):
        self.nb, self.edition = nb, edition
        about = resources.get("metadata", {})
        self.name = about.get("name") or "notebook"
        self.prose = Prose(folder=about.get("path") or "")
        self.data = {"items": {}, "stills": {}}

    def text(self) -> str:
        body = "\n".join(filter(None, map(self._cell, range(len(self.nb.cells)))))
        if not self.prose.title:
            body = f"<h1>{html.escape(self.name)}</h1>\n{body}"
        script = markup.script_in_ascii(_static("view.js", chart.STATIC) + _static("handout.js"))
        title = self.prose.title or self.name
        page = markup.in_ascii(_template().render(
            lang=language.locale(), title=title, edition=self.edition, body=body, script=script,
            key=f"{self.name}: {title} ({language.locale()})",
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            style=_static("view.css", chart.STATIC) + _static("handout.css"),
            plotly=_plotly() if self.data["items"] or self.data["stills"] else "", states=_base64_json(self.data),
            words={
                "name": _("Name"), "class": _("Class"), "kept": _("Your answers stay in this browser."), "erase": _("Erase them"),
                "no_figures": _("Scripts are blocked here, or the browser is too old: each figure appears as a table, in its starting state. Saved and opened in a current browser, this page draws them."),
            },
        ))
        if len(page.encode()) > MOST_BYTES:
            sizes = {item: len(_base64_json(pack)) for item, pack in self.data["items"].items()}
            listed = ", ".join(f"{item} {size / 1000:.0f} kB" for item, size in sorted(sizes.items(), key=lambda pair: -pair[1]))
            raise HandoutError(
                f"{self.name}: the handout has {len(page.encode()):,} bytes, at most {MOST_BYTES:,} are allowed; "
                f"give the largest exploration a coarser grid with handout= ({listed})"
            )
        return page

    def _error(self, cell, problem: str) -> HandoutError:
        return HandoutError(f"{self.name}, cell {cell.get('id', '?')!r}: {problem}")

    def _cell(self, place: int) -> str:
        cell = self.nb.cells[place]
        tags = set(cell.metadata.get("tags", []))
        if tags & LEFT_OUT[self.edition] or cell.cell_type not in ("markdown", "code"):
            return ""
        try:
            inside = self.prose.html(cell) if cell.cell_type == "markdown" else self._code(cell, tags)
        except HandoutError:
            raise
        except Exception as error:
            raise self._error(cell, f"{type(error).__name__}: {error}") from error
        if "exercise" in tags and self.edition == "student" and not self._goes_on(place):
            inside += '<div class="course-lines" aria-hidden="true">' + "<div></div>" * WRITING_LINES + "</div>"
        for tag, label in (("solution", _("Solution")), ("teacher", _("For the teacher"))):
            if tag in tags and inside:
                headed = "" if label in inside[:100] else f'<p class="course-label">{html.escape(label)}</p>'
                inside = f'<div class="course-{tag}">{headed}{inside}</div>'
        return inside

    def _goes_on(self, place: int) -> bool:
        """Whether a code cell of the same exercise follows, so that there is one room to write for both."""
        following = self.nb.cells[place + 1] if place + 1 < len(self.nb.cells) else None
        return following is not None and following.cell_type == "code" and "exercise" in following.metadata.get("tags", [])

    # ---- code and what it showed

    def _code(self, cell, tags: set[str]) -> str:
        if not cell.outputs and _shows_something(cell):
            raise self._error(cell, "has no stored output; run `course build` first")
        shown = [self._output(cell, output, place) for place, output in enumerate(cell.outputs)]
        code = "" if "hide-input" in tags or not cell.source.strip() or _only_names_an_item(cell) else f"<pre><code>{html.escape(cell.source)}</code></pre>"
        return "\n".join(filter(None, [code, *shown]))

    def _output(self, cell, output, place: int) -> str:
        if output.output_type == "error":
            raise self._error(cell, f"ended in an error ({output.ename}: {output.evalue}); mend it, then run `course build`")
        if output.output_type == "stream":
            if output.name == "stderr":
                raise self._error(cell, f"wrote a warning ({output.text.strip()[:200]}); mend it, then run `course build`")
            return f'<pre class="course-output">{html.escape(output.text)}</pre>'
        item = output.metadata.get("course", {}).get("item")
        key = f"{cell.get('id', 'cell')}-{place}"
        if item:
            return self._item(cell, item, key)
        if explore.FIGURE in output.data:
            return self._still(output.data, key)
        if "text/html" in output.data:
            return self._table(cell, output.data["text/html"])
        return f'<pre class="course-output">{html.escape(output.data.get(explore.TEXT, ""))}</pre>'

    def _item(self, cell, item: str, key: str) -> str:
        shown = self._found(cell, item)
        if isinstance(shown, teach.Part):
            return f'<div class="course-part">{shown.html(controls=True, answers=self.edition == "teacher")}</div>'
        if isinstance(shown, explore.Exploration):
            if item not in self.data["items"]:
                self.data["items"][item] = packed(shown)
            return _exploration(shown, item, key)
        raise self._error(cell, f"shows {item!r}, which is neither an exploration nor a part of a lesson")

    def _found(self, cell, item: str):
        module, _colon, name = item.partition(":")
        missing = self._error(cell, f"shows {item!r}, which is not in helpers/lessons; correct the cell or the lesson's module, then run `course build`")
        try:
            lesson = importlib.import_module(f"helpers.lessons.{module}")
        except ModuleNotFoundError as error:
            if error.name == f"helpers.lessons.{module}":
                raise missing from None
            raise
        if not hasattr(lesson, name):
            raise missing
        return getattr(lesson, name)

    def _still(self, data, key: str) -> str:
        """A figure that a cell shows without controls."""
        figure = data[explore.FIGURE]
        self.data["stills"][key] = {part: figure[part] for part in ("data", "layout")}
        reading, height = html.escape(data.get(explore.TEXT, "")), figure["layout"].get("height", 400)
        return (
            f'<div class="course-exploration" data-still="{html.escape(key)}"><div class="course-plot" role="img" aria-label="{reading}" '
            f'style="height:{height}px"></div><p class="course-reading">{reading}</p></div>'
        )

    def _table(self, cell, found: str) -> str:
        """An ordinary HTML output, usually a table of pandas."""
        found = re.sub(r"<style\b.*?</style>", "", found, flags=re.DOTALL).replace("<th></th>", "<td></td>").replace(' border="1"', "")
        if re.search(r"<(script|iframe|link|object|embed)\b|\ssrc\s*=\s*[\"']?(?!data:)", found):
            raise self._error(cell, "shows HTML that brings scripts or files from elsewhere; show a figure or a table instead")
        name = html.escape(_("Table"))
        return f'<div class="course-scroll" tabindex="0" role="group" aria-label="{name}">{found}</div>'


def _shows_something(cell) -> bool:
    """Whether a cell that was run would have left an output. A call that was run and left none returned None."""
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:  # magics
        return False
    if not body or not isinstance(body[-1], ast.Expr) or cell.source.rstrip().endswith(";"):
        return False
    return not isinstance(body[-1].value, ast.Call) or cell.execution_count is None


def _only_names_an_item(cell) -> bool:
    """Whether a cell is no more than `lesson.boiling`: words that mean nothing on a page without a kernel."""
    has_item = any("course" in output.get("metadata", {}) for output in cell.outputs)
    return has_item and re.fullmatch(r"[\w.]+", cell.source.strip()) is not None


def _exploration(exploration: explore.Exploration, item: str, key: str) -> str:
    controls = [_control(control, f"{key}-{name}") for name, control in exploration.controls.items()]
    title = html.escape(str(exploration.title))
    settings = "".join(f"<span>{html.escape(str(c.label))}: <b>{html.escape(c.options[c.start])}</b></span>" for c in exploration.controls.values())
    return (
        f'<section class="course-exploration" data-item="{html.escape(item)}"><div class="course-controls" role="group" aria-label="{title}">'
        f'{"".join(controls)}</div><p class="course-settings">{settings}</p>'
        + explore.skeleton(exploration, exploration()).replace('<details class="course-table">', '<details class="course-table" open>')
        + "</section>"
    )


def _control(control: explore.Control, key: str) -> str:
    """A control as the browser's own: a list to choose from, a range over the places of a slider's values, or just its one value."""
    options, key, label = control.options, html.escape(key), html.escape(str(control.label))
    start = control.handout.index(control.start)
    texts = [html.escape(options[value]) for value in control.handout]
    said = html.escape(json.dumps([options[value] for value in control.handout], ensure_ascii=False))
    name = f'<label for="{key}">{label}</label>'
    if len(texts) == 1:
        name, inside = f"<span>{label}</span>", f'<output>{texts[0]}</output><input type="hidden" value="0" data-texts="{said}">'
    elif isinstance(control, explore.Choice):
        listed = "".join(f'<option value="{i}"{" selected" if i == start else ""}>{text}</option>' for i, text in enumerate(texts))
        inside = f'<select id="{key}" autocomplete="off">{listed}</select>'
    else:
        inside = (
            f'<input id="{key}" type="range" min="0" max="{len(texts) - 1}" step="1" value="{start}" autocomplete="off" '
            f'aria-valuetext="{texts[start]}" data-texts="{said}"><output for="{key}">{texts[start]}</output>'
        )
    return f'<div class="course-control">{name}{inside}</div>'


# ---- files of the page


@lru_cache
def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string((HERE / "page.html.j2").read_text("utf-8"))


def _static(name: str, folder: Path = HERE) -> str:
    return (folder / name).read_text("utf-8")


@lru_cache
def _plotly() -> str:
    return base64.b64encode(chart.plotly_js_gz()).decode()


def _base64_json(data) -> str:
    return base64.b64encode(gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)).decode()
