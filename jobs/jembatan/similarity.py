"""What an encoder adds to the evidence of a summary: segments that tell the same in other words.

It adds and nothing more. Which sentences a summary has, what is found wrong with them and which of its numbers and
names are borne out is settled before, by the words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jembatan import summaries
from jembatan.assemble import StageResults
from jembatan.config import Evidence
from jembatan.evidence.similar import similar
from jembatan.publish.content import Bundle
from jembatan.records import SummarySentence, Vector
from jembatan.stages.encode import vector


def texts(bundles: Iterable[Bundle]) -> list[str]:
    """The sentences that are compared: of each article with a summary its English ones, then those of the summary."""
    found: dict[str, None] = {}
    for bundle in bundles:
        if bundle.summary is not None:
            found |= dict.fromkeys(_segments(bundle).values())
            found |= dict.fromkeys(one.text for one in bundle.summary.sentences if not one.extracted)
    return list(found)


def compared(bundle: Bundle, encoded: StageResults, settings: Evidence) -> Bundle:
    """The bundle with what the encoder adds to the evidence of its summary, and why some sentences were not compared.

    Raises StoreError.
    """
    summary = bundle.summary
    if summary is None:
        return bundle
    wanted = texts([bundle])
    vectors = {text: vector(encoded.stored[text].value) for text in wanted if text in encoded.stored}
    segments = {at: vectors[text] for at, text in _segments(bundle).items() if text in vectors}
    sentences = tuple(_with_similar(one, segments, vectors, settings) for one in summary.sentences)
    missing = [text for text in wanted if text not in vectors]
    uncompared = ""
    if missing:
        reason = encoded.failed.get(missing[0], "the encoder gave no vector")
        uncompared = f"{len(missing)} of {len(wanted)} sentences were not compared: {reason}"
    made = replace(summary, sentences=sentences, encoder=encoded.engine, uncompared=uncompared)
    return replace(bundle, summary=made)


def _with_similar(
    sentence: SummarySentence, segments: Mapping[int, Vector], vectors: Mapping[str, Vector], settings: Evidence
) -> SummarySentence:
    if sentence.extracted or sentence.text not in vectors:
        return sentence
    found = similar(vectors[sentence.text], segments, settings.similarity, settings.most)
    added = tuple(at for at in found if at not in sentence.evidence)
    return replace(sentence, evidence=(*sentence.evidence, *added), similar=added)


def _segments(bundle: Bundle) -> dict[int, str]:
    """The English of each segment that may be evidence. Headlines tell what a sentence of the article tells too, and
    the sentence tells it better."""
    text = summaries.article_text(bundle.segmented, bundle.translations)
    return {at: english for at, english in enumerate(text.english) if english and at not in text.titles}
