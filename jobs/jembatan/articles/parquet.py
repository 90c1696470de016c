"""Reader of Parquet files: one article per row, and one bad value costs no other row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from jembatan.articles.record import Record, Unreadable, record_of
from jembatan.config import Fields

_BATCH = 256


class _Value(Protocol):
    def as_py(self) -> object: ...


def read_parquet(path: Path, fields: Fields) -> Iterator[Record | Unreadable]:
    """One row per article, streamed through ``datasets``: so nothing is cached, and a changed file is read anew.

    Only the columns that ``fields`` names are read.
    """
    number = 0
    try:
        # A cache of its own: the usual one lies in the home folder, which a timer's user may not be able to write.
        with TemporaryDirectory() as cache:
            for row in _rows(path, set(fields.model_dump().values()), cache):
                number += 1
                yield record_of(row, fields, number)
    except Exception as error:  # datasets, Arrow and what they import raise nearly every kind there is
        reason = f"cannot be read as Parquet: {type(error).__name__}: {error}"
        yield Unreadable(reason, number + 1 if number else None)
        return
    if number == 0:
        yield Unreadable("the file holds no rows")


def _rows(path: Path, names: set[str], cache: str) -> Iterator[dict[str, object]]:
    from datasets import load_dataset

    # ``data_files`` is a pattern or an address: ``a[1].parquet`` and ``a::b.parquet`` need a name that is neither.
    link = Path(cache, "rows.parquet")
    link.symlink_to(path.resolve())
    file = str(link)
    whole = load_dataset("parquet", data_files=file, split="train", streaming=True, cache_dir=cache)
    columns = [name for name in whole.column_names or [] if name in names]
    if len(columns) < len(whole.column_names or []) and columns:
        whole = load_dataset(
            "parquet", data_files=file, split="train", streaming=True, cache_dir=cache, columns=columns
        )
    # As Arrow tables, value by value: a value that Python cannot hold is found in its own row.
    for batch in whole.with_format("arrow").iter(batch_size=_BATCH):
        for place in range(batch.num_rows):
            yield {name: _value(batch[name][place]) for name in columns}


def _value(value: _Value) -> object:
    try:
        return value.as_py()
    except Exception as error:
        return error
