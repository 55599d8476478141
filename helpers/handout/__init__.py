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
from importlib.util import find_spec
from pathlib import Path

import jinja2
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import Enum, default, observe

from helpers import chart, explore, language, parts
from helpers.handout import fresh, markup, outputs, own, stills
from helpers.handout.markup import Unfit
from helpers.handout.prose import Prose
from helpers.handout.states import packed
from helpers.language import _

HERE = Path(__file__).parent
MOST_BYTES = 2_600_000
WRITING_LINES = 5
MOST_LETTERS_TOGETHER = 900  # of words that stand on one page with the figure which they introduce
PLACE = "PLACE-ON-THE-PAGE"
TOGETHER = '<div class="course-together">'
LEFT_OUT = {"student": {"live-only", "solution", "teacher"}, "teacher": {"live-only"}}


class HandoutError(ConversionException):
    """A notebook that cannot become a handout; says where and what to do."""


class HandoutExporter(Exporter):
    """Writes a handout; see `edition`."""

    export_from_notebook = "Handout"
    output_mimetype = "text/html"
    edition = Enum(
        ["student", "teacher"],
        "student",
        help="student: without solutions, with room to write; teacher: with both.",
    ).tag(config=True)

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
            If an output is missing, is an error, or names something that does not exist; if something cannot be shown; if
            the file is too large; or if the course's code changed since this process began.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        try:
            fresh.forget_what_changed()
        except RuntimeError as error:
            raise HandoutError(str(error)) from None
        before = language._chosen
        language.use(_language(nb, resources))
        try:
            return _Page(nb, resources, self.edition).text(), resources
        finally:
            language.use(before)
            fresh.remember_code()


def _language(nb, resources) -> str:
    """The language that the notebook names or asks for, else the one of its folder, else English."""
    folder = Path(resources.get("metadata", {}).get("path") or "").absolute()
    code = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "code")
    asked = re.findall(r"\bhelpers\.(\w+) import", code)  # from helpers.nl import food_sources
    places = [nb.metadata.get("course", {}).get("language", ""), *asked, *reversed(folder.parts)]
    return next(
        (place for place in places if place in [*language.languages(), language.PSEUDO]), language.SOURCE
    )


def _is_of_course(name: str, folder: str) -> bool:
    """Whether `course build` makes the notebook: whether it lies among the lessons, and English has one of its name."""
    lessons = language.ROOT / "notebooks"
    places = [(lessons / code).resolve() for code in language.languages()]
    return Path(folder).resolve() in places and (lessons / language.SOURCE / f"{name}.ipynb").is_file()


def _with_notes(nb, notes: Path):
    """A lesson with the notes for its teacher behind its title and frame, if there are any."""
    import nbformat

    if not notes.is_file():
        return nb
    mine = [
        cell
        for cell in nbformat.read(notes, as_version=4).cells
        if "teacher" in cell.metadata.get("tags", [])
    ]
    place = next((place for place, cell in enumerate(nb.cells) if cell.cell_type == "code"), 0) + 1
    return nbformat.from_dict({**nb, "cells": [*nb.cells[:place], *mine, *nb.cells[place:]]})


