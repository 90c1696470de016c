"""YAML files that people write: a mapping, read whole, with an error for all that cannot be one."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from jembatan.errors import ConfigError

# Of an endless device no more is read.
_MOST_BYTES = 1_000_000
TOO_DEEP = "lists or mappings lie too deep in one another"


class _Loader(yaml.SafeLoader):
    """YAML takes the last of two equal keys, silently; one of them was written in vain."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        written = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in written:
                    fault = f"the key {key.value!r} is there twice"
                    raise yaml.constructor.ConstructorError(None, None, fault, node.start_mark)
                written.add(key.value)
        return super().construct_mapping(node, deep)


def read_mapping(path: Path, what: str, example: str) -> dict[str, Any]:
    """The mapping that a file holds. ``what`` it is (a config) and an ``example`` of one stand in the messages.

    Raises ConfigError naming the file.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); give the path of a {what}, such as {example}"
        ) from error
    if len(content) > _MOST_BYTES:
        raise ConfigError(f"{path}: longer than {_MOST_BYTES / 1e6:.0f} MB; a {what} has some dozen lines")
    try:
        raw = yaml.load(content.decode("utf-8"), _Loader)
    except RecursionError as error:
        raise ConfigError(f"{path}: not valid YAML: {TOO_DEEP}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"{path}: not valid YAML: {error}") from error
    if not isinstance(raw, dict):
        raise ConfigError(f"{path}: a {what} is a mapping of settings; this file holds {type(raw).__name__}")
    return raw
