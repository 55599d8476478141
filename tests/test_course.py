"""The command `course`: how it opens JupyterLab."""

from jupyterlab.labapp import LabApp

from helpers import course


class Started:
    def start(self):
        pass


def test_the_kernel_is_heard_at_once(monkeypatch):
    given = {}
    monkeypatch.setattr(LabApp, "initialize_server", lambda argv, config: given.update(config.ServerApp) or Started())
    course.open_in_jupyterlab(["--no-browser"])
    connection_class = given["kernel_websocket_connection_class"]
    calls = []

    class Handler:
        def set_nodelay(self, at_once):
            calls.append(("nodelay", at_once))

    class Connection(connection_class.__base__):
        def connect(self):
            calls.append(("connect",))

    class Tried(connection_class, Connection):
        def __init__(self):
            pass

        websocket_handler = Handler()

    Tried().connect()
    assert calls == [("nodelay", True), ("connect",)]