class _Page:
    """One handout in the making."""

    def __init__(self, nb, resources, edition: str):
        self.edition = edition
        about = resources.get("metadata", {})
        self.name, self.folder = about.get("name") or "notebook", about.get("path") or ""
        self.nb = (
            _with_notes(nb, Path(self.folder) / "teacher" / f"{self.name}.ipynb")
            if edition == "teacher"
            else nb
        )
        self.of_course = _is_of_course(self.name, self.folder)
        self.prose = Prose(folder=self.folder)
        self.data: dict[str, dict] = {"items": {}, "stills": {}}
        self.told: dict[str, dict | None] = {}

    def text(self) -> str:
        body = "\n".join(filter(None, _with_introductions(map(self._cell, range(len(self.nb.cells))))))
        if not self.prose.title:
            body = f"<h1>{html.escape(self.name)}</h1>\n{body}"
        script = markup.script_in_ascii(_static("view.js", chart.STATIC) + _static("handout.js"))
        title = self.prose.title or self.name
        page = markup.in_ascii(
            _template().render(
                lang=language.locale(),
                title=title,
                edition=self.edition,
                body=body,
                script=script,
                key=f"{self.name}: {title} ({language.locale()})",
                script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
                style=_static("view.css", chart.STATIC) + _static("handout.css"),
                plotly=_plotly() if self.data["items"] or self.data["stills"] else "",
                states=_base64_json(self.data),
                words={
                    "name": _("Name"),
                    "class": _("Class"),
                    "kept": _("Your answers stay in this browser."),
                    "erase": _("Erase them"),
                    "no_figures": _(
                        "Scripts are blocked here, or the browser is too old: each figure appears as a table, in its starting state. Saved and opened in a current browser, this page draws them."
                    ),
                },
            )
        )
        if len(page) > MOST_BYTES:
            sizes = {
                item: len(_base64_json(pack)) for item, pack in self.data["items"].items()
            } | self.prose.pictures
            listed = ", ".join(
                f"{item} {size / 1000:.0f} kB"
                for item, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:8]
            )
            raise HandoutError(
                f"{self.name}: the handout has {len(page):,} bytes, at most {MOST_BYTES:,} are allowed; "
                f"give the largest exploration a coarser grid with handout=, or the largest picture fewer pixels ({listed})"
            )
        return page

    @property
    def _again(self) -> str:
        """What a teacher does to have the outputs stored."""
        return (
            f"run `course build {self.name}`"
            if self.of_course
            else "choose Run, Run All Cells in JupyterLab and save the notebook"
        )

    def _error(self, cell, problem: str) -> HandoutError:
        return HandoutError(f"{self.name}, cell {cell.get('id', '?')!r}: {problem}")

    def _cell(self, place: int) -> str:
        cell = self.nb.cells[place]
        tags = set(cell.metadata.get("tags", []))
        if tags & LEFT_OUT[self.edition]:
            return ""
        try:
            inside = self._inside(cell, tags)
        except HandoutError:
            raise
        except Unfit as problem:
            raise self._error(cell, str(problem)) from problem
        except Exception as error:
            raise self._error(cell, f"{type(error).__name__}: {error}") from error
        if "exercise" in tags and self.edition == "student" and not self._goes_on(place):
            inside += (
                '<div class="course-lines" aria-hidden="true">' + "<div></div>" * WRITING_LINES + "</div>"
            )
        for tag, label in (("solution", _("Solution")), ("teacher", _("For the teacher"))):
            if tag in tags and inside:
                inside = inside.replace("<details>", "<details open>", 1)
                headed = "" if label in inside[:100] else f'<p class="course-label">{html.escape(label)}</p>'
                inside = f'<div class="course-{tag}">{headed}{inside}</div>'
        return inside

    def _inside(self, cell, tags: set[str]) -> str:
        if cell.cell_type == "markdown":
            return self.prose.html(cell.source, cell.get("attachments"))
        return self._code(cell, tags) if cell.cell_type == "code" else _raw(cell)

    def _goes_on(self, place: int) -> bool:
        """Whether a code cell of the same exercise follows, so that there is one room to write for both."""
        following = self.nb.cells[place + 1] if place + 1 < len(self.nb.cells) else None
        return (
            following is not None
            and following.cell_type == "code"
            and "exercise" in following.metadata.get("tags", [])
        )

    # ---- code and what it showed

    def _code(self, cell, tags: set[str]) -> str:
        if not cell.outputs and _shows_something(cell):
            raise self._error(cell, f"has no stored output; {self._again}")
        hidden = cell.metadata.get("jupyter", {})  # what a teacher folded away in JupyterLab
        without_code = "hide-input" in tags or hidden.get("source_hidden") or not cell.source.strip()
        code = "" if without_code or _only_names_an_item(cell) else _as_code(cell.source)
        shown = [self._output(cell, output, place) for place, output in enumerate(cell.outputs)]
        if shown and (hidden.get("outputs_hidden") or cell.metadata.get("collapsed")):
            name = html.escape(_("Output"))
            shown = [f"<details><summary>{name}</summary>", *shown, "</details>"]
        return "\n".join(filter(None, [code, *shown]))

    def _output(self, cell, output, place: int) -> str:
        if output.output_type == "error":
            raise self._error(
                cell, f"ended in an error ({output.ename}: {output.evalue}); mend it, then {self._again}"
            )
        if output.output_type == "stream":
            if output.name == "stderr":
                raise self._error(
                    cell, f"wrote a warning ({output.text.strip()[:200]}); mend it, then {self._again}"
                )
            return outputs.printed(output.text)
        item = output.metadata.get("course", {}).get("item")
        key = f"{cell.get('id', 'cell')}-{place}"
        if item:
            return self._item(cell, item, key)
        if explore.FIGURE in output.data:
            return self._still(output.data, key)
        return outputs.shown(output, self.prose, pictured=any(map(outputs.is_pictured, cell.outputs)))

    def _item(self, cell, item: str, key: str) -> str:
        """An exploration or a part of a lesson, which an output names."""
        if item not in self.told:
            own = self._defines_items()
            self.told[item] = (
                self._told_by_notebook(cell, item) if own else told_of(self._found(cell, item), self.edition)
            )
        told = self.told[item]
        if not told:
            raise self._error(cell, f"shows {item!r}, which is neither an exploration nor a part of a lesson")
        if "states" in told:
            self.data["items"][item] = told["states"]
        return told["html"].replace(PLACE, html.escape(key))

    def _found(self, cell, item: str):
        """An exploration or a part of the course's own lessons."""
        module, _colon, name = item.partition(":")
        missing = self._error(
            cell,
            f"shows {item!r}, which is not in helpers/lessons; correct the cell or the lesson's module, then {self._again}",
        )
        try:
            lesson = importlib.import_module(f"helpers.lessons.{module}")
        except ModuleNotFoundError as error:
            if error.name == f"helpers.lessons.{module}":
                raise missing from None
            raise
        if not hasattr(lesson, name):
            raise missing
        return getattr(lesson, name)

    def _items(self) -> list[str]:
        """All explorations and parts that the notebook's outputs name."""
        shown = [output.get("metadata", {}) for cell in self.nb.cells for output in cell.get("outputs", [])]
        return sorted({about["course"]["item"] for about in shown if about.get("course", {}).get("item")})

    def _defines_items(self) -> bool:
        """Whether explorations or parts are a teacher's own: written in the notebook, or in a module that it imports."""
        if self.of_course:
            return False
        code = "\n".join(cell.source for cell in self.nb.cells if cell.cell_type == "code")
        makers = "|".join(["explorable", *(part.__name__ for part in parts.Part.__subclasses__())])
        modules = {item.partition(":")[0] for item in self._items()}
        others = [module for module in modules if not find_spec(f"helpers.lessons.{module}")]
        return any(re.search(rf"\b{re.escape(name)}\b", code) for name in others) or bool(
            re.search(rf"\b({makers})\(", code)
        )

    def _told_by_notebook(self, cell, item: str) -> dict:
        self.told |= own.answers(self.nb, self.folder, self._items(), self.edition)
        told = self.told[item]
        if told is None:
            raise self._error(
                cell,
                f"shows {item!r}, which is not there after all cells ran; give it that name again, then {self._again}",
            )
        return told

    def _still(self, data, key: str) -> str:
        """A figure that a cell shows without controls."""
        figure = stills.drawable(data[explore.FIGURE])
        self.data["stills"][key] = figure
        reading, height = html.escape(data.get(explore.TEXT, "")), figure["layout"].get("height", 400)
        name = reading or html.escape(_("Figure"))
        plot = f'<div class="course-plot" role="img" aria-label="{name}" style="height:{height}px"></div>'
        said = f'<p class="course-reading">{reading}</p>' if reading else ""
        return f'<div class="course-exploration" data-still="{html.escape(key)}">{TOGETHER}{plot}{said}</div>{stills.table(figure)}</div>'


