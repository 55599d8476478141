"""A handout where platforms put it: in frames, under policies, from servers that tell another character set; and what learners write into it."""

from __future__ import annotations

import contextlib
import html
import importlib
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import drive
import pytest

from helpers import language, parts

sys.path.insert(0, str(Path(__file__).parents[1]))
import test_handout as made  # noqa: E402

pytestmark = pytest.mark.skipif(not drive.chromium(), reason=drive.HOW)
FIGURES, TABLES = "figures", "tables"

# What a page shows in the end: figures with no note, or open tables with the note; anything else is listed.
SHOWN = """() => {
  const visible = (part) => part.checkVisibility()
  const all = (selector) => [...document.querySelectorAll(selector)]
  const drawn = all('.course-plot').every((plot) => visible(plot) && Math.abs(plot.clientWidth - plot.querySelector('.main-svg')?.clientWidth) < 2 && plot.clientWidth > 200)
  const listed = all('details.course-table').every((table) => table.open && visible(table.querySelector('td')))
  const [note, controls, plots] = ['.course-note', '.course-controls', '.course-plot'].map((selector) => all(selector).some(visible))
  if (drawn && controls && !note) return 'figures'
  if (listed && note && !controls && !plots) return 'tables'
  return JSON.stringify({ drawn, listed, note, controls, plots })
}"""


