"""Handouts in a real browser: opened as a file, with no network, as a pupil opens one."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

import drive
import pytest

from helpers import language, parts

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_handout import unpacked  # noqa: E402

pytestmark = pytest.mark.skipif(not drive.chromium(), reason=drive.HOW)
NOTEBOOKS = sorted((language.ROOT / "notebooks").glob("*/*.ipynb"))
A4_INSIDE_PX = 680  # 210 mm without margins of 15 mm, at 96 px an inch

# Sets the controls of one exploration to given places, as a hand would, and tells what the page then shows.
SET = """([number, places]) => {
  const section = document.querySelectorAll('[data-item]')[number]
  section.querySelectorAll('.course-control :is(input, select)').forEach((control, i) => {
    if (Number(control.value) === places[i]) return
    control.value = places[i]
    control.dispatchEvent(new Event('input', { bubbles: true }))
  })
  const part = (name) => section.querySelector('.course-' + name)
  return {
    data: JSON.parse(JSON.stringify(part('plot').data)), height: part('plot').style.height, reading: part('reading').textContent,
    rows: [...part('rows').rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
    columns: [...part('rows').previousElementSibling.querySelectorAll('th')].map((cell) => cell.textContent),
    settings: [...section.querySelectorAll('.course-settings b')].map((text) => text.textContent),
    said: [...section.querySelectorAll('.course-control')].map((c) => c.querySelector('output')?.textContent ?? c.querySelector('select').selectedOptions[0].textContent),
  }
}"""
# Answers one question of the quiz, by a typed text or by the places of the answers chosen; tells the feedback and its class.
ANSWER = """(question, attempt) => {
  for (const [place, input] of question.querySelectorAll('input').entries()) {
    if (typeof attempt === 'string') input.value = attempt
    else input.checked = attempt.includes(place)
  }
  question.querySelector('.course-check').click()
  const feedback = question.querySelector('.course-feedback')
  return [feedback.textContent, feedback.className]
}"""
# Names beside a figure, or below it, that stick out of it at the left.
CUT = """plot => {
  const left = plot.getBoundingClientRect().left
  return [...plot.querySelectorAll('.ytick text, .xtick text')].filter(text => text.getClientRects().length && text.getBoundingClientRect().left < left - 0.5).map(text => text.textContent)
}"""
WIDTHS = "[...document.querySelectorAll('.course-plot')].map((plot) => plot.querySelector('.main-svg').clientWidth)"


class Opened:
    """One handout in one browser: its file, its states, its page, and all that the page asked for or complained about."""

    def __init__(self, browser, notebook: Path, folder: Path, text: str):
        self.browser, self.notebook = browser, notebook
        self.file = folder / f"{notebook.stem}.html"
        self.file.write_text(text, "utf-8")
        self.states = unpacked(text)
        self.asked, self.complaints = [], []
        self.page = self.open(width=1280)

    def open(self, *, width: int, scripts: bool = True):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            offline=True,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.file.as_uri())
        if scripts:
            page.wait_for_function(
                "() => !document.querySelector('.course-plot:not(:has(.main-svg))')", timeout=20_000
            )
        return page


@pytest.fixture(scope="module")
def browser():
    with drive.browser() as opened:
        yield opened


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def opened(request, browser, tmp_path_factory, of_lesson):
    handout = Opened(browser, request.param, tmp_path_factory.mktemp("handout"), of_lesson(request.param))
    yield handout
    for context in browser.contexts:
        context.close()


def _violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    )  # all rules, without a report of what is in order
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def test_every_control_changes_what_is_shown(opened):
    items = opened.page.eval_on_selector_all(
        "[data-item]", "sections => sections.map((section) => section.dataset.item)"
    )
    for number, item in enumerate(items):
        states = opened.states[item]
        names = list(states[0][0])
        values = {name: list(dict.fromkeys(state[name] for state, _view in states)) for name in names}
        by_state = {tuple(state.values()): view for state, view in states}
        start = opened.page.evaluate(
            "n => [...document.querySelectorAll('[data-item]')[n].querySelectorAll('.course-control :is(input, select)')].map((c) => Number(c.value))",
            number,
        )
        for control, name in enumerate(names):
            last = len(values[name]) - 1
            seen = set()
            for place in sorted({0, last // 4, last // 2, 3 * last // 4, last}):
                places = [place if i == control else start[i] for i in range(len(names))]
                shown = opened.page.evaluate(SET, [number, places])
                expected = by_state[tuple(values[n][p] for n, p in zip(names, places, strict=True))]
                where = f"{item} {name} at place {place}"
                assert shown["data"] == expected["figure"]["data"], where
                assert shown["height"] == f"{expected['figure']['layout']['height']}px", where
                assert shown["reading"] == expected["reading"], where
                assert shown["rows"] == expected["rows"], where
                assert shown["columns"] == expected.get("columns", shown["columns"]), where
                assert shown["settings"] == shown["said"], where
                seen.add(shown["said"][control])
            assert len(seen) == len({0, last // 4, last // 2, 3 * last // 4, last}), (
                f"{item} {name} says the same in different places"
            )


def test_a_slider_answers_to_the_keyboard(opened):
    slider = opened.page.locator(".course-control input[type=range]").first
    if not slider.count():
        pytest.skip("no slider in this lesson")
    slider.focus()
    opened.page.keyboard.press("Home")
    texts = json.loads(slider.get_attribute("data-texts"))
    opened.page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == texts[1]


# Gives every vote of the page a different answer in turn; tells for each claim the answer and what then stands beside its verdict.
VOTE = """() => [...document.querySelectorAll('.course-vote')].map((vote, place) => {
  const choice = vote.querySelectorAll('label')[place % 4]
  choice.querySelector('input').click()
  const beside = [...document.querySelectorAll(`.course-card[data-claim='${vote.dataset.claim}'] .course-yours`)]
  return [vote.dataset.claim, choice.textContent.trim(), beside.map(text => text.textContent)]
})"""


def test_votes_stand_beside_the_verdicts(opened):
    for claim, answer, beside in opened.page.evaluate(VOTE):
        assert len(beside) == 1 and beside[0].endswith(" " + answer), claim


def test_quiz_marks_as_python_does(opened):
    language.use(opened.notebook.parent.name)
    try:
        for question, told in _questions(opened):
            typed = question.kind == "number"
            tries = (
                (
                    "",
                    "abc",
                    "0",
                    "1e9",
                    str(question.answer),
                    str(question.answer).replace(".", ","),
                    " \u22125 ",
                )
                if typed
                else [[], *([i] for i in range(len(question.answers)))]
            )
            if question.kind == "several":
                tries = [
                    *tries,
                    [i for i, (right, _said) in enumerate(question.answers.values()) if right],
                    list(range(len(question.answers))),
                ]
            for attempt in tries:
                right, said = (
                    parts.mark_number(question, attempt) if typed else parts.mark_chosen(question, attempt)
                )
                assert told.evaluate(ANSWER, attempt) == [
                    f"{'✔' if right else '✘'} {said}",
                    f"course-feedback course-{'right' if right else 'wrong'}",
                ], (question.question, attempt)
    finally:
        language.use(None)


def _questions(opened):
    """Each question of the lesson's quiz with its place on the page."""
    cells = json.loads(opened.notebook.read_text("utf-8"))["cells"]
    items = {
        o.get("metadata", {}).get("course", {}).get("item") for cell in cells for o in cell.get("outputs", [])
    } - {None}
    for item in sorted(items):
        module, name = item.split(":")
        part = getattr(importlib.import_module(f"helpers.lessons.{module}"), name)
        if isinstance(part, parts.Quiz):
            shown = opened.page.locator(".course-question [data-kind]")
            assert shown.count() == len(part.questions)
            yield from ((question, shown.nth(place)) for place, question in enumerate(part.questions))


@pytest.mark.parametrize("width", [1280, 360])
def test_page_is_accessible_and_needs_no_scrolling_sideways(opened, width):
    page = opened.page if width == 1280 else opened.open(width=width)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".course-plot").evaluate_all(f"plots => plots.flatMap({CUT})") == []
    if (width == 1280) == (
        opened.notebook.parent.name == "en"
    ):  # axe takes seconds: English at a desk, Dutch on a phone
        assert _violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = false })")


