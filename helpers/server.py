"""What the course adds to whatever Jupyter server finds it: JupyterLab, Notebook, a hub.

`etc/jupyter/jupyter_server_config.d/magnesium-course.json`, which is installed beside the package, switches it on.
"""

from __future__ import annotations

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from helpers import notebooks


class AtOnce(ZMQChannelsWebsocketConnection):
    """Sends each message at once: held back to go with the next one, a redraw waits 40 ms for the page to confirm the last."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def save_clean(model: dict, **_kwargs) -> None:
    """What Jupyter calls before it writes a file: a notebook leaves its widgets behind, which die with its kernel."""
    if model["type"] == "notebook" and model.get("content"):
        notebooks.clean(model["content"])


def _load_jupyter_server_extension(app) -> None:
    app.contents_manager.register_pre_save_hook(save_clean)
    settings = app.web_app.settings
    if (
        settings.get("kernel_websocket_connection_class") is ZMQChannelsWebsocketConnection
    ):  # not where somebody chose another
        settings["kernel_websocket_connection_class"] = AtOnce


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "helpers.server"}]
