"""Floor 7: the pages. A view fetches, calls one deed or selector, and renders."""
