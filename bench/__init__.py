"""Measurements of the renderers against the usual tools; ``bench/run`` starts them."""