def test_page_prints_with_figures_inside_the_paper(opened):
    before = opened.page.evaluate(WIDTHS)
    opened.page.evaluate("""() => {
      window.printed = []
      addEventListener('beforeprint', () => {
        printed = [...document.querySelectorAll('.course-plot')].map((plot) => Number(plot.querySelector('.main-svg').getAttribute('width')))
      })
    }""")
    pdf = opened.page.pdf(prefer_css_page_size=True)
    widths = opened.page.evaluate("printed")
    assert pdf.startswith(b"%PDF") and len(widths) == len(before)
    assert all(0 < width <= A4_INSIDE_PX for width in widths)
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
    assert boxes and all(abs(float(box.split()[2]) - 595) < 2 for box in boxes)
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(WIDTHS) == before, "after printing, figures are as wide as the page again"


def test_without_scripts_tables_stand_instead_of_figures(opened):
    page = opened.open(width=1280, scripts=False)
    assert page.locator("h1").count() == 1
    sections = page.locator("[data-item]").count()
    for shown in (".course-rows tr:first-child", ".course-reading", ".course-settings"):
        assert page.locator(f"[data-item] {shown}:visible").count() == sections
    for hidden in (".course-plot", ".course-controls", ".course-check"):
        assert page.locator(f"{hidden}:visible").count() == 0
    page.context.close()


def test_nothing_was_asked_of_the_network_and_nothing_went_wrong(opened):
    assert opened.asked and all(url.startswith(("file:", "blob:", "data:")) for url in opened.asked)
    assert opened.complaints == []
