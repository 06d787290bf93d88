"""Floor 2: one document tree, rendered as DOCX, PDF and HTML. No Django, no database.

``tree`` is the vocabulary, ``charts`` draws, and each renderer is one function from a
:class:`~akuntabel.documents.tree.Document` to bytes or text. The renderers print what the
tree says and decide nothing: two files from one tree carry the same figures.
"""
