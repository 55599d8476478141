"""One module a notebook, of the same name: that lesson's explorations, its frame and its quiz."""