def _raw(cell) -> str:
    """A raw cell as it stands in the notebook; one that is meant for another kind of document is left out."""
    kind = cell.metadata.get("format") or cell.metadata.get("raw_mimetype") or "text/plain"
    if kind == "text/html" or re.search(r"<[a-zA-Z/!?]", cell.source):
        raise Unfit(
            "is a raw cell with HTML, which no page shows; make it a Markdown cell, or give it the tag live-only"
        )
    if kind not in ("text/plain", "text/markdown") or not cell.source.strip():
        return ""
    return f'<pre class="course-output">{html.escape(cell.source)}</pre>'


def _with_introductions(pieces) -> list[str]:
    """The pieces of a page, each figure in one block with the heading and words before it: on paper that block is not broken."""
    found: list[str] = []
    for piece in pieces:
        before, together, figure = piece.partition(TOGETHER)
        opening = re.search(r"<(section|div) [^>]*>$", before)
        if (
            found
            and opening
            and not before.startswith(('<div class="course-solution', '<div class="course-teacher'))
        ):
            found[-1], introduction = _parted(found[-1])
            introduction += before[: opening.start()]
            piece = f'{opening[0]}{together}<div class="course-introduction">{introduction}</div>{figure}'
        if piece:
            found.append(piece)
    return found


