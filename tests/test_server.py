"""What the course adds to a Jupyter server."""

import json

import nbformat
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from helpers import notebooks, server
from helpers.language import HERE

COURSE = {"course": {"item": "food_sources:ranking"}}


def saved(**metadata):
    """A notebook as JupyterLab sends it after Run All: an output of the course, and two of somebody else's."""
    data = {notebooks.WIDGET: {"model_id": "1"}, "text/html": "<p>the figure</p>", "text/plain": "the figure"}
    outputs = [nbformat.v4.new_output("display_data", dict(data), metadata=said) for said in (COURSE, {})]
    outputs.append(nbformat.v4.new_output("stream", text="hello"))
    cell = nbformat.v4.new_code_cell(
        "x",
        outputs=outputs,
        id="one",
        metadata={"execution": {"iopub.status.busy": "now"}, "tags": ["hide-input"]},
    )
    kernel = {
        "kernelspec": {"display_name": "Other", "name": "other"},
        "language_info": {"name": "python", "version": "3.99"},
        "widgets": {"state": {}},
    }
    return nbformat.v4.new_notebook(cells=[cell], metadata=kernel | metadata)


def test_a_lesson_leaves_its_widgets_and_its_kernel_behind():
    model = {"type": "notebook", "content": saved(course={"language": "nl"}, title="mine")}
    server.save_clean(model, path="x.ipynb", contents_manager=None)
    cell = model["content"]["cells"][0]
    assert set(cell["outputs"][0]["data"]) == {"text/html", "text/plain"} and cell["metadata"] == {
        "tags": ["hide-input"]
    }
    assert notebooks.WIDGET in cell["outputs"][1]["data"], "what is not of the course stays as it is"
    own = {"kernelspec": {"display_name": "Other", "name": "other"}}  # a hub's kernel keeps its name
    mine = {"title": "mine", "widgets": {"state": {}}}  # of the widget that is somebody's own
    expected = {**notebooks.KERNEL, **own, **mine, "course": {"language": "nl"}}
    assert model["content"]["metadata"] == expected


def test_the_usual_kernel_leaves_no_trace():
    content = saved(
        course={"language": "nl"}, kernelspec={"display_name": "Python 3 (ipykernel)", "name": "python3"}
    )
    content["cells"][0]["outputs"] = content["cells"][0]["outputs"][:1]
    server.save_clean({"type": "notebook", "content": content})
    assert content["metadata"] == {**notebooks.KERNEL, "course": {"language": "nl"}}


def test_a_notebook_of_somebody_s_own_keeps_what_is_not_of_the_course():
    model = {"type": "notebook", "content": saved(title="mine")}
    before = saved(title="mine").metadata
    server.save_clean(model, path="x.ipynb", contents_manager=None)
    assert notebooks.WIDGET not in model["content"]["cells"][0]["outputs"][0]["data"]
    assert notebooks.WIDGET in model["content"]["cells"][0]["outputs"][1]["data"]
    assert model["content"]["metadata"] == before and "execution" in model["content"]["cells"][0]["metadata"]


def test_a_lesson_that_was_run_twice_is_counted_as_the_first_time():
    cells = [
        nbformat.v4.new_code_cell(
            "x",
            execution_count=9,
            id="a",
            outputs=[nbformat.v4.new_output("execute_result", execution_count=9)],
        ),
        nbformat.v4.new_markdown_cell("m", id="b"),
        nbformat.v4.new_code_cell("y", id="c"),
        nbformat.v4.new_code_cell("z", execution_count=4, id="d"),
    ]
    content = nbformat.v4.new_notebook(cells=cells, metadata={"course": {"language": "en"}})
    server.save_clean({"type": "notebook", "content": content})
    assert [cell.get("execution_count") for cell in content.cells] == [1, None, None, 3] and content.cells[
        0
    ].outputs[0].execution_count == 1


def test_the_state_of_widgets_goes_where_no_widget_is_left():
    content = saved(title="mine")
    content["cells"][0]["outputs"] = content["cells"][0]["outputs"][:1]
    server.save_clean({"type": "notebook", "content": content})
    assert "widgets" not in content["metadata"] and content["metadata"]["title"] == "mine"


def test_other_files_are_saved_as_they_are():
    for model in (
        {"type": "file", "content": "text"},
        {"type": "directory", "content": None},
        {"type": "notebook"},
    ):
        before = dict(model)
        server.save_clean(model, path="x", contents_manager=None)
        assert model == before


class App:
    """As much of a Jupyter server as the extension touches."""

    def __init__(self, connection):
        self.hooks, self.contents_manager, self.web_app = [], self, self
        self.settings = {"kernel_websocket_connection_class": connection}
        self.register_pre_save_hook = self.hooks.append


def test_the_extension_registers_itself_and_respects_another_choice():
    for given, expected in ((ZMQChannelsWebsocketConnection, server.AtOnce), (App, App)):
        app = App(given)
        server._load_jupyter_server_extension(app)
        assert (
            app.hooks == [server.save_clean] and app.settings["kernel_websocket_connection_class"] is expected
        )


def test_servers_find_the_extension_by_a_file():
    [file] = (HERE / "static" / "etc" / "jupyter" / "jupyter_server_config.d").iterdir()
    assert json.loads(file.read_text())["ServerApp"]["jpserver_extensions"] == {
        server._jupyter_server_extension_points()[0]["module"]: True
    }


def test_the_kernel_is_heard_at_once():
    calls = []

    class Handler:
        def set_nodelay(self, at_once):
            calls.append(("nodelay", at_once))

    class Connection(server.AtOnce.__base__):
        def connect(self):
            calls.append(("connect",))

    class Tried(server.AtOnce, Connection):
        def __init__(self):
            pass

        websocket_handler = Handler()

    Tried().connect()
    assert calls == [("nodelay", True), ("connect",)]
