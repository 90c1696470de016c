"""Raw article in, cleaned and segmented article out: clean, then split into sentences, then tell the language."""

from __future__ import annotations

from dataclasses import replace

from jembatan.articles.clean import Cut, Paragraph, clean
from jembatan.articles.language import with_languages
from jembatan.articles.layout import is_run_in_heading
from jembatan.articles.sentences import boundaries
from jembatan.records import Article, Removal, Segment, Segmented, SegmentKind

_PARAGRAPH_BREAK = "\n\n"


def prepare(article: Article) -> Segmented:
    """Clean, segment and tell the language of one article. Pure: no network, no clock; nothing is lost (see ``clean``).

    The cleaned text holds the kept paragraphs, a blank line between them; ``leading`` + every ``text + trailing`` gives
    it back. A title or heading of two sentences is two segments of that kind in one paragraph.
    """
    cleaned = clean(article)
    segments: list[Segment] = []
    removed: list[Removal] = []
    paragraphs = [part for part in cleaned.parts if isinstance(part, Paragraph)]
    number = 0
    for part in cleaned.parts:
        if isinstance(part, Cut):
            removed.append(Removal(text=part.text, reason=part.reason, before=len(segments)))
            continue
        number += 1
        segments += _segments(article.id, part, len(segments), number - 1, last=number == len(paragraphs))
    told = with_languages(segments)
    return Segmented(
        article=article,
        cleaned="".join(segment.text + segment.trailing for segment in told.segments),
        leading="",
        segments=told.segments,
        removed=tuple(removed),
        repairs=cleaned.repairs,
        language=told.language,
    )


def _segments(article: str, paragraph: Paragraph, index: int, number: int, *, last: bool) -> list[Segment]:
    text = paragraph.text
    ends = boundaries(text)
    found: list[Segment] = []
    start = 0
    for end in ends:
        piece = text[start:end]
        bare = piece.rstrip()
        kind: SegmentKind = paragraph.kind
        if kind == "sentence" and end == len(text) and found and not last and is_run_in_heading(bare):
            kind = "heading"
        found.append(
            Segment(
                article=article,
                index=index + len(found),
                text=bare,
                trailing=piece[len(bare) :],
                kind=kind,
                paragraph=number,
            )
        )
        start = end
    if not last:
        found[-1] = replace(found[-1], trailing=_PARAGRAPH_BREAK)
    return found
