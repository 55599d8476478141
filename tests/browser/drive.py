"""Driving a real browser: the machine's Chromium, and JupyterLab as the README's command opens it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = "no Chromium found: install it (Debian: apt-get install chromium-headless-shell, Ubuntu: apt-get install chromium), or set CHROMIUM to its path"


def chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine; the shell, which has no windows and menus to draw, takes a fifth less time."""
    names = [
        os.environ.get("CHROMIUM", ""),
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "chrome",
    ]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@contextlib.contextmanager
def browser():
    """A headless browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


COURSE, PLAIN = ["helpers.course"], ["jupyterlab", "--allow-root"]


@contextlib.contextmanager
def jupyterlab(root: Path = ROOT, module: list[str] = COURSE):
    """JupyterLab on the course as `course` opens it, but with no browser of its own and with an empty home.

    Parameters
    ----------
    root : Path
        Folder to open.
    module : list of str
        Module that opens it, with its arguments; `PLAIN` for JupyterLab without the settings of the course.

    Yields
    ------
    address : function of a notebook's path that gives its address
    """
    with jupyter([sys.executable, "-m", *module, "--LabApp.expose_app_in_browser=True"], root) as address:
        yield lambda path: address(f"lab/tree/{path}") + "&reset"


@contextlib.contextmanager
def jupyter(command: list[str], root: Path):
    """A server of Jupyter in a folder, with an empty home.

    Yields
    ------
    address : function of a path on the server that gives its address
    """
    port, token = free_port(), "course"
    options = [
        "--no-browser",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root}",
    ]
    with serving([*command, *options], root, f"http://127.0.0.1:{port}/api?token={token}"):
        yield lambda path: f"http://127.0.0.1:{port}/{path}?token={token}"


@contextlib.contextmanager
def serving(command: list[str], folder: Path, answers_at: str):
    """A program that serves pages, run in a folder with an empty home, until the block ends."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "HOME": home,
            "JUPYTER_CONFIG_DIR": home + "/config",
            "JUPYTER_DATA_DIR": home + "/data",
            "JUPYTER_RUNTIME_DIR": home + "/run",
            "IPYTHONDIR": home + "/ipython",
        }
        environment.pop("COURSE_LANGUAGE", None)
        log = Path(home) / "log"
        with log.open("w") as said:
            server = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
            )
        try:
            for _ in range(240):
                if _answers(answers_at):
                    break
                if server.poll() is not None:
                    raise RuntimeError(log.read_text())
                time.sleep(0.25)
            else:
                raise RuntimeError(f"no answer within a minute: {command}")
            yield
        finally:
            server.kill()  # a polite stop waits for an answer on the terminal
            server.wait(20)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2)
    except urllib.error.HTTPError:  # a page that is not there is an answer too
        return True
    except OSError:
        return False
    return True


def with_group(*groups: str) -> Path:
    """The folder of programs of an environment of the project with dependency groups that its own does not have, kept beside the tests' other files."""
    place = (
        Path(tempfile.gettempdir())
        / f"magnesium-course-{'-'.join(groups)}-{os.getuid() if hasattr(os, 'getuid') else ''}"
    )
    options = [option for group in groups for option in ("--group", group)]
    subprocess.run(
        ["uv", "sync", "-q", *options],
        cwd=ROOT,
        env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(place)},
        check=True,
    )
    return place / ("Scripts" if os.name == "nt" else "bin")


# anywidget says so when a widget took more than two seconds to start. It still starts it, and only drops its messages,
# of which the one widget of the course has none: what counts is that figures answer, and tests look at that.
HARMLESS = "[anywidget] Failed to initialize model."


# How long the page takes for thirty million roots, ms: about 55 on a quick machine of 2026.
LOOP = """() => {
  const once = () => {
    const start = performance.now()
    let sum = 0
    for (let n = 0; n < 3e7; n++) sum += Math.sqrt(n)
    return performance.now() - start + 0 * sum
  }
  return Math.min(once(), once(), once())
}"""


