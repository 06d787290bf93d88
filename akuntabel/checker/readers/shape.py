"""What a line of a report is by its looks: heading, item of a list, caption, entry of the contents."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_BLOCK_TAGS = re.compile(
    r"</?(?:p|ul|ol|li|br|div|table|tbody|thead|tr|td|th|h[1-6]|hr)\b[^<>]{0,300}>", re.I
)
_INLINE_TAGS = re.compile(r"</?(?:b|i|u|strong|em|span|font|sup|sub|a)\b[^<>]{0,300}>", re.I)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?![\w*])")

_ROMAN = r"[IVXLC]{1,7}"
_ITEM = re.compile(
    r"(?:[-•▪◦‣●○■□✓➢*·–]\s+)?"
    r"(?P<mark>\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+(?=\S)"
)
_BULLET = re.compile(r"(?P<mark>[-•▪◦‣●○■□✓➢*·–])\s+(?=\S)")
_CHAPTER = re.compile(rf"BAB\s+(?:{_ROMAN}|\d{{1,2}})\b[.:]?", re.I)
_CAPTION = re.compile(
    rf"(?:tabel|table|gambar|grafik|diagram|bagan|figur[e]?)\s*(?:\d+|{_ROMAN}\b)(?:[.\-–]\d+)*(?:\.[a-z]\b)?[.:]?\s*(?P<title>.*)$",
    re.I,
)
_LEADER = " ._…·"
_LAST_PAGE = re.compile(r"(?<![^\s._…·])(?:\d{1,4}|[ivxlc]{1,7})$", re.I)
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.I)
_PARTS = re.compile(
    r"^(?:kata pengantar|(?:ikhtisar|ringkasan) eksekutif|executive summary"
    r"|daftar (?:isi|tabel|gambar|grafik|lampiran|bagan)"
    r"|lampiran(?:[- ]lampiran)?|pendahuluan|penutup|perencanaan kinerja|akuntabilitas kinerja"
    r"|(?:pernyataan )?perjanjian kinerja(?: tahun \d{4})?|pernyataan telah direviu|rencana strategis)$",
    re.I,
)
_LONGEST_HEADING = 120
_LONGEST_CAPTION = 220


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line is: the fields of :class:`~akuntabel.checker.blocks.Paragraph`."""

    text: str
    level: int = 0
    item: str = ""
    kind: str = "body"


def clean(text: str) -> str:
    """``text`` on one line, with plain spaces and without what cannot be seen."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def without_markup(text: str) -> str:
    """``text`` without remains of HTML and without Markdown's stars, as converters leave them."""
    if "<" in text:
        text = _INLINE_TAGS.sub("", _BLOCK_TAGS.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return clean(text)


def in_capitals(text: str) -> bool:
    """Whether (nearly) all letters are capitals, and there are at least three."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def is_title(text: str) -> bool:
    """Whether ``text`` reads as a title: short, no closing mark, its words capitalised."""
    words = text.split()
    if not words or len(words) > 12 or text[-1] in ".;:,?!" or len(text) > _LONGEST_HEADING:
        return False
    if any(letter.isdigit() for letter in text) and not re.search(r"\b(?:19|20)\d\d\b", text):
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def split_item(text: str) -> tuple[str, str]:
    """The number, letter or bullet before ``text`` as written, and the rest; ("", text) without one."""
    match = _ITEM.match(text) or _BULLET.match(text)
    if not match or _is_initial(match["mark"], text[match.end() :]):
        return "", text
    return match["mark"], text[match.end() :]


def _is_initial(mark: str, rest: str) -> bool:
    """Whether the "letter" is part of a name: "H. Ahmad" (Haji), "M. Yusuf"."""
    return mark == "H." or (mark in {"M.", "R."} and not in_capitals(rest))


def is_page_number(text: str) -> bool:
    """Whether ``text`` is a page number and nothing else."""
    found = _PAGE.fullmatch(text.strip(" -–|"))
    return found is not None and not re.fullmatch(r"(?:19|20)\d\d", found[0])


def contents_entry(text: str) -> str | None:
    """The title of an entry with dotted leaders, or None."""
    page = _LAST_PAGE.search(text, max(0, len(text) - 10))
    before = text[: page.start()] if page else ""
    title = before.rstrip(_LEADER)
    leader = before[len(title) :].replace(" ", "")
    return clean(title) if title and (len(leader) >= 3 or "…" in leader) else None


def is_caption(text: str) -> bool:
    """Whether ``text`` is the caption of a table or figure, not a sentence about one."""
    match = _CAPTION.match(text) if len(text) <= _LONGEST_CAPTION else None
    return match is not None and not match["title"][:1].islower()


def is_bare_caption(text: str) -> bool:
    """Whether ``text`` is only the number of a caption ("Tabel 19"), its title on the next line."""
    match = _CAPTION.match(text) if len(text) <= 30 else None
    return match is not None and not match["title"]


def is_contents_title(text: str) -> bool:
    """Whether ``text`` heads a list of contents, tables, figures or attachments."""
    return bool(re.fullmatch(r"daftar (?:isi|tabel|gambar|grafik|bagan|lampiran)", text, re.I))


def _chapter(text: str) -> Shape | None:
    match = _CHAPTER.match(text)
    if not match or len(text) > _LONGEST_HEADING:
        return None
    title = text[match.end() :].strip()
    if not title:
        return Shape(text.rstrip(".:"), level=1)
    if title[0] in ",;)" or not (in_capitals(title) or is_title(title)):
        return None
    return Shape(title, level=1, item=match[0].rstrip(".:"))


def _numbered(text: str, *, alone: bool) -> Shape | None:
    """A numbered line: a heading when it reads as a title and stands alone, else an item."""
    item, rest = split_item(text)
    if not item:
        return None
    depth = item.strip("().").count(".")
    if item[0].isupper() and item[0].isalpha() and len(item) == 2:
        if in_capitals(rest) or (alone and is_title(rest)):
            return Shape(rest, level=2, item=item)
    elif depth and (in_capitals(rest) or is_title(rest)):
        return Shape(rest, level=depth + 1, item=item)
    elif alone and not depth and (item[:-1].isdigit() or item[:-1].isalpha()) and is_title(rest):
        return Shape(rest, level=3 if item[:-1].isdigit() else 4, item=item)
    if depth or (item[0].isupper() and not item[:-1].isdigit() and len(item) == 2 and not alone):
        return None  # "12.5 juta", "A. Yani": figures and names
    return Shape(rest, item=item)


def shape(text: str, *, alone: bool = False, bold: bool = False) -> Shape:
    """What ``text`` is. ``alone``: with free space around it; ``bold``: set in bold throughout."""
    if title := contents_entry(text):
        return Shape(title, kind="contents")
    if is_caption(text):
        return Shape(text, kind="caption")
    if (found := _chapter(text)) or (found := _numbered(text, alone=alone or bold)):
        return found
    if _PARTS.match(text) and (in_capitals(text) or (bold and alone)):
        return Shape(text, level=1)
    if bold and len(text) <= 2 * _LONGEST_HEADING and text[-1:] not in ".;,":
        return Shape(text, level=4)
    return Shape(text)
