"""The exception tree in the docstring is the exception tree in the code."""

from __future__ import annotations

import re

import pytest

from jembatan import errors

CLASSES: dict[str, type[errors.JembatanError]] = {
    name: found
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, errors.JembatanError)
}
# A name at the start of a line, behind the branches of the tree; deeper branches are longer.
TREE = re.findall(r"^([|+\- ]*)([A-Z]\w+)  ", errors.__doc__ or "", re.MULTILINE)


def drawn_parents() -> dict[str, str | None]:
    """Each drawn name and the one that it hangs from."""
    parents: dict[str, str | None] = {}
    above: list[tuple[int, str]] = []
    for branch, name in TREE:
        above = [(depth, parent) for depth, parent in above if depth < len(branch)]
        parents[name] = above[-1][1] if above else None
        above.append((len(branch), name))
    return parents


def test_every_error_is_drawn_under_its_base() -> None:
    written = {
        name: found.__bases__[0].__name__ if name != "JembatanError" else None for name, found in CLASSES.items()
    }
    assert drawn_parents() == written


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_error_is_caught_as_a_jembatan_error_and_keeps_its_message(name: str) -> None:
    with pytest.raises(errors.JembatanError, match="what, where, and the fix"):
        raise CLASSES[name]("what, where, and the fix")
