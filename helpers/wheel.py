"""Builds the installable package: it carries the data and the notebooks, which in a checkout stand beside it."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Carried(BuildHookInterface):
    """What `language.ROOT` is in an installed course."""

    def initialize(self, version, build_data):
        if version != "editable":  # a checkout has its own
            for folder in ("data", "notebooks"):
                build_data["force_include"][f"{self.root}/{folder}"] = f"helpers/carried/{folder}"
