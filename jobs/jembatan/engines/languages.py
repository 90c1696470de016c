"""NLLB's language codes, checked: transformers turns an unknown one silently into ``<unk>``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from jembatan.errors import ConfigError

_CODE = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}")


def check(special_tokens: Iterable[str], source: str, target: str) -> None:
    """Raise ConfigError unless both codes are among the tokenizer's own language tokens; it names the nearest ones."""
    known = sorted(token for token in special_tokens if _CODE.fullmatch(token))
    faults = [
        f"translate.{name}: the model knows no language {code!r}{_nearest(code, known)}"
        for name, code in (("source_language", source), ("target_language", target))
        if code not in known
    ]
    if faults:
        raise ConfigError("\n".join(faults))


def _nearest(code: str, known: list[str]) -> str:
    folded = {candidate.lower(): candidate for candidate in known}
    near = get_close_matches(code.lower().replace("-", "_"), folded, n=3, cutoff=0.4)
    if not near:
        return f"; it knows {len(known)} codes such as ind_Latn and eng_Latn" if known else "; it has no language codes"
    return "; did you mean " + " or ".join(folded[match] for match in near) + "?"
