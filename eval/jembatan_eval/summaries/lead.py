"""The lead-3 baseline: the first three sentences of the article, taken for its summary. News is written so that they
are hard to beat; a summariser that does not has added nothing."""

from __future__ import annotations

from collections.abc import Sequence

from jembatan.publish.schema import ArticleRecord
from jembatan_eval.bundle import english
from jembatan_eval.references.file import Reference

SENTENCES = 3


def lead_of_article(article: ArticleRecord) -> tuple[str, ...]:
    """The first three sentences of the body in English, as the bundle has them; title and headings are left out, and so
    is a sentence that has no English."""
    texts = (english(segment) for segment in article["segments"] if segment["kind"] == "sentence")
    return tuple([text for text in texts if text][:SENTENCES])


def lead_of_reference(references: Sequence[Reference], article: str) -> tuple[str, ...]:
    """The first three sentences of an article's reference translation: the baseline without errors of translation."""
    texts = (one.target for one in references if one.article == article and one.kind == "sentence")
    return tuple([text for text in texts if text.strip()][:SENTENCES])
