"""What the notebooks of the magnesium course stand on."""