def _parted(piece: str) -> tuple[str, str]:
    """A piece parted before its last heading or, where much follows that, before its last words; else only itself."""
    headings = [found.start() for found in re.finditer(r"^<h[2-6] ", piece, re.MULTILINE)]
    for place in [*headings[-1:], piece.rfind("<p>")]:
        short = len(re.sub(r"<[^>]*>", "", piece[place:])) <= MOST_LETTERS_TOGETHER
        if place >= 0 and short and _is_whole(piece[:place]) and _is_whole(piece[place:]):
            return piece[:place], piece[place:]
    return piece, ""


def _is_whole(text: str) -> bool:
    """Whether all that a piece of HTML opens is closed in it."""
    try:
        markup.checked(text)
    except Unfit:
        return False
    return True


def told_of(thing, edition: str) -> dict | None:
    """An exploration or a part of a lesson as HTML, with its states if it has any; None if it is neither.

    `PLACE` stands in the HTML where ids need the place of the output.
    """
    if isinstance(thing, parts.Part):
        return {
            "html": f'<div class="course-part">{thing.html(controls=True, answers=edition == "teacher")}</div>'
        }
    if isinstance(thing, explore.Exploration):
        return {"states": packed(thing), "html": _exploration(thing, thing.item, PLACE)}
    return None


def _as_code(source: str) -> str:
    return f"<pre><code>{html.escape(source)}</code></pre>"


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
    return (
        has_item
        and re.fullmatch(r"(from helpers\.\w+ import \w+( as \w+)?\s+)?[\w.]+", cell.source.strip())
        is not None
    )


def _exploration(exploration: explore.Exploration, item: str, key: str) -> str:
    controls = [_control(control, f"{key}-{name}") for name, control in exploration.controls.items()]
    title = html.escape(str(exploration.title))
    settings = "".join(
        f"<span>{html.escape(str(c.label))}: <b>{html.escape(c.options[c.start])}</b></span>"
        for c in exploration.controls.values()
    )
    return (
        f'<section class="course-exploration" data-item="{html.escape(item)}">{TOGETHER}<div class="course-controls" role="group" aria-label="{title}">'
        f'{"".join(controls)}</div><p class="course-settings">{settings}</p>'
        + explore.skeleton(exploration, exploration()).replace(
            '<details class="course-table">', '</div><details class="course-table" open>'
        )
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
        name, inside = (
            f"<span>{label}</span>",
            f'<output>{texts[0]}</output><input type="hidden" value="0" data-texts="{said}">',
        )
    elif isinstance(control, explore.Choice):
        listed = "".join(
            f'<option value="{i}"{" selected" if i == start else ""}>{text}</option>'
            for i, text in enumerate(texts)
        )
        inside = f'<select id="{key}" autocomplete="off">{listed}</select>'
    else:
        inside = (
            f'<input id="{key}" type="range" min="0" max="{len(texts) - 1}" step="1" value="{start}" autocomplete="off" '
            f'aria-valuetext="{texts[start]}" data-texts="{said}"><output for="{key}">{texts[start]}</output>'
        )
    return f'<div class="course-control">{name}{inside}</div>'


# ---- files of the page


def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        (HERE / "page.html.j2").read_text("utf-8")
    )


def _static(name: str, folder: Path = HERE) -> str:
    return (folder / name).read_text("utf-8")


@lru_cache
def _plotly() -> str:
    return base64.b64encode(chart.plotly_js_gz()).decode()


def _base64_json(data) -> str:
    return base64.b64encode(
        gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)
    ).decode()
