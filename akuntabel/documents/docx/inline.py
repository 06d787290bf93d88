"""What stands inside a paragraph: words, cited figures, references."""

from __future__ import annotations

from akuntabel.documents.docx.context import Context
from akuntabel.documents.docx.markup import bold_italic, escape, run
from akuntabel.documents.tree import Break, Cite, Inlines, Link, Text

MARK = "◊"  # leads from a figure to its passport; stands in every font an office has
BREAK = "<w:r><w:br/></w:r>"


def inline_runs(context: Context, content: Inlines, *, bold: bool = False) -> str:
    """The runs of ``content``; ``bold`` makes all of it bold."""
    parts = []
    for inline in content:
        match inline:
            case Text(text=text):
                parts.append(_plain_run(text, bold or inline.bold, inline.italic))
            case Cite(text=text):
                parts.append(_plain_run(text, bold or inline.bold, False))
                if inline.mark:
                    parts.append(_mark(context, inline.anchor))
            case Link(target=target, text=text):
                parts.append(reference(context, target, text, bold=bold))
            case Break():
                parts.append(BREAK)
    return "".join(parts)


def plain_text(content: Inlines) -> str:
    """The words of ``content`` as they are read aloud, marks included."""
    parts = []
    for inline in content:
        if isinstance(inline, Break):
            parts.append("\n")
            continue
        parts.append(inline.text)
        if isinstance(inline, Cite) and inline.mark:
            parts.append(MARK)
    return "".join(parts)


def reference(context: Context, target: str, text: str, *, bold: bool = False) -> str:
    """A link to a place of the document, to an address, or (where the place is not) plain words."""
    style = '<w:rStyle w:val="Hyperlink"/>' + bold_italic(bold=bold)
    if target in context.targets:
        name = context.targets[target]
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{run(text, style)}</w:hyperlink>'
    if "://" in target or target.startswith("mailto:"):
        return f'<w:hyperlink r:id="{context.link(target)}" w:history="1">{run(text, style)}</w:hyperlink>'
    return _plain_run(text, bold, False)


def _plain_run(text: str, bold: bool, italic: bool) -> str:
    return run(text, bold_italic(bold=bold, italic=italic))


def _mark(context: Context, anchor: str) -> str:
    sign = run(MARK, '<w:rStyle w:val="CiteMark"/>')
    name = context.targets.get(anchor)
    if name is None:
        return sign
    words = escape(context.document.labels.passport)
    return f'<w:hyperlink w:anchor="{name}" w:tooltip="{words}" w:history="1">{sign}</w:hyperlink>'
