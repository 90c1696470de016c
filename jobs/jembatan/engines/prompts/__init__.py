"""Prompts of causal models: data files beside this one, named in a config, and their digest in every key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import resources

import yaml

from jembatan.config import AUTO_PROMPT
from jembatan.errors import ConfigError

_ANY_MODEL = "news"
"""The prompt of a model that wants none in particular."""

_TEXT = "{text}"
"""Stands in ``ask`` for the text."""

_HINTS = "{hints}"
"""Stands in ``ask_hinted`` for the terms of a text and what they are to be called."""


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example of a few-shot prompt. ``hints`` are those that it is shown with."""

    source: str
    target: str
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A system text, worked examples and how the text is asked for. ``numbered``: the answer's sentences come as a
    numbered list. ``digest`` is the sha256 of the file: an edited prompt makes new keys. ``ask_again`` takes the place
    of ``ask`` at a second attempt; empty where it is the same. ``ask_hinted`` takes its place for a text with hints."""

    name: str
    system: str
    ask: str
    numbered: bool
    examples: tuple[Example, ...]
    digest: str
    ask_again: str = ""
    ask_hinted: str = ""

    def second(self) -> Prompt:
        """The prompt of a second attempt."""
        return replace(self, ask=self.ask_again or self.ask)

    def messages(self, text: str, hints: str = "") -> list[dict[str, str]]:
        """The chat that asks for ``text``, in the form that chat templates take."""
        chat = [{"role": "system", "content": self.system}]
        for example in self.examples:
            chat.append({"role": "user", "content": self._asked(example.source, example.hints)})
            chat.append({"role": "assistant", "content": example.target})
        chat.append({"role": "user", "content": self._asked(text, hints)})
        return chat

    def _asked(self, text: str, hints: str) -> str:
        if hints and self.ask_hinted:
            # The text last: what stands in it is no part of the form.
            return self.ask_hinted.replace(_HINTS, hints).replace(_TEXT, text)
        return self.ask.replace(_TEXT, text)


def load(name: str) -> Prompt:
    """Read the prompt called ``name``. Raises ConfigError naming those there are."""
    folder = resources.files(__package__)
    name = _ANY_MODEL if name == AUTO_PROMPT else name
    file = folder / f"{name}.yaml"
    if not file.is_file():
        known = sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".yaml"))
        raise ConfigError(f"prompt: {name!r} is not one of {', '.join(known)}")
    raw = file.read_bytes()
    data = yaml.safe_load(raw)
    return Prompt(
        name=name,
        system=str(data["system"]),
        ask=str(data.get("ask", _TEXT)),
        numbered=bool(data.get("numbered", False)),
        examples=tuple(
            Example(str(entry["source"]), str(entry["target"]), str(entry.get("hints", "")))
            for entry in data["examples"]
        ),
        digest=hashlib.sha256(raw).hexdigest(),
        ask_again=str(data.get("ask_again", "")),
        ask_hinted=str(data.get("ask_hinted", "")),
    )