@contextlib.contextmanager
def served(pages: dict[str, tuple[dict, bytes]]):
    """A server of pages, each with its headers; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            headers, body = pages.get(self.path, ({}, b""))
            self.send_response(200)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with drive.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def handouts(tmp_path_factory):
    """The small lesson of the tests as a handout, by language and edition, with letters beyond ASCII, a folded hint and a figure without controls."""
    import helpers.lessons
    from helpers import explore

    folder = tmp_path_factory.mktemp("lesson")
    percent = 'parts.Number("And the share? 😀", 90.9, 0.2, "%", "Right.", "More.", "Less."),\n    parts.Number("How many?", 1200, 5, "mg", "Right.", "More.", "Less."),\n]'
    source = made.LESSON.replace(
        '"Less."),\n])',
        f'"Less."),\n    {percent})\nvote = parts.Vote("02-food-sources")\nverdicts = parts.Verdicts(vote)',
    )
    (folder / "fixture.py").write_text(source, "utf-8")
    before = helpers.lessons.__path__
    helpers.lessons.__path__ = [*before, str(folder)]
    sys.modules.pop("helpers.lessons.fixture", None)
    try:
        lesson = importlib.import_module("helpers.lessons.fixture")
        cells = lambda: [  # noqa: E731
            made.prose("# Één – ≈ 😀"),
            made.code("fixture.bars", item="fixture:bars"),
            made.code("fixture.vote", item="fixture:vote"),
            made.prose("<details><summary>Hint</summary>\n\n**39 mg**\n\n</details>"),
            made.code("x", data=explore.stored(lesson.bars(n=60, f="b"))),
            made.code("fixture.verdicts", item="fixture:verdicts"),
            made.prose("Write here: <textarea></textarea>"),
            made.code("fixture.quiz", item="fixture:quiz"),
        ]
        yield {
            (code, edition): made.page(*cells(), code_language=code, edition=edition)
            for code in ("en", "nl")
            for edition in ("student", "teacher")
        } | {"quiz": lesson.quiz}
    finally:
        helpers.lessons.__path__ = before
        sys.modules.pop("helpers.lessons.fixture", None)
        vars(helpers.lessons).pop("fixture", None)


@pytest.fixture
def opened(browser, handouts):
    """The English handout for students, served as it is, in a browser of its own."""
    with served({"/": ({}, handouts["en", "student"].encode())}) as address:
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(".main-svg")
        yield page
        context.close()


FRAME = '<!DOCTYPE html><body><iframe width="900" height="600" {} src="/page"></iframe>'
PLACES = {
    "opened itself": ("", {}, FIGURES),
    "frame": ("{}", {}, FIGURES),
    "frame that keeps the page apart": ("sandbox='allow-scripts'", {}, FIGURES),
    "frame with forms and its own origin": (
        "sandbox='allow-scripts allow-forms allow-same-origin'",
        {},
        FIGURES,
    ),
    "frame without scripts": ("sandbox", {}, TABLES),
    "frame without scripts, of one origin": ("sandbox='allow-same-origin'", {}, TABLES),
    "in the platform's own text": ("srcdoc", {}, FIGURES),
    "hidden frame, shown later": ("style='display:none'", {}, FIGURES),
    "export menu of JupyterLab": ("", {"Content-Security-Policy": "sandbox allow-scripts"}, FIGURES),
    "inline scripts only": ("", {"Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}, TABLES),
    "inline scripts only, in a frame": (
        "{}",
        {"Content-Security-Policy": "script-src 'self' 'unsafe-inline' 'unsafe-eval'"},
        TABLES,
    ),
    "own scripts only": ("", {"Content-Security-Policy": "script-src 'self'"}, TABLES),
    "own everything": (
        "",
        {"Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'"},
        TABLES,
    ),
    "trusted types": ("", {"Content-Security-Policy": "require-trusted-types-for 'script'"}, TABLES),
    "Western character set": ("", {"Content-Type": "text/html; charset=iso-8859-1"}, FIGURES),
    "Cyrillic character set": ("", {"Content-Type": "text/html; charset=windows-1251"}, FIGURES),
    "no character set": ("", {"Content-Type": "text/html"}, FIGURES),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_platform_gets_figures_or_tables_with_the_reason(browser, handouts, place):
    frame, headers, expected = PLACES[place]
    text = handouts["en", "student"]
    outer = (
        FRAME.format(frame.replace("{}", ""))
        if frame != "srcdoc"
        else f'<!DOCTYPE html><body><iframe width="900" height="600" srcdoc="{html.escape(text)}"></iframe>'
    )
    with served({"/": ({}, outer.encode()), "/page": (headers, text.encode())}) as address:
        context = browser.new_context(viewport={"width": 1000, "height": 700})
        page = context.new_page()
        page.goto(address + ("/" if frame else "/page"))
        shown = page.frames[-1] if frame else page
        if "none" in frame:
            shown.wait_for_function("() => document.querySelector('.course-plot').figure", polling=100)
            assert not shown.locator(".main-svg").count(), "a place without width gets its figure later"
            page.eval_on_selector("iframe", "frame => { frame.style.display = 'block' }")
        _ends_in(shown, expected)
        assert shown.locator("h1").text_content() == "Één – ≈ 😀"
        if "'unsafe-inline'" in str(headers) and expected == TABLES and "script-src" in str(headers):
            shown.locator("[data-kind] input").first.check()
            shown.locator(".course-check").first.click()
            assert shown.locator(".course-feedback").first.text_content() == "✔ Yes, this.", (
                "the quiz still marks"
            )
        context.close()


def _ends_in(page, expected, seconds=20):
    for _attempt in range(10 * seconds):
        shown = page.evaluate(SHOWN)
        if shown == expected:
            return
        page.wait_for_timeout(100)
    assert shown == expected


@pytest.mark.parametrize(
    "lacking",
    [
        "delete globalThis.DecompressionStream",
        "delete globalThis.structuredClone",
        "URL.createObjectURL = () => { throw new Error('closed') }",
        "URL.createObjectURL = () => URL.toString() && 'blob:nothing'",
    ],
)
def test_an_old_browser_gets_tables_with_the_reason(browser, handouts, lacking):
    with served({"/": ({}, handouts["en", "student"].encode())}) as address:
        page = browser.new_page()
        page.add_init_script(lacking)
        page.goto(address)
        _ends_in(page, TABLES)
        page.close()


def test_what_never_comes_is_not_waited_for_and_may_come_late(browser, handouts):
    with served({"/": ({}, handouts["en", "student"].encode())}) as address:
        page = browser.new_page()
        page.add_init_script(
            "const text = Response.prototype.text; Response.prototype.text = function () { return new Promise((go) => { globalThis.goOn = go }).then(() => text.call(this)) }"
        )
        page.clock.install()
        page.goto(address)
        page.clock.fast_forward(29_000)
        assert page.evaluate(SHOWN) not in (FIGURES, TABLES)
        page.clock.fast_forward(2_000)
        assert page.evaluate(SHOWN) == TABLES
        page.evaluate("goOn()")
        until = time.monotonic() + 20  # the page's own clock stands still between its steps
        while page.evaluate(SHOWN) != FIGURES and time.monotonic() < until:
            page.evaluate("goOn()")
            page.clock.run_for(500)
            time.sleep(0.05)
        assert page.evaluate(SHOWN) == FIGURES
        page.close()


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ('class="course-kept-answers"', FIGURES),
        ('id="plotly"', TABLES),
        ('id="states"', TABLES),
        ('data-kind="number"', FIGURES),
    ],
)
def test_a_platform_that_takes_parts_away_gets_one_of_both_too(browser, handouts, taken, expected):
    page = browser.new_page()
    page.set_content(handouts["en", "student"].replace(taken, ""))
    _ends_in(page, expected)
    page.close()


def test_a_page_that_is_put_in_later_starts_too(browser, handouts):
    page = browser.new_page()
    page.set_content("<p>platform</p>")
    page.evaluate(
        """text => {
      const found = new DOMParser().parseFromString(text, 'text/html')
      document.head.append(...found.head.querySelectorAll('style'))
      document.body.replaceChildren(...found.body.childNodes)
      const script = document.createElement('script')
      script.textContent = found.head.querySelector('script').textContent
      document.head.append(script)
    }""",
        handouts["en", "student"],
    )
    _ends_in(page, FIGURES)
    page.close()


def test_figures_keep_the_width_of_their_place(opened):
    for width in (500, 1100, 360):
        opened.set_viewport_size({"width": width, "height": 800})
        _ends_in(opened, FIGURES)
    opened.set_viewport_size({"width": 1100, "height": 800})
    for width in ("500px", "900px"):  # as when something opens beside it: the window stays
        opened.eval_on_selector("main", "(main, width) => { main.style.width = width }", width)
        _ends_in(opened, FIGURES, seconds=5)


# ---- answers


def _fill(page):
    page.locator(".course-pupil input").first.fill("Zoë")
    page.locator(".course-vote").first.locator("input").nth(1).check()
    page.locator("textarea").fill("My own words")
    page.locator("[data-kind=several] input").nth(1).check()
    page.locator("[data-kind=number] input").first.fill("12,5")


def _filled(page) -> list:
    return [
        page.locator(".course-pupil input").first.input_value(),
        page.locator(".course-vote").first.locator("input").nth(1).is_checked(),
        page.locator("textarea").input_value(),
        page.locator("[data-kind=several] input").nth(1).is_checked(),
        page.locator("[data-kind=number] input").first.input_value(),
        page.locator(".course-yours strong").count(),
    ]


def test_answers_are_there_again_after_a_reload_until_they_are_erased(opened):
    asked = []
    opened.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    _fill(opened)
    opened.reload()
    assert asked == ["beforeunload"], "leaving asks first"
    assert _filled(opened) == ["Zoë", True, "My own words", True, "12,5", 1]
    assert (
        opened.locator(".course-kept-answers").inner_text() == "Your answers stay in this browser. Erase them"
    )
    opened.reload()
    assert asked == ["beforeunload"], "what was kept before is not asked about again"
    opened.locator(".course-kept-answers button").click()
    empty = ["", False, "", False, "", 0]
    assert _filled(opened) == empty
    opened.reload()
    assert _filled(opened) == empty and len(asked) == 1
    opened.emulate_media(media="print")
    assert not opened.locator(".course-kept-answers").is_visible()


def test_two_handouts_keep_their_answers_apart(browser, handouts):
    with served(
        {"/en": ({}, handouts["en", "student"].encode()), "/nl": ({}, handouts["nl", "student"].encode())}
    ) as address:
        page = browser.new_context().new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address + "/en")
        _fill(page)
        page.goto(address + "/nl")
        assert _filled(page)[0] == ""
        page.goto(address + "/en")
        assert _filled(page)[0] == "Zoë"
        page.context.close()


@pytest.mark.parametrize(
    "closed",
    [
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Storage.prototype.getItem = () => '{'",
    ],
)
def test_without_a_store_nothing_breaks(browser, handouts, closed):
    with served({"/": ({}, handouts["en", "student"].encode())}) as address:
        page = browser.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.add_init_script(closed)
        page.goto(address)
        _ends_in(page, FIGURES)
        _fill(page)
        assert page.locator(".course-kept-answers").is_visible() == ("getItem" in closed)
        assert complaints == []
        page.close()


# ---- numbers

SPELLINGS = [
    "90.9",
    "90,9",
    "90.9%",
    "90,9 %",
    " 90,9 ",
    "≈90.9",
    "~ 90,9%",
    "±90.9",
    "0.909",
    "0,909",
    ".909",
    ",909",
    "0.909 %",
    "1.200",
    "1,200",
    "1 200",
    "1\u202f200",
    "1\u00a0200",
    "1.200,0",
    "1,200.0",
    "12.00",
    "1200 mg",
    "1200mg",
    "1.200 MG",
    "1200 g",
    "+1200",
    "\u22121200",
    "-5",
    "\uff11\uff12\uff0e\uff15",
    "１２００",
    "12.",
    "12.5",
    "12,5 mg",
    "12.5.1",
    "1.234.567",
    "1,234,567",
    "01.200",
    "0.200",
    "1e3",
    "1_200",
    "Infinity",
    "nan",
    "",
    " ",
    "mg",
    "%",
    ",",
    ".",
    "+",
    "--5",
    "\u0663",
    "12½",
    "½",
    "1.200.",
    "1,200,",
    "twaalf",
    "12 5",
    "≈",
    "1200\u2009mg",
    "1.2000",
]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_numbers_are_read_alike_in_python_and_on_the_page(browser, handouts, code):
    page = browser.new_page()
    page.set_content(handouts[code, "student"])
    language.use(code)
    for place, question in enumerate(handouts["quiz"].questions[2:]):
        shown = page.locator("[data-kind=number]").nth(place)
        rules = json.loads(shown.get_attribute("data-rules"))
        assert rules["decimal"] + rules["group"] == language.separators()
        for typed in SPELLINGS:
            numbers = page.evaluate("([typed, rules]) => readings(typed, rules)", [typed, rules])
            assert numbers == language.readings(typed, question.unit), (typed, rules)
            right, said = parts.mark_number(question, typed)
            shown.locator("input").fill(typed)
            shown.locator("input").press("Enter")
            assert shown.locator(".course-feedback").text_content() == f"{'✔' if right else '✘'} {said}", (
                typed
            )
    page.close()


# ---- paper


@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_a_folded_hint_is_printed_for_the_teacher_only(browser, handouts, edition):
    page = browser.new_page()
    page.set_content(handouts["en", edition])
    page.wait_for_selector(".main-svg")
    hint = page.locator("details:has-text('39 mg') strong", has_text="39 mg")
    assert not hint.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert hint.is_visible() == (edition == "teacher")
    assert page.locator("summary", has_text="Hint").is_visible() == (edition == "teacher")
    assert (
        page.locator(".course-together").first.evaluate("block => getComputedStyle(block).breakInside")
        == "avoid"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not hint.is_visible(), "folded again"
    page.close()


def test_a_handout_without_figures_opens_what_is_folded_for_print_too(browser):
    page = browser.new_page()
    page.set_content(
        made.page(
            made.prose("# T\n\n<details><summary>Hint</summary>\n\n**39 mg**\n\n</details>"),
            edition="teacher",
        )
    )
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("strong").is_visible()
    page.close()