class Notebook:
    """One notebook open in JupyterLab, with all that the page complained about and all bytes that the kernel sent.

    Parameters
    ----------
    browser
        As `browser` gives it.
    address : str
        As `jupyterlab` gives it.
    width, height : int
        Of the page, CSS px.
    fineness : float
        Painted pixels for each CSS px. Fewer save time where nobody looks; lines get at least one, so widths are not to be measured then.
    """

    def __init__(self, browser, address: str, *, width=1280, height=900, fineness=1.0):
        self.page = browser.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=fineness
        )
        self.complaints: list[str] = []
        self.received = 0
        self.address = address
        self.page.on(
            "pageerror",
            lambda error: (
                HARMLESS in str(error) or self.complaints.append(f"page: {error}\n{error.stack}"[:1500])
            ),
        )
        self.page.on("console", self._listen)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        self.page.goto(address)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)

    def go_to(self, path: str):
        """Close this notebook, end its kernel, and open another in the same JupyterLab, as a learner goes from lesson to lesson."""
        self.page.evaluate("[...jupyterapp.shell.widgets('main')].forEach(opened => opened.dispose())")
        self._end_kernels()
        self.complaints, self.received = [], 0
        self.page.evaluate(
            "path => jupyterapp.commands.execute('docmanager:open', { path }).then(() => {})", path
        )
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)

    def _listen(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text[:400]}")

    def _count(self, frame):
        self.received += len(frame)

    def run_all(self, timeout=180):
        """Run every cell and wait until the kernel rests."""
        self.page.wait_for_selector(
            "#jp-main-statusbar >> text=/Python 3.*Idle/", timeout=60_000
        )  # before that JupyterLab would ask for a kernel
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60_000)
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator").first
        deadline, rests, started = time.time() + timeout, 0, False
        while time.time() < deadline:
            busy = indicator.get_attribute("data-status") != "idle" or self.prompts("*") > 0
            started, rests = started or busy, 0 if busy else rests + 1
            if started and rests >= 5:  # half a second of rest: nothing is queued any more
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError(f"cells still running after {timeout} s")

    def wait_in_cell(self, place: int, selector: str, complaint: str, timeout=30):
        """Bring a cell into view, since JupyterLab draws what is far away only when it comes near, and wait for something in it."""
        cell = self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{place}']")
        deadline = time.time() + timeout
        while time.time() < deadline:
            if cell.count():
                cell.first.evaluate("cell => cell.scrollIntoView()")
                if cell.locator(selector).count():
                    return
            else:  # far away: go towards it
                self.page.locator(".jp-Notebook .jp-Cell").last.evaluate("cell => cell.scrollIntoView()")
            self.page.wait_for_timeout(60)
        raise AssertionError(f"{complaint}: cell {place}")

    def slow_down(self, loop_ms: float):
        """Let the page work as slowly as a computer on which a fixed loop takes that long, whatever this one's speed; 0 for its own speed."""
        rate = max(1, loop_ms / self.page.evaluate(LOOP)) if loop_ms else 1
        self.page.context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def prompts(self, mark: str) -> int:
        """Number of code cells whose prompt shows `mark`."""
        texts = self.page.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
        return sum(text.strip().startswith(f"[{mark}") for text in texts)

    def errors(self) -> list[str]:
        """Error outputs, and what the page complained about."""
        shown = self.page.locator(
            ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error'], .jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr'], .jupyter-widgets-error-widget, .lm-Widget .jp-Dialog"
        ).all_inner_texts()
        return [*shown, *self.complaints]

    def close(self):
        """Close the page and end its kernel."""
        self.page.close()
        self._end_kernels()

    def _end_kernels(self):
        server, token = re.match(r"(http://[^/]+).*token=(\w+)", self.address).groups()
        with urllib.request.urlopen(f"{server}/api/kernels?token={token}") as answer:
            for kernel in json.load(answer):
                urllib.request.urlopen(
                    urllib.request.Request(
                        f"{server}/api/kernels/{kernel['id']}?token={token}", method="DELETE"
                    )
                )
